"""Who does it, or whom it is done to, behind a masdar: «مغادرة الرئيس العاصمة», «مقتل فلان», «غزو العاصمة», «معركة داخلية»."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.bearing import takes_back
from reader.analysis.events.case import awaited, done_to, taken_on
from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import is_title, of_people
from reader.analysis.events.parts import ROLES, is_anaphor, is_force, type_of
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention, Role


def behind_masdar(
    sentence: Sentence,
    found: Found,
    kind: EventType,
    mentions: Sequence[Mention],
    bare: list[Chunk],
    passive: bool,
    after: Sequence[Chunk],
) -> list[tuple[Chunk, Role]]:
    """The parts of the phrases right behind a masdar: who does it, or who or what it is done to, as the type says; `bare` of `after` are
    those without a preposition."""
    first_word = found.complement + 1 if found.complement == found.at + 1 else found.at + 1
    adjacent = [c for c in bare if c.words[0] == first_word]
    if not adjacent or found.reading.definite:
        return []
    first = adjacent[0]
    if not first.mentions and (_adjective(first, sentence) or _its_verb(first, sentence)):
        return []
    rest = [c for c in bare if c is not first]
    if found.reading.pronoun:
        return [(first, ROLES[kind.object])]
    if taken_on(sentence, found, kind):
        return [(first, Role.AGENT)]
    if passive:
        return [(first, Role.PATIENT if kind.object == "patient" else ROLES[kind.genitive])]
    if done_to(first, found, after, sentence, mentions):
        return [(first, ROLES[kind.object])]
    genitive = ROLES[kind.genitive]
    is_place = type_of(first, mentions) is EntityType.LOC or is_anaphor(first, sentence)
    if kind.object == "place" and genitive is Role.AGENT and is_place and not is_force(first, sentence):
        return [(first, Role.PLACE)]
    if genitive is Role.PATIENT and (
        (rest and kind.object == "patient" and type_of(rest[0], mentions) is not None)
        or (kind.object == "patient" and is_force(first, sentence))
    ):
        return [(first, Role.AGENT), *((c, Role.PATIENT) for c in rest[:1])]
    if awaited(sentence, found.at) and first.mentions:  # «كان في استقبال الرئيس وزير الدفاع»
        return [(first, Role.PATIENT), *((c, Role.AGENT) for c in rest[:1])]
    whole = kind.object == "place"  # «مغادرة الرئيس العاصمة»
    objects = (c for c in rest[:1] if c.mentions or (whole and is_anaphor(c, sentence)))
    return [(first, genitive), *((c, ROLES[kind.object]) for c in objects)]


def _adjective(chunk: Chunk, sentence: Sentence) -> bool:
    """An indefinite word alone after the masdar describes it: «معركة داخلية», «اتصال مباشر»."""
    words = [sentence.words[i] for i in chunk.words]
    if (
        any(w.bare.startswith("ال") or w.owned for w in words)
        or is_force(chunk, sentence)
        or is_title(words[0])
    ):
        return False
    return not any(w.bare in word_list("grammar", "side_heads") for w in words)


def _its_verb(chunk: Chunk, sentence: Sentence) -> bool:
    """«انقلاب نفذه الجيش»: a verb that takes the masdar back is no phrase; «اعتقال قادته» is one."""
    word = sentence.words[chunk.words[0]]
    return takes_back(word) and not of_people(word)
