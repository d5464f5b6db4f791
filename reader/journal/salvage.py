"""A torn journal: everything readable saved into a new one.

Three sources, best first: what SQL still reaches; what stands in the file's pages whether or not anything leads
there (reader.journal.pages), above all the log of acts, whose rows are whole notes; and the newest sound backup
for what neither has. What comes from where is said in the report.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reader.journal import backups, schema, shelf
from reader.journal.decisions import put_decision
from reader.journal.merging import ACT_COLUMNS, TABLES, Gathered, gather, pour
from reader.journal.notes import put_note
from reader.journal.pages import rows_in_pages
from reader.journal.saying import Said, said
from reader.journal.shapes import TELLING, is_act
from reader.journal.wire import decision_from, note_from
from reader.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a salvage. `torn` names what SQL could not read to its end; `backup` is the copy drawn on."""

    notes: int
    decisions: int
    from_backup: int
    torn: tuple[str, ...]
    backup: Path | None

    def said(self) -> Said:
        """One sentence for the user."""
        if self.backup is not None and self.from_backup:
            return said(
                "{notes} notes and {decisions} decisions were saved, {n} of them from the backup {backup}",
                notes=self.notes,
                decisions=self.decisions,
                n=self.from_backup,
                backup=self.backup.name,
            )
        return said(
            "{notes} notes and {decisions} decisions were saved", notes=self.notes, decisions=self.decisions
        )


def salvage(damaged: Path, journal: Path, into: sqlite3.Connection) -> Report:
    """Everything readable of `damaged` poured into `into`, a new empty journal; `journal` is whose backups to use."""
    found = Gathered()
    torn = _by_sql(damaged, found)
    _by_pages(damaged, found)
    mine = _count(found)
    backup = None
    for each in reversed(backups.backups(journal)):
        if not _by_sql(each.path, rest := Gathered()):
            backup = each.path
            _fill(found, rest)
            break
    into.execute("BEGIN IMMEDIATE")
    pour(found, into)
    _restore_states(found, into)
    into.execute("COMMIT")
    notes = into.execute("SELECT count(*) FROM notes WHERE deleted = 0").fetchone()[0]
    decisions = into.execute("SELECT count(*) FROM decisions").fetchone()[0]
    return Report(notes, decisions, _count(found) - mine, tuple(torn), backup)


def _count(found: Gathered) -> int:
    notes = {key[0] for key in found.tables["notes"]} | set(found.note_states())
    decisions = {key[0] for key in found.tables["decisions"]} | set(found.decision_states())
    return len(notes) + len(decisions)


def _by_sql(path: Path, found: Gathered) -> list[str]:
    """Rows that SQL reaches; the tables that it could not read whole."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return ["everything"]
    try:
        return gather(connection, found)
    finally:
        connection.close()


def _fill(found: Gathered, rest: Gathered) -> None:
    """What only the backup has, but not what was deleted since it was made."""
    states = found.note_states()
    for name in TABLES:
        rows = rest.tables[name].values()
        found.add(name, [row for row in rows if name != "notes" or row[0] not in states])
    found.add_acts(rest.acts.items())


def _restore_states(found: Gathered, into: sqlite3.Connection) -> None:
    """Notes and decisions whose own row is lost or old, from the log of acts."""
    for id, state in found.note_states().items():
        row = into.execute("SELECT revision, deleted FROM notes WHERE id = ?", (id,)).fetchone()
        if state is None:
            into.execute("UPDATE notes SET deleted = 1 WHERE id = ?", (id,))
        elif row is None or state["revision"] > row[0] or row[1]:
            put_note(into, note_from(state))
    for id, state in found.decision_states().items():
        if (
            state is not None
            and into.execute("SELECT 1 FROM decisions WHERE id = ?", (id,)).fetchone() is None
        ):
            put_decision(into, decision_from(state))
    for (kind, subject), state in found.last_states().items():
        if kind in shelf.THINGS:
            shelf.THINGS[kind].write(into, subject, state)


# -- rows told by their shape -----------------------------------------------------


def _by_pages(path: Path, found: Gathered) -> None:
    for rowid, row in rows_in_pages(path):
        if len(row) == len(ACT_COLUMNS) + 1 and row[0] is None and is_act(row[1:]):
            found.add_acts([(rowid, row[1:])])
            continue
        for table, fits in TELLING.items():
            columns = TABLES[table][0]
            # An INTEGER PRIMARY KEY stands as NULL in the record, its value being the rowid.
            own = row[1:] if table == "decisions" else row
            if len(own) == len(columns) and fits(own):
                found.add(table, [own])
                break


def looks_like_ours(path: Path) -> bool:
    """True where a file that SQLite cannot open bears the marks of a journal, in itself or in its log."""
    for each in (path, path.with_name(f"{path.name}-wal")):
        data = each.read_bytes() if each.exists() else b""
        if schema.MARKER.encode() in data or all(mark in data for mark in _MARKS):
            return True
    data = path.read_bytes()
    if data[:16] == b"SQLite format 3\0" and data[68:72] == schema.APPLICATION_ID.to_bytes(4, "big"):
        return True
    left = data.rstrip(b"\0")
    # No more than a piece of header, or nothing at all: no other program has lost anything here either.
    return (
        bool(backups.backups(path)) or not left or (left.startswith(b"SQLite format 3") and len(left) <= 100)
    )


_MARKS = (b'"selectors": [', b'"revision": ', b'"created": "')  # in the log of acts, whatever else is gone
