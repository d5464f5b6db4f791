"""How files of a collection are read where their looks mislead: an encoding, the columns of a table. Everybody's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from reader.journal.desk import Desk
from reader.journal.notes import storable

EVERYBODY = ""  # the author of what is remembered of a collection, whoever reads it

Told = dict[str, str]  # "encoding", or a field of a table ("text", "title", ...), to what it is


class Readings(Desk):
    """A file's own word is in its path, relative to the collection."""

    def read_so(self, collection: str, path: str, told: Mapping[str, str]) -> None:
        """How a file is read from now on; what was told of it before stays, and "" takes a thing back."""
        with self._store.write() as connection:
            known = _told(connection, collection)
            path = storable(path)
            of_path = {key: storable(each) for key, each in {**known.get(path, {}), **told}.items() if each}
            known = {name: each for name, each in {**known, path: of_path}.items() if each}
            connection.execute(
                "INSERT OR REPLACE INTO memory VALUES (?, ?, ?)",
                (EVERYBODY, _key(collection), json.dumps(known, ensure_ascii=False)),
            )

    def reading_of(self, collection: str) -> dict[str, Told]:
        """Path to what `read_so` was told of it."""
        with self._store.read() as connection:
            return _told(connection, collection)


def rename_readings(connection: sqlite3.Connection, old: str, new: str) -> None:
    """The collection's folder moved; inside the caller's transaction."""
    connection.execute(
        "UPDATE OR IGNORE memory SET key = ? WHERE author = ? AND key = ?", (_key(new), EVERYBODY, _key(old))
    )


def _key(collection: str) -> str:
    return f"reading:{storable(collection)}"


def _told(connection: sqlite3.Connection, collection: str) -> dict[str, Told]:
    sql = "SELECT value FROM memory WHERE author = ? AND key = ?"
    row = connection.execute(sql, (EVERYBODY, _key(collection))).fetchone()
    try:
        known = json.loads(row[0]) if row is not None else {}
    except ValueError:  # damaged: files are read by their looks again, and it is said of each
        known = {}
    if not isinstance(known, dict):
        return {}
    return {
        path: {key: each for key, each in of_path.items() if isinstance(each, str)}
        for path, of_path in known.items()
        if isinstance(of_path, dict)
    }
