"""Two calendars: which days exist, and what an Islamic date is on the Gregorian calendar.

Islamic dates are converted by the Umm al-Qura tables of hijridate (1343 to 1500 AH) and are honest to a day more or
less; months by sighting differ. Outside the tables only the year is converted, by the tabular calendar
(a year of 354 and 11/30 days counted from 16 July 622, Julian).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1343, 1500  # Umm al-Qura tables
_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1, proleptic Gregorian

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (1, 2)}


def exists(year: int, month: int, day: int) -> bool:
    """True where the Gregorian calendar has that day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def exists_in_some_year(month: int, day: int) -> bool:
    """True where that day is there in a leap year."""
    return exists(2000, month, day)


def in_tables(year: int) -> bool:
    """True where an Islamic year is inside the Umm al-Qura tables."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=512)
def hijri_month(year: int, month: int) -> tuple[date, int]:
    """First Gregorian day and length of a month inside the tables."""
    from hijridate import Hijri

    first = Hijri(year, month, 1)
    start = first.to_gregorian()
    return date(start.year, start.month, start.day), int(first.month_length())


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Islamic date inside the tables; None where that month has no such day."""
    start, length = hijri_month(year, month)
    return date.fromordinal(start.toordinal() + day - 1) if 1 <= day <= max(length, 30) else None


def hijri_year(year: int) -> tuple[date, date]:
    """First and last Gregorian day of an Islamic year, by the tables or, outside them, by the tabular calendar."""
    if in_tables(year) and in_tables(year + 1):
        last, length = hijri_month(year, 12)
        return hijri_month(year, 1)[0], date.fromordinal(last.toordinal() + length - 1)
    return date.fromordinal(_tabular(year)), date.fromordinal(_tabular(year + 1) - 1)


def common_year(day: date) -> int:
    """The year of a day as histories write it: on the Julian calendar before 15 October 1582."""
    if day >= date(1582, 10, 15):
        return day.year
    ahead = day.year // 100 - day.year // 400 - 2
    return date.fromordinal(max(1, day.toordinal() - ahead)).year


def _tabular(year: int) -> int:
    return _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30


@lru_cache(maxsize=64)
def to_hijri(day: date) -> tuple[int, int, int] | None:
    """The Islamic date of a Gregorian day; None outside the tables."""
    from hijridate import Gregorian

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return int(found.year), int(found.month), int(found.day)
