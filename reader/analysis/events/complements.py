"""The words that a lexicon line asks for beside its verb, and those that rule it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.lexicon import Trigger, lexicon
from reader.analysis.events.noun_kinds import is_title, of_people
from reader.analysis.events.numerals import is_number
from reader.analysis.events.readings import Reading, read_word
from reader.model import EntityType, Mention
from reader.text.affixes import affixes

REACH = 9  # words after the trigger in which its complement must stand
FAR_REACH = 24  # and where nothing else can be meant («لقي فلان، رئيس ...، ومرافقوه مصرعهم»)
IDIOM_REACH = 7  # and that of a light verb or idiom
ASIDE = 16  # words of an aside between a verb and its complement
FIGURE = "#"  # in the words that an idiom asks for: a figure right after the verb
DEED = "+"  # and any masdar behind ب
PLACE_REACH = 15  # and its place
TITLED = 3  # words in which somebody's name stands behind his title
TOLD_OF = 7  # words back from a relative clause to the noun that it speaks of
_COMMAS, _STOPS = frozenset("،,"), frozenset("؛.:")
_BREAKS = _COMMAS | _STOPS


class Ahead:
    """What stands around a word that may be a trigger, read once for all its readings."""

    __slots__ = (
        "_behind", "_figure", "_idiom", "_openings", "_other", "_reported", "_stems", "_that", "at", "sentence",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, at: int) -> None:
        self.sentence = sentence
        self.at = at
        self._idiom: list[Word] | None = None
        self._other: list[Word] | None = None
        self._openings: frozenset[str] | None = None
        self._stems: frozenset[str] = frozenset()
        self._that: Word | None = None
        self._reported: bool | None = None
        self._figure: bool | None = None
        self._behind: dict[bool, list[Word]] = {}

    def words(self, trigger: Trigger) -> list[Word]:
        """The words in which the complement of a trigger may stand."""
        if not trigger.idiom:
            if self._other is None:
                self._other = self._upto(trigger)
            return self._other
        words = self._of_idiom(trigger)
        that = self._that
        return [*words, that] if that is not None and completes(that, trigger) else words

    def completes(self, trigger: Trigger) -> bool:
        """Whether one of them is a word that the trigger asks for."""
        if not trigger.idiom:
            return self.begins(trigger, trigger.needs)
        self._of_idiom(trigger)
        if not self._stems.isdisjoint(trigger.needs):
            return True
        return self._that is not None and completes(self._that, trigger)

    def begins(self, trigger: Trigger, stems: tuple[str, ...]) -> bool:
        """Whether one of them begins with one of the stems."""
        if trigger.idiom:
            return any(starts_with(word, stems) for word in self.words(trigger))
        if self._openings is None:
            words = (word for word in self.words(trigger) if not word.person)
            self._openings = frozenset().union(*(_openings(word.folded) for word in words))
        return not self._openings.isdisjoint(stems)

    def reported(self) -> bool:
        """Whether what is told stands in a clause behind «أن», or is said from where it is known."""
        if self._reported is None:
            self._reported = _says_that(self.sentence, self.at) or _says_whence(self.sentence, self.at)
        return self._reported

    def figure(self) -> bool:
        """Whether a number stands right behind it."""
        if self._figure is None:
            self._figure = _figure_follows(self.sentence, self.at)
        return self._figure

    def told_of(self, either: bool) -> list[Word]:
        """The noun before a relative clause, or where `either` the words just before."""
        if either not in self._behind:
            self._behind[either] = _told_of(self.sentence, self.at, either)
        return self._behind[either]

    def _of_idiom(self, trigger: Trigger) -> list[Word]:
        if self._idiom is None:
            words: list[Word] = []
            that, others = word_list("grammar", "that"), word_list("grammar", "next_statement")
            for word in self._upto(trigger):
                if word.bare in others or (words and _another_verb(word)):
                    break  # «سقطت المدينة وكان الجنود ...», «دخل القاعة وأطلق النار»
                if word.bare in that:
                    if _says_at_once(words):
                        self._that = word  # «أقر بأن ...»
                    break  # «أصدرت بيانا قالت فيه إنها ...»: what follows is another statement
                words.append(word)
            self._idiom = words
            self._stems = frozenset().union(*(_stems(word.folded) for word in words if not word.person))
        return self._idiom

    def _upto(self, trigger: Trigger) -> list[Word]:
        words: list[Word] = []
        for word in self.sentence.words[self.at + 1 : _reach(self.sentence, self.at, trigger)[1]]:
            if words and word.break_before and not _STOPS.isdisjoint(word.break_before):
                break
            words.append(word)
        return words


def complete(ahead: Ahead, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """True where the words that the lexicon line asks for follow, and none that it forbids."""
    trigger, sentence, at = reading.trigger, ahead.sentence, ahead.at
    says = lexicon().types[trigger.type].says
    if says and at and sentence.words[at - 1].bare in word_list("speech", "as"):
        return False  # «كما صرح به الوزير»: tells the source of what was said before
    if not says and lexicon().grammars[trigger.grammar].dated and ahead.reported():
        return False
    if trigger.no_figure and ahead.figure():
        return False
    if trigger.needs_person and not _person_follows(sentence, at, reading, mentions):
        return False
    if trigger.never and ahead.begins(trigger, trigger.never):
        return False
    if (trigger.excludes or trigger.in_front) and _ruled_out(ahead, trigger):
        return False
    if trigger.at_once and not _met_at_once(ahead, reading, mentions):
        return False
    if trigger.needs and not trigger.at_once and not _met(ahead, reading):
        return False
    return not trigger.needs_place or _place_follows(sentence, at, mentions)


def _ruled_out(ahead: Ahead, trigger: Trigger) -> bool:
    """A word that rules it out stands soon after it or right behind what it asks for, or is the noun of its relative clause."""
    if ahead.begins(trigger, (*trigger.in_front, *trigger.excludes)):
        following = ahead.words(trigger)
        needed = next((i for i, w in enumerate(following) if trigger.needs and completes(w, trigger)), 0)
        if any(starts_with(w, trigger.in_front) for w in following[:needed]):
            return True  # «علق على برنامج الحكومة», not «علق المشروع على خلفية الأزمة»
        if any(starts_with(w, trigger.excludes) for w in following[: max(4, needed + 2)]):
            return True
    return any(starts_with(w, trigger.excludes) for w in ahead.told_of(False))


def _met(ahead: Ahead, reading: Reading) -> bool:
    """What a trigger asks for stands there."""
    trigger = reading.trigger
    if ahead.completes(trigger) or (trigger.free_passive and reading.kind == "passive"):
        return True
    if FIGURE in trigger.needs and _counted_at_once(ahead):
        return True
    if not trigger.idiom and _behind_aside(
        ahead.sentence.words, _reach(ahead.sentence, ahead.at, trigger)[0], trigger
    ):
        return True
    if DEED in trigger.needs and any(_deed(w) for w in ahead.words(trigger)):
        return True
    return any(completes(w, trigger) for w in ahead.told_of(trigger.either))


def _met_at_once(ahead: Ahead, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """«إيقاف ثلاثة أشخاص», «إيقاف سامي حداد», «إيقافهم», not «إيقاف خدمة المواطن»."""
    if reading.pronoun:
        return reading.pronoun in word_list("grammar", "them")
    for word in ahead.words(reading.trigger):
        if completes(word, reading.trigger):
            return True
        if word.mention >= 0:
            return word.begins and mentions[word.mention].type is EntityType.PER
        if not (
            word.folded[0].isdigit() or is_number(word.folded) or word.bare in word_list("grammar", "amounts")
        ):
            return False
    return False


def _another_verb(word: Word) -> bool:
    """«وأطلق», «فأبلغه»: a conjunction on a word that is only a verb of the lexicon."""
    if word.mention >= 0 or word.folded[:1] not in word_list("grammar", "and_letters"):
        return False
    readings = read_word(word.folded)
    return bool(readings) and all(each.conjunction and each.kind != "masdar" for each in readings)


def _says_at_once(between: Sequence[Word]) -> bool:
    """No comma stands between a verb and its «أن», and no preposition right before it: «وذلك بعد أن ...»."""
    if any(word.break_before for word in between[1:]):
        return False
    return not between or between[-1].bare not in word_list("grammar", "prepositions")


def _says_that(sentence: Sentence, at: int) -> bool:
    """«أثبتت الدراسات أن ...», «علقت الشركة بأن ...»: what is told is in the clause."""
    small = word_lists(("grammar", "openers"), ("grammar", "prepositions"))
    for word in sentence.words[at + 1 : at + 6]:
        if word.bare in word_list("grammar", "that"):
            return not word.break_before or word.bare == word.folded  # not «أخرجوه ليلا، وإنه مات»
        if word.break_before or word.bare in small:
            return False
    return False


def _says_whence(sentence: Sentence, at: int) -> bool:
    """«وفق ما نقلته الوكالة»: where it is known from."""
    if at < 2 or sentence.words[at - 1].bare not in word_list("speech", "as"):
        return False
    return sentence.words[at - 2].bare in word_list("modality", "dating", "according")


def _person_follows(sentence: Sentence, at: int, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """«وخلفته فلانة», «وخلفه نائبه فلان»: an object pronoun, and right after it the name, or kin or title and the name."""
    if not reading.pronoun:
        return False
    for after in sentence.words[at + 1 : at + 1 + TITLED]:
        if after.break_before:
            return False
        if after.begins:
            return mentions[after.mention].type is EntityType.PER
        if not (of_people(after) or is_title(after)):
            return False
    return False


def _figure_follows(sentence: Sentence, at: int) -> bool:
    """«يبلغ 54 عاما», «تصل إلى عشرين ألفا»: what it comes to is a number."""
    words = sentence.words
    for i in range(at + 1, min(len(words), at + 4)):
        if words[i].folded[0].isdigit() or is_number(words[i].folded):
            return words[i].time < 0 or i == at + 1
        if words[i].bare not in word_list("grammar", "before_figures"):
            return False
    return False


def _deed(word: Word) -> bool:
    """«أمر فلان بتكثيف البحث»: a masdar behind ب."""
    if word.mention >= 0 or word.time >= 0:
        return False
    return any(r.kind == "masdar" and r.proclitic == "ب" for r in read_word(word.folded))


def _counted_at_once(ahead: Ahead) -> bool:
    """«سقط خمسون مصليا», «قضى نحو 20 راكبا»: who suffers it is counted right after the verb, and no time is."""
    timed = any(word.time >= 0 for word in ahead.sentence.words[ahead.at + 1 : ahead.at + 4])
    return not timed and ahead.figure()


def end_of_reach(sentence: Sentence, at: int, trigger: Trigger) -> int:
    """The word behind the last one in which a complement may stand: up to a comma a name and a date count as one word each."""
    comma, end = _reach(sentence, at, trigger)
    return max(end, _behind_aside(sentence.words, comma, trigger))


def _reach(sentence: Sentence, at: int, trigger: Trigger) -> tuple[int, int]:
    """Where its own words end, at a comma at the latest; and so many words at least in which a complement may stand."""
    words, left = sentence.words, IDIOM_REACH if trigger.idiom else REACH
    least = min(len(words), at + 1 + left)
    far = not word_list("grammar", "far_off").isdisjoint(trigger.needs)
    left = FAR_REACH if far else left
    i = at + 1
    while i < len(words) and left and (far or i == at + 1 or _COMMAS.isdisjoint(words[i].break_before)):
        left -= 1
        i = _past(words, i)
    return i, max(i, least)


def _behind_aside(words: Sequence[Word], aside: int, trigger: Trigger) -> int:
    """The word behind «اليمين» in «أدى فلان، الفائز في انتخابات الأحد، اليمين»: what is asked for may close an aside that begins at a comma; 0
    where it does not."""
    if (
        aside >= len(words)
        or _COMMAS.isdisjoint(words[aside].break_before)
        or words[aside].folded != words[aside].bare
    ):
        return 0
    for i in range(aside + 1, min(len(words), aside + ASIDE)):
        if not _STOPS.isdisjoint(words[i].break_before):
            return 0
        if not _COMMAS.isdisjoint(words[i].break_before):
            return i + 1 if words[i].bare.startswith("ال") and completes(words[i], trigger) else 0
    return 0


def _past(words: Sequence[Word], i: int) -> int:
    """The word behind word `i`, and behind the whole name or time expression that it begins."""
    word = words[i]
    i += 1
    while i < len(words) and (
        (word.mention >= 0 and words[i].mention == word.mention and not words[i].begins)
        or (word.time >= 0 and words[i].time == word.time)
    ):
        i += 1
    return i


def distance(sentence: Sentence, at: int, reading: Reading) -> int:
    """How far off the word stands that a reading asks for; beyond all reach where it asks for none, or none follows."""
    far = len(sentence.words)
    if not reading.trigger.needs:
        return far + 1
    for i in range(at + 1, end_of_reach(sentence, at, reading.trigger)):
        if completes(sentence.words[i], reading.trigger):
            return i - at
    return far


def _place_follows(sentence: Sentence, at: int, mentions: Sequence[Mention]) -> bool:
    """True where a place, and no office of one («إلى رئيس العراق»), stands after a preposition or at once."""
    words = sentence.words
    openers = word_list("grammar", "openers")
    for j in range(at, min(len(words), at + PLACE_REACH)):
        if j > at and (words[j].bare in openers or any(b in "؛.:" for b in words[j].break_before)):
            return False  # «صرف الكيب هبط، فصار الناس في ...»: another clause
        if (
            j > at
            and words[j].bare not in word_list("grammar", "place_prepositions")
            and words[j].clitics[-1:] != "ل"
        ):
            continue
        for k in range(j + (words[j].clitics[-1:] != "ل"), min(len(words), j + 4)):
            if without_article(words[k].bare) in word_list("grammar", "person_titles"):
                break
            if words[k].bare in word_list("grammar", "place_classes"):
                return True  # «بلدة» with a name that nobody knows
            if words[k].folded[:1] == "ب" and words[k].folded[1:] in word_list("grammar", "place_heads"):
                return True  # «بمطار»
            if words[k].begins:
                if mentions[words[k].mention].type is EntityType.LOC:
                    return True
                break
    return False


def _told_of(sentence: Sentence, at: int, either: bool) -> list[Word]:
    """The noun before a relative clause («الزلزال الذي هز ...»), or where `either` the words just before."""
    words = sentence.words
    if either:
        start = at
        while start > 0 and at - start < TOLD_OF and _BREAKS.isdisjoint(words[start].break_before):
            start -= 1
        return [w for w in words[start:at] if w.mention < 0]
    if at < 2 or words[at - 1].bare not in word_list("titles", "relatives"):
        return []
    start = at - 1
    while start > 0 and at - start < TOLD_OF and not words[start].break_before:
        start -= 1
    return [w for w in words[start : at - 1] if w.mention < 0]


def completes(word: Word, trigger: Trigger) -> bool:
    """True where the word is one that the trigger asks for, and no word of somebody's name."""
    if word.person:
        return False
    if not trigger.idiom:
        return starts_with(word, trigger.needs)
    return not _stems(word.folded).isdisjoint(trigger.needs)


_PREFIXES = ("", *affixes("before_nouns"))
_ENDINGS = frozenset(affixes("noun_endings"))


@lru_cache(maxsize=16384)
def _stems(letters: str) -> frozenset[str]:
    """What is left of a folded noun without clitics, article and endings, where a line asks for it; with = before it where no ending went."""
    bases = [letters[len(p) :] for p in _PREFIXES if letters.startswith(p) and len(letters) > len(p) + 1]
    found = {f"={base}" for base in bases} | set(bases)
    found.update(
        base[:-n] for base in bases for n in (1, 2, 3, 4) if len(base) > n + 1 and base[-n:] in _ENDINGS
    )
    return lexicon().asked & found


def starts_with(word: Word, stems: tuple[str, ...]) -> bool:
    """True where the word, clitics and article undone, begins with one of the folded stems, or is one that stands behind =."""
    return not _openings(word.folded).isdisjoint(stems)


@lru_cache(maxsize=16384)
def _openings(letters: str) -> frozenset[str]:
    """What a folded word begins with, clitics and article undone or not, where a line asks for it; with = before it what it is as a whole."""
    bases = [letters[len(p) :] for p in _PREFIXES if letters.startswith(p)]
    begins = {base[:end] for base in bases for end in range(1, len(base) + 1)}
    return lexicon().asked & (begins | {f"={base}" for base in bases})
