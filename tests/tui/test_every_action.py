"""Every action of the registry, by its id: pressed where it has its place, and held by some test that says what it does."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions import ACTIONS, BY_ID
from tests.tui.conftest import Opener, Reader

TESTS = Path(__file__).resolve().parents[1]
# how the focus comes into a context
WAYS: dict[str, tuple[str, ...]] = {
    "app": (),
    "go": (),
    "view": (),
    "text": (),
    "articles": ("view.articles",),
    "rows": ("view.articles",),
    "entities": ("view.entities",),
    "timeline": ("view.timeline",),
    "passages": ("text.highlight", "go.notes"),
    "compare": ("view.timeline", "timeline.shared", "rows.top", "rows.down", "go.compare"),
    "input": ("go.search",),
    "editor": ("text.note",),
    "hints": ("text.hints",),
}
LEAVE = {"app.quit", "app.suspend", "editor.external"}  # these go out of the app: each has tests of its own


async def back(reader: Reader) -> None:
    """On the desk again, nothing open."""
    while reader.app.screen is not reader.desk:
        reader.app.pop_screen()
        await reader.rest()
    if reader.desk.editor_open:
        reader.desk.do_editor_discard()
    for _ in range(3):
        reader.desk.escape()
    reader.desk.focus_pane(reader.desk.text)
    await reader.rest()


@pytest.mark.parametrize("context", WAYS)
async def test_every_action_can_be_pressed_where_it_has_its_place(opened: Opener, context: str) -> None:
    mine = [each.id for each in ACTIONS if each.context == context and each.id not in LEAVE]
    assert mine
    async with opened() as reader:
        for action in mine:
            await back(reader)
            await reader.do(*WAYS[context])
            await reader.do(action, letter="k")
            assert reader.app.is_running and not reader.app.failure, action


def test_no_context_is_left_out() -> None:
    assert {each.context for each in ACTIONS} == set(WAYS)


def test_every_action_is_held_by_a_test() -> None:
    """Its id stands in a test beside the generated one."""
    named: set[str] = set()
    for file in TESTS.rglob("test_*.py"):
        named |= {
            node.value
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert [each.id for each in ACTIONS if each.id not in named] == []


# -- what those do that no other test presses: the state before and after, and the way back ---------


def offset(reader: Reader) -> object:
    return reader.desk.text.at


def cursor(reader: Reader) -> object:
    return reader.desk.articles.cursor


STEPS: list[tuple[tuple[str, ...], str, str, Callable[[Reader], object]]] = [
    # where, there, back again, what changes
    (("text.down",), "text.half_down", "text.half_up", offset),
    (("text.next_sentence",), "text.next_sentence", "text.previous_sentence", offset),
    (("go.next_document",), "text.next_paragraph", "text.previous_paragraph", offset),
    (("text.next_thing",), "text.next_thing", "text.previous_thing", offset),
    (("text.next_entity",), "text.next_entity", "text.previous_entity", offset),
    (("text.next_time",), "text.next_time", "text.previous_time", offset),
    (("text.next_event",), "text.next_event", "text.previous_event", offset),
    (("text.next_thing", "text.choose", "go.next"), "go.next", "go.previous", offset),
    (("view.articles", "rows.top"), "rows.page_down", "rows.page_up", cursor),
    ((), "view.next_pane", "view.previous_pane", lambda reader: reader.app.focused),
    (("view.timeline",), "view.taller", "view.shorter", lambda reader: reader.desk.timeline.size.height),
    ((), "view.controls", "view.controls", lambda reader: reader.desk.text.controls_shown),
    ((), "view.vowels", "view.vowels", lambda reader: reader.desk.text.marks_shown),
    ((), "view.language", "view.language", lambda reader: reader.app.session.words.language),
    (("view.timeline",), "timeline.scope", "timeline.scope", lambda reader: reader.desk.timeline.everywhere),
]  # fmt: skip


@pytest.mark.parametrize(("way", "there", "again", "state"), STEPS, ids=lambda each: each if isinstance(each, str) else "")  # fmt: skip
async def test_there_and_back(
    opened: Opener, way: tuple[str, ...], there: str, again: str, state: Callable[[Reader], object]
) -> None:
    async with opened(size=(120, 24) if there.startswith("rows") else (120, 40)) as reader:
        await reader.do(*way)
        before = state(reader)
        await reader.do(there)
        assert state(reader) != before
        await reader.do(again)
        assert state(reader) == before


async def test_from_note_to_note(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do(
            "text.next_sentence", "text.highlight", "text.next_sentence", "text.highlight", "text.top"
        )
        places = []
        for action in ("text.next_note", "text.next_note", "text.previous_note"):
            await reader.do(action)
            places.append(offset(reader))
        assert places[0] == places[2] != places[1]


async def test_a_step_to_what_the_article_has_none_of_says_so(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_note")
        assert reader.desk.status.said == "No notes in this article"
        await reader.do("text.bottom", "text.next_entity")  # there are names, above
        assert reader.desk.status.said == ""


async def test_columns_come_and_go(opened: Opener) -> None:
    async with opened(size=(200, 50)) as reader:
        await reader.do("view.reading")
        seen = set()
        for _ in range(3):
            await reader.do("view.columns")
            seen.add(reader.desk.text.column_count)
        assert seen == {1, 2}


async def test_an_event_of_the_timeline_is_chosen_and_released(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.timeline", "rows.top", "timeline.choose")
        event = reader.desk.timeline.event_at(reader.desk.timeline.cursor)
        chosen = reader.app.session.chosen
        assert event is not None and chosen is not None and chosen.id == event.id
        await reader.do("timeline.choose")
        assert reader.app.session.chosen is None


async def test_enter_lists_the_passages_of_what_stands_at_the_cursor(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_entity")
        mark = reader.desk.thing_here()
        await reader.do("text.open")
        assert mark is not None and reader.desk.passages.shown.id == mark.id
        assert reader.desk.passages.display and reader.desk.passages.row_count > 0


async def test_older_searches_come_with_up(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("go.search")
        await reader.type("دمشق")
        await reader.do("input.accept")
        await reader.settle()
        await reader.do("go.search")
        await reader.do("input.up")
        assert reader.desk.search.value == "دمشق"


async def test_escape_puts_the_hints_away(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.hints")
        assert reader.desk.text.hints
        assert BY_ID["hints.cancel"].keys == ("escape",)
        await reader.do("hints.cancel")
        assert not reader.desk.text.hints
