"""A title for an article that came without one: its first heading-like line, or its first sentence cut at a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from reader.corpus.datelines import byline, dateline
from reader.text.sentences import sentences

LONGEST = 90  # code points; a longer first line is a paragraph, not a heading
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = tuple(".!?؟…:؛،,")


def infer_title(text: str, *, fallback: str) -> str:
    """Never empty. `fallback` (the file's name) stands where the text has no letter at all."""
    lines = (line for line in map(_bare, _lines(text[:4000])) if _LETTER.search(line))
    first = next(lines, "")
    line = next(filter(None, map(_headline, chain([first], lines))), first)
    if not line:
        return fallback
    if len(line) <= LONGEST and not line.endswith((".", "،", "؛")):
        return line
    first = next((s.of(line) for s in sentences(line)), line).rstrip(" .")
    return first if len(first) <= LONGEST else cut(first, LONGEST)


def _headline(line: str) -> str:
    """The line without a dateline before it; "" where it is nothing but a dateline or a byline."""
    if byline(line):
        return ""
    found = dateline(line)
    return line[found.end :].strip() if found is not None else line


def cut(text: str, longest: int) -> str:
    """`text` up to `longest` code points, cut between words, with an ellipsis."""
    if len(text) <= longest:
        return text
    at = text.rfind(" ", longest // 2, longest)
    return text[: at if at > 0 else longest - 1].rstrip(" " + "".join(_STOPS)) + "…"


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start : min(end, start + 6 * LONGEST)]
        start = end + 1


def _bare(line: str) -> str:
    return " ".join(line.strip().lstrip("#*>•▪-–— \t").split())
