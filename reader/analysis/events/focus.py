"""Who a pronoun, an omitted subject or «الأخير» means: the reader's focus, kept sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.analysis.events.chunks import chunks, is_title
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.participants import Parts, is_passive
from reader.analysis.events.states import demonyms
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention, Party, Role
from reader.text.fold import fold

# prepositions by which a verb takes an act: «رد على طلب ...», «عبر تقديم عرض»
_TAKES = frozenset({"علي", "من", "في", "عن", "الي", "عبر", "خلال", "طريق"})
_SHE = frozenset(
    {"الذي", "التي", "انها", "بانها", "لانها"}
)  # after these a feminine verb goes on with a body
_PRONOUN_PREPOSITIONS = {"له": "ل", "عليه": "علي", "منه": "من", "به": "ب", "معه": "مع", "عنه": "عن"}
_ROLES = {"agent": Role.AGENT, "patient": Role.PATIENT, "place": Role.PLACE, "other": Role.OTHER}


@dataclass(slots=True)
class Focus:
    """What the text is about at this point; sentence numbers bound how far back a word may point."""

    mentions: Sequence[Mention]
    text: str
    current: Sentence | None = None
    subject: tuple[int, int] | None = None  # (mention, sentence) of the last acting person
    called: dict[str, int] = field(default_factory=dict)  # «الرئيس السوري» -> the mention it was said of
    topic: tuple[int, int] | None = None  # the first person of a sentence that no preposition governs
    body: tuple[int, int] | None = None  # the first organisation or place of a sentence, before any person
    she: tuple[int, int] | None = None  # who a feminine verb was said of, in this sentence
    he: tuple[int, int] | None = None  # the body or state that a masculine verb was said of, in this sentence
    crowd: tuple[Party, int] | None = None  # the last people without a name who acted: «المسلحون»
    placed: tuple[int, int] | None = None  # the last place with that part in an event
    pair: tuple[list[int], int] | None = None  # agent and patient of the last event that names both
    before: tuple[int, int] | None = None  # the topic before this sentence
    sentence: int = -1
    _names: dict[str, int] | None = None
    seen: list[tuple[int, int]] = field(
        default_factory=list
    )  # (mention, sentence) in order, ungoverned first

    def enter(self, number: int, sentence: Sentence) -> None:
        """A new sentence begins."""
        self.sentence = number
        if self.topic is not None:
            self.before = self.topic
        self.topic = self.body = None
        for chunk in chunks(sentence, 0, min(len(sentence.words), 40), self.mentions, through=True):
            main = chunk.main(self.mentions)
            if main < 0 or chunk.governor:
                continue
            if self.body is None and self.mentions[main].type is not EntityType.PER:
                self.body = (main, number)
            if self.mentions[main].type is EntityType.PER:
                self.topic = (main, number)
                break
        self.seen = [each for each in self.seen if number - each[1] <= 2][-24:]
        self.current = sentence

    @property
    def acting(self) -> bool:
        """True where a person acted in this sentence already."""
        return self.subject is not None and self.subject[1] == self.sentence

    def person_before(self, offset: int, *, opening: bool = True) -> int | None:
        """Who acts: the acting person of this sentence, else whom it is about, else those of the last two.

        Only a verb that opens its sentence (`opening`) goes on with the sentences before.
        """
        here = self.subject is not None and self.subject[1] == self.sentence
        if self.subject is not None and here:
            return self.subject[0]
        if self.topic is not None and self.topic[1] == self.sentence and self._ends(self.topic[0]) <= offset:
            return self.topic[0]
        if not opening:
            return self.last_person(offset, here=True)
        recent = [p for p in (self.subject, self.before) if p is not None and 0 < self.sentence - p[1] <= 2]
        if recent:
            return max(recent, key=lambda p: p[1])[0]
        return self.last_person(offset, here=True)

    def _ends(self, mention: int) -> int:
        return self.mentions[mention].span.end

    def last_person(self, offset: int, *, here: bool = False) -> int | None:
        """The person named last before `offset`, at most two sentences back; in this sentence alone if `here`."""
        for mention, number in reversed(self.seen):
            if here and number != self.sentence:
                break
            if self.mentions[mention].type is EntityType.PER and self.mentions[mention].span.end <= offset:
                return mention
        return None

    def last_body(self, head: str, offset: int) -> int | None:
        """«الحركة» after «حركة الإنصاف»: the organisation named last whose name begins with the noun."""
        for mention, _ in reversed(self.seen):
            named = self.mentions[mention]
            if named.type is EntityType.ORG and named.span.end <= offset:
                first = fold(named.text).split()[0]
                if without_article(first) == head:
                    return mention
        return None

    def named(self, letters: str) -> int | None:
        """The person whose family name is this folded word, by any mention of the document; None for none or two."""
        if self._names is None:
            self._names = {}
            for number, mention in enumerate(self.mentions):
                if mention.type is not EntityType.PER:
                    continue
                whole = fold(mention.name or mention.text).split()
                known = self._names.setdefault(whole[-1], number)
                if not _one_person(self.mentions[known], mention):
                    self._names[whole[-1]] = -1
        found = self._names.get(letters, -1)
        return found if found >= 0 else None

    def last_of(self, kinds: frozenset[EntityType], offset: int) -> int | None:
        """The mention of one of the kinds that was named last before `offset`."""
        for mention, _ in reversed(self.seen):
            if self.mentions[mention].type in kinds and self.mentions[mention].span.end <= offset:
                return mention
        return None

    def last_place(self, offset: int) -> int | None:
        """The place where something was told to happen last, else the one named last before `offset`."""
        if self.placed is not None and self.sentence - self.placed[1] <= 2:
            return self.placed[0]
        for mention, _ in reversed(self.seen):
            if self.mentions[mention].type is EntityType.LOC and self.mentions[mention].span.end <= offset:
                return mention
        return None

    def see(self, upto: int) -> None:
        """Take in the mentions of the current sentence that end before `upto`."""
        known = {m for m, _ in self.seen}
        for at, word in enumerate(self.current.words if self.current else ()):
            if word.span.end > upto:
                break
            if word.begins and word.mention not in known:
                self.seen.append((word.mention, self.sentence))
                self._title(at)

    def _title(self, at: int) -> None:
        """Remember by which office or class word the mention at word `at` is called here."""
        words = self.current.words if self.current else ()
        mention = words[at].mention
        kind = self.mentions[mention].type
        if kind is EntityType.LOC and at and words[at - 1].bare in word_list("grammar", "place_anaphors"):
            self.called[words[at - 1].bare] = mention
        elif (
            kind is EntityType.LOC
            and at
            and "ال" + words[at - 1].bare in word_list("grammar", "place_anaphors")
        ):
            self.called["ال" + words[at - 1].bare] = mention  # «مدينة حلب», then «المدينة»
        if kind is not EntityType.PER:
            return
        for start in range(max(0, at - 5), at):
            if is_title(words[start]) and not any(w.break_before for w in words[start + 1 : at + 1]):
                self.called[phrase(words[start:at])] = mention
                return

    def acted(self, mention: int) -> None:
        """A person acted: later verbs without a subject are theirs."""
        if self.mentions[mention].type is EntityType.PER:
            self.subject = (mention, self.sentence)


def _one_person(a: Mention, b: Mention) -> bool:
    if a.local >= 0 and b.local >= 0:
        return a.local == b.local
    first, second = set(fold(a.name or a.text).split()), set(fold(b.name or b.text).split())
    return first <= second or second <= first


def phrase(words: Sequence[Word]) -> str:
    """The folded words of a phrase without the clitics before its first."""
    first = words[0].bare
    for clitic in ("بال", "لل"):
        if first.startswith(clitic):
            first = "ال" + first[len(clitic) :]
    if first[:1] in ("ب", "ل") and without_article(first[1:]) in word_list("grammar", "person_titles"):
        first = first[1:]
    return " ".join([first, *(w.folded for w in words[1:])])


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
    offset = sentence.words[found.at].span.start
    focus.see(offset)
    _offices(parts, sentence, focus)
    _pairs(parts, sentence, focus)
    reading = found.reading
    if found.finite and not is_passive(found, text, sentence):
        subject = _ROLES[reading.trigger.subject or kind.subject]
        animate = subject is Role.AGENT or kind.family == "death"
        _spoken(parts, found, sentence, subject, focus, speaker)
        if subject is Role.AGENT and found.reading.agreement in ("d", "p") and not parts.told:
            _several(parts, found, focus)
        unsaid = not parts.told and (not parts.lone or (bool(reading.conjunction) and focus.acting))
        other = focus.he if reading.conjunction and not focus.acting else None
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
        if not parts.has(subject) and reading.agreement == "m" and animate and unsaid:
            person = focus.person_before(offset, opening=_opens(sentence, found.at))
            if person is None and focus.body is not None and focus.body[0] not in parts.participants:
                body = focus.mentions[focus.body[0]]
                person = focus.body[0] if body.type is EntityType.ORG and body.span.end <= offset else None
            if person is not None and person not in parts.participants:
                parts.participants[person] = subject
                parts.notes.append(f"الفاعل المضمر: «{focus.mentions[person].text}»")
        if (
            not parts.has(subject)
            and found.at > 0
            and sentence.words[found.at - 1].bare in _SHE
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
        if reading.pronoun == "ه" and kind.object == "patient" and not parts.has(Role.PATIENT):
            _point(parts, focus.last_person(offset), Role.PATIENT, focus)
        if parts.lone and not parts.has(Role.PATIENT) and reading.agreement == "m":
            _point(
                parts, focus.person_before(offset, opening=_opens(sentence, found.at)), Role.PATIENT, focus
            )
    elif found.finite and not parts.has(Role.PATIENT) and reading.agreement == "m":
        _point(parts, focus.person_before(offset), Role.PATIENT, focus)
    elif (
        not found.finite
        and reading.pronoun in ("ه", "ها")
        and kind.genitive == "agent"
        and focus.topic is None
    ):
        if focus.body is not None and not parts.named(Role.AGENT):
            _point(parts, focus.body[0], Role.AGENT, focus)  # «أكد البنك استحواذه»
    elif not found.finite and reading.pronoun == "ها" and kind.single == "patient":
        if not parts.named(Role.PATIENT):
            _point(parts, focus.last_person(offset), Role.PATIENT, focus)  # «بعد تعيينها»
    elif not found.finite and reading.pronoun == "ه":
        role = Role.PATIENT if found.light and kind.object == "patient" else _ROLES[kind.genitive]
        if not parts.named(role):
            who = focus.person_before(offset) if role is Role.AGENT else focus.last_person(offset)
            _point(parts, who, role, focus)
    _pronouns_after(parts, found, sentence, kind, focus)
    _places(parts, sentence, focus)
    for place in parts.named(Role.PLACE)[:1]:
        focus.placed = (place, focus.sentence)
    agents = parts.named(Role.AGENT)
    if found.finite and reading.agreement == "f":
        focus.she = (agents[0], focus.sentence) if agents else None
    if found.finite and reading.agreement == "m":
        bodies = [a for a in agents[:1] if focus.mentions[a].type is not EntityType.PER]
        focus.he = (bodies[0], focus.sentence) if bodies else None
    for party in parts.parties:
        if party.role is Role.AGENT and _plural(party, text):
            focus.crowd = (party, focus.sentence)
    both = [*parts.named(Role.AGENT), *parts.named(Role.PATIENT)]
    if len(both) == 2:
        focus.pair = (both, focus.sentence)
    for mention in parts.named(Role.AGENT) + (parts.named(Role.PATIENT) if kind.subject == "patient" else []):
        if found.finite:
            focus.acted(mention)


def _spoken(
    parts: Parts, found: Found, sentence: Sentence, subject: Role, focus: Focus, speaker: int | None
) -> None:
    """«ونفت الرباط أن تكون قد رفضت», «قال إنه وقع»: the clause after أن has no subject of its own but the speaker."""
    if speaker is None or parts.has(subject) or subject is not Role.AGENT or speaker in parts.participants:
        return
    at = found.at - 1
    while at >= 0 and sentence.words[at].bare in word_list("grammar", "before_verb"):
        at -= 1
    if at < 0 or sentence.words[at].bare not in word_list("speech", "complementizers"):
        return
    if (
        sentence.words[at].bare in ("عن", "فان", "فقد")
        or focus.mentions[speaker].span.end > sentence.words[at].span.start
    ):
        return
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
    parts.participants[speaker] = subject
    parts.notes.append(f"الفاعل هو القائل: «{mention.text}»")


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
        if all(party.span != crowd.span for party in parts.parties):
            parts.parties.append(Party(crowd.span, Role.AGENT))
            parts.notes.append(f"الفاعل المضمر: «{crowd.span.of(focus.text)}»")


def _plural(party: Party, text: str) -> bool:
    """«المسلحون», «محتجون»: a head in the sound plural, or one that means several."""
    head = without_article(fold(party.span.of(text)).split()[0])
    return head.endswith(("ون", "ين")) or head in word_list("grammar", "forces")


_BODIES = frozenset({EntityType.ORG})
_PLACES = frozenset({EntityType.LOC})


def _offices(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«للرئيس السوري»: the person whom the text called so before, where the phrase itself names nobody."""
    for party in list(parts.parties):
        words = [
            w for w in sentence.words if w.span.start >= party.span.start and w.span.end <= party.span.end
        ]
        mention = focus.called.get(phrase(words)) if words and is_title(words[0]) else None
        if mention is None and len(words) == 1 and words[0].bare.startswith("ال") and is_title(words[0]):
            mention = focus.last_person(party.span.start)  # «اللاعب», «الوزير»: who was just named
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


def _pairs(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«وقع الجانبان»: the two parties of the happening told just before."""
    if focus.pair is None or focus.sentence - focus.pair[1] > 1:
        return
    listed = word_list("grammar", "pairs")
    for party in list(parts.parties):
        head = next((w for w in sentence.words if w.span.start >= party.span.start), None)
        if head is not None and head.bare in listed and party.role is Role.AGENT:
            parts.parties.remove(party)
            for mention in focus.pair[0]:
                parts.participants[mention] = Role.AGENT


def _pronouns_after(parts: Parts, found: Found, sentence: Sentence, kind: EventType, focus: Focus) -> None:
    """«عرضت عليه», «تقديم ضمانات له»: a preposition with a pronoun, where the type gives the preposition a part."""
    for i in range(found.at + 1, min(len(sentence.words), found.at + 7)):
        word = sentence.words[i]
        if i > found.at + 1 and (word.break_before or word.bare in word_list("grammar", "openers")):
            return
        preposition = _PRONOUN_PREPOSITIONS.get(word.bare)
        role = kind.preps.get(preposition) if preposition else None
        if role in ("agent", "patient") and not parts.named(_ROLES[role]):
            subject = parts.named(Role.AGENT)
            offset = sentence.words[found.at].span.start
            person = focus.last_person(offset)
            if person is not None and person not in subject:
                _point(parts, person, _ROLES[role], focus)
            return


def _point(parts: Parts, person: int | None, role: Role, focus: Focus) -> None:
    if person is not None and parts.participants.get(person, Role.OTHER) is Role.OTHER:
        parts.participants[person] = role
        parts.notes.append(f"الضمير: «{focus.mentions[person].text}»")


def _opens(sentence: Sentence, at: int) -> bool:
    """True for a verb at the head of its sentence, auxiliaries and linking words before it not counted."""
    small = (
        word_list("grammar", "openers") | word_list("grammar", "verb_cues") | word_list("grammar", "goes_on")
    )
    return all(w.bare in small or w.folded in small for w in sentence.words[:at])


def _places(parts: Parts, sentence: Sentence, focus: Focus) -> None:
    """«دخل المسلحون المدينة»: the place named last, where the clause names none."""
    if parts.has(Role.PLACE) and parts.named(Role.PLACE):
        return
    for party in parts.parties:
        words = [
            w for w in sentence.words if w.span.start >= party.span.start and w.span.end <= party.span.end
        ]
        if len(words) > 1 and without_article(words[1].bare).removesuffix("ه") in demonyms():
            continue  # «العاصمة الصينية» says which
        if words and words[0].bare in word_list("grammar", "place_anaphors") and party.role is not Role.AGENT:
            place = focus.called.get(words[0].bare, focus.last_place(party.span.start))
            if place is not None and parts.participants.get(place, Role.OTHER) is Role.OTHER:
                parts.participants[place] = Role.PLACE
                parts.notes.append(f"«{words[0].folded}»: «{focus.mentions[place].text}»")
            return


def controlled(
    parts: Parts, sentence: Sentence, found: Found, kind: EventType, before: Found, others: Parts
) -> str:
    """An act that a verb of asking, deciding or refusing takes: its doer is theirs. Gives the modality, "" for none."""
    if found.light:
        return ""
    governing = lexicon().types[before.reading.trigger.type]
    if (
        not governing.control
        or not 0 < found.at - before.at <= 10
        or not _complements(sentence, before.at, found)
    ):
        return ""
    role = _ROLES[kind.subject if found.finite else kind.genitive]
    done = kind.by_word and governing.id in ("order", "decide", "decree") and not found.finite
    complement = "" if done else governing.complement  # «أصدر أمرا بمنع التجول»: the order is the act
    if parts.has(role):
        demanded = governing.family == "demand" and (
            found.reading.proclitic == "ب" or sentence.words[found.at - 1].bare == "الي"
        )
        return complement if demanded else ""  # «رفض طلب حداد»: somebody else's act, that happened
    if not found.reading.pronoun:
        source = Role.AGENT if governing.control == "agent" else Role.PATIENT
        for mention in others.named(source):
            if parts.participants.get(mention, Role.OTHER) is Role.OTHER:
                parts.participants[mention] = role
    return complement


def _complements(sentence: Sentence, verb: int, found: Found) -> bool:
    """True where the act is what the verb takes: a masdar (bare or after ب، على، من), or «أن» with a present."""
    words = sentence.words
    if any(b in "؛.:" for w in words[verb + 1 : found.at + 1] for b in w.break_before):
        return False
    before = words[found.at - 1].bare
    if found.reading.definite and found.at - verb > 4:
        return False
    if found.finite:
        return found.reading.kind == "present" and before in ("ان", "بان")
    if any(w.bare in word_list("grammar", "openers") for w in words[verb + 1 : found.at]):
        return False
    return before not in word_list("grammar", "prepositions") or before in _TAKES
