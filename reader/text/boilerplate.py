"""Boilerplate: what web pages put around an article. Recognised in any text, to be dimmed, never deleted.

"Read also" lines and the links under them, rows of share buttons, comment forms, subscriptions, rights.
The phrases are data (reader/data/text/boilerplate.toml); the unit is a line, in very long lines a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reader.model import Span
from reader.text.fold import fold
from reader.text.sentences import sentences

DATA = Path(__file__).resolve().parents[1] / "data" / "text" / "boilerplate.toml"
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORDS = re.compile(r"[^\W_]+")
_ENDED = (".", "!", "؟", "?", "…", "»", "”")


@dataclass(frozen=True, slots=True)
class _Phrases:
    begins: tuple[str, ...]
    contains: tuple[str, ...]
    whole: frozenset[str]
    buttons: frozenset[str]
    links_after: int
    longest: int


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return _Phrases(
        tuple(sorted({_bare(p) + " " for p in table["begins"]})),
        tuple(f" {_bare(p)} " for p in table["contains"]),
        frozenset(map(_bare, table["whole"])),
        frozenset(map(_bare, table["buttons"])),
        int(table["links_after"]),
        int(table["longest"]),
    )


def boilerplate(text: str) -> tuple[Span, ...]:
    """Spans of `text` that belong to the page and not to the article, in order, not overlapping. Pure."""
    phrases = _phrases()
    found: list[Span] = []
    links = 0  # short lines that may still belong to the heading above them
    for line in _lines(text):
        bare = _bare(line.of(text))
        if not bare:
            if links < phrases.links_after:
                links = 0
            continue
        kind = _kind(bare, len(line), phrases)
        if kind:
            found.append(line)
            links = phrases.links_after if kind == "heading" else 0
        elif links and len(line) <= phrases.longest and not line.of(text).endswith(_ENDED):
            found.append(line)
            links -= 1
        else:
            links = 0
            if len(line) > phrases.longest:
                found.extend(_sentences_of(text, line, phrases))
    return tuple(found)


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Span(start, end)


def _sentences_of(text: str, line: Span, phrases: _Phrases) -> Iterator[Span]:
    for sentence in sentences(text, line.start, line.end):
        if len(sentence) <= phrases.longest and _kind(_bare(sentence.of(text)), len(sentence), phrases):
            yield sentence


def _kind(bare: str, length: int, phrases: _Phrases) -> str:
    """ "" for the article's own; "heading" for a phrase that stands alone and may have links under it; else "line"."""
    if length > 4 * phrases.longest:
        return ""
    if bare in phrases.whole:
        return "line"
    padded = f" {bare} "
    if length <= phrases.longest:
        begun = next((p for p in phrases.begins if padded.startswith(p, 1)), None)
        if begun is not None:
            return "heading" if len(bare) <= len(begun) + 12 else "line"
        words = bare.split()
        if len(words) > 1 and all(word in phrases.buttons for word in words):
            return "line"
    return "line" if any(p in padded for p in phrases.contains) else ""


def _bare(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))
