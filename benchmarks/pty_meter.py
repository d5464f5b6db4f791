"""A program in a pty, its output counted and timed: what the terminal benchmarks stand on."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from time import monotonic
from types import TracebackType
from typing import Self

SYNCHRONISED = b"\x1b[?2026;2$y"  # the terminal's word that it can take a frame as a whole
FRAME, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"


def places(home: str) -> dict[str, str]:
    """Variables under which the reader keeps everything in `home`.

    Byte code is written and found there too, as pip installs it, wherever the checkout lies and whatever the shell forbids.
    """
    folders = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{home}/bytecode"}
    return {"HOME": home, **folders, **bytecode}


class Metered:
    """A command with a terminal of `columns` by `rows`. Queries of the terminal stay unanswered."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.started = monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            variables = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
            for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "TMUX", "NO_COLOR", "COLORTERM"):
                if name not in (env or {}):
                    variables.pop(name, None)
            os.execvpe(command[0], list(command), variables)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """What comes until `seconds` have passed without a byte."""
        got = bytearray()
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                break
            if not piece:
                break
            got += piece
        self.output += got
        return bytes(got)

    def until(self, needle: bytes, seconds: float = 30.0) -> float:
        """Seconds from the start until `needle` has come. Raises TimeoutError."""
        end = monotonic() + seconds
        while needle not in self.output:
            left = end - monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                raise TimeoutError(f"{needle!r} did not come in {seconds} s")
            self.output += os.read(self.fd, 65536)
        return monotonic() - self.started

    def press(self, keys: str, quiet: float = 0.3) -> bytes:
        """What a key brings, until `quiet` seconds of silence."""
        os.write(self.fd, keys.encode())
        return self.read(quiet)

    def key_to_frame(self, key: str, quiet: float) -> tuple[float, float]:
        """Seconds until the last byte of the first frame that a key brings, and of all that it brings.

        A short frame comes without marks around it (the differ's): then the first bytes are the frame.
        """
        self.read(0.0)
        began = last = monotonic()
        first = 0.0
        got = b""
        os.write(self.fd, key.encode())
        while select.select([self.fd], [], [], quiet)[0]:
            got += os.read(self.fd, 65536)
            last = monotonic()
            if not first and (FRAME not in got or FRAME_END in got):
                first = last
        return (first or last) - began, last - began
