"""Which days a report gives: the expression that dates it, what its day hangs on, days without a year or a week."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date as Day

from reader.analysis.events.clauses import without_conjunction, word_list
from reader.analysis.linking import LinkInput
from reader.analysis.times import interval_of
from reader.analysis.times.calendars import exists
from reader.model import EventMention, Mod, TimeExpression
from reader.text.fold import fold

Interval = tuple[Day, Day]  # the first day and the last
PARTIAL = re.compile(r"XXXX-(?:(?P<month>\d\d)-(?P<day>\d\d)|WXX-(?P<weekday>\d))(?P<night>TNI)?")


@dataclass(frozen=True, slots=True)
class Tie:
    """A report's date hangs on that of `other`, a report of the same document, by this expression."""

    other: int
    expression: TimeExpression


def ties_of(given: LinkInput) -> dict[int, list[Tie]]:
    """For each event of a document those whose date gives its own, with the expression that says how far apart.

    Both ways: «قدم استقالته ... بعد يومين من تظاهرة» dates the protest from the resignation, too.
    """
    ties: dict[int, list[Tie]] = {}
    events, times = given.analysis.events, given.analysis.times
    starts = [event.trigger.start for event in events]
    for number, event in enumerate(events):
        for index in event.times:
            expression = times[index]
            anchor = expression.anchor_span
            if anchor is None or not expression.anchor.startswith("event:"):
                continue
            rule = _TURNED.get(expression.rule)
            turned = replace(expression, rule=rule) if rule else expression
            for other in range(bisect_left(starts, anchor.start), bisect_left(starts, anchor.end)):
                if other != number:
                    ties.setdefault(number, []).append(Tie(other, expression))
                    ties.setdefault(other, []).append(Tie(number, turned))
    return ties


_TURNED = {"before-event": "after-event", "after-event": "before-event"}


def dated(given: LinkInput, event: EventMention) -> tuple[str | None, Mod | None, Interval | None, bool]:
    """Value, modifier and days of the expression that dates it, and whether the day is not the event's own word: it stands in
    a sentence before, its year was carried on, or the act only went on that day.

    Expressions that no calendar place is known for (a weekday alone) are kept as value without days.
    """
    loose: tuple[str, Mod | None, bool] | None = None
    open_ = ""
    for index in event.times:
        expression = given.analysis.times[index]
        carried = not event.span.contains(expression.span) or not _UNSURE.isdisjoint(expression.flags)
        carried = carried or _going_on(given.text, event)
        interval = interval_of(expression.value, expression.mod)
        if interval is not None and open_ and not _within(open_, expression.value):
            break  # «قبض عليه في يوليو، وعاقبته المحكمة في فبراير 2025»: its own month is known, and it is another
        if interval is not None:
            return expression.value, expression.mod, interval, carried
        if not open_ and _OPEN.match(expression.value):
            open_ = expression.value
        if loose is None and (expression.value.startswith("HYP") or PARTIAL.match(expression.value)):
            loose = (expression.value, expression.mod, carried)
    if loose is None and event.scenario:
        day = _scenario_day(given, event)
        loose = (day, None, True) if day else None
    return (loose[0], loose[1], None, loose[2]) if loose else (None, None, None, False)


def clock(given: LinkInput, event: EventMention, value: str | None) -> str:
    """The hour that its own sentence tells for it, as «T13:20», with «~» behind one that may be before noon or after;
    "" for none. It is that of a time of its own day, or of one whose day nobody says.
    """
    day = (value or "")[:10]
    for index in event.times:
        expression = given.analysis.times[index]
        said, mark, hour = expression.value.partition("T")
        if not mark or not event.span.contains(expression.span) or expression.value.startswith("P"):
            continue
        if said == day or _ANY_DAY.match(said) or (not day and len(said) == len("2021-12-08")):
            return f"T{hour}{'~' if 'hour-ambiguous' in expression.flags else ''}"
    return ""


_ANY_DAY = re.compile(r"XXXX-XX-XX$")
_OPEN = re.compile(r"XXXX-\d\d")  # a month, or a day of one, of a year that nobody says


def _within(value: str, other: str) -> bool:
    """Whether a month of no known year is that of another value, or the other says no month."""
    return len(other) < 7 or other[5:7] == value[5:7]


def said_here(given: LinkInput, event: EventMention) -> bool:
    """Whether the sentence itself says the day that dates it, be its year or week inferred: «يوم الأحد», «في 5 مارس»."""
    for index in event.times:
        expression = given.analysis.times[index]
        if interval_of(expression.value, expression.mod) is not None:
            return event.span.contains(expression.span) and not _going_on(given.text, event)
    return False


_UNSURE = frozenset({"carried-year", "near-weekday", "inferred-date"})
BEFORE = 45  # code points before a masdar in which a verb of going on stands


def _going_on(text: str, event: EventMention) -> bool:
    """«تواصلت الاثنين المعارك»: a day of it, not the day that it began."""
    start = max(event.span.start, event.trigger.start - BEFORE)
    words = fold(text[start : event.trigger.start]).split()
    return any(without_conjunction(word) in word_list("grammar", "going_on") for word in words)


def _scenario_day(given: LinkInput, event: EventMention) -> str | None:
    """A scenario tells its days in order: an event is of the last day said before it, of the first before any."""
    day = None
    for expression in given.analysis.times:
        if expression.value.startswith("HYP-D"):
            if expression.span.start > event.trigger.start:
                return day or "HYP-D1"
            day = expression.value
    return day


def day_of_a_year(value: str) -> int | None:
    """The number of a day without its year («XXXX-01-27TNI») in a leap year; None for any other value."""
    match = PARTIAL.match(value)
    if match is None or match["weekday"] or not exists(2000, int(match["month"]), int(match["day"])):
        return None
    return Day(2000, int(match["month"]), int(match["day"])).timetuple().tm_yday


def partial_agrees(value: str, interval: Interval) -> bool | None:
    """Whether a value without year or week («XXXX-12-07TNI», «XXXX-WXX-7») fits some day; None where it says nothing."""
    match = PARTIAL.match(value)
    if match is None or (interval[1] - interval[0]).days > 7:
        return None
    for ordinal in range(interval[0].toordinal(), interval[1].toordinal() + 1):
        for shift in (0, 1) if match["night"] else (0,):
            day = Day.fromordinal(ordinal - shift)
            if match["weekday"]:
                if day.isoweekday() == int(match["weekday"]):
                    return True
            elif (day.month, day.day) == (int(match["month"]), int(match["day"])):
                return True
    return False
