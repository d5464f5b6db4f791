"""Moving days by amounts, as coarse as the amount's unit."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times.reading import Amount

_FEW = 10  # the most of an unknown number of days or weeks


def week(day: date) -> str:
    """The ISO week of a day, `2024-W49`."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def nearest(day: date, weekday: int) -> date:
    """That weekday within three days of a day."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(ahead if ahead <= 3 else ahead - 7)


def latest(day: date, weekday: int) -> date:
    """The last such weekday up to and including a day."""
    return day - timedelta((day.isoweekday() - weekday) % 7)


def iso_day(value: str) -> date | None:
    """The day of a value that is one (a time of day may follow); None for anything coarser."""
    if len(value) < 10 or "/" in value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def at_unit(day: date, unit: str) -> str:
    """A day written as coarse as a unit: itself, its week, month or year."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        return week(day)
    return f"{day.year:04}-{day.month:02}" if unit == "M" else f"{day.year:04}"


def moved(day: date, amount: Amount, side: int) -> str | None:
    """A day moved by an amount, as coarse as its unit («قبل شهرين» is a month); None off the calendar."""
    count, unit = amount.count, amount.unit
    if count is None:
        return None
    if amount.rest is not None:
        per = {("Y", "M"): 12, ("W", "D"): 7}.get((unit, amount.rest.unit))
        if per is not None and amount.rest.count is not None:
            unit, count = amount.rest.unit, count * per + amount.rest.count
        elif per is not None or (unit, amount.rest.unit) not in {("Y", "W"), ("Y", "D"), ("M", "D")}:
            return None
    if unit in {"DE", "CE"}:
        unit, count = "Y", count * (10 if unit == "DE" else 100)
    half_months = (
        unit == "M" and not float(count).is_integer()
    )  # «بعد أربعة أشهر ونصف الشهر»: no word says the day
    for coarse, fine, times in (("Y", "M", 12), ("M", "D", 30), ("W", "D", 7)):
        if unit == coarse and not float(count).is_integer():
            unit, count = fine, count * times
    steps = side * round(count)
    try:
        if unit in {"D", "W"}:
            there = day + timedelta(steps * (7 if unit == "W" else 1))
            return at_unit(there, "M" if half_months else unit)
        if unit == "M":
            index = day.year * 12 + day.month - 1 + steps
            return at_unit(date(index // 12, index % 12 + 1, 1), unit)
        return at_unit(date(day.year + steps, 1, 1), "Y")
    except (ValueError, OverflowError):
        return None


def at_most(amount: Amount) -> int | None:
    """The most days that a length told in days, weeks or months can mean; None for other units («أسابيع»: ten at most)."""
    days = {"D": 1, "W": 7, "M": 31}.get(amount.unit)
    if days is None:
        return None
    return days * (_FEW if amount.count is None else int(amount.count) + 1)
