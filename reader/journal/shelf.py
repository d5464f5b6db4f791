"""What a reader does to documents: stars, tags, read or not, and what must be kept of the documents themselves.

Stars and read state are the author's own; tags are everybody's. All are keyed by document id, so that they
outlive the index, an edit of the text and a move of the folder.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import timedelta

from reader.journal.acts import ActLog, State, Step, Thing
from reader.journal.notes import storable
from reader.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as the journal met it last: enough to know it again when the index was deleted."""

    doc: str
    version: str
    path: str  # relative to the collection
    title: str
    collection: str


class Shelf(ActLog):
    """Documents as the reader keeps them."""

    def star(self, docs: str | Iterable[str], on: bool = True) -> None:
        """A star set or taken off by this author; of many documents undone as one."""
        self._toggle("star", [f"{self.author}\n{doc}" for doc in listed(docs)], on)

    def stars(self) -> list[str]:
        """Ids of the documents this author has starred."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM stars WHERE author = ? ORDER BY doc", (self.author,)
            ).fetchall()
        return [row[0] for row in rows]

    def tag_document(self, docs: str | Iterable[str], tag: str, on: bool = True) -> None:
        """A tag put on a document, or taken off, for everybody; of many documents undone as one."""
        if tag := " ".join(storable(tag).split()):
            self._toggle("tag", [f"{doc}\n{tag}" for doc in listed(docs)], on)

    def document_tags(self, doc: str | None = None) -> list[tuple[str, str]]:
        """(document id, tag) pairs, of one document or all."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT doc, tag FROM doc_tags WHERE ?1 IS NULL OR doc = ?1 ORDER BY doc, tag", (doc,)
            ).fetchall()
        return [(row[0], row[1]) for row in rows]

    def _toggle(self, kind: str, subjects: Sequence[str], on: bool) -> None:
        thing = THINGS[kind]
        step = Step() if len(subjects) > 1 else None
        with self._store.write() as connection:
            for subject in subjects:
                before = thing.read(connection, subject)
                after: State = {"by": self.author} if on else None
                if (before is None) == (after is None):
                    continue
                thing.write(connection, subject, after)
                self._record(connection, kind if on else f"un{kind}", kind, subject, before, after, step)

    def set_read(self, docs: str | Iterable[str], on: bool = True) -> None:
        """Documents marked read or unread by this author; not an act that undo knows."""
        rows = [(self.author, doc) for doc in listed(docs)]
        with self._store.write(durable=False) as connection:
            if on:
                connection.executemany("INSERT OR IGNORE INTO read VALUES (?, ?)", rows)
            else:
                connection.executemany("DELETE FROM read WHERE author = ? AND doc = ?", rows)

    def read(self) -> list[str]:
        """Ids of the documents this author has read."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM read WHERE author = ? ORDER BY doc", (self.author,)
            ).fetchall()
        return [row[0] for row in rows]

    # -- the documents themselves ---------------------------------------------

    def keep_text(self, doc: str, version: str, text: str) -> None:
        """A version of a document's text kept (compressed), because something is about to point into it."""
        with self._store.read() as connection:
            if connection.execute(
                "SELECT 1 FROM texts WHERE doc = ? AND version = ?", (doc, version)
            ).fetchone():
                return
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 9)
        with self._store.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO texts VALUES (?, ?, ?, ?)", (doc, version, packed, self._store.now())
            )

    def kept_text(self, doc: str, version: str) -> str | None:
        """A text kept earlier, or None."""
        return self._kept(doc, version)

    def _kept(self, doc: str, version: str) -> str | None:
        try:
            with self._store.read() as connection:
                row = connection.execute(
                    "SELECT packed FROM texts WHERE doc = ? AND version = ?", (doc, version)
                ).fetchone()
            return None if row is None else zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError, TypeError, sqlite3.DatabaseError) as error:
            self._store.notice(
                f"{self._store.path}: the text kept of {doc}, version {version}, cannot be read ({error})"
            )
            return None

    def drop_unused_texts(self) -> int:
        """Texts a day old or more that no note (deleted ones included) and no decision points into; how many."""
        day_ago = (self._store.surroundings.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._store.write() as connection:
            return connection.execute(
                """DELETE FROM texts WHERE created < ?
                     AND NOT EXISTS (SELECT 1 FROM notes WHERE instr(target, '"version": "' || texts.version || '"'))
                     AND NOT EXISTS (SELECT 1 FROM decisions WHERE instr(subject || object || value, texts.doc))""",
                (day_ago,),
            ).rowcount

    def know_documents(self, known: Iterable[KnownDocument], *, durable: bool = True) -> None:
        """Where documents that something was written about are to be found; told anew when they move or change."""
        rows = [
            (each.doc, each.version, storable(each.path), storable(each.title), storable(each.collection))
            for each in known
        ]
        with self._store.read() as connection:
            sql = "SELECT * FROM documents WHERE doc = ?"
            fresh = [row for row in rows if tuple(connection.execute(sql, row[:1]).fetchone() or ()) != row]
        if fresh:
            with self._store.write(durable=durable) as connection:
                connection.executemany("INSERT OR REPLACE INTO documents VALUES (?,?,?,?,?)", fresh)

    def known_documents(self) -> list[KnownDocument]:
        """All documents the journal knows, so that a new index can give them their old ids."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT * FROM documents ORDER BY doc").fetchall()
        return [KnownDocument(*row) for row in rows]


def listed(docs: str | Iterable[str]) -> list[str]:
    """One document or many, as many."""
    return [docs] if isinstance(docs, str) else list(docs)


def _pair(subject: str) -> tuple[str, str]:
    first, _, second = subject.partition("\n")
    return first, second


def _read_star(connection: sqlite3.Connection, subject: str) -> State:
    author, doc = _pair(subject)
    row = connection.execute("SELECT 1 FROM stars WHERE author = ? AND doc = ?", (author, doc)).fetchone()
    return None if row is None else {"by": author}


def _write_star(connection: sqlite3.Connection, subject: str, state: State) -> None:
    sql = (
        "DELETE FROM stars WHERE author = ? AND doc = ?"
        if state is None
        else "INSERT OR IGNORE INTO stars VALUES (?, ?)"
    )
    connection.execute(sql, _pair(subject))


def _read_tag(connection: sqlite3.Connection, subject: str) -> State:
    row = connection.execute(
        "SELECT author FROM doc_tags WHERE doc = ? AND tag = ?", _pair(subject)
    ).fetchone()
    return None if row is None else {"by": row[0]}


def _write_tag(connection: sqlite3.Connection, subject: str, state: State) -> None:
    if state is None:
        connection.execute("DELETE FROM doc_tags WHERE doc = ? AND tag = ?", _pair(subject))
    else:
        connection.execute("INSERT OR IGNORE INTO doc_tags VALUES (?, ?, ?)", (*_pair(subject), state["by"]))


THINGS = {"star": Thing(_read_star, _write_star), "tag": Thing(_read_tag, _write_tag)}
