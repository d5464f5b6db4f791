"""One line asked for: what is there now can be changed; Escape leaves it as it is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget
from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.tui.screens.overlay import CardScreen, Item
from reader.tui.typing import TypingLine


class AskScreen(CardScreen):
    """Dismisses with the text; None where it was given up."""

    ACCEPT, ACCEPTS = "input.accept", N_("keep")

    def __init__(self, lexicon: Catalogue, heading: str, value: str, hint: str = "") -> None:
        super().__init__(lexicon, heading, label_width=2)
        self.line = TypingLine(value, id="asked")
        self.line.add_class("typing")
        self._hint = hint

    def above(self) -> Sequence[Widget]:
        return (self.line,)

    @override
    def items(self, width: int) -> Sequence[Item]:
        return [Item("", self._hint), Item("", self.lexicon("Enter keeps it, Escape leaves it as it was"))]

    def begin(self) -> None:
        super().begin()
        self.line.focus()

    def do_input_accept(self) -> None:
        self.dismiss(self.line.value)

    def do_input_cancel(self) -> None:
        self.dismiss(None)
