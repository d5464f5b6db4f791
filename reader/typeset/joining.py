"""Joining: which form each Arabic letter takes, chosen on the whole word.

Letters become presentation forms (FB50 to FDFF, FE70 to FEFC), which every terminal shows as they are; lam
with alef becomes one glyph. A letter without forms of its own stays itself, or is composed
(reader/data/typeset/substitutes.tsv), and its neighbours still join towards it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, chain
from pathlib import Path

from reader.text.ucd import CodeClasses, rows

_DATA = Path(__file__).parents[1] / "data" / "typeset"
_joining = CodeClasses("joining_type", {kind: kind for kind in "DRCLTU"}, "U")
BACKWARD, ONWARD = 1, 2  # joined to the letter before, to the letter after: together an index into forms
LAM = "\u0644"
ALEFS = "\u0622\u0623\u0625\u0627"


def typeset_rows(name: str) -> list[list[str]]:
    """The lines of a table under reader/data/typeset/, split at tabs."""
    text = (_DATA / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def forms() -> dict[str, tuple[str, str, str, str]]:
    """letter, or lam and alef -> its isolated, final, initial, medial glyph (what is lacking: the nearest)."""
    found = {}
    for letters, *columns in rows("forms"):
        isolated, final, initial, medial = (chr(int(c, 16)) if c != "-" else "" for c in columns)
        own = "".join(chr(int(c, 16)) for c in letters.split())
        isolated = isolated or own
        final = final or isolated
        found[own] = (isolated, final, initial or isolated, medial or final)
    for letter, like, mark in typeset_rows("substitutes"):
        four = found[chr(int(like, 16))]
        add = chr(int(mark, 16))
        found[chr(int(letter, 16))] = (four[0] + add, four[1] + add, four[2] + add, four[3] + add)
    return found


class _Letters(dict[str, tuple[tuple[str, str, str, str], bool, bool]]):
    """letter, or lam and alef -> (forms, does it reach the next letter?, does it take the one before?)"""

    def __missing__(self, letter: str) -> tuple[tuple[str, str, str, str], bool, bool]:
        kind = joining_types(letter[-1])
        four = forms().get(letter, (letter, letter, letter, letter))
        self[letter] = found = four, kind in "DLC", kind in "DRC" or len(letter) > 1
        return found


_letters = _Letters()
COMPOSED = re.compile("[" + "".join(chr(int(letter, 16)) for letter, *_ in typeset_rows("substitutes")) + "]")
_tokens = re.compile(f"{LAM}[{ALEFS}]|.")


def glyphs_unmarked(word: str) -> list[str]:
    """`shape` for a word without marks or anything invisible: a glyph for each letter, one for lam and alef."""
    tokens = _tokens.findall(word) if LAM in word else list(word)
    glyphs = []
    joined = 0  # does the letter before reach towards this one?
    forms_, reaches, _ = _letters[tokens[0]]
    for token in tokens[1:]:
        next_forms, next_reaches, takes = _letters[token]
        if reaches and takes:
            glyphs.append(forms_[joined + ONWARD])
            joined = BACKWARD
        else:
            glyphs.append(forms_[joined])
            joined = 0
        forms_, reaches = next_forms, next_reaches
    glyphs.append(forms_[joined])
    return glyphs


class _Connected(dict[str, tuple[str, ...]]):
    """A connected part of a word -> its glyphs. A language has few, so that most words are joined by look-up."""

    def __missing__(self, part: str) -> tuple[str, ...]:
        glyphs = tuple(glyphs_unmarked(part))
        if len(part) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[part] = glyphs
        return glyphs


_KEPT, _LONGEST_KEPT = 1 << 14, 32
_connected = _Connected()


@cache
def _parts() -> re.Pattern[str]:
    """Finds the connected parts of a word without marks or anything invisible."""
    letters = [chr(code) for code in range(0x0620, 0x0700)]
    onward = "".join(letter for letter in letters if joining_types(letter) in "DC")
    return re.compile(f"[{onward}]*[^{onward}]|[{onward}]+")


def shape_letters(words: str) -> tuple[str, ...]:
    """`shape` for words without marks or anything invisible: a glyph for each letter, one for lam and alef, " " for a space.

    Not for letters that are composed of two (`COMPOSED`).
    """
    return tuple(chain.from_iterable(map(_connected.__getitem__, _parts().findall(words))))


def letter_starts(word: str) -> tuple[int, ...]:
    """Where each glyph's letters begin in a word without marks, and the word's length."""
    return tuple(accumulate(map(len, _tokens.findall(word)), initial=0))


def joining_types(text: str) -> str:
    """Joining_Type of each code point: D, R, C, L, T or U."""
    return text.translate(_joining)


def joins_onward(text: str, offset: int) -> bool:
    """True where the letter before `offset` is joined to the one after it."""
    before = joining_types(text[max(0, offset - 16) : offset]).replace("T", "")
    after = joining_types(text[offset : offset + 16]).replace("T", "")
    return before[-1:] in {"D", "L", "C"} and after[:1] in {"D", "R", "C"}


def shape(word: str, types: str) -> list[str | None]:
    """The glyph of each letter that has forms; None for the others; "" for an alef that went into its lam."""
    table = forms()
    glyphs: list[str | None] = [None] * len(word)
    visible = [at for at, kind in enumerate(types) if kind != "T"]
    joined = False  # the letter before reaches towards this one
    skip = -1
    for n, at in enumerate(visible):
        if at == skip:
            continue
        kind = types[at]
        following = visible[n + 1] if n + 1 < len(visible) else -1
        letters = word[at]
        if letters == LAM and following >= 0 and word[following] in ALEFS:
            glyphs[following] = ""
            skip = following
            letters += word[following]
            kind = "R"
            following = -1
        onward = kind in "DLC" and following >= 0 and types[following] in "DRC"
        if (four := table.get(letters)) is not None:
            backward = joined and kind in "DR"
            glyphs[at] = four[(BACKWARD if backward else 0) + (ONWARD if onward else 0)]
        joined = onward
    return glyphs
