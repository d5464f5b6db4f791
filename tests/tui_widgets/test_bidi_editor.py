"""The editor: rows as painted, and keys in a running app."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult

from reader.tui.widgets.bidi_editor import BidiEditor
from reader.tui.widgets.editor_rows import EditorRows

NOTE = "قال أحمد إن المدينة سقطت\nHe said so\n\nثم 2024"


def painted(rows: EditorRows, cursor: int | None = None) -> list[str]:
    out = []
    for y in range(rows.height):
        row = rows.row(y)
        cells = ([" "] * row.indent + list(row.glyphs) + [" "] * rows.width)[: rows.width]
        if cursor is not None and y == rows.row_of(cursor):
            x = row.stop_of(cursor).x
            cells[x] = f"[{cells[x]}]"
        out.append("".join(cells))
    return out


def test_each_paragraph_stands_on_its_own_side() -> None:
    assert painted(EditorRows(NOTE, 0, 14, "rtl"), 0) == [
        "   ﻥﺇ ﺪﻤﺣﺃ ﻝﺎ[ﻗ]",
        "  ﺖﻄﻘﺳ ﺔﻨﻳﺪﻤﻟﺍ",
        "He said so    ",
        "              ",
        "       2024 ﻢﺛ",
    ]


def test_the_cursor_at_the_end_of_digits() -> None:
    assert painted(EditorRows(NOTE, len(NOTE), 14, "rtl"), len(NOTE))[-1] == "      2024[ ] ﻢﺛ"


def test_the_space_that_a_break_took_is_a_place() -> None:
    rows = EditorRows("قال أحمد إن المدينة", 11, 14, "rtl")
    assert painted(rows, 11)[0] == "  [ ]ﻥﺇ ﺪﻤﺣﺃ ﻝﺎﻗ"


LETTERS = st.sampled_from(["ا", "ب", "لا", "كِ", " ", "  ", "a", "B", "1", "(", "-", "\n", "كلمة ", "word "])


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTERS, max_size=40).map("".join), st.integers(3, 20), st.data())
def test_every_offset_has_a_row_and_every_row_fits(text: str, width: int, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    rows = EditorRows(text, cursor, width, "rtl")
    assert rows.height >= text.count("\n") + 1
    for y in range(rows.height):
        row = rows.row(y)
        assert row.indent + row.width <= width
        assert all(0 <= stop.x < width for stop in row.stops)
    y = rows.row_of(cursor)
    row = rows.row(y)
    assert row.start <= cursor
    assert row.stop_of(cursor).offset <= max(cursor, min(stop.offset for stop in row.stops))
    assert rows.row_of(0) == 0
    assert rows.row_of(len(text)) == rows.height - 1


class Host(App[None]):
    def __init__(self, editor: BidiEditor) -> None:
        super().__init__()
        self.editor = editor
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.editor.focus()

    def on_bidi_editor_changed(self) -> None:
        self.changes += 1

    def screen_rows(self) -> list[str]:
        return ["".join(s.text for s in self.editor.render_line(y)) for y in range(self.editor.size.height)]


async def test_typing_over_lines() -> None:
    app = Host(BidiEditor())
    async with app.run_test(size=(14, 4)) as pilot:
        await pilot.press(*"قال", "enter", *"abc")
        await pilot.pause()
        assert app.editor.text == "قال\nabc"
        assert app.screen_rows()[:2] == ["           ﻝﺎﻗ", "abc           "]
        assert app.cursor_position == (3, 1)
        assert app.changes == 7


async def test_up_and_down_keep_their_column() -> None:
    app = Host(BidiEditor("كلمة طويلة\nقص\nكلمة طويلة"))
    async with app.run_test(size=(14, 5)) as pilot:
        await pilot.press("up", "up")
        assert app.editor.cursor_position == 10
        await pilot.press("down", "down")
        assert app.editor.cursor_position == len(app.editor.text)
        await pilot.press("ctrl+home", "up")
        assert app.editor.cursor_position == 0


@pytest.mark.parametrize(
    ("keys", "at"), [("left", 1), ("left left left left", 4), ("left left left left left", 3)]
)
async def test_arrows_cross_lines(keys: str, at: int) -> None:
    app = Host(BidiEditor("قال\nabc"))
    async with app.run_test(size=(14, 5)) as pilot:
        await pilot.press("ctrl+home", *keys.split())
        assert app.editor.cursor_position == at


async def test_selection_over_paragraphs_and_undo() -> None:
    app = Host(BidiEditor(NOTE))
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.press("ctrl+home", "shift+down", "shift+down", "backspace")
        assert app.editor.text == "\n\nثم 2024"
        await pilot.press("ctrl+z")
        assert app.editor.text == NOTE


async def test_a_long_note_scrolls_with_the_cursor() -> None:
    app = Host(BidiEditor("\n".join(f"سطر {n}" for n in range(50))))
    async with app.run_test(size=(20, 6)) as pilot:
        assert "49" in app.screen_rows()[-1]
        await pilot.press("ctrl+home")
        assert "0" in app.screen_rows()[0]
        await pilot.press("pagedown")
        assert "6" in app.screen_rows()[-1]
        await pilot.resize_terminal(20, 3)
        await pilot.pause()
        assert any("6" in row for row in app.screen_rows())


async def test_a_big_paste_keeps_its_lines() -> None:
    app = Host(BidiEditor(max_length=None))
    async with app.run_test(size=(40, 6)) as pilot:
        app.editor.post_message(events.Paste("كلمة أخرى\r\n" * 3000))
        await pilot.pause()
        assert app.editor.text.count("\n") == 3000
        await pilot.press("م", "backspace")
        assert app.editor.text.endswith("\n")


async def test_every_binding_has_an_id_of_its_own() -> None:
    ids = [binding.id for binding in BidiEditor.BINDINGS]
    assert all(ids)
    assert len(set(ids)) == len(ids)
