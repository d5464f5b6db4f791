"""A collection at a glance: how much, from when, by whom, about whom, what happened when, what is double."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from reader.corpus.rows import EntityCount
from reader.corpus.serial import load
from reader.model import Entity

_MONTH = re.compile(r"\d{4}-\d{2}")
MOST_ENTITIES = 30


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts are of documents where nothing else is said; months are ISO prefixes in order, those without any left out."""

    documents: int
    characters: int
    longest: str  # a document's id, "" in an empty collection
    first: str | None  # the earliest and latest date of publication known
    last: str | None
    undated: int
    published: tuple[tuple[str, int], ...]  # (month, documents)
    happened: tuple[tuple[str, int], ...]  # (month, events); an interval counts in its first month
    undated_events: int
    sources: tuple[tuple[str, int], ...]  # "" is unknown
    languages: tuple[tuple[str, int], ...]  # "" is unknown
    entities: tuple[EntityCount, ...]  # the most often named, of all types
    duplicates: tuple[tuple[str, ...], ...]  # paths that hold one and the same text
    near_copies: tuple[tuple[str, str], ...]  # (document, the one it is a near-copy of), as ids
    skipped: int


def overview(db: sqlite3.Connection) -> Overview:
    """All of it in a handful of grouped queries."""
    documents, characters, first, last, undated = db.execute(
        "SELECT count(*), coalesce(sum(length), 0), min(published), max(published),"
        " count(*) FILTER (WHERE published IS NULL) FROM documents"
    ).fetchone()
    longest = db.execute("SELECT id FROM documents ORDER BY length DESC, n LIMIT 1").fetchone()
    happened: dict[str, int] = {}
    undated_events = 0
    for date, count in db.execute("SELECT date, count(*) FROM events GROUP BY date"):
        month = _MONTH.match(date or "")
        if month is None:
            undated_events += count
        else:
            happened[month.group()] = happened.get(month.group(), 0) + count
    named = db.execute(
        "SELECT body, total, documents FROM entities ORDER BY total DESC, documents DESC, id LIMIT ?",
        (MOST_ENTITIES,),
    )
    double: dict[int, list[str]] = {}
    for doc, path in db.execute(
        "SELECT doc, path FROM paths WHERE doc IN (SELECT doc FROM paths GROUP BY doc HAVING count(*) > 1) ORDER BY path"
    ):
        double.setdefault(doc, []).append(path)
    return Overview(
        documents=documents,
        characters=characters,
        longest=longest[0] if longest else "",
        first=first,
        last=last,
        undated=undated,
        published=_counted(
            db,
            "SELECT substr(published, 1, 7), count(*) FROM documents WHERE length(published) >= 7 GROUP BY 1 ORDER BY 1",
        ),
        happened=tuple(sorted(happened.items())),
        undated_events=undated_events,
        sources=_counted(
            db, "SELECT coalesce(source, ''), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        languages=_counted(
            db, "SELECT coalesce(language, ''), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        entities=tuple(EntityCount(load(Entity, body), total, total, docs) for body, total, docs in named),
        duplicates=tuple(sorted(tuple(paths) for paths in double.values())),
        near_copies=_near(db),
        skipped=db.execute("SELECT count(*) FROM skipped").fetchone()[0],
    )


def _counted(db: sqlite3.Connection, sql: str) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in db.execute(sql))


def _near(db: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    rows = db.execute(
        "SELECT a.id, b.id FROM origins o JOIN documents a ON a.n=o.doc JOIN documents b ON b.n=o.origin"
        " WHERE o.doc <> o.origin ORDER BY b.path_key, a.path_key"
    )
    return tuple((doc, origin) for doc, origin in rows)
