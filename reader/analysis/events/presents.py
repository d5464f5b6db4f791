"""Presents that tell no one happening: what is done again and again, what is so, what ought to be."""

from __future__ import annotations

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.triggers import Found


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


def general(sentence: Sentence, found: Found) -> bool:
    """«لا يصل منها شيء», «صديقي الذي يدرس», «يستحق أن يدرس»: a present that says what is so, or ought to be."""
    if not found.at or not _present(sentence, found):
        return False
    before = sentence.words[found.at - 1].bare
    if before in word_list("grammar", "subjunctive") and found.at > 1:
        return sentence.words[found.at - 2].bare in word_list("grammar", "ought")
    return before in word_list("grammar", "present_general")


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
