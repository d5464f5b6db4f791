"""iCalendar (RFC 5545): day-precise real events as all-day VEVENTs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from reader.library import Library, days_of


def export(library: Library) -> Iterator[str]:
    """One calendar. DTSTAMP is the event's own day: the same library gives the same file."""
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Warraq//warraq//AR\r\n"
    for event in library.events():
        span = days_of(event)
        if event.hypothetical or span is None or (span[1] - span[0]).days > 31 or len(event.date or "") < 10:
            continue
        uid = hashlib.sha256(event.id.encode()).hexdigest()[:24]
        yield "BEGIN:VEVENT\r\n"
        yield _line("UID", f"{uid}@warraq")
        yield _line("DTSTAMP", f"{span[0]:%Y%m%d}T000000Z")
        yield _line("DTSTART;VALUE=DATE", f"{span[0]:%Y%m%d}")
        yield _line("DTEND;VALUE=DATE", f"{span[1] + timedelta(days=1):%Y%m%d}")
        yield _line("SUMMARY", _escaped(event.title))
        yield _line("DESCRIPTION", _escaped(event.why))
        yield "END:VEVENT\r\n"
    yield "END:VCALENDAR\r\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _line(name: str, value: str) -> str:
    """A content line folded at 75 octets, never inside a character (RFC 5545 3.1)."""
    out, room = [""], 75
    for char in f"{name}:{value}":
        size = len(char.encode())
        if size > room:
            out.append(" ")
            room = 74
        out[-1] += char
        room -= size
    return "\r\n".join(out) + "\r\n"
