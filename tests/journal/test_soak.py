"""kill -9 at a random moment: nothing acknowledged is lost, and the next start is clean."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.config import Settings
from reader.journal import Journal, opening, schema
from reader.journal.exchange import json as json_format
from reader.library import Library
from reader.model import AnchorState, Target

WRITER = Path(__file__).with_name("writer.py")
ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


def killed(path: Path, seconds: float, *what: str) -> list[list[str]]:
    """What a writer had acknowledged when it was killed."""
    command = [sys.executable, str(WRITER), str(path), "سلمى", *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()  # it is at work
        time.sleep(seconds)
        writer.kill()
        rest, errors = writer.communicate()
    assert first, errors
    # A line that the kill cut off was not acknowledged yet.
    return [line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def while_writing(path: Path, open_journal: Opener, chance: random.Random) -> None:
    said = killed(path, chance.uniform(0, 0.4), "notes")
    journal = open_journal()
    assert journal.notices == ()
    notes = {note.id: note for note in journal.notes()}
    edited = {line[1] for line in said if line[0] == "edited"}
    for line in said:
        if line[0] == "note":
            assert notes[line[1]].body.startswith(f"سلمى {line[2]} ")
            assert line[1] not in edited or notes[line[1]].body.endswith("معدلة")
        elif line[0] == "decision":
            assert line[1] in {each.id for each in journal.decisions()}
    drafts = [int(line[1]) for line in said if line[0] == "draft"]
    if drafts:
        assert int(journal.draft("k") or 0) >= drafts[-1]
    journal.add_note(ABOUT, "بعد القتل")
    journal.close()


def while_migrating(path: Path, open_journal: Opener, chance: random.Random) -> None:
    with open_journal() as journal:
        ids = {journal.add_note(ABOUT, f"ملاحظة {n}").id for n in range(20)}
    said = killed(path, chance.uniform(0, 0.3), "migrate")
    at_least = max(int(line[1]) for line in said)
    store = opening.open_store(path, read_only=True)
    assert store.connection.execute("PRAGMA user_version").fetchone()[0] in {at_least, at_least + 1}
    assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    tables = store.connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name LIKE 'extra%'"
    ).fetchone()[0]
    assert tables in {0, 30}  # a migration is whole or not at all
    assert {row[0] for row in store.connection.execute("SELECT id FROM notes")} == ids
    store.close()
    assert list(path.with_name("journal.sqlite.backups").glob("*-migration.sqlite"))


def while_importing(path: Path, open_journal: Opener, chance: random.Random) -> None:
    source = path.with_name("notes.json")
    with open_journal(at=path.with_name("other.sqlite")) as other:
        for n in range(60):
            other.add_note(ABOUT, f"مستوردة {n}")
        source.write_text(json_format.write_out(other), encoding="utf-8")
    open_journal().close()
    killed(path, chance.uniform(0, 0.3), "import", str(source))
    journal = open_journal()
    assert journal.notices == ()
    json_format.read_in(journal, source.read_text(encoding="utf-8"))
    assert len(journal.notes()) <= 60


def while_reindexing(path: Path, open_journal: Opener, chance: random.Random) -> None:
    """Articles are edited, notes written on them and the index brought up to date, all at once."""
    folder = path.parent / "articles"
    folder.mkdir(parents=True)
    for n in range(4):
        text = f"عنوان {n}\n\nقال المتحدث إن الجسر رقم {n} سيفتح غدا أمام الناس كلهم.\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    index = path.parent / "index"
    said = killed(path, chance.uniform(0, 0.6), "reindex", str(folder), str(index))
    settings = Settings(library=str(index), journal=str(path), author="سلمى", workers=1)
    with Library.open(folder, settings) as library:
        library.refresh(workers=1)
        assert library.journal.notices == () and library.verify() == []
        placed = {each.note.id: each for each in library.notes()}
        for line in said:
            if line[0] == "note":
                found = placed[line[1]]
                assert found.state is AnchorState.ANCHORED and found.span is not None
                assert found.span.of(library.document(found.note.target.id).text).startswith("الجسر رقم")


KILLS = int(os.environ.get("WARRAQ_KILLS", "10"))  # CI asks for 50
KINDS = [while_writing, while_writing, while_migrating, while_importing, while_reindexing]


def soak(path: Path, open_journal: Opener, seed: int) -> None:
    chance = random.Random(seed)
    what = KINDS[seed % len(KINDS)]
    what(path, open_journal, chance)
    assert len(schema.MIGRATIONS) == schema.VERSION


@pytest.mark.parametrize("seed", range(KILLS))
def test_kill(path: Path, open_journal: Opener, seed: int) -> None:
    soak(path, open_journal, seed)


@pytest.mark.soak
def test_kill_three_hundred_times(tmp_path: Path, open_journal: Opener) -> None:
    for seed in range(50, 350):
        soak(
            tmp_path / str(seed) / "journal.sqlite", open_journal_at(open_journal, tmp_path / str(seed)), seed
        )


@pytest.mark.soak
def test_two_processes_write_for_a_minute(path: Path, open_journal: Opener) -> None:
    """Every acknowledged note, edit and decision of both is there, and nobody was locked out."""
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), str(path), author, "notes"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for author in ("a", "b")
    ]
    told: dict[int, list[list[str]]] = {0: [], 1: []}

    def listen(number: int) -> None:
        stdout = writers[number].stdout
        assert stdout is not None
        told[number] = [line.split() for line in stdout if line.endswith("\n")]

    listeners = [threading.Thread(target=listen, args=(number,)) for number in told]
    for each in listeners:
        each.start()
    time.sleep(60)
    for writer in writers:
        assert writer.poll() is None, writer.stderr.read() if writer.stderr else ""
        writer.kill()
    for each in listeners:
        each.join()
    journal = open_journal()
    assert journal.notices == ()
    notes = {note.id for note in journal.notes()}
    decisions = {each.id for each in journal.decisions()}
    for said in told.values():
        assert len(said) > 100
        assert {line[1] for line in said if line[0] in ("note", "edited")} <= notes
        assert {line[1] for line in said if line[0] == "decision"} <= decisions


def open_journal_at(open_journal: Opener, folder: Path) -> Opener:
    """Opens journals in a folder of its own for each run."""
    return lambda *args, **kwargs: open_journal(*args, **{"at": folder / "journal.sqlite", **kwargs})
