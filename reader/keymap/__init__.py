"""Keymaps: which keys do what. Read, layered, checked, and given their twins on Arabic keyboards.

`keys` has keys as written and as shown, `matching` the keymap in force, `files` what is read, `checking` what is
wrong with it, `layouts` the Arabic keyboards, `generate` what is written from the registry.
"""

from reader.keymap.files import load, parse, read
from reader.keymap.keys import Keys, parse_key, parse_keys, show
from reader.keymap.matching import Keymap, Match, Node, Pending, default_keymap, find

__all__ = [
    "Keymap",
    "Keys",
    "Match",
    "Node",
    "Pending",
    "default_keymap",
    "find",
    "load",
    "parse",
    "parse_key",
    "parse_keys",
    "read",
    "show",
]
