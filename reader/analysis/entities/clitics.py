"""Clitics: و ف ب ل ك before a name, which no span of ours holds.

They are peeled only when the rest is known: «والي», «لبنان», «بشار», «كيري», «فلاديمير» all begin with a
clitic letter. Order: the whole word known: keep; else و or ف; then ب, ل or ك, and لل is ل with ال.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.text.affixes import ARTICLE, FOR_THE, affixes
from reader.text.fold import DROPPED

CLITICS = frozenset(affixes("clitics"))  # the letters that a word with some begins with
_CONJUNCTIONS = frozenset(affixes("conjunctions"))
_PREPOSITIONS = frozenset(affixes("prepositions"))
_SHORT = 2  # letters of the first word of «تل أبيب»
PREPOSITIONS = frozenset({"الي", "من", "في", "عن", "على", "مع"})  # after one of them no ب, ل or ك stands


@lru_cache(maxsize=1 << 15)
def peelings(norm: str) -> tuple[tuple[int, str], ...]:
    """(letters peeled, what is left with its ال restored), nearest to the whole word first; the whole word is not among them."""
    return tuple(_peelings(norm))


def _peelings(norm: str) -> Iterator[tuple[int, str]]:
    first = norm[:1]
    rest = norm[1:]
    if first in _CONJUNCTIONS and len(rest) > 1:
        yield 1, rest
        second = rest[:1]
        if second in _PREPOSITIONS and len(rest) > 3:
            yield from _preposition(rest, 1)
    if first in _PREPOSITIONS and len(rest) > 2:
        yield from _preposition(norm, 0)


def _preposition(norm: str, before: int) -> Iterator[tuple[int, str]]:
    if norm.startswith(FOR_THE) and len(norm) > 4:
        yield before + 1, ARTICLE + norm[2:]
        yield before + 1, "الل" + norm[2:]  # «للجنة» is ل and «اللجنة»
        yield before + 1, norm[1:]  # «للبنان» is ل and «لبنان»
    else:
        yield before + 1, norm[1:]


def short_peelings(norm: str) -> Iterator[tuple[int, str]]:
    """Those that leave two letters, too short for a name but not for its first word: «بتل أبيب», «وبأم درمان», «للتل الكبير»."""
    letters = 1 if norm[:1] in _CONJUNCTIONS and len(norm) > 3 else 0
    if norm[letters : letters + 1] not in _PREPOSITIONS:
        return
    rest = norm[letters + 1 :]
    if len(rest) == _SHORT:
        yield letters + 1, rest
    elif len(rest) == _SHORT + 1 and norm[letters : letters + 2] == FOR_THE:
        yield letters + 1, ARTICLE + rest[1:]


def after_letters(surface: str, letters: int) -> int:
    """How many code points the first `letters` letters of a token take with their marks and tatweel."""
    if not letters:
        return 0
    seen = 0
    for index, char in enumerate(surface):
        if char not in DROPPED:
            if seen == letters:
                return index
            seen += 1
    return len(surface)


def head_of(norm: str, heads: frozenset[str]) -> tuple[int, str] | None:
    """(clitic letters, head) where a word is one of the heads with or without clitics."""
    if norm in heads:
        return 0, norm
    if norm[:1] not in CLITICS:
        return None
    for letters, rest in peelings(norm):
        if rest in heads:
            return letters, rest
    return None
