"""Cells to strips, for the input and the editor."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


def strip_of(glyphs: list[str], styles: list[Style]) -> Strip:
    """A row of cells, neighbours of one style in one segment. Every segment has a style: NO_COLOR needs it."""
    segments: list[Segment] = []
    start = 0
    for x in range(1, len(glyphs) + 1):
        if x == len(glyphs) or styles[x] != styles[start]:
            segments.append(Segment("".join(glyphs[start:x]), styles[start]))
            start = x
    return Strip(segments, len(glyphs))
