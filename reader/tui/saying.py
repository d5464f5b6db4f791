"""What the journal says, in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping

from reader.catalogue import N_, Catalogue

CAUSES = (  # what SQLite calls them
    N_("database or disk is full"),
    N_("database is locked"),
    N_("disk I/O error"),
    N_("attempt to write a readonly database"),
    N_("unable to open database file"),
)


def told(words: Catalogue, line: object) -> str:
    """A sentence of the journal's (or a JournalError) translated; what has no pattern is said as it is."""
    line = getattr(line, "said", line)
    message = getattr(line, "message", None)
    if message is None:
        text = str(line)
        return words(text) if text in CAUSES else text
    values: Mapping[str, object] = getattr(line, "values", {})
    filled = {name: each if isinstance(each, int) else told(words, each) for name, each in values.items()}
    return words(message, **filled)
