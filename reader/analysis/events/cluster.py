"""Which group a report joins, of those that its blocks give (`blocking`): the choice that `regroup` makes for each report.

Families are compared only with their kin (a clan), so a large collection is grouped one clan after the other. Within one,
reports are taken in an order that their content fixes (day-precise ones first), so the order in which documents arrive
changes nothing. What is chosen hangs on the report, on the candidates' reports so far, and on nothing else: `regroup` relies on it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from reader.analysis.events.compare import ALIKE, NEVER, Rarity, Verdict, compare, weights
from reader.analysis.events.features import Report
from reader.analysis.events.known import NO_FIT, Fit
from reader.analysis.events.numbered import NOBODY

NEAR = 1.0  # points below joining from which on a pair is suggested to the user
# By how many points a group must be ahead of the next best of the same text to be lifted, from where on it is wholly, and how far.
AHEAD, FAR_AHEAD, LIFT = 1.0, 2.0, 0.6
AGAIN = 0.4  # points for being of one text: it comes back to what it has told
TAKEN_UP = 6.0  # points above joining for a report that takes up what its text has told (see again)
STRANGER, LOOSE = 1.0, 0.25  # points below joining that three members, or all on average, may have at least
SAMPLE = 10  # members of a group that a report is compared with


@dataclass(slots=True)
class Group:
    """Reports of one happening and, for each that joined, why."""

    members: list[Report] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)
    why: list[tuple[str, Verdict]] = field(
        default_factory=list
    )  # (mention key, verdict) of joins across documents


def choose(
    report: Report, groups: Mapping[int, Group], apart: Mapping[str, Collection[str]], rarity: Rarity
) -> Fit:
    """The group that a report fits best, of its candidates as far as they go; NOBODY where none comes near it."""
    verdicts = {number: _fits(report, each, apart, rarity) for number, each in groups.items()}
    home, best = _nearest(report, verdicts, groups, rarity)
    if home == NOBODY or best.points < weights().join - NEAR:
        return NO_FIT
    near = _near(best)
    return Fit(home, best, tuple([n for n, each in verdicts.items() if n != home and each.points >= near]))


def could_matter(
    report: Report,
    groups: Mapping[int, Group],
    fit: Fit,
    apart: Mapping[str, Collection[str]],
    rarity: Rarity,
) -> bool:
    """Whether one of these groups, were it among the candidates that a report chose from so, might have changed the choice."""
    near = _near(fit.verdict)
    return any(_fits(report, each, apart, rarity).points >= near for each in groups.values())


def _near(best: Verdict) -> float:
    """Points below which a group neither is the best of those that come near nor has a part in how far that is ahead."""
    join = weights().join
    return max(join - NEAR, min(best.points, join - LOOSE))


def _nearest(
    report: Report, verdicts: Mapping[int, Verdict], groups: Mapping[int, Group], rarity: Rarity
) -> tuple[int, Verdict]:
    """Number and verdict of the group that a report fits best; NOBODY where it fits none.

    Across documents it counts how far a group is ahead of what else the same text tells: a report has one act at most to
    go with there, and in texts on one matter what nothing else comes near is it although little is said in both.
    """
    best, home = NEVER, NOBODY
    fitting = {n: each.points for n, each in verdicts.items() if each.points >= weights().join - LOOSE}
    for number, verdict in verdicts.items():
        other = verdict.other
        if other is not None and number in fitting and other.document is not report.document:
            doc = other.ref.doc
            rivals = (points for n, points in fitting.items() if n != number and doc in groups[n].docs)
            lead = verdict.points - max(rivals, default=NEVER.points)
            if lead > AHEAD and rarity.likeness(report.document, other.document) >= ALIKE:
                share = (min(lead, FAR_AHEAD) - AHEAD) / (FAR_AHEAD - AHEAD)
                verdict = replace(verdict, points=verdict.points + LIFT * share)
        if verdict.points > best.points:
            best, home = verdict, number
    return home, best


def _fits(report: Report, group: Group, apart: Mapping[str, Collection[str]], rarity: Rarity) -> Verdict:
    """The verdict of the best member; never where a member forbids it, or those of its kind (of any, where there are none) hardly agree."""
    members = group.members
    if apart:
        forbidden = apart.get(report.key, ())
        if any(m.key in forbidden for m in members):
            return NEVER
    best, join = NEVER, weights().join
    if report.one:
        before = next((member for member in members if member.one == report.one), None)
        if before is not None:
            return Verdict(join + TAKEN_UP, (report, before, rarity))
    if report.ref.doc in group.docs and all(m.family != report.family for m in members):
        return NEVER
    total, own, kindred = 0.0, 0.0, 0
    sample = members if len(members) <= SAMPLE else [*members[: SAMPLE // 2], *members[-SAMPLE // 2 :]]
    for number, member in enumerate(sample):
        if number == 3 and best.points < join - STRANGER:
            return NEVER  # three members have little in common with it: the rest will not make it one
        verdict = compare(report, member, rarity)
        if verdict.points == NEVER.points:
            return NEVER
        if member.document is report.document:
            verdict = replace(verdict, points=verdict.points + AGAIN)
        total += verdict.points
        if member.family == report.family:
            own, kindred = own + verdict.points, kindred + 1
        if verdict.points > best.points:
            best = verdict
    # those of its own kind speak for all: a fall agrees with a fall, though the entry that was joined to it is told in other words
    average = own / kindred if kindred else total / len(sample)
    if len(sample) > 1 and average < join - LOOSE:
        return NEVER
    return best
