"""Leaving: state saved, terminal restored, process gone within two seconds, whatever happened.

`Lifecycle` is made by the driver (`driver_class(on_leave=...)`, see driver.py); an app needs nothing else.
Ways out: SIGTERM, SIGHUP, SIGINT, SIGQUIT, end of input, a terminal that cannot be written to, and the
ordinary quit. For each of them:

1. `on_leave` runs once and saves what a person did. Normally on the app's own thread; when that
   thread is stuck (a stalled line, a long computation), on another one. So it must touch no widget
   and must not need a lock that the app holds for long.
2. The app is asked to exit, with status 128 + signal number, or 1 where the terminal was lost.
3. When the process is still there after `GRACE` seconds, the deadline thread saves (if nobody has),
   restores the terminal without waiting for it, and ends the process.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

GRACE: Final = 1.2
"""Seconds the app has to leave by itself."""
LAST_WORDS: Final = 0.5
"""Seconds that `on_leave` has when the app did not get to it."""

LEAVE_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


class Lifecycle:
    """One run of one app, from its first control sequence to the end of the process.

    `leave_app(status)` asks the app to exit (event loop thread); `restore` gives the terminal back at
    once and does nothing where that has happened already (any thread).
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        leave_app: Callable[[int], None],
        restore: Callable[[], None],
        on_leave: Callable[[], None] | None = None,
    ) -> None:
        self._loop = loop
        self._leave_app = leave_app
        self._restore = restore
        self._on_leave = on_leave
        self._lock = threading.Lock()
        self._save_begun = False
        self._saved = threading.Event()
        self._pid = os.getpid()
        self._wakeup: tuple[int, int] | None = None
        self._deadline_thread: threading.Thread | None = None
        self._due = threading.Event()
        self._last_call = (0, False)  # what the deadline thread is told when it is due
        self.reason: str | None = None
        """Why we are leaving, in one line; None while we stay."""

    # -- signals

    def watch_signals(self) -> None:
        """Take the signals that mean: leave. Main thread only; elsewhere (tests) nothing is taken.

        Python runs a handler only when the main thread gets back to the interpreter. The wakeup
        descriptor is written by C at once, and a thread of ours reads it: so a signal is seen even
        while the main thread waits for a stalled terminal.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        for number in LEAVE_SIGNALS:
            signal.signal(number, self._on_signal)
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, False)
        self._wakeup = read_end, write_end
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        os.register_at_fork(after_in_child=self._forget_in_child)
        threading.Thread(target=self._read_wakeups, name="warraq-signals", daemon=True).start()
        self._have_deadline_thread()  # now: where memory runs out no thread can be had any more

    def _read_wakeups(self) -> None:
        assert self._wakeup is not None
        while received := os.read(self._wakeup[0], 64):
            for number in received:
                if number in LEAVE_SIGNALS:
                    self.leave_for_signal(number)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._loop.is_closed():
            # The app is over and the terminal restored: the signal means what it always means.
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        self.leave_for_signal(number)

    def _forget_in_child(self) -> None:
        """A forked worker shares the wakeup pipe: its signals must not be taken for ours."""
        if signal.set_wakeup_fd(-1) == -1:
            return
        for number in LEAVE_SIGNALS:
            signal.signal(number, signal.SIG_DFL)

    def leave_for_signal(self, number: int) -> None:
        self.leave(f"signal {signal.Signals(number).name}", 128 + number)

    # -- leaving

    def leave(self, reason: str, status: int) -> None:
        """Begin to leave; any thread, and only the first call counts."""
        with self._lock:
            if self.reason is not None:
                return
            self.reason = reason
        self._start_deadline(status, until_loop_closes=False)
        # A loop that has just closed has nothing left to exit from.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._leave_on_loop, status)

    def finish(self, status: int) -> None:
        """The app has quit by itself and given the terminal back: save, and don't let a worker keep us."""
        with self._lock:
            already = self.reason is not None
            self.reason = self.reason or "quit"
        self.save()
        if not already:
            self._start_deadline(status, until_loop_closes=True)

    def save(self) -> None:
        """Run `on_leave` unless that has been begun; wait for it if another thread runs it."""
        with self._lock:
            first = not self._save_begun
            self._save_begun = True
        if not first:
            self._saved.wait(LAST_WORDS)
            return
        try:
            if self._on_leave is not None:
                self._on_leave()
        finally:
            self._saved.set()

    def _leave_on_loop(self, status: int) -> None:
        try:
            self.save()
        finally:
            self._leave_app(status)

    def _start_deadline(self, status: int, *, until_loop_closes: bool) -> None:
        self._last_call = (status, until_loop_closes)
        self._have_deadline_thread()
        self._due.set()

    def _have_deadline_thread(self) -> None:
        if self._deadline_thread is None:
            self._deadline_thread = threading.Thread(
                target=self._await_deadline, name="warraq-deadline", daemon=True
            )
            self._deadline_thread.start()

    def _await_deadline(self) -> None:
        self._due.wait()
        self._deadline(*self._last_call)

    def _deadline(self, status: int, until_loop_closes: bool) -> None:
        threading.Event().wait(GRACE)
        if until_loop_closes and self._loop.is_closed():
            return
        last_words = threading.Thread(target=self.save, name="warraq-last-words", daemon=True)
        try:
            last_words.start()
        except RuntimeError:  # no memory for a thread: here then, with nobody to look at the clock
            self.save()
        else:
            last_words.join(LAST_WORDS)
        self._restore()
        os._exit(status)
