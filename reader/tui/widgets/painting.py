"""Painting rows of cells: what a pane hands to the compositor.

Text comes in already ordered (typeset's lines, painted left to right); here it gets its place and its styles.
Every Segment has a Style: Textual's NO_COLOR filter needs one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.model import Span
from reader.typeset import Line, lay_out, one_line

PLAIN = Style()
ISOLATES, PDI = "\u2066\u2067\u2068", "\u2069"


@lru_cache(maxsize=4096)
def glyphs(painted: str) -> tuple[str, ...]:
    """One entry a cell: a character with the marks on it; the second cell of a wide one is empty."""
    out: list[str] = []
    for character in painted:
        size = get_character_cell_size(character)
        if size == 0:
            if out:
                at = len(out) - 1
                while at and not out[at]:
                    at -= 1
                out[at] += character
        else:
            out.append(character)
            out.extend([""] * (size - 1))
    return tuple(out)


class Row:
    """A row of `width` cells being painted."""

    __slots__ = ("cells", "styles", "width")

    def __init__(self, width: int, style: Style) -> None:
        self.width = width
        self.cells: list[str] = [" "] * width
        self.styles: list[Style] = [style] * width

    def put(self, x: int, painted: str, style: Style | None = None) -> int:
        """Text in painted order from cell `x` on; what falls outside is left out. Returns the cell after it."""
        return self.put_glyphs(x, glyphs(painted), style)

    def put_glyphs(self, x: int, cells: Sequence[str], style: Style | None = None) -> int:
        """What each cell holds, from cell `x` on. Returns the cell after it."""
        for glyph in cells:
            if 0 <= x < self.width:
                self.cells[x] = glyph
                if style is not None:
                    self.styles[x] = self.styles[x] + style
            x += 1
        return x

    def paint(self, x0: int, x1: int, style: Style) -> None:
        """A style over the cells `[x0, x1)`."""
        for x in range(max(0, x0), min(x1, self.width)):
            self.styles[x] = self.styles[x] + style

    def words(
        self,
        text: str,
        *,
        left: int,
        right: int,
        rtl: bool,
        base: str = "",
        style: Style | None = None,
        lit: tuple[tuple[Span, Style], ...] = (),
    ) -> int:
        """One line of logical text in the cells `[left, right)`, at its reading side, cut with an ellipsis.

        `base` is its base direction where it is another one than the side says ("ltr", "rtl", "auto"). `lit` paints Spans of `text`. Returns how many cells the text took.
        """
        width = right - left
        if width <= 0 or not text:
            return 0
        line = cached_line(text, width, base or ("rtl" if rtl else "auto"))
        taken = line.width
        x = right - taken if rtl else left
        self.put_glyphs(x, line.glyphs, style)
        for span, over in lit:
            for x0, x1 in line.ranges(span):
                self.paint(x + x0, x + x1, over)
        return taken

    def strip(self) -> Strip:
        """The row as a Strip, runs of one style joined."""
        segments: list[Segment] = []
        cells, styles = self.cells, self.styles
        start = 0
        for x in range(1, self.width + 1):
            if x == self.width or (styles[x] is not styles[start] and styles[x] != styles[start]):
                segments.append(Segment("".join(cells[start:x]), styles[start]))
                start = x
        return Strip(segments, self.width)


@lru_cache(maxsize=4096)
def cached_line(text: str, width: int, direction: str = "auto") -> Line:
    """`one_line`, remembered: titles and names come again on every frame."""
    return one_line(text, width, direction=direction, shaping=_output.shaping, order=_output.order)


def wrapped_lines(text: str, width: int) -> list[Line]:
    """`lay_out`, as everything is painted now."""
    return lay_out(text, width, shaping=_output.shaping, order=_output.order)


def wrapped_words(text: str, width: int) -> list[str]:
    """A text in pieces of at most `width` cells, each with the isolates that the break cut: a row stands by itself."""
    found, opened = [], ""
    for line in wrapped_lines(text, width):
        before, piece = opened, text[line.start : line.end]
        for letter in piece:
            if letter in ISOLATES:
                opened += letter
            elif letter == PDI:
                opened = opened[:-1]
        found.append(before + piece + PDI * len(opened))
    return found


@dataclass(frozen=True, slots=True)
class Output:
    """How every row is painted.

    `shaping` is "forms" (joined here) or "letters" (joined by the terminal), `order` "visual" (ordered here) or
    "logical" (as it was written: output mode `none`). `apart`: two columns of Arabic never share a row, because
    the terminal orders each row by itself (output mode `terminal`).
    """

    shaping: str = "forms"
    order: str = "visual"
    apart: bool = False

    @classmethod
    def for_mode(cls, bidi: str, shaping: str) -> Output:
        """What an output mode ("app", "terminal", "none") and the setting `shaping` come to."""
        return cls(shaping, "logical" if bidi == "none" else "visual", bidi == "terminal")


_output = Output()


def output() -> Output:
    """How rows are painted now."""
    return _output


def use_output(chosen: Output) -> None:
    """How every row is painted from now on; who keeps painted rows drops them (`LinePane.repaint`)."""
    global _output
    if chosen != _output:
        _output = chosen
        cached_line.cache_clear()
