"""The index of one collection: the one object through which the library asks for documents and what is in them.

Derived data, one SQLite file. Any thread and any process may read while one refreshes; every thread gets a
connection of its own. What is asked of a damaged file, or of one that another version wrote, is answered with
`IndexUnusable`; `refresh` makes such a file anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.corpus import schema, serial
from reader.corpus.rows import EntityCount, MentionRow, Notice, Progress, RefreshReport, SearchResult, Status
from reader.corpus.schema import IndexFailed, IndexUnusable
from reader.corpus.windows import Grouped, Windowed
from reader.model import (
    Analysis,
    Decision,
    Document,
    DocumentRow,
    Entity,
    Event,
    Known,
    Link,
    Mention,
    Metadata,
    Skipped,
    Span,
)
from reader.text.fold import fold

# What only a refresh, a search or a check needs is imported there: opening a collection must not wait for it.
if TYPE_CHECKING:
    from reader.analysis.linking import RoleLink, Suggestion, Unapplied
    from reader.corpus.overview import Overview
    from reader.corpus.pool import Analyse
    from reader.corpus.refresh import Refresh
    from reader.corpus.search.run import Vocabulary

ORDERS = {
    "path": "path_key, path",
    "date": "published IS NULL, published, path_key",
    "date-desc": "published IS NULL, published DESC, path_key",
    "source": "source IS NULL, source, path_key",
    "title": "title, path_key",
    "length": "length, path_key",
    "length-desc": "length DESC, path_key",
    "added": "n",
}
_METADATA = (
    "title, title_from, source, source_from, published, published_from, language, language_from, author, url"
)


class UnknownDocument(KeyError):
    """No document of this id is in the collection (any more)."""


class Index:
    """See the module. `analyse` and `analyser` stand for reader.analysis and are injected by tests."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        analyse: Analyse | None = None,
        analyser: str | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._analyse = analyse
        self._analyser = analyser
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._vocabulary: Vocabulary | None = None
        self._analysis = lru_cache(maxsize=64)(self._load_analysis)

    # -- the file ------------------------------------------------------------

    def _db(self) -> sqlite3.Connection:
        """This thread's connection to the file that is there now."""
        try:
            info = self.path.stat()
            inode = (info.st_dev, info.st_ino)
        except FileNotFoundError:
            inode = None
        held = getattr(self._local, "db", None)
        if held is not None and self._local.inode == inode:
            return held  # type: ignore[no-any-return]  # a thread-local of our own
        db = schema.connect(self.path, read_only=self.read_only)
        with self._guard:
            self._open.append(db)
        info = self.path.stat()
        self._local.db, self._local.inode = db, (info.st_dev, info.st_ino)
        return db

    def close(self) -> None:
        """Closes every connection. The object opens them again when asked."""
        with self._guard:
            for db in self._open:
                db.close()
            self._open.clear()
        self._local = threading.local()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._db().execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        with self._explained():
            return self._db().execute(sql, values).fetchone()  # type: ignore[no-any-return]  # a row or None

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise schema.explained(self.path, error) from error

    def _meta(self, key: str) -> str | None:
        row = self._one("SELECT value FROM meta WHERE key=?", key)
        return None if row is None else row[0]

    # -- bringing it up to date ----------------------------------------------

    def refresh(
        self,
        root: Path,
        *,
        decisions: Sequence[Decision] = (),
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        workers: int | None = None,
        rebuild: bool = False,
        only_text: bool = False,
        identities: Mapping[str, str] | None = None,
    ) -> RefreshReport:
        """Brings the index up to date with `root` (a folder or one file) and the user's decisions.

        `workers` processes analyse (None: as many as there are cores; 0 or 1: in this one). `cancelled` is asked
        often; `progress` is called in this thread, at most about ten times a second. Another refresh of the same
        index is waited for. `only_text` makes documents readable and searchable and stops there.
        `identities` is {version: id}, what the journal knows documents by: a text of that version gets that id again
        even where the index was deleted. Raises IndexFailed, and OSError where `root` cannot be read at all.
        """
        from reader.corpus import pool
        from reader.corpus.lock import refreshing

        if self.read_only:
            raise IndexFailed(f"{self.path}: opened for reading only")
        if pool.starting():
            raise IndexFailed(f"{self.path}: a worker does not refresh; the script needs its main guard")
        if not root.exists():
            raise FileNotFoundError(f"{root}: no such file or folder")
        with refreshing(self.path, progress, cancelled) as mine:
            if not mine:
                return RefreshReport(cancelled=True)
            why = "asked for" if rebuild else ""
            known = dict(identities or {})
            for _ in range(2):
                try:
                    if why:
                        known = {**schema.identities(self.path), **known}
                        self._start_anew()
                    self._note_root(root)
                    run = self._run(root, decisions, progress, cancelled, workers, only_text)
                    run.store.identities = known
                    report = run.run(rebuilt=why)
                    self._analysis.cache_clear()
                    return report
                except IndexUnusable as error:
                    why = str(error)
                except sqlite3.DatabaseError as error:
                    told = schema.explained(self.path, error)
                    if not isinstance(told, IndexUnusable) or why:
                        raise told from error
                    why = str(told)
            raise IndexFailed(f"{self.path}: {why}")

    def relink(self, decisions: Sequence[Decision], *, workers: int | None = None) -> None:
        """Applies the user's decisions to what is indexed already; reads no file of the collection."""
        from reader.corpus.lock import refreshing

        root = self._meta("root")
        if root is None:
            return
        with refreshing(self.path, None, None), self._explained():
            self._run(Path(root), decisions, None, None, workers).relink()
            self._analysis.cache_clear()

    def _run(
        self,
        root: Path,
        decisions: Sequence[Decision],
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        workers: int | None,
        only_text: bool = False,
    ) -> Refresh:
        from reader.corpus.refresh import Refresh

        return Refresh(
            self._db(),
            self.path,
            root,
            decisions,
            analyse=self._analyse,
            analyser=f"{self._analyser or _analyser_version()}.{serial.shape()}",
            progress=progress,
            cancelled=cancelled,
            workers=workers,
            only_text=only_text,
        )

    def _note_root(self, root: Path) -> None:
        self._db().execute(
            "REPLACE INTO meta VALUES('root', ?)", (os.fsencode(root.resolve()).decode("utf-8", "replace"),)
        )

    def start_anew(self) -> dict[str, str]:
        """An unusable file deleted; {version: id} of what could be read of it, for the next `refresh`."""
        kept = schema.identities(self.path)
        self._start_anew()
        return kept

    def _start_anew(self) -> None:
        """Other threads and processes go on with the old file until they next ask, and find the new one then."""
        held = getattr(self._local, "db", None)
        if held is not None:
            held.close()
            self._local.db = None
        schema.remove(self.path)

    # -- documents -----------------------------------------------------------

    def __len__(self) -> int:
        row = self._one("SELECT count(*) FROM documents")
        return row[0] if row else 0

    def __contains__(self, doc: object) -> bool:
        return self._one("SELECT 1 FROM documents WHERE id=?", doc) is not None

    def rows(
        self, order: str = "path", *, matching: str = "", only: Collection[str] | None = None
    ) -> Sequence[DocumentRow]:
        """Documents as rows, fetched as they are looked at. A picture of now.

        `order` is one of ORDERS. `matching` keeps rows whose title, source or path contains every one of its words
        (folded); `only` keeps these ids. `DocumentRow.order` is the place in the whole collection all the same.
        """
        if order not in ORDERS:
            raise ValueError(f"no such order: {order}; there are {', '.join(ORDERS)}")
        where, values = self._wanted(matching, only)
        numbers: list[array[int]] = []
        places: list[dict[int, int]] = []
        whole = order == "path" and not where

        def all_numbers() -> array[int]:
            if not numbers:
                sql = f"SELECT n FROM documents {where} ORDER BY {ORDERS[order]}"  # noqa: S608 - from ORDERS
                numbers.append(array("q", (n for (n,) in self._all(sql, *values))))
            return numbers[0]

        def fetch(start: int, end: int) -> list[DocumentRow]:
            if start == 0 and not numbers:  # the first screen without counting the rest
                sql = f"SELECT n FROM documents {where} ORDER BY {ORDERS[order]} LIMIT ?"  # noqa: S608 - from ORDERS
                wanted = [n for (n,) in self._all(sql, *values, end)]
            else:
                wanted = all_numbers()[start:end].tolist()
            return self._rows_of(wanted, start if whole else places_of())

        def places_of() -> dict[int, int]:
            if not places:
                ordered = self._all(f"SELECT n FROM documents ORDER BY {ORDERS['path']}")  # noqa: S608 - from ORDERS
                places.append({n: at for at, (n,) in enumerate(ordered)})
            return places[0]

        return Windowed(len(all_numbers()) if where else len(self), fetch)

    def _wanted(self, matching: str, only: Collection[str] | None) -> tuple[str, list[Any]]:
        conditions: list[str] = []
        values: list[Any] = []
        for word in fold(matching).split():
            conditions.append("instr(fold(title || ' ' || coalesce(source, '') || ' ' || path), ?)")
            values.append(word)
        if conditions:
            self._db().create_function("fold", 1, fold, deterministic=True)
        if only is not None:
            conditions.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(only)))
        return ("WHERE " + " AND ".join(conditions) if conditions else ""), values

    def groups(self, order: str) -> list[tuple[str, int]]:
        """(label, documents) in the order of `rows(order)`: months for the dates, sources; "" for unknown."""
        label = {
            "date": "substr(published, 1, 7)",
            "date-desc": "substr(published, 1, 7)",
            "source": "source",
        }[order]
        down = "DESC" if order == "date-desc" else ""
        sql = f"SELECT coalesce(g, ''), c FROM (SELECT {label} AS g, count(*) AS c FROM documents GROUP BY 1)"  # noqa: S608 - from the table above
        return [(str(g), int(c)) for g, c in self._all(f"{sql} ORDER BY g IS NULL, g {down}")]

    def _rows_of(self, numbers: Sequence[int], place: int | dict[int, int]) -> list[DocumentRow]:
        marks = ",".join("?" * len(numbers))
        found = {
            row[0]: row
            for row in self._all(
                f"SELECT n, id, version, path, length, {_METADATA} FROM documents WHERE n IN ({marks})",  # noqa: S608 - marks
                *numbers,
            )
        }
        rows = []
        for at, n in enumerate(numbers):
            if (row := found.get(n)) is not None:
                order = place + at if isinstance(place, int) else place.get(n, 0)
                rows.append(DocumentRow(row[1], row[2], row[3], _metadata(row[5:]), row[4], order))
        return rows

    def row(self, doc: str) -> DocumentRow:
        """The row of one document. Raises UnknownDocument."""
        number = self._number(doc)
        key = self._one("SELECT path_key, path FROM documents WHERE n=?", number)
        assert key is not None
        before = self._one("SELECT count(*) FROM documents WHERE (path_key, path) < (?, ?)", *key)
        assert before is not None
        return self._rows_of([number], before[0])[0]

    def document(self, doc: str) -> Document:
        """The document with its text. Raises UnknownDocument."""
        row = self._one(
            f"SELECT d.n, d.id, d.version, t.body, d.path, {_METADATA} FROM documents d JOIN texts t ON t.doc=d.n WHERE d.id=?",  # noqa: S608 - fixed columns
            doc,
        )
        if row is None:
            raise UnknownDocument(doc)
        others = [
            p
            for (p,) in self._all(
                "SELECT path FROM paths WHERE doc=? AND path<>? ORDER BY path", row[0], row[4]
            )
        ]
        return Document(row[1], row[2], (row[4], *others), _metadata(row[5:]), serial.text_of(row[3]))

    def text(self, doc: str) -> str:
        """The document's text alone. Raises UnknownDocument."""
        row = self._one("SELECT t.body FROM documents d JOIN texts t ON t.doc=d.n WHERE d.id=?", doc)
        if row is None:
            raise UnknownDocument(doc)
        return serial.text_of(row[0])

    def find(self, path: str) -> DocumentRow | None:
        """The document at a path of the collection."""
        row = self._one("SELECT d.id FROM paths p JOIN documents d ON d.n=p.doc WHERE p.path=?", path)
        return None if row is None else self.row(row[0])

    def _number(self, doc: str) -> int:
        row = self._one("SELECT n FROM documents WHERE id=?", doc)
        if row is None:
            raise UnknownDocument(doc)
        return int(row[0])

    # -- what was found in them ----------------------------------------------

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
        """Entities of a document, or of the collection (fetched as looked at), most often named first."""
        if doc is None:
            return self._all_entities()
        found = self._all(
            "SELECT e.body, p.at, e.total, e.documents FROM entity_docs p JOIN entities e ON e.n=p.entity WHERE p.doc=?",
            self._number(doc),
        )
        counts = [
            EntityCount(serial.load(Entity, body), at.count(",") + 1, total, docs)
            for body, at, total, docs in found
        ]
        return sorted(counts, key=lambda c: (-c.here, -c.total, c.entity.name, c.entity.id))

    def _all_entities(self) -> Sequence[EntityCount]:
        order = "ORDER BY total DESC, documents DESC, id"
        numbers = array("q", (n for (n,) in self._all(f"SELECT n FROM entities {order}")))  # noqa: S608 - fixed

        def fetch(start: int, end: int) -> list[EntityCount]:
            wanted = numbers[start:end].tolist()
            marks = ",".join("?" * len(wanted))
            sql = f"SELECT body, total, documents FROM entities WHERE n IN ({marks}) {order}"  # noqa: S608 - marks
            found = self._all(sql, *wanted)
            return [EntityCount(serial.load(Entity, body), total, total, docs) for body, total, docs in found]

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

    def entity_of(self, doc: str) -> dict[int, str]:
        """{index of a mention: entity id} for one document."""
        found = self._all(
            "SELECT e.id, p.at FROM entity_docs p JOIN entities e ON e.n=p.entity WHERE p.doc=?",
            self._number(doc),
        )
        return {int(i): entity for entity, at in found for i in at.split(",")}

    def events(self) -> Sequence[Event]:
        """All events by date, undated ones after them, a scenario's last; fetched as they are looked at."""
        order = "ORDER BY hypothetical, date IS NULL, date, id"
        numbers = array("q", (n for (n,) in self._all(f"SELECT n FROM events {order}")))  # noqa: S608 - fixed

        def fetch(start: int, end: int) -> list[Event]:
            wanted = numbers[start:end].tolist()
            marks = ",".join("?" * len(wanted))
            found = self._all(f"SELECT body FROM events WHERE n IN ({marks}) {order}", *wanted)  # noqa: S608 - marks
            return [serial.load_event(body) for (body,) in found]

        return Windowed(len(numbers), fetch)

    def event(self, event: str) -> Event:
        """The event of this id. Raises KeyError."""
        row = self._one("SELECT body FROM events WHERE id=?", event)
        if row is None:
            raise KeyError(event)
        return serial.load_event(row[0])

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

    # -- finding -------------------------------------------------------------

    def search(self, query: str, **options: Any) -> SearchResult:
        """See `corpus.search.run.Search.search` for the options."""
        from reader.corpus.search.run import Search, Vocabulary

        self._vocabulary = self._vocabulary or Vocabulary()
        with self._explained():
            return Search(self._db(), self._vocabulary).search(query, **options)

    def marks(self, doc: str, query: str, **options: Any) -> list[Span]:
        """Every place of one document that the words of a query stand at, in order."""
        from reader.corpus.search.run import Search

        with self._explained():
            return Search(self._db()).marks(self.text(doc), query, **options)

    # -- is it true ----------------------------------------------------------

    def verify(self, root: Path) -> Iterator[str]:
        """Compares the index with itself and with the files; one line for each difference. Reads every file."""
        from reader.corpus.verify import differences

        with self._explained():
            yield from differences(self._db(), root)

    # -- how it stands -------------------------------------------------------

    def skipped(self) -> list[Skipped]:
        """What was not read, and why: files, their members, lines of collection.toml, failed analyses."""
        return [
            Skipped(*row) for row in self._all("SELECT path, reason FROM skipped ORDER BY path, rowid")
        ] + [
            Skipped(path, f"read, but not analysed: {error}")
            for path, error in self._all(
                "SELECT d.path, a.error FROM analyses a JOIN documents d ON d.n=a.doc WHERE a.error<>'' ORDER BY d.path_key"
            )
        ]

    def notices(self) -> list[Notice]:
        """What was read with a doubt: a guessed encoding, a part left out."""
        return [Notice(*row) for row in self._all("SELECT path, text FROM notices ORDER BY path, rowid")]

    def generation(self) -> int:
        """A number that grows whenever documents or their analyses change."""
        return int(self._meta("generation") or 0)

    def overview(self) -> Overview:
        """The collection at a glance: counts by month, source, language; who is named; what is double."""
        from reader.corpus.overview import overview

        with self._explained():
            return overview(self._db())

    def status(self) -> Status:
        """The index in figures."""
        counts = self._one(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM paths), (SELECT count(*) FROM files),"
            " (SELECT count(*) FROM analyses), (SELECT count(*) FROM documents WHERE stale),"
            " (SELECT count(*) FROM documents WHERE NOT arabic), (SELECT count(*) FROM entities),"
            " (SELECT count(*) FROM events), (SELECT count(*) FROM skipped), (SELECT count(*) FROM notices),"
            " (SELECT coalesce(sum(length), 0) FROM documents)"
        )
        assert counts is not None
        sizes = [self.path.with_name(self.path.name + suffix) for suffix in ("", "-wal")]

        def grouped(column: str) -> tuple[tuple[str, int], ...]:
            return tuple(
                self._all(
                    f"SELECT coalesce({column}, ''), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 - two fixed columns
                )
            )

        return Status(
            root=self._meta("root") or "",
            documents=counts[0],
            paths=counts[1],
            files=counts[2],
            analysed=counts[3],
            waiting=counts[4],
            without_arabic=counts[5],
            entities=counts[6],
            events=counts[7],
            linked=self._meta("linked") is not None and counts[4] == 0,
            skipped=counts[8],
            notices=counts[9],
            characters=counts[10],
            size=sum(p.stat().st_size for p in sizes if p.exists()),
            schema=self._meta("schema") or "",
            analyser=self._meta("analyser") or "",
            refreshed=self._meta("refreshed") or "",
            name=self._meta("name") or "",
            languages=grouped("language"),
            sources=grouped("source"),
        )


def _analyser_version() -> str:
    from reader.analysis import VERSION

    return VERSION


def _known(value: str | None) -> Known | None:
    return Known(value) if value else None


def _metadata(row: Sequence[Any]) -> Metadata:
    (
        title,
        title_from,
        source,
        source_from,
        published,
        published_from,
        language,
        language_from,
        author,
        url,
    ) = row
    return Metadata(
        title,
        Known(title_from),
        source,
        _known(source_from),
        published,
        _known(published_from),
        language,
        _known(language_from),
        author,
        url,
    )


__all__ = ["ORDERS", "Index", "IndexFailed", "IndexUnusable", "UnknownDocument"]
