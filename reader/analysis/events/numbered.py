"""Numbers for the slips of a clan that stay theirs from run to run: in their order, with room for others between them.

What is kept by number is made when it is first asked for (`Later`): a change reaches few of a clan's slips.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.known import Known

STEP = 1 << 12  # from one number to the next, where all are given anew
T = TypeVar("T")


class Later(dict[int, T]):
    """What is known by number, and what is otherwise now (`own`); `held` is asked once for each that is wanted."""

    def __init__(self, held: Mapping[int, T]) -> None:
        super().__init__()
        self.held = held
        self.own: set[int] = set()
        self.gone: set[int] = set()

    def __setitem__(self, number: int, value: T) -> None:
        self.own.add(number)
        super().__setitem__(number, value)

    def drop(self, number: int) -> None:
        """Nothing is known of a number any more."""
        self.pop(number, None)
        self.own.discard(number)
        self.gone.add(number)

    def __missing__(self, number: int) -> T:
        value = self.held[number]
        super().__setitem__(number, value)
        return value


class Standing(dict[str, list[int]]):
    """The same by name: numbers in order. Nobody stands by a name that is not known."""

    def __init__(self, held: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self.held = held
        self.own: set[str] = set()

    def __missing__(self, name: str) -> list[int]:
        value = self[name] = list(self.held.get(name, ()))
        return value

    def to_change(self, name: str) -> list[int]:
        """The numbers by a name, by one who adds to them or takes from them."""
        self.own.add(name)
        return self[name]


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
    from reader.analysis.events.known import NOBODY, Fit, Known

    return Known(
        {now[each]: slip for each, slip in known.slips.items()},
        {now[each]: now[home] for each, home in known.homes.items()},
        {now[each]: tuple([now[other] for other in those]) for each, those in known.candidates.items()},
        {
            now[each]: Fit(
                NOBODY if fit.best == NOBODY else now[fit.best],
                fit.verdict,
                tuple([now[other] for other in fit.rivals]),
            )
            for each, fit in known.fits.items()
        },
        {now[each]: looked for each, looked in known.looked.items()},
        {name: [2 * now[each >> 1] + (each & 1) for each in those] for name, those in known.standing.items()},
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
        {now[each]: why for each, why in known.why.items()},
    )
