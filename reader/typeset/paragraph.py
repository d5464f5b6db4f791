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
from reader.typeset.words import Word, Words

_SPACE_LIKE = "WSlripacdefb"
_TRAILING = re.compile("[Wlripacdefb]*[SZ]|[Wlripacdefb]+$")
_SPACE_WITHOUT_MARK = re.compile(
    " (?![\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff])"
)


class Paragraph:
    """Text without line ends, to be set in lines. `start` is its offset in the document.

    `direction` None lets the content decide, and what `undecided` gives where it does not.
    """

    __slots__ = (
        "_ends",
        "_even",
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
        self.words: list[Word] = [words[run] for run in runs]
        if any(word.orphan for word in self.words):
            self.words = [words[word] for word in _SPACE_WITHOUT_MARK.split(text)]
        self.classes = "W".join([word.classes for word in self.words])
        chosen = direction or content_direction(self.classes) or (undecided() if undecided else "rtl")
        self.base = 1 if chosen == "rtl" else 0
        self._levels: bytes | None = None
        # Cells of the whole paragraph in logical order, made when the first line is painted.
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        self._even: list[str] = []
        self._odd: list[str] = []

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

    def _cells(self) -> list[int]:
        if self._starts is None:
            starts: list[int] = []
            gaps: list[tuple[int, list[int]]] = []  # words whose cells do not end where the next begins
            at = self.start
            for word in self.words:
                past = at + word.length + 1
                if type(word.starts) is range:
                    starts += range(at, past)
                else:
                    if starts and word.starts[0]:
                        gaps.append((len(starts) - 1, [at]))
                    if word.ends:
                        gaps.append((len(starts), [at + offset for offset in word.ends]))
                    starts += [at + offset for offset in word.starts]
                at = past
            ends = starts[1:]
            ends.append(at)
            for cell, own in gaps:
                ends[cell : cell + len(own)] = own
            self._starts, self._ends = starts, ends
            self._even = list(chain.from_iterable([word.even for word in self.words]))
            self._odd = list(chain.from_iterable([word.odd for word in self.words]))
        return self._starts

    def paint(self, piece: Slice) -> Line:
        """The cells of one line: glyphs by level, reordered (L1, L2, L4), each with its source."""
        begin, end, first, past = piece
        base = self.base
        all_starts = self._cells()
        starts = all_starts[first:past]
        levels = self._line_levels(begin, end)
        start = self.start
        if levels.count(base) == len(levels):
            painted = bytes((base,)) * len(starts)
            if base:
                glyphs = self._odd[first:past]
                glyphs.reverse()
                starts.reverse()
                ends = self._ends[first:past]
                ends.reverse()
            else:
                glyphs = self._even[first:past]
                ends = self._ends[first:past]
        else:
            # L2 goes over code points: one without a cell (RLM, an isolate) still parts what stands around it.
            glyphs = []
            order: list[int] = []
            for a, b, is_odd in visual_runs(levels):
                low = bisect_left(all_starts, start + begin + a, first, past)
                high = bisect_left(all_starts, start + begin + b, low, past)
                if is_odd:
                    glyphs += self._odd[low:high][::-1]
                    order += range(high - 1, low - 1, -1)
                else:
                    glyphs += self._even[low:high]
                    order += range(low, high)
            starts = [all_starts[at] for at in order]
            ends = [self._ends[at] for at in order]
            shift = start + begin
            painted = bytes([levels[at - shift] for at in starts])
        return Line(
            begin + start, end + start, self.direction, tuple(glyphs), tuple(starts), tuple(ends), painted
        )

    def _line_levels(self, begin: int, end: int) -> bytes:
        """The levels of `[begin, end)` after L1."""
        levels = self.levels()[begin:end]
        classes = self.classes
        if begin == end or (classes[end - 1] not in _SPACE_LIKE and "S" not in classes):
            return levels
        found = None
        for match in _TRAILING.finditer(classes, begin, end):
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


def text_direction(text: str) -> str | None:
    """The direction that a text's content decides; None where it does not."""
    return content_direction(bidi_classes(text))


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
