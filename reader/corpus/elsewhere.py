"""What texts on one matter count otherwise than an event does, looked up for the events that are looked at.

Kept out of linking: an event then hangs on its own reports alone, and what other texts count is asked for with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from reader.analysis.elsewhere import ON_ONE_MATTER, with_figures_elsewhere
from reader.analysis.linking import opening
from reader.corpus import serial
from reader.model import Event, Figure

# The figures of the events asked for, beside those of one unit in documents that share another event (or the same) with theirs.
_MEETING = (
    "SELECT DISTINCT f.rowid, f.doc, f.body, g.rowid, g.doc, g.body"
    " FROM events e JOIN event_docs p ON p.event=e.n JOIN figures f ON f.doc=p.doc AND f.at=p.at"
    " JOIN event_docs x ON x.doc=p.doc"
    " JOIN events s ON s.n=x.event AND s.documents BETWEEN 2 AND ?2 AND NOT s.hypothetical"
    " JOIN event_docs y ON y.event=s.n AND y.doc<>p.doc"
    " JOIN figures g ON g.doc=y.doc AND g.unit=f.unit AND g.body<>f.body"
    " WHERE e.id IN (SELECT value FROM json_each(?1))"
)
_CALLED = (
    "SELECT d.n, d.id, coalesce(d.source, ''), CASE WHEN d.source IS NULL THEN substr(t.body, 1, 400) ELSE '' END"
    " FROM documents d JOIN texts t ON t.doc=d.n WHERE d.n IN (SELECT value FROM json_each(?))"
)


def with_elsewhere(db: sqlite3.Connection, events: Sequence[Event]) -> list[Event]:
    """The events, in their order, with the counts that other texts of their matter give otherwise."""
    met = db.execute(_MEETING, (json.dumps([each.id for each in events]), ON_ONE_MATTER)).fetchall()
    if not met:
        return list(events)
    rows: dict[int, tuple[int, bytes]] = {}
    near: dict[int, set[int]] = defaultdict(set)
    for mine, doc, body, theirs, other, other_body in met:
        rows[mine], rows[theirs] = (doc, body), (other, other_body)
        near[doc].add(other)
    ids, outlets = {}, {}
    for number, doc_id, source, text in db.execute(
        _CALLED, (json.dumps(sorted({n for n, _ in rows.values()})),)
    ):
        ids[number] = doc_id
        outlets[doc_id] = source or opening(bytes(text).decode("utf-8", "ignore"))  # cut inside a character
    figures: dict[str, list[Figure]] = defaultdict(list)
    for _, (doc, body) in sorted(rows.items()):
        figures[ids[doc]].append(serial.load(Figure, body))
    beside = {ids[doc]: {ids[each] for each in others} for doc, others in near.items()}
    return with_figures_elsewhere(events, figures, beside, outlets)
