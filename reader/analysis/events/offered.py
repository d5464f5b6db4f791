"""Which events are offered as one: pairs that almost joined, the best of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from reader.analysis.events.compare import Verdict
from reader.analysis.events.known import Known, Offered
from reader.analysis.events.numbered import ask
from reader.analysis.events.regroup import Regrouping, reasons_of
from reader.analysis.linking import Suggestion

if TYPE_CHECKING:
    from reader.analysis.events.link import Left

SUGGESTED = 500  # pairs offered at most
KEPT = 600  # of which is kept what they are offered by: as many may go until all are looked at again
POINTS = 2  # digits behind the point of what they are offered by


def offer(left: Left, found: Regrouping, known: Known, renamed: Collection[int] | None) -> None:
    """Pairs that almost joined: of those of which none is held, the best alone are told.

    `renamed` are the groups whose events are called otherwise than before, where all others are as they were and none is or was
    held; None where that is not known: then all pairs are looked at.
    """
    best = None if renamed is None else _after_change(found, known, renamed)
    if best is None:
        best = _of_all(left, found, known)
    else:
        left.offers_stay = best[:SUGGESTED] == list(found.known.best[:SUGGESTED])
    known.best = best
    left.suggested = [Suggestion(each.one, each.other, each.why, -each.less) for each in best[:SUGGESTED]]
    left.offered = best_of([*left.offered, *left.suggested])


def _of_all(left: Left, found: Regrouping, known: Known) -> list[Offered]:
    """The best of the pairs of which none is held; what is held is put down for `finish`."""
    free: list[tuple[float, int, int]] = []
    of_held: list[tuple[int, int]] = []
    for a, b, points in found.near():
        if a in known.held or b in known.held:
            of_held.append((a, b))
        else:
            free.append((points, a, b))
    if len(free) > KEPT:  # few of many: what they are called matters only where points are the same
        least = round(nlargest(KEPT, [points for points, _, _ in free])[-1], POINTS)
        free = [each for each in free if round(each[0], POINTS) >= least]
    for a, b in sorted(of_held):
        verdict = found.fits[a].verdict
        of_a, of_b = (known.events[each].partition("-")[0] for each in (a, b))
        if of_a != of_b:
            left.offered.append(suggestion(of_a, of_b, verdict))
        ends = [found.slips[each].key if each in known.held else id_ for each, id_ in ((a, of_a), (b, of_b))]
        left.near.append((ends[0], ends[1], verdict))  # `finish` says whose events these are
    return _told(found, nsmallest(KEPT, _named(known, free)))


def _after_change(found: Regrouping, known: Known, renamed: Collection[int]) -> list[Offered] | None:
    """The same by what was kept before, where few pairs are others; None where more of the best are gone than were kept to spare."""
    before, was, homes = found.known.best, found.known.near, found.homes
    moved = found.chosen.union(renamed)
    stay = [
        each
        for each in before
        # who was best may have joined another since
        if each.home not in moved
        and was[each.home][1] not in moved
        and homes[was[each.home][1]] not in renamed
    ]
    nearest = moved.union(*(found.members[home] for home in renamed if homes.get(home) == home))
    anew = [
        (points, home, homes[best])
        for home, (points, best) in found.almost.items()
        if (best in nearest or home in moved) and homes[home] == home
    ]
    if len(before) < SUGGESTED:  # these are all pairs
        return sorted([*stay, *_told(found, _named(known, anew))])[:KEPT]
    last = before[-1]  # behind it nobody knows the pairs that are as they were
    near = [each for each in anew if -round(each[0], POINTS) <= last.less]
    best_now = sorted([*stay, *_told(found, [each for each in _named(known, near) if each < last[:4]])])
    return None if len(best_now) < SUGGESTED else best_now[:KEPT]


def _named(known: Known, pairs: Sequence[tuple[float, int, int]]) -> list[tuple[float, str, str, int]]:
    """Pairs as they are sorted: by their points and by what their events are called."""
    ask(known.events, (number for _, a, b in pairs for number in (a, b)))
    named: list[tuple[float, str, str, int]] = []
    for points, a, b in pairs:
        of_a, of_b = known.events[a], known.events[b]
        if "-" in of_a or "-" in of_b:
            of_a, of_b = of_a.partition("-")[0], of_b.partition("-")[0]
        named.append((-round(points, POINTS), min(of_a, of_b), max(of_a, of_b), a))
    return named


def _told(found: Regrouping, named: Iterable[tuple[float, str, str, int]]) -> list[Offered]:
    """The same with the reasons: those that were told before, where the choice is what it was."""
    before = {each.home: each.why for each in found.known.best if each.home not in found.fits.own}
    return [
        Offered(*each, before[each[3]] if each[3] in before else reasons_of(found.fits[each[3]].verdict))
        for each in named
    ]


def suggestion(a: str, b: str, verdict: Verdict) -> Suggestion:
    """Two events offered as one."""
    return Suggestion(min(a, b), max(a, b), reasons_of(verdict), round(verdict.points, POINTS))


def best_of(found: Sequence[Suggestion]) -> list[Suggestion]:
    """As many as are offered at all."""
    return sorted(found, key=lambda each: (-each.score, each.a, each.b))[:SUGGESTED]
