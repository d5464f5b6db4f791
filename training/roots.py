"""Counts how often each root stands in news: data/events/roots.txt, by which shared words tie two reports.

    python -m training.roots DATA_DIR      (reads DATA_DIR/raw/*.txt.xz, one paragraph a line)

Deterministic. Only the counts are kept, no text.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

from reader.analysis.events.lexicon import DATA
from reader.analysis.events.roots import root_of
from reader.text.fold import fold

WORD = re.compile(r"[^\W\d_]+")
SHORT = 3  # roots that a paragraph has at least
LEAST = 10  # paragraphs that a root stands in at least; a rarer one is not listed
PLAIN = 3.0  # logarithms of inverse frequency up to here tell nothing: one paragraph in twenty has the root

HEADER = """\
# How telling a root is (as events/roots.py takes them) that stands in the words around two triggers: on each line a weight and its roots.
# The weight is the logarithm of paragraphs over those with the root, less {plain:g}, in halves; what is not listed is rarer than all of these ({rarest:g}).
# Counted in {paragraphs:,} paragraphs of the ANT corpus (github: antcorpus/antcorpus.data, Apache-2.0) by training/roots.py; no text of it is here.
"""


def counted(data: Path) -> tuple[Counter[str], int]:
    """In how many paragraphs each root stands, and how many there are."""
    counts: Counter[str] = Counter()
    paragraphs = 0
    for path in sorted((data / "raw").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                roots = {root_of(word) for word in WORD.findall(fold(line))} - {""}
                if len(roots) >= SHORT:
                    paragraphs += 1
                    counts.update(roots)
    return counts, paragraphs


def written(counts: Counter[str], paragraphs: int) -> str:
    """roots.txt."""

    def weight(count: int) -> float:
        return max(0.0, round(2 * (math.log(paragraphs / (1 + count)) - PLAIN)) / 2)

    classes: dict[float, list[str]] = {}
    for root in sorted(root for root, count in counts.items() if count >= LEAST):
        classes.setdefault(weight(counts[root]), []).append(root)
    lines = [HEADER.format(plain=PLAIN, rarest=weight(LEAST - 1), paragraphs=paragraphs)]
    for value in sorted(classes):
        lines += [f"{value:g} {part}\n" for part in textwrap.wrap(" ".join(classes[value]), 120)]
    return "".join(lines)


def main(data: str) -> None:
    text = written(*counted(Path(data)))
    (DATA / "roots.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
