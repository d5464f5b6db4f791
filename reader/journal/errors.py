"""What may go wrong with a journal, each with one clear line naming file and cause."""

from __future__ import annotations

from reader.model import Note


class JournalError(ValueError):
    """The journal cannot do that; `str()` is the one line to show."""


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
        who = by or "somebody"
        what = "changed" if current is not None else "deleted"
        kept = "; your words are kept as a note of their own" if copy is not None else "; nothing was done"
        super().__init__(f"the note was {what} by {who} in the meantime{kept}")
