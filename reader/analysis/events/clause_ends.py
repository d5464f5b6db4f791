"""Where a clause or a phrase of it ends: at openers and verbs, at clauses of how somebody was, behind asides and names in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.analysis.entities.dictionary import noun, noun_inflected, read
from reader.analysis.events.clauses import Word, without_article, word_list
from reader.analysis.events.speech import is_saying
from reader.text.affixes import ARTICLE

_QUOTES = {"«": "»", "“": "”", '"': '"'}
_CALLED = 4  # words at most of what a ship or an operation is called


@lru_cache(maxsize=16384)
def bounds(letters: str, bare: str) -> bool:
    """True for a folded word at which a clause ends: a conjunction, an auxiliary, a verb of saying."""
    if bare in word_list("grammar", "openers"):
        return True
    if bare in word_list("grammar", "verbs") and bare not in word_list("grammar", "person_titles"):
        return True  # «لقي نجم الكرة فلان مصرعه»: no verb
    if letters in word_list("grammar", "besides") or bare in word_list("grammar", "not_present"):
        return True
    return is_saying(letters) or is_saying(bare) or _next_verb(letters, bare)


def _next_verb(letters: str, bare: str) -> bool:
    """«ويمنحه مكافأة», «يواجهون الموت»: «و» with a verb, or a present in ـون, that is no noun begins a clause."""
    if letters != bare and letters == "و" + bare:
        return not (noun(letters) or noun_inflected(bare)) and read(bare).kind == "verb"
    if letters[:1] == "ل" and letters[1:2] in ("ي", "ت", "ن"):  # «ذهب ليتفقد المكان»
        return not (noun(letters) or noun_inflected(letters) or noun_inflected(letters[1:])) and (
            read(letters[1:]).kind == "verb"
        )
    plural = letters[:1] in ("ي", "ت") and letters.endswith("ون")
    return plural and not noun_inflected(letters) and read(letters).kind == "verb"


def circumstance(word: Word) -> bool:
    """«قتل فلان وهو جالس»: a clause of its own begins; behind a comma it is an aside."""
    return word.folded in word_list("grammar", "circumstance") and not word.break_before


def called(words: Sequence[Word], start: int, stop: int) -> int:
    """The word behind «العبارة «سانت كاترين»», what is called so being named in quotation marks; `start` where it is no name."""
    close = _QUOTES.get(words[start].break_before)
    if close is None or words[start - 1].person:
        return start  # «اتهم فلان «العدو»»
    if not words[start - 1].bare.startswith(ARTICLE) or without_article(words[start - 1].bare) in word_list(
        "grammar", "person_titles"
    ):
        return start
    for j in range(start, min(stop, start + _CALLED + 1)):
        if j > start and close in words[j].break_before:
            return j
        if words[j].mention >= 0 or (j > start and words[j].break_before):
            return start
    return start


def after_aside(words: Sequence[Word], start: int, stop: int) -> int:
    """The word after «-...-» or «(...)» that opens before word `start`; `start` where nothing closes it soon."""
    close = ")" if words[start].break_before[-1:] == "(" else words[start].break_before[-1:]
    for j in range(start + 1, min(stop, start + 14)):
        if close in words[j].break_before:
            return j
    return start
