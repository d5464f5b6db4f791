"""The first minute: a card that says the five keys that matter. Never modal: panes are painted and keys work under it."""

from __future__ import annotations

from typing_extensions import override

from reader.tui.features.base import Desk

SEEN = "tour"
MINUTE = 60.0


class Touring(Desk):
    """See the module."""

    touring = False
    tour_aside = False  # taken away from over what the user opened; it comes back

    def begin_tour(self) -> None:
        """The card, on the very first start only."""
        library = self.session.library
        if library.recall(SEEN):
            return
        library.remember(SEEN, "seen")
        self.touring = True
        self._show_tour()
        self.later("tour", MINUTE, self.end_tour)

    def _show_tour(self) -> None:
        words, keymap = self.words, self.reader.keymap
        steps = (
            ("text.next_thing", words("to the next name, date or event")),
            ("text.open", words("everything said of it, in all articles")),
            ("go.next_article", words("on to the next article that has it")),
            ("go.back", words("back to where you were, from anywhere")),
            ("text.note", words("a note on this sentence")),
            ("go.search", words("search; tashkeel and hamza do not matter")),
            ("app.help", words("all other keys")),
            ("app.escape", words("puts this card away")),
        )
        self.popup.show(
            words("Welcome to Warraq. Try these:"),
            [(keymap.shown(action), said, "chrome--key") for action, said in steps],
        )

    def end_tour(self) -> None:
        """The card put away."""
        if self.touring:
            self.touring = False
            if not self.tour_aside:
                self.popup.hide()

    @override
    def clear_bottom(self, taken: bool) -> None:
        """What is typed and a list of passages lie where the card does: it makes way, and is back when they are gone."""
        if taken and self.touring and self.popup.display:
            self.popup.hide()
            self.tour_aside = True
        elif not taken and self.tour_aside:
            self.tour_aside = False
            if self.touring:
                self._show_tour()
        super().clear_bottom(taken)
