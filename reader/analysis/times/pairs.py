"""Two years of which one is written short: «موسم 2022-23», «(78 - 1987)»."""

from __future__ import annotations

from reader.analysis.times.months import year_number
from reader.analysis.times.reading import Moment, Parse, Stretch
from reader.analysis.times.tokens import Tokens

_SIGNS = frozenset("-–/")
_CENTURY, _WIDTH = 100, 2


def short_pair_rule(t: Tokens, at: int) -> Parse | None:
    """«موسم 2022-23», «عام 1975/76»: a year and the two digits of the next; «(78 - 1987)», «أعوام 67-1970»: of the first of two."""
    unit = t.find(at, "unit") or t.find(at, "unit_definite")
    place = unit[1] if unit is not None and unit[0].value == "Y" else at
    asked = place != at or t.listed(at - 1, "event_year.words") or t.text(at - 1) == "("
    if not asked or t.text(place + 1) not in _SIGNS or t.digits(place + 2) is None:
        return None
    first, second = t.text(place), t.text(place + 2)
    if t.digits(place) is None or (t.glued(place + 3) and t.text(place + 3) in _SIGNS):
        return None
    years = _next_year(first, second) if len(first) > _WIDTH else _from_short(t, first, place + 2)
    if years is None or (len(first) > _WIDTH and not (t.glued(place + 1) and t.glued(place + 2))):
        return None
    return Parse(at, place + 3, Stretch(Moment(year=years[0]), Moment(year=years[1])), "interval")


def _next_year(first: str, second: str) -> tuple[int, int] | None:
    """2022 and «23»."""
    if len(first) != 2 * _WIDTH or len(second) != _WIDTH or not 1900 <= int(first) <= 2099:
        return None
    follows = (int(first) + 1) % _CENTURY == int(second)
    return (int(first), int(first) + 1) if follows else None


def _from_short(t: Tokens, first: str, at: int) -> tuple[int, int] | None:
    """«78» and 1987: of one century."""
    last = year_number(t, at)
    if last is None or len(first) != _WIDTH or not 1900 <= last[0] <= 2099:
        return None
    year = last[0] - last[0] % _CENTURY + int(first)
    return (year, last[0]) if year < last[0] else None
