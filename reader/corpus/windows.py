"""Sequences that stand for long tables: they know their length and fetch a window when one is looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")
WINDOW = 256  # rows fetched at once
HELD = 16  # windows kept


class Windowed(Sequence[T], Generic[T]):
    """A read-only sequence over `length` rows; `fetch(start, end)` gives the rows of one window."""

    def __init__(self, length: int, fetch: Callable[[int, int], Sequence[T]], window: int = WINDOW) -> None:
        self._length = length
        self._fetch = fetch
        self._window = window
        self._held: OrderedDict[int, Sequence[T]] = OrderedDict()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._length))]
        if at < 0:
            at += self._length
        if not 0 <= at < self._length:
            raise IndexError(at)
        number, within = divmod(at, self._window)
        rows = self._rows(number)
        if within >= len(rows):  # deleted while we looked; the owner asks for fresh rows after a refresh
            raise IndexError(at)
        return rows[within]

    def __iter__(self) -> Iterator[T]:
        for number in range((self._length + self._window - 1) // self._window):
            yield from self._rows(number)

    def _rows(self, number: int) -> Sequence[T]:
        rows = self._held.get(number)
        if rows is None:
            start = number * self._window
            rows = self._held[number] = self._fetch(start, min(start + self._window, self._length))
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(number)
        return rows


class Grouped(Sequence[T], Generic[T]):
    """A sequence made of groups of known sizes; `fetch(group)` gives all rows of one group."""

    def __init__(self, sizes: Sequence[int], fetch: Callable[[int], Sequence[T]]) -> None:
        self._starts = array("q", [0])
        for size in sizes:
            self._starts.append(self._starts[-1] + size)
        self._fetch = fetch
        self._held: OrderedDict[int, Sequence[T]] = OrderedDict()

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        group = bisect_right(self._starts, at) - 1
        return self._rows(group)[at - self._starts[group]]

    def _rows(self, group: int) -> Sequence[T]:
        rows = self._held.get(group)
        if rows is None:
            rows = self._held[group] = self._fetch(group)
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        return rows
