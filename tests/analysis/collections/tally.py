"""What scoring counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts by what is counted, the sums of B-cubed, and every miss: its kind, and what a reader needs to judge it."""

    counts: Counter[str] = field(default_factory=Counter)
    cluster_precision: float = 0.0
    cluster_recall: float = 0.0
    misses: list[tuple[str, str]] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.counts.update(other.counts)
        self.cluster_precision += other.cluster_precision
        self.cluster_recall += other.cluster_recall
        self.misses += other.misses
        return self

    def __getitem__(self, name: str) -> int:
        return self.counts[name]

    def count(self, name: str, by: int = 1) -> None:
        """One more of a kind, or as many more."""
        self.counts[name] += by

    def miss(self, kind: str, *words: object) -> None:
        """Something to look at; nothing is counted."""
        self.misses.append((kind, " ".join(map(str, words))))
