"""Writing documents into the index: which Document a text belongs to, and everything that hangs on it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reader.corpus.datelines import outlet
from reader.corpus.loaders import Loaded, stem
from reader.corpus.metadata import merge, own_json, own_of, stored
from reader.corpus.pool import Outcome
from reader.corpus.scan import Found, path_key
from reader.corpus.serial import text_of as unpack
from reader.corpus.sidecar import Sidecar
from reader.corpus.spelling import searchable
from reader.corpus.titles import infer_title
from reader.model import Known, Metadata
from reader.text.words import has_arabic

__all__ = ["Counts", "Store", "clean", "unpack", "version_of"]

_UNLINK = (
    "DELETE FROM entity_docs WHERE doc=?",
    "DELETE FROM added WHERE doc=?",
    "INSERT OR IGNORE INTO parted SELECT event, doc, at FROM event_docs WHERE doc=?",
    "DELETE FROM event_docs WHERE doc=?",
    "DELETE FROM placed WHERE doc=?",
    "DELETE FROM told WHERE doc=?",
    "DELETE FROM reports WHERE doc=?",
    "DELETE FROM roles WHERE doc=?",
)
TOGETHER = 200  # texts that are put into the index of words one after the other: in turn with all else each takes longer
_SURROGATES = re.compile("[\ud800-\udfff]")


def version_of(body: bytes) -> str:
    """The hash that names a text: 16 hex digits of SHA-256 over its UTF-8."""
    return hashlib.sha256(body).hexdigest()[:16]


def clean(text: str) -> tuple[str, bytes]:
    """`text` without lone surrogates (they become U+FFFD; nothing can store them), and as it is stored: UTF-8."""
    try:
        return text, text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATES.sub("\ufffd", text)
        return text, text.encode("utf-8")


@dataclass
class Counts:
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    analysed: int = 0


class Store:
    """Writes through one connection, inside transactions that the caller opens. Counts what it did."""

    def __init__(
        self, db: sqlite3.Connection, sidecar: Sidecar, user: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.db = db
        self.sidecar = sidecar
        self.user = user
        self.counts = Counts()
        # version, or else path -> the id that its document had before
        self.identities: Mapping[str, str] = {}
        # texts whose words go into the index together
        self._unindexed: list[tuple[int, str]] = []
        self._former: dict[int, frozenset[str]] = {}
        self._claimed: set[int] = set()  # documents whose text turned up at a new path

    # -- files ---------------------------------------------------------------

    def new_file(self, found: Found, mtime: int) -> int:
        """The row number of a file that was not known before."""
        sql = "INSERT INTO files(path, size, mtime, ctime) VALUES(?,?,?,?)"
        number = self.db.execute(sql, (found.path, found.size, mtime, found.ctime)).lastrowid
        assert number is not None
        return number

    def known_file(self, found: Found, mtime: int) -> int | None:
        """The file's row number, with its size and times of today; what was said of it before is forgotten."""
        row = self.db.execute("SELECT n FROM files WHERE path=?", (found.path,)).fetchone()
        if row is None:
            return None
        self.db.execute(
            "UPDATE files SET size=?, mtime=?, ctime=? WHERE n=?", (found.size, mtime, found.ctime, row[0])
        )
        self.db.execute("DELETE FROM skipped WHERE file=?", (row[0],))
        self.db.execute("DELETE FROM notices WHERE file=?", (row[0],))
        return int(row[0])

    def keep_only(self, file: int, kept: Collection[str]) -> None:
        """Takes the paths that a file no longer holds away from their documents."""
        for (path,) in self.db.execute("SELECT path FROM paths WHERE file=?", (file,)).fetchall():
            if path not in kept:
                self.drop_path(path)

    def forget_file(self, number: int) -> None:
        for (path,) in self.db.execute("SELECT path FROM paths WHERE file=?", (number,)).fetchall():
            self.drop_path(path)
        self.db.execute("DELETE FROM skipped WHERE file=?", (number,))
        self.db.execute("DELETE FROM notices WHERE file=?", (number,))
        self.db.execute("DELETE FROM files WHERE n=?", (number,))

    def skip(self, file: int | None, path: str, reason: str) -> None:
        self.db.execute("INSERT INTO skipped VALUES(?,?,?)", (file, path, reason))

    def notice(self, file: int | None, path: str, text: str) -> None:
        self.db.execute("INSERT INTO notices VALUES(?,?,?)", (file, path, text))

    # -- documents -----------------------------------------------------------

    def known_text(self, version: str) -> int | None:
        """The document whose text of today has this hash."""
        row = self.db.execute("SELECT n FROM documents WHERE version=? ORDER BY n", (version,)).fetchone()
        return None if row is None else int(row[0])

    def at_path(self, path: str) -> tuple[int, str] | None:
        """The document at a path and its version."""
        row = self.db.execute(
            "SELECT d.n, d.version FROM paths p JOIN documents d ON d.n = p.doc WHERE p.path=?", (path,)
        ).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def put(
        self, file: int, path: str, article: Loaded, *, new: bool = False, only_known: bool = False
    ) -> bool:
        """Gives the text at `path` its Document. An exact text is the best identity, the path the second.

        With `only_known` a text that no Document has is left for later (False), so that a text that merely
        moved is found again before its path is taken for an edited one. `new`: the path was not known before.
        """
        text, body = clean(article.text)
        version = version_of(body)
        here = None if new else self.at_path(path)
        if here is not None and here[1] == version:
            self.db.execute("UPDATE paths SET file=? WHERE path=?", (file, path))
            self._own(here[0], article)
            return True
        there = self.known_text(version)
        if there is not None:
            if here is not None:
                self.drop_path(path)
            self._claim(there, path, file)
            return True
        if only_known:
            return False
        if here is not None:
            if self._alone(here[0], path):
                self._rewrite(here[0], path, article, text, body)
                self.counts.changed += 1
                self.db.execute("UPDATE paths SET file=? WHERE path=?", (file, path))
                return True
            self.drop_path(path)
        self._add(file, path, article, text, body, version)
        return True

    def _alone(self, doc: int, path: str) -> bool:
        return self.db.execute("SELECT 1 FROM paths WHERE doc=? AND path<>?", (doc, path)).fetchone() is None

    def _claim(self, doc: int, path: str, file: int) -> None:
        self._remember(doc)
        self.db.execute("INSERT INTO paths VALUES(?,?,?)", (path, file, doc))
        self._claimed.add(doc)
        self._settle_path(doc)

    def _remember(self, doc: int) -> None:
        """Where a document was before this refresh took a path from it or gave it one."""
        if doc not in self._former:
            self._former[doc] = frozenset(
                p for (p,) in self.db.execute("SELECT path FROM paths WHERE doc=?", (doc,))
            )

    def _add(self, file: int, path: str, article: Loaded, text: str, body: bytes, version: str) -> None:
        title = infer_title(text, fallback=stem(path))
        own = own_of(article.own, title, outlet(text))
        doc_id = self.identities.get(version) or self.identities.get(path, version)
        salt = 1
        while (doc := self._new_row(doc_id, path, text, version, own)) is None:
            salt += 1  # the text that gave this id first was edited since
            doc_id = version_of(f"{version}#{salt}".encode())
        self.db.execute("INSERT INTO paths VALUES(?,?,?)", (path, file, doc))
        self.db.execute("INSERT INTO texts VALUES(?,?)", (doc, body))
        self._index(doc, text)
        self.counts.added += 1

    def _new_row(self, doc_id: str, path: str, text: str, version: str, own: Mapping[str, str]) -> int | None:
        """The number of a new document's row; None where another document has this id."""
        shown = merge(own, self.sidecar.of(path), self.user.get(doc_id, {}))
        length, arabic = len(text), has_arabic(text)
        cursor = self.db.execute(
            "INSERT OR IGNORE INTO documents(id, version, path, path_key, title, title_from, source, source_from,"
            " published, published_from, language, language_from, author, url, length, arabic, own)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (doc_id, version, path, path_key(path), *_columns(shown), length, arabic, stored(own)),
        )
        return cursor.lastrowid if cursor.rowcount else None

    def _rewrite(self, doc: int, path: str, article: Loaded, text: str, body: bytes) -> None:
        self._unindex(doc)
        own = own_json(article.own, infer_title(text, fallback=stem(path)), outlet(text))
        self.db.execute(
            "UPDATE documents SET version=?, length=?, arabic=?, own=?, stale=1 WHERE n=?",
            (version_of(body), len(text), has_arabic(text), own, doc),
        )
        self.db.execute("UPDATE texts SET body=? WHERE doc=?", (body, doc))
        self._unread(doc)
        self._index(doc, text)
        self.describe(doc)

    def _own(self, doc: int, article: Loaded) -> None:
        """The same text, but its format may say other things about it now."""
        (old,) = self.db.execute("SELECT own FROM documents WHERE n=?", (doc,)).fetchone()
        before = json.loads(old)
        own = own_json(article.own, before["inferred"], before.get("dateline"))
        if own != old:
            self.db.execute("UPDATE documents SET own=? WHERE n=?", (own, doc))
            self.describe(doc)

    def drop_path(self, path: str) -> None:
        row = self.db.execute("SELECT doc FROM paths WHERE path=?", (path,)).fetchone()
        if row is None:
            return
        self._remember(row[0])
        self.db.execute("DELETE FROM paths WHERE path=?", (path,))
        if self.db.execute("SELECT 1 FROM paths WHERE doc=?", row).fetchone() is not None:
            self._settle_path(row[0])

    def _settle_path(self, doc: int) -> None:
        """The first of a document's paths is its canonical one."""
        paths = [path for (path,) in self.db.execute("SELECT path FROM paths WHERE doc=?", (doc,))]
        first = min(paths, key=lambda p: (path_key(p), p))
        if self.db.execute("SELECT 1 FROM documents WHERE n=? AND path<>?", (doc, first)).fetchone():
            self.db.execute(
                "UPDATE documents SET path=?, path_key=? WHERE n=?", (first, path_key(first), doc)
            )
            self.describe(doc)

    def sweep(self) -> None:
        """Removes the documents that have no path left, and counts those that are elsewhere now."""
        for (doc,) in self.db.execute(
            "SELECT n FROM documents WHERE n NOT IN (SELECT doc FROM paths)"
        ).fetchall():
            self._unindex(doc)
            self._unread(doc)
            self.db.execute("DELETE FROM origins WHERE doc=?", (doc,))
            self.db.execute("DELETE FROM texts WHERE doc=?", (doc,))
            self.db.execute("DELETE FROM documents WHERE n=?", (doc,))
            self.counts.removed += 1
        for doc in self._claimed:
            paths = {p for (p,) in self.db.execute("SELECT path FROM paths WHERE doc=?", (doc,))}
            self.counts.moved += bool(paths) and not paths & self._former[doc]
        self._claimed.clear()
        self._former.clear()

    def _unlink(self, doc: int) -> None:
        """Forgets what linking made of a document: it counts on an analysis that is no more."""
        for statement in _UNLINK:
            self.db.execute(statement, (doc,))

    def _unread(self, doc: int) -> None:
        """Forgets what was found in a document: its offsets point into a text that is no more."""
        self.db.execute("DELETE FROM analyses WHERE doc=?", (doc,))
        self.db.execute("DELETE FROM linkable WHERE doc=?", (doc,))
        self.db.execute("DELETE FROM figures WHERE doc=?", (doc,))
        self._unlink(doc)

    # -- words ---------------------------------------------------------------

    def _index(self, doc: int, text: str) -> None:
        self._unindexed.append((doc, text))
        if len(self._unindexed) == TOGETHER:
            self.finish()

    def finish(self) -> None:
        """Puts the words of texts that wait into the index: the last thing in the transaction that these came in."""
        texts, self._unindexed = self._unindexed, []
        self.db.executemany(
            "INSERT INTO words(rowid, text) VALUES(?,?)", ((doc, searchable(text)) for doc, text in texts)
        )

    def _unindex(self, doc: int) -> None:
        """A contentless index must be told what it held: the same text, folded the same way (schema.version)."""
        self.finish()
        row = self.db.execute("SELECT body FROM texts WHERE doc=?", (doc,)).fetchone()
        text = unpack(row[0])
        self.db.execute("INSERT INTO words(words, rowid, text) VALUES('delete',?,?)", (doc, searchable(text)))

    # -- what is known of them -----------------------------------------------

    def describe(self, doc: int) -> None:
        """Merges a document's metadata anew; where date or source changed, its analysis is out of date."""
        row = self.db.execute(
            "SELECT d.id, d.path, d.own, d.source, d.published, d.published_from, a.doc IS NOT NULL"
            " FROM documents d LEFT JOIN analyses a ON a.doc = d.n WHERE d.n=?",
            (doc,),
        ).fetchone()
        doc_id, path, own, source, published, published_from, analysed = row
        inferred = published_from in (Known.DATELINE, Known.INFERRED)
        read = (published, Known(published_from)) if inferred and analysed else (None, None)
        shown = merge(json.loads(own), self.sidecar.of(path), self.user.get(doc_id, {}), read)
        given = None if inferred else published
        now_given = None if shown.published_from in (Known.DATELINE, Known.INFERRED) else shown.published
        self._write_metadata(doc, shown)
        if (source, given) != (shown.source, now_given):
            self.db.execute("UPDATE documents SET stale=1 WHERE n=?", (doc,))

    def describe_all(self) -> None:
        for (doc,) in self.db.execute("SELECT n FROM documents").fetchall():
            self.describe(doc)

    def _write_metadata(self, doc: int, shown: Metadata) -> None:
        self.db.execute(
            "UPDATE documents SET title=?, title_from=?, source=?, source_from=?, published=?, published_from=?,"
            " language=?, language_from=?, author=?, url=? WHERE n=?",
            (*_columns(shown), doc),
        )

    def analysed(self, outcomes: Iterable[Outcome]) -> None:
        """Stores analyses, and the date they found for a document that came without one."""
        for outcome in outcomes:
            row = self.db.execute("SELECT id, path, own FROM documents WHERE n=?", (outcome.doc,)).fetchone()
            if row is None:
                continue
            self.db.execute("REPLACE INTO analyses VALUES(?,?,?)", (outcome.doc, outcome.body, outcome.error))
            self.db.execute(
                "REPLACE INTO linkable VALUES(?,?,?)", (outcome.doc, outcome.units, outcome.sketch)
            )
            self.db.execute("DELETE FROM figures WHERE doc=?", (outcome.doc,))
            self.db.executemany(
                "INSERT INTO figures VALUES(?,?,?,?)", [(outcome.doc, *figure) for figure in outcome.figures]
            )
            self._unlink(outcome.doc)
            shown = merge(
                json.loads(row[2]),
                self.sidecar.of(row[1]),
                self.user.get(row[0], {}),
                (outcome.published, outcome.published_from),
            )
            self._write_metadata(outcome.doc, shown)
            self.db.execute("UPDATE documents SET stale=0 WHERE n=?", (outcome.doc,))
            self.counts.analysed += 1


def _columns(shown: Metadata) -> tuple[str | None, ...]:
    return (
        shown.title,
        shown.title_from,
        shown.source,
        shown.source_from,
        shown.published,
        shown.published_from,
        shown.language,
        shown.language_from,
        shown.author,
        shown.url,
    )
