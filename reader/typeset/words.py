"""Words as cells: what a run without spaces is painted as, kept for the next time it is met.

Nothing about a word depends on the line or paragraph it stands in: its joining forms, clusters, bidi
classes, inner break opportunities. Layout is therefore mostly a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size

from reader.text.clusters import cluster_bounds
from reader.text.ucd import grapheme_classes
from reader.typeset.breaks import edges, word_breaks
from reader.typeset.classes import bidi_classes, mirrors
from reader.typeset.joining import joining_types, shape, shape_unmarked, typeset_rows
from reader.typeset.signs import BROKEN, CONTROL, INVISIBLE, sign_of, signs

TAB = "    "  # a tab is this wide wherever it stands
ORPHAN = "\u25cc"  # carries a mark that has no letter
MARKS_PAINTED = 8  # more marks on one letter than this are not painted
KEPT_WORDS = 1 << 15
LONGEST_KEPT = 64  # code points

# One cell each, no marks, nothing invisible.
_PLAIN = re.compile(
    "[!-~\xa1-\xac\xae-\xff،؛؟\u0621-\u064a\u0660-\u066d\u0671-\u06d3\u06f0-\u06f9\u2010-\u2015\u2018-\u201f\u2022\u2026‹›]*"
)
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]*")  # Arabic letters alone
_invisible = re.compile(f"[{INVISIBLE}]")
_control = re.compile(f"[{CONTROL}]")
_EXTEND = "e"  # Grapheme_Cluster_Break=Extend
_TASHKEEL = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u0659\u065c-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff]"
)
_MODIFIER = re.compile("[\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Style:
    """How words become cells. `widest`: a cluster of more cells than this is painted in one."""

    forms: bool = True
    marks: bool = True
    controls: bool = False
    widest: int = 24


@dataclass(slots=True)
class Word:
    """One run without spaces. Offsets are code points from its start; lists are by cell in logical order,
    with one cell more than `width`: the space after the word.

    `even` and `odd` are the glyphs for even and odd levels (L4 mirroring). `breaks`: offsets where a line
    may break inside; `head`, `tail`: see breaks.edges. `orphan`: it begins with a mark.
    """

    length: int
    width: int
    classes: str
    even: tuple[str, ...]
    odd: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    breaks: tuple[int, ...]
    head: str
    tail: str
    orphan: bool


@cache
def expansions() -> dict[str, str]:
    """Ligature too wide for a cell -> its words."""
    return {chr(int(code, 16)): words for code, words in typeset_rows("expansions")}


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

    def _cells(self, word: str) -> tuple[tuple[str, ...], Sequence[int], Sequence[int]]:
        """Glyphs at even levels, starts and ends of a word of plain characters."""
        length = len(word)
        if not self.style.forms or word.isascii():
            return (*word, " "), range(length + 1), range(1, length + 2)
        tokens, glyphs = shape_unmarked(word)
        glyphs.append(" ")
        if len(tokens) == length:
            return tuple(glyphs), range(length + 1), range(1, length + 2)
        starts = tuple(accumulate(map(len, tokens), initial=0))
        return tuple(glyphs), starts, (*starts[1:], length + 1)

    def _letters(self, word: str) -> Word:
        even, starts, ends = self._cells(word)
        return Word(len(word), len(even) - 1, "A" * len(word), even, even, starts, ends, (), "", "", False)

    def _plain(self, word: str) -> Word:
        even, starts, ends = self._cells(word)
        mirror = mirrors()
        odd = tuple([mirror.get(glyph, glyph) for glyph in even])
        head, tail = edges(word)
        return Word(
            len(word), len(even) - 1, bidi_classes(word), even, odd, starts, ends, word_breaks(word), head, tail, False
        )  # fmt: skip

    def _any(self, word: str) -> Word:
        painter = _Painter(word, self.style)
        for start, end in cluster_bounds(word):
            painter.cluster(start, end)
        head, tail = edges(word)
        length = len(word)
        clusters = set(painter.starts)
        breaks = tuple(at for at in word_breaks(word) if at in clusters)
        return Word(
            length, len(painter.even), bidi_classes(word), (*painter.even, " "), (*painter.odd, " "),
            (*painter.starts, length), (*painter.ends, length + 1), breaks, head, tail, _is_mark(word[0]),
        )  # fmt: skip


@lru_cache(maxsize=8)
def words_of(style: Style) -> Words:
    """The words known in a style; shared by all layouts."""
    return Words(style)


def forget() -> None:
    """Empty all caches of words: for measuring from cold."""
    words_of.cache_clear()


def _is_mark(character: str) -> bool:
    """A mark that stands on the character before it."""
    return (
        grapheme_classes()[ord(character)] == _EXTEND
        and not _invisible.match(character)
        and not _MODIFIER.match(character)
    )


class _Painter:
    """Collects the cells of one word, cluster by cluster."""

    def __init__(self, word: str, style: Style) -> None:
        self.word, self.style = word, style
        self.even: list[str] = []
        self.odd: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._marked = 0
        self.shaped = shape(word, joining_types(word)) if style.forms else [None] * len(word)

    def cluster(self, start: int, end: int) -> None:
        """Paint the cluster `[start, end)` as zero or more cells."""
        first = len(self.even)
        self._marked = 0
        if self.shaped[start] == "":  # an alef that went into its lam: the lam's cell takes its marks
            at = self.starts[-1]
            for cell in range(len(self.starts) - 1, -1, -1):
                if self.starts[cell] != at:
                    break
                self.ends[cell] = end
            for index in range(start + 1, end):
                self._paint(index)
            return
        for index in range(start, end):
            self._paint(index)
        cells = len(self.even) - first
        if cells > self.style.widest:
            self._narrow(first, start)
            cells = len(self.even) - first
        self.starts.extend([start] * cells)
        self.ends.extend([end] * cells)

    def _narrow(self, first: int, start: int) -> None:
        glyph = self.word[start]
        if get_character_cell_size(glyph) > self.style.widest or _control.match(glyph):
            glyph = "\u25af"
        if _PLAIN.fullmatch(glyph) is None and glyph == "\t":
            glyph = " "
        del self.even[first:], self.odd[first:]
        self._put(glyph)

    def _put(self, glyph: str) -> None:
        wide = get_character_cell_size(glyph[0]) == 2
        self.even.extend((glyph, "") if wide else (glyph,))
        glyph = mirrors().get(glyph, glyph)
        self.odd.extend(("", glyph) if wide else (glyph,))
        self._marked = 0

    def _paint(self, index: int) -> None:
        character = self.word[index]
        shaped = self.shaped[index]
        if shaped:
            self._put(shaped)
        elif character == "\t":
            for space in TAB:
                self._put(space)
        elif _control.match(character):
            self._put(sign_of(character))
        elif _invisible.match(character):
            if self.style.controls:
                self._put(signs().get(character, BROKEN))
        elif _is_mark(character):
            self._mark(character)
        elif character in expansions() and self.style.widest >= 24 and self.style.forms:
            self._expand(expansions()[character])
        elif _MODIFIER.match(character) and index and self.even:
            return  # terminals do not agree on its width; the emoji itself is painted
        elif get_character_cell_size(character):
            self._put(character)

    def _mark(self, mark: str) -> None:
        if not self.style.marks and _TASHKEEL.match(mark):
            return
        if get_character_cell_size(mark):  # Extend, yet as wide as a letter (halfwidth kana marks)
            self._put(mark)
            return
        if not self.even:
            self._put(ORPHAN)
        if self._marked >= MARKS_PAINTED:
            return
        self._marked += 1
        self.even[self._carrier(self.even)] += mark
        self.odd[-1] += mark

    @staticmethod
    def _carrier(cells: list[str]) -> int:
        return -1 if cells[-1] else -2

    def _expand(self, words: str) -> None:
        cells: list[str] = []
        for word in words.split(" "):
            cells.extend(words_of(self.style)[word].even)
        cells.pop()
        self.even.extend(reversed(cells))  # Arabic, whatever the level
        self.odd.extend(cells)
