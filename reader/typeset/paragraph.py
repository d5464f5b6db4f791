"""One paragraph: its direction and levels once, its lines for any width, each line painted when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import chain

from reader.typeset.classes import bidi_classes
from reader.typeset.filling import Slice, fill
from reader.typeset.levels import first_strong, resolve
from reader.typeset.line import Line
from reader.typeset.ordering import line_levels, visual_runs
from reader.typeset.words import Word, Words

_SPACE_WITHOUT_MARK = re.compile(
    " (?![\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff])"
)


_LEVELS = (b"\x00", b"\x01")


class Paragraph:
    """Text without line ends, to be set in lines. `start` is its offset in the document.

    `direction` None lets the content decide, and what `undecided` gives where it does not.
    """

    __slots__ = (
        "_ends",
        "_even",
        "_flat",
        "_levels",
        "_odd",
        "_starts",
        "base",
        "classes",
        "length",
        "start",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        start: int,
        words: Words,
        direction: str | None = None,
        undecided: Callable[[], str] | None = None,
    ) -> None:
        self.text = text
        self.length = len(text)
        self.start = start
        runs = text.split(" ")
        words.learn(runs)
        self.words: list[Word] = list(map(words.__getitem__, runs))
        if words.orphans and any(word.more.orphan for word in self.words if word.more is not None):
            self.words = [words[word] for word in _SPACE_WITHOUT_MARK.split(text)]
        self.classes = "W".join([word.classes for word in self.words])
        chosen = direction or content_direction(self.classes) or (undecided() if undecided else "rtl")
        self.base = 1 if chosen == "rtl" else 0
        self._levels: bytes | None = None
        # Cells of the whole paragraph in logical order, made when the first line is painted.
        self._starts: tuple[int, ...] = ()
        self._ends: tuple[int, ...] = ()
        self._even: tuple[str, ...] | None = None
        self._odd: tuple[str, ...] | None = None
        self._flat = False  # every code point is at the base level

    @property
    def direction(self) -> str:
        return "rtl" if self.base else "ltr"

    def levels(self) -> bytes:
        """One level for each code point (UAX #9, rules up to I2)."""
        if self._levels is None:
            self._levels = resolve(self.text, self.classes, self.base)
        return self._levels

    def slices(self, width: int, *, keep_spaces: bool = False) -> list[Slice]:
        """The lines at `width` cells; at least one. `keep_spaces`: the last line keeps its trailing spaces."""
        return fill(self.words, max(1, width), self.length if keep_spaces else 0)

    def whole(self) -> Slice:
        """The paragraph as one line."""
        return Slice(0, self.length, 0, sum([word.width + 1 for word in self.words]) - 1)

    def _map(self) -> tuple[int, ...]:
        """Where each cell of the paragraph begins in the source, in logical order; sets `_ends` and `_flat` too."""
        if self._starts:
            return self._starts
        starts: list[int] = []
        gaps: list[tuple[int, list[int]]] = []  # words whose cells do not end where the next begins
        at = plain = self.start  # from `plain` on each code point is a cell
        for word in self.words:
            past = at + word.length + 1
            if type(word.starts) is not range:
                starts += range(plain, at)
                plain = past
                if starts and word.starts[0]:
                    gaps.append((len(starts) - 1, [at]))
                if word.more is not None and word.more.ends:
                    gaps.append((len(starts), [at + offset for offset in word.more.ends]))
                starts += [at + offset for offset in word.starts]
            at = past
        starts += range(plain, at)
        ends = starts[1:]
        ends.append(at)
        for cell, own in gaps:
            ends[cell : cell + len(own)] = own
        self._starts, self._ends = tuple(starts), tuple(ends)
        self._flat = self.levels().count(self.base) == self.length
        return self._starts

    def _glyphs(self, odd: bool) -> tuple[str, ...]:
        """What each cell of the paragraph holds at odd or at even levels, in logical order."""
        if odd:
            if self._odd is None:
                self._odd = tuple(chain.from_iterable([word.odd for word in self.words]))
            return self._odd
        if self._even is None:
            self._even = tuple(chain.from_iterable([word.even for word in self.words]))
        return self._even

    def unordered(self, piece: Slice) -> Line:
        """The cells of one line in logical order, for a terminal that orders them itself."""
        begin, end, first, past = piece
        shift = self.start
        starts = self._map()[first:past]
        levels = self.levels()
        return Line(
            begin + shift,
            end + shift,
            self.direction,
            self._glyphs(odd=False)[first:past],
            starts,
            self._ends[first:past],
            bytes([levels[start - shift] for start in starts]),
            logical=True,
        )

    def paint(self, piece: Slice) -> Line:
        """The cells of one line: glyphs by level, reordered (L1, L2, L4), each with its source."""
        begin, end, first, past = piece
        base, shift = self.base, self.start
        starts = self._map()
        if not self._flat:
            levels = line_levels(self.levels(), self.classes, begin, end, base)
            if levels.count(base) != end - begin:
                return self._paint_mixed(piece, levels)
        # A slice that is turned round as it is cut; None, because -1 would be the last cell.
        cut = slice(past - 1, first - 1 if first else None, -1) if base and past else slice(first, past)
        return Line(
            begin + shift,
            end + shift,
            "rtl" if base else "ltr",
            self._glyphs(bool(base))[cut],
            starts[cut],
            self._ends[cut],
            _LEVELS[base] * (past - first),
        )

    def _paint_mixed(self, piece: Slice, levels: bytes) -> Line:
        """A line of several levels. L2 goes over code points, not over cells: one without a cell (RLM, an
        isolate) still parts what stands around it."""
        begin, end, first, past = piece
        starts, ends = self._starts, self._ends
        shift = self.start + begin
        glyphs: list[str] = []
        order: list[int] = []
        for a, b, odd in visual_runs(levels):
            low = bisect_left(starts, shift + a, first, past)
            high = bisect_left(starts, shift + b, low, past)
            step = -1 if odd else 1
            glyphs += self._glyphs(odd)[low:high][::step]
            order += range(low, high)[::step]
        return Line(
            shift,
            self.start + end,
            self.direction,
            tuple(glyphs),
            tuple([starts[at] for at in order]),
            tuple([ends[at] for at in order]),
            bytes([levels[starts[at] - shift] for at in order]),
        )


def content_direction(classes: str) -> str | None:
    """ "rtl" or "ltr" where the first strong letter and most words agree; None where they do not.

    As many of each count as right-to-left. So «Facebook تعلن خسائر» does not become a line that reads from the left.
    """
    first = first_strong(classes)
    left_only = "A" not in classes and "R" not in classes
    if first is None or left_only or "L" not in classes:
        return first
    words = classes.split("W")
    left = sum(["L" in word for word in words])
    right = sum(["A" in word or "R" in word for word in words])
    most = "ltr" if left > right else "rtl"
    return first if most == first else None


def text_direction(text: str) -> str | None:
    """The direction that a text's content decides; None where it does not."""
    return content_direction(bidi_classes(text))
