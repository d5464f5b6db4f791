"""The sequence model: a CRF over words of a sentence, PER, LOC, ORG; MISC is learnt and dropped."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from reader.analysis.entities.around import around, pairs
from reader.analysis.entities.crf import Weights
from reader.analysis.entities.features import (
    STEPS,
    VIEWS,
    Vocabulary,
    alone,
    by_beginning,
    by_clusters,
    by_ending,
    by_kinds,
    by_shape,
    listed_tags,
    parted,
    shape,
    vocabulary,
)
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import DATA, KEEP
from reader.model import EntityType

MODEL = DATA / "tagger.weights"
_ARABIC = "\u0600"  # the first code point of the block
_EDGE = 2  # words on each side of a sentence that it does not have
_OFTEN = 3  # letters that many words end with
_TYPES = {each.value for each in EntityType}


class Tagger:
    """A model, and what the words that it saw already weigh: for themselves, and for the tokens around them."""

    def __init__(self, weights: Weights, vocab: Vocabulary) -> None:
        self._weights = weights
        self._word = vocab.word
        self._size, self._all = len(weights.labels), len(weights.labels) * len(weights.views)
        self._edge = array("d", [0.0] * (_EDGE * self._all))
        # what a word weighs, and what many words have of it: those asked for last are kept
        self._weighed: Callable[[str], tuple[array[float], array[float]]] = lru_cache(maxsize=KEEP)(
            self._weigh
        )
        self._of_kinds = lru_cache(maxsize=KEEP >> 2)(
            lambda kinds, *its: self._sum([*by_kinds(kinds), *by_shape(*its)])
        )
        self._beginning = lru_cache(maxsize=KEEP >> 1)(lambda letters: self._own(by_beginning(letters)))
        self._ending = lru_cache(maxsize=KEEP >> 1)(lambda letters: self._own(by_ending(letters)))
        self._of_clusters = lru_cache(maxsize=KEEP)(lambda at, numbers: self._sum(by_clusters(at, numbers)))

    def tags(self, norms: Sequence[str], lists: Sequence[str]) -> list[str]:
        """The label of each word of a sentence. `lists` as `listed_tags` gives them."""
        if not norms:
            return []
        weights, size, views, wide = self._weights, self._size, len(VIEWS), self._all
        owns, nears = zip(*map(self._weighed, norms), strict=True)
        # what the words weigh for others, one after the other between words that weigh nothing: a view is every so many of these numbers
        row = array("d", b"".join([self._edge, *nears, self._edge]))
        before, before2, after, after2 = (
            row[start + view : start + len(norms) * wide : views]
            for view, start in enumerate(((_EDGE + step) * wide for step in STEPS[1:]), 1)
        )
        own = array("d", b"".join(owns))
        scores = [
            a + b + c + d + e for a, b, c, d, e in zip(own, before, before2, after, after2, strict=True)
        ]
        words = list(map(self._word, norms))
        for at, said in enumerate(around(words, norms, lists)):
            if said:
                weights.add(said, scores, at * size)
        for two in pairs(words):
            weights.add_pairs(two, scores)
        return weights.best([scores[at : at + size] for at in range(0, len(scores), size)])

    def _weigh(self, norm: str) -> tuple[array[float], array[float]]:
        """For the token itself, a number for each label; and, with all views, for those around it: there words of one kind that
        the model does not know by themselves have the same numbers.
        """
        word, weights, views = self._word(norm), self._weights, len(VIEWS)
        near = self._of_kinds(word.kinds, *shape(word))
        if numbers := word.numbers:
            topic, neighbours = self._of_clusters(0, numbers[:2]), self._of_clusters(3, numbers[3:5])
            near = array("d", [a + b + c for a, b, c in zip(near, topic, neighbours, strict=True)])
        beginning, ending = parted(word.stem)
        letters = zip(near[::views], self._beginning(beginning), self._ending(ending[-_OFTEN:]), strict=True)
        own = [a + b + c for a, b, c in letters]
        weights.add(by_ending(ending, _OFTEN + 1), own)
        if said := [each for each in alone(word) if each in weights]:
            scores = near.tolist()
            scores[::views] = own
            weights.add(said, scores)
            own, near = scores[::views], array("d", scores)
        return array("d", own), near

    def _sum(self, features: Iterable[str]) -> array[float]:
        scores = [0.0] * self._all
        self._weights.add(features, scores)
        return array("d", scores)

    def _own(self, features: Iterable[str]) -> array[float]:
        """Of features that no other token sees: a number for each label."""
        scores = [0.0] * self._size
        self._weights.add(features, scores)
        return array("d", scores)


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger(Weights(MODEL.read_bytes()), vocabulary())


def tagged(read: Scan, found: Iterable[Match]) -> Iterator[Found]:
    """What the model finds, sentence by sentence; `found` are all listed names of the text."""
    tagger = _tagger()
    lists = listed_tags(read, found)
    for start, end in read.sentences:
        norms = read.norms[start:end]
        if not any(norm[0] >= _ARABIC and norm[0].isalpha() for norm in norms):
            continue  # what is not in Arabic the model never learnt
        tags = tagger.tags(norms, lists[start:end])
        if tags.count("O") == len(tags):
            continue
        first, kind = 0, ""
        for at, tag in enumerate([*tags, "O"]):
            if kind and tag != "I-" + kind:
                if kind in _TYPES:
                    size = at - first
                    yield Found(start + first, start + at, EntityType(kind), "model", 7 if size > 1 else 5)
                kind = ""
            if tag[0] != "O" and not kind:
                first, kind = at, tag[2:]
