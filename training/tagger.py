"""The sequence model alone: `PYTHONHASHSEED=0 python -m training.tagger DATA_DIR`.

See docs/entities.md. Labels are IOB2 over PER, LOC, ORG, MISC; MISC helps the others and is dropped in use.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from reader.analysis.entities.crf import Weights
from reader.analysis.entities.features import features, listed_tags, vocabulary
from reader.analysis.entities.found import Scan
from reader.analysis.entities.mentions import found_in
from reader.analysis.entities.tagger import MODEL, Tagger
from reader.analysis.entities.tokens import Token, norm_of
from training.labelled import labelled_sentences, marked_sentences
from training.pruning import pruned, read_model
from training.weights import packed

TYPES = ("PER", "LOC", "ORG")
WINDOW = 15  # sentences that stand for a document where the corpus does not say
Sentence = list[tuple[str, str]]


def read_conll(path: Path) -> list[Sentence]:
    """Sentences of (token, tag)."""
    sentences: list[Sentence] = []
    current: Sentence = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            token, tag = line.split("\t")
            current.append((token, tag))
        elif current:
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    return sentences


def as_scan(sentences: list[Sentence]) -> Scan:
    """A scan of tokens as the corpus cut them."""
    tokens: list[Token] = []
    ranges = []
    at = 0
    pieces = []
    for sentence in sentences:
        first = len(tokens)
        for word, _ in sentence:
            norm = norm_of(word)
            tokens.append(Token(at, at + len(word), norm or "_", bool(norm) and norm[0].isalpha()))
            pieces.append(word)
            at += len(word) + 1
        ranges.append((first, len(tokens)))
    return Scan(" ".join(pieces), tokens, [token.norm for token in tokens], ranges)


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """(first, last, type) of IOB2 tags; a stray I- begins a span."""
    out = set()
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != "I-" + kind:
            out.add((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return out


def score(
    gold: list[list[str]], guess: list[list[str]], types: tuple[str, ...] = TYPES
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1 by type and over all."""
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for one, other in zip(gold, guess, strict=True):
        a = {each for each in spans(one) if each[2] in types}
        b = {each for each in spans(other) if each[2] in types}
        for group, count in ((a & b, hit), (b, said), (a, true)):
            for each in group:
                count[each[2]] += 1
                count["all"] += 1
    table = {}
    for kind in (*types, "all"):
        p = hit[kind] / max(1, said[kind])
        r = hit[kind] / max(1, true[kind])
        table[kind] = (100 * p, 100 * r, 200 * p * r / max(1e-9, p + r))
    return table


def line_of(table: dict[str, tuple[float, float, float]]) -> str:
    """One printed line of a score table."""
    p, r, f = table["all"]
    return f"P {p:.1f} R {r:.1f} F1 {f:.1f}  " + " ".join(f"{kind} {table[kind][2]:.1f}" for kind in TYPES)


def train(
    corpora: list[Path],
    out: Path,
    settings: Mapping[str, float | int],
    collections: Path | None = None,
    texts: Path | None = None,
) -> None:
    """One L-BFGS run over the corpora and, where folders are given, labelled collections and texts. `settings`: c1, c2, max_iterations."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**settings, "feature.possible_transitions": True})
    vocab = vocabulary()
    for path in corpora:
        sentences = read_conll(path)
        rows = features(as_scan(sentences), vocab)
        at = 0
        for sentence in sentences:
            trainer.append(rows[at : at + len(sentence)], [tag for _, tag in sentence])
            at += len(sentence)
    if collections is not None:
        for rows, tags in labelled_sentences(collections, vocab):
            trainer.append(rows, tags)
    if texts is not None:
        for rows, tags in marked_sentences(texts, vocab):
            trainer.append(rows, tags)
    trainer.train(str(out))


def tag(model: Path, sentences: list[Sentence]) -> list[list[str]]:
    """The model alone, without rules and propagation."""
    vocab, read = vocabulary(), as_scan(sentences)
    tagger = Tagger(Weights(model.read_bytes()), vocab)
    lists = listed_tags(read, vocab.gazetteer.matches(read))
    return [tagger.tags(read.norms[start:end], lists[start:end]) for start, end in read.sentences]


def pipeline(sentences: list[Sentence], window: int) -> list[list[str]]:
    """The whole finder (shipped model, lists, rules, propagation) over windows that stand for documents."""
    out = []
    for at in range(0, len(sentences), window):
        part = sentences[at : at + window]
        read = as_scan(part)
        tags = ["O"] * len(read.norms)
        for each in found_in(read, vocabulary()):
            for index in range(each.first, each.last):
                tags[index] = ("B-" if index == each.first else "I-") + each.type.value
        for start, end in read.sentences:
            out.append(tags[start:end])
    return out


def main() -> None:
    """Train, and print F1 on the two dev sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--corpora", default="anercorp_train,aqmar_train")
    parser.add_argument("--collections", type=Path, help="a folder of labelled collections to train on too")
    parser.add_argument("--texts", type=Path, help="a folder of articles with marked names to train on too")
    parser.add_argument("--c1", type=float, default=0.1)
    parser.add_argument("--c2", type=float, default=0.01)
    parser.add_argument("--rounds", type=int, default=80)
    parser.add_argument(
        "--least", type=float, default=0.0, help="features that weigh less are dropped afterwards"
    )
    parser.add_argument(
        "--score", action="store_true", help="train nothing: score the shipped model and the whole finder"
    )
    given = parser.parse_args()
    if given.score:
        for name in ("anercorp_dev", "aqmar_dev"):
            sentences = read_conll(given.data / f"{name}.conll")
            gold = [[t for _, t in sentence] for sentence in sentences]
            print(f"{name}, model:  {line_of(score(gold, tag(MODEL, sentences)))}")
            print(f"{name}, finder: {line_of(score(gold, pipeline(sentences, WINDOW)))}", flush=True)
        return
    began = time.perf_counter()
    with TemporaryDirectory() as folder:
        learnt = Path(folder) / "learnt"
        train(
            [given.data / f"{name}.conll" for name in given.corpora.split(",")],
            learnt,
            {"c1": given.c1, "c2": given.c2, "max_iterations": given.rounds},
            given.collections,
            given.texts,
        )
        given.out.write_bytes(packed(pruned(read_model(learnt.read_bytes()), given.least)))
    print(f"{given.corpora}: {time.perf_counter() - began:.0f} s, {given.out.stat().st_size / 1e6:.1f} MB")
    for name in ("anercorp_dev", "aqmar_dev"):
        sentences = read_conll(given.data / f"{name}.conll")
        gold = [[t for _, t in sentence] for sentence in sentences]
        print(f"{name}: {line_of(score(gold, tag(given.out, sentences)))}", flush=True)


if __name__ == "__main__":
    main()
