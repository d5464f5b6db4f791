"""A text as rows that are made when they are looked at.

A document is stretches of some 64 Ki code points, a stretch is paragraphs, a paragraph is lines. What was
never looked at has an estimated height; looking makes it exact. So row numbers below a place can move when
that place is first looked at, and `settle` is how a view keeps its text still while they do. A text of up
to `EXACT` code points is measured whole at once: its row numbers never move.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from reader.typeset.filling import Slice
from reader.typeset.layout import Setter
from reader.typeset.line import Line, PlacedLine
from reader.typeset.paragraph import Paragraph
from reader.typeset.pieces import Piece

EXACT = 1 << 16  # code points
_KEPT_PARAGRAPHS = 512
_KEPT_LINES = 2048
_FULLNESS = 0.94  # of a wrapped line, on average


class _Heights:
    """A list of heights and the sums before each, made again only when one has changed."""

    def __init__(self, heights: list[int]) -> None:
        self.heights = heights
        self._sums: list[int] | None = None

    @property
    def sums(self) -> list[int]:
        """`sums[n]` is the height of all before n; the last is the whole height."""
        if self._sums is None:
            self._sums = list(accumulate(self.heights, initial=0))
        return self._sums

    def set(self, at: int, height: int) -> None:
        if self.heights[at] != height:
            self.heights[at] = height
            self._sums = None

    def find(self, y: int) -> tuple[int, int]:
        """The entry that row `y` falls in, and the row inside it."""
        sums = self.sums
        at = min(bisect_right(sums, max(0, y)) - 1, len(self.heights) - 1)
        while at > 0 and self.heights[at] == 0:
            at -= 1
        return at, max(0, y) - sums[at]


class _Stretch:
    """The paragraphs of one stretch: their heights, and which of them are exact."""

    def __init__(self, pieces: list[Piece], width: int) -> None:
        self.pieces = pieces
        self.rows = _Heights([estimate(piece.end - piece.start, width) for piece in pieces])
        self.known = bytearray([piece.start == piece.end for piece in pieces])  # an empty one is one row


def estimate(length: int, width: int) -> int:
    """Rows that a paragraph of `length` code points probably takes."""
    return 1 if length <= width else max(1, round(length / (width * _FULLNESS) + 0.4))


class TextLayout:
    """The lines of `text` at `width` cells, made lazily; parameters as `lay_out`.

    Rows count from 0. `height` and row numbers are estimates where nothing was looked at yet in a
    text longer than `EXACT`; call `settle` before painting. `spaced` leaves a row empty between
    paragraphs, but for neighbours that are one row each and where the source has a blank line already.
    """

    def __init__(
        self,
        text: str,
        width: int,
        *,
        direction: str = "auto",
        shaping: str = "forms",
        marks: bool = True,
        show_controls: bool = False,
        order: str = "visual",
        spaced: bool = False,
    ) -> None:
        self._setter = Setter(text, width, direction, shaping, marks, show_controls, order)
        self._spaced = spaced
        self.width = self._setter.width
        self._length = len(text)
        pieces = self._setter.pieces
        whole, rest = divmod(len(text), 1 << 16)
        sizes = [1 << 16] * whole + ([rest] if rest or not whole else [])
        self._rows = _Heights([estimate(size, self.width) for size in sizes[: pieces.stretches]])
        self._stretches: dict[int, _Stretch] = {}
        self._paragraphs: dict[tuple[int, int], tuple[Paragraph, list[Slice]]] = {}
        self._lines: dict[tuple[int, int, int], PlacedLine] = {}
        if len(text) <= EXACT:
            for n in range(len(self._stretch(0).pieces)):
                self._measure(0, n)

    @property
    def height(self) -> int:
        """Rows, at least one."""
        return max(1, self._rows.sums[-1])

    def line(self, y: int) -> PlacedLine:
        """The line on row `y`; a row outside the text raises IndexError."""
        if not 0 <= y < self.height:
            raise IndexError(f"row {y} of {self.height}")
        return self._line(*self._exact(y))

    def row_of(self, offset: int) -> int:
        """The row that shows the code point at `offset` (0 to length; a break space: the row it ended)."""
        stretch, paragraph, row = self._place(max(0, min(offset, self._length)))
        return self._row(stretch, paragraph, row)

    def offset_of(self, y: int) -> int:
        """The offset that row `y` begins with; rows outside give the nearest."""
        stretch, paragraph, row = self._exact(max(0, min(y, self.height - 1)))
        held, slices = self._set(stretch, paragraph)
        return held.start + (slices[row].start if row < len(slices) else slices[-1].end)

    def is_gap(self, y: int) -> bool:
        """Whether row `y` is only the space between two paragraphs. No offset stands on it."""
        stretch, paragraph, row = self._exact(max(0, min(y, self.height - 1)))
        return row == len(self._set(stretch, paragraph)[1])

    def settle(self, top: int, rows: int) -> int:
        """Make `rows` rows from `top` on exact, and say where the line that was on row `top` stands now.

        A view calls it with its scroll position and height before it paints, and scrolls to the answer:
        the text under the reader's eyes stays where it is. Asked for the end of the text, it gives the
        row that makes the last line the last row. Costs what the rows cost that were never looked at.
        """
        if top + rows >= self.height:
            return self._settle_end(rows)
        place = self._exact(top)
        found = self._measure(place[0], place[1]) - place[2]
        below = self._after(place[0], place[1])
        while found < rows and below is not None:
            found += self._measure(*below)
            below = self._after(*below)
        if found < rows:
            return self._settle_end(rows)
        return self._row(*place)

    def _settle_end(self, rows: int) -> int:
        place: tuple[int, int] | None = self._last()
        found = 0
        while place is not None and found < rows:
            found += self._measure(*place)
            place = self._before(*place)
        return max(0, self.height - rows)

    # -- finding

    def _stretch(self, n: int) -> _Stretch:
        if n not in self._stretches:
            made = _Stretch(self._setter.pieces.of(n), self.width)
            self._stretches[n] = made
            self._rows.set(n, made.rows.sums[-1])
        return self._stretches[n]

    def _measure(self, stretch: int, paragraph: int) -> int:
        """The exact height of a paragraph."""
        held = self._stretch(stretch)
        if not held.known[paragraph]:
            rows = len(self._set(stretch, paragraph)[1])
            held.rows.set(paragraph, rows + self._gap_after(held.pieces[paragraph], rows))
            held.known[paragraph] = 1
            self._rows.set(stretch, held.rows.sums[-1])
        return held.rows.heights[paragraph]

    def _gap_after(self, piece: Piece, rows: int) -> int:
        """1 where an empty row follows: lines of a list or of a poem, each shorter than a row, stay together."""
        if not self._spaced or not self._setter.text[piece.start : piece.end].strip():
            return 0
        below = self._setter.pieces.next_paragraph(piece)
        return 1 if below > self.width or (below and rows > 1) else 0

    def _exact(self, y: int) -> tuple[int, int, int]:
        """The stretch, paragraph and line of row `y`, made exact.

        An estimate that proves wrong moves `y` with the nearer end of what was estimated: what comes next
        to a place already seen is what stood next to it in the text.
        """
        stretch, inside = self._rows.find(y)
        if stretch not in self._stretches:
            guessed = self._rows.heights[stretch]
            real = self._stretch(stretch).rows.sums[-1]
            if inside > guessed // 2:
                inside = max(0, real - (guessed - inside))
            inside = min(inside, max(0, real - 1))
        held = self._stretch(stretch)
        if not held.pieces:  # covered by a paragraph that began earlier
            return self._exact(self._rows.sums[stretch] - 1)
        paragraph, row = held.rows.find(inside)
        if not held.known[paragraph]:
            guessed = held.rows.heights[paragraph]
            real = self._measure(stretch, paragraph)
            if row > guessed // 2 or row == guessed - 1 > 0:
                row = real - (guessed - row)
            row = max(0, min(row, real - 1))
        return stretch, paragraph, min(row, held.rows.heights[paragraph] - 1)

    def _place(self, offset: int) -> tuple[int, int, int]:
        n = self._setter.pieces.stretch_at(offset)
        held = self._stretch(n)
        paragraph = max(0, bisect_right(held.pieces, offset, key=lambda piece: piece.start) - 1)
        self._measure(n, paragraph)
        inside = offset - held.pieces[paragraph].start
        slices = self._set(n, paragraph)[1]
        return n, paragraph, max(0, bisect_right(slices, inside, key=lambda piece: piece.start) - 1)

    def _row(self, stretch: int, paragraph: int, row: int) -> int:
        return self._rows.sums[stretch] + self._stretch(stretch).rows.sums[paragraph] + row

    def _after(self, stretch: int, paragraph: int) -> tuple[int, int] | None:
        if paragraph + 1 < len(self._stretch(stretch).pieces):
            return stretch, paragraph + 1
        for n in range(stretch + 1, self._setter.pieces.stretches):
            if self._stretch(n).pieces:
                return n, 0
        return None

    def _before(self, stretch: int, paragraph: int) -> tuple[int, int] | None:
        if paragraph > 0:
            return stretch, paragraph - 1
        for n in range(stretch - 1, -1, -1):
            if self._stretch(n).pieces:
                return n, len(self._stretch(n).pieces) - 1
        return None

    def _last(self) -> tuple[int, int]:
        n = self._setter.pieces.stretches - 1
        while n > 0 and not self._stretch(n).pieces:
            n -= 1
        return n, len(self._stretch(n).pieces) - 1

    # -- making, and keeping what was made

    def _set(self, stretch: int, paragraph: int) -> tuple[Paragraph, list[Slice]]:
        key = (stretch, paragraph)
        if key not in self._paragraphs:
            if len(self._paragraphs) >= _KEPT_PARAGRAPHS:
                self._paragraphs.clear()
            made = self._setter.paragraph(self._stretch(stretch).pieces[paragraph])
            self._paragraphs[key] = made, made.slices(self.width)
        return self._paragraphs[key]

    def _line(self, stretch: int, paragraph: int, row: int) -> PlacedLine:
        key = (stretch, paragraph, row)
        if key not in self._lines:
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            held, slices = self._set(stretch, paragraph)
            if row < len(slices):
                line = self._setter.paint(held, slices[row])
            else:
                end = held.start + slices[-1].end
                line = Line(end, end, held.direction, (), (), (), b"")
            self._lines[key] = self._setter.place(line)
        return self._lines[key]
