"""What was found in the documents of an index: analyses, entities, events, links."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus import serial
from reader.corpus.rows import EntityCount, MentionRow
from reader.corpus.windows import Grouped, Windowed
from reader.model import (
    Analysis,
    Entity,
    Event,
    Link,
    Mention,
)

if TYPE_CHECKING:
    from reader.analysis.linking import RoleLink, Suggestion, Unapplied
from reader.corpus.documents import Documents, UnknownDocument


class Findings(Documents):
    """Findings of one document and of the collection; long lists are fetched as they are looked at."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(path, read_only=read_only)
        self._analysis = lru_cache(maxsize=64)(self._load_analysis)

    def analysis(self, doc: str) -> Analysis:
        """What was found in a document; an empty Analysis until its turn has come. Raises UnknownDocument."""
        row = self._one("SELECT n, version FROM documents WHERE id=?", doc)
        if row is None:
            raise UnknownDocument(doc)
        return self._analysis(*row)

    def own_analysis(self, doc: str) -> Analysis:
        """What the document's own text gave, without what was learnt elsewhere. Raises UnknownDocument."""
        row = self._one("SELECT body FROM analyses WHERE doc=?", self._number(doc))
        return Analysis() if row is None else serial.load_analysis(row[0])

    def _load_analysis(self, number: int, version: str) -> Analysis:
        del version  # part of the cache's key
        row = self._one("SELECT body FROM analyses WHERE doc=?", number)
        if row is None:
            return Analysis()
        found = serial.load_analysis(row[0])
        added = self._all("SELECT body FROM added WHERE doc=? ORDER BY at", number)
        if not added:
            return found
        mentions = (*found.mentions, *(serial.load(Mention, body) for (body,) in added))
        return dataclasses.replace(found, mentions=mentions)

    def analysed(self, doc: str) -> bool:
        """True where the document's analysis is there and fits today's text. Raises UnknownDocument."""
        return self._one("SELECT 1 FROM documents WHERE n=? AND NOT stale", self._number(doc)) is not None

    def entities(self, doc: str | None = None) -> Sequence[EntityCount]:
        """Entities of a document, or of the collection (fetched as looked at), most often named first.

        Those of a document are also whom it says by a role alone, with `here` 0.
        """
        if doc is None:
            return self._all_entities()
        number = self._number(doc)
        found = self._all(
            "SELECT e.body, p.at, e.total, e.documents, (SELECT count(*) FROM roles r WHERE r.doc=p.doc AND r.entity=e.id),"
            " (SELECT count(*) FROM roles r WHERE r.entity=e.id) FROM entity_docs p JOIN entities e ON e.n=p.entity WHERE p.doc=?"
            " UNION ALL SELECT e.body, '', e.total, e.documents, count(*), (SELECT count(*) FROM roles r WHERE r.entity=e.id)"
            " FROM roles s JOIN entities e ON e.id=s.entity"
            " WHERE s.doc=? AND NOT EXISTS (SELECT 1 FROM entity_docs p WHERE p.doc=s.doc AND p.entity=e.n) GROUP BY e.n",
            number,
            number,
        )
        counts = [
            EntityCount(serial.load(Entity, body), at.count(",") + 1 if at else 0, total, docs, here, roles)
            for body, at, total, docs, here, roles in found
        ]
        return sorted(
            counts, key=lambda c: (-c.here - c.roles_here, -c.total - c.roles, c.entity.name, c.entity.id)
        )

    def _all_entities(self) -> Sequence[EntityCount]:
        numbers = self._numbers("SELECT n FROM entities ORDER BY total DESC, documents DESC, id")

        def fetch(start: int, end: int) -> list[EntityCount]:
            found = self._all(
                "SELECT e.body, e.total, e.documents, (SELECT count(*) FROM roles r WHERE r.entity=e.id) FROM entities e"
                " WHERE e.n IN (SELECT value FROM json_each(?))"
                " ORDER BY e.total DESC, e.documents DESC, e.id",
                json.dumps(numbers[start:end].tolist()),
            )
            return [
                EntityCount(serial.load(Entity, body), total, total, docs, roles, roles)
                for body, total, docs, roles in found
            ]

        return Windowed(len(numbers), fetch)

    def entity(self, entity: str) -> Entity:
        """The entity of this id. Raises KeyError."""
        row = self._one("SELECT body FROM entities WHERE id=?", entity)
        if row is None:
            raise KeyError(entity)
        return serial.load(Entity, row[0])

    def mentions(self, entity: str) -> Sequence[MentionRow]:
        """Where an entity is named, in the order of documents and of their text; fetched as it is looked at."""
        found = self._all(
            "SELECT d.id, p.at FROM entities e JOIN entity_docs p ON p.entity=e.n JOIN documents d ON d.n=p.doc"
            " WHERE e.id=? ORDER BY d.path_key, d.path",
            entity,
        )

        def fetch(group: int) -> list[MentionRow]:
            doc, at = found[group]
            mentions = self.analysis(doc).mentions
            return [MentionRow(doc, i, mentions[i]) for i in map(int, at.split(","))]

        return Grouped([at.count(",") + 1 for _, at in found], fetch)

    def roles_of(self, entity: str) -> list[tuple[str, int]]:
        """(document, index into `Analysis.roles`) where a role says an entity without its name, in the order of documents."""
        return self._all(
            "SELECT d.id, r.at FROM roles r JOIN documents d ON d.n=r.doc WHERE r.entity=?"
            " ORDER BY d.path_key, d.path, r.at",
            entity,
        )

    def speaking_of(self, entity: str) -> list[str]:
        """The documents that name an entity or say it by a role, in their order."""
        found = self._all(
            "SELECT id FROM documents WHERE n IN (SELECT p.doc FROM entities e JOIN entity_docs p ON p.entity=e.n WHERE e.id=?"
            " UNION SELECT doc FROM roles WHERE entity=?) ORDER BY path_key, path",
            entity,
            entity,
        )
        return [doc for (doc,) in found]

    def entity_of(self, doc: str) -> dict[int, str]:
        """{index of a mention: entity id} for one document."""
        found = self._all(
            "SELECT e.id, p.at FROM entity_docs p JOIN entities e ON e.n=p.entity WHERE p.doc=?",
            self._number(doc),
        )
        return {int(i): entity for entity, at in found for i in at.split(",")}

    def events(self, *, least: int = 1, most: int | None = None) -> Sequence[Event]:
        """Events by date, undated ones after them, a scenario's last; fetched as they are looked at.

        `least` documents report each, or so many more that at most `most` events are left; those made by hand come
        along whatever it says.
        """
        if most is not None:
            spread = self._all("SELECT documents, count(*) FROM events GROUP BY documents")
            while sum(count for documents, count in spread if documents >= least) > most:
                least += 1
        numbers = self._numbers(
            "SELECT n FROM events WHERE documents >= ? OR documents = 0"
            " ORDER BY hypothetical, date IS NULL, date, id",
            least,
        )

        def fetch(start: int, end: int) -> list[Event]:
            found = self._all(
                "SELECT body FROM events WHERE n IN (SELECT value FROM json_each(?))"
                " ORDER BY hypothetical, date IS NULL, date, id",
                json.dumps(numbers[start:end].tolist()),
            )
            return self._with_elsewhere([serial.load_event(body) for (body,) in found])

        return Windowed(len(numbers), fetch)

    def event(self, event: str) -> Event:
        """The event of this id. Raises KeyError."""
        row = self._one("SELECT body FROM events WHERE id=?", event)
        if row is None:
            raise KeyError(event)
        return self._with_elsewhere([serial.load_event(row[0])])[0]

    def _with_elsewhere(self, events: Sequence[Event]) -> list[Event]:
        """Events with what other texts of their matter count otherwise."""
        from reader.corpus.elsewhere import with_elsewhere

        with self._explained():
            return with_elsewhere(self._db(), events)

    def events_of(self, doc: str) -> list[tuple[int, str]]:
        """(index into Analysis.events, event id) for one document, in the order of the text."""
        return self._all(
            "SELECT p.at, e.id FROM event_docs p JOIN events e ON e.n=p.event WHERE p.doc=? ORDER BY p.at",
            self._number(doc),
        )

    def links(self, doc: str | None = None, *, limit: int | None = None) -> list[Link]:
        """What documents share, rarest first: with one document, or between all (see `corpus.links`)."""
        from reader.corpus.links import links_of

        number = None if doc is None else self._number(doc)
        with self._explained():
            return links_of(self._db(), number, limit)

    def origins(self) -> dict[str, str]:
        """{document: the document it is a near-copy of}, near-copies alone."""
        return dict(
            self._all(
                "SELECT a.id, b.id FROM origins o JOIN documents a ON a.n=o.doc JOIN documents b ON b.n=o.origin"
                " WHERE o.doc <> o.origin"
            )
        )

    def roles(self, doc: str) -> list[RoleLink]:
        """Whose the roles are that a document says without a name, in the order of `Analysis.roles`."""
        from reader.analysis.linking import RoleLink

        rows = self._all("SELECT body FROM roles WHERE doc=? ORDER BY at", self._number(doc))
        return [serial.load(RoleLink, body) for (body,) in rows]

    def suggestions(self) -> list[Suggestion]:
        """Entities and events that might be the same; offered, never applied."""
        from reader.analysis.linking import Suggestion

        return [
            serial.load(Suggestion, body) for (body,) in self._all("SELECT body FROM suggestions ORDER BY n")
        ]

    def unapplied(self) -> list[Unapplied]:
        """Decisions that found nothing to act on today."""
        from reader.analysis.linking import Unapplied

        return [
            serial.load(Unapplied, body) for (body,) in self._all("SELECT body FROM unapplied ORDER BY n")
        ]
