"""Painting in fewer bytes: strings of one look, in the order in which that costs least.

Every string is addressed, so the order is free. Of some rows at a time, what has the commonest look is painted
first, with blanks where something else will stand; then the rest, look after look. A name in a line of text
costs an address so, and not its colours and the text's again. And a blank doesn't care for the colour of its letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from reader.tui.terminal.frames.cells import PLAIN, Style, change_style

SLOW_BAND: Final = 12
"""Rows that are painted together on a slow line, where the names of a whole page would be long in coming behind it."""
_ADDRESS: Final = 6
"""Bytes of an address, roughly."""
_PASSED: Final = 4
"""Bytes of a step over some cells, which are left as they were where nobody sees them before the end."""
_LONG: Final = re.compile(" {7,}")
"""What is shorter as one blank and how often it comes again. Lines are not repeated: tmux 3.3 repeats ASCII alone."""
_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Attributes that a blank shows."""


class Run(NamedTuple):
    """A string of one look. `sure`: every terminal gives it the same `width` in cells, and it may be painted when it suits."""

    y: int
    x: int
    width: int
    style: Style
    text: str
    sure: bool = True

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def blank(self) -> bool:
        return not self.text.strip(" ")


@lru_cache(maxsize=1024)
def _blank_look(style: Style) -> Style:
    """What a blank shows of a style."""
    shown = tuple(one for one in style.attributes if one in _ON_BLANKS)
    return Style(style.foreground if shown else "", style.background, shown, style.link)


@lru_cache(maxsize=1024)
def _blanks_style(now: Style, then: Style) -> Style:
    """The nearest style in which a blank looks as it does in `then`."""
    look = _blank_look(then)
    if _blank_look(now) == look:
        return now
    unseen = (one for one in now.attributes if one not in _ON_BLANKS)
    foreground = look.foreground if look.attributes else now.foreground
    return Style(foreground, look.background, tuple(sorted((*unseen, *look.attributes))), look.link)


class Pen:
    """Writes runs and knows where the terminal's cursor is and in which style.

    `width` is that of the screen, without which nobody knows where the cursor stands at a row's end; `repeats`: the terminal repeats a character (REP, ECMA-48 8.3.103).
    """

    def __init__(self, out: list[str], width: int | None = None, *, repeats: bool = False) -> None:
        self._out = out
        self._last = width
        self._repeats = repeats
        self._at: tuple[int, int] | None = None
        self._style: Style = PLAIN
        self._unseen = False

    def paint(self, runs: Iterable[Run], band: int, *, unseen: bool = False) -> None:
        """Runs row by row, each row's from left to right; `band` rows together. `unseen`: nothing is shown before the end."""
        self._unseen = unseen
        rows: dict[int, list[Run]] = {}
        for run in runs:
            rows.setdefault(run.y, []).append(run)
        whole = list(rows.values())
        for first in range(0, len(whole), band):
            self._band(whole[first : first + band])

    def _band(self, rows: Sequence[list[Run]]) -> None:
        any_order = [_any_order(row) for row in rows]
        words = [
            run for row, loose in zip(rows, any_order, strict=True) if loose for run in row if not run.blank
        ]
        common = Counter(run.style for run in words).most_common(1)
        later = _worth_waiting(words, common[0][0]) if common else {}
        for row, loose in zip(rows, any_order, strict=True):
            if not loose:
                for run in row:
                    self.put(run, exact=True)
                continue
            for index, run in enumerate(row):
                if run.blank or run.style not in later:
                    self.put(run)
                elif self._at == (run.y, run.x) or (index + 1 < len(row) and row[index + 1].x == run.end):
                    self._hold(run)
        for runs in later.values():
            for run in runs:
                self.put(run)

    def put(self, run: Run, *, exact: bool = False) -> None:
        """`exact`: blanks too, on which a mark may follow."""
        self._go(run.y, run.x)
        self.style(_blanks_style(self._style, run.style) if run.blank and not exact else run.style)
        self._write(run.text)
        if run.sure:
            self._stand(run)
        else:
            self._at = None

    def _hold(self, run: Run) -> None:
        """Blanks where a run will stand: not what stood there before, while the rest is on its way."""
        if self._unseen and run.width > _PASSED:
            return
        if _blank_look(self._style) == Style("", run.style.background):
            self._go(run.y, run.x)
            self._write(" " * run.width)
            self._stand(run)

    def _write(self, text: str) -> None:
        self._out.append(_LONG.sub(_repeated, text) if self._repeats else text)

    def send(self, y: int, x: int, pieces: Iterable[tuple[Style, str]]) -> None:
        """Strings of looks one after the other, which nobody measures."""
        self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._at = None
        for style, text in pieces:
            self.style(style)
            self._out.append(text)

    def style(self, style: Style) -> None:
        if style != self._style:
            self._out.append(change_style(self._style, style))
            self._style = style

    def finish(self) -> None:
        self.style(PLAIN)

    def _stand(self, run: Run) -> None:
        # At the last column terminals differ on where the cursor stands.
        self._at = None if run.end == self._last else (run.y, run.end)

    def _go(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        there = address(y, x)
        if self._at is not None and (self._last is not None or (self._at[0] == y and self._at[1] < x)):
            there = min(_step(*self._at, y, x), there, key=len)
        self._out.append(there)
        self._at = (y, x)


def address(y: int, x: int) -> str:
    """The terminal's cursor on row `y`, column `x`, both from 0; what is 1 there need not be said."""
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _repeated(many: re.Match[str]) -> str:
    return f" \x1b[{len(many[0]) - 1}b"


def _step(y: int, x: int, to_y: int, to_x: int) -> str:
    """From one place to another by steps: down by vertical tabs, which move like line feeds, and no line adds a return to."""
    down, along = to_y - y, to_x - x
    sideways = "" if not along else f"\x1b[{'' if abs(along) == 1 else abs(along)}{'C' if along > 0 else 'D'}"
    return ("\v" * down if down >= 0 else f"\x1b[{-down}A") + sideways


def _any_order(row: Sequence[Run]) -> bool:
    """Whether a row may be painted in any order: nothing of it lies over, or may run over, another part."""
    return all(run.sure for run in row) and all(a.end <= b.x for a, b in pairwise(row))


def _worth_waiting(runs: Iterable[Run], ground: Style) -> dict[Style, list[Run]]:
    """Of the words, those that cost less as a pass of their own than where they stand, by style."""
    found: dict[Style, list[Run]] = {}
    for run in runs:
        if run.style != ground:
            found.setdefault(run.style, []).append(run)
    return {style: own for style, own in found.items() if _saves(style, own, ground)}


def _saves(style: Style, runs: Sequence[Run], ground: Style) -> bool:
    change = _bytes_of_change(ground, style)
    there_and_back = change + _bytes_of_change(style, ground)
    return change + sum(run.width + _ADDRESS for run in runs) < there_and_back * len(runs)


@lru_cache(maxsize=1024)
def _bytes_of_change(now: Style, then: Style) -> int:
    return len(change_style(now, then))
