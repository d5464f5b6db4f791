"""Values as docs/formats.md writes them (TIMEX3 with intervals), and what they cover in days.

`2024-12-08`, `2024-12`, `2024`, `198` (decade), `19` (century), `2024-W49`, `2023-Q1`, `2023-H1`, `2014-SU`,
`2024-12-07TEV`, `2024-12-07T21:30`, `2024-11-27/2024-12-08`, `P14Y`, `PT24H`, `PXD`, `XXXX-WXX-6`, `HYP-D1`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from reader.analysis.times.reading import Amount
from reader.model import Mod

Interval = tuple[date, date]

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI)|-W(?P<week>\d\d))?(?:T(?P<time>\d\d(?::\d\d)*|MO|MI|AF|EV|NI|DT))?$"
    r"|(?P<decade>\d{3})$|(?P<century>\d\d)$"
)
_DURATION = re.compile(r"P(?P<date>(?:[\dX.]+(?:Y|M|W|D|DE|CE))*)(?:T(?P<time>(?:[\dX.]+[HMS])+))?$")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_TIME_UNITS = {"H": "H", "MIN": "M", "S": "S"}


class Precision(StrEnum):
    """How fine a value is, finest first; what is no place on the calendar last."""

    MINUTE = "minute"
    HOUR = "hour"
    PART = "part"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    DURATION = "duration"
    SCENARIO = "scenario"
    UNKNOWN = "unknown"


def precision_of(value: str) -> Precision:
    """How fine a value is; UNKNOWN for sets and for what nothing fixes (`XXXX-WXX-6`)."""
    if value.startswith("HYP-D"):
        return Precision.SCENARIO
    if "/" in value:
        return Precision.DURATION if value.startswith("P") else Precision.INTERVAL
    if len(value) > 1 and _DURATION.match(value):
        return Precision.DURATION
    match = _VALUE.match(value)
    if match is None:
        return Precision.UNKNOWN
    time = match["time"]
    if time:
        return (
            Precision.PART if not time[0].isdigit() else Precision.MINUTE if ":" in time else Precision.HOUR
        )
    for name in ("day", "week", "month", "quarter", "half", "season", "year", "decade", "century"):
        if match[name]:
            return Precision(name)
    return Precision.UNKNOWN


def interval_of(value: str, mod: Mod | None = None) -> Interval | None:
    """First and last day that a value covers; START, MID and END take a third of it.

    None where no calendar place is known: durations, sets, scenario days, unknown years. A night (`TNI`)
    reaches into the next day.
    """
    if "/" in value:
        first, _, last = value.partition("/")
        a, b = interval_of(first), interval_of(last)
        return (a[0], max(a[1], b[1])) if a is not None and b is not None else None
    match = _VALUE.match(value)
    if match is None:
        return None
    try:
        whole = _covered(match)
    except (ValueError, OverflowError):  # year 0, a day the month has not
        return None
    return _third(whole, mod)


def _covered(match: re.Match[str]) -> Interval:
    if match["century"]:
        start = int(match["century"]) * 100
        return date(max(1, start), 1, 1), date(start + 99, 12, 31)
    if match["decade"]:
        start = int(match["decade"]) * 10
        return date(max(1, start), 1, 1), date(start + 9, 12, 31)
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day + timedelta(1) if match["time"] in {"NI", "24:00"} else day
    if match["month"]:
        return months(year, int(match["month"]), int(match["month"]))
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return months(year, last - 2, last)
    if match["half"]:
        last = int(match["half"]) * 6
        return months(year, last - 5, last)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday, monday + timedelta(6)
    if match["season"] == "WI":
        return date(year - 1, 12, 1), months(year, 2, 2)[1]
    if match["season"]:
        return months(year, *_SEASONS[match["season"]])
    return months(year, 1, 12)


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of one month to the last day of another of the same year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _third(whole: Interval, mod: Mod | None) -> Interval:
    if mod not in {Mod.START, Mod.MID, Mod.END}:
        return whole
    first, last = whole
    third = ((last - first).days + 1) // 3
    if third == 0:
        return whole
    if mod is Mod.START:
        return first, first + timedelta(third - 1)
    if mod is Mod.END:
        return last - timedelta(third - 1), last
    return first + timedelta(third), last - timedelta(third)


def duration(amount: Amount) -> str:
    """«أربعة عشر عاماً» as `P14Y`, «نصف قرن» as `P50Y`, «24 ساعة» as `PT24H`, «أيام» as `PXD`."""
    unit, count = amount.unit, amount.count
    if count is None:
        time = _TIME_UNITS.get(unit)
        return f"PTX{time}" if time else f"PX{unit}"
    if unit in {"DE", "CE"}:
        unit, count = "Y", count * (10 if unit == "DE" else 100)
    smaller = {
        "Y": ("M", 12),
        "M": ("D", 30),
        "W": ("D", 7),
        "D": ("H", 24),
        "H": ("MIN", 60),
        "MIN": ("S", 60),
    }
    if abs(count - round(count)) > 1e-6 and unit in smaller:
        name, times = smaller[unit]
        unit, count = name, count * times
    number = f"{round(count)}" if abs(count - round(count)) < 0.05 else f"{count:.1f}"
    first = f"P{number}{unit}" if unit not in _TIME_UNITS else f"PT{number}{_TIME_UNITS[unit]}"
    if amount.rest is None:
        return first
    second = duration(amount.rest)
    return first + (second[2:] if first.startswith("PT") and second.startswith("PT") else second[1:])


def length_of(value: str) -> tuple[str, float] | None:
    """The unit (S, MIN, H, D, W, M, Y) and count of a duration value with one unit; None for others and for `PXD`."""
    match = re.match(r"P(T?)(\d+(?:\.\d+)?)(Y|M|W|D|H|S)$", value)
    if match is None:
        return None
    unit = "MIN" if match[1] and match[3] == "M" else match[3]
    return unit, float(match[2])
