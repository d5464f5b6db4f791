"""Linking across documents, run over the index and written into it in one transaction."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from reader.corpus import schema
from reader.corpus.linking.pending import Pending
from reader.corpus.serial import dump
from reader.model import Decision


def link_file(path: Path, decisions: Sequence[Decision], generation: str | None) -> bool:
    """`store_links` in a process of its own, on a connection of its own.

    False, and nothing stored, where the index went on to another generation meanwhile (its refresh was cancelled
    and another one ran). Without a generation it is stored whatever happened.
    """
    db = schema.connect(path)

    @contextlib.contextmanager
    def batch() -> Iterator[None]:
        db.execute("BEGIN IMMEDIATE")
        row = db.execute("SELECT value FROM meta WHERE key='generation'").fetchone()
        if generation is not None and (row[0] if row else None) != generation:
            raise _Overtaken
        yield
        db.execute("COMMIT")

    gc.disable()  # this process makes millions of objects and no cycles: looking for some takes a quarter of its time
    try:
        store_links(db, decisions, batch)
    except _Overtaken:
        return False
    finally:
        db.close()  # rolls back what was not committed
        gc.enable()
    return True


class _Overtaken(Exception):
    pass


def store_links(
    db: sqlite3.Connection,
    decisions: Sequence[Decision],
    batch: Callable[[], AbstractContextManager[None]],
) -> None:
    """Runs the linking and writes what came out otherwise than before, in one transaction."""
    from reader.corpus.linking.entities import EntityRun
    from reader.corpus.linking.events import EventRun

    with Pending(db) as pending:
        db.execute("BEGIN")  # one picture of the index, whatever is written meanwhile
        try:
            entities = EntityRun(db, pending, decisions)
            entities.run()
            events = EventRun(db, pending, decisions, entities)
            events.run()
            roles = entities.roles()
        finally:
            db.execute("COMMIT")
        numbers = entities.numbers
        with batch():
            pending.write()
            db.execute("DELETE FROM origins")
            db.execute("DELETE FROM roles")
            db.execute("DELETE FROM suggestions")
            db.execute("DELETE FROM unapplied")
            db.executemany(
                "INSERT INTO origins VALUES(?,?)",
                [(numbers[doc], numbers[origin]) for doc, origin in events.origins.items()],
            )
            db.executemany(
                "INSERT INTO roles VALUES(?,?,?,?)",
                [(numbers[each.doc], each.index, each.entity, dump(each)) for each in roles],
            )
            db.executemany(
                "INSERT INTO suggestions(body) VALUES(?)",
                [(dump(each),) for each in (*entities.suggestions, *events.suggestions)],
            )
            db.executemany(
                "INSERT INTO unapplied(body) VALUES(?)",
                [(dump(each),) for each in (*entities.unapplied, *events.unapplied)],
            )
