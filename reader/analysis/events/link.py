"""Event mentions of all documents to events: blocked, compared, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reader.analysis.events.features import Report, reports
from reader.analysis.linking import EventLinks, LinkInput
from reader.model import Decision, Entity, Event


def link_events(
    inputs: Sequence[LinkInput],
    entity_of: Mapping[tuple[str, int], str],
    entities: Sequence[Entity],
    decisions: Sequence[Decision] = (),
) -> EventLinks:
    """Events across documents; the order of `inputs` changes nothing. `entity_of` is that of EntityLinks."""
    documents = {each.doc: each for each in inputs}
    found = sorted(
        reports(inputs, entity_of), key=lambda r: (r.interval is None, r.key, r.ref.doc, r.ref.index)
    )
    clusters: list[list[Report]] = []
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for report in found:
        home = None
        for key in _keys(report):
            for candidate in where[key]:
                if all(_compatible(report, other) for other in clusters[candidate]):
                    home = candidate
                    break
            if home is not None:
                break
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(report)
        for key in _keys(report):
            if home not in where[key]:
                where[key].append(home)
    events = [_event(cluster, documents) for cluster in clusters]
    return EventLinks(tuple(sorted(events, key=lambda e: (e.date is None, e.date or "", e.id))))


def _keys(report: Report) -> list[tuple[str, str]]:
    return [(report.family, entity) for entity in sorted(report.entities)]


def _compatible(a: Report, b: Report) -> bool:
    if a.scenario != b.scenario:
        return False
    if a.interval and b.interval:
        return a.interval[0] <= b.interval[1] and b.interval[0] <= a.interval[1]
    return len(a.entities & b.entities) >= 2 or a.ref.doc == b.ref.doc


def _event(cluster: list[Report], documents: Mapping[str, LinkInput]) -> Event:
    best = max(cluster, key=lambda r: (r.score, r.key))
    first = min(cluster, key=lambda r: r.key)
    given = documents[best.ref.doc]
    title = given.analysis.events[best.ref.index].span.of(given.text)
    dated = next((r for r in sorted(cluster, key=lambda r: (-len(r.value or ""), r.key)) if r.value), None)
    return Event(
        id="e" + first.key[1:],
        title=title,
        type=best.type,
        date=dated.value if dated else None,
        mod=dated.mod if dated else None,
        mentions=tuple(sorted((r.ref for r in cluster), key=lambda r: (r.doc, r.index))),
        participants=tuple(sorted({e for r in cluster for e in r.agents | r.patients})),
        places=tuple(sorted({e for r in cluster for e in r.places})),
        hypothetical=best.scenario,
        origins=len({r.ref.doc for r in cluster}),
    )
