"""Arabic times to TIMEX3 values: usable by itself, text and document date in, expressions out.

`find_times` reads a text; `interval_of` and `precision_of` say what a value covers; `reanchor` gives the times that
hang on an event their value once the event is dated.
"""

from __future__ import annotations

from reader.analysis.times import document_date, lead
from reader.analysis.times.anchors import reanchor
from reader.analysis.times.grammar import parses
from reader.analysis.times.narrative import Imagined, scenario_span, scenarios
from reader.analysis.times.resolve import resolve
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.values import Precision, interval_of, precision_of
from reader.lazy_dataclass import dataclass
from reader.model import Known, TimeExpression

__all__ = [
    "DocumentTimes",
    "Imagined",
    "Precision",
    "find_times",
    "interval_of",
    "precision_of",
    "reanchor",
    "scenario_span",
    "scenarios",
]


@dataclass(frozen=True, slots=True)
class DocumentTimes:
    """The times of one document, by place, the date that relative ones were read against, and the passages that are imagined."""

    expressions: tuple[TimeExpression, ...]
    published: str | None
    published_from: Known | None
    imagined: tuple[Imagined, ...] = ()


def find_times(text: str, published: str | None = None) -> DocumentTimes:
    """Every time expression of a text with its value.

    `published` is the document's ISO date or prefix (2024, 2024-12, 2024-12-08); without it the text's own dateline
    counts, else what it says of now («كانون الأول الجاري») or the day it announces something on, and `published_from` says which. A given date is
    reported as METADATA; the caller knows better where it came from. Linear in the text; no clock is read.
    """
    t = Tokens(text)
    found = tuple(parses(t))
    opening = lead.find(t, found)
    now = document_date.given(published) or document_date.find(t, found, opening)
    imagined = scenarios(text, t.folded)
    expressions = resolve(t, found, now, [each.span for each in imagined], opening)
    return DocumentTimes(expressions, now.text, now.known, imagined)
