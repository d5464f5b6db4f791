"""What a key does to a text being edited: shared by the input and the editor.

Every binding has an id, so that a keymap can change it. Arrows go where they point; word keys follow the
text's direction, so that Ctrl+Left goes on in Arabic and back in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from reader.tui.widgets.editing import Editing

if TYPE_CHECKING:
    _Host = Widget
else:
    _Host = object


def _hidden(keys: str, action: str, description: str, id: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"text.{id}")


EDITING_BINDINGS: Final[list[BindingType]] = [
    _hidden("left", "step(-1)", "Left", "left"),
    _hidden("right", "step(1)", "Right", "right"),
    _hidden("shift+left", "step(-1, True)", "Select to the left", "select-left"),
    _hidden("shift+right", "step(1, True)", "Select to the right", "select-right"),
    _hidden("ctrl+left", "word(-1)", "A word to the left", "word-left"),
    _hidden("ctrl+right", "word(1)", "A word to the right", "word-right"),
    _hidden("ctrl+shift+left", "word(-1, True)", "Select a word to the left", "select-word-left"),
    _hidden("ctrl+shift+right", "word(1, True)", "Select a word to the right", "select-word-right"),
    _hidden("home,ctrl+a", "edge('start')", "Start of the line", "start"),
    _hidden("end,ctrl+e", "edge('end')", "End of the line", "end"),
    _hidden("shift+home", "edge('start', True)", "Select to the start", "select-start"),
    _hidden("shift+end", "edge('end', True)", "Select to the end", "select-end"),
    _hidden("ctrl+shift+a", "all", "Select everything", "select-all"),
    _hidden("backspace,ctrl+h", "change('backspace')", "Delete what was typed last", "backspace"),
    _hidden("delete,ctrl+d", "change('delete')", "Delete the letter at the cursor", "delete"),
    _hidden("ctrl+w,ctrl+backspace,alt+backspace", "change('delete_word_before')", "Delete the word before", "delete-word-before"),
    _hidden("ctrl+delete,alt+d", "change('delete_word_after')", "Delete the word after", "delete-word-after"),
    _hidden("ctrl+u", "change('delete_to_line_start')", "Delete to the start", "delete-to-start"),
    _hidden("ctrl+k", "change('delete_to_line_end')", "Delete to the end", "delete-to-end"),
    _hidden("ctrl+z,ctrl+underscore", "change('undo')", "Undo", "undo"),
    _hidden("ctrl+y,ctrl+shift+z", "change('redo')", "Redo", "redo"),
    _hidden("ctrl+x", "cut", "Cut", "cut"),
    _hidden("ctrl+c,super+c", "copy", "Copy", "copy"),
    _hidden("ctrl+v", "paste", "Paste", "paste"),
]  # fmt: skip

# Format characters that keyboards type: not printable for Python, text all the same.
TYPED: Final = frozenset("\u200c\u200d\u200e\u200f\u061c")


class EditingKeys(_Host):
    """Keys, pastes and the mouse for a widget that has `editing` and says where things are."""

    ALLOW_SELECT: ClassVar[bool] = False
    editing: Editing

    # -- what the widget says

    def step(self, direction: int) -> int:
        """The offset one place to the left (-1) or right (1) of the cursor."""
        raise NotImplementedError

    def goes_left(self) -> bool:
        """True where the text at the cursor goes on to the left."""
        raise NotImplementedError

    def text_order(self) -> str:
        """ "visual", or "logical" where a subclass leaves ordering and joining to the terminal."""
        return "visual"

    def offset_at(self, x: int, _y: int) -> int:
        """The offset under a cell of the content."""
        raise NotImplementedError

    def edited(self, *, changed: bool) -> None:
        """Called after every key; `changed` where the text did."""
        raise NotImplementedError

    # -- typing

    async def _on_key(self, event: events.Key) -> None:
        character = event.character
        if character is None or not (event.is_printable or character in TYPED):
            return
        event.stop()
        event.prevent_default()
        self.edited(changed=self.editing.type(character))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.edited(changed=self.editing.insert(event.text))

    def check_consume_key(self, _key: str, character: str | None) -> bool:
        """Printable keys are ours: the footer need not offer what they are bound to elsewhere."""
        return character is not None and (character.isprintable() or character in TYPED)

    # -- moving

    def action_step(self, direction: int, select: bool = False) -> None:
        start, end = self.editing.selection
        if start != end and not select:
            forward = (direction < 0) == self.goes_left()
            self.editing.move(end if forward else start)
        else:
            self.editing.move(self.step(direction), select=select)
        self.edited(changed=False)

    def action_word(self, direction: int, select: bool = False) -> None:
        forward = (direction < 0) == self.goes_left()
        target = self.editing.word_after() if forward else self.editing.word_before()
        self.editing.move(target, select=select)
        self.edited(changed=False)

    def action_edge(self, side: str, select: bool = False) -> None:
        target = self.editing.line_start() if side == "start" else self.editing.line_end()
        self.editing.move(target, select=select)
        self.edited(changed=False)

    def action_all(self) -> None:
        self.editing.select_all()
        self.edited(changed=False)

    # -- changing

    def action_change(self, what: str) -> None:
        """One of the engine's changes, by name."""
        before = self.editing.text
        getattr(self.editing, what)()
        self.edited(changed=self.editing.text is not before)

    def action_cut(self) -> None:
        self.action_copy()
        self.edited(changed=bool(self.editing.cut()))

    def action_copy(self) -> None:
        """Copy in logical order; the terminal gets it by OSC 52."""
        if self.editing.selected:
            self.app.copy_to_clipboard(self.editing.selected)

    def action_paste(self) -> None:
        self.edited(changed=self.editing.insert(self.app.clipboard))

    # -- the mouse

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        at = event.get_content_offset(self)
        if at is None:
            return
        self.editing.move(self.offset_at(at.x, at.y), select=event.shift)
        self.capture_mouse()
        self.edited(changed=False)

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self and event.button:
            at = event.get_content_offset_capture(self)
            self.editing.move(self.offset_at(at.x, at.y), select=True)
            self.edited(changed=False)

    async def _on_mouse_up(self, _event: events.MouseUp) -> None:
        self.release_mouse()

    async def _on_click(self, event: events.Click) -> None:
        event.stop()
        if event.chain == 2:
            self.editing.select_word(self.editing.cursor)
        elif event.chain == 3:
            self.editing.select_all()
        else:
            return
        self.edited(changed=False)
