"""Acts that the verb before them says did not happen, or not yet: «فشل في تشكيل», «لم يسفر عن سقوط», «حذر من انهيار», «هدد بقصف»."""

from __future__ import annotations

from reader.analysis.events.clauses import Sentence, Word, word_list, word_map
from reader.analysis.events.readings import read_word
from reader.analysis.events.triggers import Found
from reader.model import Modality

_REACH = 8  # words from the verb to what it leads to
_BELIEVED = 6  # and from «يعتقد أن» to the verb

_LED_TO = (
    ("failed", Modality.DENIED),
    ("feared", Modality.HYPOTHETICAL),
    ("threatened", Modality.PLANNED),
)


def undone(sentence: Sentence, found: Found) -> tuple[Modality, str] | None:
    """The modality that a verb gives to what its preposition leads to, what it calls off, or what it believes; and the verb."""
    words, at = sentence.words, found.at
    if found.finite:
        return _believed(sentence, found)
    led = found.reading.proclitic or words[at - 1].bare
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[i + 1].break_before or words[i].bare in word_list("grammar", "openers"):
            return None
        word = words[i].bare
        if i < at - 1 and word == led:
            return None  # led to another noun
        for name, modality in _LED_TO:
            if word_map("modality", name).get(word) == led:
                return modality, word
        if word_map("modality", "achieved").get(word) == led and _negated(sentence, i):
            return Modality.DENIED, word
        if _called_off(sentence, found, i):
            return Modality.PLANNED, word
    return None


def _negated(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.words[at - 1].bare in word_list("modality", "denied", "before_verb")


def _called_off(sentence: Sentence, found: Found, verb: int) -> bool:
    """«ألغى زيارته», «أرجأت باريس المباراة»: what is held was only planned; but «ألغى القاضي توقيفه» was."""
    if found.reading.proclitic or found.reading.trigger.type not in word_list("modality", "held"):
        return False
    between = sentence.words[verb + 1 : found.at]
    if any(word.bare in word_list("grammar", "prepositions") for word in between):
        return False
    return sentence.words[verb].bare in word_list("modality", "called_off")


def _believed(sentence: Sentence, found: Found) -> tuple[Modality, str] | None:
    """«يعتقد أن فلانا غادر», «يشتبه في أنه قتل»: the first verb behind «أن»."""
    words, that = sentence.words, word_list("grammar", "that")
    for i in range(found.at - 1, max(0, found.at - _BELIEVED), -1):
        if words[i + 1].break_before:
            return None
        if words[i].bare in that:
            leads = words[max(0, i - 2) : i]
            cue = next((w.bare for w in leads if w.bare in word_list("modality", "believed")), "")
            return (Modality.HYPOTHETICAL, cue) if cue else None
        if words[i].bare in word_list("titles", "relatives") or _a_verb(words[i]):
            return None
    return None


def _a_verb(word: Word) -> bool:
    return word.mention < 0 and any(reading.kind != "masdar" for reading in read_word(word.folded))
