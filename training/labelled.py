"""Labelled collections as sentences of the sequence model: tokens as the reader cuts them, IOB2 tags, and the features of whole texts.

`DIR` holds folders with gold.json, as tests/analysis/collections/README.md describes them. A sentence with a doubtful name is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reader.analysis.entities.features import Vocabulary, features
from reader.analysis.entities.found import scan, split_joined

Row = tuple[list[list[str]], list[str]]  # the features and the tags of one sentence


def labelled_sentences(folder: Path, vocab: Vocabulary) -> Iterator[Row]:
    """Every sentence of every collection in a folder, in the order of names."""
    found = sorted(folder.glob("*/gold.json"))
    if not found:
        raise ValueError(f"{folder}: no collection (no gold.json)")
    for path in found:
        gold = json.loads(path.read_text(encoding="utf-8"))
        for doc in sorted(gold["documents"]):
            text = (path.parent / f"{doc}.txt").read_text(encoding="utf-8")
            names = [(_place(text, words, number), kind) for words, number, kind, _ in gold["mentions"][doc]]
            doubtful = [_place(text, row[0], row[1]) for row in gold["optional_mentions"][doc]]
            yield from _sentences(text, names, doubtful, vocab)


def _place(text: str, words: str, number: int) -> tuple[int, int]:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    return at, at + len(words)


def _sentences(
    text: str, names: list[tuple[tuple[int, int], str]], doubtful: list[tuple[int, int]], vocab: Vocabulary
) -> Iterator[Row]:
    read = split_joined(scan(text), vocab.lex)
    rows = features(read, vocab)

    def tokens(span: tuple[int, int]) -> list[int]:
        return [at for at, token in enumerate(read.tokens) if token.end > span[0] and token.start < span[1]]

    tags = ["O"] * len(rows)
    for span, kind in names:
        for order, at in enumerate(tokens(span)):
            tags[at] = ("I-" if order else "B-") + kind
    unsure = {at for span in doubtful for at in tokens(span)}
    for start, end in read.sentences:
        if end > start and unsure.isdisjoint(range(start, end)):
            yield rows[start:end], tags[start:end]
