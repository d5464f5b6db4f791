"""`warraq --web`: a terminal of our own for a program that talks to a page (textual-serve), over its pipes.

textual-serve starts a program, speaks packets with it and passes them on to xterm.js in a browser. Textual has a
driver for that, which knows no signals, no slow line and no bidi mode. Here the process splits instead: the child
gets a pty and is the reader as in any terminal; the parent stands between the pty and the pipes and loads nothing.
When the page is closed the pty is, and the reader leaves as it does when a line drops.

A packet is a letter (D data, M a JSON object), four bytes of length, big endian, and that many bytes.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping
from typing import Final

HELLO: Final = b"__GANGLION__\n"
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of a packet that are believed."""
LEAVE_WITHIN: Final = 3.0
"""Seconds that the reader has to leave when the page is gone; it needs two at most."""
_NOT_OURS: Final = (
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLUMNS",
    "LINES",
    "ROWS",
    "TMUX",
    "STY",
    "NO_COLOR",
)
"""Of the server's own terminal, or of textual-serve: they say nothing of the page's."""


def environment_for_page(env: Mapping[str, str]) -> dict[str, str]:
    """The variables of a reader in a page: xterm.js, on a line of its own."""
    kept = {
        name: value
        for name, value in env.items()
        if name not in _NOT_OURS and not name.startswith(("TEXTUAL", "SSH_", "VTE_", "KONSOLE_"))
    }
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "xterm.js"}


def size_for_page(env: Mapping[str, str]) -> tuple[int, int]:
    """Columns and rows as textual-serve gives them."""

    def number(name: str, default: int) -> int:
        value = env.get(name, "")
        return min(int(value), 1000) if value.isascii() and value.isdigit() and int(value) else default

    return number("COLUMNS", 80), number("ROWS", 24)


def packets(buffer: bytearray) -> Iterator[tuple[bytes, bytes]]:
    """The whole packets at the front of a buffer, taken out of it. Raises ValueError where it is no packet."""
    while len(buffer) >= 5:
        size = int.from_bytes(buffer[1:5], "big")
        if buffer[0] not in b"DM" or size > LARGEST:
            raise ValueError("not the protocol of textual-serve")
        if len(buffer) < 5 + size:
            return
        kind, payload = bytes(buffer[:1]), bytes(buffer[5 : 5 + size])
        del buffer[: 5 + size]
        yield kind, payload


def packet(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def split(size: tuple[int, int]) -> int | None:
    """None in the child, which has a terminal from now on; in the parent, once all is over, the exit status."""
    child, master = os.forkpty()
    if child == 0:
        _resize(0, *size)
        return None
    os.write(1, HELLO)
    bridge = Bridge(master)
    try:
        bridge.run()
    finally:
        os.close(master)  # SIGHUP, unless it has gone by itself
    status = _ended(child)
    if bridge.page_is_there:
        _write_all(packet(b"M", json.dumps({"type": "exit"}).encode()))
    return status


class Bridge:
    """Carries bytes between the pipes (0 and 1) and the pty until one of them ends."""

    def __init__(self, master: int) -> None:
        self._master = master
        self._received = bytearray()
        self._typed = (
            bytearray()
        )  # for the reader, which may be busy: never a reason not to take what it paints
        self.page_is_there = True
        os.set_blocking(master, False)

    def run(self) -> None:
        """Returns when the reader has left or the page is gone."""
        while self.page_is_there:
            wanted = [self._master] if self._typed else []
            readable, writable, _ = select.select([0, self._master], wanted, [])
            if writable:
                self._type()
            if self._master in readable and not self._pass_on():
                return
            if 0 in readable:
                self._take(os.read(0, 65536))

    def _pass_on(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:  # EIO: the reader has closed its end
            return False
        if data:
            self.page_is_there = _write_all(packet(b"D", data))
        return bool(data)

    def _type(self) -> None:
        try:
            del self._typed[: os.write(self._master, self._typed[:4096])]
        except BlockingIOError:
            return
        except OSError:
            self._typed.clear()  # it has left; the next read says so

    def _take(self, data: bytes) -> None:
        self._received += data
        self.page_is_there = bool(data)
        try:
            for kind, payload in packets(self._received):
                if kind == b"D":
                    self._typed += payload
                else:
                    self._told(json.loads(payload))
        except ValueError:
            self.page_is_there = False  # whoever speaks there is not textual-serve

    def _told(self, message: object) -> None:
        match message:
            case {"type": "resize", "width": int(width), "height": int(height)}:
                _resize(self._master, max(1, min(width, 1000)), max(1, min(height, 1000)))
            case {"type": "quit"}:
                self.page_is_there = False
            case _:
                pass  # focus and blur come as keys too; what is newer than we are is nothing to die of


def _resize(terminal: int, width: int, height: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))


def _write_all(data: bytes) -> bool:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(1, view) :]
    except OSError:
        return False
    return True


def _ended(child: int) -> int:
    """The child's exit status; one that does not leave is ended."""
    deadline = time.monotonic() + LEAVE_WITHIN
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 128 + signal.SIGKILL
