"""The log of acts: who did what, undo and redo, and what others have done since.

Every change of notes, decisions, stars, tags and marks is one act, with the state before and after as JSON.
Undo writes the state before back, as an act of its own; it is the author's own last act that is undone, and only
while nobody else has changed the same thing since.
"""

from __future__ import annotations

import json
import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import eq
from typing import Any

from reader.journal.desk import Desk
from reader.journal.errors import CannotUndo
from reader.journal.saying import said
from reader.lazy_dataclass import dataclass

State = Any  # what json.loads gives; None where the thing is not there
# One per kind of thing: the state that stands now, and putting another in its place.
Reader = Callable[[sqlite3.Connection, str], State]
Writer = Callable[[sqlite3.Connection, str, State], None]

DONE, UNDONE, PAST = 0, 1, 2  # acts.undone: stands, undone and may be redone, undone for good


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log. `verb` is add, edit, delete, decide, star, ...; `kind` says what `subject` is the key of."""

    seq: int
    author: str
    created: str
    verb: str
    kind: str
    subject: str
    size: int = 1  # acts that were undone (or done again) with it, itself included: those of one import


@dataclass(frozen=True, slots=True)
class Changes:
    """Who did something to which kind of thing since a token; ask again with the new `token`."""

    token: int
    who: frozenset[tuple[str, str]]  # (author, kind): one, however many thousand acts they are


class Step:
    """Acts that are undone as one, for as long as they are being done. `first` is the number of the first."""

    def __init__(self) -> None:
        self.first = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """How things of one kind are read and put back, and when two states of one are the same for its author."""

    read: Reader
    write: Writer
    same: Callable[[State, State], bool] = eq


class ActLog(Desk):
    """Acts recorded and undone; the other desks say how their things are put back."""

    @abstractmethod
    def _things(self) -> Mapping[str, Thing]:
        """One entry for each kind of thing that acts are about."""

    def _record(
        self,
        connection: sqlite3.Connection,
        verb: str,
        kind: str,
        subject: str,
        before: State,
        after: State,
        step: Step | None = None,
    ) -> None:
        """An act of this author, inside the caller's transaction; what was undone before can't be redone any more.

        Acts of one `step` are undone together.
        """
        if step is None or not step.first:
            sql = "UPDATE acts SET undone = ? WHERE author = ? AND undone = ?"
            connection.execute(sql, (PAST, self.author, UNDONE))
        seq = self._log(connection, verb, kind, subject, before, after, None)
        if step is not None:
            step.first = step.first or seq
            connection.execute("INSERT INTO steps VALUES (?, ?)", (seq, step.first))

    def _log(
        self,
        connection: sqlite3.Connection,
        verb: str,
        kind: str,
        subject: str,
        before: State,
        after: State,
        reverts: int | None,
    ) -> int:
        """The act written down; its number."""
        done = connection.execute(
            "INSERT INTO acts (author, created, verb, kind, subject, before, after, reverts) VALUES (?,?,?,?,?,?,?,?)",
            (self.author, self._store.now(), verb, kind, subject, _packed(before), _packed(after), reverts),
        )
        return done.lastrowid or 0

    def undo(self) -> Act | None:
        """The author's last act undone, an import whole; None where there is nothing to undo.

        Raises CannotUndo where somebody has changed the same thing since (of an import, what was changed since stays
        and the rest is undone); the next call goes on to the act before.
        """
        return self._turn_back("undo")

    def redo(self) -> Act | None:
        """The act undone last done again; None where there is none. Raises CannotUndo."""
        return self._turn_back("redo")

    def _turn_back(self, verb: str) -> Act | None:
        with self._store.write() as connection:
            row = connection.execute(
                _LAST if verb == "undo" else _NEXT, (self.author, DONE if verb == "undo" else UNDONE)
            ).fetchone()
            if row is None:
                return None
            rows = _whole_step(connection, row)
            blocked = [each for each in rows if not self._turn_one(connection, verb, each)]
        act = replace(_act(row), size=len(rows))
        if not blocked:
            return act
        if len(rows) == 1:
            raise CannotUndo(
                said("somebody has changed this since {time}; it was left as it is", time=act.created)
            )
        raise CannotUndo(
            said(
                "{n} of {total} were changed by somebody since {time}; those were left as they are",
                time=act.created,
                n=len(blocked),
                total=len(rows),
            )
        )

    def _turn_one(self, connection: sqlite3.Connection, verb: str, row: sqlite3.Row) -> bool:
        """One act undone or done again, inside the caller's transaction; False where somebody was there since."""
        thing = self._things()[row["kind"]]
        before, after = _unpacked(row["before"]), _unpacked(row["after"])
        expected, wanted = (after, before) if verb == "undo" else (before, after)
        found = thing.read(connection, row["subject"])
        blocked = not thing.same(found, expected)
        if not blocked:
            thing.write(connection, row["subject"], wanted)
            now = thing.read(connection, row["subject"])
            self._log(connection, verb, row["kind"], row["subject"], found, now, row["seq"])
        connection.execute(
            "UPDATE acts SET undone = ? WHERE seq = ?",
            (PAST if blocked else UNDONE if verb == "undo" else DONE, row["seq"]),
        )
        return not blocked

    def changes_since(self, token: int | None = None) -> Changes:
        """What everybody did after the token; with None only the token that stands now."""
        with self._store.read() as connection:
            top = connection.execute("SELECT max(seq) FROM acts").fetchone()[0] or 0
            if token is None or top <= token:
                return Changes(top, frozenset())
            sql = "SELECT DISTINCT author, kind FROM acts WHERE seq > ? AND seq <= ?"
            rows = connection.execute(sql, (token, top)).fetchall()
        return Changes(top, frozenset((author, kind) for author, kind in rows))

    def history(self, kind: str, subject: str) -> Sequence[tuple[Act, State]]:
        """Everything done to one thing, oldest first, with the state that each act left."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT * FROM acts WHERE kind = ? AND subject = ? ORDER BY seq", (kind, subject)
            ).fetchall()
        return [(_act(row), _unpacked(row["after"])) for row in rows]


_LAST = "SELECT * FROM acts WHERE author = ? AND undone = ? AND reverts IS NULL ORDER BY seq DESC LIMIT 1"
_NEXT = "SELECT * FROM acts WHERE author = ? AND undone = ? AND reverts IS NULL ORDER BY seq LIMIT 1"


def _whole_step(connection: sqlite3.Connection, row: sqlite3.Row) -> list[sqlite3.Row]:
    """The acts that are turned back with one (itself, where it is no part of a step), in the order to do it."""
    found = connection.execute("SELECT step FROM steps WHERE seq = ?", (row["seq"],)).fetchone()
    if found is None:
        return [row]
    order = "DESC" if row["undone"] == DONE else "ASC"
    sql = f"""SELECT acts.* FROM steps JOIN acts ON acts.seq = steps.seq
              WHERE step = ? AND acts.author = ? AND undone = ? ORDER BY acts.seq {order}"""  # noqa: S608 - two constants
    return connection.execute(sql, (found["step"], row["author"], row["undone"])).fetchall()


def _act(row: sqlite3.Row) -> Act:
    return Act(row["seq"], row["author"], row["created"], row["verb"], row["kind"], row["subject"])


def _packed(state: State) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False, sort_keys=True)


def _unpacked(state: str | None) -> State:
    return None if state is None else json.loads(state)
