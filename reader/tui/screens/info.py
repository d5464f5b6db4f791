"""Everything known about a thing, and why; what can be corrected is corrected here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.catalogue import Catalogue
from reader.tui.screens.overlay import CardScreen, Item, wrapped

Fact = tuple[str, str, str]  # label, words, id of what Enter does ("" for nothing)


class InfoScreen(CardScreen):
    """Facts, each with a label; those with an id can be opened."""

    def __init__(
        self, lexicon: Catalogue, heading: str, facts: Callable[[], Sequence[Fact]], *, accepts: str = ""
    ) -> None:
        """`accepts`: what Enter does with a fact, where it does not open it."""
        super().__init__(lexicon, heading, label_width=16)
        self._facts = facts
        self.ACCEPTS = accepts or self.ACCEPTS

    def items(self, width: int) -> Sequence[Item]:
        found: list[Item] = []
        for label, words, id in self._facts():
            if not label and not id:
                found.append(Item("", words, heading=True))
            else:
                found += wrapped(label, words, width, id, "row--here" if id else "row--count")
        return found
