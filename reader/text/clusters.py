"""Extended grapheme clusters, UAX #29: what a person takes for one character.

A letter with its marks, an emoji with its joiners, a flag, a syllable of Hangul, CR LF. Cursors move by
clusters, cuts fall between them. Rules GB3 to GB13 are one regular expression over the classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model import Span
from reader.text.ucd import grapheme_classes

_CLUSTER = re.compile(
    r"rn|[rnc]"  # GB3 to GB5
    r"|p*(?:"  # GB9b
    r"L*(?:[Vv]V*|t)T*|L+|T+"  # GB6 to GB8
    r"|ii"  # GB12, GB13
    r"|x(?:e*zx)*"  # GB11
    r"|[^rncp]"
    r")[ezs]*"  # GB9, GB9a
    r"|p+[ezs]*",
    re.VERBOSE,
)
# Every code point below is a cluster alone beside any other of them (and SP): most of all text.
_ALONE = re.compile(
    "[\x20-\x7e\xa1-\xac\xae-\xff\u0400-\u0482\u060c-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff\u2010-\u2027]*"
)


def clusters(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The clusters of `text[start:end]` in order: they cover it without gaps. `start` begins a cluster."""
    stop = len(text) if end is None else end
    for a, b in cluster_bounds(text[start:stop]):
        yield Span(start + a, start + b)


def cluster_bounds(text: str) -> Iterator[tuple[int, int]]:
    """`(start, end)` of each cluster of `text`, in order."""
    if _ALONE.fullmatch(text):
        yield from ((i, i + 1) for i in range(len(text)))
        return
    for match in _CLUSTER.finditer(text.translate(grapheme_classes())):
        yield match.span()


def next_cluster(text: str, offset: int) -> int:
    """The end of the cluster that `offset` stands in or before; `len(text)` at the end."""
    for start, end in cluster_bounds(text[(begin := _anchor(text, offset)) : _reach(text, offset)]):
        if begin + end > offset or start == end:
            return begin + end
    return len(text)


def previous_cluster(text: str, offset: int) -> int:
    """The start of the cluster that ends at `offset` or holds it; 0 at the start."""
    if offset <= 0:
        return 0
    begin = _anchor(text, offset - 1)
    found = begin
    for start, _ in cluster_bounds(text[begin : _reach(text, offset - 1)]):
        if begin + start >= offset:
            break
        found = begin + start
    return found


def _anchor(text: str, offset: int) -> int:
    """A place at or before `offset` that surely begins a cluster: a plain character or line break."""
    at = min(offset, len(text))
    while at > 0 and not (at < len(text) and _ALONE.fullmatch(text[at]) and _ALONE.fullmatch(text[at - 1])):
        at -= 1
    return at


def _reach(text: str, offset: int) -> int:
    """A place after `offset` where a cluster surely ends."""
    at = offset + 1
    while at < len(text) and not (_ALONE.fullmatch(text[at]) and _ALONE.fullmatch(text[at - 1])):
        at += 1
    return min(at, len(text))
