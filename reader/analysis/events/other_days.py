"""Days of a sentence that are another act's than the one to be dated."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.days_told import bounds, first_word, fixes_day
from reader.analysis.events.triggers import Found
from reader.model import TimeExpression

_ASIDE = 14  # words
_SAYS = 8  # words from a verb of revealing to its day


def said_before(sentence: Sentence, i: int, at: int) -> bool:
    """«قالت الشرطة اليوم الاثنين إن العداء لقي حتفه مساء أمس الأحد»: the day it was said on, before what is told with a day of its own."""
    return any(word.bare in word_list("grammar", "that") for word in sentence.words[i + 1 : at])


def revealed(sentence: Sentence, i: int, at: int) -> bool:
    """«اعترف يوم الأحد بأنه طعنها», «سلمت تقريرها في 3 أيار، وخلصت إلى أن مرافقا شغل سخانا»: when it came out, not when it was done."""
    that = next((j for j in range(i + 1, at) if sentence.words[j].bare in word_list("grammar", "that")), None)
    if that is None or sentence.words[that - 1].bare in word_list("grammar", "during"):
        return False  # «شهدت المدينة الأحد إضرابا بعد أن اعتقلت السلطات ...»: when, not what
    return any(
        word.bare in word_list("grammar", "reveals") for word in sentence.words[max(0, i - _SAYS) : that]
    )


def about_a_noun(sentence: Sentence, i: int, found: Found, others: Sequence[Found]) -> bool:
    """«في 31 أكتوبر تنحى، والحشود التي أحرقت البرلمان رفعت صورته»: behind a verb, the day is that one's, and not of a clause about a noun."""
    if not found.finite or i > found.at or not found.at:
        return False
    relative = sentence.words[found.at - 1].bare in word_list("titles", "relatives")
    return relative and told_between(others, i, found.at)


def of_a_noun(sentence: Sentence, i: int, at: int) -> bool:
    """«الحارثي، المولودة سنة 1978، نالت الدكتوراه»: the date of a participle that says of a noun when it was born, signed, published."""
    before = first_word(sentence, i) - 1
    if before >= 0 and sentence.words[before].bare in word_list("grammar", "prepositions"):
        before -= 1
    return (
        before >= 0
        and before != at
        and sentence.words[before].bare in word_list("grammar", "dated_participles")
    )


def new_day(sentence: Sentence, i: int, at: int, times: Sequence[TimeExpression]) -> bool:
    """«الأربعاء 15 آذار أعلن أنه لن يدفع، ويوم الأحد كان المصرف قد بيع»: between a day and a verb another one begins a clause."""
    for j in range(i + 1, at):
        word = sentence.words[j]
        if word.time < 0 or word.time == sentence.words[i].time or not fixes_day(times[word.time]):
            continue
        first = first_word(sentence, j)
        begins = first if sentence.words[first].break_before else first - 1
        if begins > i and sentence.words[begins].break_before and not bounds(sentence, j):
            opening = sentence.words[begins].folded
            if opening[:1] in word_list("grammar", "and_letters") or begins == first:
                return True
    return False


def in_an_aside(sentence: Sentence, i: int, at: int) -> bool:
    """«العبارة، وهي سفينة بنيت عام 1970، غرقت»: between two commas it is told what somebody or something was; the verb lies outside."""
    words = sentence.words
    for j in range(i, max(0, i - _ASIDE), -1):
        if words[j].break_before:
            if words[j].folded not in word_list("grammar", "circumstance"):
                return False
            closed = next((k for k in range(j + 1, len(words)) if words[k].break_before), len(words))
            return i < closed and not j <= at < closed
    return False


def told_between(others: Sequence[Found], i: int, at: int) -> bool:
    """Whether a verb stands between a time and a trigger behind it."""
    return any(other.finite and i < other.at < at for other in others)
