"""Dates in digits: «8/12/2024», «2024-12-08», «12/2024», «السبت 7/12»."""

from __future__ import annotations

from reader.analysis.times.months import Fields, Phrase, apply_calendar, calendar_mark
from reader.analysis.times.tokens import Tokens

_THIS_CENTURY, _LAST_CENTURY, _LATEST = 2000, 1900, 40  # of a year of two digits
_DATE_SIGNS = frozenset("/-.–\\")


def numeric(t: Tokens, at: int) -> Phrase | None:
    """«8/12/2024», «2024-12-08», «8.12.2024»: three runs of digits between two equal signs, nothing glued around."""
    runs = _runs(t, at)
    if runs is None:
        return None
    pieces, _sign, end = runs
    if len(pieces) != 3:
        return None
    a, b, c = (int(piece) for piece in pieces)
    flags: tuple[str, ...] = ()
    if len(pieces[0]) == 4 and len(pieces[1]) <= 2 and len(pieces[2]) <= 2:
        year, mon, day = a, b, c
        if mon > 12 >= day:
            mon, day = day, mon
    elif len(pieces[2]) == 4 and len(pieces[0]) <= 2 and len(pieces[1]) <= 2:
        day, mon, year = a, b, c
        if mon > 12 >= day:
            mon, day = day, mon
        elif day <= 12 and mon <= 12 and day != mon:
            flags = ("day-month-ambiguous",)
    elif _short_year(t, at, pieces, end):
        day, mon, year = a, b, c + (_THIS_CENTURY if c <= _LATEST else _LAST_CENTURY)
        if mon > 12 >= day:
            mon, day = day, mon
    else:
        return None
    if not 1000 <= year <= 2199 or mon == 0 or day == 0 or mon > 31 or day > 31:
        return None
    if mon > 12:
        return {"year": year, "flags": ("nonexistent-date",)}, end
    mark, end = calendar_mark(t, end)
    fields: Fields = {"day": day, "month": mon, "year": year, "flags": flags}
    if not mark and 1300 <= year <= 1500:
        mark = "hijri"  # a full numeric date of such a year is an Islamic one
    return apply_calendar(fields, mark), end


def _short_year(t: Tokens, at: int, pieces: list[str], end: int) -> bool:
    """«نشر: 15/07/16 23:20», «الجمعة 15/07/16»: two digits of a year, where an hour behind or a word before says that it is a day."""
    hour = t.digits(end) is not None and t.text(end + 1) == ":" and t.digits(end + 2) is not None
    before = t.find(at - 1, "weekday") or t.stem_word(at - 1, "grammar.day") or t.listed(at - 1, "said.dated")
    return bool(hour or before) and all(len(piece) <= 2 for piece in pieces) and len(pieces[2]) == 2


def _runs(t: Tokens, at: int) -> tuple[list[str], str, int] | None:
    """Runs of digits joined by one sign, from `at`; None where a sign or digits stand glued before or after."""
    if t.digits(at) is None or (t.glued(at) and (t.text(at - 1) in "/-.–:+" or t.text(at - 1).isdecimal())):
        return None
    pieces, sign, place = [t.text(at)], "", at + 1
    uneven = False
    while t.text(place) in _DATE_SIGNS and t.text(place + 1).isdecimal():
        if sign and t.text(place) != sign:
            break
        spaces = (not t.glued(place)) + (not t.glued(place + 1))
        even = spaces != 1
        if not even and t.text(place) != "/":
            break
        uneven = uneven or not even or (spaces > 0 and t.text(place) != "/")  # «15 . 07 . 2016»
        sign = t.text(place)
        pieces.append(t.text(place + 1))
        place += 2
    if t.glued(place) and t.text(place) in "/-+" and t.glued(place + 1) and t.text(place + 1).isdecimal():
        return None
    if uneven and len(pieces) != 3:
        return None  # «10/4/ 1948» is a date whatever its spaces, «3/ 4» is none
    return pieces, sign, place


def numeric_month(t: Tokens, at: int) -> Phrase | None:
    """«12/2024», «2024/12»: month and year, where no law or file number is meant."""
    runs = _runs(t, at)
    if runs is None or len(runs[0]) != 2 or runs[1] != "/" or t.listed(at - 1, "count_before.words"):
        return None
    before = t.text(at - 1)
    if before[:1].isalpha() and not t.listed(at - 1, "time_preposition.words"):
        return None  # «تعادل 1/2000 من الكتلة»
    (a, b), _sign, end = runs
    if len(a) <= 2 and len(b) == 4:
        mon, year = int(a), int(b)
    elif len(a) == 4 and len(b) == 2:
        mon, year = int(b), int(a)
    else:
        return None
    return ({"month": mon, "year": year}, end) if 1 <= mon <= 12 and 1900 <= year <= 2199 else None


def numeric_day(t: Tokens, at: int) -> Phrase | None:
    """«7/12» where a weekday or «يوم» has said that a day follows; the caller knows that."""
    runs = _runs(t, at)
    if runs is None or len(runs[0]) != 2 or runs[1] != "/":
        return None
    day, mon = (int(piece) for piece in runs[0])
    flags: tuple[str, ...] = ("day-month-ambiguous",) if day <= 12 and mon <= 12 and day != mon else ()
    if 12 < mon <= 31 and 1 <= day <= 12:
        day, mon = mon, day
    return (
        ({"day": day, "month": mon, "flags": flags}, runs[2]) if 1 <= day <= 31 and 1 <= mon <= 12 else None
    )
