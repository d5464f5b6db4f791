"""Grouping that goes on from the last time: only what a change can have reached is chosen again.

A report's choice hangs on the groups that it finds in its blocks, on the reports in these so far and on itself. So after a
change those choose again that look for groups where a slip went or came, and those of whose candidates one lost or gained a
report; and, if they choose otherwise, whoever hangs on them. The others keep what they chose, and nobody reads their reports.
A report told anew whose slip is what it was stays where it stands: nobody looks for it otherwise than before.
From nothing all are new, and all choose.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import heappop

from reader.analysis.events.blocking import Slip, slip_of
from reader.analysis.events.cluster import NEAR, Group, choose, could_matter
from reader.analysis.events.compare import Rarity, Verdict, far_apart, weights
from reader.analysis.events.features import Report
from reader.analysis.events.known import NO_CAUSES, NO_FIT, Apart, Change, Dated, Known
from reader.analysis.events.merging import Merged
from reader.analysis.events.numbered import NOBODY, ask


class Regrouping(Merged):
    """The groups of a clan after a change (`groups`).

    `apart` gives for a mention key those that must not stand in one group with it; `causes`, for the key of a report
    that people died or were hurt by, the key of the first report of its group; reports of `hidden` keys are left out.
    """

    def __init__(
        self,
        change: Change,
        apart: Apart,
        hidden: Collection[str],
        rarity: Rarity,
        causes: Mapping[str, str] = NO_CAUSES,
    ) -> None:
        self._apart, self._rarity, self._causes = apart, rarity, causes
        self._report_of, self._ask = change.report_of, change.ask
        self._reports: dict[int, Report] = {}
        self._new = {(each.ref.doc, each.ref.index): each for each in change.reports}
        super().__init__(change, hidden)
        self._groups: dict[int, Group] = {}
        self._run(self.known.apart)
        for doc in change.again:
            for number in self._of(doc):
                self.changed.add(self.homes[number])

    def groups(self) -> Iterator[int]:
        """All groups, in order."""
        return (number for number, home in self.homes.items() if number == home)

    # -- choosing ------------------------------------------------------------

    def _run(self, apart: Apart) -> None:
        """Every slip that may choose otherwise than before, in its order."""
        roots: dict[str, str] = {}
        came, reached, told_anew = self._came, self._reached, self._told_anew
        decided = bool(apart or self._apart)
        if decided or not self._going_on:
            self._to_do, self._queued = sorted(self.homes), set(self.homes)
        else:
            self._queue((*came, *told_anew, *self.tied, *self._weighed))
        self._weighed_at = {self.homes[number] for number in self._weighed}
        self._ask_for(self._hit)
        while self._to_do:
            number = heappop(self._to_do)
            if number not in self.homes:
                continue
            other = False
            if number in self.tied and (cause := self.slips[number].cause):
                of = self._causes.get(cause) or roots.get(cause, "")
                if of != self.slips[number].of:
                    other = number not in came
                    self._with_cause(number, of, other)
            if decided and number not in came:
                key = self.slips[number].key
                other = other or set(apart.get(key, ())) != set(self._apart.get(key, ()))
            if other or any(number in each for each in (came, reached, told_anew, self._hit, self._weighed)):
                self._choose(number, other or number in told_anew)
            if number in self.tied and (slip := self.slips[number]).causes:
                roots[slip.key] = self.slips[self.homes[number]].key

    def _choose(self, number: int, other: bool) -> None:
        """What is chosen for a report now; `other` where it is not the report that it was."""
        came, was = number in self._came, self.homes[number]
        if not came and not other and self._only_hit(number) and self._unmoved(number):
            return
        before, candidates = self._candidates(number, came or other)
        if candidates is not before:
            for home in candidates:
                if home not in before:
                    self._read_by.setdefault(home, []).append(number)
        if not came and not other and was != NOBODY and self._stays(number, before, candidates):
            return
        groups = self._groups_for(number, candidates)
        fit = choose(self.report(number), groups, self._apart, self._rarity) if groups else NO_FIT
        self.fits[number] = fit
        best, verdict, join = fit.best, fit.verdict, weights().join
        home = best if best != NOBODY and verdict.points >= join else number
        former = self.members[was] if was != NOBODY else []
        self.homes[number] = home
        near = best != NOBODY and join - NEAR <= verdict.points < join
        if near and self.slips[best].doc != self.slips[number].doc:
            self.almost[number] = verdict.points, best
        else:
            self.almost.pop(number, None)
        self.changed.add(home)
        if home != was:
            if number in self._weighed:
                self._weighed_at.add(home)
            if was != NOBODY:
                self.changed.add(was)
                self._alter(was, number)
                former.remove(number)
            members = self.members[home]
            if number not in members:  # a group that nobody asked for yet has it
                insort(members, number)
            self._alter(home, number)
            slip = self.slips[number]
            self._reach(number, slip, slip.names, came=came)

    def _only_hit(self, number: int) -> bool:
        """Whether a report finds what it found, and of that only groups that it compared with are others now."""
        return number in self._hit and number not in self._reached and number not in self._weighed

    def _unmoved(self, number: int) -> bool:
        """Whether such a report chooses as it chose whatever it finds: all groups that are others now are weighed, found or not."""
        hit, fit = self._hit[number], self.fits[number]
        if not hit.isdisjoint((fit.best, *fit.rivals)) or any(self.homes.get(home) != home for home in hit):
            return False
        groups = self._groups_for(number, sorted(hit))
        return not groups or not could_matter(self.report(number), groups, fit, self._apart, self._rarity)

    def _candidates(self, number: int, anew: bool) -> tuple[Sequence[int], Sequence[int]]:
        """The groups that a report is compared with, before and now; `anew` where it is not the report that it was."""
        if not anew and number not in self._reached:
            before = self._before.candidates(number).groups
            if self.homes.keys() >= set(before):
                return before, before
            now = self.register.candidates(number)
        else:
            now = self.register.candidates(number)
            if anew:
                before = ()
            elif number in self._reached_by_loss or now.cut or not self._altered.isdisjoint(now.groups):
                before = self._before.candidates(number).groups
            else:  # whoever came is none of them, so nobody had to make room
                before = now.groups
        self.looked[number] = now.looked
        return before, now.groups

    def _stays(self, number: int, before: Sequence[int], candidates: Sequence[int]) -> bool:
        """Whether a report that is what it was would choose as it chose: nothing that it hung on is another, and what is comes not near."""
        fit, altered = self.fits[number], self._altered
        if number in self._weighed:
            altered = altered | self._weighed_at
        hangs_on = {*fit.rivals, fit.best} - {NOBODY}
        if not altered.isdisjoint(hangs_on):
            return False
        if candidates != before and [n for n in before if n in hangs_on] != [
            n for n in candidates if n in hangs_on
        ]:
            return False
        anew = [n for n in candidates if n in altered or (candidates != before and n not in before)]
        if not anew:
            return True
        groups = self._groups_for(number, anew)
        if not groups:
            return True
        return not could_matter(self.report(number), groups, fit, self._apart, self._rarity)

    def _groups_for(self, number: int, homes: Sequence[int]) -> dict[int, Group]:
        """Groups for a report to be compared with, without those that its days forbid: their reports need not be read."""
        near = self._near(number, homes)
        if self._going_on and near:
            self._ask_of({number, *self._before_it(number, near)})
        return {home: self._so_far(home, number) for home in near}

    def _near(self, number: int, homes: Collection[int]) -> list[int]:
        days = self.briefs[number].days
        near = [home for home in homes if not far_apart(days, self.briefs[home].days)]
        if len(near) < len(homes):
            own = self._of_its_text(number)
            near = [home for home in homes if home in own or not far_apart(days, self.briefs[home].days)]
        return near

    def _before_it(self, number: int, homes: Iterable[int]) -> Iterator[int]:
        return (each for home in homes for each in self.members[home] if each < number)

    def _ask_for(self, hit: Mapping[int, Collection[int]]) -> None:
        """What those will be weighed by who compared with groups that are others now: it is read in one go."""
        hit = {number: homes for number, homes in hit.items() if number in self.homes}
        ask(self.slips, hit)
        near = ((number, self._near(number, homes)) for number, homes in hit.items())
        self._ask_of(
            {each for number, homes in near if homes for each in (number, *self._before_it(number, homes))}
        )

    def _ask_of(self, numbers: Collection[int]) -> None:
        ask(self.slips, numbers)
        self._ask(self.slips[each].doc for each in numbers if each not in self._reports)

    def _of_its_text(self, number: int) -> set[int]:
        """The groups with a report that one may take up (see `again`): days say nothing then."""
        return {self.homes[each] for each in self._of(self.slips[number].doc)}

    def _with_cause(self, number: int, of: str, known: bool) -> None:
        """Its dead and hurt belong to another group's report than before."""
        before = self.slips[number]
        self._reports[number] = replace(self._report(before), of=of)
        slip = slip_of(self._reports[number])
        self._leaves(number, before)
        self._comes(number, slip)
        self.slips[number] = slip
        if known:
            self._reach(number, before, before.names)
            self._reach(number, slip, slip.names)
            self._alter(self.homes[number], number)

    def _so_far(self, home: int, until: int) -> Group:
        """A group with its reports before a number."""
        found = self._groups.setdefault(home, Group())
        members, have = self.members[home], len(found.members)
        while have < len(members) and members[have] < until:
            report = self.report(members[have])
            found.members.append(report)
            found.docs.add(report.ref.doc)
            have += 1
        return found

    def report(self, number: int) -> Report:
        """The report of a slip."""
        found = self._reports.get(number)
        if found is None:
            slip = self.slips[number]
            found = self._report(slip)
            if found.of != slip.of:
                found = replace(found, of=slip.of)
            self._reports[number] = found
        return found

    def _report(self, slip: Slip) -> Report:
        return self._new.get((slip.doc, slip.at)) or self._report_of(slip.doc, slip.at)

    # -- what came of it -----------------------------------------------------

    def group(self, home: int) -> Group:
        """A group with all of its reports, and for each that joined from another document why."""
        last = self.members[home][-1]
        found = self._so_far(home, last + 1)
        docs: set[str] = set()
        found.why = []
        for number, report in zip(self.members[home], found.members, strict=True):
            if docs - {report.ref.doc} and number != home:
                found.why.append((report.key, self.fits[number].verdict))
            docs.add(report.ref.doc)
        return found

    def near(self) -> Iterator[tuple[int, int, float]]:
        """The groups that almost joined another when their first report came, that other, and its points; in no order."""
        for home, (points, best) in self.almost.items():
            if self.homes[home] == home:
                yield home, self.homes[best], points

    @property
    def chosen(self) -> set[int]:
        """The slips that chose, and those that went."""
        return self.fits.own | self._went.keys()

    def outcome(self, events: Mapping[int, str], dates: Mapping[int, Dated], held: Collection[int]) -> Known:
        """The clan as it is grouped now, with what came of its groups."""
        ask(self.readers, self._read_by)
        for home, those in self._read_by.items():
            if self.homes.get(home) == home:
                kept = {each for each in self._readers_of(home) if each in self.homes}
                self.readers[home] = tuple(sorted(kept.union(those))) if kept else tuple(those)
        return Known(
            self.slips,
            self.homes,
            self.fits,
            self.looked,
            self.standing,
            tuple(self.standing.families),
            self.readers,
            self.of_document,
            self.tied,
            self.almost,
            events,
            dates,
            held,
            self._apart,
            self.gone,
            self.briefs,
            self.types,
        )


def reasons_of(verdict: Verdict) -> str:
    """The first of the reasons, as they are offered."""
    return "، ".join(verdict.reasons[:4])
