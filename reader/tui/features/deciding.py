"""The user's word on the analysis written down and taken back; what hangs on it is made anew in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.message import Message
from textual.worker import get_current_worker

from reader.library import STORE_ERRORS, CannotUndo
from reader.reasons import reason_in
from reader.told import told
from reader.tui.features.base import Desk
from reader.tui.session import ENTITY_KINDS


class Relinked(Message):
    """The user's word was applied; `error` where that failed, `stopped` where the user did not wait for it."""

    def __init__(self, error: str = "", *, stopped: bool = False) -> None:
        self.error, self.stopped = error, stopped
        super().__init__()


class Undone(NamedTuple):
    """What came of an undo. `what` is "" where nothing was there to be undone."""

    what: str
    refused: CannotUndo | None
    decided: bool  # decisions changed
    starred: set[str]
    read: set[str]


class Deciding(Desk):
    """See the module."""

    def decide(self, kind: str, subject: str, object: str = "", value: str = "", reason: str = "") -> None:
        """A decision, on disk when this returns; what hangs on it follows in a worker."""
        self.decide_each(kind, subject, (object,), value, reason)

    def decide_each(
        self, kind: str, subject: str, objects: Sequence[str], value: str = "", reason: str = ""
    ) -> None:
        """As `decide`, for each of several objects; one undo takes back all."""
        library = self.session.library
        if self.careful(lambda: library.decide_each(kind, subject, objects, value, reason)):
            self.say(
                self.words("Written down; {key} takes it back", key=self.reader.keymap.shown("app.undo"))
            )
            self.relink()

    def take_back(self, decision: str) -> None:
        """One decision undone, whichever it was."""
        if self.careful(lambda: self.session.library.journal.undo_decision(decision)):
            self.say(self.words("Taken back"))
            self.relink()

    def undo(self) -> None:
        """The last note, star, correction or import undone, and said; where it was a decision, what hangs on it follows."""
        library = self.session.library

        def turn_back() -> Undone:
            before, what, refused = library.journal.decisions(), "", None
            try:
                what = library.undo()
            except CannotUndo as error:
                refused = error
            decided = library.journal.decisions() != before
            return Undone(what, refused, decided, library.starred(), library.read())

        self.write_apart(turn_back, self._undone)

    def _undone(self, found: Undone) -> None:
        if found.refused is not None:
            self.reload()
            reason = told(self.words, found.refused)
            self.say(self.words("Not undone: {error}", error=reason), warning=True)
        elif not found.what:
            self.say(self.words("There is nothing to undo"))
        else:
            names = {
                "note": self.words("note"),
                "decision": self.words("correction"),
                "star": self.words("star"),
                "read": self.words("read mark"),
                "tag": self.words("tag"),
                "import": self.words("import"),
            }
            self.articles.starred, self.articles.read = found.starred, found.read
            self.reload()
            self.say(self.words("Undone: {what}", what=names.get(found.what, found.what)))
        if found.decided:
            self.relink()

    def relink(self) -> None:
        """The decisions applied anew, in a worker."""
        self.status.busy(True)
        self.relinking = self.run_worker(self._relink, thread=True, group="relink", exit_on_error=False)

    def _relink(self) -> None:
        worker = get_current_worker()
        try:
            whole = self.session.library.relink(self.reported(), lambda: worker.is_cancelled)
        except STORE_ERRORS as error:
            self.post_message(Relinked(str(error)))
        else:
            self.post_message(Relinked(stopped=not whole))

    def on_relinked(self, message: Relinked) -> None:
        """Everything shown read anew; the chosen stays chosen where it still is."""
        self.status.busy(False)
        self.busy_with("")
        self.tell()
        if message.stopped:
            self.say(self.words("Stopped: what was written down is applied at the next start"), warning=True)
            return
        if message.error:
            self.say(
                self.words("It could not be applied: {error}", error=told(self.words, message.error)),
                warning=True,
            )
            return
        session, library = self.session, self.session.library
        at = self.entities.entity_at(self.entities.cursor)
        session.gathered = [each for each in session.gathered if library.entity(each) is not None]
        if session.chosen is not None:
            kind, id = session.chosen.kind, session.chosen.id
            again = {"EVENT": session.event_chosen, **dict.fromkeys(ENTITY_KINDS, session.entity_chosen)}
            if kind in again and again[kind](id) is None:
                session.chosen = None
        session.load_rows()  # a decision may say another title, source or date
        self.show_list(self.articles.cursor)
        self.reload()
        if self.entities.everywhere:
            self.entities.show(library.entities(None), everywhere=True)
        if at is not None and at.entity.id in self.entities.index:
            self.entities.move_to(self.entities.index[at.entity.id], quiet=True)
        self.show_timeline()
        self.light()
        failed = {each.decision: each.reason for each in library.unapplied()}
        last = next(iter(reversed(library.journal.decisions())), None)
        if last is not None and last.id in failed:
            reason = reason_in(failed[last.id], self.words)
            self.say(self.words("Not applied: {reason}", reason=reason), warning=True)
        self.tell()
