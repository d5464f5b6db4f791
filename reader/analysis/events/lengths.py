"""Lengths of time as figures, and whose they are: «ثماني سنوات» of a sentence, «استغرقت سبع ساعات» of what took them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reader.analysis.events.clauses import Sentence, word_list, word_lists
from reader.analysis.events.numerals import length_unit
from reader.model import Quantity, TimeExpression

BEHIND = 5  # words from a verb of lasting to the length
OWNER = 14  # words from what lasts to that verb
NOUN = 3  # words from a noun to the verb of a relative clause of it
RIGHT_BEHIND = 6  # words from an act to a length that nothing introduces
MINUTES = "minutes"
_LENGTH = re.compile(r"P(?:(\d+)([YMWD])|T(?:(\d+)H)?(?:(\d+)M)?)")
_SMALLER = {"W": ("D", 7)}  # what is told in two units is compared in one


def durations(sentence: Sentence, times: Sequence[TimeExpression]) -> Iterator[tuple[int, Quantity]]:
    """Lengths of time as figures («ثماني سنوات»: 8 years, «ساعة»: 60 minutes), with the word each begins at."""
    last = -1
    for i in sentence.timed:
        if sentence.words[i].time == last:
            continue
        last = sentence.words[i].time
        if not times[last].anchor and (length := _length(times[last].value)) is not None:
            value, unit = length
            yield i, Quantity(times[last].span, value, length_unit(unit), times[last].mod is not None)


def _length(value: str) -> tuple[float, str] | None:
    """How many of which unit a TIMEX3 duration is long: "Y", "M", "D", or "minutes" where it is hours and minutes."""
    match = _LENGTH.fullmatch(value)
    if match is None or not any(match.groups()):
        return None
    if match[1] is None:
        return float(match[3] or 0) * 60 + float(match[4] or 0), "minutes"
    unit, times = _SMALLER.get(match[2], (match[2], 1))
    return float(match[1]) * times, unit


def lasting(
    sentence: Sentence, at: int, lengths: Sequence[tuple[int, Quantity]], triggers: Mapping[int, str]
) -> tuple[Quantity, ...]:
    """The lengths that the happening of word `at` took: told by a verb of lasting, else hours and minutes right behind it.

    A verb of lasting speaks of the trigger between it and the length («استمر اللقاء ساعة»), else of the last before it, and of
    what the sentence has told of the same type («التقاه في لقاء دام ساعة»). `triggers` gives the words of all with their types.
    """
    out = []
    for i, length in lengths:
        owners = _whose(sentence, i, length, sorted(triggers))
        told = any(triggers.get(each) == triggers[at] and at <= each for each in owners)
        if told:
            out.append(length)
    return tuple(out)


def _whose(sentence: Sentence, i: int, length: Quantity, triggers: Sequence[int]) -> tuple[int, ...]:
    """The triggers that took the length at word `i`: a verb and the happening that is its subject are both («توقف اللقاء ساعة»)."""
    words = sentence.words
    for verb in range(i - 1, max(-1, i - 1 - BEHIND), -1):
        if words[verb].bare in word_list("numbers", "lasting", "words"):
            inside = [each for each in triggers if verb < each < i]
            which = words[verb - 1].bare in word_list(
                "titles", "relatives"
            )  # «العملية التي استمرت ساعتين»: its noun alone
            before = [each for each in triggers if verb - (NOUN if which else OWNER) <= each < verb]
            if which and not inside and not before:
                return ()
            return (max(inside or before, default=verb),)
        if words[verb + 1].break_before:
            break
    if (
        length.unit != length_unit(MINUTES)
        or words[i].clitics
        or words[i].folded[:1] in word_list("numbers", "clitics", "letters")
    ):
        return ()
    start = next((j for j in range(i, -1, -1) if words[j].break_before), 0)
    small = word_lists(("grammar", "prepositions"), ("numbers", "lasting", "not_behind"))
    if i and words[i - 1].bare in small:
        return ()
    behind = [each for each in triggers if max(start, i - RIGHT_BEHIND) <= each < i][-2:]
    return tuple(each for each in behind if each == behind[-1] or each + 1 == behind[-1])
