"""A day or month without a year in a text written years after what it tells: of the story told just before it, or of the document's own year."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times import calendars, tense, went_on
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import Said

_JUST_BEFORE = 14  # days before one said in full within which the next one is of the same story
_JUST_PASSED, _MONTH = 60, 31  # days that a report tells of as of now; days of a month
_GOES_ON = 45  # days after a day said in full within which the next one is of the same story
_FAR_ON = 200  # days on that a story of years before goes in its paragraph
_YEARS_LATER = (
    2  # years from a story to the document's date, from which on its year goes for the days behind it
)
_MONTH_ON = 62  # days after a day or the middle of a month within which a month is of the same story


def story_told(context: Context) -> Said:
    """The date of a story that was said last: «أدانت المحكمة الخميس من قتل 34 عاملا في 16 آب 2012. ¶ وأمر بإطلاق الغاز يوم 13 آب»."""
    said, today = context.said, context.now.date
    return context.clause if today is not None and said.day == today and context.clause.day else said


def goes_on(context: Context, m: Moment, month: int, parse: Parse) -> bool:
    """True for a day or month soon after the one said just before it, of a year before the document's: the story goes on there."""
    said, today = story_told(context), context.now.date
    if said.year is None or today is None or said.year >= today.year or said.bound:
        return False
    if said.month is None:
        return _of_the_year_told(context, m, month, parse, today)
    if context.t.paragraph(parse.start) - said.paragraph > 1 or context.future(parse.start):
        return False
    if not context.same_sentence(parse.start) and tense.announced(context.t, parse.start):
        return False  # «وينطق بالحكم على الباقين في 9 مارس»
    told = {day.year for day in context.full[-1:]} | (set(context.years.values()) - {today.year})
    far = today.year - said.year >= _YEARS_LATER and not context.back(said.at - 1)
    if not far and not any(abs(said.year - each) <= 1 for each in told):
        return False
    years = [year for year in (said.year, today.year) if calendars.exists(year, month, m.day or 15)]
    if len(years) < 2:
        return False
    here = date(today.year, month, m.day or 15)
    recent = (
        (here if here <= today else here.replace(day=1, year=today.year - 1)) - today
    ).days >= -_JUST_PASSED
    just_before = _JUST_BEFORE if recent else _MONTH
    before, after = (just_before, _GOES_ON) if m.day is not None else (0, _MONTH_ON)
    if far and not recent and context.nearby(parse.start):
        after = _FAR_ON
    last = said.day or date(said.year, said.month, 15)
    if not -before <= (date(said.year, month, m.day or 15) - last).days <= after:
        return False
    passed = 0 <= (today - date(today.year, month, m.day or 15)).days <= _GOES_ON
    return not passed or (m.day is None and context.nearby(parse.start))


def _of_the_year_told(context: Context, m: Moment, month: int, parse: Parse, today: date) -> bool:
    """«بدأت الحكاية في صيف 1972. وصل في 5 تموز», told years later: of the year that the paragraph has come to, unless it has just passed."""
    said = context.said
    told = context.nearby(parse.start) and not (said.aside or said.since) and said.year is not None
    right_on = m.day is not None or context.sentence_before(parse.start)
    if not (told and right_on) or said.year is None or today.year - said.year < _YEARS_LATER:
        return False
    if context.back(parse.start) or context.future(parse.start) or tense.announced(context.t, parse.start):
        return False
    season = context.season is None or went_on.in_season(context.season, month)
    lately = went_on.just_follows(today - timedelta(_JUST_PASSED), month, m.day, _JUST_PASSED + _GOES_ON)
    return season and not lately and went_on.fits(m, month, said.year)
