"""The user's own work: notes, decisions, stars, reading places. Precious: only a person's action writes it."""

from reader.journal.acts import Act, Changes
from reader.journal.errors import CannotUndo, Conflict, JournalError, NotWritten, ReadOnlyJournal, UnknownNote
from reader.journal.journal import Journal
from reader.journal.shelf import KnownDocument

__all__ = [
    "Act",
    "CannotUndo",
    "Changes",
    "Conflict",
    "Journal",
    "JournalError",
    "KnownDocument",
    "NotWritten",
    "ReadOnlyJournal",
    "UnknownNote",
]
