"""Who did it, to whom, where: the phrases around a trigger and the part that grammar gives each.

Verb before subject: the first bare phrase is the subject, the second the object. Subject before verb: the
first bare phrase of the clause. A verb in the plural, a verb with a subject already before it, or a
masculine verb before a place takes the bare phrase as object. A lone phrase after the verb of an act that
somebody suffers («قُتل», «اعتقل») is who suffers it. After a masdar comes who does it or who suffers it, as
the lexicon says. Prepositions give what their type says they give.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.events.chunks import BY, HARD, SOFT, Chunk, chunks, is_place_head, is_title
from reader.analysis.events.clauses import Sentence, without_article, word_list
from reader.analysis.events.lexicon import EventType, lexicon, read_word
from reader.analysis.events.triggers import Found, borne_part, starts_with, takes_back
from reader.model import EntityType, Mention, Participant, Party, Role, Span

REACH = 22  # words
_AUXILIARIES = ("قد", "لقد", "لم", "لن", "لا", "سوف", "كان", "كانت", "كانوا")
_QUOTES = '«»"“”'
_DAMMA = "\u064f"
_ROLES = {
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


def _noun_is_subject(sentence: Sentence, found: Found) -> bool:
    """«عقدت الجولة الأخيرة», «أطلق السراح»: the definite noun that completes the verb stands right after it."""
    if found.complement != found.at + 1 or not found.reading.trigger.needs:
        return False
    noun = sentence.words[found.complement]
    return noun.folded.startswith("ال") and not noun.break_before


def is_passive(found: Found, text: str, sentence: Sentence) -> bool:
    """True for a form that is passive by its letters, its damma, or carried by تم."""
    if found.reading.kind == "passive" or (found.light and not found.finite):
        return True
    if not found.finite:
        return False
    written = sentence.words[found.at].span.of(text)
    skip = 1 if found.reading.conjunction else 0
    return _DAMMA in written[skip : skip + 2]


def find_parts(
    sentence: Sentence,
    found: Found,
    kind: EventType,
    mentions: Sequence[Mention],
    stops: Collection[int],
    text: str,
    vocabulary: Collection[str],
    *,
    acting: bool = False,
) -> Parts:
    """The parts that the trigger's own clause gives. Pronouns and omitted subjects are for `focus`.

    `acting`: somebody acts in this sentence already, whom a verb after و may go on with.
    """
    parts = Parts()
    end = min(len(sentence.words), found.at + 1 + REACH)
    after = list(
        chunks(
            sentence,
            found.at + 1,
            end,
            mentions,
            ends=_ends(stops, found.at),
            vocabulary=vocabulary,
            skip=found.complement,
        )
    )
    bare = _without_offices(
        [c for c in after if not c.governor and not c.after_comma and not c.joined], sentence, mentions
    )
    passive = is_passive(found, text, sentence)
    if found.finite and not passive and _noun_is_subject(sentence, found):
        parts.told = True
        bare = []
    given = (
        _verbal(sentence, found, kind, mentions, stops, bare, passive, parts, acting)
        if found.finite
        else None
    )
    if given is None:
        given = _nominal(sentence, found, kind, mentions, bare, passive)
    roles = {id(chunk): role for chunk, role in given}
    last: Role | None = None
    for chunk in after:
        role = roles.get(id(chunk))
        if role is None and chunk.joined:
            role = last
            if last is Role.OTHER and chunk.governor in word_list("grammar", "place_prepositions"):
                role = _governed(chunk, kind, mentions, sentence)
        elif role is None and _included(chunk, sentence):
            role = Role.PATIENT if "patient" in (kind.single, kind.subject) else Role.OTHER
        elif role is None and chunk.governor:
            role = _governed(chunk, kind, mentions, sentence)
        elif role is None:
            role = Role.OTHER
        last = role
        if role is not None:
            _add(parts, chunk, role, mentions, sentence, kind, found.reading.trigger.needs)
    part = borne_part(sentence, found)
    if part and not parts.has(_ROLES[part]):
        _borne(sentence, found, mentions, stops, parts, kind, _ROLES[part])
    if not found.finite and not parts.named(Role.PLACE):
        _witnessed(sentence, found, mentions, parts)
    if not found.finite and not parts.has(Role.AGENT) and kind.subject == "agent":
        _done_by(sentence, found, mentions, parts, kind)
    return parts


def _done_by(
    sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts, kind: EventType
) -> None:
    """«هجوم كاسح شنه الجيش», «الحملة التي قادتها الوزارة»: the subject of the verb that takes the masdar back as its object."""
    words = sentence.words
    for i in range(found.at + 1, min(len(words) - 1, found.at + 5)):
        if HARD.union(SOFT).intersection(words[i].break_before):
            return
        if words[i].mention < 0 and takes_back(words[i]):
            subject = next(iter(chunks(sentence, i + 1, min(len(words), i + 9), mentions)), None)
            if subject is not None and not subject.governor and subject.words[0] == i + 1:
                _add(parts, subject, Role.AGENT, mentions, sentence, kind)
            return


def _borne(
    sentence: Sentence,
    found: Found,
    mentions: Sequence[Mention],
    stops: Collection[int],
    parts: Parts,
    kind: EventType,
    role: Role,
) -> None:
    """«حاول فلان دخول المقر», «فلان تعرض لهجوم»: the subject of the verb that bears the masdar."""
    verb = replace(
        found, at=found.borne, reading=replace(found.reading, kind="past", pronoun="", conjunction="")
    )
    subjects = subject_before(sentence, verb, mentions, stops)
    if not subjects:
        between = [c for c in chunks(sentence, found.borne + 1, found.at, mentions) if not c.governor]
        subjects = between[:1] + [c for c in between[1:2] if c.joined and c.mentions]
    for subject in subjects:
        _add(parts, subject, role, mentions, sentence, kind)


def _included(chunk: Chunk, sentence: Sentence) -> bool:
    """«بينهم فلان», «أحدهما العقيد فلان»: one of those just counted."""
    among = word_list("grammar", "among")
    return chunk.governor in among or (bool(chunk.head) and sentence.words[chunk.head[0]].bare in among)


def _without_offices(bare: list[Chunk], sentence: Sentence, mentions: Sequence[Mention]) -> list[Chunk]:
    """«القيادي في التنظيم فلان»: office, what it is of, and name are one phrase."""
    if len(bare) > 1 and not bare[0].mentions and is_title(sentence.words[bare[0].head[0]]):
        between = sentence.words[bare[0].words[-1] + 1 : bare[1].words[0]]
        if (
            between
            and between[0].bare in ("في", "ب", "لدي")
            and _type_of(bare[1], mentions) is EntityType.PER
        ):
            return bare[1:]
    return bare


def _ends(stops: Collection[int], at: int) -> frozenset[int]:
    return frozenset(s for s in stops if s != at)


def _verbal(
    sentence: Sentence,
    found: Found,
    kind: EventType,
    mentions: Sequence[Mention],
    stops: Collection[int],
    bare: list[Chunk],
    passive: bool,
    parts: Parts,
    acting: bool,
) -> list[tuple[Chunk, Role]]:
    subject_role = _ROLES[found.reading.trigger.subject or kind.subject]
    object_role = _ROLES[kind.object]
    if passive:
        if bare:
            return [(bare[0], Role.PATIENT if kind.object != "place" else Role.PLACE)]
        for before in subject_before(sentence, found, mentions, stops):
            _add(parts, before, Role.PATIENT, mentions, sentence, kind)
        return []
    subjects = subject_before(sentence, found, mentions, stops)
    if subjects:
        suffered = kind.single == "patient" and not bare and not found.reading.pronoun
        role = Role.PATIENT if suffered else subject_role
        for before in subjects:
            _add(parts, before, role, mentions, sentence, kind, told=_relative(sentence, found.at))
        return [(bare[0], object_role)] if bare and not found.reading.pronoun else []
    if len(bare) > 1 and bare[0].mentions:
        bare = [bare[0], *(c for c in bare[1:] if c.mentions or not _with_ba(c, sentence))]
    if len(bare) > 1 and not kind.answer:  # «رفض فلان عرضا»: what was refused is indefinite, too
        bare = [c for c in bare if c.mentions or not _accusative(c, sentence)]
    if bare and found.reading.pronoun and not bare[0].mentions and sentence.words[bare[0].words[0]].owned:
        bare = []  # «وأبلغه استعداده»: what he told, not who
    if len(bare) == 1 and not bare[0].mentions and kind.object != "none":
        indefinite = _accusative(bare[0], sentence) and _is_accusative(
            sentence.words[bare[0].words[0]].folded
        )
        if indefinite or _being(sentence, found.at) or _pronoun_before(sentence, found.at):
            return [
                (bare[0], object_role)
            ]  # «ورفض عرضا», «أن تكون قد رفضت المساعدة»: the subject is left out
    if not bare:
        parts.lone = kind.single == "patient" and not found.reading.pronoun
        return []
    if found.reading.agreement in ("p", "d"):
        return [(bare[0], object_role)]
    first = _type_of(bare[0], mentions)
    place_first = first is EntityType.LOC or _anaphor(bare[0], sentence)
    if kind.object == "place" and place_first and (found.reading.agreement == "m" or len(bare) > 1):
        return [(bare[0], Role.PLACE)]
    body = first in (EntityType.ORG, EntityType.LOC) or _force(bare[0], sentence)
    if kind.single == "patient" and len(bare) == 1 and not found.reading.pronoun and not body:
        parts.lone = True
        return [(bare[0], Role.PATIENT)]
    if found.reading.trigger.transitive and acting and found.reading.conjunction and len(bare) == 1:
        return [(bare[0], object_role)]  # «زار فلان بيروت والتقى عون»: the subject goes on
    if (
        acting
        and found.reading.conjunction
        and len(bare) == 1
        and not bare[0].mentions
        and kind.object == "patient"
    ):
        return [(bare[0], object_role)]  # «... والتقى عائلات الضحايا»: the subject goes on
    if len(bare) > 1 and not found.reading.pronoun:
        return [(bare[0], subject_role), (bare[1], object_role)]
    return [(bare[0], subject_role)]


def _nominal(
    sentence: Sentence,
    found: Found,
    kind: EventType,
    mentions: Sequence[Mention],
    bare: list[Chunk],
    passive: bool,
) -> list[tuple[Chunk, Role]]:
    first_word = found.complement + 1 if found.complement == found.at + 1 else found.at + 1
    adjacent = [c for c in bare if c.words[0] == first_word]
    if not adjacent or found.reading.definite:
        return []
    first = adjacent[0]
    if not first.mentions and _adjective(first, sentence):
        return []
    rest = [c for c in bare if c is not first]
    if found.reading.pronoun:
        return [(first, _ROLES[kind.object])]
    if passive:
        return [(first, Role.PATIENT if kind.object == "patient" else _ROLES[kind.genitive])]
    genitive = _ROLES[kind.genitive]
    is_place = _type_of(first, mentions) is EntityType.LOC or _anaphor(first, sentence)
    if kind.object == "place" and genitive is Role.AGENT and is_place and not _force(first, sentence):
        return [(first, Role.PLACE)]
    if genitive is Role.PATIENT and (
        (rest and kind.object == "patient" and _type_of(rest[0], mentions) is not None)
        or (kind.object == "patient" and _force(first, sentence))
    ):
        return [(first, Role.AGENT), *((c, Role.PATIENT) for c in rest[:1])]
    return [(first, genitive), *((c, _ROLES[kind.object]) for c in rest[:1] if c.mentions)]


def _relative(sentence: Sentence, at: int) -> bool:
    """True for a verb right after a relative pronoun."""
    return at > 0 and sentence.words[at - 1].bare in ("الذي", "التي", "الذين")


def _accusative(chunk: Chunk, sentence: Sentence) -> bool:
    """«رئيسا تنفيذيا», «سرا»: an indefinite accusative says as what or how, not whom."""
    return sentence.words[chunk.words[0]].folded.endswith("ا") and len(chunk.words) <= 3


def _is_accusative(letters: str) -> bool:
    """A noun in ـا that is long enough to be an indefinite accusative: «عرضا», not «ما»."""
    return len(letters) > 3 and not letters.endswith(("يا", "ها", "نا"))


def _pronoun_before(sentence: Sentence, at: int) -> bool:
    """«إنه لم يلتق أي مسؤول»: the pronoun on إن is the subject, so that the phrase after the verb is the object."""
    at -= 1
    while at > 0 and sentence.words[at].bare in word_list("grammar", "before_verb"):
        at -= 1
    return at >= 0 and sentence.words[at].bare in word_list("grammar", "subject_pronouns")


def _witnessed(sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts) -> None:
    """«المواجهات التي شهدتها شبوة», «شهدت شبوة مواجهات»: the place that saw it."""
    words, listed = sentence.words, word_list("grammar", "witness")
    for i in range(max(0, found.at - 6), min(len(words) - 1, found.at + 5)):
        if words[i].bare not in listed or (i > found.at and words[i - 1].bare not in ("الذي", "التي")):
            continue
        after = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].begins), -1)
        if after < 0 or (i < found.at) != (after < found.at):
            continue
        mention = words[after].mention
        if mentions[mention].type is EntityType.LOC:
            parts.participants.setdefault(mention, Role.PLACE)
            if parts.participants[mention] is Role.OTHER:
                parts.participants[mention] = Role.PLACE


def _with_ba(chunk: Chunk, sentence: Sentence) -> bool:
    """«بإدارة الوزارة» after a name: an indefinite noun in ب that is no known word of its own has a preposition."""
    letters = sentence.words[chunk.words[0]].folded
    return letters.startswith("ب") and len(letters) > 4 and letters not in word_list("grammar", "keeps_ba")


def _being(sentence: Sentence, at: int) -> bool:
    """True right after «أن يكون قد», «أن تكون قد»: a subject would stand before قد."""
    words = sentence.words
    return (
        at > 2
        and words[at - 1].bare == "قد"
        and words[at - 2].bare in word_list("grammar", "being")
        and words[at - 3].bare in ("ان", "بان")
    )


def _adjective(chunk: Chunk, sentence: Sentence) -> bool:
    """An indefinite word alone after the masdar describes it: «معركة داخلية», «اتصال مباشر»."""
    words = [sentence.words[i] for i in chunk.words]
    if (
        any(w.bare.startswith("ال") or w.owned for w in words)
        or _force(chunk, sentence)
        or is_title(words[0])
    ):
        return False
    return not any(w.bare in word_list("grammar", "side_heads") for w in words)


def _type_of(chunk: Chunk, mentions: Sequence[Mention]) -> EntityType | None:
    main = chunk.main(mentions)
    return mentions[main].type if main >= 0 else None


def _anaphor(chunk: Chunk, sentence: Sentence) -> bool:
    return len(chunk.head) >= 1 and sentence.words[chunk.head[0]].bare in word_list(
        "grammar", "place_anaphors"
    )


def _force(chunk: Chunk, sentence: Sentence) -> bool:
    return bool(chunk.head) and without_article(sentence.words[chunk.head[0]].bare) in word_list(
        "grammar", "forces"
    )


def _governed(chunk: Chunk, kind: EventType, mentions: Sequence[Mention], sentence: Sentence) -> Role:
    if chunk.governor == BY:
        return Role.AGENT
    if chunk.governor == "ب" and chunk.head and is_place_head(sentence.words[chunk.head[0]]):
        return Role.PLACE if _type_of(chunk, mentions) is EntityType.LOC else Role.OTHER
    role = kind.preps.get(chunk.governor)
    if role is not None:
        return _ROLES[role]
    place = _type_of(chunk, mentions) is EntityType.LOC or _anaphor(chunk, sentence)
    if place and (chunk.governor in word_list("grammar", "place_prepositions") or chunk.governor == "ب"):
        return Role.PLACE
    return Role.OTHER


def _add(
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
            parts.parties.append(
                Party(Span(words[chunk.words[0]].span.start, words[chunk.words[-1]].span.end), role)
            )
        return
    if role is not Role.PLACE and not told and embedded(chunk, main, mentions, sentence, needs):
        where = kind.harms and mentions[main].type is EntityType.LOC and role is Role.PATIENT
        parts.participants.setdefault(main, Role.PLACE if where else Role.OTHER)  # «انفجار مستودع بيروت»
        words = sentence.words
        parts.parties.append(
            Party(Span(words[chunk.words[0]].span.start, words[chunk.words[-1]].span.end), role)
        )
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
    before = [i for i in chunk.head if sentence.words[i].span.end <= mentions[main].span.start]
    if not before:
        return False
    noun, last = sentence.words[before[0]], sentence.words[before[-1]]
    if needs and starts_with(last, needs):
        return False  # «بسجن فلان»: the noun is part of the trigger
    if without_article(noun.bare) in word_list("grammar", "relations") or last.bare in word_list(
        "grammar", "relations"
    ):
        return True
    if last.bare.startswith(("ال", "بال", "لل")) or is_title(noun) or is_title(last):
        return False
    if without_article(noun.bare) in word_list("grammar", "side_heads"):
        return False
    return not (last.owned and mentions[main].type is EntityType.PER)  # «نجله بشار» is an apposition


def subject_before(
    sentence: Sentence, found: Found, mentions: Sequence[Mention], stops: Collection[int]
) -> list[Chunk]:
    """The subject that stands before its verb with who is joined to it, or the noun that a relative clause tells about."""
    words = sentence.words
    at = found.at
    if found.reading.conjunction:
        return []  # «وغادر»: a new clause that begins with its verb
    start = at
    while start and words[start - 1].bare in _AUXILIARIES:
        start -= 1
        if words[start].bare != words[start].folded or words[start].break_before.strip(_QUOTES):
            return []  # «وكان قد اعتقل»: a clause that begins with its verb
    limit = start
    if start and words[start - 1].bare in ("الذي", "التي", "الذين"):
        if found.reading.pronoun:
            return []
        kind = lexicon().types[found.reading.trigger.type]
        told = _antecedent(sentence, start - 1, mentions, kind.single == "patient")
        return [told] if told is not None else []
    while start > 0 and start - 1 not in stops:
        before = words[start - 1]
        if SOFT.union("؛.:").intersection(words[start].break_before) and start != limit:
            break
        if before.bare in word_list("grammar", "openers"):
            break
        start -= 1
    found_chunks = [c for c in chunks(sentence, start, limit, mentions) if not c.governor]
    if not found_chunks:
        return []
    first = found_chunks[0]
    head = words[first.words[0]]
    if first.words[0] != start:
        return []
    if (
        start == 0
        and _type_of(first, mentions) is EntityType.LOC
        and set("-–—") & set(words[limit].break_before)
    ):
        return []  # «الخرطوم (أ ف ب) - اندلعت ...»: a dateline is no subject
    if (
        first.mentions
        or head.bare.startswith("ال")
        or head.bare in word_list("grammar", "own_state")
        or without_article(head.bare) in word_list("grammar", "side_heads")
    ):
        return [first, *(c for c in found_chunks[1:2] if c.joined and c.mentions and first.mentions)]
    return []


def _antecedent(
    sentence: Sentence, relative: int, mentions: Sequence[Mention], suffers: bool
) -> Chunk | None:
    """The phrase that ends right before a relative pronoun: with a name, or who suffers the act («المدير الذي خطف»)."""
    start = relative
    while start > 0 and relative - start < 8:
        word = sentence.words[start - 1]
        if SOFT.union("؛.:").intersection(sentence.words[start].break_before):
            break
        if word.bare in word_list("grammar", "openers") or word.bare in word_list("grammar", "prepositions"):
            break
        start -= 1
    found = list(chunks(sentence, start, relative, mentions))
    if not found or found[-1].words[-1] != relative - 1:
        return None
    head = sentence.words[found[-1].words[0]]
    happening = any(reading.kind == "masdar" for reading in read_word(head.folded))
    return found[-1] if found[-1].mentions or (suffers and not happening) else None
