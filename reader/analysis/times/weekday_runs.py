"""The year of days without one, by the weekdays told with them: «الثلاثاء 14 نوفمبر» fits few years."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from reader.analysis.times import story
from reader.analysis.times.calendars import exists
from reader.analysis.times.said import Hint

_REACH = 600  # pieces around a day in which a weekday may say its year ...
_MOST = 20  # ... and how many such weekdays are asked


class WeekdayRuns:
    """The days with a weekday and no year of one text, between those it says in full."""

    def __init__(self, pieces: int, fulls: Sequence[tuple[int, date]], hints: Sequence[Hint]) -> None:
        self._pieces = pieces
        self._full_at = [place for place, _ in fulls]
        self._hints = hints
        self._hint_at = [hint.at for hint in hints]

    def year(self, base: int, month: int, day: int | None, at: int) -> int | None:
        """The year that the weekdays of the same run say, up to the full days around the piece `at`.

        A weekday counts where it fits one only of the years about `base`, that of the last day said in full, and another than that
        one; None where none does, or they disagree.
        """
        here, after = bisect_left(self._full_at, at), bisect_right(self._full_at, at)
        start = max(self._full_at[here - 1] if here else -1, at - _REACH)
        stop = min(self._full_at[after] if after < len(self._full_at) else self._pieces, at + _REACH)
        run = self._hints[bisect_right(self._hint_at, start) : bisect_left(self._hint_at, stop)]
        years = {
            year
            for hint in run[:_MOST]
            if (told := _told(hint, base)) is not None
            if (year := story.closest_year(told, month, day)) is not None
        }
        return years.pop() if len(years) == 1 else None


def _told(hint: Hint, base: int) -> date | None:
    fits = [
        day
        for year in (base - 1, base, base + 1)
        if exists(year, hint.month, hint.day)
        and (day := date(year, hint.month, hint.day)).isoweekday() == hint.weekday
    ]
    return fits[0] if len(fits) == 1 and fits[0].year != base else None
