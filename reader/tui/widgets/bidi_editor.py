"""A many-line editor for Arabic and mixed text: notes, right while they are typed.

As `BidiInput`, and: each paragraph has its own direction and side, lines wrap at words, Up and Down keep
their column. It needs Textual, `reader.typeset` and `reader.text` alone:

    editor = BidiEditor(note.body, id="note")
    def on_bidi_editor_changed(self, event: BidiEditor.Changed) -> None: event.editor.text
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.widgets.editing import Editing
from reader.tui.widgets.editing_keys import EDITING_BINDINGS, EditingKeys
from reader.tui.widgets.editing_layout import Row, base_direction
from reader.tui.widgets.editing_paint import strip_of
from reader.tui.widgets.editor_rows import EditorRows


class BidiEditor(EditingKeys, Widget, can_focus=True):
    """See the module. `max_length` is in code points; what is beyond is refused."""

    BINDING_GROUP_TITLE = "Editor"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bidi-editor--cursor",
        "bidi-editor--placeholder",
        "bidi-editor--selection",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *EDITING_BINDINGS,
        Binding("enter", "newline", "New line", show=False, id="text.newline"),
        Binding("up", "rows(-1)", "Up", show=False, id="text.up"),
        Binding("down", "rows(1)", "Down", show=False, id="text.down"),
        Binding("shift+up", "rows(-1, True)", "Select up", show=False, id="text.select-up"),
        Binding("shift+down", "rows(1, True)", "Select down", show=False, id="text.select-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="text.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="text.page-down"),
        Binding("ctrl+home", "whole('start')", "Start of the text", show=False, id="text.first"),
        Binding("ctrl+end", "whole('end')", "End of the text", show=False, id="text.last"),
    ]
    DEFAULT_CSS = """
    BidiEditor {
        height: 1fr;
        width: 1fr;
        background: $surface;
        color: $foreground;
        &>.bidi-editor--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
        }
        &>.bidi-editor--selection { background: $input-selection-background; }
        &>.bidi-editor--placeholder { color: $text-disabled; }
    }
    """

    @dataclass
    class Changed(Message):
        """The text changed, by typing or by assignment."""

        editor: BidiEditor

        @property
        def control(self) -> BidiEditor:
            return self.editor

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        direction: str = "rtl",
        max_length: int | None = 200_000,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.editing = Editing(text, one_line=False, max_length=max_length)
        self.placeholder = placeholder
        self.direction = direction
        self._top = 0
        self._goal: int | None = None  # the column that Up and Down keep
        self._rows: EditorRows | None = None

    @property
    def text(self) -> str:
        """The text, in logical order."""
        return self.editing.text

    @text.setter
    def text(self, text: str) -> None:
        if text != self.editing.text:
            self.editing.set(text)
            self.edited(changed=True)

    @property
    def cursor_position(self) -> int:
        """The cursor, as an offset in code points."""
        return self.editing.cursor

    def edited(self, *, changed: bool) -> None:
        self._goal = None
        self._show(changed)

    def _show(self, changed: bool) -> None:
        self._rows = None
        self._scroll_to_cursor()
        self.refresh()
        if changed:
            self.post_message(self.Changed(self))

    # -- where things are

    def rows(self) -> EditorRows:
        """The rows as painted now."""
        if (
            self._rows is None
            or self._rows.width != max(1, self.size.width)
            or self._rows.order != self.text_order()
        ):
            self._rows = EditorRows(
                self.text,
                self.editing.cursor,
                max(1, self.size.width),
                self.direction,
                focused=self.has_focus,
                order=self.text_order(),
            )
        return self._rows

    def _cursor_row(self) -> tuple[int, Row]:
        y = self.rows().row_of(self.editing.cursor)
        return y, self.rows().row(y)

    def step(self, direction: int) -> int:
        y, row = self._cursor_row()
        beside = row.beside(row.stop_of(self.editing.cursor), direction)
        if beside is not None:
            return beside.offset
        forward = (direction < 0) == row.leftward
        other = y + (1 if forward else -1)
        if not 0 <= other < self.rows().height:
            return self.editing.cursor
        offsets = [stop.offset for stop in self.rows().row(other).stops]
        return min(offsets) if forward else max(offsets)

    def goes_left(self) -> bool:
        return self._cursor_row()[1].leftward

    def offset_at(self, x: int, _y: int) -> int:
        y = min(self._top + _y, self.rows().height - 1)
        return self.rows().row(y).nearest(x).offset

    def _scroll_to_cursor(self) -> None:
        height = max(1, self.size.height)
        y, row = self._cursor_row()
        self._top = min(max(self._top, y - height + 1), y)
        self._top = max(0, min(self._top, self.rows().height - height))
        if self.has_focus and self.is_mounted:
            region = self.content_region
            x = row.stop_of(self.editing.cursor).x
            self.app.cursor_position = Offset(region.x + x, region.y + y - self._top)

    # -- keys of its own

    def action_newline(self) -> None:
        self.edited(changed=self.editing.insert("\n", kind="newline"))

    def action_rows(self, count: int, select: bool = False) -> None:
        """Up or down by rows; beyond the first or last row to the text's start or end."""
        y, row = self._cursor_row()
        goal = row.stop_of(self.editing.cursor).x if self._goal is None else self._goal
        if y + count < 0:
            target = 0
        elif y + count >= self.rows().height:
            target = len(self.text)
        else:
            target = self.rows().row(y + count).nearest(goal).offset
        self.editing.move(target, select=select)
        self._show(changed=False)
        self._goal = goal

    def action_page(self, direction: int) -> None:
        height = self.size.height
        y, _ = self._cursor_row()
        last = self.rows().height - 1
        self.action_rows(min(max(y + direction * height, 0), last) - y)

    def action_whole(self, side: str) -> None:
        self.editing.move(0 if side == "start" else len(self.text))
        self.edited(changed=False)

    def action_edge(self, side: str, select: bool = False) -> None:
        """Start or end of the row, as painted."""
        _, row = self._cursor_row()
        offsets = [stop.offset for stop in row.stops]
        self.editing.move(min(offsets) if side == "start" else max(offsets), select=select)
        self.edited(changed=False)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 2)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -2)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        self._top = max(0, min(self._top + lines, self.rows().height - self.size.height))
        self.refresh()

    # -- painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if width < 1:
            return Strip.blank(width, self.rich_style)
        at = self._top + y
        if not self.text and self.placeholder and not self.has_focus and y == 0:
            return self._placeholder_line(width)
        if at >= self.rows().height:
            return Strip.blank(width, self.rich_style)
        row = self.rows().row(at)
        glyphs = [" "] * width
        glyphs[row.indent : row.indent + row.width] = row.glyphs
        styles: list[Style] = [self.rich_style] * width
        start, end = self.editing.selection
        if start != end:
            self._paint(styles, row.columns_of(start, end), "bidi-editor--selection")
        if self.has_focus and at == self.rows().row_of(self.editing.cursor):
            x = row.stop_of(self.editing.cursor).x
            self._paint(styles, [x, x + 1] if glyphs[x + 1 : x + 2] == [""] else [x], "bidi-editor--cursor")
        return strip_of(glyphs[:width], styles)

    def _placeholder_line(self, width: int) -> Strip:
        rtl = base_direction(self.placeholder, self.direction) == "rtl"
        base = "rtl" if rtl else "ltr"
        rows = EditorRows(self.placeholder, 0, width, base, focused=False, order=self.text_order())
        row = rows.row(0)
        glyphs = [" "] * width
        glyphs[row.indent : row.indent + row.width] = row.glyphs
        style = self.rich_style + self.get_component_rich_style("bidi-editor--placeholder")
        return strip_of(glyphs[:width], [style] * width)

    def _paint(self, styles: list[Style], columns: list[int], part: str) -> None:
        style = self.get_component_rich_style(part)
        for x in columns:
            if 0 <= x < len(styles):
                styles[x] = self.rich_style + style

    def _on_resize(self, _event: events.Resize) -> None:
        self._rows = None
        self._scroll_to_cursor()

    def _on_focus(self, _event: events.Focus) -> None:
        self.call_after_refresh(self._show, False)  # Textual sets `has_focus` after this

    def _on_blur(self, _event: events.Blur) -> None:
        self.call_after_refresh(self._show, False)
