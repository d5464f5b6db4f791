"""Days and years that head the lines of a chronicle: «مارس 2011», then «- 10: ...», «من 15 إلى 19: ...»; «1781 - اكتشاف أورانوس»."""

from __future__ import annotations

from reader.analysis.times.dates import day_number
from reader.analysis.times.months import Fields, month, year_after_month
from reader.analysis.times.reading import Moment, Parse, Stretch
from reader.analysis.times.tokens import Tokens

_BULLETS, _COLON, _DASHES = frozenset("-–*\ufe0f"), ":", frozenset("-–")
_LINES = 40  # looked back through for the month
_LINE = 80  # pieces of a line that are looked through for its end
_FIRST, _LAST = 100, 2199  # years that head a line


def headed_day_rule(t: Tokens, at: int) -> Parse | None:
    """A day, or two ends, in digits at the head of a line, a colon or dash behind them, where a line before is headed by a month alone."""
    if t.digits(at) is None or len(t.text(at)) > 2:
        return None
    first = day_number(t, at)
    if first is None:
        return None
    last, end = first[0], first[1]
    joined = t.text(end) in _DASHES or t.word(end, "grammar.to") or t.text(end) == "و"
    if (
        joined
        and (second := day_number(t, end + 1, glued=True)) is not None
        and t.digits(end + 1) is not None
    ):
        last, end = second
    if not _closes(t, end) or last < first[0]:
        return None
    head = _month_before(t, at)
    if head is None:
        return None
    fields = {key: value for key, value in head.items() if key in {"month", "year"}}
    days = [Moment(**fields, day=day) for day in (first[0], last)]
    return Parse(at, end, days[0] if days[0] == days[1] else Stretch(days[0], days[1]), "day-of-headed-month")


def headed_year_rule(t: Tokens, at: int) -> Parse | None:
    """«1781 - اكتشاف أورانوس» in a row of such lines, whatever the century."""
    year = _year_head(t, t.paragraph_start(at))
    if year != at:
        return None
    before, after = t.paragraph_start(t.paragraph_start(at) - 1), _next_line(t, at)
    if not any(
        _year_head(t, start) is not None for start in (before, after) if start is not None and start != at
    ):
        return None
    return Parse(at, at + 1, Moment(year=t.digits(at)), "year")


def _year_head(t: Tokens, start: int) -> int | None:
    """The index of the year that heads the line beginning there."""
    at = _over_bullets(t, start)
    year = t.digits(at)
    return (
        at
        if year is not None and _FIRST <= year <= _LAST and len(t.text(at)) > 2 and _closes(t, at + 1)
        else None
    )


def _next_line(t: Tokens, at: int) -> int | None:
    here = t.paragraph(at)
    return next(
        (i for i in range(at, min(at + _LINE, t.count)) if t.paragraph(i) > here and t.text(i) != "\n"), None
    )


def _closes(t: Tokens, at: int) -> bool:
    """A colon, or a dash that stands free before a word."""
    if t.text(at) == _COLON:
        return not t.text(at + 1).isdecimal()
    return t.text(at) in _DASHES and not t.glued(at) and t.text(at + 1)[:1].isalpha()


def _month_before(t: Tokens, at: int) -> Fields | None:
    """The month that heads this line before the day, else one of the lines before; a line headed by a day of its own ends the look."""
    start = _over_bullets(t, t.paragraph_start(at))
    own = _heading(t, start)
    if own is not None:
        place = _over_bullets(t, own[1] + (t.text(own[1]) == _COLON))
        return own[0] if place + t.word(place, "grammar.from_or_between") == at else None
    if start + t.word(start, "grammar.from_or_between") != at:
        return None
    for _ in range(_LINES):
        if t.paragraph(start) == 0:
            return None
        start = t.paragraph_start(t.paragraph_start(start) - 1)
        place = _over_bullets(t, start)
        if (head := _heading(t, place)) is not None:
            return head[0] if _ends(t, head[1]) else None
        day = day_number(t, place) if t.digits(place) is not None else None
        if day is not None and month(t, day[1]) is not None:
            return None
    return None


def _ends(t: Tokens, at: int) -> bool:
    return t.text(at) in {"", "\n", _COLON} or t.text(at) in _DASHES


def _heading(t: Tokens, at: int) -> tuple[Fields, int] | None:
    """«فبراير/شباط», «* مارس (آذار) 2011», «شهر أبريل:»."""
    place = at + t.word(at, "grammar.month")
    named = month(t, place, clitic=False)
    if named is None or named.hijri:
        return None
    tail, end = year_after_month(t, named.end)
    return {**tail, "month": named.number}, end


def _over_bullets(t: Tokens, at: int) -> int:
    while t.text(at) in _BULLETS or t.item(at):
        at += 1
    return at
