"""Keys as they are written in a keymap, and as people read them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.actions import LETTER

_NAMED = frozenset(
    [
        "enter",
        "escape",
        "tab",
        "space",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
    + [f"f{n}" for n in range(1, 25)]
)
_TEXTUAL_NAMES = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})

Keys = tuple[str, ...]
"""A sequence of keys in their normal form."""


def split_key(key: str) -> tuple[list[str], str]:
    """The modifiers of a key and what is left of it: `ctrl+o`, `alt++`, `+`."""
    if len(key) == 1:
        return [], key
    if key.endswith("+"):
        return key[:-1].rstrip("+").split("+"), "+"
    *modifiers, last = key.split("+")
    return modifiers, last


def parse_key(text: str) -> str | None:
    """One key in its normal form: a character, or a name with modifiers; None where it is no key."""
    if text == LETTER or len(text) == 1:
        return text
    modifiers, key = split_key(text)
    if any(each not in _MODIFIERS for each in modifiers):
        return None
    if len(key) > 1 and key not in _NAMED:
        try:
            key = _TEXTUAL_NAMES.get(key) or unicodedata.lookup(key.replace("_", " "))
        except KeyError:
            return None
    return "+".join([*modifiers, key])


def parse_keys(text: str) -> Keys | None:
    """A sequence, its keys apart by blanks; None where one of them is no key."""
    keys = [parse_key(part) for part in text.split()]
    return tuple(key for key in keys if key) if keys and all(keys) else None


_SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "backspace": "Bksp", "pagedown": "PgDn", "pageup": "PgUp",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "delete": "Del", "insert": "Ins", LETTER: "a–z",
}  # fmt: skip


def show(keys: Sequence[str]) -> str:
    """A sequence as people read it: `^O`, `g j`, `Shift+Tab`."""
    out = []
    for key in keys:
        modifiers, last = split_key(key)
        last = _SHOWN.get(last, last.upper() if last[1:].isdigit() else last)
        if modifiers == ["ctrl"] and len(last) == 1:
            out.append("^" + last.upper())
        else:
            out.append("+".join([*(each.capitalize() for each in modifiers), last]))
    return " ".join(out)
