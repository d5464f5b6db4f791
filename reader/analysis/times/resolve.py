"""From what the words say to finished expressions, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reader.analysis.times import about, distances, tense
from reader.analysis.times.afar import Afar
from reader.analysis.times.arithmetic import iso_day
from reader.analysis.times.calendars import SEASON_MONTHS
from reader.analysis.times.context import Context
from reader.analysis.times.document_date import Now, title_years
from reader.analysis.times.half_days import time_of_day
from reader.analysis.times.lead import Lead, full_day, lead_end
from reader.analysis.times.lists import in_apposition, in_two_calendars, shared_years
from reader.analysis.times.moments import moment_value
from reader.analysis.times.reading import (
    Ago,
    Amount,
    Around,
    Between,
    FromEvent,
    Meaning,
    Moment,
    NthDay,
    Parse,
    Repeated,
    Stretch,
)
from reader.analysis.times.said import DOCUMENT, SCENARIO, TEXT, Hint, Value
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.told_parts import TOLD
from reader.analysis.times.values import duration
from reader.model import Known, Span, TimeExpression, TimeType

_COMMAS = frozenset("،,")
_SECOND = 2  # «في اليوم الثاني»: the one after the day told


def resolve(
    t: Tokens, parses: Sequence[Parse], now: Now, scenarios: Sequence[Span], opening: Lead | None = None
) -> tuple[TimeExpression, ...]:
    """The expressions of a text, in reading order."""
    days = ((parse.start, full_day(parse.meaning)) for parse in parses)
    fulls = tuple((at, day) for at, day in days if day is not None and day != now.date)
    hints = tuple(hint for parse in parses if (hint := _hint(parse)) is not None)
    named = tuple(
        parse.start
        for parse in parses
        if isinstance(parse.meaning, Moment) and parse.meaning.weekday is not None
    )
    leaps = tuple(parse.start for parse in parses if _leaps(parse.meaning))
    context = Context(t, now, scenarios, opening, fulls, hints, leaps, named)
    context.opening_months = _opening_months(t, parses)
    titled = title_years(t, parses) if not fulls else set()
    context.title_year = titled.pop() if len(titled) == 1 else None
    out: list[TimeExpression] = []
    afar = Afar(context, parses)
    before: Parse | None = None
    for parse in in_apposition(t, shared_years(t, in_two_calendars(t, parses))):
        context.step_into(t.span(parse.start, parse.end))
        told = (context.now, context.lead)
        if afar.tells(parse):
            context.now, context.lead = Now(), None
        found = _expression(context, parse)
        context.now, context.lead = told
        afar.note(parse, iso_day(found.value))
        if out and before is not None and (said := _year_behind(t, before, parse)):
            out[-1] = replace(out[-1], value=said) if out[-1].value.isdecimal() else out[-1]
        if parse.rule in TOLD and (context.imagining or "X" in found.value):
            continue  # «في الليل» with no story around
        if before is not None and _same_day_twice(t, before, parse):
            found = _agreeing(out[-1], found)
        out.append(found)
        before = parse
    return tuple(out)


def _year_behind(t: Tokens, first: Parse, second: Parse) -> str:
    """«قبلها بعشرين عاما، في 6 نوفمبر 1990»: the year that a count of years comes to, said right behind it; "" where none is."""
    m = second.meaning
    if not isinstance(first.meaning, Ago) or first.meaning.amount.unit != "Y" or not isinstance(m, Moment):
        return ""
    between = t.texts[first.end : second.start]
    right = len(between) in {1, 2} and between[0] in _COMMAS and t.listed(second.start - 1, "said.into")
    return f"{m.year:04}" if right and m.year is not None and not m.hijri else ""


def _leaps(meaning: Meaning) -> bool:
    """True for what a story goes on by weeks, months or years with, or a day or month whose year is not said."""
    if isinstance(meaning, Ago | FromEvent):
        return meaning.amount.unit in {"W", "M", "Y", "DE", "CE"}
    return (
        isinstance(meaning, Moment)
        and full_day(meaning) is None
        and (meaning.month is not None or meaning.year is not None or meaning.season is not None)
    )


def _hint(parse: Parse) -> Hint | None:
    """«الثلاثاء 14 نوفمبر»: a day without a year whose weekday may say it."""
    m = parse.meaning
    if not isinstance(m, Moment) or m.weekday is None or m.month is None or m.day is None or m.hijri:
        return None
    if m.year is not None or m.shift or m.text_shift or m.direction is not None:
        return None
    return Hint(parse.start, m.month, m.day, m.weekday)


def _opening_months(t: Tokens, parses: Sequence[Parse]) -> dict[int, int]:
    """«رواية جديدة لأحداث يناير 1986»: what a text says at once that it is about."""
    close = lead_end(t)
    found: dict[int, int] = {}
    for parse in parses:
        m = parse.meaning
        if parse.start >= close:
            break
        if not isinstance(m, Moment) or m.year is None or m.hijri:
            continue
        first, last = SEASON_MONTHS[m.season] if m.season else (m.month, m.month)
        if first is None or last is None:
            continue
        if not (tense.born(t, parse.start) or tense.since(t, parse.start)):
            for month in range(first, last + 1):
                found.setdefault(month, m.year)
    return found


def _expression(context: Context, parse: Parse) -> TimeExpression:
    span = context.t.span(parse.start, parse.end)
    event = _event_words(context.t, parse)
    context.enter(parse.start)
    value, kind = _value(context, parse, span, event)
    flags = dict.fromkeys((*parse.flags, *value.flags))
    if value.anchor == DOCUMENT and context.now.known is Known.INFERRED:
        flags["inferred-date"] = None
    if "X" in value.text and kind in {TimeType.DATE, TimeType.TIME}:
        flags["unresolved"] = None
    return TimeExpression(
        span=span,
        text=span.of(context.t.source),
        value=value.text,
        type=kind,
        rule=parse.rule,
        mod=value.mod,
        anchor=value.anchor,
        flags=tuple(flags),
        anchor_span=event,
    )


def _event_words(t: Tokens, parse: Parse) -> Span | None:
    event = parse.meaning.event if isinstance(parse.meaning, FromEvent | NthDay) else None
    return t.span(*event) if event is not None else None


def _value(context: Context, parse: Parse, span: Span, event: Span | None) -> tuple[Value, TimeType]:
    imagined = context.imagines(span)
    anchor = f"event:{event.of(context.t.source)}" if event is not None else TEXT
    match parse.meaning:
        case Moment() as moment:
            if imagined and (counted := _counted(context, moment)) is not None:
                return counted, TimeType.DATE
            timed = moment.hour is not None or moment.part is not None
            return moment_value(context, moment, parse), TimeType.TIME if timed else TimeType.DATE
        case Stretch() as stretch:
            return distances.stretch(context, stretch, parse), TimeType.DATE
        case Amount() as amount:
            return Value(duration(amount), mod=amount.mod), TimeType.DURATION
        case Between(least, most):
            return Value(f"{duration(least)}/{duration(most)}"), TimeType.DURATION
        case Repeated(value):
            return Value(value), TimeType.SET
        case Around() as around:
            return distances.around(context, around, parse)
        case Ago() as ago:
            return distances.ago(context, ago, parse, imagined=imagined)
        case FromEvent() as distance:
            context.counted.hang(distance, parse)
            about.date_event(context, distance, parse)
            return Value(duration(distance.amount), anchor, mod=distance.amount.mod), TimeType.DURATION
        case NthDay() as nth:
            return _nth_day(context, nth, anchor, parse, imagined=imagined)


def _counted(context: Context, moment: Moment) -> Value | None:
    """«في اليوم التالي» in a scenario; real dates in it keep their value."""
    step = moment.text_shift
    if step is None or step[0] not in {"D", "W"} or moment.month is not None:
        return None
    days = step[1] * (7 if step[0] == "W" else 1)
    return Value(context.count.later(days) + time_of_day(moment)[0], SCENARIO)


def _nth_day(
    context: Context, nth: NthDay, anchor: str, parse: Parse, *, imagined: bool
) -> tuple[Value, TimeType]:
    part = f"T{nth.part}" if nth.part else ""
    if imagined:
        return Value(context.count.numbered(nth.number) + part, SCENARIO), TimeType.DATE
    if nth.event is not None:
        return Value(f"P{nth.number - 1}D", anchor), TimeType.DURATION
    day = context.said.day
    if (
        nth.number == _SECOND
        and day is not None
        and context.follows(parse.start)
        and not context.said.dateline
    ):
        context.step(day + timedelta(1), parse)
        return Value((day + timedelta(1)).isoformat() + part, TEXT), TimeType.TIME if part else TimeType.DATE
    if not part and nth.number > _SECOND and context.said.year is not None:
        # two days after the first of something that the story tells; what is counted from it hangs on no day said before
        context.lose_day()
        return Value(f"P{nth.number - 1}D", TEXT, ("unresolved",)), TimeType.DURATION
    return Value("XXXX-XX-XX" + part, TEXT), TimeType.TIME if part else TimeType.DATE


# -- one day in two calendars -----------------------------------------------------


def _same_day_twice(t: Tokens, first: Parse, second: Parse) -> bool:
    """«8 ديسمبر 2024 الموافق 7 جمادى الآخرة 1446 هـ»: two days, one of them Islamic, with no more than «الموافق» between."""
    a, b = first.meaning, second.meaning
    if (
        not isinstance(a, Moment)
        or not isinstance(b, Moment)
        or a.hijri == b.hijri
        or a.day is None
        or b.day is None
    ):
        return False
    between = t.texts[first.end : second.start]
    return 0 < len(between) <= 3 and all(
        t.word(first.end + i, "grammar.between_calendars") or t.find(first.end + i, "calendar") is not None
        for i, piece in enumerate(between)
    )


def _agreeing(first: TimeExpression, second: TimeExpression) -> TimeExpression:
    """The second day by the first: an Islamic one within a day is the same day, otherwise both cannot be right."""
    a, b = iso_day(first.value), iso_day(second.value)
    if a is None or b is None:
        return second
    if _apart(a, b) > 1:
        return replace(second, flags=(*second.flags, "calendar-mismatch"))
    return replace(second, value=first.value[:10] + second.value[10:])


def _apart(a: date, b: date) -> int:
    return abs((a - b).days)
