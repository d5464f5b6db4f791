"""The mouse on the desk: borders between panes move with it, and what it selects can be copied."""

from __future__ import annotations

from textual import events, on

from reader.actions import BY_ID
from reader.tui.features.base import Desk
from reader.tui.panes.text import TextPane
from reader.tui.plan import SIDES
from reader.tui.screens.panes import Panes


class Dragging(Desk):
    """See the module."""

    @on(Panes.BorderMoved)
    def _border_moved(self, event: Panes.BorderMoved) -> None:
        from reader.tui.borders import dragged  # most sessions have no mouse

        self.wishes = dragged(event.panes.size, self.wishes, event.border, event.x, event.y)
        self.rearrange()

    @on(Panes.BorderLeft)
    def _border_left(self) -> None:
        self.remember_view()

    @on(TextPane.Selected)
    def _selected(self) -> None:
        """How to go on with what the mouse selected: it stands, and is not copied unasked."""
        keymap = self.reader.keymap
        parts = (
            f"{keymap.shown(id)} {self.words(BY_ID[id].help)}"
            for id in ("text.copy", "text.note")
            if keymap.of(id)
        )
        self.say(" · ".join(parts))

    def on_click(self, event: events.Click) -> None:
        """A click into a pane that is folded to its header opens it."""
        pane = self.focused
        if pane is not None and pane.id in SIDES and pane.size.height <= 1 and event.widget is pane:
            self.focus_pane(pane)
