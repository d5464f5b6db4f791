"""Link hints: a letter or two on every name, date, event and note in view; typing them goes there."""

from __future__ import annotations

from itertools import product

from textual import on

from reader.model import Place
from reader.tui.features.base import Desk
from reader.tui.panes.text import TextPane

LETTERS = "fjdkslaghrueiwoqptyvncmxz"  # without b, which Arabic keyboards type as two letters


def labels(count: int) -> list[str]:
    """As many labels as things: one letter each while they last, else two each."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


class Hinting(Desk):
    """See the module."""

    def do_text_hints(self) -> None:
        marks = self.text.things_in_view()
        if not marks:
            self.say(self.words("Nothing is marked on this page"))
            return
        self.text.show_hints(dict(zip(labels(len(marks)), (mark.span for mark in marks), strict=False)))
        self.say(self.words("Type the letters of where to go; Escape for nowhere"))

    @on(TextPane.HintTaken)
    def _hint_taken(self, event: TextPane.HintTaken) -> None:
        article = self.text.article
        if article is not None:
            self.go_to(Place(article.document.id, event.span.start))
