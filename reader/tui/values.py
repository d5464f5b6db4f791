"""The value of a time as people read it: a TIMEX3 value in words, no more precise than it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from reader.catalogue import N_, Catalogue
from reader.model import Mod
from reader.tui.panes.timeline import hour, when
from reader.typeset import isolate

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


def of_slot(slot: str, value: str, words: Catalogue) -> str:
    """What an account gives for a slot of an event: times in words, figures and names as they are."""
    return in_words(value, None, words) if slot in ("date", "time") else words.digits(value)


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
