"""The settings on the screen: at the start, and again when their file was written while one reads.

A file with an error in it changes nothing: its first error is said, and what was in force stays in force. What the
command line gave stays too, and what was changed by a key stays until its own line in the file changes.
"""

from __future__ import annotations

from dataclasses import fields, replace

from reader import config
from reader.told import told
from reader.tui.features.viewing import Viewing
from reader.tui.panes.lists import SidePane
from reader.tui.panes.text_state import ASCII, UNICODE
from reader.tui.screens.panes import Panes
from reader.tui.widgets.line_pane import LinePane

LINES, ASCII_LINES = "│", "|"  # between columns
LOOK = 2.0
"""Seconds between two looks at the files. One that was written is read when it has stayed as it is from one to the next."""
AT_START = frozenset({"author", "library", "journal", "workers"})
"""What is fixed once the library is open."""


class Applying(Viewing):
    """See the module."""

    _stamp: tuple[object, ...] = ()  # of the files as they were read
    _stamp_found: tuple[object, ...] | None = None  # and as they were found since

    def begin_heeding(self) -> None:
        """From now on the settings file and the user's keymap are read again when they were written."""
        if not self.reader.restricted:
            self._stamp = config.settings_stamp()
            self.set_interval(LOOK, self.heed)

    def heed(self) -> None:
        """Two looks at the file system; nothing is read or painted where nothing was written."""
        stamp = config.settings_stamp()
        if stamp == self._stamp:
            self._stamp_found = None
        elif stamp != self._stamp_found:
            self._stamp_found = stamp  # it may still be written
        else:
            self._stamp, self._stamp_found = stamp, None
            self.apply_file()

    def apply_file(self) -> None:
        """What the files say by now, at once where it can be."""
        reader, words = self.reader, self.words
        loaded = config.load_settings()
        if loaded.problems:
            problem = config.briefly(loaded.problems[0])
            self.say(
                words("The settings stay as they were: {error}", error=told(words, problem)), warning=True
            )
            return
        old = reader.settings
        names = [each.name for each in fields(old) if each.name not in reader.given]
        changed = {
            name: getattr(loaded.settings, name)
            for name in names
            if getattr(loaded.settings, name) != getattr(old, name)
        }
        reader.settings = self.session.settings = replace(old, **changed)
        reader.keymap = reader.dispatcher.keymap = reader.load_keymap()
        self._apply({*changed})
        if reader.keymap.problems:
            self.say(told(words, reader.keymap.problems[0]), warning=True)
        elif AT_START & changed.keys():
            later = ", ".join(name for name in names if name in changed and name in AT_START)
            self.say(words("From the next start on: {names}", names=later))
        elif changed:
            self.say(words("Settings changed: {names}", names=", ".join(changed)))
        self.tell()

    def _apply(self, changed: set[str]) -> None:
        reader, settings = self.reader, self.session.settings
        if "slow" in changed:
            reader.use_slow_line(reader.environment.ssh if settings.slow == "auto" else settings.slow == "on")
        if changed & {"bidi", "shaping"}:
            reader.bidi_given = settings.bidi != "auto"
            self.use_bidi(reader.first_bidi() if "bidi" in changed else reader.bidi)
        if changed & {"language", "digits"}:
            self.words.arabic_digits = settings.digits == "arabic"
            self.words.switch(config.interface_language(settings, reader.environment))
        if changed & {"language", "layout"}:
            mirrored = {"rtl": True, "ltr": False}.get(settings.layout, self.words.rtl)
            self.wishes = replace(self.wishes, mirrored=mirrored)
        if "columns" in changed:
            self.columns_wish = 0
        if "theme" in changed:
            self.app.theme = reader.chosen_theme()
        if "mouse" in changed:
            wanted = not reader.environment.ssh if settings.mouse == "auto" else settings.mouse == "on"
            if wanted != reader.mouse_on:
                reader.toggle_mouse()
        if changed - AT_START:
            self.dress(changed)
            self.apply_columns()
            self.apply_language()
            self.text.relay()

    def dress(self, changed: set[str] | None = None) -> None:
        """How text and borders are drawn, by the settings (None: all of them, else those that changed)."""
        settings, text = self.session.settings, self.text
        text.measure, text.shaping, text.paragraphs = settings.measure, settings.shaping, settings.paragraphs
        if changed is None or "marks" in changed:
            text.marks_shown = settings.marks == "show"
        self.wishes = replace(self.wishes, thrifty=self.reader.slow)
        for pane in {*self.query(LinePane), self.passages}:
            pane.thrifty = self.reader.slow
        ascii_only = settings.borders == "ascii"
        if changed is None and not ascii_only:
            return
        text.signs = ASCII if ascii_only else UNICODE
        panes = self.query_one(Panes)
        panes.line = ASCII_LINES if ascii_only else LINES
        for side in {*self.query(SidePane), self.passages}:
            side.ascii = ascii_only
        panes.refresh()
