"""All actions with their keys; Enter on one, then the new keys pressed, binds it: at once, and in the user's own file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from typing_extensions import override

from reader.actions import ACTIONS, BY_ID, CONTEXTS
from reader.catalogue import N_, Catalogue
from reader.keymap import Keymap, Keys, show
from reader.tui.screens.overlay import CardScreen, Item
from reader.typeset import isolate


class BindingScreen(CardScreen):
    """`bind(action, keys)` makes a binding and answers with what is wrong with it, or nothing."""

    ACCEPTS = N_("choose")

    def __init__(
        self, lexicon: Catalogue, keymap: Callable[[], Keymap], bind: Callable[[str, Keys], str]
    ) -> None:
        super().__init__(lexicon, lexicon("Keys: Enter, then press the new ones"), label_width=20)
        self._keymap = keymap
        self._bind = bind
        self._binding = ""
        self._pressed: list[str] = []

    @override
    def items(self, width: int) -> Sequence[Item]:
        words, keymap = self.lexicon, self._keymap()
        found: list[Item] = []
        for context in CONTEXTS:
            found.append(Item("", words(context.title), heading=True))
            for action in ACTIONS:
                if action.context == context.id:
                    keys = "  ".join(show(each) for each in keymap.of(action.id)[:4])
                    found.append(Item(keys, words(action.help), action.id, style="row--here"))
        return found

    def choose(self, id: str) -> None:
        self._binding, self._pressed = id, []
        self._tell(
            self.lexicon(
                "Press the keys for «{action}»; Enter ends, Escape leaves it",
                action=self.lexicon(BY_ID[id].help),
            )
        )

    def take_key(self, key: str) -> bool:
        """A key while keys are being pressed for an action. False: none are."""
        if not self._binding:
            return False
        if key == "escape":
            self._tell("")
        elif key == "enter" and self._pressed:
            wrong = self._bind(self._binding, tuple(self._pressed))
            cursor = self.list.cursor
            self.fill()
            self.list.move_to(cursor)
            self._tell(wrong)
        else:
            self._pressed.append(key)
            self.list.aside_text = isolate(show(self._pressed))
            self.list.repaint_header()
            return True
        self._binding = ""
        return True

    def _tell(self, words: str) -> None:
        self.list.heading_text = words or self.lexicon("Keys: Enter, then press the new ones")
        self.list.aside_text = ""
        self.list.repaint_header()
