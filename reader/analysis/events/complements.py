"""The words that a lexicon line asks for beside its verb, and those that rule it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.lexicon import Trigger, lexicon
from reader.analysis.events.numbers import is_number
from reader.analysis.events.readings import Reading, read_word
from reader.model import EntityType, Mention

REACH = 9  # words after the trigger in which its complement must stand
IDIOM_REACH = 7  # and that of a light verb or idiom
FIGURE = "#"  # in the words that an idiom asks for: a figure right after the verb
DEED = "+"  # and any masdar behind ب
PLACE_REACH = 15  # and its place
TOLD_OF = 7  # words back from a relative clause to the noun that it speaks of


class Ahead:
    """What follows a word that may be a trigger, read once for all its readings."""

    __slots__ = ("_idiom", "_other", "_stems", "_that", "at", "sentence")

    def __init__(self, sentence: Sentence, at: int) -> None:
        self.sentence = sentence
        self.at = at
        self._idiom: list[Word] | None = None
        self._other: list[Word] | None = None
        self._stems: frozenset[str] = frozenset()
        self._that: Word | None = None

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
            return any(completes(word, trigger) for word in self.words(trigger))
        self._of_idiom(trigger)
        if not self._stems.isdisjoint(trigger.needs):
            return True
        return self._that is not None and completes(self._that, trigger)

    def _of_idiom(self, trigger: Trigger) -> list[Word]:
        if self._idiom is None:
            words: list[Word] = []
            that, others = word_list("grammar", "that"), word_list("grammar", "next_statement")
            for word in self._upto(trigger):
                if word.bare in others:
                    break  # «سقطت المدينة وكان الجنود ...»
                if word.bare in that:
                    if _says_at_once(words):
                        self._that = word  # «أقر بأن ...»
                    break  # «أصدرت بيانا قالت فيه إنها ...»: what follows is another statement
                words.append(word)
            self._idiom = words
            self._stems = frozenset().union(*(_stems(word.folded) for word in words))
        return self._idiom

    def _upto(self, trigger: Trigger) -> list[Word]:
        words: list[Word] = []
        for word in self.sentence.words[self.at + 1 : end_of_reach(self.sentence, self.at, trigger)]:
            if words and any(b in "؛.:" for b in word.break_before):
                break
            words.append(word)
        return words


def complete(ahead: Ahead, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """True where the words that the lexicon line asks for follow, and none that it forbids."""
    trigger, sentence, at = reading.trigger, ahead.sentence, ahead.at
    if lexicon().types[trigger.type].says and at and sentence.words[at - 1].bare in word_list("speech", "as"):
        return False  # «كما صرح به الوزير»: tells the source of what was said before
    without_kind = lexicon().grammars[trigger.grammar].dated and not lexicon().types[trigger.type].says
    if without_kind and (_says_that(sentence, at) or _says_whence(sentence, at)):
        return False
    if trigger.no_figure and _figure_follows(sentence, at):
        return False
    if trigger.needs_person and not _person_follows(sentence, at, reading, mentions):
        return False
    if trigger.excludes or trigger.never or trigger.in_front:
        following = ahead.words(trigger)
        if trigger.never and any(starts_with(w, trigger.never) for w in following):
            return False
        if (trigger.excludes or trigger.in_front) and _ruled_out(ahead, trigger, following):
            return False
    if trigger.at_once and not _met_at_once(ahead, reading, mentions):
        return False
    if trigger.needs and not trigger.at_once and not _met(ahead, reading):
        return False
    return not trigger.needs_place or _place_follows(sentence, at, mentions)


def _ruled_out(ahead: Ahead, trigger: Trigger, following: Sequence[Word]) -> bool:
    """A word that rules it out stands soon after it or right behind what it asks for, or is the noun of its relative clause."""
    needed = next((i for i, w in enumerate(following) if trigger.needs and completes(w, trigger)), 0)
    if any(starts_with(w, trigger.in_front) for w in following[:needed]):
        return True  # «علق على برنامج الحكومة», not «علق المشروع على خلفية الأزمة»
    if any(starts_with(w, trigger.excludes) for w in following[: max(4, needed + 2)]):
        return True
    return any(starts_with(w, trigger.excludes) for w in _told_of(ahead.sentence, ahead.at, False))


def _met(ahead: Ahead, reading: Reading) -> bool:
    """What a trigger asks for stands there."""
    trigger = reading.trigger
    if ahead.completes(trigger) or (trigger.free_passive and reading.kind == "passive"):
        return True
    if FIGURE in trigger.needs and _counted_at_once(ahead.sentence, ahead.at):
        return True
    if DEED in trigger.needs and any(_deed(w) for w in ahead.words(trigger)):
        return True
    return any(completes(w, trigger) for w in _told_of(ahead.sentence, ahead.at, trigger.either))


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
    """«وخلفته فلانة»: an object pronoun, and right after it the name."""
    if not reading.pronoun or at + 1 >= len(sentence.words):
        return False
    after = sentence.words[at + 1]
    return after.begins and mentions[after.mention].type is EntityType.PER


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


def _counted_at_once(sentence: Sentence, at: int) -> bool:
    """«سقط خمسون مصليا», «قضى نحو 20 راكبا»: who suffers it is counted right after the verb, and no time is."""
    timed = any(word.time >= 0 for word in sentence.words[at + 1 : at + 4])
    return not timed and _figure_follows(sentence, at)


def end_of_reach(sentence: Sentence, at: int, trigger: Trigger) -> int:
    """The word behind the last one in which a complement may stand: up to a comma a name and a date count as one word each."""
    words, left = sentence.words, IDIOM_REACH if trigger.idiom else REACH
    least = min(len(words), at + 1 + left)
    i = at + 1
    while i < len(words) and left and not (i > at + 1 and {"،", ","}.intersection(words[i].break_before)):
        left -= 1
        i = _past(words, i)
    return max(i, least)


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
        while start > 0 and at - start < TOLD_OF and not any(b in "،,؛:." for b in words[start].break_before):
            start -= 1
        return [w for w in words[start:at] if w.mention < 0]
    if at < 2 or words[at - 1].bare not in word_list("titles", "relatives"):
        return []
    start = at - 1
    while start > 0 and at - start < TOLD_OF and not words[start].break_before:
        start -= 1
    return [w for w in words[start : at - 1] if w.mention < 0]


def completes(word: Word, trigger: Trigger) -> bool:
    """True where the word is one that the trigger asks for."""
    if not trigger.idiom:
        return starts_with(word, trigger.needs)
    return not _stems(word.folded).isdisjoint(trigger.needs)


_PREFIXES = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول")
_ENDINGS = frozenset(
    """ه ا ان ين ون ي و ات يه يا يات يين يون تين تان تا تي ته تها تهم تهما تنا ها هم هما نا اته اتها اتهم يته يتها""".split()
)


@lru_cache(maxsize=4096)
def _stems(letters: str) -> frozenset[str]:
    """What is left of a folded noun without clitics, article and endings; with = before it where no ending went."""
    bases = [letters[len(p) :] for p in _PREFIXES if letters.startswith(p) and len(letters) > len(p) + 1]
    found = {f"={base}" for base in bases} | set(bases)
    found.update(
        base[:-n] for base in bases for n in (1, 2, 3, 4) if len(base) > n + 1 and base[-n:] in _ENDINGS
    )
    return frozenset(found)


def starts_with(word: Word, stems: tuple[str, ...]) -> bool:
    """True where the word, clitics and article undone, begins with one of the folded stems, or is one that stands behind =."""
    begins, whole = _parted(stems)
    letters = word.folded
    return any(
        letters.startswith(p) and (letters[len(p) :].startswith(begins) or letters[len(p) :] in whole)
        for p in _PREFIXES
    )


@lru_cache(maxsize=2048)
def _parted(stems: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stems that a word may begin with, and those that it must be."""
    return tuple(s for s in stems if s[0] != "="), frozenset(s[1:] for s in stems if s[0] == "=")
