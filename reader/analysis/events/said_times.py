"""What the times of a sentence are, whatever happening they are asked about: which date, which only bound, which are another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.days_told import bounds, fixes_day
from reader.model import TimeExpression, TimeType

REACH = 16  # cost: words, with commas, openers and other verbs in between counted extra
_PLACE, _AGENCY = 5, 8  # words in which a dateline says its place and day, and from the day to its dash


class SaidTimes(NamedTuple):
    """Words of a sentence by what the time is that they belong to."""

    dates: tuple[int, ...]  # of what may date a happening
    bounding: frozenset[int]  # of what stands behind «منذ» or «حتى»
    clauses: Sequence[range]  # of clauses that tell of an anchor
    dateline: int  # the expression that is the date of the news; -1 for none


def said_times(sentence: Sentence, times: Sequence[TimeExpression]) -> SaidTimes:
    """Found out once for all the triggers of a sentence."""
    dated = tuple([i for i in sentence.timed if _dates(times[sentence.words[i].time])])
    bounding: set[int] = set()
    for i in sentence.timed:
        if bounds(sentence, i) if i in sentence.told else i - 1 in bounding:
            bounding.add(i)
    anchors = clauses_of_anchors(sentence, times)
    return SaidTimes(dated, frozenset(bounding), anchors, _dateline(sentence, times))


def clauses_of_anchors(sentence: Sentence, times: Sequence[TimeExpression]) -> list[range]:
    """«بعد تسعة أيام على الزلزال الذي دمّر البلاد فجر السادس من شباط، ...»: the words of the clause that tells of the anchor."""
    out: list[range] = []
    for t in {sentence.words[i].time for i in sentence.timed}:
        span = times[t].anchor_span
        if span is None:
            continue
        start = next(
            (i for i, word in enumerate(sentence.words) if word.start >= span.end), len(sentence.words)
        )
        if start < len(sentence.words) and sentence.words[start].bare in word_list("titles", "relatives"):
            end = start + 1
            while end < len(sentence.words) and not sentence.words[end].break_before:
                end += 1
            if end < len(sentence.words):
                out.append(range(start, end))
    return out


def _dateline(sentence: Sentence, times: Sequence[TimeExpression]) -> int:
    """«لشبونة في 4 سبتمبر 2025 (الوكالة) - لقي ... مساء أمس»: the date of the news, where the sentence tells its own day; else -1."""
    for i, word in enumerate(sentence.words[:_PLACE]):
        if word.time < 0 or times[word.time].anchor or not fixes_day(times[word.time]):
            continue
        behind = [w for w in sentence.words[i + 1 : i + 1 + _AGENCY] if w.time != word.time]
        if not any(dash in w.break_before for w in behind for dash in "-–—:"):
            return -1
        told = {sentence.words[j].time for j in sentence.timed if j > i and not _looks_back(sentence, j)}
        days = {times[t].value[:10] for t in told if times[t].anchor == "document" and fixes_day(times[t])}
        return word.time if days and times[word.time].value[:10] not in days else -1
    return -1


def _looks_back(sentence: Sentence, i: int) -> bool:
    """Whether a time stands in a clause of what was before: «بعدما سقط الثلاثاء في بئر»."""
    aside = word_list("grammar", "aside") - word_list("grammar", "when") | word_list("titles", "relatives")
    for word in reversed(sentence.words[max(0, i - REACH) : i + 1]):
        if word.bare in aside:
            return True
        if word.break_before:
            break
    return False


def _dates(expression: TimeExpression) -> bool:
    if expression.anchor.startswith("event"):
        return True
    return expression.type in (TimeType.DATE, TimeType.TIME) and not expression.value.startswith("P")
