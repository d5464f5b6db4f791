"""The input in a running app: keys, pastes and the mouse by what comes of them."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult

from reader.tui.widgets.bidi_input import BidiInput


class Host(App[None]):
    def __init__(self, field: BidiInput) -> None:
        super().__init__()
        self.field = field
        self.changes: list[str] = []
        self.submitted: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    def on_bidi_input_changed(self, event: BidiInput.Changed) -> None:
        assert event.control is self.field
        self.changes.append(event.value)

    def on_bidi_input_submitted(self, event: BidiInput.Submitted) -> None:
        self.submitted.append(event.value)


def row_of(field: BidiInput) -> str:
    return "".join(segment.text for segment in field.render_line(0))


async def test_typing_arabic() -> None:
    app = Host(BidiInput(placeholder="ابحث"))
    async with app.run_test(size=(20, 4)) as pilot:
        assert row_of(app.field) == "               ﺚﺤﺑﺍ "
        await pilot.press(*"سلام")
        await pilot.pause()
        assert app.field.value == "سلام"
        assert app.changes == ["س", "سل", "سلا", "سلام"]
        assert row_of(app.field) == "                 ﻡﻼﺳ"
        assert app.cursor_position == (16, 0)
        await pilot.press("enter")
        assert app.submitted == ["سلام"]


async def test_arrows_go_where_they_point() -> None:
    app = Host(BidiInput("سلام abc"))
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.press("home", "left", "left")
        assert app.field.cursor_position == 3  # over lam-alef in one step
        await pilot.press("right")
        assert app.field.cursor_position == 1
        await pilot.press("end")
        assert app.field.cursor_position == 8
        await pilot.press("left")  # into abc from its right
        assert app.field.cursor_position == 7
        await pilot.press("home", "ctrl+left")
        assert app.field.cursor_position == 4


class AsWritten(BidiInput):
    """A field on a terminal that nobody orders Arabic for."""

    def text_order(self) -> str:
        return "logical"


async def test_typing_where_nobody_orders() -> None:
    app = Host(AsWritten(placeholder="ابحث"))
    async with app.run_test(size=(20, 4)) as pilot:
        assert row_of(app.field) == "               ابحث "
        await pilot.press(*"سلام")
        assert row_of(app.field) == "               سلام "
        assert app.cursor_position == (19, 0)
        await pilot.press("left")
        assert app.field.cursor_position == 3  # left is back there
        await pilot.press("ctrl+left")
        assert app.field.cursor_position == 0
        await pilot.press("right", "right")
        assert app.field.cursor_position == 2


async def test_changes_selection_and_undo() -> None:
    app = Host(BidiInput("كِتَاب جديد"))
    async with app.run_test(size=(30, 4)) as pilot:
        await pilot.press("ctrl+w")
        assert app.field.value == "كِتَاب "
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        assert app.field.value == "كِت"  # the fatha went before its letter
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.field.value == "كِتَاب جديد"
        await pilot.press("ctrl+y")
        assert app.field.value == "كِتَاب "
        await pilot.press("shift+home", "ctrl+x")
        assert app.field.value == ""
        await pilot.press("ctrl+v")
        assert app.field.value == "كِتَاب "
        await pilot.press("ctrl+shift+a", "س")
        assert app.field.value == "س"


async def test_marks_and_joiners_can_be_typed() -> None:
    app = Host(BidiInput())
    async with app.run_test(size=(20, 4)) as pilot:
        for character in "كِ\u200c":
            app.field.post_message(events.Key("x", character))
        await pilot.pause()
        assert app.field.value == "كِ\u200c"


async def test_paste_is_one_line_and_a_megabyte_is_safe() -> None:
    app = Host(BidiInput(max_length=2_000_000))
    async with app.run_test(size=(40, 4)) as pilot:
        app.field.post_message(events.Paste("سطر\nسطر\x1b[31m"))
        await pilot.pause()
        assert app.field.value == "سطر سطر[31m"
        app.field.post_message(events.Paste("كلمة " * 200_000))
        await pilot.pause()
        assert len(app.field.value) == 1_000_011
        await pilot.press("home", "س", "end", "م", "left")
        assert app.field.value.startswith("سسطر")
        assert app.field.value.endswith("م")


async def test_the_mouse_places_the_cursor_and_selects() -> None:
    app = Host(BidiInput("سلام عالم"))
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.click(offset=(19, 0))
        assert app.field.cursor_position == 0
        await pilot.click(offset=(2, 0))
        assert app.field.cursor_position == 9
        await pilot.click(offset=(13, 0), times=2)
        assert app.field.editing.selected == "عالم"


async def test_assignment_tells_and_can_be_undone() -> None:
    app = Host(BidiInput("قديم"))
    async with app.run_test(size=(20, 4)) as pilot:
        app.field.value = "جديد"
        await pilot.pause()
        assert app.changes == ["جديد"]
        await pilot.press("ctrl+z")
        assert app.field.value == "قديم"


async def test_every_binding_has_an_id() -> None:
    assert all(binding.id for binding in BidiInput.BINDINGS)


async def test_no_color_does_not_crash() -> None:
    app = Host(BidiInput())
    app.ansi_color = True
    async with app.run_test(size=(20, 4)):
        assert all(segment.style is not None for segment in app.field.render_line(0))
        assert all(segment.style is not None for segment in app.field.render_line(1))
