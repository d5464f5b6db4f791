"""Keys as they come: which are typed, which are actions, and that none acts on a place that the one before it left."""

from __future__ import annotations

import asyncio
import contextlib
from abc import abstractmethod
from functools import partial as partial_call
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.timer import Timer

from reader.actions import BY_ID
from reader.keymap import Keymap, Match, Pending
from reader.tui.dispatch import TYPING, Dispatcher, contexts_of, key_of
from reader.tui.screens.desk import DeskScreen

PATIENCE = 0.5  # seconds that a key waits for the letters typed before it
WHICH_KEY = 0.4  # seconds after which a sequence that was begun shows how it can go on


class Keystrokes(App[None]):
    """An app whose keys are actions of the keymap, carried out by the nearest part of the screen that knows how."""

    BINDINGS: ClassVar[list[BindingType]] = []  # keys are in the keymap
    CONTEXTS: ClassVar[tuple[str, ...]] = ("app",)

    keymap: Keymap
    dispatcher: Dispatcher
    _which_key: Timer | None = None
    _acted: tuple[DOMNode | None, str] = (None, "")  # where the key before was carried out, and which it was

    @property
    @abstractmethod
    def desk(self) -> DeskScreen:
        """The screen where reading happens."""

    async def on_event(self, event: events.Event) -> None:
        if self._exit and isinstance(event, events.InputEvent):
            return  # on the way out: what is typed now is nobody's
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            if not self.app_focus:
                self.app_focus = True
            await self._caught_up(event)
            if self.take_key(event):
                event.stop()
                event.prevent_default()
                return
            # Textual looks for the widget's binding only when the key has bubbled up again, behind letters that
            # came in the same burst: Enter and Backspace must keep their place among them.
            letter = event.is_printable and event.character
            if self._types(self.focused) and not letter and await self._check_bindings(event.key):
                return
        await super().on_event(event)

    @staticmethod
    def _types(focused: DOMNode | None) -> bool:
        return bool(TYPING & set(getattr(focused, "CONTEXTS", ())))

    async def _caught_up(self, event: events.Key) -> None:
        """Waits for what the keys before this one set off: keys come faster than messages when a line brings a
        packet of them. The same key held may overtake its own news, which are the same again."""
        focused = self.focused
        if focused is not None and self._types(focused) and not (event.is_printable and event.character):
            await self._dealt_with(focused)  # Ctrl+S must not overtake a letter
        acted, before = self._acted
        if acted is not None and event.key != before:
            for node in dict.fromkeys((acted, focused)):
                while node is not None and node is not self:
                    await self._dealt_with(node)
                    node = node.parent
        self._acted = (None, "")

    @staticmethod
    async def _dealt_with(node: DOMNode) -> None:
        """Waits until a node has handled every message that it has so far."""
        done = asyncio.Event()
        if node.is_running and node.call_later(done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), PATIENCE)

    def take_key(self, event: events.Key) -> bool:
        """A key looked up in the contexts around the focus, and carried out. False: it is the widget's own."""
        if hasattr(self.screen, "take_key") and self.screen.take_key(key_of(event)):  # it binds keys
            return True
        focus: DOMNode = self.focused or self.screen
        contexts = tuple(dict.fromkeys(contexts_of(focus)))
        if TYPING & set(contexts):
            if event.is_printable and event.character and event.key not in ("enter", "tab"):
                return False
            contexts = tuple(each for each in contexts if each in TYPING)
        elif hasattr(focus, "take_letter") and focus.take_letter(key_of(event)):
            return True
        found = self.dispatcher.feed(key_of(event), contexts)
        self._hide_which_key()
        if isinstance(found, Pending):
            if found.keys and isinstance(self.screen, DeskScreen):
                self._which_key = self.set_timer(WHICH_KEY, lambda: self.desk.show_pending(found))
            return True
        if isinstance(found, Match):
            if self.desk.status.said:
                self.desk.say("")
            self._acted = (focus, event.key)
            self.carry_out(found.action, found.letter)
            return True
        return False

    def _hide_which_key(self) -> None:
        if self._which_key is not None:
            self._which_key.stop()
            self._which_key = None
            self.desk.popup.hide()

    def carry_out(self, action: str, letter: str = "") -> bool:
        """An action by id, by the nearest part of the screen around the focus that knows how."""
        name = "do_" + action.replace(".", "_")
        node: DOMNode | None = self.focused or self.screen
        while node is not None:
            if (method := getattr(node, name, None)) is not None:
                self.desk.careful(partial_call(method, letter) if letter else method)
                return True
            node = node.parent
        if action.partition(".")[0] not in ("app", "input", "editor", "hints"):
            return self._elsewhere(action, name, letter)
        return False

    def _elsewhere(self, action: str, name: str, letter: str) -> bool:
        """An action of a pane that has not the focus (from the palette): the pane gets it first."""
        desk = self.desk
        panes = {
            "text": desk.text,
            "articles": desk.articles,
            "entities": desk.entities,
            "timeline": desk.timeline,
        }
        pane = panes.get(BY_ID[action].context)
        if pane is not None and self.screen is desk:
            desk.focus_pane(pane)
            for node in (pane, desk):
                if (method := getattr(node, name, None)) is not None:
                    desk.careful(partial_call(method, letter) if letter else method)
                    return True
        return False
