"""Days of a sentence that are another clause's than the verb to be dated: of a relative one, of what came after or before it."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.days_told import first_word
from reader.analysis.events.other_days import about_a_noun, in_an_aside, revealed
from reader.analysis.events.triggers import Found

_CLAUSE = 14  # words of a relative clause
_HAD = 3  # words from «كان» to its «قد» and from that to the verb


def of_another_clause(
    sentence: Sentence, i: int, found: Found, others: Sequence[Found], *, own: bool
) -> bool:
    """True for a time at word `i` that dates another clause. `own`: the verb has a time of its own behind it."""
    told = (
        in_an_aside(sentence, i, found.at)
        or revealed(sentence, i, found.at)
        or about_a_noun(sentence, i, found, others)
    )
    if told:
        return True
    if not found.finite:
        return _protested(sentence, found) or (i < found.at and _day_beside(sentence, i, found.at))
    if i > found.at:
        return _of_the_main_verb(sentence, i, found, others) or _heads_the_next(sentence, i, found, others)
    return (
        _of_the_relative(sentence, i, found, others)
        or _had_been(sentence, i, found, others)
        or (own and _goes_on(sentence, found))
    )


def _of_the_relative(sentence: Sentence, i: int, found: Found, others: Sequence[Found]) -> bool:
    """«المصرف الذي تأسس سنة 1856 قد بيع», «الذي نجا في 2018 من تفجير أطلق ...»: the day of a relative clause, not of the verb behind it."""
    words, relatives = sentence.words, word_list("titles", "relatives")
    if found.reading.conjunction or words[found.at - 1].bare in word_list("grammar", "that"):
        return False
    for j in range(i, max(-1, i - _CLAUSE), -1):
        if words[j].bare in relatives:
            told = any(other.finite and j < other.at < i for other in others)
            opened = any(word.break_before for word in words[j + 1 : i])
            behind = any(
                word.bare in word_list("grammar", "openers")
                for word in words[i + 1 : found.at - (words[found.at - 1].bare == "قد")]
            )
            joined = any(_joins(sentence, k) for k in range(i + 1, found.at + 1))
            return told and not (opened or behind or joined)
    return False


def _joins(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return word.folded[:1] in word_list("grammar", "and_letters") and word.folded != word.bare


def _had_been(sentence: Sentence, i: int, found: Found, others: Sequence[Found]) -> bool:
    """«نقل في السابع عشر إلى السجن، حيث كان قد سجن الآلاف»: a clause behind the main verb, told with «كان قد», was before its day."""
    words, was = sentence.words, word_list("grammar", "had_been")
    already = next(
        (j for j in range(found.at - 1, found.at - 1 - _HAD, -1) if j > 0 and words[j].bare == "قد"), None
    )
    if already is None:
        return False
    start = next(
        (j for j in range(already - 1, already - 1 - _HAD, -1) if j >= 0 and words[j].bare in was), None
    )
    if start is None or any(
        word.bare in word_list("grammar", "meanwhile") for word in words[max(0, start - _HAD) : start]
    ):
        return False
    return i < start and any(other.finite and other.at < start for other in others)


def _goes_on(sentence: Sentence, found: Found) -> bool:
    """«افتتحته في 9 سبتمبر ثم صرفت كميات في 27 منه», «صرخت في 21 حزيران، ولم تعلن الطوارئ إلا في آب»: its own day follows."""
    before = sentence.words[found.at - 1] if found.at else None
    if before is None:
        return False
    return before.bare in word_list("grammar", "leads_on") or (
        before.bare in word_list("grammar", "denials_before") and _joins(sentence, found.at - 1)
    )


def _of_the_main_verb(sentence: Sentence, i: int, found: Found, others: Sequence[Found]) -> bool:
    """«الرئيس، الذي استقال فيما كان بيته يحترق، فقد ظهر قبل يومين»: the verb of a relative clause between commas, a time behind it."""
    words = sentence.words
    if not found.at or words[found.at - 1].bare not in word_list("titles", "relatives"):
        return False
    closes = next((j for j in range(found.at + 1, i + 1) if "،" in words[j].break_before), None)
    return closes is not None and any(other.finite and closes <= other.at <= i for other in others)


def _day_beside(sentence: Sentence, i: int, at: int) -> bool:
    """«الأربعاء الذي تلا الحريق»: the day before or after an act is not its own."""
    words = sentence.words
    while i + 1 < at and words[i + 1].time == words[i].time:
        i += 1
    relative = i + 2 < len(words) and words[i + 1].bare in word_list("titles", "relatives")
    return relative and words[i + 2].bare in word_list("grammar", "comes_beside") and at <= i + 4


def _heads_the_next(sentence: Sentence, i: int, found: Found, others: Sequence[Found]) -> bool:
    """«هاجم الناس موكبه أمام الكاميرات، وبعد شهرين دفع غرامة»: a time that «و» begins a clause with, right before its verb."""
    words = sentence.words
    first = first_word(sentence, i)
    begins = first if words[first].break_before else first - 1
    if begins <= found.at or "،" not in words[begins].break_before or not _joins(sentence, begins):
        return False
    last = i
    while last + 1 < len(words) and words[last + 1].time == words[i].time:
        last += 1
    return any(other.finite and other.at in (last + 1, last + 2) for other in others)


def _protested(sentence: Sentence, found: Found) -> bool:
    """«خرجوا يوم 22 فبراير رفضا لترشح الرئيس»: what is protested against was not that day."""
    words, at = sentence.words, found.at
    against = word_list("grammar", "protested")
    by_letter = at > 0 and found.reading.proclitic == "ل" and words[at - 1].bare in against
    return by_letter or (
        at > 1
        and words[at - 2].bare in against
        and words[at - 1].bare in word_list("grammar", "prepositions")
    )
