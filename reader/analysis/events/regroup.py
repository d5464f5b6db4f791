"""Grouping that goes on from the last time: only what a change can have reached is chosen again.

A report's choice hangs on the groups that it finds in its blocks, on the reports in these so far and on itself. So after a
change those choose again that look for groups where a slip went or came, and those of whose candidates one lost or gained a
report; and, if they choose otherwise, whoever hangs on them. The others keep what they chose, and nobody reads their reports.
From nothing all are new, and all choose.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.analysis.events.blocking import Order, Register, Slip, entered, looked_at, slip_of
from reader.analysis.events.cluster import NEAR, Group, choose
from reader.analysis.events.compare import Rarity, Verdict, weights
from reader.analysis.events.features import Report
from reader.analysis.events.kinship import kin
from reader.model import Mod

NOBODY = -1
NO_CAUSES: Mapping[str, str] = {}
Apart = Mapping[str, Collection[str]]
Dated = tuple[str | None, Mod | None]


class Choice(NamedTuple):
    """What was chosen for a report. A group is the number of its first slip."""

    home: int
    candidates: tuple[int, ...]
    verdict: Verdict  # of the best of these
    best: int  # or NOBODY


class Outcome(NamedTuple):
    """What came of a group: its event's id, its date, whether it was held back."""

    event: str
    date: Dated
    held: bool


@dataclass(slots=True)
class Known:
    """A clan as it was grouped the last time: slips in order, what was chosen for each, what came of each group."""

    slips: Sequence[Slip] = ()
    choices: Sequence[Choice] = ()
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    apart: Apart = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)  # reports that the user hid: key -> document


@dataclass(slots=True)
class Change:
    """What is not as it was: documents with other reports than before or none, and the reports that they have now.

    Documents of which a report is hidden no more are among them.
    """

    known: Known
    docs: Collection[str]
    reports: Sequence[Report]
    report_of: Callable[[str, int], Report]  # any other report of the clan, by document and number
    again: Collection[str] = ()  # documents whose events are made again though their reports are the same


def all_new(found: Sequence[Report]) -> Change:
    """Reports of which nothing is known."""
    held = {(each.ref.doc, each.ref.index): each for each in found}
    return Change(Known(), (), found, lambda doc, at: held[doc, at])


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
        self.slips: list[Slip] = []
        self._was: list[Choice | None] = []  # then in the numbers of now
        self.outcomes: dict[int, Outcome] = {}  # of groups that are as they were, if not `changed`
        self.changed: set[int] = set()  # groups that are new, or whose event is to be made again
        self._altered = {NOBODY}  # groups that lost or gained a report
        self._reached: set[int] = set()  # slips that look where one went or came
        self._spans: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        self.gone = _gone(change, hidden)
        stay = self._merge(change, hidden)
        self._homes = [NOBODY if was is None else was.home for was in self._was]
        self._register = Register(self.slips, self._homes)
        self.members: dict[int, list[int]] = {}
        for number, home in enumerate(self._homes):
            if home != NOBODY:
                self.members.setdefault(home, []).append(number)
        self._going_on = bool(stay)
        self._lose(change.known, stay)
        self.choices: list[Choice] = []
        self._groups: dict[int, Group] = {}
        self._run(change.known.apart)
        self.members = {home: self.members[home] for home in sorted(self.members) if self.members[home]}
        for number, slip in enumerate(self.slips):
            if slip.doc in change.again:
                self.changed.add(self._homes[number])

    # -- then and now --------------------------------------------------------

    def _merge(self, change: Change, hidden: Collection[str]) -> dict[int, int]:
        """Slips that stay and that came, in order. Gives the numbers now by those then."""
        came = sorted((slip_of(each) for each in change.reports if each.key not in hidden), key=_in_order)
        known, stay, at = change.known, dict[int, int](), 0
        for then, slip in enumerate(known.slips):
            if slip.doc in change.docs or slip.key in hidden:
                continue
            while at < len(came) and came[at].order < slip.order:
                self.slips.append(came[at])
                at += 1
            stay[then] = len(self.slips)
            self.slips.append(slip)
        self.slips += came[at:]
        self._was = [None] * len(self.slips)
        for then, now in stay.items():
            home, candidates, verdict, best = known.choices[then]
            self._was[now] = Choice(
                stay.get(home, NOBODY),
                tuple([stay.get(each, NOBODY) for each in candidates]),
                verdict,
                stay.get(best, NOBODY),
            )
        self.outcomes = {stay[then]: made for then, made in known.outcomes.items() if then in stay}
        return stay

    def _lose(self, known: Known, stay: Mapping[int, int]) -> None:
        """What the slips that went were to others."""
        if not stay:
            return
        before = NOBODY
        for then, slip in enumerate(known.slips):
            if then in stay:
                before = stay[then]
                continue
            self._reach(slip, before)
            home = stay.get(known.choices[then].home, NOBODY)
            self._altered.add(home)
            self.changed.add(home)

    def _reach(self, slip: Slip, after: int) -> None:
        """Those behind a number that look where a slip went or came are to look again."""
        if not self._going_on:
            return
        weeks = entered(slip)
        for rank, name in enumerate(slip.names):
            for number in self._register.with_name(name, after):
                if number in self._reached or self._was[number] is None:
                    continue
                if self._looks(number, slip, name, weeks, rank < slip.known_by):
                    self._reached.add(number)

    def _looks(self, number: int, slip: Slip, name: str, weeks: Collection[int], known: bool) -> bool:
        """Whether a report may look for groups where a slip stands by one of its names."""
        reader = self.slips[number]
        spans = self._spans.get(number)
        if spans is None:
            weeks_only, all_ = looked_at(reader)
            spans = self._spans[number] = frozenset(weeks_only), frozenset(all_)
        if reader.family == slip.family:
            return name in reader.anytime or not spans[1].isdisjoint(weeks)
        if slip.family in kin().get(reader.type, ()) and not spans[0].isdisjoint(weeks):
            return True
        return known and name in reader.names[: reader.known_by] and not spans[1].isdisjoint(weeks)

    # -- choosing ------------------------------------------------------------

    def _run(self, apart: Apart) -> None:
        """Every slip in its order."""
        roots: dict[str, str] = {}
        for number, was in enumerate(self._was):
            slip = self.slips[number]
            choice, other = was, False
            if slip.cause:
                of = self._causes.get(slip.cause) or roots.get(slip.cause, "")
                if of != slip.of:
                    other = was is not None
                    slip = self._with_cause(number, of, other)
            if was is not None and (apart or self._apart):
                other = other or set(apart.get(slip.key, ())) != set(self._apart.get(slip.key, ()))
            if (
                was is None
                or other
                or number in self._reached
                or not self._altered.isdisjoint(was.candidates)
            ):
                choice = self._choose(number, was, other)
            assert choice is not None
            self.choices.append(choice)
            if slip.causes:
                roots[slip.key] = self.slips[choice.home].key

    def _choose(self, number: int, was: Choice | None, other: bool) -> Choice:
        """What is chosen for a report now; `other` where it is not the report that it was."""
        candidates = tuple(self._register.candidates(number))
        same = was is not None and candidates == was.candidates and self._altered.isdisjoint(candidates)
        if was is not None and same and not other:
            return was
        groups = {each: self._so_far(each, number) for each in candidates}
        best, verdict = choose(self.report(number), groups, self._apart, self._rarity)
        home = best if best != NOBODY and verdict.points >= weights().join else number
        self._homes[number] = home
        self.changed.add(home)
        if was is None or home != was.home:
            if was is not None:
                self.changed.add(was.home)
                self._altered.add(was.home)
                if was.home != NOBODY:
                    self.members[was.home].remove(number)
            insort(self.members.setdefault(home, []), number)
            self._altered.add(home)
            self._reach(self.slips[number], number)
        return Choice(home, candidates, verdict, best)

    def _with_cause(self, number: int, of: str, known: bool) -> Slip:
        """Its dead and hurt belong to another group's report than before."""
        before = self.slips[number]
        self._reports[number] = replace(self._report(before), of=of)
        slip = slip_of(self._reports[number])
        self._register.replaced(number, slip)
        if known:
            self._reach(before, number)
            self._reach(slip, number)
            self._altered.add(self._homes[number])
        return slip

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
        found = self._so_far(home, len(self.slips))
        docs: set[str] = set()
        found.why = []
        for number, report in zip(self.members[home], found.members, strict=True):
            if docs - {report.ref.doc} and number != home:
                found.why.append((report.key, self.choices[number].verdict))
            docs.add(report.ref.doc)
        return found

    def near(self, home: int) -> tuple[int, Verdict] | None:
        """The group elsewhere that the first report of a group almost joined."""
        choice = self.choices[home]
        if choice.best == NOBODY or not weights().join - NEAR <= choice.verdict.points < weights().join:
            return None
        if self.slips[choice.best].doc == self.slips[home].doc:
            return None
        return self._homes[choice.best], choice.verdict


def _gone(change: Change, hidden: Collection[str]) -> dict[str, str]:
    """Reports that are left out: key -> document."""
    known = change.known
    before = {**known.gone, **{slip.key: slip.doc for slip in known.slips if slip.key in hidden}}
    stay = {key: doc for key, doc in before.items() if doc not in change.docs and key in hidden}
    return {**stay, **{each.key: each.ref.doc for each in change.reports if each.key in hidden}}


def _in_order(slip: Slip) -> Order:
    return slip.order
