"""Who orders Arabic on this terminal: found out, asked of the user's eye where nobody else can tell, changed at once.

The terminal's answers decide where they say enough. Where they don't, a card shows one line twice, and which of them
reads right. It is never modal: it lies at the bottom, Tab or a click goes to it, and only then 1 and 2 are its own; every
other key does what it always does. An answer acts at once and is kept for this terminal. Neither comes where `--bidi`
or a setting has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import events
from typing_extensions import override

from reader.catalogue import Catalogue
from reader.tui.chrome import PopUp
from reader.tui.features.base import Desk
from reader.tui.terminal.driver import TerminalAnswer, use_bidi
from reader.tui.terminal.modes import MODES, BidiMode
from reader.tui.widgets.line_pane import LinePane
from reader.tui.widgets.painting import Output, use_output
from reader.typeset import Line, lay_out

WAIT = 1.5  # seconds for a terminal's answers
LINE = "قرأ سامي كتاب 1984 في بغداد"  # no stop at its end, which would stay where it is when a run is turned around
ANSWERS: dict[str, BidiMode] = {"1": "app", "2": "terminal"}


class EyeCard(PopUp, can_focus=True):
    """The card: two lines, one of which reads right."""

    def __init__(self, lexicon: Catalogue, answer: Callable[[str], None]) -> None:
        super().__init__(lexicon, id="terminal-card")
        self._answer = answer

    def on_focus(self) -> None:
        self.heading = self.lexicon("Which line reads right? Press its number")
        self.refresh()

    def take_letter(self, key: str) -> bool:
        """1 or 2 while the card has the focus."""
        if key not in ANSWERS:
            return False
        self._answer(key)
        return True

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.take_letter(str(event.y))


class TerminalCard(Desk):
    """See the module."""

    terminal_asking = ""  # the key under which the answer is kept, while the card lies there
    eye_card: EyeCard | None = None
    _answers: Sequence[str] = ()  # one to a question of Textual's may come before we ask anything
    _around = ""
    _by_hand = False  # the user chose while the terminal was still thinking

    def begin_asking(self) -> None:
        """The terminal is asked what it is; the card comes where its answers leave it open."""
        if self.reader.bidi_given or not self.reader.asks_terminal():
            return
        if self.reader.environment.values.get("TMUX"):
            self.run_worker(self._ask_tmux, thread=True, group="terminal", exit_on_error=False)
        self.later("terminal", WAIT, self.judge_terminal)

    def _ask_tmux(self) -> None:
        from reader.tui.terminal.probe import terminal_around_tmux

        self._around = terminal_around_tmux(self.reader.environment.values)

    def terminal_answered(self, message: TerminalAnswer) -> None:
        """One answer more; the last of them ends the waiting."""
        from reader.tui.terminal.detect import read_answers

        if len(self._answers) < 64:
            self._answers = [*self._answers, message.sequence]
            if not self._around and read_answers([message.sequence]).finished:
                self.later("terminal", 0.1, self.judge_terminal)

    def judge_terminal(self) -> None:
        """The mode that the answers speak for, at once; the card where they leave it open and the user never answered."""
        if self._by_hand:
            return
        from reader.tui.terminal.detect import judge, read_answers

        reader, library = self.reader, self.session.library
        report = judge(read_answers(self._answers), reader.environment.values, outer=self._around)
        kept = library.recall(f"bidi/{report.key}")
        mode = kept if kept in MODES else report.bidi
        if mode != reader.bidi:
            self.use_bidi(mode)
        if (library.recall(reader.terminal_name) or "app") != mode and not library.journal.read_only:
            library.remember(reader.terminal_name, mode)  # right from the first paint the next time
        if report.sure or kept or library.journal.read_only:
            return
        if self.popup.display or self.bottom_taken or self.app.screen is not self:
            self.later(
                "terminal", 2 * WAIT, self.judge_terminal
            )  # another card lies there, or something is typed
            return
        self.terminal_asking = report.key
        self._show_card()

    def _show_card(self) -> None:
        words = self.words
        card = self.eye_card
        if card is None:
            card = self.eye_card = EyeCard(words, self.answer_terminal)
            self.mount(card)
        card.rtl = words.rtl
        key = self.reader.keymap.shown("view.next_pane")
        card.show(
            words("Which line reads right? {key} comes here, its number answers; Escape: later", key=key),
            [("1", self._painted("app"), "chrome--key"), ("2", self._painted("terminal"), "chrome--key")],
        )

    @override
    def clear_bottom(self, taken: bool) -> None:
        """The card makes way for what is typed and for a list of passages, which lie where it does."""
        if self.terminal_asking and self.eye_card is not None:
            self.eye_card.display = not taken
        super().clear_bottom(taken)

    def close_terminal_card(self) -> bool:
        """The card put away unanswered; False where none lies there."""
        if not self.terminal_asking or self.eye_card is None:
            return False
        self.terminal_asking = ""
        if self.focused is self.eye_card:
            self.focus_pane(self.text)
        self.eye_card.hide()
        return True

    def answer_terminal(self, key: str) -> None:
        """The user's eye has decided: at once, and from now on."""
        library, mode = self.session.library, ANSWERS[key]
        asked = self.terminal_asking
        if not self.close_terminal_card():
            return
        library.remember(f"bidi/{asked}", mode)
        library.remember(self.reader.terminal_name, mode)
        self.use_bidi(mode)
        self.say(self.words("Kept for this terminal"))

    def use_bidi(self, mode: BidiMode) -> None:
        """Another output mode from now on: the terminal is told, the panes are placed and painted anew."""
        self.reader.bidi = mode
        chosen = Output.for_mode(mode, self.session.settings.shaping)
        use_output(chosen)
        self.text.order = chosen.order
        self.wishes = replace(self.wishes, stacked=chosen.apart)
        self.apply_columns()
        self.rearrange()
        for screen in self.app.screen_stack:
            for pane in screen.query(LinePane):
                pane.repaint()
        self.text.relay()
        if self.terminal_asking and not self.bottom_taken:
            self._show_card()
        use_bidi(self.app, mode)
        self.tell()

    def do_view_bidi(self) -> None:
        """The next output mode, kept for this terminal."""
        self._by_hand = True
        self.close_terminal_card()
        mode = MODES[(MODES.index(self.reader.bidi) + 1) % len(MODES)]
        self.use_bidi(mode)
        if not self.session.library.journal.read_only:
            self.session.library.remember(self.reader.terminal_name, mode)
        words = self.words
        self.say(
            {
                "app": words("Warraq orders Arabic; the terminal is told not to"),
                "terminal": words("The terminal orders Arabic: one pane above the other"),
                "none": words("Arabic goes out as it was written"),
            }[mode]
        )

    def _painted(self, mode: BidiMode) -> Line:
        """The line as cells, left to right, so that the terminal gets what it would get in a mode.

        In mode `terminal` the driver turns every run around: what it is to be given as ordered by us must be painted
        as written.
        """
        if (mode == "terminal") != (self.reader.bidi == "terminal"):
            return lay_out(LINE, 200, order="logical", shaping="letters")[0]
        return lay_out(LINE, 200, shaping=self.session.settings.shaping)[0]
