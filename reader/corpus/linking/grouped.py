"""A clan as it was grouped the last time (`analysis.events.known.Known`), as it lies in the index.

What a run asks for of few reports (slips, how well the best fits, who stands by a name) has a row for each: rows that nobody asks
for are not read, and only those that are others are written. The rest are columns by number of a slip, read at once by `marshal`
(a third of the time of JSON, and tuples come back as tuples). A check sum in front says whether a row is what was written.
"""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from reader.model import Mod

if TYPE_CHECKING:
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.known import Dated, Fit, Known

_FORMAT = 4  # of marshal: the same from Python 3.4 on
_SUM = 4  # bytes of the check sum
SLIPS, FITS, STANDING = "slip", "fit", "name"  # parts that have a row for each
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


class _Kept(Mapping[K, T], Generic[K, T]):
    """Rows of their own, each read when it is asked for."""

    def __init__(self, rows: Rows, part: str, make: Callable[[Any], T]) -> None:
        self._rows, self._part, self._make = rows, part, make

    def __getitem__(self, key: K) -> T:
        return self._make(marshal.loads(self._rows.one(self._part, key)))

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows.keys(self._part))

    def __len__(self) -> int:
        return len(self._rows.keys(self._part))


class Rows(Protocol):
    """The rows of a clan that are read one by one. What is no more as it was written is for them to find out (`sound`)."""

    def one(self, part: str, key: Any) -> memoryview:
        """The row of a key. KeyError where there is none."""

    def keys(self, part: str) -> list[Any]:
        """All keys of a part, in order."""


@dataclass(slots=True)
class Packed:
    """A clan to be written: columns, rows that are new or others, and keys of those that are no more."""

    body: bytes
    rows: list[tuple[str, int | str, bytes]]
    gone: list[tuple[str, int | str]]
    anew: bool  # whether these are all rows of the clan


def nothing() -> Known:
    """A clan that was never grouped."""
    from reader.analysis.events.known import Known

    return Known()


def pack_grouped(known: Known) -> Packed:
    """Everything that is not as it was put down."""
    from reader.analysis.events.cluster import NEAR
    from reader.analysis.events.compare import weights

    told = weights().join - NEAR  # below, nobody asks for the reasons

    def fit(each: Fit) -> tuple[Any, ...]:
        points = each.verdict.points
        return each.best, points, tuple(each.verdict.reasons) if points >= told else (), each.rivals

    packed = Packed(b"", [], [], not isinstance(getattr(known.slips, "held", None), _Kept))
    _put(packed, SLIPS, known.slips, known.homes, _row_of)
    _put(packed, FITS, known.fits, known.homes, fit)
    _put_standing(packed, known.standing)
    numbers = known.homes
    packed.body = _sealed(
        (
            dict(numbers),
            _column(known.candidates, numbers, tuple),
            _column(known.looked, numbers, tuple),
            {doc: tuple(those) for doc, those in known.of_document.items()},
            sorted(known.tied),
            dict(known.near),
            dict(known.events),
            _column(known.dates, known.events, _plain),
            sorted(known.held),
            {key: sorted(others) for key, others in known.apart.items()},
            dict(known.gone),
            _column(known.briefs, numbers, tuple),
            sorted(known.types),
            dict(known.why),
        )
    )
    return packed


def unpack_grouped(body: bytes, rows: Rows) -> Known:
    """What `pack_grouped` made. ValueError where it is not."""
    from reader.analysis.events.blocking import Brief, Looked, Slip
    from reader.analysis.events.compare import Verdict
    from reader.analysis.events.known import Fit, Known

    def fit(row: tuple[int, float, tuple[str, ...], tuple[int, ...]]) -> Fit:
        return Fit(row[0], Verdict(row[1], told=row[2]), row[3])

    (
        homes,
        candidates,
        looked,
        of_document,
        tied,
        near,
        events,
        dates,
        held,
        apart,
        gone,
        briefs,
        types,
        why,
    ) = marshal.loads(sound(body))
    return Known(
        _Kept[int, Slip](rows, SLIPS, Slip._make),
        homes,
        candidates,
        _Kept[int, Fit](rows, FITS, fit),
        _Rows(looked, Looked._make),
        _Kept[str, Sequence[int]](rows, STANDING, _numbers),
        of_document,
        frozenset(tied),
        near,
        events,
        _Rows(dates, _dated),
        frozenset(held),
        apart,
        gone,
        _Rows(briefs, Brief._make),
        frozenset(types),
        why,
    )


def _sealed(value: Any) -> bytes:
    body = marshal.dumps(value, _FORMAT)
    return zlib.crc32(body).to_bytes(_SUM, "big") + body


def sound(body: bytes) -> memoryview:
    """A row without its check sum. ValueError where it is not what was written."""
    view = memoryview(body)[_SUM:]
    if not view or zlib.crc32(view) != int.from_bytes(body[:_SUM], "big"):
        raise ValueError("what a clan of events was grouped as is damaged")
    return view


def _put(
    packed: Packed, part: str, of: Mapping[int, T], numbers: Mapping[int, Any], row: Callable[[T], Any]
) -> None:
    """A row for each number: of those that were put down what is another."""
    held = getattr(of, "held", None)
    if isinstance(held, _Kept):
        now = [number for number in getattr(of, "own", ()) if number in numbers]
        packed.gone += [(part, number) for number in getattr(of, "gone", ()) if number not in numbers]
    else:
        now = list(numbers)
    packed.rows += [(part, number, _sealed(row(of[number]))) for number in sorted(now)]


def _put_standing(packed: Packed, standing: Mapping[str, Sequence[int]]) -> None:
    held = getattr(standing, "held", {})
    names = sorted(getattr(standing, "own", ()) if isinstance(held, _Kept) else {*held, *standing})
    for name in names:
        if numbers := standing[name]:
            packed.rows.append((STANDING, name, _sealed(_short(numbers))))
        elif isinstance(held, _Kept):
            packed.gone.append((STANDING, name))


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
        slip.family,
        slip.type,
        slip.names,
        slip.known_by,
        slip.anytime,
        *slip[6:],
    )


def _plain(date: Dated) -> tuple[str | None, str | None]:
    return date[0], None if date[1] is None else date[1].value


def _dated(row: tuple[str | None, str | None]) -> Dated:
    return row[0], None if row[1] is None else Mod(row[1])


def _short(numbers: Sequence[int]) -> bytes | tuple[int, ...]:
    """Four bytes each, where they are no longer."""
    return tuple(numbers) if numbers[-1] >> 31 else array("i", numbers).tobytes()


def _numbers(row: bytes | tuple[int, ...]) -> Sequence[int]:
    if isinstance(row, tuple):
        return row
    made = array("i")
    made.frombytes(row)
    return made
