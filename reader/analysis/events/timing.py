"""What the times of two reports say for and against their being of one happening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from functools import lru_cache

from reader.analysis.events.features import Report
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.report_times import Interval, partial_agrees
from reader.analysis.times import interval_of
from reader.analysis.times.calendars import exists

Feature = tuple[str, float, str]  # name, value, what it is about (a name, words; "" for nothing more to say)
SEASON = 92  # days: what is dated by more is dated by its year
DAYS_OF_A_STORY = 2  # from the first to the last, where a story stands on a day or on the eve and it
MONTH = 31
LONGEST_DISPUTE = 12  # days by which two dates of one happening may differ


_interval = lru_cache(maxsize=4096)(interval_of)


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 where they touch."""
    if a[0] <= b[1] and b[0] <= a[1]:
        return 0
    return (b[0] - a[1]).days if b[0] > a[1] else (a[0] - b[1]).days


def time_evidence(a: Report, b: Report) -> Iterator[Feature]:
    """What the times of two reports say, and when their texts were published."""
    if a.interval and b.interval:
        apart = gap(a.interval, b.interval)
        if apart == 1 and eve(a, b):
            apart = 0
        told = "" if not (a.carried or b.carried) else "-carried"
        if apart == 0:
            longest = max((i[1] - i[0]).days for i in (a.interval, b.interval))
            yield (f"day{told}" if longest <= 1 else "month" if longest <= 31 else "years"), 1.0, ""
        else:
            off = f"days-off{told}" if apart <= 2 else "days-disputed" if singular(a, b) else "weeks-off"
            yield off, 1.0, f"{apart}"
        return
    if a.value and a.value == b.value and a.value.startswith("XXXX-") and "W" not in a.value:
        yield "day-of-month", 1.0, ""
        return
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.value and not other.interval:
            agrees = partial_agrees(other.value, dated.interval)
            if agrees:
                yield ("weekday" if "W" in other.value else "day-of-month"), 1.0, ""
                return
            if agrees is False:
                yield "day-other", 1.0, ""
    yield ("undated" if not (a.interval or b.interval) else "half-dated"), 1.0, ""
    for dated, other in ((a, b), (b, a)):
        if dated.interval and not near_frame(dated.interval, other):
            yield "far-from-text", 1.0, ""
            break
    yield from _of_the_story(a, b)
    if a.document is b.document:
        return
    if not (a.interval or b.interval) and a.published and b.published:
        apart = gap(a.published, b.published)
        yield (
            ("published-near" if apart <= 14 else "published-far" if apart > 60 else "published-apart"),
            1.0,
            "",
        )
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.published:
            before = (other.published[0] - dated.interval[1]).days
            yield (
                (
                    "published-near"
                    if before <= 21
                    else "published-far"
                    if before > 100
                    else "published-apart"
                ),
                1.0,
                "",
            )


def _of_the_story(a: Report, b: Report) -> Iterator[Feature]:
    """Where one tells no time: whether the day that its text stands on there is the other's, or the day that the other's stands on;
    of a month or year only whether it is far off."""
    mine, theirs = _or_of_story(a), _or_of_story(b)
    if mine is None or theirs is None:
        return
    apart = gap(mine, theirs)
    if max((each[1] - each[0]).days for each in (mine, theirs)) > DAYS_OF_A_STORY:
        if apart > MONTH:
            yield "story-apart", 1.0, ""
        return
    yield ("story-day" if not apart else "story-near" if apart <= 2 else "story-far"), 1.0, ""


def _or_of_story(report: Report) -> Interval | None:
    """The time of a report, or of its story where it tells none."""
    if report.interval is not None or report.value is not None or not report.story:
        return report.interval
    return _interval(report.story)


def eve(a: Report, b: Report) -> bool:
    """«ليلة الأحد» is the night that leads to Sunday as often as that of Sunday."""
    early, late = (a, b) if (a.interval or ()) < (b.interval or ()) else (b, a)
    return "TNI" in (late.value or "") and (early.value or "").endswith(("TNI", "TEV"))


def near_frame(interval: Interval, other: Report) -> bool:
    """Whether a date could be that of an undated report: no year that its text never speaks of, nor far from the days it tells."""
    if other.behind:
        return True
    days = other.document.frame
    first, last = interval[0].toordinal(), interval[1].toordinal()
    if near_open_day(interval, other):
        return True
    if not days:
        return last - first <= SEASON  # a bare year is said of what is not of the days that the text tells
    if last - first > SEASON:
        return any(first <= day <= last for day in days)
    return min(max(first - day, day - last, 0) for day in days) <= 60


def near_open_day(interval: Interval, other: Report) -> bool:
    """Whether the text of a report speaks of a day near that of another, and of no year: «ليلة السابع والعشرين من كانون الثاني»."""
    first, last = interval[0].toordinal(), interval[1].toordinal()
    if not other.document.open or last - first > SEASON:
        return False
    middle = Day.fromordinal((first + last) // 2).timetuple().tm_yday
    return min(min(abs(middle - day), 366 - abs(middle - day)) for day in other.document.open) <= 60


def near_day(known: Day, month: int, day: int) -> Day | None:
    """The day of a month in the year in which it lies nearest to a known one; None for one that no such year has."""
    years = (known.year - 1, known.year, known.year + 1)
    days = [Day(year, month, day) for year in years if exists(year, month, day)]
    return min(days, key=lambda each: abs((each - known).days), default=None)


def same_day(a: Report, b: Report) -> bool:
    """One day at most between two dated reports, or the same day and month where one has no year."""
    if a.interval and b.interval:
        return gap(a.interval, b.interval) <= 1
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.value:
            return partial_agrees(other.value, dated.interval) is True
    return bool(a.value and a.value == b.value)


def singular(a: Report, b: Report) -> bool:
    """One kind of act, none that is done again and again, by one verb or told but once in either text: where the days that
    two texts give for it differ a little, they contradict each other."""
    if a.document is b.document or a.type != b.type or lexicon().types[a.type].repeats:
        return False
    if a.interval and b.interval and gap(a.interval, b.interval) > LONGEST_DISPUTE:
        return False
    return a.lemma == b.lemma or (a.type in a.document.single and b.type in b.document.single)
