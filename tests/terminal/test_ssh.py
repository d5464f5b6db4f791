"""Through a real sshd on loopback: leaving, and a connection that is cut."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Sshd
from tests.terminal.session import PATIENCE, ROOT, Session, probe_args

pytestmark = pytest.mark.terminal


@pytest.fixture
def session(sshd: Sshd, tmp_path: Path) -> Iterator[Session]:
    made = Session(sshd.command("env", f"PYTHONPATH={ROOT}", *probe_args(tmp_path / "state", "--slow")))
    made.wait_for("ready")
    yield made
    made.finish()


def test_leaving(session: Session, tmp_path: Path) -> None:
    assert b"\x1b[8l" in session.output
    session.resize(100, 30)
    session.wait_for("size 100x30")
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert (tmp_path / "state").read_text() == "saved MainThread\n"


@pytest.mark.parametrize("way", ["client killed", "terminal closed"])
def test_a_cut_connection_saves(session: Session, sshd: Sshd, tmp_path: Path, way: str) -> None:
    if way == "client killed":
        session.signal(signal.SIGKILL)
    else:
        session.close_terminal()
    deadline = time.monotonic() + PATIENCE
    while not (tmp_path / "state").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (tmp_path / "state").exists(), (
        f"client: {session.process.poll()}\n{where_it_hangs(sshd, tmp_path)}"
    )
    assert (tmp_path / "state").read_text().count("saved") == 1


def where_it_hangs(sshd: Sshd, folder: Path) -> str:
    """The processes of the connection, what each waits for, and what the server wrote."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,stat,wchan:24,args"], capture_output=True, text=True)
    mine = [line for line in listed.stdout.splitlines() if str(folder) in line or "sshd" in line]
    return "\n".join([*mine, (sshd.folder / "log").read_text()[-1000:]])
