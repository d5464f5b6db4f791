"""What grouping chose before, so that going on from the last run compares only what changed.

A choice hangs on the report, on the candidates' reports in their order, and on nothing else; under a mark of all of
these it is remembered. What is chosen anew and what is remembered are the same: the marks say everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

from reader.analysis.events.compare import Verdict
from reader.analysis.events.features import Report

Choice = tuple[int, float, tuple[str, ...]]  # which candidate (-1: none), and the points and reasons for it


def marked(*parts: str) -> str:
    """16 hex digits for a sequence of strings."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Choices:
    """The choices of one clan. `mark` says what a report is made of, with the rarity of what its document names."""

    def __init__(self, held: Mapping[str, Choice], mark: Callable[[Report], str]) -> None:
        self._held = held
        self._mark = mark
        self._groups: list[str] = []  # a mark of each group's reports so far
        self.made: dict[str, Choice] = {}
        self._now = ("", "")

    def recall(
        self, report: Report, candidates: Sequence[int], forbidden: Sequence[str]
    ) -> tuple[int, Verdict] | None:
        """What was chosen for this report among these groups, if it ever was."""
        mark = marked(self._mark(report), report.of, *forbidden)
        key = marked(mark, *(self._groups[each] for each in candidates))
        self._now = (mark, key)
        found = self._held.get(key)
        if found is None:
            return None
        self.made[key] = found
        at, points, reasons = found
        return (candidates[at] if at >= 0 else -1), Verdict(points, told=tuple(reasons))

    def keep(self, candidates: Sequence[int], home: int, best: Verdict, *, reasons: bool) -> None:
        """What was chosen for the report that was asked about last; its reasons where somebody may ask for them."""
        at = list(candidates).index(home) if home >= 0 else -1
        self.made[self._now[1]] = (at, best.points, best.reasons if reasons else ())

    def joined(self, home: int) -> None:
        """The report that was asked about last is in this group."""
        if home == len(self._groups):
            self._groups.append(self._now[0])
        else:
            self._groups[home] = marked(self._groups[home], self._now[0])
