"""Events of the collection: reports kept by clan of families, grouped one clan after the other, rows written where they differ."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.corpus import serial
from reader.corpus.linking.entities import EntityRun
from reader.corpus.linking.linkable import digest, pack_reports, shape, unpack_reports, unpack_sketch
from reader.corpus.linking.pending import Pending
from reader.corpus.pool import analysed_part
from reader.model import Decision, Event, EventRef, Known

if TYPE_CHECKING:
    from reader.analysis.events.choices import Choice
    from reader.analysis.events.compare import Rarity
    from reader.analysis.events.features import Report
    from reader.analysis.linking import LinkInput, Suggestion, Unapplied


class EventRun:
    """One run of event linking over the index, after the entities are settled."""

    def __init__(
        self, db: sqlite3.Connection, pending: Pending, decisions: Sequence[Decision], entities: EntityRun
    ) -> None:
        self.db = db
        self.pending = pending
        self.decisions = decisions
        self.entities = entities
        self.origins: dict[str, str] = {}
        self._marks: dict[EventRef, str] = {}  # of the reports of the clan at hand
        self._rare: tuple[object, str] = (None, "")
        self._version = ""
        self._retold: set[str] = set()  # documents whose reports were made anew
        self.suggestions: tuple[Suggestion, ...] = ()
        self.unapplied: tuple[Unapplied, ...] = ()

    def run(self) -> None:
        """Everything up to `pending`; nothing that others read is touched."""
        from reader.analysis import VERSION
        from reader.analysis.events.choices import Choices
        from reader.analysis.events.compare import Rarity, weights
        from reader.analysis.events.link import EventLinking
        from reader.analysis.events.origins import Sketched, find_origins

        self._report()
        self.origins = find_origins(
            Sketched(doc, published, unpack_sketch(body))
            for doc, published, body in self.db.execute(
                "SELECT d.id, d.published, l.sketch FROM documents d JOIN linkable l ON l.doc=d.n"
            )
        )
        self._version = digest((VERSION, repr(weights()), str(len(self.entities.numbers) < 20)))
        rarity = Rarity(self.entities.naming, len(self.entities.numbers))
        linking = EventLinking(rarity, self.origins, _Names(self.entities), self.decisions)
        held: dict[str, str] = dict(self.db.execute("SELECT id, mark FROM events"))
        for clan in self._clans():
            found = list(self._of(clan))
            choices = Choices(self._chosen(clan), lambda report: self._mark(report, rarity))
            for event in linking.take(found, choices):
                self._keep(event, held)
            self._marks.clear()
            self._choose(clan, choices.made)
        for event in linking.finish():
            self._keep(event, held)
        self.pending.gone("event", held)
        self.suggestions, self.unapplied = linking.suggestions(), linking.unapplied

    def _report(self) -> None:
        """Makes the reports of documents that are new, or whose mentions belong to other entities now."""
        from reader.analysis.events.features import reports

        held = dict(self.db.execute("SELECT doc, mark FROM told"))
        for rank, (doc, number) in enumerate(self.entities.numbers.items()):
            published, published_from, source = self.db.execute(
                "SELECT published, published_from, source FROM documents WHERE n=?", (number,)
            ).fetchone()
            mark = digest((shape(), self.entities.own_mark(rank), published or "", source or ""))
            if held.get(number) == mark:
                continue
            self.pending.put("told", number, mark)
            self._retold.add(doc)
            clans: dict[str, list[Report]] = {}
            given = self._input(doc, number, published, published_from, source)
            if given.analysis.events:
                for report in reports([given], self.entities.entity_of(rank)):
                    clans.setdefault(report.clan, []).append(report)
            for clan, found in clans.items():
                late = any(report.cause for report in found)
                self.pending.put("reports", clan, number, late, pack_reports(found))

    def _input(
        self, doc: str, number: int, published: str | None, published_from: str | None, source: str | None
    ) -> LinkInput:
        from reader.analysis.linking import LinkInput

        text, body = self.db.execute(
            "SELECT t.body, a.body FROM texts t JOIN analyses a ON a.doc=t.doc WHERE t.doc=?", (number,)
        ).fetchone()
        known = Known(published_from) if published_from else None
        analysis = serial.load_analysis(body)
        return LinkInput(doc, analysed_part(serial.text_of(text)), analysis, published, known, source)

    def _clans(self) -> list[str]:
        """All clans of families, those last whose dead and hurt belong to what others tell."""
        rows = self.pending.read(
            "SELECT clan, max(late) FROM ("
            " SELECT clan, late FROM reports WHERE doc NOT IN (SELECT doc FROM temp.new_told)"
            " UNION ALL SELECT clan, late FROM temp.new_reports) GROUP BY 1 ORDER BY 2, 1"
        )
        return [clan for clan, _ in rows]

    def _of(self, clan: str) -> Iterator[Report]:
        """The reports of a clan, in the order of documents and of their text."""
        rows = self.pending.read(
            "SELECT r.body FROM (SELECT doc, body FROM reports WHERE clan=?1 AND doc NOT IN (SELECT doc FROM temp.new_told)"
            " UNION ALL SELECT doc, body FROM temp.new_reports WHERE clan=?1) r JOIN documents d ON d.n=r.doc ORDER BY d.id",
            clan,
        )
        for (body,) in rows:
            found = unpack_reports(body)
            mark = hashlib.blake2b(body, digest_size=8).hexdigest()
            for number, report in enumerate(found):
                self._marks[report.ref] = f"{mark}{number}"
            yield from found

    def _mark(self, report: Report, rarity: Rarity) -> str:
        """What a report is made of: its row, and how rare everything is that its document names."""
        document = report.document
        if document is not self._rare[0]:
            values = sorted(f"{each}{rarity.of(each)}" for each in {*document.entities, *document.focus})
            self._rare = (document, digest((self._version, str(rarity.of("")), *values)))
        return self._marks[report.ref] + self._rare[1]

    def _chosen(self, clan: str) -> dict[str, Choice]:
        row = self.db.execute("SELECT body FROM choices WHERE clan=?", (clan,)).fetchone()
        return {} if row is None else json.loads(zlib.decompress(row[0]))

    def _choose(self, clan: str, made: Mapping[str, Choice]) -> None:
        body = json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        self.pending.put("choices", clan, zlib.compress(body.encode("utf-8", "surrogatepass"), 1))

    def _keep(self, event: Event, held: dict[str, str]) -> None:
        """Puts an event down where it is new or other than before."""
        plain = serial.plain(event)
        mark = digest((plain,))
        docs = {ref.doc for ref in event.mentions}
        if held.pop(event.id, None) == mark and docs.isdisjoint(self._retold):
            return
        self.pending.put(
            "events",
            event.id,
            event.type,
            len(docs),
            event.date,
            event.hypothetical,
            mark,
            serial.packed(plain),
        )
        for ref in event.mentions:
            self.pending.put("event_docs", event.id, self.entities.numbers[ref.doc], ref.index)


class _Names(Mapping[str, str]):
    """Names of entities, asked for one by one."""

    def __init__(self, entities: EntityRun) -> None:
        self._entities = entities

    def __getitem__(self, entity: str) -> str:
        name = self._entities.name_of(entity)
        if name is None:
            raise KeyError(entity)
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self._entities.linking.groups.by_id)

    def __len__(self) -> int:
        return len(self._entities.linking.groups.by_id)
