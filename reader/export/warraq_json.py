"""The documented object `warraq/1`: documents, entities, times, events, links. See docs/formats.md.

Fields may be added, never changed. `doc` is the path relative to the collection, offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reader.library import Library
from reader.model import Event, Passage, Source

Object = dict[str, Any]


def export(library: Library) -> Iterator[str]:
    """One JSON object, UTF-8, indented by one so that a diff is readable."""
    yield json.dumps(collect(library), ensure_ascii=False, indent=1)
    yield "\n"


def collect(library: Library) -> Object:
    """The object itself."""
    path_of = {row.id: row.path for row in library.rows()}
    return {
        "format": "warraq/1",
        "documents": [_document(library, doc) for doc in path_of],
        "entities": _entities(library, path_of),
        "times": [
            {
                "doc": path,
                "start": each.span.start,
                "end": each.span.end,
                "text": each.text,
                "value": each.value,
                "type": each.type.value,
                "mod": each.mod.value if each.mod else None,
                "rule": each.rule,
                "anchor": each.anchor,
                "flags": list(each.flags),
            }
            for doc, path in path_of.items()
            for each in library.analysis(doc).times
        ],
        "roles": [role for doc, path in path_of.items() for role in _roles(library, doc, path)],
        "events": [_event(library, event, path_of) for event in library.events()],
        "links": [
            {"a": a, "b": b, "entities": list(link.entities), "events": list(link.events)}
            for link in library.links()
            for a, b in [_in_order(path_of, link.a, link.b)]
        ],
    }


def _document(library: Library, doc: str) -> Object:
    row, analysis = library.row(doc), library.analysis(doc)
    meta = row.metadata
    published = meta.published or analysis.published
    known = meta.published_from if meta.published else analysis.published_from
    return {
        "id": row.id,
        "path": row.path,
        "title": meta.title,
        "source": meta.source,
        "published": published,
        "published_from": known.value if published and known else None,
        "length": row.length,
    }


def _entities(library: Library, path_of: dict[str, str]) -> list[Object]:
    out = []
    for count in library.entities():
        entity = count.entity
        out.append(
            {
                "id": entity.id,
                "type": entity.type.value,
                "name": entity.name,
                "aliases": list(entity.aliases),
                "mentions": [
                    {
                        "doc": path_of[row.doc],
                        "start": row.mention.span.start,
                        "end": row.mention.span.end,
                        "text": row.mention.text,
                        "why": row.mention.why,
                    }
                    for row in library.mention_rows(entity.id)
                ],
            }
        )
    return out


def _roles(library: Library, doc: str, path: str) -> list[Object]:
    """Roles said without a name, with who holds them or might."""
    said = library.analysis(doc).roles
    out = []
    for link in library.roles(doc):
        role = said[link.index]
        start, end = role.span
        place = {"doc": path, "start": start, "end": end, "text": role.text}
        holder = {"entity": link.entity or None, "candidates": list(link.candidates), "why": link.why}
        out.append({**place, **holder})
    return out


def _event(library: Library, event: Event, path_of: dict[str, str]) -> Object:
    mentions = []
    for ref in event.mentions:
        found = library.analysis(ref.doc).events[ref.index]
        mentions.append(
            {
                "doc": path_of[ref.doc],
                "start": found.span.start,
                "end": found.span.end,
                "modality": found.modality.value,
                "source": _source(found.source),
            }
        )
    return {
        "id": event.id,
        "title": event.title,
        "type": event.type,
        "date": event.date,
        "mod": event.mod.value if event.mod else None,
        "participants": list(event.participants),
        "places": list(event.places),
        "modality": "hypothetical" if event.hypothetical else "real",
        "origins": event.origins,
        "sources": list(event.sources),
        "why": event.why,
        "mentions": mentions,
        "disputes": [
            {
                "slot": dispute.slot,
                "values": [
                    {
                        "value": value.value,
                        "sources": list(value.sources),
                        "passages": [_passage(each, path_of) for each in value.passages],
                        "elsewhere": value.elsewhere,
                    }
                    for value in dispute.values
                ],
            }
            for dispute in event.disputes
        ],
    }


def _source(source: Source | None) -> Object | None:
    if source is None:
        return None
    return {"name": source.name, "kind": source.kind.value, "via": list(source.via)}


def _passage(passage: Passage, path_of: dict[str, str]) -> Object:
    return {"doc": path_of[passage.doc], "start": passage.span.start, "end": passage.span.end}


def _in_order(path_of: dict[str, str], a: str, b: str) -> tuple[str, str]:
    """The paths of a link's two documents, the one that the collection lists first in front."""
    first, second = sorted((path_of[a], path_of[b]))
    return first, second
