"""The floor of the latency benchmark: four panes of stock Textual widgets, with what they show and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static


class BareDesk(App[None]):
    """Lists on both sides, the text between them: `j` scrolls it a line, `1` goes to a list, `2` to the text."""

    CSS = """
    #left, #right { width: 30; }
    OptionList { height: 1fr; border: none; }
    #text { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("1", "app.focus('one')", "list"),
        ("2", "app.focus('text')", "text"),
        ("j", "line(1)", "down"),
        ("k", "line(-1)", "up"),
    ]

    def __init__(self, text: str, rows: list[str]) -> None:
        super().__init__()
        self.text, self.rows = text, rows
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """Two lists, the text, one more list."""
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList(*self.rows, id="one", markup=False)
                yield OptionList(*self.rows, id="two", markup=False)
            with VerticalScroll(id="text"):
                yield Static(self.text, markup=False)
            with Vertical(id="right"):
                yield OptionList(*self.rows, id="three", markup=False)

    def action_line(self, by: int) -> None:
        """One line further, in the text or in the list that has the focus."""
        focused = self.focused
        if isinstance(focused, OptionList):
            focused.action_cursor_down() if by > 0 else focused.action_cursor_up()
        else:
            self.query_one("#text").scroll_relative(y=by, animate=False)


if __name__ == "__main__":
    words = Path(sys.argv[1]).read_text(encoding="utf-8")
    BareDesk(words, [f"{n} {word}" for n, word in enumerate(words.split()[:150])]).run()
