"""Short readable context around a Span, and the first and last day of an event: shared by the exports."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import interval_of
from reader.model import Event, Span


def context(text: str, span: Span, around: int = 60) -> str:
    """The span with up to `around` code points on each side, cut at words, on one line."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return " ".join(text[start:end].split())


def days(event: Event) -> tuple[date, date] | None:
    """First and last day of an event; None for an undated one or a scenario day."""
    return interval_of(event.date, event.mod) if event.date else None
