"""Moments to values: explicit, weekday check, the document's date, the last date said, unresolved.

Nothing here fills in a day, month or year that no word gives: what stays unknown is written X.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reader.analysis.times import calendars, islamic, story, weekdays
from reader.analysis.times.arithmetic import latest, nearest, week
from reader.analysis.times.clock import hour_in_part
from reader.analysis.times.context import DOCUMENT, TEXT, Context, Value
from reader.analysis.times.document_date import Now
from reader.analysis.times.reading import Moment, Parse

_WEEKDAY_SAYS = 300  # days off the document's date within which the weekday of a date chooses its year
_GOES_ON = 45  # days after a day said in full within which the next one is of the same story
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (1, 2)}


def moment_value(context: Context, m: Moment, parse: Parse) -> Value:
    """The value of a moment with its time of day."""
    m = _half_day(context, m, parse)
    suffix, time_flags = time_of_day(m)
    value = _date(context, m, parse)
    text = value.text + suffix if "/" not in value.text else value.text
    return Value(text, value.anchor, (*m.flags, *value.flags, *time_flags), m.mod)


def _half_day(context: Context, m: Moment, parse: Parse) -> Moment:
    """«ظهر الثاني من تشرين الأول عند الساعة الواحدة والربع»: the sentence has said which half of the day."""
    if (
        not m.half_day
        or m.hour is None
        or m.has_date
        or not context.said.part
        or not context.same_sentence(parse.start)
    ):
        return m
    hour = hour_in_part(m.hour, context.said.part)
    return m if hour is None or hour == 24 else replace(m, hour=hour, half_day=False)


def time_of_day(m: Moment) -> tuple[str, tuple[str, ...]]:
    """`T21:30`, `TEV` or nothing, with flags."""
    if m.hour is None:
        return (f"T{m.part}", ()) if m.part else ("", ())
    minutes = m.hour * 60 + (m.minute or 0)
    if minutes < 0:
        minutes += 12 * 60
    if minutes > 24 * 60:
        minutes -= 24 * 60
    return f"T{minutes // 60:02}:{minutes % 60:02}", ("hour-ambiguous",) if m.half_day else ()


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
            return _from_document(context, m, parse)
        if m.text_shift is not None and m.text_shift[0] in {"D", "W"}:
            return _from_text(context, m, parse)
        if not m.has_date:
            near = context.nearby(parse.start) or context.opens_after(parse.start)
            if context.said.day is not None and near:
                return Value(context.said.day.isoformat(), TEXT)
            return Value("XXXX-XX-XX", TEXT)
    return _calendar(context, m, parse)


def _age(context: Context, m: Moment) -> Value:
    """Decades and centuries."""
    now = context.now.year
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


def _from_document(context: Context, m: Moment, parse: Parse) -> Value:
    """«أمس», «الأسبوع الماضي», «أمس السبت»."""
    unit, count = m.shift or ("D", 0)
    today = context.now.date
    if unit == "W":
        return Value("XXXX-WXX" if today is None else week(today + timedelta(7 * count)), DOCUMENT)
    spoken = context.spoken(parse.start)
    if spoken is not None and m.weekday is None:
        return Value((spoken + timedelta(count)).isoformat(), TEXT)
    if m.this_day and context.said.written and context.nearby(parse.start):
        return Value(context.said.written, TEXT)
    if today is None:
        return Value("XXXX-XX-XX" if m.weekday is None else f"XXXX-WXX-{m.weekday}", DOCUMENT)
    day = today + timedelta(count)
    flags: tuple[str, ...] = ()
    if m.weekday is not None and day.isoweekday() != m.weekday:
        day = nearest(day, m.weekday) if count > 0 else latest(day + timedelta(1), m.weekday)
        flags = ("weekday-mismatch",)
    context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), DOCUMENT, flags)


def _from_text(context: Context, m: Moment, parse: Parse) -> Value:
    """«في اليوم التالي», «اليوم نفسه», «الأسبوع التالي»."""
    unit, count = m.text_shift or ("D", 0)
    said = context.said.day
    if said is None and unit == "D" and count == 0 and context.said.written:
        return Value(context.said.written, TEXT)
    if said is None:
        return Value("XXXX-XX-XX" if unit == "D" else "XXXX-WXX", TEXT)
    if unit == "W":
        return Value(week(said + timedelta(7 * count)), TEXT)
    day = said + timedelta(count)
    flags = ("weekday-mismatch",) if m.weekday not in {None, day.isoweekday()} else ()
    context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), TEXT, flags)


# -- year, month, day -------------------------------------------------------------


def _calendar(context: Context, m: Moment, parse: Parse) -> Value:
    """Year, month and day on the Gregorian calendar, as far as they are said."""
    if m.vague and (told := _story_period(context, m, parse)) is not None:
        return told
    counted = _month(context, m)
    if counted is not None and counted[1] is None and m.day is None:
        return Value("XXXX-XX", counted[2])
    year, month, anchor, flags = counted or _year(context, m, parse)
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
        return Value(f"{stem}-{month:02}", anchor, flags)
    real = (
        calendars.exists(year, month, m.day)
        if year is not None
        else calendars.exists_in_some_year(month, m.day)
    )
    if not real:
        return Value(f"{stem}-{month:02}", anchor, (*flags, "nonexistent-date"))
    if year is None:
        context.remember_yearless(f"{stem}-{month:02}-{m.day:02}", parse)
        return Value(f"{stem}-{month:02}-{m.day:02}", anchor, flags)
    day = date(year, month, m.day)
    if m.weekday not in {None, day.isoweekday()}:
        other = _month_by_weekday(context, m) if m.text_shift == ("M", 0) else None
        day, flags = (other, flags) if other is not None else (day, (*flags, "weekday-mismatch"))
    if (
        m.shift is not None
        and m.shift[0] == "D"
        and context.now.date not in {None, day - timedelta(m.shift[1])}
    ):
        flags = (*flags, "deictic-mismatch")
    context.remember_day(day, parse, explicit=m.year is not None)
    return Value(day.isoformat(), anchor, flags)


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
        if known is None or not known[1] or context.future(parse.start):
            return None
        day = known[0]
        return Value(f"{day.year:04}" if yearly else f"{day.year:04}-{day.month:02}", TEXT, (story.CARRIED,))
    if not context.nearby(parse.start) or context.future(parse.start):
        return None
    if said.year in {None, now.year} and (yearly or said.month in {None, now.month}):
        return None
    return Value("XXXX" if yearly else "XXXX-XX", TEXT)


Placed = tuple[int | None, int | None, str, tuple[str, ...]]  # year, month, anchor, flags


def _month(context: Context, m: Moment) -> Placed | None:
    """«الشهر الماضي», «18 الجاري», «في 7 منه»: year and month by counting months; None where none is counted."""
    if m.shift is not None and m.shift[0] == "M":
        base, count, anchor = (context.now.year, context.now.month), m.shift[1], DOCUMENT
    elif m.text_shift is not None and m.text_shift[0] == "M":
        base, count, anchor = (context.said.year, context.said.month), m.text_shift[1], TEXT
    else:
        return None
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


def _year(context: Context, m: Moment, parse: Parse) -> Placed:
    """Year and month with the anchor they hang on."""
    now = context.now
    if m.year is not None:
        away = m.shift is not None and m.shift[0] == "Y" and now.year not in {None, m.year - m.shift[1]}
        return m.year, m.month, "", ("deictic-mismatch",) if away else ()
    if m.shift is not None and m.shift[0] == "Y":
        return (now.year + m.shift[1] if now.year is not None else None), m.month, DOCUMENT, ()
    if m.text_shift is not None and m.text_shift[0] == "Y":
        said = context.said.year
        return (said + m.text_shift[1] if said is not None else None), m.month, TEXT, ()
    if m.month is None and m.season is not None and m.direction is not None:
        return _season_year(context, m.season, m.direction), None, DOCUMENT, ()
    if m.month is None:
        return None, None, TEXT if m.quarter or m.half or m.season else "", ()
    if m.direction is not None:
        return _directed_year(context, m, m.month, m.direction)
    return _nearest_year(context, m, m.month, parse)


def _season_year(context: Context, season: str, direction: int) -> int | None:
    """«الصيف الماضي»: the last summer that is over."""
    now = context.now
    if now.year is None or now.month is None:
        return None
    first, last = _SEASON_MONTHS[season]
    if direction < 0:
        return now.year if now.month > last else now.year - 1
    return (now.year if now.month < first else now.year + 1) if direction > 0 else now.year


def _directed_year(context: Context, m: Moment, month: int, direction: int) -> Placed:
    """The year of «نوفمبر الماضي», «7 كانون الأول الجاري», «مارس المقبل»: from the document's date, else from the report's."""
    now = context.now
    if now.year is not None:
        return _year_beside(now, m, month, direction), month, DOCUMENT, ()
    told = context.reported()
    if told is not None:
        beside = _year_beside(Now(told.year, told.month, told.day), m, month, direction)
        return beside, month, TEXT, (story.CARRIED,)
    known = context.story()
    if direction == -1 and known is not None and known[1]:
        year = story.year_past(known[0], month, m.day)
        if year is not None:
            return year, month, TEXT, (story.CARRIED,)
    return None, month, DOCUMENT, ()


def _year_beside(now: Now, m: Moment, month: int, direction: int) -> int | None:
    """The year that an adjective gives a month, counted from a date."""
    if now.year is None or now.month is None:
        return now.year if direction == 0 else None
    if direction == 0:
        here = now.year * 12 + now.month
        return min((now.year - 1, now.year, now.year + 1), key=lambda year: abs(year * 12 + month - here))
    if m.day is not None and now.day is not None and month == now.month and m.day != now.day:
        over = m.day < now.day
        return (now.year if over else now.year - 1) if direction < 0 else (now.year + 1 if over else now.year)
    if direction < 0:
        return (now.year if month < now.month else now.year - 1) + direction + 1
    return (now.year if month > now.month else now.year + 1) + direction - 1


def _nearest_year(context: Context, m: Moment, month: int, parse: Parse) -> Placed:
    """A month without a year: one said before of that day, the year said in the sentence, else next to the document's date."""
    now, day, said = context.now, m.day, context.said.year
    if day is not None and (month, day) in context.years:
        return context.years[month, day], month, TEXT, ()
    if "named-day" in parse.flags:
        return None, month, TEXT, ()
    if (
        said is not None
        and said != now.year
        and context.same_sentence(parse.start)
        and not (context.said.bound and _just_passed(now, month, day))
    ):
        return said, month, TEXT, ()
    if now.year is None:
        return _carried_year(context, m, month, parse)
    if _goes_on(context, m, month, parse):
        return said, month, TEXT, (story.CARRIED,)
    if now.month is None:
        return now.year, month, DOCUMENT, ()
    future = context.future(parse.start)
    here = now.year * 365.25 + now.month * 30.4 + (now.day or 15)

    def ahead(year: int) -> float:
        """Days after the document's date; negative before it."""
        return year * 365.25 + month * 30.4 + (day or 15) - here

    years = [
        year
        for year in (now.year - 1, now.year, now.year + 1)
        if day is None or calendars.exists(year, month, day)
    ]
    if not years:
        return now.year, month, DOCUMENT, ()
    if m.weekday is not None and day is not None:
        matching = [year for year in years if date(year, month, day).isoweekday() == m.weekday]
        if len(matching) == 1 and abs(ahead(matching[0])) <= _WEEKDAY_SAYS:
            return matching[0], month, DOCUMENT, ()
    whole_month = day is None or now.day is None
    near = [year for year in years if _within_reach(ahead(year), whole_month, future, year == now.year)]
    if not near:
        return None, month, DOCUMENT, ()

    def far(year: int) -> float:
        """The past is nearer in a report, what is to come nearer in an announcement."""
        days = ahead(year)
        return (days if days >= -20 else 400 - days) if future else (-days if days <= 0 else days * 3)

    return min(near, key=far), month, DOCUMENT, ()


def _just_passed(now: Now, month: int, day: int | None) -> bool:
    """True for a day of the weeks before the document's date."""
    if now.date is None or now.year is None or day is None or not calendars.exists(now.year, month, day):
        return False
    return 0 <= (now.date - date(now.year, month, day)).days <= _GOES_ON


def _carried_year(context: Context, m: Moment, month: int, parse: Parse) -> Placed:
    """A month in a text without a date: in the story that the last full date began, or the year just said."""
    known, said, here = context.story_year(), context.said, context.nearby(parse.start)
    if known is not None and context.lost and m.weekday is None:
        return None, month, DOCUMENT, ()
    if known is not None:
        back, ahead = context.back(parse.start), context.future(parse.start)
        years = {
            story.year(
                anchor,
                month,
                m.day,
                m.weekday,
                agreeing=known[1],
                back=back,
                meant=context.meant(parse.start),
                past=context.told_ahead and anchor == context.full[-1] and not ahead,
            )
            for anchor in ((known[0],) if known[1] else (known[0], context.full[-1]))
        } - {None}
        if len(years) != 1:
            return None, month, DOCUMENT, ()
        year = years.pop()
        if not known[1] and not context.same_sentence(parse.start):
            newer = story.newer(context.full, month, m.day)
            if newer is not None:
                return newer, month, TEXT, (story.CARRIED,)
        if year is not None and (beside := story.beside(context.full, month, m.day, year)) is not None:
            return beside, month, TEXT, (story.CARRIED,)
        certain = here and known[1] and year == said.year and not context.told_ahead
        return year, month, TEXT, () if certain else (story.CARRIED,)
    return (said.year, month, TEXT, ()) if here and not said.bound else (None, month, DOCUMENT, ())


def _goes_on(context: Context, m: Moment, month: int, parse: Parse) -> bool:
    """True for a day soon after one said in full just before, long before the document's date: the story goes on there."""
    said, today = context.said.day, context.now.date
    if said is None or today is None or m.day is None or not context.nearby(parse.start):
        return False
    if context.full[-1:] != [said] or said.year >= today.year or context.future(parse.start):
        return False
    years = [year for year in (said.year, today.year) if calendars.exists(year, month, m.day)]
    if len(years) < 2 or not 0 <= (date(said.year, month, m.day) - said).days <= _GOES_ON:
        return False
    return not 0 <= (today - date(today.year, month, m.day)).days <= _GOES_ON


def _within_reach(days: float, whole_month: bool, future: bool, this_year: bool) -> bool:
    """False where no writer would leave out the year; the date then keeps none («11 سبتمبر» in July).

    Back to the start of the document's year, or 200 days; ahead 40 days, in an announcement a year.
    """
    if days <= 0:
        return this_year or days >= (-330 if whole_month else -200)
    return days <= (380 if future else 40)
