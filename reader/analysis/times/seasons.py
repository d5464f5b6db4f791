"""The year of a season or quarter that says none."""

from __future__ import annotations

from reader.analysis.times.calendars import SEASON_MONTHS
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Parse


def quarter_year(context: Context, quarter: int, parse: Parse) -> int | None:
    """«في الربع الثالث»: of the year said in the sentence, else the last one that has begun, the next where it lies ahead."""
    now, said = context.now, context.said.year
    if said is not None and context.same_sentence(parse.start):
        return said
    if now.year is None or now.month is None:
        return None
    begun = quarter * 3 - 2 <= now.month
    if context.future(parse.start):
        return now.year if quarter * 3 >= now.month else now.year + 1
    return now.year if begun else now.year - 1


def season_begun(context: Context, season: str, parse: Parse) -> int | None:
    """«مطلع الصيف», «نهاية الخريف»: of the year said in the sentence, else the last one that has begun, the next where it lies ahead."""
    now, said = context.now, context.said
    if said.year is not None and not said.bound and context.same_sentence(parse.start):
        return said.year
    if now.year is None or now.month is None or (said.year != now.year and context.nearby(parse.start)):
        return None  # in a story of another year
    first, last = SEASON_MONTHS[season]
    if context.future(parse.start):
        return now.year if last >= now.month else now.year + 1
    return now.year if first <= now.month else now.year - 1


def season_year(context: Context, season: str, direction: int) -> int | None:
    """«الصيف الماضي»: the last summer that is over."""
    now = context.now
    if now.year is None or now.month is None:
        return None
    first, last = SEASON_MONTHS[season]
    if direction < 0:
        return now.year if now.month > last else now.year - 1
    return (now.year if now.month < first else now.year + 1) if direction > 0 else now.year
