"""A clan as it was grouped the last time (`analysis.events.known.Known`), as it lies in the index.

Columns by number of a slip, read at once by `marshal` (a third of the time of JSON, and tuples come back as tuples); of what stands
in them, only what is asked for is made. A check sum in front says whether they are what was written.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.model import Mod

if TYPE_CHECKING:
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.known import Dated, Fit, Known

_FORMAT = 4  # of marshal: the same from Python 3.4 on
_SUM = 4  # bytes of the check sum
K = TypeVar("K")
T = TypeVar("T")


class _Rows(Mapping[K, T], Generic[K, T]):
    """Rows, each made into what it stands for when it is asked for."""

    def __init__(self, rows: dict[K, Any], make: Callable[[Any], T]) -> None:
        self.rows = rows
        self._make = make

    def __getitem__(self, key: K) -> T:
        return self._make(self.rows[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def nothing() -> Known:
    """A clan that was never grouped."""
    from reader.analysis.events.known import Known

    return Known()


def pack_grouped(known: Known) -> bytes:
    """Everything, by columns."""
    from reader.analysis.events.cluster import NEAR
    from reader.analysis.events.compare import weights

    told = weights().join - NEAR  # below, nobody asks for the reasons

    def fit(each: Fit) -> tuple[Any, ...]:
        points = each.verdict.points
        return each.best, points, tuple(each.verdict.reasons) if points >= told else (), each.rivals

    numbers = known.homes
    whole = (
        _column(known.slips, numbers, _row_of),
        dict(numbers),
        _column(known.candidates, numbers, tuple),
        _column(known.fits, numbers, fit),
        _column(known.looked, numbers, tuple),
        _standing(known.standing),
        {doc: tuple(those) for doc, those in known.of_document.items()},
        sorted(known.tied),
        dict(known.near),
        dict(known.events),
        _column(known.dates, known.events, _plain),
        sorted(known.held),
        {key: sorted(others) for key, others in known.apart.items()},
        dict(known.gone),
        sorted(known.types),
    )
    body = marshal.dumps(whole, _FORMAT)
    return zlib.crc32(body).to_bytes(_SUM, "big") + body


def unpack_grouped(body: bytes) -> Known:
    """What `pack_grouped` made. ValueError where it is not."""
    from reader.analysis.events.blocking import Looked, Slip
    from reader.analysis.events.compare import Verdict
    from reader.analysis.events.known import Fit, Known

    def fit(row: tuple[int, float, tuple[str, ...], tuple[int, ...]]) -> Fit:
        return Fit(row[0], Verdict(row[1], told=row[2]), row[3])

    if len(body) <= _SUM or zlib.crc32(memoryview(body)[_SUM:]) != int.from_bytes(body[:_SUM], "big"):
        raise ValueError("what a clan of events was grouped as is damaged")
    (
        slips,
        homes,
        candidates,
        fits,
        looked,
        standing,
        of_document,
        tied,
        near,
        events,
        dates,
        held,
        apart,
        gone,
        types,
    ) = marshal.loads(memoryview(body)[_SUM:])
    return Known(
        _Rows(slips, Slip._make),
        homes,
        candidates,
        _Rows(fits, fit),
        _Rows(looked, Looked._make),
        _Rows(standing, _numbers),
        of_document,
        frozenset(tied),
        near,
        events,
        _Rows(dates, _dated),
        frozenset(held),
        apart,
        gone,
        frozenset(types),
    )


def _column(of: Mapping[int, T], numbers: Mapping[int, Any], row: Callable[[T], Any]) -> dict[int, Any]:
    """Rows by number: what nobody changed as it was."""
    held: Mapping[int, T] = getattr(of, "held", {})
    rows: dict[int, Any] = (
        dict(held.rows) if isinstance(held, _Rows) else {n: row(v) for n, v in held.items()}
    )
    rows.update((number, row(of[number])) for number in getattr(of, "own", of) if number in of)
    for number in rows.keys() - numbers.keys():
        del rows[number]
    return rows


def _row_of(slip: Slip) -> tuple[Any, ...]:
    return (
        slip.order,
        sys.intern(slip.family),
        sys.intern(slip.type),
        tuple(map(sys.intern, slip.names)),
        slip.known_by,
        tuple(map(sys.intern, slip.anytime)),
        *slip[6:],
    )


def _plain(date: Dated) -> tuple[str | None, str | None]:
    return date[0], None if date[1] is None else date[1].value


def _dated(row: tuple[str | None, str | None]) -> Dated:
    return row[0], None if row[1] is None else Mod(row[1])


def _standing(standing: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    held = getattr(standing, "held", {})
    kept = dict(held.rows) if isinstance(held, _Rows) else {name: _short(of) for name, of in held.items()}
    for name in sorted(getattr(standing, "own", ())):
        if standing[name]:
            kept[sys.intern(name)] = _short(standing[name])
        else:
            kept.pop(name, None)
    return kept


def _short(numbers: Sequence[int]) -> bytes | tuple[int, ...]:
    """Four bytes each, where they are no longer."""
    return tuple(numbers) if numbers[-1] >> 31 else array("i", numbers).tobytes()


def _numbers(row: bytes | tuple[int, ...]) -> Sequence[int]:
    if isinstance(row, tuple):
        return row
    made = array("i")
    made.frombytes(row)
    return made
