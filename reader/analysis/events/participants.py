"""Who did it, to whom, where: mentions around a trigger and the part that grammar gives them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention, Participant, Role

_ROLES = {
    "agent": Role.AGENT,
    "patient": Role.PATIENT,
    "place": Role.PLACE,
    "other": Role.OTHER,
    "none": Role.OTHER,
}
REACH = 16


def find_participants(
    sentence: Sentence, found: Found, kind: EventType, mentions: Sequence[Mention], stops: frozenset[int]
) -> tuple[Participant, ...]:
    """The mentions of the trigger's clause with their parts, nearest first. `stops` are the other triggers."""
    taken: dict[int, Role] = {}
    bare = 0
    passive = found.reading.kind == "passive" or (found.light and not found.finite)
    for index, governor in _after(sentence, found.at, stops):
        mention = mentions[index]
        if index in taken:
            continue
        if governor:
            taken[index] = _governed(governor, mention, kind)
            continue
        taken[index] = _bare(bare, mention, found, kind, passive)
        bare += 1
    if not any(role is Role.AGENT for role in taken.values()) and found.finite and not passive:
        subject = _before(sentence, found.at, stops)
        if subject is not None and subject not in taken:
            shifted = {
                i: _object(kind, mentions[i]) if r is _ROLES[kind.subject] else r for i, r in taken.items()
            }
            taken = {subject: _ROLES[kind.subject], **shifted}
    return tuple(Participant(index, role) for index, role in taken.items())


def _after(sentence: Sentence, at: int, stops: frozenset[int]) -> list[tuple[int, str]]:
    """Mentions after the trigger with the preposition that governs each ("" for none)."""
    out: list[tuple[int, str]] = []
    governor = ""
    last = -1
    for i in range(at + 1, min(len(sentence.words), at + 1 + REACH)):
        word = sentence.words[i]
        if i in stops and (
            word.folded[0] in "وف" or sentence.words[i - 1].bare in word_list("grammar", "openers")
        ):
            break
        if word.bare in word_list("grammar", "openers") or any(b in "؛.:" for b in word.break_before):
            break
        if word.mention >= 0:
            if word.mention != last:
                clitic = _clitic(sentence, i)
                out.append((word.mention, clitic or governor))
                governor = ""
            last = word.mention
        elif word.bare in word_list("grammar", "prepositions"):
            governor = word.bare
        elif word.bare.startswith(("بال", "لل")):
            governor = word.bare[0]
    return out


def _clitic(sentence: Sentence, i: int) -> str:
    word = sentence.words[i]
    rest = word.folded[1:] if word.folded[0] in "وف" else word.folded
    return rest[0] if rest[:1] in ("ب", "ل") and rest[:3] not in ("لبن", "بغد") else ""


def _governed(governor: str, mention: Mention, kind: EventType) -> Role:
    role = kind.preps.get(governor)
    if role is not None:
        return _ROLES[role]
    if mention.type is EntityType.LOC and (
        governor in word_list("grammar", "place_prepositions") or governor == "ب"
    ):
        return Role.PLACE
    return Role.OTHER


def _object(kind: EventType, mention: Mention) -> Role:
    if kind.object == "place":
        return Role.PLACE if mention.type is EntityType.LOC else Role.OTHER
    return Role.PATIENT if kind.object == "patient" else Role.OTHER


def _bare(order: int, mention: Mention, found: Found, kind: EventType, passive: bool) -> Role:
    if found.finite and not passive:
        if found.reading.pronoun:
            return _ROLES[kind.subject]
        return _ROLES[found.reading.trigger.subject or kind.subject] if order == 0 else _object(kind, mention)
    if found.reading.pronoun:
        return _object(kind, mention)
    if order == 0:
        return _ROLES[kind.genitive] if not passive or kind.object == "none" else Role.PATIENT
    return _object(kind, mention)


def _before(sentence: Sentence, at: int, stops: frozenset[int]) -> int | None:
    """The subject before the verb: the first mention of the clause that nothing governs."""
    start = at
    while start > 0:
        word = sentence.words[start - 1]
        if start - 1 in stops or any(b in "؛.:،," for b in sentence.words[start].break_before):
            break
        start -= 1
        if word.bare in word_list("grammar", "openers"):
            break
    governor = ""
    for i in range(start, at):
        word = sentence.words[i]
        if word.mention >= 0:
            if not governor and not _clitic(sentence, i):
                return word.mention
            governor = ""
        elif word.bare in word_list("grammar", "prepositions"):
            governor = word.bare
    return None
