"""Rules L1 and L2 of UAX #9: from levels to order, for one line."""

from __future__ import annotations

import re

_SPACE_LIKE = "WSlripacdefb"
_TRAILING = re.compile("[Wlripacdefb]*[SZ]|[Wlripacdefb]+$")
_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


def line_levels(levels: bytes, classes: str, begin: int, end: int, base: int) -> bytes:
    """L1: the levels of `[begin, end)`, white space at its end and before a tab set to `base`."""
    own = levels[begin:end]
    if begin == end or (classes[end - 1] not in _SPACE_LIKE and "S" not in classes):
        return own
    found = bytearray(own)
    for match in _TRAILING.finditer(classes, begin, end):
        a, b = match.start() - begin, match.end() - begin
        found[a:b] = bytes([base]) * (b - a)
    return bytes(found)


def visual_runs(levels: bytes) -> list[tuple[int, int, bool]]:
    """L2: runs of one level `(start, end, is odd)` in order from left to right."""
    runs = [(m.start(), m.end(), levels[m.start()]) for m in _RUNS.finditer(levels)]
    present = sorted({level for _, _, level in runs})
    odd = [level for level in present if level & 1]
    if len(runs) > 1 and odd:
        for level in _steps(present, odd[0]):
            runs = _reversed_from(runs, level)
    return [(a, b, bool(level & 1)) for a, b, level in runs]


def _steps(present: list[int], lowest_odd: int) -> list[int]:
    """The levels at which runs are reversed. L2 does it at every level from the highest to the lowest odd one;
    between two levels that are present it does the same again and again, so that only odd counts matter."""
    steps = []
    for lower, higher in zip([lowest_odd - 1, *present], present, strict=False):
        if higher >= lowest_odd and (higher - max(lower, lowest_odd - 1)) % 2:
            steps.append(higher)
    return steps[::-1]


def _reversed_from(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    """Each sequence of runs at `level` or higher turned round."""
    out: list[tuple[int, int, int]] = []
    group: list[tuple[int, int, int]] = []
    for run in runs:
        if run[2] >= level:
            group.append(run)
            continue
        out += reversed(group)
        group.clear()
        out.append(run)
    return [*out, *reversed(group)]
