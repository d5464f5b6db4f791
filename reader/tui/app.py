"""The app: it wires. What is shown is in screens and panes, what can be done in features, keys in dispatch."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.filter import Monochrome, NoColor

from reader import config
from reader.catalogue import Catalogue
from reader.keymap import Keymap, Keys, load
from reader.library import JournalError, Library
from reader.told import told
from reader.tui.dispatch import Dispatcher
from reader.tui.keystrokes import Keystrokes
from reader.tui.screens.desk import DeskScreen
from reader.tui.session import Session
from reader.tui.terminal.driver import TerminalAnswer, WarraqDriver, driver_class, repaint, use_mouse
from reader.tui.terminal.modes import MODES, BidiMode, first_mode
from reader.tui.themes import TERMINAL, THEMES

if TYPE_CHECKING:  # loaded when something is copied
    from reader.text.osc52 import Copied


class WarraqApp(Keystrokes):
    """Warraq on a screen. `keymap` may be given for tests; else the settings name it."""

    TITLE = "Warraq"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        library: Library,
        settings: config.Settings | None = None,
        *,
        origin: dict[str, str] | None = None,
        env: config.Environment | None = None,
        keymap: Keymap | None = None,
        restricted: bool = False,
    ) -> None:
        self.library = library
        self.settings = settings or config.Settings()
        self.environment = env or config.environment()
        auto = self.environment.ssh
        self.slow = auto if self.settings.slow == "auto" else self.settings.slow == "on"
        self.mouse_on = not auto if self.settings.mouse == "auto" else self.settings.mouse == "on"
        self.bidi_given = self.settings.bidi != "auto"
        self.bidi = self.first_bidi()
        super().__init__(
            driver_class=driver_class(bidi=self.bidi, on_leave=self.save_state, slow_line=self.slow)
        )
        self.restricted = restricted
        self.language_given = (origin or {}).get(
            "language"
        ) == "command line" or self.settings.language != "auto"
        self.theme_given = (origin or {}).get("theme") in ("file", "command line")
        self.given = frozenset(name for name, source in (origin or {}).items() if source == "command line")
        self.keymap = keymap or self.load_keymap()
        self.dispatcher = Dispatcher(self.keymap)
        words = Catalogue(config.interface_language(self.settings, self.environment), self.settings.digits)
        self.session = Session(library, self.settings, words)
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.chosen_theme()
        if self.no_color:
            self._filters[:] = [each for each in self._filters if not isinstance(each, Monochrome)]  # greys
            self._filters.append(NoColor())

    @property
    def terminal_name(self) -> str:
        """What an answer about this terminal is found by before the terminal can be asked."""
        values = self.environment.values
        names = ("TERM", "TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION")
        return "bidi of " + " ".join(values.get(name, "") for name in names)

    def chosen_theme(self) -> str:
        """The theme that the settings name; on auto, the one that suits the terminal's colours."""
        own = TERMINAL if self.environment.few_colours else THEMES[0]
        return self.settings.theme if self.settings.theme in self.available_themes else own.name

    def first_bidi(self) -> BidiMode:
        """Who orders Arabic, before the terminal could answer anything: the setting, an older answer, the environment."""
        if self.bidi_given:
            return self.settings.bidi  # type: ignore[return-value]  # one of the modes: checked when it was read
        if (said := self.library.recall(self.terminal_name)) in MODES:
            return said
        return first_mode(self.environment.values)

    @property
    def leaps(self) -> bool:
        """Panes scroll by half a page: over a slow line to a terminal that cannot move part of its rows."""
        return self.slow and isinstance(self._driver, WarraqDriver) and not self._driver.margins

    def asks_terminal(self) -> bool:
        """The terminal asked what it is; False where there is none that could answer."""
        if not isinstance(self._driver, WarraqDriver):
            return False
        if (
            self.environment.values.get("TERM_PROGRAM") != "Apple_Terminal"
        ):  # prints a letter of what it doesn't know
            from reader.tui.terminal.detect import QUERIES

            self._driver.write(QUERIES)
        return True

    def on_terminal_answer(self, message: TerminalAnswer) -> None:
        """An answer to what the terminal was asked; the first may come before there is a screen."""
        if self.screen_stack:
            self._desk.terminal_answered(message)

    def load_keymap(self) -> Keymap:
        """The keymap that the settings name, with the user's own keys on top."""
        folders = [config.keymaps_folder()]
        try:
            folders.append(config.bundled("keymaps"))
        except FileNotFoundError:
            folders = folders[:1]
        return load(self.settings.keymap, folders, user=config.keymap_file())

    @property
    def desk(self) -> DeskScreen:
        """The screen where reading happens."""
        return self._desk

    def get_default_screen(self) -> DeskScreen:
        self._desk = DeskScreen(self.session)
        self.stylesheet.read_all(self._desk.css_path)  # Textual reads those of a pushed screen only
        return self._desk

    def on_mount(self) -> None:
        self._desk.call_after_refresh(self._started)
        if self.keymap.problems:
            problem = told(self.session.words, self.keymap.problems[0])
            self._desk.call_after_refresh(self._desk.say, problem, warning=True)

    def _started(self) -> None:
        """The first picture is out: garbage is collected from now on, and never looked for in what was loaded."""
        if isinstance(self._driver, WarraqDriver):
            self._driver.started()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def save_state(self) -> None:
        """What must not be lost, on any way out, on any thread: no widget is touched."""
        place, draft = self.session.place, self.session.draft
        with contextlib.suppress(JournalError):  # read-only, or no room: nobody is there to be told
            if draft is not None and not self.library.journal.read_only:
                self.library.journal.save_draft(*draft)
            if place is not None:
                self.library.remember_place(place)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of our own: out, the terminal restored, and what to say kept for then. See reader.tui.failing."""
        from reader.tui.failing import record

        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.failure = record(error, config.log_file())
        self._close_messages_no_wait()

    failure = ""  # one line on a fault of our own, for after the terminal is restored

    # -- actions everywhere -------------------------------------------------------------------------

    then: Path | None = None  # the collection to open when this one is closed

    def open_collection(self, root: Path) -> None:
        """This collection closed, with everything saved, and another one opened."""
        self.then = root
        self.save_state()
        self.exit()

    def do_app_quit(self) -> None:
        self.save_state()
        self.exit()

    def do_app_escape(self) -> None:
        if self.screen is self.desk:
            self.desk.escape()
        else:
            self.pop_screen()

    def do_app_cancel(self) -> None:
        if not self.desk.cancel_work():
            self.desk.say(self.session.words("{key} leaves Warraq", key=self.keymap.shown("app.quit")))

    def do_app_undo(self) -> None:
        self.desk.undo()

    def do_app_info(self) -> None:
        if self.screen is self.desk:
            self.desk.inform()

    def do_app_help(self) -> None:
        if self.screen is self.desk:
            self.desk.show_help()

    def do_app_palette(self) -> None:
        if self.screen is self.desk:
            self.desk.open_palette()

    def do_app_keys(self) -> None:
        from reader.tui.screens.binding import BindingScreen

        if self.screen is self.desk:
            self.push_screen(BindingScreen(self.session.words, lambda: self.keymap, self.bind_keys))

    def bind_keys(self, action: str, keys: Keys) -> str:
        """One more way to an action, at once and in the user's keymap file; what is wrong with it, or ""."""
        from reader.keymap.checking import check
        from reader.keymap.generate import keep_own

        words = self.session.words
        changed = {action: tuple(dict.fromkeys((keys, *self.keymap.of(action))))}
        keymap = self.keymap.layered(changed, self.keymap.name)
        problems = [each for each in check(keymap) if each not in check(self.keymap)]
        if problems:
            return told(words, problems[0])
        if self.restricted:
            return words("Not in a restricted account")
        path = config.keymap_file()
        try:
            config.private_folder(path.parent)
            keep_own(path, changed)
        except OSError as error:
            return told(words, error)
        self.keymap = self.dispatcher.keymap = keymap
        return ""

    def do_app_legend(self) -> None:
        if self.screen is self.desk:
            self.desk.show_legend()

    @property
    def register(self) -> str:
        """What was copied last; Ctrl+V pastes it wherever something is typed, whatever the terminal did with it."""
        return self.clipboard

    def yank(self, text: str) -> Copied:
        """Text to our own register, and to the terminal's clipboard where it fits; all that is known of it."""
        from reader.text.osc52 import copy, multiplexer_of

        env = self.environment
        sent = copy(text, multiplexer_of(env.term, tmux=env.tmux))
        if text:
            self._clipboard = text
        if sent.sequence and self._driver is not None:
            self._driver.write(sent.sequence)
        return sent

    def copy_to_clipboard(self, text: str) -> None:
        """What a line that is typed into copies: the same way."""
        self.desk.tell_copied(self.yank(text))

    def edit_outside(self, text: str) -> str | None:
        """Text through the user's editor; None, said, where that failed."""
        from reader.tui.outside_editor import ERRORS, edit_in

        command = self.environment.editor or "vi"
        edited, status, error = None, 0, None
        try:
            with self.suspend(), self._lent():
                try:  # inside: Textual takes the terminal back only where nothing is raised
                    edited, status = edit_in(command, text)
                except ERRORS as failure:
                    error = failure
        except ERRORS as failure:
            error = failure
        if error is not None:
            self.desk.say(
                self.session.words(
                    "The editor failed, nothing changed: {error}", error=told(self.session.words, error)
                ),
                warning=True,
            )
            return None
        if status:
            self.desk.say(
                self.session.words("The editor ended with status {n}; what it left was read back", n=status),
                warning=True,
            )
        return edited

    def _lent(self) -> contextlib.AbstractContextManager[None]:
        return self._driver.lent() if isinstance(self._driver, WarraqDriver) else contextlib.nullcontext()

    def do_app_repaint(self) -> None:
        repaint(self)

    def do_app_suspend(self) -> None:
        if not self.restricted:
            self.action_suspend_process()

    def use_slow_line(self, on: bool) -> None:
        """Slow-line mode from now on, or no more."""
        self.slow = on
        if isinstance(self._driver, WarraqDriver):
            self._driver.use_slow_line(on)

    def toggle_mouse(self) -> bool:
        """The mouse for us or for the terminal, at once."""
        self.mouse_on = not self.mouse_on
        use_mouse(self, self.mouse_on)
        return self.mouse_on


def run_app(
    root: Path, loaded: config.Loaded, *, restricted: bool = False, complain: Callable[[str], None]
) -> int:
    """Opens the reader on a collection; the exit status. Raises ValueError or OSError where it cannot be opened.

    `complain` gets the one line about a fault of our own, once the terminal is restored.
    """
    with Library.open(root, loaded.settings) as library:
        app = WarraqApp(library, loaded.settings, origin=dict(loaded.origin), restricted=restricted)
        app.run(mouse=app.mouse_on)
        if app.failure:
            complain(app.failure)
        status, then = app.return_code or 0, app.then
        loaded = replace(loaded, settings=app.settings)  # its file may have been written meanwhile
    return status if then is None else run_app(then, loaded, restricted=restricted, complain=complain)
