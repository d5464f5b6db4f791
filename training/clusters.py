"""Word clusters from raw text: seeded skip-gram vectors, then k-means at several grains.

`python -m training.clusters DATA_DIR OUT.tsv`: reads `raw/*.txt.xz` and the tokens of the `*.conll` files (their
tags are not looked at), writes `word TAB count TAB cluster...` for every word seen `MIN_COUNT` times or more.
One thread and fixed seeds; the same input gives the same file (run with PYTHONHASHSEED=0, as make train does).
Needs gensim and scipy, which the package itself never does.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from scipy.cluster.vq import kmeans2

from reader.analysis.entities.tokens import tokenise

SEED = 7
MIN_COUNT = 3
GRAINS = (64, 256, 1024)
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


def main(data: str, out: str) -> None:
    """Vectors, clusters, one file."""
    corpus = list(sentences(Path(data)))
    print(f"{len(corpus)} sentences, {sum(map(len, corpus))} tokens", flush=True)
    model = Word2Vec(
        corpus,
        vector_size=100,
        window=2,
        sg=1,
        negative=8,
        min_count=MIN_COUNT,
        epochs=12,
        sample=1e-4,
        seed=SEED,
        workers=1,
    )
    words = model.wv.index_to_key
    vectors = model.wv.vectors / np.linalg.norm(model.wv.vectors, axis=1, keepdims=True)
    columns = []
    for grain in GRAINS:
        _, labels = kmeans2(vectors, grain, iter=25, minit="points", rng=np.random.default_rng(SEED))
        columns.append(labels)
        print(f"{grain} clusters", flush=True)
    with Path(out).open("w", encoding="utf-8") as file:
        for row, word in enumerate(words):
            count = model.wv.get_vecattr(word, "count")
            file.write("\t".join([word, str(count), *(str(column[row]) for column in columns)]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
