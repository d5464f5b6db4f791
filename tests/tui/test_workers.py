"""What a large collection does in workers: answers, and much that is written at once, by action."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from reader.journal import NotWritten
from reader.journal.saying import said
from reader.model import Event
from reader.tui.chronology import Filter
from reader.tui.features import fetching, listing
from tests.tui.conftest import Opener, Reader


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five articles are many from now on, and three are many to write about."""
    monkeypatch.setattr(fetching, "QUICK", 4)
    monkeypatch.setattr(listing, "MANY", 3)


async def narrowed(reader: Reader, words: str) -> None:
    await reader.do("view.articles", "articles.filter")
    await reader.answer(words)


async def test_a_narrowed_list_makes_no_small_collection_of_a_large_one(large: None, opened: Opener) -> None:
    async with opened() as reader:
        title = reader.desk.session.rows[0].metadata.title
        await narrowed(reader, title)
        assert len(reader.desk.session.rows) == 1
        asked: list[str] = []
        reader.desk.fetch("any", lambda: asked.append("asked"), lambda _: asked.append("shown"))
        assert "shown" not in asked  # comes from a worker
        await reader.settle()
        assert asked == ["asked", "shown"]


def company(reader: Reader, entity: str) -> list[str]:
    """What the card of an entity says of whom it appears with."""
    return [words for _, words, id in reader.desk.portrait_facts(entity) if id.startswith("with:")]


async def test_how_many_articles_there_are_is_no_matter_of_what_the_list_shows(opened: Opener) -> None:
    async with opened() as reader:
        ids = [each.entity.id for each in reader.app.library.entities(None)]
        entity = next(id for id in ids if company(reader, id))
        before = company(reader, entity)
        await narrowed(reader, reader.desk.session.rows[0].metadata.title)
        assert len(reader.desk.session.rows) == 1
        assert company(reader, entity) == before


async def test_what_is_written_of_many_is_written_in_the_order_it_was_asked_for(
    large: None, opened: Opener
) -> None:
    async with opened() as reader:
        library = reader.app.library
        everyone = {row.id for row in reader.desk.session.rows}
        await reader.do("view.articles", "articles.pick_all")
        reader.desk.do_articles_star()
        reader.desk.undo()  # without waiting: it is the star that is taken back
        assert reader.desk.writing_apart
        await reader.settle()
        assert not library.starred() and "Undone" in reader.desk.status.said
        assert not reader.desk.writing_apart and not reader.desk.status.waiting
        await reader.do("articles.star")
        await reader.settle()
        assert library.starred() == reader.desk.articles.starred == everyone


async def test_what_a_worker_cannot_write_is_said(
    large: None, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:

        def full(*_: object) -> None:
            raise NotWritten(said("{path}: {error}; nothing was written, try again", path="j", error="full"))

        monkeypatch.setattr(reader.app.library.journal, "star", full)
        await reader.do("view.articles", "articles.pick_all", "articles.star")
        await reader.settle()
        assert "Not written" in reader.desk.status.said and reader.desk.status.warning
        assert not reader.desk.articles.starred and not reader.desk.writing_apart


class Watched(Sequence[Event]):
    """Events that note which thread reads them."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.read_by: set[threading.Thread] = set()

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, at: Any) -> Any:
        self.read_by.add(threading.current_thread())
        return self.events[at]


async def test_a_worker_reads_and_lays_out_a_timeline(
    large: None, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        desk = reader.desk
        before, watched = list(desk.timeline.rows), Watched(list(desk.session.events()))
        monkeypatch.setattr(desk.session, "events", lambda: watched)
        desk.show_timeline()
        await reader.settle()
        assert desk.timeline.rows == before
        assert watched.read_by and threading.main_thread() not in watched.read_by


async def test_a_filter_chosen_meanwhile_holds_for_what_a_worker_laid_out(
    large: None, opened: Opener
) -> None:
    async with opened() as reader:
        desk = reader.desk
        desk.show_timeline()
        desk.timeline.sieve(Filter(shared=True), "shared")
        assert (sieved := list(desk.timeline.rows)) != []
        await reader.settle()
        assert desk.timeline.rows == sieved
