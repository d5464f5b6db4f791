"""The library: the one door to documents, findings and the user's own work.

The command line, the exports and the screen ask a `Library` and nothing behind it. Reading methods answer from
the index at once; `refresh` and `relink` are long, take `progress` and `cancelled`, and may run in a thread.
The analysis is imported only where it is needed: opening and reading must not wait for its lexicons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.corpus.documents import Rows, UnknownDocument
from reader.corpus.rows import EntityCount, MentionRow, Progress, RefreshReport, SearchResult, Status
from reader.journal import CannotUndo, Changes, Conflict, JournalError, NotWritten
from reader.library.findings import Mark, days_of
from reader.library.library import WATCH, Library, load_file
from reader.library.stores import STORE_ERRORS

if TYPE_CHECKING:
    from reader.corpus.overview import Overview as Overview  # read when it is asked for

__all__ = [
    "STORE_ERRORS",
    "WATCH",
    "CannotUndo",
    "Changes",
    "Conflict",
    "EntityCount",
    "JournalError",
    "Library",
    "Mark",
    "MentionRow",
    "NotWritten",
    "Progress",
    "RefreshReport",
    "Rows",
    "SearchResult",
    "Status",
    "UnknownDocument",
    "days_of",
    "load_file",
]
