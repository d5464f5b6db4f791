"""Contradictions across events: two texts on one matter count one thing differently, and no report of the one was joined to the other's.

Two counts are of one thing where each text counts that unit in this way alone and they are of a size; of units that texts
count many things by only where the sentences share a telling word or a name, and so where a text has two counts of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reader.model import Dispute, DisputeValue, Event, Figure, Passage

NUMBER = "number"
ROUGH = 0.1  # of the greater: room for a count that is said to be rough
OF_A_SIZE, NEAR = 0.4, 0.6  # the lesser over the greater: of two only counts, and of one among two
MANY = 6  # counts elsewhere at most: where a matter counts by a unit in more ways, it counts many things
FAR = 10  # days between two happenings of which each is told by itself
ON_ONE_MATTER = 50  # documents of an event at most that puts two of them on one matter


def with_figures_elsewhere(
    events: Sequence[Event],
    figures: Mapping[str, Sequence[Figure]],
    beside: Mapping[str, Collection[str]],
    outlets: Mapping[str, str],
) -> list[Event]:
    """The events with the counts that texts `beside` theirs give otherwise, as disputes; in the order given.

    `figures` and `outlets` are by document; `beside` are the documents that share an event with one (see `on_one_matter`).
    """
    own: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for doc, found in figures.items():
        for each in found:
            own[doc, each.event].append(each)
    return [_with(event, own, figures, beside, outlets) for event in events]


def on_one_matter(events: Sequence[Event]) -> dict[str, set[str]]:
    """For each document those that share an event with it that few documents report."""
    out: dict[str, set[str]] = defaultdict(set)
    for event in events:
        docs = {ref.doc for ref in event.mentions}
        if 1 < len(docs) <= ON_ONE_MATTER and not event.hypothetical:
            for doc in docs:
                out[doc] |= docs - {doc}
    return out


def _with(
    event: Event,
    own: Mapping[tuple[str, int], Sequence[Figure]],
    figures: Mapping[str, Sequence[Figure]],
    beside: Mapping[str, Collection[str]],
    outlets: Mapping[str, str],
) -> Event:
    if event.hypothetical:
        return event
    inside = {(ref.doc, ref.index) for ref in event.mentions}
    said: dict[tuple[str, str], list[tuple[str, Figure]]] = defaultdict(list)
    for ref in event.mentions:
        for mine in own.get((ref.doc, ref.index), ()):
            other = [
                (doc, each)
                for doc in sorted(beside.get(ref.doc, ()))
                for each in figures.get(doc, ())
                if (doc, each.event) not in inside and told_otherwise(mine, each)
            ]
            if 0 < len({each.shown for _, each in other}) <= MANY:
                for doc, each in ((ref.doc, mine), *other):
                    said[mine.unit, each.shown].append((doc, each))
    if not said:
        return event
    known = next((each for each in event.disputes if each.slot == NUMBER), Dispute(NUMBER, ()))
    shown = {value.value for value in known.values}
    more = tuple(
        _value(value, given, inside, outlets)
        for (_, value), given in sorted(said.items())
        if value not in shown
    )
    rest = tuple(each for each in event.disputes if each.slot != NUMBER)
    disputes = (*rest, replace(known, values=(*known.values, *more)))
    return replace(event, disputes=disputes) if more else event


def told_otherwise(a: Figure, b: Figure) -> bool:
    """Whether two counts of two texts on one matter are of one thing, and cannot both be right."""
    lesser, greater = sorted((a.quantity.value, b.quantity.value))
    room = ROUGH * greater if a.quantity.approximate or b.quantity.approximate else 0.0
    if a.unit != b.unit or lesser <= 0 or greater - lesser <= room or a.rising or b.rising:
        return False
    if a.days and b.days and max(a.days[0] - b.days[1], b.days[0] - a.days[1]) > FAR:
        return False  # of another day: who was stabbed in June, and who in August
    shared = not set(a.around).isdisjoint(b.around)
    if a.only and b.only:
        return lesser >= OF_A_SIZE * greater and (shared or not a.many)
    return lesser >= NEAR * greater and shared


def _value(
    value: str,
    given: Sequence[tuple[str, Figure]],
    inside: Collection[tuple[str, int]],
    outlets: Mapping[str, str],
) -> DisputeValue:
    sources = (f.quantity.source.name if f.quantity.source else outlets.get(doc, "") for doc, f in given)
    return DisputeValue(
        value,
        tuple(dict.fromkeys(sources)),
        tuple(dict.fromkeys(Passage(doc, figure.sentence) for doc, figure in given)),
        all((doc, figure.event) not in inside for doc, figure in given),
    )
