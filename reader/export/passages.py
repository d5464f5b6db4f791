"""Short readable context around a Span: shared by the exports."""

from __future__ import annotations

from reader.model import Span


def context(text: str, span: Span, around: int = 60) -> str:
    """The span with up to `around` code points on each side, cut at words, on one line."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return " ".join(text[start:end].split())
