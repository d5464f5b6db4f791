"""What is wrong with a keymap as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reader.actions import ACTIONS, BY_ID, CONTEXTS
from reader.keymap.keys import Keys, show
from reader.keymap.matching import Keymap

LISTS = ("articles", "entities", "timeline", "passages")
MET = (
    ("text", "go", "view", "app"),
    *((each, "rows", "go", "view", "app") for each in LISTS),
    ("compare", "rows", "app"),
)
"""Contexts that are active at the same time, the nearest first."""


def check(keymap: Keymap) -> list[str]:
    """One key for two actions, sequences that can never be typed, no way to do a thing; one line each."""
    problems = []
    for context in CONTEXTS:
        owner: dict[Keys, str] = {}
        for action, sequence in _of_context(keymap, context.id):
            if sequence in owner:
                problems.append(f"{show(sequence)} is given to both {owner[sequence]} and {action}")
            owner.setdefault(sequence, action)
        for sequence, action in owner.items():
            problems += [
                f"{action}: {show(sequence)} can never be typed, {show(start)} is {owner[start]}"
                for start in _beginnings(sequence)
                if start in owner
            ]
    problems += [f"{action.id} has no key" for action in ACTIONS if not keymap.of(action.id)]
    return problems


def shadowed(keymap: Keymap) -> list[str]:
    """Keys that mean something else where a nearer context is active; one line each.

    That may be meant (in a list Escape closes the list), so it is told of a file only where its own lines do it.
    """
    found: dict[str, None] = {}
    for contexts in MET:
        for near, far in combinations(contexts, 2):
            nearer = {sequence: action for action, sequence in _of_context(keymap, near)}
            for action, sequence in _of_context(keymap, far):
                for hidden in (sequence, *_beginnings(sequence)):
                    if hidden in nearer:
                        found[f"{action}: {show(sequence)} is {nearer[hidden]} {_where(near)}"] = None
    return list(found)


def _where(context: str) -> str:
    title = next(each.title for each in CONTEXTS if each.id == context)
    return title[0].lower() + title[1:]


def _of_context(keymap: Keymap, context: str) -> Iterator[tuple[str, Keys]]:
    for action, sequences in keymap.keys.items():
        if BY_ID[action].context == context:
            yield from ((action, sequence) for sequence in sequences)


def _beginnings(sequence: Keys) -> list[Keys]:
    return [sequence[:length] for length in range(1, len(sequence))]
