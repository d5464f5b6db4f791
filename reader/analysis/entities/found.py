"""What the finders hand to each other: a document's tokens, and runs of tokens that name something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache
from operator import attrgetter

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.lexicon import Lexicon, lexicon, words_of
from reader.analysis.entities.tokens import Token, tokenise
from reader.lazy_dataclass import dataclass
from reader.model import EntityType
from reader.text.sentences import sentences


@dataclass(slots=True)
class Scan:
    """A document as the finders read it."""

    text: str
    tokens: list[Token]
    norms: list[str]
    sentences: list[tuple[int, int]] = field(default_factory=list)  # token ranges

    def surface(self, index: int) -> str:
        """The letters of one token as they stand in the text."""
        token = self.tokens[index]
        return self.text[token.start : token.end]


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
    tokens: list[Token] = []
    ranges = []
    for span in sentences(text):
        first = len(tokens)
        tokens.extend(tokenise(text, span.start, span.end))
        ranges.append((first, len(tokens)))
    return Scan(text, tokens, [token.norm for token in tokens], ranges)


def split_joined(read: Scan, lex: Lexicon) -> Scan:
    """Words that lost their space, taken apart: «تركياوالأردن» is two places, «روسياالبيضاء» the two words of one.

    Only a word that is no known word itself, and only into listed places.
    """
    cuts: dict[int, int] = {}
    for at, norm in enumerate(read.norms):
        if len(norm) < 8 or lex.known(norm):
            continue
        if (letters := lex.joined.get(norm)) is not None:
            cuts[at] = letters
            continue
        for cut in range(3, len(norm) - 3):
            if norm[cut] == "و" and _place(lex, norm[:cut]) and _place(lex, norm[cut + 1 :]):
                cuts[at] = cut
                break
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


def _place(lex: Lexicon, norm: str) -> bool:
    return any(entry.kind in {"country", "city"} and not entry.context for entry in lex.phrases.of(norm))


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
    taken: set[int] = set()
    kept = []
    for each in sorted(found, key=lambda f: (-f.strength, f.first - f.last, f.first, f.type.value)):
        tokens = range(each.first, each.last)
        if taken.isdisjoint(tokens):
            kept.append(each)
            taken.update(tokens)
    return sorted(kept, key=attrgetter("first"))
