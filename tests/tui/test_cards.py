"""Cards over the desk: the footer tells their keys, and what they are asked about is what one looks at."""

from __future__ import annotations

import pytest

from reader.model import Event
from reader.tui.screens.overlay import wrapped
from reader.tui.screens.palette import PickingScreen
from tests.tui.conftest import Opener, Reader


def footer(reader: Reader) -> list[tuple[str, str]]:
    """The keys that the footer of the desk tells."""
    return reader.desk.footer.fitting(120)


async def test_the_footer_tells_the_keys_of_the_card_that_lies_on_top(opened: Opener) -> None:
    async with opened() as reader:
        own = footer(reader)
        assert ("Enter", "follow") in own
        await reader.do("app.help")
        assert footer(reader) == [("Enter", "do"), ("Esc", "close")]
        await reader.do("app.escape")
        assert footer(reader) == own
        await reader.do("app.palette")
        assert footer(reader) == [("Enter", "go"), ("Esc", "close")]
        await reader.do("input.cancel", "view.articles", "app.info")
        assert footer(reader) == [("Enter", "open"), ("Esc", "close")]
        await reader.choose("title")
        assert footer(reader) == [("Enter", "keep"), ("Esc", "close")]
        await reader.do("input.cancel")
        assert ("Enter", "open") in footer(reader) and len(footer(reader)) > 2


async def test_a_comparisons_footer_comes_back_when_its_card_is_gone(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.timeline", "timeline.shared", "rows.top", "go.compare")
        await reader.settle()
        compare = reader.top
        own = compare.footer.fitting(120)
        await reader.do("app.help")
        assert compare.footer.fitting(120) == [("Enter", "do"), ("Esc", "close")]
        await reader.do("app.escape")
        assert compare.footer.fitting(120) == own


async def test_what_is_known_of_a_listed_event_is_asked_from_its_list(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.timeline", "rows.top")
        pane = reader.desk.timeline
        event = next(each for each in pane.rows if isinstance(each, Event) and not each.hypothetical)
        pane.move_to(pane.index[event.id])
        await reader.do("rows.open")
        await reader.settle()
        assert reader.desk.focused is reader.desk.passages
        await reader.do("app.info")
        assert reader.top.list.heading_text == event.title


async def test_what_a_list_looks_into_is_the_article_that_is_told_of(opened: Opener) -> None:
    async with opened() as reader:
        await reader.search("الكرملين")
        desk = reader.desk
        await reader.do("input.down")
        await reader.settle()
        seen = reader.doc
        assert desk.previewing and reader.app.session.place is not None
        assert seen != reader.app.session.place.doc
        desk.text.at = len(desk.text.text) - 1  # where nothing is marked
        await reader.do("app.info")
        assert ("file", reader.app.library.row(seen).path) in reader.card()


async def test_whom_a_correction_means_is_asked_in_its_own_words(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.entities", "app.correct")
        await reader.choose("merge-with")
        assert isinstance(reader.top, PickingScreen)
        assert reader.top.list.heading_text == "Which one?"


def test_a_row_of_a_card_closes_the_isolates_that_it_opens() -> None:
    items = wrapped("≈", "\u2068" + "كلمة " * 30 + "\u2069 of \u2068عنوان\u2069", 40)
    assert len(items) > 3
    for item in items:
        assert item.words.count("\u2068") == item.words.count("\u2069")
    assert items[0].words.startswith("\u2068") and items[1].words.startswith("\u2068")


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("verb «أعلن» +2 · time «الثلاثاء 12 سبتمبر 2023» +1 · takes part: «أحمد المسماري» +1", "ltr"),
        ("نيكولاس مادورو ≈ نيكولاس · the same given name", "rtl"),
        ("أعلن المتحدث باسم الجيش", "rtl"),
        ("2023 · 12", ""),
    ],
)
def test_every_row_of_long_words_has_the_direction_in_which_they_begin(words: str, side: str) -> None:
    assert {item.side for item in wrapped("", words, 30)} == {side}
