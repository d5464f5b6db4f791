"""The article list of an index: documents as rows, in many orders, narrowed, and under headings."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from reader.corpus.connected import Connected
from reader.corpus.windows import Windowed
from reader.model import DocumentRow, Known, Metadata
from reader.text.fold import fold

ORDERS = {
    "path": "path_key, path",
    "date": "published IS NULL, published, path_key",
    "source": "source IS NULL, source, path_key",
    "title": "title, path_key",
    "length": "length, path_key",
    "relevance": "path_key, path",  # those of `ahead` before the others
    "unread": "path_key, path",  # those of `behind` after the others
}
# order -> the heading that a row stands under, NULL where nothing is known
_HEADINGS = {
    "date": "substr(published, 1, 7)",
    "source": "source",
    "title": "substr(title, 1, 1)",
    "length": "CASE WHEN length<2500 THEN 2 WHEN length<5500 THEN 5 WHEN length<10500 THEN 10 WHEN length<20500 THEN 20 END",
}
HEADED = 50  # rows from which on first letters and lengths are headings; fewer are seen at once
# the last ten columns are those of `metadata_of`
_ROWS = (
    "SELECT n, id, version, path, length, title, title_from, source, source_from, published, published_from, language,"
    " language_from, author, url FROM documents WHERE n IN (SELECT value FROM json_each(?))"
)


class Rows(Windowed[DocumentRow]):
    """The article list: rows fetched as they are looked at, and where a document stands in it."""

    def __init__(
        self,
        length: int,
        fetch: Callable[[int, int], Sequence[DocumentRow]],
        position: Callable[[str], int],
        ids: Callable[[], list[str]],
        groups: Callable[[], list[tuple[str, int]]],
    ) -> None:
        super().__init__(length, fetch)
        self.position = position  # of a document, from 0; -1 where it is not in the list
        self.ids = ids  # all, in order
        self.groups = groups  # (heading, rows under it) in order; none where the order has no headings


class Listing(Connected):
    """Documents as the list asks for them."""

    def __len__(self) -> int:
        row = self._one("SELECT count(*) FROM documents")
        return row[0] if row else 0

    def rows(
        self,
        order: str = "path",
        *,
        matching: str = "",
        ahead: Sequence[str] = (),
        behind: Collection[str] = (),
    ) -> Rows:
        """Documents as rows, fetched as they are looked at. A picture of now.

        `order` is one of ORDERS. `matching` keeps rows whose title, source or path contains every one of its words
        (folded). Those of `ahead` stand before the others, as they are told, those of `behind` after them. Headings are months, sources ("" for what is not known), in a long list first
        letters and the most minutes of reading ("" for more), and for what is ahead or behind "ahead", "" and "behind".
        """
        if order not in ORDERS:
            raise ValueError(f"no such order: {order}; there are {', '.join(ORDERS)}")
        where, values = _wanted(matching)
        numbers: list[array[int]] = []
        moved = _Moved(ahead, behind)

        def all_numbers() -> array[int]:
            if not numbers:
                with self._explained():  # not all rows at once: a hundred thousand pairs are much to hold
                    found = self._db().execute(_ordered("n, id" if moved else "n", where, order), values)
                    numbers.append(array("q", moved.arranged(found) if moved else (n for (n,) in found)))
            return numbers[0]

        def fetch(start: int, end: int) -> list[DocumentRow]:
            if start == 0 and not numbers and not moved:  # the first screen without counting the rest
                wanted = [n for (n,) in self._all(_ordered("n", where, order) + " LIMIT ?", *values, end)]
            else:
                wanted = all_numbers()[start:end].tolist()
            return self._rows_of(wanted)

        def position(doc: str) -> int:
            row = self._one("SELECT n, path_key, path FROM documents WHERE id=?", doc)
            if row is None:
                return -1
            if order == "path" and not where and not moved and not numbers:
                before = self._one("SELECT count(*) FROM documents WHERE (path_key, path) < (?, ?)", *row[1:])
                return before[0] if before else -1
            found = all_numbers()
            return found.index(row[0]) if row[0] in found else -1

        def ids() -> list[str]:
            if not moved:
                with self._explained():
                    return [id_ for (id_,) in self._db().execute(_ordered("id", where, order), values)]
            named = dict(self._all(_ordered("n, id", where, order), *values))
            return [named[n] for n in all_numbers() if n in named]

        def groups() -> list[tuple[str, int]]:
            if moved:
                all_numbers()
                return [(name, count) for name, count in moved.counts.items() if count]
            return self._headed(order, length, where, values)

        length = len(all_numbers()) if where else len(self)
        return Rows(length, fetch, position, ids, groups)

    def _headed(self, order: str, count: int, where: str, values: list[Any]) -> list[tuple[str, int]]:
        heading = _HEADINGS.get(order)
        if heading is None or (order in ("title", "length") and count < HEADED):
            return []
        sql = f"SELECT {heading} AS g, count(*) FROM documents {where} GROUP BY g ORDER BY g IS NULL, g"  # noqa: S608 - from _HEADINGS and _wanted
        return [(str(g or ""), int(count)) for g, count in self._all(sql, *values)]

    def _rows_of(self, numbers: Sequence[int]) -> list[DocumentRow]:
        found = {row[0]: row for row in self._all(_ROWS, json.dumps(list(numbers)))}
        return [
            DocumentRow(row[1], row[2], row[3], metadata_of(row[5:]), row[4])
            for n in numbers
            if (row := found.get(n)) is not None
        ]


class _Moved:
    """Documents that stand before or after the others, whatever the order. False where there are none."""

    def __init__(self, ahead: Sequence[str], behind: Collection[str]) -> None:
        self._ahead = {doc: at for at, doc in enumerate(ahead)}
        self._behind = frozenset(behind)
        self.counts: dict[str, int] = {}  # of the last arrangement

    def __bool__(self) -> bool:
        return bool(self._ahead or self._behind)

    def arranged(self, rows: Iterable[tuple[int, str]]) -> array[int]:
        """The numbers of (number, id) rows as they are to stand."""
        ahead: list[tuple[int, int]] = []
        middle, last = array("q"), array("q")
        for n, id in rows:
            if (at := self._ahead.get(id)) is not None:
                ahead.append((at, n))
            else:
                (last if id in self._behind else middle).append(n)
        self.counts = {"ahead": len(ahead), "": len(middle), "behind": len(last)}
        return array("q", (n for _, n in sorted(ahead))) + middle + last


def _wanted(matching: str) -> tuple[str, list[str]]:
    """A condition that every word stands in title, source or path, and its values."""
    values = fold(matching).split()
    each = "instr(fold(title || ' ' || coalesce(source, '') || ' ' || path), ?)"
    return ("WHERE " + " AND ".join([each] * len(values)) if values else ""), values


def _ordered(columns: str, where: str, order: str) -> str:
    """Documents in one of ORDERS; `where` is a condition of `_wanted`, its values apart."""
    return f"SELECT {columns} FROM documents {where} ORDER BY {ORDERS[order]}"  # noqa: S608 - nothing in it is the user's


def metadata_of(row: Sequence[Any]) -> Metadata:
    """The ten columns from title to url."""
    (
        title,
        title_from,
        source,
        source_from,
        published,
        published_from,
        language,
        language_from,
        author,
        url,
    ) = row
    return Metadata(
        title,
        Known(title_from),
        source,
        _known(source_from),
        published,
        _known(published_from),
        language,
        _known(language_from),
        author,
        url,
    )


def _known(value: str | None) -> Known | None:
    return Known(value) if value else None
