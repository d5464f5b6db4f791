"""The documents of an index: rows in many orders, and one document with its text."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Any

from reader.corpus import serial
from reader.corpus.connected import Connected
from reader.corpus.windows import Windowed
from reader.model import (
    Document,
    DocumentRow,
    Known,
    Metadata,
)
from reader.text.fold import fold

ORDERS = {
    "path": "path_key, path",
    "date": "published IS NULL, published, path_key",
    "date-desc": "published IS NULL, published DESC, path_key",
    "source": "source IS NULL, source, path_key",
    "title": "title, path_key",
    "length": "length, path_key",
    "length-desc": "length DESC, path_key",
    "added": "n",
}
_GROUPS = {
    "date": "SELECT coalesce(g, ''), c FROM (SELECT substr(published, 1, 7) AS g, count(*) AS c FROM documents GROUP BY 1)"
    " ORDER BY g IS NULL, g",
    "date-desc": "SELECT coalesce(g, ''), c FROM (SELECT substr(published, 1, 7) AS g, count(*) AS c FROM documents GROUP BY 1)"
    " ORDER BY g IS NULL, g DESC",
    "source": "SELECT coalesce(source, ''), count(*) FROM documents GROUP BY source ORDER BY source IS NULL, source",
}
# the last ten columns of both are those of `_metadata`
_ROWS = (
    "SELECT n, id, version, path, length, title, title_from, source, source_from, published, published_from, language,"
    " language_from, author, url FROM documents WHERE n IN (SELECT value FROM json_each(?))"
)
_WHOLE = (
    "SELECT d.n, d.id, d.version, t.body, d.path, d.title, d.title_from, d.source, d.source_from, d.published,"
    " d.published_from, d.language, d.language_from, d.author, d.url"
    " FROM documents d JOIN texts t ON t.doc=d.n WHERE d.id=?"
)


class UnknownDocument(KeyError):
    """No document of this id is in the collection (any more)."""


class Rows(Windowed[DocumentRow]):
    """The article list: rows fetched as they are looked at, and where a document stands in it."""

    def __init__(
        self,
        length: int,
        fetch: Callable[[int, int], Sequence[DocumentRow]],
        position: Callable[[str], int],
        ids: Callable[[], list[str]],
    ) -> None:
        super().__init__(length, fetch)
        self.position = position  # of a document, from 0; -1 where it is not in the list
        self.ids = ids  # all, in order


class Documents(Connected):
    """Documents as the list and the text pane ask for them."""

    def __len__(self) -> int:
        row = self._one("SELECT count(*) FROM documents")
        return row[0] if row else 0

    def __contains__(self, doc: object) -> bool:
        return self._one("SELECT 1 FROM documents WHERE id=?", doc) is not None

    def rows(self, order: str = "path", *, matching: str = "", only: Collection[str] | None = None) -> Rows:
        """Documents as rows, fetched as they are looked at. A picture of now.

        `order` is one of ORDERS. `matching` keeps rows whose title, source or path contains every one of its words
        (folded); `only` keeps these ids. `DocumentRow.order` is the place in the whole collection all the same.
        """
        if order not in ORDERS:
            raise ValueError(f"no such order: {order}; there are {', '.join(ORDERS)}")
        where, values = self._wanted(matching, only)
        numbers: list[array[int]] = []
        places: list[dict[int, int]] = []
        whole = order == "path" and not where

        def all_numbers() -> array[int]:
            if not numbers:
                found = self._all(_ordered("n", where, order), *values)
                numbers.append(array("q", (n for (n,) in found)))
            return numbers[0]

        def fetch(start: int, end: int) -> list[DocumentRow]:
            if start == 0 and not numbers:  # the first screen without counting the rest
                wanted = [n for (n,) in self._all(_ordered("n", where, order) + " LIMIT ?", *values, end)]
            else:
                wanted = all_numbers()[start:end].tolist()
            return self._rows_of(wanted, start if whole else places_of())

        def places_of() -> dict[int, int]:
            if not places:
                places.append({n: at for at, (n,) in enumerate(self._all(_ordered("n", "", "path")))})
            return places[0]

        def position(doc: str) -> int:
            row = self._one("SELECT n, path_key, path FROM documents WHERE id=?", doc)
            if row is None:
                return -1
            if whole and not numbers:
                before = self._one("SELECT count(*) FROM documents WHERE (path_key, path) < (?, ?)", *row[1:])
                return before[0] if before else -1
            found = all_numbers()
            return found.index(row[0]) if row[0] in found else -1

        def ids() -> list[str]:
            return [id_ for (id_,) in self._all(_ordered("id", where, order), *values)]

        return Rows(len(all_numbers()) if where else len(self), fetch, position, ids)

    def _wanted(self, matching: str, only: Collection[str] | None) -> tuple[str, list[Any]]:
        conditions: list[str] = []
        values: list[Any] = []
        for word in fold(matching).split():
            conditions.append("instr(fold(title || ' ' || coalesce(source, '') || ' ' || path), ?)")
            values.append(word)
        if conditions:
            self._db().create_function("fold", 1, fold, deterministic=True)
        if only is not None:
            conditions.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(only)))
        return ("WHERE " + " AND ".join(conditions) if conditions else ""), values

    def groups(self, order: str) -> list[tuple[str, int]]:
        """(label, documents) in the order of `rows(order)`: months for the dates, sources; "" for unknown."""
        return [(str(label), int(count)) for label, count in self._all(_GROUPS[order])]

    def _rows_of(self, numbers: Sequence[int], place: int | dict[int, int]) -> list[DocumentRow]:
        found = {row[0]: row for row in self._all(_ROWS, json.dumps(list(numbers)))}
        rows = []
        for at, n in enumerate(numbers):
            if (row := found.get(n)) is not None:
                order = place + at if isinstance(place, int) else place.get(n, 0)
                rows.append(DocumentRow(row[1], row[2], row[3], _metadata(row[5:]), row[4], order))
        return rows

    def row(self, doc: str) -> DocumentRow:
        """The row of one document. Raises UnknownDocument."""
        number = self._number(doc)
        key = self._one("SELECT path_key, path FROM documents WHERE n=?", number)
        assert key is not None
        before = self._one("SELECT count(*) FROM documents WHERE (path_key, path) < (?, ?)", *key)
        assert before is not None
        return self._rows_of([number], before[0])[0]

    def document(self, doc: str) -> Document:
        """The document with its text. Raises UnknownDocument."""
        row = self._one(_WHOLE, doc)
        if row is None:
            raise UnknownDocument(doc)
        others = [
            p
            for (p,) in self._all(
                "SELECT path FROM paths WHERE doc=? AND path<>? ORDER BY path", row[0], row[4]
            )
        ]
        return Document(row[1], row[2], (row[4], *others), _metadata(row[5:]), serial.text_of(row[3]))

    def text(self, doc: str) -> str:
        """The document's text alone. Raises UnknownDocument."""
        row = self._one("SELECT t.body FROM documents d JOIN texts t ON t.doc=d.n WHERE d.id=?", doc)
        if row is None:
            raise UnknownDocument(doc)
        return serial.text_of(row[0])

    def find(self, path: str) -> DocumentRow | None:
        """The document at a path of the collection."""
        row = self._one("SELECT d.id FROM paths p JOIN documents d ON d.n=p.doc WHERE p.path=?", path)
        return None if row is None else self.row(row[0])

    def _number(self, doc: str) -> int:
        row = self._one("SELECT n FROM documents WHERE id=?", doc)
        if row is None:
            raise UnknownDocument(doc)
        return int(row[0])


def _ordered(column: str, where: str, order: str) -> str:
    """The statement for one column of the documents in an order; every piece of it is from this module."""
    return f"SELECT {column} FROM documents {where} ORDER BY {ORDERS[order]}"  # noqa: S608 - see above


def _known(value: str | None) -> Known | None:
    return Known(value) if value else None


def _metadata(row: Sequence[Any]) -> Metadata:
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
