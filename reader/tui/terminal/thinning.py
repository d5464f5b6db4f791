"""A frame in fewer bytes, for a terminal nearby: styles told as what changes, where Textual resets and says everything.

A quarter of a scrolled page is styles said again. Pure; what cannot be followed goes out as it came.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.tui.terminal.frames.cells import PLAIN, NotCells, apply_sgr, change_style

_SGR: Final = re.compile(r"\x1b\[([\d;]*)m")
_MOVES: Final = re.compile(r"(?:\x1b\[\d+;\d+H|[\r\n])*")
_LAST_MOVE: Final = re.compile(r"\x1b\[\d+;\d+H\Z")


def thinned(frame: str) -> str:
    """The same picture and the same place of the cursor. Every string of a frame begins and ends in the plain style."""
    pieces = _SGR.split(frame)  # text, parameters, text, parameters, ..., text
    out: list[str] = []
    shown = wanted = ""  # parameters of the style the terminal is in, and of the next text
    for index in range(0, len(pieces), 2):
        text = pieces[index]
        if index:
            parameters = pieces[index - 1].strip("0")
            if wanted and parameters:
                return frame  # one style laid over another: not what Textual writes
            wanted = parameters and pieces[index - 1]
        if not text:
            continue
        if _MOVES.fullmatch(text):
            if wanted:
                return frame
            last = _LAST_MOVE.search(text)
            out.append(last.group() if last else text)
            continue
        if wanted != shown:
            try:
                out.append(_change(shown, wanted))
            except NotCells:  # a style from somewhere else
                return frame
            shown = wanted
        out.append(text)
    if wanted:
        return frame
    if shown:
        out.append("\x1b[m")
    return "".join(out)


@lru_cache(maxsize=4096)
def _change(shown: str, wanted: str) -> str:
    return change_style(apply_sgr(PLAIN, shown), apply_sgr(PLAIN, wanted))
