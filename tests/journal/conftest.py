from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.journal.store import Surroundings


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite"


@pytest.fixture
def open_journal(path: Path, clock: Clock) -> Iterator[Callable[..., Journal]]:
    """Opens the journal at `path` (or another), on a local disk, with the test's clock; closes it at the end."""
    opened: list[Journal] = []

    def open_one(
        author: str = "سلمى", at: Path = path, filesystem: str = "ext4", **kwargs: object
    ) -> Journal:
        surroundings = Surroundings(now=clock, filesystem_of=lambda _: filesystem)
        journal = Journal(at, author=author, surroundings=surroundings, **kwargs)
        opened.append(journal)
        return journal

    yield open_one
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(open_journal: Callable[..., Journal]) -> Journal:
    return open_journal()
