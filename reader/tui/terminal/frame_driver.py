"""The driver for slow lines: sends what changed, and no faster than the line takes it.

Frames go through `frames.Model`. After every kilobyte or so the terminal is asked for its status (DSR); while
its answers are outstanding, frames are only taken note of, and the difference goes out when the line
is free again. ssh buffers megabytes and hides a slow line otherwise: a held key would fill them with
frames that nobody wants any more. A terminal that never answers is not waited for.
"""

from __future__ import annotations

import os
import re
import signal
from collections import deque
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from reader.tui.terminal.detect import ASK_DEVICE, ASK_MARGINS, identify, read_answers
from reader.tui.terminal.driver import WarraqDriver
from reader.tui.terminal.frames import Model

if TYPE_CHECKING:
    from textual.app import App

SYNC_START: Final = "\x1b[?2026h"
SYNC_END: Final = "\x1b[?2026l"
SYNC_WORTH: Final = 600
"""Bytes from which a frame is wrapped in mode 2026: the wrapping takes 16."""
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
_MARGINS: Final = re.compile(r"\x1b\[\?69;[123]\$y\Z")


class FrameDriver(WarraqDriver):
    """`WarraqDriver` that sends differences. Everything here runs on the event loop but for `answered`."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.model = Model(logical=self.bidi == "terminal")
        self._wrap = False  # Textual has asked for a whole frame (mode 2026)
        self._unasked = 0  # bytes sent since the terminal was asked last
        self._in_flight: deque[int] = deque()  # bytes behind each question that is not answered yet
        self._answers: bool | None = None  # whether the terminal answers; None is not known yet
        self._patience = 0  # counts questions, so that a timer knows whether it is still meant

    # -- the terminal comes and goes

    def start_application_mode(self) -> None:
        super().start_application_mode()
        if not self._active:
            return
        self.model.forget()
        self._in_flight.clear()
        self._unasked = 0
        self.write(ASK_MARGINS + ASK_DEVICE if self.model.logical else ASK_MARGINS)
        self._watch_resize()

    def _watch_resize(self) -> None:
        """A terminal that is resized, even to the same size again, may have clipped what it shows."""
        textual = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self.model.forget()
            if callable(textual):
                textual(number, frame)

        signal.signal(signal.SIGWINCH, resized)

    def _take_back(self) -> None:
        self.model.forget()
        super()._take_back()

    def repaint(self) -> None:
        self.model.forget()
        self._in_flight.clear()
        self._send()

    # -- frames

    def write(self, data: str) -> None:
        if data == SYNC_START:
            self._wrap = True
        elif data == SYNC_END:
            self._wrap = False
        elif _FRAME.match(data):
            self._frame(data)
        else:
            super().write(data)

    def _frame(self, data: str) -> None:
        size = (self._app.size.width, self._app.size.height)
        try:
            real = tuple(os.get_terminal_size(self._terminal.fileno()))
        except OSError:
            real = size
        if real != size:
            # Resized, and Textual doesn't know yet: what this frame paints is unknown, and the next is whole.
            self.model.take("", size)
            super().write(data)
            return
        if not self.model.take(data, size):
            super().write(data)
            return
        if self.model.has_raw or sum(self._in_flight) < IN_FLIGHT:
            self._send()

    def _send(self) -> None:
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
        super().write(data)

    # -- the line's pace

    def answered(self, sequence: str) -> None:
        if sequence == "\x1b[0n":
            self._loop.call_soon_threadsafe(self._arrived)
        elif _MARGINS.match(sequence):
            self._loop.call_soon_threadsafe(self._use_margins)
        elif self.model.logical and _lrm_takes_a_column(sequence):
            self._loop.call_soon_threadsafe(self._use_braille)
        super().answered(sequence)

    def _use_braille(self) -> None:
        self.model.braille = True
        self.repaint()

    def _use_margins(self) -> None:
        self.model.margins = True

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


def _lrm_takes_a_column(answer: str) -> bool:
    terminal = identify(read_answers([answer]), {})
    return terminal is not None and terminal.lrm == "column"
