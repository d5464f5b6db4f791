"""The mouse in a text: a click puts the cursor there, a click on what the cursor stands on follows it, a drag selects.

What is selected is whole words of the logical text, whatever order the cells are in. See text.py.
"""

from __future__ import annotations

from textual import events
from textual.message import Message

from reader.tui.panes.text_moving import Moving
from reader.tui.panes.text_painting import Painting
from reader.tui.panes.text_state import BETWEEN
from reader.tui.session import KINDS


class Pointing(Moving, Painting):
    """The text pane's mouse."""

    _again = False  # the mouse went down where the cursor stood already

    class Selected(Message):
        """A passage was selected with the mouse."""

    def place_at(self, x: int, y: int) -> int | None:
        """The offset under a cell of the pane, or the nearest in its line; None on the header and under the text."""
        y -= self.HEADER
        if y < 0 or self.article is None:
            return None
        width = self.size.width
        at = self.top + y
        if self.column_count == 2:
            half = (width - BETWEEN) // 2
            second = x < half if self._rtl_text() else x >= width - half
            at += (self.size.height - self.HEADER) if second else 0
            x = x if x < half else x - (width - half)
            width = half
        if at >= self.line_count:
            return None
        return self._offset_at(at, x - self.text_x(width))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = self.place_at(event.x, event.y)
        if offset is None or event.button != 1:
            return
        self._again = self.began is None and self.word.start <= offset < self.word.end
        self.clear_selection()
        self.move_to(offset)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is not self or not event.button:
            return
        y = event.y
        if not self.HEADER <= y < self.size.height:  # beyond an edge: the text comes along
            self.scroll_lines_to(self.top + (-1 if y < self.HEADER else 1))
            y = max(self.HEADER, min(y, self.size.height - 1))
        offset = self.place_at(event.x, y)
        if offset is None or offset == self.at:
            return
        if self.began is None:
            if self.word.start <= offset < self.word.end:
                return  # a hand that trembles
            self.began = self.at
        self.move_to(offset, margin=0)

    def on_mouse_up(self) -> None:
        self.release_mouse()
        if self.began is not None:
            self.post_message(self.Selected())

    def on_click(self, event: events.Click) -> None:
        if event.y < self.HEADER or self.article is None or self.began is not None:
            return
        if event.chain < 3 and (self._again or event.chain == 2) and self._marked():
            self.post_message(self.Touched())
        elif event.chain == 2:
            self.select(self.word)
        elif event.chain == 3:
            self.do_text_select_sentence()

    def _marked(self) -> bool:
        """Whether something that is shown stands at the cursor."""
        if self.article is None:
            return False
        return any(
            mark.kind in KINDS and mark.kind not in self.hidden for mark in self.article.marks_at(self.word)
        )
