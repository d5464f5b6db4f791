"""Accounts of one event side by side, and the slots on which they contradict each other.

Values are grouped by who says them. Two speakers dispute a slot when no value of the one can be right with
a value of the other; every value is shown, none is averaged or chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.analysis.events.features import Report, reports
from reader.analysis.events.figures_alike import harm
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.regions import Spot
from reader.analysis.events.report_times import PARTIAL
from reader.analysis.events.slots import (
    ANSWER,
    DATE,
    HAPPENED,
    NUMBER,
    PLACE,
    SLOTS,
    TIME,
    WHO,
    Said,
    compatible,
    said,
    said_by_others,
)
from reader.analysis.events.timing import gap, near_day, same_day
from reader.analysis.events.titles import alone
from reader.analysis.linking import LinkInput
from reader.model import Account, Dispute, DisputeValue, Event, Modality, Passage, Source

DISTINCT = 60  # sets of values that are compared; an event has hardly more
Speaker = tuple[str, str]  # (document, who in it)


def speaker_of(report: Report) -> Speaker:
    """Who gives a report: the source that it quotes, else the outlet of its document."""
    return report.ref.doc, report.source.name if report.source else report.document.outlet


def find_disputes(
    members: Sequence[Report], names: Mapping[str, str], spans: Mapping[tuple[str, int], Passage]
) -> tuple[Dispute, ...]:
    """The disputed slots of an event. `spans` gives each report (document, index) its passage."""
    if len(members) < 2 and not any(report.rivals for report in members):
        return ()
    given: dict[str, dict[Speaker, list[tuple[Said, Report]]]] = {slot: defaultdict(list) for slot in SLOTS}
    aside = alone(members)
    for report in members:
        for value in said(report, names):
            if value.slot != ANSWER or report.key not in aside:
                given[value.slot][speaker_of(report)].append((value, report))
        for value in said_by_others(report):
            given[value.slot][report.ref.doc, value.who].append((value, report))
    for report, value in _of_its_year(members):
        given[DATE][speaker_of(report)].append((value, report))
    out = []
    for slot in SLOTS:
        speakers = given[slot]
        if len(speakers) < 2 or not _asks(slot, members):
            continue
        disputed = _conflicting(slot, speakers)
        if disputed:
            out.append(Dispute(slot, _values(disputed, spans)))
    return tuple(out)


def _of_its_year(members: Sequence[Report]) -> Iterator[tuple[Report, Said]]:
    """Days whose year a text leaves open («في 12 كانون الأول»), in the year in which the others put the event."""
    days = [r.interval[0] for r in members if r.interval and r.interval[0] == r.interval[1] and not r.carried]
    for report in members if days else ():
        told = PARTIAL.match(report.value or "") if not report.interval and not report.carried else None
        if told is None or not told["month"] or report.modality in (Modality.DENIED, Modality.HYPOTHETICAL):
            continue
        near = [near_day(day, int(told["month"]), int(told["day"])) for day in days]
        possible = [day for day in near if day is not None]
        if possible:
            day = min(possible, key=lambda each: min(abs((each - known).days) for known in days))
            yield report, Said(DATE, day.isoformat(), (day, day))


def _asks(slot: str, members: Sequence[Report]) -> bool:
    """Whether the slot can be disputed for this kind of event."""
    kind = lexicon().types.get(members[0].type)
    if kind is None:
        return True
    if slot == PLACE:
        return kind.theme != "place" and not kind.path and kind.family not in ("take",)
    if slot == WHO:
        return kind.theme in ("patient", "place")
    if slot == HAPPENED:
        return not kind.weak  # who has not said or not asked one thing may have said another
    return True


def _conflicting(
    slot: str, speakers: Mapping[Speaker, list[tuple[Said, Report]]]
) -> list[tuple[Said, Report]]:
    """The values of the speakers that contradict another; a speaker who gives both sides takes neither."""
    alike: dict[frozenset[Any], list[Speaker]] = defaultdict(list)
    for speaker in sorted(speakers):
        alike[frozenset(_sides(slot, value, report) for value, report in speakers[speaker])].append(speaker)
    order = list(alike.values())[:DISTINCT]
    involved: dict[int, tuple[Said, Report]] = {}
    for i, first in enumerate(order):
        for second in order[i + 1 :]:
            found = _pairs(slot, speakers[first[0]], speakers[second[0]])
            keys = {p[0].key for pair in found for p in pair}
            if not keys:
                continue
            for speaker in (*first, *second):
                involved.update({id(v): (v, r) for v, r in speakers[speaker] if v.key in keys})
    return list(involved.values())


def _sides(slot: str, value: Said, report: Report) -> tuple[Any, ...]:
    """What a value is compared by, and of its report what says whether it is (see `_tied`, `_maybe_of_another_week`, `_grown`)."""
    if slot == PLACE:
        return value.key, report.agents | report.patients, None if report.carried else report.interval
    if slot == NUMBER:
        return value.key, report.published, report.so_far, report.risen
    return (value.key, report.carried) if slot == DATE else (value.key,)


def _pairs(
    slot: str, mine: list[tuple[Said, Report]], theirs: list[tuple[Said, Report]]
) -> list[tuple[tuple[Said, Report], tuple[Said, Report]]]:
    if slot == NUMBER:
        out = []
        for counted in {v.key[0] for v, _ in mine}:
            first = [p for p in mine if p[0].key[0] == counted]
            second = [p for p in theirs if p[0].key[0] == counted]
            out += _clash(slot, first, second)
        return out
    if slot == HAPPENED:
        return _denials(mine, theirs) + [(a, b) for b, a in _denials(theirs, mine)]
    if slot in (PLACE, WHO):
        kinds = {_sort(v) for v, _ in mine} & {_sort(v) for v, _ in theirs}
        mine = [p for p in mine if _sort(p[0]) in kinds]
        theirs = [p for p in theirs if _sort(p[0]) in kinds]
    return _clash(slot, mine, theirs)


def _sort(value: Said) -> str:
    """Person, body, place or state, by the entity's id."""
    entity = value.key.entity if isinstance(value.key, Spot) else str(value.key)
    return entity.partition(":")[0]


def _denials(
    mine: list[tuple[Said, Report]], theirs: list[tuple[Said, Report]]
) -> list[tuple[tuple[Said, Report], tuple[Said, Report]]]:
    """My denials against their reports. Who says «أقلت ولم أستقل» denies the resignation alone."""
    yes = {v.key[0] for v, _ in mine if v.key[1]}
    out = []
    for denial in (p for p in mine if not p[0].key[1]):
        kind = denial[0].key[0]
        if kind in yes:
            continue
        theirs_no = any(not v.key[1] and v.key[0] == kind for v, _ in theirs)
        out += [
            (denial, other)
            for other in theirs
            if other[0].key[1]
            and not theirs_no
            and (other[0].key[0] == kind or not yes)
            and not _in_one_breath(denial[1], other[1])
        ]
    return out


def _in_one_breath(denial: Report, other: Report) -> bool:
    """«أعلنت ... مفاوضات لم يعلن عنها»: one sentence speaks of two things, unless somebody in it denies the other's word."""
    return (
        denial.span == other.span
        and denial.ref.doc == other.ref.doc
        and denial.source in (None, other.source)
    )


def _clash(
    slot: str, mine: list[tuple[Said, Report]], theirs: list[tuple[Said, Report]]
) -> list[tuple[tuple[Said, Report], tuple[Said, Report]]]:
    if not mine or not theirs:
        return []
    if slot == TIME:
        mine, theirs = _exact(mine), _exact(theirs)
    if any(compatible(slot, a[0].key, b[0].key) for a in mine for b in theirs):
        return []
    if slot == PLACE and not any(_tied(a[1], b[1]) for a in mine for b in theirs):
        return []
    if slot == DATE and any(_maybe_of_another_week(a, b) for a in mine for b in theirs):
        return []
    if slot == NUMBER and any(_grown(a, b) or _grown(b, a) for a in mine for b in theirs):
        return []
    return [(a, b) for a in mine for b in theirs]


def _tied(a: Report, b: Report) -> bool:
    """Whether something else than the place says that two reports are of one happening: somebody with a part in both, or a day
    that both tell."""
    if any(not each.startswith("LOC") for each in (a.agents | a.patients) & (b.agents | b.patients)):
        return True
    return not (a.carried or b.carried) and same_day(a, b)


def _maybe_of_another_week(a: tuple[Said, Report], b: tuple[Said, Report]) -> bool:
    """Of two days one whose year or week is inferred contradicts the day before or after alone: «السبت», «الأحد»."""
    if not (a[1].carried or b[1].carried):
        return False
    days = [(interval[1] - interval[0]).days for interval in (a[0].key, b[0].key)]
    return max(days) > 1 or gap(a[0].key, b[0].key) > 1


def _exact(told: list[tuple[Said, Report]]) -> list[tuple[Said, Report]]:
    """The hours that a speaker tells to the minute, where he tells one so: «مساء أمس» says no more than «السادسة وخمس دقائق»."""
    return [each for each in told if each[0].key[1][0] == each[0].key[1][1]] or told


def _grown(early: tuple[Said, Report], late: tuple[Said, Report]) -> bool:
    """A toll that a text of a later day gives higher, where the first says that it may rise, or either that it has."""
    first, second = early[1].published, late[1].published
    if not (harm(early[1]) and harm(late[1]) and first and second):
        return False
    if not (early[1].so_far or early[1].risen or late[1].risen):
        return False
    return first[1] < second[0] and bool(early[0].key[1] < late[0].key[1])


def _values(
    disputed: Sequence[tuple[Said, Report]], spans: Mapping[tuple[str, int], Passage]
) -> tuple[DisputeValue, ...]:
    by_value: dict[str, list[tuple[Said, Report]]] = defaultdict(list)
    for value, report in disputed:
        by_value[value.value].append((value, report))
    out = []
    for shown, given in sorted(by_value.items()):
        ordered = sorted(given, key=lambda each: (each[1].ref.doc, each[1].ref.index))
        out.append(
            DisputeValue(
                shown,
                tuple(dict.fromkeys(value.who or speaker_of(r)[1] for value, r in ordered)),
                tuple(
                    dict.fromkeys(
                        Passage(r.ref.doc, value.where) if value.where else spans[r.ref.doc, r.ref.index]
                        for value, r in ordered
                    )
                ),
            )
        )
    return tuple(out)


def accounts(event: Event, inputs: Sequence[LinkInput]) -> tuple[Account, ...]:
    """What each document, and each Source in it, says of the event; in the order of documents and text.

    Only the documents of the event need to be given. Names in the slots are those of the text.
    """
    wanted = {ref.doc for ref in event.mentions}
    documents = {each.doc: each for each in inputs if each.doc in wanted}
    indexes: dict[str, set[int]] = defaultdict(set)
    for ref in event.mentions:
        indexes[ref.doc].add(ref.index)
    out = []
    for doc, given in sorted(documents.items()):
        own = {(doc, i): f"{m.type.value}:{m.name or m.text}" for i, m in enumerate(given.analysis.mentions)}
        names = {key: key.partition(":")[2] for key in own.values()}
        grouped: dict[Source | None, list[Report]] = defaultdict(list)
        for report in reports([given], own):
            if report.ref.index in indexes[doc]:
                grouped[_unplaced(report.source)].append(report)
        for found in grouped.values():
            slots = [(v.slot, v.value) for report in found for v in said(report, names)]
            passages = dict.fromkeys(Passage(doc, given.analysis.events[r.ref.index].span) for r in found)
            main = max(found, key=lambda r: (r.score, -r.ref.index))
            order = {slot: i for i, slot in enumerate(SLOTS)}
            unique = sorted(dict.fromkeys(slots), key=lambda s: order[s[0]])
            out.append(Account(event.id, doc, main.source, tuple(passages), main.modality, tuple(unique)))
        out += _of_others(event, [report for found in grouped.values() for report in found], given)
    return tuple(out)


def _of_others(event: Event, found: Sequence[Report], given: LinkInput) -> list[Account]:
    """The accounts of those who are quoted in a document for another figure: one a source."""
    told: dict[Source | None, tuple[dict[Passage, None], dict[tuple[str, str], None]]] = {}
    for report in found:
        mention = given.analysis.events[report.ref.index]
        who = {each.source.name: each.source for each in mention.numbers if each.source}
        for value in said_by_others(report):
            passages, slots = told.setdefault(_unplaced(who[value.who]), ({}, {}))
            passages[Passage(given.doc, value.where or mention.span)] = None
            slots[value.slot, value.value] = None
    return [
        Account(event.id, given.doc, source, tuple(passages), Modality.ATTRIBUTED, tuple(slots))
        for source, (passages, slots) in told.items()
    ]


def _unplaced(source: Source | None) -> Source | None:
    return Source(source.name, source.kind, source.via) if source else None
