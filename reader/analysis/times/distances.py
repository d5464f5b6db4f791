"""Distances and stretches to values: «قبل ثلاثة أيام», «الأيام الثلاثة الماضية», «27 نوفمبر إلى 8 ديسمبر 2024»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reader.analysis.times import tense
from reader.analysis.times.arithmetic import at_unit, iso_day, latest, moved
from reader.analysis.times.context import Context
from reader.analysis.times.moments import moment_value
from reader.analysis.times.reading import Ago, Amount, Around, Moment, Parse, Stretch
from reader.analysis.times.said import DOCUMENT, SCENARIO, TEXT, Value
from reader.analysis.times.values import duration, interval_of
from reader.model import TimeType

Typed = tuple[Value, TimeType]

_CLOCK_UNITS = frozenset({"H", "MIN", "S"})
_LONGEST_STRETCH = 400
_NEAR = 1  # paragraphs back to the day that «بعدها بيومين» counts from
_OPEN_HOUR = "XXXX-XX-XXT"
_WEEK, _MONTH = 7, 31  # days
_COMMAS = frozenset("،,")
_THAT_IS = 2  # pieces between a day and the length that it means: «، أي»


def around(context: Context, meaning: Around, parse: Parse) -> Typed:
    """A stretch that ends or begins at the document's date; a plain duration where its ends cannot be known."""
    today, how_long = context.now.date, meaning.amount
    if meaning.text and not context.future(parse.start):
        return Value(duration(how_long), TEXT, mod=how_long.mod), TimeType.DURATION
    plain = Value(duration(how_long), DOCUMENT, mod=how_long.mod), TimeType.DURATION
    if (
        today is None
        or how_long.count is None
        or how_long.unit in _CLOCK_UNITS
        or how_long.count > _LONGEST_STRETCH
    ):
        return plain
    other = moved(today, how_long, meaning.direction)
    if other is None:
        return plain
    here = at_unit(today, how_long.unit)
    ends = (other, here) if meaning.direction < 0 else (here, other)
    return Value("/".join(ends), DOCUMENT, mod=how_long.mod), TimeType.DATE


def ago(context: Context, meaning: Ago, parse: Parse, *, imagined: bool) -> Typed:
    """A distance from the document's date, from a date beside it, or from the last one said; else the bare distance."""
    how_long = meaning.amount
    plain = Value(duration(how_long), TEXT, mod=how_long.mod)
    days = {"D": 1, "W": 7}.get(how_long.unit)
    if imagined and days is None and meaning.of is None and how_long.unit not in _CLOCK_UNITS:
        return replace(plain, anchor=SCENARIO), TimeType.DURATION  # no year that is real
    if imagined and days is not None and how_long.count is not None and meaning.of is None:
        later = context.count.later(meaning.side * days * int(how_long.count))
        if how_long.unit == "W":  # as coarse as the unit: nothing says which day
            return replace(plain, anchor=SCENARIO), TimeType.DURATION
        return Value(later, SCENARIO), TimeType.DATE
    if how_long.count is None or how_long.unit in _CLOCK_UNITS:
        if meaning.side > 0 and how_long.unit in _CLOCK_UNITS and context.now.date is None and not imagined:
            context.go_on_by_hours(parse)
        from_now = meaning.side < 0 and meaning.of is None and not meaning.text
        return replace(plain, anchor=DOCUMENT if from_now else TEXT), TimeType.DURATION
    if meaning.of is not None:
        base = moment_value(context, meaning.of, parse)
        day = iso_day(base.text)
        return (
            _moved(context, day, meaning, base.anchor or TEXT, parse)
            if day is not None
            else _unresolved(plain)
        )
    if meaning.text:
        gone = (
            context.t.paragraph(parse.start) - context.said.paragraph > _NEAR and context.said.day is not None
        )
        if gone and _scene(context, meaning, parse) is None:
            return _unresolved(plain)  # nothing near says what it counts from
        if context.counted.since(context.said.at, parse.start):
            return _unresolved(plain)
        return _from_text(context, meaning, plain, parse)
    if meaning.side < 0 and not meaning.now and context.now.date is None and _right_after_day(context, parse):
        return plain, TimeType.DURATION  # «سقطت في 29 تشرين الأول، قبل خمسة أشهر.»
    if meaning.side < 0 and not meaning.now and context.told_before(parse.start):
        return _from_text(context, meaning, plain, parse)
    if meaning.side < 0 or meaning.now:
        if not meaning.now and (day := context.told_back_from(parse.start)) is not None:
            there = moved(day, how_long, -1)  # the story stays where it is
            return (replace(plain, text=there), TimeType.DATE) if there is not None else _unresolved(plain)
        if not meaning.now and (there := _days_before(context, how_long, parse)) is not None:
            return replace(plain, text=there), TimeType.DATE
        if context.now.date is None:
            return _years_ago(context, meaning, replace(plain, anchor=DOCUMENT))
        return _moved(context, context.now.date, meaning, DOCUMENT, parse)
    if _right_after_day(context, parse):
        return plain, TimeType.DURATION
    if meaning.amount.unit in {"M", "Y", "DE"} and context.quoted(parse.start):
        return _unresolved(plain)  # «قالت: أعطوني شهادة وفاته بعد خمس وعشرين سنة»
    future, today = context.future(parse.start), context.now.date
    if (
        today is not None
        and meaning.amount.unit in {"D", "W", "M"}
        and not context.same_sentence(parse.start)
    ):
        asked = any(
            context.t.listed(i, "lead.that") for i in range(context.t.sentence(parse.start)[0], parse.start)
        )
        # «ويحدد القاضي العقوبة بعد ثمانية أسابيع», never «يشترط أن يكرر الطلب بعد يومين»
        future = future or (tense.announced(context.t, parse.start) and not asked)
    undated = context.now.date is None
    scene = _scene(context, meaning, parse)
    if (
        (
            scene is not None
            or context.nearby(parse.start)
            or context.goes_on(parse.start)
            or ((days is not None or undated) and context.opens_after(parse.start))
            or (undated and meaning.amount.unit in {"Y", "DE"} and context.year_before(parse.start))
        )
        and not future
        and not (today is not None and context.said.day == today)
    ):
        found = _from_text(context, meaning, plain, parse)
        if undated and "unresolved" in found[0].flags and meaning.amount.unit == "Y" and how_long.count > 1:
            context.gone = True  # «التقيا من جديد بعد اثنين وثلاثين عاما، ليلة الثلاثين من يونيو»
        return (plain, TimeType.DURATION) if _to_come(found[0], today) else found
    if context.now.date is not None and future:
        return _moved(context, context.now.date, meaning, DOCUMENT, parse)
    opens = context.t.sentence(parse.start)[0] == parse.start
    if days is not None and opens and context.now.date is None and not future:
        context.lose_day()  # «وبعد ثلاثة أيام أدى اليمين»: nobody knows from when
    return _unresolved(plain)


def _days_before(context: Context, how_long: Amount, parse: Parse) -> str | None:
    """«فتح المتحف أبوابه في 28 شباط 2015 ردا على ما فعلوه قبل يومين»: in a text without a date, from the day told last; the story stays where it is."""
    day = context.said.day
    if day is None or context.now.year is not None or how_long.unit not in {"D", "W"}:
        return None
    if (written := context.entry(parse.start)) is not None:
        return moved(written, how_long, -1)  # of a diary's day
    near = context.nearby(parse.start) or context.goes_on(parse.start)
    told = near and not (context.said.bound or context.quoted(parse.start))
    return moved(day, how_long, -1) if told else None


def _scene(context: Context, meaning: Ago, parse: Parse) -> date | None:
    """The story's day, where days or weeks are counted from it, or anything at the head of a paragraph without a document's date."""
    opens = context.t.sentence(parse.start)[0] == parse.start
    heads = context.now.date is None and (opens or context.heads_line(parse.start))
    return context.scene(parse.start, here=True) if heads or meaning.amount.unit in {"D", "W"} else None


def _to_come(value: Value, today: date | None) -> bool:
    """«استقال يوم الجمعة ورحل بعد خمس سنوات»: told as past, so that it is how long it took and no date ahead."""
    there = interval_of(value.text)
    return today is not None and there is not None and there[0] > today


def _right_after_day(context: Context, parse: Parse) -> bool:
    """«انتهى في 21 نيسان، بعد 27 يوما»: the day is said, so this is how long it took."""
    t, gap = context.t, context.t.texts[context.said.at : parse.start]
    if context.said.at == parse.start and not t.clitic(parse.start):
        return True  # «أحيل على المعاش سنة 2008 بعد ستة وثلاثين عاما»
    if gap and context.said.at >= 0 and t.listed(parse.start - 1, "said.that_is"):
        return len(gap) <= _THAT_IS  # «وفي مارس، أي بعد شهر فقط»
    if context.said.year is None or t.clitic(parse.start):
        return False
    if gap not in ([], ["،"], [","]):  # «وأعدم في شباط 1963، في مبنى التلفزيون، بعد أربع سنوات.»
        apart = (
            t.text(parse.start - 1) in _COMMAS and gap[0] in _COMMAS and context.same_sentence(parse.start)
        )
        return apart and t.text(parse.end) in {"", ".", "\n"}
    return t.text(parse.end) in {"", ".", "\n", "،", ","}


def _unresolved(plain: Value) -> Typed:
    return replace(plain, flags=(*plain.flags, "unresolved")), TimeType.DURATION


def _years_ago(context: Context, meaning: Ago, plain: Value) -> Typed:
    """«قبل عامين» where only the document's year is known."""
    years, count = {"Y": 1, "DE": 10, "CE": 100}.get(meaning.amount.unit), meaning.amount.count
    if context.now.year is None or years is None or count is None or not float(count * years).is_integer():
        return _unresolved(plain)
    return replace(plain, text=f"{context.now.year + meaning.side * int(count * years):04}"), TimeType.DATE


def _from_text(context: Context, meaning: Ago, plain: Value, parse: Parse) -> Typed:
    said, count = context.said, meaning.amount.count
    scene = _scene(context, meaning, parse)
    if (day := scene or said.day) is not None:
        return _moved(context, day, meaning, TEXT, parse)
    if (
        said.bound
        and said.month is None
        and tense.since(context.t, said.at)
        and not context.same_sentence(parse.start)
    ):
        return _unresolved(plain)  # «أول أسترالية منذ عام 1978. وعاد بعد سنة»
    years = {"Y": 1, "DE": 10}.get(meaning.amount.unit)
    if said.year and said.month and meaning.amount.unit == "M" and count is not None and count.is_integer():
        index = said.year * 12 + said.month - 1 + meaning.side * int(count)
        return replace(plain, text=f"{index // 12:04}-{index % 12 + 1:02}"), TimeType.DATE
    if said.year is None or years is None or count is None or not float(count * years).is_integer():
        return _unresolved(plain)
    year = said.year + meaning.side * int(count * years)
    if not 1 <= year <= 9998:
        return _unresolved(plain)
    context.remember(year, None, None, parse)
    return replace(plain, text=f"{year:04}"), TimeType.DATE


def _moved(context: Context, day: date, meaning: Ago, anchor: str, parse: Parse) -> Typed:
    found = moved(day, meaning.amount, meaning.side)
    value = Value(found or duration(meaning.amount), anchor, mod=meaning.amount.mod)
    if found is None:
        return _unresolved(value)
    there = iso_day(found)
    if anchor == TEXT and there is not None:
        context.step(there, parse)
    elif there is not None:
        context.reached = there, parse.end
    elif anchor == TEXT and not context.t.narrates(parse.end) and (reached := interval_of(found)) is not None:
        first, last = reached
        middle = first + (last - first) // 2
        long = (last - first).days
        context.move_on(middle, parse, month=long <= _MONTH, week=long < _WEEK)
    return value, TimeType.DATE


def stretch(context: Context, meaning: Stretch, parse: Parse) -> Value:
    """From the first end's beginning to the last end's end; what only one end says goes for both."""
    one, other = _same_half_day(*_same_day(meaning.first, meaning.last))
    if _yearless(one) and one.month is not None:
        one, other = _of_one_year(context, one, other, parse)
    first = moment_value(context, one, parse)
    if one.day is not None and one.month is not None and (there := iso_day(first.text)) is not None:
        other = _weekday_after(there, other)
    last = moment_value(context, other, parse)
    a, b = first.text.partition("/")[0], last.text.rpartition("/")[2]
    if one.hour is not None and other.hour is not None and one.has_date != other.has_date:
        a, b = _over_midnight(a, b)
    if iso_day(a[:10]) is not None and b.startswith(_OPEN_HOUR) and one.hour is not None:
        b = a[:10] + b[10:]  # «غدا من السابعة صباحا إلى غاية الساعة الواحدة»
    if "X" not in a + b and a > b:
        a, b = _in_order(context, one, a, b, parse)
    context.remember_period(iso_day(a[:10]), iso_day(b[:10]))
    flags = tuple(dict.fromkeys((*first.flags, *last.flags)))
    mod = last.mod if last.mod is first.mod else None
    return Value(f"{a}/{b}", last.anchor or first.anchor, flags, mod)


def _yearless(m: Moment) -> bool:
    return m.month is not None and m.year is None and m.direction is None and m.shift is None and not m.hijri


def _of_one_year(context: Context, one: Moment, other: Moment, parse: Parse) -> tuple[Moment, Moment]:
    """The year of two ends that say none: the last one's; in a dated text the first one's where that alone is known, or nearer."""
    today = context.now.date
    first = moment_value(context, one, parse).text if today is not None and _yearless(other) else ""
    last = moment_value(context, other, parse).text
    if one.month is None or other.month is None or one.hijri or other.hijri:
        return one, other
    turns = one.month > other.month
    begins, ends = (int(each[:4]) if each[:4].isdecimal() else None for each in (first, last))
    if today is not None and begins is not None and (ends is None or begins != ends - turns):
        here = 12 * today.year + today.month
        away = abs(12 * begins + one.month - here)
        if ends is None or away < abs(12 * ends + other.month - here):
            return replace(one, year=begins), replace(other, year=begins + turns)
    return (replace(one, year=ends - turns) if ends is not None else one), other


def _weekday_after(day: date, m: Moment) -> Moment:
    """«بين ظهر الخميس 30 أكتوبر 2014 وظهر الجمعة»: the Friday after."""
    if m.weekday is None or m.month or m.day or m.shift or m.text_shift or m.direction is not None:
        return m
    end = latest(day, m.weekday) + timedelta(7)
    return replace(m, weekday=None, year=end.year, month=end.month, day=end.day)


def _same_day(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """«الثالثة فجرا حتى العاشرة صباحا يوم الجمعة»: both hours are on the day that one of them says."""
    if first.hour is None or last.hour is None or first.has_date == last.has_date or first.hour > last.hour:
        return first, last
    if last.has_date:
        return replace(
            last, hour=first.hour, minute=first.minute, part=first.part, half_day=first.half_day
        ), last
    return first, replace(first, hour=last.hour, minute=last.minute, part=last.part, half_day=last.half_day)


def _same_half_day(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """«بين الثامنة والتاسعة مساء»: the part of the day said once goes for both hours where they then follow each other."""
    if not first.half_day or last.half_day or first.hour is None or last.hour is None:
        return first, last
    if last.hour > 12 and first.hour + 12 <= last.hour:
        return replace(first, hour=first.hour + 12, half_day=False), last
    return (replace(first, half_day=False), last) if first.hour < last.hour <= 12 else (first, last)


def _over_midnight(a: str, b: str) -> tuple[str, str]:
    """«من العاشرة ليلا حتى الخامسة فجر الأحد»: the earlier hour is of the next day, and only one end says its day."""
    start, end = iso_day(a), iso_day(b)
    if end is not None and start is None:
        a = (end - timedelta(1)).isoformat() + a[10:]
    elif start is not None and end is None:
        b = (start + timedelta(1)).isoformat() + b[10:]
    return a, b


def _in_order(context: Context, first: Moment, a: str, b: str, parse: Parse) -> tuple[str, str]:
    """Two ends that came out reversed: weekdays of different weeks are moved by a week, hours over midnight («من السابعة
    مساء إلى السادسة صباحا») by a day, other ends swapped.
    """
    start, end = iso_day(a), iso_day(b)
    if first.hour is not None and start is not None and start == end:
        return a, (start + timedelta(1)).isoformat() + b[10:]
    if first.weekday is None or first.month is not None or start is None or end is None:
        return (b, a) if first.year is None else (a, b)
    weeks = timedelta(7 * (1 + (start - end).days // 7))
    if context.future(parse.start) or start == context.now.date:
        return a, (end + weeks).isoformat() + b[10:]
    return (start - weeks).isoformat() + a[10:], b
