"""Event mentions of one document: trigger, parts, time, numbers, source and modality put together."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, read_sentences
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.modality import modality_of
from reader.analysis.events.participants import find_participants
from reader.analysis.events.triggers import Found, find_triggers
from reader.model import (
    EventMention,
    Mention,
    Modality,
    Role,
    Source,
    SourceKind,
    Span,
    TimeExpression,
    TimeType,
)

FLOOR = 2.0  # below this a trigger is a word of the text, not an event


def find_events(
    text: str, mentions: Sequence[Mention], times: Sequence[TimeExpression], *, source: str | None = None
) -> tuple[EventMention, ...]:
    """Event mentions in order of their triggers. `mentions` and `times` are sorted by span.

    `source` is the outlet: it says what nobody else is quoted for.
    """
    scenario = _scenario(text)
    outlet = Source(source, SourceKind.OUTLET) if source else None
    out: list[EventMention] = []
    for sentence in read_sentences(text, mentions, times):
        found = list(find_triggers(sentence, mentions))
        stops = frozenset(each.at for each in found)
        for each in found:
            event = _event(text, sentence, each, stops, mentions, times, outlet, scenario)
            if event.score >= FLOOR:
                out.append(event)
    return tuple(out)


def _scenario(text: str) -> Span | None:
    from reader.analysis.events.scenario import scenario_span

    return scenario_span(text)


def _event(
    text: str,
    sentence: Sentence,
    found: Found,
    stops: frozenset[int],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    outlet: Source | None,
    scenario: Span | None,
) -> EventMention:
    kind: EventType = lexicon().types[found.reading.trigger.type]
    trigger = sentence.words[found.at].span
    participants = find_participants(sentence, found, kind, mentions, stops)
    dates = _times(sentence, found, times)
    modality, word = modality_of(sentence, found)
    inside = scenario is not None and scenario.contains(trigger)
    score, why = 0.0, []
    if found.finite or found.light:
        score += 2
        why.append(f"فعل «{trigger.of(text)}» +2")
    else:
        score += 1
        why.append(f"مصدر «{trigger.of(text)}» +1")
    if any(p.role in (Role.AGENT, Role.PATIENT) for p in participants):
        score += 1
        why.append("طرف معروف +1")
    if any(p.role is Role.PLACE for p in participants):
        score += 1
        why.append("مكان +1")
    if dates:
        score += 1
        why.append(f"زمن «{times[dates[0]].text}» +1")
    if word:
        why.append(f"«{word}»: {modality.value}")
    if inside:
        modality = Modality.HYPOTHETICAL
    return EventMention(
        span=sentence.span,
        trigger=trigger,
        lemma=found.reading.trigger.lemma,
        type=kind.id,
        participants=participants,
        times=dates,
        source=outlet,
        modality=modality,
        scenario=inside,
        score=score,
        why=tuple(why),
    )


def _times(sentence: Sentence, found: Found, times: Sequence[TimeExpression]) -> tuple[int, ...]:
    """Dating expressions of the sentence, nearest to the trigger first."""
    near: dict[int, int] = {}
    for i, word in enumerate(sentence.words):
        if word.time >= 0 and times[word.time].type in (TimeType.DATE, TimeType.TIME):
            near[word.time] = min(near.get(word.time, 999), abs(i - found.at))
    return tuple(sorted(near, key=lambda t: (near[t], t)))
