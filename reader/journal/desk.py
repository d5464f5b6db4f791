"""What every part of the journal has: the open file and the author who writes in it."""

from __future__ import annotations

from reader.journal.store import Store


class Desk:
    """A place to work at: `_store` is the file, `author` whose hand writes."""

    _store: Store
    author: str
