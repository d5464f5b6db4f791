"""What linking compares: one flat record per event mention, with entities instead of mention numbers."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.analysis.events.lexicon import lexicon
from reader.analysis.linking import LinkInput
from reader.model import EventRef, Mod, Role
from reader.text.fold import fold

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Report:
    """An event mention as linking sees it."""

    ref: EventRef
    key: str  # mention key: survives re-indexing, moves of the file and changes elsewhere in the text
    type: str
    family: str
    agents: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    others: frozenset[str]
    value: str | None  # TIMEX3 value that dates it
    mod: Mod | None
    interval: tuple[Day, Day] | None
    scenario: bool
    score: float

    @property
    def entities(self) -> frozenset[str]:
        return self.agents | self.patients | self.places


def mention_key(doc: str, sentence: str, trigger: str, turn: int = 0) -> str:
    """The key of an event mention: a hash of document id, folded sentence and trigger.

    `turn` counts the same words said again in one document (a sentence twice, a trigger twice in a sentence).
    """
    again = (str(turn),) if turn else ()
    digest = hashlib.sha256("\x1f".join((doc, fold(sentence), fold(trigger), *again)).encode())
    return "m" + digest.hexdigest()[:16]


def reports(inputs: Sequence[LinkInput], entity_of: Mapping[tuple[str, int], str]) -> list[Report]:
    """One Report for each event mention, in the order of documents and of the text."""
    out: list[Report] = []
    types = lexicon().types
    for given in inputs:
        said: Counter[tuple[str, str]] = Counter()
        for index, event in enumerate(given.analysis.events):
            words = event.span.of(given.text), event.trigger.of(given.text)
            parts: dict[Role, set[str]] = {role: set() for role in Role}
            for participant in event.participants:
                entity = entity_of.get((given.doc, participant.mention))
                if entity is not None:
                    parts[participant.role].add(entity)
            value, mod, interval = dated(given, event.times)
            kind = types.get(event.type)
            out.append(
                Report(
                    ref=EventRef(given.doc, index),
                    key=mention_key(given.doc, *words, turn=said[words]),
                    type=event.type,
                    family=kind.family if kind else event.type,
                    agents=frozenset(parts[Role.AGENT]),
                    patients=frozenset(parts[Role.PATIENT]),
                    places=frozenset(parts[Role.PLACE]),
                    others=frozenset(parts[Role.OTHER]),
                    value=value,
                    mod=mod,
                    interval=interval,
                    scenario=event.scenario,
                    score=event.score,
                )
            )
            said[words] += 1
    return out


def dated(given: LinkInput, times: Sequence[int]) -> tuple[str | None, Mod | None, tuple[Day, Day] | None]:
    """The value, modifier and day interval of the first of the expressions that fixes a day or a span of days."""
    from reader.analysis.times import interval_of

    for index in times:
        expression = given.analysis.times[index]
        if expression.anchor == "scenario" or expression.value.startswith("HYP"):
            return expression.value, expression.mod, None
        interval = interval_of(expression.value, expression.mod)
        if interval is not None:
            return expression.value, expression.mod, interval
    return None, None, None
