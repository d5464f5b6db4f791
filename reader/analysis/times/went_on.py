"""How far a story has gone on since the last day said in full: to a month, to a year, past any year that is known."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import calendars, story
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens

_HALF_YEAR = 6  # months after one said in full, over the turn of a year
_SEASON_ON = 3  # months behind a season in which what began in it goes on
_RIGHT_BEHIND = 45  # days
_LENGTH = 4  # pieces from a verb to the unit of how long it went on
_YEARS_ON = 400  # days from the last day said in full to a month told later, from which on nothing goes on from that day


def fits(m: Moment, month: int, year: int) -> bool:
    """False where a weekday speaks against the year."""
    if m.weekday is None or m.day is None or not calendars.exists(year, month, m.day):
        return True
    return date(year, month, m.day).isoweekday() == m.weekday


def in_season(season: str, month: int) -> bool:
    """True for a month of that season, or of the next one: what began in it goes on."""
    first, last = calendars.SEASON_MONTHS[season]
    return first <= month <= last + _SEASON_ON


def just_follows(stands: date, month: int, day: int | None, within: int = _RIGHT_BEHIND) -> bool:
    """True for a day that in some year lies right behind another, the one that the story stands on."""
    years = (stands.year, stands.year + 1)
    near = (
        date(year, month, day or 15) - stands for year in years if calendars.exists(year, month, day or 15)
    )
    return any(0 <= each.days <= within for each in near)


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


def turned(context: Context, month: int, parse: Parse) -> bool | None:
    """True for «في 10 تشرين الثاني اعترف، وفي شباط أهدى ...»: the sentence went on over the turn of the year.

    False where it went on («ثم»), but perhaps about what was earlier; None where the month is a later one or nothing goes on.
    """
    t, at, said = context.t, parse.start, context.said
    if said.month is None or month >= said.month:
        return None
    if context.back(at) and any(t.listed(i, "back.words") for i in range(said.at, at)):
        return None
    then = t.word(at - 1, "grammar.in") and t.word(at - 2, "grammar.and_then")
    if at > said.at and (then or t.word(at - 1, "grammar.and_in")):
        return True
    if (month - said.month) % 12 <= _HALF_YEAR and any(_joined_clause(t, i) for i in range(said.at, at)):
        return True  # «أوقف في 19 تشرين الثاني 2018 ...، وأفرج عنه بكفالة في آذار»
    if any(t.listed(i, "said.then") for i in range(said.at, at)):
        return False
    # «أفرج عنه في 20 آب 2009 ...، فعاش ثلاث سنوات ومات في أيار»: the sentence told how long it went on
    gone_on = any(
        _joined_clause(t, i) and any(t.find(j, "unit") for j in range(i + 1, i + _LENGTH))
        for i in range(said.at, at)
    )
    return False if gone_on else None


def _joined_clause(t: Tokens, at: int) -> bool:
    """True for a word that «و» or «ف» joins and that is no noun with its article nor a time: a verb, mostly."""
    word = t.text(at)
    if word[:1] not in {"و", "ف"} or len(word) < 4 or t.readings[at] or word[1:3] in {"ال", "لل"}:
        return False
    return not (t.listed(at, "after_year.words") or t.listed(at, "future.not_past"))
