"""A frame in fewer bytes, for a terminal nearby: the same strings, written look by look (frames/pen.py).

Half of a scrolled page is styles said again: Textual resets after each string and says everything of the next.
Pure; what cannot be followed goes out as it came.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

from reader.tui.terminal.frames.cells import PLAIN, NotCells, Style, apply_sgr, sure_width
from reader.tui.terminal.frames.pen import Pen, Run

_SGR: Final = re.compile(r"\x1b\[([\d;]*)m")
_ADDRESS: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def thinned(frame: str) -> str:
    """The same picture and the same place of the cursor. Every string of a frame begins and ends in the plain style."""
    pieces = _ADDRESS.split(
        frame
    )  # what is before the first address, then row, column, string, row, column, ...
    if len(pieces) < 4 or pieces[0] or pieces[-1]:
        return frame  # not addressed, or not ended by the cursor
    runs: list[Run] = []
    for at in range(1, len(pieces) - 3, 3):
        string = pieces[at + 2].rstrip("\r\n")
        if not string:
            continue
        strings = _strings(string)
        if strings is None:
            return frame
        y, x = int(pieces[at]) - 1, int(pieces[at + 1]) - 1
        for style, text, width, sure in strings:
            runs.append(Run(y, x, width, style, text, sure))
            x += width
    out: list[str] = []
    pen = Pen(out)
    pen.paint(runs, band=len(runs) or 1)  # all at once: nearby it is there at once
    pen.finish()
    thin = f"{''.join(out)}\x1b[{pieces[-3]};{pieces[-2]}H"
    return thin if len(thin) < len(frame) else frame


@lru_cache(maxsize=4096)
def _strings(string: str) -> tuple[tuple[Style, str, int, bool], ...] | None:
    """The strings of one look, with their width in cells and whether it is sure. None: it can't be followed."""
    pieces = _SGR.split(string)  # text, parameters, text, parameters, ..., text
    found: list[tuple[Style, str, int, bool]] = []
    style = PLAIN
    for index in range(0, len(pieces), 2):
        text = pieces[index]
        try:
            style = apply_sgr(style, pieces[index - 1]) if index else PLAIN
        except NotCells:  # a style from somewhere else
            return None
        if _CONTROL.search(text):
            return None
        if text:
            sure = sure_width(text)
            found.append((style, text, cell_len(text) if sure is None else sure, sure is not None))
    return tuple(found) if style == PLAIN else None
