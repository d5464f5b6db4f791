"""All lines of a text at once; what both ways of laying out share."""

from __future__ import annotations

from reader.typeset.cells import Style, room
from reader.typeset.filling import Slice
from reader.typeset.line import Line, PlacedLine
from reader.typeset.paragraph import Paragraph, text_direction
from reader.typeset.pieces import Piece, Pieces
from reader.typeset.signs import prepared
from reader.typeset.words import words_of

DECIDES = 1 << 12  # a document's direction is read from this many code points


def style_for(width: int, shaping: str, marks: bool, show_controls: bool) -> Style:
    """Clusters wider than a narrow column are painted in one cell."""
    if shaping not in {"forms", "letters"}:
        raise ValueError(f"shaping: {shaping!r} is neither 'forms' nor 'letters'")
    return Style(shaping == "forms", marks, show_controls, room(width))


def given_direction(direction: str) -> str | None:
    """ "rtl", "ltr", or None for "auto"; anything else raises ValueError."""
    if direction not in {"auto", "rtl", "ltr"}:
        raise ValueError(f"direction: {direction!r} is none of 'auto', 'rtl', 'ltr'")
    return None if direction == "auto" else direction


def is_logical(order: str) -> bool:
    """True for "logical", False for "visual"; anything else raises ValueError."""
    if order not in {"visual", "logical"}:
        raise ValueError(f"order: {order!r} is neither 'visual' nor 'logical'")
    return order == "logical"


class Setter:
    """Sets the pieces of one text: the settings that all of its paragraphs share."""

    def __init__(
        self,
        text: str,
        width: int,
        direction: str,
        shaping: str,
        marks: bool,
        show_controls: bool,
        order: str,
    ) -> None:
        self.text = text
        self.width = max(1, width)
        self.pieces = Pieces(text)
        self._given = given_direction(direction)
        self._logical = is_logical(order)
        shaping = "letters" if self._logical else shaping  # a terminal that orders also joins
        self._words = words_of(style_for(width, shaping, marks, show_controls))
        self._decided: str | None = None

    def paragraph(self, piece: Piece) -> Paragraph:
        """A piece made ready for lines."""
        given = self._given
        if given is None and piece.start != piece.paragraph:
            given = (
                text_direction(self.text[piece.paragraph : piece.paragraph + DECIDES]) or self._undecided()
            )
        text = prepared(self.text[piece.start : piece.end], strict=False)
        return Paragraph(text, piece.start, self._words, given, self._undecided)

    def _undecided(self) -> str:
        """The document's own direction, for paragraphs that have none."""
        if self._decided is None:
            self._decided = text_direction(self.text[:DECIDES]) or "rtl"
        return self._decided

    def paint(self, paragraph: Paragraph, piece: Slice) -> Line:
        """One line, in the order that was asked for."""
        return paragraph.unordered(piece) if self._logical else paragraph.paint(piece)

    def place(self, line: Line) -> PlacedLine:
        """The line against the side that its paragraph begins on."""
        return PlacedLine(line, max(0, self.width - line.width) if line.direction == "rtl" else 0)


def lay_out(
    text: str,
    width: int,
    *,
    direction: str = "auto",
    shaping: str = "forms",
    marks: bool = True,
    show_controls: bool = False,
    keep_spaces: bool = False,
    order: str = "visual",
) -> list[Line]:
    """The lines of `text` at `width` cells (at least 1), in order; at least one.

    Base direction is decided for each paragraph by its content; undecided ones follow the document. "forms":
    joined presentation forms, lam-alef one cell; "letters": source letters, lam and alef two cells.
    `marks` False hides tashkeel; `show_controls` paints a sign for each invisible character;
    `keep_spaces` keeps spaces at a paragraph's end (for text that is being typed). `order` "logical" leaves
    ordering and joining to the terminal: cells are then in source order, letters as they are.
    """
    setter = Setter(text, width, direction, shaping, marks, show_controls, order)
    lines: list[Line] = []
    for piece in setter.pieces:
        paragraph = setter.paragraph(piece)
        slices = paragraph.slices(setter.width, keep_spaces=keep_spaces)
        lines.extend([setter.paint(paragraph, piece) for piece in slices])
    return lines
