"""What the finders hand to each other: a document's tokens, and runs of tokens that name something."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Protocol

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import CLITICS, after_letters, peelings
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import Lexicon, function_words, lexicon, words_of
from reader.analysis.entities.tokens import Token, norms_and_places
from reader.lazy_dataclass import dataclass
from reader.model import EntityType
from reader.text.fold import DROPPED
from reader.text.sentences import sentences

_FILE = "orgheads.toml"
_JOINED = 6  # letters of two words without the space between them
_SHORT = 3  # letters of a place that may stand so in other words, too
_RUN_ON = 7  # letters of a place and a frequent word
_LONG = 6  # letters of a place that is one even where the whole may be a name, or a word of the language
_FREQUENT = 2500
_MARBUTA = re.compile("[\u0621-\u063a\u0641-\u0652]+?ة(?=[\u0621-\u063a\u0641-\u064a]{2})")


@dataclass(slots=True)
class Scan:
    """A document as the finders read it."""

    text: str
    tokens: list[Token]
    norms: list[str]
    sentences: list[tuple[int, int]] = field(default_factory=list)  # token ranges
    _forms: dict[str, list[int]] = field(default_factory=dict)  # with and without clitics -> its tokens

    def surface(self, index: int) -> str:
        """The letters of one token as they stand in the text."""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def headed(self, heads: frozenset[str], also: Iterable[int] = ()) -> Iterator[tuple[int, int, int]]:
        """The tokens that are one of the heads with or without clitics (`head_of`), and some others, each with the range of its sentence."""
        if not self._forms:
            for at, norm in enumerate(self.norms):
                self._forms.setdefault(norm, []).append(at)
            for norm, places in [each for each in self._forms.items() if each[0][0] in CLITICS]:
                for _, rest in peelings(norm):
                    self._forms.setdefault(rest, []).extend(places)
        wanted = set(also).union(*(self._forms[form] for form in self._forms.keys() & heads))
        starts = [start for start, _ in self.sentences] if wanted else []
        for at in sorted(wanted):
            start, end = self.sentences[bisect_right(starts, at) - 1]
            yield at, start, end


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `[first, last)` that name something. `letters` of the first one are clitics, outside the name."""

    first: int
    last: int
    type: EntityType
    why: str
    strength: int  # which of two that overlap stays: the stronger, then the longer
    letters: int = 0
    name: str = ""  # the canonical name, where a list knows it


@lru_cache(maxsize=1)
def scan(text: str) -> Scan:
    """Tokens and sentences of a text; the last one is kept, for names and roles are looked for one after the other."""
    norms, places = norms_and_places(text)  # no token stands in two sentences
    tokens = [Token(*place, norm, norm[0].isalpha()) for norm, place in zip(norms, places, strict=True)]
    starts = [start for start, _ in places]
    ranges = [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in sentences(text)]
    return Scan(text, tokens, norms, ranges)


class Words(Protocol):
    """The words of the news."""

    def __contains__(self, word: object) -> bool: ...

    def rank(self, word: str) -> int:
        """How many words the news has more often."""


def split_joined(read: Scan, lex: Lexicon, news: Words) -> Scan:
    """Words that lost their space, taken apart: «تركياوالأردن» is two places, «روسياالبيضاء» the two words of one,
    «بيروتالى» a place and a preposition, «دلهيعند» a place and a frequent word.

    Only a word that is no known word itself and none of `news`, the words of the news, and only at listed places.
    """
    before, behind = tuple(words_of(_FILE, "run_before")), tuple(words_of(_FILE, "run_behind"))
    cuts: dict[int, int] = {}
    for at, norm in enumerate(read.norms):
        if len(norm) < _JOINED or lex.known(norm):
            continue
        letters = lex.of(norm).joined if len(norm) > _JOINED + 1 else 0
        if not letters and norm not in news:
            letters = _preposition(norm, lex, before, behind) or _two(norm, lex, news)
            letters = letters or _run_on(read, at, lex, news)
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


def _run_on(read: Scan, at: int, lex: Lexicon, news: Words) -> int:
    """«دلهيعند», «بوينس آيرسفقتل», «أحرزتالسنغال»: letters of the first of two words, of which one is a place and the other one
    is one that the news has often; or letters up to ة, behind which no word goes on («القاهرةأمس»).
    """
    norm = read.norms[at]
    surface = read.surface(at)
    inside = _MARBUTA.match(surface) if "ة" in surface[:-1] else None
    if inside is not None:
        cut = sum(char not in DROPPED for char in inside[0])
        return cut if _SHORT <= cut < len(norm) - 1 else 0
    if len(norm) < _RUN_ON:
        return 0
    before, after = (read.norms[index] if 0 <= index < len(read.norms) else "" for index in (at - 1, at + 1))
    begins = bool(before) and lex.of(before).longest > 1
    if not (begins or _holds_a_place(norm)):
        return 0  # as nearly always
    for cut in range(len(norm) - 2, _SHORT - 1, -1):
        one, other = norm[:cut], norm[cut:]
        second = begins and _place(lex, f"{before} {one}")  # «بوينس آيرسفقتل»
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


@lru_cache(maxsize=1 << 13)
def _holds_a_place(norm: str) -> bool:
    """Whether a word begins with a place, or ends with one or with the first word of one."""
    lex = lexicon()
    for cut in range(_SHORT, len(norm) - 1):
        behind = lex.of(norm[cut:])
        if behind.entries or behind.longest > 1 or _sure(lex, norm[:cut]):
            return True
    return False


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
    entries = lex.of(norm).entries
    return bool(entries) and any(entry.kind in {"country", "city"} and not entry.context for entry in entries)


def first_word(read: Scan, each: Found) -> str:
    """The folded first word of a name without its clitics."""
    norm = read.norms[each.first]
    rests = [rest for letters, rest in peelings(norm) if letters == each.letters]
    if len(rests) > 1:  # «للبنان» is ل and «لبنان», «للكويت» ل and «الكويت»
        lex, further = lexicon(), read.norms[each.first + 1 : each.last]
        for rest in rests:
            if " ".join([rest, *further]) in lex.phrases:
                return rest
        heads = words_of("orgheads.toml", "definite")  # «للجنة الأولمبية»
        rests = [rest for rest in rests if lex.known(rest) or rest in heads] or rests
    return rests[0] if rests else norm[each.letters :]


def words_in(read: Scan, each: Found) -> tuple[str, ...]:
    """The folded words of a name."""
    return (first_word(read, each), *read.norms[each.first + 1 : each.last])


def resolve(found: Iterable[Found]) -> list[Found]:
    """Those that stay where some overlap, in text order."""
    ordered = sorted(found, key=attrgetter("first"))
    if all(one.last <= other.first for one, other in pairwise(ordered)):
        return ordered
    taken: set[int] = set()
    kept = []
    for each in sorted(ordered, key=lambda f: (-f.strength, f.first - f.last, f.first, f.type)):
        tokens = range(each.first, each.last)
        if taken.isdisjoint(tokens):
            kept.append(each)
            taken.update(tokens)
    return sorted(kept, key=attrgetter("first"))
