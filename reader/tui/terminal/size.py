"""The terminal's size: every change is told, the last one last, however many come at once.

A signal handler must not read the size itself. Python runs a handler between two instructions of another one, so
of two that read and then report, the inner one may report the newer size first and the outer one its stale size
after it; nothing ever repairs that. Here the handler only wakes the event loop, which reads. And a terminal is asked
once more when it has come to rest: some systems send the signal before the new size can be read.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from types import FrameType
from typing import Final

Size = tuple[int, int]  # columns, rows

SETTLED: Final = 0.15
"""Seconds without a signal after which the size is read once more."""


class SizeWatch:
    """Reads `read()` on every SIGWINCH and calls `tell(size)`; event loop thread only, but for the handler.

    `known()` is the size that the app works with.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        read: Callable[[], Size],
        known: Callable[[], Size],
        tell: Callable[[Size], None],
    ) -> None:
        self._loop = loop
        self._read, self._known, self._tell = read, known, tell
        self._at_rest: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Take the signal (main thread), in place of whoever has it."""
        signal.signal(signal.SIGWINCH, self._on_signal)

    def end(self) -> None:
        """The terminal is not ours any more: nothing is read."""
        if self._at_rest is not None:
            self._at_rest.cancel()

    def check(self) -> None:
        """Read the size now, and tell it where the app works with another."""
        if (size := self._read()) != self._known():
            self._tell(size)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._resized)

    def _resized(self) -> None:
        self._tell(self._read())
        self.end()
        self._at_rest = self._loop.call_later(SETTLED, self.check)
