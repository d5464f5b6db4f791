"""Whom a pronoun means: «اعتقلته», «طلب منه», «سقوطها»; and who was left out behind one that it was done to."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.analysis.events.focus import Focus, Struck
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import indefinite, is_title
from reader.analysis.events.parts import ROLES, Parts
from reader.analysis.events.readings import read_word
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Role

_PRONOUN_PREPOSITIONS = {"له": "ل", "عليه": "علي", "منه": "من", "به": "ب", "معه": "مع", "عنه": "عن"}
OBJECTS = {"ه": "m", "ها": "f"}  # object pronouns of one person, with the agreement that they ask for


def fallen(parts: Parts, found: Found, sentence: Sentence, focus: Focus) -> int | None:
    """«بقي في الموصل قبل سقوطها»: the place of the same sentence, where no feminine noun is told of («الطائرة»)."""
    words = sentence.words[: found.at]
    if parts.named(Role.PATIENT) or any(word.form.marbuta and word.mention < 0 for word in words):
        return None
    named = next((word.mention for word in reversed(words) if word.mention >= 0), -1)
    return named if named >= 0 and focus.mentions[named].type is EntityType.LOC else None


def object_of(parts: Parts, found: Found, sentence: Sentence, kind: EventType, focus: Focus) -> int | None:
    """Whom «اعتقلته», «نقلوها» means: who is named right before «الذي», else the person named last who does not act himself.

    Of what befalls things as well as people («باعها») only «ه» means somebody.
    """
    words, at = sentence.words, found.at
    while at and words[at - 1].bare in word_list("grammar", "before_verb"):
        at -= 1
    if at and words[at - 1].bare in word_list("grammar", "what"):
        return None  # «وهو ما نفاه»: what was just told
    if at and words[at - 1].bare in word_list("titles", "relatives"):
        return words[at - 2].mention if at > 1 and words[at - 2].mention >= 0 else None
    offset, agreement = words[found.at].start, OBJECTS[found.reading.pronoun]
    if at and _told_of_a_thing(words[at - 1], agreement):
        return None
    if kind.single != "patient":
        person = focus.meant(offset, agreement="m") if agreement == "m" else None
    else:
        person = focus.meant(offset, agreement=agreement, but=parts.named(Role.AGENT))
    # «تسلمت مصر الصندوق بعدما انتشلته غواصة»: not whom the sentence before was about
    return None if person is not None and agreement == "m" and focus.thing_since(person) else person


def _told_of_a_thing(noun: Word, agreement: str) -> bool:
    """«طائرة استأجرتها صحيفة»: a verb right behind an indefinite noun tells of that, and takes it up."""
    return indefinite(noun) and noun.form.marbuta == (agreement == "f")


def takes_object(sentence: Sentence, at: int) -> bool:
    """«بعد إطاحته رئيس البلاد», «إنهائه حكم الأسرة»: behind a masdar with its pronoun a title or another masdar is what it was done to."""
    after = sentence.words[at + 1 : at + 2]
    if not after or after[0].break_before or after[0].mention >= 0 or after[0].time >= 0:
        return False
    masdar = any(each.kind == "masdar" and not each.proclitic for each in read_word(after[0].folded))
    return is_title(after[0]) or (
        masdar and not after[0].folded.startswith("ال") and after[0].folded[-1] != "ا"
    )


def by_the_way(sentence: Sentence, found: Found) -> bool:
    """«الوزير الذي صار رئيسا», «مجموعة قادها الرائد فلان»: a clause that says who or what somebody is, and is not what goes on."""
    words, at = sentence.words, found.at
    if not found.finite or not at or words[at].break_before:
        return False
    if words[at - 1].bare in word_list("titles", "relatives"):
        return not words[at - 1].break_before
    agreement = OBJECTS.get(found.reading.pronoun, "")
    return bool(agreement) and not found.reading.conjunction and _told_of_a_thing(words[at - 1], agreement)


def pronouns_after(parts: Parts, found: Found, sentence: Sentence, kind: EventType, focus: Focus) -> None:
    """«عرضت عليه», «تقديم ضمانات له»: a preposition with a pronoun, where the type gives the preposition a part."""
    if not pronoun_role(sentence, found, kind):
        return
    role = pronoun_role(sentence, found, kind, but=[r for r in ROLES if parts.named(ROLES[r])])
    if role:
        subject = parts.named(Role.AGENT)
        person = focus.meant(sentence.words[found.at].start, but=subject)
        if person is not None:
            point(parts, person, ROLES[role], focus)


def pronoun_role(sentence: Sentence, found: Found, kind: EventType, but: Sequence[str] = ()) -> str:
    """The part that a preposition with a pronoun soon after the word has: «قُبض عليه», «تقديم ضمانات له»; "" for none."""
    for i in range(found.at + 1, min(len(sentence.words), found.at + 7)):
        word = sentence.words[i]
        if i > found.at + 1 and (word.break_before or word.bare in word_list("grammar", "openers")):
            return ""
        preposition = _PRONOUN_PREPOSITIONS.get(word.bare)
        role = kind.preps.get(preposition, "") if preposition else ""
        if role in ("agent", "patient") and role not in but:
            return role
    return ""


def point(parts: Parts, person: int | None, role: Role, focus: Focus) -> None:
    if person is not None and parts.participants.get(person, Role.OTHER) is Role.OTHER:
        parts.participants[person] = role
        parts.notes.append(f"الضمير: «{focus.mentions[person].text}»")


def struck_before(parts: Parts, found: Found, kind: EventType, focus: Focus) -> int | None:
    """«عفا عنه الوزير وتوفي», «طعنه رجل ونقل إلى المستشفى», «منحه البرلمان الجنسية فسافر»: whom the act before this one, in the same
    sentence, was done to; the dead are only buried."""
    struck = focus.struck
    goes_on = bool(found.reading.conjunction) or _then(found, focus)
    if struck is None or struck.sentence != focus.sentence or not goes_on:
        return None
    if struck.mention in parts.participants or not focus.fits(struck.mention, found.reading.agreement):
        return None
    if struck.dead and kind.id not in word_list("grammar", "behind_death"):
        return None
    return struck.mention


def _then(found: Found, focus: Focus) -> bool:
    """«ثم سافر»."""
    words = focus.current.words if focus.current else ()
    return 0 < found.at <= len(words) and words[found.at - 1].bare in word_list("grammar", "afterwards")


def turned_to(found: Found, kind: EventType, focus: Focus) -> bool:
    """«منحه البرلمان الجنسية، فسافر»: «ف» turns to whom the act before was done to, where he was said by a pronoun; so does «ثم» to
    who goes («منحه الرئيس ضيافة، ثم انتقل إلى روما»)."""
    turns = found.reading.conjunction in word_list("grammar", "so") or (kind.path and _then(found, focus))
    return turns and focus.struck is not None and focus.struck.pronoun


def keep_struck(parts: Parts, found: Found, kind: EventType, offset: int, focus: Focus) -> None:
    """Remember who has a part in this act, and whom it was done to where somebody suffers it or a pronoun says him."""
    agents = parts.named(Role.AGENT)
    patients = [] if kind.sides else parts.named(Role.PATIENT)
    focus.parted.update(agents, patients)
    people = [each for each in patients if focus.mentions[each].type is EntityType.PER]
    said = bool(people) and focus.mentions[people[0]].span.end <= offset
    if people and found.finite and (kind.single == "patient" or said):
        focus.struck = Struck(people[0], focus.sentence, offset, said, kind.family == "death")
        return
    named = bool(agents) and all(focus.mentions[each].span.start > offset for each in agents)
    aside = focus.current is not None and by_the_way(focus.current, found)
    if named and not aside and focus.struck is not None and focus.struck.mention not in agents:
        focus.struck = None  # somebody else acts now
