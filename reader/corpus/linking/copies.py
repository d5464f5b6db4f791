"""Which documents are copies of which, over the index: all of them looked at, or those alone that a change can have reached.

What a document is a copy of hangs on the documents that share a band with it, and on theirs: nothing else (`analysis.events.origins`).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.corpus.linking.linkable import unpack_sketch
from reader.corpus.linking.pending import Pending

if TYPE_CHECKING:
    from reader.analysis.events.origins import Sketched

_ALL = (
    "SELECT d.n, d.id, d.published, l.sketch, s.published, s.bands FROM documents d JOIN linkable l ON l.doc=d.n"
    " LEFT JOIN sketched s ON s.doc=d.n"
)
_GONE = "SELECT s.doc, s.bands FROM sketched s LEFT JOIN linkable l ON l.doc=s.doc WHERE l.doc IS NULL"
_WAS = (
    "SELECT d.id FROM origins o JOIN documents c ON c.n=o.doc JOIN documents d ON d.n=o.origin WHERE c.id=?"
)


class Copies:
    """The copies of one run. `of` gives a copy's origin, by the ids of documents."""

    def __init__(self, db: sqlite3.Connection, pending: Pending, numbers: Mapping[str, int]) -> None:
        self.db = db
        self.pending = pending
        self._numbers = numbers
        self.of: Mapping[str, str] = {}

    def look_at_all(self) -> None:
        """Every document; what it shares is put down for the next run."""
        from reader.analysis.events.origins import find_origins

        self.of = find_origins(self._put_down(self.db.execute(_ALL)))
        for number, held in self.db.execute(_GONE):
            self._part(number, _unpacked(held))
        known = dict(self.db.execute("SELECT doc, origin FROM origins"))
        now = {self._numbers[doc]: self._numbers[origin] for doc, origin in self.of.items()}
        rows = [
            (number, now.get(number)) for number in {*known, *now} if known.get(number) != now.get(number)
        ]
        self.pending.put_all("copies", rows)

    def _put_down(
        self, rows: Iterator[tuple[int, str, str | None, bytes, str | None, bytes | None]]
    ) -> Iterator[Sketched]:
        from reader.analysis.events.origins import Sketched, bands

        for number, doc, published, sketch, before, held in rows:
            made = unpack_sketch(sketch)
            shared = bands(made)
            body = array("q", shared).tobytes()
            if held is None or (before, held) != (published, body):
                self._put(number, doc, published, held, shared)
            yield Sketched(doc, published, made)

    def _put(
        self, number: int, doc: str, published: str | None, held: bytes | None, shared: list[int]
    ) -> None:
        was = set(_unpacked(held)) if held else set()
        self.pending.put_all("bands_gone", [(band, number) for band in was.difference(shared)])
        self.pending.put_all("bands", [(band, number) for band in set(shared) - was])
        self.pending.put("sketched", number, doc, published, array("q", shared).tobytes())

    def _part(self, number: int, held: list[int]) -> None:
        self.pending.put_all("bands_gone", [(band, number) for band in held])
        self.pending.put("sketched_gone", number)

    def look_at(self, changed: Collection[int], gone: Collection[int]) -> set[int]:
        """Documents that changed or are gone, and all that they can have reached. Gives those that are copies otherwise now."""
        from reader.analysis.events.origins import find_origins

        now, to_ask = self._changed_bands(changed, gone)
        reached, asked = set(changed), set[int]()
        while to_ask:
            band = to_ask.pop()
            asked.add(band)
            for (number,) in self.db.execute("SELECT doc FROM bands WHERE band=?", (band,)):
                if number not in reached and number not in gone:
                    reached.add(number)
                    (held,) = self.db.execute("SELECT bands FROM sketched WHERE doc=?", (number,)).fetchone()
                    now[number] = _unpacked(held)
                    to_ask |= set(now[number]) - asked
        found = find_origins(self._sketched(reached))
        self.of = _Origins(self.db, self._numbers, reached, found)
        moved = set()
        for number in sorted(reached):
            (doc,) = self.db.execute("SELECT id FROM documents WHERE n=?", (number,)).fetchone()
            origin = self._numbers[found[doc]] if doc in found else None
            was = self.db.execute("SELECT origin FROM origins WHERE doc=?", (number,)).fetchone()
            if (was[0] if was else None) != origin:
                self.pending.put("copies", number, origin)
                moved.add(number)
        return moved

    def _changed_bands(
        self, changed: Collection[int], gone: Collection[int]
    ) -> tuple[dict[int, list[int]], set[int]]:
        """What those that changed share now, and all bands that they share or shared."""
        from reader.analysis.events.origins import bands

        now: dict[int, list[int]] = {}
        all_: set[int] = set()
        for number in (*changed, *gone):
            held = self.db.execute("SELECT published, bands FROM sketched WHERE doc=?", (number,)).fetchone()
            if held is not None:
                all_.update(_unpacked(held[1]))
            if number in gone:
                if held is not None:
                    self._part(number, _unpacked(held[1]))
                continue
            doc, published, sketch = self.db.execute(
                "SELECT d.id, d.published, l.sketch FROM documents d JOIN linkable l ON l.doc=d.n WHERE d.n=?",
                (number,),
            ).fetchone()
            now[number] = bands(unpack_sketch(sketch))
            all_.update(now[number])
            if held is None or held != (published, array("q", now[number]).tobytes()):
                self._put(number, doc, published, held[1] if held else None, now[number])
        return now, all_

    def _sketched(self, numbers: Collection[int]) -> Iterator[Sketched]:
        from reader.analysis.events.origins import Sketched

        for number in sorted(numbers):
            doc, published, sketch = self.db.execute(
                "SELECT d.id, d.published, l.sketch FROM documents d JOIN linkable l ON l.doc=d.n WHERE d.n=?",
                (number,),
            ).fetchone()
            yield Sketched(doc, published, unpack_sketch(sketch))


def _unpacked(held: bytes) -> list[int]:
    made = array("q")
    made.frombytes(held)
    return list(made)


class _Origins(Mapping[str, str]):
    """Origins asked for one by one: of documents that were looked at as found, of others as they lie in the index."""

    def __init__(
        self,
        db: sqlite3.Connection,
        numbers: Mapping[str, int],
        looked_at: Collection[int],
        found: Mapping[str, str],
    ) -> None:
        self._numbers = numbers
        self._looked_at = looked_at
        self._found = found
        self._kept = lru_cache(maxsize=4096)(lambda doc: db.execute(_WAS, (doc,)).fetchone())

    def __getitem__(self, doc: str) -> str:
        if self._numbers[doc] in self._looked_at:
            return self._found[doc]
        row = self._kept(doc)
        if row is None:
            raise KeyError(doc)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        raise TypeError("origins are asked for one by one")

    def __len__(self) -> int:
        raise TypeError("origins are asked for one by one")
