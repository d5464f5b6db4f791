"""Word clusters from raw text: seeded vectors, then k-means at several grains.

`python -m training.clusters DATA_DIR OUT.tsv`: reads `raw/*.txt.xz` and the tokens of the `*.conll` files (their
tags are not looked at). Two views of every word seen `MIN_COUNT` times or more: skip-gram vectors (what it is about)
and the singular vectors of its direct left and right neighbours (how it is used). Writes
what `clusters_file` makes of the words, the most frequent first, and their clusters: skip-gram at each of GRAINS, then neighbours
at each of GRAINS.
Clitics are split off first, where the rest is much more frequent than the whole: «والأردن» is و and «الأردن».
One thread and fixed seeds; the same input gives the same file (PYTHONHASHSEED=0, as make train sets it).
Needs gensim and scipy, which the package itself never does.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from scipy.cluster.vq import kmeans2
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.features import clusters_file
from reader.analysis.entities.tokens import tokenise

SEED = 7
MIN_COUNT = 3
GRAINS = (64, 256, 1024)
CONTEXTS = 4000
_DIGITS = str.maketrans("0123456789", "0000000000")


def sentences(data: Path) -> Iterator[list[str]]:
    """Folded tokens, one list a sentence."""
    for path in sorted((data / "raw").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if words := [token.norm.translate(_DIGITS) for token in tokenise(line)]:
                    yield words
    for path in sorted(data.glob("*.conll")):
        words = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                words += [token.norm.translate(_DIGITS) for token in tokenise(line.split("\t")[0])]
            elif words:
                yield words
                words = []


def split_clitics(corpus: list[list[str]]) -> list[list[str]]:
    """Each word as its clitics (marked +) and its stem."""
    counts = Counter(word for words in corpus for word in words)
    pieces: dict[str, list[str]] = {}
    for word, count in counts.items():
        pieces[word] = [word]
        for letters, rest in peelings(word):
            if len(rest) > 2 and counts[rest] >= 5 and counts[rest] > 3 * count:
                pieces[word] = [*(char + "+" for char in word[:letters]), rest]
                break
    return [[piece for word in words for piece in pieces[word]] for words in corpus]


def neighbours(corpus: list[list[str]], words: list[str], size: int = 100) -> np.ndarray:
    """Singular vectors of the positive pointwise mutual information with direct neighbours."""
    index = {word: at for at, word in enumerate(words)}
    counts: Counter[tuple[int, int]] = Counter()
    for sentence in corpus:
        ids = [index.get(word, -1) for word in sentence]
        for at, word in enumerate(ids):
            if word < 0:
                continue
            for offset, base in ((-2, 0), (-1, 1), (1, 2), (2, 3)):
                other = at + offset
                context = ids[other] if 0 <= other < len(ids) else CONTEXTS - 1
                if 0 <= context < CONTEXTS:
                    counts[word, base * CONTEXTS + context] += 1
    keys = np.array(list(counts), dtype=np.int64)
    values = np.array(list(counts.values()), dtype=np.float64)
    matrix = csr_matrix((values, (keys[:, 0], keys[:, 1])), shape=(len(words), 4 * CONTEXTS))
    rows = np.asarray(matrix.sum(axis=1)).ravel()
    columns = np.asarray(matrix.sum(axis=0)).ravel() ** 0.75
    coo = matrix.tocoo()
    weight = np.log(coo.data * columns.sum() / (rows[coo.row] * columns[coo.col]))
    keep = weight > 0
    positive = csr_matrix((weight[keep], (coo.row[keep], coo.col[keep])), shape=matrix.shape)
    left, strength, _ = svds(positive, k=size, v0=np.ones(min(positive.shape)))
    return np.asarray(left * np.sqrt(strength))


def cluster(vectors: np.ndarray) -> list[np.ndarray]:
    """Cluster numbers of each row, at each of GRAINS."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return [
        kmeans2(unit, grain, iter=25, minit="points", rng=np.random.default_rng(SEED))[1] for grain in GRAINS
    ]


def main(data: str, out: str) -> None:
    """Vectors, clusters, one file."""
    corpus = split_clitics(list(sentences(Path(data))))
    print(f"{len(corpus)} sentences, {sum(map(len, corpus))} tokens", flush=True)
    model = Word2Vec(
        corpus,
        vector_size=100,
        window=3,
        sg=1,
        negative=8,
        min_count=MIN_COUNT,
        epochs=12,
        sample=1e-4,
        seed=SEED,
        workers=1,
    )
    words = list(model.wv.index_to_key)
    columns = [*cluster(model.wv.vectors), *cluster(neighbours(corpus, words))]
    numbers = {word: [int(column[row]) for column in columns] for row, word in enumerate(words)}
    Path(out).write_bytes(clusters_file(numbers))


if __name__ == "__main__":
    main(*sys.argv[1:3])
