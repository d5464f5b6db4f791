"""A clan as it was grouped the last time (`analysis.events.known.Known`), as it lies in the index.

What a run asks for of few reports has a row for each: rows that nobody asks for are not read, and only those that are others are
written. What every slip has is kept in columns, read and written whole, so they are short (`columns`). Rows are read by `marshal`
(a third of the time of JSON, and tuples come back as tuples). A check sum in front says whether a row is what was written.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from reader.corpus.linking.columns import Columns, pack_columns, short, unpacked
from reader.model import Mod

if TYPE_CHECKING:
    from reader.analysis.events.blocks import Blocks
    from reader.analysis.events.known import Dated, Known

_FORMAT = 4  # of marshal: the same from Python 3.4 on
_SUM = 4  # bytes of the check sum
# parts that have a row for each: slips; how well the best fits, where one comes near; blocks by name; by group, what its event is
# called, and who compared with it; the slips of a document
SLIPS, FITS, STANDING, GROUPS, READERS, DOCUMENTS = "slip", "fit", "name", "group", "reader", "doc"
K = TypeVar("K")
T = TypeVar("T")


class _Kept(Mapping[K, T], Generic[K, T]):
    """Rows of their own, each read when it is asked for; who goes through the keys asks for all."""

    def __init__(self, rows: Rows, part: str, make: Callable[[Any], T], missing: T | None = None) -> None:
        self._rows, self._part, self._make, self._missing = rows, part, make, missing
        self._whole: dict[K, memoryview] | None = None

    def __getitem__(self, key: K) -> T:
        try:
            body = self._rows.one(self._part, key) if self._whole is None else self._whole[key]
        except KeyError:
            if self._missing is None:
                raise
            return self._missing
        return self._make(marshal.loads(body))

    def many(self, keys: Collection[K]) -> dict[K, T]:
        """What is known of these keys, of those without a row only where that says something."""
        found: dict[K, T] = {} if self._missing is None else dict.fromkeys(keys, self._missing)
        if self._whole is not None:
            rows: Iterable[tuple[K, memoryview]] = [(k, self._whole[k]) for k in keys if k in self._whole]
        else:
            rows = self._rows.some(self._part, keys)
        found.update((key, self._make(marshal.loads(body))) for key, body in rows)
        return found

    def __iter__(self) -> Iterator[K]:
        if self._whole is None:
            self._whole = dict(self._rows.all(self._part))
        return iter(self._whole)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Rows(Protocol):
    """The rows of a clan that are read one by one. What is no more as it was written is for them to find out (`sound`)."""

    def one(self, part: str, key: Any) -> memoryview:
        """The row of a key. KeyError where there is none."""

    def some(self, part: str, keys: Collection[Any]) -> Iterable[tuple[Any, memoryview]]:
        """The rows of those of these keys that have one."""

    def all(self, part: str) -> Iterable[tuple[Any, memoryview]]:
        """All rows of a part, in order of their keys."""


@dataclass(slots=True)
class Packed:
    """A clan to be written: columns, keys of rows that are no more, and rows that are new or others, made as they are asked for."""

    body: bytes
    rows: Iterable[tuple[str, int | str, bytes]]
    gone: list[tuple[str, int | str]]
    anew: bool  # whether these are all rows of the clan


def nothing() -> Known:
    """A clan that was never grouped."""
    from reader.analysis.events.known import Known

    return Known()


def pack_grouped(known: Known) -> Packed:
    """Everything that is not as it was put down."""
    anew = not isinstance(getattr(known.slips, "held", None), _Kept)
    parts = list(_parts(known))
    gone = [] if anew else [(part, key) for part, of, there, _ in parts for key in _parted(of, there)]
    rows = (
        (part, key, _sealed(row(key)))
        for part, of, there, row in parts
        for key in (_all if anew else _other)(of)
        if there(key)
    )
    rest = (
        pack_columns(known.homes, known.briefs, known.looked),
        sorted(known.tied),
        dict(known.near),
        sorted(known.held),
        {key: sorted(others) for key, others in known.apart.items()},
        dict(known.gone),
        sorted(known.types),
        tuple(known.families),
        [tuple(each) for each in known.best],
    )
    return Packed(_sealed(rest), rows, gone, anew)


_Part = tuple[str, Mapping[Any, Any], Callable[[Any], bool], Callable[[Any], Any]]


def _parts(known: Known) -> Iterator[_Part]:
    """Of each part what it is of, whether a key has a row, and what makes that row."""
    from reader.analysis.events.numbered import NOBODY

    homes, fits, standing = known.homes, known.fits, known.standing

    def fit(number: int) -> tuple[Any, ...]:
        each = fits[number]
        return each.best, each.verdict.points, tuple(each.verdict.reasons), each.rivals

    def group(home: int) -> tuple[Any, ...]:
        return known.events[home], *_plain(known.dates[home])

    def is_group(number: int) -> bool:
        return homes.get(number) == number

    yield SLIPS, known.slips, homes.__contains__, lambda number: tuple(known.slips[number])
    yield FITS, fits, lambda number: number in homes and fits[number].best != NOBODY, fit
    yield GROUPS, known.events, is_group, group
    yield READERS, known.readers, is_group, lambda home: short(known.readers[home])
    yield DOCUMENTS, known.of_document, _still(known.of_document), lambda doc: tuple(known.of_document[doc])
    yield STANDING, standing, lambda name: bool(standing[name]), lambda name: _blocks(standing[name])


def _still(of: Mapping[K, Any]) -> Callable[[K], bool]:
    own, gone = getattr(of, "own", of), getattr(of, "gone", ())
    return lambda key: key in own or key not in gone


def _all(of: Mapping[K, Any]) -> list[K]:
    """The keys of a part of which nothing was put down."""
    return sorted({*getattr(of, "held", ()), *of})


def _other(of: Mapping[K, Any]) -> list[K]:
    """The keys of those that are not as they were put down."""
    return sorted(getattr(of, "own", of))


def _parted(of: Mapping[K, Any], there: Callable[[K], bool]) -> list[K]:
    """The keys of rows that may be there and are no more."""
    return [key for key in sorted({*getattr(of, "gone", ()), *_other(of)}) if not there(key)]


def unpack_grouped(body: bytes, rows: Rows) -> Known:
    """What `pack_grouped` made. ValueError where it is not."""
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.blocks import Blocks
    from reader.analysis.events.compare import Verdict
    from reader.analysis.events.known import NO_FIT, Dated, Fit, Known, Offered

    def fit(row: tuple[int, float, tuple[str, ...], tuple[int, ...]]) -> Fit:
        return Fit(row[0], Verdict(row[1], told=row[2]), row[3])

    packed, tied, near, held, apart, gone, types, families, best = marshal.loads(sound(body))
    columns = Columns(packed)
    return Known(
        _Kept[int, Slip](rows, SLIPS, Slip._make),
        columns.homes(),
        _Kept[int, Fit](rows, FITS, fit, NO_FIT),
        columns.looked(),
        _Kept[str, Blocks](rows, STANDING, _same),
        families,
        _Kept[int, Sequence[int]](rows, READERS, unpacked),
        _Kept[str, Sequence[int]](rows, DOCUMENTS, tuple),
        frozenset(tied),
        near,
        _Kept[int, str](rows, GROUPS, itemgetter(0)),
        _Kept[int, Dated](rows, GROUPS, _dated),
        frozenset(held),
        apart,
        gone,
        columns.briefs(),
        frozenset(types),
        list(map(Offered._make, best)),
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


def _blocks(blocks: Blocks) -> dict[int, Any]:
    """The blocks of a name, as they are put down: most lie there as they were read."""
    return {
        block: those if isinstance(those, int | bytes) else those[0] if len(those) == 1 else short(those)
        for block, those in blocks.items()
    }


def _same(row: T) -> T:
    return row


def _plain(date: Dated) -> tuple[str | None, str | None]:
    return date[0], None if date[1] is None else date[1].value


def _dated(row: tuple[str, str | None, str | None]) -> Dated:
    return row[1], None if row[2] is None else Mod(row[2])
