"""Notes: written, changed, found again. Nothing is ever taken out of the file; a deleted note is marked so."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reader.journal.acts import ActLog, State, Thing
from reader.journal.errors import Conflict, UnknownNote
from reader.journal.wire import note_from, note_object, target_from, target_object
from reader.model import Note, NoteState, Target
from reader.text.fold import fold

# What edit_note may be given; None leaves a field as it is.
Fields = dict[str, Any]
CONFLICT = "conflict"  # the label of the second of two notes that two hands made of one


class Notes(ActLog):
    """The notes of everybody who writes in this journal."""

    def add_note(
        self,
        target: Target,
        body: str,
        tags: Iterable[str] = (),
        label: str = "",
        state: NoteState = NoteState.OPEN,
    ) -> Note:
        """A new note; a highlight without words has an empty body. On disk when this returns."""
        now = self._store.now()
        note = Note(
            id=str(uuid.uuid4()),
            target=target,
            body=storable(body),
            author=self.author,
            created=now,
            modified=now,
            tags=clean_tags(tags),
            label=storable(label),
            state=NoteState(state),
        )
        with self._store.write() as connection:
            put_note(connection, note)
            self._record(connection, "add", "note", note.id, None, note_object(note))
        return note

    def edit_note(
        self,
        id: str,
        *,
        expected_revision: int,
        body: str | None = None,
        tags: Iterable[str] | None = None,
        label: str | None = None,
        state: NoteState | None = None,
        target: Target | None = None,
        copy_label: str = CONFLICT,
    ) -> Note:
        """The note with what is given changed, as it stands after.

        `expected_revision` is that of the note the change was made from. Where somebody else has changed other
        fields since, both changes stand. Where they changed the same field, their note stays, the words given here
        become a note of their own, whose label ends with `copy_label`, and Conflict is raised with both. Raises UnknownNote.
        """
        wanted: Fields = {
            "body": None if body is None else storable(body),
            "tags": None if tags is None else clean_tags(tags),
            "label": None if label is None else storable(label),
            "state": None if state is None else NoteState(state),
            "target": target,
        }
        wanted = {name: value for name, value in wanted.items() if value is not None}
        clash: Conflict | None = None
        with self._store.write() as connection:
            current = _get_note(connection, id)
            ground = current
            if current is None or current.revision != expected_revision:
                ground = self._as_of(connection, id, expected_revision)
            start = ground or current
            if start is None:
                raise UnknownNote(f"{self._store.path}: no note {id} (revision {expected_revision})")
            if current is None or _clashes(ground, current, wanted):
                note = replace(start, **wanted, id=str(uuid.uuid4()), author=self.author, revision=1)
                note = replace(note, created=self._store.now(), modified=self._store.now())
                note = replace(note, label=label_of_copy(note.label, storable(copy_label)))
                clash = Conflict(current, note, _last_hand(connection, id))
                verb, before = "keep-both", None
            else:
                if all(getattr(current, name) == value for name, value in wanted.items()):
                    return current
                now = max(self._store.now(), current.created)
                note = replace(current, **wanted, modified=now, revision=current.revision + 1)
                verb, before = "edit", note_object(current)
            put_note(connection, note)
            self._record(connection, verb, "note", note.id, before, note_object(note))
        if clash is not None:
            raise clash
        return note

    def delete_note(self, id: str, *, expected_revision: int | None = None) -> None:
        """The note taken away; undo brings it back. Raises UnknownNote, and Conflict where it has changed since."""
        with self._store.write() as connection:
            current = _get_note(connection, id)
            if current is None:
                raise UnknownNote(f"{self._store.path}: no note {id}")
            if expected_revision is not None and current.revision != expected_revision:
                raise Conflict(current, None, _last_hand(connection, id))
            _delete(connection, id)
            self._record(connection, "delete", "note", id, note_object(current), None)

    def note(self, id: str) -> Note:
        """One note. Raises UnknownNote."""
        with self._store.read() as connection:
            found = _get_note(connection, id)
        if found is None:
            raise UnknownNote(f"{self._store.path}: no note {id}")
        return found

    def notes(self, doc: str | None = None, *, kind: str | None = None, id: str | None = None) -> list[Note]:
        """Notes, oldest first: all, those that touch a document, those on a kind of target, or on one entity or event.

        `doc` finds notes on the document and on passages in it; `id` is that of the target.
        """
        sql, values = "SELECT * FROM notes WHERE deleted = 0", list[str]()
        if doc is not None:
            sql += " AND id IN (SELECT note FROM note_docs WHERE doc = ?)"
            values.append(doc)
        if kind is not None:
            sql += " AND kind = ?"
            values.append(kind)
        with self._store.read() as connection:
            rows = connection.execute(sql + " ORDER BY rowid", values).fetchall()
        notes = self._readable(rows)
        return notes if id is None else [note for note in notes if note.target.id == id]

    def search_notes(
        self,
        query: str = "",
        *,
        tag: str | None = None,
        state: NoteState | None = None,
        author: str | None = None,
        target: str | None = None,
    ) -> list[Note]:
        """Notes whose body, label, tags or quote hold every word of the query (folded), oldest first.

        `target` is the id of an entity, event or document.
        """
        needles = fold(query).split()
        sql, values = "SELECT * FROM notes WHERE deleted = 0", list[str]()
        for needle in needles:
            sql += " AND instr(folded, ?) > 0"
            values.append(needle)
        if state is not None:
            sql += " AND state = ?"
            values.append(NoteState(state).value)
        if author is not None:
            sql += " AND author = ?"
            values.append(author)
        with self._store.read() as connection:
            rows = connection.execute(sql + " ORDER BY rowid", values).fetchall()
        notes = self._readable(rows)
        if tag is not None:
            notes = [note for note in notes if fold(tag) in {fold(each) for each in note.tags}]
        if target is not None:
            notes = [note for note in notes if target in documents_of(note) or note.target.id == target]
        return notes

    def _readable(self, rows: Iterable[sqlite3.Row]) -> list[Note]:
        """The notes of rows. One whose row makes no sense is read from the log of acts; failing that it is listed."""
        notes: list[Note] = []
        for row in rows:
            try:
                notes.append(_note(row))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                states = [state for _, state in self.history("note", row["id"]) if state is not None]
                if states:
                    notes.append(note_from(states[-1]))
                else:
                    self._store.notice(
                        f"{self._store.path}: note {row['id']} cannot be read ({error}): {row['body']}"
                    )
        return notes

    def note_counts(self) -> dict[str, int]:
        """How many notes touch each document that has any."""
        sql = (
            "SELECT doc, count(*) FROM note_docs JOIN notes ON notes.id = note WHERE deleted = 0 GROUP BY doc"
        )
        with self._store.read() as connection:
            return {row[0]: row[1] for row in connection.execute(sql)}

    def thing_counts(self) -> dict[tuple[str, str], int]:
        """How many notes are on each entity and event, by (kind, id)."""
        sql = "SELECT kind, target FROM notes WHERE deleted = 0 AND kind IN ('entity', 'event')"
        counts: dict[tuple[str, str], int] = {}
        with self._store.read() as connection:
            for kind, target in connection.execute(sql):
                key = kind, str(json.loads(target)["id"])
                counts[key] = counts.get(key, 0) + 1
        return counts

    def note_tags(self) -> dict[str, int]:
        """Every tag in use on notes with its count, in the order first used."""
        counts: dict[str, int] = {}
        for note in self.notes():
            for tag in note.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return counts

    def _as_of(self, connection: sqlite3.Connection, id: str, revision: int) -> Note | None:
        rows = connection.execute(
            "SELECT after FROM acts WHERE kind = 'note' AND subject = ? ORDER BY seq", (id,)
        )
        for row in rows:
            if row[0] and (note := note_from(json.loads(row[0]))).revision == revision:
                return note
        return None


def _last_hand(connection: sqlite3.Connection, id: str) -> str:
    """Who changed a note last."""
    sql = "SELECT author FROM acts WHERE kind = 'note' AND subject = ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql, (id,)).fetchone()
    return row[0] if row else ""


def _clashes(ground: Note | None, current: Note, wanted: Fields) -> bool:
    """True where a field that is wanted was changed by somebody else, to something else.

    Without the ground that the change was made from, every difference may be theirs.
    """
    return any(
        getattr(current, name) != value
        and (ground is None or getattr(current, name) != getattr(ground, name))
        for name, value in wanted.items()
    )


def storable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate is written out as \\udcXX, all else stays as it is."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def label_of_copy(label: str, mark: str = CONFLICT) -> str:
    """The label of a note that holds the other words of two: the one it had, and a mark that tells it apart."""
    return label if mark in label.split(" · ") else " · ".join(part for part in (label, mark) if part)


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without white space at the ends or doubles, in the order given; empty ones are left out."""
    return tuple(dict.fromkeys(" ".join(storable(tag).split()) for tag in tags if tag.strip()))


def documents_of(note: Note) -> tuple[str, ...]:
    """The documents that a note touches."""
    inside = [each.doc for each in note.target.selectors]
    return tuple(dict.fromkeys(inside or ([note.target.id] if note.target.kind == "document" else [])))


def _note(row: sqlite3.Row) -> Note:
    return Note(
        id=row["id"],
        target=target_from(json.loads(row["target"])),
        body=row["body"],
        author=row["author"],
        created=row["created"],
        modified=row["modified"],
        tags=tuple(json.loads(row["tags"])),
        label=row["label"],
        state=NoteState(row["state"]),
        revision=row["revision"],
    )


def _get_note(connection: sqlite3.Connection, id: str) -> Note | None:
    row = connection.execute("SELECT * FROM notes WHERE id = ? AND deleted = 0", (id,)).fetchone()
    return None if row is None else _note(row)


def put_note(connection: sqlite3.Connection, note: Note, foreign: str | None = None) -> None:
    """A note's row written or replaced, inside the caller's transaction; `foreign` is kept as it came."""
    searched = "\n".join([note.body, note.label, *note.tags, *(each.exact for each in note.target.selectors)])
    connection.execute(
        """INSERT INTO notes (id, target, kind, body, tags, label, state, author, created, modified, revision,
             deleted, folded, foreign_data)
           VALUES (?,?,?,?,?,?,?,?,?,?,?,0,?,?)
           ON CONFLICT (id) DO UPDATE SET target = excluded.target, kind = excluded.kind, body = excluded.body,
             tags = excluded.tags, label = excluded.label, state = excluded.state, author = excluded.author,
             created = excluded.created, modified = excluded.modified, revision = excluded.revision, deleted = 0,
             folded = excluded.folded, foreign_data = coalesce(excluded.foreign_data, foreign_data)""",
        (
            note.id,
            json.dumps(target_object(note.target), ensure_ascii=False),
            note.target.kind,
            note.body,
            json.dumps(note.tags, ensure_ascii=False),
            note.label,
            note.state.value,
            note.author,
            note.created,
            note.modified,
            note.revision,
            fold(searched),
            foreign,
        ),
    )
    connection.execute("DELETE FROM note_docs WHERE note = ?", (note.id,))
    connection.executemany(
        "INSERT INTO note_docs VALUES (?, ?)", [(doc, note.id) for doc in documents_of(note)]
    )


def _delete(connection: sqlite3.Connection, id: str) -> None:
    connection.execute("UPDATE notes SET deleted = 1, revision = revision + 1 WHERE id = ?", (id,))


def _read_state(connection: sqlite3.Connection, id: str) -> State:
    note = _get_note(connection, id)
    return None if note is None else note_object(note)


def _write_state(connection: sqlite3.Connection, id: str, state: State) -> None:
    if state is None:
        _delete(connection, id)
        return
    row = connection.execute("SELECT revision FROM notes WHERE id = ?", (id,)).fetchone()
    note = note_from(state)
    put_note(connection, replace(note, revision=max(note.revision, row[0] if row else 0) + 1))


def _same(one: State, other: State) -> bool:
    """Revision and time count up whoever does what; they are no change of their own."""
    if one is None or other is None:
        return one is other
    return {**one, "revision": 0, "modified": ""} == {**other, "revision": 0, "modified": ""}


NOTE = Thing(_read_state, _write_state, _same)

__all__: Sequence[str] = ("NOTE", "Notes", "clean_tags", "documents_of", "put_note", "storable")
