"""The journal's tables, and the way from each version to the next.

`PRAGMA user_version` is the version of the schema, `application_id` says that a file is a journal, and
`meta.oldest_reader` the oldest version of Warraq's schema that may read the file as it stands. A migration is
a list of SQL statements or a function of the connection; all those needed run in one transaction, after a backup.
Every row of value carries its author and, in `acts`, the whole of what was written: what salvage lives on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

APPLICATION_ID = 0x57524151  # "WRAQ"
MARKER = "warraq-journal"  # stands in `meta`, so that even a torn file can be known as ours

Step = Callable[[sqlite3.Connection], None]

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE acts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  verb TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  undone INTEGER NOT NULL DEFAULT 0,
  reverts INTEGER
);
CREATE INDEX acts_author ON acts (author, undone, seq);
CREATE INDEX acts_subject ON acts (kind, subject, seq);
CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  tags TEXT NOT NULL,
  label TEXT NOT NULL,
  state TEXT NOT NULL,
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  modified TEXT NOT NULL,
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  folded TEXT NOT NULL,
  foreign_data TEXT
);
CREATE TABLE note_docs (doc TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (doc, note)) WITHOUT ROWID;
CREATE TABLE placings (
  note TEXT NOT NULL, selector INTEGER NOT NULL, version TEXT NOT NULL,
  answer TEXT NOT NULL, author TEXT NOT NULL, created TEXT NOT NULL,
  PRIMARY KEY (note, selector, version)
) WITHOUT ROWID;
CREATE TABLE decisions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  object TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE stars (author TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (author, doc)) WITHOUT ROWID;
CREATE TABLE doc_tags (doc TEXT NOT NULL, tag TEXT NOT NULL, author TEXT NOT NULL, PRIMARY KEY (doc, tag)) WITHOUT ROWID;
CREATE TABLE read (author TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (author, doc)) WITHOUT ROWID;
CREATE TABLE places (
  author TEXT NOT NULL, collection TEXT NOT NULL, doc TEXT NOT NULL, at INTEGER NOT NULL, turn INTEGER NOT NULL,
  PRIMARY KEY (author, collection)
) WITHOUT ROWID;
CREATE TABLE marks (
  author TEXT NOT NULL, collection TEXT NOT NULL, letter TEXT NOT NULL, doc TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (author, collection, letter)
) WITHOUT ROWID;
CREATE TABLE searches (author TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (author, name)) WITHOUT ROWID;
CREATE TABLE search_history (author TEXT NOT NULL, query TEXT NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (author, query)) WITHOUT ROWID;
CREATE TABLE memory (author TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (author, key)) WITHOUT ROWID;
CREATE TABLE drafts (
  author TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, modified TEXT NOT NULL, PRIMARY KEY (author, key)
);
CREATE TABLE texts (
  doc TEXT NOT NULL, version TEXT NOT NULL, packed BLOB NOT NULL, created TEXT NOT NULL, PRIMARY KEY (doc, version)
);
CREATE TABLE documents (
  doc TEXT PRIMARY KEY, version TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, collection TEXT NOT NULL
);
"""


def _statements(sql: str) -> list[str]:
    return [each.strip() for each in sql.split(";") if each.strip()]


def _first(connection: sqlite3.Connection) -> None:
    for statement in _statements(_FIRST):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('marker', ?)", (MARKER,))


def _steps(connection: sqlite3.Connection) -> None:
    """Acts that were done as one (an import) and are undone as one: the step is the first of them.

    A table of its own: what salvage knows of acts stays as it is, and without it each is undone by itself.
    """
    connection.execute("CREATE TABLE steps (seq INTEGER PRIMARY KEY, step INTEGER NOT NULL)")
    connection.execute("CREATE INDEX steps_step ON steps (step, seq)")


# MIGRATIONS[n] leads from version n to n + 1. Only ever append.
MIGRATIONS: Sequence[Step] = (_first, _steps)
VERSION = len(MIGRATIONS)
OLDEST_READER = 1  # the oldest schema version whose Warraq reads this one's tables rightly


def migrate(connection: sqlite3.Connection, have: int, steps: Sequence[Step] = MIGRATIONS) -> None:
    """The steps from version `have` on, inside the caller's transaction."""
    for step in steps[have:]:
        step(connection)
    connection.execute(
        "INSERT INTO meta VALUES ('oldest_reader', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(OLDEST_READER),),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(steps)}")
