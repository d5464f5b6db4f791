"""How far a story has gone on since the last day said in full: to a month, to a year, past any year that is known."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import calendars, story
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment

_YEARS_ON = 400  # days from the last day said in full to a month told later, from which on nothing goes on from that day


def fits(m: Moment, month: int, year: int) -> bool:
    """False where a weekday speaks against the year."""
    if m.weekday is None or m.day is None or not calendars.exists(year, month, m.day):
        return True
    return date(year, month, m.day).isoweekday() == m.weekday


def of_the_month_said(context: Context, m: Moment, month: int, at: int) -> bool:
    """True for a day of the month that was said last with its year, in its paragraph, as when it was."""
    said = context.said
    same = context.nearby(at) and said.day is None and said.month == month and not (said.bound or said.aside)
    return m.day is not None and said.year is not None and same and fits(m, month, said.year)


def long_after(context: Context, m: Moment, month: int) -> int | None:
    """«نجا في 14 تموز 1984 ... في آذار 2016 أبلغهم ... السبت 31 كانون الأول»: by its weekday of the year told last, long after any full day."""
    told = context.told[-1] if context.told else None
    if told is None or not context.full or (told - context.full[-1]).days <= _YEARS_ON or m.day is None:
        return None
    on = story.year(told, month, m.day, m.weekday, agreeing=True, back=False)
    return on if on is not None and fits(m, month, on) else None


def gone_on(context: Context, stands: date, month: int, day: int | None) -> bool:
    """«تولى الحكم في 6 آب 1966 ... وأعلنت في كانون الثاني 1968 أنها سترحل قبل نهاية 1971. وفي 2 كانون الأول»: the story went on by years."""
    last = context.told[-1] if context.told else stands
    if context.full and last in context.full:
        return False
    on = story.closest_year(last, month, day)
    soon = on is not None and calendars.exists(on, month, day or 15) and date(on, month, day or 15) >= last
    return (last - stands).days > _YEARS_ON and not soon
