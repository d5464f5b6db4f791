"""What became of each letter of the text a note was made on, in the text that stands there now.

A Levenshtein alignment of the two whole texts (ready for matching) tells like passages apart by their place, which no
amount of context can where a bulletin says the same sentence again and again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from reader.journal.matching import matching

LARGEST = (
    1_000_000_000  # product of the lengths that is still aligned: some 30,000 letters each, a few tens of ms
)


class Carried(NamedTuple):
    """A range of the old text in the new one; `kept` is the share of its letters that are still there, 0 to 1."""

    start: int
    end: int
    kept: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Stretches that are the same in both texts: `(old start, new start, length)`, ascending."""

    same: Sequence[tuple[int, int, int]]

    def carry(self, start: int, end: int) -> Carried:
        """Where `[start, end)` of the old text is in the new one."""
        kept, low, high = 0, -1, -1
        first = bisect_right(self.same, start, key=lambda each: each[0]) - 1
        for old, new, length in self.same[max(0, first) :]:
            if old >= end:
                break
            left, right = max(start, old), min(end, old + length)
            if left >= right:
                continue
            kept += right - left
            if low < 0:
                low = new + left - old
            high = new + right - old
        return Carried(max(low, 0), max(high, 0), kept / (end - start) if end > start else 0.0)


@lru_cache(maxsize=8)
def alignment(old_text: str, new_text: str) -> Alignment | None:
    """The alignment of two texts, or None where they are too long for one."""
    old, new = matching(old_text).text, matching(new_text).text
    if old == new:
        return Alignment([(0, 0, len(old))])
    ahead = _common_start(old, new)
    behind = _common_start(old[ahead:][::-1], new[ahead:][::-1])
    middle_old, middle_new = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    if len(middle_old) * len(middle_new) > LARGEST:
        return None
    same = [(0, 0, ahead)] if ahead else []
    same += [
        (ahead + op.src_start, ahead + op.dest_start, op.src_end - op.src_start)
        for op in Levenshtein.opcodes(middle_old, middle_new)
        if op.tag == "equal"
    ]
    if behind:
        same.append((len(old) - behind, len(new) - behind, behind))
    return Alignment(same)


def _common_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is quicker than walking letter by letter
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
