"""A torn journal set aside, and a new one with everything that could be saved put in its place.

The salvage is finished, under a name of its own, before anything is moved; the moves that follow are each a rename,
and a start that finds the salvage lying there does the moves that are left. So a kill at any point loses nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.journal import rights, schema
from reader.journal.salvage import salvage
from reader.journal.saying import said
from reader.journal.store import connect


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time; the lock goes with the process."""
    name = path.with_name(f".{path.name}.rescue")
    rights.make_file(name, shared=rights.is_shared(path.parent))
    handle = os.open(name, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def rescue(path: Path, damage: str, now: datetime, notices: list[str], *, shared: bool) -> None:
    """The torn file renamed, and what could be saved in its place. Call it `alone`."""
    draft = path.with_name(f".{path.name}.salvage-part")
    for suffix in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    rights.make_file(draft, shared=shared)
    with contextlib.closing(connect(draft)) as fresh:
        fresh.execute("BEGIN IMMEDIATE")
        schema.migrate(fresh, 0)
        fresh.execute("COMMIT")
        report = salvage(path, path, fresh)
    draft.rename(_salvaged(path))
    rights.sync_folder(path.parent)
    notices.append(said("{path}: {damage}; {report}", path=path, damage=damage, report=report.said()))
    finish(path, now, notices)


def _salvaged(path: Path) -> Path:
    return path.with_name(f".{path.name}.salvage")


def unfinished(path: Path) -> bool:
    """True where a salvage was finished, but not yet put in the journal's place."""
    return _salvaged(path).exists()


def finish(path: Path, now: datetime, notices: list[str]) -> None:
    """The moves that put a finished salvage in place. Call it `alone`; without a salvage it does nothing."""
    if not unfinished(path):
        return
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while any(path.parent.glob(f"{path.name}.damaged-{stamp}-{number}*")):
        number += 1
    # The log goes first: beside the new file it would be taken for that one's.
    for suffix in ("-wal", "-shm", "-journal", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}{suffix}")
            part.rename(aside)
            if not suffix and aside.stat().st_size:
                notices.append(
                    said("{path}: the damaged file was set aside as {aside}", path=path, aside=aside.name)
                )
    _salvaged(path).rename(path)
    rights.sync_folder(path.parent)
