"""Times as people read them: a TIMEX3 value in the words of the interface, on the screen and in what is written to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from reader.catalogue import N_, Catalogue
from reader.model import Mod
from reader.typeset import isolate

_PARTS = {"TMO": N_("morning"), "TAF": N_("afternoon"), "TEV": N_("evening"), "TNI": N_("night")}
_SEASONS = {"SP": N_("spring"), "SU": N_("summer"), "FA": N_("autumn"), "WI": N_("winter")}
_MODS = {
    Mod.START: N_("start of {date}"),
    Mod.MID: N_("middle of {date}"),
    Mod.END: N_("end of {date}"),
    Mod.APPROX: N_("about {date}"),
    Mod.MORE_THAN: N_("more than {date}"),
    Mod.LESS_THAN: N_("less than {date}"),
}
UNITS: Final[Mapping[str, Callable[[Catalogue, int], str]]] = {
    "CE": lambda words, n: words.count("{n} century", "{n} centuries", n),
    "DE": lambda words, n: words.count("{n} decade", "{n} decades", n),
    "Y": lambda words, n: words.count("{n} year", "{n} years", n),
    "M": lambda words, n: words.count("{n} month", "{n} months", n),
    "W": lambda words, n: words.count("{n} week", "{n} weeks", n),
    "D": lambda words, n: words.count("{n} day", "{n} days", n),
    "TH": lambda words, n: words.count("{n} hour", "{n} hours", n),
    "TM": lambda words, n: words.count("{n} minute", "{n} minutes", n),
    "TS": lambda words, n: words.count("{n} second", "{n} seconds", n),
}
SOME: Final = {  # of what nobody counted
    "CE": N_("some centuries"), "DE": N_("some decades"), "Y": N_("some years"), "M": N_("some months"), "W": N_("some weeks"),
    "D": N_("some days"), "TH": N_("some hours"), "TM": N_("some minutes"), "TS": N_("some seconds"),
}  # fmt: skip
_DURATION: Final = re.compile(r"P(?:(?:\d+|X)(?:CE|DE|[YMWD]))*(?:T(?:(?:\d+|X)[HMS])+)?")
# TIMEX3 writes X for each digit that nobody said: month and day of no year, a day of no month, a day of no week, any of them with an hour
_UNFIXED: Final = re.compile(r"X{4}-?(?P<week>WXX)?-?(?P<day>[\dX-]+)?(?P<hour>T.+)?")
WEEKDAYS: Final = (
    N_("a Monday"), N_("a Tuesday"), N_("a Wednesday"), N_("a Thursday"), N_("a Friday"), N_("a Saturday"), N_("a Sunday"),
)  # fmt: skip


def when(date: str | None, mod: Mod | None, words: Catalogue) -> str:
    """A TIMEX3 value as people read it, no more precise than it is; "" where there is none."""
    if not date:
        return ""
    if match := re.fullmatch(r"HYP-D(\d+)", date):
        return words("day {n} of the scenario", n=int(match.group(1)))
    if "/" in date:
        first, last = date.split("/", 1)
        return f"{isolate(_one(first, words))} – {isolate(_one(last, words))}"
    written = _one(date, words)
    return words(_MODS[mod], date=written) if mod in _MODS else written


def hour(value: str, words: Catalogue) -> str:
    """The part of a TIMEX3 value behind its day: a part of the day, hours and minutes, or an hour (the heading of one)."""
    if value in _PARTS:
        return words(_PARTS[value])
    return words.digits(value[1:6] if len(value) > 3 else f"{value[1:]}:00")


def _one(value: str, words: Catalogue) -> str:
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(T(?:MO|AF|EV|NI|\d\d(?::\d\d){0,2}))", value):
        return f"{words.digits(match.group(1))} {hour(match.group(2), words)}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{words(_SEASONS[match.group(2)])} {words.digits(match.group(1))}"
    if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return words("quarter {n} of {year}", n=int(match.group(2)), year=words.digits(match.group(1)))
    if re.fullmatch(r"\d{3}", value):
        return words("the {decade}s", decade=words.digits(value + "0"))
    return words.digits(value)


def in_words(value: str, mod: Mod | None, words: Catalogue) -> str:
    """A value of any kind: a day, a length, a day of a year that nobody said."""
    if "/" in value:
        return " – ".join(isolate(in_words(each, None, words)) for each in value.split("/", 1))
    if len(value) > 1 and _DURATION.fullmatch(value):
        return _length(value, words)
    if match := _UNFIXED.fullmatch(value):
        return _unfixed(match["day"] or "", match["week"] is not None, match["hour"], words)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return words("week {n} of {year}", n=int(match.group(2)), year=words.digits(match.group(1)))
    return when(value, mod, words)


def _length(value: str, words: Catalogue) -> str:
    date, _, time = value.removeprefix("P").partition("T")
    said = []
    for part, clock in ((date, ""), (time, "T")):
        for number, unit in re.findall(r"(\d+|X)(CE|DE|[YMWDHS])", part):
            unit = clock + unit
            said.append(words(SOME[unit]) if number == "X" else UNITS[unit](words, int(number)))
    return " · ".join(said)


def _unfixed(day: str, of_week: bool, clock: str | None, words: Catalogue) -> str:
    """What is known of a day that no date fixes: a weekday, month and day without the year, the day of a month, or the hour alone."""
    at = hour(clock, words) if clock else ""
    if of_week and day.isdigit():
        return " ".join(part for part in (words(WEEKDAYS[int(day) - 1]), at) if part)
    if day[:2].isdigit():
        return words("{day}, year not known", day=f"{words.digits(day.removesuffix('-XX'))} {at}".strip())
    if day[-2:].isdigit():
        return words("day {n} of a month", n=f"{words.digits(day[-2:])} {at}".strip())
    return words("{hour}, day not known", hour=at) if at else words("a day not known")
