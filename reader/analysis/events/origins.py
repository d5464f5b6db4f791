"""Near-copies: «9 articles, 1 origin». Texts that share most of their five-word runs count once.

MinHash with bands (Broder 1997): 64 one-permutation bins over hashes of folded five-word runs, 16 bands of 4;
candidates share a band, and are copies where at least 0.7 of the bins agree. Near-linear in the documents.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
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
    words = fold(text).split()
    if len(words) < RUN:
        return tuple(bins)
    codes = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    for i in range(len(codes) - RUN + 1):
        a, b, c, d, e = codes[i : i + RUN]
        value = (a * 31 + b * 1009 + c * 65537 + d * 16777259 + e * 2654435761) * 0x9E3779B1 & _EMPTY
        slot = value & (BINS - 1)
        if value < bins[slot]:
            bins[slot] = value
    return tuple(bins)


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimated share of runs in common, by the bins that either has."""
    both = [(x, y) for x, y in zip(a, b, strict=True) if x != _EMPTY or y != _EMPTY]
    return sum(x == y for x, y in both) / len(both) if both else 0.0


class Sketched(NamedTuple):
    """A document as its copies are known by."""

    doc: str
    published: str | None
    sketch: Sequence[int]


def find_origins(documents: Iterable[Sketched]) -> dict[str, str]:
    """For each near-copy the first document (by published date, then name) that it is a copy of; others are left out."""
    order = sorted(documents, key=lambda each: (each.published or "9999", each.doc))
    seen: set[int] = set()
    shared: set[int] = set()
    for each in order:  # most documents share no band with another: nothing is kept of them
        for key in _bands(each.sketch):
            (shared if key in seen else seen).add(key)
    del seen
    bands: dict[int, list[int]] = defaultdict(list)
    origin: dict[int, int] = {}
    for number, each in enumerate(order):
        keys = [key for key in _bands(each.sketch) if key in shared]
        for candidate in sorted({c for key in keys for c in bands[key][:8]}):
            if likeness(each.sketch, order[candidate].sketch) >= SAME:
                origin[number] = origin.get(candidate, candidate)
                break
        for key in keys:
            bands[key].append(number)
    return {order[number].doc: order[home].doc for number, home in origin.items()}


def _bands(made: Sequence[int]) -> list[int]:
    """Hashes of a sketch's bands, those without any run left out. Numbers alone hash the same in every process."""
    pieces = ((start, *made[start : start + BAND]) for start in range(0, BINS, BAND))
    return [hash(piece) for piece in pieces if piece[1:].count(_EMPTY) < BAND]
