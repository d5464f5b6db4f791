"""Near-copies: «9 articles, 1 origin». Texts that share most of their five-word runs count once.

MinHash with bands (Broder 1997): 64 one-permutation bins over hashes of folded five-word runs, 16 bands of 4;
candidates share a band, and are copies where at least 0.7 of the bins agree. Near-linear in the documents.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.text.fold import fold

RUN = 5
BINS = 64
BAND = 4
SAME = 0.7
_EMPTY = 0xFFFFFFFF


def sketch(text: str) -> tuple[int, ...]:
    """The 64 smallest hashes, one for each bin, of the text's five-word runs; short texts have empty bins."""
    bins = [_EMPTY] * BINS
    words = " ".join(fold(text).split()).encode("utf-8", "surrogatepass")
    codes = list(map(zlib.crc32, words.split(b" ")))
    for a, b, c, d, e in zip(*(codes[i:] for i in range(RUN)), strict=False):
        value = (a * 31 + b * 1009 + c * 65537 + d * 16777259 + e * 2654435761) * 0x9E3779B1 & _EMPTY
        slot = value & (BINS - 1)
        if value < bins[slot]:
            bins[slot] = value
    return tuple(bins)


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimated share of runs in common, by the bins that either has."""
    both = [(x, y) for x, y in zip(a, b, strict=True) if x != _EMPTY or y != _EMPTY]
    return sum(x == y for x, y in both) / len(both) if both else 0.0


def bands(made: Sequence[int]) -> list[int]:
    """A number for each band of a sketch that has a run: only texts that share one can be copies (rarely others share one, too)."""
    found = []
    for start in range(0, BINS, BAND):
        piece = made[start : start + BAND]
        if not all(each == _EMPTY for each in piece):
            found.append(start << 32 | zlib.crc32(array("I", piece)))
    return found


class Sketched(NamedTuple):
    """A document as its copies are known by."""

    doc: str
    published: str | None
    sketch: Sequence[int]


def find_origins(documents: Iterable[Sketched]) -> dict[str, str]:
    """For each near-copy the first document (by published date, then name) that it is a copy of; others are left out."""
    order = sorted(documents, key=lambda each: (each.published or "9999", each.doc))
    sharing: dict[int, dict[int, list[int]]] = {}  # band -> what several documents have there
    for start in range(0, BINS, BAND):  # most documents share no band with another: nothing is kept of them
        seen: set[int] = set()
        shared: dict[int, list[int]] = {}
        for each in order:
            if (key := _band(each.sketch, start)) in seen:
                shared[key] = []
            elif key is not None:
                seen.add(key)
        sharing[start] = shared
    origin: dict[int, int] = {}
    for number, each in enumerate(order):
        found = [
            held[key]
            for start, held in sharing.items()
            if held and (key := _band(each.sketch, start)) in held and key is not None
        ]
        for candidate in sorted({c for block in found for c in block[:8]}):
            if likeness(each.sketch, order[candidate].sketch) >= SAME:
                origin[number] = origin.get(candidate, candidate)
                break
        for block in found:
            block.append(number)
    return {order[number].doc: order[home].doc for number, home in origin.items()}


def _band(made: Sequence[int], start: int) -> int | None:
    """The hash of a band of a sketch, None where it has no run. Numbers alone hash the same in every process."""
    piece = tuple(made[start : start + BAND])
    return hash(piece) if piece.count(_EMPTY) < BAND else None
