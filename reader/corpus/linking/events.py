"""Events of the collection: reports kept by clan of families, grouped one clan after the other, rows written where they differ.

A clan of which nothing changed is not read at all: what it left for others the last time is kept (`leaves`). The others
are grouped on from what was chosen the last time (`grouped`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.corpus import serial
from reader.corpus.linking.entities import EntityRun
from reader.corpus.linking.grouped import Grouped, nothing, pack_grouped, unpack_grouped
from reader.corpus.linking.leaves import pack_left, unpack_left
from reader.corpus.linking.linkable import digest, pack_reports, shape, unpack_reports, unpack_sketch
from reader.corpus.linking.pending import Pending
from reader.corpus.linking.reported import Reported, indexed
from reader.corpus.pool import analysed_part
from reader.model import Decision, Event, EventRef, Known

if TYPE_CHECKING:
    from reader.analysis.events.compare import Rarity
    from reader.analysis.events.features import Report
    from reader.analysis.events.link import EventLinking
    from reader.analysis.linking import LinkInput, Suggestion, Unapplied


_BETWEEN = "\x1f"  # between the ids of entities, in a row


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
        self._around: dict[int, str] = {}  # see _surroundings
        self._version = ""
        self._together = False  # whether all reports are one clan
        self._retold: set[str] = set()  # documents whose reports were made anew
        self._named: list[str] = []  # by rank of a document, whom its own analysis names
        self._again: set[str] = set()  # these, and documents that name somebody who is called otherwise now
        self.suggestions: tuple[Suggestion, ...] = ()
        self.unapplied: tuple[Unapplied, ...] = ()

    def run(self) -> None:
        """Everything up to `pending`; nothing that others read is touched."""
        from reader.analysis import VERSION
        from reader.analysis.events.compare import Rarity, weights
        from reader.analysis.events.link import TOGETHER, EventLinking
        from reader.analysis.events.origins import Sketched, find_origins

        self._report()
        self.origins = find_origins(
            Sketched(doc, published, unpack_sketch(body))
            for doc, published, body in self.db.execute(
                "SELECT d.id, d.published, l.sketch FROM documents d JOIN linkable l ON l.doc=d.n"
            )
        )
        self._version = digest((VERSION, repr(weights())))  # rarity is in what surrounds a document
        rarity = Rarity(_Naming(self.entities), len(self.entities.numbers))
        linking = EventLinking(rarity, self.origins, _Names(self.entities), self.decisions)
        held: dict[str, str] = dict(self.db.execute("SELECT id, mark FROM events"))
        known = dict(self.db.execute("SELECT clan, mark FROM choices"))
        roots: dict[str, str] = {}  # see Left
        self._together = len(self.entities.numbers) <= TOGETHER
        for clan, late, touched, mark in self._clans(rarity):
            self.pending.put("clans", clan)
            made_of = digest((mark, *(f"{a} {b}" for a, b in sorted(roots.items())))) if late else mark
            if not touched and known.get(clan) == made_of and self._resumed(clan, linking, held):
                roots.update(linking.left.roots)
                continue
            reports = Reported(self.pending, clan, self.entities.numbers, self._retold)
            change = reports.change(self._grouped(clan), self._around, linking.hidden, self._again)
            for event in linking.take(change):
                self._keep(event, held)
            for id_ in linking.left.events:
                held.pop(id_, None)
            roots.update(linking.left.roots)
            body = pack_grouped(linking.known, reports.marks)
            self.pending.put("choices", clan, made_of, body, pack_left(linking.left))
        for event in linking.finish():
            self._keep(event, held)
        self.pending.gone("event", held)
        self.suggestions, self.unapplied = linking.suggestions(), linking.unapplied

    def _report(self) -> None:
        """Makes the reports of documents that are new, or whose mentions belong to other entities now."""
        from reader.analysis.events.features import reports

        held = {doc: rest for doc, *rest in self.db.execute("SELECT doc, mark, own, named FROM told")}
        rows = self.db.execute(
            "SELECT d.id, d.n, d.published, d.published_from, d.source FROM documents d JOIN linkable l ON l.doc=d.n ORDER BY d.id"
        )
        made = shape()
        for rank, (doc, number, published, published_from, source) in enumerate(rows):
            before, own, named = held.pop(number, ("", "", ""))
            if not before or self.entities.touched is None or number in self.entities.touched:
                own, named = self.entities.own_mark(rank), _BETWEEN.join(self.entities.own(rank))
            self._named.append(named)
            mark = digest((made, own, published or "", source or ""))
            if before == mark:
                continue
            self.pending.put("told", number, mark, own, named)
            self._retold.add(doc)
            clans: dict[str, list[Report]] = {}
            given = self._input(doc, number, published, published_from, source)
            if given.analysis.events:
                for report in reports([given], self.entities.entity_of(rank)):
                    clans.setdefault(report.clan, []).append(report)
            for clan, found in clans.items():
                late = any(report.cause for report in found)
                body = pack_reports(found)
                mark = hashlib.blake2b(body, digest_size=8).hexdigest()
                self.pending.put("reports", clan, number, late, mark, body)
        indexed(self.pending)

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

    def _clans(self, rarity: Rarity) -> list[tuple[str, bool, bool, str]]:
        """(clan of families, whether it is late, whether rows of it are to be written again, what it is made of).

        Those last whose dead and hurt belong to what others tell.
        """
        from reader.analysis.events.decide import for_events

        rows = self.pending.read(
            "SELECT clan, doc, late, mark FROM ("
            " SELECT clan, doc, late, mark FROM reports WHERE doc NOT IN (SELECT doc FROM temp.new_told)"
            " UNION ALL SELECT clan, doc, late, mark FROM temp.new_reports) ORDER BY clan, doc"
        )
        around, touched = self._surroundings(rarity)
        self._around = around
        begun = digest((self._version, *map(repr, for_events(self.decisions))))
        out = []
        for clan, its in [("", rows)] if self._together else groupby(rows, key=itemgetter(0)):
            made_of = hashlib.blake2b(begun.encode(), digest_size=8)
            any_late = any_touched = False
            for family, doc, late, mark in its:
                any_late = any_late or bool(late)
                any_touched = any_touched or doc in touched
                made_of.update(f"\n{family} {doc} {mark} {around[doc]}".encode())
            out.append((clan, any_late, any_touched, made_of.hexdigest()))
        return sorted(out, key=lambda each: (each[1], each[0]))

    def _surroundings(self, rarity: Rarity) -> tuple[dict[int, str], set[int]]:
        """By number of a document what its events hang on beside its reports: whom it names, how rare they are, which
        text it is a copy of. And the documents whose rows are to be written again, or who name somebody who is
        called otherwise now."""
        entities = self.entities
        around, touched = {}, set()
        told = lru_cache(maxsize=1 << 16)(lambda entity: f"{entity}={rarity.of(entity)!r}")
        nobody = f"{rarity.of('')!r}"
        for named, (doc, number) in zip(self._named, entities.numbers.items(), strict=True):
            own = named.split(_BETWEEN) if named else []
            around[number] = digest((self._version, self.origins.get(doc, ""), nobody, *map(told, own)))
            if doc in self._retold or not entities.renamed.isdisjoint(own):
                self._again.add(doc)
                touched.add(number)
        self._named.clear()
        return around, touched

    def _resumed(self, clan: str, linking: EventLinking, held: dict[str, str]) -> bool:
        """Whether a clan could go on from what it left the last time: its events stay as they are."""
        (body,) = self.db.execute("SELECT leaves FROM choices WHERE clan=?", (clan,)).fetchone()
        left = unpack_left(body, self._report_of(clan))
        if not linking.resume(left):
            return False
        for event in left.events:
            held.pop(event, None)
        return True

    def _report_of(self, clan: str) -> Callable[[EventRef], Report]:
        """One report of a clan whose rows did not change."""

        @lru_cache(maxsize=64)
        def row(doc: str) -> dict[int, Report]:
            sql = "SELECT body FROM reports WHERE doc=?1 AND (?3 OR clan=?2)"
            rows = self.db.execute(sql, (self.entities.numbers[doc], clan, self._together))
            return {each.ref.index: each for (body,) in rows for each in unpack_reports(body)}

        return lambda ref: row(ref.doc)[ref.index]

    def _grouped(self, clan: str) -> Grouped:
        row = self.db.execute("SELECT body FROM choices WHERE clan=?", (clan,)).fetchone()
        return unpack_grouped(row[0]) if row else nothing()

    def _keep(self, event: Event, held: dict[str, str]) -> None:
        """Puts an event down where it is new or other than before."""
        from reader.analysis.events.event_dates import order_of

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
            order_of(event),
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
        self._name_of = lru_cache(maxsize=4096)(entities.name_of)

    def __getitem__(self, entity: str) -> str:
        name = self._name_of(entity)
        if name is None:
            raise KeyError(entity)
        return name

    def __iter__(self) -> Iterator[str]:
        raise TypeError("names are asked for one by one")

    def __len__(self) -> int:
        raise TypeError("names are asked for one by one")


class _Naming(Mapping[str, int]):
    """In how many documents entities are named by the documents' own analysis."""

    def __init__(self, entities: EntityRun) -> None:
        self._naming_of = entities.naming_of

    def __getitem__(self, entity: str) -> int:
        if not (count := self._naming_of(entity)):
            raise KeyError(entity)
        return count

    def __iter__(self) -> Iterator[str]:
        raise TypeError("counts are asked for one by one")

    def __len__(self) -> int:
        raise TypeError("counts are asked for one by one")
