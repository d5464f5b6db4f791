"""Which part of the screen moved up or down, and what it saves to let the terminal move it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import is_not
from typing import Final

from reader.tui.terminal.frames.cells import BLANK, UNKNOWN, Cell

WORTH: Final = 60
"""Bytes that a scroll must save, as estimated; setting it up takes some 20, with margins 45."""
PER_ROW: Final = 8
PER_CELL: Final = 2
"""Estimated bytes to address a row that differs, and for each cell in it (an Arabic form has three bytes)."""
FEWEST_ROWS: Final = 3

Row = list[Cell]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Scroll:
    """Rows `top` to `bottom` (exclusive), columns `left` to `right` (exclusive), move by `lines`: down where positive."""

    top: int
    bottom: int
    left: int
    right: int
    lines: int


def move(rows: Rows, scroll: Scroll) -> None:
    """Do to `rows` what the terminal does: move the rectangle, blank what comes in."""
    left, right = scroll.left, scroll.right
    old = [row[left:right] for row in rows[scroll.top : scroll.bottom]]
    blank = [BLANK] * (right - left)
    for index in range(scroll.bottom - scroll.top):
        source = index - scroll.lines
        rows[scroll.top + index][left:right] = old[source] if 0 <= source < len(old) else blank


def find(
    shown: Rows,
    wanted: Rows,
    changed: Sequence[int],
    spans: Iterable[tuple[int, int]],
    within: tuple[int, int] | None = None,
) -> Scroll | None:
    """The best scroll within one of the column `spans`, or None. `changed` are the rows that differ, in order.

    `within`: the columns that can be moved, where they are others than those that did move; what stands beside
    a pane is moved with it then and painted again.
    """
    if len(changed) < FEWEST_ROWS:
        return None
    best: tuple[int, Scroll] | None = None
    tried: set[tuple[int, int, int]] = set()  # where all is moved, most spans ask for the same
    for left, right in spans:
        for lines in _candidates(shown, wanted, changed, left, right):
            moved = (*(within or (left, right)), lines)
            if moved in tried:
                continue
            tried.add(moved)
            found = _gain(shown, wanted, changed, *moved)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best is not None and best[0] > WORTH else None


def _candidates(shown: Rows, wanted: Rows, changed: Sequence[int], left: int, right: int) -> list[int]:
    """The two distances that most rows vote for. A row votes where it stood before, if it stood in one place only."""
    where: dict[tuple[Cell, ...], int] = {}
    several: set[tuple[Cell, ...]] = set()
    for y in range(changed[0], changed[-1] + 1):
        key = tuple(shown[y][left:right])
        if key in where:
            several.add(key)
        where[key] = y
    votes: Counter[int] = Counter()
    for y in changed:
        key = tuple(wanted[y][left:right])
        before = where.get(key)
        if before is not None and before != y and key not in several:
            votes[y - before] += 1
    return [lines for lines, count in votes.most_common(2) if count >= 2 or len(changed) <= 4]


def _gain(
    shown: Rows, wanted: Rows, changed: Sequence[int], left: int, right: int, lines: int
) -> tuple[int, Scroll] | None:
    """Bytes saved by moving, and the rows for which that is most: a maximal run of rows that profit."""
    first, last = changed[0], changed[-1]
    best_sum, best_run, total, start = 0, (0, 0), 0, first
    for y in range(first, last + 1):
        now = _cost(shown[y][left:right], wanted[y][left:right])
        source = y - lines
        inside = first <= source <= last
        moved = shown[source][left:right] if inside else [BLANK] * (right - left)
        saved = now - _cost(moved, wanted[y][left:right])
        if total <= 0:
            total, start = 0, y
        total += saved
        if total > best_sum:
            best_sum, best_run = total, (start, y + 1)
    if best_sum <= WORTH:
        return None
    # The terminal moves whole regions: the rows the run comes from are in it, and what leaves them is blank.
    top, bottom = best_run
    top, bottom = max(first, min(top, top - lines)), min(last + 1, max(bottom, bottom - lines))
    if bottom - top <= abs(lines):
        return None
    if any(UNKNOWN in row[left:right] for row in shown[top:bottom]):
        return None
    scroll = Scroll(top, bottom, left, right, lines)
    trial = [row.copy() for row in shown[top:bottom]]
    move(trial, Scroll(0, bottom - top, left, right, lines))
    before = sum(_cost(shown[y], wanted[y]) for y in range(top, bottom))
    after = sum(_cost(trial[y - top], wanted[y]) for y in range(top, bottom))
    # A wide cell cut by the edge of the region would be halved.
    if any(row[edge].width == 0 for row in shown[top:bottom] for edge in (left, right) if edge < len(row)):
        return None
    return before - after, scroll


def _cost(shown: Row, wanted: Row) -> int:
    """Bytes to get from one row to the other, roughly."""
    differing = sum(map(is_not, shown, wanted))
    return PER_ROW + PER_CELL * differing if differing else 0
