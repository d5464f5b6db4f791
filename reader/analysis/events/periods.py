"""The month or the year that an act stands in by the times that are said around it, where neither it nor its story has a day.

Text goes on in time more often than not: of 103 acts without a date in collections that are labelled, 60 of the 63 between two times
of one year were of that year. Such a period is kept where the day of the story is (`EventMention.story`), and is no evidence either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from reader.analysis.times import interval_of
from reader.model import TimeExpression

YEAR = 366  # days: a time that covers more says no period
BETWEEN = 550  # days between two times that an act told between them is placed in at most
AROUND = 2  # times on each side of an act of which most must agree on the year ...
MOST = 3  # ... as many as these
ALL = 0.7  # the share of a text's times in one year from which it tells of that year ...
LEAST = 4  # ... where it says at least so many

Said = tuple[int, tuple[date, date]]  # where a time is said, its first day and its last


class TimesSaid:
    """The times of a text that lie on the calendar and cover a year at most, in the order of the text."""

    def __init__(self, times: Iterable[TimeExpression]) -> None:
        placed = ((each.span.start, interval_of(each.value)) for each in times)
        self._told: list[Said] = [
            (at, days) for at, days in placed if days and (days[1] - days[0]).days <= YEAR
        ]
        self._year = _year(self._told, max(LEAST, ALL * len(self._told)))

    def around(self, offset: int) -> str:
        """The period in which what is told at `offset` took place, as TIMEX3 (a month, a year, or months with «/»); "" for none.

        The month or year in which both the last time before it and the next one lie; else from the one to the other where they
        are in order and near each other; else the year that most of the times beside it are of, or most that the text says.
        """
        told = self._told
        at = bisect_left(told, offset, key=_start)
        if 0 < at < len(told):
            (first, last), (begin, end) = told[at - 1][1], told[at][1]
            low, high = min(first, begin), max(last, end)
            if low.year == high.year:
                return f"{low:%Y-%m}" if low.month == high.month else f"{low.year}"
            if first <= begin and last <= end and (high - low).days <= BETWEEN:
                return f"{low:%Y-%m}/{high:%Y-%m}"
        return _year(told[max(0, at - AROUND) : at + AROUND], MOST) or self._year


def _start(said: Said) -> int:
    return said[0]


def _year(told: Sequence[Said], least: float) -> str:
    """The year that most times begin in, where they are as many as `least`."""
    counts = Counter(days[0].year for _, days in told)
    year = min(counts, key=lambda each: (-counts[each], each), default=0)
    return f"{year}" if counts[year] >= least else ""
