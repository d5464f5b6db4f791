"""The sequence model: a CRF over words of a sentence, PER, LOC, ORG; MISC is learnt and dropped."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from reader.analysis.entities.crf import Weights
from reader.analysis.entities.features import (
    KEEP,
    Vocabulary,
    alone,
    around,
    by_clusters,
    by_kinds,
    listed_tags,
    vocabulary,
)
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import DATA
from reader.model import EntityType

MODEL = DATA / "tagger.weights"
_ARABIC = "\u0600"  # the first code point of the block
_TYPES = {each.value for each in EntityType}


class Tagger:
    """A model, and what the words that it saw already weigh: for themselves, and for the tokens around them."""

    def __init__(self, weights: Weights, vocab: Vocabulary) -> None:
        self._weights = weights
        self._word = vocab.word
        self._size, self._all = len(weights.labels), len(weights.labels) * len(weights.views)
        # what a word weighs, view by view, and what many words have of it: those asked for last are kept
        self._weighed: Callable[[str], array[float]] = lru_cache(maxsize=KEEP)(self._weigh)
        self._of_kinds = lru_cache(maxsize=KEEP)(lambda kinds: self._sum(by_kinds(kinds)))
        self._of_clusters = lru_cache(maxsize=KEEP)(lambda at, numbers: self._sum(by_clusters(at, numbers)))

    def tags(self, norms: Sequence[str], lists: Sequence[str]) -> list[str]:
        """The label of each word of a sentence. `lists` as `listed_tags` gives them."""
        if not norms:
            return []
        size, none = self._size, array("d", [0.0] * self._size)
        weighed = list(map(self._weighed, norms))
        own, before, before2, after, after2 = (
            [each[at : at + size] for each in weighed] for at in range(0, self._all, size)
        )
        before, before2 = [none, *before[:-1]], [none, none, *before2[:-2]][: len(norms)]
        after, after2 = [*after[1:], none], [*after2[2:], none, none][: len(norms)]
        rows = zip(own, before, before2, after, after2, strict=True)
        scores = [[a + b + c + d + e for a, b, c, d, e in zip(*row, strict=True)] for row in rows]
        for here, said in zip(scores, around(list(map(self._word, norms)), norms, lists), strict=True):
            self._weights.add(said, here)
        return self._weights.best(scores)

    def _weigh(self, norm: str) -> array[float]:
        word = self._word(norm)
        kinds, numbers = self._of_kinds(word.kinds), word.numbers
        if numbers:
            topic, neighbours = self._of_clusters(0, numbers[:2]), self._of_clusters(3, numbers[3:5])
            scores = [a + b + c for a, b, c in zip(kinds, topic, neighbours, strict=True)]
        else:
            scores = kinds.tolist()
        self._weights.add(alone(word), scores)
        return array("d", scores)

    def _sum(self, features: Iterable[str]) -> array[float]:
        scores = [0.0] * self._all
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
        first, kind = 0, ""
        for at, tag in enumerate([*tags, "O"]):
            if kind and tag != "I-" + kind:
                if kind in _TYPES:
                    size = at - first
                    yield Found(start + first, start + at, EntityType(kind), "model", 7 if size > 1 else 5)
                kind = ""
            if tag[0] != "O" and not kind:
                first, kind = at, tag[2:]
