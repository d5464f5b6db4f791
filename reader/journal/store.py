"""The journal's open file: locked for a moment, and never left half written.

One connection a process, shared by its threads behind a lock. Every write is one short IMMEDIATE transaction with
`synchronous=FULL`: what `write()` has left without an error is on disk, in the file of that name. Readers are never
blocked by a writer (write-ahead log), but on a network file system, where the log cannot work: there the older
rollback journal is used. How a file comes to be opened is in reader.journal.opening.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from reader.journal import backups, filesystem, merging, rights, schema
from reader.journal.errors import NotWritten, ReadOnlyJournal
from reader.journal.saying import said
from reader.lazy_dataclass import dataclass

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
    log_mode: str = "wal"
    backed_up: bool = False  # a daily backup was made when this session opened the file
    notices: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _identity: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.connection.text_factory = self._text

    def _text(self, raw: bytes) -> str:
        """Text of a row. Bytes that a bad disk has changed are shown as \\xNN rather than making all rows unreadable."""
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "backslashreplace")
            self.notice(
                said("{path}: damaged letters, shown as \\x..: {text}", path=self.path, text=text[:60])
            )
            return text

    def now(self) -> str:
        """The time as rows carry it: ISO 8601, UTC, seconds."""
        return self.surroundings.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def notice(self, line: str) -> None:
        """A line for the user, once."""
        if line not in self.notices:
            self.notices.append(line)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one query or several that need not agree."""
        with self.lock:
            yield self.connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when the block is left, undone whole when it raises.

        What is not `durable` outlives a kill of the process but may be lost, the last of it, in a power cut: for
        places and the like, which are written at every step and must not wait for the disk.
        Raises ReadOnlyJournal, and NotWritten where the disk is full or another program holds the file.
        """
        if self.read_only:
            raise ReadOnlyJournal(said("{path}: open for reading only; nothing was written", path=self.path))
        with self.lock:
            connection = self.connection
            try:
                connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._roll_back(connection)
                raise NotWritten(
                    said("{path}: {error}; nothing was written, try again", path=self.path, error=str(error))
                ) from error
            except BaseException:
                self._roll_back(connection)
                raise
            if not self._in_place():
                self._put_back()

    @staticmethod
    def _roll_back(connection: sqlite3.Connection) -> None:
        # SQLite rolls back by itself after some errors; a second failure here would hide the first.
        with contextlib.suppress(sqlite3.OperationalError):
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def settle(self) -> None:
        """Note which file is open, so that its disappearance is seen."""
        self._identity = identity(self.path)

    def _in_place(self) -> bool:
        """True while what we write to is what stands under the journal's name."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return identity(self.path) == self._identity and (self.log_mode != "wal" or log.exists())

    def _put_back(self) -> None:
        """The file was deleted or replaced under us: our rows go into what stands there now, or into a new file."""
        ours = self.connection
        if identity(self.path) == self._identity:
            ours.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )  # only the log was deleted: its rows go into the file
        else:
            rights.make_folder(self.path.parent, shared=self.shared)
            try:
                backups.write_copy(ours, self.path, shared=self.shared)
                what = said(
                    "{path}: was deleted while open, and was written anew with everything in it",
                    path=self.path,
                )
            except FileExistsError:
                self._merge_into_newcomer(ours)
                what = said(
                    "{path}: was replaced by another file while open; the two were joined", path=self.path
                )
            self.notices.append(what)
        self.connection = connect(self.path)
        self.connection.text_factory = self._text
        self.log_mode = set_log_mode(self.connection, self.log_mode)
        ours.close()
        self.settle()

    def _merge_into_newcomer(self, ours: sqlite3.Connection) -> None:
        gathered = merging.Gathered()
        merging.gather(ours, gathered)
        newcomer = connect(self.path)
        try:
            newcomer.execute("BEGIN IMMEDIATE")
            if newcomer.execute("PRAGMA user_version").fetchone()[0] == 0:
                schema.migrate(newcomer, 0)
            merging.pour(gathered, newcomer)
            newcomer.execute("COMMIT")
        finally:
            newcomer.close()

    def close(self) -> None:
        """The connection closed; nothing is pending."""
        with self.lock:
            self.connection.close()


def identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of what stands under a name; None for nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_log_mode(connection: sqlite3.Connection, wanted: str) -> str:
    """Write-ahead log ("wal") or rollback journal ("delete"); the mode that came of it."""
    if wanted == "delete":
        # The exclusive lock lets a log be read and dropped without the shared memory it normally needs.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        got: str = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # the next access lets the lock go
        return got
    deadline = monotonic() + BUSY_MS / 1000
    while True:
        try:
            mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            # Two sessions that make the file at once: SQLite does not wait for this one lock by itself.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return mode


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in our settings; it does not create a file."""
    mode = "ro" if read_only else "rw"
    return configured(
        sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
    )


def configured(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection with rows by name, and every commit on disk before it returns."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
