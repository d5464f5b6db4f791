"""Words that lost their space, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from typing import NamedTuple

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import CLITICS, after_letters, peelings
from reader.analysis.entities.found import Scan
from reader.analysis.entities.gazetteer import Words
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import KEEP, Entry, Lexicon, function_words, words_of
from reader.analysis.entities.tokens import Token
from reader.model import EntityType
from reader.text.fold import DROPPED

_FILE = "orgheads.toml"
_JOINED = 6  # letters of two words without the space between them
_SHORT = 3  # letters of a place that may stand so in other words, too
_RUN_ON = 7  # letters of a place and a frequent word
_LONG = 6  # letters of a place that is one even where the whole may be a name, or a word of the language
_FREQUENT = 2500
_MARBUTA = re.compile("[\u0621-\u063a\u0641-\u0652]+?ة(?=[\u0621-\u063a\u0641-\u064a]{2})")


class _Word(NamedTuple):
    """What a word says of this by itself."""

    letters: int  # of its first word; 0 where it is one word, as far as it tells
    known: bool  # is one word, whatever stands around it
    cuts: tuple[int, ...]  # where it may be two, if the words around say so


_KNOWN = _Word(0, True, ())


class Joined:
    """Finds words that lost their space: «تركياوالأردن» is two places, «روسياالبيضاء» the two words of one,
    «بيروتالى» a place and a preposition, «دلهيعند» a place and a frequent word.

    Only a word that is no known word itself and none of `news`, the words of the news, and only at listed places.
    """

    def __init__(self, lex: Lexicon, news: Words) -> None:
        self._lex, self._news = lex, news
        self._before = tuple(words_of(_FILE, "run_before"))
        self._behind = tuple(words_of(_FILE, "run_behind"))
        # those asked for last are kept
        self._word: Callable[[str], _Word] = lru_cache(maxsize=KEEP)(self._look)

    def apart(self, read: Scan) -> Scan:
        """A document with such words as two tokens each."""
        cuts: dict[int, int] = {}
        for at, norm in enumerate(read.norms):
            if len(norm) >= _JOINED and not (word := self._word(norm)).known:
                letters = word.letters or self._run_on(read, at, word)
                if letters:
                    cuts[at] = letters
        if not cuts:
            return read
        tokens: list[Token] = []
        ranges = []
        for start, end in read.sentences:
            first = len(tokens)
            for at in range(start, end):
                token = read.tokens[at]
                if at in cuts:
                    middle = token.start + after_letters(read.surface(at), cuts[at])
                    tokens.append(Token(token.start, middle, token.norm[: cuts[at]], True))
                    tokens.append(Token(middle, token.end, token.norm[cuts[at] :], True))
                else:
                    tokens.append(token)
            ranges.append((first, len(tokens)))
        return Scan(read.text, tokens, [token.norm for token in tokens], ranges)

    def _look(self, norm: str) -> _Word:
        lex, news = self._lex, self._news
        if lex.known(norm):
            return _KNOWN
        letters = lex.of(norm).joined if len(norm) > _JOINED + 1 else 0
        if not letters and norm in news:
            return _KNOWN
        letters = letters or _preposition(norm, lex, self._before, self._behind) or _two(norm, lex, news)
        return _Word(letters, False, () if letters or len(norm) < _RUN_ON else _cuts(lex, norm))

    def _run_on(self, read: Scan, at: int, word: _Word) -> int:
        """«دلهيعند», «بوينس آيرسفقتل», «أحرزتالسنغال»: letters of the first of two words, of which one is a place and the other one
        is one that the news has often; or letters up to ة, behind which no word goes on («القاهرةأمس»).
        """
        norm, lex, news = read.norms[at], self._lex, self._news
        surface = read.surface(at) if "ه" in norm[:-1] else ""  # to which ة is folded
        inside = _MARBUTA.match(surface) if "ة" in surface[:-1] else None
        if inside is not None:
            cut = sum(char not in DROPPED for char in inside[0])
            return cut if _SHORT <= cut < len(norm) - 1 else 0
        if len(norm) < _RUN_ON:
            return 0
        before = read.norms[at - 1] if at else ""
        begins = bool(before) and lex.of(before).longest > 1
        if not (begins or word.cuts):
            return 0  # as nearly always
        after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
        for cut in range(len(norm) - 2, _SHORT - 1, -1) if begins else word.cuts:
            one, other = norm[:cut], norm[cut:]
            second = begins and _place(lex, f"{before} {one}")  # «بوينس آيرسفقتل»
            if not second and cut not in word.cuts:
                continue
            first = second or _sure(lex, one)
            goes_on = bool(after) and lex.of(other).longest > 1
            there = _place(lex, other) or (goes_on and _place(lex, f"{other} {after}"))
            if not (first or there):
                continue
            least = _LONG if dictionary.read(norm).kind or like_a_name(norm) >= NAME else _LONG - 1
            sure = other in function_words() or (len(other) > _SHORT + 1 and _inflected(other))
            enough = _SHORT + (len(other) < _LONG) if least < _LONG and sure else least
            if first and (second or cut >= enough) and _goes_on(lex, news, other):
                return cut
            if there and len(other) >= least and news.rank(one) < _FREQUENT and one not in lex.names:
                return cut
        return 0


def _preposition(norm: str, lex: Lexicon, before: tuple[str, ...], behind: tuple[str, ...]) -> int:
    """«بيروتالى», «فيدمشق»: letters of the first word where the other one is a preposition; 0 where neither is."""
    if norm.startswith((*before, *behind)) and dictionary.read(norm).kind:
        return 0  # «فيضانا», «معاونيه»
    if norm.endswith(behind):
        for word in behind:
            place = norm.removesuffix(word)
            if place != norm and len(place) > _SHORT and _sure(lex, place):
                return len(place)
    if norm.startswith(before):
        for word in before:
            place = norm.removeprefix(word)
            if place != norm and len(place) > _SHORT and _place(lex, place):
                return len(word)
    return 0


def _two(norm: str, lex: Lexicon, news: Container[str]) -> int:
    """«تركياوالأردن», «صلخدوملح», «سورياوالرئيس»: letters of a place before و and another place or a word of the news; 0 where none is."""
    for cut in range(3, len(norm) - 3):
        if norm[cut] != "و" or not _sure(lex, norm[:cut]):
            continue
        other = norm[cut + 1 :]
        if _place(lex, other):
            return cut
        listed = any(entry.type is EntityType.LOC for entry in lex.phrases.of(other))
        if cut > _SHORT and (listed or (len(other) > _SHORT and other in news)):
            return cut
    return 0


def _cuts(lex: Lexicon, norm: str) -> tuple[int, ...]:
    """After how many letters one of two words may be a place, or the other one the first word of one; the longest first."""
    found = []
    for cut in range(len(norm) - 2, _SHORT - 1, -1):
        other = lex.of(norm[cut:])
        if other.longest > 1 or _place_among(other.entries) or _sure(lex, norm[:cut]):
            found.append(cut)
    return tuple(found)


def _goes_on(lex: Lexicon, news: Words, other: str) -> bool:
    """Whether a word may stand behind a place: a frequent one, a particle, a nationality with its article."""
    if len(other) < _SHORT or other in words_of(_FILE, "no_words_behind"):
        return False
    if other.startswith("ال") and len(other) > _SHORT + 1:
        return other in news or lex.nationality(other) is not None
    forms = (other, other[1:]) if other[0] in "وف" and len(other) > _SHORT else (other,)
    often = any(form in function_words() or news.rank(form) < _FREQUENT for form in forms)
    return often or _inflected(other)


def _inflected(norm: str) -> bool:
    """«يتبضعون», «استقلالها»: a verb, or a noun with a pronoun that no name ends with."""
    reading = dictionary.read(norm)
    whole = reading.kind == "verb" or (reading.kind == "noun" and norm.endswith(("ها", "هم", "هما")))
    derived = norm.endswith(("يه", "ات", "ين"))  # «الهندوسية»
    return len(norm) > _SHORT and whole and not derived and like_a_name(norm) < NAME


def _sure(lex: Lexicon, norm: str) -> bool:
    """Whether a word is a place, with a clitic or without one."""
    if _place(lex, norm):
        return True
    rests = peelings(norm) if norm[0] in CLITICS else ()
    return bool(rests) and any(_place(lex, rest) for _, rest in rests)


def _place(lex: Lexicon, norm: str) -> bool:
    return _place_among(lex.of(norm).entries)


def _place_among(entries: tuple[Entry, ...]) -> bool:
    return bool(entries) and any(entry.kind in {"country", "city"} and not entry.context for entry in entries)
