"""One paragraph: its direction and levels once, its lines for any width, each line painted when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from reader.typeset.breaks import may_break
from reader.typeset.classes import bidi_classes
from reader.typeset.levels import first_strong, resolve
from reader.typeset.line import Line
from reader.typeset.words import Word, Words

_TRAILING = re.compile("[Wlripacdefb]*[SZ]|[Wlripacdefb]+$")
_EVEN_SPACES = re.compile(
    " (?![\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff])"
)


class Slice(NamedTuple):
    """Where one line lies: code points from the paragraph's start, and the word it begins in."""

    start: int
    end: int
    word: int
    word_start: int


class Paragraph:
    """Text without line ends, to be set in lines. `start` is its offset in the document.

    `direction` None lets the content decide, and `undecided` where it does not.
    """

    __slots__ = ("_levels", "base", "classes", "start", "text", "words")

    def __init__(
        self, text: str, start: int, words: Words, direction: str | None = None, undecided: str = "rtl"
    ) -> None:
        self.text = text
        self.start = start
        self.words: list[Word] = [words[word] for word in text.split(" ")]
        if any(word.orphan for word in self.words[1:]):
            self.words = [words[word] for word in _EVEN_SPACES.split(text)]
        self.classes = "W".join([word.classes for word in self.words])
        chosen = direction or content_direction(self.classes) or undecided
        self.base = 1 if chosen == "rtl" else 0
        self._levels: bytes | None = None

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
        return _Breaker(width, self.words, len(self.text), keep_spaces).run()

    def paint(self, piece: Slice) -> Line:
        """The cells of one line: glyphs by level, reordered (L1, L2, L4), each with its source."""
        begin, end, at, word_start = piece
        even: list[str] = []
        odd: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        pos = word_start
        words = self.words
        while pos < end:
            word = words[at]
            past = pos + word.length
            if begin <= pos and past <= end:
                even += word.even
                odd += word.odd
                if type(word.starts) is range:
                    starts += range(pos, past)
                    ends += range(pos + 1, past + 1)
                else:
                    starts += [pos + offset for offset in word.starts]
                    ends += [pos + offset for offset in word.ends]
            else:
                a = bisect_left(word.starts, begin - pos)
                b = bisect_left(word.starts, end - pos)
                even += word.even[a:b]
                odd += word.odd[a:b]
                starts += [pos + offset for offset in word.starts[a:b]]
                ends += [pos + offset for offset in word.ends[a:b]]
            if begin <= past < end:
                even.append(" ")
                odd.append(" ")
                starts.append(past)
                ends.append(past + 1)
            pos = past + 1
            at += 1
        return self._ordered(begin, end, even, odd, starts, ends)

    def _ordered(
        self, begin: int, end: int, even: list[str], odd: list[str], starts: list[int], ends: list[int]
    ) -> Line:
        base = self.base
        levels = self._line_levels(begin, end)
        if levels.count(base) == len(levels):
            painted = bytes([base]) * len(starts)
            if base:
                odd.reverse()
                starts.reverse()
                ends.reverse()
                even = odd
        else:
            # L2 goes over code points: one without a cell (RLM, an isolate) still parts what stands around it.
            glyphs: list[str] = []
            order: list[int] = []
            for a, b, is_odd in visual_runs(levels):
                first = bisect_left(starts, begin + a)
                past = bisect_left(starts, begin + b)
                if is_odd:
                    glyphs += odd[first:past][::-1]
                    order += range(past - 1, first - 1, -1)
                else:
                    glyphs += even[first:past]
                    order += range(first, past)
            even = glyphs
            starts = [starts[at] for at in order]
            ends = [ends[at] for at in order]
            painted = bytes([levels[start - begin] for start in starts])
        shift = self.start
        if shift:
            starts = [start + shift for start in starts]
            ends = [past + shift for past in ends]
        return Line(
            begin + shift, end + shift, self.direction, tuple(even), tuple(starts), tuple(ends), painted
        )

    def _line_levels(self, begin: int, end: int) -> bytes:
        """The levels of `[begin, end)` after L1."""
        levels = self.levels()[begin:end]
        found = None
        for match in _TRAILING.finditer(self.classes, begin, end):
            found = found or bytearray(levels)
            a, b = match.start() - begin, match.end() - begin
            found[a:b] = bytes([self.base]) * (b - a)
        return bytes(found) if found else levels


def content_direction(classes: str) -> str | None:
    """ "rtl" or "ltr" where the first strong letter and most of them agree; None where they do not."""
    first = first_strong(classes)
    if first is None:
        return None
    left, right = classes.count("L"), classes.count("A") + classes.count("R")
    most = "ltr" if left > right else "rtl" if right > left else first
    return first if most == first else None


def text_direction(text: str, undecided: str = "rtl") -> str:
    """The direction that a text's content decides; `undecided` where it does not."""
    return content_direction(bidi_classes(text)) or undecided


_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


def visual_runs(levels: bytes) -> list[tuple[int, int, bool]]:
    """L2: runs of one level `(start, end, is odd)` in order from left to right."""
    runs = [(m.start(), m.end(), levels[m.start()]) for m in _RUNS.finditer(levels)]
    if len(runs) > 1:
        present = sorted({level for _, _, level in runs}, reverse=True)
        lowest_odd = min((level for level in present if level & 1), default=0)
        if lowest_odd:
            previous = 0
            for level in _from_highest(present, lowest_odd):
                runs = _reverse_runs(runs, level)
                previous = level
            del previous
    return [(a, b, bool(level & 1)) for a, b, level in runs]


def _from_highest(present: list[int], lowest_odd: int) -> list[int]:
    """Each level at which L2 reverses; two reversals of the same runs undo each other and are left out."""
    steps = []
    for higher, lower in zip(present, [*present[1:], lowest_odd - 1], strict=True):
        if higher < lowest_odd:
            break
        if (higher - max(lower, lowest_odd - 1)) % 2:
            steps.append(higher)
    return steps


def _reverse_runs(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    group: list[tuple[int, int, int]] = []
    for run in runs:
        if run[2] >= level:
            group.append(run)
            continue
        if group:
            out.extend(reversed(group))
            group = []
        out.append(run)
    out.extend(reversed(group))
    return out


class _Breaker:
    """Greedy line filling in logical order, measured in cells."""

    def __init__(self, width: int, words: list[Word], length: int, keep_spaces: bool) -> None:
        self.width = max(1, width)
        self.words = words
        self.length = length
        self.keep_spaces = keep_spaces
        self.lines: list[Slice] = []
        self.begin = self.first = self.first_pos = 0
        self.x = 0  # cells from the line's start to the end of what is placed
        self.end = 0  # code points, likewise
        # The last place the line may break: its end, the next line's begin, word, word offset, and x there.
        self.allowed: tuple[int, int, int, int, int] | None = None

    def run(self) -> list[Slice]:
        """Fill the lines."""
        width = self.width
        pos = gap = 0
        tail = ""
        started = False
        for at, word in enumerate(self.words):
            if not word.length:
                pos += 1
                gap += 1
                continue
            if started and (not (tail or word.head) or may_break(tail, word.head)):
                self.allowed = (self.end, pos, at, pos, self.x + gap)
            if self.x + gap + word.width <= width and not word.breaks:
                self.x += gap + word.width
                self.end = pos + word.length
            else:
                if not started and gap + word.width > width:  # leading spaces that push a word off its line
                    self.begin, self.first, self.first_pos, gap = pos, at, pos, 0
                self._place(word, at, pos, gap)
            tail = word.tail
            started = True
            pos += word.length + 1
            gap = 1
        end = self.end
        if self.keep_spaces:
            end = min(self.length, end + max(0, width - self.x))
        self.lines.append(Slice(self.begin, max(end, self.begin), self.first, self.first_pos))
        return self.lines

    def _emit(self, end: int, begin: int, first: int, first_pos: int) -> None:
        self.lines.append(Slice(self.begin, end, self.first, self.first_pos))
        self.begin, self.first, self.first_pos = begin, first, first_pos
        self.allowed = None

    def _place(self, word: Word, at: int, pos: int, gap: int) -> None:
        """A word with opportunities inside, or one that does not fit."""
        edge = 0
        cell = 0
        for part in (*word.breaks, word.length):
            last = bisect_left(word.starts, part) if part < word.length else word.width
            if edge:
                self.allowed = (self.end, pos + edge, at, pos, self.x)
            self._fit(word, at, pos, gap, edge, cell, last)
            self.x += last - self.cut
            self.end = pos + part
            edge, cell, gap = part, last, 0

    def _fit(self, word: Word, at: int, pos: int, gap: int, edge: int, cell: int, last: int) -> None:
        """Make room for cells `[cell, last)` of a word; `cut` is where the present line begins in it."""
        self.cut = cell
        self.x += gap
        while self.x + last - self.cut > self.width:
            if self.allowed is not None:
                end, begin, first, first_pos, x = self.allowed
                self._emit(end, begin, first, first_pos)
                self.x -= x
            elif self.x:
                self._emit(self.end, pos + edge, at, pos)
                self.x = 0
            else:
                upto = self.cut + self.width
                while upto > self.cut + 1 and word.starts[upto] == word.starts[upto - 1]:
                    upto -= 1
                if word.starts[upto] == word.starts[self.cut]:
                    return  # a single cluster wider than the line
                offset = pos + word.starts[upto]
                self._emit(offset, offset, at, pos)
                self.cut = upto
