"""Days that a sentence counts from an event: «بعد أسابيع من الحادث، وتحديدا في 18 أبريل» has the year that lies so long after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.analysis.times.arithmetic import at_most
from reader.analysis.times.calendars import exists
from reader.analysis.times.reading import FromEvent, Parse
from reader.analysis.times.tokens import Tokens


class CountedFrom:
    """The last distance after an event that the text said; changes as it is read on."""

    def __init__(self, t: Tokens) -> None:
        self._t = t
        self._last: tuple[int, int] | None = None  # where, and days at most
        self._told = -1  # the piece behind the last distance of all

    def hang(self, distance: FromEvent, parse: Parse) -> None:
        """The sentence counts from an event."""
        self._told = parse.end
        days = at_most(distance.amount)
        self._last = (parse.end, days) if distance.side > 0 and days is not None else None

    def since(self, said: int, at: int) -> bool:
        """True in a sentence that counted from an event behind the date said last: «أوقف غداة الجريمة، وسلم الثاني نفسه بعده بيوم»."""
        return self._told > said and self._t.sentence(at)[0] <= self._told

    def year(self, full: Sequence[date], month: int, day: int | None, at: int) -> int | None:
        """The one year in which a day of that sentence lies within the distance after one of the days said in full."""
        if self._last is None or day is None or not self._t.sentence(at)[0] <= self._last[0] <= at:
            return None
        years = {
            year
            for start in full
            for year in (start.year, start.year + 1)
            if exists(year, month, day) and 0 <= (date(year, month, day) - start).days <= self._last[1]
        }
        return years.pop() if len(years) == 1 else None
