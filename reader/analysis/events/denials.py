"""Who denies what was just told: «وهو ما نفته الرئاسة», «إلا أن الجيش نفى ذلك»; a report that it did not happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.events.clauses import Sentence, without_article, word_list, word_lists
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.triggers import Found
from reader.model import EntityType, EventMention, Mention, Modality, Role, Source, SourceKind, Span
from reader.text.fold import fold

OBJECT = 5  # words behind a verb of denying in which «ذلك» is what it denies
DENY = ("deny", "denied")  # the types of such verbs
BACK = 4  # events back to what is denied
OPENING = 3  # words of a sentence before a verb that denies what the one before it told
ACCUSING = (
    "accuse",
    "charge",
)  # beside these it is what somebody is accused of that is denied, and that is no report
_TOLD = (Modality.ASSERTED, Modality.ATTRIBUTED)


def denying(
    made: Sequence[EventMention],
    found: Sequence[Found],
    sentence: Sentence,
    before: Sequence[EventMention],
    mentions: Sequence[Mention],
    text: str,
) -> list[EventMention]:
    """The events of a sentence, a denial of what was told before it as a denied report of that."""
    out: list[EventMention] = []
    at = -OBJECT  # of the last denial
    for number, (event, each) in enumerate(zip(made, found, strict=True)):
        denied = who = None
        if event.type in DENY and not event.scenario:
            after = [other.at for other in found[number + 1 :]]
            if each.finite and _points_back(sentence, each.at, after):
                turned = _turned(sentence, each.at)
                denied = _what(before[-BACK:] if each.at <= OPENING or turned else out, text)
                who = _after_turn(sentence, each.at, text) if turned else None
            elif each.at - at < OBJECT:
                event = replace(event, score=0.0)  # «نفى ذلك نفيا قاطعا»: once more, in the noun
        at = each.at if denied is not None else at
        out.append(event if denied is None else _denial(event, denied, mentions, text, who))
    return out


def _points_back(sentence: Sentence, at: int, after: Sequence[int]) -> bool:
    """Whether what a verb denies is what was just told: «ما نفته», «نفى الجيش ذلك»; and no act that it names itself."""
    words = sentence.words
    if at and words[at - 1].bare in word_list("modality", "denied", "which_back"):
        return True
    for i in range(at + 1, min(len(words), at + 1 + OBJECT)):
        if words[i].break_before or i in after:
            return False
        if words[i].bare in word_list("modality", "denied", "that_back"):
            named = words[i + 1] if i + 1 < len(words) and not words[i + 1].break_before else None
            return (
                named is None or named.time >= 0 or named.bare == without_article(named.bare)
            )  # «نفى ذلك القصف» names it
    return False


def _turned(sentence: Sentence, at: int) -> bool:
    """«لكن فلانا، الذي شارك فيها، نفى ذلك»: the sentence turns to somebody who denies what the one before it told."""
    words = sentence.words
    if words[0].bare not in word_list("speech", "turns"):
        return False
    return not any(word.bare in word_list("grammar", "that") for word in words[OPENING:at])


def _after_turn(sentence: Sentence, at: int, text: str) -> Source | None:
    """Who the sentence turns to: the words behind «لكن», up to a clause about him."""
    words = sentence.words
    start = 2 if words[1].bare in word_list("grammar", "that") else 1  # «إلا أن الجيش»
    end = start
    stops = word_lists(("grammar", "prepositions"), ("titles", "relatives"))
    while end < min(at, start + OBJECT) and not words[end].break_before and words[end].bare not in stops:
        end += 1
    if end == start:
        return None
    span = Span(words[start].start, words[end - 1].end)
    return Source(span.of(text), SourceKind.ANONYMOUS, span=span)


def _what(near: Sequence[EventMention], text: str) -> EventMention | None:
    """The report that is denied: the first of what somebody is quoted for last, else the last; an accusation tells none.

    What only says who is meant («إن الذين هاجموا المنصة خمسة») is not what is denied.
    """
    types = lexicon().types
    told = [e for e in near if e.modality in _TOLD and not e.scenario and not types[e.type].says]
    told = [e for e in told if e.span == told[-1].span]
    told = [e for e in told if not _tells_who(e, text)]
    quoted = [e for e in told if e.modality is Modality.ATTRIBUTED]
    said = [e for e in quoted if e.source == quoted[-1].source] or told[-1:]
    return None if not said or any(e.type in ACCUSING for e in told) else said[0]


def _tells_who(event: EventMention, text: str) -> bool:
    before = fold(text[event.span.start : event.trigger.start]).split()[-1:]
    return bool(before) and before[0] in word_list("titles", "relatives")


def _denial(
    event: EventMention,
    denied: EventMention,
    mentions: Sequence[Mention],
    text: str,
    who: Source | None,
) -> EventMention:
    """What is denied, as a report of its own; `who` denies it where nobody is named for it."""
    named = any(
        part.role is Role.AGENT and mentions[part.mention].type is not EntityType.LOC
        for part in event.participants
    )
    return replace(
        denied,
        span=event.span,
        trigger=event.trigger,
        numbers=(),
        source=(who if not named else None) or _who(event, mentions, text) or event.source,
        modality=Modality.DENIED,
        why=(*event.why, f"«{event.trigger.of(text)}»: denied"),
    )


def _who(event: EventMention, mentions: Sequence[Mention], text: str) -> Source | None:
    """Who denies, by name or as the text calls them."""
    for part in event.participants:
        if part.role is Role.AGENT:
            mention = mentions[part.mention]
            kind = SourceKind.PERSON if mention.type is EntityType.PER else SourceKind.BODY
            return Source(mention.text, kind, span=mention.span)
    party = next((each for each in event.parties if each.role is Role.AGENT), None)
    return None if party is None else Source(party.span.of(text), SourceKind.ANONYMOUS, span=party.span)
