"""FollowTheMoney entities, one JSON object a line: documents, people, bodies, places, mentions, events.

Schemata and properties are those of followthemoney 4.11 (https://followthemoney.tech). FtM keeps dates only as ISO
prefixes and loses intervals and scenario days, so an event carries startDate and endDate and our own value in `notes`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from reader.library import Library, days_of
from reader.model import EntityType

SCHEMA = {EntityType.PER: "Person", EntityType.ORG: "Organization", EntityType.LOC: "Address"}


def export(library: Library) -> Iterator[str]:
    """Documents first, then what names them."""
    for row in library.rows():
        meta = row.metadata
        yield _line(
            row.id,
            "Article",
            title=[meta.title],
            fileName=[row.path],
            publishedAt=[meta.published],
            publisher=[meta.source],
            author=[meta.author],
            sourceUrl=[meta.url],
            language=["ara"] if meta.language in {None, "ar"} else [],
            bodyText=[library.document(row.id).text],
        )
    for count in library.entities():
        entity = count.entity
        names = {"full": [entity.name]} if entity.type is EntityType.LOC else {"name": [entity.name]}
        yield _line(_id(entity.id), SCHEMA[entity.type], alias=list(entity.aliases), **names)
        for doc in dict.fromkeys(row.doc for row in library.mention_rows(entity.id)):
            yield _line(
                _id(entity.id, doc),
                "Mention",
                document=[doc],
                resolved=[_id(entity.id)],
                name=[entity.name],
                detectedSchema=[SCHEMA[entity.type]],
            )
    for event in library.events():
        if event.hypothetical:
            continue
        span = days_of(event)
        yield _line(
            _id(event.id),
            "Event",
            name=[event.title],
            startDate=[span[0].isoformat()] if span else [],
            endDate=[span[1].isoformat()] if span else [],
            involved=[_id(each) for each in event.participants],
            proof=list(dict.fromkeys(ref.doc for ref in event.mentions)),
            notes=[f"date: {event.date}"] if event.date else [],
        )


def _id(*parts: str) -> str:
    return hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()


def _line(id: str, schema: str, **properties: list[str | None] | list[str]) -> str:
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    return (
        json.dumps(
            {"id": id, "schema": schema, "properties": {n: v for n, v in kept.items() if v}},
            ensure_ascii=False,
        )
        + "\n"
    )
