"""Rows for a terminal that orders right-to-left text by itself (output mode `terminal`).

A painted row is in visual order. Here each right-to-left run of it is turned around, so that a terminal which
applies UAX #9 to the row shows it as it was painted. Runs, numbers, borders and other panes are kept apart by
an LRM (U+200E). Where a terminal uses up a column for each of them (mlterm), a blank that stands there anyway
is sent as U+2800 instead, the blank Braille pattern, which is of class L too; concealed and in the colour of its
ground, because not every font has it.
Letters keep their joined forms: they are of class AL as well, and no terminal shapes them again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from reader.tui.terminal.frames.cells import PLAIN, TAIL, Cell, Style
from reader.typeset.classes import mirrors

LRM: Final = "\u200e"
BRAILLE_BLANK: Final = "\u2800"
BLANK_PIECE: Final = Cell("", PLAIN, 0)
_FAR: Final = 3
"""Blanks in a row that end a run: what stands behind so many is another column."""

Piece = tuple[Cell, str]
"""A cell whose style and width count, and the text to send for it."""


def logical_row(cells: Sequence[Cell], *, braille: bool = False) -> list[Piece]:
    """What to send, in order, for a row (or a part of one that begins a row of its own).

    `braille`: blanks become U+2800 where they can, so that fewer LRMs are put in.
    """
    whole = [cell for cell in cells if cell is not TAIL]
    kinds = [_kind(cell.text) for cell in whole]
    out: list[Piece] = []
    open_at = 0  # where something strongly left to right is wanted at the latest: the row's own beginning
    at = 0
    apart = False
    while at < len(whole):
        kind = kinds[at]
        if kind in "RNA" and not apart:
            _keep_apart(out, open_at if braille else len(out))
            apart = True
        if kind == "R":
            end = _whole_pairs(whole, kinds, at, _run_end(kinds, at))
            out += _turned(whole[at:end], kinds[at:end])
        else:
            end = _number_end(kinds, at) if kind == "A" else at + 1
            out += [(cell, cell.text) for cell in whole[at:end]]
        # A European number beside what is left to right is left to right too (W7), an Arabic one is not.
        apart = kind == "L" or (apart and kind not in "RA")
        if kind in "RA":
            open_at = len(out)
        at = end
    return out


def _keep_apart(out: list[Piece], since: int) -> None:
    """Something strongly left to right before what comes next: in a blank since `since`, or put in."""
    for at in range(len(out) - 1, since - 1, -1):
        cell, text = out[at]
        if text == " ":
            out[at] = (_concealed(cell), BRAILLE_BLANK)
            return
    if out:
        cell, text = out[-1]
        out[-1] = (cell, text + LRM)
    else:
        out.append((BLANK_PIECE, LRM))


@lru_cache(maxsize=256)
def _concealed(cell: Cell) -> Cell:
    """The cell in its ground's colour, and concealed (SGR 8) where that colour is the terminal's own."""
    style = cell.style
    ground = re.sub("^48;", "38;", style.background)
    if match := re.fullmatch("(4|10)([0-7])", ground):
        ground = {"4": "3", "10": "9"}[match[1]] + match[2]
    attributes = tuple(sorted({*style.attributes, "8"} - {"7"}))
    return Cell(cell.text, Style(ground, style.background, attributes, style.link), cell.width)


@lru_cache(maxsize=256)
def upright(style: Style) -> Style:
    """The style without slant, for a terminal whose slanted font has no Arabic."""
    if "3" not in style.attributes:
        return style
    rest = tuple(each for each in style.attributes if each != "3")
    return Style(style.foreground, style.background, rest, style.link)


def _number_end(kinds: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(kinds) and kinds[end] == "A":
        end += 1
    return end


def _run_end(kinds: Sequence[str], start: int) -> int:
    """The end of the run that begins at `start`: its last strong cell, before a border, a Latin letter or a gap."""
    end = start + 1
    blanks = 0
    for at in range(start + 1, len(kinds)):
        kind = kinds[at]
        blanks = blanks + 1 if kind == " " else 0
        if kind in "L|" or blanks >= _FAR:
            break
        if kind == "R":
            end = at + 1
    return end


def _whole_pairs(cells: Sequence[Cell], kinds: Sequence[str], start: int, end: int) -> int:
    """The run's end before any bracket whose partner is not in the run: a pair takes one direction (N0)."""
    while (alone := _unpaired(cells, start, end)) is not None:
        end = alone
        while kinds[end - 1] != "R":
            end -= 1
    return end


def _unpaired(cells: Sequence[Cell], start: int, end: int) -> int | None:
    """The leftmost bracket in the run that has no partner there (BD16), or None."""
    alone: list[int] = []
    open_: list[tuple[str, int]] = []
    for at in range(end - 1, start, -1):
        bracket = _mirrored(cells[at].text)
        category = unicodedata.category(bracket) if len(bracket) == 1 else ""
        if category == "Ps":
            open_.append((_mirrored(bracket), at))
        elif category == "Pe":
            while open_ and open_[-1][0] != bracket:
                alone.append(open_.pop()[1])
            if open_:
                open_.pop()
            else:
                alone.append(at)
    alone += [at for _, at in open_]
    return min(alone, default=None)


def _turned(cells: Sequence[Cell], kinds: Sequence[str]) -> list[Piece]:
    """A run in logical order: from right to left, numbers as they are, brackets mirrored back."""
    out: list[Piece] = []
    at = len(cells)
    while at > 0:
        start = at - 1
        if kinds[start] in "NA":
            # A number with single separators inside is one piece (W4).
            while start > 0 and (
                kinds[start - 1] in "NA"
                or (kinds[start - 1] == "," and start > 1 and kinds[start - 2] in "NA")
            ):
                start -= 1
            out += [(cell, cell.text) for cell in cells[start:at]]
        else:
            out.append((cells[start], _mirrored(cells[start].text)))
        at = start
    return out


def _mirrored(text: str) -> str:
    return mirrors().get(text, text)


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    """R right to left, L left to right, N number, A Arabic-Indic number, "," a number's separator, " " blank, "|" border, "o" other."""
    first = text[:1] or " "
    if first == " ":
        return " "
    if "\u2500" <= first <= "\u259f":
        return "|"
    bidi = unicodedata.bidirectional(first)
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "A", "CS": ","}.get(bidi, "o")
