"""Harm done from outside: workers that die, a process killed at any moment, and memory that runs out."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading, settings_in, shaped

pytestmark = pytest.mark.terminal

SENTENCE = "قال وزير الخارجية سامي الحداد في بيروت يوم 12 أيار 2021 إن الحكومة ستوقع الاتفاق رقم {n} مع البنك الدولي."
MANY = 30
WORKERS_WITHIN = 90.0
"""Seconds for all of it: a worker that never begins is given half a minute."""


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """More articles than are read without workers, each of some length."""
    folder = tmp_path / "collection"
    folder.mkdir()
    for n in range(MANY):
        text = "\n\n".join(SENTENCE.format(n=n * 100 + line) for line in range(25))
        (folder / f"{n:02}.txt").write_text(f"خبر رقم {n}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def made() -> Iterator[list[Reading]]:
    sessions: list[Reading] = []
    yield sessions
    for session in sessions:
        session.finish()


def reader_on(collection: Path, home: Path, made: list[Reading], *before: str) -> Reading:
    command = [*before, sys.executable, "-m", "reader", str(collection), "--lang", "en", "--bidi", "app"]
    made.append(Reading(home, command=command))
    return made[-1]


def reader_under(megabytes: int, collection: Path, home: Path, made: list[Reading]) -> Reading:
    """A reader, and all that it starts, with so much room for addresses."""
    limit = megabytes * 1024 * 1024
    script = f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit})); os.execv(sys.argv[1], sys.argv[1:])"
    return reader_on(collection, home, made, sys.executable, "-c", script)


def got_through(session: Reading) -> bool:
    """All of the collection is there, or the status line says what was not possible."""
    said = "failed" in session.status or "could not be read" in session.status
    return said or (f"article 1 of {MANY}" in session.status and f"/{MANY}" not in session.status)


def workers_of(session: Reading) -> list[int]:
    """The processes that analyse: children that multiprocessing has spawned, its own helper apart."""
    command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(session.process.pid)]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if "spawn_main" in line]


def test_a_worker_that_is_killed_is_replaced(collection: Path, tmp_path: Path, made: list[Reading]) -> None:
    session = reader_on(collection, tmp_path, made)
    session.wait(lambda: workers_of(session) != [], "a worker")
    os.kill(workers_of(session)[0], signal.SIGKILL)
    session.put_card_away()
    session.wait(
        lambda: f"article 1 of {MANY}" in session.status and f"/{MANY}" not in session.status, "the end of it"
    )
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    with Library.open(collection, settings_in(tmp_path), read_only=True) as library:
        assert len(library.rows()) == MANY
        failed = [each for each in library.skipped() if "broke down" in each.reason]
        assert len(failed) <= 1  # what it had in hand, at most


@pytest.mark.parametrize("megabytes", [330])
def test_too_little_memory_is_said_and_reading_goes_on(
    collection: Path, tmp_path: Path, made: list[Reading], megabytes: int
) -> None:
    """A limit under which threads with heaps of their own took all the room, and reading and linking found none."""
    session = reader_under(megabytes, collection, tmp_path, made)
    session.put_card_away()
    session.wait(lambda: got_through(session), "a word of it", patience=WORKERS_WITHIN)
    session.do("text.down", "view.articles")
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


@pytest.mark.soak
def test_killed_twenty_times_while_writing(opened: Opener, tmp_path: Path) -> None:
    """Each time at another moment of a note: the next start is clean and has it, less a second of typing."""
    chance = random.Random(3)
    first = True
    for n in range(20):
        session = opened(card=first)
        first = False
        session.wait(lambda: "quit" in session.screen()[-1] or "keep" in session.screen()[-1], "a start")  # noqa: B023  # asked at once
        if "Note on" not in session.all:  # a draft is opened again by itself
            session.do("text.next_paragraph", "text.note")
            session.wait_for("Note on «")
        session.send(f"كلمة{n} ")
        session.wait(lambda: shaped(f"كلمة{n}") in session.all, "the word")  # noqa: B023  # asked at once
        time.sleep(1.2 + chance.random())
        session.process.send_signal(signal.SIGKILL)
        session.wait_exit()
        with Library.open(SEEDS, settings_in(tmp_path), read_only=True) as library:
            drafts = library.journal.drafts()
            assert any(f"كلمة{n}" in text for text in drafts.values()), n


@pytest.mark.soak
@pytest.mark.parametrize("n", range(20))
def test_twenty_times_out_of_memory_in_a_worker(
    collection: Path, tmp_path: Path, made: list[Reading], n: int
) -> None:
    """At twenty moments of the work its workers get no more memory: said or got over, and left as any other time."""
    session = reader_on(collection, tmp_path, made)
    session.wait(lambda: workers_of(session) != [], "a worker")
    session.pump(0.05 * n)
    for worker in workers_of(session):
        pages = int(Path(f"/proc/{worker}/statm").read_text().split()[0])
        room = (pages + 64 * n) * resource.getpagesize()
        resource.prlimit(worker, resource.RLIMIT_AS, (room, room))
    session.put_card_away()
    session.wait(lambda: got_through(session), "the end of it", patience=WORKERS_WITHIN)
    session.do("text.down", "view.articles", "app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


@pytest.mark.soak
@pytest.mark.parametrize("n", range(20))
def test_twenty_times_a_killed_worker(collection: Path, tmp_path: Path, made: list[Reading], n: int) -> None:
    """The kernel's answer to memory that runs out: a worker is gone, at twenty moments of the work."""
    session = reader_on(collection, tmp_path, made)
    session.wait(lambda: workers_of(session) != [], "a worker")
    session.pump(0.05 * n)
    for worker in workers_of(session):
        os.kill(worker, signal.SIGKILL)
    session.put_card_away()
    session.wait(
        lambda: f"article 1 of {MANY}" in session.status and f"/{MANY}" not in session.status, "the end"
    )
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    with Library.open(collection, settings_in(tmp_path), read_only=True) as library:
        assert len(library.rows()) == MANY
