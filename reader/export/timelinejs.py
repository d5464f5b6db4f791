"""TimelineJS 3: start and end as precise as the text, the text's own words as display date. JSON here, its table in csv_tables.

https://timeline.knightlab.com/docs/json-format.html: a start takes year, month, day; what is not known is left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reader.catalogue import Catalogue
from reader.export.markdown import spoken
from reader.library import Library, days_of
from reader.model import Event

Day = tuple[int, ...]  # year, month, day: as much of it as is known


@dataclass(frozen=True, slots=True)
class Slide:
    """A dated, real event. `text` is HTML: what each account says, and who says so."""

    id: str
    start: Day
    end: Day | None
    words: str
    headline: str
    text: str
    group: str


def export(library: Library) -> Iterator[str]:
    """One JSON object with a slide for each dated, real event."""
    timeline = {
        "title": {"text": {"headline": html.escape(library.name)}},
        "events": [_object(slide) for slide in slides(library)],
    }
    yield json.dumps(timeline, ensure_ascii=False, indent=1)
    yield "\n"


def slides(library: Library) -> Iterator[Slide]:
    """The dated, real events in time order."""
    arabic = Catalogue("ar")  # as the words of the texts, in which most dates are told
    for event in library.events():
        span = days_of(event)
        if event.hypothetical or span is None or event.date is None:
            continue
        yield Slide(
            event.id,
            _known(event.date, span[0]),
            _known(event.date, span[1]) if span[1] != span[0] else None,
            _words(library, event) or spoken(event.date, event.mod, arabic),
            html.escape(event.title),
            _accounts(library, event),
            event.type,
        )


def _object(slide: Slide) -> dict[str, Any]:
    found: dict[str, Any] = {
        "start_date": _named(slide.start),
        "display_date": slide.words,
        "text": {"headline": slide.headline, "text": slide.text},
        "unique_id": slide.id,
        "group": slide.group,
    }
    if slide.end is not None:
        found["end_date"] = _named(slide.end)
    return found


def _named(day: Day) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), day, strict=False))


def _accounts(library: Library, event: Event) -> str:
    told = []
    for account in library.accounts(event.id):
        document = library.document(account.doc)
        who = account.source.name if account.source else document.metadata.source or document.path
        quote = " … ".join(each.span.of(document.text) for each in account.passages)
        told.append(f"<p>{html.escape(quote)}<br><em>{html.escape(who)}</em></p>")
    return "".join(told)


def _known(value: str, day: date) -> Day:
    """As much of a day as the value says; both ends of an interval are days."""
    parts = value.split("/")[0].count("-")
    known = 3 if "/" in value or not value[:4].isdigit() else parts + 1
    return (day.year, day.month, day.day)[:known]


def _words(library: Library, event: Event) -> str:
    for ref in event.mentions:
        analysis = library.analysis(ref.doc)
        for number in analysis.events[ref.index].times:
            if analysis.times[number].value == event.date:
                return analysis.times[number].text
    return ""
