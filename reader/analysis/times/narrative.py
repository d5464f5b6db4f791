"""Text that says of itself that it is a scenario, and the days counted inside it.

Such a text is hypothetical from end to end. Its first day is day 1 whether or not it says so: an opening without
a day, then «في اليوم التالي» (day 2), then «في اليوم الثالث» (day 3) count consistently.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from reader.model import Span
from reader.text.fold import fold_with_map

_DATA = Path(__file__).resolve().parents[2] / "data" / "times" / "narrative.toml"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    back, ahead = (table[name]["patterns"] for name in ("looks_back", "looks_ahead"))
    return re.compile("|".join(back)), re.compile("|".join(ahead))


def scenario_span(text: str) -> Span | None:
    """The part of a text that says of itself that it is imagined; None for a report.

    A remark that looks back («هل هذا السيناريو ممكن؟») makes all of the text a scenario, one that looks ahead
    («لنتخيل السيناريو التالي») everything from it on.
    """
    if "سيناريو" not in text and "خيل" not in text and "خيال" not in text and "تصور" not in text:
        return None
    folded = fold_with_map(text)
    back, ahead = _patterns()
    if back.search(folded.text):
        return Span(0, len(text))
    match = ahead.search(folded.text)
    if match is None:
        return None
    start = folded.to_source(match.start(), match.end()).start
    return Span(0 if start < 200 else start, len(text))


class DayCount:
    """Counts the days of a scenario as they are said, in reading order."""

    def __init__(self) -> None:
        self.today = 1

    def numbered(self, number: int) -> str:
        """«في اليوم الثالث»."""
        self.today = number
        return f"HYP-D{number}"

    def later(self, days: int) -> str:
        """«في اليوم التالي», «بعد يومين», «في اليوم نفسه» (0)."""
        self.today = max(1, self.today + days)
        return f"HYP-D{self.today}"
