"""Cards to choose from: a list of things with a word beside each; Enter takes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.overlay import CardScreen, Item
from reader.tui.widgets.bidi_input import BidiInput


class ChoosingScreen(CardScreen):
    """Rows made once; dismisses with the id of the one that was taken."""

    ACCEPTS = N_("choose")

    def __init__(
        self, lexicon: Catalogue, heading: str, rows: Sequence[Item], *, label_width: int = 24
    ) -> None:
        super().__init__(lexicon, heading, label_width=label_width)
        self._rows = rows

    @override
    def items(self, width: int) -> Sequence[Item]:
        return self._rows


class NarrowingScreen(AskScreen):
    """A line whose words are told while they are typed; Escape takes them back."""

    def __init__(
        self, lexicon: Catalogue, heading: str, value: str, hint: str, told: Callable[[str], None]
    ) -> None:
        super().__init__(lexicon, heading, value, hint)
        self._told = told

    @override
    def begin(self) -> None:
        super().begin()
        self.line.editing.select_all()  # other words take the place of the last

    @on(BidiInput.Changed)
    def _changed(self, event: BidiInput.Changed) -> None:
        event.stop()
        self._told(event.value)
