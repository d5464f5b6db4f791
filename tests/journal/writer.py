"""A process that writes to a journal until it is killed; run by test_several and test_soak, never collected.

    python writer.py JOURNAL AUTHOR WHAT

It prints one line for everything that was acknowledged, after it was.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from reader.journal import Journal, opening, schema
from reader.model import Target


def acknowledge(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def write_notes(path: Path, author: str) -> None:
    journal = Journal(path, author=author)
    n = 0
    while True:
        note = journal.add_note(Target("document", id=f"d{n % 7}"), f"{author} {n} " + "كلام " * (n % 300))
        acknowledge("note", note.id, str(n))
        if n % 3 == 0:
            edited = journal.edit_note(note.id, body=f"{author} {n} معدلة", expected_revision=1)
            acknowledge("edited", edited.id, str(n))
        if n % 5 == 0:
            acknowledge("decision", journal.decide("merge", f"{author} {n}", "ب").id)
        if n % 4 == 0:
            journal.save_draft("k", f"{n}")
            acknowledge("draft", str(n))
        if n % 40 == 39:
            journal.backup()
        n += 1


def count_up(path: Path, author: str, times: int) -> None:
    """Adds one line to one note, again and again, in competition with others who do the same."""
    from reader.journal import Conflict

    journal = Journal(path, author=author)
    (note,) = journal.notes()
    for n in range(times):
        while True:
            note = journal.note(note.id)
            try:
                journal.edit_note(note.id, body=f"{note.body}\n{author} {n}", expected_revision=note.revision)
            except Conflict as conflict:
                assert conflict.copy is not None
                journal.delete_note(conflict.copy.id)
                continue
            break
        acknowledge("line", author, str(n))


def migrate_back_and_forth(path: Path) -> None:
    """A long migration, as often as it can."""

    def later(connection: sqlite3.Connection) -> None:
        for n in range(30):
            connection.execute(f"CREATE TABLE extra{n} (x TEXT)")
            connection.executemany(f"INSERT INTO extra{n} VALUES (?)", [("س" * 200,)] * 50)

    def back(connection: sqlite3.Connection) -> None:
        for n in range(30):
            connection.execute(f"DROP TABLE extra{n}")

    steps = [*schema.MIGRATIONS]
    with sqlite3.connect(path) as connection:
        have = connection.execute("PRAGMA user_version").fetchone()[0]
        odd = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra0'").fetchone()[0]
    while len(steps) < have:
        steps.append(later)
    while True:
        steps.append(back if odd else later)
        odd = not odd
        opening.open_store(path, steps=steps).close()
        acknowledge("migrated", str(len(steps)))


def import_notes(path: Path, author: str, source: Path) -> None:
    from reader.journal.exchange import json as json_format

    journal = Journal(path, author=author)
    while True:
        report = json_format.read_in(journal, source.read_text(encoding="utf-8"))
        acknowledge("imported", str(report.added))
        for note in journal.notes():
            journal.delete_note(note.id)


def reindex(path: Path, author: str, folder: Path, index: Path) -> None:
    """Articles edited, notes written on them and the index brought up to date, in turns."""
    from itertools import count

    from reader.config import Settings
    from reader.library import Library
    from reader.model import Span

    settings = Settings(library=str(index), journal=str(path), author=author, workers=1)
    with Library.open(folder, settings) as library:
        for n in count():
            library.refresh(workers=1)
            doc = library.rows()[n % 4].id
            at = library.document(doc).text.index("الجسر رقم")
            acknowledge("note", library.add_note(doc, Span(at, at + 11), f"{n}").id)
            file = folder / library.row(doc).path
            part = file.with_suffix(".part")  # what another program writes is there whole or not at all
            part.write_text(f"سطر {n}\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
            part.replace(file)


if __name__ == "__main__":
    where, who, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if what == "notes":
        write_notes(where, who)
    elif what == "count":
        count_up(where, who, int(sys.argv[4]))
    elif what == "migrate":
        migrate_back_and_forth(where)
    elif what == "import":
        import_notes(where, who, Path(sys.argv[4]))
    elif what == "reindex":
        reindex(where, who, Path(sys.argv[4]), Path(sys.argv[5]))
