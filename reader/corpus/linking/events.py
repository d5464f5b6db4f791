"""Events of the collection: reports kept by clan of families, grouped one clan after the other, rows written where they differ.

A clan of which nothing changed is not read at all: what it left for others the last time is kept (`leaves`). The others
are grouped on from what was chosen the last time (`grouped`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.corpus import serial
from reader.corpus.linking.copies import Copies
from reader.corpus.linking.entities import EntityRun
from reader.corpus.linking.grouped import nothing, pack_grouped
from reader.corpus.linking.grouped_rows import grouped_as
from reader.corpus.linking.leaves import pack_left, pack_ties, unpack_left
from reader.corpus.linking.linkable import digest, pack_reports, shape, unpack_reports
from reader.corpus.linking.pending import Pending
from reader.corpus.linking.reported import Reported, indexed
from reader.corpus.pool import analysed_part
from reader.model import Decision, Event, EventRef, Known

if TYPE_CHECKING:
    from reader.analysis.events.features import Report
    from reader.analysis.events.known import Known as Grouped
    from reader.analysis.events.link import EventLinking
    from reader.analysis.linking import LinkInput, Suggestion, Unapplied


AFRESH = 10  # where more than one in so many documents of a clan changed, it is grouped from nothing: going on costs more
LEFT = "left"  # what a clan left for others and does not lie with `choices`
_BETWEEN = "\x1f"  # between the ids of entities, in a row
# What a run over events puts down beside `gone`.
EVENT_TABLES = (
    *(
        "told",
        "reports",
        "choices",
        "kept",
        "kept_gone",
        "grouped",
        "grouped_gone",
        "event_offers",
        "events",
        "event_docs",
    ),
    *("sketched", "sketched_gone", "bands", "bands_gone", "copies"),
)
_REPORTED = (
    "SELECT d.id, d.n, d.published, d.published_from, d.source FROM documents d JOIN linkable l ON l.doc=d.n"
)


@dataclass(frozen=True, slots=True)
class _Clan:
    """A clan of families as it lies in the index: reports as they are now, by what they were when it was grouped."""

    name: str
    late: bool
    reports: Reported
    marks: dict[int, str]  # by number of a document
    changed: set[int]  # whose mark is not as it was, those that have no reports in it any more among them


class EventRun:
    """One run of event linking over the index, after the entities are settled."""

    def __init__(
        self, db: sqlite3.Connection, pending: Pending, decisions: Sequence[Decision], entities: EntityRun
    ) -> None:
        from reader.analysis import VERSION
        from reader.analysis.events.compare import Rarity, step, weights
        from reader.analysis.events.decide import for_events
        from reader.analysis.events.link import TOGETHER

        self.db = db
        self.pending = pending
        self.put_chosen = pending.put
        self.decisions = decisions
        self.entities = entities
        self.copies = Copies(db, pending, entities.numbers)
        count = len(entities.numbers)
        self._rarity = Rarity(_Naming(entities), count)
        self._nobody = f"{self._rarity.of('')!r}"
        self._version = digest((VERSION, repr(weights())))  # rarity is in what surrounds a document
        self._together = count <= TOGETHER  # whether all reports are one clan
        self._begun = digest((self._version, *map(repr, for_events(decisions))))
        # by what the next run can go on with what changed alone; "" where it cannot
        rules = (self._begun, shape(), repr(step(count)), self._nobody, str(self._together))
        self.rules = "" if for_events(decisions) else digest(rules)
        self._retold: set[str] = set()  # documents whose reports were made anew
        self._just_made: dict[str, dict[int, Report]] = {}  # these, where all reports will be wanted at once
        self._named: list[str] = []  # by rank of a document, whom its own analysis names
        self._again: set[str] = (
            set()
        )  # documents whose events are made again though their reports are the same
        # numbers of documents of which nothing changed but how rare is what they name
        self._weighed: set[int] = set()
        self._told = lru_cache(maxsize=1 << 16)(lambda entity: f"{entity}={self._rarity.of(entity)!r}")
        self._id_of = lru_cache(maxsize=None)(self._look_up)
        self.suggestions: tuple[Suggestion, ...] = ()
        self.unapplied: tuple[Unapplied, ...] = ()

    def run(self) -> None:
        """Everything up to `pending`; nothing that others read is touched."""
        from reader.analysis.events.link import EventLinking

        self._report()
        self.copies.look_at_all()
        linking = EventLinking(self._rarity, self.copies.of, _Names(self.entities), self.decisions)
        held: dict[str, str] = dict(self.db.execute("SELECT id, mark FROM events"))
        known = dict(self.db.execute("SELECT clan, mark FROM choices"))
        roots: dict[str, str] = {}  # see Left
        for clan in self._clans():
            made_of = self._made_of(clan.late, roots)
            before = known.pop(clan.name, None)
            touched = clan.changed or not self._again.isdisjoint(self._ids(clan.marks))
            if touched or before != made_of or not self._resumed(clan.name, linking, held):
                clan, grouped = self._going_on(clan)
                for event in self._take(clan, grouped, linking):
                    self._keep(event, held.pop(event.id, None))
                self._put_down(clan, linking, made_of)
                for id_ in linking.left.events:
                    held.pop(id_, None)
            roots.update(linking.left.roots)
        for event in linking.finish():
            self._keep(event, held.pop(event.id, None))
        self.pending.gone("clan", known)
        self.pending.gone("event", held)
        self.suggestions, self.unapplied = linking.suggestions(), linking.unapplied

    def _made_of(self, late: bool, roots: Mapping[str, str]) -> str:
        """By what a clan is grouped, beside its reports: `roots` those of the clans before it."""
        return digest((self._begun, *(f"{a} {b}" for a, b in sorted(roots.items())))) if late else self._begun

    # -- reports -------------------------------------------------------------

    def _report(self) -> None:
        """Makes the reports of documents that are new, or whose mentions belong to other entities now."""
        held = {doc: rest for doc, *rest in self.db.execute("SELECT doc, mark, own, named FROM told")}
        for row in self.db.execute(f"{_REPORTED} ORDER BY d.id"):
            self._named.append(self._tell(row, *held.pop(row[1], ("", "", ""))))
        indexed(self.pending)

    def _tell(
        self,
        row: tuple[str, int, str | None, str | None, str | None],
        before: str,
        own: str,
        named: str,
    ) -> str:
        """Makes the reports of a document where they may be others: `row` as _REPORTED has it. Gives whom it names."""
        from reader.analysis.events.features import reports

        doc, number, published, _, source = row
        if not before or self.entities.touched is None or number in self.entities.touched:
            own, named = self.entities.own_mark(doc), _BETWEEN.join(self.entities.own(doc))
        mark = digest((shape(), own, published or "", source or ""))
        if before == mark:
            return named
        self.pending.put("told", number, mark, own, named)
        self._retold.add(doc)
        clans: dict[str, list[Report]] = {}
        given = self._input(*row)
        if given.analysis.events:
            for report in reports([given], self.entities.entity_of(doc)):
                clans.setdefault(report.clan, []).append(report)
                if self._together:
                    self._just_made.setdefault(doc, {})[report.ref.index] = report
        for clan, found in clans.items():
            late = any(report.cause for report in found)
            body = pack_reports(found)
            mark = hashlib.blake2b(body, digest_size=8).hexdigest()
            self.pending.put("reports", clan, number, late, mark, body)
        return named

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

    # -- clans ---------------------------------------------------------------

    def _clans(self) -> Iterator[_Clan]:
        """Those last whose dead and hurt belong to what others tell."""
        around = self._surroundings()
        rows = self.pending.read(
            "SELECT clan, max(late) FROM ("
            " SELECT clan, late FROM reports WHERE doc NOT IN (SELECT doc FROM temp.new_told)"
            " UNION ALL SELECT clan, late FROM temp.new_reports) GROUP BY clan"
        )
        late = {clan: bool(any_late) for clan, any_late in rows}
        if self._together:
            late = {"": any(late.values())}
        for name in sorted(late, key=lambda clan: (late[clan], clan)):
            reports = Reported(self.pending, name, self.entities.numbers, self._retold, self._just_made)
            marks = reports.marks(around)
            was = dict(self.db.execute("SELECT doc, mark FROM grouped WHERE clan=?", (name,)))
            changed = {number for number, mark in marks.items() if was.get(number) != mark}
            yield _Clan(name, late[name], reports, marks, changed | (was.keys() - marks.keys()))

    def _surroundings(self) -> dict[int, str]:
        """What surrounds each document, by its number (see `_around`). Notes whose events are to be made again."""
        around = {}
        renamed = self.entities.renamed
        for named, (doc, number) in zip(self._named, self.entities.numbers.items(), strict=True):
            own = named.split(_BETWEEN) if named else []
            around[number] = self._around(doc, own)
            if doc in self._retold or not renamed.isdisjoint(own):
                self._again.add(doc)
        self._named.clear()
        return around

    def _around(self, doc: str, own: Iterable[str]) -> str:
        """What a document's events hang on beside its reports: whom it names, how rare they are, which text it is a copy of."""
        return digest((self._version, self.copies.of.get(doc, ""), self._nobody, *map(self._told, own)))

    def _going_on(self, clan: _Clan) -> tuple[_Clan, Grouped]:
        """A clan and what it was grouped as; where much of it changed, all of it, as if it had never been grouped."""
        if AFRESH * len(clan.changed) > len(clan.marks):
            return replace(clan, changed=clan.changed | clan.marks.keys()), nothing()
        return clan, grouped_as(self.db, clan.name)

    def _take(
        self, clan: _Clan, known: Grouped, linking: EventLinking, *, few: bool = False
    ) -> Iterator[Event]:
        """Groups a clan; when all of its events were asked for, it is to be put down. `few`: see EventLinking."""
        docs = set(self._ids(clan.changed - self._weighed))
        docs |= {doc for key, doc in known.gone.items() if key not in linking.hidden}
        reporting = docs.intersection(self._ids(clan.marks))
        weighed = list(self._ids(clan.changed & self._weighed))
        yield from linking.take(clan.reports.change(known, docs, reporting, self._again, weighed), few=few)

    def _put_down(self, clan: _Clan, linking: EventLinking, made_of: str) -> None:
        """What a clan is now."""
        for number in clan.changed:
            if number in clan.marks:
                self.pending.put("grouped", clan.name, number, clan.marks[number])
            else:
                self.pending.put("grouped_gone", clan.name, number)
        left, late = linking.left, int(clan.late)
        packed = pack_grouped(linking.known)
        self.put_chosen("choices", clan.name, made_of, late, len(left.held), pack_ties(left), packed.body)
        if packed.anew:
            self.pending.gone("kept", [clan.name])
        for part, key in packed.gone:
            self.pending.put("kept_gone", clan.name, part, key)
        for part, key, body in packed.rows:
            self.put_chosen("kept", clan.name, part, key, body)
        if left.offers_stay and not packed.anew:  # a clan that is there for the first time has no row yet
            return
        self.put_chosen("kept", clan.name, LEFT, 0, pack_left(left))
        self.pending.gone("offers", [clan.name])
        self.pending.put_all(
            "event_offers", [(clan.name, each.a, each.b, each.why, each.score) for each in left.offered]
        )

    def _ids(self, numbers: Iterable[int]) -> Iterator[str]:
        """The ids of documents, also of those that are gone."""
        return map(self._id_of, numbers)

    def _look_up(self, number: int) -> str:
        for sql in ("SELECT id FROM documents WHERE n=?", "SELECT id FROM sketched WHERE doc=?"):
            for (doc,) in self.db.execute(sql, (number,)):
                return str(doc)
        raise KeyError(number)

    def _resumed(self, clan: str, linking: EventLinking, held: dict[str, str]) -> bool:
        """Whether a clan could go on from what it left the last time: its events stay as they are."""
        sql = "SELECT k.body, c.ties FROM choices c JOIN kept k ON k.clan=c.clan WHERE c.clan=? AND k.part=?"
        leaves, ties = self.db.execute(sql, (clan, LEFT)).fetchone()
        left = unpack_left(leaves, ties, self._report_of(clan))
        known = grouped_as(self.db, clan)
        left.events = [event for home, event in known.events.items() if home not in known.held]
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

    def _keep(self, event: Event, before: str | None) -> None:
        """Puts an event down where it is new or other than before, by its mark then."""
        from reader.analysis.events.event_dates import order_of

        plain = serial.plain(event)
        mark = digest((plain,))
        docs = {ref.doc for ref in event.mentions}
        if before == mark and docs.isdisjoint(self._retold):
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
