"""What clans were grouped as, read from the index row by row (see `grouped`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.corpus.linking.grouped import SLIPS, nothing, sound, unpack_grouped

if TYPE_CHECKING:
    from reader.analysis.events.known import Known


def grouped_as(db: sqlite3.Connection, clan: str) -> Known:
    """What a clan was grouped as the last time. Raises sqlite3.DatabaseError where that is damaged: the index is made anew then."""
    row = db.execute("SELECT body FROM choices WHERE clan=?", (clan,)).fetchone()
    try:
        return unpack_grouped(row[0], _Rows(db, clan)) if row else nothing()
    except ValueError as error:  # as where SQLite itself finds damage
        raise sqlite3.DatabaseError(str(error)) from error


class _Rows:
    """The rows of a clan that are read one by one."""

    def __init__(self, db: sqlite3.Connection, clan: str) -> None:
        self._db = db
        self._clan = clan

    def one(self, part: str, key: int | str) -> memoryview:
        """See grouped.Rows."""
        row = self._db.execute(
            "SELECT body FROM kept WHERE clan=? AND part=? AND key=?", (self._clan, part, key)
        ).fetchone()
        if row is None and part != SLIPS:
            raise KeyError(key)  # nobody stands by that name, or nothing is known of that group
        try:
            return sound(row[0] if row else b"")
        except ValueError as error:  # the index is made anew, as where SQLite itself finds damage
            raise sqlite3.DatabaseError(str(error)) from error

    def some(self, part: str, keys: Collection[int | str]) -> Iterator[tuple[int | str, memoryview]]:
        """See grouped.Rows."""
        sql = "SELECT key, body FROM kept WHERE clan=? AND part=? AND key IN (SELECT value FROM json_each(?))"
        return self._sound(self._db.execute(sql, (self._clan, part, json.dumps(list(keys)))))

    def all(self, part: str) -> Iterator[tuple[int | str, memoryview]]:
        """See grouped.Rows."""
        sql = "SELECT key, body FROM kept WHERE clan=? AND part=? ORDER BY key"
        return self._sound(self._db.execute(sql, (self._clan, part)))

    @staticmethod
    def _sound(rows: Iterable[tuple[int | str, bytes]]) -> Iterator[tuple[int | str, memoryview]]:
        try:
            for key, body in rows:
                yield key, sound(body)
        except ValueError as error:
            raise sqlite3.DatabaseError(str(error)) from error
