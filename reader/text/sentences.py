"""Sentences, as Arabic news writes them.

A sentence ends at a line break, at . ! ? ؟ … (with the closing quotes and brackets that follow), or
before a bullet. A full stop between digits (1.5), inside a URL or after a single letter (د. أحمد) ends
nothing; a full stop with the next word glued to it (الدولية.استيقظت) does. The list numbers of
one-line paragraphs («1- إقالة ... 2- إيقاف») begin sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reader.model import Span

_CLOSING = "»”\"’')\\]}›"
_BULLETS = "▪•●■◾▶►✦◆❖"
# One look at a letter says that nothing ends there, before four ways are tried.
_END = re.compile(
    rf"(?=[\s!?؟…۔.{_BULLETS}])(?:(?P<line>[\r\n\u2028\u2029]+)"
    rf"|(?P<bullet>\s*(?=[{_BULLETS}]))"
    rf"|(?P<item>\s+(?=\d{{1,2}}\s?[-–)]\s?[^\W\d]))"
    rf"|(?P<stop>(?:[!?؟…۔]|\.(?!\d|[a-z]))[!?؟….]*[{_CLOSING}]*))"
)
_INITIAL = re.compile(r"(?:^|[\s(«\"])\w$")


@lru_cache(maxsize=1)
def all_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a whole text. The last one's are kept: names and events are looked for one after the other."""
    return tuple(sentences(text))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences of `text[start:end]`, white space trimmed; empty ones are left out."""
    stop = len(text) if end is None else end
    at = start
    for match in _END.finditer(text, start, stop):
        if match.lastgroup == "bullet" and match.end() <= at:
            continue
        if match.lastgroup == "stop":
            if match.group() == "." and _INITIAL.search(text, max(at, match.start() - 3), match.start()):
                continue
            cut = match.end()
        else:
            cut = match.start()
        if (span := _trimmed(text, at, cut)) is not None:
            yield span
        at = max(at, match.end() if match.lastgroup in {"stop", "line"} else cut)
    if (span := _trimmed(text, at, stop)) is not None:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
