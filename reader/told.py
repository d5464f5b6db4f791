"""Lines that the rooms below wrote in English, said in the language of the interface.

A sentence of the journal's keeps what it was made of (`Said`). Any other line, even one that was kept for years, is
known again by its pattern (reader/data/sentences.tsv, gathered from the source); what the operating system or SQLite
calls a cause is in the catalogue by itself. What nobody knows stays as it is, isolated in the line around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.catalogue import N_, Catalogue

if TYPE_CHECKING:  # loaded when there is something to say: a start says nothing
    from reader.patterns import Patterns

NO_MEMORY: Final = N_("Cannot allocate memory")
SYSTEM: Final = (  # what the operating system calls them (strerror)
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("Too many levels of symbolic links"),
    N_("Input/output error"),
    N_("Directory not empty"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("Invalid argument"),
    N_("Too many open files"),
    N_("Too many open files in system"),
    NO_MEMORY,
    N_("Broken pipe"),
    N_("Exec format error"),
    N_("Argument list too long"),
    N_("Stale file handle"),
    N_("Transport endpoint is not connected"),
    N_("Connection timed out"),
    N_("No such device or address"),
    N_("Resource temporarily unavailable"),
)
SQLITE: Final = (  # what SQLite calls them
    N_("database or disk is full"),
    N_("database is locked"),
    N_("disk I/O error"),
    N_("attempt to write a readonly database"),
    N_("unable to open database file"),
    N_("database disk image is malformed"),
    N_("file is not a database"),
)
_SYSTEM = frozenset({*SYSTEM, *SQLITE})
_ERRNO = r"\[Errno -?\d+\] (?P<error>.+?)(?:: (?P<path>['\"].+))?"  # how Python writes an OSError


@cache
def sentences() -> Patterns:
    """The table of sentences."""
    from reader.patterns import Patterns

    return Patterns(Path(__file__).resolve().parent / "data" / "sentences.tsv")


def told(words: Catalogue, line: object) -> str:
    """A line (or a JournalError, or an OSError) in the catalogue's language, ready to stand in another sentence."""
    line = getattr(line, "said", line)
    message = getattr(line, "message", None)
    if message is not None:
        values: Mapping[str, object] = getattr(line, "values", {})
        return words(message, **{n: each if isinstance(each, int) else told(words, each) for n, each in values.items()})  # fmt: skip
    text = NO_MEMORY if isinstance(line, MemoryError) else str(line)  # which says nothing by itself
    return _known(words, text) or text


def _known(words: Catalogue, text: str) -> str:
    """A line translated; "" where nothing of it is known."""
    if not text or text[0] > "\u05ff":  # it is Arabic already
        return ""
    if text in _SYSTEM:
        return words(text)
    if error := re.fullmatch(_ERRNO, text):
        cause, path = _known(words, error["error"]) or error["error"], error["path"]
        return words("{path}: {error}", path=path[1:-1], error=cause) if path else cause
    if words.language == "en":
        return ""
    if found := sentences().find(text):
        row, values = found
        return row.said(words, values, partial(_value, words))
    for mark, joined in (("; ", "؛ "), (", ", "، ")):
        if mark in text and all(parts := [_known(words, each) for each in text.split(mark)]):
            return joined.join(parts)
    place, mark, cause = text.partition(": ")
    if mark and (said := _known(words, cause)):
        return words("{path}: {error}", path=place, error=said)
    return ""


def _value(words: Catalogue, _: str, value: str) -> str:
    return words.digits(value) if value.isdigit() else _known(words, value) or value
