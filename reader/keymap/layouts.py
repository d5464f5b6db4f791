"""Arabic keyboards: what their keys type, and the twins that a sequence of keys has on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from reader.actions import LETTER
from reader.keymap.keys import Keys, split_key
from reader.lazy_dataclass import dataclass

_LAYOUTS = Path(__file__).resolve().parent.parent / "data" / "keys" / "arabic_layouts.toml"


@dataclass(frozen=True)
class Layout:
    """An Arabic keyboard: what each Latin key types there (one letter, or two: لا), and all that it can type."""

    name: str
    types: Mapping[str, tuple[str, ...]]

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(letter for typed in self.types.values() for each in typed for letter in each)


_loaded: list[Layout] = []


def layouts() -> Sequence[Layout]:
    """The Arabic keyboards of data/keys/arabic_layouts.toml, read once."""
    if not _loaded:
        import tomllib  # the default keymap needs none before the first key

        data = tomllib.loads(_LAYOUTS.read_text(encoding="utf-8"))
        for name, table in data["layouts"].items():
            types = {
                key: (typed,) if isinstance(typed, str) else tuple(typed) for key, typed in table.items()
            }
            _loaded.append(Layout(name, types))
    return _loaded


def twins(sequence: Keys) -> list[Keys]:
    """The same physical keys on the Arabic keyboards; a key that types two letters becomes two keys.

    With Ctrl or Alt most terminals send the Latin letter all the same, so both are there.
    """
    found: dict[Keys, None] = {}
    for layout in layouts():
        made: list[Keys] = [()]
        for key in sequence:
            made = [(*start, *more) for start in made for more in _typed(layout, key)]
        for twin in made:
            if twin != sequence:
                found[twin] = None
    return list(found)


def _typed(layout: Layout, key: str) -> list[Keys]:
    modifiers, last = split_key(key)
    if key == LETTER or len(last) != 1:
        return [(key,)]
    letters = layout.types.get(last, (last,))
    if not modifiers:
        return [tuple(each) for each in letters]
    held = "+".join(modifiers)
    return [(key,), *((f"{held}+{each}",) for each in letters if len(each) == 1 and each != last)]


def latin_key(key: str) -> str:
    """The Latin letter on the key that types this on an Arabic keyboard; the key itself where there is none."""
    if len(key) == 1 and not key.isascii():
        for layout in layouts():
            for latin, typed in layout.types.items():
                if key in typed:
                    return latin
    return key
