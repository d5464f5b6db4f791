"""From what the words say to a value: explicit, weekday check, the document's date, the last date said, unresolved.

Nothing here fills in a day, month or year that no word gives: what stays unknown is written X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reader.analysis.times import calendars
from reader.analysis.times.document_date import Now
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.lists import shared_years
from reader.analysis.times.narrative import DayCount
from reader.analysis.times.reading import (
    Ago,
    Amount,
    Around,
    FromEvent,
    Moment,
    NthDay,
    Parse,
    Repeated,
    Stretch,
)  # fmt: skip
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.values import duration
from reader.model import Known, Mod, Span, TimeExpression, TimeType

DOCUMENT, TEXT, SCENARIO = "document", "text", "scenario"
_WEEKDAY_REACH = 7  # days around the document's date that a bare weekday can mean


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved value with how it came about."""

    text: str
    anchor: str = ""
    flags: tuple[str, ...] = ()
    mod: Mod | None = None


@dataclass(slots=True)
class Said:
    """The last date that the text said: the day if one was, else month or year; and where."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    at: int = -1
    paragraph: int = -1
    hour: bool = False  # an hour was said with it


class Resolver:
    """Reads the parses of one document in order and remembers what they said."""

    def __init__(self, t: Tokens, now: Now, scenario: Span | None) -> None:
        self.t = t
        self.now = now
        self.scenario = scenario
        self.count = DayCount()
        self.said = Said()
        self.days: dict[tuple[int, int], int] = {}  # (month, day) -> year, where a full date was said
        self._paragraphs = [i for i, piece in enumerate(t.texts) if piece == "\n"]

    def expression(self, parse: Parse) -> TimeExpression | None:
        """The finished expression."""
        span = self.t.span(parse.start, parse.end)
        value, kind, anchor_span = self._value(parse, span)
        if value is None:
            return None
        flags = dict.fromkeys((*parse.flags, *value.flags))
        if value.anchor == DOCUMENT and self.now.known is Known.INFERRED:
            flags["inferred-date"] = None
        if "X" in value.text and kind in {TimeType.DATE, TimeType.TIME} and not value.text.startswith("P"):
            flags["unresolved"] = None
        return TimeExpression(
            span=span,
            text=span.of(self.t.source),
            value=value.text,
            type=kind,
            rule=parse.rule,
            mod=value.mod,
            anchor=value.anchor,
            flags=tuple(flags),
            anchor_span=anchor_span,
        )

    def _value(self, parse: Parse, span: Span) -> tuple[Value | None, TimeType, Span | None]:
        meaning = parse.meaning
        imagined = self.scenario is not None and self.scenario.contains(span)
        if isinstance(meaning, Moment):
            if imagined and (counted := self._imagined(meaning)) is not None:
                return counted, TimeType.DATE, None
            kind = TimeType.TIME if meaning.hour is not None or meaning.part is not None else TimeType.DATE
            return self._moment(meaning, parse), kind, None
        if isinstance(meaning, Stretch):
            return self._stretch(meaning, parse), TimeType.DATE, None
        if isinstance(meaning, Amount):
            return Value(duration(meaning), mod=meaning.mod), TimeType.DURATION, None
        if isinstance(meaning, Repeated):
            return Value(meaning.value), TimeType.SET, None
        if isinstance(meaning, Around):
            return *self._around(meaning), None
        if isinstance(meaning, Ago):
            return *self._ago(meaning, parse, imagined=imagined), None
        event_span = self.t.span(*meaning.event) if meaning.event is not None else None
        if isinstance(meaning, FromEvent):
            words = event_span.of(self.t.source) if event_span is not None else ""
            return (
                Value(duration(meaning.amount), f"event:{words}", mod=meaning.amount.mod),
                TimeType.DURATION,
                event_span,
            )
        return *self._nth_day(meaning, event_span, imagined=imagined), event_span

    # -- scenario ---------------------------------------------------------------

    def _imagined(self, moment: Moment) -> Value | None:
        """Days counted in a scenario; real dates in it keep their value."""
        step = moment.text_shift
        if step is None or step[0] not in {"D", "W"} or moment.month is not None:
            return None
        return Value(self.count.later(step[1] * (7 if step[0] == "W" else 1)) + _suffix(moment)[0], SCENARIO)

    def _nth_day(self, meaning: NthDay, event_span: Span | None, *, imagined: bool) -> tuple[Value, TimeType]:
        part = f"T{meaning.part}" if meaning.part else ""
        if imagined:
            return Value(self.count.numbered(meaning.number) + part, SCENARIO), TimeType.DATE
        if event_span is not None:
            words = event_span.of(self.t.source)
            return Value(f"P{meaning.number - 1}D", f"event:{words}"), TimeType.DURATION
        return Value("XXXX-XX-XX" + part, TEXT), TimeType.TIME if part else TimeType.DATE

    # -- distances -----------------------------------------------------------------

    def _around(self, meaning: Around) -> tuple[Value, TimeType]:
        today, how_long = self.now.date, meaning.amount
        if (
            today is None
            or how_long.count is None
            or how_long.unit in {"H", "MIN", "S"}
            or how_long.count > 400
        ):
            return Value(duration(how_long), DOCUMENT, mod=how_long.mod), TimeType.DURATION
        other = _moved(today, how_long, meaning.direction)
        if other is None:
            return Value(duration(how_long), DOCUMENT, mod=how_long.mod), TimeType.DURATION
        here = _at_unit(today, how_long.unit)
        ends = (other, here) if meaning.direction < 0 else (here, other)
        return Value("/".join(ends), DOCUMENT, mod=how_long.mod), TimeType.DATE

    def _ago(self, meaning: Ago, parse: Parse, *, imagined: bool) -> tuple[Value, TimeType]:
        how_long = meaning.amount
        plain = Value(duration(how_long), mod=how_long.mod)
        days = {"D": 1, "W": 7}.get(how_long.unit)
        if imagined and days is not None and how_long.count is not None and meaning.of is None:
            return Value(self.count.later(meaning.side * days * int(how_long.count)), SCENARIO), TimeType.DATE
        if how_long.count is None or how_long.unit in {"H", "MIN", "S"}:
            anchor = TEXT if meaning.text else DOCUMENT if meaning.side < 0 and meaning.of is None else TEXT
            return replace(plain, anchor=anchor), TimeType.DURATION
        if meaning.of is not None:
            base = self._moment(meaning.of, parse)
            day = _iso_day(base.text)
            if day is None:
                return replace(plain, anchor=TEXT, flags=("unresolved",)), TimeType.DURATION
            return self._from(day, meaning, base.anchor or TEXT)
        if meaning.text:
            return self._from_text(meaning, plain)
        if meaning.side < 0:
            if self.now.date is None:
                return self._ago_year(meaning, plain)
            return self._from(self.now.date, meaning, DOCUMENT)
        if self._nearby(parse.start) and not self._future(parse.start):
            return self._from_text(meaning, plain)
        if self.now.date is not None and self._future(parse.start):
            return self._from(self.now.date, meaning, DOCUMENT)
        return replace(plain, anchor=TEXT, flags=("unresolved",)), TimeType.DURATION

    def _ago_year(self, meaning: Ago, plain: Value) -> tuple[Value, TimeType]:
        """«قبل عامين» where only the document's year is known."""
        years = {"Y": 1, "DE": 10, "CE": 100}.get(meaning.amount.unit)
        count = meaning.amount.count
        if (
            self.now.year is not None
            and years is not None
            and count is not None
            and float(count * years).is_integer()
        ):
            return Value(
                f"{self.now.year - int(count * years):04}", DOCUMENT, mod=meaning.amount.mod
            ), TimeType.DATE
        return replace(plain, anchor=DOCUMENT, flags=("unresolved",)), TimeType.DURATION

    def _from_text(self, meaning: Ago, plain: Value) -> tuple[Value, TimeType]:
        if self.said.day is not None:
            return self._from(self.said.day, meaning, TEXT)
        years = {"Y": 1, "DE": 10}.get(meaning.amount.unit)
        if self.said.year is not None and years is not None and meaning.amount.count is not None:
            return Value(
                f"{self.said.year + meaning.side * int(meaning.amount.count * years):04}", TEXT
            ), TimeType.DATE
        return replace(plain, anchor=TEXT, flags=("unresolved",)), TimeType.DURATION

    def _from(self, day: date, meaning: Ago, anchor: str) -> tuple[Value, TimeType]:
        found = _moved(day, meaning.amount, meaning.side)
        if found is None:
            return Value(
                duration(meaning.amount), anchor, ("unresolved",), meaning.amount.mod
            ), TimeType.DURATION
        if anchor == TEXT and (moved := _iso_day(found)) is not None:
            self.said.day = moved
        return Value(found, anchor, mod=meaning.amount.mod), TimeType.DATE

    def _nearby(self, at: int) -> bool:
        """True where a date was said before in this paragraph."""
        return self.said.at >= 0 and self.said.paragraph == self._paragraph(at)

    def _paragraph(self, at: int) -> int:
        from bisect import bisect_left

        return bisect_left(self._paragraphs, at)

    def _future(self, at: int) -> bool:
        """True where the sentence speaks of what is to come."""
        t, lists = self.t, lexicon().lists
        start, end = t.sentence(at, 25)
        not_future = tuple(lists["future.not_future"])
        for i in range(start, end):
            word = t.text(i)
            if word[:1] in "وف" and len(word) > 4 and word[1:3] in {"سي", "ست"}:
                word = word[1:]
            if t.listed(i, "future.words") or t.listed(i, "future.scheduled"):
                return True
            if (
                word[:2] in {"سي", "ست"}
                and len(word) >= 5
                and not word.startswith(not_future)
                and not t.readings[i]
            ):
                return True
        return False

    # -- stretches ---------------------------------------------------------------------

    def _stretch(self, meaning: Stretch, parse: Parse) -> Value:
        first, last = self._moment(meaning.first, parse), self._moment(meaning.last, parse)
        flags = tuple(dict.fromkeys((*first.flags, *last.flags)))
        a, b = first.text.partition("/")[0], last.text.rpartition("/")[2]
        if "X" not in a + b and a > b and meaning.first.year is None and meaning.first.weekday is None:
            a, b = b, a
        elif (
            "X" not in a + b
            and a > b
            and meaning.first.weekday is not None
            and (day := _iso_day(b)) is not None
        ):
            start = _iso_day(a)
            if start is not None and self._future(parse.start):
                b = (day + timedelta(7 * (1 + (start - day).days // 7))).isoformat()
            elif start is not None:
                a = (start - timedelta(7 * (1 + (start - day).days // 7))).isoformat()
        mod = last.mod if last.mod is first.mod else None
        return Value(f"{a}/{b}", first.anchor or last.anchor, flags, mod)

    # -- moments -----------------------------------------------------------------------

    def _moment(self, moment: Moment, parse: Parse) -> Value:
        suffix, time_flags = _suffix(moment)
        value = self._date(moment, parse)
        flags = (*moment.flags, *value.flags, *time_flags)
        if suffix and "/" not in value.text:
            return Value(value.text + suffix, value.anchor, flags, moment.mod)
        return Value(value.text, value.anchor, flags, moment.mod)

    def _date(self, m: Moment, parse: Parse) -> Value:
        if m.before_common_era:
            return Value(f"BC{m.year:04}" if m.year is not None else f"BC{(m.century or 0):02}")
        if (
            m.century is not None
            or m.decade is not None
            or (m.shift is not None and m.shift[0] in {"CE", "DE"})
        ):
            return self._age(m)
        if m.hijri:
            return self._hijri(m, parse)
        if m.month is None and m.day is None:
            if m.weekday is not None and m.shift is None:
                return self._weekday(m, parse)
            if m.shift is not None and m.shift[0] in {"D", "W"}:
                return self._shifted(m, parse)
            if m.text_shift is not None and m.text_shift[0] in {"D", "W"}:
                return self._text_day(m, parse)
            if not m.has_date:
                return self._only_time(parse)
        return self._calendar(m, parse)

    def _age(self, m: Moment) -> Value:
        if m.hijri:
            span = (m.century, 100) if m.decade is None else (m.decade, 10)
            first = calendars.hijri_year(max(1, (span[0] or 0) * span[1] + 1))[0].year
            last = calendars.hijri_year((span[0] or 0) * span[1] + span[1])[1].year
            return Value(f"{first:04}/{last:04}", flags=("hijri",))
        if m.decade is not None and m.shift is not None:
            if self.now.year is None:
                return Value(f"XX{m.decade}", DOCUMENT)
            return Value(f"{self.now.year // 100 + m.shift[1]:02}{m.decade}", DOCUMENT)
        if m.decade is not None:
            return Value(
                f"{m.decade:03}" if m.decade >= 100 else f"XX{m.decade}", TEXT if m.decade < 100 else ""
            )
        if m.century is not None:
            return Value(f"{m.century:02}")
        if m.shift is None or self.now.year is None:
            return Value("XXX" if m.shift is not None and m.shift[0] == "DE" else "XX", DOCUMENT)
        unit = 10 if m.shift[0] == "DE" else 100
        return Value(f"{self.now.year // unit + m.shift[1]:0{3 if unit == 10 else 2}}", DOCUMENT)

    def _only_time(self, parse: Parse) -> Value:
        """An hour without a day: the day said before in the paragraph, else none."""
        if self.said.day is not None and self._nearby(parse.start):
            return Value(self.said.day.isoformat(), TEXT)
        return Value("XXXX-XX-XX", TEXT)

    def _shifted(self, m: Moment, parse: Parse) -> Value:
        """«أمس», «الأسبوع الماضي», «أمس السبت»."""
        unit, count = m.shift or ("D", 0)
        today = self.now.date
        if unit == "W":
            if today is None:
                return Value("XXXX-WXX", DOCUMENT)
            return Value(_week(today + timedelta(7 * count)), DOCUMENT)
        if today is None:
            spoken = self._spoken_in_quote(parse)
            if spoken is not None:
                return Value((spoken + timedelta(count)).isoformat(), TEXT)
            if m.weekday is not None:
                return Value(f"XXXX-WXX-{m.weekday}", DOCUMENT)
            return Value("XXXX-XX-XX", DOCUMENT)
        if (spoken := self._spoken_in_quote(parse)) is not None and m.weekday is None:
            return Value((spoken + timedelta(count)).isoformat(), TEXT)
        day = today + timedelta(count)
        if m.weekday is not None and day.isoweekday() != m.weekday:
            day = _nearest(day, m.weekday) if count > 0 else _latest(day + timedelta(1), m.weekday)
            return Value(day.isoformat(), DOCUMENT, ("weekday-mismatch",))
        self._remember_day(day, parse, explicit=False)
        return Value(day.isoformat(), DOCUMENT)

    def _spoken_in_quote(self, parse: Parse) -> date | None:
        """The day a quotation itself speaks of before its «غدا»: that is when it was said."""
        opened = self.t.quote_start(parse.start)
        if opened is None or self.said.day is None or not self.said.hour or self.said.at <= opened:
            return None
        return self.said.day

    def _text_day(self, m: Moment, parse: Parse) -> Value:
        """«في اليوم التالي», «اليوم نفسه», «الأسبوع التالي»."""
        unit, count = m.text_shift or ("D", 0)
        if self.said.day is None:
            return Value("XXXX-XX-XX" if unit == "D" else "XXXX-WXX", TEXT)
        day = self.said.day + timedelta(count * (7 if unit == "W" else 1))
        if unit == "W":
            return Value(_week(day), TEXT)
        if m.weekday is not None and day.isoweekday() != m.weekday:
            return Value(day.isoformat(), TEXT, ("weekday-mismatch",))
        self._remember_day(day, parse)
        return Value(day.isoformat(), TEXT)

    def _weekday(self, m: Moment, parse: Parse) -> Value:
        """«السبت», «السبت الماضي», «الجمعة المقبلة»."""
        wanted, today = m.weekday or 1, self.now.date
        said = self.said.day if self._nearby(parse.start) else None
        if (
            m.direction is None
            and said is not None
            and (today is None or not -_WEEKDAY_REACH <= (said - today).days <= _WEEKDAY_REACH)
        ):
            day = _nearest(said, wanted)
            return Value(day.isoformat(), TEXT)
        if today is None:
            return Value(f"XXXX-WXX-{wanted}", DOCUMENT)
        if m.direction is None:
            if self._future(parse.start):
                day = today + timedelta((wanted - today.isoweekday()) % 7)
            else:
                day = _latest(today, wanted)
        elif m.direction < 0:
            day = today - timedelta(((today.isoweekday() - wanted - 1) % 7) + 1 + 7 * (-m.direction - 1))
        elif m.direction > 0:
            day = today + timedelta(((wanted - today.isoweekday() - 1) % 7) + 1 + 7 * (m.direction - 1))
        else:
            day = _nearest(today, wanted)
        self._remember_day(day, parse, explicit=False)
        return Value(day.isoformat(), DOCUMENT)

    def _calendar(self, m: Moment, parse: Parse) -> Value:
        """Year, month and day on the Gregorian calendar, as far as they are said."""
        year, month, anchor, flags = self._year(m, parse)
        if "nonexistent-date" in m.flags:
            return Value(f"{year:04}" if year is not None else "XXXX", anchor)
        if m.shift is not None and m.shift[0] == "M":
            if self.now.year is None or self.now.month is None:
                if m.day is not None:
                    return Value(f"XXXX-XX-{m.day:02}", DOCUMENT)
                return Value("XXXX-XX", DOCUMENT)
            index = self.now.year * 12 + self.now.month - 1 + m.shift[1]
            year, month = index // 12, index % 12 + 1
            anchor = DOCUMENT
        elif m.text_shift is not None and m.text_shift[0] == "M":
            if self.said.month is None or self.said.year is None:
                return Value("XXXX-XX" if m.day is None else f"XXXX-XX-{m.day:02}", TEXT)
            index = self.said.year * 12 + self.said.month - 1 + m.text_shift[1]
            year, month, anchor = index // 12, index % 12 + 1, TEXT
        if year is not None and not 1 <= year <= 9998:
            year = None
        stem = f"{year:04}" if year is not None else "XXXX"
        if month is None:
            detail = m.season or (f"Q{m.quarter}" if m.quarter else f"H{m.half}" if m.half else "")
            if year is not None:
                self._remember(year, None, None, parse)
            if not m.hijri and m.year is not None and 1300 <= m.year <= 1500 and not m.flags:
                flags = (*flags, "calendar-ambiguous")
            return Value(f"{stem}-{detail}" if detail else stem, anchor, flags)
        if m.day is None:
            if year is not None:
                self._remember(year, month, None, parse)
            return Value(f"{stem}-{month:02}", anchor, flags)
        real = (
            calendars.exists(year, month, m.day)
            if year is not None
            else calendars.exists_in_some_year(month, m.day)
        )
        if not real:
            return Value(f"{stem}-{month:02}", anchor, (*flags, "nonexistent-date"))
        if year is not None:
            day = date(year, month, m.day)
            if m.weekday is not None and day.isoweekday() != m.weekday:
                flags = (*flags, "weekday-mismatch")
            today = self.now.date
            if m.shift is not None and m.shift[0] == "D" and today not in {None, day - timedelta(m.shift[1])}:
                flags = (*flags, "deictic-mismatch")
            self._remember_day(day, parse, explicit=m.year is not None)
        return Value(f"{stem}-{month:02}-{m.day:02}", anchor, flags)

    def _year(self, m: Moment, parse: Parse) -> tuple[int | None, int | None, str, tuple[str, ...]]:
        """Year and month with the anchor they hang on."""
        now = self.now
        if m.year is not None:
            flags: tuple[str, ...] = ()
            if (
                m.shift is not None
                and m.shift[0] == "Y"
                and now.year is not None
                and now.year + m.shift[1] != m.year
            ):
                flags = ("deictic-mismatch",)
            return m.year, m.month, "", flags
        if m.shift is not None and m.shift[0] == "Y":
            return (now.year + m.shift[1] if now.year is not None else None), m.month, DOCUMENT, ()
        if m.text_shift is not None and m.text_shift[0] == "Y":
            base = self.said.year if self.said.year is not None else None
            return (base + m.text_shift[1] if base is not None else None), m.month, TEXT, ()
        if m.season is not None and m.direction is not None:
            return (*self._season(m), DOCUMENT, ())
        if m.month is None:
            return None, None, TEXT if m.quarter or m.half or m.season else "", ()
        if m.direction is not None:
            return self._directed(m), m.month, DOCUMENT, ()
        return self._nearest_year(m, parse)

    def _season(self, m: Moment) -> tuple[int | None, None]:
        now = self.now
        if now.year is None or now.month is None or m.direction is None:
            return None, None
        last = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}[m.season or "SU"]
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 1}[m.season or "SU"]
        if m.direction < 0:
            return (now.year if now.month > last else now.year - 1), None
        if m.direction > 0:
            return (now.year if now.month < first else now.year + 1), None
        return now.year, None

    def _directed(self, m: Moment) -> int | None:
        """The year of «نوفمبر الماضي», «7 كانون الأول الجاري», «مارس المقبل»."""
        now, month = self.now, m.month or 1
        if now.year is None or m.direction is None:
            return None
        if now.month is None:
            return now.year if m.direction == 0 else None
        if m.direction == 0:
            here = now.year * 12 + now.month
            return min((now.year - 1, now.year, now.year + 1), key=lambda year: abs(year * 12 + month - here))
        if m.day is not None and now.day is not None and month == now.month and m.day != now.day:
            before = m.day < now.day
            if m.direction < 0:
                return now.year if before else now.year - 1
            return now.year + 1 if before else now.year
        if m.direction < 0:
            return (now.year if month < now.month else now.year - 1) + (m.direction + 1)
        return (now.year if month > now.month else now.year + 1) + (m.direction - 1)

    def _nearest_year(self, m: Moment, parse: Parse) -> tuple[int | None, int | None, str, tuple[str, ...]]:
        """A month or day without a year: one said before, the year said in the sentence, else next to the document's date."""
        month, day = m.month or 1, m.day
        if day is not None and (month, day) in self.days:
            return self.days[month, day], month, TEXT, ()
        if "named-day" in parse.flags:
            return None, month, TEXT, ()
        if self.said.at >= 0 and self.said.year is not None and self._same_context(parse):
            return self.said.year, month, TEXT, ()
        now = self.now
        if now.year is None:
            if self.said.year is not None and self._nearby(parse.start):
                return self.said.year, month, TEXT, ()
            return None, month, DOCUMENT, ()
        if now.month is None:
            return now.year, month, DOCUMENT, ()
        future = self._future(parse.start)

        def far(year: int) -> float:
            months = (year - (now.year or 0)) * 12 + month - (now.month or 1)
            days = months * 30.4 + ((day or 15) - (now.day or 15))
            slack = 0 if day is not None and now.day is not None else 20
            if future:
                return days if days >= -slack else 400 - days
            return -days if days <= slack else days * 1.6 if days <= 120 else 400 + days

        years = [
            y
            for y in (now.year - 1, now.year, now.year + 1)
            if day is None or calendars.exists(y, month, day)
        ]
        if not years:
            years = [now.year]  # no year has that day; the month is still a month of this year
        return min(years, key=far), month, DOCUMENT, ()

    def _same_context(self, parse: Parse) -> bool:
        """True where the last date said is of another year than the document's and stands in this sentence."""
        if (
            self.now.year is not None
            and self.said.year is not None
            and abs(self.said.year - self.now.year) <= 0
        ):
            return False
        start, _ = self.t.sentence(parse.start)
        return start <= self.said.at < parse.start

    # -- Islamic dates ----------------------------------------------------------------------

    def _hijri(self, m: Moment, parse: Parse) -> Value:
        year, anchor = m.year, ""
        if year is None:
            year, anchor = self._hijri_year(m)
        if year is None:
            month = f"XXXX-H{m.month:02}" if m.month is not None else "XXXX"
            return Value("XXXX", anchor, ("hijri",)) if m.month is None else Value(month, anchor, ("hijri",))
        if not calendars.in_tables(year) or not calendars.in_tables(year + 1):
            if not 1 <= year <= 9000:
                return Value("XXXX", anchor, ("hijri", "hijri-outside-tables"))
            first, last = calendars.hijri_year(year)
            a, b = calendars.common_year(first), calendars.common_year(last)
            text = f"{a:04}" if a == b else f"{a:04}/{b:04}"
            return Value(text, anchor, ("hijri", "hijri-outside-tables"))
        if m.month is None:
            first, last = calendars.hijri_year(year)
            return Value(f"{first.isoformat()}/{last.isoformat()}", anchor, ("hijri",))
        start, length = calendars.hijri_month(year, m.month)
        if m.day is None:
            return Value(
                f"{start.isoformat()}/{(start + timedelta(length - 1)).isoformat()}", anchor, ("hijri",)
            )
        day = calendars.hijri_day(year, m.month, m.day)
        if day is None:
            return Value(
                f"{start.isoformat()}/{(start + timedelta(length - 1)).isoformat()}",
                anchor,
                ("hijri", "nonexistent-date"),
            )
        flags: tuple[str, ...] = ("hijri",)
        if m.weekday is not None and day.isoweekday() != m.weekday:
            near = [d for d in (day - timedelta(1), day + timedelta(1)) if d.isoweekday() == m.weekday]
            if near:
                day = near[0]  # the month by sighting began a day off the table; the weekday settles it
            else:
                flags = (*flags, "weekday-mismatch")
        self._remember_day(day, parse, explicit=m.year is not None)
        return Value(day.isoformat(), anchor, flags)

    def _hijri_year(self, m: Moment) -> tuple[int | None, str]:
        """The year of an Islamic month that is said without one, around the document's date."""
        today = self.now.date
        if today is None and self.now.year is not None and self.now.month is not None:
            today = date(self.now.year, self.now.month, 15)
        here = calendars.to_hijri(today) if today is not None else None
        if here is None:
            return None, DOCUMENT
        year, month, _ = here
        if m.shift is not None and m.shift[0] == "Y":
            return year + m.shift[1], DOCUMENT
        if m.month is None:
            return year + (m.direction or 0), DOCUMENT
        if m.direction is not None:
            if m.direction < 0:
                return (year if m.month < month else year - 1), DOCUMENT
            if m.direction > 0:
                return (year if m.month > month else year + 1), DOCUMENT
            return year, DOCUMENT
        return min(
            (year - 1, year, year + 1), key=lambda y: abs((y - year) * 12 + (m.month or 1) - month)
        ), DOCUMENT

    # -- memory -------------------------------------------------------------------------------

    def _remember(self, year: int, month: int | None, day: date | None, parse: Parse) -> None:
        hour = isinstance(parse.meaning, Moment) and parse.meaning.hour is not None
        self.said = Said(year, month, day, parse.end, self._paragraph(parse.start), hour)

    def _remember_day(self, day: date, parse: Parse, *, explicit: bool = True) -> None:
        if explicit:
            self.days[day.month, day.day] = day.year
        self._remember(day.year, day.month, day, parse)


def _suffix(m: Moment) -> tuple[str, tuple[str, ...]]:
    """The time of day of a value: `T21:30`, `TEV`, or nothing; with flags."""
    if m.hour is None:
        return (f"T{m.part}", ()) if m.part else ("", ())
    minutes = m.hour * 60 + (m.minute or 0)
    flags = ("hour-ambiguous",) if m.half_day else ()
    if minutes < 0:
        minutes += 12 * 60
    if minutes > 24 * 60:
        minutes -= 24 * 60
    return f"T{minutes // 60:02}:{minutes % 60:02}", flags


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _nearest(day: date, weekday: int) -> date:
    """That weekday within three days of a day."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(ahead if ahead <= 3 else ahead - 7)


def _latest(day: date, weekday: int) -> date:
    """The last such weekday up to and including a day."""
    return day - timedelta((day.isoweekday() - weekday) % 7)


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 and "/" not in value else None
    except ValueError:
        return None


def _at_unit(day: date, unit: str) -> str:
    """A day written as coarse as a unit: its week, month, year, decade."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        return _week(day)
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}"


def _moved(day: date, amount: Amount, side: int) -> str | None:
    """A day moved by an amount, as coarse as its unit; None off the calendar."""
    count = amount.count
    if count is None:
        return None
    unit = amount.unit
    if unit in {"DE", "CE"}:
        unit, count = "Y", count * (10 if unit == "DE" else 100)
    if unit == "Y" and not float(count).is_integer():
        unit, count = "M", count * 12
    if unit == "M" and not float(count).is_integer():
        unit, count = "D", count * 30
    if unit == "W" and not float(count).is_integer():
        unit, count = "D", count * 7
    steps = side * round(count)
    try:
        if unit == "D":
            return (day + timedelta(steps)).isoformat()
        if unit == "W":
            return _week(day + timedelta(7 * steps))
        if unit == "M":
            index = day.year * 12 + day.month - 1 + steps
            return f"{date(index // 12, index % 12 + 1, 1):%Y-%m}"
        year = date(day.year + steps, 1, 1).year
    except (ValueError, OverflowError):
        return None
    return f"{year:04}"


def resolve(
    t: Tokens, parses: Sequence[Parse], now: Now, scenario: Span | None
) -> tuple[TimeExpression, ...]:
    """The expressions of a text, in reading order."""
    resolver = Resolver(t, now, scenario)
    found = (resolver.expression(parse) for parse in shared_years(t, parses))
    return tuple(each for each in found if each is not None)
