"""The verbs that say of a masdar that it took place: «بدأت المفاوضات», «أسفر الحادث عن مقتل ...», «قام بتركيب ...»."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.analysis.events.complements import completes, starts_with
from reader.analysis.events.inflect import past_forms, present_forms
from reader.analysis.events.lexicon import DATA, lexicon
from reader.analysis.events.readings import Reading, read_word

BEARING_REACH = 7  # words from such a verb to the masdar
CARRIED_REACH = 5  # and to the masdar of a verb of no type


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


def bearer(sentence: Sentence, at: int) -> int:
    """«أسفر الحادث عن مقتل ...», «حاول فلان دخول ...», «القصف استمر»: the verb that says that it took place; -1 for none."""
    words, openers = sentence.words, word_list("grammar", "openers")
    for i in range(at - 1, max(-1, at - 1 - BEARING_REACH), -1):
        if any(b in "؛.:،," for b in words[i + 1].break_before) or words[i].bare in openers:
            break
        part = _bearing().get(words[i].bare) if words[i].mention < 0 else None
        if part == "patient" and any(starts_with(word, _far_off()) for word in words[i + 1 : at]):
            break  # «لقوا حتفهم في تحطمها»
        if part is not None and (part != "said" or words[at].bare.startswith("ب")):
            return i
    if at + 1 < len(words) and _told_at_once(words[at], words[at + 1]):
        return at + 1
    if _when(words, at):
        return -1
    for i in range(at + 1, min(len(words), at + 4)):
        if words[i].break_before:
            break
        if words[i].mention < 0 and _bearing().get(words[i].folded, "said") != "said":
            return i
        if words[i].bare in word_list("titles", "relatives") and i + 1 < len(words) and _tells(words[i + 1]):
            return i + 1  # «الانفجار الذي دمّر مرفأها»
    return -1


@cache
def _far_off() -> tuple[str, ...]:
    return tuple(sorted(word_list("grammar", "far_off")))


def _when(words: Sequence[Word], at: int) -> bool:
    """«وعقب اغتيال فلان حصلت انفجارات»: a masdar with what it is of only says when; the verb behind it tells of something else."""
    if not at or words[at - 1].bare not in word_list("grammar", "when_of_acts") or at + 1 >= len(words):
        return False
    after = words[at + 1]
    return not after.break_before and (after.mention >= 0 or after.bare.startswith("ال") or words[at].owned)


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


def retold(sentence: Sentence, noun: Word, verb: int) -> bool:
    """True where the verb of a relative clause is a trigger that the noun before it completes."""
    return any(
        reading.kind == "past" and completes(noun, reading.trigger)
        for reading in read_word(sentence.words[verb].folded)
    )


def undertaken(sentence: Sentence, at: int, reading: Reading, verb: int) -> bool:
    """«قام بتركيب», «تمكن من فصل», «أعلن استرداد»: what the subject of the verb is said to do; acts of no kind need one nearby."""
    if (
        not 0 <= at - verb <= CARRIED_REACH
        or reading.definite
        or _bearing()[sentence.words[verb].bare] != "agent"
    ):
        return False
    if reading.proclitic:
        light = tuple(word_list("grammar", "undertakes"))
        return reading.proclitic == "ب" and sentence.words[verb].bare.startswith(light)
    before = sentence.words[at - 1]
    return (
        at - verb == 1
        or before.mention >= 0
        or before.bare.startswith("ال")
        or before.bare in word_list("grammar", "undertaken_after")
    )


def takes_back(word: Word) -> bool:
    """«شنه», «قادتها»: a past verb with an object pronoun, which means the noun before it."""
    for pronoun in ("ها", "ه"):
        stem = word.bare.removesuffix(pronoun)
        if stem != word.bare and not word.form.marbuta:
            return stem in _bearing() or any(kind == "past" for _, kind, _ in lexicon().verbs.of(stem))
    return False


def _tells(word: Word) -> bool:
    """A word after a relative pronoun that is a past verb of the lexicon."""
    return any(reading.kind == "past" for reading in read_word(word.folded))


def part_of(verb: Word) -> str:
    """The part that the subject of a bearing verb has in the happening: agent («حاول دخول»), patient («تعرض لهجوم») or ""."""
    part = _bearing()[verb.bare]
    return part if part in ("agent", "patient") else ""
