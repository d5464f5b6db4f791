"""Words as cells: what a run without spaces is painted as, kept for the next time it is met.

Nothing about a word depends on the line or paragraph it stands in: its joining forms, clusters, bidi
classes, inner break opportunities. Layout is therefore mostly a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reader.typeset.breaks import edges, word_breaks
from reader.typeset.cells import Painter, Style, begins_with_mark
from reader.typeset.classes import bidi_classes, mirrors
from reader.typeset.joining import letter_starts, shape_letters, shape_unmarked

KEPT_WORDS = 1 << 15
LONGEST_KEPT = 64  # code points

# One cell each, no marks, nothing invisible.
_PLAIN = re.compile(
    "[!-~\xa1-\xac\xae-\xff،؛؟\u0621-\u064a\u0660-\u066d\u0671-\u06d3\u06f0-\u06f9\u2010-\u2015\u2018-\u201f\u2022\u2026‹›]*"
)
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]*")  # Arabic letters alone
_MIRRORED = re.compile("[()<>\\[\\]{}«»‹›]")
_edges = lru_cache(maxsize=1024)(edges)


# Shared by all words of a length.
_RANGES = [range(length + 1) for length in range(LONGEST_KEPT + 1)]
_CLASSES = ["A" * length for length in range(LONGEST_KEPT + 1)]


@dataclass(slots=True)
class Word:
    """One run without spaces. Offsets are code points from its start; lists are by cell in logical order,
    with one cell more than `width`: the space after the word.

    `even` and `odd` are the glyphs for even and odd levels (L4 mirroring). `breaks`: offsets where a line
    may break inside; `head`, `tail`: see breaks.edges. `orphan`: it begins with a mark. `ends` is empty
    where each cell ends at the next one's start; `starts` is a range where each cell is one code point.
    """

    length: int
    width: int
    classes: str
    even: tuple[str, ...]
    odd: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int] = ()
    breaks: tuple[int, ...] = ()
    head: str = ""
    tail: str = ""
    orphan: bool = False


class Words(dict[str, Word]):
    """word -> Word for one Style. Long ones are not kept, and all are dropped when too many are."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, word: str) -> Word:
        if _LETTERS.fullmatch(word):
            made = self._letters(word)
        elif _PLAIN.fullmatch(word):
            made = self._plain(word)
        else:
            made = self._any(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= KEPT_WORDS:
                self.clear()
            self[word] = made
        return made

    def _letters(self, word: str) -> Word:
        length = len(word)
        even = tuple(shape_letters(word) + " ") if self.style.forms else (*word, " ")
        width = len(even) - 1
        if length > LONGEST_KEPT:
            starts = range(length + 1) if width == length else letter_starts(word)
            return Word(length, width, "A" * length, even, even, starts)
        starts = _RANGES[length] if width == length else letter_starts(word)
        return Word(length, width, _CLASSES[length], even, even, starts)

    def _plain(self, word: str) -> Word:
        length = len(word)
        starts: Sequence[int] = range(length + 1)
        even: tuple[str, ...]
        if not self.style.forms or word.isascii():
            even = (*word, " ")
        else:
            tokens, glyphs = shape_unmarked(word)
            even = (*glyphs, " ")
            if len(tokens) < length:
                starts = tuple(accumulate(map(len, tokens), initial=0))
        odd = even
        if _MIRRORED.search(word):
            mirror = mirrors()
            odd = tuple([mirror.get(glyph, glyph) for glyph in even])
        head = "" if word[:1].isalnum() else _edges(word[:2])[0]
        tail = "" if word[-1:].isalnum() else _edges(word[-2:])[1]
        return Word(
            length, len(even) - 1, bidi_classes(word), even, odd, starts, (), word_breaks(word), head, tail
        )

    def _any(self, word: str) -> Word:
        painted = Painter(word, self.style)
        length = len(word)
        starts, ends = (*painted.starts, length), (*painted.ends, length + 1)
        clusters = set(starts)
        breaks = tuple([at for at in word_breaks(word) if at in clusters])
        head, tail = edges(word)
        return Word(
            length, len(starts) - 1, bidi_classes(word), (*painted.even, " "), (*painted.odd, " "), starts,
            () if ends[:-1] == starts[1:] else ends, breaks, head, tail, begins_with_mark(word),
        )  # fmt: skip


@lru_cache(maxsize=8)
def words_of(style: Style) -> Words:
    """The words known in a style; shared by all layouts."""
    return Words(style)


def forget() -> None:
    """Empty all caches of words: for measuring from cold."""
    words_of.cache_clear()
