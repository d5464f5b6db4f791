"""Decisions: the user's word on the analysis. Appended, undone, never taken out."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable

from reader.journal.acts import ActLog, State, Step, Thing
from reader.journal.errors import UnknownNote
from reader.journal.notes import storable
from reader.journal.wire import decision_from, decision_object
from reader.model import Decision


class Decisions(ActLog):
    """Everybody's decisions in the order they were made."""

    def decide(
        self, kind: str, subject: str, object: str = "", value: str = "", reason: str = ""
    ) -> Decision:
        """A decision written down; on disk when this returns."""
        (decision,) = self.decide_each(kind, subject, (object,), value, reason)
        return decision

    def decide_each(
        self, kind: str, subject: str, objects: Iterable[str], value: str = "", reason: str = ""
    ) -> list[Decision]:
        """One decision for each object, all on disk when this returns or none; they are undone as one."""
        made = [
            Decision(
                id=str(uuid.uuid4()),
                kind=kind,
                subject=storable(subject),
                object=storable(each),
                value=storable(value),
                reason=storable(reason),
                author=self.author,
                created=self._store.now(),
            )
            for each in objects
        ]
        step = Step() if len(made) > 1 else None
        with self._store.write() as connection:
            for decision in made:
                put_decision(connection, decision)
                state = decision_object(decision)
                self._record(connection, "decide", "decision", decision.id, None, state, step)
        return made

    def undo_decision(self, id: str) -> Decision:
        """The decision struck out, whoever made it; it stays in the list of `decisions(include_undone=True)`."""
        return self._strike(id, True)

    def restore_decision(self, id: str) -> Decision:
        """A decision that was struck out in force again, in its old place in the order."""
        return self._strike(id, False)

    def _strike(self, id: str, undone: bool) -> Decision:
        with self._store.write() as connection:
            before = _get(connection, id)
            if before is None:
                raise UnknownNote(f"{self._store.path}: no decision {id}")
            if before.undone != undone:
                connection.execute("UPDATE decisions SET undone = ? WHERE id = ?", (int(undone), id))
                after = _get(connection, id)
                assert after is not None
                verb = "undo-decision" if undone else "restore-decision"
                self._record(
                    connection, verb, "decision", id, decision_object(before), decision_object(after)
                )
                return after
        return before

    def decisions(self, include_undone: bool = False) -> list[Decision]:
        """Decisions in force (or all), in the order they were made."""
        where = "" if include_undone else "WHERE undone = 0 "
        with self._store.read() as connection:
            rows = connection.execute(f"SELECT * FROM decisions {where}ORDER BY seq").fetchall()  # noqa: S608 - two constants
        return [_decision(row) for row in rows]


def put_decision(connection: sqlite3.Connection, decision: Decision) -> None:
    """A decision's row, inside the caller's transaction."""
    connection.execute(
        """INSERT INTO decisions (id, kind, subject, object, value, reason, author, created, undone)
           VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET undone = excluded.undone""",
        (
            decision.id,
            decision.kind,
            decision.subject,
            decision.object,
            decision.value,
            decision.reason,
            decision.author,
            decision.created,
            int(decision.undone),
        ),
    )


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        row["id"],
        row["kind"],
        row["subject"],
        row["object"],
        row["value"],
        row["reason"],
        row["author"],
        row["created"],
        bool(row["undone"]),
    )


def _get(connection: sqlite3.Connection, id: str) -> Decision | None:
    row = connection.execute("SELECT * FROM decisions WHERE id = ?", (id,)).fetchone()
    return None if row is None else _decision(row)


def _read_state(connection: sqlite3.Connection, id: str) -> State:
    found = _get(connection, id)
    return None if found is None else decision_object(found)


def _write_state(connection: sqlite3.Connection, id: str, state: State) -> None:
    if state is not None and _get(connection, id) is None:
        put_decision(connection, decision_from(state))
    connection.execute("UPDATE decisions SET undone = ? WHERE id = ?", (int(_struck(state)), id))


def _struck(state: State) -> bool:
    """A decision before it was made and one struck out are the same: nothing else about it ever changes."""
    return state is None or bool(state["undone"])


DECISION = Thing(_read_state, _write_state, lambda one, other: _struck(one) == _struck(other))
