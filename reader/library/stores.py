"""The index and the journal of one collection, opened together."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self

from reader import config
from reader.corpus.index import Index
from reader.corpus.loaders import Unreadable
from reader.corpus.schema import IndexFailed, IndexUnusable
from reader.journal import Journal

# What opening a store may raise, for callers that print one line.
STORE_ERRORS: tuple[type[Exception], ...] = (OSError, sqlite3.Error, ValueError, IndexFailed, Unreadable)


class Stores:
    """A collection with its two stores. `reader.library.Library` is what others open."""

    def __init__(self, root: Path, index: Index, journal: Journal) -> None:
        self.root = root
        self.index = index
        self.journal = journal
        self._kept_ids: dict[str, str] = {}
        self._why_anew = ""  # the index could not be used and was thrown away; the next refresh tells

    @classmethod
    def open(cls, root: Path, settings: config.Settings | None = None, *, read_only: bool = False) -> Self:
        """The library of a folder or file. Fast: nothing is read from the collection yet (see `refresh`).

        Raises FileNotFoundError or PermissionError for the collection, ValueError for a journal that cannot be used.
        """
        settings = settings or config.Settings()
        root = root.expanduser()
        if not root.exists():
            raise FileNotFoundError(f"{root}: no such folder or file")
        index_path = config.index_file(root, settings)
        journal_path = config.journal_file(settings)
        if not read_only:
            config.private_folder(index_path.parent)
            config.private_folder(journal_path.parent)
        index = Index(index_path)
        kept: dict[str, str] = {}
        why = ""
        try:
            len(index)
        except (
            IndexUnusable
        ) as error:  # damaged, of another version: derived, so made anew, with the ids it gave
            kept, why = index.start_anew(), str(error)
        journal = Journal(journal_path, author=config.author(settings), read_only=read_only)
        library = cls(root.resolve(), index, journal)
        library._kept_ids, library._why_anew = kept, why
        return library

    def close(self) -> None:
        """Both stores closed; what was written is on disk already."""
        self.index.close()
        self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What to call the collection: its folder's (or file's) name."""
        return self.root.name

    @property
    def key(self) -> str:
        """What the journal remembers this collection by: its real path."""
        return str(self.root)

    def recent(self) -> list[Path]:
        """Collections that were read in, the last one first; some may be gone by now."""
        return [Path(each) for each in self.journal.recent_collections()]

    @staticmethod
    def last_collection(settings: config.Settings) -> Path | None:
        """The collection that was open last, if it is still there; nothing is made or changed by asking."""
        path = config.journal_file(settings)
        if not path.exists():
            return None
        try:
            with Journal(path, author=config.author(settings)) as journal:
                last = journal.last_collection()
        except STORE_ERRORS:
            return None
        return Path(last) if last and Path(last).exists() else None
