"""Rows of one journal brought into another, so that nothing newer is lost and nothing comes twice.

Used where two files hold the work of one person: a torn journal and its last backup, a journal deleted while open
and the one that came in its place. Notes and decisions go by id, and of two states of a note the later revision
stands; the log of acts tells what was deleted on purpose.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from reader.journal.shapes import is_act, makes_sense
from reader.lazy_dataclass import dataclass

# Every table but `meta`, with its columns in order; the first `keys` of them say which row is which.
TABLES: Mapping[str, tuple[tuple[str, ...], int]] = {
    "notes": (
        (
            *("id", "target", "kind", "body", "tags", "label", "state", "author", "created", "modified"),
            *("revision", "deleted", "folded", "foreign_data"),
        ),
        1,
    ),
    "placings": (("note", "selector", "version", "answer", "author", "created"), 3),
    "decisions": (("id", "kind", "subject", "object", "value", "reason", "author", "created", "undone"), 1),
    "stars": (("author", "doc"), 2),
    "doc_tags": (("doc", "tag", "author"), 2),
    "read": (("author", "doc"), 2),
    "places": (("author", "collection", "doc", "at", "turn"), 2),
    "marks": (("author", "collection", "letter", "doc", "at"), 3),
    "searches": (("author", "name", "query"), 2),
    "search_history": (("author", "query", "turn"), 2),
    "memory": (("author", "key", "value"), 2),
    "drafts": (("author", "key", "text", "modified"), 2),
    "texts": (("doc", "version", "packed", "created"), 2),
    "documents": (("doc", "version", "path", "title", "collection"), 1),
}
ACT_COLUMNS = ("author", "created", "verb", "kind", "subject", "before", "after", "undone", "reverts")

Record = Sequence[Any]


@dataclass
class Gathered:
    """Rows by table, and acts by their number; a row that makes no sense is not taken, one as new never replaced."""

    tables: dict[str, dict[tuple[Any, ...], Record]] = field(
        default_factory=lambda: {name: {} for name in TABLES}
    )
    acts: dict[int, Record] = field(default_factory=dict)

    def add(self, table: str, rows: Iterable[Record]) -> None:
        """Rows of a table, columns as in TABLES."""
        columns, keys = TABLES[table]
        revision = columns.index("revision") if "revision" in columns else -1
        here = self.tables[table]
        for row in rows:
            if not makes_sense(table, row):
                continue
            key = tuple(row[:keys])
            if key not in here or (revision >= 0 and row[revision] > here[key][revision]):
                here[key] = row

    def add_acts(self, rows: Iterable[tuple[int, Record]]) -> None:
        """Acts with their numbers, columns as in ACT_COLUMNS."""
        for seq, row in rows:
            if isinstance(seq, int) and is_act(row):
                self.acts.setdefault(seq, row)

    def last_states(self) -> dict[tuple[str, str], Any]:
        """The last state (None: not there) of each (kind, subject) that the acts tell of."""
        states: dict[tuple[str, str], Any] = {}
        for _, act in sorted(self.acts.items()):
            _, _, _, kind, subject, _, after, *_ = act
            states[kind, subject] = None if after is None else json.loads(after)
        return states

    def note_states(self) -> dict[str, Any]:
        """The last state of each note (None: deleted)."""
        return {subject: state for (kind, subject), state in self.last_states().items() if kind == "note"}

    def decision_states(self) -> dict[str, Any]:
        """The last state of each decision; None where even its making is lost."""
        return {subject: state for (kind, subject), state in self.last_states().items() if kind == "decision"}


def gather(connection: sqlite3.Connection, into: Gathered) -> list[str]:
    """Every row that SQL can reach; the tables that could not be read to their end."""
    torn: list[str] = []
    for name, (columns, keys) in TABLES.items():
        whole = False
        for direction in ("ASC", "DESC"):  # from both ends towards the torn place
            order = ", ".join(f"{each} {direction}" for each in columns[:keys])
            sql = f"SELECT {', '.join(columns)} FROM {name} ORDER BY {order}"  # noqa: S608 - names from TABLES
            rows, whole = _read_on(connection, sql)
            into.add(name, rows)
            if whole:
                break
        if not whole:
            torn.append(name)
    for direction in ("ASC", "DESC"):
        sql = f"SELECT seq, {', '.join(ACT_COLUMNS)} FROM acts ORDER BY seq {direction}"  # noqa: S608 - constants
        rows, whole = _read_on(connection, sql)
        into.add_acts((row[0], row[1:]) for row in rows)
        if whole:
            return torn
    return [*torn, "acts"]


def _read_on(connection: sqlite3.Connection, sql: str) -> tuple[list[Record], bool]:
    """Rows up to the first that cannot be read, and whether there was no such row."""
    rows: list[Record] = []
    try:
        cursor = connection.execute(sql)
        while row := cursor.fetchone():
            rows.append(tuple(row))
    except sqlite3.DatabaseError:
        return rows, False
    return rows, True


def pour(gathered: Gathered, connection: sqlite3.Connection) -> None:
    """Everything gathered into a journal, inside the caller's transaction; what is there and newer stays.

    Acts come in only where the journal has none yet: two logs have no common order.
    """
    if connection.execute("SELECT 1 FROM acts LIMIT 1").fetchone() is None:
        marks = ", ".join("?" * (len(ACT_COLUMNS) + 1))
        connection.executemany(
            f"INSERT OR IGNORE INTO acts (seq, {', '.join(ACT_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - constants
            [(seq, *row) for seq, row in sorted(gathered.acts.items())],
        )
    for name, (columns, keys) in TABLES.items():
        marks = ", ".join("?" * len(columns))
        newer = ""
        if "revision" in columns:
            kept = ", ".join(f"{each} = excluded.{each}" for each in columns[keys:])
            newer = (
                f" ON CONFLICT ({columns[0]}) DO UPDATE SET {kept} WHERE excluded.revision > {name}.revision"
            )
        verb = "INSERT" if newer else "INSERT OR IGNORE"
        for row in gathered.tables[name].values():
            connection.execute(
                f"{verb} INTO {name} ({', '.join(columns)}) VALUES ({marks}){newer}",
                tuple(row),
            )
    connection.execute("DELETE FROM note_docs")
    for id, target in connection.execute("SELECT id, target FROM notes").fetchall():
        data = json.loads(target)
        docs = [each["doc"] for each in data["selectors"]] or (
            [data["id"]] if data["kind"] == "document" else []
        )
        connection.executemany("INSERT OR IGNORE INTO note_docs VALUES (?, ?)", [(doc, id) for doc in docs])
