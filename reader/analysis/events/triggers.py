"""Which words of a sentence are triggers, and in which reading.

Undotted Arabic leaves verb and masdar alike (قتل, رفض, عرض); the place of the word in its clause decides:
after أن، الذي، لم، قد or at the start of a clause a verb stands, after a preposition, a light verb
(تم، جرى) or another noun a masdar does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from reader.analysis.events.bearing import bearer, part_of, retold, undertaken
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.complements import REACH, Ahead, complete, completes, end_of_reach
from reader.analysis.events.inflect import MASCULINE
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.noun_kinds import is_drone
from reader.analysis.events.numbers import counted_beside
from reader.analysis.events.numerals import is_number
from reader.analysis.events.readings import Reading, read_word
from reader.analysis.events.verb_or_masdar import choose
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
    joined: int = -1  # the trigger that «و» joins a masdar to: «حكم عليه بالسجن ومصادرة أمواله»
    finite: bool = field(init=False)  # a verb

    def __post_init__(self) -> None:
        object.__setattr__(self, "finite", self.reading.kind != "masdar")


def find_triggers(
    sentence: Sentence, mentions: Sequence[Mention], times: Sequence[TimeExpression] = ()
) -> Iterator[Found]:
    """The triggers of a sentence, in order, one reading each. `times` are those of the whole text."""
    last: Found | None = None
    masdar: Found | None = None
    timed = bool(sentence.timed)
    types, pointers = lexicon().types, word_list("grammar", "pointer_verbs")
    for at, word in enumerate(sentence.words):
        if word.folded in pointers and _pointer(sentence, at):
            return
        if word.mention >= 0:
            continue
        known = read_word(word.folded)
        if not known or _no_trigger(word):
            continue
        readings = [r for r in known if (timed or not r.strict) and _tense_tells(sentence, at, r)]
        if word.form.marbuta:
            readings = [r for r in readings if r.pronoun != "ه"]
        if at and sentence.words[at - 1].bare in word_list("titles", "relatives"):
            readings = [r for r in readings if not r.conjunction]  # «التي وردت»
        if word.time >= 0 and not (times and times[word.time].anchor.startswith("event:")):
            readings = [r for r in readings if r.kind == "masdar"]
        if at and sentence.words[at - 1].bare in word_list("grammar", "questions"):
            readings = [r for r in readings if r.kind == "masdar"]  # «أين ذهبت الأموال؟»
        if at and word.folded[0] == "ا" and sentence.words[at - 1].folded in word_list("grammar", "speaker"):
            readings = [r for r in readings if r.kind == "masdar" or r.agreement != MASCULINE]
        reckoned = at > 0 and _reckoned(sentence, at)
        if reckoned:
            readings = [r for r in readings if r.agreement != MASCULINE or not r.trigger.homograph]
        if readings:  # what the lexicon asks for costs most to look at: the last question
            ahead = Ahead(sentence, at)
            readings = [r for r in readings if complete(ahead, r, mentions)]
        if not readings:
            continue
        readings = _typed(readings)
        if any(r.kind == "masdar" for r in readings) and _object_of(sentence, at, last):
            readings = [r for r in readings if r.kind == "masdar"]
        reading = choose(sentence, at, readings, told=partial(_has_verb, sentence, at, last))
        if reading is not None and reading.kind == "masdar" and _names(sentence, at, reading):
            continue
        if (
            reading is not None
            and reading.kind == "masdar"
            and (_state(sentence, at) or is_drone(sentence.words, at))
        ):
            continue
        if reading is not None and _no_act(sentence, at, reading):
            continue
        if reading is None or (
            reading.trigger.counted and (reading.proclitic == "ل" or not _counted(sentence, at))
        ):
            continue
        joined = masdar is not None and word.folded[:1] == "و" and at - masdar.at <= JOINED_REACH
        if reading.kind == "masdar" and last is not None and _complements(sentence, last, at, word, reading):
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
            (joined and masdar is not None and masdar.light) or _light(sentence, at) or _entry(sentence, at)
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
                masdar.borne
                if not sentence.words[masdar.at - 1].bare.endswith(tuple(word_list("grammar", "lack")))
                else -1
            )  # «أسفر عن مقتل ... واعتقال ...»
        if borne > at and retold(sentence, word, borne):
            continue  # «المهلة التي منحتها»: told by the verb
        if reading.kind == "masdar" and not light:
            dating = reading.trigger.carried and _after_moment(sentence, at, reading)
            if word.bare in word_list("grammar", "in_answer") and _adverbial(sentence, at, reading):
                continue
            if borne < 0 and not dating and (reading.trigger.borne or _adverbial(sentence, at, reading)):
                continue
            kept = reading.proclitic or reading.trigger.counted or types[reading.trigger.type].harm
            if borne < 0 and reckoned and not kept:
                continue  # «أحصى 14 طعنة»
            if reading.trigger.carried and not (dating or undertaken(sentence, at, reading, borne)):
                continue
        before = max((f.at for f in (last, masdar) if f is not None), default=at)
        close = reading.kind == "masdar" and reading.conjunction and at - before <= JOINED_REACH
        found = Found(
            at,
            reading,
            light,
            borne,
            _complement(sentence, at, reading),
            before if close and before < at else -1,
        )
        if found.finite:
            last = found
        else:
            masdar = found
        yield found


def _typed(readings: list[Reading]) -> list[Reading]:
    """Without those of no kind where one has a type; a verb that only its pronoun makes one («نشره») leaves the masdar in."""
    typed = [r for r in readings if not lexicon().grammars[r.trigger.grammar].dated]
    if not typed or not all(r.trigger.bound for r in typed):
        return typed or readings
    return [*typed, *(r for r in readings if r.kind == "masdar" and r not in typed)]


def _has_verb(sentence: Sentence, at: int, last: Found | None) -> bool:
    """True where the clause of the word has its verb already: «عرض المتحف الأحد لوح الطوفان»; relative clauses end where they like."""
    if last is None:
        return False
    words = sentence.words
    if last.at and words[last.at - 1].bare in word_list("titles", "relatives"):
        return False
    starts = _clause_starts()
    return not any(
        word.break_before
        or word.bare in starts
        or (word.bare != word.folded and not word.bare.startswith("ال"))
        for word in words[last.at + 1 : at + 1]
    )


@cache
def _clause_starts() -> frozenset[str]:
    relatives = word_list("titles", "relatives")
    return word_lists(("grammar", "openers"), ("grammar", "verb_cues")) | relatives


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
    if (
        reading.kind != "masdar"
        or at + 1 >= len(words)
        or words[at + 1].bare not in word_list("grammar", "on")
    ):
        return False
    return words[at].folded.endswith("ا") and words[at].folded[:-1] in lexicon().nouns


def _pointer(sentence: Sentence, at: int) -> bool:
    """«اقرأ أيضا: ...»: behind such a verb the headline of another article; nothing after it in the sentence is this one's."""
    after = sentence.words[at + 1 : at + 2]
    return bool(after) and after[0].folded in word_list("grammar", "pointer_words")


def _state(sentence: Sentence, at: int) -> bool:
    """«مصادر على اتصال مع الوزارة»."""
    if not at or sentence.words[at - 1].bare not in word_list("grammar", "on"):
        return False
    named = at + 1 < len(sentence.words) and sentence.words[at + 1].time >= 0  # «على اتفاق 10 آذار»
    return not named and sentence.words[at].folded in word_list("grammar", "after_on")


def _no_act(sentence: Sentence, at: int, reading: Reading) -> bool:
    """«كلما صعد», «كاد يطيح», «بلا قتال»; but «دون مغادرة الوفد» says of somebody's act that it was not."""
    if not at or (reading.kind == "masdar" and _construct(sentence, at)):
        return False
    listed = "lacking" if reading.kind == "masdar" else "no_act"
    return sentence.words[at - 1].bare in word_list("grammar", listed)


def _names(sentence: Sentence, at: int, reading: Reading) -> bool:
    """«محكمة الاستئناف», «قاعة استقبال», «الأشد تدميرا»: the masdar belongs to the name of something, or says how much."""
    if at == 0 or reading.pronoun or reading.proclitic or sentence.words[at].break_before:
        return False
    if sentence.words[at].folded in word_list("grammar", "place_heads") and _place_behind(sentence, at):
        return True  # «في مقاطعة جيريبام»
    if sentence.words[at].folded.endswith("ا") and sentence.words[at - 1].bare in word_list(
        "grammar", "elatives"
    ):
        return True
    if sentence.words[at - 1].bare.startswith("ال") and not reading.definite:
        return False  # «قرر مجلس الوزراء فرض ...»
    joined = at > 1 and reading.conjunction and reading.definite
    if joined and sentence.words[at - 1].bare.startswith("ال"):  # «فرقة الأبحاث والتفتيش»
        return sentence.words[at - 2].bare.removeprefix("ب") in word_list("grammar", "name_heads")
    before = without_article(sentence.words[at - 1].bare)
    if before in word_list("grammar", "days_of") and not reading.definite:
        return False  # «في ختام يوم احتجاجات»
    return before.removeprefix("ب") in word_list("grammar", "name_heads") or before in word_list(
        "grammar", "name_heads"
    )


def _reckoned(sentence: Sentence, at: int) -> bool:
    """«أربعين ألف صوت»: right behind a figure stands what it counts."""
    word, before = sentence.words[at], sentence.words[at - 1]
    if word.break_before or word.bare != word.folded or before.time >= 0 or before.mention >= 0:
        return False
    return before.folded[0].isdigit() or is_number(before.folded)


def _place_behind(sentence: Sentence, at: int) -> bool:
    """A name right behind a word that stands behind a preposition."""
    if at + 1 >= len(sentence.words) or not sentence.words[at + 1].begins:
        return False
    return sentence.words[at - 1].bare in word_list("grammar", "prepositions")


def _no_trigger(word: Word) -> bool:
    listed = word_list("grammar", "not_triggers")
    if word.form.shadda:
        return False
    if word.bare in word_list("grammar", "with_marbuta" if word.form.marbuta else "without_marbuta"):
        return False
    alone = word.folded in word_list("grammar", "not_alone") and not word.form.damma
    if word.form.alef and word.bare in word_list("grammar", "plain_alef"):
        return True
    return alone or word.folded in listed or word.bare in listed


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


def _after_moment(sentence: Sentence, at: int, reading: Reading) -> bool:
    """«بعد فرز 80 بالمئة», «بعد سبعة أسابيع من نشره»: an act of no kind that something else is dated by."""
    words = sentence.words
    if not at or reading.definite or not (reading.pronoun or _construct(sentence, at)):
        return False
    before = words[at - 1]
    return before.bare in word_list("grammar", "moments") or counted_from(sentence, at)


def counted_from(sentence: Sentence, at: int) -> bool:
    """«بعد سبعة أسابيع من نشره», «بعد دقائق فقط من إخراج الطفل»: a time is counted from it."""
    words = sentence.words
    if at < 2 or words[at - 1].bare not in word_list("grammar", "of"):
        return False
    for i in range(at - 2, max(-1, at - 2 - COUNTED_REACH), -1):
        if words[i + 1].break_before:
            return False
        if words[i].time >= 0 or words[i].bare in word_list("grammar", "moments"):
            return True
    return False


def _construct(sentence: Sentence, at: int) -> bool:
    """The word has what it is done to right behind it: a name, a definite noun, a figure."""
    if at + 1 >= len(sentence.words):
        return False
    after = sentence.words[at + 1]
    if after.break_before or after.time >= 0:
        return False
    return after.mention >= 0 or after.bare.startswith("ال") or after.owned or after.folded[0].isdigit()


def _entry(sentence: Sentence, at: int) -> bool:
    """«25 يناير 2023: انطلاق المحاكمة»: the head of an entry in a list of days, which tells what happened then."""
    words = sentence.words
    if not at or not any(b in ":–—-" for b in words[at].break_before):
        return False
    return all(word.time >= 0 for word in words[:at])


COUNTED_REACH = 5  # words from «بعد» to the «من» behind the time that is counted
JOINED_REACH = 8  # words between two masdars that «و» joins


def borne_part(sentence: Sentence, found: Found) -> str:
    """The part that the subject of the bearing verb has in the happening: agent («حاول دخول»), patient («تعرض لهجوم») or ""."""
    if not 0 <= found.borne <= found.at:
        return ""
    if found.at and sentence.words[found.at - 1].bare in word_list("grammar", "matters"):
        return ""  # «يحقق فلان في قضية اغتيال ...»
    if sentence.words[found.at].bare in word_list("grammar", "befallen"):
        return ""  # «أعلنت الوزارة مقتل ...»
    return part_of(sentence.words[found.borne])


def _complements(sentence: Sentence, verb: Found, at: int, word: Word, masdar: Reading) -> bool:
    """True where the word is what the verb's line asked for, or its own noun: «أجرى اتصالا», «استعاد السيطرة»."""
    trigger = verb.reading.trigger
    if trigger.needs and completes(word, trigger) and at < end_of_reach(sentence, verb.at, trigger):
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
        for i in range(at + 1, end_of_reach(sentence, at, reading.trigger)):
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
    if word.folded.endswith(("ان", "ين")) and word.folded[:-2] in word_list("grammar", "counted_dual"):
        return True
    if counted_beside(sentence, at):
        return True
    near = [_previous(sentence, at)]
    if word.bare.startswith("ال") and at + 1 < len(sentence.words):
        near.append(sentence.words[at + 1])  # «القتلى 24»
    return any(w is not None and w.time < 0 and (w.folded[0].isdigit() or is_number(w.folded)) for w in near)


def _object_of(sentence: Sentence, at: int, verb: Found | None) -> bool:
    """«اقترح الاتحاد عقد قمة», «رفضت الوزارة وقف ...»: only the subject stands between the word and a verb that takes an act."""
    if verb is None or not lexicon().types[verb.reading.trigger.type].control or not 1 < at - verb.at <= 7:
        return False
    between = sentence.words[verb.at + 1 : at + 1]
    small = word_lists(("grammar", "openers"), ("grammar", "prepositions"))
    return not any(w.break_before or w.bare in small or w.bare != w.folded for w in between)
