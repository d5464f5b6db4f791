"""The sequence model: a CRF over words of a sentence (python-crfsuite), PER, LOC, ORG; MISC is learnt and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pycrfsuite

from reader.analysis.entities.features import Vocabulary, features
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import DATA
from reader.model import EntityType

MODEL = DATA / "tagger.crfsuite"
_ARABIC = "\u0600"  # the first code point of the block
_TYPES = {each.value for each in EntityType}


@lru_cache(maxsize=1)
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def tagged(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """What the model finds, sentence by sentence."""
    tagger = _tagger()
    rows = features(read, vocab)
    for start, end in read.sentences:
        if not any(norm[0] >= _ARABIC and norm[0].isalpha() for norm in read.norms[start:end]):
            continue  # what is not in Arabic the model never learnt
        tags = tagger.tag(rows[start:end])
        first, kind = 0, ""
        for at, tag in enumerate([*tags, "O"]):
            if kind and tag != "I-" + kind:
                if kind in _TYPES:
                    size = at - first
                    yield Found(start + first, start + at, EntityType(kind), "model", 7 if size > 1 else 5)
                kind = ""
            if tag[0] != "O" and not kind:
                first, kind = at, tag[2:]
