"""A program in a pty of its own, watched through the tests' emulator.

Nothing is timed here: waits end when what is waited for has come, and fail after a generous while.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.terminal.emulator import PLAIN, Emulator

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
"""Seconds after which a wait has failed: far more than any of them takes, on a busy machine too."""


class Session:
    """`leader`: the program leads its session, so that the kernel tells it when the terminal is closed."""

    def __init__(
        self, args: Sequence[str], *, size: tuple[int, int] = (80, 24), env: dict[str, str] | None = None
    ) -> None:
        self.master, slave = pty.openpty()
        self.emulator = Emulator(*size)
        self.output = b""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._set_size(size)
        self.reading = True
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "", "PYTHONPATH": str(ROOT)}
        for name in ("COLUMNS", "LINES", "TERM_PROGRAM", "VTE_VERSION"):
            environment.pop(name, None)

        def take_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # under nohup a closed terminal would be no news to it
            signal.signal(signal.SIGHUP, signal.SIG_DFL)

        self.process = subprocess.Popen(
            args,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=take_terminal,
            env={**environment, **(env or {})},
            cwd=ROOT,
        )
        os.close(slave)
        self.line_before = self._line()

    # -- talking

    def send(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def resize(self, width: int, height: int) -> None:
        self.pump(0)
        self.emulator.resize(width, height)
        self._set_size((width, height))

    def close_terminal(self) -> None:
        os.close(self.master)
        self.reading = False

    def _set_size(self, size: tuple[int, int]) -> None:
        width, height = size
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _line(self) -> list[object]:
        return termios.tcgetattr(self.master)[:4]

    # -- waiting

    def pump(self, timeout: float) -> bool:
        """Read what is there, waiting for the first of it; False at the end."""
        while self.reading and select.select([self.master], [], [], timeout)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            if not data:
                return False
            self.output += data
            self.emulator.feed(self._decode(data))
            timeout = 0
        return True

    def wait(self, what: Callable[[], bool], why: str = "", patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not what():
            alive = self.process.poll() is None
            self.pump(0.05 if self.reading else 0)
            if not self.reading:
                time.sleep(0.02)
            if what():
                return
            if time.monotonic() > deadline or not (alive or self.reading):
                raise AssertionError(
                    f"waited in vain for {why or what}; the screen:\n" + "\n".join(self.screen())
                )

    def wait_for(self, text: str) -> None:
        self.wait(lambda: any(text in row for row in self.screen()), repr(text))

    def wait_exit(self) -> int:
        """The status, once the process is gone and its output is read."""
        self.wait(lambda: self.process.poll() is not None, "the end of the process")
        self.drain()
        return self.process.returncode

    def drain(self) -> None:
        """Read until nothing more comes: what was written last may still be on its way through the kernel."""
        before = -1
        while self.reading and before != len(self.output):
            before = len(self.output)
            self.pump(0.1)

    def screen(self) -> list[str]:
        return self.emulator.text()

    def finish(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.reading:
            os.close(self.master)

    # -- what was left behind

    def left_on(self) -> list[str]:
        """Everything that is not as it was before the program started; empty is right."""
        screen = self.emulator
        off = [
            "?1049",
            "?1000",
            "?1002",
            "?1003",
            "?1004",
            "?1006",
            "?1015",
            "?1016",
            "?2004",
            "?2026",
            "?2048",
            "?69",
        ]
        left = [mode for mode in off if screen.modes.get(mode)]
        left += [mode + " off" for mode in ("?25", "?7", "8") if not screen.modes[mode]]
        if screen.scp != "0":
            left.append(f"SCP {screen.scp}")
        if screen.modes.get("?2501l", True) and screen.modes.get("?2501s") and not screen.modes.get("?2501r"):
            left.append("?2501")
        left += [
            f"kitty keys ({'alternate' if where else 'main'} screen)"
            for where, n in screen.kitty.items()
            if n
        ]
        if screen.look != PLAIN:
            left.append(f"style {screen.look}")
        if screen.region != (0, screen.height) or screen.columns != (0, screen.width):
            left.append("scroll region")
        if self._line() != self.line_before:
            left.append("line settings")
        return left


def probe_args(state: Path, *options: str) -> list[str]:
    """The tests' own app; see app.py."""
    return [sys.executable, "-m", "tests.terminal.app", str(state), *options]
