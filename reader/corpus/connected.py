"""The file of an index: one connection a thread, and errors said in one line."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from reader.corpus import schema
from reader.text.fold import fold


class _Held(threading.local):
    """A thread's connection, and which file it is to."""

    db: sqlite3.Connection | None = None
    inode: tuple[int, int] | None = None


class Connected:
    """An index file that is asked. Every thread gets a connection of its own, to the file that is there now."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._local = _Held()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()

    def _db(self) -> sqlite3.Connection:
        """This thread's connection to the file that is there now."""
        try:
            info = self.path.stat()
            inode = (info.st_dev, info.st_ino)
        except FileNotFoundError:
            inode = None
        held = self._local.db
        if held is not None and self._local.inode == inode:
            return held
        db = schema.connect(self.path, read_only=self.read_only)
        db.create_function(
            "fold", 1, fold, deterministic=True
        )  # each thread's own may be asked to narrow a list
        with self._guard:
            self._open.append((threading.current_thread(), db))
        info = self.path.stat()
        self._local.db, self._local.inode = db, (info.st_dev, info.st_ino)
        return db

    def close(self) -> None:
        """Closes every connection. The object opens them again when asked.

        One that another thread may be using is interrupted and left to it: closed under its hands it would take the
        process along. It goes with the thread's last reference.
        """
        with self._guard:
            for thread, db in self._open:
                if thread is threading.current_thread() or not thread.is_alive():
                    db.close()
                else:
                    db.interrupt()
            self._open.clear()
        self._local = _Held()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._db().execute(sql, values).fetchall()

    def _numbers(self, sql: str, *values: Any) -> array[int]:
        """The numbers of a query with one column: no row of a long answer is held."""
        with self._explained():
            return array("q", (number for (number,) in self._db().execute(sql, values)))

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        with self._explained():
            row: tuple[Any, ...] | None = self._db().execute(sql, values).fetchone()
            return row

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise schema.explained(self.path, error) from error

    def _meta(self, key: str) -> str | None:
        row = self._one("SELECT value FROM meta WHERE key=?", key)
        return None if row is None else row[0]
