"""A damaged journal is set aside, everything readable is salvaged, and it is said."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.model import Target

ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


def fill(journal: Journal, count: int = 120) -> set[str]:
    ids = {journal.add_note(ABOUT, f"ملاحظة رقم {n} " + "كلام " * 40, tags=["أ"]).id for n in range(count)}
    journal.decide("merge", "أ", "ب")
    journal.keep_text("d1", "v1", "نص المقال " * 400)
    journal.save_draft("k", "مسودة")
    journal.star("d7")
    gone = journal.add_note(ABOUT, "محذوفة")
    journal.delete_note(gone.id)
    return ids


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def test_a_torn_header_loses_nothing(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        ids = fill(journal)
    overwrite(path, 0, bytes(4096))  # the first page: header and the tables' names
    journal = open_journal()
    assert {note.id for note in journal.notes()} == ids
    assert [each.subject for each in journal.decisions()] == ["أ"]
    assert journal.kept_text("d1", "v1") == "نص المقال " * 400
    assert (journal.stars(), journal.draft("k")) == (["d7"], "مسودة")
    said = "\n".join(journal.notices)
    assert "120 notes and 1 decisions were saved" in said
    (aside,) = [each for each in path.parent.iterdir() if ".damaged-" in each.name]
    assert aside.name in said
    with open_journal() as again:
        assert again.notices == ()


@pytest.mark.parametrize("seed", range(6))
def test_torn_pages_lose_no_note(open_journal: Opener, path: Path, seed: int) -> None:
    """Each note stands twice, in its table and in the log: one torn page cannot take both."""
    with open_journal() as journal:
        ids = fill(journal)
    pages = path.stat().st_size // 4096
    overwrite(path, 4096 * (1 + (seed * 37 + 5) % (pages - 1)), os.urandom(4096))
    journal = open_journal()
    assert {note.id for note in journal.notes()} >= ids


def test_cut_short_and_saved_from_the_backup(open_journal: Opener, path: Path, clock: object) -> None:
    with open_journal() as journal:
        ids = fill(journal)
        journal.backup()
        journal.add_note(ABOUT, "بعد النسخة")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 3)
    journal = open_journal()
    assert {note.id for note in journal.notes()} >= ids
    assert "from the backup" in "\n".join(journal.notices)


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_gone_and_saved_from_the_backup(open_journal: Opener, path: Path, how: str) -> None:
    with open_journal() as journal:
        ids = fill(journal, 5)
        journal.backup()
    if how == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()
    journal = open_journal()
    assert {note.id for note in journal.notes()} == ids
    assert "missing or empty; 5 notes" in journal.notices[0]


def test_a_row_that_makes_no_sense_costs_that_row_alone(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        note = journal.add_note(ABOUT, "أولى")
        journal.add_note(ABOUT, "ثانية")
        lost = journal.add_note(ABOUT, "ثالثة")
        journal.keep_text("d1", "v1", "نص")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE notes SET target = '{torn' WHERE id IN (?, ?)", (note.id, lost.id))
        connection.execute("DELETE FROM acts WHERE subject = ?", (lost.id,))
        connection.execute("UPDATE texts SET packed = x'00'")
    journal = open_journal()
    assert [each.body for each in journal.notes()] == ["أولى", "ثانية"]  # the first from the log of acts
    assert lost.id in journal.notices[-1]
    assert len(journal.notices) == 1
    assert journal.kept_text("d1", "v1") is None
    assert "v1" in journal.notices[-1]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with damage of one kind: flipped bits, pages of noise, a hole, or the end cut off or blank."""
    torn = bytearray(data)
    at = chance.randrange(len(torn))
    match chance.randrange(5):
        case 0:
            for _ in range(chance.randint(1, 20)):
                torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        case 1:
            for _ in range(chance.randint(1, 8)):
                page = chance.randrange(len(torn) // 4096 + 1) * 4096
                torn[page : page + 4096] = chance.randbytes(len(torn[page : page + 4096]))
        case 2:
            torn[at : at + 8192] = bytes(len(torn[at : at + 8192]))
        case 3:
            del torn[at:]
        case 4:
            torn[at:] = bytes(len(torn) - at)
    return bytes(torn)


@pytest.mark.parametrize("where", ["journal.sqlite", "journal.sqlite-wal"])
def test_whatever_is_damaged_the_next_start_works_and_the_one_after_is_clean(
    open_journal: Opener, path: Path, where: str
) -> None:
    writer = open_journal()
    ids = fill(writer, 40)
    whole = {each.name: each.read_bytes() for each in path.parent.iterdir() if not each.name.endswith("-shm")}
    saved = 0
    for seed in range(10):
        folder = path.parent / str(seed)
        folder.mkdir()
        for name, data in whole.items():
            torn = damaged(data, random.Random(seed)) if name == where else data
            (folder / name).write_bytes(torn)
        with open_journal(at=folder / "journal.sqlite") as journal:
            assert not journal.read_only
            journal.place_notes(journal.notes("d1"), "d1", "v", "x")
            journal.add_note(ABOUT, "بعد")
            kept = {note.id for note in journal.notes()}
            saved += len(kept & ids)
            journal.kept_text("d1", "v1")
        with open_journal(at=folder / "journal.sqlite") as journal:
            assert {note.id for note in journal.notes()} == kept
            assert not [
                line for line in journal.notices if "were saved" in line
            ]  # nothing to salvage any more
    assert saved > 10 * len(ids) // 2


def log_of(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}-wal")


def copied(journal: Path, log: bytes) -> Path:
    """The journal in a folder of its own, with this log beside it."""
    copy = journal.parent / "copy" / journal.name
    copy.parent.mkdir()
    copy.write_bytes(journal.read_bytes())
    log_of(copy).write_bytes(log)
    return copy


def test_a_log_torn_in_the_middle_loses_nothing_behind_the_tear(open_journal: Opener, path: Path) -> None:
    """SQLite would silently drop every transaction from the damaged frame on."""
    writer = open_journal()
    ids = fill(writer, 40)
    data = bytearray(log_of(path).read_bytes())
    data[len(data) // 10] ^= 1
    journal = open_journal(at=copied(path, data))
    assert {note.id for note in journal.notes()} == ids
    assert "the log beside it is torn" in journal.notices[0]


def test_a_log_cut_off_by_a_kill_is_nothing_to_speak_of(open_journal: Opener, path: Path) -> None:
    writer = open_journal()
    ids = fill(writer, 10)
    data = log_of(path).read_bytes()
    unfinished = bytearray(data[-4120:])  # one more frame, of a transaction that never ended
    unfinished[4:8] = bytes(4)
    journal = open_journal(at=copied(path, data + unfinished))
    assert journal.notices == ()
    assert {note.id for note in journal.notes()} == ids


def test_a_link_to_a_torn_journal_stays_a_link(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        journal.add_note(ABOUT, "نص")
    link = path.with_name("link.sqlite")
    link.symlink_to(path)
    overwrite(path, 0, bytes(4096))
    assert [note.body for note in open_journal(at=link).notes()] == ["نص"]
    assert link.is_symlink()
    assert [note.body for note in open_journal().notes()] == ["نص"]


def test_damage_seen_by_a_reader_is_reported_and_left(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        ids = fill(journal, 30)
    overwrite(path, 0, bytes(4096))
    before = path.read_bytes()
    journal = open_journal(read_only=True)
    assert {note.id for note in journal.notes()} == ids
    assert "damaged" in journal.notices[0]
    assert path.read_bytes() == before


def test_a_note_deleted_on_purpose_does_not_come_back(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        note = journal.add_note(ABOUT, "محذوفة")
        journal.backup()
        journal.delete_note(note.id)
    overwrite(path, 0, bytes(4096))
    assert open_journal().notes() == []


def test_two_sessions_meet_a_torn_journal(open_journal: Opener, path: Path) -> None:
    first = open_journal()
    first.add_note(ABOUT, "قبل")
    first.close()
    overwrite(path, 0, bytes(4096))
    salma = open_journal()
    karim = open_journal("كريم")
    salma.add_note(ABOUT, "س")
    karim.add_note(ABOUT, "ك")
    assert {note.body for note in salma.notes()} == {"قبل", "س", "ك"}
    assert karim.notices == ()


def test_a_salvage_cut_off_by_a_kill_is_finished(open_journal: Opener, path: Path) -> None:
    with open_journal() as journal:
        ids = fill(journal, 3)
        good = journal.backup(path.with_name(".journal.sqlite.salvage"))
    path.unlink()  # killed between the renames
    journal = open_journal()
    assert {note.id for note in journal.notes()} == ids
    assert not good.exists()


def test_what_is_damaged_in_how_files_are_read_is_left_out_and_the_rest_holds(
    open_journal: Opener, path: Path
) -> None:
    with open_journal() as journal:
        journal.read_so("/c", "t.csv", {"text": "K"})
        kept = '{"a.txt": ["x"], "b.txt": {"encoding": 5, "text": "K"}, "t.csv": {"text": "K"}}'
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE memory SET value = ? WHERE key = 'reading:/c'", (kept,))
        connection.close()
        assert journal.reading_of("/c") == {"b.txt": {"text": "K"}, "t.csv": {"text": "K"}}
