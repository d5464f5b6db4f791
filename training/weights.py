"""A CRFsuite model in the form that the reader uses (reader/analysis/entities/crf.py reads it).

What a word says of itself and of the tokens around it is one row, and the hash tables by which CRFsuite finds a feature are left out:
a third of the size.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import defaultdict
from itertools import accumulate

from reader.analysis.entities.around import PAIRS
from reader.analysis.entities.crf import ROW
from reader.analysis.entities.features import OWN, VIEWS
from reader.analysis.entities.packed import packed as packed_words
from training.pruning import STATE, Model

_WORD = r"(?:\||[^|]*)"  # a stroke, or what holds none
_FIRST = dict.fromkeys(PAIRS, _WORD) | {"c3": rf"{_WORD}\|{_WORD}"}
_PAIR = {kind: re.compile(rf"{kind}=({first})\|({_WORD})") for kind, first in _FIRST.items()}


def packed(model: Model) -> bytes:
    """The file of a model (its layout: `Weights`)."""
    labels = sorted(model.labels, key=lambda label: label != b"O")  # the one outside of names first
    number = [labels.index(label) for label in model.labels]
    size, views = len(labels), len(VIEWS)
    between = array("d", bytes(8 * size * size))
    words: dict[str, list[tuple[int, float]]] = defaultdict(list)
    twos: dict[str, dict[str, dict[str, list[tuple[int, float]]]]] = {kind: {} for kind in PAIRS}
    for one in model.features:
        if one.kind != STATE:
            between[number[one.source] * size + number[one.target]] = one.weight
            continue
        view, feature = viewed(model.attributes[one.source].decode())
        if (two := paired(feature)) is not None:
            kind, first, second = two
            twos[kind].setdefault(first, {}).setdefault(second, []).append((number[one.target], one.weight))
        elif view == 0 and feature.startswith(OWN):
            words[feature].append((number[one.target], one.weight))
        else:
            words[feature].append((number[one.target] * views + view, one.weight))
    lines = [[each.decode() for each in labels], VIEWS, [str(len(twos))]]
    rows = list(words.values())
    begins = array("I")
    for kind, firsts in twos.items():
        lines += ([kind, *firsts], [kind, *map(" ".join, firsts.values())])
        for seconds in firsts.values():
            begins.append(len(rows))
            rows += seconds.values()
    begins.append(len(rows))
    weights = [each for row in rows for each in sorted(row)]
    starts = accumulate(map(len, rows), initial=0)
    where = array("I", (start * ROW + len(row) for start, row in zip(starts, rows, strict=False)))
    numbers = array("d", [*between, *(weight for _, weight in weights)])
    if sys.byteorder == "big":
        begins.byteswap()
        where.byteswap()
        numbers.byteswap()
    return b"".join(
        (
            b"\n".join(
                ["\t".join(line).encode() for line in lines]
                + packed_words({word: str(number) for number, word in enumerate(words)})
            ),
            b"\0",
            begins.tobytes(),
            where.tobytes(),
            numbers.tobytes(),
            bytes(whose for whose, _ in weights),
        )
    )


def paired(feature: str) -> tuple[str, str, str] | None:
    """The kind, the first word and the second one of a feature of two words; a word may be the stroke that stands between them."""
    match = _PAIR[kind].fullmatch(feature) if (kind := feature.partition("=")[0]) in _PAIR else None
    return (kind, match[1], match[2]) if match else None


def viewed(feature: str) -> tuple[int, str]:
    """From where a word is seen, as the number of the view, and the feature as the word itself has it."""
    number = next((at for at, view in enumerate(VIEWS) if view and feature.startswith(view)), 0)
    return number, feature.removeprefix(VIEWS[number])
