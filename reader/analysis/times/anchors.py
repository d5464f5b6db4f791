"""Times that hang on an event: «قبل سقوط دمشق بـ24 ساعة» moves when the event is dated, and again when it is redated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reader.analysis.times.values import interval_of, length_of
from reader.model import TimeExpression, TimeType

_DISTANCE = "distance="
_SIDES = {"before-event": -1, "after-event": 1, "day-of-event": 1}


def reanchor(expressions: Sequence[TimeExpression], dates: Mapping[str, str]) -> tuple[TimeExpression, ...]:
    """The same expressions with every event-anchored one resolved whose anchor has a value in `dates`.

    `dates` maps an anchor as the expression writes it («event:سقوط دمشق») to the event's TIMEX3 value. The distance is kept as
    a flag (`distance=PT24H`), so that a later call with another value moves the time again; an anchor that is no longer
    dated gets its distance back.
    """
    return tuple(_reanchored(each, dates) for each in expressions)


def _reanchored(expression: TimeExpression, dates: Mapping[str, str]) -> TimeExpression:
    side = _SIDES.get(expression.rule)
    if side is None or not expression.anchor.startswith("event:"):
        return expression
    kept = next((flag for flag in expression.flags if flag.startswith(_DISTANCE)), None)
    distance = kept.removeprefix(_DISTANCE) if kept else expression.value
    flags = tuple(flag for flag in expression.flags if flag != kept)
    plain = replace(expression, value=distance, type=TimeType.DURATION, flags=flags)
    event = dates.get(expression.anchor)
    moved = None if event is None else shifted(event, distance, side)
    if moved is None:
        return plain
    kind = TimeType.TIME if "T" in moved else TimeType.DATE
    return replace(plain, value=moved, type=kind, flags=(*flags, _DISTANCE + distance))


def shifted(event: str, distance: str, side: int) -> str | None:
    """An event's value moved by a duration; no finer than the event or the duration's unit. None where either is unknown.

    A day less 24 hours is the day before; a day less 6 hours stays an interval of two days.
    """
    length = length_of(distance)
    if length is None or "/" in event:
        return None
    unit, count = length
    if unit in {"H", "MIN", "S"}:
        return _by_hours(event, side * count * {"H": 3600, "MIN": 60, "S": 1}[unit])
    around = interval_of(event)
    if around is None:
        return None
    if unit in {"D", "W"}:
        days = timedelta(side * count * (7 if unit == "W" else 1))
        try:
            first, last = around[0] + days, around[1] + days
        except OverflowError:
            return None
        if len(event) >= 10 and event[4:5] == "-":
            return first.isoformat()
        return f"{first.isoformat()}/{last.isoformat()}"
    if unit == "M" and len(event) >= 7 and event[5:7].isdigit():
        index = int(event[:4]) * 12 + int(event[5:7]) - 1 + side * round(count)
        return f"{index // 12:04}-{index % 12 + 1:02}" if 12 <= index < 120000 else None
    if unit == "Y":
        year = int(around[0].year) + side * round(count)
        return f"{year:04}" if 1 <= year <= 9999 else None
    return None


def _by_hours(event: str, seconds: float) -> str | None:
    try:
        if "T" in event and event[event.index("T") + 1].isdigit():
            return (datetime.fromisoformat(event) + timedelta(seconds=seconds)).isoformat(timespec="minutes")
        around = interval_of(event)
        if around is None or around[0] != around[1]:
            return None
        whole, rest = divmod(abs(seconds), 86400)
        day = around[0] + timedelta(days=whole if seconds > 0 else -whole)
        if not rest:
            return day.isoformat()
        other = day + timedelta(days=1 if seconds > 0 else -1)
        return "/".join(sorted((day.isoformat(), other.isoformat())))
    except (ValueError, OverflowError):
        return None
