"""Kills between a transaction's last frame and the log's index: the next writer begins over what was never acknowledged.

Made here by hand: the same journal is written on from one state twice, once by a session that is killed and once by
the one that comes after it, and the second one's log is laid over the first one's.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.journal import Journal
from reader.journal.log import FRAME_HEADER, HEADER, Behind, behind
from reader.model import Target

FRAME = FRAME_HEADER + 4096
ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


class State(NamedTuple):
    """The journal's file, its log, and the index of the log, as bytes."""

    main: bytes
    log: bytes
    index: bytes

    @property
    def frames(self) -> int:
        return (len(self.log) - HEADER) // FRAME


def taken(path: Path) -> State:
    return State(*(path.with_name(path.name + end).read_bytes() for end in ("", "-wal", "-shm")))


def put(path: Path, state: State) -> Path:
    """The state laid down as a kill would leave it; the log's path."""
    for end, data in zip(("", "-wal", "-shm"), state, strict=True):
        path.with_name(path.name + end).write_bytes(data)
    return path.with_name(f"{path.name}-wal")


def written(folder: Path, start: State | None, *bodies: str) -> State:
    """The state after some notes, one transaction each, before the journal is closed."""
    folder.mkdir()
    path = folder / "journal.sqlite"
    if start:
        put(path, start)
    with closing(Journal(path, author="a")) as journal:
        for body in bodies:
            journal.add_note(ABOUT, body)
        return taken(path)


LONG, SHORT = "كلام " * 6000, "بعد"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> State:
    return written(tmp_path_factory.mktemp("before") / "a", None, "قبل", "قبله")


@pytest.fixture(scope="module")
def killed(before: State, tmp_path_factory: pytest.TempPathFactory) -> State:
    return written(tmp_path_factory.mktemp("killed") / "a", before, LONG)


@pytest.fixture(scope="module")
def after(before: State, tmp_path_factory: pytest.TempPathFactory) -> State:
    return written(tmp_path_factory.mktemp("after") / "a", before, SHORT)


@pytest.fixture(scope="module")
def remains(killed: State, after: State) -> State:
    """The next session wrote a shorter transaction over the killed one."""
    assert after.frames + 2 < killed.frames
    return after._replace(log=after.log + killed.log[len(after.log) :])


def test_what_was_killed_before_it_was_acknowledged_is_no_tear(remains: State, tmp_path: Path) -> None:
    assert behind(put(tmp_path / "j.sqlite", remains)) is Behind.REMAINS


def test_nor_where_the_next_one_was_killed_too(
    before: State, killed: State, after: State, tmp_path: Path
) -> None:
    for frames in range(before.frames, after.frames + 1):
        cut = HEADER + frames * FRAME
        state = before._replace(log=after.log[:cut] + killed.log[cut:])
        assert behind(put(tmp_path / "j.sqlite", state)) is not Behind.WORK, frames


def test_the_journal_opens_with_all_that_was_acknowledged(
    remains: State, path: Path, open_journal: Opener
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    log = put(path, remains)
    journal = open_journal()
    assert journal.notices == ()
    assert [note.body for note in journal.notes()] == ["قبل", "قبله", SHORT]
    assert log.stat().st_size == 0  # else the next start, with an index made anew, could not tell
    assert not list(path.parent.glob("*.damaged*"))


def test_a_second_session_leaves_the_remains_to_the_first(
    remains: State, path: Path, open_journal: Opener
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, remains)
    for author in ("a", "b"):
        assert open_journal(author=author).notices == ()


def torn(state: State, frame: int) -> State:
    data = bytearray(state.log)
    data[HEADER + frame * FRAME + 900] ^= 0xFF
    return state._replace(log=bytes(data))


@pytest.mark.parametrize("frame", [0, 3, -4])
def test_damage_in_what_was_acknowledged_is_a_tear(killed: State, frame: int, tmp_path: Path) -> None:
    assert behind(put(tmp_path / "j.sqlite", torn(killed, frame % killed.frames))) is Behind.WORK


def older_than_the_machine_s_start(path: Path) -> None:
    os.utime(path, (1, 1))


def made_anew(path: Path) -> None:
    """As the first session to open the file makes it: from the log, up to the first bad frame."""
    shutil.copy(path.with_name("j.sqlite"), path.with_name("k.sqlite"))
    shutil.copy(path.with_name("j.sqlite-wal"), path.with_name("k.sqlite-wal"))
    with closing(sqlite3.connect(path.with_name("k.sqlite"))) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        shutil.copy(path.with_name("k.sqlite-shm"), path)


def half_written(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def of_another_log(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[32] ^= 0xFF
    data[80] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil", [older_than_the_machine_s_start, made_anew, half_written, of_another_log, Path.unlink]
)
def test_an_index_that_cannot_be_relied_on_excuses_nothing(
    remains: State, spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    log = put(tmp_path / "j.sqlite", remains)
    spoil(tmp_path / "j.sqlite-shm")
    assert behind(log) is Behind.WORK
