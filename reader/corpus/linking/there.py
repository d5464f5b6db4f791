"""The documents that can be linked, asked for one by one: a run over what changed needs few of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

# by the index that the pages of their rows need not be read for
_THERE = "FROM documents d JOIN linkable l INDEXED BY linkable_doc ON l.doc=d.n"
ALL = f"SELECT d.id, d.n {_THERE} ORDER BY d.id"
# with a document goes its row in `linkable`
_FRESH = "SELECT doc FROM linkable INDEXED BY linkable_doc WHERE doc NOT IN (SELECT doc FROM placed)"
_GONE = (
    "SELECT doc FROM named INDEXED BY named_id"
    " WHERE doc NOT IN (SELECT doc FROM linkable INDEXED BY linkable_doc)"
)


class There(Mapping[str, int]):
    """Numbers of documents by their ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}

    def __getitem__(self, doc: str) -> int:
        number = self._numbers.get(doc)
        if number is None:
            for _, number in self._asked("d.id=?", doc):
                return number
            raise KeyError(doc)
        return number

    def __iter__(self) -> Iterator[str]:
        for doc, number in self._db.execute(ALL):
            self._numbers[doc] = number  # who goes through all asks for it next
            yield doc

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM linkable").fetchone()[0])

    def id_of(self, number: int) -> str:
        """The id of a document that is there."""
        if number not in self._ids:
            self._asked("d.n=?", number)
        return self._ids[number]

    def of(self, numbers: Iterable[int]) -> set[int]:
        """Those of them that are there."""
        return {number for number in numbers if number in self._ids or self._asked("d.n=?", number)}

    def fresh(self) -> set[int]:
        """Those that are new, or were analysed anew."""
        return {number for (number,) in self._db.execute(_FRESH)}

    def gone(self, fresh: Iterable[int]) -> set[int]:
        """Those that were linked the last time and are there no more; `fresh` as above."""
        known = "SELECT 1 FROM named WHERE doc=?"
        new = sum(self._db.execute(known, (number,)).fetchone() is None for number in fresh)
        (linked,) = self._db.execute("SELECT count(*) FROM named").fetchone()
        if linked + new == len(self):
            return set()  # most often; looking for them takes longer than counting
        return {number for (number,) in self._db.execute(_GONE)}

    def _asked(self, where: str, key: str | int) -> list[tuple[str, int]]:
        rows: list[tuple[str, int]] = self._db.execute(
            f"SELECT d.id, d.n {_THERE} WHERE {where}", (key,)
        ).fetchall()
        for doc, number in rows:
            self._numbers[doc] = number
            self._ids[number] = doc
        return rows
