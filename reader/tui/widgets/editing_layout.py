"""Text that is being typed, as rows of cells with a place for the cursor. Pure: no Textual.

A row is a typeset line plus its stops: the columns where the cursor can stand, each with the offset it
stands for. In the paragraph that holds the cursor, the end has a free cell of its own, laid out as if the
next letter of the same script were typed already: so the cursor stands where that letter will appear, also
after Latin words or digits inside an Arabic line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reader.model import Span
from reader.typeset import Line, lay_out, sanitise
from reader.typeset.paragraph import text_direction

NO_WRAP: Final = 1 << 20
"""Cells of a row that never breaks."""
WINDOW: Final = 1200
"""Code points to either side of the cursor that a one-line field lays out; what is beyond is off the screen."""


@dataclass(frozen=True)
class Stop:
    """A column the cursor can stand in, and the offset in the text that it stands for."""

    x: int
    offset: int


@dataclass(frozen=True)
class Row:
    """One row: what each column shows from `indent` on, and the stops from left to right.

    `start` and `end` are the offsets it covers, without the break space. `leftward`: it goes on to the left, as
    right-to-left text does unless it is painted in logical order.
    """

    start: int
    end: int
    leftward: bool
    indent: int
    glyphs: tuple[str, ...]
    spans: tuple[Span, ...]  # the source of each glyph; empty for the free cell
    stops: tuple[Stop, ...]

    @property
    def width(self) -> int:
        return len(self.glyphs)

    def stop_of(self, offset: int) -> Stop:
        """The stop for `offset`: the last one at or before it in the text."""
        best = min(self.stops, key=lambda stop: stop.offset)
        for stop in self.stops:
            if best.offset < stop.offset <= offset:
                best = stop
        return best

    def nearest(self, x: int) -> Stop:
        """The stop nearest to column `x`."""
        return min(self.stops, key=lambda stop: (abs(stop.x - x), stop.offset))

    def beside(self, stop: Stop, step: int) -> Stop | None:
        """The next stop to the left (-1) or right (1); None at the edge."""
        at = self.stops.index(stop) + step
        return self.stops[at] if 0 <= at < len(self.stops) else None

    def columns_of(self, start: int, end: int) -> list[int]:
        """The columns that show any of `[start, end)`."""
        return [
            self.indent + at for at, span in enumerate(self.spans) if span.start < end and span.end > start
        ]


def base_direction(text: str, undecided: str) -> str:
    """ "rtl" or "ltr", as the text's content says; `undecided` where it says nothing."""
    return text_direction(text[:4096]) or undecided


def next_letter(text: str) -> str:
    """A letter that behaves like the one likely to be typed next: same direction, joined to nothing; may be empty."""
    last = text[-1:]
    kind = unicodedata.bidirectional(last) if last else ""
    while kind == "NSM" and len(text) > 1:
        text = text[:-1]
        kind = unicodedata.bidirectional(text[-1])
    if kind in ("EN", "AN"):
        return text[-1]
    return {"L": "x", "R": "\u05d0", "AL": "\u05d0"}.get(kind, "")


def paragraph_rows(
    text: str,
    start: int,
    width: int,
    undecided: str,
    *,
    with_end: bool,
    wrap: bool = True,
    order: str = "visual",
) -> list[Row]:
    """The rows of one paragraph (no line feed in it) that begins at offset `start` of the whole text.

    `with_end` gives its end a free cell. Rows of right-to-left paragraphs stand against the right edge. `order`
    "logical" leaves ordering and joining to the terminal.
    """
    shown = sanitise(text).replace("\n", " ").replace("\r", " ").replace("\t", " ")
    direction = base_direction(text, undecided)
    extra = ""
    if with_end:
        extra = next_letter(shown) or ("\u05d0" if direction == "rtl" else "x")
    lines = _lines(shown + extra, width if wrap else NO_WRAP, direction, order)
    starts = [line.start for line in lines[1:]]
    return [
        _row(line, start, len(text), width, free_end=bool(extra), follows=follows, first=line is lines[0])
        for line, follows in zip(lines, [*starts, None], strict=True)
    ]


@lru_cache(maxsize=512)
def _lines(text: str, width: int, direction: str, order: str) -> Sequence[Line]:
    return lay_out(text, width, direction=direction, keep_spaces=True, order=order)


def _row(
    line: Line, start: int, length: int, width: int, *, free_end: bool, follows: int | None, first: bool
) -> Row:
    """`follows` is where the next row begins, None after the last."""
    indent = max(0, width - line.width) if line.direction == "rtl" else 0
    leftward = line.direction == "rtl" and not line.logical
    glyphs, spans, stops = list(line.glyphs), [], []
    seen = -1
    for x, (a, b) in enumerate(zip(line.starts, line.ends, strict=True)):
        is_end = free_end and a >= length
        if is_end:
            glyphs[x] = " "
        spans.append(Span(start + min(a, length), start + min(b, length)))
        if a != seen:
            stops.append(Stop(indent + x, start + min(a, length)))
        seen = a
    end = min(line.end, length)
    if all(stop.offset < start + end for stop in stops) and (follows is None or follows > line.end):
        # The end, or the space that the break took: no cell of its own, but the cursor can stand there.
        beyond = indent - 1 if leftward else indent + line.width
        stop = Stop(min(max(beyond, 0), width - 1), start + end)
        stops.insert(0 if leftward else len(stops), stop)
    # Spaces that were taken before the first row belong to it.
    begin = 0 if first else line.start
    return Row(start + begin, start + end, leftward, indent, tuple(glyphs), tuple(spans), tuple(stops))


@dataclass(frozen=True)
class FieldView:
    """A one-line field as painted: `width` columns, and the first column of its row that is in view."""

    row: Row
    first: int
    width: int

    def column(self, x: int) -> int:
        """A column of the row as a column of the field."""
        return x - self.first

    def glyphs(self) -> list[str]:
        """What each column of the field shows; half a wide character at an edge is blank."""
        row = self.row
        out = [" "] * self.width
        for at, glyph in enumerate(row.glyphs):
            x = row.indent + at - self.first
            if not 0 <= x < self.width or glyph == "":
                if 0 < x < self.width and out[x - 1] != " ":
                    out[x] = ""
                continue
            wide = at + 1 < row.width and row.glyphs[at + 1] == ""
            out[x] = " " if wide and x + 1 >= self.width else glyph
        return out


def field_view(
    text: str,
    cursor: int,
    width: int,
    undecided: str,
    *,
    first: int | None,
    with_end: bool,
    order: str = "visual",
) -> FieldView:
    """One row in a field of `width` columns, scrolled so that the cursor is in it.

    `first` is the view before (columns from the side that the text begins on, so that typing does not
    move it); of a text longer than twice `WINDOW` only what is near the cursor is laid out.
    """
    begin, end = 0, len(text)
    if len(text) > 2 * WINDOW:
        begin, end = _window(text, cursor)
    direction = base_direction(text, undecided)
    at_end = with_end and end == len(text)
    rows = paragraph_rows(text[begin:end], begin, width, direction, with_end=at_end, wrap=False, order=order)
    row = rows[0]
    hidden = max(0, row.width - width)
    if not hidden:
        return FieldView(row, 0, width)
    at = row.stop_of(cursor).x
    start_side = hidden - (first or 0) if row.leftward else (first or 0)
    leftmost = min(max(start_side, at - width + 1), at)
    return FieldView(row, min(max(leftmost, 0), hidden), width)


def _window(text: str, cursor: int) -> tuple[int, int]:
    """Cut at spaces where there are any near the window's edges, so that no word changes its letters' forms."""
    begin, end = max(0, cursor - WINDOW), min(len(text), cursor + WINDOW)
    if begin:
        space = text.find(" ", begin, begin + 100)
        begin = space + 1 if space >= 0 else begin
    if end < len(text):
        space = text.rfind(" ", end - 100, end)
        end = space if space >= 0 else end
    return begin, end
