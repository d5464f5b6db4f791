"""From a key to an action: contexts around the focus, sequences, and the letters that some actions take.

Textual's own BINDINGS know no sequences and cannot be told apart by context from a file, so keys are looked up
here, in the keymap made from the registry. Widgets that take typing (CONTEXTS contains "input" or "editor") get
every key that types something; only keys of their own context are taken from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from textual import events
from textual.dom import DOMNode

from reader.keymap import Keymap, Match, Pending, find, parse_key
from reader.lazy_dataclass import dataclass

TYPING = frozenset({"input", "editor"})


def key_of(event: events.Key) -> str:
    """The key in the keymap's form: what it types, else its name."""
    character = event.character
    if character and event.is_printable and "ctrl+" not in event.key and "alt+" not in event.key:
        return "space" if character == " " else character
    return parse_key(event.key) or event.key


def contexts_of(node: DOMNode | None) -> Iterator[str]:
    """The contexts around a node, the nearest first."""
    while node is not None:
        yield from getattr(node, "CONTEXTS", ())
        node = node.parent


@dataclass
class Dispatcher:
    """Collects keys until they make an action."""

    keymap: Keymap
    pending: tuple[str, ...] = ()
    contexts: tuple[str, ...] = field(default=())

    def feed(self, key: str, contexts: tuple[str, ...]) -> Match | Pending | None:
        """One more key. None: it means nothing here (and a sequence begun is forgotten)."""
        if self.pending and contexts != self.contexts:
            self.pending = ()
        self.contexts = contexts
        if self.pending and key == "escape":
            self.pending = ()
            return Pending((), ())
        keys = (*self.pending, key)
        found = find(self.keymap, contexts, keys)
        if found is None and self.pending:
            # the sequence led nowhere: the last key may mean something by itself
            self.pending = ()
            found = find(self.keymap, contexts, (key,))
        self.pending = (
            keys
            if isinstance(found, Pending) and found.keys == keys
            else (key,)
            if isinstance(found, Pending)
            else ()
        )
        return found

    def forget(self) -> None:
        """A sequence begun is given up."""
        self.pending = ()
