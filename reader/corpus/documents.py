"""One document of an index: its row, and its text."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reader.corpus import serial
from reader.corpus.listing import ORDERS, Listing, Rows, metadata_of
from reader.model import Document, DocumentRow

__all__ = ["ORDERS", "Documents", "Rows", "UnknownDocument"]

# the last ten columns are those of `metadata_of`
_WHOLE = (
    "SELECT d.n, d.id, d.version, t.body, d.path, d.title, d.title_from, d.source, d.source_from, d.published,"
    " d.published_from, d.language, d.language_from, d.author, d.url"
    " FROM documents d JOIN texts t ON t.doc=d.n WHERE d.id=?"
)


class UnknownDocument(KeyError):
    """No document of this id is in the collection (any more)."""


class Documents(Listing):
    """Documents as the list and the text pane ask for them."""

    def __contains__(self, doc: object) -> bool:
        return self._one("SELECT 1 FROM documents WHERE id=?", doc) is not None

    def row(self, doc: str) -> DocumentRow:
        """The row of one document. Raises UnknownDocument."""
        for row in self._rows_of([self._number(doc)]):
            return row
        raise UnknownDocument(doc)

    def some(self, docs: Iterable[str]) -> dict[str, DocumentRow]:
        """The rows of many documents by their ids, asked for at once; those that are not here are left out."""
        sql = "SELECT n FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        numbers = [n for (n,) in self._all(sql, json.dumps(list(docs)))]
        return {row.id: row for row in self._rows_of(numbers)}

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
        return Document(row[1], row[2], (row[4], *others), metadata_of(row[5:]), serial.text_of(row[3]))

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
