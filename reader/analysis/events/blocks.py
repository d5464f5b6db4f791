"""The blocks that groups of reports are found by: a family, a name and a week each.

A large clan has some thirty of them a report, most with one group, so each is a number that leads to a number: a
quarter of what tuples of strings with lists behind them would take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

ANYTIME = -10_000_000  # instead of a week: all reports, for those that have neither date nor publication
_FAMILIES, _WEEKS = 12, 24  # bits; weeks reach from ANYTIME to the year 9999


class Blocks:
    """Groups, by number, in the order in which they came into each block."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._families: dict[str, int] = {}
        self._held: dict[int, int | list[int]] = {}

    def put(self, family: str, name: str, weeks: Iterable[int], group: int) -> None:
        """A report of this group stands in these blocks."""
        named = self._names.setdefault(name, len(self._names))
        of = self._families.setdefault(family, len(self._families))
        first, all_ = ((named << _FAMILIES | of) << _WEEKS) - ANYTIME, self._held
        for week in weeks:
            held = all_.get(first + week)
            if held is None:
                all_[first + week] = group
            elif isinstance(held, list):
                if held[-1] != group:
                    held.append(group)
            elif held != group:
                all_[first + week] = [held, group]

    def get(self, family: str, name: str, weeks: Iterable[int]) -> Iterator[Sequence[int]]:
        """The groups of each of these blocks that has some."""
        named, of = self._names.get(name), self._families.get(family)
        if named is None or of is None:
            return
        first, held_at = ((named << _FAMILIES | of) << _WEEKS) - ANYTIME, self._held.get
        for week in weeks:
            held = held_at(first + week)
            if held is not None:
                yield held if isinstance(held, list) else (held,)
