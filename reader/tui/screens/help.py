"""Help for the pane in use: its keys first, then those that work everywhere; and what is good to know."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from reader.actions import ACTIONS, CONTEXTS
from reader.catalogue import N_, Catalogue
from reader.keymap import Keymap, show
from reader.tui.screens.overlay import CardScreen, Item

SLOW = N_("Over a slow line connect with ssh -C: what is sent shrinks twentyfold.")
TIPS = (
    N_("Every key works on an Arabic keyboard too: the same physical key."),
    SLOW,
    N_("If letters stand in the wrong order, run warraq doctor."),
)


class HelpScreen(CardScreen):
    """All keys of some contexts, the nearest first. Enter does the thing."""

    ACCEPTS = N_("do")

    def __init__(
        self, lexicon: Catalogue, keymap: Keymap, contexts: Sequence[str], *, slow: bool = False
    ) -> None:
        super().__init__(lexicon, lexicon("Help"), label_width=18)
        self._keymap = keymap
        self._contexts = contexts
        self._slow = slow

    @override
    def items(self, width: int) -> Sequence[Item]:
        words = self.lexicon
        found: list[Item] = [Item("", words(SLOW), heading=True)] if self._slow else []
        titles = {each.id: each.title for each in CONTEXTS}
        for context in self._contexts:
            if context not in titles:
                continue
            found.append(Item("", words(titles[context]), heading=True))
            for action in ACTIONS:
                if action.context == context:
                    keys = "  ".join(show(each) for each in self._keymap.of(action.id)[:3])
                    found.append(Item(keys, words(action.help), action.id, style="row--here"))
        found.append(Item("", words("Good to know"), heading=True))
        found += [Item("", words(tip)) for tip in TIPS]
        return found
