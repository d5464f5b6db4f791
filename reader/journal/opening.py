"""How a journal is opened: made, checked, salvaged, migrated, backed up; each with a plain line where it matters.

Nothing is written before it is certain that the file is a journal, sound, and of a version that we know. The file is
never opened by anything but SQLite while it may be in use: closing a second handle would drop SQLite's locks.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

from reader.journal import backups, filesystem, rescue, rights, schema
from reader.journal.errors import JournalError
from reader.journal.log import Behind, behind
from reader.journal.salvage import looks_like_ours, salvage
from reader.journal.saying import said
from reader.journal.store import Store, Surroundings, configured, connect, identity, set_log_mode
from reader.lazy_dataclass import dataclass

_TRIES = 5
_TORN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file turned out to be. `version` is that of its schema, 0 for an empty one."""

    version: int = 0
    oldest_reader: int = 0
    foreign: bool = False
    damage: str = ""


def open_store(
    path: Path,
    *,
    shared: bool = False,
    read_only: bool = False,
    surroundings: Surroundings | None = None,
    steps: Sequence[schema.Step] = schema.MIGRATIONS,
) -> Store:
    """The journal at `path`, made if missing (unless `read_only`). Raises JournalError, OSError or sqlite3.Error."""
    surroundings = surroundings or Surroundings()
    path = Path(os.path.realpath(path))  # a link stays a link when a torn file is renamed
    if path.exists() and not path.is_file():
        raise JournalError(said("{path}: not a file", path=path))
    for _ in range(_TRIES):
        store = _open_once(path, shared, read_only, surroundings, steps)
        if store is not None:
            return store
    raise JournalError(said("{path}: other sessions keep replacing this file; it was left alone", path=path))


def _open_once(
    path: Path, shared: bool, read_only: bool, surroundings: Surroundings, steps: Sequence[schema.Step]
) -> Store | None:
    """The journal, or None where another session put a new file in its place while it was being opened."""
    notices: list[str] = []
    if not read_only:
        read_only = not _make(path, shared, surroundings, notices)
        shared = shared or rights.is_shared(path.parent)
    if read_only and not path.exists():
        return _in_memory(path, surroundings, notices)
    log = path.with_name(f"{path.name}-wal")
    rest = Behind.NOTHING if read_only else behind(log)
    found = _look(path)
    if found.foreign:
        raise JournalError(said("{path}: not a Warraq journal; it was left alone", path=path))
    if found.version > len(steps):
        if not found.version or found.oldest_reader > len(steps):
            raise JournalError(
                said(
                    "{path}: written by a newer Warraq (journal version {version}, this one reads up to {known}); "
                    "install that one to use it",
                    path=path,
                    version=found.version,
                    known=len(steps),
                )
            )
        read_only = True
        notices.append(said("{path}: written by a newer Warraq; it is open for reading only", path=path))
    if not found.damage and not read_only and rest is Behind.WORK:
        found = replace(found, damage=said("the log beside it is torn"))
    if found.damage:
        if read_only:
            return _salvaged_in_memory(path, found.damage, surroundings, notices)
        with rescue.alone(path):
            if _look(path).damage or behind(log) is Behind.WORK:  # else another session was quicker
                rescue.rescue(path, found.damage, surroundings.now(), notices, shared=shared)
        found = _look(path)
    if read_only:
        return _read_only(path, shared, surroundings, notices)
    store = _writable(path, found, shared, surroundings, notices, steps)
    if store is not None and rest is Behind.REMAINS:
        # The index that tells remains from work is made anew with every first opening: let there be none.
        with contextlib.suppress(sqlite3.OperationalError):  # others are reading: the index stays theirs
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def _make(path: Path, shared: bool, surroundings: Surroundings, notices: list[str]) -> bool:
    """The file and its folder, made if missing; False where it is there but can't be written."""
    try:
        rights.make_folder(path.parent, shared=shared)
        shared = shared or rights.is_shared(path.parent)
        if rescue.unfinished(path):
            with rescue.alone(path):
                rescue.finish(path, surroundings.now(), notices)
        if not rights.make_file(path, shared=shared):
            rights.tighten(path, shared=shared)
    except OSError:
        if not path.exists():
            raise
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return True
    notices.append(said("{path}: may not be written by you; it is open for reading only", path=path))
    return False


# -- looking ------------------------------------------------------------------------


def _look(path: Path) -> _Found:
    """What the file is, without changing it."""
    if not path.stat().st_size:
        log = path.with_name(f"{path.name}-wal")
        # SQLite itself would throw such a log away, and start anew beside the backups.
        had_something = bool(backups.backups(path)) or (log.exists() and log.stat().st_size > 0)
        return _Found(damage=said("missing or empty") if had_something else "")
    try:
        with contextlib.closing(_connect_to_read(path)) as connection:
            return _examine(connection)
    except sqlite3.DatabaseError as error:
        if _primary(error) not in _TORN:
            raise
        if not looks_like_ours(path):
            return _Found(foreign=True)
        return _Found(damage=str(error))


def _examine(connection: sqlite3.Connection) -> _Found:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not ours and (tables or version):
        return _Found(foreign=True)
    if not tables:
        return _Found()
    oldest = connection.execute("SELECT value FROM meta WHERE key = 'oldest_reader'").fetchone()
    verdict = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    damage = "" if verdict == ["ok"] else "; ".join(verdict)
    return _Found(version, int(oldest[0]) if oldest else 0, damage=damage)


def _primary(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """A reading connection, even in a folder that can't be written, where the log needs a copy to be read."""
    with contextlib.ExitStack() as undo:
        try:
            connection = connect(path, read_only=True)
            undo.callback(connection.close)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if _primary(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise
        else:
            undo.pop_all()
            return connection
    in_memory = configured(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    with tempfile.TemporaryDirectory(prefix="warraq-") as folder:
        copy = Path(folder) / path.name
        for suffix in ("", "-wal", "-journal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                copyfile(source, copy.with_name(copy.name + suffix))
        with contextlib.closing(sqlite3.connect(copy)) as opened:
            opened.backup(in_memory)
    return in_memory


# -- what comes of it ---------------------------------------------------------------


def _in_memory(path: Path, surroundings: Surroundings, notices: list[str]) -> Store:
    """An empty journal to read, where there is no file and none may be made."""
    connection = configured(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
    schema.migrate(connection, 0)
    return Store(path, connection, True, False, surroundings, notices=notices)


def _salvaged_in_memory(path: Path, damage: str, surroundings: Surroundings, notices: list[str]) -> Store:
    store = _in_memory(path, surroundings, notices)
    report = salvage(path, path, store.connection)
    notices.append(
        said(
            "{path}: damaged ({damage}); {report}. The file was left as it is: it is open for reading only",
            path=path,
            damage=damage,
            report=report.said(),
        )
    )
    return store


def _read_only(path: Path, shared: bool, surroundings: Surroundings, notices: list[str]) -> Store:
    connection = _connect_to_read(path)
    connection.execute("PRAGMA query_only = ON")
    return Store(path, connection, True, shared, surroundings, notices=notices)


def _writable(
    path: Path,
    found: _Found,
    shared: bool,
    surroundings: Surroundings,
    notices: list[str],
    steps: Sequence[schema.Step],
) -> Store | None:
    before = identity(path)
    kind = surroundings.filesystem_of(path.parent)
    network = filesystem.is_network(kind)
    connection = connect(path)
    store = Store(path, connection, False, shared, surroundings, notices=notices)
    try:
        store.log_mode = set_log_mode(connection, "delete" if network else "wal")
        if network:
            connection.execute("BEGIN IMMEDIATE")  # a file system without working locks shows itself here
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        connection.close()
        notices.append(
            said(
                "{path}: cannot be locked ({error}); it is open for reading only", path=path, error=str(error)
            )
        )
        return _read_only(path, shared, surroundings, notices)
    if network:
        notices.append(
            said(
                "{path}: lies on a network file system ({kind}); written without a log, one writer at a time",
                path=path,
                kind=kind,
            )
        )
    if found.version < len(steps):
        _migrate(store, steps)
    store.settle()
    if identity(path) != before:
        store.close()
        return None
    _back_up_if_due(store)
    return store


def _migrate(store: Store, steps: Sequence[schema.Step]) -> None:
    """The missing steps, after a backup of what was there, in one transaction."""
    connection = store.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        have = connection.execute("PRAGMA user_version").fetchone()[0]
        if have:
            # Read by a second connection: the lock we hold keeps every writer out meanwhile.
            with contextlib.closing(connect(store.path, read_only=True)) as before:
                now = store.surroundings.now()
                backups.make(before, store.path, backups.MIGRATION, now, shared=store.shared)
        if have < len(steps):
            schema.migrate(connection, have, steps)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()
        raise


def _back_up_if_due(store: Store) -> None:
    """One backup a day, of a journal that has anything in it. That it failed is said, and stops nothing."""
    now = store.surroundings.now()
    if not backups.due(store.path, now):
        return
    if store.connection.execute("SELECT 1 FROM acts LIMIT 1").fetchone() is None:
        return
    try:
        backups.make(store.connection, store.path, backups.DAILY, now, shared=store.shared)
        store.backed_up = True
    except (OSError, sqlite3.Error, JournalError) as error:
        store.notices.append(
            said("{path}: no backup could be made today ({error})", path=store.path, error=str(error))
        )
