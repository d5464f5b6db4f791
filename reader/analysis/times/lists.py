"""Dates that say one thing together: in a list («خلال مارس وجوان ونوفمبر 2015»), in apposition («ظهيرة ذلك اليوم، 26 مارس 2021»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from reader.analysis.times import calendars
from reader.analysis.times.lead import full_day
from reader.analysis.times.reading import Ago, Moment, Parse
from reader.analysis.times.tokens import Tokens

_COMMAS = frozenset("،,")
_BESIDE = frozenset("،,(/")  # between one day in two calendars


def shared_years(t: Tokens, parses: Sequence[Parse]) -> list[Parse]:
    """The parses, with the year of the last month of a list given to those before it that have none."""
    out = list(parses)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i].meaning, out[i + 1].meaning
        if not isinstance(here, Moment) or not isinstance(after, Moment):
            continue
        if here.month is None or after.month is None or after.year is None or here.hijri != after.hijri:
            continue
        if here.year is not None or here.shift or here.text_shift or here.direction is not None:
            continue
        if not _joined(t, out[i], out[i + 1]) or (here.month, here.day or 0) > (after.month, after.day or 31):
            continue
        out[i] = replace(out[i], meaning=replace(here, year=after.year))
    return out


def in_apposition(t: Tokens, parses: Sequence[Parse]) -> list[Parse]:
    """The parses, with the day that stands right behind «ذلك اليوم» given to it, and behind «قبل يومين، أي»."""
    out = list(parses)
    for i, (first, second) in enumerate(pairwise(parses)):
        here, day = first.meaning, full_day(second.meaning)
        if not isinstance(here, Moment) or here.text_shift != ("D", 0) or day is None:
            continue
        between = t.texts[first.end : second.start]
        if here.month is None and between and between[0] in _COMMAS and not any(map(str.isalpha, between)):
            said = replace(here, text_shift=None, year=day.year, month=day.month, day=day.day)
            out[i] = replace(first, meaning=said)
    for i, (first, second) in enumerate(pairwise(out)):
        meant = second.meaning
        between = [piece for piece in t.texts[first.end : second.start] if piece not in _COMMAS]
        if not isinstance(first.meaning, Ago) or not isinstance(meant, Moment):
            continue
        dated = meant.month is not None and meant.day is not None
        if dated and len(between) in {1, 2} and t.listed(second.start - 1, "said.that_is"):
            out[i] = replace(first, meaning=replace(meant, hour=None, part=None))
    return out


def in_two_calendars(t: Tokens, parses: Sequence[Parse]) -> list[Parse]:
    """The parses, with the year of the Islamic day beside it given to a day without one: «الثلاثاء 20 نوفمبر، غرة محرم 1400»."""
    out = list(parses)
    for i, (first, second) in enumerate(pairwise(parses)):
        here, other = (first.meaning, second.meaning)
        if not isinstance(here, Moment) or not isinstance(other, Moment) or here.hijri == other.hijri:
            continue
        between = t.texts[first.end : second.start]
        if len(between) > 1 or not all(piece in _BESIDE for piece in between):
            continue
        islamic, plain, at = (here, other, i + 1) if here.hijri else (other, here, i)
        year = _islamic_year(islamic, plain)
        if year is not None:
            out[at] = replace(out[at], meaning=replace(plain, year=year))
    return out


def _islamic_year(islamic: Moment, plain: Moment) -> int | None:
    """The common year of a day that is, a day more or less, that Islamic one."""
    whole = islamic.year is not None and islamic.month is not None and islamic.day is not None
    yearless = plain.year is None and not plain.shift and not plain.text_shift and plain.direction is None
    if not whole or not yearless or plain.month is None or plain.day is None:
        return None
    year, month, number = islamic.year or 0, islamic.month or 1, islamic.day or 1
    if not calendars.in_tables(year) or not calendars.in_tables(year + 1):
        return None
    day = calendars.hijri_day(year, month, number)
    if day is None:
        return None
    near = (day + timedelta(step) for step in (-1, 0, 1))
    return next((each.year for each in near if (each.month, each.day) == (plain.month, plain.day)), None)


def _joined(t: Tokens, first: Parse, second: Parse) -> bool:
    joint = second.start - first.end
    return (joint == 1 and t.word(first.end, "grammar.joints")) or (
        not joint and t.clitic(second.start).startswith("و")
    )
