"""A keymap in force: which action a sequence of keys means where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from reader.actions import ACTIONS, BY_ID, CONTEXTS, LETTER
from reader.keymap.keys import Keys, parse_keys, show
from reader.lazy_dataclass import dataclass


@dataclass(frozen=True)
class Keymap:
    """Key sequences of every action. `problems` are the lines that were not understood."""

    name: str
    keys: Mapping[str, tuple[Keys, ...]]
    problems: tuple[str, ...] = ()

    def of(self, action: str) -> tuple[Keys, ...]:
        """The sequences that carry out an action; none where it is reached by name only."""
        return self.keys.get(action, ())

    def shown(self, action: str) -> str:
        """The first sequence of an action as it is shown to people; "" where it has none."""
        return show(self.of(action)[0]) if self.of(action) else ""

    def layered(
        self, over: Mapping[str, tuple[Keys, ...]], name: str, problems: Iterable[str] = ()
    ) -> Keymap:
        """This keymap with another's lines on top."""
        return Keymap(name, {**self.keys, **over}, (*self.problems, *problems))

    @cached_property
    def tries(self) -> dict[str, Node]:
        """One trie a context, of the keys as they are written."""
        roots = {context.id: Node() for context in CONTEXTS}
        for action, sequences in self.keys.items():
            for sequence in sequences:
                roots[BY_ID[action].context].add(sequence, action)
        return roots

    @cached_property
    def twin_tries(self) -> dict[str, Node]:
        """The same with the twins on Arabic keyboards; asked only where the written keys mean nothing."""
        from reader.keymap.layouts import twins  # many never have such a keyboard

        roots = Keymap(self.name, self.keys).tries
        for action, sequences in self.keys.items():
            for sequence in sequences:
                for twin in twins(sequence):
                    roots[BY_ID[action].context].add(twin, action, keep=True)
        return roots


@dataclass
class Node:
    """A step of a key sequence: `action` ends here, `next` goes on."""

    action: str | None = None
    next: dict[str, Node] = field(default_factory=dict)

    def add(self, sequence: Keys, action: str, *, keep: bool = False) -> None:
        """One more sequence; with `keep`, what is there already stays (twins never take a key away)."""
        node = self
        for key in sequence:
            if keep and node.action is not None:
                return
            node = node.next.setdefault(key, Node())
        if not (keep and (node.action is not None or node.next)):
            node.action = action

    def step(self, key: str) -> Node | None:
        """The node that a key leads to; LETTER stands for any one letter or digit."""
        if key in self.next:
            return self.next[key]
        return self.next.get(LETTER) if len(key) == 1 and key.isalnum() else None


@dataclass(frozen=True)
class Match:
    """A sequence that is complete: the action, and the letter given to it where it takes one."""

    action: str
    letter: str = ""


@dataclass(frozen=True)
class Pending:
    """A sequence that may go on: the keys that can follow, each with the action it leads to (or "…")."""

    keys: Keys
    choices: tuple[tuple[str, str], ...]


def find(keymap: Keymap, contexts: Sequence[str], keys: Keys) -> Match | Pending | None:
    """What `keys` mean where these contexts are active, the nearest first.

    A character that both keyboards can type (`>`) means what the keymap says of it; only then is it taken for
    the key that it stands on.
    """
    return _find(keymap, keymap.tries, contexts, keys) or _find(keymap, keymap.twin_tries, contexts, keys)


def _find(
    keymap: Keymap, tries: Mapping[str, Node], contexts: Sequence[str], keys: Keys
) -> Match | Pending | None:
    pending: list[Node] = []
    for context in contexts:
        node: Node | None = tries.get(context)
        for key in keys:
            node = node.step(key) if node else None
        if node is None:
            continue
        if node.next:
            pending.append(node)
        elif node.action and not pending:
            last = keys[-1]
            takes = any(sequence[-1] == LETTER for sequence in keymap.of(node.action))
            return Match(node.action, last if takes else "")
    if not pending:
        return None
    seen: dict[str, str] = {}
    for node in pending:
        for key, follower in node.next.items():
            if key.isascii():
                seen.setdefault(key, follower.action or "…")
    return Pending(keys, tuple(sorted(seen.items())))


def default_keymap() -> Keymap:
    """The keymap of the registry."""
    keys = {}
    for action in ACTIONS:
        parsed = [parse_keys(each) for each in action.keys]
        keys[action.id] = tuple(each for each in parsed if each)
    return Keymap("default", keys)
