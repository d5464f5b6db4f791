"""Which words of a sentence are triggers, and in which reading.

Undotted Arabic leaves verb and masdar alike (قتل, رفض, عرض); the place of the word in its clause decides:
after أن، الذي، لم، قد or at the start of a clause a verb stands, after a preposition, a light verb
(تم، جرى) or another noun a masdar does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list
from reader.analysis.events.complements import REACH, complete, completes, distance, reach
from reader.analysis.events.inflect import FEMININE, PLURAL, past_forms, present_forms
from reader.analysis.events.lexicon import DATA, lexicon
from reader.analysis.events.numbers import counted_beside, is_number
from reader.analysis.events.readings import Reading, read_word
from reader.model import Mention, TimeExpression


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger at word `at` of its sentence."""

    at: int
    reading: Reading
    light: bool = False  # carried by تم or جرى: as good as a passive verb
    borne: int = (
        -1
    )  # the verb that says of a masdar that it took place: «بدأت المفاوضات»; as good as a verb itself
    complement: int = -1  # the word that completes it: «أجرى اتصالا», «استعاد السيطرة»; no event of its own

    @property
    def finite(self) -> bool:
        return self.reading.kind != "masdar"


def find_triggers(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[TimeExpression] = ()
) -> Iterator[Found]:
    """The triggers of a sentence, in order, one reading each. `times` are those of the whole text."""
    last: Found | None = None
    masdar: Found | None = None
    timed = any(word.time >= 0 for word in sentence.words)
    for at, word in enumerate(sentence.words):
        if _pointer(sentence, at):
            return
        if word.mention >= 0 or _no_trigger(word):
            continue
        readings = [
            r
            for r in read_word(word.folded)
            if (timed or not r.strict)
            and _tense_tells(sentence, at, r)
            and complete(sentence, at, r, mentions)
        ]
        if word.marbuta:
            readings = [r for r in readings if r.pronoun != "ه"]
        if at and sentence.words[at - 1].bare in word_list("titles", "relatives"):
            readings = [r for r in readings if not r.conjunction]  # «التي وردت»
        if word.time >= 0 and not (times and times[word.time].anchor.startswith("event:")):
            readings = [r for r in readings if r.kind == "masdar"]
        if at and sentence.words[at - 1].bare in word_list("grammar", "questions"):
            readings = [r for r in readings if r.kind == "masdar"]  # «أين ذهبت الأموال؟»
        if not readings:
            continue
        typed = [r for r in readings if not lexicon().grammars[r.trigger.grammar].dated]
        readings = typed or readings
        if any(r.kind == "masdar" for r in readings) and _object_of(sentence, at, last):
            readings = [r for r in readings if r.kind == "masdar"]
        reading = _choose(sentence, at, readings)
        if reading is not None and reading.kind == "masdar" and _names(sentence, at, reading):
            continue
        if reading is not None and reading.kind == "masdar" and _state(sentence, at):
            continue
        if reading is None or (reading.trigger.counted and not _counted(sentence, at)):
            continue
        joined = masdar is not None and word.folded[:1] == "و" and at - masdar.at <= JOINED_REACH
        if reading.kind == "masdar" and last is not None and _complements(last, at, word, reading):
            continue  # «أجرى اتصالا» is one call
        if (
            masdar is not None
            and masdar.complement == at
            and (reading.trigger.counted or reading.kind == "masdar")
        ):
            continue  # «سقوط تسعة قتلى», «وقف إطلاق النار»
        if reading.kind == "masdar" and at and sentence.words[at - 1].bare in word_list("grammar", "ending"):
            continue  # «وقفا لإطلاق النار»: what came to its end there is told by the word before it
        light = reading.kind == "masdar" and (
            (joined and masdar is not None and masdar.light) or _light(sentence, at)
        )
        borne = bearer(sentence, at) if reading.kind == "masdar" and not light else -1
        if (
            joined
            and masdar is not None
            and 0 <= masdar.borne < masdar.at
            and borne < 0
            and reading.conjunction
        ):
            borne = (
                masdar.borne if not sentence.words[masdar.at - 1].bare.endswith("عدم") else -1
            )  # «أسفر عن مقتل ... واعتقال ...»
        if borne > at and _retold(sentence, word, borne):
            continue  # «المهلة التي منحتها»: told by the verb
        if reading.kind == "masdar" and not light:
            if borne < 0 and (reading.trigger.borne or _adverbial(sentence, at, reading)):
                continue
            if reading.trigger.carried and not _undertaken(sentence, at, reading, borne):
                continue
        found = Found(at, reading, light, borne, _complement(sentence, at, reading))
        if found.finite:
            last = found
        else:
            masdar = found
        yield found


def _tense_tells(sentence: Sentence, at: int, reading: Reading) -> bool:
    """A present of no kind says what is so, save after لم and لن, of the future, and as the first word, as headlines have it."""
    if reading.kind not in ("present", "jussive") or not lexicon().grammars[reading.trigger.grammar].dated:
        return True
    if at == 0 or reading.proclitic == "س":
        return True
    return sentence.words[at - 1].bare in word_list("grammar", "present_act")


def _adverbial(sentence: Sentence, at: int, reading: Reading) -> bool:
    """«احتجاجا على الغلاء», «ردا على»: an accusative before «على» says what for."""
    words = sentence.words
    if reading.kind != "masdar" or at + 1 >= len(words) or words[at + 1].bare != "علي":
        return False
    return words[at].folded.endswith("ا") and words[at].folded[:-1] in lexicon().nouns


def _pointer(sentence: Sentence, at: int) -> bool:
    """«اقرأ أيضا: ...»: the headline of another article; nothing after it in the sentence is this one's."""
    if at + 1 >= len(sentence.words) or sentence.words[at].folded not in word_list(
        "grammar", "pointer_verbs"
    ):
        return False
    return sentence.words[at + 1].folded in word_list("grammar", "pointer_words")


def _state(sentence: Sentence, at: int) -> bool:
    """«مصادر على اتصال مع الوزارة»."""
    return (
        at > 0
        and sentence.words[at - 1].bare == "علي"
        and (sentence.words[at].folded in word_list("grammar", "after_on"))
    )


def _names(sentence: Sentence, at: int, reading: Reading) -> bool:
    """«محكمة الاستئناف», «قاعة استقبال»: the masdar belongs to the name of something."""
    if at == 0 or reading.pronoun or reading.proclitic or sentence.words[at].break_before:
        return False
    before = without_article(sentence.words[at - 1].bare)
    if before in ("يوم", "عيد", "ذكري") and not reading.definite:
        return False  # «في ختام يوم احتجاجات»
    return before.removeprefix("ب") in word_list("grammar", "name_heads") or before in word_list(
        "grammar", "name_heads"
    )


def _no_trigger(word: Word) -> bool:
    listed = word_list("grammar", "not_triggers")
    return not word.shadda and (word.folded in listed or word.bare in listed)


def _previous(sentence: Sentence, at: int) -> Word | None:
    return sentence.words[at - 1] if at else None


def _light(sentence: Sentence, at: int) -> bool:
    """True after تم or جرى: «تم نقله», «فتم في هذه المرحلة الاتصال»."""
    for i in range(at - 1, max(-1, at - 6), -1):
        word = sentence.words[i]
        if word.bare in word_list("grammar", "light_verbs"):
            return i == at - 1 or sentence.words[i + 1].bare in word_list("grammar", "prepositions")
        if (
            word.bare in word_list("grammar", "openers")
            or sentence.words[i + 1].break_before
            or word.mention >= 0
        ):
            return False
    return False


@cache
def _bearing() -> dict[str, str]:
    """Forms of the verbs that say of a masdar that it took place, with the part that their subject has in it."""
    with (DATA / "grammar.toml").open("rb") as file:
        table = tomllib.load(file)["bearing"]
    forms: dict[str, str] = {}
    for part, lines in table.items():
        for line in lines.replace("\n", " ").split(";"):
            past, present = line.split()
            found = past_forms(past) + present_forms(present, past)
            forms.update((form.letters, part) for form in found if form.kind != "passive")
    return forms


BEARING_REACH = 7  # words from such a verb to the masdar
JOINED_REACH = 8  # words between two masdars that «و» joins
CARRIED_REACH = 5  # and to one of no kind


def bearer(sentence: Sentence, at: int) -> int:
    """«أسفر الحادث عن مقتل ...», «حاول فلان دخول ...», «القصف استمر»: the verb that says that it took place; -1 for none."""
    words, openers = sentence.words, word_list("grammar", "openers")
    for i in range(at - 1, max(-1, at - 1 - BEARING_REACH), -1):
        if any(b in "؛.:،," for b in words[i + 1].break_before) or words[i].bare in openers:
            break
        if words[i].mention < 0 and words[i].bare in _bearing():
            return i
    if at + 1 < len(words) and _told_at_once(words[at], words[at + 1]):
        return at + 1
    for i in range(at + 1, min(len(words), at + 4)):
        if words[i].break_before:
            break
        if words[i].mention < 0 and words[i].folded in _bearing():
            return i
        if words[i].bare in ("الذي", "التي") and i + 1 < len(words) and _tells(words[i + 1]):
            return i + 1  # «الانفجار الذي دمّر مرفأها»
    return -1


def _told_at_once(noun: Word, verb: Word) -> bool:
    """«مذكرة صدرت بحقه», «انفجار هز المدينة»: after an indefinite noun a verb that can be no noun tells of it."""
    if (
        verb.break_before
        or verb.mention >= 0
        or verb.folded[:1] == "و"
        or noun.folded.startswith(("ال", "لل"))
    ):
        return False
    readings = read_word(verb.folded)
    return any(r.kind == "past" and not r.pronoun for r in readings) and not any(
        r.kind == "masdar" or r.trigger.homograph for r in readings
    )


def _retold(sentence: Sentence, noun: Word, verb: int) -> bool:
    """True where the verb of a relative clause is a trigger that the noun before it completes."""
    return any(
        reading.kind == "past" and completes(noun, reading.trigger)
        for reading in read_word(sentence.words[verb].folded)
    )


def _undertaken(sentence: Sentence, at: int, reading: Reading, verb: int) -> bool:
    """«قام بتركيب», «تمكن من فصل», «أعلن استرداد»: what the subject of the verb is said to do; acts of no kind need one nearby."""
    if (
        not 0 <= at - verb <= CARRIED_REACH
        or reading.definite
        or _bearing()[sentence.words[verb].bare] != "agent"
    ):
        return False
    if reading.proclitic:
        return reading.proclitic == "ب" and sentence.words[verb].bare.startswith(("قام", "يقوم", "تقوم"))
    before = sentence.words[at - 1]
    return (
        at - verb == 1
        or before.mention >= 0
        or before.bare.startswith("ال")
        or before.bare in ("من", "في", "عن", "علي")
    )


def takes_back(word: Word) -> bool:
    """«شنه», «قادتها»: a past verb with an object pronoun, which means the noun before it."""
    for pronoun in ("ها", "ه"):
        stem = word.bare.removesuffix(pronoun)
        if stem != word.bare and not word.marbuta:
            return stem in _bearing() or any(kind == "past" for _, kind, _ in lexicon().verbs.get(stem, ()))
    return False


def _tells(word: Word) -> bool:
    """A word after a relative pronoun that is a past verb of the lexicon."""
    return any(reading.kind == "past" for reading in read_word(word.folded))


def borne_part(sentence: Sentence, found: Found) -> str:
    """The part that the subject of the bearing verb has in the happening: agent («حاول دخول»), patient («تعرض لهجوم») or ""."""
    if found.borne < 0 or found.borne > found.at:
        return ""
    part = _bearing()[sentence.words[found.borne].bare]
    return part if part in ("agent", "patient") else ""


def _complements(verb: Found, at: int, word: Word, masdar: Reading) -> bool:
    """True where the word is what the verb's line asked for, or its own noun: «أجرى اتصالا», «استعاد السيطرة»."""
    trigger = verb.reading.trigger
    if trigger.needs and at - verb.at <= reach(trigger) and completes(word, trigger):
        return True
    if verb.complement in (at - 1, at + 1) and not word.break_before and not masdar.proclitic:
        return (
            verb.complement > at or masdar.definite
        )  # «نفذ حكم الإعدام», «سجل هدف الفوز»: one noun phrase with it
    if masdar.trigger.type == trigger.type and at - verb.at <= REACH and word.folded.endswith("ا"):
        return not masdar.definite  # «احتشدوا ... احتجاجا على»: what for
    return verb.complement == at and masdar.trigger.type == trigger.type


def _complement(sentence: Sentence, at: int, reading: Reading) -> int:
    """The word that completes a trigger of two words; -1 for none."""
    words, needs = sentence.words, reading.trigger.needs
    if needs:
        for i in range(at + 1, min(len(words), at + 1 + reach(reading.trigger))):
            if completes(words[i], reading.trigger):
                return i
    if reading.kind != "masdar" and at + 1 < len(words) and not words[at + 1].break_before:
        own = (r for r in read_word(words[at + 1].folded) if r.kind == "masdar" and not r.proclitic)
        if any(r.trigger.type == reading.trigger.type for r in own):
            return at + 1
    return -1


def _counted(sentence: Sentence, at: int) -> bool:
    """True where a figure or a number word stands right before the noun, or the noun is a dual."""
    word = sentence.words[at]
    if word.folded.endswith(("ان", "ين")) and word.folded[:-2] in ("قتيل", "جريح"):
        return True
    if counted_beside(sentence, at):
        return True
    before = _previous(sentence, at)
    return before is not None and (before.folded[0].isdigit() or is_number(before.folded))


def _choose(sentence: Sentence, at: int, readings: list[Reading]) -> Reading | None:
    verbs = [r for r in readings if r.kind != "masdar"]
    masdars = [r for r in readings if r.kind == "masdar"]
    before = _previous(sentence, at)
    negated = before is not None and before.bare == "لم"
    verbs = [r for r in verbs if r.kind != "jussive" or negated]
    if verbs and (masdars or any(_like_a_noun(r) for r in verbs)):
        place = _verb_place(sentence, at, verbs)
        if not place:
            verbs = []
        else:
            masdars = []
    if verbs:
        return _agreeing(sentence, at, verbs)
    # «انقلاب حافلة»: the reading whose complement stands there
    masdars.sort(key=lambda r: distance(sentence, at, r))
    return masdars[0] if masdars else None


def _like_a_noun(reading: Reading) -> bool:
    """«رسم», «تصرف», «سرعتها», «بنت»: a noun has the same letters; «رسمت» and «رسموا» are verbs wherever they stand."""
    if not reading.trigger.homograph:
        return False
    if reading.kind != "past" or reading.pronoun or reading.agreement not in (FEMININE, PLURAL):
        return True
    return reading.agreement == FEMININE and reading.trigger.lemma.endswith(("ى", "ا"))


def habitual(sentence: Sentence, found: Found) -> bool:
    """«يفتح المتحف أبوابه يوميا», «عادة ما تحاكم»: a present that says what happens again and again."""
    if not _present(sentence, found):
        return False
    near = sentence.words[max(0, found.at - 12) : found.at + 14]
    return any(word.bare in word_list("grammar", "habit") for word in near)


def _present(sentence: Sentence, found: Found) -> bool:
    """True for a present form without the س of the future."""
    reading = found.reading
    letters = sentence.words[found.at].bare
    if reading.kind == "passive":
        return letters[0] in "يت"
    return reading.kind == "present" and reading.proclitic != "س"


def timeless(sentence: Sentence, found: Found) -> bool:
    """A present in a main clause, which by itself says what is so rather than what happened: not after أن, لم, قبل أن."""
    if not _present(sentence, found):
        return False
    for i in range(found.at - 1, max(-1, found.at - 7), -1):
        word = sentence.words[i]
        if word.bare in word_list("grammar", "present_told") or word.folded in word_list(
            "grammar", "present_told"
        ):
            return False
    return True


def _object_of(sentence: Sentence, at: int, verb: Found | None) -> bool:
    """«اقترح الاتحاد عقد قمة», «رفضت الوزارة وقف ...»: only the subject stands between the word and a verb that takes an act."""
    if verb is None or not lexicon().types[verb.reading.trigger.type].control or not 1 < at - verb.at <= 7:
        return False
    between = sentence.words[verb.at + 1 : at + 1]
    small = word_list("grammar", "openers") | word_list("grammar", "prepositions")
    return not any(w.break_before or w.bare in small or w.bare != w.folded for w in between)


def _verb_place(sentence: Sentence, at: int, verbs: list[Reading]) -> bool:
    """True where the word stands as a verb rather than a noun."""
    word, before = sentence.words[at], _previous(sentence, at)
    if word.damma or any(r.proclitic == "س" for r in verbs):
        return True
    if any(r.trigger.preposition for r in verbs) and word.bare == "قبل":
        return _accepted(sentence, at)
    if before is None:
        return _followed_by_noun_phrase(sentence, at)
    if before.bare in ("ان", "بان") and not _after_that(sentence, at, verbs):
        return False
    if before.bare in word_list("grammar", "verb_cues") or before.folded in word_list("grammar", "verb_cues"):
        return True
    if before.bare in word_list("grammar", "prepositions") or before.bare in word_list(
        "grammar", "light_verbs"
    ):
        return False
    if word.break_before and _object_awaited(sentence, at):
        return False
    if word.break_before or verbs[0].conjunction or before.time >= 0:
        return _followed_by_noun_phrase(sentence, at)
    return before.mention >= 0 or before.bare.startswith("ال")


def _after_that(sentence: Sentence, at: int, verbs: list[Reading]) -> bool:
    """«قال إن قصف الجيش ...» has a noun, «بعد أن قصف» a verb: a past stands after أن only behind a word of time."""
    if any(r.kind not in ("past", "passive") for r in verbs):
        return True
    return at > 1 and sentence.words[at - 2].bare in (
        word_list("grammar", "prepositions") | word_list("grammar", "before_that")
    )


def _object_awaited(sentence: Sentence, at: int) -> bool:
    """«ونفى فلان، الناطق باسم الجيش، | قصف ...»: the verb before the aside has not had its object yet."""
    for i in range(at - 1, -1, -1):
        word = sentence.words[i]
        if word.bare in word_list("grammar", "openers") or any(
            b in "؛.:" for b in sentence.words[i + 1].break_before
        ):
            return False
        if word.bare in word_list("modality", "denied", "clause"):
            return True
    return False


def _accepted(sentence: Sentence, at: int) -> bool:
    """«إن المغرب قبل العرض», «قبل المرشح ...»: a name between أن and قبل, or a person right after it."""
    words = sentence.words
    if at and words[at - 1].mention >= 0:
        first = at - 1
        while first > 0 and words[first - 1].mention == words[at - 1].mention:
            first -= 1
        return first > 0 and words[first - 1].bare in ("ان", "بان", "لكن", "فان")
    if at == 0 and len(words) > 1:
        return words[1].mention >= 0 or without_article(words[1].bare) in word_list(
            "grammar", "person_titles"
        )
    return False


def _followed_by_noun_phrase(sentence: Sentence, at: int) -> bool:
    """A verb at the head of a clause has a definite noun or a name after it; a headline masdar often has too."""
    if at + 1 >= len(sentence.words):
        return False
    after = sentence.words[at + 1]
    return not after.break_before


def _agreeing(sentence: Sentence, at: int, verbs: list[Reading]) -> Reading:
    """Among homographs (تدخل: she enters, he intervened) the one whose subject agrees."""
    if len({(r.trigger.type, r.kind) for r in verbs}) == 1:
        return verbs[0]
    before = _previous(sentence, at)
    feminine = before is not None and (
        before.bare.endswith("ه") or before.bare.removeprefix("ال") in word_list("grammar", "feminine_nouns")
    )
    wanted = "f" if feminine else "m"
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    place = after is not None and after.bare in word_list("grammar", "place_anaphors")
    types = lexicon().types

    def rank(reading: Reading) -> tuple[bool, int, bool, bool, bool, bool]:
        takes_place = types[reading.trigger.type].object == "place"
        return (
            not reading.trigger.needs,  # what it asks for stands there
            distance(sentence, at, reading),  # and nearest
            place and not takes_place,
            reading.agreement != wanted,
            bool(reading.proclitic),
            bool(reading.pronoun),
        )

    ranked = sorted(verbs, key=rank)
    return ranked[0]
