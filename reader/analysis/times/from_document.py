"""Days and weeks counted from the document's date: «أمس», «الأسبوع الماضي», «الاثنين من الأسبوع الماضي»; «غدا» of a story."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times import calendars
from reader.analysis.times.arithmetic import latest, nearest, week
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, TEXT, Value

_AFTER_NEXT = 2
_WEEKENDS = frozenset({6, 7})  # weekdays that begin a week somewhere


def from_document(context: Context, m: Moment, parse: Parse) -> Value:
    """«أمس», «الأسبوع الماضي», «أمس السبت»."""
    unit, count = m.shift or ("D", 0)
    today = context.now.date
    if unit == "W" and m.weekday is not None:
        return _of_week(context, m.weekday, count, parse)
    if unit == "W":
        return Value("XXXX-WXX" if today is None else week(today + timedelta(7 * count)), DOCUMENT)
    if m.vague:
        context.lose_day()
        return Value("XXXX-XX-XX", TEXT)
    spoken = context.spoken(parse.start)
    if spoken is not None and m.weekday is None:
        return Value((spoken + timedelta(count)).isoformat(), TEXT)
    if m.years_ago is not None:
        return _years_ago(context, m.years_ago, parse)
    if m.year is not None:
        if today is None or not calendars.exists(m.year, today.month, today.day):
            return Value(f"{m.year:04}", DOCUMENT)
        return Value(today.replace(year=m.year).isoformat(), DOCUMENT)
    if m.this_day and context.said.written and context.nearby(parse.start):
        return Value(context.said.written, TEXT)
    written = None if context.t.listed(parse.start - 1, "said.until") else context.entry(parse.start)
    if today is None and m.weekday is None and written is not None:
        return Value((written + timedelta(count)).isoformat(), TEXT)
    if today is None and (there := _told_morrow(context, m, count, parse)) is not None:
        return Value(there.isoformat(), TEXT)  # the story stays where it is
    if today is None:
        return Value("XXXX-XX-XX" if m.weekday is None else f"XXXX-WXX-{m.weekday}", DOCUMENT)
    day = today + timedelta(count)
    flags: tuple[str, ...] = ()
    if m.weekday is not None and day.isoweekday() != m.weekday:
        day = nearest(day, m.weekday) if count > 0 else latest(day + timedelta(1), m.weekday)
        flags = ("weekday-mismatch",)
    if count or not context.t.listed(
        parse.start - 1, "said.bound"
    ):  # «حتى اليوم»: the story does not come to it
        context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), DOCUMENT, flags)


def _years_ago(context: Context, years: int, parse: Parse) -> Value:
    """«في مثل هذا اليوم قبل عشر سنوات»: the day of the document's date in that year, which the text goes on to tell of."""
    today = context.now.date
    year = today.year - years if today is not None else 0
    if today is None or year < 1 or not calendars.exists(year, today.month, today.day):
        return Value("XXXX-XX-XX", DOCUMENT)
    day = today.replace(year=year)
    context.remember_day(day, parse, explicit=True)
    return Value(day.isoformat(), DOCUMENT)


def _told_morrow(context: Context, m: Moment, count: int, parse: Parse) -> date | None:
    """«وأمهله حتى ظهر الغد», «قال باريش: غدا يسحبونها»: the day after the one that a story without a date stands on."""
    t, start = context.t, parse.start
    told = any(t.listed(i, "said.morrow") for i in range(start, parse.end))
    spoken = t.quote_start(start) is not None or t.text(start - 1) == ":"
    after_next = count == _AFTER_NEXT and any(
        t.listed(i, "lead.that") for i in range(t.sentence(start)[0], start)
    )
    asked = count == 1 and (told or spoken)  # «طلبوا منه أن يحضر بعد غد»
    if m.weekday is not None or context.imagining or not (asked or after_next):
        return None
    day = context.scene(start, here=True) or (context.said.day if context.nearby(start) else None)
    return day + timedelta(count) if day is not None else None


def _of_week(context: Context, weekday: int, count: int, parse: Parse) -> Value:
    """«الاثنين من الأسبوع الماضي»; a Saturday or Sunday stays open: weeks begin on one, the other or on Monday."""
    today = context.now.date
    if today is None or weekday in _WEEKENDS or today.isoweekday() in _WEEKENDS:
        return Value(f"XXXX-WXX-{weekday}", DOCUMENT)
    day = today + timedelta(7 * count + weekday - today.isoweekday())
    context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), DOCUMENT)
