"""Labelled texts as sentences of the sequence model: tokens as the reader cuts them, IOB2 tags, and the features of whole texts.

Two kinds: collections (folders with gold.json, as tests/analysis/collections/README.md describes them), and articles with their names
marked in the running text (training/texts/README.md). A sentence with a doubtful name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.analysis.entities.features import Vocabulary, features
from reader.analysis.entities.found import scan
from reader.model import Span
from tests.analysis.collections.labelled import TYPES, Name, folders, read

Row = tuple[list[list[str]], list[str]]  # the features and the tags of one sentence
Marked = tuple[str, list[Name], list[Span]]  # an article without its marks, its names, what is doubtful
_DOUBT = "NO"
_MARK = re.compile(rf"<({'|'.join((*TYPES, _DOUBT))}) ([^<>]*)>")


def labelled_sentences(folder: Path, vocab: Vocabulary) -> Iterator[Row]:
    """Every sentence of every collection in a folder, in the order of names."""
    found = folders([folder])
    if not found:
        raise ValueError(f"{folder}: no collection (no gold.json)")
    for each in map(read, found):
        for doc in sorted(each.texts):
            yield from _sentences(each.texts[doc], each.names[doc], each.doubtful_names[doc], vocab)


def marked_sentences(folder: Path, vocab: Vocabulary) -> Iterator[Row]:
    """Every sentence of every `*.txt` below a folder, in the order of paths. ValueError where a mark is none, or nothing is there."""
    found = sorted(folder.rglob("*.txt"))
    if not found:
        raise ValueError(f"{folder}: no article (no .txt)")
    for path in found:
        try:
            text, names, doubtful = marked(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        yield from _sentences(text, names, doubtful, vocab)


def marked(source: str) -> Marked:
    """An article of its marked text: `<PER words>`, `<LOC words>`, `<ORG words>`, and `<NO words>` where a labeller would doubt."""
    text, names, doubtful, at = "", list[Name](), list[Span](), 0
    for mark in _MARK.finditer(source):
        text += source[at : mark.start()]
        kind, words = mark.groups()
        span = Span(len(text), len(text) + len(words))
        if kind == _DOUBT:
            doubtful.append(span)
        else:
            names.append((span, kind))
        text, at = text + words, mark.end()
    text += source[at:]
    if "<" in text or ">" in text:
        near = min(n for n in (text.find("<"), text.find(">")) if n >= 0)
        raise ValueError(f"a mark that is none near «{text[max(0, near - 15) : near + 15]}»")
    return text, names, doubtful


def _sentences(
    text: str, names: Iterable[Name], doubtful: Iterable[Span], vocab: Vocabulary
) -> Iterator[Row]:
    cut = vocab.joined.apart(scan(text))
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
