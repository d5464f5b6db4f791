"""How a happening is meant: asserted, attributed, denied, planned or hypothetical."""

from __future__ import annotations

from functools import cache

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.speech import is_saying
from reader.analysis.events.triggers import Found
from reader.analysis.events.undone import undone
from reader.model import Modality

_COMMAS, _STOPS = frozenset("،,"), frozenset("؛.:")
FAR = 8  # words behind a verb in which «سوى» takes its denial back
_NEAREST = (Modality.DENIED, Modality.PLANNED, Modality.HYPOTHETICAL)
_ORDER = (Modality.HYPOTHETICAL, Modality.DENIED, Modality.PLANNED)


@cache
def _cues(where: str) -> tuple[tuple[Modality, frozenset[str]], ...]:
    """What gives each modality from there, in the order in which it is looked for."""
    order = _ORDER if where == "clause" else _NEAREST
    return tuple((modality, word_list("modality", modality.value, where)) for modality in order)


@cache
def _clause_cues() -> frozenset[str]:
    """All words that give one from within the clause."""
    return frozenset().union(*(listed for _, listed in _cues("clause")))


def modality_of(sentence: Sentence, found: Found) -> tuple[Modality, str]:
    """The modality that the words before the trigger give, and the word that gives it ("" where none does)."""
    where = "before_verb" if found.finite or found.light else "before_masdar"
    at = found.at - 1 if not found.light else found.at - 2
    if found.reading.proclitic == "س":
        return Modality.PLANNED, "س"
    if at >= 0:
        before = sentence.words[at].bare
        for modality, listed in _cues(where):
            if before in listed:
                if before in word_list("grammar", "already") and found.reading.kind != "present":
                    continue
                if before in word_list("grammar", "no") and found.reading.kind not in ("present", "past"):
                    continue
                to_come = before in word_list("modality", "denied", "to_come")
                if modality is Modality.DENIED and not to_come and _but_for(sentence, found.at):
                    break
                first = sentence.words[at - 1].bare if at else ""
                if modality is Modality.DENIED and first in word_list("modality", "hypothetical", "unless"):
                    return Modality.HYPOTHETICAL, first
                return modality, before
    if not found.finite and found.borne > 0 and _did_not_happen(sentence, found.borne):
        return Modality.DENIED, sentence.words[found.borne - 1].bare
    if at >= 0 and (told := undone(sentence, found)) is not None:
        return told
    relatives, openers = word_list("titles", "relatives"), word_list("grammar", "openers")
    cues = _cues("clause")
    denials = [each for each in cues if each[0] is Modality.DENIED]
    start = found.at - 1
    aside = joined = apposed = closing = False
    while start >= 0 and found.at - start <= 14:
        word = sentence.words[start]
        near = cues if found.at - start <= 8 and not aside else denials
        for modality, listed in near if word.bare in _clause_cues() else ():
            if word.bare in listed:
                if word.bare in word_list("grammar", "already") and found.reading.kind != "present":
                    continue
                if _no_condition(sentence, start):
                    continue
                if modality is Modality.PLANNED and found.reading.kind == "past":
                    continue  # «حاول كسب الوقت فأرجأ الاقتراع»: what is planned stands in the present or as a masdar
                return modality, word.bare
        if is_saying(word.folded) or is_saying(word.bare):
            break  # «نفى الجيش القصف وقال إن متمردين أطلقوا ...»: what is said next is not denied
        if found.finite and word.bare in relatives and not joined:
            break  # «نفى السيطرة على القوات التي اقتربت»: what is told of them is not denied
        joined = joined or word.bare in openers  # «نفى الوزير الذي وصل أن يكون استقال»
        if not _STOPS.isdisjoint(word.break_before):
            break
        if not _COMMAS.isdisjoint(word.break_before):
            # «نفى فلان، القائد السابق، أن يكون قد فر»: the comma before «أن» closes what the one before it opened
            if found.finite and not apposed and word.bare in word_list("grammar", "that"):
                apposed = closing = True
                start -= 1
                continue
            aside = not closing
            closing = False
        if aside and (found.finite or word.bare in openers):
            break
        start -= 1
    return Modality.ASSERTED, ""


def _did_not_happen(sentence: Sentence, verb: int) -> bool:
    """«لم يحدث انفجار», «لم يقع أي هجوم»: what a verb of taking place says did not."""
    words = sentence.words
    if words[verb].bare not in word_list("modality", "denied", "happens") or _but_for(sentence, verb):
        return False
    return words[verb - 1].bare in word_list("modality", "denied", "not_so")


def _no_condition(sentence: Sentence, at: int) -> bool:
    """«حال الطوارئ», «على كل حال»: a state, where «حال وقوع هجوم» and «في حال الهجوم» are conditions."""
    words = sentence.words
    if words[at].bare not in word_list("modality", "hypothetical", "case"):
        return False
    before = words[at - 1].bare if at else ""
    if before in word_list("modality", "hypothetical", "no_case"):
        return True
    definite = at + 1 < len(words) and words[at + 1].bare.startswith("ال")
    return definite and before not in word_list("modality", "hypothetical", "if_case")


def said_after_all(sentence: Sentence, at: int) -> bool:
    """«ولم تعلن الوزارة أنه توفي إلا الأحد»: behind a denied verb of saying, «إلا» and «سوى» say that it was said; «إلا أن» does not."""
    words, listed = sentence.words, word_list("modality", "denied", "but_for")
    that = word_list("grammar", "that")
    found = (i for i in range(at + 1, len(words)) if words[i].bare in listed)
    return any(i + 1 == len(words) or words[i + 1].bare not in that for i in found)


def _but_for(sentence: Sentence, at: int) -> bool:
    """«لم يقتل سوى اثنين», «لم تعلن الطوارئ إلا في آب»: it happened, to no more or not before; «لن ينسحب إلا بعد» has not."""
    words = sentence.words
    for i in range(at + 1, min(len(words), at + 1 + FAR)):
        if words[i].break_before:
            return False
        if words[i].bare in word_list("modality", "denied", "but_for"):
            after = words[i + 1].bare if i + 1 < len(words) else ""
            return after not in word_list("grammar", "that")
    return False
