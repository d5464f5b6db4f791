"""Notes and decisions brought in from outside: never twice, never over what was written here.

A note is known by its id. One that is here already is compared by content: the same, or an earlier state of ours,
changes nothing; a later state of ours is taken; where both sides wrote, both are kept, the newcomer as a note whose id
follows from its content, so that the next import finds it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace

from reader.journal.acts import ActLog, Step
from reader.journal.decisions import put_decision
from reader.journal.errors import UnknownNote
from reader.journal.notes import clean_tags, label_of_copy, put_note, storable
from reader.journal.wire import decision_object, note_from, note_object, target_object
from reader.lazy_dataclass import dataclass
from reader.model import Decision, Note

STATES = 50  # states of a note that an export tells
BATCH = 200  # notes a transaction: others wait no longer than for these


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note from outside.

    `states` are the fingerprints of the states it went through before this one, as far as they are told: where one
    of them is a state of ours, it is known what was changed since. `foreign` is what came with it that we have no
    field for: kept, and written out again.
    """

    note: Note
    states: frozenset[str] = frozenset()
    foreign: str | None = None


@dataclass
class ImportReport:
    """What came of an import. `problems` are lines that name what could not be taken, or only in part."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept_both: int = 0
    deleted_here: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How much of it was understood, new or not."""
        return self.added + self.changed + self.same + self.kept_both + self.deleted_here

    def __str__(self) -> str:
        said = [f"{self.added} added", f"{self.changed} changed", f"{self.same} already here"]
        if self.kept_both:
            said.append(f"{self.kept_both} changed on both sides, both kept")
        if self.deleted_here:
            said.append(f"{self.deleted_here} deleted here before and left so")
        if self.problems:
            said.append(f"{len(self.problems)} problems")
        return ", ".join(said)


def fingerprint(note: Note) -> str:
    """A short hash of what a person sees of a note: words, tags, label, state and what it is about."""
    seen = [note.body, list(note.tags), note.label, note.state.value, target_object(note.target)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


class Imports(ActLog):
    """Taking in what was written elsewhere. One import is undone as one."""

    _step: Step | None = None

    @contextmanager
    def as_one_step(self) -> Iterator[Step]:
        """What is taken in inside the block is undone together, however many files and kinds it comes from."""
        outer = self._step
        self._step = outer or Step()
        try:
            yield self._step
        finally:
            self._step = outer

    def take_notes(self, incoming: Iterable[Incoming], *, restore: bool = False) -> ImportReport:
        """Notes taken in. One that was deleted here stays deleted, unless `restore` says to bring it back."""
        report = ImportReport()
        waiting = list(incoming)
        with self.as_one_step() as step:
            for start in range(0, len(waiting), BATCH):
                with self._store.write() as connection:
                    for each in waiting[start : start + BATCH]:
                        self._take(connection, each, restore, report, step)
        return report

    def _take(
        self,
        connection: sqlite3.Connection,
        incoming: Incoming,
        restore: bool,
        report: ImportReport,
        step: Step,
    ) -> None:
        note = incoming.note
        note = replace(note, body=storable(note.body), label=storable(note.label), tags=clean_tags(note.tags))
        row = connection.execute("SELECT deleted, revision FROM notes WHERE id = ?", (note.id,)).fetchone()
        if row is None or (row["deleted"] and restore):
            revision = max(note.revision, row["revision"] + 1 if row else 1)
            self._put(connection, None, replace(note, revision=revision), incoming.foreign, step)
            report.added += 1
            return
        if row["deleted"]:
            report.deleted_here += 1
            return
        states = [note_from(json.loads(each[0])) for each in connection.execute(_STATES, (note.id,))]
        current = states[-1]
        if fingerprint(note) in {fingerprint(state) for state in states}:
            report.same += 1
            return
        merged = self._merged(connection, note, current, states, incoming)
        if merged is None:
            kept = self._keep_both(connection, note, step)
            report.kept_both += kept
            report.same += 1 - kept
        elif fingerprint(merged) == fingerprint(current):
            report.same += 1
        else:
            modified = max(self._store.now(), current.created)
            merged = replace(merged, revision=current.revision + 1, modified=modified)
            self._put(connection, current, merged, incoming.foreign, step)
            report.changed += 1

    def _merged(
        self,
        connection: sqlite3.Connection,
        note: Note,
        current: Note,
        states: Sequence[Note],
        incoming: Incoming,
    ) -> Note | None:
        """Our note with what the newcomer changed, or None where both changed the same field."""
        if self._untouched(connection, note.id):
            return replace(note, author=current.author, created=current.created)
        ground = next((state for state in reversed(states) if fingerprint(state) in incoming.states), None)
        if ground is None:
            return None
        merged = current
        for name in ("body", "tags", "label", "state", "target"):
            theirs, base, ours = getattr(note, name), getattr(ground, name), getattr(current, name)
            if theirs in (base, ours):
                continue
            if ours != base:
                return None
            merged = replace(merged, **{name: theirs})
        return merged

    def _untouched(self, connection: sqlite3.Connection, id: str) -> bool:
        """True for a note that came by import and that nobody has changed here."""
        sql = "SELECT count(*) FROM acts WHERE kind = 'note' AND subject = ? AND verb != 'import'"
        return not connection.execute(sql, (id,)).fetchone()[0]

    def _keep_both(self, connection: sqlite3.Connection, note: Note, step: Step) -> int:
        id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{note.id} {fingerprint(note)}"))
        copy = replace(note, id=id, label=label_of_copy(note.label), revision=1)
        if connection.execute("SELECT 1 FROM notes WHERE id = ?", (copy.id,)).fetchone() is not None:
            return 0
        self._put(connection, None, copy, None, step)
        return 1

    def _put(
        self,
        connection: sqlite3.Connection,
        before: Note | None,
        after: Note,
        foreign: str | None,
        step: Step,
    ) -> None:
        put_note(connection, after, foreign)
        old = None if before is None else note_object(before)
        self._record(connection, "import", "note", after.id, old, note_object(after), step)

    def states_of(self, id: str) -> list[str]:
        """The fingerprints of the last states of a note, today's last: an export says them."""
        states = [state for _, state in self.history("note", id) if state is not None]
        return list(dict.fromkeys(fingerprint(note_from(state)) for state in states))[-STATES:]

    def note_in_state(self, id: str, state: str) -> Note:
        """A note as it was when it had a fingerprint. Raises UnknownNote."""
        for _, each in reversed(self.history("note", id)):
            if each is not None and fingerprint(note := note_from(each)) == state:
                return note
        raise UnknownNote(f"{self._store.path}: no note {id} in that state")

    def foreign_data(self, id: str) -> str | None:
        """What came with an imported note that we have no field for (the JSON it came as), or None."""
        with self._store.read() as connection:
            row = connection.execute("SELECT foreign_data FROM notes WHERE id = ?", (id,)).fetchone()
        return None if row is None else row[0]

    def take_decisions(self, incoming: Iterable[Decision]) -> ImportReport:
        """Decisions taken in, in their order, after ours. One that was struck out there is struck out here."""
        report = ImportReport()
        with self.as_one_step() as step, self._store.write() as connection:
            for each in incoming:
                row = connection.execute("SELECT undone FROM decisions WHERE id = ?", (each.id,)).fetchone()
                if row is not None and (row["undone"] or not each.undone):
                    report.same += 1
                    continue
                before = None if row is None else decision_object(replace(each, undone=False))
                put_decision(connection, each)
                self._record(connection, "import", "decision", each.id, before, decision_object(each), step)
                if row is None:
                    report.added += 1
                else:
                    report.changed += 1
        return report


_STATES = "SELECT after FROM acts WHERE kind = 'note' AND subject = ? AND after IS NOT NULL ORDER BY seq"
