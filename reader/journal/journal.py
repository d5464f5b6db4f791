"""The journal itself: one file, one author's hand, every desk in one object."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from reader.journal import backups, shelf
from reader.journal.acts import Thing
from reader.journal.backups import Backup
from reader.journal.decisions import DECISION, Decisions
from reader.journal.imports import Imports
from reader.journal.memory import Memory
from reader.journal.notes import NOTE
from reader.journal.opening import open_store
from reader.journal.placings import Placings
from reader.journal.readings import Readings
from reader.journal.shelf import Shelf
from reader.journal.store import Store, Surroundings

_THINGS: Mapping[str, Thing] = {"note": NOTE, "decision": DECISION, **shelf.THINGS}


class Journal(Shelf, Imports, Placings, Decisions, Memory, Readings):
    """The user's own work. Every method that writes has it on disk when it returns.

    Safe to use from several threads and several processes at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        author: str,
        shared: bool = False,
        read_only: bool = False,
        surroundings: Surroundings | None = None,
    ) -> None:
        """The journal at `path`, made if it is missing.

        Raises JournalError (a ValueError, one line) where the file cannot be used, OSError and sqlite3.Error.
        """
        self.author = author
        self._store: Store = open_store(path, shared=shared, read_only=read_only, surroundings=surroundings)
        if self._store.backed_up:
            self.drop_unused_texts()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """True where nothing can be written: asked for, or for a reason given in `notices`."""
        return self._store.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain lines the user should see: what was found wrong, and what was done about it."""
        return tuple(self._store.notices)

    def backup(self, to: Path | None = None) -> Path:
        """A checked copy of the journal, in its backups folder or at `to` (a new file, or a folder); where it is.

        Raises FileExistsError rather than write over a file, and OSError.
        """
        store = self._store
        with store.read() as connection:
            if to is None:
                return backups.make(
                    connection, store.path, backups.ASKED, store.surroundings.now(), shared=store.shared
                )
            path = to / store.path.name if to.is_dir() else to
            backups.write_copy(connection, path)
            return path

    def backups(self) -> list[Backup]:
        """The copies in the backups folder, oldest first."""
        return backups.backups(self._store.path)

    def close(self) -> None:
        """The file closed; what was written is on disk already."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _things(self) -> Mapping[str, Thing]:
        return _THINGS
