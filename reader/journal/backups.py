"""Copies of the journal: one a day, one before each migration, and whenever asked; the old ones make room.

They lie in `NAME.backups/` beside the journal and are whole journals themselves: to go back, copy one to the
journal's place. Numbers, not times, give their order, so that a clock set back confuses nothing.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.journal import rights
from reader.journal.errors import JournalError
from reader.journal.saying import said
from reader.lazy_dataclass import dataclass

DAILY, MIGRATION, ASKED = "daily", "migration", "asked"
DAYS, WEEKS, MIGRATIONS_KEPT = 7, 8, 5  # how many of the newest stay; those asked for stay for ever

_tries = itertools.count()
_DRAFT = re.compile(r"\.(?P<pid>\d+)-\d+\.part$")
_NAME = re.compile(r"(?P<number>\d{6})-(?P<stamp>\d{8}T\d{6}Z)-(?P<kind>[a-z]+)\.sqlite")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy."""

    path: Path
    number: int
    made: datetime
    kind: str


def folder_of(journal: Path) -> Path:
    """Where the backups of a journal are."""
    return journal.with_name(f"{journal.name}.backups")


def backups(journal: Path) -> list[Backup]:
    """The backups of a journal, oldest first."""
    found = []
    folder = folder_of(journal)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            made = datetime.strptime(match["stamp"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(path, int(match["number"]), made, match["kind"]))
    return sorted(found, key=lambda each: each.number)


def due(journal: Path, now: datetime) -> bool:
    """True where the newest daily backup is a day old, or from a day that has not come yet."""
    made = [each.made for each in backups(journal) if each.kind == DAILY]
    return not made or not timedelta(0) <= now - made[-1] < timedelta(days=1)


def make(
    connection: sqlite3.Connection, journal: Path, kind: str, now: datetime, *, shared: bool = False
) -> Path:
    """A backup in the journal's own folder; the ones too many are removed after it is safely there."""
    folder = folder_of(journal)
    rights.make_folder(folder, shared=shared)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = max((each.number for each in backups(journal)), default=0)
    while True:
        number += 1
        path = folder / f"{number:06}-{stamp}-{kind}.sqlite"
        with contextlib.suppress(FileExistsError):  # another session was quicker: the next number
            write_copy(connection, path, shared=shared)
            break
    rotate(journal)
    return path


def write_copy(connection: sqlite3.Connection, path: Path, *, shared: bool = False) -> None:
    """A checked copy of the open journal at `path`, there whole or not at all. Raises FileExistsError and OSError."""
    if path.exists():
        raise FileExistsError(f"{path}: there is a file of that name already")
    draft = _draft_of(path)
    rights.make_file(draft, shared=shared)
    try:
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            copy.close()
        if verdict != "ok":
            raise JournalError(
                said(
                    "{path}: the copy is not sound ({verdict}); it was thrown away",
                    path=path,
                    verdict=verdict,
                )
            )
        rights.publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _draft_of(path: Path) -> Path:
    """A name that no other process, thread or earlier try of ours has."""
    return path.with_name(f".{path.name}.{os.getpid()}-{next(_tries)}.part")


def _sweep(folder: Path) -> None:
    """Drafts of processes that are no more."""
    for each in folder.glob(".*.part"):
        if (match := _DRAFT.search(each.name)) and not _alive(int(match["pid"])):
            each.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def rotate(journal: Path) -> None:
    """What need not be kept is removed: see DAYS, WEEKS and MIGRATIONS_KEPT."""
    _sweep(folder_of(journal))
    found = backups(journal)
    daily = [each for each in found if each.kind == DAILY]
    keep = {each.path for each in daily[-DAYS:]}
    weeks: dict[tuple[int, int], Path] = {}
    for each in daily:
        weeks[each.made.isocalendar()[:2]] = each.path  # the last of a week stands for it
    keep.update(list(weeks.values())[-WEEKS:])
    keep.update(each.path for each in [each for each in found if each.kind == MIGRATION][-MIGRATIONS_KEPT:])
    for each in found:
        if each.kind in {DAILY, MIGRATION} and each.path not in keep:
            each.path.unlink(missing_ok=True)
