"""Linking across documents, run over the index and written into it in one transaction."""

from __future__ import annotations

import contextlib
import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus import schema
from reader.corpus.linking.linkable import digest
from reader.corpus.linking.pending import Pending
from reader.corpus.serial import dump
from reader.model import Decision

if TYPE_CHECKING:
    from reader.analysis.linking import Suggestion
    from reader.corpus.linking.entities import EntityRun
    from reader.corpus.linking.events import EventRun


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
            raise Overtaken
        yield
        db.execute("COMMIT")

    try:
        store_links(db, decisions, batch, keep=generation is not None)
    except Overtaken:
        return False
    finally:
        db.close()  # rolls back what was not committed
    return True


@contextlib.contextmanager
def _no_cycles() -> Iterator[None]:
    """Linking makes millions of objects and no cycles: looking for some would take a quarter of its time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


class Overtaken(Exception):
    """The index was linked by somebody else meanwhile."""


def store_links(
    db: sqlite3.Connection,
    decisions: Sequence[Decision],
    batch: Callable[[], AbstractContextManager[None]],
    *,
    keep: bool = True,
    few: bool = False,
) -> None:
    """Runs the linking and writes what came out otherwise than before, in one transaction.

    `keep`: whether names are put down, so that the next run can go over those that changed alone. `few`: raises TooMuch, and
    nothing is stored, where that cannot be done now.
    """
    from reader.corpus.linking.delta import EntityDelta
    from reader.corpus.linking.event_delta import EventDelta
    from reader.corpus.linking.keeping import EMPTY
    from reader.corpus.linking.offering import best

    with _no_cycles(), Pending(db) as pending:
        db.execute("BEGIN")  # one picture of the index, whatever is written meanwhile
        try:
            kept = _kept(db)
            entities = _entities(db, pending, decisions, kept, keep=keep, few=few)
            events = _events(db, pending, decisions, entities, few=few)
            roles = entities.roles()
        finally:
            if db.in_transaction:  # else SQLite itself has undone it, and what it said then is the error
                db.execute("COMMIT")
        numbers = entities.numbers
        with batch():
            if keep and _kept(db) != kept:
                raise Overtaken
            if not isinstance(entities, EntityDelta):
                for statement in EMPTY:
                    db.execute(statement)
            pending.write()
            if entities.keep:
                number = int((kept or "|0").rpartition("|")[2]) + 1
                db.execute("REPLACE INTO meta VALUES('names', ?)", (f"{_made_by(db)}|{number}",))
            if isinstance(entities, EntityDelta):
                entities.suggestions = best(db)
            if events.rules:
                db.execute("REPLACE INTO meta VALUES('grouped', ?)", (events.rules,))
            else:
                db.execute("DELETE FROM meta WHERE key='grouped'")
            if isinstance(events, EventDelta):
                events.suggestions = events.offers()
            if roles.docs is None:
                db.execute("DELETE FROM roles")
            else:
                db.executemany("DELETE FROM roles WHERE doc=?", [(number,) for number in roles.docs])
            _suggest(db, (*entities.suggestions, *events.suggestions))
            db.execute("DELETE FROM unapplied")
            db.executemany(
                "INSERT INTO roles VALUES(?,?,?,?)",
                [(numbers[each.doc], each.index, each.entity, dump(each)) for each in roles.links],
            )
            db.executemany(
                "INSERT INTO unapplied(body) VALUES(?)",
                [(dump(each),) for each in (*entities.unapplied, *events.unapplied)],
            )


def _suggest(db: sqlite3.Connection, suggestions: Sequence[Suggestion]) -> None:
    """Writes what is suggested where it is not what was suggested before."""
    mark = digest(f"{each.a} {each.b} {each.why} {each.score!r}" for each in suggestions)
    held = db.execute("SELECT value FROM meta WHERE key='suggested'").fetchone()
    (count,) = db.execute("SELECT count(*) FROM suggestions").fetchone()
    if held is not None and held[0] == mark and count == len(suggestions):
        return
    db.execute("DELETE FROM suggestions")
    db.executemany("INSERT INTO suggestions(body) VALUES(?)", [(dump(each),) for each in suggestions])
    db.execute("REPLACE INTO meta VALUES('suggested', ?)", (mark,))


def _made_by(db: sqlite3.Connection) -> str:
    """What the rows of documents were made by, as the index says."""
    row = db.execute("SELECT value FROM meta WHERE key='analyser'").fetchone()
    return "" if row is None else str(row[0])


def _kept(db: sqlite3.Connection) -> str | None:
    """By what the names that were kept were made, and by which run; None where none are."""
    row = db.execute("SELECT value FROM meta WHERE key='names'").fetchone()
    return None if row is None else str(row[0])


def _entities(
    db: sqlite3.Connection,
    pending: Pending,
    decisions: Sequence[Decision],
    kept: str | None,
    *,
    keep: bool,
    few: bool,
) -> EntityRun:
    """A run over the names that changed where that can be, else over all of them."""
    from reader.analysis.entities.decisions import concerns
    from reader.corpus.linking.changed import TooMuch
    from reader.corpus.linking.delta import EntityDelta
    from reader.corpus.linking.entities import EntityRun

    heard = any(map(concerns, decisions))
    if keep and kept is not None and not heard and kept.rpartition("|")[0] == _made_by(db):
        entities: EntityRun = EntityDelta(db, pending)
        try:
            entities.run()
            return entities
        except TooMuch:
            if few:
                raise
        pending.forget()
    if few:
        raise TooMuch
    entities = EntityRun(db, pending, decisions, keep=keep and not heard)
    entities.run()
    return entities


def _events(
    db: sqlite3.Connection, pending: Pending, decisions: Sequence[Decision], entities: EntityRun, *, few: bool
) -> EventRun:
    """The same for events, where the entities went over what changed alone."""
    from reader.corpus.linking.changed import TooMuch
    from reader.corpus.linking.delta import EntityDelta
    from reader.corpus.linking.event_delta import EventDelta
    from reader.corpus.linking.events import EVENT_TABLES, EventRun

    if isinstance(entities, EntityDelta):
        events: EventRun = EventDelta(db, pending, decisions, entities)
        try:
            events.run()
            return events
        except TooMuch:
            if few:
                raise
        pending.forget(EVENT_TABLES)
    events = EventRun(db, pending, decisions, entities)
    events.run()
    return events
