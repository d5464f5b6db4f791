"""Ratios: two things measured alternately in one run, their medians divided.

Absolute times differ between machines and hours; a ratio of alternating medians is what can be compared.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure: `value` is ours divided by the peer's (or a count with its `unit`); `limit` is what we hold it to."""

    name: str
    value: float
    limit: float | None = None
    unit: str = "x"
    note: str = ""

    @property
    def kept(self) -> bool:
        """True where the figure is within its limit, or has none."""
        return self.limit is None or self.value <= self.limit


def alternate(ours: Callable[[], object], peer: Callable[[], object], rounds: int = 9) -> tuple[float, float]:
    """Median CPU seconds of each, taken in turn so that a busy moment hits both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, times in zip((ours, peer), taken, strict=True):
            gc.collect()
            start = process_time()
            work()
            times.append(process_time() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def ratio(
    name: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    limit: float | None = None,
    rounds: int = 9,
    note: str = "",
) -> Ratio:
    """`alternate` as a Ratio."""
    mine, theirs = alternate(ours, peer, rounds)
    return Ratio(name, mine / theirs, limit, note=note)
