"""Events of a sentence beside those told before: the same happening again, told twice, answered, at the same place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.triggers import Found
from reader.model import EventMention, Mention, Participant, Role, Span
from reader.text.fold import fold

SAID = 120  # code points from a verb of announcing within which what follows is what it announces


def resumed(event: EventMention, found: Found, before: Sequence[EventMention], text: str) -> EventMention:
    """«الهجوم», «الحريق»: a definite noun with no party of its own means the happening told before in the text."""
    if (
        found.finite
        or not found.reading.definite
        or any(p.role is not Role.OTHER for p in event.participants)
        or (lexicon().types[event.type].harm and any(figure.value > 1 for figure in event.numbers))
    ):
        return event
    family = lexicon().types[event.type].family
    for other in reversed(before[-12:]):
        parts = tuple(p for p in other.participants if p.role is not Role.OTHER)
        same = other.type == event.type or family == "strike" == lexicon().types[other.type].family
        if lexicon().types[event.type].repeats:
            same = same and fold(other.trigger.of(text)).endswith(fold(event.trigger.of(text))[2:])
        if parts and same and not other.scenario:
            note = f"سبق ذكره: «{other.trigger.of(text)}»"
            return replace(event, participants=parts, why=(*event.why, note), score=event.score + 1)
    return event


def told_once(
    made: Sequence[EventMention], apart: Collection[Span] = (), aside: Collection[Span] = ()
) -> list[EventMention]:
    """Without the saying of what is told right after it: «أعلنت الوزارة مقتل أربعة» is a death, not two events.

    `apart` are the triggers of sayings that are told for themselves, with a day and a doer («قال فلان السبت إن ...»), `aside` those
    of what says where or when it was said.
    """
    types = lexicon().types
    kept: list[EventMention] = []
    following: EventMention | None = None
    for event in reversed(made):
        said = types[event.type].says and event.trigger not in apart
        if not (said and following is not None and following.trigger.start - event.trigger.end < SAID):
            kept.append(event)
        if event.trigger not in aside:
            following = event
    return kept[::-1]


def with_places(made: Sequence[EventMention], mentions: Sequence[Mention]) -> list[EventMention]:
    """Events of a sentence that name nobody and no place take the place of their neighbour in it."""
    out: list[EventMention] = []
    for i, event in enumerate(made):
        named = [p for p in event.participants if p.role is not Role.OTHER]
        theme = lexicon().types[event.type].theme
        tied = any(p.role == theme or p.role is Role.PLACE for p in named)
        said = any(party.role is Role.PLACE for party in event.parties)  # «دخلت القوات العاصمة»
        if not said and (not named or (theme and not tied)):
            near = [*reversed(made[:i]), *made[i + 1 :]]
            found = ([p for p in other.participants if p.role is Role.PLACE] for other in near)
            places = next((each for each in found if each), [])
            if places:
                taken = {p.mention for p in places}
                rest = [p for p in event.participants if p.mention not in taken]
                note = f"المكان من الجملة «{mentions[places[0].mention].text}»"
                event = replace(
                    event, participants=(*places, *rest), why=(*event.why, note), score=event.score + 0.5
                )
        out.append(event)
    return out


def answering(
    event: EventMention, before: Sequence[EventMention], mentions: Sequence[Mention], text: str
) -> EventMention:
    """An answer is to somebody: who offered or asked just before, where the clause itself does not say."""
    types = lexicon().types
    agents = [mentions[p.mention] for p in event.participants if p.role is Role.AGENT]
    if not types[event.type].answer or not agents or any(p.role is Role.PATIENT for p in event.participants):
        return event
    for other in reversed(before):
        if types[other.type].control != "patient" or text.count(".", other.span.end, event.span.start) > 3:
            continue
        asked = [mentions[p.mention] for p in other.participants if p.role is Role.PATIENT]
        offered = next((p for p in other.participants if p.role is Role.AGENT), None)
        met = any(_same(a, b) for a in asked for b in agents)
        if offered is not None and met and not any(_same(mentions[offered.mention], a) for a in agents):
            rest = tuple(p for p in event.participants if p.mention != offered.mention)
            note = f"جواب «{mentions[offered.mention].text}»"
            return replace(
                event,
                participants=(*rest, Participant(offered.mention, Role.PATIENT)),
                why=(*event.why, note),
            )
    return event


def _same(a: Mention, b: Mention) -> bool:
    """One entity inside a document: by the entity room's number, or by name («الأسد», «بشار الأسد»)."""
    if a.local >= 0 and a.local == b.local:
        return True
    first, second = set(fold(a.name).split()), set(fold(b.name).split())
    return a.type is b.type and (first <= second or second <= first)
