"""What words tend to be: self-training on raw text.

`python -m training.tendencies DATA_DIR MODEL OUT.tsv`: the model reads the raw text; for each folded word (clitics off)
it is counted how often it was PER, LOC or ORG. Words seen `LEAST` times with a tendency are written as
`word TAB tenths`, three digits. The next model sees them as features.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter, defaultdict
from pathlib import Path

from reader.analysis.entities.crf import Weights
from reader.analysis.entities.features import listed_tags, vocabulary
from reader.analysis.entities.found import Scan
from reader.analysis.entities.tagger import Tagger
from reader.analysis.entities.tokens import Token, tokenise

LEAST = 3
BATCH = 400


def main(data: str, model: str, out: str) -> None:
    """Read, count, write."""
    vocab = vocabulary()
    tagger = Tagger(Weights(Path(model).read_bytes()), vocab)
    seen: Counter[str] = Counter()
    tagged: dict[str, Counter[str]] = defaultdict(Counter)

    def read(lines: list[str]) -> None:
        tokens: list[Token] = []
        ranges: list[tuple[int, int]] = []
        text = ""
        for line in lines:
            first = len(tokens)
            tokens.extend(tokenise(line))
            ranges.append((first, len(tokens)))
        scan = Scan(text, tokens, [token.norm for token in tokens], ranges)
        lists = listed_tags(scan, vocab.gazetteer.matches(scan))
        for start, end in ranges:
            norms = scan.norms[start:end]
            for norm, tag in zip(norms, tagger.tags(norms, lists[start:end]), strict=True):
                stem = vocab.word(norm).stem
                seen[stem] += 1
                if tag[0] != "O" and tag[2:] != "MISC":
                    tagged[stem][tag[2]] += 1

    for path in sorted((Path(data) / "raw").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            batch: list[str] = []
            for line in lines:
                batch.append(line)
                if len(batch) == BATCH:
                    read(batch)
                    batch = []
            read(batch)
    with Path(out).open("w", encoding="utf-8") as file:
        file.write(
            "# What words tended to be in raw news text, by an earlier model: derived numbers only. Made by training/tendencies.py.\n"
        )
        file.write("# Columns: folded word, tenths of its occurrences that were PER, LOC, ORG.\n")
        for word in sorted(tagged):
            if seen[word] >= LEAST and word[0].isalpha():
                tenths = [min(9, 10 * tagged[word][kind] // seen[word]) for kind in "PLO"]
                if any(tenths):
                    file.write(word + "\t" + "".join(map(str, tenths)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
