"""The journal itself: one file, one author's hand, every desk in one object."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from reader.journal import shelf
from reader.journal.acts import Thing
from reader.journal.decisions import DECISION, Decisions
from reader.journal.memory import Memory
from reader.journal.notes import NOTE, Notes
from reader.journal.shelf import Shelf
from reader.journal.store import Store, Surroundings, open_store

_THINGS: Mapping[str, Thing] = {"note": NOTE, "decision": DECISION, **shelf.THINGS}


class Journal(Shelf, Notes, Decisions, Memory):
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

    def close(self) -> None:
        """The file closed; what was written is on disk already."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _things(self) -> Mapping[str, Thing]:
        return _THINGS
