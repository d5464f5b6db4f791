"""A clan then and now: slips that stay, that came, that are told anew and that went, and who is to choose again because of them.

`regroup` goes on from there: while it chooses, groups lose and gain reports, and others are to choose again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import heappush

from reader.analysis.events.blocking import Register, Slip, brief_of, entered, slip_of
from reader.analysis.events.blocks import Standing
from reader.analysis.events.known import Change
from reader.analysis.events.numbered import NOBODY, Later, Members, ask, numbered
from reader.analysis.events.reach import Reach


class Merged:
    """A clan's slips after a change, in the groups that they were in. `members` gives the numbers of each group's slips, by that of its first.

    Reports of `hidden` keys are left out.
    """

    def __init__(self, change: Change, hidden: Collection[str]) -> None:
        self.changed: set[int] = set()  # groups that are new, or whose event is to be made again
        self._altered: set[int] = set()  # groups that lost or gained a report
        self._reached: set[int] = set()  # slips that look where one went or came
        self._reached_by_loss: set[int] = (
            set()
        )  # of them those that look where one went, or is in another group
        self._came: set[int] = set()  # that were not there before
        self._told_anew: set[int] = set()  # that are where they were
        self._weighed: set[int] = set()  # that fit one another otherwise
        self.gone = _gone(change, hidden)
        self._going_on = bool(change.known.homes)
        self._to_do: list[int] = []  # slips that choose again, the first in front
        self._queued: set[int] = set()
        self._hit: dict[
            int, set[int]
        ] = {}  # of them those that compared with groups that are others now, and these
        self._merge(change, hidden)
        self.members = Members(self.homes)
        self._lose()

    def _merge(self, change: Change, hidden: Collection[str]) -> None:
        """Slips that stay, that came, that are told anew and that went."""
        known = change.known
        self.of_document: Later[str, Sequence[int]] = Later(known.of_document)
        went = {number for doc in change.docs for number in self._of(doc)}
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
            self.of_document = Later(known.of_document)
        self.known = known
        self.slips = Later(known.slips)
        self.briefs = Later(known.briefs)
        self.fits = Later(known.fits)
        self.looked = Later(known.looked)
        self.readers: Later[int, Sequence[int]] = Later(known.readers)
        self._read_by: dict[int, list[int]] = {}  # who compared with a group and did not before, in order
        self.standing = Standing(known.standing, known.families)
        self.tied, self.almost = set(known.tied), dict(known.near)
        self._went = {number: self.slips[number] for number in sorted(went - anew.keys())}
        homes = dict(known.homes)
        for number, slip in self._went.items():
            del homes[number]
            for each in (self.slips, self.briefs, self.fits, self.looked, self.readers):
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
        first = self.standing.first
        self.register = Register(self.slips, self.briefs, self.homes, self.standing.now, first, self.types)
        self._before = Register(
            self.slips, Later(known.briefs), known.homes, self.standing.before, first, known.types
        )
        self._reach_of = Reach(
            self.slips,
            self.briefs,
            self.homes,
            known.homes,
            self.looked,
            self.register,
            self.standing,
            self._went,
        )
        for number, slip in self._went.items():
            self._leaves(number, slip)
        for number in placed:
            self._comes(number, self.slips[number])
        for number, slip in anew.items():
            self._tell_anew(number, slip)
        self._weighed.update(number for doc in change.weighed for number in self._of(doc))

    def _comes(self, number: int, slip: Slip) -> None:
        weeks = entered(slip)
        for rank, name in enumerate(slip.names):
            self.standing.put(name, slip.family, weeks, number, rank < slip.known_by)

    def _leaves(self, number: int, slip: Slip) -> None:
        weeks = entered(slip)
        for rank, name in enumerate(slip.names):
            self.standing.take(name, slip.family, weeks, number, rank < slip.known_by)

    def _of(self, doc: str) -> Sequence[int]:
        """The slips of a document."""
        if doc in self.of_document.gone and doc not in self.of_document.own:
            return ()
        try:
            return self.of_document[doc]
        except KeyError:
            return ()

    def _note(self, number: int, slip: Slip) -> None:
        self.of_document[slip.doc] = (*self._of(slip.doc), number)
        if slip.cause or slip.causes or slip.tied:
            self.tied.add(number)

    def _forget(self, number: int, slip: Slip) -> None:
        left = tuple(each for each in self.of_document[slip.doc] if each != number)
        if left:
            self.of_document[slip.doc] = left
        else:
            self.of_document.drop(slip.doc)
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
            self._leaves(number, before)
            self._comes(number, slip)
            self.slips[number] = slip
            for each in (before, slip):
                self._reach(number, each, names)
            self._forget(number, before)
            self._note(number, slip)
            if number in self.known.near:
                self.almost[number] = self.known.near[number]
        self._alter(self.homes[number], number)
        self.changed.add(self.homes[number])

    def _lose(self) -> None:
        """What the slips that went were to others."""
        for number, slip in self._went.items():
            for member in self.members.pop(number, ()):
                if member in self.homes:
                    self.homes[member] = NOBODY
            home = self.known.homes[number]
            for each in (home, number):
                self._alter(each, number)
            self.changed.add(home)
            self._reach(number, slip, slip.names)

    def _reach(self, number: int, slip: Slip, names: Collection[str], *, came: bool = False) -> None:
        """Those behind a slip that went or came, or whose group is another, are to look again where they find it by these names.

        A name too many only has somebody look in vain. `came`: it was not there before.
        """
        if not self._going_on:
            return
        passed = self._reached if came else self._reached_by_loss
        found = list(self._reach_of.of(number, slip, names, passed, self._came))
        self._reached.update(found)
        if not came:
            self._reached_by_loss.update(found)
        ask(self.fits, found)
        self.standing.ask(name for each in found for name in self.slips[each].names[: max(self.looked[each])])
        self._queue(found)

    def _alter(self, home: int, number: int) -> None:
        """A group lost or gained a report: those behind that who compare with it look whether they would choose otherwise."""
        self._altered.add(home)
        if self._going_on:
            found = [each for each in self._readers_of(home) if each > number]
            for each in found:
                self._hit.setdefault(each, set()).add(home)
            ask(self.fits, (each for each in found if each in self.homes))
            self._queue(found)

    def _readers_of(self, home: int) -> Sequence[int]:
        try:
            return self.readers[home]
        except KeyError:
            return ()

    def _queue(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if number not in self._queued:
                self._queued.add(number)
                heappush(self._to_do, number)


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
