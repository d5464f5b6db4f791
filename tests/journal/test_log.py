"""The write-ahead log wherever a kill may stop SQLite's writing: never called torn, unless it is."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from reader.journal.log import FRAME_HEADER, HEADER, Behind, behind, frames

SIZE = 4096
FRAME = FRAME_HEADER + SIZE


def logs(folder: Path) -> Iterator[bytes]:
    """The log after each of some transactions, long and short, with a restart (a checkpoint) here and there."""
    path = folder / "a.sqlite"
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE t (x TEXT)")
        for n, rows in enumerate((1, 7, 1, 3, 1, 9, 2, 1)):
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO t VALUES (?)", [(f"{n} " + "كلام " * 300,)] * rows)
            connection.execute("COMMIT")
            yield folder.joinpath("a.sqlite-wal").read_bytes()
            if n % 2:
                connection.execute(
                    "PRAGMA wal_checkpoint(PASSIVE)"
                )  # the next transaction starts the log anew
    connection.close()


def writes(data: bytes) -> Iterator[int]:
    """Where a kill can stop it: after the header of the log, of each frame, each page, and within a page."""
    yield 0
    yield HEADER
    for at in range(HEADER, len(data), FRAME):
        yield from (at + FRAME_HEADER, at + FRAME_HEADER + 512, at + FRAME)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Every state that a kill can leave between one transaction and the next."""
    found = []
    for old, new in pairwise(logs(tmp_path_factory.mktemp("log"))):
        found += [new[:cut] + old[cut:] for cut in writes(new)]
    return found


def test_a_log_is_started_anew_now_and_then(stopped: list[bytes]) -> None:
    assert len({each[16:24] for each in stopped}) >= 3


def test_a_kill_never_tears(stopped: list[bytes], tmp_path: Path) -> None:
    log = tmp_path / "wal"
    for state in stopped:
        log.write_bytes(state)
        assert behind(log) is Behind.NOTHING


def test_a_whole_header_alone_says_which_frames_count(stopped: list[bytes]) -> None:
    """Killed after the new header and before its first frame: all frames that stand are of the log before."""
    restarted = [each for each in stopped if each[16:24] != each[HEADER + 8 : HEADER + 16]]
    assert restarted
    assert all(not list(frames(each, SIZE)) for each in restarted)


def test_a_torn_header_leaves_the_frames_in_front(tmp_path: Path) -> None:
    """Behind a restarted log stand longer remains of the one before: they are not what was written last."""
    for whole in logs(tmp_path):
        salts = [whole[at + 8 : at + 16] for at in range(HEADER, len(whole) - FRAME + 1, FRAME)]
        torn = whole[:16] + b"\xff" * 16 + whole[HEADER:]
        assert [each.salt for each in frames(torn, SIZE)] == [each for each in salts if each == salts[0]]


def test_a_damaged_first_frame_is_a_tear(tmp_path: Path) -> None:
    *_, whole = logs(tmp_path)
    data = bytearray(whole)
    data[HEADER + 8 : HEADER + 16] = struct.pack(">Q", 1)
    log = tmp_path / "wal"
    log.write_bytes(data)
    assert behind(log) is Behind.WORK
