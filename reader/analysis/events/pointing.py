"""What the clause leaves to the reader: subjects left out, pronouns, «المدينة», «الرئيس السوري»; filled in from the focus."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.focus import Focus, phrase
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import is_remains, is_title
from reader.analysis.events.participants import is_passive
from reader.analysis.events.parts import MANY, ROLES, Parts, of_many
from reader.analysis.events.pronouns import (
    OBJECTS,
    by_the_way,
    fallen,
    keep_struck,
    object_of,
    point,
    pronoun_role,
    pronouns_after,
    struck_before,
    takes_object,
    turned_to,
)
from reader.analysis.events.states import demonyms
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Party, Role
from reader.text.fold import fold

_BODIES = frozenset({EntityType.ORG})
_PLACES = frozenset({EntityType.LOC})


def complete(
    parts: Parts,
    found: Found,
    sentence: Sentence,
    kind: EventType,
    focus: Focus,
    text: str,
    speaker: int | None = None,
) -> None:
    """Fill what the clause leaves to the reader: omitted subjects, possessive and object pronouns, «المدينة».

    `speaker` is the mention of who is quoted for the clause, if it names one.
    """
    offset = sentence.words[found.at].start
    focus.see(offset)
    _offices(parts, sentence, focus)
    _pairs(parts, sentence, focus)
    reading = found.reading
    if found.finite and not is_passive(found, text, sentence):
        subject = ROLES[reading.trigger.subject or kind.subject]
        animate = subject is Role.AGENT or kind.family == "death"
        _spoken(parts, found, sentence, kind, subject, focus, speaker)
        if subject is Role.AGENT and found.reading.agreement in ("d", "p") and not parts.told:
            _several(parts, found, focus)
        suffers = parts.lone and not parts.has(Role.PATIENT)  # «عاد إلى المدينة واعتقل»: nobody else is said
        going_on = bool(reading.conjunction) and focus.acting
        unsaid = not parts.told and not suffers and (not parts.lone or going_on)
        of_body = reading.conjunction and not focus.acting and not turned_to(found, kind, focus)
        other = focus.he if of_body else None
        if (
            other
            and other[1] == focus.sentence
            and unsaid
            and subject is Role.AGENT
            and not parts.has(subject)
            and reading.agreement == "m"
            and other[0] not in parts.participants
        ):
            parts.participants[other[0]] = subject
            parts.notes.append(f"الفاعل المضمر: «{focus.mentions[other[0]].text}»")
        left_out = reading.agreement == "m" or (reading.agreement == "f" and _first(sentence, found))
        if not parts.has(subject) and left_out and animate and unsaid:
            person = _whom_told_of(sentence, found, focus) if reading.agreement == "m" else None
            if person is None and (subject is Role.PATIENT or turned_to(found, kind, focus)):
                person = struck_before(parts, found, kind, focus)
            if person is None:
                opens = _opens(sentence, found.at)
                person = focus.person_before(offset, opening=opens, far=True, agreement=reading.agreement)
            if (
                reading.agreement == "m"
                and person is None
                and focus.body is not None
                and focus.body[0] not in parts.participants
            ):
                body = focus.mentions[focus.body[0]]
                person = focus.body[0] if body.type is EntityType.ORG and body.span.end <= offset else None
            if person is not None and person not in parts.participants:
                parts.participants[person] = subject
                parts.notes.append(f"الفاعل المضمر: «{focus.mentions[person].text}»")
        if (
            not parts.has(subject)
            and found.at > 0
            and sentence.words[found.at - 1].bare in word_list("grammar", "feminine_goes_on")
            and reading.agreement == "f"
            and subject is Role.AGENT
            and focus.body is not None
        ):
            first = focus.body[0]
            if focus.mentions[first].span.end <= offset and first not in parts.participants:
                parts.participants[first] = subject
                parts.notes.append(f"الفاعل المضمر: «{focus.mentions[first].text}»")
        she = (
            focus.she if reading.conjunction and reading.agreement == "f" and subject is Role.AGENT else None
        )
        if (
            she
            and not parts.told
            and she[1] == focus.sentence
            and not parts.has(subject)
            and she[0] not in parts.participants
        ):
            parts.participants[she[0]] = subject
        if reading.pronoun == "ها" and kind.object == "place" and not parts.named(Role.PLACE):
            place = focus.last_place(offset)
            if place is not None:
                parts.participants[place] = Role.PLACE
        if reading.pronoun in OBJECTS and kind.object == "patient" and not parts.has(Role.PATIENT):
            point(parts, object_of(parts, found, sentence, kind, focus), Role.PATIENT, focus)
        if suffers and reading.agreement in ("m", "f") and not parts.has(Role.PATIENT):
            person = struck_before(parts, found, kind, focus)
            if person is None:
                opens = _opens(sentence, found.at)
                person = focus.person_before(
                    offset, opening=opens, far=True, agreement=reading.agreement, suffers=True
                )
            point(parts, person, Role.PATIENT, focus)
    elif (
        found.finite
        and not (parts.told or parts.has(Role.PATIENT))
        and (reading.agreement == "m" or (reading.agreement == "f" and _first(sentence, found)))
    ):
        if pronoun_role(sentence, found, kind) != "patient":  # «قُبض عليه»
            person = _whom_told_of(sentence, found, focus) if reading.agreement == "m" else None
            if person is None:
                person = focus.person_before(offset, far=True, agreement=reading.agreement, suffers=True)
            point(parts, person, Role.PATIENT, focus)
    elif (
        not found.finite
        and reading.pronoun in ("ه", "ها")
        and kind.genitive == "agent"
        and focus.topic is None
    ):
        if focus.body is not None and not parts.named(Role.AGENT):
            point(parts, focus.body[0], Role.AGENT, focus)  # «أكد البنك استحواذه»
    elif (
        not found.finite and reading.pronoun == "ها" and kind.genitive == "patient" and kind.object == "none"
    ):
        place = fallen(parts, found, sentence, focus)
        if place is not None:
            parts.participants[place] = Role.PATIENT
    elif not found.finite and reading.pronoun == "ها" and kind.single == "patient":
        if not parts.named(Role.PATIENT):
            point(parts, focus.last_person(offset, agreement="f"), Role.PATIENT, focus)  # «بعد تعيينها»
    elif not found.finite and reading.pronoun == "ه":
        role = Role.PATIENT if found.light and kind.object == "patient" else ROLES[kind.genitive]
        role = Role.AGENT if role is Role.PATIENT and takes_object(sentence, found.at) else role
        if not parts.named(role):
            told = focus.told_of(offset)
            who = (
                (told if told is not None else focus.person_before(offset))
                if role is Role.AGENT
                else focus.last_person(offset, agreement="m")
            )
            point(parts, who, role, focus)
    for party in parts.parties:
        own = sentence.within(party.span)[:1] if party.role is Role.PATIENT else ()
        if own and own[0].owned and is_remains(own[0]):  # «ونقل جثمانه»: him
            dead = focus.person_before(offset)
            point(parts, dead, Role.PATIENT, focus)
            if dead is not None:
                focus.acted(dead)  # «... حيث دفن»
            break
    pronouns_after(parts, found, sentence, kind, focus)
    _places(parts, sentence, focus)
    for place in parts.named(Role.PLACE)[:1]:
        focus.placed = (place, focus.sentence)
    agents = parts.named(Role.AGENT)
    if found.finite and reading.agreement == "f":
        focus.she = (agents[0], focus.sentence) if agents else None
    if found.finite and reading.agreement == "m":
        bodies = [a for a in agents[:1] if focus.mentions[a].type is not EntityType.PER]
        focus.he = (bodies[0], focus.sentence) if bodies else None
    for agent in agents:
        if fold(focus.mentions[agent].text).endswith(MANY):
            focus.crowd = (agent, focus.sentence)
    for party in parts.parties:
        if party.role is Role.AGENT and of_many(party, text):
            focus.crowd = (party, focus.sentence)
        if party.role is Role.PATIENT and found.finite and _masculine_thing(party, sentence):
            focus.thing = (party, focus.sentence)
    keep_struck(parts, found, kind, offset, focus)
    both = [*parts.named(Role.AGENT), *parts.named(Role.PATIENT)]
    if len(both) == 2:
        focus.pair = (both, focus.sentence)
    if by_the_way(sentence, found):
        focus.aside.update(agents)
        return
    focus.aside.difference_update(agents)
    for mention in parts.named(Role.AGENT) + (parts.named(Role.PATIENT) if kind.subject == "patient" else []):
        if found.finite:
            focus.acted(mention)


def _spoken(
    parts: Parts,
    found: Found,
    sentence: Sentence,
    kind: EventType,
    subject: Role,
    focus: Focus,
    speaker: int | None,
) -> None:
    """«ونفت الرباط أن تكون قد رفضت», «قال إنه وقع»: the clause after أن has no subject of its own but the speaker."""
    if speaker is None or parts.has(subject) or subject is not Role.AGENT or speaker in parts.participants:
        return
    at = found.at - 1
    while at >= 0 and sentence.words[at].bare in word_list("grammar", "before_verb"):
        at -= 1
    at = _whoever(sentence, at)
    if at < 0 or sentence.words[at].bare not in word_list("speech", "complementizers"):
        return
    if (
        sentence.words[at].bare in word_list("grammar", "says_no_more")
        or focus.mentions[speaker].span.end > sentence.words[at].start
    ):
        return
    if at and sentence.words[at - 1].bare in word_list("grammar", "prepositions"):
        return  # «إلى أن أفرج عنه», «بعد أن وصل»: nobody says that
    pointed = sentence.words[at].bare
    mention = focus.mentions[speaker]
    if found.reading.agreement == "m" and pointed.endswith("ها"):
        return
    if mention.type is EntityType.LOC:
        masculine = fold(mention.text) in word_list("grammar", "masculine_places")
        if masculine != (found.reading.agreement == "m"):
            return
    elif mention.type is EntityType.PER and found.reading.agreement not in ("m", "f"):
        return
    suffers = parts.lone and not parts.has(Role.PATIENT) and not pronoun_role(sentence, found, kind)
    if suffers and mention.type is EntityType.PER:
        parts.participants[speaker] = Role.PATIENT  # «قال إنه اعتقل وهو يصلي»
        parts.notes.append(f"الضمير: «{mention.text}»")
        return
    parts.participants[speaker] = subject
    parts.notes.append(f"الفاعل هو القائل: «{mention.text}»")


def _whoever(sentence: Sentence, at: int) -> int:
    """«نفى أن يكون هو من أطلق النار», «قال إنه هو الذي»: the word before «هو من» and what stands before it; `at` where none is."""
    words, of, he = sentence.words, word_list("grammar", "of"), word_list("grammar", "he_or_she")
    relatives = word_list("titles", "relatives")
    if at < 2 or words[at].bare not in of | relatives or words[at - 1].bare not in he:
        return at
    at -= 2
    while at >= 0 and words[at].bare in word_list("grammar", "before_verb"):
        at -= 1
    return at


def _several(parts: Parts, found: Found, focus: Focus) -> None:
    """«واتفقا», «وأعلنوا»: the pair or the people who acted just before."""
    if parts.has(Role.AGENT):
        return
    if found.reading.agreement == "d":
        if focus.pair is not None and focus.sentence - focus.pair[1] <= 1:
            for mention in focus.pair[0]:
                parts.participants.setdefault(mention, Role.AGENT)
            parts.notes.append("الفاعل المضمر: الاثنان")
        return
    if focus.crowd is not None and focus.sentence - focus.crowd[1] <= 1:
        crowd = focus.crowd[0]
        if isinstance(crowd, int):
            parts.participants.setdefault(crowd, Role.AGENT)
            parts.notes.append(f"الفاعل المضمر: «{focus.mentions[crowd].text}»")
        elif all(party.span != crowd.span for party in parts.parties):
            parts.parties.append(Party(crowd.span, Role.AGENT))
            parts.notes.append(f"الفاعل المضمر: «{crowd.span.of(focus.text)}»")


def _masculine_thing(party: Party, sentence: Sentence) -> bool:
    """«الصندوق الأسود»: one definite noun of no gender mark that is nobody's title."""
    words = sentence.within(party.span)
    if not words or not words[0].bare.startswith("ال") or words[0].form.marbuta:
        return False
    people = word_lists(("grammar", "person_titles"), ("grammar", "trades"), ("grammar", "relations"))
    return without_article(words[0].bare) not in people and not words[0].folded.endswith(("ون", "ين", "ات"))


def _offices(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«للرئيس السوري»: the person whom the text called so before, where the phrase itself names nobody."""
    for party in list(parts.parties):
        words = sentence.within(party.span)
        mention = focus.called.get(phrase(words)) if words and is_title(words[0]) else None
        if mention is None and len(words) == 1 and words[0].bare.startswith("ال") and is_title(words[0]):
            mention = focus.holder(words[0].bare, party.span.start)  # «اللاعب», «الوزير»
        if mention is None and words and _bare_description(words):
            mention = focus.described(without_article(words[0].bare), party.span.start)
        if mention is None and len(words) == 1 and words[0].bare.startswith("ال"):
            mention = focus.last_body(words[0].bare[2:], party.span.start)
        if mention is None and len(words) == 1 and words[0].bare in word_list("grammar", "body_anaphors"):
            mention = focus.last_of(_BODIES, party.span.start)
        if mention is None and len(words) == 1:
            mention = focus.named(words[0].bare)  # a name that was read as one elsewhere in the text
        if words and words[0].bare in word_list("grammar", "own_state"):
            mention = focus.last_of(_PLACES, party.span.start)
        if words and words[0].bare in word_list("grammar", "person_anaphors"):
            mention = focus.last_person(party.span.start)
        if mention is not None and parts.participants.get(mention, Role.OTHER) is Role.OTHER:
            parts.parties.remove(party)
            parts.participants[mention] = party.role
            parts.notes.append(f"«{party.span.of(focus.text)}»: «{focus.mentions[mention].text}»")


def _bare_description(words: Sequence[Word]) -> bool:
    """«العداء», «الطالبة», «الوزير السابق»: one definite noun, with no more than «السابق» behind it."""
    rest = word_list("grammar", "title_adjectives")
    return words[0].bare.startswith("ال") and all(word.bare in rest for word in words[1:])


def _pairs(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«وقع الجانبان»: the two parties of the happening told just before."""
    if focus.pair is None or focus.sentence - focus.pair[1] > 1:
        return
    listed = word_list("grammar", "pairs")
    for party in list(parts.parties):
        head = sentence.words[bisect_left(sentence.starts, party.span.start) :][:1]
        if head and head[0].bare in listed and party.role is Role.AGENT:
            parts.parties.remove(party)
            for mention in focus.pair[0]:
                parts.participants[mention] = Role.AGENT


def _whom_told_of(sentence: Sentence, found: Found, focus: Focus) -> int | None:
    """«..., فلان مدير المصرف في روما، الذي اعتقل»: a relative clause behind a comma tells of the person named last in its sentence."""
    words, at = sentence.words, found.at
    if not at or words[at - 1].bare not in word_list("titles", "relatives") or not words[at - 1].break_before:
        return None
    return focus.last_person(words[at].start, here=True)


def _opens(sentence: Sentence, at: int) -> bool:
    """True for a verb at the head of its sentence, auxiliaries and linking words before it not counted."""
    small = word_lists(("grammar", "openers"), ("grammar", "verb_cues"), ("grammar", "goes_on"))
    words = sentence.words
    governs = word_list("grammar", "prepositions")
    return all(
        w.bare in small
        or w.folded in small
        or w.time >= 0
        or (w.bare in governs and i + 1 < at and words[i + 1].time >= 0)  # «وبعد ثلاثة أيام شارك في ...»
        for i, w in enumerate(words[:at])
    )


def _first(sentence: Sentence, found: Found) -> bool:
    """True for a verb that begins its clause: «وخسرت», «أنها فازت», and not «إن طائرة تابعة له تعرضت», whose subject stands before it."""
    words, at = sentence.words, found.at
    small = word_lists(("grammar", "openers"), ("grammar", "verb_cues"))
    return (
        bool(found.reading.conjunction)
        or not at
        or bool(words[at].break_before)
        or words[at - 1].bare in small
    )


def _places(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«دخل المسلحون المدينة»: the place named last, where the clause names none."""
    if parts.has(Role.PLACE) and parts.named(Role.PLACE):
        return
    for party in parts.parties:
        words = sentence.within(party.span)
        if len(words) > 1 and without_article(words[1].bare).removesuffix("ه") in demonyms():
            continue  # «العاصمة الصينية» says which
        if words and words[0].bare in word_list("grammar", "place_anaphors") and party.role is not Role.AGENT:
            place = focus.called.get(words[0].bare, focus.last_place(party.span.start))
            if place is not None and parts.participants.get(place, Role.OTHER) is Role.OTHER:
                parts.participants[place] = Role.PLACE
                parts.notes.append(f"«{words[0].folded}»: «{focus.mentions[place].text}»")
            return
