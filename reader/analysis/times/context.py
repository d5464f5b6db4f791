"""What a document has said so far: the last date, full dates by day and month, the paragraph, the sentence's tense."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from reader.analysis.times import leaps as leap
from reader.analysis.times import story, tense
from reader.analysis.times.counted_from import CountedFrom
from reader.analysis.times.document_date import Now
from reader.analysis.times.full_days import FullDays
from reader.analysis.times.lead import Lead
from reader.analysis.times.narrative import DayCount
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.report import Report
from reader.analysis.times.said import Hint, Said
from reader.analysis.times.scene import Scene
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.weekday_runs import WeekdayRuns
from reader.model import Span

_BEFORE_YEAR = frozenset("،,\n-(")  # signs before a year that the sentence takes place in
_REMEMBERED = 12  # days said in full before the last that a later one is compared with
_OWN_VERB = 12  # pieces behind a time at the head of its sentence in which its «كان قد» may follow
_MORNING = 6 * 60  # minutes of the day
_WEEK = 7  # days
_SAYS = 8  # pieces before a day in which a verb of saying has it


class Context(Report):
    """The memory that resolving one document needs; changes as the text is read on."""

    def __init__(
        self,
        t: Tokens,
        now: Now,
        scenarios: Sequence[Span],
        lead: Lead | None = None,
        fulls: tuple[tuple[int, date], ...] = (),
        hints: tuple[Hint, ...] = (),
        leaps: tuple[int, ...] = (),
        named: tuple[int, ...] = (),
    ) -> None:
        super().__init__(t, now, lead)
        self._runs = WeekdayRuns(t.count, fulls, hints)
        self.all_full = FullDays(t, fulls, leaps, named)
        self.scenarios = scenarios
        self.count = DayCount()
        self._dated = Said()  # the last that says when, not since when, until when or when it was said
        self.counted = CountedFrom(t)
        self.clause = Said()  # the last one of a relative clause, its sentence over
        self._main: Said | None = None  # the sentence's own day, while one of a clause is the last said
        self._real: tuple[Said, list[date], tuple[date, date] | None, Scene, Said] | None = (
            None  # as the scenario began
        )
        self.years: dict[tuple[int, int], int] = {}  # (month, day) -> year, where a full date was said
        self.told: list[date] = []  # the days and (by their middle) months that the story was told on
        self.told_season: int | None = None  # the year of the season that was said last
        self.title_year: int | None = None  # the one year of the title, where no day is said in full
        self.ticker: date | None = None  # the day of the hours that head the lines, until a day heads one
        self.clock: tuple[str, int] | None = None  # the last hour told: its day, minutes of it
        self.clock_told = -1  # the piece behind it
        self.opening_months: dict[int, int] = {}  # month -> the year that the first sentence says with it
        self.season: str | None = None  # the one said with the year that was said last
        self.happened: date | None = None  # the day of what a report is about, by how long ago that was
        self._left_year: int | None = None  # the one said last in the scenario that the text has left
        self._eve: date | None = None  # of the story's day, told last
        self._until: tuple[Said, int, int] | None = (
            None  # what was said before «إلى أن» and its time, which ends there
        )
        self._imagined = 0  # scenarios that the text has left
        self.near_day: tuple[date, int] | None = None  # a dated text's last weekday of a far story
        self.reached: tuple[date, int] | None = None  # the day counted last from now, and the piece after
        self._background = False  # the only full day so far is one that its sentence looks back to
        self.lost = False  # a day without a year could not be told from the story: its year may have passed
        self.gone = False  # the story went on by years that nobody can count, to no day since

    def step_into(self, span: Span) -> None:
        """Called before each expression: what was said inside a scenario is forgotten when the text leaves it."""
        imagined = self.imagines(span)
        if imagined and self._real is None:
            self._real = self.said, list(self.full), self.period, self._scene, self._dated
            self._scene = Scene(self.t)
            self.said = replace(self.said, day=None, written="")  # no real day is imagined on
        elif not imagined and self._real is not None:
            self._left_year = self.said.year
            self.said, self.full, self.period, self._scene, self._dated = self._real
            self._real = None
        at = bisect_right(self.scenarios, span.start, key=attrgetter("start"))
        if at > self._imagined and not imagined:
            self._imagined = at
            self._scene.leave()  # «الذي وقع أن»: nothing says that it is told on the day that came before

    @property
    def imagining(self) -> bool:
        """True while the text is inside a scenario."""
        return self._real is not None

    def imagines(self, span: Span) -> bool:
        """True inside a scenario."""
        at = bisect_right(self.scenarios, span.start, key=attrgetter("start")) - 1
        return at >= 0 and self.scenarios[at].contains(span)

    def remember(self, year: int, month: int | None, day: date | None, parse: Parse) -> None:
        """This is now the last date said."""
        self.gone = False
        hour = isinstance(parse.meaning, Moment) and parse.meaning.hour is not None
        self.season = parse.meaning.season if isinstance(parse.meaning, Moment) else None
        written = day.isoformat() if day is not None else ""
        part = (parse.meaning.part or "") if isinstance(parse.meaning, Moment) else ""
        before = self.t.text(parse.start - 1)
        bound = bound_here = self.t.listed(parse.start - 1, "said.bound")
        of_noun = self.t.word(parse.start - 1, "grammar.of") and self.t.find(parse.start, "unit") is not None
        first = self.t.sentence(parse.start)[0]
        if of_noun and any(self.t.listed(i, "said.feast") for i in (first, first + 1)):
            bound = bound_here = False  # «في عيد الفصح من سنة 1953»
        elif (
            month is None and not bound
        ):  # «استقلالها عام 1960»: the year of a noun, not when the sentence takes place
            bound = not (
                (self.season and isinstance(parse.meaning, Moment) and parse.meaning.year)
                or before in _BEFORE_YEAR
                or self.t.listed(parse.start - 1, "said.when")
                or self.t.sentence(parse.start)[0] == parse.start
            )
        if day is None and self.t.listed(parse.end, "lead.that"):
            bound = True  # «وقال تقرير صدر في ديسمبر 2024 إن»: when it was said, not when what is told was
        told = self.said
        self.said = Said(
            year, month, day, parse.end, self.t.paragraph(parse.start), hour, bound, part, written
        )
        start = self.t.sentence(parse.start)[0]
        if month is None and bound and told.day is not None and year < told.day.year and start <= told.at:
            self._main = self._main or told  # «في 5 أيار ألغي قانون عام 1960. وبعد يومين»
        if day is None and self.t.listed(parse.start - 1, "said.since"):
            self.said = replace(self.said, since=True)
        leaps = day is None and leap.of_its_sentence(
            self.t, parse.start, parse.end, whole_year=month is None and told.year is not None
        )
        if leaps:
            self._main = self._main or told
        elif day is None and leap.until(self.t, parse.start):
            self._until = told, len(self.told), parse.end
        if day is None and (
            leaps or (month is None and self.back(parse.start)) or tense.had(self.t, start, parse.start)
        ):
            self.said = replace(self.said, aside=True)  # «كان قد تولى المنصب عام 2021»
        elif not bound_here and (day is not None or not tense.cited(self.t, parse.start)):
            self._dated = self.said
        when = not (self.said.bound or self.said.aside or tense.born(self.t, parse.start))
        if day is not None or (month is not None and when):
            self.told.append(day or date(year, month or 1, 15))
        elif self.season and not (self.said.aside or tense.born(self.t, parse.start)):
            self.told_season = year
        if day is None:
            aside = self.said.bound or self.said.aside
            self._scene.step(year, month, parse.start, aside=aside, heads=self.heads_line(parse.start))

    def year_told(self, at: int, *, pointed: bool = False) -> int | None:
        """The year of «العام نفسه», «السنة التالية»; None where a day was said since whose year nobody knows.

        `pointed`: «ذلك العام» is the year said in the sentence before, whatever was told by it.
        """
        if self.said.yearless:
            return None
        if pointed and self.said.day is None and self.said.year is not None and self.sentence_before(at):
            return self.said.year
        aside = self.said.aside and self.said.day is None and not self.same_sentence(at)
        said = self.said if (self.nearby(at) and not aside) or self._dated.year is None else self._dated
        return said.year or self._left_year  # «لنتخيل أنه خرج في أيلول 2011 ... في 30 أيار من ذلك العام»

    def remember_yearless(self, written: str, parse: Parse) -> None:
        """A day whose year nothing says was said last; what is known of the year before it stays."""
        said = self.said
        self.lost = True
        self._scene.leave()
        self.said = Said(said.year, None, None, parse.end, self.t.paragraph(parse.start), written=written)

    def remember_day(self, day: date, parse: Parse, *, explicit: bool = True) -> None:
        """This day is now the last date said; `explicit` where its year was written.

        A day that only places something («احتجاجات انطلقت ...، التي بدأت في 1 تشرين الأول») leaves the sentence's own day the
        last one for the next sentence, and one before the story is not what later days go on from.
        """
        aside = False
        if explicit and self.said.year is not None and self._leaps_to(day, parse):
            return
        if self.heads_line(parse.start):
            self.ticker = None
        if explicit:
            self.years[day.month, day.day] = day.year
            self.lost = False
            if tense.born(self.t, parse.start):
                self.birth = day
            elif day == self.now.date:
                pass  # the document's own day is none that a story of before goes on from
            elif (
                not (back := self.back(parse.start))
                or not self.full
                or day > self.full[-1]
                or self._outdated(day)
            ):
                before = [] if self._outdated(day) else self.full
                self._background = back and not before
                self.full = [*before[-_REMEMBERED:], day]
                self._latest = max(self._latest, day)
                self.told_at = parse.start
            else:  # one that the sentence looks back to is no story's day
                aside = day < self.full[-1]
        if self.now.date is None and self.heads_entry(parse):
            self.enter_day(parse, day)
        if any(self.t.listed(parse.start - 1, name) for name in ("event.words", "event.dated")):
            self.named = parse.end
        self.days.append((parse.start, day))
        if self.aside(parse.start) or self._earlier(day, parse, explicit=explicit):
            self._main = self._main or self.said
        else:
            self._main = None
        told = self.said
        self.remember(day.year, day.month, day, parse)
        if told.day == day and tense.had(self.t, self.t.sentence(parse.start)[0], parse.start):
            # «سمع ليلة 17 أيلول نداء. وكانت الطائرة قد أقلعت عصر ذلك اليوم. وعند الثالثة»
            self.said = replace(self.said, part=told.part)
        remembered = self._scene.remembers(day, parse.start)
        if not remembered and day != self.birth and not self._of_the_report(day, parse, explicit=explicit):
            self._scene.stand_on(day, parse.start, part=self.said.part)
        since = tense.since(self.t, parse.start)
        dateline = explicit and day == self.now.date
        self.said = replace(self.said, aside=aside, since=since, remembered=remembered, dateline=dateline)

    def reached_the_next(self, day: date) -> bool:
        """True where the hours told behind a night have come to the next day's morning: «عند العاشرة صباحا بدأ البحث، وعثر عليها بعد ظهر اليوم نفسه»."""
        clock = self.clock if self.clock_told >= self.said.at else None
        return clock is not None and clock[0] == (day + timedelta(1)).isoformat() and clock[1] >= _MORNING

    def _leaps_to(self, day: date, parse: Parse) -> bool:
        """«قاد الطائرة ضابط سيعدم في 30 كانون الأول 2006»: of its sentence alone."""
        if not leap.of_its_sentence(self.t, parse.start, parse.end, whole_year=False):
            return False
        before = self.said
        self.remember(day.year, day.month, day, parse)
        self._main, self.told = self._main or before, self.told[:-1]
        self.said = replace(self.said, aside=True, remembered=True)
        return True

    def stay(self, day: date, part: str, parse: Parse) -> None:
        """An hour or a part of that day was told, in whatever paragraph: it is the last day said there."""
        if self.said.day == day and not self.said.remembered:
            here = self.t.paragraph(parse.start)
            self.said = replace(self.said, at=parse.end, paragraph=here, bound=False, part=part)

    def go_on_by_hours(self, parse: Parse) -> None:
        """«اعتقل بعد دقائق»: the story is still on its day."""
        day = self.scene(parse.start) or (self.said.day if self.follows(parse.start) else None)
        if day is not None:
            self.stay(day, self.said.part, parse)

    def tell_eve(self, day: date, parse: Parse) -> None:
        """«غادرت الميناء ليل الثلاثاء»: of its sentence alone, unless an hour there goes on with it."""
        before = self.said
        self.remember(day.year, day.month, day, parse)
        self._main, self._eve = self._main or before, day

    def settle(self, day: date, parse: Parse) -> None:
        """An hour told in the sentence of an eve: the story has come to that."""
        if self._main is not None and day == self._eve and self.same_sentence(parse.start):
            self._main = None
            self._scene.stand_on(day, parse.start, part=self.said.part)

    def step(self, day: date, parse: Parse) -> None:
        """The story has gone on to this day by itself: «في اليوم التالي»."""
        self.remember_day(day, parse, explicit=False)
        self.said = replace(self.said, stepped=True)

    def _of_the_report(self, day: date, parse: Parse, *, explicit: bool) -> bool:
        """True for a day that a dated text tells nothing on: its own, one to come, one that somebody said something on («وقال الوزير الثلاثاء»)."""
        if self.now.date is None:
            return False
        start, end = max(self.t.sentence(parse.start)[0], parse.start - _SAYS), parse.end + 2
        says = self.t.any_listed(start, end, "future.speech")
        to_come = day > self.now.date or (day == self.now.date and self.future(parse.start))
        return says or to_come or (explicit and day == self.now.date)

    def _outdated(self, day: date) -> bool:
        """True where all that was said in full is one day of long before: «منذ استقلال البلاد في 3 أغسطس 1960»."""
        return self._background and story.history(self.full[0], day)

    def enter(self, at: int) -> None:
        """Called before each expression: past the sentence, its own day is the last one said, not one of a clause in it."""
        if self._until is not None and self.t.paragraph(at) > self.t.paragraph(self._until[2]):
            told, before, until = self._until
            self._until = None
            if self.said.at == until and told.year is not None:
                self.said, self.told = told, self.told[:before]
        if self._main is not None and not self.same_sentence(at):
            self.clause, self.said, self._main = self.said, self._main, None

    def _earlier(self, day: date, parse: Parse, *, explicit: bool) -> bool:
        """True for a day before the one that the same sentence of a report is told on: «قتلوا أمس احتجاجا على حجب المواقع الخميس الماضي»."""
        said, today = self.said, self.now.date
        if today is None or said.day is None or said.dateline:
            return False
        if explicit:  # «حكمت المحكمة اليوم بإعدام الوزير لقصفه البلدة في 16 آذار 1988. وتلا القاضي الحكم عند الحادية عشرة»
            lately = 0 <= (today - said.day).days <= _WEEK
            return lately and story.history(day, said.day) and self.same_sentence(parse.start)
        return day < said.day and self.same_sentence(parse.start)

    def year_by_weekdays(self, month: int, day: int | None, at: int) -> int | None:
        """The year that the weekdays say which are told with other days of the same run; None where none does, or they disagree."""
        return self._runs.year(self.full[-1].year, month, day, at) if self.full else None

    def move_on(self, day: date, parse: Parse, *, month: bool, week: bool) -> None:
        """The story has gone on by weeks, months or years, to about that day: «اليوم التالي» is no more that of the day said."""
        here, at = self.t.paragraph(parse.start), parse.end
        self._week_gone_to = (day, parse.end) if week else None
        self.said = replace(self.said, month=None, day=None, written="")
        if not month and self.now.year is None:
            self.said = replace(self.said, year=day.year, at=at, paragraph=here)
        if month and self.t.quote_start(parse.start) is None:
            self.said = replace(self.said, year=day.year, month=day.month, at=at, paragraph=here)
        self._scene.leave()

    def scene(self, at: int, *, here: bool = False, line: bool = False) -> date | None:
        """The day that the story stands on, where the last date said is another, or was said too far before; None where that one counts.

        `here`: only one that was said in the same paragraph, unless `at` heads the next; `line`: in the same line.
        """
        said = self.said
        near = self.nearby(at) or self.goes_on(at) or self.opens_after(at)
        if self.same_sentence(at) or (said.day is not None and not said.remembered and near):
            return None
        told_here = self.nearby(at) or self.goes_on(at)
        if (
            self.now.date is not None
            and said.day is not None
            and told_here
            and self._scene.far_from(said.day)
        ):
            return None  # a report's background is a story of its own
        opens = said.remembered and said.paragraph == self.t.paragraph(at) - 1 and self.opens(at)
        return self._scene.there(at, here=here and not (opens or self.heads_line(at)), line=line)

    @property
    def scene_told(self) -> str:
        """The part of the day that the story stands on, as that was told: «ليل الثلاثاء الأربعاء»."""
        return self._scene.part

    def go_to(self, day: date, parse: Parse) -> None:
        """The text has come to that day's matter, whatever it told last."""
        self.remember_day(day, parse, explicit=False)
        self._scene.stand_on(day, parse.start, part=self.said.part)
        self.said = replace(self.said, remembered=False)

    def scene_part(self, at: int) -> str:
        """The part of the day that the story stands on, where that day counts for an hour in its paragraph."""
        return self._scene.part if self.scene(at, here=True) is not None else ""

    def just_told(self, at: int) -> bool:
        """«أخذ يوم 7 أكتوبر 1991. مات في الليلة نفسها»: the sentence before told a day in full or with its part, plainly, though one of long before."""
        day, where = self.said.day, self.said.at - 1
        quoted, stands = self.t.quote_start(where) is not None, self._scene.day
        if quoted and (day is None or stands is None or day <= stands):
            return False  # else «ماتت يوم الجمعة». وفي اليوم نفسه وصل المدير
        plain = (day in self.full[-1:] or bool(day and self.said.part) or quoted) and not self.back(where)
        return plain and self.said.remembered and self.next_sentence(at)

    def stands(self, at: int) -> date | None:
        """The day that the story stands on, where the last one said, in a paragraph or sentence before, was only remembered."""
        if not self.said.remembered or self.same_sentence(at) or self.nearby(at):
            return None
        day = self._scene.there(at)
        return day if day in self.full else None

    def told_back_from(self, at: int) -> date | None:
        """«وكان المهندس قد حذر قبل خمس سنوات»: in a text without a date counted from the day that its one story stands at."""
        if self.now.year is not None or self.imagining or self.lost:
            return None
        known = self.story()
        start, end = self.t.sentence(at, tense.REACH)
        told = tense.had(self.t, start, min(end, at + _OWN_VERB) if at == start else at)
        if told and at == start == self.t.paragraph_start(at):
            self._scene.go_back(at)
        if told and (month := self._month_said()) is not None and known is not None and month > known[0]:
            return None  # the story has gone on to a month
        return known[0] if told and known is not None and known[1] else None
