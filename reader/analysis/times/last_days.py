"""The last day of a month and the n-th weekday of one: «اليوم الأخير من تموز», «الخميس الأول من الشهر»."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from reader.analysis.times.months import month, year_after_month
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.single import to_moment
from reader.analysis.times.tokens import Tokens

_FEBRUARY, _COMMON_YEAR = 2, 2023
_MOST = 5  # of one weekday in a month


def last_day_rule(t: Tokens, at: int) -> Parse | None:
    """«آخر يوم من آذار 2003», «آخر أيام آب»; of February only where its year is said."""
    place = t.phrase(at, "last_day.of")
    if place is None:
        return None
    place += t.word(place, "grammar.month")
    named = month(t, place, clitic=False)
    if named is None or named.hijri:
        return None
    tail, end = year_after_month(t, named.end, hijri=False)
    year = tail.get("year")
    if tail.get("hijri") or (named.number == _FEBRUARY and year is None):
        return None
    day = monthrange(year or _COMMON_YEAR, named.number)[1]
    moment = to_moment({"month": named.number, "day": day, "flags": named.flags, **tail})
    return Parse(at, end, moment, "day-month" if year is None else "day-month-year")


def nth_weekday(t: Tokens, m: Moment, year: int, number: int, parse: Parse) -> date | None:
    """«الأحد الثاني من يونيو» where the second is no Sunday: the second Sunday; None where the day is a figure or there is none."""
    if m.weekday is None or m.day is None or m.day > _MOST or m.text_shift not in {None, ("M", 0)}:
        return None
    if any(t.text(i).isdecimal() and int(t.text(i)) == m.day for i in range(parse.start, parse.end)):
        return None
    first = date(year, number, 1)
    day = first + timedelta((m.weekday - first.isoweekday()) % 7 + 7 * (m.day - 1))
    return day if day.month == number else None
