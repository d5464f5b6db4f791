"""Reports to groups of one happening each: blocked by family, participant and week; near-linear.

Families are compared only with their kin (a clan), so a large collection is grouped one clan after the other. Within one,
reports are taken in an order that their content fixes (day-precise ones first), so the order in which documents arrive
changes nothing. A report is compared with the groups that share a block with it, never
with all; a block is a family, a participant and a week, so a capital that stands in every article still
gives small blocks. Reports without a date look at the weeks before their document was published.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.events.blocks import ANYTIME, Blocks
from reader.analysis.events.choices import Choices
from reader.analysis.events.compare import ALIKE, NEVER, Rarity, Verdict, compare, weights
from reader.analysis.events.features import Report
from reader.analysis.events.kinship import kin, may_retell
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.report_times import Interval

NEAR = 1.0  # points below joining from which on a pair is suggested to the user
# By how many points a group must be ahead of the next best of the same text to be lifted, from where on it is wholly, and how far.
AHEAD, FAR_AHEAD, LIFT = 1.0, 2.0, 0.6
AGAIN = 0.8  # points for being of one text: it comes back to what it has told
STRANGER, LOOSE = 1.0, 0.15  # points below joining that three members, or all on average, may have at least
SAMPLE = 10  # members of a group that a report is compared with
NEAR_NAMES = 6  # names around a report that it is looked up by
CANDIDATES = 32  # groups that a report is compared with
FEW = 12  # groups of any time that share the theme, looked at beside those of the time
UNDATED = -1  # instead of a week; below it, months of publication of undated reports
ANY = "*"  # instead of a family
WIDE = 12  # groups of other kinds that a report is compared with
NO_CAUSES: Mapping[str, str] = {}


@dataclass(slots=True)
class Group:
    """Reports of one happening and, for each that joined, why."""

    members: list[Report] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)
    why: list[tuple[str, Verdict]] = field(
        default_factory=list
    )  # (mention key, verdict) of joins across documents
    near: tuple[str, str, Verdict] | None = (
        None  # its first report and the one elsewhere that it almost joined
    )


def group(
    found: Sequence[Report],
    apart: Mapping[str, Collection[str]],
    rarity: Rarity,
    causes: Mapping[str, str] = NO_CAUSES,
    choices: Choices | None = None,
) -> list[Group]:
    """The groups of the reports of one family: those of two families are never compared.

    `apart` gives for a mention key those that must not stand in one group with it; `causes`, for the key of a report
    that people died or were hurt by, the key of the first report of its group. `choices` are those of the last run.
    """
    join = weights().join
    groups: list[Group] = []
    blocks = Blocks()
    roots: dict[str, str] = {}
    for report in sorted(found, key=_order):
        if report.cause in causes:
            report = replace(report, of=causes[report.cause])
        elif report.cause in roots:
            report = replace(report, of=roots[report.cause])
        names = _anchors(report)
        candidates = _candidates(report, names, blocks, groups)
        known = choices and choices.recall(report, candidates, sorted(apart.get(report.key, ())))
        if known:
            home, best = known
        else:
            verdicts = {each: _fits(report, groups[each], apart, rarity) for each in candidates}
            home, best = _nearest(report, verdicts, groups, rarity)
            if choices:
                choices.keep(candidates, home, best, reasons=best.points >= join - NEAR)
        if best.points < join:
            near = None
            if home >= 0 and best.points >= join - NEAR and groups[home].members[0].ref.doc != report.ref.doc:
                near = (report.key, groups[home].members[0].key, best)
            home = len(groups)
            groups.append(Group(near=near))
        elif groups[home].docs - {report.ref.doc}:
            groups[home].why.append((report.key, best))
        groups[home].members.append(report)
        if report.causes:
            roots[report.key] = groups[home].members[0].key
        groups[home].docs.add(report.ref.doc)
        if choices:
            choices.joined(home)
        _enter(report, names, blocks, home)
    return groups


def _nearest(
    report: Report, verdicts: Mapping[int, Verdict], groups: Sequence[Group], rarity: Rarity
) -> tuple[int, Verdict]:
    """Number and verdict of the group that a report fits best; -1 where it fits none.

    Across documents it counts how far a group is ahead of what else the same text tells: a report has one act at most to
    go with there, and in texts on one matter what nothing else comes near is it although little is said in both.
    """
    best, home = NEVER, -1
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


def _order(report: Report) -> tuple[bool, int, int, str, str, int]:
    precise = 3
    if report.interval is not None:
        precise = 0 if (report.interval[1] - report.interval[0]).days <= 1 else 1
        precise += 2 if report.carried else 0
    first = report.interval[0].toordinal() if report.interval else 0
    return bool(report.cause), precise, first, report.ref.doc, report.key, report.ref.index


def _anchors(report: Report) -> list[str]:
    names = (
        sorted(report.entities | report.theme) if report.theme - report.entities else sorted(report.entities)
    )
    names += sorted(report.near.difference(names))[:NEAR_NAMES]
    names += [each for each in report.document.focus if each not in names]
    names += [f"doc {report.ref.doc}"]
    if report.of:
        names.append(f"of {report.of}")
    if report.type in lexicon().types and lexicon().types[report.type].harms:
        names += sorted({f"land {code}" for each in report.spots for code in each.countries})
    if not report.theme or (report.type in lexicon().types and lexicon().types[report.type].wide):
        names.append(f"type {report.type}")
    if not report.theme:
        names += [f"word {w}" for w in sorted(report.words)]
    names += [f"word {w}" for w in sorted(report.called)]
    if report.interval is not None and (report.interval[1] - report.interval[0]).days <= 1:
        names.append(f"day {report.interval[0].toordinal()}")  # last: what else happened on that day
    return names


def _weeks(interval: Interval) -> range:
    return range(interval[0].toordinal() // 7, interval[1].toordinal() // 7 + 1)


def _enter(report: Report, names: Sequence[str], blocks: Blocks, home: int) -> None:
    """Puts the group of a report into the blocks that it is found in."""
    weeks: list[int] = [UNDATED]
    if report.interval is not None and (report.interval[1] - report.interval[0]).days <= 62:
        weeks = list(_weeks(report.interval))
    elif report.interval is None and report.published is not None:
        weeks = [UNDATED - 1 - report.published[0].toordinal() // 30]  # undated, by month of publication
    for name in names:
        blocks.put(report.family, name, [*weeks, ANYTIME], home)
    for name in _named(report):
        blocks.put(ANY, name, weeks, home)


def _candidates(report: Report, anchors: Sequence[str], blocks: Blocks, groups: Sequence[Group]) -> list[int]:
    """Numbers of groups worth comparing, the nearest blocks first."""
    weeks: list[int] = []
    months: list[int] = []
    kind = lexicon().types.get(report.type)
    around = report.interval or report.published
    if report.interval is not None:
        reach = 2 if kind is not None and kind.once else 1
        span = _weeks(report.interval)
        if len(span) <= 10:
            weeks = list(range(span.start - reach, span.stop + reach))
    elif report.published is not None:
        week = report.published[0].toordinal() // 7
        weeks = [*range(week, week - 9, -1), week + 1]
    if around is not None:
        month = around[0].toordinal() // 30
        months = [UNDATED - 1 - m for m in (month, month - 1, month + 1, month + 2)]
    spans = [*weeks, *months, UNDATED]
    found = _kindred(report, anchors, weeks, spans, blocks)
    others = _retold(report, spans, blocks, groups)
    if len(found) >= CANDIDATES:
        return [*found, *others]
    names = anchors if around is None else sorted(report.theme) or sorted(report.agents | report.patients)
    for name in names:
        if len(found) >= CANDIDATES:
            break
        found.update(
            dict.fromkeys(_anytime(report.family, name, blocks, CANDIDATES if around is None else FEW))
        )
    return [*list(found)[:CANDIDATES], *others]


def _kindred(
    report: Report, anchors: Sequence[str], weeks: Sequence[int], spans: Sequence[int], blocks: Blocks
) -> dict[int, None]:
    """Groups of its family and of kin, the nearest blocks first."""
    found: dict[int, None] = {}
    for family in (report.family, *sorted(kin().get(report.type, ()))):
        around = spans if family == report.family else weeks
        for name in anchors:
            for block in blocks.get(family, name, around):
                for number in reversed(block):
                    found[number] = None
                    if len(found) >= CANDIDATES:
                        return found
    return found


def _named(report: Report) -> list[str]:
    """The names that a report of another kind may know it by."""
    names = sorted(report.entities | report.theme)
    return names + sorted(report.near.difference(names))[:NEAR_NAMES]


def _retold(report: Report, spans: Sequence[int], blocks: Blocks, groups: Sequence[Group]) -> list[int]:
    """Groups of other kinds that may tell the same in other words: those that share a name in the same weeks."""
    found: dict[int, None] = {}
    for name in _named(report):
        for block in blocks.get(ANY, name, spans):
            for number in block[-CANDIDATES:]:
                if number not in found and may_retell(report, groups[number].members[0]):
                    found[number] = None
                    if len(found) >= WIDE:
                        return list(found)
    return list(found)


def _anytime(family: str, name: str, blocks: Blocks, most: int) -> list[int]:
    return [number for index in blocks.get(family, name, (ANYTIME,)) for number in reversed(index[-most:])]


def _fits(report: Report, group: Group, apart: Mapping[str, Collection[str]], rarity: Rarity) -> Verdict:
    """The verdict of the best member; never where a member forbids it or the others hardly agree."""
    members = group.members
    if apart:
        forbidden = apart.get(report.key, ())
        if any(m.key in forbidden for m in members):
            return NEVER
    best, join = NEVER, weights().join
    if report.ref.doc in group.docs and all(m.family != report.family for m in members):
        return NEVER
    total = 0.0
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
        if verdict.points > best.points:
            best = verdict
    if len(sample) > 1 and total / len(sample) < join - LOOSE:
        return NEVER
    return best
