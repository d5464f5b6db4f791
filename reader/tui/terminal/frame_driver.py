"""What stands between the driver and a slow line: it sends what changed, and no faster than the line takes it.

Frames go through `frames.Model`. After every kilobyte or so the terminal is asked for its status (DSR); while
its answers are outstanding, frames are only taken note of, and the difference goes out when the line
is free again. ssh buffers megabytes and hides a slow line otherwise: a held key would fill them with
frames that nobody wants any more. A terminal that never answers is not waited for.

A driver gets a `FrameSender` at its start (a slow line) or while it runs (output mode `terminal` was chosen, in
which the model turns the rows around).
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from typing import Final

from reader.tui.terminal.detect import ASK_DEVICE, ASK_MARGINS, Terminal, identify, read_answers
from reader.tui.terminal.frames import Model

SYNC_START: Final = "\x1b[?2026h"
SYNC_END: Final = "\x1b[?2026l"
SYNC_WORTH: Final = 600
"""Bytes from which a frame is wrapped in mode 2026: the wrapping takes 16."""
ASK_REPEAT: Final = "\x1b[20l\x1b[2;1H \x1b[15b\x1b[6n"
"""A blank on the second row, fifteen more by REP, and where the cursor is now. The second row, because an answer from
the first reads like F3 with Shift or Ctrl. A line feed must not return (LNM): its default, said for what moves down."""
ASK_STATUS: Final = "\x1b[5n"
ASK_AFTER: Final = 1000
"""Bytes after which the terminal is asked whether it has got so far."""
IN_FLIGHT: Final = 4000
"""Bytes that may be under way: half a second of a 64 kbit/s line."""
NO_ANSWER: Final = 3.0
"""Seconds after which a terminal that has never answered is taken not to answer at all."""
STALLED: Final = 10.0
"""Seconds after which a lost answer is no longer waited for."""

_FRAME: Final = re.compile(r"\x1b\[\d+;\d+H")
_REPEATS: Final = re.compile(r"\x1b\[2;17R\Z")
_MARGINS: Final = re.compile(r"\x1b\[\?69;[123]\$y\Z")


class FrameSender:
    """Takes what Textual writes and gives `send` what is to go out. Everything here runs on the event loop but for `answered`.

    `size` is the screen as Textual knows it, `real_size` the terminal's own word, each (columns, rows).
    """

    def __init__(
        self,
        send: Callable[[str], None],
        loop: asyncio.AbstractEventLoop,
        *,
        size: Callable[[], tuple[int, int]],
        real_size: Callable[[], tuple[int, int]],
        logical: bool = False,
    ) -> None:
        self.model = Model(logical=logical)
        self._write = send
        self._loop = loop
        self._size, self._real_size = size, real_size
        self._wrap = False  # Textual has asked for a whole frame (mode 2026)
        self._unasked = 0  # bytes sent since the terminal was asked last
        self._in_flight: deque[int] = deque()  # bytes behind each question that is not answered yet
        self._answers: bool | None = None  # whether the terminal answers; None is not known yet
        self._patience = 0  # counts questions, so that a timer knows whether it is still meant

    def begin(self) -> None:
        """The terminal is ours (again): what it shows is not known, and what it can do is asked."""
        self.model.forget()
        self._in_flight.clear()
        self._unasked = 0
        self._write(ASK_REPEAT + ASK_MARGINS + (ASK_DEVICE if self.model.logical else ""))

    def order(self, *, logical: bool) -> None:
        """From now on the terminal orders each row itself, or doesn't. What is shown is not known."""
        self.model.logical = logical
        self.begin()

    def forget(self) -> None:
        """The terminal may show anything now. (One that is resized, even to the same size, may have clipped.)"""
        self.model.forget()

    def repaint(self) -> None:
        """Everything is sent again."""
        self.model.forget()
        self._in_flight.clear()
        self._send()

    # -- frames

    def write(self, data: str) -> None:
        """What Textual writes: frames are compared, everything else goes out as it is."""
        if data == SYNC_START:
            self._wrap = True
        elif data == SYNC_END:
            self._wrap = False
        elif _FRAME.match(data):
            self._frame(data)
        else:
            self._write(data)

    def _frame(self, data: str) -> None:
        size = self._size()
        if self._real_size() != size:
            # Resized, and Textual doesn't know yet: what this frame paints is unknown, and the next is whole.
            self.model.take("", size)
            self._write(data)
            return
        if not self.model.take(data, size):
            self._write(data)
            return
        if self.model.has_raw or sum(self._in_flight) < IN_FLIGHT:
            self._send()

    def _send(self) -> None:
        self.model.at_once = self._wrap
        data = self.model.difference()
        if not data:
            return
        weight = len(data.encode("utf-8", "replace"))
        if self._wrap and weight > SYNC_WORTH:
            data = SYNC_START + data + SYNC_END
        self._unasked += weight
        if self._unasked >= ASK_AFTER and self._answers is not False:
            data += ASK_STATUS
            self._in_flight.append(self._unasked)
            self._unasked = 0
            self._patience += 1
            wait = STALLED if self._answers else NO_ANSWER
            self._loop.call_later(wait, self._lose_patience, self._patience)
        self._write(data)

    # -- the line's pace

    def answered(self, sequence: str) -> None:
        """An answer of the terminal's (input thread)."""
        if sequence == "\x1b[0n":
            self._loop.call_soon_threadsafe(self._arrived)
        elif _REPEATS.match(sequence):
            self._loop.call_soon_threadsafe(self._use_repeats)
        elif _MARGINS.match(sequence):
            self._loop.call_soon_threadsafe(self._use_margins)
        elif self.model.logical and (terminal := identify(read_answers([sequence]), {})) is not None:
            self._loop.call_soon_threadsafe(self._suit, terminal)

    def _suit(self, terminal: Terminal) -> None:
        """What a terminal that orders by itself is known to lack."""
        braille, upright = terminal.lrm == "column", terminal.slanted == "missing"
        if (self.model.braille, self.model.upright) != (braille, upright):
            self.model.braille, self.model.upright = braille, upright
            self.repaint()

    def _use_margins(self) -> None:
        self.model.margins = True

    def _use_repeats(self) -> None:
        self.model.repeats = True

    def _arrived(self) -> None:
        self._answers = True
        if self._in_flight:
            self._in_flight.popleft()
        if self.model.pending and sum(self._in_flight) < IN_FLIGHT:
            self._send()

    def _lose_patience(self, asked: int) -> None:
        if not self._in_flight or asked != self._patience:
            return
        if self._answers is None:
            self._answers = False
        self._in_flight.clear()
        if self.model.pending:
            self._send()
