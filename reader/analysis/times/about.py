"""What a report is about: it says at once how long ago that was («نقل الجثمان اليوم غداة تحطم الطائرة»)."""

from __future__ import annotations

from datetime import timedelta

from reader.analysis.times.context import Context
from reader.analysis.times.reading import FromEvent, Parse

_LAST_WEEKS = 14  # days before a report of what it is about
_HEAD = 4  # lines in which it says so


def date_event(context: Context, distance: FromEvent, parse: Parse) -> None:
    """Remembers the day of the event that the head of a report counts from."""
    today, count = context.now.date, distance.amount.count
    if today is None or count is None or distance.amount.unit != "D" or distance.side < 0:
        return
    opens = context.t.paragraph(parse.start) <= _HEAD and not context.back(parse.start)
    if 0 < count <= _LAST_WEEKS and opens and context.said.day in {None, today}:
        context.happened = today - timedelta(int(count))
