"""What documents share: entities and events, the rare ones first. Counted from the index when asked."""

from __future__ import annotations

import math
import sqlite3
from itertools import combinations

from reader.model import Link

ALL_PAIRS = 300  # documents up to which every pair is listed; beyond, each document's best
BEST = 20  # links of one document that are listed beyond that
EVENT_WEIGHT = 3.0  # to report the same happening ties two articles more than to name the same place
RARE = 50  # documents: the most that may share a thing where links of all documents are listed
NEIGHBOURS = 200  # links of one document in a collection beyond ALL_PAIRS, where no limit is asked
COMMON = 2000  # documents: who is named in more is found through search, not through links


# For the entities and the events: the things of one document that others have too, who else has one, all of them.
# Of what is equally rare, people and bodies (PER, ORG) tell more than places (LOC), and what is named often more than what is once.
_MINE = (
    "SELECT DISTINCT t.n, t.id, t.documents FROM entity_docs p JOIN entities t ON t.n=p.entity"
    " WHERE p.doc=? AND t.documents BETWEEN 2 AND ? ORDER BY t.documents, t.type DESC, t.total DESC, t.id",
    "SELECT DISTINCT t.n, t.id, t.documents FROM event_docs p JOIN events t ON t.n=p.event"
    " WHERE p.doc=? AND t.documents BETWEEN 2 AND ? ORDER BY t.documents, t.id",
)
_OTHERS = (
    "SELECT DISTINCT doc FROM entity_docs WHERE entity=? AND doc<>?",
    "SELECT DISTINCT doc FROM event_docs WHERE event=? AND doc<>?",
)
_SHARED = (
    "SELECT DISTINCT t.documents, t.id, p.doc FROM entity_docs p JOIN entities t ON t.n=p.entity"
    " WHERE t.documents > 1 ORDER BY t.documents, t.type DESC, t.total DESC, t.id",
    "SELECT DISTINCT t.documents, t.id, p.doc FROM event_docs p JOIN events t ON t.n=p.event"
    " WHERE t.documents > 1 ORDER BY t.documents, t.id",
)
_WEIGHTS = (1.0, EVENT_WEIGHT)


def links_of(db: sqlite3.Connection, number: int | None, limit: int | None) -> list[Link]:
    """Links of the document with this row number, or between all; best first. `limit` cuts the list."""
    total = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    if number is not None:
        if limit is None and total > ALL_PAIRS:
            limit = NEIGHBOURS
        return _around(db, number, total, limit, max(COMMON, total // 20))
    if total <= ALL_PAIRS:
        return _between_all(db, total)[:limit]
    found: dict[tuple[str, str], Link] = {}
    for (each,) in db.execute("SELECT n FROM documents ORDER BY n").fetchall():
        for link in _around(db, each, total, BEST, RARE):
            a, b = sorted((link.a, link.b))
            found.setdefault((a, b), Link(a, b, link.entities, link.events, link.score))
    return sorted(found.values(), key=_best_first)[:limit]


def _best_first(link: Link) -> tuple[float, str, str]:
    return -link.score, link.a, link.b


def _rarity(documents: int, total: int) -> float:
    """Inverse document frequency, never quite 0: two articles of three share something even if all three do."""
    return math.log((1 + total) / documents)


def _around(db: sqlite3.Connection, number: int, total: int, limit: int | None, most: int) -> list[Link]:
    """Links of one document by what at most `most` documents share."""
    shared: dict[int, tuple[list[tuple[float, str]], list[tuple[float, str]]]] = {}
    for kind, weight in enumerate(_WEIGHTS):
        for thing, thing_id, documents in db.execute(_MINE[kind], (number, most)).fetchall():
            value = weight * _rarity(documents, total)
            for (other,) in db.execute(_OTHERS[kind], (thing, number)):
                shared.setdefault(other, ([], []))[kind].append((value, thing_id))
    scored = sorted(
        ((sum(v for v, _ in e + x), doc) for doc, (e, x) in shared.items()), key=lambda s: (-s[0], s[1])
    )
    (here,) = db.execute("SELECT id FROM documents WHERE n=?", (number,)).fetchone()
    links = []
    for score, other in scored[:limit]:
        row = db.execute("SELECT id FROM documents WHERE n=?", (other,)).fetchone()
        if row is not None:
            entities, events = shared[other]
            links.append(
                Link(
                    here, row[0], tuple(i for _, i in entities), tuple(i for _, i in events), round(score, 4)
                )
            )
    return links


def _between_all(db: sqlite3.Connection, total: int) -> list[Link]:
    ids = dict(db.execute("SELECT n, id FROM documents").fetchall())
    found: dict[tuple[str, str], tuple[list[tuple[float, str]], list[tuple[float, str]]]] = {}
    for kind, weight in enumerate(_WEIGHTS):
        groups: dict[tuple[int, str], list[str]] = {}
        for documents, thing_id, doc in db.execute(_SHARED[kind]).fetchall():
            groups.setdefault((documents, thing_id), []).append(ids[doc])
        for (documents, thing_id), docs in groups.items():
            value = weight * _rarity(documents, total)
            for a, b in combinations(sorted(docs), 2):
                found.setdefault((a, b), ([], []))[kind].append((value, thing_id))
    links = [
        Link(a, b, tuple(i for _, i in e), tuple(i for _, i in x), round(sum(v for v, _ in e + x), 4))
        for (a, b), (e, x) in found.items()
    ]
    return sorted(links, key=_best_first)
