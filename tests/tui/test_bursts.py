"""Keys that come in one packet, as a slow line brings them: each acts where the one before it went."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opener, Reader


def keys(reader: Reader, *actions: str) -> list[str]:
    """The keys of actions, one after the other."""
    return [key for action in actions for key in reader.app.keymap.of(action)[0]]


async def test_what_is_typed_keeps_its_order(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.note")
        await reader.burst("a", "enter", "b", "c", "backspace", "d", "left", "e")
        assert reader.desk.note_field.text == "a\nbed"
        await reader.do("editor.discard")


@pytest.mark.parametrize("pane", ["view.articles", "view.timeline"])
async def test_a_key_after_enter_acts_at_the_new_place(opened: Opener, pane: str) -> None:
    steps = ("rows.down", "rows.down", "rows.open", "go.next_document")
    places = []
    for at_once in (False, True):
        async with opened() as reader:
            reader.app.library.remember_place = lambda place: None
            await reader.do(pane, "rows.top")
            if at_once:
                await reader.burst(*keys(reader, *steps))
            else:
                await reader.do(*steps)
                await reader.settle()
            places.append(reader.app.session.place)
    assert places[0] == places[1] is not None


async def test_a_mark_is_set_where_the_cursor_went(opened: Opener) -> None:
    async with opened() as reader:
        await reader.burst(*keys(reader, "text.bottom"), *"mq", *keys(reader, "text.top"))
        here = reader.app.session.place
        await reader.burst("'", "q")
        place = reader.app.session.place
        assert here is not None and place is not None and place.offset > here.offset == 0


@pytest.mark.parametrize("action", ["go.search", "app.palette", "text.note"])
async def test_what_opens_takes_the_letters_behind_it(opened: Opener, action: str) -> None:
    async with opened() as reader:
        await reader.burst(*keys(reader, action), *"دمشق")
        field = reader.app.focused
        assert getattr(field, "value", "") == "دمشق" or getattr(field, "text", "") == "دمشق"
