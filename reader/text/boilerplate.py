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
_HEAD = 64  # code points in which the first word of a sentence ends
_ENDED = (".", "!", "؟", "?", "…", "»", "”")


@dataclass(frozen=True, slots=True)
class _Phrases:
    begins: tuple[str, ...]
    contains: tuple[str, ...]
    whole: frozenset[str]
    buttons: frozenset[str]
    first: frozenset[str]  # words that a line begins with by `begins`, `whole` or `buttons`
    links_after: int
    longest: int


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    begins, whole, buttons = ([_bare(p) for p in table[name]] for name in ("begins", "whole", "buttons"))
    return _Phrases(
        tuple(sorted({phrase + " " for phrase in begins})),
        tuple(f" {_bare(p)} " for p in table["contains"]),
        frozenset(whole),
        frozenset(buttons),
        frozenset(phrase.split()[0] for phrase in (*begins, *whole, *buttons)),
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
                found.extend(_sentences_of(text, line, phrases, contains=_contains(bare, phrases)))
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


def _sentences_of(text: str, line: Span, phrases: _Phrases, *, contains: bool) -> Iterator[Span]:
    """The sentences of a long line that are none of the article's. Where the line `contains` no phrase, their first word tells of most that they are."""
    for sentence in sentences(text, line.start, line.end):
        if len(sentence) > phrases.longest or not (contains or _may_begin(sentence.of(text), phrases)):
            continue
        if _kind(_bare(sentence.of(text)), len(sentence), phrases):
            yield sentence


def _may_begin(sentence: str, phrases: _Phrases) -> bool:
    """False where no phrase that heads a line begins with the first word."""
    head = fold(sentence[:_HEAD])
    word = _WORDS.search(head)
    return word is None or word.end() == len(head) or word.group() in phrases.first


def _contains(bare: str, phrases: _Phrases) -> bool:
    padded = f" {bare} "
    return any(phrase in padded for phrase in phrases.contains)


def _kind(bare: str, length: int, phrases: _Phrases) -> str:
    """ "" for the article's own; "heading" for a phrase that stands alone and may have links under it; else "line"."""
    if length > 4 * phrases.longest:
        return ""
    if bare in phrases.whole:
        return "line"
    if length <= phrases.longest:
        padded = bare + " "
        if padded.startswith(phrases.begins):
            begun = next(p for p in phrases.begins if padded.startswith(p))
            return "heading" if len(bare) <= len(begun) + 12 else "line"
        words = bare.split()
        if len(words) > 1 and all(word in phrases.buttons for word in words):
            return "line"
    return "line" if _contains(bare, phrases) else ""


def _bare(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))
