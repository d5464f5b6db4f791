"""The timeline as rows: lanes, what a filter leaves, and headings from decades to hours. Pure.

Dates are TIMEX3 values as docs/formats.md has them; a value counts for the coarsest unit that it surely lies in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reader.catalogue import N_
from reader.lazy_dataclass import dataclass
from reader.model import Event

LEVELS: tuple[str, ...] = (
    "",
    "decade",
    "year",
    "month",
    "day",
    "hour",
)  # how finely the timeline is headed; "" has no headings
LANES = {
    "real": N_("What happened"),
    "scenario": N_("Only in a scenario"),
    "background": N_("Before this story"),
    "undated": N_("Undated"),
}
_YEAR, _MONTH = 372, 31  # days of a calendar in which every month has 31: enough to put days in order


@dataclass(frozen=True)
class Lane:
    """The heading of a part of the timeline."""

    name: str
    count: int


@dataclass(frozen=True)
class Group:
    """A heading: a decade, year, month, day, or an hour or part of a day. `bins` is how many events fall into each part of it, in time order."""

    value: str
    count: int
    bins: tuple[int, ...]


@dataclass(frozen=True)
class Filter:
    """What is to be seen of the timeline; what is set must hold together."""

    shared: bool = False  # reported by two articles or more
    disputed: bool = False
    entities: frozenset[str] = frozenset()  # all of them have a part in it
    type: str = ""
    lane: str = ""
    source: str = ""  # it says so, or somebody says that it does
    starred: frozenset[str] | None = None  # reported by one of these documents, the starred ones

    @property
    def on(self) -> bool:
        """True where anything is left out."""
        return self != Filter()

    def keeps(self, event: Event, lane: str) -> bool:
        """Whether an event of a lane is shown."""
        return (
            (not self.shared or len({ref.doc for ref in event.mentions}) > 1)
            and (not self.disputed or bool(event.disputes))
            and self.entities <= {*event.participants, *event.places}
            and self.type in ("", event.type)
            and (not self.source or self.source in event.sources)
            and (self.starred is None or any(ref.doc in self.starred for ref in event.mentions))
            and (not self.lane or self.lane == lane or (self.lane == "background" and lane == "undated"))
        )


def lanes(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Every event in its lane, in the order given."""
    found: dict[str, list[Event]] = {lane: [] for lane in LANES}
    fence = _fence(events)
    for event in events:
        if event.hypothetical or (event.date or "").startswith("HYP"):
            found["scenario"].append(event)
        elif not event.date:
            found["undated"].append(event)
        else:
            day = _ordinal(event.date)
            early = fence is not None and day is not None and day < fence
            found["background" if early else "real"].append(event)
    return found


def _fence(events: Iterable[Event]) -> int | None:
    """Days before which a report is no part of the story: Tukey's lower fence over reports, at least a month away."""
    days = sorted(
        day
        for event in events
        if event.date and not event.hypothetical and (day := _ordinal(event.date)) is not None
        for _ in event.mentions or (None,)
    )
    if len(days) < 4:
        return None
    first, third = days[len(days) // 4], days[len(days) * 3 // 4]
    return first - max(_MONTH, (third - first) * 3 // 2)


def _ordinal(date: str) -> int | None:
    """The last day that a value may mean, as a number."""
    last = date.split("/")[-1]
    match = re.match(r"(\d{2,4})(?:-(\d\d)(?:-(\d\d))?)?", last)
    if match is None:
        return None
    year = int(match[1].ljust(4, "9"))
    month = int(match[2]) if match[2] else 12
    day = int(match[3]) if match[3] else _MONTH
    return year * _YEAR + (month - 1) * _MONTH + day


def unit_of(date: str, level: str) -> str:
    """The decade (202), year, month, day, or hour (T08) or part of the day (TMO) of a value; something coarser
    where the value says no more.
    """
    length = {"decade": 3, "year": 4, "month": 7, "day": 10, "hour": 13}[level]
    start = date.split("/")[0][:length]
    match = re.match(r"\d{4}-\d\d-\d\dT(?:\d\d|MO|AF|EV|NI)|\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{2,4}", start)
    return match[0] if match else start


def part_of(date: str, unit: str) -> int | None:
    """Which part of a unit a value lies in, from 0: the year of a decade, the month, the day, the quarter of a day
    or of an hour.
    """
    start = date.split("/")[0]
    if len(unit) == 3:
        return int(start[3]) if start[3:4].isdigit() else None
    if len(unit) == 4:
        match = re.match(r"\d{4}-(\d\d)", start)
        return min(int(match[1]), 12) - 1 if match else None
    if len(unit) == 7:
        match = re.match(r"\d{4}-\d\d-(\d\d)", start)
        return min(int(match[1]), 31) - 1 if match else None
    if len(unit) == 13:
        match = re.search(r"T\d\d:(\d\d)", start)
        return min(int(match[1]) // 15, 3) if match else None
    if match := re.search(r"T(\d\d)", start):
        return min(int(match[1]) // 6, 3)
    return {"TMO": 1, "TAF": 2, "TEV": 3, "TNI": 3}.get(start[10:13])


PARTS = {3: 10, 4: 12, 7: 31, 10: 4, 13: 4}  # by the length of a unit's name


def grouped(events: Sequence[Event], level: str) -> list[Event | Group]:
    """Dated events under headings of a level; none where the level is "", or where there is but one heading."""
    units: dict[str, list[Event]] = {}
    for event in events:
        units.setdefault(unit_of(event.date or "", level) if level else "", []).append(event)
    if not level:
        return list(events)
    rows: list[Event | Group] = []
    for unit, those in units.items():
        bins = [0] * PARTS.get(len(unit), 1)
        for event in those:
            part = part_of(event.date or "", unit)
            if part is not None and part < len(bins):
                bins[part] += 1
        rows.append(Group(unit, len(those), tuple(bins)))
        rows.extend(those)
    return rows


def level_for(events: Sequence[Event]) -> str:
    """The finest level down to days with at most one heading for three events; "" for a short timeline."""
    if len(events) <= 12:
        return ""
    for level in reversed(LEVELS[1:-1]):
        if len({unit_of(event.date or "", level) for event in events}) * 3 <= len(events):
            return level
    return ""


def rows(
    events: Sequence[Event], chosen: Filter, level: str | None = None
) -> tuple[list[Event | Lane | Group], str]:
    """The rows of the timeline, and the level that they are headed by (`level`, or one that suits them)."""
    found = lanes(events)
    kept = {lane: [each for each in those if chosen.keeps(each, lane)] for lane, those in found.items()}
    level = level_for(kept["real"]) if level is None else level
    out: list[Event | Lane | Group] = list(grouped(kept["real"], level))
    for lane in ("scenario", "background", "undated"):
        if kept[lane]:
            out.append(Lane(LANES[lane], len(kept[lane])))
            out.extend(kept[lane])
    return out, level


@dataclass(frozen=True)
class Laid:
    """The rows of a timeline as a filter and a level (None: one that suits the events) have them."""

    events: Sequence[Event]
    chosen: Filter
    asked: str | None
    rows: list[Event | Lane | Group]
    level: str  # that they are headed by


def laid_out(events: Sequence[Event], chosen: Filter, level: str | None) -> Laid:
    """What `rows` makes of events: of thousands in more time than a key may wait for, so whoever has a worker lets it do that."""
    return Laid(events, chosen, level, *rows(events, chosen, level))


def density(bins: Sequence[int], width: int, signs: str = "▁▂▃▄▅▆▇█") -> str:
    """A bar of at most `width` block signs; neighbours are added together where there is no room for all."""
    per = -(-len(bins) // max(1, width))
    sums = [sum(bins[at : at + per]) for at in range(0, len(bins), per)]
    most = max(sums, default=0)
    if not most:
        return ""
    top = len(signs) - 1
    return "".join(signs[-(-each * top // most)] for each in sums)


def described(chosen: Filter, names: Callable[[str], str], words: Callable[[str], str]) -> list[str]:
    """The parts of a filter, in words. `names` gives those of entities and types."""
    parts = [words(LANES[chosen.lane])] if chosen.lane else []
    parts += [words(SHARED)] if chosen.shared else []
    parts += [words(DISPUTED)] if chosen.disputed else []
    parts += [words(STARRED)] if chosen.starred is not None else []
    parts += [names(each) for each in sorted(chosen.entities)]
    parts += [chosen.source] if chosen.source else []
    return parts + ([names(chosen.type)] if chosen.type else [])


SHARED, DISPUTED, STARRED = N_("shared"), N_("disputed"), N_("in starred articles")
