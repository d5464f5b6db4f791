"""Tokens: what the tagger and the rules read.

A token is a run of letters with their marks, a number, or one sign. Its `norm` is the folded form
(reader.text.fold): hamza, alef, ya, ta marbuta and marks undone, so that spellings meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reader.text.fold import DROPPED, fold, fold_with_map

_JOINED = re.escape(DROPPED)
_lone = re.compile("[\ud800-\udfff\0]")  # lone surrogates and NUL, which the model's strings cannot hold
_ALA = frozenset({"علي", "وعلي", "فعلي"})
TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_JOINED}])*|\d+(?:[.,٫٬]\d+)*|[^\s{_JOINED}]")


class Token(NamedTuple):
    """`[start, end)` in code points of the document; `norm` is folded."""

    start: int
    end: int
    norm: str
    word: bool  # letters, not a number or a sign


@lru_cache(maxsize=1 << 15)
def norm_of(surface: str) -> str:
    """The folded form of one token. «على», the preposition, is kept apart from «علي», the name."""
    folded = _lone.sub("\ufffd", fold(surface))
    return folded[:-1] + "ى" if folded in _ALA and surface.rstrip(DROPPED).endswith("ى") else folded


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order."""
    tokens = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        if norm := norm_of(surface):  # a lone mark in presentation form folds to nothing
            tokens.append(Token(match.start(), match.end(), norm, surface[0].isalpha()))
    return tokens


def norms_of(text: str) -> tuple[str, ...]:
    """The norms of its tokens alone, in order."""
    return tuple(filter(None, map(norm_of, TOKEN.findall(text))))


def norms_and_places(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The norms of its tokens, and where each stands: what `tokenise` gives, in columns."""
    norms: list[str] = []
    places: list[tuple[int, int]] = []
    folded = fold_with_map(text)
    if folded.offsets is not None:  # letters were dropped: each token is folded by itself
        for match in TOKEN.finditer(text):
            if norm := norm_of(match.group()):
                norms.append(norm)
                places.append(match.span())
        return norms, places
    for match in TOKEN.finditer(_lone.sub("\ufffd", folded.text)):
        norm = match.group()
        norms.append(norm_of(text[match.start() : match.end()]) if norm in _ALA else norm)
        places.append(match.span())
    return norms, places
