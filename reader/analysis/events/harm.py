"""The dead and the hurt belong to what killed and hurt them: «قُتل 14 في الحادث» is of the crash told before."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.lexicon import lexicon
from reader.model import EventMention, Modality, Role

BACK = 700  # code points: about five sentences
UNDATED = 300  # what has no date of its own stands so much further off
NEAR = 400  # code points within which what killed also says the day of the dead, from another sentence
_SURE = (Modality.ASSERTED, Modality.ATTRIBUTED)


def cause_of(events: Sequence[EventMention], index: int) -> int | None:
    """The event of the same document that the casualties of `index` belong to; None for named victims and where none is told.

    First of the same sentence (the nearest, before rather than after), then the last one told before.
    """
    types = lexicon().types
    event = events[index]
    kind = types.get(event.type)
    if kind is None or not kind.harm or event.scenario or event.modality not in _SURE:
        return None
    if not event.numbers and any(p.role is Role.PATIENT for p in event.participants):
        return None
    best: tuple[int, int] | None = None
    for other, each in enumerate(events):
        told = types.get(each.type)
        if told is None or not told.harms or each.scenario or each.modality not in _SURE:
            continue
        away = event.trigger.start - each.trigger.start
        if each.span == event.span:
            cost = away if away > 0 else 40 - away
        elif 0 < away <= BACK and not any(p.role is Role.AGENT for p in event.participants):
            cost = 1000 + away + (0 if each.times else UNDATED)
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, other)
    return best[1] if best is not None else None


def dates_its_dead(carried: bool, events: Sequence[EventMention], cause: int, index: int) -> bool:
    """Whether the day of a cause in another sentence is that of its dead, too: its own word (not `carried` there), and near."""
    return not carried and events[index].trigger.start - events[cause].trigger.start <= NEAR
