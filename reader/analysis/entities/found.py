"""What the finders hand to each other: a document's tokens, and runs of tokens that name something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from reader.analysis.entities.clitics import CLITICS, peelings
from reader.analysis.entities.lexicon import lexicon, words_of
from reader.analysis.entities.tokens import Token, norms_and_places
from reader.lazy_dataclass import dataclass
from reader.model import EntityType
from reader.text.sentences import all_sentences


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

    def forms(self) -> Mapping[str, Sequence[int]]:
        """The words of the document with and without clitics, each with its tokens."""
        if not self._forms:
            for at, norm in enumerate(self.norms):
                self._forms.setdefault(norm, []).append(at)
            for norm, places in [each for each in self._forms.items() if each[0][0] in CLITICS]:
                for _, rest in peelings(norm):
                    self._forms.setdefault(rest, []).extend(places)
        return self._forms

    def headed(self, heads: frozenset[str], also: Iterable[int] = ()) -> Iterator[tuple[int, int, int]]:
        """The tokens that are one of the heads with or without clitics (`head_of`), and some others, each with the range of its sentence."""
        forms = self.forms()
        return self.ranged({*also, *(at for form in self._said(heads) for at in forms[form])})

    def standing(self, words: frozenset[str]) -> Iterator[tuple[int, int, int]]:
        """The tokens that are one of some words as they stand, each with the range of its sentence."""
        forms, norms = self.forms(), self.norms
        return self.ranged([at for word in self._said(words) for at in forms[word] if norms[at] == word])

    def _said(self, words: frozenset[str]) -> Set[str]:
        """Which of some words the document has with or without clitics: the shorter list is gone through."""
        forms = self.forms()
        return words.intersection(forms) if len(words) > len(forms) else forms.keys() & words

    def ranged(self, tokens: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Some tokens in order, each with the range of its sentence."""
        wanted = sorted(tokens)
        if not wanted:
            return
        starts = [start for start, _ in self.sentences]
        for at in wanted:
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
    tokens = [
        Token(start, end, norm, norm[0].isalpha()) for norm, (start, end) in zip(norms, places, strict=True)
    ]
    starts = [start for start, _ in places]
    ranges = [
        (bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in all_sentences(text)
    ]
    return Scan(text, tokens, norms, ranges)


def first_word(read: Scan, each: Found) -> str:
    """The folded first word of a name without its clitics."""
    norm = read.norms[each.first]
    if not each.letters:
        return norm
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
