"""The rules: at each piece of the text the longest expression that begins there.

A preposition that only places the expression («في», «منذ», «حتى») stays outside; one that makes it («قبل ثلاثة أيام»,
«بعد يومين من ...») is inside. Of an interval the first «من» or «بين» stays outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from reader.analysis.times.headed import headed_day_rule, headed_year_rule
from reader.analysis.times.intervals import interval_rule, listed_day_rule, months_of_year_rule
from reader.analysis.times.last_days import last_day_rule
from reader.analysis.times.lengths import (
    age_rule,
    around_rule,
    between_rule,
    duration_rule,
    either_rule,
    set_rule,
    yearly_rule,
)
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.midnight import from_midnight_rule
from reader.analysis.times.pairs import short_pair_rule
from reader.analysis.times.reading import Parse
from reader.analysis.times.relations import (
    clause_rule,
    counted_day_rule,
    distance_before_rule,
    distance_rule,
    event_day_rule,
)
from reader.analysis.times.single import adverb_rule, moment_rule
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.told_parts import that_day_rule, told_part_rule

Rule = Callable[[Tokens, int], Parse | None]

RULES: tuple[Rule, ...] = (
    interval_rule,
    short_pair_rule,
    headed_day_rule,
    headed_year_rule,
    from_midnight_rule,
    distance_rule,
    distance_before_rule,
    set_rule,
    yearly_rule,
    clause_rule,
    event_day_rule,
    counted_day_rule,
    last_day_rule,
    around_rule,
    age_rule,
    moment_rule,
    duration_rule,
    between_rule,
    either_rule,
    listed_day_rule,
    months_of_year_rule,
    adverb_rule,
    told_part_rule,
    that_day_rule,
)

# Words of time that stand in every text, by the kind of their readings, and the rules that any of them can be the first
# word of; digits, which have no reading, are "". At a word of which one reading is of no such kind all rules are asked.
_COUNTED: tuple[Rule, ...] = (distance_before_rule, around_rule, duration_rule, between_rule, either_rule)
_ASKED: dict[str, tuple[Rule, ...]] = {
    "": (
        *_COUNTED,
        interval_rule,
        short_pair_rule,
        headed_day_rule,
        headed_year_rule,
        yearly_rule,
        moment_rule,
        listed_day_rule,
    ),
    "between": (between_rule,),
    "cardinal": _COUNTED,
    "cardinal_definite": (around_rule, months_of_year_rule, age_rule, duration_rule),
    "every": (set_rule,),
    "many": _COUNTED,
    "mod": (*_COUNTED, moment_rule),
    "set": (set_rule,),
    "side": (from_midnight_rule, distance_rule, either_rule),
    "side_text": (distance_rule,),
    "thousand": _COUNTED,
}

# Kinds that only continue an expression.
_CONTINUES = frozenset(
    {
        "deixis",
        "deixis_many",
        "text",
        "few",
        "minutes",
        "minutes_less",
        "clock_exact",
        "calendar",
        "thousand",
        "to",
        "part_abbreviation",
        "cardinal_and",
    }
)


def parses(t: Tokens) -> Iterator[Parse]:
    """All expressions of a text, left to right, never overlapping, the longest at each place."""
    end = 0
    for at in t.starters:
        if at < end or not _can_begin(t, at):
            continue
        best: Parse | None = None
        for rule in _asked(frozenset(t.kinds(at))):
            found = rule(t, at)
            if found is not None and (best is None or found.end > best.end):
                best = found
        if best is not None:
            yield best
            end = best.end


@lru_cache(maxsize=256)
def _asked(kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules, in their order, that may find something at a word with readings of these kinds."""
    if not all(kind in _ASKED for kind in kinds):
        return RULES
    asked = {rule for kind in kinds or ("",) for rule in _ASKED[kind]}
    return tuple(rule for rule in RULES if rule in asked)


def _can_begin(t: Tokens, at: int) -> bool:
    """False where nothing can begin: words that only continue, «هذا» before an ordinary word, phrases that do not follow."""
    readings = t.readings[at]
    if not readings:
        return True
    if t.stem_word(at, "spelled_otherwise.words") and t.raw(at) in lexicon().otherwise:
        return False
    for entry in readings:
        if entry.kind in _CONTINUES:
            continue
        if (
            entry.kind in {"this", "text_before", "side", "position", "every"}
            and not entry.rest
            and not _led(t, at, entry.kind)
        ):
            continue
        if not entry.rest or tuple(t.texts[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
            return True
    return False


def _led(t: Tokens, at: int, kind: str) -> bool:
    """A demonstrative, «كل» or «مطلع» needs a time word or number right behind; «قبل» may have its event between."""
    return (
        kind == "side"
        or bool(t.readings[at + 1 : at + 2] and t.readings[at + 1])
        or t.text(at + 1).isdecimal()
    )
