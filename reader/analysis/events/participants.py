"""Who did it, to whom, where: the phrases around a trigger and the part that grammar gives each.

Verb before subject: the first bare phrase is the subject, the second the object. Subject before verb: the
first bare phrase of the clause. A verb in the plural, a verb with a subject already before it, or a
masculine verb before a place takes the bare phrase as object. A lone phrase after the verb of an act that
somebody suffers («قُتل», «اعتقل») is who suffers it. After a masdar comes who does it or who suffers it, as
the lexicon says. Prepositions give what their type says they give.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.analysis.events.case import (
    an_act,
    compelled,
    excepted,
    gift,
    granted,
    hers,
    hit_in,
    nominative,
    object_by_spelling,
    object_is_complement,
    oblique,
    own_thing,
    said_on,
    taken_on,
)
from reader.analysis.events.chunks import BY, Chunk, chunks
from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.delayed import told_behind
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.nominal import behind_masdar
from reader.analysis.events.noun_kinds import is_place_head, is_remains
from reader.analysis.events.parts import ROLES, Parts, enter, is_anaphor, is_force, type_of
from reader.analysis.events.phrases import (
    accusative,
    apposed,
    as_what,
    described,
    goes_on,
    heads_complement,
    himself,
    how_often,
    in_company,
    included,
    is_accusative,
    is_apposition,
    is_office,
    judges,
    made_what,
    other_gender,
    parted,
    somewhere,
    swallowed,
    told_how,
    told_what,
    without_offices,
)
from reader.analysis.events.pronouns import pronoun_role
from reader.analysis.events.subjects import (
    actors,
    being,
    had,
    of_a_noun,
    of_the_bearer,
    pronoun_before,
    relative,
    subject_before,
    taken_back,
    thing_first,
    told_of,
    witnessed,
)
from reader.analysis.events.triggers import Found, borne_part
from reader.model import EntityType, Mention, Role

REACH = 22  # words
_DAMMA = "\u064f"
_OBJECTS = ("ه", "ها", "هم", "هما")  # object pronouns


def _noun_is_subject(sentence: Sentence, found: Found) -> bool:
    """«عقدت الجولة الأخيرة», «أطلق السراح»: the definite noun that completes the verb stands right after it."""
    if found.complement != found.at + 1 or not found.reading.trigger.needs:
        return False
    if found.reading.agreement in ("p", "d"):
        return False  # «وأطلقوا النار»: they did
    noun = sentence.words[found.complement]
    if noun.bare in word_list("grammar", "prepositions"):
        return False  # «انتقل إلى»
    return noun.folded.startswith("ال") and not noun.break_before


def is_passive(found: Found, text: str, sentence: Sentence) -> bool:
    """True for a form that is passive by its letters, its damma, or carried by تم."""
    if found.reading.kind == "passive" or (found.light and not found.finite):
        return True
    if not found.finite:
        return False
    word = sentence.words[found.at]
    if not word.form.damma:
        return False  # asked of every verb again and again
    written = text[word.start : word.end]
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
    if compelled(sentence, found) or hit_in(sentence, found):
        kind = replace(kind, single="patient")
    end = min(len(sentence.words), found.at + 1 + REACH)
    after = list(
        chunks(
            sentence,
            found.at + 1 + excepted(sentence, found.at),
            end,
            mentions,
            ends=_ends(stops, found.at),
            vocabulary=vocabulary,
            skip=swallowed(sentence, found.complement),
            anchor=-1 if found.finite else sentence.words[found.at].time,
        )
    )
    if found.finite and found.reading.agreement == "f":
        after = parted(after, sentence, mentions)
    after = made_what(after, kind, sentence)
    passive = is_passive(found, text, sentence)
    bare = without_offices(
        [c for c in after if not c.governor and not c.after_comma and not c.joined],
        sentence,
        mentions,
        passive,
    )
    bare = [c for i, c in enumerate(bare) if not (i and is_apposition(bare[i - 1], c, sentence, mentions))]
    named = apposed(after, sentence, mentions)
    bare = [c for c in bare if id(c) not in named and not how_often(c, sentence) and not himself(c, sentence)]
    if bare and heads_complement(bare[0], found.complement, sentence):
        bare = bare[1:]
    amounts = told_how(after, found.complement, sentence) | (
        set() if granted(found) else described(after, sentence, mentions, found.complement)
    )
    bare = [c for c in bare if id(c) not in amounts]
    if found.finite and not passive and _noun_is_subject(sentence, found):
        parts.told = True
        bare = []
    given = (
        _verbal(sentence, found, kind, mentions, stops, bare, passive, parts, acting, said_on(after, kind))
        if found.finite
        else None
    )
    if given is None:
        given = behind_masdar(sentence, found, kind, mentions, bare, passive, after)
    roles = {id(chunk): role for chunk, role in given}
    last: Role | None = None
    bare_role: Role | None = None  # of the last phrase without a preposition: «قتل فلان في حلب ومرافقه»
    for chunk in after:
        if id(chunk) in amounts:
            last = bare_role = None
            continue
        role = roles.get(id(chunk))
        if id(chunk) in named:
            role = roles.get(named[id(chunk)])
        elif role is None and chunk.joined:
            role = last if chunk.governor else bare_role
            if last is Role.OTHER and chunk.governor in word_list("grammar", "place_prepositions"):
                role = _governed(chunk, kind, mentions, sentence, found.at)
        elif role is None and included(chunk, sentence):
            befallen = "patient" in (kind.single, kind.subject) and not in_company(after, chunk)
            role = Role.PATIENT if befallen else Role.OTHER
        elif role is None and chunk.governor:
            role = _governed(chunk, kind, mentions, sentence, found.at)
        elif role is None:
            role = Role.PLACE if _where(chunk, mentions, sentence) else Role.OTHER
        last = role
        aside = chunk.after_comma and not chunk.joined and is_office(chunk, sentence)
        bare_role = bare_role if chunk.governor or aside else role
        if role is not None:
            roles[id(chunk)] = role
            told = id(chunk) in named
            enter(parts, chunk, role, mentions, sentence, kind, found.reading.trigger.needs, told=told)
    if found.finite and not (bare or parts.has(Role.AGENT) or parts.has(Role.PATIENT)):
        suffers = passive or kind.single == "patient"
        told_behind(parts, sentence, found.at, after, kind, mentions, Role.PATIENT if suffers else Role.AGENT)
    part = borne_part(sentence, found)
    if part and not parts.has(ROLES[part]):
        of_the_bearer(sentence, found, mentions, stops, parts, kind, ROLES[part])
    if not found.finite and not parts.named(Role.PLACE):
        witnessed(sentence, found, mentions, parts)
    if not found.finite and not parts.has(Role.AGENT) and kind.subject == "agent":
        taken_back(sentence, found, mentions, parts, kind)
    return parts


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
    befallen: bool,
) -> list[tuple[Chunk, Role]]:
    subject_role = ROLES[found.reading.trigger.subject or kind.subject]
    object_role = ROLES[kind.object]
    if passive:
        if bare and not as_what(sentence.words[bare[0].words[0]].folded):
            return [(bare[0], Role.PATIENT if kind.object != "place" else Role.PLACE)]
        for before in subject_before(sentence, found, mentions, stops):
            enter(parts, before, Role.PATIENT, mentions, sentence, kind)
        return []
    if found.reading.trigger.finder and bare:  # «عثرت الشرطة على جثة فلان»
        return [(c, Role.AGENT if c.words[0] < found.complement else Role.PATIENT) for c in bare]
    in_front = subject_before(sentence, found, mentions, stops)
    subjects = [each for each in in_front if not himself(each, sentence)]
    if in_front and not subjects:
        return [(bare[0], object_role)] if bare else []  # «قال إنه هو من حرر الرهائن»
    of_noun = not subjects and of_a_noun(sentence, found)
    parts.told = parts.told or of_noun
    if of_noun and len(bare) == 1 and kind.family in word_list("grammar", "done_by_things"):
        return [(bare[0], object_role)]  # «التغيير الذي أطاح الرئيس»
    if subjects and _fronted(subjects, bare, found, kind, sentence):
        for before in subjects:
            enter(parts, before, object_role, mentions, sentence, kind)
        return [(bare[0], subject_role)]
    if subjects:
        # «أن فلانا قتل»; «المحكمة التي حكمت عليه» acts
        alone = not bare and not found.reading.pronoun and pronoun_role(sentence, found, kind) != "patient"
        suffered = kind.single == "patient" and alone
        parts.told = parts.told or suffered
        role = Role.PATIENT if suffered else subject_role
        theirs = told_of(sentence, found, kind, bare)
        for before in subjects:
            enter(parts, before, theirs or role, mentions, sentence, kind, told=relative(sentence, found.at))
        if theirs is not None:
            return list(zip(actors(sentence, bare), (subject_role, object_role), strict=False))
        return [(bare[0], object_role)] if bare and not found.reading.pronoun else []
    if thing_first(sentence, bare) and bare[0].words[0] == found.at + 1 and not found.reading.pronoun:
        return [(bare[1], subject_role), (bare[0], object_role)]  # «استهدف موكبه انفجار»
    if len(bare) > 1 and bare[0].mentions:
        bare = [bare[0], *(c for c in bare[1:] if c.mentions or not _with_ba(c, sentence))]
    if len(bare) > 1 and not kind.answer:  # «رفض فلان عرضا»: what was refused is indefinite, too
        bare = [c for c in bare if c.mentions or not accusative(c, sentence)]
    if kind.id == "elect" and len(bare) == 1 and type_of(bare[0], mentions) is EntityType.PER:
        parts.told = True  # «استقال فلان وانتخب فلان أمينا عاما»: nobody elects alone
        return [(bare[0], Role.PATIENT)]
    if bare and found.reading.pronoun and told_what(bare[0], kind, sentence):
        bare = []  # «وأبلغه استعداده»: what he told, not who
    if len(bare) == 1 and gift(bare[0], found, sentence):
        return [(bare[0], Role.OTHER)]  # «ومنحه مفتاح المدينة»: the subject is left out
    if bare and kind.object != "none" and not found.reading.pronoun and nominative(bare[0], sentence):
        suffers = kind.single == "patient" and len(bare) == 1 and found.complement <= bare[0].words[0]
        if suffers:
            parts.told = True  # «وقتل ثلاثون شخصا»: a passive
            return [(bare[0], Role.PATIENT)]
        if found.reading.agreement == "m":
            return list(zip(bare, (subject_role, object_role), strict=False))
    if bare and object_by_spelling(bare[0], sentence):
        return [(bare[0], object_role)]  # «طرد حلفاءه»: the subject is left out
    if len(bare) == 1 and kind.single == "patient" and taken_on(sentence, found, kind):
        return [(bare[0], subject_role)]  # «قبض عليه المحقق»
    if len(bare) == 1 and kind.object == "patient" and not kind.says and had(sentence, found.at):
        parts.told = parts.told or kind.single == "patient"
        return [(bare[0], object_role)]  # «وكان قد أطاح ابن عمه»: a subject would stand before «قد»
    if len(bare) == 1 and not bare[0].mentions and kind.object != "none":
        indefinite = accusative(bare[0], sentence) and is_accusative(sentence.words[bare[0].words[0]].folded)
        if indefinite and found.reading.pronoun:
            return []  # «وعينه رئيسا»: as what
        if (
            indefinite
            or being(sentence, found.at)
            or had(sentence, found.at)
            or pronoun_before(sentence, found.at)
        ):
            return [
                (bare[0], object_role)
            ]  # «ورفض عرضا», «أن تكون قد رفضت المساعدة»: the subject is left out
    if len(bare) == 1 and kind.object in ("none", "place") and not bare[0].mentions:
        head = sentence.words[bare[0].words[0]].folded
        if accusative(bare[0], sentence) and is_accusative(head):
            bare = []  # «هرب متخفيا»: how, not who
    if len(bare) == 1 and pronoun_before(sentence, found.at) and not found.reading.pronoun:
        whole = kind.object in ("patient", "place") and kind.single != "patient"
        if found.reading.trigger.transitive or (whole and not sentence.words[bare[0].words[0]].owned):
            return [(bare[0], object_role)]  # «قال إنه التقى فلانا», «قيل إنه استهدف مصرفا»
    if len(bare) == 1 and kind.object == "patient" and hers(bare[0], found, sentence, mentions):
        return [(bare[0], object_role)]
    if bare and other_gender(bare[0], found.at, found.reading.agreement, sentence, mentions):
        objects = [(bare[0], object_role)]  # «ثم غادر الشركة»: the subject is left out, or comes after it
        return objects + [(c, subject_role) for c in bare[1:2] if c.mentions]
    if len(bare) == 1 and kind.object != "none" and own_thing(bare[0], found, sentence, kind):
        parts.told = parts.told or is_remains(sentence.words[bare[0].words[0]])  # «ونقل جثمانه»: others did
        return [(bare[0], object_role)]  # «وترك منصبه»
    if not bare:
        ruled = found.complement >= 0 and sentence.words[found.complement].folded in word_list(
            "grammar", "rulings"
        )  # «ثم أصدر حكمه»
        parts.lone = kind.single == "patient" and not found.reading.pronoun and not ruled
        return []
    if found.reading.agreement in ("p", "d") or oblique(bare[0], sentence):
        return [(bare[0], object_role)]
    first = type_of(bare[0], mentions)
    place_first = first is EntityType.LOC or is_anaphor(bare[0], sentence) or somewhere(bare[0], sentence)
    if kind.object == "place" and place_first and (found.reading.agreement == "m" or len(bare) > 1):
        return [(bare[0], Role.PLACE)]
    body = (
        first in (EntityType.ORG, EntityType.LOC)
        or is_force(bare[0], sentence)
        or judges(bare[0], sentence, kind)
    )
    if kind.single == "patient" and len(bare) == 1 and not found.reading.pronoun and not body:
        if object_is_complement(bare[0], found, sentence) or befallen or an_act(bare[0], stops, sentence):
            return [(bare[0], subject_role)]  # «حكم القاضي على فلان»
        parts.lone = True
        return [(bare[0], Role.PATIENT)]
    # «وأقرتها الحكومة»: the object is said
    acting = acting and not found.reading.pronoun and goes_on(found.reading, sentence.words, found.at)
    if found.reading.trigger.transitive and acting and len(bare) == 1 and not judges(bare[0], sentence, kind):
        return [(bare[0], object_role)]  # «زار فلان بيروت والتقى عون»: the subject goes on
    if acting and len(bare) == 1 and not bare[0].mentions and not body and kind.object == "patient":
        return [(bare[0], object_role)]  # «... والتقى عائلات الضحايا»: the subject goes on
    if len(bare) > 1 and not found.reading.pronoun:
        return [(bare[0], subject_role), (bare[1], object_role)]
    return [(bare[0], subject_role)]


def _fronted(
    subjects: Sequence[Chunk], bare: Sequence[Chunk], found: Found, kind: EventType, sentence: Sentence
) -> bool:
    """«الرجل اعتقلته الشرطة»: who stands first is taken up by the verb's pronoun, and who acts stands right behind it."""
    if found.reading.pronoun not in _OBJECTS or kind.object != "patient" or not bare:
        return False
    first = bare[0]
    if first.words[0] != found.at + 1 or (not first.mentions and accusative(first, sentence)):
        return False
    if sentence.words[first.words[0]].bare != sentence.words[first.words[0]].folded:
        return False  # «نقله والمطواة في عنقه»
    if sentence.words[first.words[0]].owned and not first.mentions:
        return False  # «الوزير أبلغه استعداده»
    head = sentence.words[subjects[0].words[0]]
    feminine = head.mention < 0 and head.form.marbuta
    return not feminine or found.reading.pronoun == "ها"


def _with_ba(chunk: Chunk, sentence: Sentence) -> bool:
    """«بإدارة الوزارة» after a name: an indefinite noun in ب that is no known word of its own has a preposition."""
    letters = sentence.words[chunk.words[0]].folded
    return letters.startswith("ب") and len(letters) > 4 and letters not in word_list("grammar", "keeps_ba")


def _where(chunk: Chunk, mentions: Sequence[Mention], sentence: Sentence) -> bool:
    """«وقع انفجار وسط بيروت»: a name that begins with what says where."""
    first = sentence.words[chunk.words[0]]
    where = first.begins and first.folded in word_list("grammar", "place_prepositions")
    return where and type_of(chunk, mentions) is EntityType.LOC


def _governed(
    chunk: Chunk, kind: EventType, mentions: Sequence[Mention], sentence: Sentence, at: int
) -> Role:
    if chunk.governor == BY:
        return Role.AGENT
    if chunk.governor == "ب" and chunk.head and is_place_head(sentence.words[chunk.head[0]]):
        return Role.PLACE if type_of(chunk, mentions) is EntityType.LOC else Role.OTHER
    role = kind.preps.get(chunk.governor)
    town = chunk.governor == "ب" and not chunk.head and type_of(chunk, mentions) is EntityType.LOC
    if role is not None and not (town and chunk.words[0] > at + 2):  # «حكمت عليه المحكمة بالدار البيضاء»
        return ROLES[role]
    place = type_of(chunk, mentions) is EntityType.LOC or is_anaphor(chunk, sentence)
    if place and (chunk.governor in word_list("grammar", "place_prepositions") or chunk.governor == "ب"):
        return Role.PLACE
    return Role.OTHER
