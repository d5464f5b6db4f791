"""One refresh at a time: a lock file beside the index, held by the operating system, gone with its process."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.corpus.rows import Progress

try:
    import fcntl
except ImportError:  # not on this system: SQLite's own locks keep the index whole, work may be done twice
    fcntl = None  # type: ignore[assignment]  # the one place that asks

PAUSE = 0.1  # seconds between two tries


@contextlib.contextmanager
def refreshing(
    path: Path, progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None
) -> Iterator[bool]:
    """Holds the lock of the index at `path`; waits for it, and gives False where the wait was cancelled."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while not _taken(handle):
            if cancelled is not None and cancelled():
                yield False
                return
            if progress is not None:
                progress(Progress("wait", 0, 0))
            time.sleep(PAUSE)
        yield True
    finally:
        os.close(handle)  # lets go of the lock


def _taken(handle: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
