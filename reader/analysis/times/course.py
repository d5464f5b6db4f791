"""The course of the story: the day that it stands at, and the year that its next day or month is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reader.analysis.times import story, tense
from reader.analysis.times.scene import Scene
from reader.analysis.times.telling import Telling
from reader.analysis.times.tokens import Tokens

_RECENT = 200  # days said last that tell whether a story is under way
_SOON = 3  # months after one said in full that the next one without a year goes on


class Course(Telling):
    """The days that a text has said so far."""

    def __init__(self, t: Tokens) -> None:
        super().__init__(t)
        self._scene = Scene(t)
        self.days: list[tuple[int, date]] = []  # every day said, with its piece
        self.full: list[date] = []  # the last days said in full, in reading order
        self.birth: date | None = None  # told of a life, which is no one story
        self.nights: set[str] = set()  # the days of which an evening or night was told
        self._week_gone_to: tuple[date, int] | None = None  # its middle; behind which piece

    @property
    def scene_day(self) -> date | None:
        """The day that the story stands on, wherever that was told."""
        return self._scene.day

    def lose_day(self) -> None:
        """The story has gone on to a day that nobody knows: «اليوم نفسه» is not the one said last."""
        self.said = replace(self.said, day=None, written="")
        self._scene.leave()

    def story(self) -> tuple[date, bool] | None:
        """The day that the story stands at, in any paragraph, and whether the days said in full are of one story."""
        if not self.full:
            return None
        anchor = self.full[-1] if self.said.aside else self.said.day or self.full[-1]
        if self.said.remembered and self._scene.day is not None and anchor > self._scene.day:
            anchor = self._scene.day  # the last day was told ahead of the story
        others = (anchor, self.birth or anchor)
        if self._under_way(anchor):
            return anchor, self.birth is None or story.agrees((self.full[-1], self.birth))
        return anchor, story.agrees(self.full) and all(story.agrees((self.full[-1], day)) for day in others)

    def week_gone_to(self, at: int) -> date | None:
        """The middle of the week that the story has gone on to, no day told since: «بعد أسبوع سقط المصرف الأول. الخميس جاء دور الثاني»."""
        if self._week_gone_to is None or not self.days or self.days[-1][0] > self._week_gone_to[1]:
            return None
        near = self.t.paragraph(at) - self.t.paragraph(self._week_gone_to[1]) <= 1
        return self._week_gone_to[0] if near else None

    def _under_way(self, anchor: date) -> bool:
        """True where two days or more went on from the last one said in full: a story of its own, whatever was told before it."""
        recent = [day for _, day in self.days[-_RECENT:]]
        start = next((i for i in range(len(recent) - 1, -1, -1) if recent[i] == self.full[-1]), None)
        if start is None:
            start = -1 if len(self.days) > _RECENT else len(recent)
        later = recent[start + 1 :]
        return anchor in later and len(later) > 1 and all(story.agrees((self.full[-1], day)) for day in later)

    def story_year(self) -> tuple[date, bool] | None:
        """As `story`, but a month said in full last counts, too: «كلف فلانا في يناير 2020. ... واستقال في 15 يوليو»."""
        known, month = self.story(), self._month_said()
        if known is None or month is None or month <= known[0]:
            return known
        return month, known[1] or story.agrees((known[0], month))

    def _month_said(self) -> date | None:
        """The middle of the month that was said last, where no day of it was and nothing but when was told by it."""
        said = self.said
        if said.year is None or said.month is None or said.day is not None or said.bound or said.aside:
            return None
        return date(said.year, said.month, 15) if 1 <= said.year <= 9998 else None

    def month_before(self, month: int, at: int, within: int = _SOON) -> int | None:
        """The year of a month soon after the one said in full in this paragraph: «في أكتوبر 2022 ... وأفرج عنه في نوفمبر»."""
        said = self.said
        if (
            not self.nearby(at)
            or said.day is not None
            or said.bound
            or said.year is None
            or said.month is None
        ):
            return None
        ahead = (month - said.month) % 12
        if not 0 < ahead <= within or tense.had(self.t, said.at, at):
            return None
        return said.year + (month < said.month)

    def year_beside(self, month: int | None, day: int | None, step: int) -> int | None:
        """The year of «شباط التالي», «شباط السابق»: the first such month after the day or month said last, or before it; None where the year of
        that is not known."""
        said = self.said
        if said.year is None or month is None or said.yearless:
            return None
        last = (said.day.month, said.day.day) if said.day is not None else (said.month or 12, 31)
        over = (month, day or 31) <= last
        return said.year + over if step > 0 else said.year - (not over or (month == last[0] and day is None))
