"""Grouping that goes on from the last time: only what a change can have reached is chosen again.

A report's choice hangs on the groups that it finds in its blocks, on the reports in these so far and on itself. So after a
change those choose again that look for groups where a slip went or came, and those of whose candidates one lost or gained a
report; and, if they choose otherwise, whoever hangs on them. The others keep what they chose, and nobody reads their reports.
A report told anew whose slip is what it was stays where it stands: nobody looks for it otherwise than before.
From nothing all are new, and all choose.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.analysis.events.blocking import Register, Slip, brief_of, slip_of
from reader.analysis.events.cluster import NEAR, Group, choose, could_matter
from reader.analysis.events.compare import Rarity, Verdict, weights
from reader.analysis.events.features import Report
from reader.analysis.events.known import NO_CAUSES, NOBODY, Apart, Change, Dated, Known
from reader.analysis.events.numbered import Later, numbered
from reader.analysis.events.reach import Reach


class Regrouping:
    """The groups of a clan after a change. `members` gives the numbers of each group's slips, by that of its first.

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
        self._report_of = change.report_of
        self._reports: dict[int, Report] = {}
        self._new = {(each.ref.doc, each.ref.index): each for each in change.reports}
        self.changed: set[int] = set()  # groups that are new, or whose event is to be made again
        self._altered: set[int] = set()  # groups that lost or gained a report
        self._reached: set[int] = set()  # slips that look where one went or came
        self._came: set[int] = set()  # that were not there before
        self._told_anew: set[int] = set()  # that are where they were
        self.gone = _gone(change, hidden)
        self._going_on = bool(change.known.homes)
        self._merge(change, hidden)
        self.members: dict[int, list[int]] = {}
        for number, home in self.homes.items():
            self.members.setdefault(home, []).append(number)
        self._lose()
        self._groups: dict[int, Group] = {}
        self._run(self.known.apart)
        self.members = {home: self.members[home] for home in sorted(self.members) if self.members[home]}
        for doc in change.again:
            for number in self.of_document.get(doc, ()):
                self.changed.add(self.homes[number])

    # -- then and now --------------------------------------------------------

    def _merge(self, change: Change, hidden: Collection[str]) -> None:
        """Slips that stay, that came, that are told anew and that went."""
        known = change.known
        went = {number for doc in change.docs for number in known.of_document.get(doc, ())}
        if hidden:
            went.update(number for number, slip in known.slips.items() if slip.key in hidden)
        came = sorted(slip_of(each) for each in change.reports if each.key not in hidden)
        there = {known.slips[number].order: number for number in went}
        anew, new = dict[int, Slip](), list[Slip]()
        for slip in came:
            number = there.get(slip.order)
            if number is not None and _alike(known.slips[number], slip):
                anew[number] = slip
            else:
                new.append(slip)
        now, known, placed = numbered(known, new)
        if now:
            went, anew = {now[each] for each in went}, {now[each]: slip for each, slip in anew.items()}
        self.known = known
        self.slips = Later(known.slips)
        self.briefs = Later(known.briefs)
        self.candidates = Later(known.candidates)
        self.fits = Later(known.fits)
        self.looked = Later(known.looked)
        self.of_document = dict(known.of_document)
        self.tied, self.almost = set(known.tied), dict(known.near)
        self._went = {number: self.slips[number] for number in sorted(went - anew.keys())}
        homes = dict(known.homes)
        for number, slip in self._went.items():
            del homes[number]
            for each in (self.slips, self.briefs, self.candidates, self.fits, self.looked):
                each.drop(number)
            self._forget(number, slip)
        for number, slip in zip(placed, new, strict=True):
            homes[number] = NOBODY
            self.slips[number] = slip
            self.briefs[number] = brief_of(slip)
            self._note(number, slip)
        self._came.update(placed)
        self.homes = {number: homes[number] for number in sorted(homes)} if placed else homes
        self.types = known.types | {slip.type for slip in (*new, *anew.values())}
        self.register = Register(self.slips, self.briefs, self.homes, known.standing, self.types)
        self._reach_of = Reach(
            self.slips,
            self.briefs,
            self.homes,
            known.homes,
            self.looked,
            self.register,
            self._went,
        )
        for number, slip in self._went.items():
            self.register.leaves(number, slip)
        for number in placed:
            self.register.comes(number, self.slips[number])
        for number, slip in anew.items():
            self._tell_anew(number, slip)

    def _note(self, number: int, slip: Slip) -> None:
        self.of_document[slip.doc] = (*self.of_document.get(slip.doc, ()), number)
        if slip.cause or slip.causes or slip.tied:
            self.tied.add(number)

    def _forget(self, number: int, slip: Slip) -> None:
        left = tuple(each for each in self.of_document[slip.doc] if each != number)
        if left:
            self.of_document[slip.doc] = left
        else:
            del self.of_document[slip.doc]
        self.tied.discard(number)
        self.almost.pop(number, None)

    def _tell_anew(self, number: int, slip: Slip) -> None:
        """A report is another, and is looked up as before but for some names."""
        before = self.slips[number]
        known = set(before.names[: before.known_by]) ^ set(slip.names[: slip.known_by])
        names = known | (set(before.names) ^ set(slip.names))
        self._told_anew.add(number)
        self._reach_of.told_anew += 1
        if before != slip:
            self._reached.add(number)
            self.register.leaves(number, before)
            self.register.comes(number, slip)
            self.slips[number] = slip
            for each in (before, slip):
                self._reach(number, each, names)
            self._forget(number, before)
            self._note(number, slip)
            if number in self.known.near:
                self.almost[number] = self.known.near[number]
        self._altered.add(self.homes[number])
        self.changed.add(self.homes[number])

    def _lose(self) -> None:
        """What the slips that went were to others."""
        for number, slip in self._went.items():
            for member in self.members.pop(number, ()):
                self.homes[member] = NOBODY
            home = self.known.homes[number]
            self._altered.update((home, number))
            self.changed.add(home)
            self._reach(number, slip, slip.names)
        self.members.pop(NOBODY, None)

    def _reach(self, number: int, slip: Slip, names: Collection[str]) -> None:
        """Those behind a slip that went or came, or whose group is another, are to look again where they find it by these names.

        A name too many only has somebody look in vain.
        """
        if not self._going_on:
            return
        self._reached.update(self._reach_of.of(number, slip, names, (self._reached, self._came)))

    # -- choosing ------------------------------------------------------------

    def _run(self, apart: Apart) -> None:
        """Every slip in its order."""
        roots: dict[str, str] = {}
        came, reached, altered, candidates = self._came, self._reached, self._altered, self.candidates.held
        decided = bool(apart or self._apart)
        for number in self.homes:
            other = False
            if number in self.tied and (cause := self.slips[number].cause):
                of = self._causes.get(cause) or roots.get(cause, "")
                if of != self.slips[number].of:
                    other = number not in came
                    self._with_cause(number, of, other)
            if decided and number not in came:
                key = self.slips[number].key
                other = other or set(apart.get(key, ())) != set(self._apart.get(key, ()))
            if (
                other
                or number in came
                or number in reached
                or number in self._told_anew
                or not altered.isdisjoint(candidates[number])
            ):
                self._choose(number, other or number in self._told_anew)
            if number in self.tied and (slip := self.slips[number]).causes:
                roots[slip.key] = self.slips[self.homes[number]].key

    def _choose(self, number: int, other: bool) -> None:
        """What is chosen for a report now; `other` where it is not the report that it was."""
        came, was = number in self._came, self.homes[number]
        before = () if came else self.candidates[number]
        looks = came or other or number in self._reached or not self.homes.keys() >= set(before)
        candidates = before
        if looks:
            candidates, self.looked[number] = self.register.candidates(number)
        if came or candidates != before:
            self.candidates[number] = candidates
        if not came and not other and was != NOBODY and self._stays(number, before, candidates):
            return
        groups = {each: self._so_far(each, number) for each in candidates}
        fit = self.fits[number] = choose(self.report(number), groups, self._apart, self._rarity)
        best, verdict, join = fit.best, fit.verdict, weights().join
        home = best if best != NOBODY and verdict.points >= join else number
        self.homes[number] = home
        near = best != NOBODY and join - NEAR <= verdict.points < join
        if near and self.slips[best].doc != self.slips[number].doc:
            self.almost[number] = verdict.points, best
        else:
            self.almost.pop(number, None)
        self.changed.add(home)
        if home != was:
            if was != NOBODY:
                self.changed.add(was)
                self._altered.add(was)
                self.members[was].remove(number)
            insort(self.members.setdefault(home, []), number)
            self._altered.add(home)
            slip = self.slips[number]
            self._reach(number, slip, slip.names)

    def _stays(self, number: int, before: Sequence[int], candidates: Sequence[int]) -> bool:
        """Whether a report that is what it was would choose as it chose: nothing that it hung on is another, and what is comes not near."""
        fit = self.fits[number]
        hangs_on = {*fit.rivals, fit.best} - {NOBODY}
        if not self._altered.isdisjoint(hangs_on):
            return False
        if candidates != before and [n for n in before if n in hangs_on] != [
            n for n in candidates if n in hangs_on
        ]:
            return False
        anew = [n for n in candidates if n in self._altered or (candidates != before and n not in before)]
        if not anew:
            return True
        groups = {each: self._so_far(each, number) for each in anew}
        return not could_matter(self.report(number), groups, fit, self._apart, self._rarity)

    def _with_cause(self, number: int, of: str, known: bool) -> None:
        """Its dead and hurt belong to another group's report than before."""
        before = self.slips[number]
        self._reports[number] = replace(self._report(before), of=of)
        slip = slip_of(self._reports[number])
        self.register.leaves(number, before)
        self.register.comes(number, slip)
        self.slips[number] = slip
        if known:
            self._reach(number, before, before.names)
            self._reach(number, slip, slip.names)
            self._altered.add(self.homes[number])

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

    def why(self, home: int) -> str:
        """Why a group almost joined another: read only where its choice may be another than the one that was told before."""
        kept = None if home in self.fits.own else self.known.why.get(home)
        return reasons_of(self.fits[home].verdict) if kept is None else kept

    def outcome(self, events: Mapping[int, str], dates: Mapping[int, Dated], held: Collection[int]) -> Known:
        """The clan as it is grouped now, with what came of its groups."""
        return Known(
            self.slips,
            self.homes,
            self.candidates,
            self.fits,
            self.looked,
            self.register.standing,
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


def _alike(before: Slip, now: Slip) -> bool:
    """Whether a report told anew stands where the former one stood, in the blocks of the names that both have."""
    same = (before.family, before.type, before.days, before.published, before.cause) == (
        now.family,
        now.type,
        now.days,
        now.published,
        now.cause,
    )
    return same and not now.cause


def _gone(change: Change, hidden: Collection[str]) -> dict[str, str]:
    """Reports that are left out: key -> document."""
    known = change.known
    before = dict(known.gone)
    if hidden:
        before.update((slip.key, slip.doc) for slip in known.slips.values() if slip.key in hidden)
    stay = {key: doc for key, doc in before.items() if doc not in change.docs and key in hidden}
    return {**stay, **{each.key: each.ref.doc for each in change.reports if each.key in hidden}}
