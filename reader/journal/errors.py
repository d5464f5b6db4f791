"""What may go wrong with a journal, each with one clear line naming file and cause."""

from __future__ import annotations

from reader.journal.saying import said
from reader.model import Note


class JournalError(ValueError):
    """The journal cannot do that; `str()` is the one line to show, `said` the same for a screen to translate."""

    @property
    def said(self) -> str:
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class ReadOnlyJournal(JournalError):
    """Something was to be written to a journal that is open for reading only."""


class NotWritten(JournalError):
    """A write failed (disk full, another program in the way); the journal is as it was before."""


class UnknownNote(JournalError, KeyError):
    """No note (or decision) of that id."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class CannotUndo(JournalError):
    """The last act was changed by somebody else since; undoing it would lose their work."""


class Conflict(JournalError):
    """Two people wrote one note. Both are kept: `current` stands under the old id, `copy` holds the words just written.

    `current` is None where the note was deleted meanwhile; `by` is who wrote last.
    """

    def __init__(self, current: Note | None, copy: Note | None, by: str = "") -> None:
        self.current = current
        self.copy = copy
        self.by = by
        who = by or said("somebody")
        if current is None:
            line = said(
                "the note was deleted by {who} in the meantime; your words are kept as a note of their own",
                who=who,
            )
        elif copy is not None:
            line = said(
                "the note was changed by {who} in the meantime; your words are kept as a note of their own",
                who=who,
            )
        else:
            line = said("the note was changed by {who} in the meantime; nothing was done", who=who)
        super().__init__(line)
