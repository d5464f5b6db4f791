"""Copies of the journal: one a day, before a migration, on demand; old ones make room."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.journal import Journal, JournalError, backups
from reader.model import Target

ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_one_backup_a_day(open_journal: Opener, path: Path, clock: object) -> None:
    open_journal().close()
    assert backups.backups(path) == []  # nothing in it yet
    open_journal().add_note(ABOUT, "نص")
    for _ in range(3):
        open_journal().close()
    assert [each.kind for each in backups.backups(path)] == ["daily"]
    clock.go(days=1)
    open_journal().close()
    clock.go(days=-30)
    open_journal().close()
    made = backups.backups(path)
    assert [each.number for each in made] == [1, 2, 3]
    assert {mode(each.path) for each in made} == {"0o600"}


def test_old_backups_make_room(path: Path) -> None:
    folder = backups.folder_of(path)
    folder.mkdir(parents=True)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(100):
        made = (start + timedelta(days=day)).strftime("%Y%m%dT%H%M%SZ")
        for number, kind in enumerate(["daily", "migration", "asked"]):
            (folder / f"{3 * day + number:06}-{made}-{kind}.sqlite").touch()
    (folder / "my own copy.sqlite").touch()
    backups.rotate(path)
    found = backups.backups(path)
    ages = {
        kind: [99 - (each.made - start).days for each in found[::-1] if each.kind == kind]
        for kind in ("daily", "migration", "asked")
    }
    assert ages["daily"][:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages["daily"]) <= 7 + 8
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages["daily"]))
    assert 43 <= ages["daily"][-1] <= 56
    assert ages["migration"] == [0, 1, 2, 3, 4]
    assert len(ages["asked"]) == 100
    assert (folder / "my own copy.sqlite").exists()


def test_a_backup_where_it_was_asked_for(open_journal: Opener, tmp_path: Path) -> None:
    journal = open_journal()
    journal.add_note(ABOUT, "نص")
    assert journal.backup(tmp_path) == tmp_path / "journal.sqlite"
    assert [note.body for note in open_journal(at=tmp_path / "journal.sqlite").notes()] == ["نص"]
    with pytest.raises(FileExistsError):
        journal.backup(tmp_path)
    assert not list(tmp_path.glob(".*.part"))


def test_many_backups_at_once(open_journal: Opener, path: Path) -> None:
    journals = [open_journal(), open_journal("كريم"), open_journal("ليلى")]
    journals[0].add_note(ABOUT, "نص")
    failed: list[BaseException] = []

    def make(journal: Journal) -> None:
        try:
            for _ in range(5):
                journal.backup()
        except (OSError, sqlite3.Error, JournalError) as error:
            failed.append(error)

    threads = [threading.Thread(target=make, args=(each,)) for each in journals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [each.number for each in backups.backups(path)] == list(range(1, 16))


def test_what_a_kill_left_half_made_is_swept_away(open_journal: Opener, path: Path) -> None:
    journal = open_journal()
    journal.add_note(ABOUT, "نص")
    journal.backup()
    folder = backups.folder_of(path)
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    left, in_work = folder / f".x.sqlite.{gone.pid}-0.part", folder / f".x.sqlite.{os.getpid()}-999.part"
    left.touch()
    in_work.touch()
    journal.backup()
    assert not left.exists()
    assert in_work.exists()


def test_a_backup_that_fails_stops_nothing(open_journal: Opener, path: Path) -> None:
    open_journal().add_note(ABOUT, "نص")
    backups.folder_of(path).write_text("in the way")
    journal = open_journal()
    assert "no backup could be made" in journal.notices[0]
    journal.add_note(ABOUT, "ثان")
    assert len(journal.notes()) == 2
