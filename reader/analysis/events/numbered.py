"""Numbers for the slips of a clan that stay theirs from run to run: in their order, with room for others between them.

What is kept by number is made when it is first asked for (`Later`): a change reaches few of a clan's slips.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from reader.analysis.events.blocks import ALL, Blocks, numbers_of

if TYPE_CHECKING:
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.known import Known

STEP = 1 << 12  # from one number to the next, where all are given anew
NOBODY = -1
K = TypeVar("K")
T = TypeVar("T")


class Later(dict[K, T]):
    """What is known by number, and what is otherwise now (`own`); `held` is asked once for each that is wanted."""

    def __init__(self, held: Mapping[K, T]) -> None:
        super().__init__()
        self.held = held
        self.own: set[K] = set()
        self.gone: set[K] = set()

    def __setitem__(self, key: K, value: T) -> None:
        self.own.add(key)
        super().__setitem__(key, value)

    def drop(self, key: K) -> None:
        """Nothing is known of a number any more."""
        self.pop(key, None)
        self.own.discard(key)
        self.gone.add(key)

    def ask(self, keys: Iterable[K]) -> None:
        """Many keys will be asked for: what is held in rows is read in one go."""
        many = getattr(self.held, "many", None)
        if many is not None:
            self.update(many({key for key in keys if key not in self and key not in self.gone}))

    def __missing__(self, key: K) -> T:
        value = self.held[key]
        super().__setitem__(key, value)
        return value


def ask(of: Mapping[K, T], keys: Iterable[K]) -> None:
    """See Later; what is no such is there already."""
    if isinstance(of, Later):
        of.ask(keys)


class Members(dict[int, list[int]]):
    """The numbers of each group's slips, by that of its first: most groups have no more than that one."""

    def __init__(self, homes: Mapping[int, int]) -> None:
        super().__init__()
        for number, home in homes.items():
            if number != home and home != NOBODY:
                held = self.get(home)
                if held is None:
                    self[home] = [home, number]
                else:
                    held.append(number)
        self._homes = homes

    def __missing__(self, home: int) -> list[int]:
        value = self[home] = [home] if self._homes.get(home) == home else []
        return value


def numbered(known: Known, new: Sequence[Slip]) -> tuple[Mapping[int, int], Known, list[int]]:
    """Numbers for new slips (in order) between the known ones, those that go among them.

    Gives the known numbers as they are now, by what they were (empty where they stay), what is known by these, and the new ones.
    """
    placed = _placed(known, new)
    if placed is not None:
        return {}, known, placed
    step = max(STEP, 2 * len(new))
    now = {number: (at + 1) * step for at, number in enumerate(known.homes)}
    known = _renumbered(known, now)
    placed = _placed(known, new)
    assert placed is not None
    return now, known, placed


def _placed(known: Known, new: Sequence[Slip]) -> list[int] | None:
    """Numbers for new slips; None where there is no room."""
    numbers, slips = list(known.homes), known.slips
    found: list[int] = []
    at = [bisect_left(numbers, slip.order, key=lambda number: slips[number].order) for slip in new]
    for where, those in groupby(at):
        count = len(list(those))
        low = numbers[where - 1] if where else 0
        high = numbers[where] if where < len(numbers) else low + STEP * (count + 1)
        if high - low <= count:
            return None
        found += [low + (high - low) * each // (count + 1) for each in range(1, count + 1)]
    return found


def _renumbered(known: Known, now: Mapping[int, int]) -> Known:
    from reader.analysis.events.known import NO_FIT, Fit, Known

    told = dict(known.fits)
    fits = {
        now[each]: Fit(
            NOBODY if fit.best == NOBODY else now[fit.best],
            fit.verdict,
            tuple([now[other] for other in fit.rivals]),
        )
        for each in known.homes
        for fit in [told.get(each, NO_FIT)]  # who came near nobody has no row
    }
    return Known(
        {now[each]: slip for each, slip in known.slips.items()},
        {now[each]: now[home] for each, home in known.homes.items()},
        fits,
        {now[each]: looked for each, looked in known.looked.items()},
        {name: _moved(blocks, now) for name, blocks in known.standing.items()},
        known.families,
        {now[home]: _known(those, now) for home, those in known.readers.items() if home in now},
        {doc: tuple([now[each] for each in those]) for doc, those in known.of_document.items()},
        {now[each] for each in known.tied},
        {now[each]: (points, now[best]) for each, (points, best) in known.near.items()},
        {now[home]: event for home, event in known.events.items()},
        {now[home]: date for home, date in known.dates.items()},
        {now[home] for home in known.held},
        known.apart,
        known.gone,
        {now[each]: brief for each, brief in known.briefs.items()},
        known.types,
        [each._replace(home=now[each.home]) for each in known.best],
    )


def _known(those: Sequence[int], now: Mapping[int, int]) -> tuple[int, ...]:
    return tuple([now[each] for each in those if each in now])


def _moved(blocks: Blocks, now: Mapping[int, int]) -> Blocks:
    moved: Blocks = {}
    for block in blocks:
        those = numbers_of(blocks, block)
        if block == ALL:
            moved[block] = tuple([2 * now[each >> 1] + (each & 1) for each in those])
        else:
            moved[block] = tuple([now[each] for each in those])
    return moved
