"""What a run of linking found otherwise than before, kept beside the index until it is written in one transaction.

The rows wait in temporary tables on disk: nobody is kept from writing while linking thinks, and memory stays small.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

TABLES = {
    "gained": "doc INTEGER PRIMARY KEY, said TEXT, body BLOB",
    "learnt": "words TEXT, type TEXT, entity TEXT, title TEXT",
    "placed": "doc INTEGER PRIMARY KEY, mark TEXT",
    "entity_docs": "entity TEXT, doc INTEGER, at TEXT",
    "added": "doc INTEGER, at INTEGER, body BLOB",
    "entities": "id TEXT, type TEXT, body BLOB, total INTEGER, documents INTEGER, mark TEXT, naming INTEGER,"
    " gained TEXT, listed TEXT, near TEXT, names TEXT",
    "names": "n INTEGER, kind INTEGER, words TEXT, docs INTEGER, said TEXT, home TEXT, lead TEXT",
    "names_gone": "n INTEGER",
    "name_marks": "mark INTEGER, name INTEGER",
    "name_marks_gone": "mark INTEGER, name INTEGER",
    "name_docs": "name INTEGER, doc INTEGER",
    "name_docs_gone": "name INTEGER, doc INTEGER",
    "named": "doc INTEGER PRIMARY KEY, id TEXT, units BLOB, roles TEXT",
    "named_gone": "doc INTEGER",
    "role_docs": "mark INTEGER, doc INTEGER",
    "role_docs_gone": "mark INTEGER, doc INTEGER",
    "offers": "a TEXT, b TEXT, kind INTEGER, owner TEXT, why TEXT, score REAL",
    "offers_gone": "a TEXT, b TEXT, kind INTEGER",
    "told": "doc INTEGER PRIMARY KEY, mark TEXT, own TEXT, named TEXT",
    "reports": "clan TEXT, doc INTEGER, late INTEGER, mark TEXT, body BLOB",
    "choices": "clan TEXT, mark TEXT, late INTEGER, held INTEGER, ties BLOB, body BLOB",
    "kept": "clan TEXT, part TEXT, key, body BLOB",
    "kept_gone": "clan TEXT, part TEXT, key",
    "grouped": "clan TEXT, doc INTEGER, mark TEXT",
    "grouped_gone": "clan TEXT, doc INTEGER",
    "event_offers": "clan TEXT, a TEXT, b TEXT, why TEXT, score REAL",
    "sketched": "doc INTEGER, id TEXT, published TEXT, bands BLOB",
    "sketched_gone": "doc INTEGER",
    "bands": "band INTEGER, doc INTEGER",
    "bands_gone": "band INTEGER, doc INTEGER",
    "copies": "doc INTEGER, origin INTEGER",  # origin None: of its own
    "events": "id TEXT, type TEXT, documents INTEGER, date TEXT, hypothetical INTEGER, mark TEXT, body BLOB",
    "event_docs": "event TEXT, doc INTEGER, at INTEGER",
    "gone": "kind TEXT, id TEXT",
}
_BUFFERED = 2000

WRITE = """
DELETE FROM names WHERE n IN (SELECT n FROM temp.new_names_gone);
REPLACE INTO names SELECT * FROM temp.new_names;
DELETE FROM name_marks WHERE (mark, name) IN (SELECT mark, name FROM temp.new_name_marks_gone);
INSERT OR IGNORE INTO name_marks SELECT mark, name FROM temp.new_name_marks ORDER BY mark, name;
DELETE FROM name_docs WHERE (name, doc) IN (SELECT name, doc FROM temp.new_name_docs_gone);
INSERT OR IGNORE INTO name_docs SELECT name, doc FROM temp.new_name_docs ORDER BY name, doc;
DELETE FROM gained WHERE doc IN (SELECT doc FROM temp.new_named_gone);
DELETE FROM named WHERE doc IN (SELECT doc FROM temp.new_named_gone);
REPLACE INTO named SELECT * FROM temp.new_named;
DELETE FROM role_docs WHERE (mark, doc) IN (SELECT mark, doc FROM temp.new_role_docs_gone);
INSERT OR IGNORE INTO role_docs SELECT mark, doc FROM temp.new_role_docs ORDER BY mark, doc;
DELETE FROM offers WHERE (a, b, kind) IN (SELECT a, b, kind FROM temp.new_offers_gone);
REPLACE INTO offers SELECT * FROM temp.new_offers;
DELETE FROM learnt WHERE words IN (SELECT id FROM temp.new_gone WHERE kind='learnt');
REPLACE INTO learnt SELECT words, type, entity, title FROM temp.new_learnt;
REPLACE INTO gained SELECT doc, said, body FROM temp.new_gained;
DELETE FROM entity_names WHERE entity IN (SELECT e.n FROM entities e JOIN temp.new_gone g ON g.id=e.id WHERE g.kind='entity');
DELETE FROM entity_docs WHERE entity IN (SELECT e.n FROM entities e JOIN temp.new_gone g ON g.id=e.id WHERE g.kind='entity');
DELETE FROM entities WHERE id IN (SELECT id FROM temp.new_gone WHERE kind='entity');
INSERT INTO entities(id, type, body, total, documents, mark, naming, gained, listed, near)
  SELECT id, type, body, total, documents, mark, naming, gained, listed, near FROM temp.new_entities WHERE true
  ON CONFLICT(id) DO UPDATE SET type=excluded.type, body=excluded.body, total=excluded.total,
    documents=excluded.documents, mark=excluded.mark, naming=excluded.naming, gained=excluded.gained,
    listed=excluded.listed, near=excluded.near;
DELETE FROM entity_names WHERE entity IN (SELECT e.n FROM temp.new_entities t JOIN entities e ON e.id=t.id);
INSERT OR IGNORE INTO entity_names
  SELECT j.value, e.n FROM temp.new_entities t JOIN entities e ON e.id=t.id, json_each(t.names) j;
DELETE FROM entity_docs WHERE doc IN (SELECT doc FROM temp.new_placed);
INSERT OR REPLACE INTO entity_docs SELECT e.n, t.doc, t.at FROM temp.new_entity_docs t JOIN entities e ON e.id=t.entity;
DELETE FROM added WHERE doc IN (SELECT doc FROM temp.new_placed);
INSERT INTO added SELECT doc, at, body FROM temp.new_added;
REPLACE INTO placed SELECT doc, mark FROM temp.new_placed;
DELETE FROM reports WHERE doc IN (SELECT doc FROM temp.new_told);
INSERT INTO reports SELECT clan, doc, late, mark, body FROM temp.new_reports;
DELETE FROM choices WHERE clan IN (SELECT id FROM temp.new_gone WHERE kind='clan');
DELETE FROM grouped WHERE clan IN (SELECT id FROM temp.new_gone WHERE kind='clan');
DELETE FROM event_offers WHERE clan IN (SELECT id FROM temp.new_gone WHERE kind='clan');
DELETE FROM event_offers WHERE clan IN (SELECT id FROM temp.new_gone WHERE kind='offers');
INSERT INTO event_offers SELECT * FROM temp.new_event_offers;
REPLACE INTO choices SELECT * FROM temp.new_choices;
DELETE FROM kept WHERE clan IN (SELECT id FROM temp.new_gone WHERE kind IN ('clan', 'kept'));
DELETE FROM kept WHERE (clan, part, key) IN (SELECT clan, part, key FROM temp.new_kept_gone);
REPLACE INTO kept SELECT * FROM temp.new_kept;
DELETE FROM grouped WHERE (clan, doc) IN (SELECT clan, doc FROM temp.new_grouped_gone);
REPLACE INTO grouped SELECT * FROM temp.new_grouped;
DELETE FROM bands WHERE (band, doc) IN (SELECT band, doc FROM temp.new_bands_gone);
INSERT OR IGNORE INTO bands SELECT band, doc FROM temp.new_bands ORDER BY band, doc;
DELETE FROM sketched WHERE doc IN (SELECT doc FROM temp.new_sketched_gone);
REPLACE INTO sketched SELECT * FROM temp.new_sketched;
DELETE FROM origins WHERE doc IN (SELECT doc FROM temp.new_copies);
INSERT INTO origins SELECT doc, origin FROM temp.new_copies WHERE origin IS NOT NULL;
INSERT OR IGNORE INTO event_docs SELECT event, doc, at FROM parted WHERE doc IN (SELECT n FROM documents);
DELETE FROM parted;
REPLACE INTO told SELECT doc, mark, own, named FROM temp.new_told;
DELETE FROM event_docs WHERE event IN (SELECT e.n FROM events e JOIN temp.new_gone g ON g.id=e.id WHERE g.kind='event');
DELETE FROM events WHERE id IN (SELECT id FROM temp.new_gone WHERE kind='event');
INSERT INTO events(id, type, documents, date, hypothetical, mark, body)
  SELECT id, type, documents, date, hypothetical, mark, body FROM temp.new_events WHERE true
  ON CONFLICT(id) DO UPDATE SET type=excluded.type, documents=excluded.documents, date=excluded.date,
    hypothetical=excluded.hypothetical, mark=excluded.mark, body=excluded.body;
DELETE FROM event_docs WHERE event IN (SELECT e.n FROM temp.new_events t JOIN events e ON e.id=t.id);
INSERT OR IGNORE INTO event_docs SELECT e.n, t.doc, t.at FROM temp.new_event_docs t JOIN events e ON e.id=t.event
"""


@lru_cache(maxsize=256)
def _asked(sql: str) -> tuple[str, ...]:
    """The tables of which a statement asks for the waiting rows."""
    named = dict.fromkeys(re.findall(r"\bnew_(\w+)", sql))
    return tuple(name for name in named if name in TABLES)  # not their indexes


class Pending:
    """Rows to be written. Use as a context: what was not written is forgotten at its end."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._straight: dict[str, list[tuple[Any, ...]]] = {}
        self._used: set[str] = set()  # tables that may have rows

    def __enter__(self) -> Pending:
        """The tables stay with the connection: with one that is made or dropped, all that it has prepared must be prepared again."""
        self.db.execute("PRAGMA temp_store=FILE")
        there = {name for (name,) in self.db.execute("SELECT name FROM temp.sqlite_master")}
        for name in TABLES:
            if f"new_{name}" not in there:
                self.db.execute(f"CREATE TEMP TABLE new_{name}({TABLES[name]})")
        self._empty(TABLES)
        return self

    def _empty(self, tables: Iterable[str]) -> None:
        for name in tables:
            self.db.execute(f"DELETE FROM temp.new_{name}")  # noqa: S608 - names of TABLES

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            self._empty(self._used)
        except sqlite3.OperationalError:
            if failed is None:  # else a query over it is still held by what failed: the next run empties it
                raise

    def put(self, table: str, *values: Any) -> None:
        """One row, its values in the order of TABLES."""
        rows = self._rows.setdefault(table, [])
        rows.append(values)
        if len(rows) >= _BUFFERED:
            self._flush(table)

    def put_straight(self, table: str, *values: Any) -> None:
        """A row of the index's own table of this name that replaces another: one of few, large, and nobody asks for it while it waits."""
        self._straight.setdefault(table, []).append(values)

    def put_all(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Many rows."""
        held = self._rows.setdefault(table, [])
        held.extend(rows)
        if len(held) >= _BUFFERED:
            self._flush(table)

    def gone(self, kind: str, ids: Iterable[str]) -> None:
        """Entities ("entity"), events ("event"), clans ("clan"; "offers" and "kept" for what these offer and kept) or words of learnt names ("learnt") that are no more."""
        for id_ in ids:
            self.put("gone", kind, id_)

    def read(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows of a query that may ask the waiting rows, too: temp.new_TABLE."""
        self._used.update(_asked(sql))
        for table in _asked(sql):
            self._flush(table)
        return iter(self.db.execute(sql, values))

    def do(self, sql: str, *values: Any) -> None:
        """A statement that changes the waiting rows."""
        for _ in self.read(sql, *values):
            pass

    def forget(self, tables: Collection[str] = TABLES.keys()) -> None:
        """Begins anew: what was put into these is not to be written."""
        for name in tables:
            self._rows.pop(name, None)
            self._straight.pop(name, None)
        self._empty(tables)

    def do_all(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """The same for many rows of values."""
        self._used.update(_asked(sql))
        for table in _asked(sql):
            self._flush(table)
        self.db.executemany(sql, rows)

    def by_id(self, table: str) -> None:
        """The rows of a table will be asked for by their `id`."""
        self.do(f"CREATE INDEX IF NOT EXISTS temp.new_{table}_id ON new_{table}(id)")

    def _flush(self, table: str) -> None:
        rows = self._rows.pop(table, None)
        if rows:
            self._used.add(table)
            marks = ",".join("?" * len(rows[0]))
            outside = not self.db.in_transaction
            if outside:
                self.db.execute("BEGIN")
            self.db.executemany(f"INSERT INTO temp.new_{table} VALUES({marks})", rows)
            if outside:
                self.db.execute("COMMIT")

    def write(self) -> None:
        """Everything into the index; the caller's transaction makes it all or nothing."""
        for table in list(self._rows):
            self._flush(table)
        for statement in WRITE.split(";\n"):
            if self._used.issuperset(_asked(statement)):  # else nothing waits there
                self.db.execute(statement)
        for table, rows in self._straight.items():
            marks = ",".join("?" * len(rows[0]))
            self.db.executemany(f"REPLACE INTO {table} VALUES({marks})", rows)
