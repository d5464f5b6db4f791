"""The stretch of days that a text said last («الجمعة: ...» at the head of a line is of it), and the day of a diary."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times.course import Course
from reader.analysis.times.reading import Parse
from reader.analysis.times.tokens import Tokens

_LONGEST_PERIOD = 31  # days of «17 - 21 نوفمبر» that bare weekdays after it lie in


class Stretches(Course):
    """The course of the story, its last stretch of days, the last day of its diary."""

    def __init__(self, t: Tokens) -> None:
        super().__init__(t)
        self._headed: tuple[int, int] | None = None  # year and month of the last one that heads a point
        self.open_clock: tuple[int, int] | None = (
            None  # minutes of the last hour of a day that nobody knows, its piece
        )
        self.period: tuple[date, date] | None = None  # the last stretch of days said in full
        # the last day alone at the head of a paragraph: that, the day, and whether it has a line of its own
        self._entry: tuple[int, date, bool] | None = None

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

    def head_month(self, parse: Parse, year: int, month: int) -> None:
        """A month was said; where it heads a point of a chronicle the next one that does follows it."""
        if self._heads_point(parse):
            self._headed = year, month

    def month_headed(self, parse: Parse, month: int) -> int | None:
        """The year of «- نيسان: ...» behind «- آذار: ...»."""
        if self._headed is None or not self._heads_point(parse):
            return None
        year, last = self._headed
        return year + (month < last)

    def _heads_point(self, parse: Parse) -> bool:
        return self.heads_line(parse.start) and self.t.text(parse.end) == ":"

    def enter_day(self, parse: Parse, day: date) -> None:
        """A day heads a part of a diary."""
        self._entry = self.t.paragraph(parse.start), day, self.t.text(parse.end) == "\n"

    def entry(self, at: int) -> date | None:
        """The day of a diary that the paragraph is of: «الاثنين. أمس سقطت قذيفة»; None outside one."""
        if self._entry is None:
            return None
        paragraph, day, alone = self._entry
        return day if 0 <= self.t.paragraph(at) - paragraph <= int(alone) else None
