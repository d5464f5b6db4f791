"""Minutes and hours told from midnight: «بعد منتصف الليل بنصف ساعة», «بعد عشر دقائق من منتصف ليل الثلاثاء»."""

from __future__ import annotations

from reader.analysis.times.amounts import amount
from reader.analysis.times.clock import clock
from reader.analysis.times.months import Fields
from reader.analysis.times.reading import Amount, Moment, Parse
from reader.analysis.times.tokens import Tokens

FROM_MIDNIGHT = "hour-from-midnight"
_MINUTES = {"H": 60, "MIN": 1}
_MIDNIGHT = 24
_LONGEST = 6 * 60  # minutes that anybody counts from midnight


def from_midnight_rule(t: Tokens, at: int) -> Parse | None:
    """The hour that lies so long before midnight or after it; what lies after it is of the day that the night leads to."""
    side = t.find(at, "side") if t.word(at, "grammar.sides") else None
    if side is None:
        return None
    place = side[1]
    if (how_long := amount(t, place, asked=True)) is not None:
        if not t.word(how_long[1], "grammar.of"):
            return None
        night = _midnight(t, how_long[1] + 1)
        return None if night is None else _parse(at, night[1], night[0], how_long[0], str(side[0].value))
    night = _midnight(t, place)
    if night is None:
        return None
    apart = t.text(night[1]) == "ب"
    if not apart and t.clitic(night[1]) != "ب":
        return None
    how_long = amount(t, night[1] + apart, asked=True)
    return None if how_long is None else _parse(at, how_long[1], night[0], how_long[0], str(side[0].value))


def _midnight(t: Tokens, at: int) -> tuple[Fields, int] | None:
    named = t.find(at, "clock")
    return clock(t, at) if named is not None and int(named[0].value) == _MIDNIGHT else None


def _parse(at: int, end: int, night: Fields, how_long: Amount, side: str) -> Parse | None:
    times = _MINUTES.get(how_long.unit)
    if times is None or how_long.count is None or how_long.rest is not None or night.get("minute"):
        return None
    minutes = round(how_long.count * times)
    if not 0 < minutes <= _LONGEST:
        return None
    fields: Fields = {**night, "hour": _MIDNIGHT, "minute": -minutes if side == "before" else minutes}
    fields.pop("flags", None)
    return Parse(at, end, Moment(**fields), FROM_MIDNIGHT)
