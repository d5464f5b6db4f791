"""A word that could be verb or masdar (قتل, رفض): which it is, by its place in the clause, and which verb of several."""

from __future__ import annotations

from collections.abc import Callable

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.complements import distance
from reader.analysis.events.inflect import FEMININE, PLURAL
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.readings import Reading
from reader.text.fold import fold


def choose(
    sentence: Sentence, at: int, readings: list[Reading], *, told: Callable[[], bool] = bool
) -> Reading | None:
    """The reading that is meant; None where the word is a noun and no masdar. `told` says whether its clause has a verb already."""
    verbs = [r for r in readings if r.kind != "masdar"]
    masdars = [r for r in readings if r.kind == "masdar"]
    before = sentence.words[at - 1] if at else None
    negated = before is not None and before.bare in word_list("grammar", "not_past")
    verbs = [r for r in verbs if r.kind != "jussive" or negated]
    if masdars:
        types = lexicon().types
        verbs = [r for r in verbs if not (r.pronoun and types[r.trigger.type].object == "none")]  # «تنازله»
    if verbs and before is not None and _governs(before) and not sentence.words[at].break_before:
        verbs = [r for r in verbs if r.conjunction]  # «في شفرتها», «إلى قتل»
    if verbs and (masdars or any(_like_a_noun(r) for r in verbs)):
        if not (_verb_place(sentence, at, verbs, told) or _goes_there(sentence, at, verbs)):
            verbs = []
        else:
            masdars = []
    if verbs:
        return _agreeing(sentence, at, verbs)
    # «انقلاب حافلة»: the reading whose complement stands there
    masdars.sort(key=lambda r: distance(sentence, at, r))
    return masdars[0] if masdars else None


def _goes_there(sentence: Sentence, at: int, verbs: list[Reading]) -> bool:
    """«قوات تدخل العاصمة»: a place right behind what may be a verb that takes one."""
    if at + 1 >= len(sentence.words) or sentence.words[at + 1].break_before:
        return False
    after = sentence.words[at + 1].bare in word_list("grammar", "place_anaphors")
    before = at > 0 and sentence.words[at - 1].bare in word_list("grammar", "prepositions")
    types = lexicon().types
    return after and not before and any(types[r.trigger.type].object == "place" for r in verbs)


def _governs(before: Word) -> bool:
    return before.mention < 0 and before.folded in word_list("grammar", "before_nouns")


def _like_a_noun(reading: Reading) -> bool:
    """«رسم», «تصرف», «سرعتها», «بنت»: a noun has the same letters; «رسمت» and «رسموا» are verbs wherever they stand."""
    if not reading.trigger.homograph:
        return False
    if reading.kind != "past" or reading.pronoun or reading.agreement not in (FEMININE, PLURAL):
        return True
    return reading.agreement == FEMININE and reading.trigger.lemma.endswith(("ى", "ا"))


def _verb_place(sentence: Sentence, at: int, verbs: list[Reading], told: Callable[[], bool]) -> bool:
    """True where the word stands as a verb rather than a noun."""
    word, before = sentence.words[at], (sentence.words[at - 1] if at else None)
    if word.form.damma or any(r.proclitic == "س" for r in verbs):
        return True
    if any(r.trigger.preposition and word.bare == fold(r.trigger.lemma) for r in verbs):
        return _accepted(sentence, at)
    if before is None:
        return _followed_by_noun_phrase(sentence, at)
    if _who_did(sentence, at):
        return True
    if before.bare in word_list("grammar", "that_noun") and not _after_that(sentence, at, verbs):
        return False
    if before.bare in word_list("grammar", "verb_cues") or before.folded in word_list("grammar", "verb_cues"):
        return True
    if before.bare in word_list("grammar", "prepositions") or before.bare in word_list(
        "grammar", "light_verbs"
    ):
        return False
    if before.bare in word_list("grammar", "before_clause") and not word.break_before:
        return _followed_by_noun_phrase(sentence, at)  # «من جهته طالب الوزير»
    if word.break_before and _object_awaited(sentence, at):
        return False
    if told():
        return False
    if word.break_before or verbs[0].conjunction or before.time >= 0:
        return _followed_by_noun_phrase(sentence, at)
    return before.mention >= 0 or before.bare.startswith("ال") or _after_somebody(sentence, at)


def _who_did(sentence: Sentence, at: int) -> bool:
    """«هو من قتل»: behind a pronoun «من» is who, and no preposition."""
    words = sentence.words
    who = at > 1 and words[at - 1].bare in word_list("grammar", "of") and not words[at].break_before
    return who and words[at - 2].bare in word_list("grammar", "he_or_she")


def _after_somebody(sentence: Sentence, at: int) -> bool:
    """«إن راكبا فتح ...», «أن أحدا ضربه»: behind أن and a noun in the accusative that names nobody stands its verb."""
    if at < 2 or sentence.words[at - 1].break_before:
        return False
    return sentence.words[at - 1].folded.endswith("ا") and sentence.words[at - 2].bare in word_list(
        "grammar", "that"
    )


def _after_that(sentence: Sentence, at: int, verbs: list[Reading]) -> bool:
    """«قال إن قصف الجيش ...» has a noun, «بعد أن قصف» a verb: a past stands after أن only behind a word of time."""
    if any(r.kind not in ("past", "passive") for r in verbs):
        return True
    return at > 1 and sentence.words[at - 2].bare in (
        word_lists(("grammar", "prepositions"), ("grammar", "before_that"))
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
    """«إن المغرب قبل العرض», «قبل المرشح ...», «وتفقد الوزير ...»: a name between أن and the word, or a person right after it."""
    words = sentence.words
    if at and words[at - 1].mention >= 0:
        first = at - 1
        while first > 0 and words[first - 1].mention == words[at - 1].mention:
            first -= 1
        return first > 0 and words[first - 1].bare in word_list("grammar", "that_name")
    when = 0 < at < len(words) - 1 and words[at - 1].bare in word_list("grammar", "when")
    if when and words[at + 1].bare in word_list("grammar", "prepositions"):
        return True  # «حين مثل أمام اللجنة»
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
    before = sentence.words[at - 1] if at else None
    feminine = before is not None and (
        (before.bare.endswith("ه") and before.bare not in word_list("grammar", "adverbs"))
        or before.bare.removeprefix("ال") in word_list("grammar", "feminine_nouns")
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
