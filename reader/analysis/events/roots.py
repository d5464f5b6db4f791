"""Words by their likely root, so that «سد» and «السدان», «تظاهر» and «متظاهرون» count as one word.

No dictionary: affixes and weak letters go, doubled letters fall together. Two words in a hundred thus meet that have
nothing in common, which is why no happening is joined by words alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from reader.analysis.events.clauses import without_article, without_conjunction, word_list
from reader.analysis.events.lexicon import DATA
from reader.analysis.events.numerals import number_words
from reader.analysis.events.speech import verbs_of_saying
from reader.text.affixes import affixes

_SUFFIXES = frozenset(affixes("noun_suffixes"))
# the longest first: letters of it, and letters that it leaves at least
_SUFFIX_LEAVES = ((3, 2), (2, 2), (1, 3))
_PREFIXES = frozenset(affixes("verb_prefixes"))
_PREFIX_LEAVES = ((3, 3), (2, 3), (1, 3))
_WEAK = frozenset(affixes("weak"))
SHORTEST = 3
RAREST = 5.5  # of a root that the list does not have
EVERYDAY = 2.0  # up to here news is full of it: in six of a thousand paragraphs


@cache
def _common() -> frozenset[str]:
    lists = ("openers", "prepositions", "adverbs", "verbs", "verb_cues", "light_verbs", "goes_on", "common")
    return frozenset().union(*(word_list("grammar", name) for name in lists))


@cache
def _untelling() -> frozenset[str]:
    """Small words, number words and verbs of saying."""
    return _common() | number_words() | verbs_of_saying()


@cache
def _weights() -> Mapping[str, float]:
    weights = {}
    for line in (DATA / "roots.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            weight, *roots = line.split()
            weights.update(dict.fromkeys(roots, float(weight)))
    return weights


def telling(root: str) -> float:
    """How telling it is to share a root: 0 for one that every twentieth paragraph of news has, `RAREST` for one that hardly any has."""
    return 0.0 if len(root) < SHORTEST else _weights().get(root, RAREST)


def everyday(root: str) -> bool:
    """True for a root that news is full of, or too short to tell anything."""
    return telling(root) <= EVERYDAY


@lru_cache(maxsize=65536)
def root_of(word: str) -> str:
    """The likely root of a folded word; "" for words that tell nothing (small words, numbers, verbs of saying)."""
    bare = without_conjunction(word)
    if bare in _untelling() or word in _common() or not bare.isalpha():
        return ""
    letters = without_article(bare)
    if len(letters) > 4 and letters[0] in "بلك" and letters[1:3] == "ال":
        letters = letters[3:]
    elif len(letters) > 4 and letters[0] in "بلك":
        letters = letters[1:]  # «بمحاسبة»; where it is the word's own, it goes in both texts
    if letters in _common() or len(letters) < SHORTEST - 1:
        return ""
    letters = _without_prefix(_without_suffix(_without_suffix(letters)))
    out = letters[:1]
    for letter in letters[1:]:
        if letter not in _WEAK and letter != out[-1]:
            out += letter
    return out if len(out) > 1 else ""


def _without_suffix(letters: str) -> str:
    for size, least in _SUFFIX_LEAVES:
        if len(letters) - size >= least and letters[-size:] in _SUFFIXES:
            return letters[:-size]
    return letters


def _without_prefix(letters: str) -> str:
    for size, least in _PREFIX_LEAVES:
        if len(letters) - size >= least and letters[:size] in _PREFIXES:
            return letters[size:]
    return letters
