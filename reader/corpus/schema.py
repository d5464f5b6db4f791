"""The index file: its tables, its versions, and how it is opened. Derived data: thrown away rather than migrated."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import time
from functools import lru_cache
from pathlib import Path

from reader.corpus.spelling import words_of

APPLICATION_ID = 0x57524151  # "WRAQ"
LAYOUT = 24  # raise when a table or what is put into it changes
# Of the index of words: bytes of new words that FTS5 keeps before it writes them (a batch goes out in one piece), and of how many
# pieces it makes one, whole and at once. Every search looks into each; left to itself it keeps a dozen where a few articles are edited.
WORDS_OPTIONS = {"hashsize": 32 << 20, "automerge": 0, "crisismerge": 5}
# KiB of pages that a connection keeps: one that asks (each thread of the reader has its own), one that refreshes
ASKED_CACHE, WRITTEN_CACHE = 4000, 16000
OLDEST_SQLITE = (3, 34, 0)
BUSY = 30.0  # seconds that a lock of another program is waited for

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- one row a file on disk
CREATE TABLE files(
  n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime INTEGER NOT NULL,
  ctime INTEGER NOT NULL);
-- one a folder with files: how it was listed when all in it was known (corpus.scan.Folder.mark), nothing before
CREATE TABLE folders(path TEXT PRIMARY KEY, mark BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped(file INTEGER, path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_file ON skipped(file);
CREATE TABLE notices(file INTEGER, path TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX notices_file ON notices(file);
CREATE TABLE documents(
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, version TEXT NOT NULL,
  path TEXT NOT NULL, path_key TEXT NOT NULL,
  title TEXT NOT NULL, title_from TEXT NOT NULL, source TEXT, source_from TEXT, published TEXT, published_from TEXT,
  language TEXT, language_from TEXT, author TEXT, url TEXT,
  length INTEGER NOT NULL, arabic INTEGER NOT NULL,
  own TEXT NOT NULL,     -- metadata as the format gave it (JSON), before sidecar and user
  stale INTEGER NOT NULL DEFAULT 1);  -- analysis missing or out of date
CREATE INDEX documents_version ON documents(version);
CREATE INDEX documents_path ON documents(path_key, path);
CREATE INDEX documents_stale ON documents(n) WHERE stale;
CREATE TABLE paths(
  path TEXT PRIMARY KEY, file INTEGER NOT NULL, doc INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX paths_file ON paths(file);
CREATE INDEX paths_doc ON paths(doc);
CREATE TABLE texts(doc INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE analyses(doc INTEGER PRIMARY KEY, body BLOB NOT NULL, error TEXT NOT NULL DEFAULT '');
-- folded words with their positions (what is one: corpus.spelling); what they stand in is in `texts`
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
-- what a document counts that others may count otherwise (see corpus.elsewhere); `at` is into Analysis.events
CREATE TABLE figures(doc INTEGER NOT NULL, at INTEGER NOT NULL, unit TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX figures_doc ON figures(doc, unit);
CREATE TABLE entities(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, body BLOB NOT NULL,
  total INTEGER NOT NULL, documents INTEGER NOT NULL, mark TEXT NOT NULL,
  -- documents whose own analysis names it; how often each form was learnt elsewhere (JSON); its name on a list; what it is offered by
  naming INTEGER NOT NULL, gained TEXT NOT NULL, listed TEXT NOT NULL, near TEXT NOT NULL);
CREATE INDEX entities_near ON entities(near, id) WHERE near<>'';
CREATE INDEX entities_total ON entities(total DESC, documents DESC, id);
CREATE TABLE entity_names(name TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY(name, entity)) WITHOUT ROWID;
CREATE INDEX entity_names_entity ON entity_names(entity);
CREATE TABLE entity_docs(
  entity INTEGER NOT NULL, doc INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY(entity, doc)) WITHOUT ROWID;
CREATE INDEX entity_docs_doc ON entity_docs(doc, entity);
-- mentions that other documents or the user added to what the analysis saw; `at` counts on from the analysis's own
CREATE TABLE added(doc INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(doc, at)) WITHOUT ROWID;
-- `date` is what events are ordered by (analysis.events.event_dates.order_of)
CREATE TABLE events(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, documents INTEGER NOT NULL,
  date TEXT, hypothetical INTEGER NOT NULL, mark TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX events_time ON events(hypothetical, date IS NULL, date, id);
CREATE TABLE event_docs(
  event INTEGER NOT NULL, doc INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(event, doc, at)) WITHOUT ROWID;
CREATE INDEX event_docs_doc ON event_docs(doc, at, event);
-- what linking reads of a document, and what it knows from its last run (see corpus.linking); `mark` says what a row was made of
CREATE TABLE linkable(doc INTEGER PRIMARY KEY, units BLOB NOT NULL, sketch BLOB NOT NULL);
CREATE INDEX linkable_doc ON linkable(doc);  -- which there are, without the pages that their rows fill
-- of all documents linked: their names (see corpus.linking.names), by the marks that names meet by, and where they stand;
-- what each document said when it was linked; and who might be whom
CREATE TABLE names(
  n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, words TEXT NOT NULL, docs INTEGER NOT NULL, said TEXT NOT NULL,
  home TEXT NOT NULL, lead TEXT NOT NULL);
CREATE INDEX names_words ON names(words, kind);
CREATE INDEX names_home ON names(home);
CREATE TABLE name_marks(mark INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY(mark, name)) WITHOUT ROWID;
CREATE TABLE name_docs(name INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(name, doc)) WITHOUT ROWID;
CREATE TABLE named(
  doc INTEGER PRIMARY KEY, id TEXT NOT NULL, units BLOB NOT NULL, roles TEXT NOT NULL);
CREATE INDEX named_id ON named(id);
CREATE TABLE role_docs(mark INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(mark, doc)) WITHOUT ROWID;
CREATE TABLE offers(
  a TEXT NOT NULL, b TEXT NOT NULL, kind INTEGER NOT NULL, owner TEXT NOT NULL, why TEXT NOT NULL, score REAL NOT NULL,
  PRIMARY KEY(a, b, kind)) WITHOUT ROWID;
CREATE INDEX offers_owner ON offers(owner, kind);
CREATE INDEX offers_score ON offers(score DESC, a, b);
CREATE TABLE learnt(words TEXT PRIMARY KEY, type TEXT NOT NULL, entity TEXT NOT NULL, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gained(doc INTEGER PRIMARY KEY, said TEXT NOT NULL, body BLOB);
CREATE TABLE placed(doc INTEGER PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE told(
  doc INTEGER PRIMARY KEY, mark TEXT NOT NULL,
  own TEXT NOT NULL, named TEXT NOT NULL);  -- whose its own mentions are: a mark of each, and the entities
-- with row ids: of 1.2 kB, three lie on a page; without them each would have a page of its own for what does not fit beside its key
CREATE TABLE reports(clan TEXT NOT NULL, doc INTEGER NOT NULL, late INTEGER NOT NULL, mark TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX reports_doc ON reports(doc);
CREATE INDEX reports_late ON reports(clan) WHERE late;
CREATE INDEX reports_mark ON reports(clan, doc, mark, late);
-- of each clan what grouping chose, what it left for others (`ties`: what other clans hang on); `mark` says by which rules;
-- `late`: taken after those that are not; `held`: how many of its groups wait for the end
CREATE TABLE choices(
  clan TEXT PRIMARY KEY, mark TEXT NOT NULL, late INTEGER NOT NULL, held INTEGER NOT NULL,
  ties BLOB NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
-- of it, what has a row for each report, name or group (see corpus.linking.grouped)
CREATE TABLE kept(clan TEXT NOT NULL, part TEXT NOT NULL, key NOT NULL, body BLOB NOT NULL, PRIMARY KEY(clan, part, key)) WITHOUT ROWID;
-- what a document's reports in a clan, and what surrounds them, were made of when the clan was grouped
CREATE TABLE grouped(clan TEXT NOT NULL, doc INTEGER NOT NULL, mark TEXT NOT NULL, PRIMARY KEY(clan, doc)) WITHOUT ROWID;
CREATE INDEX grouped_doc ON grouped(doc);
CREATE TABLE event_offers(
  clan TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, why TEXT NOT NULL, score REAL NOT NULL);
CREATE INDEX event_offers_clan ON event_offers(clan);
CREATE INDEX event_offers_score ON event_offers(score DESC, a, b);
-- the rows of event_docs that a document had before it was analysed anew
CREATE TABLE parted(event INTEGER NOT NULL, doc INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(event, doc, at)) WITHOUT ROWID;
-- documents by what copies share, as they were when they were linked
CREATE TABLE sketched(doc INTEGER PRIMARY KEY, id TEXT NOT NULL, published TEXT, bands BLOB NOT NULL);
CREATE TABLE bands(band INTEGER NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(band, doc)) WITHOUT ROWID;
CREATE TABLE roles(doc INTEGER NOT NULL, at INTEGER NOT NULL, entity TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY(doc, at)) WITHOUT ROWID;
CREATE INDEX roles_entity ON roles(entity);
CREATE TABLE origins(doc INTEGER PRIMARY KEY, origin INTEGER NOT NULL);
CREATE TABLE suggestions(n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE unapplied(n INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""


class IndexFailed(Exception):
    """The index cannot do what was asked; the message is one line for the user."""


class IndexUnusable(IndexFailed):
    """The file is damaged or from another version: to be made anew. The message says which."""


@lru_cache(maxsize=1)
def version() -> str:
    """Layout and folding together: an index folded another way must not be asked."""
    probe = "".join(
        map(chr, (*range(0x20, 0x180), *range(0x600, 0x700), *range(0xFB50, 0xFDFF), *range(0xFE70, 0xFEFD)))
    )
    return f"{LAYOUT}.{hashlib.sha256(words_of(probe).encode('utf-8', 'replace')).hexdigest()[:8]}"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """An open connection to a usable index. Raises IndexUnusable, or IndexFailed where nothing can be done."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise IndexFailed(
            f"SQLite {'.'.join(map(str, OLDEST_SQLITE))} or later is needed, this is {sqlite3.sqlite_version}"
        )
    if read_only:
        return _connect_read_only(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        db = sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise IndexFailed(f"{path}: {error}") from error
    try:
        _settings(db)
        if fresh or not _has_tables(db):
            _create(db)
        _check(db)
    except sqlite3.DatabaseError as error:
        db.close()
        raise explained(path, error) from error
    except IndexFailed:
        db.close()
        raise
    return db


def _connect_read_only(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise IndexFailed(f"{path}: no index yet")
    last: sqlite3.Error | None = None
    for options in ("mode=ro", "mode=ro&immutable=1"):  # the second for a folder that cannot hold a -shm file
        try:
            db = sqlite3.connect(
                f"{path.resolve().as_uri()}?{options}",
                uri=True,
                timeout=BUSY,
                isolation_level=None,
                check_same_thread=False,
            )
            _check(db)
            return db
        except sqlite3.OperationalError as error:
            last = error
        except sqlite3.DatabaseError as error:
            raise explained(path, error) from error
    assert last is not None
    raise explained(path, last) from last


def _settings(db: sqlite3.Connection) -> None:
    _write_ahead(db)
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute(f"PRAGMA cache_size=-{ASKED_CACHE}")
    db.execute("PRAGMA temp_store=MEMORY")


def _write_ahead(db: sqlite3.Connection) -> None:
    """WAL where it can be (not on network folders, where the index stays in rollback mode).

    SQLite does not wait with its busy timeout while a file changes its mode: of two programs that open a new
    index at one moment one is told "locked" at once. So the waiting is done here.
    """
    deadline = time.monotonic() + BUSY
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _has_tables(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name='meta'").fetchone() is not None


def _create(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if not _has_tables(db):  # another process may have been quicker
            if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise IndexUnusable("the index file holds something else")
            for statement in _statements():
                db.execute(statement)
            for option in WORDS_OPTIONS.items():
                db.execute("INSERT INTO words(words, rank) VALUES(?,?)", option)
            db.execute("INSERT INTO meta VALUES('schema', ?)", (version(),))
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        # SQLite itself undoes it where the disk is full, and a second error would hide that one
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _statements() -> list[str]:
    return [s for s in re.sub("--.*", "", TABLES).split(";") if s.strip()]


def _check(db: sqlite3.Connection) -> None:
    found = db.execute("SELECT value FROM meta WHERE key='schema'").fetchone()
    if found is None or found[0] != version():
        raise IndexUnusable(
            f"the index is of version {found[0] if found else 'none'}, this program writes {version()}"
        )


def explained(path: Path, error: sqlite3.Error) -> IndexFailed:
    """SQLite's error as ours: damage is IndexUnusable, the rest one line that names the file."""
    said = str(error)
    if "no such module" in said:
        return IndexFailed(f"this Python's SQLite ({sqlite3.sqlite_version}) is built without FTS5")
    if "disk is full" in said:
        return IndexFailed(f"{path}: the disk is full")
    if "locked" in said or "busy" in said:
        return IndexFailed(f"{path}: another program keeps the index locked")
    if "readonly" in said or "unable to open" in said or "disk I/O" in said:
        return IndexFailed(f"{path}: {said}")
    damaged = type(error) is sqlite3.DatabaseError or any(
        s in said for s in ("no such", "malformed", "not a database")
    )
    return IndexUnusable(f"the index is damaged ({said})") if damaged else IndexFailed(f"{path}: {said}")


def identities(path: Path) -> dict[str, str]:
    """{version: id} of the documents whose id is not their text's hash any more, as far as the file can be read.

    Asked before an index is made anew (damaged, or of another version): notes and decisions speak of these ids.
    """
    if not path.exists():
        return {}
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return dict(db.execute("SELECT version, id FROM documents WHERE id <> version").fetchall())
    except (sqlite3.Error, ValueError):  # nothing can be had from it: texts are known by their hash again
        return {}


def remove(path: Path) -> None:
    """Deletes the index file and what SQLite keeps beside it; the file last, so that no new one loses its log."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
