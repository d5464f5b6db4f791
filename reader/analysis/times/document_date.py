"""The document's own date: given, else a dateline, else inferred from what the text says of now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reader.analysis.times import tense
from reader.analysis.times.calendars import exists, hijri_day, in_tables
from reader.analysis.times.lead import Lead, full_day
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens
from reader.lazy_dataclass import dataclass
from reader.model import Known

_GIVEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_BESIDE = 14  # days from one said in full to the day of the report
_HEAD_PIECES = 60
_HEAD_AND_NEXT = 2
_PLACES = 2  # words of the place before the date of a line that ends with a full stop
_COLON = 2  # pieces of a line that ends with the colon
_HEADLINE = 24  # pieces of the longest one
_TITLE = 10  # pieces of a headline behind its date
_LABEL = 6  # pieces back to the word that labels a date: «نشر في:»
_LOOKS_ON = 1  # months after the day that heads a text which it may name: something is planned then
_DASHES = frozenset("-–—")
_BYLINE = 5  # words of its line behind such a date


@dataclass(frozen=True, slots=True)
class Now:
    """The document's date as far as known; `year` None is no date at all."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    known: Known | None = None

    @property
    def date(self) -> date | None:
        """The day, where it is known to the day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def text(self) -> str | None:
        """ISO 8601, as precise as known."""
        if self.year is None:
            return None
        return "-".join(
            [f"{self.year:04}", *(f"{each:02}" for each in (self.month, self.day) if each is not None)]
        )


def given(published: str | None) -> Now | None:
    """An ISO date or prefix (a time behind it is dropped); None where it is none."""
    match = _GIVEN.match(published.strip()) if published else None
    if match is None:
        return None
    year, month, day = (int(each) if each else None for each in match.groups())
    if year is None or year < 1 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not exists(year, month or 0, day):
        day = None
    return Now(year, month, day, Known.METADATA)


def find(t: Tokens, parses: Sequence[Parse], opening: Lead | None) -> Now:
    """The date a text gives itself; an empty `Now` where it gives none."""
    told = _inferred(parses)
    opened = _opened(opening)
    if told is not None and opened is not None and (opened.text or "").startswith(told.text or ""):
        told = opened  # «نيسان الجاري», and the day of that month that the report opens on
    return _dateline(t, parses) or told or opened or Now()


def _opened(opening: Lead | None) -> Now | None:
    """The day that a report announces something on, where nothing in it is later."""
    return _day(opening.day, Known.INFERRED) if opening is not None and opening.latest else None


def _day(day: date, known: Known) -> Now:
    return Now(day.year, day.month, day.day, known)


def _dateline(t: Tokens, parses: Sequence[Parse]) -> Now | None:
    """A full date at the head of the text: on a line of its own, after «نشر», or between a place and a dash."""
    for parse in parses:
        if parse.start > _HEAD_PIECES:
            break
        full = full_day(parse.meaning)
        if full is None or (t.text(parse.end) == ":" and _headline(t, parse)):
            continue
        if _published(t, parse) or (_place_before(t, parse) and not _heads_an_entry(t, parse, parses)):
            return _day(full, Known.DATELINE)
        if _own_line(t, parse, parses) and not _heads_a_section(t, parses, full):
            return _day(full, Known.DATELINE)
    for parse in reversed(parses):
        if parse.end < t.count - _HEAD_PIECES:
            break
        full = full_day(parse.meaning)
        if full is None or not (_own_line(t, parse, parses) or _published(t, parse)):
            continue
        if not _is_diary(t, parses):
            return _day(full, Known.DATELINE)
    return _reckoned_from(t, parses) or _islamic(t, parses) or _yearless(t, parses)


def _reckoned_from(t: Tokens, parses: Sequence[Parse]) -> Now | None:
    """«الأحد 3 نيسان 2022. في مثل هذا المساء قبل عام جلسنا»: a sentence of its own at the head, and the next goes back from it by years."""
    if len(parses) < _HEAD_AND_NEXT or parses[0].start or t.text(parses[0].end) != ".":
        return None
    full, then = full_day(parses[0].meaning), parses[1].meaning
    back = isinstance(then, Moment) and then.years_ago is not None
    return _day(full, Known.DATELINE) if full is not None and back else None


def _heads_a_section(t: Tokens, parses: Sequence[Parse], day: date) -> bool:
    """True for a day that heads a part of a chronicle: others head lines after it, or the text tells of later ones, said in full."""
    later = 0
    for parse in parses:
        month = _month_of(parse)
        if month is not None and month > (day.year, day.month):
            later += not tense.future(t, parse.start)
    if later > _LOOKS_ON:
        return True
    if _is_diary(t, parses):
        return True
    body = (parse for parse in parses if parse.start > _HEAD_PIECES and parse.end < t.count - _HEAD_PIECES)
    others = {
        full
        for parse in body
        if (full := full_day(parse.meaning)) is not None and _own_line(t, parse, parses)
    }
    return bool(others - {day})


def _is_diary(t: Tokens, parses: Sequence[Parse]) -> bool:
    return sum(_heads_a_day(t, parse, parses) for parse in parses) > _LOOKS_ON


def _heads_a_day(t: Tokens, parse: Parse, parses: Sequence[Parse]) -> bool:
    """«الأحد», «السبت 14» alone on a line: a part of a diary."""
    m = parse.meaning
    day = isinstance(m, Moment) and m.weekday is not None and m.shift is None and m.hour is None
    return day and full_day(m) is None and _own_line(t, parse, parses)


def _month_of(parse: Parse) -> tuple[int, int] | None:
    """Year and month of a moment that says its year and is no day to come."""
    m = parse.meaning
    if (
        not isinstance(m, Moment)
        or m.hijri
        or m.before_common_era
        or m.year is None
        or m.direction is not None
    ):
        return None
    return m.year, m.month or 0


def _yearless(t: Tokens, parses: Sequence[Parse]) -> Now | None:
    """«لندن في 22 مايو /العمانية/ -» under a title of that year, «راولبندي 28 ديسمبر (رويترز) -» in a text that says «27 ديسمبر 2007»: inferred."""
    for parse in parses:
        moment = parse.meaning
        if parse.start > _HEAD_PIECES:
            return None
        if not isinstance(moment, Moment) or moment.hijri or moment.shift or moment.direction is not None:
            continue
        if moment.month is None or moment.day is None or moment.year is not None or moment.hour is not None:
            continue
        if not _place_before(t, parse) or _heads_an_entry(t, parse, parses):
            continue
        if any(t.listed(i, "lead.anniversary") for i in range(parse.start + _HEAD_PIECES)):
            return None  # the year that it tells of is not its own
        month, day = moment.month, moment.day
        fulls = [full for each in parses if (full := full_day(each.meaning)) is not None]
        beside = {
            full.year
            for full in fulls
            if exists(full.year, month, day) and 0 < (date(full.year, month, day) - full).days <= _BESIDE
        }
        years = beside or (title_years(t, parses) if not fulls else set())
        year = years.pop() if len(years) == 1 else None
        return _day(date(year, month, day), Known.INFERRED) if year and exists(year, month, day) else None
    return None


def title_years(t: Tokens, parses: Sequence[Parse]) -> set[int]:
    """The years, without a month, that the first line says, where more lines follow."""
    head = next((i for i in range(t.count) if t.text(i) == "\n"), t.count)
    if t.paragraph(t.count - 1) == 0 or t.text(head - 1) == "." or head > _HEADLINE:
        return set()
    return {
        each.meaning.year
        for each in parses
        if t.paragraph(each.start) == 0
        and isinstance(each.meaning, Moment)
        and each.meaning.year is not None
        and each.meaning.month is None
        and not (each.meaning.hijri or each.meaning.before_common_era)
    }


def _islamic(t: Tokens, parses: Sequence[Parse]) -> Now | None:
    """«أبوظبي في 19 شعبان 1445 هـ / وام /»: a day more or less, so that it counts as inferred."""
    for parse in parses:
        moment = parse.meaning
        if parse.start > _HEAD_PIECES:
            return None
        if not isinstance(moment, Moment) or not moment.hijri:
            continue
        if moment.year is None or moment.month is None or moment.day is None or not in_tables(moment.year):
            continue
        day = hijri_day(moment.year, moment.month, moment.day)
        if day is not None and (
            _own_line(t, parse, parses) or _published(t, parse) or _place_before(t, parse)
        ):
            return _day(day, Known.INFERRED)
    return None


def _line(t: Tokens, parse: Parse) -> tuple[int, int]:
    start, end = parse.start, parse.end
    while start > 0 and t.text(start - 1) != "\n" and parse.start - start < 12:
        start -= 1
    while end < t.count and t.text(end) != "\n" and end - parse.end < 12:
        end += 1
    return start, end


def _own_line(t: Tokens, parse: Parse, parses: Sequence[Parse]) -> bool:
    """Few other words on the line but a day of another calendar, and none that makes a sentence of it; «ليلة 13 يناير 2012» is a title."""
    if isinstance(parse.meaning, Moment) and parse.meaning.part is not None and parse.meaning.hour is None:
        return False
    start, end = _line(t, parse)
    dates = {i for each in parses if start <= each.start < end for i in range(each.start, each.end)}
    around = [i for i in range(start, end) if i not in dates]
    others = [t.text(i) for i in around if t.text(i).isalnum()]
    placed = any(t.text(i) in {"،", ",", "-", "–"} for i in around) and len(others) <= _PLACES
    told = t.text(end - 1) == "." and not placed  # «وانتخب فلان في 13 آذار/مارس 2013، بعد شهر من ذلك.»
    if told or any(
        t.listed(i, name) for i in around for name in ("event.words", "lead.announcing", "lead.happened")
    ):
        return False  # «انفجار المرفأ 4 آب 2020», «رحل الشاعر السبت 9 آب 2008.»
    closed = (start == 0 or t.text(start - 1) == "\n") and (end == t.count or t.text(end) == "\n")
    return closed and len(others) <= 5 and (start > 0 or end < t.count)


def _published(t: Tokens, parse: Parse) -> bool:
    """«نشر في: 8 ديسمبر 2024», «آخر تحديث ...» at a line's head; in running text it is said of something else («رسالة نشرت في ...»,
    «نشرت الصحيفة في 12 مارس 2012 تحقيقا»).
    """
    head = t.paragraph_start(parse.start)
    if not any(t.listed(i, "lead.published") for i in range(max(head, parse.start - _LABEL), parse.start)):
        return False
    if any(t.text(i).isalpha() and not _labels(t, i) for i in range(head, parse.start)):
        return False
    behind = (t.text(i) for i in range(parse.end, _line(t, parse)[1]))
    return sum(word.isalpha() for word in behind) <= _BYLINE


def _labels(t: Tokens, at: int) -> bool:
    return t.listed(at, "lead.published") or t.listed(at, "lead.of_publishing")


def _place_before(t: Tokens, parse: Parse) -> bool:
    """«دمشق – 8 كانون الأول 2024 –», «القاهرة في 8 ديسمبر 2024 (أ ش أ)»: at a line's start, closed by a sign."""
    start, _ = _line(t, parse)
    words = [t.text(i) for i in range(start, parse.start) if t.text(i).isalpha()]
    opened = (start == 0 or t.text(start - 1) == "\n") and not t.item(start)
    bracketed = t.text(parse.start - 1) == "(" and t.text(parse.end) == ")"
    after = t.text(parse.end + 1) if bracketed else t.text(parse.end)
    told = "." in t.texts[start : parse.start] or (
        after == ":" and not words
    )  # «الأحد 18 آب 1991: وصل الوفد»
    dashed = t.text(parse.start - 1) in _DASHES and bool(words) and t.listed(parse.end, "lead.announcing")
    return (
        opened
        and not told
        and len(words) <= 5
        and (dashed or after in {"-", "–", "—", "ـ", "(", "/", ":", "|"})
    )  # «لندن - 23-5-2017 أعلنت الشرطة»


def _heads_an_entry(t: Tokens, parse: Parse, parses: Sequence[Parse]) -> bool:
    """«الأربعاء 1 سبتمبر 2004 - دخل المسلحون», no place before it, where other days head lines in the same way: a chronicle's."""
    return _entry(t, parse) and sum(_entry(t, each) for each in parses) > 1


def _entry(t: Tokens, parse: Parse) -> bool:
    m = parse.meaning
    day = isinstance(m, Moment) and (m.weekday is not None or (m.month is not None and m.day is not None))
    return day and t.paragraph_start(parse.start) == parse.start and t.text(parse.end) in {*_DASHES, ":"}


def _headline(t: Tokens, parse: Parse) -> bool:
    """«الموصل 10 حزيران 2014: كيف انهارت ثلاث فرق»: a title over a story, no sentence behind the colon."""
    end = parse.end
    while end < t.count and t.text(end) != "\n":
        end += 1
    return end < t.count and _COLON < end - parse.end <= _TITLE and t.text(end - 1) != "."


def _inferred(parses: Sequence[Parse]) -> Now | None:
    """From «7 كانون الأول الجاري» beside a full date of that month, «أمس السبت 7 ديسمبر 2024», «العام الجاري 2024»."""
    fulls = [full for parse in parses if (full := full_day(parse.meaning)) is not None]
    current: set[int] = set()
    years: set[int] = set()
    for parse in parses:
        moment = parse.meaning
        if not isinstance(moment, Moment):
            continue
        full = full_day(moment)
        if full is not None and moment.shift is not None and moment.shift[0] == "D":
            day = date.fromordinal(full.toordinal() - moment.shift[1])
            return _day(day, Known.INFERRED)
        if moment.direction == 0 and moment.month is not None and not moment.hijri:
            current.add(moment.month)
            if moment.year is not None:
                years.add(moment.year)
        if moment.shift == ("Y", 0) and moment.year is not None:
            years.add(moment.year)
    if len(current) == 1:
        month = next(iter(current))
        of_month = {full.year for full in fulls if full.month == month} | {
            parse.meaning.year
            for parse in parses
            if isinstance(parse.meaning, Moment)
            and parse.meaning.month == month
            and parse.meaning.year is not None
        }
        candidates = years or of_month or _typed(parses, month)
        if len(candidates) == 1:
            return Now(next(iter(candidates)), month, None, Known.INFERRED)
    if len(years) == 1:
        return Now(next(iter(years)), None, None, Known.INFERRED)
    return None


def _typed(parses: Sequence[Parse], month: int) -> set[int]:
    """Years of full dates of that month whose name was a slip of the pen."""
    return {
        parse.meaning.year
        for parse in parses
        if isinstance(parse.meaning, Moment)
        and parse.meaning.month == month
        and parse.meaning.year is not None
    }
