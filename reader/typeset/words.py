"""Words as cells: what a run without spaces is painted as, kept for the next time it is met.

Nothing about a word depends on the line or paragraph it stands in: its joining forms, clusters, bidi
classes, inner break opportunities. Layout is therefore mostly a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, filterfalse
from operator import add
from typing import NamedTuple

from reader.lazy_dataclass import dataclass
from reader.typeset.breaks import edges, is_address, word_breaks
from reader.typeset.cells import Painter, Style, begins_with_mark
from reader.typeset.classes import bidi_classes, mirrors
from reader.typeset.joining import COMPOSED, glyphs_unmarked, letter_starts, shape_letters

KEPT_WORDS = 1 << 14
LONGEST_KEPT = 64  # code points


# One cell each, no marks, nothing invisible.
_PLAIN = re.compile(
    "[!-~\xa1-\xac\xae-\xff،؛؟\u0621-\u064a\u0660-\u066d\u0671-\u06d3\u06f0-\u06f9\u2010-\u2015\u2018-\u201f\u2022\u2026‹›]*"
)
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]*")  # Arabic letters alone
_LETTER_WORDS = re.compile(f"(?<![^ «(“])[\u0621-\u063a\u0641-\u064a]{{1,{LONGEST_KEPT}}}(?![^ ،.؛:؟!»)”])")
_BETWEEN = re.compile("([«(“]?)([\u0621-\u063a\u0641-\u064a]{1,64})([،.؛:؟!»)”]{0,3})")
_VOWELS = "[\u064b-\u0652\u0670]"
_VOCALISED = re.compile(
    f"(?:ل[\u0622\u0623\u0625\u0627]{_VOWELS}{{0,8}}|[\u0621-\u063a\u0641-\u064a](?<!ل){_VOWELS}{{0,8}}|ل(?!{_VOWELS}+[\u0622\u0623\u0625\u0627]){_VOWELS}{{0,8}})+"
)
_UNIT = re.compile(f"(ل[\u0622\u0623\u0625\u0627]|[^\u064b-\u0652\u0670])({_VOWELS}*)")
_MIRRORED = re.compile("[()<>\\[\\]{}«»‹›]")
_edges = lru_cache(maxsize=1024)(edges)


# Shared by all words of a length.
_RANGES = [range(length + 1) for length in range(LONGEST_KEPT + 1)]
_CLASSES = ["A" * length for length in range(LONGEST_KEPT + 1)]


_Around = tuple[
    tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], str, str, str, str
]  # glyphs before at even and odd levels, after at both (and the space), classes before and after, head, tail


@lru_cache(maxsize=512)
def _around(before: str, after: str) -> _Around | None:
    """What punctuation around Arabic letters comes to; None where a line may break inside."""
    sample = f"{before}\u0628{after}"
    if word_breaks(sample):
        return None
    front, back, mirror = tuple(before), (*after, " "), mirrors()
    front_odd = tuple([mirror.get(glyph, glyph) for glyph in front])
    back_odd = tuple([mirror.get(glyph, glyph) for glyph in back])
    return (
        front,
        front if front == front_odd else front_odd,
        back,
        back if back == back_odd else back_odd,
        bidi_classes(before),
        bidi_classes(after),
        "" if not before else _edges(sample[:2])[0],
        "" if not after else _edges(sample[-2:])[1],
    )


@dataclass(slots=True)
class Word:
    """One run without spaces. Offsets are code points from its start; lists are by cell in logical order,
    with one cell more than `width`: the space after the word.

    `even` and `odd` are the glyphs for even and odd levels (L4 mirroring). `starts` is a range where each cell is one
    code point. `more` is what few words have.
    """

    length: int
    width: int
    classes: str
    even: tuple[str, ...]
    odd: tuple[str, ...]
    starts: Sequence[int]
    more: More | None = None


class More(NamedTuple):
    """What a line must know of a word that is more than letters.

    `breaks`: offsets where it may break inside; `head`, `tail`: see breaks.edges. `address`: it breaks inside only
    where it does not fit a line. `ends` is empty where each cell ends at the next one's start. `orphan`: it begins
    with a mark.
    """

    breaks: tuple[int, ...] = ()
    head: str = ""
    tail: str = ""
    address: bool = False
    ends: Sequence[int] = ()
    orphan: bool = False


NO_MORE = More()


class Words(dict[str, Word]):
    """word -> Word for one Style. Long ones are not kept, and all are dropped when too many are."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style
        self.orphans = False  # one was ever met

    def __missing__(self, word: str) -> Word:
        if _LETTERS.fullmatch(word):
            made = self._letters(word)
        elif (match := _BETWEEN.fullmatch(word)) and (around := _around(match[1], match[3])):
            made = self._between(self[match[2]], around)
        elif _VOCALISED.fullmatch(word) and self.style.forms:
            made = self._vocalised(word)
        elif _PLAIN.fullmatch(word):
            made = self._plain(word)
        else:
            made = self._any(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= KEPT_WORDS:
                self.clear()
            self[word] = made
        return made

    def learn(self, words: list[str]) -> None:
        """Make those that are Arabic letters alone, most words of a text, in one go: cheaper than one by one.

        And those inside punctuation, of which `_between` makes the whole.
        """
        if not self.style.forms:
            return
        unknown = set(filterfalse(self.__contains__, words))
        if not unknown:
            return
        found = _LETTER_WORDS.findall(" ".join(unknown))
        new = list(filterfalse(self.__contains__, dict.fromkeys(found)))
        if not new:
            return
        if len(self) + len(new) > KEPT_WORDS:
            self.clear()
        glyphs = shape_letters(" ".join([*new, ""]))
        at = 0
        for word in new:
            space = glyphs.index(" ", at)
            length, width = len(word), space - at
            even = glyphs[at : space + 1]
            starts = _RANGES[length] if width == length else letter_starts(word)
            self[word] = Word(length, width, _CLASSES[length], even, even, starts)
            at = space + 1

    def _letters(self, word: str) -> Word:
        length = len(word)
        even = shape_letters(word + " ") if self.style.forms else (*word, " ")
        width = len(even) - 1
        if length > LONGEST_KEPT:
            starts = range(length + 1) if width == length else letter_starts(word)
            return Word(length, width, "A" * length, even, even, starts)
        starts = _RANGES[length] if width == length else letter_starts(word)
        return Word(length, width, _CLASSES[length], even, even, starts)

    def _between(self, inner: Word, around: _Around) -> Word:
        """A word with punctuation before or after it: the word, which is mostly known, and what such signs always are."""
        front, front_odd, back, back_odd, front_classes, back_classes, head, tail = around
        middle = inner.even[:-1]
        even = (*front, *middle, *back)
        odd = even if front is front_odd and back is back_odd else (*front_odd, *middle, *back_odd)
        classes = front_classes + inner.classes + back_classes
        length, before = len(classes), len(front_classes)
        starts: Sequence[int]
        if type(inner.starts) is range:
            starts = range(length + 1)
        else:
            own = [before + at for at in inner.starts[:-1]]
            starts = (*range(before), *own, *range(before + inner.length, length + 1))
        more = More((), head, tail) if head or tail else None
        return Word(length, len(even) - 1, classes, even, odd, starts, more)

    def _vocalised(self, word: str) -> Word:
        """Arabic letters with short vowels, none of them between a lam and its alef."""
        units = _UNIT.findall(word)
        glyphs = shape_letters("".join([letters for letters, _ in units]))
        marks = [marks for _, marks in units] if self.style.marks else [""] * len(units)
        even = (*map(add, glyphs, marks), " ")
        starts = tuple(accumulate([len(a) + len(b) for a, b in units], initial=0))
        return Word(len(word), len(units), bidi_classes(word), even, even, starts)

    def _plain(self, word: str) -> Word:
        length = len(word)
        even: tuple[str, ...]
        if not self.style.forms or word.isascii():
            even = (*word, " ")
        elif COMPOSED.search(word):
            even = (*glyphs_unmarked(word), " ")
        else:
            even = shape_letters(word + " ")
        starts = range(length + 1) if len(even) > length else letter_starts(word)
        odd = even
        if _MIRRORED.search(word):
            mirror = mirrors()
            odd = tuple([mirror.get(glyph, glyph) for glyph in even])
        head = "" if word[:1].isalnum() else _edges(word[:2])[0]
        tail = "" if word[-1:].isalnum() else _edges(word[-2:])[1]
        breaks = word_breaks(word)
        address = bool(breaks) and is_address(word)
        more = More(breaks, head, tail, address) if breaks or head or tail else None
        return Word(length, len(even) - 1, bidi_classes(word), even, odd, starts, more)

    def _any(self, word: str) -> Word:
        painted = Painter(word, self.style)
        length = len(word)
        orphan = begins_with_mark(word)
        self.orphans |= orphan
        starts: tuple[int, ...] = (*painted.starts, length)
        ends: tuple[int, ...] = (*painted.ends, length + 1)
        clusters = set(starts)
        breaks = tuple([at for at in word_breaks(word) if at in clusters])
        head, tail = edges(word)
        if ends[:-1] == starts[1:]:
            ends = ()
        more = More(breaks, head, tail, bool(breaks) and is_address(word), ends, orphan)
        even, odd = (*painted.even, " "), (*painted.odd, " ")
        return Word(
            length, len(starts) - 1, bidi_classes(word), even, odd, starts, None if more == NO_MORE else more
        )


@lru_cache(maxsize=8)
def words_of(style: Style) -> Words:
    """The words known in a style; shared by all layouts."""
    return Words(style)


def forget() -> None:
    """Empty all caches of words: for measuring from cold."""
    words_of.cache_clear()
