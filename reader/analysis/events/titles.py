"""The title of an event: always a quote from one of its reports, never made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model import Modality

if TYPE_CHECKING:
    from reader.analysis.events.features import Report

LONGEST = 110  # characters
SHORTEST = 18
_END = re.compile(r"[،,.؛;:!?؟…»”\n]")
_START = re.compile(r"[،,.؛;:!?؟…\n▪•●«“]️?")
_RANK = {
    Modality.ASSERTED: 0,
    Modality.ATTRIBUTED: 0,
    Modality.PLANNED: 1,
    Modality.DENIED: 1,
    Modality.HYPOTHETICAL: 2,
}


def title_of(members: Sequence[Report]) -> str:
    """The clause of the report that says most in fewest words."""
    best = min(
        members, key=lambda r: (_RANK[r.modality], -round(r.score), len(r.words) == 0 and not r.agents, r.key)
    )
    return best.title


def clause(text: str, start: int, trigger_start: int, trigger_end: int, end: int) -> str:
    """The words around a trigger between punctuation, at most LONGEST characters, cut between words."""
    begin = start
    for match in _START.finditer(text, start, trigger_start):
        begin = match.end()
    if trigger_start - begin > LONGEST // 2:
        begin = text.rfind(" ", begin, trigger_start - LONGEST // 4) + 1 or begin
    stop = end
    for match in _END.finditer(text, trigger_end, end):
        if match.start() - begin >= SHORTEST:
            stop = match.start()
            break
    if stop - begin > LONGEST:
        stop = text.rfind(" ", trigger_end, begin + LONGEST)
        stop = stop if stop > trigger_end else min(end, begin + LONGEST)
    return text[begin:stop].strip(" \t\r\n▪•●■️-–—،,؛:")
