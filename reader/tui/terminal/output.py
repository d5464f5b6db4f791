"""A text file on the terminal that outlives the terminal.

Textual's writer thread dies at the first failed write; its bounded queue then fills and blocks the
event loop for ever. `TerminalFile` never raises: it reports the loss once and swallows what follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import IO


class TerminalFile:
    """What Textual's writer thread writes to. Bytes are UTF-8 whatever the locale says.

    Lone surrogates become U+FFFD: a terminal can't show them, and a write must not fail for them.
    """

    encoding = "utf-8"

    def __init__(self, fileno: int, on_lost: Callable[[str], None]) -> None:
        self._fileno = fileno
        self._on_lost = on_lost
        self._pending: list[str] = []
        self.lost = False
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
        while view and not self.lost:
            try:
                sent = os.write(self._fileno, view)
            except BlockingIOError:
                # Somebody set O_NONBLOCK on the terminal we share with them: wait as a blocking write would.
                wait_until_writable(self._fileno)
                continue
            except OSError as error:
                self.lost = True
                self._on_lost(f"the terminal cannot be written to: {error.strerror}")
                return
            self.written += sent
            view = view[sent:]


def encode(text: str) -> bytes:
    """UTF-8 for the terminal; what has no UTF-8 becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def wait_until_writable(fileno: int) -> None:
    """Sleep until the descriptor takes bytes again."""
    import select

    select.select([], [fileno], [], 1.0)


def write_without_waiting(fileno: int, text: str) -> None:
    """Best effort for a process about to end: never blocks, never raises.

    The terminal is opened anew, since O_NONBLOCK on the descriptor we were given would stay on in
    the shell. What the terminal has not taken yet is thrown away to make room.
    """
    import termios

    try:
        termios.tcflush(fileno, termios.TCOFLUSH)
    except termios.error:
        return  # not a terminal any more
    try:
        own = os.open(os.ttyname(fileno), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return
    try:
        os.write(own, encode(text))
    except OSError:
        return
    finally:
        os.close(own)


def pick_stream(*streams: IO[str] | None) -> int | None:
    """The descriptor of the first stream that is a terminal, or None."""
    for stream in streams:
        try:
            if stream is not None and stream.isatty():
                return stream.fileno()
        except (ValueError, OSError):
            continue  # closed
    return None
