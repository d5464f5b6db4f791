"""The date of an event, from what its reports say of theirs: the most precise one, else the day or period of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reader.analysis.events.features import Report
from reader.analysis.events.known import Dated
from reader.analysis.events.slots import day_of
from reader.model import Event, Mod, Modality

UNDATED: Dated = (None, None)
_MIDNIGHT = "T24:00"  # «منتصف ليل الأحد»: no hour that a timeline shows; the night of the day
_SURE = (Modality.ASSERTED, Modality.ATTRIBUTED)


def date_of(members: Sequence[Report]) -> Dated:
    """The most precise value that the members give, most origins first; never one that none of them gives.

    A day that stands in the report's own sentence goes before a carried one. A time of day is kept where all
    day-precise members agree on it.
    """
    scenario = sorted(r.value for r in members if r.scenario and r.value)
    if scenario:
        return scenario[0], None
    dated = [r for r in members if r.interval is not None and r.value is not None]
    dated = [r for r in dated if r.modality in _SURE] or dated
    dated = [r for r in dated if not r.carried] or dated
    if not dated:
        return None, None

    def fineness(report: Report) -> int:
        assert report.interval is not None
        days = (report.interval[1] - report.interval[0]).days
        return 0 if days <= 1 else 1 if days <= 7 else 2 if days <= 31 else 3 if days <= 92 else 4

    finest = min(fineness(r) for r in dated)
    dated = [r for r in dated if fineness(r) == finest]
    votes: dict[str, set[str]] = defaultdict(set)
    for report in dated:
        votes[day_of(report.value or "")].add(report.ref.doc)
    best = min(votes, key=lambda value: (-len(votes[value]), value))
    exact = {r.value for r in dated}
    if len(exact) == 1 and not dated[0].carried:
        best = next(iter(exact)) or best
    mod = next((r.mod for r in dated if day_of(r.value or "") == day_of(best) and r.mod), None)
    return best.replace(_MIDNIGHT, "TNI"), mod


def story_of(members: Sequence[Report]) -> Dated:
    """«About» the day that the stories of most documents stand on, the first of them, else the month around them, else the year;
    undated where they say none.
    """
    votes: dict[str, set[str]] = defaultdict(set)
    for report in members:
        if report.story and report.modality in _SURE:
            votes[report.story].add(report.ref.doc)
    finest = max((_parts(value) for value in votes), default=0)
    told = [value for value in votes if _parts(value) == finest]
    best = min(told, key=lambda value: (-len(votes[value]), value), default=None)
    if best is None:
        return UNDATED
    return best, None if "/" in best else Mod.APPROX


def order_of(event: Event) -> str | None:
    """What events are ordered by: the date, «about» a month or year behind the days in it; None for an undated one."""
    if event.date is None or event.mod is not Mod.APPROX or fixes_day(event.date):
        return event.date
    return f"{event.date}~"


def fixes_day(story: str) -> bool:
    """Whether the time of a story is a day, or from one to another, and no month or year."""
    return _parts(story) == len(("year", "month", "day"))


def _parts(story: str) -> int:
    """How fine the time of a story is: 1 a year, 2 a month, 3 a day."""
    return len(story.partition("/")[0].split("-"))
