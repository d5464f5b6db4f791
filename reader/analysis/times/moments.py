"""Moments to values: explicit, weekday check, the document's date, the last date said, unresolved.

Nothing here fills in a day, month or year that no word gives: what stays unknown is written X.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reader.analysis.times import calendars, islamic, story, weekdays
from reader.analysis.times.alone import alone, told_part
from reader.analysis.times.arithmetic import iso_day, week
from reader.analysis.times.context import Context
from reader.analysis.times.from_document import from_document
from reader.analysis.times.full_days import day_of
from reader.analysis.times.half_days import (
    EVENING,
    LATE,
    after_the_last,
    half_day,
    time_of_day,
    twelve_at_night,
)
from reader.analysis.times.last_days import nth_weekday
from reader.analysis.times.midnight import FROM_MIDNIGHT
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, TEXT, Said, Value
from reader.analysis.times.told_parts import TOLD
from reader.analysis.times.years import Placed, year_and_month

_MIDNIGHT, _EVENING_HOUR = 24, 18
_NO_YEAR = "XXXX-"
_PLAIN_YEAR, _LEAP_ENDS = 2023, frozenset({(2, 28), (2, 29), (3, 1)})  # days beside which years differ
_RIGHT_BEHIND: tuple[list[str], ...] = ([], ["،"], [","])


def moment_value(context: Context, m: Moment, parse: Parse) -> Value:
    """The value of a moment with its time of day."""
    m = half_day(context, m, parse)
    told = context.said
    value = _date(context, m, parse)
    m = twelve_at_night(context, m, value.text, parse)
    # «في الثانية عشرة والنصف ليلا», «بعد عشر دقائق من منتصف ليل الثلاثاء»: of the day after
    past_midnight = (
        m.hour == _MIDNIGHT and (m.minute or 0) > 0 and (parse.rule == FROM_MIDNIGHT or not m.has_date)
    )
    if past_midnight and not m.has_date and _right_behind_its_day(context, told, parse):
        past_midnight = False  # «في 25 نيسان 1974، بعد منتصف الليل بعشرين دقيقة»
    before_dawn = any(  # «قتل فجر الجمعة. وهبطت الطائرة عند الثانية عشرة والنصف ليلا»
        each.part == "MO" and not each.hour and each.written == value.text for each in (told, context.clause)
    )
    if past_midnight and not before_dawn and (day := iso_day(value.text)) is not None:
        value = replace(value, text=(day + timedelta(1)).isoformat())
    clause = context.clause  # «الذي قضى مساء الاثنين ... وأوقف عند الثامنة و8 دقائق»
    if (
        m.half_day
        and not m.has_date
        and clause.written == value.text[:10]
        and clause.part in LATE
        and m.hour in EVENING
    ):
        m = replace(m, hour=(m.hour or 0) + 12, half_day=False)
    suffix, time_flags = time_of_day(after_the_last(context, m, value.text, parse))
    text = value.text + suffix if "/" not in value.text else value.text
    if m.part in LATE or (m.hour or 0) >= _EVENING_HOUR:
        context.nights.add(value.text)
    return Value(text, value.anchor, (*m.flags, *value.flags, *time_flags), m.mod)


def _right_behind_its_day(context: Context, told: Said, parse: Parse) -> bool:
    """True where a day alone stands right before, a comma at most between them."""
    between = context.t.texts[told.at : parse.start]
    return told.day is not None and not (told.part or told.hour) and between in _RIGHT_BEHIND


def _date(context: Context, m: Moment, parse: Parse) -> Value:
    if m.before_common_era:
        return Value(f"BC{m.year:04}" if m.year is not None else f"BC{(m.century or 0):02}")
    if m.century is not None or m.decade is not None or (m.shift is not None and m.shift[0] in {"CE", "DE"}):
        return _age(context, m)
    if m.hijri:
        return islamic.moment(context, m, parse)
    if m.month is None and m.day is None:
        if m.weekday is not None and m.shift is None and (m.text_shift is None or m.text_shift[0] == "WD"):
            return weekdays.weekday(context, m, parse)
        if m.shift is not None and m.shift[0] in {"D", "W"}:
            return from_document(context, m, parse)
        if m.text_shift is not None and m.text_shift[0] in {"D", "W"}:
            return _from_text(context, m, parse)
        if not m.has_date:
            return alone(context, m, parse)
    return _calendar(context, m, parse)


def _age(context: Context, m: Moment) -> Value:
    """Decades and centuries."""
    now = context.now.year or context.all_full.last_year
    if m.hijri:
        return islamic.age(m)
    if m.decade is not None:
        if m.shift is not None:
            return Value(
                f"XX{m.decade}" if now is None else f"{now // 100 + m.shift[1]:02}{m.decade}", DOCUMENT
            )
        return Value(f"{m.decade:03}") if m.decade >= 10 else Value(f"XX{m.decade}", TEXT)
    if m.century is not None:
        return Value(f"{m.century:02}")
    unit, count = m.shift or ("CE", 0)
    if now is None:
        return Value("XXX" if unit == "DE" else "XX", DOCUMENT)
    return Value(f"{now // 10 + count:03}" if unit == "DE" else f"{now // 100 + count:02}", DOCUMENT)


def _from_text(context: Context, m: Moment, parse: Parse) -> Value:
    """«في اليوم التالي», «اليوم نفسه», «الأسبوع التالي»."""
    unit, count = m.text_shift or ("D", 0)
    if parse.rule in TOLD:
        return told_part(context, m, count, parse)
    if not count and (night := _the_one_night(context, parse)) is not None:
        context.step(night, parse)
        return Value(night.isoformat(), TEXT)
    same = not count and context.just_told(parse.start)
    scene = context.scene(parse.start, here=count != 0) if unit == "D" and not same else None
    said = scene or (None if context.said.dateline else context.said.day)
    if count and unit == "D" and (noun := context.t.joined_happening(parse.end)):
        said = scene = day_of(context.t, context.days, noun)  # «اليوم التالي للانفجار»
    if said is None and unit == "D" and count == 0 and context.said.written and not context.said.dateline:
        return Value(context.said.written, TEXT)
    if (
        said is None
        and unit == "D"
        and not count
        and not context.said.written
        and (one := _the_one_day(context, parse))
    ):
        return Value(one.isoformat(), TEXT)
    if said is None and unit == "D" and (next_day := _yearless_step(context, count, parse)):
        context.remember_yearless(next_day, parse)
        return Value(next_day, TEXT)
    if said is None or (unit == "D" and count and not (scene or context.follows(parse.start))):
        return Value("XXXX-XX-XX" if unit == "D" else "XXXX-WXX", TEXT)
    if unit == "W":
        return Value(week(said + timedelta(7 * count)), TEXT)
    day = said + timedelta(count + context.reached_the_next(said))
    flags = ("weekday-mismatch",) if m.weekday not in {None, day.isoweekday()} else ()
    context.step(day, parse)
    return Value(day.isoformat(), TEXT, flags)


def _yearless_step(context: Context, count: int, parse: Parse) -> str:
    """«يوم الجمعة 16 أيار ... وفي اليوم التالي»: of no known year either; "" where nothing near tells such a day, or the month's end may be another."""
    written = context.said.written
    if (
        not (count and context.said.yearless and written[5:].replace("-", "").isdecimal())
        or context.said.dateline
    ):
        return ""
    near = context.nearby(parse.start) or context.said.paragraph == context.t.paragraph(parse.start) - 1
    month, day = int(written[5:7]), int(written[8:10])
    if not near or (month, day) in _LEAP_ENDS:
        return ""
    there = date(_PLAIN_YEAR, month, day) + timedelta(count)
    return f"{_NO_YEAR}{there.month:02}-{there.day:02}"


# -- year, month, day -------------------------------------------------------------


def _calendar(context: Context, m: Moment, parse: Parse) -> Value:
    """Year, month and day on the Gregorian calendar, as far as they are said."""
    if m.vague and m.day is not None:
        return _numbered(context, m, m.day, parse)
    if (
        m.vague
        and m.quarter is None
        and m.season is None
        and (told := _story_period(context, m, parse)) is not None
    ):
        return told
    counted = _month(context, m, parse)
    if counted is not None and counted[1] is None and m.day is None:
        return Value("XXXX-XX", counted[2])
    year, month, anchor, flags = counted or year_and_month(context, m, parse)
    if year is not None and not 1 <= year <= 9998:
        year = None
    stem = f"{year:04}" if year is not None else "XXXX"
    if "nonexistent-date" in m.flags:
        return Value(stem, anchor)
    if month is None and m.day is None:
        if year is not None:
            context.remember(year, None, None, parse)
        if m.year is not None and 1300 <= m.year <= 1500 and not m.flags:
            flags = (*flags, "calendar-ambiguous")
        detail = m.season or (f"Q{m.quarter}" if m.quarter else f"H{m.half}" if m.half else "")
        return Value(f"{stem}-{detail}" if detail else stem, anchor, flags)
    if month is None:
        return Value(f"{stem}-XX-{m.day:02}", anchor, flags)
    if m.day is None:
        if year is not None:
            context.remember(year, month, None, parse)
            context.head_month(parse, year, month)
        return Value(f"{stem}-{month:02}", anchor, flags)
    real = (
        calendars.exists(year, month, m.day)
        if year is not None
        else calendars.exists_in_some_year(month, m.day)
    )
    if not real:
        return Value(f"{stem}-{month:02}", anchor, (*flags, "nonexistent-date"))
    if year is None:
        if "named-day" not in parse.flags:  # «هجمات 11 سبتمبر»
            context.remember_yearless(f"{stem}-{month:02}-{m.day:02}", parse)
        return Value(f"{stem}-{month:02}-{m.day:02}", anchor, flags)
    day = date(year, month, m.day)
    if m.weekday not in {None, day.isoweekday()}:
        other = _month_by_weekday(context, m) if m.text_shift == ("M", 0) else None
        other = other or nth_weekday(context.t, m, year, month, parse)
        day, flags = (other, flags) if other is not None else (day, (*flags, "weekday-mismatch"))
    if (
        m.shift is not None
        and m.shift[0] == "D"
        and context.now.date not in {None, day - timedelta(m.shift[1])}
    ):
        flags = (*flags, "deictic-mismatch")
    only = anchor == TEXT and not (context.full or context.imagining)  # no day of the text is said in full
    context.remember_day(day, parse, explicit=m.year is not None or only)
    return Value(day.isoformat(), anchor, flags)


def _numbered(context: Context, m: Moment, number: int, parse: Parse) -> Value:
    """«يوم 25», «السبت 29»: of the month the story is in, of the next where the weekday fits there alone; else open."""
    said, now = context.said, context.now
    months = []
    if context.nearby(parse.start) or context.opens_after(parse.start) or context.heads_line(parse.start):
        months += _month_and_next(said.year, said.month)
    elif now.date is None and (scene := context.scene(parse.start)) is not None:
        months += _month_and_next(scene.year, scene.month)
    if m.weekday is not None:
        months += _month_and_next(now.year, now.month)
    for year, month in months if m.weekday is not None else months[:1]:
        if not calendars.exists(year, month, number):
            continue
        day = date(year, month, number)
        # «أوقفت العملية في 18 آب بعد فشل المحاولة الأولى ليل 15-16»: a night looks back as well
        turned_back = m.weekday is None and m.part is None and said.day is not None and day < said.day
        if day.isoweekday() == (m.weekday or day.isoweekday()) and not turned_back:
            context.remember_day(day, parse, explicit=False)
            return Value(day.isoformat(), TEXT, (story.CARRIED,))
    return Value(f"XXXX-XX-{number:02}" if m.weekday is None else f"XXXX-WXX-{m.weekday}", TEXT)


def _month_and_next(year: int | None, month: int | None) -> list[tuple[int, int]]:
    if year is None or month is None:
        return []
    return [(year, month), (year + month // 12, month % 12 + 1)]


def _month_by_weekday(context: Context, m: Moment) -> date | None:
    """«الأحد السابع من الشهر نفسه»: the nearest month said before in which the seventh is a Sunday."""
    for said in reversed(context.full):
        if m.day is not None and calendars.exists(said.year, said.month, m.day):
            day = said.replace(day=m.day)
            if day.isoweekday() == m.weekday:
                return day
    return None


def _story_period(context: Context, m: Moment, parse: Parse) -> Value | None:
    """«نهاية العام», «مطلع الشهر» in a story: its year or month where the text has no date, open where it could be this one's too.

    None where it is this year's or month's.
    """
    said, now, yearly = context.said, context.now, m.shift == ("Y", 0)
    if now.year is None:
        known = context.story()
        told = said.day is None and said.year is not None and (yearly or said.month is not None)
        if told and context.same_sentence(parse.start):  # «في آذار 2016 أبلغهم أنها ستتوقف نهاية الشهر»
            return Value(f"{said.year:04}" if yearly else f"{said.year:04}-{said.month:02}", TEXT)
        if known is None or not known[1] or context.future(parse.start):
            return None
        day = known[0]
        return Value(f"{day.year:04}" if yearly else f"{day.year:04}-{day.month:02}", TEXT, (story.CARRIED,))
    if not context.nearby(parse.start) or context.future(parse.start):
        return None
    if said.year in {None, now.year} and (yearly or said.month in {None, now.month}):
        return None
    return Value("XXXX" if yearly else "XXXX-XX", TEXT)


def _month(context: Context, m: Moment, parse: Parse) -> Placed | None:
    """«الشهر الماضي», «18 الجاري», «في 7 منه»: year and month by counting months; None where none is counted."""
    if m.shift is not None and m.shift[0] == "M":
        base, count, anchor = (context.now.year, context.now.month), m.shift[1], DOCUMENT
        if base[0] is None and (told := context.reported()) is not None:
            base, anchor = (told.year, told.month), TEXT
    elif m.text_shift is not None and m.text_shift[0] == "M":
        base, count, anchor = (context.said.year, context.said.month), m.text_shift[1], TEXT
        if m.day is not None and m.year is None and not context.month_meant(parse.start):
            base = None, None
    else:
        return None
    if (
        anchor == TEXT
        and not count
        and m.day is not None
        and (open_month := _open_month(context)) is not None
    ):
        return None, open_month, anchor, ()
    if base[0] is None or base[1] is None:
        return None, None, anchor, ()
    index = base[0] * 12 + base[1] - 1 + count
    year, month = index // 12, index % 12 + 1
    if m.year is not None:
        year = m.year  # «نفس الشهر من 2016»
    elif m.shift is not None and m.shift[0] == "Y":
        if context.now.year is None:
            return None, month, DOCUMENT, ()
        year = context.now.year + m.shift[1]
    return year, month, anchor, ()


def _open_month(context: Context) -> int | None:
    """The month of a day that was said last and whose year nobody knows: «صباح التاسع من تموز ... مساء التاسع من الشهر»."""
    written = context.said.written
    return int(written[5:7]) if written[:5] == _NO_YEAR and written[5:7].isdecimal() else None


def _the_one_night(context: Context, parse: Parse) -> date | None:
    """«لم يسمع شيئا تلك الليلة»: of the one night or evening that the text has told."""
    m, pointed = parse.meaning, context.t.word(parse.start, "grammar.pointing")
    nights = {day for each in context.nights if (day := iso_day(each)) is not None}
    elsewhere = context.imagining or context.nearby(parse.start)
    if not (isinstance(m, Moment) and m.part == "NI" and pointed) or elsewhere or len(nights) != 1:
        return None
    night = nights.pop()
    near = {None, night, night + timedelta(1)}
    return night if context.scene_day in near else None  # else the story has gone on to another day


def _the_one_day(context: Context, parse: Parse) -> date | None:
    """«هل كنا ذلك الصباح أقرب إلى الحقيقة؟»: in a text without a date that tells one day alone, that day."""
    pointed = any(context.t.word(i, "grammar.pointing") for i in range(parse.start, parse.end))
    told = {day for _, day in context.days}
    return (
        told.pop()
        if pointed and len(told) == 1 and context.now.year is None and not context.imagining
        else None
    )
