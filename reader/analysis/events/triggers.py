"""Which words of a sentence are triggers, and in which reading.

Undotted Arabic leaves verb and masdar alike (قتل, رفض, عرض); the place of the word in its clause decides:
after أن، الذي، لم، قد or at the start of a clause a verb stands, after a preposition, a light verb
(تم، جرى) or another noun a masdar does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.analysis.events.lexicon import Reading, Trigger, read_word
from reader.model import Mention

REACH = 9  # words after the trigger in which its complement must stand


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger at word `at` of its sentence."""

    at: int
    reading: Reading
    light: bool = False  # carried by تم or جرى: as good as a passive verb

    @property
    def finite(self) -> bool:
        return self.reading.kind != "masdar"


def find_triggers(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The triggers of a sentence, in order, one reading each."""
    for at, word in enumerate(sentence.words):
        if word.mention >= 0 or word.folded in word_list("grammar", "not_triggers"):
            continue
        readings = [r for r in read_word(word.folded) if _complete(sentence, at, r, mentions)]
        if word.time >= 0:
            readings = [r for r in readings if r.kind == "masdar"]
        if not readings:
            continue
        reading = _choose(sentence, at, readings)
        if reading is not None:
            yield Found(at, reading, _light(sentence, at))


def _previous(sentence: Sentence, at: int) -> Word | None:
    return sentence.words[at - 1] if at else None


def _light(sentence: Sentence, at: int) -> bool:
    before = _previous(sentence, at)
    return before is not None and before.bare in word_list("grammar", "light_verbs")


def _complete(sentence: Sentence, at: int, reading: Reading, mentions: Sequence[Mention]) -> bool:
    """True where the words that the lexicon line asks for follow, and none that it forbids."""
    trigger = reading.trigger
    if not (trigger.needs or trigger.excludes or trigger.needs_place):
        return True
    following: list[Word] = []
    for word in sentence.words[at + 1 : at + 1 + REACH]:
        if following and any(b in "؛.:" for b in word.break_before):
            break
        following.append(word)
    if trigger.excludes and any(_starts(w, trigger.excludes) for w in following[:4]):
        return False
    if trigger.needs and any(_starts(w, trigger.needs) for w in following):
        return True
    if trigger.needs_place:
        return any(w.mention >= 0 and mentions[w.mention].type == "LOC" for w in following)
    return not trigger.needs


def _starts(word: Word, stems: tuple[str, ...]) -> bool:
    letters = word.folded
    for prefix in ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول"):
        if letters.startswith(prefix) and letters[len(prefix) :].startswith(stems):
            return True
    return False


def _choose(sentence: Sentence, at: int, readings: list[Reading]) -> Reading | None:
    verbs = [r for r in readings if r.kind != "masdar"]
    masdars = [r for r in readings if r.kind == "masdar"]
    before = _previous(sentence, at)
    negated = before is not None and before.bare == "لم"
    verbs = [r for r in verbs if r.kind != "jussive" or negated]
    if verbs and (masdars or any(r.trigger.homograph for r in verbs)):
        place = _verb_place(sentence, at, verbs)
        if not place:
            verbs = []
        else:
            masdars = []
    if verbs:
        return _agreeing(sentence, at, verbs)
    return masdars[0] if masdars else None


def _verb_place(sentence: Sentence, at: int, verbs: list[Reading]) -> bool:
    """True where the word stands as a verb rather than a noun."""
    word, before = sentence.words[at], _previous(sentence, at)
    if any(r.proclitic == "س" for r in verbs):
        return True
    if before is None:
        return _followed_by_noun_phrase(sentence, at)
    if before.bare in word_list("grammar", "verb_cues") or before.folded in word_list("grammar", "verb_cues"):
        return True
    if before.bare in word_list("grammar", "prepositions") or before.bare in word_list(
        "grammar", "light_verbs"
    ):
        return False
    if word.break_before or verbs[0].conjunction:
        return _followed_by_noun_phrase(sentence, at)
    return before.mention >= 0 or before.bare.startswith("ال")


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
    ranked = sorted(verbs, key=lambda r: (r.agreement != wanted, bool(r.proclitic), bool(r.pronoun)))
    return ranked[0]


def trigger_of(found: Found) -> Trigger:
    """The lexicon line behind a trigger."""
    return found.reading.trigger
