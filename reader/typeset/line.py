"""A line as it is painted, and the map between its cells and the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from reader.lazy_dataclass import dataclass
from reader.model import Span

Value = TypeVar("Value")


class kept(Generic[Value]):
    """A property worked out at its first use: `functools.cached_property` without the lock that it has until 3.12."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work, self.name = work, work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: Any, _: type | None = None) -> Value:
        value = owner.__dict__[self.name] = self.work(owner)
        return value


@dataclass(frozen=True, eq=False)
class Line:
    """One painted line: cells from left to right, each with the source code points it stands for.

    `start`, `end`: the Span of the source, without the spaces that the break took. `glyphs[i]` is what
    cell i holds: a letter with its marks; "" is the second half of a wide character. `starts` and
    `ends` are the source Span of each cell; `levels` its embedding level. A cell of padding has an empty Span.
    """

    start: int
    end: int
    direction: str  # "rtl" or "ltr": the paragraph's
    glyphs: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    levels: bytes
    logical: bool = False  # not reordered: the terminal does that

    @kept
    def text(self) -> str:
        """As painted, left to right, unpadded."""
        return "".join(self.glyphs)

    @kept
    def cells(self) -> tuple[Span, ...]:
        """The source Span of each painted cell."""
        return tuple(map(Span, self.starts, self.ends))

    @property
    def width(self) -> int:
        """Cells."""
        return len(self.glyphs)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def __len__(self) -> int:
        return len(self.glyphs)

    @property
    def _one_way(self) -> int:
        """1: starts never fall from left to right; -1: they never rise; 0: both may happen."""
        if self.logical:
            return 1
        base = 1 if self.direction == "rtl" else 0
        if self.levels.count(base) != len(self.levels):
            return 0
        return -1 if base else 1

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """The cells `[x0, x1)` that show any of `span`, left to right, neighbours joined."""
        start, end = span.start, span.end
        if start >= end or end <= self.start or start >= self.end or not self.glyphs:
            return []
        way = self._one_way
        if way == 1:
            a, b = bisect_right(self.ends, start), bisect_left(self.starts, end)
            return [(a, b)] if a < b else []
        if way == -1:
            width = len(self.starts)
            a = width - bisect_left(self.starts[::-1], end)
            b = width - bisect_right(self.ends[::-1], start)
            return [(a, b)] if a < b else []
        found: list[tuple[int, int]] = []
        for x, (own, past) in enumerate(zip(self.starts, self.ends, strict=True)):
            if own < end and past > start:
                if found and found[-1][1] == x:
                    found[-1] = (found[-1][0], x + 1)
                else:
                    found.append((x, x + 1))
        return found

    def source_at(self, x: int) -> Span | None:
        """The source Span under cell `x`; None beside the text and on padding."""
        if not 0 <= x < len(self.starts) or self.starts[x] == self.ends[x]:
            return None
        return Span(self.starts[x], self.ends[x])

    def slice(self, x0: int, x1: int) -> str:
        """What cells `[x0, x1)` hold, for a Segment: marks stay with their letters."""
        return "".join(self.glyphs[x0:x1])


@dataclass(frozen=True, eq=False)
class PlacedLine:
    """A Line on its row of a column: all columns `x` here count from the column's left edge."""

    line: Line
    indent: int  # free cells left of the text

    @property
    def start(self) -> int:
        return self.line.start

    @property
    def end(self) -> int:
        return self.line.end

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def direction(self) -> str:
        return self.line.direction

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """As `Line.ranges`, in columns."""
        indent = self.indent
        return [(a + indent, b + indent) for a, b in self.line.ranges(span)]

    def source_at(self, x: int) -> Span | None:
        """As `Line.source_at`, by column."""
        return self.line.source_at(x - self.indent)
