"""Every way out: state saved once, the terminal as it was, the process gone. In a pty, with a small app."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.session import Session, probe_args

pytestmark = pytest.mark.terminal

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
GONE_WITHIN = 2.0
"""Seconds; the promise. The app gives up at 1.7, so a loaded machine has some room."""
ROOM = 3.0
"""Seconds that a loaded test machine may take on top."""


class Run:
    """A session with its state file."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.sessions: list[Session] = []

    def start(
        self, *options: str, size: tuple[int, int] = (80, 24), env: dict[str, str] | None = None
    ) -> Session:
        return self.start_args(probe_args(self.state, *options), size=size, env=env)

    def start_args(
        self, args: list[str], *, size: tuple[int, int] = (80, 24), env: dict[str, str] | None = None
    ) -> Session:
        session = Session(args, size=size, env=env)
        self.sessions.append(session)
        session.wait_for("ready")
        return session

    def saved(self) -> list[str]:
        return self.state.read_text().splitlines() if self.state.exists() else []


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    made = Run(tmp_path)
    yield made
    for session in made.sessions:
        session.finish()


def test_bidi_mode_is_said_before_the_first_paint(run: Run) -> None:
    session = run.start()
    output = session.output
    first_paint = output.index(b"\x1b[1;1H")
    for sequence in (b"\x1b[8l", b"\x1b[1 k", b"\x1b[?2501l"):
        assert output.index(b"\x1b[?1049h") < output.index(sequence) < first_paint
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert b"\x1b[8h" in session.output
    assert run.saved() == ["saved MainThread"]
    assert not session.emulator.unknown


@pytest.mark.parametrize("mode", ["terminal", "none"])
def test_other_modes_say_nothing(run: Run, mode: str) -> None:
    session = run.start("--bidi", mode)
    session.send("q")
    session.wait_exit()
    assert b"\x1b[8l" not in session.output
    assert b"\x1b[8h" not in session.output
    assert b"2501" not in session.output
    assert session.left_on() == []


@pytest.mark.parametrize("number", SIGNALS)
def test_signals(run: Run, number: signal.Signals) -> None:
    session = run.start("--mouse")
    session.signal(number)
    assert session.wait_exit() == 128 + number
    assert session.left_on() == []
    assert run.saved() == ["saved MainThread"]


def test_a_crash_restores_and_saves(run: Run) -> None:
    session = run.start()
    session.send("x")
    assert session.wait_exit() == 1
    assert session.left_on() == []
    assert run.saved() == ["saved MainThread"]


def test_a_blocked_app_is_ended(run: Run) -> None:
    session = run.start("--mouse")
    session.send("h")
    time.sleep(0.3)
    began = time.monotonic()
    session.signal(signal.SIGTERM)
    assert session.wait_exit() == 143
    assert time.monotonic() - began < GONE_WITHIN + ROOM
    assert session.left_on() == []
    assert run.saved() == ["saved warraq-last-words"]


@pytest.mark.parametrize(("slow_line", "after"), [(False, 0.3), (False, 1.5), (True, 1.5)])
def test_a_stalled_line_does_not_keep_us(run: Run, slow_line: bool, after: float) -> None:
    """Nobody reads what the app writes: its writer blocks; its queue takes what is written at the end, or is full."""
    session = run.start("--mouse", *["--slow"] * slow_line)
    session.send("f")
    time.sleep(after)
    session.signal(signal.SIGTERM)
    deadline = time.monotonic() + GONE_WITHIN + ROOM
    while session.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert session.process.poll() == 143
    session.drain()
    assert session.left_on() == []
    assert len(run.saved()) == 1


def test_a_working_thread_does_not_keep_us(run: Run) -> None:
    session = run.start()
    session.send("w")
    session.wait_for("keys 1")
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert run.saved() == ["saved MainThread"]


def test_a_closed_terminal(run: Run) -> None:
    session = run.start()
    session.close_terminal()
    session.wait_exit()
    assert len(run.saved()) == 1


def test_a_closed_terminal_that_nobody_tells_us_of(run: Run, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    session = run.start_args(
        [sys.executable, "-m", "tests.terminal.deaf_leader", str(pid_file), *probe_args(run.state)]
    )
    pid = int(pid_file.read_text())
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    session.close_terminal()
    session.wait_exit()
    assert len(run.saved()) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 30
    )  # its whole life, start included


@pytest.mark.parametrize("by_signal", [False, True], ids=["by key", "by signal"])
def test_stop_and_continue(run: Run, by_signal: bool) -> None:
    session = run.start_args(
        [sys.executable, "-m", "tests.terminal.job_shell", *probe_args(run.state, "--mouse")]
    )
    stop_and_continue(session, by_signal=by_signal, after=0)
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []


def test_stopped_by_somebody_else(run: Run) -> None:
    """SIGSTOP can't be caught: when we go on, the terminal may be in any state."""
    session = run.start()
    session.signal(signal.SIGSTOP)
    time.sleep(0.2)
    session.pump(0)
    session.emulator.feed("\x1b[?1049l\x1b[?25h\x1b[8h")
    session.signal(signal.SIGCONT)
    session.wait(lambda: session.emulator.alternate and not session.emulator.modes["8"], "the modes")
    session.wait_for("ready")
    session.send("k")
    session.wait_for("keys 1")
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []


def test_a_command_outside(run: Run) -> None:
    session = run.start("--mouse")
    session.send("e")
    session.wait_for("outside now")
    assert session.left_on() == []
    session.send("\n")
    session.wait(
        lambda: session.emulator.alternate and not session.emulator.modes["8"], "the app to come back"
    )
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert run.saved() == ["saved MainThread"]


def test_resize_paste_and_noise(run: Run) -> None:
    """A terminal that changes its size, answers what nobody asked, and pastes a megabyte."""
    session = run.start(env={"COLUMNS": "80", "LINES": "24"})
    session.resize(100, 30)
    session.wait_for("size 100x30")
    session.send(
        "\x1b[?69;2$y\x1b[>65;7006;1c\x1bP>|VTE(7006)\x1b\\\x1b[8;1$y\x1b[99999999;1u\x1b]11;rgb:0/0/0\x07k"
    )
    session.wait_for("keys 1 k")
    os.write(session.master, b"\xff\xfek")  # not UTF-8
    session.wait_for(" k")
    text = "كلمة " * 100_000
    data = f"\x1b[200~{text}\x1b[201~".encode()
    for at in range(0, len(data), 2048):
        os.write(session.master, data[at : at + 2048])
        session.pump(0)
    session.wait_for(f"pasted {len(text)}")
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "vt100"},
        {"TERM": "linux", "NO_COLOR": "1"},
        {"TERM": "nobody-knows-this", "LANG": "C", "LC_ALL": "C"},
    ],
    ids=["vt100", "linux without colours", "unknown TERM in the C locale"],
)
def test_other_terminals(run: Run, env: dict[str, str]) -> None:
    session = run.start("--slow", env=env, size=(60, 15))
    session.send("k")
    session.wait_for("keys 1")
    session.signal(signal.SIGTERM)
    assert session.wait_exit() == 143
    assert session.left_on() == []


ENDS: dict[str, signal.Signals] = {
    "TERM": signal.SIGTERM,
    "HUP": signal.SIGHUP,
    "INT": signal.SIGINT,
    "QUIT": signal.SIGQUIT,
    "blocked": signal.SIGTERM,
    "stalled": signal.SIGTERM,
    "early": signal.SIGTERM,
}


@pytest.mark.soak
@pytest.mark.parametrize("way", ["q", *ENDS, "close", "unheard", "stop"])
@pytest.mark.parametrize("n", range(20))
def test_twenty_times(run: Run, tmp_path: Path, way: str, n: int) -> None:
    """Each way out, at twenty moments: saved once, the terminal as it was, gone in time."""
    if way == "early":  # keys and a signal while the app is starting
        session = Session(probe_args(run.state))
        run.sessions.append(session)
        session.pump(0.05 * n)
    elif way == "unheard":  # the terminal closes and no signal says so
        leader = [sys.executable, "-m", "tests.terminal.deaf_leader", str(tmp_path / "pid")]
        session = run.start_args([*leader, *probe_args(run.state)])
    elif way == "stop":
        shell = [sys.executable, "-m", "tests.terminal.job_shell"]
        session = run.start_args([*shell, *probe_args(run.state, "--mouse", *["--slow"] * (n % 2))])
    else:
        session = run.start("--mouse", *["--slow"] * (n % 2))
    if way == "stop":
        stop_and_continue(session, by_signal=n % 4 > 1, after=0.01 * n)
    if way in ("close", "unheard"):
        session.close_terminal()
    elif way in ("q", "stop"):
        session.send("kkq")
    else:
        if way in ("blocked", "stalled"):
            session.send("h" if way == "blocked" else "f")
            time.sleep(0.3 + 0.05 * n)
        else:
            session.send("kk")
        began = time.monotonic()
        session.signal(ENDS[way])
        while session.process.poll() is None and time.monotonic() - began < GONE_WITHIN + ROOM:
            time.sleep(0.02)  # a stalled line: nobody reads meanwhile
        assert session.process.poll() is not None
    session.wait_exit()
    if way != "early":
        assert len(run.saved()) == 1
    if session.reading:
        assert session.left_on() == []


def stop_and_continue(session: Session, *, by_signal: bool, after: float) -> None:
    """Ctrl+Z or SIGTSTP, the terminal given back, and taken again."""
    time.sleep(after)
    if by_signal:
        os.killpg(os.tcgetpgrp(session.master), signal.SIGTSTP)
    else:
        session.send("z")
    session.wait_for("STOPPED")
    assert session.left_on() == []
    session.send("\n")
    session.wait(
        lambda: session.emulator.alternate and not session.emulator.modes["8"], "the app to come back"
    )
    session.wait_for("ready")
