"""The form of a text in which a quote is looked for, with the way back to the text's own offsets.

On top of `reader.text.fold`: white space goes (line breaks and double spaces are no difference), accents of any
script go (NFC and NFD are the same), and the several shapes of a quotation mark, dash or comma become one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Span
from reader.text.fold import DROPPED, fold_with_map

_SHAPES = {
    **dict.fromkeys("«»“”„‟″❝❞＂", '"'),
    **dict.fromkeys("‘’‚‛′`´‹›", "'"),
    **dict.fromkeys("‐‑‒–—―−ـ", "-"),
    **dict.fromkeys("،٬‚", ","),
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "٫": ".",
    "ۓ": "ي",  # with hamza in one code point, which fold does not take apart
    "ۂ": "ه",
}
_GONE = re.compile(
    "[\\s\u0000-\u001f\u007f-\u009f\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff]")
_JOINS_LEFT = frozenset(DROPPED)


@dataclass(frozen=True, slots=True)
class Matching:
    """A text made ready for matching. `offsets[i]` is the source code point that `text[i]` came from."""

    text: str
    source: str
    offsets: Sequence[int]

    def to_source(self, start: int, end: int) -> Span:
        """The source Span of `text[start:end]`, with the marks that sit on its last letter."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.source)
            return Span(at, at)
        stop = self.offsets[end - 1] + 1
        while stop < len(self.source) and _sits_on_letter(self.source[stop]):
            stop += 1
        return Span(self.offsets[start], stop)

    def at_or_after(self, offset: int) -> int:
        """The first position of `text` that came from `offset` or later."""
        return bisect_left(self.offsets, offset)


def _sits_on_letter(char: str) -> bool:
    return char in _JOINS_LEFT or unicodedata.category(char) == "Mn"


@lru_cache(maxsize=512)
def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()


@lru_cache(maxsize=8)
def matching(source: str) -> Matching:
    """The text made ready; the last few are kept, since the notes of one document are placed together."""
    folded = fold_with_map(source)
    text = folded.text
    for shape, plain in _SHAPES.items():
        if shape in text:
            text = text.replace(shape, plain)
    text = _ACCENTED.sub(lambda match: _bare(match.group()), text)
    before: Sequence[int] = range(len(text)) if folded.offsets is None else folded.offsets
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for gap in _GONE.finditer(text):
        parts.append(text[at : gap.start()])
        offsets.extend(before[at : gap.start()])
        at = gap.end()
    parts.append(text[at:])
    offsets.extend(before[at:])
    return Matching("".join(parts), source, offsets)
