"""TimelineJS 3: start and end as precise as the text, the text's own words as display date. JSON here, its table in csv_tables.

https://timeline.knightlab.com/docs/json-format.html: a start takes year, month, day; what is not known is left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from reader.library import Library, days_of
from reader.model import Event


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or the part of it that is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """A dated, real event. `text` is HTML: what each account says, and who says so."""

    id: str
    start: Moment
    end: Moment | None
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
    for event in library.events():
        span = days_of(event)
        if event.hypothetical or span is None or event.date is None:
            continue
        yield Slide(
            event.id,
            _moment(event.date, span[0]),
            _moment(event.date, span[1]) if span[1] != span[0] else None,
            _words(library, event) or event.date,
            html.escape(event.title),
            _accounts(library, event),
            event.type,
        )


def _object(slide: Slide) -> dict[str, Any]:
    found: dict[str, Any] = {
        "start_date": _known(slide.start),
        "display_date": slide.words,
        "text": {"headline": slide.headline, "text": slide.text},
        "unique_id": slide.id,
        "group": slide.group,
    }
    if slide.end is not None:
        found["end_date"] = _known(slide.end)
    return found


def _known(moment: Moment) -> dict[str, int]:
    return {name: value for name, value in asdict(moment).items() if value is not None}


def _accounts(library: Library, event: Event) -> str:
    told = []
    for account in library.accounts(event.id):
        document = library.document(account.doc)
        who = account.source.name if account.source else document.metadata.source or document.path
        quote = " … ".join(each.span.of(document.text) for each in account.passages)
        told.append(f"<p>{html.escape(quote)}<br><em>{html.escape(who)}</em></p>")
    return "".join(told)


def _moment(value: str, day: date) -> Moment:
    """As much of a day as the value says; both ends of an interval are days."""
    parts = value.split("/")[0].count("-")
    known = 3 if "/" in value or not value[:4].isdigit() else parts + 1
    return Moment(day.year, day.month if known > 1 else None, day.day if known > 2 else None)


def _words(library: Library, event: Event) -> str:
    for ref in event.mentions:
        analysis = library.analysis(ref.doc)
        for number in analysis.events[ref.index].times:
            if analysis.times[number].value == event.date:
                return analysis.times[number].text
    return ""
