"""The blocks that reports are found by: a name, a family and a week each, with the numbers of the slips that stand there, in order.

A large clan has some thirty of them a report, most with one slip, so each is a number that leads to a number: a quarter of what
tuples of strings with lists behind them would take. What lies in the index is read by the name, and changed in a copy.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

ANYTIME = -10_000_000  # instead of a week: all reports, for those that have neither date nor publication
ANY = "*"  # instead of a family
ALL = -1  # instead of a block: twice the number of each slip that has the name, and one more where other kinds know it by that
_WEEKS = 24  # bits; weeks reach from ANYTIME to the year 9999

# Of a name: the slips in each of its blocks; one, a list that may be changed, or as they lie in the index.
Held = int | Sequence[int]
Blocks = dict[int, Held]


def numbers_of(blocks: Blocks, block: int) -> Sequence[int]:
    """The slips in a block, in order."""
    held = blocks.get(block)
    if held is None:
        return ()
    if isinstance(held, int):
        return (held,)
    if isinstance(held, bytes):
        held = blocks[block] = array("i", held)
    return held


def _put(blocks: Blocks, block: int, number: int) -> None:
    held = blocks.get(block)
    if held is None:
        blocks[block] = number
        return
    if not isinstance(held, list):
        held = blocks[block] = list(numbers_of(blocks, block))
    if held[-1] <= number:
        held.append(number)
    else:
        insort(held, number)


def _take(blocks: Blocks, block: int, number: int) -> None:
    held = blocks[block]
    if not isinstance(held, list):
        held = blocks[block] = list(numbers_of(blocks, block))
    held.remove(number)
    if not held:
        del blocks[block]


class Standing(Mapping[str, Blocks]):
    """Who stands by each name: `held` as it was put down, `own` of the names that somebody came to or left."""

    def __init__(self, held: Mapping[str, Blocks], families: Sequence[str] = ()) -> None:
        self.held = held
        self.families = {family: at for at, family in enumerate(families or (ANY,))}
        self.own: dict[str, Blocks] = {}
        self._before: dict[str, Blocks] = {}

    def __getitem__(self, name: str) -> Blocks:
        return self.now(name)

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.held), **self.own})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def ask(self, names: Iterable[str]) -> None:
        """Many names will be asked for: what lies in rows is read in one go."""
        many = getattr(self.held, "many", None)
        if many is not None:
            wanted = {name for name in names if name not in self._before and name not in self.own}
            found = many(wanted)
            self._before.update((name, dict(found.get(name, ()))) for name in wanted)

    def before(self, name: str) -> Blocks:
        """The blocks of a name as they were put down."""
        blocks = self._before.get(name)
        if blocks is None:
            blocks = self._before[name] = dict(self.held.get(name, {}))
        return blocks

    def now(self, name: str) -> Blocks:
        """The same as they are now."""
        blocks = self.own.get(name)
        return self.before(name) if blocks is None else blocks

    def first(self, family: str) -> int | None:
        """What is added to a week for the blocks of a family; None for one of which nobody stands there."""
        at = self.families.get(family)
        return None if at is None else (at << _WEEKS) - ANYTIME

    def put(self, name: str, family: str, weeks: Iterable[int], number: int, known: bool) -> None:
        """A slip stands by a name; `known` where other kinds know it by that."""
        blocks = self._to_change(name)
        _put(blocks, ALL, 2 * number + known)
        for first in self._firsts(family, known):
            for week in weeks:
                _put(blocks, first + week, number)

    def take(self, name: str, family: str, weeks: Iterable[int], number: int, known: bool) -> None:
        """A slip that stood so stands there no more."""
        blocks = self._to_change(name)
        _take(blocks, ALL, 2 * number + known)
        for first in self._firsts(family, known):
            for week in weeks:
                _take(blocks, first + week, number)

    def _to_change(self, name: str) -> Blocks:
        blocks = self.own.get(name)
        if blocks is None:
            blocks = self.own[name] = dict(self.held.get(name, {}))
        return blocks

    def _firsts(self, family: str, known: bool) -> tuple[int, ...]:
        at = self.families.setdefault(family, len(self.families))
        first = (at << _WEEKS) - ANYTIME
        return (first, -ANYTIME) if known else (first,)
