"""Moments on the Islamic calendar, honest to a day more or less."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times import calendars
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, Value

OUTSIDE = "hijri-outside-tables"
_COMMON_ERA = 1700  # a month of that year or later is said of the common era: «رمضان 2023»


def age(m: Moment) -> Value:
    """«القرن الثالث الهجري», as an interval of common years."""
    start, length = ((m.century or 0) * 100, 100) if m.decade is None else (m.decade * 10, 10)
    first = calendars.hijri_year(start + 1)[0].year
    last = calendars.hijri_year(start + length)[1].year
    return Value(f"{first:04}/{last:04}", flags=("hijri",))


def moment(context: Context, m: Moment, parse: Parse) -> Value:
    """A year, month or day; intervals of days for the first two, since no Gregorian month or year covers them."""
    year, anchor = (m.year, "") if m.year is not None else _year(context, m)
    if year is not None and year >= _COMMON_ERA and m.month is not None:
        year = _in_common_year(year, m.month, m.day or 1)
    if m.shift is not None and m.shift[0] == "D" and m.year is None and context.now.date is not None:
        said = context.now.date + timedelta(m.shift[1])  # «أمس الأحد 15 ذو الحجة»: the word says which day
        context.remember_day(said, parse, explicit=False)
        return Value(said.isoformat(), DOCUMENT, ("hijri",))
    if year is None:
        return Value("XXXX", anchor, ("hijri",))
    if not calendars.in_tables(year) or not calendars.in_tables(year + 1):
        return _outside(year, anchor)
    if m.month is None:
        return Value(_days(*calendars.hijri_year(year)), anchor, ("hijri",))
    start, length = calendars.hijri_month(year, m.month)
    whole = _days(start, start + timedelta(length - 1))
    if m.day is None:
        return Value(whole, anchor, ("hijri",))
    day = calendars.hijri_day(year, m.month, m.day)
    if day is None:
        return Value(whole, anchor, ("hijri", "nonexistent-date"))
    flags: tuple[str, ...] = ("hijri",)
    if m.weekday is not None and day.isoweekday() != m.weekday:
        near = [
            other for other in (day - timedelta(1), day + timedelta(1)) if other.isoweekday() == m.weekday
        ]
        if near:
            day = near[0]  # the month by sighting began a day off the table; the weekday settles it
        else:
            flags = (*flags, "weekday-mismatch")
    context.remember_day(day, parse, explicit=m.year is not None)
    return Value(day.isoformat(), anchor, flags)


def _days(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _outside(year: int, anchor: str) -> Value:
    """Only the year is converted where the tables end."""
    if not 1 <= year <= 9000:
        return Value("XXXX", anchor, ("hijri", OUTSIDE))
    a, b = (calendars.common_year(day) for day in calendars.hijri_year(year))
    return Value(f"{a:04}" if a == b else f"{a:04}/{b:04}", anchor, ("hijri", OUTSIDE))


def _in_common_year(year: int, month: int, day: int) -> int | None:
    """The Islamic year whose month (or day) falls in a common year; None outside the tables."""
    guess = round((year - 622) * 1.0307)
    for candidate in (guess, guess - 1, guess + 1, guess + 2):
        if (
            calendars.in_tables(candidate)
            and (calendars.hijri_month(candidate, month)[0] + timedelta(day - 1)).year == year
        ):
            return candidate
    return None


def _year(context: Context, m: Moment) -> tuple[int | None, str]:
    """The year of a month that is said without one, around the document's date."""
    now = context.now
    today = now.date
    if today is None and now.year is not None and now.month is not None:
        today = date(now.year, now.month, 15)
    here = calendars.to_hijri(today) if today is not None else None
    if here is None:
        return None, DOCUMENT
    year, month, day = here
    if m.shift is not None and m.shift[0] == "Y":
        return year + m.shift[1], DOCUMENT
    if m.month is None:
        return year + (m.direction or 0), DOCUMENT
    if m.direction is None:
        said = m.month
        return min((year - 1, year, year + 1), key=lambda y: abs((y - year) * 12 + said - month)), DOCUMENT
    there, now_at = (m.month, m.day or 0), (month, day if m.day is not None else 0)
    if m.direction < 0:
        return (year if there < now_at else year - 1), DOCUMENT
    if m.direction > 0:
        return (year if there > now_at else year + 1), DOCUMENT
    return year, DOCUMENT
