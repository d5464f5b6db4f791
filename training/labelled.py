"""Labelled collections as sentences of the sequence model: tokens as the reader cuts them, IOB2 tags, and the features of whole texts.

`DIR` holds folders with gold.json, as tests/analysis/collections/README.md describes them. A sentence with a doubtful name is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.analysis.entities.features import Vocabulary, features
from reader.analysis.entities.found import scan, split_joined
from reader.model import Span
from tests.analysis.collections.labelled import Name, folders, read

Row = tuple[list[list[str]], list[str]]  # the features and the tags of one sentence


def labelled_sentences(folder: Path, vocab: Vocabulary) -> Iterator[Row]:
    """Every sentence of every collection in a folder, in the order of names."""
    found = folders([folder])
    if not found:
        raise ValueError(f"{folder}: no collection (no gold.json)")
    for each in map(read, found):
        for doc in sorted(each.texts):
            yield from _sentences(each.texts[doc], each.names[doc], each.doubtful_names[doc], vocab)


def _sentences(
    text: str, names: Iterable[Name], doubtful: Iterable[Span], vocab: Vocabulary
) -> Iterator[Row]:
    cut = split_joined(scan(text), vocab.lex)
    rows = features(cut, vocab)

    def tokens(span: Span) -> list[int]:
        return [n for n, token in enumerate(cut.tokens) if token.end > span.start and token.start < span.end]

    tags = ["O"] * len(rows)
    for span, kind in names:
        for order, at in enumerate(tokens(span)):
            tags[at] = ("I-" if order else "B-") + kind
    unsure = {at for span in doubtful for at in tokens(span)}
    for start, end in cut.sentences:
        if end > start and unsure.isdisjoint(range(start, end)):
            yield rows[start:end], tags[start:end]
