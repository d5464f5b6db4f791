"""How a happening is told by the words right beside its trigger: as one more, as known or past before, as what will not be, with others' figures."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.analysis.events.clauses import without_article, without_conjunction, word_list, word_map
from reader.analysis.events.numerals import unit_class
from reader.analysis.events.report_times import BEFORE
from reader.model import EventMention, Span
from reader.text.fold import fold
from reader.text.sentences import sentences

_BREAK = re.compile(r"[^\w\s]")


def another(text: str, event: EventMention) -> bool:
    """Whether one of the two words after its trigger counts it as one more."""
    after = _BREAK.split(fold(text[event.trigger.end : min(event.span.end, event.trigger.end + 30)]))[0]
    return not word_list("grammar", "another").isdisjoint(after.split()[:2])


def behind(text: str, event: EventMention) -> bool:
    """Whether the words before its trigger put it behind what its text tells: a relative clause, «كان ... قد», «منذ»."""
    start = max(event.span.start, event.trigger.start - BEFORE)
    words = [without_conjunction(w) for w in fold(_clause_of(text[start : event.trigger.start])).split()][-5:]
    if not words:
        return False
    listed = word_list("titles", "relatives")
    if any(word in listed for word in words[-2:]) or words[-1] in word_list("titles", "since"):
        return True
    was = word_list("titles", "was")
    return not word_list("titles", "already").isdisjoint(words) and any(word in was for word in words)


def _clause_of(words: str) -> str:
    """What stands after the last comma."""
    return re.split(r"[،؛,:.]", words)[-1]


def round_of(text: str, event: EventMention) -> str:
    """Which round its clause speaks of («في الدورة الثانية», «بعد جولة أولى»), the one nearest to its trigger: "1", "2"; "" for none."""
    span, trigger = event.span, event.trigger
    before = _BREAK.split(fold(text[span.start : trigger.start]))[-1].split()
    after = _BREAK.split(fold(text[trigger.end : span.end]))[0].split()
    numbered = word_map("numbers", "rounds")
    found = [
        (abs(at - len(before)), numbered[word])
        for at, (noun, word) in enumerate(pairwise(map(without_article, [*before, "", *after])))
        if word in numbered and noun in word_list("grammar", "rounds")
    ]
    return min(found, default=(0, ""))[1]


def foreseen(text: str, event: EventMention) -> bool:
    """Whether the word before its trigger denies it for the time to come."""
    words = fold(text[max(event.span.start, event.trigger.start - BEFORE) : event.trigger.start]).split()
    return bool(words) and without_conjunction(words[-1]) in word_list("modality", "denied", "to_come")


def of_others(text: str, event: EventMention) -> tuple[tuple[str, float, bool, str, Span], ...]:
    """The figures of an event that somebody else gives, in its own sentence or in the next one."""
    out = []
    for q in event.numbers:
        if q.source is not None:
            where = event.span
            if not where.contains(q.span):
                where = next((each for each in sentences(text, where.end) if each.contains(q.span)), where)
            out.append((unit_class(q.unit), q.value, q.approximate, q.source.name, where))
    return tuple(out)
