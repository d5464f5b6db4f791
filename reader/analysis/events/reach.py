"""Who may find a slip that went or came, or whose group is another: `blocking` read backwards.

`blocking.entered` says where a slip stands, `blocking.looked_at` where others look, and `Looked` how far each of them had to.
A name too many only has somebody look in vain; one too few, and a run that goes on gives other events than one from nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.analysis.events.blocking import (
    CANDIDATES,
    LONG,
    Brief,
    Looked,
    Register,
    Slip,
    at_any_time,
    entered,
    families,
    few,
    looked_at,
)
from reader.analysis.events.blocks import ALL, ANYTIME, Standing, numbers_of
from reader.analysis.events.kinship import may_retell
from reader.analysis.events.numbered import NOBODY, ask

FAR = 60  # days: nobody looks at weeks that lie so far from its own


@dataclass(slots=True)
class _Where:
    """Where a slip went or came: its weeks, the first slips of its groups before and now, and by which names many stand there."""

    slip: Slip
    weeks: frozenset[int]  # without what stands for any of them
    groups: Sequence[Slip]
    crowded: dict[str, bool] = field(default_factory=dict)

    def far_from(self, days: tuple[int, int]) -> bool:
        """Whether who tells of these days, and looks at no other, looks at none of its weeks: the two lie months apart."""
        mine = self.slip.days
        if mine is None or mine[1] - mine[0] > LONG:
            return False
        return days[0] - mine[1] > FAR or mine[0] - days[1] > FAR


@dataclass(slots=True)
class _Behind:
    """Groups that stand by a name between a slip and who may find it.

    Who looks at any time finds the last ones alone. Of the slips that went or came in one place the last one says who sees any
    of them, and behind that all is as it was: so they may be counted as they are now.
    """

    groups: set[int] = field(default_factory=set)  # of the slip's family
    runs: int = 0  # these, as they follow one another
    known: int = 0  # the same for those of any family by whom other kinds know it
    _last: int = NOBODY
    _last_known: int = NOBODY

    def comes(self, home: int, akin: bool, known: int) -> None:
        """One more, in order."""
        if akin and home != self._last:
            self.runs += 1
            self._last = home
            self.groups.add(home)
        if known and home != self._last_known:
            self.known += 1
            self._last_known = home


class _Looking(NamedTuple):
    """A report that may look where a slip stands: by its names in turn (that of the slip's family), at the last groups of any time
    (after so many families), and for other kinds (of any time, too)."""

    reader: int
    turn: int | None
    families: int | None
    wide: bool
    any_time: bool


class Reach:
    """A clan during a change: `before` are its groups before it, `went` the slips that are no more, `there` how many were told anew."""

    def __init__(
        self,
        slips: Mapping[int, Slip],
        briefs: Mapping[int, Brief],
        homes: Mapping[int, int],
        before: Mapping[int, int],
        looked: Mapping[int, Looked],
        register: Register,
        standing: Standing,
        went: Mapping[int, Slip],
    ) -> None:
        self._slips, self._briefs, self._looked = slips, briefs, looked
        self._homes, self._before = homes, before
        self._register, self._standing, self._went = register, standing, went
        self.told_anew = 0
        self._spans: dict[int, tuple[frozenset[int], frozenset[int]]] = {}

    def of(
        self, number: int, slip: Slip, names: Collection[str], passed: Collection[int], came: Collection[int]
    ) -> Iterator[int]:
        """Those behind a slip who may find it by these of its names, without those who are passed over and those who came themselves."""
        where = _Where(slip, frozenset(entered(slip)) - {ANYTIME}, self._groups_of(number))
        for rank, name in enumerate(slip.names):
            if name not in names:
                continue
            behind, known = _Behind(), rank < slip.known_by
            looking: list[_Looking] = []
            for mark in self._with_name(name, number):
                reader, is_known = mark >> 1, mark & 1
                other = self._briefs[reader]
                if reader not in passed and reader not in came:
                    found = self._may_look(reader, other, where, behind, known)
                    if found is not None:
                        looking.append(found)
                home = self._homes[reader]
                if home != NOBODY:
                    behind.comes(home, other.family == slip.family, is_known)
            ask(self._slips, (each.reader for each in looking))
            yield from (each.reader for each in looking if self._looks(each, where, name))

    def _with_name(self, name: str, after: int = -1) -> Sequence[int]:
        """Those after a number who have a name: see ALL."""
        marks = numbers_of(self._standing.now(name), ALL)
        return marks[bisect_right(marks, 2 * after + 1) :]

    def _groups_of(self, number: int) -> tuple[Slip, ...]:
        """The first slips of the groups that a slip was in and is in."""
        homes = {self._before.get(number, NOBODY), self._homes.get(number, NOBODY)} - {NOBODY}
        return tuple([self._went[home] if home in self._went else self._slips[home] for home in homes])

    def _may_look(
        self, number: int, brief: Brief, where: _Where, behind: _Behind, known: bool
    ) -> _Looking | None:
        """In which ways a report may look where a slip stands, with these groups between the two; None for none."""
        slip, those = where.slip, families(brief)
        akin = slip.family in those
        if brief.days is not None and not at_any_time(brief) and where.far_from(brief.days):
            at_last = akin and slip.family == brief.family and behind.runs <= few(brief)
            return _Looking(number, None, len(those), False, False) if at_last else None
        spans = self._spans.get(number)
        if spans is None:
            weeks_only, all_ = looked_at(brief)
            spans = self._spans[number] = frozenset(weeks_only), frozenset(all_)
        turn = those.index(slip.family) if akin else 0
        around = spans[turn == 0]
        in_turn = akin and (
            (ANYTIME in around and len(behind.groups) < CANDIDATES) or not around.isdisjoint(where.weeks)
        )
        at_last = akin and turn == 0 and behind.runs <= few(brief)
        any_time = ANYTIME in spans[1] and behind.known <= CANDIDATES
        wide = known and (any_time or not spans[1].isdisjoint(where.weeks))
        if not (in_turn or at_last or wide):
            return None
        return _Looking(number, turn if in_turn else None, len(those) if at_last else None, wide, any_time)

    def _looks(self, found: _Looking, where: _Where, name: str) -> bool:
        """Whether it went so far by the name that it found the slip, or will."""
        reader, looked = self._slips[found.reader], self._looked[found.reader]
        at = reader.names.index(name)
        if found.turn is not None and found.turn * len(reader.names) + at < looked.until:
            return True
        if found.families is not None and name in reader.anytime:
            at_any = found.families * len(reader.names) + reader.anytime.index(name)
            if at_any < looked.until:
                return True
        if not found.wide or at >= looked.wide:
            return False
        if any(may_retell(reader, group) for group in where.groups):
            return True
        return self._register.retells(reader.type) and (
            len(numbers_of(self._standing.now(name), ALL)) >= self._room()
            and (found.any_time or self._crowded(where, name))
        )

    def _room(self) -> int:
        """How many may stand by a name so that all are looked at: those that went may have stood there, too."""
        return CANDIDATES - len(self._went) - self.told_anew

    def _crowded(self, where: _Where, name: str) -> bool:
        """Whether so many stand by a name in the weeks of a slip that not all are looked at."""
        found = where.crowded.get(name)
        if found is None:
            found = self._room() <= sum(
                each & 1 and not where.weeks.isdisjoint(entered(self._briefs[each >> 1]))
                for each in self._with_name(name)
            )
            where.crowded[name] = found
        return found
