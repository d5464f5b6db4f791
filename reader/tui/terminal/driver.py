"""Textual's Linux driver, made safe for long work over bad lines.

The whole call, in the app's constructor, before `super().__init__`'s other arguments matter:

    super().__init__(driver_class=driver_class(bidi="app", on_leave=self.save_state))

- `bidi` is the output mode (see modes.py); in mode `app` the terminal is told to keep its hands off
  the order of text before the first paint, and this is undone on exit and suspend. In mode `terminal` the rows
  are turned around for a terminal that orders them itself; widgets paint as always. `use_bidi(app, mode)`
  changes it while the app runs.
- `on_leave` saves what a person did; it runs once, on any way out; lifecycle.py says on which thread.
- `slow_line=True` sends only what changed, and no faster than the line takes it (frame_driver.py).
- `repaint(app)` is what Ctrl+L calls.
- Nothing else is needed: signals, end of input, a dead or stalled terminal are handled from here.
  `app.run(mouse=False)` chooses whether the mouse is asked for, as always, and `use_mouse(app, on)` changes it;
  `app.return_code` is the status to exit with.

Answers of the terminal to queries of ours reach the app as `TerminalAnswer` messages.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from reader.tui.terminal import modes
from reader.tui.terminal.lifecycle import Lifecycle
from reader.tui.terminal.modes import MOUSE_OFF, MOUSE_ON, BidiMode
from reader.tui.terminal.output import TerminalFile, pick_stream
from reader.tui.terminal.reading import LineReader
from reader.tui.terminal.size import SizeWatch

if TYPE_CHECKING:
    from textual.app import App

    from reader.tui.terminal.frame_driver import FrameSender

_FRAME: Final = re.compile(r"\x1b\[\d+;\d+H")
LOST_STATUS: Final = 1


class TerminalAnswer(Message):
    """The terminal answered a query; `sequence` is what it sent, whole."""

    def __init__(self, sequence: str) -> None:
        super().__init__()
        self.sequence = sequence


class WarraqDriver(LinuxDriver):
    """See the module. Class variables are set by `driver_class`."""

    first_bidi: ClassVar[BidiMode] = "app"
    slow_line: bool = False
    on_leave: ClassVar[Callable[[], None] | None] = None

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        output = pick_stream(sys.__stdout__, sys.__stderr__)
        self._terminal = TerminalFile(2 if output is None else output, self._lost)
        self._file: Any = self._terminal
        self._active = False  # the terminal is ours: modes set, raw
        self._suspending = False
        self.bidi = self.first_bidi
        # What sends differences: on slow lines, and in mode `terminal`, where a row is sent whole and turned around.
        self._frames: FrameSender | None = None
        self._thin: Callable[[str], str] | None = None
        if self.slow_line or self.bidi == "terminal":
            self._frames = self._frame_sender()
        self._size_watch = SizeWatch(
            self._loop,
            read=self._get_terminal_size,
            known=lambda: (app.size.width, app.size.height),
            tell=self._resized,
        )
        self._input = LineReader(
            message=self.process_message, answered=self.answered, lost=self._lost, debug=debug
        )
        self._line_given: list[Any] | None = None  # what the line was set to before an editor got it
        self.lifecycle = Lifecycle(
            self._loop,
            leave_app=lambda status: app.exit(return_code=status),
            restore=self._restore_now,
            on_leave=type(self).on_leave,
        )
        self.lifecycle.watch_signals()
        signal.signal(signal.SIGTSTP, self._on_stop_signal)
        signal.signal(signal.SIGCONT, self._on_continue_signal)

    # -- entering and leaving the terminal

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it unannotated
        if self._writer_thread is None:
            return  # in the background: stopped before anything was set
        if self._line_given is not None:
            self.attrs_before, self._line_given = self._line_given, None
        self._active = True
        self.write(modes.enter(self.bidi))
        if self._frames is not None:
            self._frames.begin()
        self._size_watch.begin()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The terminal in the hands of an editor, while we are suspended. Ctrl+S brakes nothing there, so that one
        typed while the editor leaves waits for us and is not the kernel's."""
        if (before := self.attrs_before) is not None:
            without_brake = list(before)
            without_brake[0] &= ~termios.IXON
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, without_brake)
            self._line_given = before
        yield

    def _resized(self, size: tuple[int, int]) -> None:
        """A terminal that is resized, even to the same size again, may have clipped what it shows."""
        if self._frames is not None:
            self._frames.forget()
        self.send_message(events.Resize(Size(*size), Size(*size)))

    def stop_application_mode(self) -> None:
        self._size_watch.end()
        super().stop_application_mode()
        self.write(modes.leave(self.bidi))
        self.flush()

    def close(self) -> None:
        super().close()  # waits for the writer: only now has the terminal been given back
        self._active = False
        if not self._suspending:
            self.lifecycle.finish(self._app.return_code or 0)

    def suspend_application_mode(self) -> None:
        self._suspending = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        super().resume_application_mode()
        self._suspending = False

    def disable_input(self) -> None:
        if self._key_thread is not None and self._key_thread.is_alive():
            self._input.wake()
        super().disable_input()
        self._input.forget_waking()

    # -- the mouse

    def use_mouse(self, on: bool) -> None:
        """Ask for the mouse from now on, or leave it to the terminal, whose own selection then works."""
        if on != self._mouse:
            self._disable_mouse_support()
            self._mouse = on
            self._enable_mouse_support()

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write(MOUSE_ON)

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write(MOUSE_OFF)

    def _enable_mouse_pixels(self) -> None:
        """Textual's call where the terminal reports its size in band; cells are what we want."""

    # -- what is painted

    def write(self, data: str) -> None:
        if self._frames is not None:
            self._frames.write(data)
        elif self._thin is not None and _FRAME.match(data):
            super().write(self._thin(data))
        else:
            super().write(data)

    def started(self) -> None:
        """The first page is out, which did not wait for what makes the next ones shorter."""
        from reader.tui.terminal.thinning import thinned

        self._thin = thinned

    def _frame_sender(self) -> FrameSender:
        from reader.tui.terminal.frame_driver import FrameSender  # most sessions never need it

        return FrameSender(
            super().write,
            self._loop,
            size=lambda: (self._app.size.width, self._app.size.height),
            real_size=self._get_terminal_size,
            logical=self.bidi == "terminal",
        )

    def use_bidi(self, mode: BidiMode) -> None:
        """Another output mode from now on; everything is painted again."""
        if mode == self.bidi:
            return
        self.write(modes.leave(self.bidi))
        self.bidi = mode
        self.write(modes.enter(mode))
        if mode == "terminal" and self._frames is None:
            self._frames = self._frame_sender()
            self._frames.begin()
        elif mode != "terminal" and not self.slow_line:
            self._frames = None
        elif self._frames is not None:
            self._frames.order(logical=mode == "terminal")
        self._refresh_screens()

    def use_slow_line(self, on: bool) -> None:
        """Only what changes is sent from now on, at the line's pace; or whole frames again."""
        if on == self.slow_line:
            return
        self.slow_line = on
        if on and self._frames is None:
            self._frames = self._frame_sender()
            self._frames.begin()
        elif not on and self.bidi != "terminal":
            self._frames = None
        self._refresh_screens()

    @property
    def margins(self) -> bool:
        """Whether part of a row can be scrolled: left and right margins, used for the difference between frames."""
        return self._frames is not None and self._frames.model.margins

    def repaint(self) -> None:
        """Paint everything again: for Ctrl+L, after somebody else wrote on the terminal."""
        self._size_watch.check()
        if self._frames is not None:
            self._frames.repaint()
        else:
            self.write("\x1b[m\x1b[2J")
            self._refresh_screens()

    def _refresh_screens(self) -> None:
        self._app.refresh(layout=True)
        for screen in self._app.screen_stack:
            screen.refresh(layout=True)

    def _restore_now(self) -> None:
        """Give the terminal back without waiting for anybody. The process ends after this."""
        if not self._active:
            return
        self._active = False
        if self.attrs_before is not None:
            try:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            except termios.error:
                return  # the terminal is gone
        self._terminal.last_words(modes.restore_everything(self.bidi))

    def _lost(self, reason: str) -> None:
        self.lifecycle.leave(reason, LOST_STATUS)

    # -- stopping and continuing

    def _on_stop_signal(self, _number: int, _frame: FrameType | None) -> None:
        # Not here: the main thread may hold the writer's queue at this moment.
        self._loop.call_soon_threadsafe(self._stop_process)

    def _on_continue_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._take_back)

    def _stop_process(self) -> None:
        """SIGTSTP: give the terminal back, stop the whole job, and take the terminal again afterwards.

        The job, not only this process: a `make` or a wrapper script around us must stop too. By SIGTSTP
        itself, which the kernel drops where no shell could ever continue us (a command run by sshd).
        """
        if self._active:
            self.suspend_application_mode()
            self._must_signal_resume = True
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.killpg(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._on_stop_signal)
        if self._auto_restart and not self._active:
            self.resume_application_mode()
            self._app.refresh(layout=True)

    def _take_back(self) -> None:
        """SIGCONT: somebody may have used the terminal while we were stopped by SIGSTOP."""
        if not self._active or not self._auto_restart:
            return
        self._set_raw()
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l" + modes.enter(self.bidi))
        self._enable_mouse_support()
        if self._frames is not None:
            self._frames.forget()
        self._size_watch.check()
        self._app.refresh(layout=True)

    def _set_raw(self) -> None:
        try:
            attributes = termios.tcgetattr(self.fileno)
            attributes[3] = self._patch_lflag(attributes[3])
            attributes[0] = self._patch_iflag(attributes[0])
            attributes[6][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        except termios.error as error:
            self._lost(f"the terminal's line cannot be set: {error}")

    # -- geometry and input

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own word; COLUMNS and LINES of the environment go stale at the first resize."""
        try:
            width, height = os.get_terminal_size(self._terminal.fileno())
        except OSError:
            return 80, 25
        return width or 80, height or 25

    def run_input_thread(self) -> None:
        """Read keys until the app leaves. End of input and a failed read mean that the terminal is gone."""
        self._input.read(self.fileno, self.exit_event)

    def process_message(self, message: Message) -> None:
        """What the parser found (input thread). A size reported in band is a reason to look, and no more."""
        if isinstance(message, events.Resize):
            self._loop.call_soon_threadsafe(self._size_watch.check)
        else:
            super().process_message(message)

    def answered(self, sequence: str) -> None:
        """An answer came (input thread)."""
        if self._frames is not None:
            self._frames.answered(sequence)
        self.send_message(TerminalAnswer(sequence))


def driver_class(
    *,
    bidi: BidiMode | Literal["auto"] = "auto",
    on_leave: Callable[[], None] | None = None,
    slow_line: bool = False,
) -> type[WarraqDriver]:
    """The driver for `App(driver_class=...)`; see the module for what the parameters mean. "auto" is `app`."""
    return type(
        "ConfiguredDriver",
        (WarraqDriver,),
        {
            "first_bidi": "app" if bidi == "auto" else bidi,
            "slow_line": slow_line,
            "on_leave": staticmethod(on_leave) if on_leave else None,
        },
    )


def repaint(app: App[Any]) -> None:
    """What Ctrl+L does: paint the whole screen again."""
    driver = app._driver
    if isinstance(driver, WarraqDriver):
        driver.repaint()
    else:
        app.refresh(layout=True)


def use_bidi(app: App[Any], mode: BidiMode) -> None:
    """Another output mode while the app runs: the terminal is told, and everything is painted again."""
    driver = app._driver
    if isinstance(driver, WarraqDriver):
        driver.use_bidi(mode)
    else:
        app.refresh(layout=True)


def use_mouse(app: App[Any], on: bool) -> None:
    """The mouse for the app from now on, or for the terminal's own selection."""
    driver = app._driver
    if isinstance(driver, WarraqDriver):
        driver.use_mouse(on)
