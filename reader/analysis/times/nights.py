"""The night between two days, told by both: «ليل السبت الأحد», «الليلة الفاصلة بين الجمعة والسبت 30 ماي 2020»."""

from __future__ import annotations

import calendar

from reader.analysis.times.dates import day_number, join
from reader.analysis.times.day_phrases import day_phrase, over_day_word
from reader.analysis.times.months import Fields, Phrase, month, year_after_month
from reader.analysis.times.tokens import Tokens

_LEAP_YEAR = 2000  # asked where no year is said


def night_between(t: Tokens, at: int) -> Phrase | None:
    """The night that the first of the two days ends in."""
    if not t.stem_word(at, "grammar.night"):
        return None
    place = at + 1 + t.word(at + 1, "grammar.apart")
    if not t.word(place, "grammar.between"):
        return None
    both = t.find(place + 1, "unit_construct")
    place = over_day_word(t, both[1] if both is not None else place + 1)
    first = t.find(place, "weekday")
    number = day_number(t, place) if first is None and t.digits(place) is not None else None
    if first is None and number is None:
        return None
    place = first[1] if first is not None else number[1] if number is not None else place
    if first is not None and (dated := day_number(t, place)) is not None:
        place = dated[1]
    if (named := month(t, place, clitic=False)) is not None:
        place = named.end
    place += t.text(place) == "و"
    if t.text(place - 1) != "و" and t.clitic(place) != "و":
        return None
    second = day_phrase(t, over_day_word(t, place))
    if second is None or "text_shift" in second[0]:
        return None
    fields, end = second
    if "day" in fields and "month" in fields:
        return join({"part": "NI"}, _day_before(fields, number[0] if number is not None else None)), end
    if first is None or "weekday" not in fields:
        return None
    return {"weekday": int(first[0].value), "part": "NI"}, end


def _day_before(fields: Fields, said: int | None) -> Fields:
    """The same fields a day earlier; `said`: the number of that day, where it is told."""
    day, month, year = fields["day"] - 1, fields["month"], fields.get("year")
    rest = {key: value for key, value in fields.items() if key != "weekday"}
    if fields.get("weekday"):
        rest["weekday"] = (fields["weekday"] - 2) % 7 + 1
    if day:
        return {**rest, "day": day}
    month, year = (12, year and year - 1) if month == 1 else (month - 1, year)
    last = said or calendar.monthrange(year or _LEAP_YEAR, month)[1]
    return {**rest, "month": month, "day": last, **({"year": year} if year else {})}


def middle_of_night(t: Tokens, at: int) -> Phrase | None:
    """«منذ منتصف الليلة الماضية»: midnight of the evening before."""
    night = t.find(at + 1, "night") if t.word(at, "grammar.middle") else None
    if night is None or t.clitic(at + 1) or night[0].extra != "NI":
        return None
    return {"shift": ("D", int(night[0].value)), "hour": 24, "minute": 0}, night[1]


def two_days(t: Tokens, at: int) -> Phrase | None:
    """The night between two days: «7/8 ديسمبر», «السبت - الأحد», «السبت الأحد»: the day it begins on."""
    first = day_number(t, at)
    if first is not None and t.word(first[1], "grammar.to_day"):
        second = day_number(t, first[1] + 1, glued=True)
        if second is not None and (second[0] == first[0] + 1 or (first[0] >= 28 and second[0] == 1)):
            place = second[1] + t.word(second[1], "grammar.of_month")
            named = month(t, place, clitic=False)
            if named is not None:
                tail, end = year_after_month(t, named.end, hijri=named.hijri)
                number = named.number if second[0] > first[0] else (named.number - 2) % 12 + 1
                fields: Fields = {
                    "day": first[0],
                    "month": number,
                    "hijri": named.hijri,
                    "flags": named.flags,
                    "part": "NI",
                }
                return join(fields, tail), end
            if _night_of_the_month(t, at, second[1]):
                return {"day": first[0], "text_shift": ("M", 0), "vague": True, "part": "NI"}, second[1]
    hit = t.find(at, "weekday")
    if hit is None:
        return None
    place = hit[1] + t.word(hit[1], "grammar.to_weekday")
    if t.text(place) == "و":
        place += 1
    other = t.find(place, "weekday")
    if other is None or (int(other[0].value) - int(hit[0].value)) % 7 != 1:
        return None
    return {"weekday": int(hit[0].value), "part": "NI"}, other[1]


def _night_of_the_month(t: Tokens, at: int, end: int) -> bool:
    """«ليل 15-16»: of the month that the story is in; digits that nothing counts, nor a line of scores."""
    if t.digits(at) is None or not t.find(at - 1, "part"):
        return False
    after = t.text(end)
    return t.digits(end) is None and (after not in {":", "/", "-", "–", "."} or not t.glued(end + 1))
