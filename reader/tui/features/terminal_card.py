"""Where nobody but the user's eye can tell who should order Arabic: one line twice, and which of them reads right.

Never modal: the card lies at the bottom, 1 and 2 answer while it is there, and every other key does what it always
does. The answer is kept for this terminal. It never comes where `--bidi` or a setting has decided.
"""

from __future__ import annotations

from reader.tui.features.base import Desk
from reader.tui.terminal.driver import TerminalAnswer
from reader.typeset import Line, lay_out

WAIT = 1.5  # seconds for a terminal's answers
LINE = "قرأ سامي كتاب 1984 في بغداد."
ANSWERS = {"1": "app", "2": "terminal"}


class TerminalCard(Desk):
    """See the module."""

    terminal_asking = ""  # the key under which the answer is kept, while the card lies there

    def begin_asking(self) -> None:
        """The terminal is asked what it is; the card comes where its answers leave it open."""
        self._answers: list[str] = []
        if self.reader.bidi_given or not self.reader.asks_terminal():
            return
        self.set_timer(WAIT, self.judge_terminal)

    def terminal_answered(self, message: TerminalAnswer) -> None:
        """One answer more."""
        if len(self._answers) < 64:
            self._answers.append(message.sequence)

    def judge_terminal(self) -> None:
        """The card, unless the terminal is known or the user has answered before."""
        from reader.tui.terminal.detect import judge, read_answers

        report = judge(read_answers(self._answers), self.reader.environment.values)
        library = self.session.library
        if report.sure or library.recall(f"bidi/{report.key}") or library.journal.read_only:
            return
        if self.popup.display or self.app.screen is not self:
            self.set_timer(2 * WAIT, self.judge_terminal)  # another card lies there
            return
        self.terminal_asking = report.key
        words = self.words
        self.popup.show(
            words("Which line reads right? Press its number; Escape asks later"),
            [("1", self._painted("app"), "chrome--key"), ("2", self._painted("terminal"), "chrome--key")],
        )

    def answer_terminal(self, key: str) -> bool:
        """A key while the card lies there; False where it is none of the card's."""
        if not self.terminal_asking or not self.popup.display:
            self.terminal_asking = ""
            return False
        if key not in ANSWERS:
            return False
        library = self.session.library
        library.remember(f"bidi/{self.terminal_asking}", ANSWERS[key])
        library.remember(self.reader.terminal_name, ANSWERS[key])
        self.terminal_asking = ""
        self.popup.hide()
        if ANSWERS[key] == "app":
            self.say(self.words("Kept for this terminal"))
        else:
            self.say(self.words("Kept for this terminal; it is used from the next start on"))
        return True

    def _painted(self, mode: str) -> Line:
        """The line as cells, left to right: ordered and joined by us, or as a terminal wants it that does both."""
        if mode == "terminal":
            return lay_out(LINE, 200, order="logical", shaping="letters")[0]
        return lay_out(LINE, 200, shaping=self.text.shaping)[0]
