"""A text as lines: all of them at once, or made when they are looked at."""

from __future__ import annotations

from reader.typeset.line import Line, PlacedLine
from reader.typeset.paragraph import Paragraph, text_direction
from reader.typeset.pieces import pieces
from reader.typeset.signs import prepared
from reader.typeset.words import Style, words_of


def style_for(width: int, shaping: str, marks: bool, show_controls: bool) -> Style:
    """Clusters wider than a narrow column are painted in one cell."""
    if shaping not in {"forms", "letters"}:
        raise ValueError(f"shaping: {shaping!r} is neither 'forms' nor 'letters'")
    widest = 1 if width < 2 else 2 if width < 24 else 24
    return Style(shaping == "forms", marks, show_controls, widest)


def given_direction(direction: str) -> str | None:
    """ "rtl", "ltr", or None for "auto"; anything else raises ValueError."""
    if direction not in {"auto", "rtl", "ltr"}:
        raise ValueError(f"direction: {direction!r} is none of 'auto', 'rtl', 'ltr'")
    return None if direction == "auto" else direction


def lay_out(
    text: str,
    width: int,
    *,
    direction: str = "auto",
    shaping: str = "forms",
    marks: bool = True,
    show_controls: bool = False,
    keep_spaces: bool = False,
) -> list[Line]:
    """The lines of `text` at `width` cells (at least 1), in order; at least one.

    Base direction is decided for each paragraph, undecided ones follow the document. "forms": joined
    presentation forms, lam-alef one cell; "letters": source letters, lam and alef two cells.
    `marks` False hides tashkeel; `show_controls` paints a sign for each invisible character;
    `keep_spaces` keeps spaces at a paragraph's end (for text that is being typed).
    """
    given = given_direction(direction)
    words = words_of(style_for(width, shaping, marks, show_controls))
    text = prepared(text, strict=False)
    undecided = given or text_direction(text[: 1 << 16])
    lines: list[Line] = []
    for start, end in pieces(text):
        paragraph = Paragraph(text[start:end], start, words, given, undecided)
        lines.extend(map(paragraph.paint, paragraph.slices(width, keep_spaces=keep_spaces)))
    return lines


class TextLayout:
    """The same lines made lazily (first version: every paragraph is broken at once)."""

    def __init__(
        self,
        text: str,
        width: int,
        *,
        direction: str = "auto",
        shaping: str = "forms",
        marks: bool = True,
        show_controls: bool = False,
    ) -> None:
        self.width = max(1, width)
        self._lines = lay_out(
            text, width, direction=direction, shaping=shaping, marks=marks, show_controls=show_controls
        )

    @property
    def height(self) -> int:
        """Rows."""
        return len(self._lines)

    def line(self, y: int) -> PlacedLine:
        """The line on row `y`."""
        line = self._lines[y]
        return PlacedLine(line, max(0, self.width - line.width) if line.direction == "rtl" else 0)

    def row_of(self, offset: int) -> int:
        """The row that shows the code point at `offset`."""
        found = 0
        for y, line in enumerate(self._lines):
            if line.start > offset:
                break
            found = y
        return found

    def offset_of(self, y: int) -> int:
        """The offset that row `y` begins with."""
        return self._lines[max(0, min(y, self.height - 1))].start

    def settle(self, top: int, rows: int) -> int:
        """Make rows `[top, top + rows)` exact; where the line that was row `top` stands now."""
        return min(top, max(0, self.height - rows))
