"""Any word as cells, cluster by cluster: the careful way, for words with marks or anything unusual."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from rich.cells import get_character_cell_size

from reader.lazy_dataclass import dataclass
from reader.text.clusters import cluster_bounds
from reader.text.ucd import grapheme_classes
from reader.typeset.classes import mirrors
from reader.typeset.joining import joining_types, shape, typeset_rows
from reader.typeset.signs import BROKEN, CONTROL, INVISIBLE, sign_of, signs

TAB = "    "  # a tab is this wide wherever it stands
ORPHAN = "\u25cc"  # carries a mark that has no letter
NO_ROOM = "\u25af"  # stands for a cluster that is wider than the column
MARKS_PAINTED = 8  # more marks on one letter than this are not painted
ROOM = 24  # a column of so many cells holds any cluster that we expand
_invisible = re.compile(f"[{INVISIBLE}]")
_control = re.compile(f"[{CONTROL}]")
_modifier = re.compile("[\U0001f3fb-\U0001f3ff]")
# Vowel signs and Quranic annotation; not hamza and madda (0653 to 0655), which are part of a letter.
_tashkeel = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u0659\u065c-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff]"
)


# In a narrower column a cluster of more cells than this is painted in one or two.
_ROOMS = (ROOM, 8, 2, 1)


def room(width: int) -> int:
    """How many cells one cluster may take in a column of `width`."""
    return next((each for each in _ROOMS if each <= width), 1)


@dataclass(frozen=True, slots=True)
class Style:
    """How words become cells. `widest`: a cluster of more cells than this is painted in one."""

    forms: bool = True
    marks: bool = True
    controls: bool = False
    widest: int = ROOM


@cache
def expansions() -> dict[str, str]:
    """Ligature too wide for a cell -> its words."""
    return {chr(int(code, 16)): words for code, words in typeset_rows("expansions")}


class _Kinds(dict[str, str]):
    """character -> what is done with it.

    t tab, c shown as a sign, i invisible, m mark, h tashkeel, x expanded, e emoji modifier,
    1 one cell, 2 two cells, 0 nothing.
    """

    def __missing__(self, character: str) -> str:
        self[character] = kind = self._kind(character)
        return kind

    @staticmethod
    def _kind(character: str) -> str:
        if character == "\t":
            return "t"
        if _control.match(character):
            return "c"
        if _invisible.match(character):
            return "i"
        if _modifier.match(character):
            return "e"
        if character in expansions():
            return "x"
        width = get_character_cell_size(character)
        if grapheme_classes()[ord(character)] == "e" and not width:
            return "h" if _tashkeel.match(character) else "m"
        return str(width)


_kinds = _Kinds()


def begins_with_mark(word: str) -> bool:
    """True where the word's first character stands on what is before it."""
    return _kinds[word[0]] in "mh"


class Painter:
    """The cells of one word: glyphs at even and at odd levels, source start and end, in logical order."""

    def __init__(self, word: str, style: Style) -> None:
        self.word, self.style = word, style
        self.even: list[str] = []
        self.odd: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._marked = 0
        self._shaped = shape(word, joining_types(word)) if style.forms else [None] * len(word)
        for start, end in cluster_bounds(word):
            if (
                end - start > 1 or style.controls or _kinds[word[start]] != "i"
            ):  # else there is nothing to see
                self._cluster(start, end)

    def _cluster(self, start: int, end: int) -> None:
        """Paint the cluster `[start, end)` as zero or more cells."""
        first = len(self.even)
        self._marked = 0
        for index in range(start, end):
            self._paint(index)
        if self._shaped[start] == "":  # an alef that went into its lam: the lam's cell has taken its marks
            start = self.starts[-1]
            for cell in range(bisect_left(self.starts, start), first):
                self.ends[cell] = end
        cells = len(self.even) - first
        if cells > self.style.widest:
            self._narrow(first, start)
            cells = len(self.even) - first
        self.starts.extend([start] * cells)
        self.ends.extend([end] * cells)

    def _paint(self, index: int) -> None:
        shaped = self._shaped[index]
        if shaped is not None:
            if shaped:
                self._put(shaped)
            return
        character = self.word[index]
        kind = _kinds[character]
        if kind == "1":
            self._put(character)
        elif kind == "h":
            if self.style.marks:
                self._mark(character)
        elif kind == "m":
            self._mark(character)
        elif kind == "2":
            self._put_wide(character)
        elif kind == "c":
            self._put_sign(sign_of(character))
        elif kind == "i":
            if self.style.controls:
                self._put_sign(signs().get(character, BROKEN))
        elif kind == "t":
            for space in TAB:
                self._put(space)
        elif kind == "x":
            self._expand(character)
        elif kind == "e" and not self.even:  # on an emoji it is left out: terminals differ on its width
            self._put(NO_ROOM)

    def _put(self, glyph: str) -> None:
        self.even.append(glyph)
        self.odd.append(mirrors().get(glyph, glyph))
        self._marked = 0

    def _put_sign(self, sign: str) -> None:
        self.even.append(sign)
        self.odd.append(sign)  # an arrow says which way the control points: it is never mirrored
        self._marked = 0

    def _put_wide(self, glyph: str) -> None:
        self.even += (glyph, "")
        self.odd += ("", glyph)  # an odd run is turned round
        self._marked = 0

    def _mark(self, mark: str) -> None:
        if not self.even:
            self._put(ORPHAN)
        if self._marked >= MARKS_PAINTED:
            return
        self._marked += 1
        carrier = -1 if self.even[-1] else -2
        self.even[carrier] += mark
        self.odd[-1] += mark

    def _expand(self, character: str) -> None:
        if not self.style.forms:
            self._put(character)
            return
        cells: list[str] = []
        for word in expansions()[character].split(" "):
            cells += [*Painter(word, self.style).even, " "]
        cells.pop()
        self.even += reversed(cells)  # Arabic, whatever the level
        self.odd += cells

    def _narrow(self, first: int, start: int) -> None:
        """Paint the cluster again in what fits."""
        glyph = self._shaped[start] or self.word[start]
        del self.even[first:], self.odd[first:]
        if glyph == "\t":
            self._put(" ")
        elif _kinds[glyph[0]] == "2" and self.style.widest > 1:
            self._put_wide(glyph)
        else:
            self._put(glyph if _kinds[glyph[0]] in "1x" else NO_ROOM)
