"""Text that calls itself a scenario; stands in for `times.narrative.scenario_span`."""

from __future__ import annotations

import re

from reader.model import Span

_SAYS_SO = re.compile(r"هل هذا السيناريو|هذا السيناريو (?:ممكن|متخيل|افتراضي)|سيناريو (?:متخيل|افتراضي)")


def scenario_span(text: str) -> Span | None:
    """The whole text where it says of itself that it is a scenario, else None."""
    return Span(0, len(text)) if _SAYS_SO.search(text) else None
