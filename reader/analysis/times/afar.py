"""A story of long before the document's date: where its telling is under way, its days are told from each other, not from today.

«طرابلس، 20 تشرين الأول 2021. ... في 21 آب 2011 سقطت المدينة. وفي اليوم التالي ... يوم الثلاثاء ... وفي 20 تشرين الأول قتل»
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from reader.analysis.times import tense, went_on
from reader.analysis.times.context import Context
from reader.analysis.times.lead import full_day
from reader.analysis.times.reading import Ago, Moment, NthDay, Parse, Stretch
from reader.analysis.times.tokens import Tokens

_LONG_BEFORE = 300  # days
_BESIDE = 8  # pieces from a verb of saying to the day on which it was said, in its clause
_GOES_ON = 200  # days behind the last one within which a text that tells of nothing else tells the next one of its story
_MOSTLY = 3  # days of long before that a text says in full for each of its own week, where it tells a story of before
_LATELY = 45  # days before the document's date that a report tells of without their year


class Afar:
    """Whether the text tells such a story at a place; changes as it is read on."""

    def __init__(self, context: Context, parses: Sequence[Parse]) -> None:
        self._context = context
        self._now_told = -1  # the piece at which the text spoke of today last
        self._paused = -1  # the paragraph in which it spoke of its own week last
        self._begun = -1  # the paragraph in which the story was told last
        days = [day for parse in parses if (day := _dated(parse)) not in {None, context.now.date}]
        far = [day is not None and self._long_before(day) for day in days]
        week = sum(self._of_the_week(parse) for parse in parses)
        self._holds = bool(far) and all(far) and _MOSTLY * week <= len(far)
        self._under_way = self._holds and not self._reports(parses)

    def tells(self, parse: Parse) -> bool:
        """True for a time that is told from the story's days alone."""
        context = self._context
        if not self._under_way or context.now.date is None or context.imagining:
            return False
        if not (_of_the_story(parse) or self._told_back(parse)) or self._this_one(parse):
            return False
        if self._now_told >= context.t.sentence(parse.start)[0] or self._left(parse) or self._near(parse):
            return False
        if self._of_now(parse):
            self._under_way = self._holds
            return False
        return True

    def note(self, parse: Parse, told: date | None = None) -> None:
        """What was read last: a day of long before begins a story, one of now ends it."""
        context, m = self._context, parse.meaning
        if context.now.date is None or context.imagining:
            return
        day = _dated(parse)
        if day is None and isinstance(m, Moment) and m.month is not None and m.direction is None:
            day = told if told is not None and self._long_before(told) else None  # its year was carried on
        if day is not None:
            if not self._long_before(day):
                self._under_way = self._under_way and self._holds
            elif self._holds or not self._looked_back_to(parse):
                self._under_way, self._begun = True, context.t.paragraph(parse.start)
        elif isinstance(m, Ago) and not self._holds and not _of_the_story(parse):
            self._under_way = self._under_way and context.back(
                parse.start
            )  # «وأحالتهم النيابة قبل خمسة أشهر»
        elif self._deictic(parse):
            self._now_told = parse.start
            if self._of_the_week(parse):
                self._under_way, self._paused = (
                    self._under_way and self._holds,
                    context.t.paragraph(parse.start),
                )

    def _reports(self, parses: Sequence[Parse]) -> bool:
        """True where a weekday is told before any day of long before: a report, that will only look back."""
        for parse in parses:
            m, day = parse.meaning, full_day(parse.meaning)
            if day is not None and day != self._context.now.date:
                return False
            if isinstance(m, Moment) and m.weekday is not None and m.month is None:
                return self._context.all_full.leads_to(m.weekday, parse.start) is None
        return False

    def _left(self, parse: Parse) -> bool:
        """True where a report has told of long before in a paragraph that is over, and where the story has come to today in this one."""
        here = self._context.t.paragraph(parse.start)
        return here == self._paused if self._holds else here != self._begun

    def _near(self, parse: Parse) -> bool:
        """True for an hour, a part of the day or a weekday alone where the story stands on no day of long before, and for what has just passed."""
        m, context = parse.meaning, self._context
        said = context.said.day
        weekday = isinstance(m, Moment) and m.weekday is not None
        told_here = weekday and said is not None and context.nearby(parse.start) and self._long_before(said)
        days = [day for day in (said, None if told_here else context.scene_day) if day is not None]
        near = not all(self._long_before(day) for day in days)
        if not isinstance(m, Moment):
            return near
        if m.month is not None:
            return self._just_passed(m.month, m.day)
        if m.has_date and m.weekday is None:
            return near and m.text_shift is not None
        return near or not days

    def _just_passed(self, month: int, day: int | None) -> bool:
        """«وبرأت المحكمة في 17 تشرين الأول قائد الشرطة», told two weeks later: of now, unless the story would come to it as well."""
        said, today = self._context.said, self._context.now.date
        last = said.day or (date(said.year, said.month, 15) if said.year and said.month else None)
        if today is None or not went_on.just_follows(today - timedelta(_LATELY), month, day, _LATELY):
            return False
        goes_on = _GOES_ON if self._holds else _LATELY
        return last is None or not went_on.just_follows(last, month, day, goes_on)

    def _long_before(self, day: date) -> bool:
        today = self._context.now.date
        return today is not None and (today - day).days >= _LONG_BEFORE

    def _deictic(self, parse: Parse) -> bool:
        """«أمس», «الأسبوع الماضي», «اليوم», out of nobody's mouth."""
        m = parse.meaning
        told = isinstance(m, Moment) and (m.shift is not None or m.direction is not None)
        return told and self._context.t.quote_start(parse.start) is None

    def _of_the_week(self, parse: Parse) -> bool:
        """«أمس», «مساء اليوم», «الخميس الماضي»: a day that only a report of it names so; «اليوم» alone is these years."""
        m = parse.meaning
        if not isinstance(m, Moment) or not self._deictic(parse):
            return False
        timed = m.weekday is not None or m.part is not None or m.hour is not None
        return (m.shift is not None and m.shift[0] in {"D", "W"} and (m.shift[1] != 0 or timed)) or (
            m.direction is not None and m.weekday is not None
        )

    def _of_now(self, parse: Parse) -> bool:
        """«وقال ابنه الخميس إن», «وتعقد الجلسة المقبلة في 9 آذار»: the text has come back to the report's own days."""
        context, m = self._context, parse.meaning
        t, at = context.t, parse.start
        start, until = t.sentence(at)[0], min(parse.end + 2, t.count)
        says = any(t.listed(i, "future.speech_now") for i in range(start, until))
        if self._holds:
            start = max(start, at - _BESIDE, self._clause(at))  # «وقال ابنه الخميس إن»
        says = says or any(_says(t, i) for i in range(start, until))
        if tense.announced(t, at) or (context.future(at) and not (self._holds and self._spoken(at))):
            return True
        weekday = isinstance(m, Moment) and m.weekday is not None and m.month is None
        return weekday and says and t.quote_start(at) is None

    def _clause(self, at: int) -> int:
        """Behind the last sign or word that begins a clause before a place of its sentence."""
        t = self._context.t
        for i in range(at - 1, t.sentence(at)[0] - 1, -1):
            ends = not t.text(i)[:1].isalnum() or t.listed(i, "lead.that") or t.listed(i, "back.relative")
            if ends:
                return i + 1
        return t.sentence(at)[0]

    def _this_one(self, parse: Parse) -> bool:
        """«انتظرت هذا الأربعاء»: the report's own."""
        m, readings = parse.meaning, self._context.t.readings[parse.start]
        weekday = isinstance(m, Moment) and m.weekday is not None and not m.this_day
        return weekday and any(each.kind == "this" for each in readings)

    def _spoken(self, at: int) -> bool:
        """«وأعلن في المساء أنه سيفرج عنهم في 25 ديسمبر»: what somebody of the story said would be."""
        t = self._context.t
        return any(t.listed(i, "lead.that") for i in range(t.sentence(at)[0], at))

    def _told_back(self, parse: Parse) -> bool:
        """«كان الهجوم قد بدأ قبل ثلاثة أسابيع»: counted from the story's day."""
        t, at = self._context.t, parse.start
        return isinstance(parse.meaning, Ago) and tense.had(t, t.sentence(at)[0], at)

    def _looked_back_to(self, parse: Parse) -> bool:
        """True for a day that the text only mentions: since then, until then, of a relative clause, in somebody's words, a birth."""
        context, at = self._context, parse.start
        t = context.t
        if t.listed(at - 1, "said.bound") or t.listed(at - 1, "said.aside") or tense.born(t, at):
            return True
        if t.quote_start(at) is not None:
            return True
        near = any(not self._long_before(day) and day != context.now.date for _, day in context.days)
        return near and context.back(at)


def _says(t: Tokens, at: int) -> bool:
    """A verb of saying, none of carrying: «نقلت إلى دار الوثائق صباح الأحد»."""
    return t.listed(at, "future.speech") and not t.word(at + 1, "grammar.to")


def _dated(parse: Parse) -> date | None:
    """The day or the middle of the month that is said with its year."""
    m = parse.meaning
    if not isinstance(m, Moment) or m.year is None or m.month is None or m.hijri:
        return None
    return full_day(m) or (date(m.year, m.month, 15) if 1 <= m.year <= 9998 else None)


def _of_the_story(parse: Parse) -> bool:
    """True for a time that its words alone do not hang on today."""
    m = parse.meaning
    if isinstance(m, Moment):
        return m.shift is None and m.direction is None and m.year is None
    if isinstance(m, Ago):
        return m.text or m.side > 0
    return isinstance(m, NthDay | Stretch)
