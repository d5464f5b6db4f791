"""Linking across documents, run and stored: entities, events, and which mention is whose."""

from __future__ import annotations

import contextlib
import importlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus import schema
from reader.corpus.pool import analysed_part
from reader.corpus.serial import dump, load_analysis
from reader.corpus.store import unpack
from reader.model import Decision, Known
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.analysis.linking import Linked, LinkInput

    Linker = Callable[[Iterator[LinkInput], Sequence[Decision]], Linked]
else:
    Linker = Callable


def default_linker() -> Linker:
    """`reader.analysis.link`, imported only when it is needed."""
    return importlib.import_module("reader.analysis").link  # type: ignore[no-any-return]  # typed by that module


def link_inputs(db: sqlite3.Connection) -> Iterator[LinkInput]:
    """Every analysed document as linking sees it, in the order of arrival."""
    from reader.analysis.linking import LinkInput

    rows = db.execute(
        "SELECT d.id, t.body, a.body, d.published, d.published_from, d.source"
        " FROM documents d JOIN texts t ON t.doc=d.n JOIN analyses a ON a.doc=d.n ORDER BY d.n"
    )
    for doc, text, body, published, published_from, source in rows:
        known = Known(published_from) if published_from else None
        yield LinkInput(doc, analysed_part(unpack(text)), load_analysis(body), published, known, source)


def link_file(
    path: Path, linker: Linker | None, decisions: Sequence[Decision], generation: str | None
) -> bool:
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

    try:
        store_links(db, linker, decisions, batch)
    except _Overtaken:
        return False
    finally:
        db.close()  # rolls back what was not committed
    return True


class _Overtaken(Exception):
    pass


def store_links(
    db: sqlite3.Connection,
    linker: Linker | None,
    decisions: Sequence[Decision],
    batch: Callable[[], AbstractContextManager[None]],
) -> None:
    """Runs the linking and replaces what was stored, in one transaction."""
    own: dict[str, int] = {}  # how many mentions the analysis of a document found by itself

    def counted() -> Iterator[LinkInput]:
        for each in link_inputs(db):
            own[each.doc] = len(each.analysis.mentions)
            yield each

    linked = (linker or default_linker())(counted(), decisions)
    numbers = {doc: n for n, doc in db.execute("SELECT n, id FROM documents")}
    with batch():
        for table in (
            "entities",
            "entity_names",
            "entity_docs",
            "added",
            "events",
            "event_docs",
            "origins",
            "suggestions",
            "unapplied",
        ):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - fixed names
        _store_entities(db, linked, numbers, own)
        _store_events(db, linked, numbers)
        db.executemany(
            "INSERT INTO origins VALUES(?,?)",
            [
                (numbers[doc], numbers[origin])
                for doc, origin in linked.events.origins.items()
                if doc in numbers and origin in numbers
            ],
        )
        found = (linked.entities, linked.events)
        db.executemany(
            "INSERT INTO suggestions(body) VALUES(?)", [(dump(s),) for f in found for s in f.suggestions]
        )
        db.executemany(
            "INSERT INTO unapplied(body) VALUES(?)", [(dump(u),) for f in found for u in f.unapplied]
        )


def _store_entities(
    db: sqlite3.Connection, linked: Linked, numbers: dict[str, int], own: dict[str, int]
) -> None:
    entity_numbers = {entity.id: n for n, entity in enumerate(linked.entities.entities, 1)}
    places: dict[tuple[int, int], list[int]] = {}
    for (doc, index), entity_id in linked.entities.of.items():
        if doc in numbers and entity_id in entity_numbers:
            places.setdefault((entity_numbers[entity_id], numbers[doc]), []).append(index)
    next_at = dict(own)
    for added in linked.entities.added:
        if added.doc in numbers and added.entity in entity_numbers:
            place = next_at[added.doc]
            next_at[added.doc] = place + 1
            db.execute("INSERT INTO added VALUES(?,?,?)", (numbers[added.doc], place, dump(added.mention)))
            places.setdefault((entity_numbers[added.entity], numbers[added.doc]), []).append(place)
    totals: dict[int, int] = {}
    documents: dict[int, int] = {}
    for (entity, _), at in places.items():
        totals[entity] = totals.get(entity, 0) + len(at)
        documents[entity] = documents.get(entity, 0) + 1
    db.executemany(
        "INSERT INTO entities VALUES(?,?,?,?,?,?)",
        [
            (n, e.id, e.type, dump(e), totals.get(n, 0), documents.get(n, 0))
            for n, e in enumerate(linked.entities.entities, 1)
        ],
    )
    db.executemany(
        "INSERT OR IGNORE INTO entity_names VALUES(?,?)",
        [(fold(name), n) for n, e in enumerate(linked.entities.entities, 1) for name in (e.name, *e.aliases)],
    )
    db.executemany(
        "INSERT INTO entity_docs VALUES(?,?,?)",
        [(entity, doc, ",".join(map(str, sorted(at)))) for (entity, doc), at in sorted(places.items())],
    )


def _store_events(db: sqlite3.Connection, linked: Linked, numbers: dict[str, int]) -> None:
    rows, places = [], []
    for n, event in enumerate(linked.events.events, 1):
        refs = [(numbers[ref.doc], ref.index) for ref in event.mentions if ref.doc in numbers]
        rows.append((n, event.id, event.type, len({doc for doc, _ in refs}), event.date, dump(event)))
        places += [(n, doc, at) for doc, at in refs]
    db.executemany("INSERT INTO events VALUES(?,?,?,?,?,?)", rows)
    db.executemany("INSERT OR IGNORE INTO event_docs VALUES(?,?,?)", places)
