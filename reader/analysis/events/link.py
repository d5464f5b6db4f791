"""Event mentions of all documents to events: grouped, corrected by the user, dated, titled, disputes laid open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reader.analysis.events.cluster import Group, group, rarity_of
from reader.analysis.events.decide import Added, Applied, Overrides, apply, for_events, hidden, kept_apart
from reader.analysis.events.disputes import find_disputes
from reader.analysis.events.features import Report, reports
from reader.analysis.events.origins import find_origins
from reader.analysis.events.slots import day_of
from reader.analysis.events.titles import title_of
from reader.analysis.linking import EventLinks, LinkInput, Suggestion
from reader.analysis.times import interval_of, reanchor
from reader.model import Decision, Entity, Event, EventRef, Mod, Modality, Passage, TimeExpression

SUGGESTED = 500  # pairs offered at most
_SURE = (Modality.ASSERTED, Modality.ATTRIBUTED)
Dated = tuple[str | None, Mod | None]


def link_events(
    inputs: Sequence[LinkInput],
    entity_of: Mapping[tuple[str, int], str],
    entities: Sequence[Entity],
    decisions: Sequence[Decision] = (),
) -> EventLinks:
    """Events across documents, by date; the order of `inputs` changes nothing. `entity_of` is that of EntityLinks."""
    given = sorted(inputs, key=lambda each: each.doc)
    documents = {each.doc: each for each in given}
    origins = find_origins(given)
    said = for_events(decisions)
    found = reports(given, entity_of)
    gone = hidden(found, said)
    kept = [r for r in found if r.key not in gone]
    groups = group(kept, kept_apart(said), rarity_of(kept))
    applied = apply(groups, said, gone)
    names = {e.id: e.name for e in entities}
    dates = _dates(applied, documents)
    events = [
        _event(members, applied.overrides.get(i), dates[i], documents, names, origins)
        for i, members in enumerate(applied.groups)
        if members.members
    ]
    events += [_added(each) for each in applied.added]
    events.sort(key=lambda e: (e.hypothetical, e.date is None, e.date or "", e.id))
    return EventLinks(tuple(events), origins, _suggestions(applied), tuple(applied.unapplied))


def _suggestions(applied: Applied) -> tuple[Suggestion, ...]:
    """Pairs of events that almost joined, best first: for the user to merge or to keep apart."""
    home = {m.key: id for g in applied.groups if g.members for id in [event_id(g.members)] for m in g.members}
    apart = applied.apart
    out = []
    for each in applied.groups:
        if each.near is None:
            continue
        key, other, verdict = each.near
        a, b = home.get(key), home.get(other)
        if a is not None and b is not None and a != b and other not in apart.get(key, ()):
            out.append(
                Suggestion(min(a, b), max(a, b), "، ".join(verdict.reasons[:4]), round(verdict.points, 2))
            )
    out.sort(key=lambda s: (-s.score, s.a, s.b))
    return tuple(out[:SUGGESTED])


def _event(
    group_: Group,
    said: Overrides | None,
    date: Dated,
    documents: Mapping[str, LinkInput],
    names: Mapping[str, str],
    origins: Mapping[str, str],
) -> Event:
    members = sorted(group_.members, key=lambda r: (r.ref.doc, r.ref.index))
    spans = {
        (r.ref.doc, r.ref.index): Passage(r.ref.doc, documents[r.ref.doc].analysis.events[r.ref.index].span)
        for r in members
    }
    kind = Counter(r.type for r in members).most_common()
    type_ = min(t for t, n in kind if n == kind[0][1])
    counted = origins_of(members, origins)
    return Event(
        id=event_id(members),
        title=said.title if said and said.title else title_of(members, documents),
        type=said.type if said and said.type else type_,
        date=date[0],
        mod=date[1],
        mentions=tuple(r.ref for r in members),
        participants=_by_count(e for r in members for e in {*r.shown[0], *r.shown[1]}),
        places=_by_count(e for r in members for e in r.places),
        hypothetical=members[0].scenario,
        origins=counted,
        disputes=find_disputes(members, names, spans),
        why=_why(members, group_, said, date, counted, documents),
        sources=_by_count(name for r in members for name in _who_says(r, documents[r.ref.doc].source)),
    )


def _who_says(report: Report, outlet: str | None) -> set[str]:
    """Whom a report names as knowing it, the chain that it came through, and the outlet that prints it."""
    said = {report.source.name, *report.source.via} if report.source else set()
    return said | {outlet} if outlet else said


def _by_count(entities: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(entities)
    return tuple(sorted(counts, key=lambda e: (-counts[e], e)))


def event_id(members: Sequence[Report]) -> str:
    """ "e" and the digits of the key of its oldest report: by publication, then by key, so that later articles
    do not rename it."""
    oldest = min(members, key=lambda r: (r.published is None, r.published or (), r.key))
    return "e" + oldest.key[1:]


def origins_of(members: Sequence[Report], origins: Mapping[str, str]) -> int:
    """Independent texts behind an event: near-copies count once, and so do articles that share the sentence."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for report in members:
        doc, sentence = "d " + origins.get(report.ref.doc, report.ref.doc), "s " + report.sentence
        a, b = root(doc), root(sentence)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return len({root("d " + origins.get(r.ref.doc, r.ref.doc)) for r in members})


def _dates(applied: Applied, documents: Mapping[str, LinkInput]) -> dict[int, Dated]:
    """The date of each group; those that hang on another event follow it, also where the user redated that."""
    dates: dict[int, Dated] = {}
    for i, each in enumerate(applied.groups):
        said = applied.overrides.get(i)
        dates[i] = (said.date, None) if said and said.date else date_of(each.members)
    home = {m.ref: i for i, g in enumerate(applied.groups) for m in g.members}
    ties = {doc: ties_of(given) for doc, given in documents.items()}
    hanging = [
        (i, m)
        for i, g in enumerate(applied.groups)
        if dates[i][0] is None
        for m in g.members
        if m.ref.index in ties[m.ref.doc]
    ]
    for i, report in sorted(hanging, key=lambda each: each[1].key):
        for other, expression in ties[report.ref.doc][report.ref.index]:
            at = home.get(EventRef(report.ref.doc, other))
            date = dates[at][0] if at is not None else None
            if date is None or dates[i][0] is not None:
                continue
            (moved,) = reanchor([expression], {expression.anchor: day_of(date)})
            if interval_of(moved.value, moved.mod) is not None:
                dates[i] = (moved.value, None)
    return dates


def ties_of(given: LinkInput) -> dict[int, list[tuple[int, TimeExpression]]]:
    """For each event of a document those whose date gives its own, with the expression that says how far apart.

    Both ways: «قدم استقالته ... بعد يومين من تظاهرة» dates the protest from the resignation, too.
    """
    ties: dict[int, list[tuple[int, TimeExpression]]] = defaultdict(list)
    events, times = given.analysis.events, given.analysis.times
    starts = [event.trigger.start for event in events]
    for number, event in enumerate(events):
        for index in event.times:
            expression = times[index]
            anchor = expression.anchor_span
            if anchor is None or not expression.anchor.startswith("event:"):
                continue
            for other in range(bisect_left(starts, anchor.start), bisect_left(starts, anchor.end)):
                if other == number:
                    continue
                ties[number].append((other, expression))
                rule = _TURNED.get(expression.rule)
                ties[other].append((number, replace(expression, rule=rule) if rule else expression))
    return ties


_TURNED = {"before-event": "after-event", "after-event": "before-event"}


def date_of(members: Sequence[Report]) -> Dated:
    """The most precise value that the members give, most origins first; never one that none of them gives.

    A day that stands in the report's own sentence goes before a carried one. A time of day is kept where all
    day-precise members agree on it.
    """
    scenario = sorted(r.value for r in members if r.scenario and r.value)
    if scenario:
        return scenario[0], None
    dated = [r for r in members if r.interval is not None and r.value is not None]
    dated = [r for r in dated if r.modality in _SURE] or dated
    dated = [r for r in dated if not r.carried] or dated
    if not dated:
        return None, None

    def fineness(report: Report) -> int:
        assert report.interval is not None
        days = (report.interval[1] - report.interval[0]).days
        return 0 if days <= 1 else 1 if days <= 7 else 2 if days <= 31 else 3 if days <= 92 else 4

    finest = min(fineness(r) for r in dated)
    dated = [r for r in dated if fineness(r) == finest]
    votes: dict[str, set[str]] = defaultdict(set)
    for report in dated:
        votes[day_of(report.value or "")].add(report.ref.doc)
    best = min(votes, key=lambda value: (-len(votes[value]), value))
    exact = {r.value for r in dated}
    if len(exact) == 1 and not dated[0].carried:
        best = next(iter(exact)) or best
    mod = next((r.mod for r in dated if day_of(r.value or "") == day_of(best) and r.mod), None)
    return best, mod


def _why(
    members: Sequence[Report],
    group_: Group,
    said: Overrides | None,
    date: Dated,
    origins: int,
    documents: Mapping[str, LinkInput],
) -> str:
    """One line that says why these reports are one event, and where its date comes from."""
    best = max(members, key=lambda r: (r.score, r.key))
    parts = list(documents[best.ref.doc].analysis.events[best.ref.index].why[:4])
    if said and said.confirmed:
        parts.insert(0, "أكده المستخدم")
    if said and said.date:
        parts.append(f"التاريخ من المستخدم{f': {said.reason}' if said.reason else ''}")
    elif date[0] and not any(r.value and day_of(r.value) == day_of(date[0]) for r in members):
        parts.append(f"التاريخ {date[0]} محسوب من حدث آخر")
    docs = len({r.ref.doc for r in members})
    if docs > 1:
        parts.append(f"{origins} من الأصول في {docs} من النصوص")
    joins = [v for _, v in group_.why]
    if joins:
        weakest = min(joins, key=lambda v: v.points)
        parts.append(f"ضُم لأن: {'، '.join(weakest.reasons[:4])} ({weakest.points:.1f})")
    return " · ".join(parts)


def _added(added: Added) -> Event:
    return Event(
        id=added.id,
        title=added.title,
        type=added.type,
        date=added.date,
        mod=None,
        mentions=(),
        why="أضافه المستخدم",
    )
