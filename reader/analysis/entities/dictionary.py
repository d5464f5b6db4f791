"""Whether a word that neither the lists nor the news have is an ordinary word of Arabic after all: «خنادقهم», «فأغرقته».

By dictionary.txt (nouns, verbs and the stems of presents, see training/dictionary.py) and affixes.toml. Of the unknown words of
news one in eight is of a name; of those whose stem the dictionary has one in thirty, of the others more than half.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import DATA, words_of

_FILE = "affixes.toml"
_SHORTEST = 3  # letters of a stem that an ending was taken off
_BARE = 2  # and of one that has none


class Reading(NamedTuple):
    """What a word may be, "noun" or "verb", "" for neither, and the ending that it then has."""

    kind: str
    ending: str


class _Words(dict[str, frozenset[str]]):
    """Sorted words, one a line, made into sets by their first letter when one is asked for: the start of the reader pays for none."""

    def __init__(self, lines: bytes, more: Iterable[str] = ()) -> None:
        super().__init__()
        self._lines, self._more = b"\n%b\n" % lines, more

    def __missing__(self, letter: str) -> frozenset[str]:
        line = ("\n" + letter).encode("utf-8", "surrogatepass")
        start, last = self._lines.find(line), self._lines.rfind(line)
        words = self._lines[start + 1 : self._lines.index(b"\n", last + 1)].decode() if start >= 0 else ""
        more = (word for word in self._more if word[0] == letter)
        found = self[letter] = frozenset(chain(words.split("\n") if words else (), more))
        return found

    def has(self, word: str) -> bool:
        """Whether a word that is not empty is one of these."""
        return word in self[word[0]]


class _Dictionary(NamedTuple):
    nouns: _Words
    pasts: _Words
    presents: _Words


_NONE = Reading("", "")


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    file, start = (DATA / "dictionary.txt").read_bytes(), 0
    while file.startswith(b"#", start):
        start = file.index(b"\n", start) + 1
    nouns, pasts, presents = file[start:].rstrip(b"\n").split(b"\n\n")
    return _Dictionary(_Words(nouns, _loanwords()), _Words(pasts), _Words(presents))


def _loanwords() -> frozenset[str]:
    return words_of("loanwords.txt", "folded")


class _Affixes:
    """What may stand before or after a stem, looked up by length: few of its words fit any one word."""

    def __init__(self, key: str) -> None:
        words = words_of(_FILE, key)
        self._order = {word: at for at, word in enumerate(("", *sorted(words)))}
        self._sizes = sorted({len(word) for word in words})

    def before(self, word: str) -> list[int]:
        """How many letters of a word those take that it begins with, none first; not all of them."""
        return [0, *[size for size in self._sizes if size < len(word) and word[:size] in self._order]]

    def after(self, word: str) -> list[str]:
        """Those that it ends with, in their order."""
        found = [word[-size:] for size in self._sizes if size <= len(word) and word[-size:] in self._order]
        return ["", *sorted(found, key=self._order.__getitem__)] if found else [""]


@lru_cache(maxsize=8)
def _affixes(key: str) -> _Affixes:
    return _Affixes(key)


@lru_cache(maxsize=1 << 14)
def read(norm: str) -> Reading:
    """The most ordinary reading of a folded word: a noun with the shortest ending taken off, else a verb."""
    return _noun(norm) or _verb(norm) or _NONE if len(norm) >= _BARE else _NONE


def ordinary(norm: str) -> bool:
    """Whether an unknown folded word is one of the dictionary, and not spelled like a name («باكبارا») but for a borrowed noun."""
    return bool(read(norm).kind) and (like_a_name(norm) < NAME or borrowed(norm))


@lru_cache(maxsize=1 << 12)
def borrowed(norm: str) -> bool:
    """«الماراثون», «بالكوليرا»: a noun that Arabic has borrowed, whatever stands before and behind it."""
    loans = _loanwords()
    stems = [
        norm,
        *(norm.removesuffix(each) for each in words_of(_FILE, "after_loanwords") if norm.endswith(each)),
    ]
    return any(
        stem[start:] in loans
        for stem in stems
        for start in _affixes("before_nouns").before(stem)
        if len(stem) - start >= _SHORTEST
    )


def noun(norm: str) -> bool:
    """Whether a folded word is a noun of the dictionary as it stands: behind «نهر» or «مزرعة» it is no name."""
    return _dictionary().nouns.has(norm)


def noun_inflected(norm: str) -> bool:
    """Whether a folded word is a noun of the dictionary with at most an ending: «بيوتا», «ولدها» and «كعكا» are no preposition and a name."""
    endings = _affixes("after_nouns").after(norm)
    return bool(norm) and _ending(_dictionary().nouns, norm, 0, endings) is not None


def _noun(norm: str) -> Reading | None:
    """With the shortest ending of all."""
    nouns, loses = _dictionary().nouns, words_of(_FILE, "without_ta")
    endings = sorted(_affixes("after_nouns").after(norm), key=len)
    best: str | None = None
    for start in _affixes("before_nouns").before(norm):
        known = nouns[norm[start]]
        for ending in endings:
            stop = len(norm) - len(ending)
            if stop - start < (_SHORTEST if ending else _BARE) or (
                best is not None and len(ending) >= len(best)
            ):
                break
            stem = norm[start:stop]
            if stem in known or (ending in loses and stem + "ه" in known):
                best = ending
                break
    return None if best is None else Reading("noun", best)


def _verb(norm: str) -> Reading | None:
    _, pasts, presents = _dictionary()
    endings = _affixes("after_verbs").after(norm)
    for start in _affixes("before_verbs").before(norm):
        ending = _ending(pasts, norm, start, endings)
        if ending is not None:
            return Reading("verb", ending)
        for size in _affixes("before_presents").before(norm[start:])[1:]:
            ending = _ending(presents, norm, start + size, endings)
            if ending is not None:
                return Reading("verb", ending)
    return None


def _ending(words: _Words, norm: str, start: int, endings: Iterable[str]) -> str | None:
    """The first of a word's endings without which, and without the letters before `start`, it is one of these words."""
    known = words[norm[start]]
    for ending in endings:
        stop = len(norm) - len(ending)
        if stop - start >= (_SHORTEST if ending else _BARE) and norm[start:stop] in known:
            return ending
    return None
