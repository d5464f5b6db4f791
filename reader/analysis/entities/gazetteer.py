"""Listed names in the text: the longest phrase at each place, clitics peeled where the rest is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import CLITICS, PREPOSITIONS, peelings, short_peelings
from reader.analysis.entities.found import Scan
from reader.analysis.entities.lexicon import KEEP, Entry, Lexicon, function_words, words_of
from reader.model import EntityType

_SHORTEST = 5  # letters of a word with clitics from which its rest may be a name by itself
_OFTEN = 3000  # places among so many words of the news are meant behind a clitic
_TOLD = 2  # words of a place with its nationality
_NAME = 4  # letters of a place that is sure behind a clitic where the news has the whole


class Match(NamedTuple):
    """Tokens `[first, last)` are a listed phrase; `letters` clitics stand before it."""

    first: int
    last: int
    letters: int
    entries: tuple[Entry, ...]  # those that are no ordinary words first

    @property
    def doubtful(self) -> bool:
        """Every reading is an ordinary word besides."""
        return self.entries[0].context

    @property
    def type(self) -> EntityType:
        return self.entries[0].type

    @property
    def kind(self) -> str:
        return self.entries[0].kind


class Words(Protocol):
    """The vocabulary of the news."""

    def __contains__(self, word: object) -> bool: ...

    def rank(self, word: str) -> int:
        """How many words the news has more often."""


def _sure_place(lex: Lexicon, words: Words, word: str, form: str) -> bool:
    """«بباردو», «بجنيف», «بقفصة» are words of the news, and still ب and a listed place that is no ordinary word; «بليون» is a noun."""
    if len(form) < _NAME:
        return False
    if len(form) == _NAME and (lex.known(word) or (dictionary.read(word).kind and words.rank(form) > _OFTEN)):
        return False
    return any(entry.kind in {"country", "city"} and not entry.context for entry in lex.phrases.of(form))


class _Start(NamedTuple):
    """How a listed phrase may begin with a word: without so many letters of clitics, as `form`, and over so many words."""

    letters: int
    form: str
    shortest: int
    longest: int


class Gazetteer:
    """The listed phrases in a text. No clitic is peeled off one of `words`, the vocabulary («كواليس» is not ك and a town),
    but for an article after it («والسودان»).
    """

    def __init__(self, lex: Lexicon, words: Words) -> None:
        self._lex, self._words = lex, words
        # most words begin no phrase: those asked for last are kept
        self._starts: Callable[[str], tuple[_Start, ...]] = lru_cache(maxsize=KEEP)(self._look)

    def _look(self, word: str) -> tuple[_Start, ...]:
        short = dict(short_peelings(word)) if len(word) < _SHORTEST and word[:1] in CLITICS else {}
        found = []
        grammar = word in function_words()  # «وكان صالح»: no town of Algeria behind و and ك
        peeled = () if grammar else (*peelings(word), *short.items())
        for letters, form in ((0, word), *peeled):
            listed = self._lex.of(form)
            reach = listed.longest or int(bool(listed.entries))
            if not reach:
                continue
            seen = letters and word in self._words and not form.startswith("ال")
            alone = letters not in short and (not seen or _sure_place(self._lex, self._words, word, form))
            found.append(_Start(letters, form, 1 if alone else 2, reach))
        return tuple(found)

    def matches(self, read: Scan) -> Iterator[Match]:
        """Left to right, not overlapping."""
        norms, phrases = read.norms, self._lex.phrases
        for start, end in read.sentences:
            last = start
            for at, starts in enumerate(map(self._starts, norms[start:end]), start):
                if not starts or at < last:
                    continue
                best: Match | None = None
                for letters, form, shortest, longest in starts:
                    if (
                        letters
                        and norms[at][letters - 1] in "بلك"
                        and at > start
                        and norms[at - 1] in PREPOSITIONS
                    ):
                        continue
                    if best is not None and not best.letters:
                        shortest = 2  # «بساو باولو», «وأم الفحم»: the longer one, though «بساو» and «وام» are listed, too
                    for size in range(min(longest, end - at), shortest - 1, -1):
                        key = form if size == 1 else " ".join([form, *norms[at + 1 : at + size]])
                        if entries := phrases.of(key):
                            if best is None or at + size > best.last:
                                best = Match(at, at + size, letters, entries)
                            break
                if best is not None:
                    yield self._without_its_country(norms, best)
                    last = best.last

    def _without_its_country(self, norms: Sequence[str], match: Match) -> Match:
        """«سوسة الليبية», «مشهد الإيرانية»: the list tells which town by its nationality, which is no part of the name."""
        last, entry = norms[match.last - 1], match.entries[0]
        if match.last - match.first < _TOLD or entry.kind != "city" or not last.startswith("ال"):
            return match
        if not (last.endswith("يه") and self._lex.codes.get(self._lex.nationality(last) or "") == entry.code):
            return match
        name = " ".join(norms[match.first : match.last])[match.letters :]
        return (
            match if name in words_of("orgheads.toml", "whose_names") else match._replace(last=match.last - 1)
        )
