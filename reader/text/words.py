"""Words: runs of letters with their marks, and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model import Span
from reader.text.fold import DROPPED

_JOINED = re.escape(DROPPED)
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_JOINED}])*|\d+(?:[.,٫٬]\d+)*")
ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]"
)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The words and numbers of `text[start:end]`, in order, as Spans of `text`."""
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        yield Span(match.start(), match.end())


def has_arabic(text: str) -> bool:
    """True where at least one Arabic letter stands in the text."""
    return ARABIC.search(text) is not None
