"""Several processes and threads at one journal: every acknowledged word is there, nobody is locked out."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.journal import Journal, NotWritten
from reader.model import Target

WRITER = Path(__file__).with_name("writer.py")
ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


def start(path: Path, author: str, *what: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), author, *what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_create_and_write_at_once(path: Path, open_journal: Opener) -> None:
    writers = [start(path, author, "notes") for author in ("a", "b", "c")]
    acknowledged: set[str] = set()
    for writer in writers:
        assert writer.stdout is not None
        for _ in range(60):
            kind, *rest = writer.stdout.readline().split()
            if kind == "note":
                acknowledged.add(rest[0])
    for writer in writers:
        writer.kill()
        writer.communicate()
    journal = open_journal()
    assert journal.notices == ()
    assert {note.id for note in journal.notes()} >= acknowledged
    assert {note.author for note in journal.notes()} == {"a", "b", "c"}


def test_many_make_the_journal_at_the_same_moment(path: Path, open_journal: Opener) -> None:
    writers = [start(path, author, "notes") for author in "abcdef"]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline().startswith("note"), writer.communicate()[1]
    for writer in writers:
        writer.kill()
        writer.communicate()
    assert {note.author for note in open_journal().notes()} == set("abcdef")


def test_no_update_is_lost_where_two_change_one_note(path: Path, open_journal: Opener) -> None:
    journal = open_journal()
    note = journal.add_note(ABOUT, "بداية")
    times = 40
    writers = [start(path, author, "count", str(times)) for author in ("a", "b")]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    lines = journal.note(note.id).body.splitlines()
    assert sorted(lines[1:]) == sorted(f"{author} {n}" for author in ("a", "b") for n in range(times))
    assert len(journal.notes()) == 1


def test_threads_share_one_journal(journal: Journal) -> None:
    def work(name: str) -> None:
        for n in range(30):
            journal.add_note(ABOUT, f"{name} {n}")
            journal.notes("d1")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {note.body for note in journal.notes()} == {f"{name} {n}" for name in "abc" for n in range(30)}


def test_a_full_disk_loses_nothing_that_was_acknowledged(path: Path, open_journal: Opener) -> None:
    journal = open_journal()
    kept = [journal.add_note(ABOUT, "قبل").id]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = path.with_name("journal.sqlite-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 60_000, before[1]))
    try:
        with pytest.raises(NotWritten, match="nothing was written"):
            for n in range(1000):
                kept.append(journal.add_note(ABOUT, f"{n} " + "كلام " * 500).id)  # noqa: PERF401 - those before it failed
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(kept) > 1
    assert [note.id for note in journal.notes()] == kept
    kept.append(journal.add_note(ABOUT, "بعد").id)
    journal.close()
    assert [note.id for note in open_journal().notes()] == kept
