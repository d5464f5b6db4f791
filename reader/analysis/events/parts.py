"""The parts of one act as they are gathered, and how a phrase is entered among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, without_article, word_list, word_lists
from reader.analysis.events.complements import starts_with
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import is_title, of_a_person
from reader.model import EntityType, Mention, Participant, Party, Role, Span
from reader.text.fold import fold

MANY = ("ون", "ين")  # the sound plural of people: «الحوثيون», «المسلحين»
ROLES = {
    "agent": Role.AGENT,
    "patient": Role.PATIENT,
    "place": Role.PLACE,
    "other": Role.OTHER,
    "none": Role.OTHER,
}


@dataclass(slots=True)
class Parts:
    """What was found around one trigger."""

    participants: dict[int, Role] = field(default_factory=dict)
    parties: list[Party] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # words for the why-line
    told: bool = False  # «عقدت الجولة»: the verb's own noun is its subject; nobody is left out
    lone: bool = False  # one phrase after a verb that may be passive: who acted is not said

    def has(self, role: Role) -> bool:
        return role in self.participants.values() or any(p.role is role for p in self.parties)

    def named(self, role: Role) -> list[int]:
        return [m for m, r in self.participants.items() if r is role]

    def frozen(self) -> tuple[Participant, ...]:
        order = {Role.AGENT: 0, Role.PATIENT: 1, Role.PLACE: 2, Role.OTHER: 3}
        return tuple(
            Participant(m, r)
            for m, r in sorted(self.participants.items(), key=lambda mr: (order[mr[1]], mr[0]))
        )


def of_many(party: Party, text: str) -> bool:
    """«المسلحون», «محتجون», «آلاف العراقيين»: a head in the sound plural, or one that means several."""
    head = fold(party.span.of(text)).split()[0]
    noun = without_article(head)
    several = word_lists(("grammar", "crowds"), ("grammar", "forces"))
    return noun.endswith(MANY) or noun in several or head in word_list("grammar", "crowds")


def enter(
    parts: Parts,
    chunk: Chunk,
    role: Role,
    mentions: Sequence[Mention],
    sentence: Sentence,
    kind: EventType,
    needs: tuple[str, ...] = (),
    *,
    told: bool = False,
) -> None:
    """Enter a phrase: its main mention with the part, what is embedded in it as other, else as an unnamed party."""
    main = chunk.main(mentions)
    if main < 0:
        if chunk.head and (role is not Role.OTHER or chunk.governor in kind.preps):
            words = sentence.words
            parts.parties.append(Party(Span(words[chunk.words[0]].start, words[chunk.words[-1]].end), role))
        return
    if role is not Role.PLACE and not told and embedded(chunk, main, mentions, sentence, needs):
        where = kind.harms and mentions[main].type is EntityType.LOC and role is Role.PATIENT
        parts.participants.setdefault(main, Role.PLACE if where else Role.OTHER)  # «انفجار مستودع بيروت»
        words = sentence.words
        parts.parties.append(Party(Span(words[chunk.words[0]].start, words[chunk.words[-1]].end), role))
    else:
        if role is Role.PLACE and mentions[main].type is EntityType.PER:
            role = Role.OTHER
        on_place = kind.object == "place" or kind.family == "strike" or kind.id == "destroy"
        if role is Role.PATIENT and on_place and mentions[main].type is EntityType.LOC:
            role = Role.PLACE
        previous = parts.participants.get(main)
        if previous is None or previous is Role.OTHER:
            parts.participants[main] = role
    for other in chunk.mentions:
        parts.participants.setdefault(other, Role.OTHER)


def embedded(
    chunk: Chunk, main: int, mentions: Sequence[Mention], sentence: Sentence, needs: tuple[str, ...] = ()
) -> bool:
    """True where the name only belongs to the party: «شقيق الأسد», «سكان حلب»; not for titles and sides."""
    before = [i for i in chunk.head if sentence.words[i].end <= mentions[main].span.start]
    if not before:
        return False
    noun, last = sentence.words[before[0]], sentence.words[before[-1]]
    if last.bare in word_list("grammar", "called") and mentions[main].type is EntityType.PER:
        return False  # «طالبة تدعى فلانة»
    if noun.bare in word_list("grammar", "honours"):
        return False  # «جلالة فلان»
    if needs and starts_with(last, needs):
        return False  # «بسجن فلان»: the noun is part of the trigger
    if last.owned and not last.form.marbuta and mentions[main].type is EntityType.PER:
        return False  # «شقيقه طارق», «نجله بشار»: an apposition
    if last.bare in word_list("grammar", "my_people") and mentions[main].type is EntityType.PER:
        return False  # «ومات أخي كمال»
    relations = word_list("grammar", "relations")
    if noun.bare in word_list("grammar", "one_of") and len(before) > 1:
        noun = sentence.words[before[1]]  # «أحد مرافقي الرئيس فلان»
    if without_article(noun.bare) in relations or last.bare in relations:
        thing = last.bare.startswith("ال") and not (is_title(last) or of_a_person(last))
        return not thing  # «سائق القطار فلان» is he, «شقيق الرئيس فلان» is not
    if last.bare.startswith(("ال", "بال", "لل")) or is_title(noun) or is_title(last):
        return False
    return without_article(noun.bare) not in word_list("grammar", "side_heads")


def type_of(chunk: Chunk, mentions: Sequence[Mention]) -> EntityType | None:
    main = chunk.main(mentions)
    return mentions[main].type if main >= 0 else None


def is_anaphor(chunk: Chunk, sentence: Sentence) -> bool:
    return len(chunk.head) >= 1 and sentence.words[chunk.head[0]].bare in word_list(
        "grammar", "place_anaphors"
    )


def is_force(chunk: Chunk, sentence: Sentence) -> bool:
    return bool(chunk.head) and without_article(sentence.words[chunk.head[0]].bare) in word_list(
        "grammar", "forces"
    )
