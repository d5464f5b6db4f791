"""A text file on the terminal that outlives the terminal.

Textual's writer thread dies at the first failed write; its bounded queue then fills and blocks the
event loop for ever. `TerminalFile` never raises: it reports the loss once and swallows what follows.
"""

from __future__ import annotations

import os
import select
import termios
import time
from collections.abc import Callable
from typing import IO, Final

WAIT: Final = 0.5
"""Seconds between looks at whether writing still makes sense, while the line takes nothing."""


class TerminalFile:
    """What Textual's writer thread writes to. Bytes are UTF-8 whatever the locale says.

    It opens the terminal anew and never blocks in a write: a blocked write holds the terminal's lock, and
    then nobody can restore it; and O_NONBLOCK on the descriptor we were given would stay on in the
    shell. Lone surrogates become U+FFFD: a terminal can't show them, and a write must not fail for them.
    """

    encoding = "utf-8"

    def __init__(self, fileno: int, on_lost: Callable[[str], None]) -> None:
        self._fileno = fileno
        self._on_lost = on_lost
        self._own = _open_anew(fileno)
        self._pending: list[str] = []
        self.lost = False
        self._parked = False
        self.written = 0  # bytes so far; what the slow-line statistics show

    def fileno(self) -> int:
        return self._fileno

    def isatty(self) -> bool:
        return os.isatty(self._fileno)

    def write(self, text: str) -> int:
        """Keep `text` until the next flush."""
        if not self.lost:
            self._pending.append(text)
        return len(text)

    def flush(self) -> None:
        """Write what is kept; a terminal that is gone is reported once and then ignored."""
        data = encode("".join(self._pending))
        self._pending.clear()
        view = memoryview(data)
        target = self._fileno if self._own is None else self._own
        while view and not self.lost:
            try:
                select.select([], [target], [], WAIT)
                while (
                    self._parked
                ):  # the process ends now; going on would let the app leave before the last words
                    time.sleep(WAIT)
                sent = os.write(target, view)
            except BlockingIOError:
                continue
            except OSError as error:
                self.lost = True
                self._on_lost(f"the terminal cannot be written to: {error.strerror}")
                return
            self.written += sent
            view = view[sent:]

    def last_words(self, text: str) -> None:
        """Stop the writer for ever and write `text` without waiting, for a process about to end; any thread; never raises.

        What the terminal has not taken yet is thrown away to make room.
        """
        self._parked = True
        target = self._fileno if self._own is None else self._own
        try:
            for _ in range(2):  # the writer may just have been about to write
                termios.tcflush(target, termios.TCOFLUSH)
                time.sleep(0.02)
            if select.select([], [target], [], 0)[1]:
                os.write(target, encode(text))
        except (OSError, termios.error):
            return  # gone, or it takes nothing even now


def _open_anew(fileno: int) -> int | None:
    """A descriptor of our own on the same terminal; None where it can't be had (after su, say)."""
    try:
        return os.open(os.ttyname(fileno), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None


def encode(text: str) -> bytes:
    """UTF-8 for the terminal; what has no UTF-8 becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def pick_stream(*streams: IO[str] | None) -> int | None:
    """The descriptor of the first stream that is a terminal, or None."""
    for stream in streams:
        try:
            if stream is not None and stream.isatty():
                return stream.fileno()
        except (ValueError, OSError):
            continue  # closed
    return None
