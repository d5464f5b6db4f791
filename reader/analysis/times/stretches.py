"""The stretch of days that a text said last: «الجمعة: ...» at the head of a line is of it."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times.course import Course
from reader.analysis.times.tokens import Tokens

_LONGEST_PERIOD = 31  # days of «17 - 21 نوفمبر» that bare weekdays after it lie in


class Stretches(Course):
    """The course of the story, and its last stretch of days."""

    def __init__(self, t: Tokens) -> None:
        super().__init__(t)
        self.period: tuple[date, date] | None = None  # the last stretch of days said in full

    def remember_period(self, first: date | None, last: date | None) -> None:
        """A stretch of days was said."""
        if first is not None and last is not None and 0 < (last - first).days <= _LONGEST_PERIOD:
            self.period = first, last

    def in_period(self, weekday: int, at: int) -> date | None:
        """The day of a bare weekday that heads a line («الجمعة: ...») after a stretch of days: the next one in it."""
        if self.period is None or not self.heads_line(at):
            return None
        first, last = self.period
        said = self.said.day
        start = said if said is not None and first <= said < last and self.said.at >= 0 else first
        day = start + timedelta((weekday - start.isoweekday()) % 7)
        return day if day <= last else None
