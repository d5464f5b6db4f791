"""The slots of a report: what it says on whether, when, where, how many, who and with what answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.analysis.events.clauses import without_article, word_list
from reader.analysis.events.features import Report
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.numerals import length_unit, unit_class, unit_shown
from reader.analysis.events.regions import INSIDE, nearness, spot
from reader.analysis.events.report_times import Interval
from reader.analysis.times import Precision, precision_of
from reader.model import Modality, Span

HAPPENED, DATE, TIME, PLACE, NUMBER, WHO, ANSWER = (
    "happened",
    "date",
    "time",
    "place",
    "number",
    "who",
    "answer",
)
SLOTS = (HAPPENED, ANSWER, DATE, TIME, PLACE, NUMBER, WHO)
YES, NO = "وقع", "لم يقع"
_OPPOSITE = {"قبول": "رفض", "رفض": "قبول"}
_DAYS = (Precision.DAY, Precision.PART, Precision.HOUR, Precision.MINUTE)
_DATES = (*_DAYS, Precision.MONTH, Precision.YEAR)
_CROWD = frozenset({"people", "fighters", "people_children", "people_women"})
_OF_MANY_THINGS = frozenset(
    {"money", "percent", "years", "degrees", ""}
)  # two in one sentence count two things
_PEOPLE = _CROWD | {"killed", "injured", ""}


@dataclass(frozen=True, slots=True)
class Said:
    """One value that a report gives a slot; `key` is what values are compared by."""

    slot: str
    value: str  # as shown
    key: Any
    who: str = ""  # who says so, where that is not the report's own speaker, and
    where: Span | None = None  # in which sentence


def said(report: Report, names: Mapping[str, str]) -> list[Said]:
    """Everything that a report says, slot by slot. `names` gives entities their names."""
    kind = lexicon().types.get(report.type)
    out: list[Said] = []
    if kind is not None and kind.answer:
        if report.modality in (Modality.ASSERTED, Modality.ATTRIBUTED):
            out.append(Said(ANSWER, kind.answer, kind.answer))
        elif report.modality is Modality.DENIED:
            opposite = _OPPOSITE.get(kind.answer, "")
            out.append(Said(ANSWER, opposite, opposite))
    elif report.modality in (Modality.ASSERTED, Modality.ATTRIBUTED):
        out.append(Said(HAPPENED, YES, (report.type, True)))
    elif report.modality is Modality.DENIED and not report.foreseen:
        out.append(Said(HAPPENED, NO, (report.type, False)))
    if report.modality in (Modality.DENIED, Modality.HYPOTHETICAL):
        return out
    own = not report.carried or report.said_here
    if report.value and report.interval and own and precision_of(report.value) in _DATES:
        out.append(Said(DATE, day_of(report.value), report.interval))
    if report.clock:
        out.append(_time(report))
    lies = {each.entity: each for each in report.spots}
    out += [
        Said(PLACE, names.get(place) or _plain(place), lies.get(place) or spot(place, _plain(place)))
        for place in sorted(report.places)
    ]
    several = Counter(unit for unit, _, _ in report.numbers)
    for unit, value, rough in report.numbers:
        counted = counted_as(report, unit)
        if counted and not (several[unit] > 1 and counted in _OF_MANY_THINGS):
            out.append(Said(NUMBER, shown_figure(value, unit), (counted, value, rough)))
    return out + [Said(WHO, names.get(agent) or _plain(agent), agent) for agent in sorted(report.agents)]


def said_by_others(report: Report) -> Iterator[Said]:
    """The figures that its sentence gives in the words of somebody else."""
    for unit, value, rough, who, where in report.rivals:
        counted = counted_as(report, unit)
        if counted and report.modality in (Modality.ASSERTED, Modality.ATTRIBUTED):
            yield Said(NUMBER, shown_figure(value, unit), (counted, value, rough), who, where)


def _time(report: Report) -> Said:
    """The hour: of its day where that is the report's own word, else of any."""
    hour = report.clock.removesuffix("~")
    sure = bool(
        report.value and report.interval and not report.carried and precision_of(report.value) in _DAYS
    )
    interval = report.interval if sure else None
    value = f"{day_of(report.value or '') if sure else 'XXXX-XX-XX'}{hour}"
    return Said(TIME, value, (interval, hours(value), report.clock != hour))


def shown_figure(value: float, unit: str) -> str:
    """A figure with what it counts, as a reader sees it: from three hours on whole hours, not minutes."""
    if unit == length_unit("minutes") and value >= 180 and value % 60 == 0:
        value, unit = value / 60, "hours" if value <= 600 else "many_hours"
    figure = f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
    return f"{figure} {unit_shown(unit)}".strip()


def _plain(key: str) -> str:
    """The name inside an entity or state key."""
    return key.partition(":")[2].replace("-", " ") or key


def counted_as(report: Report, unit: str) -> str:
    """What a figure counts for this report: people are one thing among the dead and another among the hurt."""
    return counted_by(report.type, unit)


def counted_by(type_id: str, unit: str) -> str:
    """The same for a happening of a type."""
    kind = lexicon().types.get(type_id)
    if kind is not None and kind.family == "death" and unit in _PEOPLE - {"injured"}:
        return "killed"
    if type_id == "injure" and unit in _PEOPLE - {"killed"}:
        return "injured"
    if kind is not None and unit in _CROWD and _CROWD & {unit_class(u) for u in kind.counts}:
        return "people"  # «متظاهر», «شخص»: one thing for a type that counts people
    return unit


def day_of(value: str) -> str:
    """A value cut to its day."""
    return value[:10] if len(value) > 10 and value[10] == "T" else value


_PARTS = {
    "MO": (2, 12),
    "MI": (11, 14),
    "AF": (12, 17),
    "EV": (17, 22),
    "NI": (19, 29),
    "DT": (6, 19),
}
MIDNIGHT = (24.0, 28.0)


def hours(value: str) -> tuple[float, float]:
    """First and last hour that a time of day covers, from 0; a night runs past 24. Midnight is told for the hours behind it."""
    time = value.partition("T")[2]
    if time in ("24:00", "00:00"):
        return MIDNIGHT
    if time[:2] in _PARTS:
        first, last = _PARTS[time[:2]]
        return float(first), float(last)
    try:
        hour, _, minute = time.partition(":")
        at = int(hour) + (int(minute) / 60 if minute else 0)
    except ValueError:
        return 0.0, 24.0
    return at, at + (0.0 if minute else 1.0)


def compatible(slot: str, a: Any, b: Any) -> bool:
    """True where two values of a slot can both be right; the keys are those of `said`."""
    if slot == DATE:
        return bool(a[0] <= b[1] and b[0] <= a[1])
    if slot == TIME:
        return _one_hour(a, b)
    if slot == PLACE:
        # «مرفأ بيروت» and «بيروت», a town and its country; a place that no list knows may lie anywhere
        return nearness([a], [b]) >= INSIDE or not (a.countries and b.countries)
    if slot == NUMBER:
        counted, value, rough = a
        other, theirs, other_rough = b
        room = 0.1 * max(value, theirs) if rough or other_rough else 0.0
        return bool(counted != other or abs(value - theirs) <= room)
    if slot == WHO:
        return _one_name(a, b)
    return bool(a == b)


def _one_name(a: str, b: str) -> bool:
    """«الأسد» and «بشار الأسد»: where linking kept a surname to itself, it contradicts no full name that ends with it."""
    if _parliament(a) and _parliament(b):
        return True
    first, second = sorted((a.partition("~")[0], b.partition("~")[0]), key=len)  # ~ tells namesakes apart
    if first.startswith("ORG:") and second.startswith(f"{first}-"):
        return True  # «وزارة الداخلية» and «وزارة الداخلية المغربية»
    kind, _, short = first.partition(":")
    return first == second or (second.startswith(f"{kind}:") and second.endswith(f"-{short}"))


def _parliament(entity: str) -> bool:
    """«البرلمان اللبناني», «مجلس النواب»: one body by two names."""
    words = map(without_article, entity.partition(":")[2].partition("~")[0].split("-"))
    return entity.startswith("ORG:") and not word_list("grammar", "parliaments").isdisjoint(words)


Time = tuple[Interval | None, tuple[float, float], bool]  # its day, its hours, whether they may be twelve off


def _one_hour(a: Time, b: Time) -> bool:
    """Whether two times of day may be one, as exactly as they are told; of two days the slot of the day says enough."""
    if a[0] and b[0] and not compatible(DATE, a[0], b[0]):
        return True
    apart = (b[0][0].toordinal() - a[0][0].toordinal()) * 24 if a[0] and b[0] else 0
    midnight = MIDNIGHT in (a[1], b[1])  # that of a day is its first hour or its last
    turns = [0] if a[0] and b[0] and not midnight else [-24, 0, 24]
    halves = [-12, 0, 12] if a[2] or b[2] else [0]
    room = max(_roundness(a[1]), _roundness(b[1]))
    return any(
        a[1][0] <= b[1][1] + off + room and b[1][0] + off <= a[1][1] + room
        for off in (apart + turn + half for turn in turns for half in halves)
    )


def _roundness(of_day: tuple[float, float]) -> float:
    """By how many hours a time of day may be off: a full hour or part of the day by half an hour, a half by a quarter."""
    minute = round(of_day[0] % 1 * 60)
    if of_day[0] != of_day[1] or not minute:
        return 0.5
    return 0.25 if minute == 30 else 0.1
