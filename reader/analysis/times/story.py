"""The year and the week that a story goes on in, where its later days do not say them again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from reader.analysis.times.arithmetic import latest, nearest
from reader.analysis.times.calendars import exists

CARRIED, NEAR = "carried-year", "near-weekday"
_AGREE = 400  # days between the last two full dates of a text beyond which they are of different stories
_YEAR = 366
_NEXT = 60  # days within which a story goes on over a turn of the year, or past a date of another story
_SAME_YEAR = 300  # days off within which a day keeps the year of the story
_GOES_ON = 184  # days within which a story that does not look back goes on over a turn of the year
_TURNS_BACK = 120  # days that a story goes back within its year without a word that looks back
_BESIDE = (
    14  # days from a full day said earlier within which a day belongs to that one's part of the story ...
)
_AWAY = 30  # ... where the last full day said is further off than this
_LONG_BEFORE = 1500  # days back from which a full day is history, not the story
_FIRST = 31  # days off the first full day of a text within which one told before it is of its year
_RUN = 150  # days within which a day told in the same run as another is of the same telling
_BETWEEN = 700  # days between two full days within which a day between them has one year
_PAST_ADJECTIVE = 150  # days within which «الماضي» is told from the story, its own day unknown


def agrees(days: Sequence[date]) -> bool:
    """False where the last two different full days of a text belong to different stories."""
    others = [day for day in days if day != days[-1]]
    return not others or abs((days[-1] - others[-1]).days) <= _AGREE


def year(
    anchor: date,
    month: int,
    day: int | None,
    weekday: int | None,
    *,
    agreeing: bool,
    back: bool,
    meant: bool = False,
    past: bool = False,
    then: bool = False,
    led: bool = False,
    had: bool = False,
    since: bool = False,
) -> int | None:
    """The year of a day or month in the story that last stood at `anchor`; None where it could be another.

    `back` is true where the sentence looks back from the story, `meant` where it tells what was planned then, `past` for what has happened, told after an anchor that was still to come,
    `then` where the anchor was just told, `led` where «ثم» leads on from it, `had` where «كان قد» puts it before it, `since` where something has been so since then.
    """
    distances = {
        each: (date(each, month, day or 15) - anchor).days
        for each in (anchor.year - 1, anchor.year, anchor.year + 1)
        if exists(each, month, day or 15)
    }
    if not distances:
        return None
    if weekday is not None and day is not None:
        fits = [each for each in distances if date(each, month, day).isoweekday() == weekday]
        if len(fits) == 1:
            return fits[0]
    if meant and agreeing:
        return min((each for each, days in distances.items() if days >= 0), default=None)
    if since and (near := [each for each, days in distances.items() if -_SAME_YEAR <= days <= _FIRST]):
        return max(near)
    if past:
        return max((each for each, days in distances.items() if -_SAME_YEAR <= days <= 0), default=None)
    if not agreeing:
        reach = _GOES_ON if then else _NEXT
        return next((each for each, days in distances.items() if -_BESIDE <= days <= reach), None)
    if had and (before := [each for each, days in distances.items() if -_SAME_YEAR <= days <= 0]):
        return max(before)
    if led and not back and (after := [each for each, days in distances.items() if 0 <= days <= _YEAR]):
        return min(after)
    close = min(distances, key=lambda each: abs(distances[each]))
    same = distances.get(anchor.year, 1000)
    if close != anchor.year and abs(distances[close]) <= _NEXT and abs(same) > 200:
        return close
    if close == anchor.year + 1 and not back and distances[close] <= _GOES_ON and same < -_TURNS_BACK:
        return close
    return anchor.year if -(_SAME_YEAR if back else _TURNS_BACK) <= same <= _SAME_YEAR else None


def beside(full: Sequence[date], month: int, day: int | None, year: int) -> int | None:
    """Another year than `year` for a day that lies beside a full day said earlier, and far from the last one.

    «11 سبتمبر 2023 ... في 28 تموز 2024 قضت المحكمة ... قتلوا يوم 17 سبتمبر»: the text has come back to what it told first.
    """
    if day is None or not exists(year, month, day) or abs((date(year, month, day) - full[-1]).days) <= _AWAY:
        return None
    near = [
        each.year
        for each in full
        if abs((full[-1] - each).days) <= _AGREE  # of the same story
        and exists(each.year, month, day)
        and abs((date(each.year, month, day) - each).days) <= _BESIDE
    ]
    return near[-1] if near and near[-1] != year else None


def history(day: date, story_day: date) -> bool:
    """True for a day so long before another that it is no part of its story."""
    return (story_day - day).days > _LONG_BEFORE


def newer(last: date, days: Sequence[date], month: int, day: int | None) -> int | None:
    """The year of a day that lies near in the story told first, where the last full day is one of long before it.

    «في 26 يوليو 2023 وقع الانقلاب. واستقلت البلاد في 3 أغسطس 1960. وفي 10 أغسطس اجتمعت المنظمة». `days` are all that were said.
    """
    told = [each for each in days if history(last, each)]
    if day is None or not told or not exists(told[-1].year, month, day):
        return None
    return told[-1].year if abs((date(told[-1].year, month, day) - told[-1]).days) <= _NEXT else None


def by_weekday(full: Sequence[date], month: int, day: int | None, weekday: int | None) -> int | None:
    """The year of a day whose weekday fits beside one only of the days said in full, of whatever story: «السبت 18 فبراير»."""
    if day is None or weekday is None:
        return None
    fitting = {
        each.year
        for each in full
        if exists(each.year, month, day)
        and date(each.year, month, day).isoweekday() == weekday
        and abs((date(each.year, month, day) - each).days) <= _NEXT
    }
    return fitting.pop() if len(fitting) == 1 else None


def before_the_first(coming: date | None, month: int, day: int | None) -> int | None:
    """The year of a day or month told before any day is said in full, where the first that is lies beside it."""
    if coming is None or not exists(coming.year, month, day or 15):
        return None
    return coming.year if abs((date(coming.year, month, day or 15) - coming).days) <= _FIRST else None


def closest_year(told: date, month: int, day: int | None) -> int | None:
    """The year in which a day or month lies closest to a day told beside it, not more than that story's length off."""
    near = [
        (abs((date(each, month, day or 15) - told).days), each)
        for each in (told.year - 1, told.year, told.year + 1)
        if exists(each, month, day or 15)
    ]
    days, year = min(near, default=(_RUN + 1, 0))
    return year if days <= _RUN else None


def between(start: date, end: date, month: int, day: int | None) -> int | None:
    """The one year in which a day lies after the story's day and before one that the text says in full as later."""
    if not 0 < (end - start).days <= _BETWEEN:
        return None
    fits = [
        each
        for each in range(start.year, end.year + 1)
        if exists(each, month, day or 15) and start <= date(each, month, day or 15) <= end
    ]
    return fits[0] if len(fits) == 1 else None


def year_past(anchor: date, month: int, day: int | None) -> int | None:
    """The year of «20 مايو الماضي» where only a day of its story is known, not the day it is told: the near one."""
    for each in (anchor.year, anchor.year - 1, anchor.year + 1):
        if (
            exists(each, month, day or 15)
            and abs((date(each, month, day or 15) - anchor).days) <= _PAST_ADJECTIVE
        ):
            return each
    return None


def weekday(anchor: date, wanted: int, *, back: bool, ahead: bool) -> date:
    """A bare weekday in a story: before its day where the sentence looks back, after where it looks ahead, else the near one."""
    if back:
        return latest(anchor, wanted)
    return anchor + timedelta((wanted - anchor.isoweekday()) % 7) if ahead else nearest(anchor, wanted)
