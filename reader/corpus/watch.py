"""Whether files changed since they were indexed: a look that is cheap enough to be taken again and again."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from reader.corpus.loaders import not_an_article
from reader.corpus.scan import scan
from reader.model import Skipped

MOST = 5000  # files; a larger folder is looked through on demand alone


def stirred(db: sqlite3.Connection, root: Path, budget: float) -> bool | None:
    """True where a file is new, gone or of another size or time; None where `budget` seconds do not suffice to tell."""
    (count,) = db.execute("SELECT count(*) FROM files").fetchone()
    if count > MOST:
        return None
    until = time.monotonic() + budget
    known = {
        path: (size, mtime)
        for path, size, mtime in db.execute("SELECT path, size, mtime FROM files WHERE mtime >= 0")
    }
    # indexed within the clock's tick of a change: their time says nothing, that of their entry does
    unsure = {
        path: (size, ctime)
        for path, size, ctime in db.execute("SELECT path, size, ctime FROM files WHERE mtime < 0")
    }
    try:
        for found in scan(root):
            if time.monotonic() > until:
                return None
            if isinstance(found, Skipped):
                unsure.pop(found.path, None)
                continue
            if (seen := unsure.pop(found.path, None)) is not None:
                if seen != (found.size, found.ctime):
                    return True
                continue
            held = known.pop(found.path, None)
            if held is None:
                if not_an_article(found.path) is None:
                    return True
            elif held != (found.size, found.mtime):
                return True
    except OSError:
        return None
    return bool(known or unsure)
