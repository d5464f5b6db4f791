"""The journal's file: opened, checked, locked for a moment, and never left half written.

One connection a process, shared by its threads behind a lock. Every write is one short IMMEDIATE transaction with
`synchronous=FULL`: what `write()` has left without an error is on disk. Readers are never blocked by a writer
(write-ahead log), but on a network file system, where the log cannot work: there the older rollback journal is used.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.journal import filesystem, rights, schema
from reader.journal.errors import JournalError, ReadOnlyJournal

BUSY_MS = 10_000  # the longest wait for another writer; writes themselves take milliseconds


def utc_now() -> datetime:
    """The clock, unless a test brings its own."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a test may put in place of the world: the clock, and how file systems are told apart."""

    now: Callable[[], datetime] = utc_now
    filesystem_of: Callable[[Path], str] = filesystem.filesystem_of


@dataclass
class Store:
    """The open file. `notices` are plain lines for the user: what was found wrong, and what was done about it."""

    path: Path
    connection: sqlite3.Connection
    read_only: bool
    shared: bool
    surroundings: Surroundings
    notices: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def now(self) -> str:
        """The time as rows carry it: ISO 8601, UTC, seconds."""
        return self.surroundings.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one query or several that need not agree."""
        with self.lock:
            yield self.connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when the block is left, undone whole when it raises."""
        if self.read_only:
            raise ReadOnlyJournal(f"{self.path}: open for reading only; nothing was written")
        with self.lock:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """The connection closed; nothing is pending."""
        with self.lock:
            self.connection.close()


def open_store(
    path: Path, *, shared: bool = False, read_only: bool = False, surroundings: Surroundings | None = None
) -> Store:
    """The journal at `path`, made if missing (unless `read_only`). Raises JournalError, OSError or sqlite3.Error."""
    surroundings = surroundings or Surroundings()
    if not read_only:
        rights.make_folder(path.parent, shared=shared)
        rights.make_file(path, shared=shared)
    connection = connect(path, read_only=read_only)
    store = Store(path, connection, read_only, shared, surroundings)
    have = connection.execute("PRAGMA user_version").fetchone()[0]
    if have > schema.VERSION:
        raise JournalError(f"{path}: written by a newer Warraq")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        if have < schema.VERSION:
            with store.write():
                have = connection.execute("PRAGMA user_version").fetchone()[0]
                schema.migrate(connection, have)
    return store


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in our settings; it does not create a file."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
