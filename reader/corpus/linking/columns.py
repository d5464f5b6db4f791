"""What is known of every slip of a clan in a few bytes, by column: read and written whole, so that a change costs little in a large clan.

A slip has its number, the group that it is in where that is not its own, its family and type, its days, and how far it had to look.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from reader.analysis.events.blocking import Brief, Looked

_NONE = -1  # instead of a day
_CODES = "HHiiiii"  # of the columns behind the numbers: family, type, first and last day, published, names looked for
_LOOKED = 5  # the first column of those for how far was looked
T = TypeVar("T")


class View(Mapping[int, T], Generic[T]):
    """What columns say of each number, made when it is asked for."""

    def __init__(self, columns: Columns, make: Callable[[int], T]) -> None:
        self.columns = columns
        self._make = make

    def __getitem__(self, number: int) -> T:
        return self._make(self.columns.at[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self.columns.numbers)

    def __len__(self) -> int:
        return len(self.columns.numbers)


class Columns:
    """The columns of a clan."""

    def __init__(self, row: Sequence[Any] = (b"", [], {}, *(b"" for _ in _CODES))) -> None:
        numbers, words, moved, *rest = row
        self.numbers: Sequence[int] = unpacked(numbers)
        self.at = {number: at for at, number in enumerate(self.numbers)}
        self._words: list[str] = list(words)  # families and types
        self._moved: dict[int, int] = moved
        self._rest = [array(code, body) for code, body in zip(_CODES, rest, strict=True)]

    def homes(self) -> dict[int, int]:
        """The group of each."""
        homes = dict(zip(self.numbers, self.numbers, strict=True))
        homes.update(self._moved)
        return homes

    def briefs(self) -> Mapping[int, Brief]:
        """What says where each stands."""
        from reader.analysis.events.blocking import Brief

        words, (family, type_, first, last, published, *_) = self._words, self._rest

        def brief(at: int) -> Brief:
            days = None if first[at] == _NONE else (first[at], last[at])
            told = None if published[at] == _NONE else published[at]
            return Brief(words[family[at]], words[type_[at]], days, told)

        return View(self, brief)

    def looked(self) -> Mapping[int, Looked]:
        """How far each had to look."""
        from reader.analysis.events.blocking import Looked

        until, wide = self._rest[_LOOKED:]
        return View(self, lambda at: Looked(until[at], wide[at]))


def pack_columns(
    homes: Mapping[int, int], briefs: Mapping[int, Brief], looked: Mapping[int, Looked]
) -> tuple[Any, ...]:
    """Columns for the numbers of `homes` (in order): what is not as it was is put in its place."""
    held = getattr(briefs, "held", None)
    columns = held.columns if isinstance(held, View) else Columns()
    words = {word: at for at, word in enumerate(columns._words)}
    numbers, rest = list(columns.numbers), [each[:] for each in columns._rest]
    for number in sorted(columns.at.keys() - homes.keys()):
        at = bisect_left(numbers, number)
        del numbers[at]
        for each in rest:
            del each[at]
    came = sorted(homes.keys() - columns.at.keys())
    if not numbers:
        numbers = came
        rows = (_row(words, briefs[number], looked[number]) for number in came)
        for row in rows:
            for each, value in zip(rest, row, strict=True):
                each.append(value)
    else:
        for number in came:
            at = bisect_left(numbers, number)
            numbers.insert(at, number)
            for each, value in zip(rest, _row(words, briefs[number], looked[number]), strict=True):
                each.insert(at, value)
        for number in getattr(looked, "own", ()):
            if number in homes:
                at = bisect_left(numbers, number)
                rest[_LOOKED][at], rest[_LOOKED + 1][at] = looked[number]
    moved = {number: home for number, home in homes.items() if number != home}
    return (short(numbers), list(words), moved, *(each.tobytes() for each in rest))


def _row(words: dict[str, int], brief: Brief, looked: Looked) -> Iterable[int]:
    family, type_ = (words.setdefault(word, len(words)) for word in (brief.family, brief.type))
    first, last = brief.days or (_NONE, _NONE)
    published = _NONE if brief.published is None else brief.published
    return family, type_, first, last, published, *looked


def short(numbers: Sequence[int]) -> bytes | tuple[int, ...]:
    """Numbers in order, four bytes each where they are no longer."""
    return tuple(numbers) if numbers and numbers[-1] >> 31 else array("i", numbers).tobytes()


def unpacked(row: bytes | tuple[int, ...]) -> Sequence[int]:
    """What `short` made."""
    return row if isinstance(row, tuple) else array("i", row)
