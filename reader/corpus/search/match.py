"""Where the words of a query stand in a text: looked for in the folded text, answered in Spans of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.corpus.search.query import And as AndNode
from reader.corpus.search.query import Near, Node, Or, Term, plain_words
from reader.corpus.search.words import forms
from reader.corpus.spelling import WORD, spelled
from reader.model import Span
from reader.text.affixes import ARTICLE
from reader.text.fold import Folded, fold_with_map

REMEMBERED = 50_000  # code points of a text whose folded form is kept for the next key
BEFORE, AFTER = 60, 120  # code points of context on each side of a hit, at most


@dataclass(frozen=True, slots=True)
class Found:
    span: Span
    exact: bool


Range = tuple[int, int, str]  # start and end in the folded text, and the spelling that makes it an exact hit


@lru_cache(maxsize=256)
def _remembered(text: str) -> Folded:
    """While a query is typed the same documents are looked through at every key."""
    return fold_with_map(text)


class Matcher:
    """Finds the terms of one query in any number of texts. `whole` looks for whole words alone, no clitics."""

    def __init__(self, node: Node | None, *, whole: bool = False, wider: Sequence[str] = ()) -> None:
        self.terms = tuple(plain_words(node))
        self.near = tuple(_nears(node))
        self.whole = whole
        self.wider = frozenset(wider)
        tied = [t for near in self.near for t in near.terms]
        self._free = [t for t in self.terms if not any(t is each for each in tied)]

    def find(self, text: str, limit: int | None = None) -> list[Found]:
        """Hits in the order of the text; hits that overlap are one."""
        if not self.terms:
            return []
        folded = _remembered(text) if len(text) <= REMEMBERED else fold_with_map(text)
        found = sorted(self._ranges(folded.text))
        out: list[Found] = []
        last = -1
        for start, end, written in found:
            if start < last:
                continue
            last = end
            span = folded.to_source(start, end)
            out.append(Found(span, _spelled_so(text, span, written)))
            if limit is not None and len(out) >= limit:
                break
        return out

    def _ranges(self, folded: str) -> Iterator[Range]:
        for term in self._free:
            yield from self._term_ranges(folded, term)
        for near in self.near:
            yield from self._near_ranges(folded, near)
        for word in self.wider:
            yield from ((s, e, "") for s, e in _words_with(folded, word, frozenset((word,))))

    def _term_ranges(self, folded: str, term: Term) -> Iterator[Range]:
        return (
            self._single_ranges(folded, term) if len(term.words) == 1 else self._phrase_ranges(folded, term)
        )

    def _near_ranges(self, folded: str, near: Near) -> Iterator[Range]:
        """The ranges of each term that has one of every other term near enough."""
        starts = [m.start() for m in WORD.finditer(folded)]
        found = [list(self._term_ranges(folded, term)) for term in near.terms]
        places = [[bisect_right(starts, r[0]) for r in ranges] for ranges in found]
        for which, ranges in enumerate(found):
            for at, each in zip(places[which], ranges, strict=True):
                if all(
                    any(abs(at - other) <= near.distance + len(near.terms[i].words) for other in places[i])
                    for i in range(len(found))
                    if i != which
                ):
                    yield each

    def _single_ranges(self, folded: str, term: Term) -> Iterator[Range]:
        word, written = term.words[0], term.written[0] if term.written else ""
        if term.prefix:
            heads = (word,) if self.whole else forms(word, pronouns=False)
            core = _core(heads)
            for start, end in _words_containing(folded, core):
                if folded.startswith(heads, start, end):
                    yield start, end, ""
            return
        accepted = _accepted(word, whole=self.whole or term.quoted)
        for start, end in _words_with(folded, _core_of(word, accepted), accepted):
            yield start, end, written

    def _phrase_ranges(self, folded: str, term: Term) -> Iterator[Range]:
        pattern = _phrase_pattern(term, self.whole)
        for match in pattern.finditer(folded):
            yield match.start(), match.end(), " ".join(term.written)


def _nears(node: Node | None) -> Iterator[Near]:
    if isinstance(node, Near):
        yield node
    elif isinstance(node, AndNode | Or):
        for each in node.nodes:
            yield from _nears(each)


@lru_cache(maxsize=512)
def _accepted(word: str, *, whole: bool) -> frozenset[str]:
    return frozenset((word,)) if whole else frozenset(forms(word))


def _core(words: Iterable[str]) -> str:
    """What all of the forms have in common at their end or middle: the shortest of them is tried, then cut."""
    shortest = min(words, key=len)
    return shortest.removeprefix(ARTICLE) or shortest


@lru_cache(maxsize=512)
def _core_of(word: str, accepted: frozenset[str]) -> str:
    for core in (word, word.removeprefix(ARTICLE), word[:-1], word.removeprefix(ARTICLE)[:-1]):
        if core and all(core in form for form in accepted):
            return core
    return word[:1]


def _words_with(folded: str, core: str, accepted: frozenset[str]) -> Iterator[tuple[int, int]]:
    for start, end in _words_containing(folded, core):
        if folded[start:end] in accepted:
            yield start, end


def _words_containing(folded: str, core: str) -> Iterator[tuple[int, int]]:
    """The words (runs of letters, or of digits) that contain `core`, in order."""
    at = folded.find(core)
    digits = core.isdigit()
    while at >= 0:
        start, end = at, at + len(core)
        while start > 0 and _joins(folded[start - 1], digits):
            start -= 1
        while end < len(folded) and _joins(folded[end], digits):
            end += 1
        yield start, end
        at = folded.find(core, end)


def _joins(c: str, digits: bool) -> bool:
    return c.isdigit() if digits else c.isalpha()


@lru_cache(maxsize=256)
def _phrase_pattern(term: Term, whole: bool) -> re.Pattern[str]:
    first, *rest = term.words
    heads = (first,) if whole else forms(first, pronouns=False)
    start = r"(?<!\d)" if first.isdigit() else r"(?<![^\W\d_])"
    last = term.words[-1]
    end = "" if term.prefix else (r"(?!\d)" if last.isdigit() else r"(?![^\W\d_])")
    tail = r"[^\W\d_]*" if term.prefix else ""
    alternatives = "|".join(sorted(map(re.escape, heads), key=len, reverse=True))
    return re.compile(
        start + f"(?:{alternatives})" + "".join(r"[\W_]*" + re.escape(w) for w in rest) + tail + end
    )


def _spelled_so(text: str, span: Span, written: str) -> bool:
    """True where the source spells the hit as the query does, marks and tatweel apart."""
    if not written:
        return False
    return " ".join(WORD.findall(spelled(span.of(text)))) == written


def context_of(text: str, span: Span) -> Span:
    """The piece of the hit's line to show around it, cut between words."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - BEFORE)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + AFTER)
    if start > 0 and not text[start - 1].isspace():
        space = text.find(" ", start, span.start)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", span.end, end)
        end = space if space >= 0 else end
    return Span(start, end)
