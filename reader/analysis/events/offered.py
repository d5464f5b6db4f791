"""Which events are offered as one: pairs that almost joined, the best of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from reader.analysis.events.compare import Verdict
from reader.analysis.events.known import Known
from reader.analysis.events.numbered import ask
from reader.analysis.events.regroup import Regrouping, reasons_of
from reader.analysis.linking import Suggestion

if TYPE_CHECKING:
    from reader.analysis.events.link import Left

SUGGESTED = 500  # pairs offered at most
POINTS = 2  # digits behind the point of what they are offered by


def offer(left: Left, found: Regrouping, known: Known) -> None:
    """Pairs that almost joined: of those of which none is held, the best alone are told."""
    free: list[tuple[float, int, int]] = []
    of_held: list[tuple[int, int]] = []
    for a, b, points in found.near():
        if a in known.held or b in known.held:
            of_held.append((a, b))
        else:
            free.append((points, a, b))
    if len(free) > SUGGESTED:  # few of many: what they are called matters only where points are the same
        least = round(nlargest(SUGGESTED, [points for points, _, _ in free])[-1], POINTS)
        free = [each for each in free if round(each[0], POINTS) >= least]
    ask(known.events, (number for _, a, b in free for number in (a, b)))
    told: list[tuple[float, str, str, int]] = []
    for points, a, b in free:
        of_a, of_b = known.events[a], known.events[b]
        if "-" in of_a or "-" in of_b:
            of_a, of_b = of_a.partition("-")[0], of_b.partition("-")[0]
        told.append((-round(points, POINTS), min(of_a, of_b), max(of_a, of_b), a))
    for a, b in sorted(of_held):
        verdict = found.fits[a].verdict
        of_a, of_b = (known.events[each].partition("-")[0] for each in (a, b))
        if of_a != of_b:
            left.offered.append(suggestion(of_a, of_b, verdict))
        ends = [found.slips[each].key if each in known.held else id_ for each, id_ in ((a, of_a), (b, of_b))]
        left.near.append((ends[0], ends[1], verdict))  # `finish` says whose events these are
    best = nsmallest(SUGGESTED, told)
    known.why = {a: found.why(a) for *_, a in best}
    left.suggested = [Suggestion(one, other, known.why[a], -points) for points, one, other, a in best]
    left.offered = best_of([*left.offered, *left.suggested])


def none_nearer(found: Regrouping, renamed: Collection[int]) -> bool:
    """Whether nothing that is other than before was or is among the best pairs that almost joined."""
    before, now = found.known.near, found.almost
    other = [pair[0] for number in found.chosen for pair in (before.get(number), now.get(number)) if pair]
    other += [
        points
        for near, homes in (((before, found.known.homes), (now, found.homes)) if renamed else ())
        for home, (points, best) in near.items()
        # who was best may have joined another since
        if home in renamed or best in renamed or homes.get(best) in renamed
    ]
    if not other:
        return True
    least = min((before[number][0] for number in found.known.why), default=0.0)
    return len(found.known.why) == SUGGESTED and max(other) < least - 10**-POINTS


def suggestion(a: str, b: str, verdict: Verdict) -> Suggestion:
    """Two events offered as one."""
    return Suggestion(min(a, b), max(a, b), reasons_of(verdict), round(verdict.points, POINTS))


def best_of(found: Sequence[Suggestion]) -> list[Suggestion]:
    """As many as are offered at all."""
    return sorted(found, key=lambda each: (-each.score, each.a, each.b))[:SUGGESTED]
