"""A one-line input for Arabic and mixed text, right while it is typed.

Letters are joined and in visual order, the cursor stands where the next letter will appear, arrows go where
they point, Backspace takes a mark before its letter. It needs Textual, `reader.typeset` and
`reader.text` alone:

    field = BidiInput(placeholder="ابحث", id="query")
    def on_bidi_input_changed(self, event: BidiInput.Changed) -> None: event.value
    def on_bidi_input_submitted(self, event: BidiInput.Submitted) -> None: event.value

The height is one row; borders and colours are CSS, the parts are `bidi-input--cursor`,
`bidi-input--selection`, `bidi-input--placeholder` and `bidi-input--wrong`.
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
from reader.tui.widgets.editing_layout import FieldView, base_direction, field_view
from reader.tui.widgets.editing_paint import strip_of
from reader.typeset import one_line


class BidiInput(EditingKeys, Widget, can_focus=True):
    """See the module. `direction` ("rtl" or "ltr") is the base direction while nothing decides it."""

    BINDING_GROUP_TITLE = "Input"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bidi-input--cursor",
        "bidi-input--placeholder",
        "bidi-input--selection",
        "bidi-input--wrong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *EDITING_BINDINGS,
        Binding("enter", "submit", "Submit", show=False, id="text.submit"),
    ]
    DEFAULT_CSS = """
    BidiInput {
        height: 1;
        width: 1fr;
        background: $surface;
        color: $foreground;
        &>.bidi-input--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
        }
        &>.bidi-input--selection { background: $input-selection-background; }
        &>.bidi-input--placeholder { color: $text-disabled; }
        &>.bidi-input--wrong { text-style: underline reverse; }
    }
    """

    @dataclass
    class Changed(Message):
        """The value changed, by typing or by assignment."""

        input: BidiInput
        value: str

        @property
        def control(self) -> BidiInput:
            return self.input

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        input: BidiInput
        value: str

        @property
        def control(self) -> BidiInput:
            return self.input

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        direction: str = "rtl",
        max_length: int | None = None,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.editing = Editing(value, one_line=True, max_length=max_length)
        self.placeholder = placeholder
        self.direction = direction
        self._first: int | None = None
        self._wrong = (0, 0)

    # -- the value

    @property
    def value(self) -> str:
        """The text, in logical order."""
        return self.editing.text

    @value.setter
    def value(self, text: str) -> None:
        if text != self.editing.text:
            self.editing.set(text)
            self.edited(changed=True)

    @property
    def cursor_position(self) -> int:
        """The cursor, as an offset in code points."""
        return self.editing.cursor

    def clear(self) -> None:
        """Empty it; this can be undone."""
        self.value = ""

    def show_wrong(self, start: int, end: int) -> None:
        """Code points that cannot stay so, shown until the next change; an empty piece is shown at its place."""
        last = max(0, len(self.value) - 1)
        self._wrong = (min(start, last), min(max(start + 1, end), last + 1))
        self.refresh()

    def edited(self, *, changed: bool) -> None:
        """Something was typed or moved: repaint, and tell who listens."""
        if changed:
            self._wrong = (0, 0)
        self.refresh()
        self._place_terminal_cursor()
        if changed:
            self.post_message(self.Changed(self, self.value))

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self, self.value))

    # -- the view

    def view(self) -> FieldView:
        """What is painted now."""
        width = max(1, self.size.width)
        view = field_view(
            self.value,
            self.editing.cursor,
            width,
            self.direction,
            first=self._first,
            with_end=self.has_focus,
            order=self.text_order(),
        )
        hidden = max(0, view.row.width - width)
        self._first = hidden - view.first if view.row.leftward else view.first
        return view

    def step(self, direction: int) -> int:
        """The offset one place to the left (-1) or right (1) of the cursor."""
        row = self.view().row
        beside = row.beside(row.stop_of(self.editing.cursor), direction)
        if beside is not None:
            return beside.offset
        forward = (direction < 0) == row.leftward
        return self.editing.after() if forward else self.editing.before()

    def goes_left(self) -> bool:
        return self._from_right and self.text_order() == "visual"

    @property
    def _from_right(self) -> bool:
        return base_direction(self.value, self.direction) == "rtl"

    def offset_at(self, x: int, _y: int) -> int:
        view = self.view()
        return view.row.nearest(x + view.first).offset

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y != 0 or width < 1:
            return Strip.blank(width, self.rich_style)
        if not self.value:
            return self._empty_line(width)
        view = self.view()
        styles = [self.rich_style] * width
        for (start, end), part in (
            (self._wrong, "bidi-input--wrong"),
            (self.editing.selection, "bidi-input--selection"),
        ):
            if start != end:
                self._paint(styles, view.row.columns_of(start, end), view, part)
        if self.has_focus:
            at = view.row.stop_of(self.editing.cursor).x
            wide = [at, at + 1] if view.glyphs()[view.column(at) + 1 : view.column(at) + 2] == [""] else [at]
            self._paint(styles, wide, view, "bidi-input--cursor")
        return strip_of(view.glyphs(), styles)

    def _paint(self, styles: list[Style], columns: list[int], view: FieldView, part: str) -> None:
        style = self.get_component_rich_style(part)
        for column in columns:
            x = view.column(column)
            if 0 <= x < len(styles):
                styles[x] = self.rich_style + style

    def _empty_line(self, width: int) -> Strip:
        rtl = base_direction(self.placeholder, self.direction) == "rtl"
        line = one_line(self.placeholder, max(1, width - 1), order=self.text_order())
        glyphs = [" "] * width
        left = max(0, width - 1 - line.width) if rtl else 1
        glyphs[left : left + line.width] = line.glyphs
        styles = [self.rich_style + self.get_component_rich_style("bidi-input--placeholder")] * width
        if self.has_focus:
            cursor = width - 1 if self._from_right else 0
            styles[cursor] = self.rich_style + self.get_component_rich_style("bidi-input--cursor")
        return strip_of(glyphs, styles)

    # -- the terminal's own cursor: input methods and screen readers follow it

    def _place_terminal_cursor(self) -> None:
        if self.has_focus and self.is_mounted:
            x = 0
            if self.value:
                view = self.view()
                x = view.column(view.row.stop_of(self.editing.cursor).x)
            elif self._from_right:
                x = max(0, self.size.width - 1)
            region = self.content_region
            self.app.cursor_position = Offset(region.x + x, region.y)

    def _on_focus(self, _event: events.Focus) -> None:
        self.call_after_refresh(self._place_terminal_cursor)  # Textual sets `has_focus` after this
        self.refresh()

    def _on_blur(self, _event: events.Blur) -> None:
        self.refresh()
