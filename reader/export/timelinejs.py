"""TimelineJS 3 JSON: start and end as precise as the text, the text's own words in `display_date`.

https://timeline.knightlab.com/docs/json-format.html: `start_date` takes year, month, day; what is not known is left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

from reader.library import Library, days_of
from reader.model import Event


def export(library: Library) -> Iterator[str]:
    """One JSON object with a slide for each dated, real event."""
    slides = [
        _slide(library, event) for event in library.events() if not event.hypothetical and days_of(event)
    ]
    yield json.dumps(
        {"title": {"text": {"headline": html.escape(library.name)}}, "events": slides},
        ensure_ascii=False,
        indent=1,
    )
    yield "\n"


def _slide(library: Library, event: Event) -> dict[str, Any]:
    span = days_of(event)
    assert span is not None and event.date is not None  # export() chose dated events
    accounts = []
    for account in library.accounts(event.id):
        document = library.document(account.doc)
        who = account.source.name if account.source else document.metadata.source or document.path
        quote = " … ".join(each.span.of(document.text) for each in account.passages)
        accounts.append(f"<p>{html.escape(quote)}<br><em>{html.escape(who)}</em></p>")
    slide = {
        "start_date": _date(event.date, span[0].year, span[0].month, span[0].day),
        "display_date": _words(library, event) or event.date,
        "text": {"headline": html.escape(event.title), "text": "".join(accounts)},
        "unique_id": event.id,
        "group": event.type,
    }
    if span[1] != span[0]:
        slide["end_date"] = _date(event.date, span[1].year, span[1].month, span[1].day)
    return slide


def _date(value: str, year: int, month: int, day: int) -> dict[str, int]:
    parts = value.split("/")[0].count("-")
    numbers = {"year": year, "month": month, "day": day}
    return dict(list(numbers.items())[: 3 if "/" in value or not value[:4].isdigit() else parts + 1])


def _words(library: Library, event: Event) -> str:
    for ref in event.mentions:
        analysis = library.analysis(ref.doc)
        for number in analysis.events[ref.index].times:
            if analysis.times[number].value == event.date:
                return analysis.times[number].text
    return ""
