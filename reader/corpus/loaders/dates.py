"""Dates as metadata writes them, to ISO 8601. What can be read two ways is not read at all."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

from reader.text.digits import ascii_digits

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
EARLIEST = 1800


def iso_date(value: object) -> str | None:
    """A date (or its prefix: 2024, 2024-12) in ISO 8601, or None where the value gives none beyond doubt.

    Reads ISO 8601 and what begins so, e-mail dates (RFC 5322), PDF dates, and 08/12/2024 only where one of the two
    numbers cannot be a month, or both are the same. A bare number is seconds since 1970 where it has 10 digits.
    """
    if isinstance(value, bool) or value is None:
        return None
    text = ascii_digits(str(value)).strip()
    if re.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}", text):
        seconds = int(text[:10])
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    if match := _ISO.match(text):
        return _checked(*match.groups())
    if match := _COMPACT.match(text):
        return _checked(*match.groups())
    if match := _DAY_FIRST.match(text):
        first, second, year = match.groups()
        if int(first) > 12 or first == second:
            return _checked(year, second, first)
        return _checked(year, first, second) if int(second) > 12 else None
    try:
        parsed = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return _checked(str(parsed.year), str(parsed.month), str(parsed.day))


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if date.year < EARLIEST:
        return None
    return date.isoformat() if day else f"{year}-{int(month):02}" if month else year
