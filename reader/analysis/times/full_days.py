"""The days of a text: those it says in full, those to come included, and which of those said is meant by a noun or a weekday."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from reader.analysis.times import tense
from reader.analysis.times.calendars import exists
from reader.analysis.times.tokens import Tokens

_NEAR = 60  # days between two of one matter
_OF_NOUN = 10  # pieces from a noun to the day that is said of it
_ARTICLE, _TO = "ال", "لل"
_TO_DATE = 2  # pieces between a weekday and its date
_JUST_BEFORE = 4  # days from a weekday to the first day said in full
_SENTENCE = 80  # pieces of a sentence that are looked through


def day_of(t: Tokens, days: Sequence[tuple[int, date]], noun: str) -> date | None:
    """The first of the days said that stands in a sentence with that noun, its article aside."""
    forms = {noun, f"ال{noun}"}
    for at, day in days:
        start, end = t.sentence(at)
        if any(t.text(i) in forms for i in range(start, end)):
            return day
    return None


def day_told_of(t: Tokens, days: Sequence[tuple[int, date]], noun: str) -> date | None:
    """The day that was said last of that noun, its article aside: «المشاجرة التي وقعت الخميس»."""
    bare = noun[2:] if noun.startswith(_ARTICLE) else noun
    forms = {bare, f"{_ARTICLE}{bare}", f"{_TO}{bare}"}
    for at, day in reversed(days):
        start = max(t.sentence(at)[0], at - _OF_NOUN)
        if any(t.text(i) in forms for i in range(start, at)):
            return day
    return None


def last_weekday(days: Sequence[tuple[int, date]], weekday: int) -> date | None:
    """The last day said that was such a weekday: «ذلك السبت»."""
    return next((day for _, day in reversed(days) if day.isoweekday() == weekday), None)


class FullDays:
    """All of them, each with its piece, in reading order."""

    def __init__(
        self,
        t: Tokens,
        days: Sequence[tuple[int, date]],
        leaps: Sequence[int] = (),
        named: Sequence[int] = (),
    ) -> None:
        self._t = t
        self._leaps, self._named = leaps, frozenset(named)
        self._days = days
        self._at = [place for place, _ in days]

    @property
    def last_year(self) -> int | None:
        """The latest year of all: a text without a date was hardly written in another century."""
        return max((day.year for _, day in self._days), default=None)

    def weekdays(self, weekday: int, at: int) -> set[date]:
        """Those said before that are such a weekday."""
        return {day for _, day in self._days[: bisect_right(self._at, at)] if day.isoweekday() == weekday}

    def told_next(self, weekday: int, at: int) -> date | None:
        """«كان على موعد ظهر الجمعة. نزل من السيارة. كان ذلك يوم 29 أكتوبر 1965»: when that was, said right behind it."""
        place = bisect_right(self._at, at)
        if place == len(self._at) or self._t.paragraph(self._at[place]) != self._t.paragraph(at):
            return None
        start, day = self._t.sentence(self._at[place])[0], self._days[place][1]
        when = self._t.listed(start, "future.was_that") and self._t.listed(start + 1, "said.that")
        return day if when and start > at and day.isoweekday() == weekday else None

    def right_behind(self, weekday: int, end: int) -> date | None:
        """«مساء الأربعاء في 23 تشرين الأول 2002»: the date of a weekday, where nothing but a preposition or a sign stands between."""
        place = bisect_right(self._at, end - 1)
        if place == len(self._at) or self._days[place][1].isoweekday() != weekday:
            return None
        between = range(end, self._at[place])
        led = all(self._t.listed(i, "said.into") or not self._t.text(i)[:1].isalnum() for i in between)
        return self._days[place][1] if led and len(between) <= _TO_DATE else None

    def leads_to(self, weekday: int, at: int) -> date | None:
        """«أقلعوا ظهر الأحد. ... وأعلنت الوفاة صباح الاثنين 20 مايو 2024»: a weekday told before any full day, just before the first one.

        Only where the same paragraph goes on by days and hours alone to one that is said with its weekday; after it where that is looked back to.
        """
        first = self.coming_here(at)
        if first is None or self._at[0] not in self._named:
            return None
        told = self._at[0]
        if any(at < leap < told for leap in self._leaps):
            return None
        days = (first.isoweekday() - weekday) % 7
        start = self._t.sentence(told)[0]
        if start > at and tense.had(self._t, start, told):
            return first + timedelta(7 - days) if days > 7 - _JUST_BEFORE else None
        return first - timedelta(days) if 0 < days <= _JUST_BEFORE else None

    def weekdays_coming(self, weekday: int, at: int) -> set[date]:
        """Of the first of them, where it is still to come, if it is such a weekday: «ذلك السبت ... هكذا بدأت الحرب في 15 أبريل»."""
        first, here = self.coming(at), self._t.paragraph(at)
        near = first is not None and self._t.paragraph(self._at[0]) <= here + 1
        return {first} if first is not None and near and first.isoweekday() == weekday else set()

    def years_beside(self, month: int, day: int, at: int, birth: date | None) -> set[int]:
        """The years in which a day lies within a few weeks of one of them that was said before, a birth aside."""
        return {
            year
            for _, full in self._days[: bisect_right(self._at, at)]
            for year in (full.year - 1, full.year, full.year + 1)
            if full != birth
            and exists(year, month, day)
            and abs((date(year, month, day) - full).days) <= _NEAR
        }

    def coming(self, at: int) -> date | None:
        """The first of all, where that is still to come."""
        return self._days[0][1] if self._days and self._days[0][0] > at else None

    def coming_here(self, at: int) -> date | None:
        """The first of all, where it is still to come in the same paragraph."""
        first = self.coming(at)
        return (
            first if first is not None and self._t.paragraph(self._at[0]) == self._t.paragraph(at) else None
        )

    def next_in_sentence(self, at: int) -> date | None:
        """The next one, where it stands in the same sentence."""
        stop = self._t.sentence(at, _SENTENCE)[1]
        after = bisect_right(self._at, at)
        return self._days[after][1] if after < len(self._days) and self._at[after] < stop else None
