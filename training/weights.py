"""A CRFsuite model in the form that the reader uses (reader/analysis/entities/crf.py reads it).

What a word says of itself and of the tokens around it is one row, and the hash tables by which CRFsuite finds a feature are left out:
a third of the size.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from itertools import accumulate

from reader.analysis.entities.crf import ROW
from reader.analysis.entities.features import VIEWS
from training.pruning import STATE, Model


def packed(model: Model) -> bytes:
    """The file of a model (its layout: `Weights`)."""
    size = len(model.labels)
    between = array("d", bytes(8 * size * size))
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in model.features:
        if one.kind == STATE:
            view, feature = viewed(model.attributes[one.source].decode())
            rows[feature].append((view * size + one.target, one.weight))
        else:
            between[one.source * size + one.target] = one.weight
    weights = [each for row in rows.values() for each in sorted(row)]
    starts = accumulate(map(len, rows.values()), initial=0)
    where = array("I", (start * ROW + len(row) for start, row in zip(starts, rows.values(), strict=False)))
    numbers = array("d", [*between, *(weight for _, weight in weights)])
    if sys.byteorder == "big":
        where.byteswap()
        numbers.byteswap()
    lines = ["\t".join(words) for words in ([each.decode() for each in model.labels], VIEWS, rows)]
    return b"".join(
        (
            "\n".join(lines).encode(),
            b"\0",
            where.tobytes(),
            numbers.tobytes(),
            bytes(whose for whose, _ in weights),
        )
    )


def viewed(feature: str) -> tuple[int, str]:
    """From where a word is seen, as the number of the view, and the feature as the word itself has it."""
    number = next((at for at, view in enumerate(VIEWS) if view and feature.startswith(view)), 0)
    return number, feature.removeprefix(VIEWS[number])
