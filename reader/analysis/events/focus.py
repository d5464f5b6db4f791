"""Who a pronoun, an omitted subject or «الأخير» means: the reader's focus, kept sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from reader.analysis.events.about import About, Hero, about, hero
from reader.analysis.events.chunks import chunks
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list
from reader.analysis.events.noun_kinds import is_title, of_a_person
from reader.analysis.events.persons import Persons
from reader.analysis.events.speech import is_saying
from reader.model import EntityType, Mention, Party
from reader.text.fold import fold

_RECENT = 2  # sentences back in which somebody may be meant


@dataclass(frozen=True, slots=True)
class Struck:
    """Whom an act was done to."""

    mention: int
    sentence: int
    at: int  # where its verb stands
    pronoun: bool  # said by a pronoun: whom the sentence goes on about
    dead: bool


@dataclass(slots=True)
class Focus:
    """What the text is about at this point; sentence numbers bound how far back a word may point."""

    mentions: Sequence[Mention]
    text: str
    current: Sentence | None = None
    subject: tuple[int, int] | None = None  # (mention, sentence) of the last acting person
    persons: Persons = field(init=False)
    called: dict[str, int] = field(default_factory=dict)  # «الرئيس السوري» -> the mention it was said of
    she: tuple[int, int] | None = None  # who a feminine verb was said of, in this sentence
    he: tuple[int, int] | None = None  # the body or state that a masculine verb was said of, in this sentence
    crowd: tuple[Party | int, int] | None = None  # the last who acted as many: «المسلحون»
    thing: tuple[Party, int] | None = None  # what was done something to, without a name: «الصندوق الأسود»
    placed: tuple[int, int] | None = None  # the last place with that part in an event
    struck: Struck | None = None  # whom the last act was done to that somebody suffers
    parted: set[int] = field(
        default_factory=set
    )  # mentions with a part in an act: who did it, whom it befell
    aside: set[int] = field(default_factory=set)  # who acted in a relative clause alone
    pair: tuple[list[int], int] | None = None  # agent and patient of the last event that names both
    sentence: int = -1
    _sentences: dict[int, Sentence] = field(default_factory=dict)  # the last, by number
    _about: dict[int, About] = field(default_factory=dict)  # what they are about, where that was asked
    _names: dict[str, int] | None = None
    _hero: Hero | None = None  # whom the text is about
    _taken_in: int = 0  # mentions of this sentence that are among those seen
    seen: list[tuple[int, int]] = field(
        default_factory=list
    )  # (mention, sentence) in order, ungoverned first

    def __post_init__(self) -> None:
        self.persons = Persons(self.mentions, self.text)

    def fits(self, mention: int, agreement: str) -> bool:
        """Whether a word of a gender ("f", else of men and of all that is not known) can mean somebody."""
        return self.persons.woman(mention) == (agreement == "f")

    def enter(self, number: int, sentence: Sentence) -> None:
        """A new sentence begins."""
        self.sentence = number
        self._sentences[number] = sentence
        for last in (self._sentences, self._about):
            last.pop(number - _RECENT - 1, None)
        self.seen = [each for each in self.seen if number - each[1] <= _RECENT][-24:]
        self.current = sentence
        self._taken_in = 0

    @property
    def topic(self) -> tuple[int, int] | None:
        """The first person of this sentence that no preposition governs."""
        return self._said_of(self.sentence)[0]

    @property
    def body(self) -> tuple[int, int] | None:
        """The first organisation or place of this sentence, before any person."""
        return self._said_of(self.sentence)[1]

    @property
    def before(self) -> tuple[int, int] | None:
        """The topic of the last sentences before this one, of the nearest that has any."""
        earlier = (self._said_of(self.sentence - back)[0] for back in range(1, _RECENT + 1))
        return next((topic for topic in earlier if topic is not None), None)

    def _said_of(self, number: int) -> About:
        """Topic and body of one of the last sentences, found out when asked: most sentences leave nothing unsaid."""
        if number not in self._about:
            sentence = self._sentences.get(number)
            self._about[number] = about(sentence, number, self.mentions) if sentence else (None, None)
        return self._about[number]

    @property
    def acting(self) -> bool:
        """True where a person acted in this sentence already."""
        return self.subject is not None and self.subject[1] == self.sentence

    def person_before(
        self,
        offset: int,
        *,
        opening: bool = True,
        far: bool = False,
        agreement: str = "m",
        suffers: bool = False,
    ) -> int | None:
        """Who acts: the acting person of this sentence, else whom it is about, else those of the last two.

        Only a verb that opens its sentence (`opening`) goes on with the sentences before, and where `far` with whom the text is about.
        `agreement` is the verb's: a woman is meant by a feminine one alone. `suffers`: it befalls him.
        """
        subject = self.subject
        if subject is not None and subject[1] == self.sentence and self.fits(subject[0], agreement):
            return subject[0]
        topic = self.topic
        if topic is not None and self._ends(topic[0]) <= offset and self.fits(topic[0], agreement):
            return topic[0]
        if not opening:
            found = self.last_person(offset, here=True, agreement=agreement)
            of_a_thing = found is not None and far and self._of_a_thing(found)
            return self._hero_before(offset, agreement) if of_a_thing else found
        if far and (suffers or self._heads_paragraph()):
            told = self._hero_before(offset, agreement)
            if told is not None and self._hero is not None and self._hero.told:
                return told  # «وفاز في كانون الأول» at the head of a paragraph of his portrait, «وأعدم» anywhere in it
        recent = [
            p
            for p in (subject, self.before)
            if p is not None and 0 < self.sentence - p[1] <= _RECENT and self.fits(p[0], agreement)
        ]
        recent = [p for p in recent if p[0] not in self.aside] or recent
        if recent:
            return max(recent, key=lambda p: p[1])[0]
        found = self.last_person(offset, here=True, agreement=agreement)
        if found is not None and far and self._of_a_thing(found):
            found = None
        return self._hero_before(offset, agreement) if found is None and far else found

    def _heads_paragraph(self) -> bool:
        """Whether this sentence begins a paragraph."""
        start = self.current.span.start if self.current else 0
        return "\n" in self.text[max(0, start - 2) : start] and not (
            self.current and self.current.words and is_saying(self.current.words[0].bare)
        )

    def told_of(self, offset: int, agreement: str = "m") -> int | None:
        """«قال فلان إن الرئيس أصبح ... بعد هروبه»: the person whom the clause behind the last «أن» before `offset` begins with."""
        words = self.current.words if self.current else ()
        that = word_list("grammar", "clause_that")
        ends = [i for i, word in enumerate(words) if word.start < offset and word.bare in that]
        if not ends:
            return None
        told = (
            next(chunks(self.current, ends[-1] + 1, len(words), self.mentions), None)
            if self.current
            else None
        )
        if told is None or told.governor or told.words[0] != ends[-1] + 1:
            return None
        main = told.main(self.mentions)
        person = main >= 0 and self.mentions[main].type is EntityType.PER and self._ends(main) <= offset
        return main if person and self.fits(main, agreement) else None

    def _hero_before(self, offset: int, agreement: str) -> int | None:
        """The last mention before `offset` of whom the text is about: the person that it names far more than any other."""
        if self._hero is None:
            self._hero = hero(self.mentions, self.text)
        named = self._hero.mentions
        at = bisect_right(named, offset, key=self._ends)
        return named[at - 1] if at and self.fits(named[at - 1], agreement) else None

    def _ends(self, mention: int) -> int:
        return self.mentions[mention].span.end

    def last_person(
        self, offset: int, *, here: bool = False, agreement: str = "", but: Collection[int] = ()
    ) -> int | None:
        """The person named last before `offset`, at most two sentences back; in this sentence alone if `here`.

        Of an `agreement` where one is given, and none of `but`.
        """
        for mention, number in reversed(self.seen):
            if here and number != self.sentence:
                break
            if self.mentions[mention].type is not EntityType.PER or self._ends(mention) > offset:
                continue
            if mention not in but and (not agreement or self.fits(mention, agreement)):
                return mention
        return None

    def meant(self, offset: int, *, agreement: str = "", but: Collection[int] = ()) -> int | None:
        """Whom a pronoun means that is not who acts: the person named last before `offset`, none of `but`; where a preposition only
        brought him in, rather who acted last («لعب فلان مع علان. واعتقلته الشرطة»)."""
        person = self.last_person(offset, agreement=agreement, but={*but, *self.aside})
        if person is None:
            person = self._goes_on_about(offset, agreement, but)
        if person is None or self.subject is None or self.subject[0] in but or self.subject[0] == person:
            return person
        subject, number = self.subject
        if self.sentence - number > 1 or (agreement and not self.fits(subject, agreement)):
            return person
        return subject if self._brought_in(person) else person

    def _goes_on_about(self, offset: int, agreement: str, but: Collection[int]) -> int | None:
        """Whom the sentence before struck, where those named since only stand in relative clauses; else the last of these."""
        person = self.last_person(offset, agreement=agreement, but=but)
        struck = self.struck
        if person is None or struck is None or self.sentence - struck.sentence > 1 or struck.mention in but:
            return person
        return struck.mention if not agreement or self.fits(struck.mention, agreement) else person

    def _brought_in(self, mention: int) -> bool:
        """Whether a preposition governs a mention of one of the last sentences that has no part in an act."""
        number = next((number for each, number in reversed(self.seen) if each == mention), -1)
        sentence = self._sentences.get(number)
        if mention in self.parted or sentence is None:
            return False
        found = chunks(sentence, 0, len(sentence.words), self.mentions, through=True)
        return any(each.governor and mention in each.mentions for each in found)

    def _of_a_thing(self, mention: int) -> bool:
        """«أمام لجنة فلان», «في كتاب فلان»: whether a preposition governs what only is somebody's, in this sentence."""
        sentence = self._sentences.get(self.sentence)
        found = chunks(sentence, 0, len(sentence.words), self.mentions, through=True) if sentence else ()
        words = sentence.words if sentence else ()
        for each in found:
            if mention in each.mentions:
                return bool(each.governor and each.head) and not any(
                    map(of_a_person, (words[i] for i in each.head))
                )
        return False

    def thing_since(self, person: int) -> bool:
        """Whether something without a name, of masculine gender, was spoken of in this sentence, and the person before it alone."""
        if self.thing is None or self.thing[1] != self.sentence:
            return False
        said = next((number for mention, number in reversed(self.seen) if mention == person), self.sentence)
        return said < self.sentence

    def holder(self, title: str, offset: int) -> int | None:
        """Who bears a bare title: the person named last before `offset` of whom it is said, else the one in the text of whom
        it is; else who was just named, unless it is an office that the text may know another holder of."""
        letters = without_article(title)
        bearers = [
            number
            for number, mention in enumerate(self.mentions)
            if mention.type is EntityType.PER and any(_heads(role, letters) for role in mention.roles)
        ]
        before = [number for number in bearers if self._ends(number) <= offset]
        if before:
            return before[-1]
        if bearers:
            first = self.mentions[bearers[0]]
            return bearers[0] if all(_one_person(self.mentions[n], first) for n in bearers[1:]) else None
        if letters in word_list("grammar", "offices"):
            return None
        last = self.last_person(offset)
        if last is None or letters not in word_list("grammar", "posts"):
            return last
        named = self.mentions[last]
        known = any(m.roles and _one_person(m, named) for m in self.mentions if m.type is EntityType.PER)
        return None if known else last  # «استقال المحافظ» behind «المدرب فلان»

    def described(self, noun: str, offset: int) -> int | None:
        """Whom a definite noun means, folded and without its article: the one of whom the text said it before; a person of no more
        than an age or a sex («الرجل», «الفتاة») else whom the text is about, or who acted last."""
        found = self.persons.called(noun, offset)
        if found is None and noun in word_list("grammar", "anybody"):
            agreement = "f" if noun.endswith("ه") or noun in word_list("grammar", "women") else "m"
            found = self._hero_before(offset, agreement)
            if found is None:
                found = self.person_before(offset, agreement=agreement)
        return found

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
        if self.placed is not None and self.sentence - self.placed[1] <= _RECENT:
            return self.placed[0]
        for mention, _ in reversed(self.seen):
            if self.mentions[mention].type is EntityType.LOC and self.mentions[mention].span.end <= offset:
                return mention
        return None

    def see(self, upto: int) -> None:
        """Take in the mentions of the current sentence that end before `upto`."""
        if self.current is None:
            return
        words, naming = self.current.words, self.current.naming
        while self._taken_in < len(naming) and words[naming[self._taken_in]].end <= upto:
            at = naming[self._taken_in]
            self.seen.append((words[at].mention, self.sentence))
            self._title(at)
            self._taken_in += 1

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


def _heads(role: str, letters: str) -> bool:
    """Whether somebody of a role may be called by its first word alone: «الوزير» a «وزير الدفاع», «الرئيس» no «رئيس الأركان»."""
    words = fold(role).split()
    if not words or without_article(words[0]) != letters:
        return False
    of_part = len(words) > 1 and without_article(words[1]) in word_list("grammar", "parts_of_state")
    return not (of_part and letters in word_list("grammar", "offices"))


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
