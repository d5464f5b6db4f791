"""When the app itself fails: one line for the user, the way to the fault in the log, and nobody's words in either.

Textual prints a traceback with the values of variables, which here are the text of documents and notes. The log
gets files, lines and names of functions; of the error its type alone, since a message may quote what it was given.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from reader import config

MOST = 1 << 20  # bytes; a longer log begins anew, the old one is kept once


def frames(error: BaseException) -> list[str]:
    """The error and what it came of, latest first: type, then file, line and function of each call."""
    lines: list[str] = []
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        code = f" [{os.strerror(found.errno)}]" if isinstance(found, OSError) and found.errno else ""
        lines.append(f"{type(found).__module__}.{type(found).__qualname__}{code}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(found.__traceback__)
        ]
        found = found.__cause__ or found.__context__
    return lines


def record(error: BaseException, log: Path) -> str:
    """The failure written to the log; the one line to print, which names it."""
    name = type(error).__name__
    try:
        config.private_folder(log.parent)
        if log.exists() and log.stat().st_size > MOST:
            log.replace(log.with_suffix(".log.1"))
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(frames(error)) + "\n\n")
    except OSError as why:
        return f"{name}: a fault in Warraq; all you wrote is saved (and the log cannot be written: {why.strerror})"
    return f"{name}: a fault in Warraq; all you wrote is saved. Where it happened is in {log}"
