"""How a time was read, in words: the rule's name taken apart, and what is doubtful about it."""

from __future__ import annotations

import re
from typing import Final

from reader.catalogue import N_, Catalogue
from reader.model import Mod, TimeExpression

MODS: Final = {
    Mod.START: N_("the beginning of it"),
    Mod.MID: N_("the middle of it"),
    Mod.END: N_("the end of it"),
    Mod.APPROX: N_("about then"),
    Mod.MORE_THAN: N_("more than that"),
    Mod.LESS_THAN: N_("less than that"),
}
# pieces of a rule's name, the longer first; what follows a date counted from another is how far
PIECES: Final = {
    "from-document": N_("counted from the date of the article"),
    "from-text": N_("counted from a date said before it"),
    "from-date": N_("counted from a date"),
    "after-event": N_("after an event"),
    "before-event": N_("before an event"),
    "of-event": N_("of an event"),
    "distance-after": N_("so long after"),
    "of-shared-month": N_("of a month said once"),
    "part-of-day": N_("a part of the day"),
    "months-of-year": N_("months of a year"),
    "named-day": N_("a day with a name"),
    "counted-day": N_("a counted day"),
    "short-year": N_("a year of two digits"),
    "set": N_("again and again"),
    "distance": N_("a stretch of time"),
    "stretch": N_("a stretch of time"),
    "duration": N_("how long"),
    "interval": N_("from one time to another"),
    "decade": N_("a decade"),
    "century": N_("a century"),
    "season": N_("a season"),
    "hijri": N_("of the Hijri calendar"),
    "weekday": N_("day of the week"),
    "day": N_("day"),
    "month": N_("month"),
    "year": N_("year"),
    "hour": N_("hour"),
    "part": N_("part of the day"),
    "past": N_("the last one"),
    "coming": N_("the next one"),
    "current": N_("this one"),
    "ago": N_("so long ago"),
    "start": N_("the beginning of it"),
    "mid": N_("the middle of it"),
    "end": N_("the end of it"),
    "approx": N_("about then"),
}
_PIECE: Final = re.compile("|".join(f"{piece}(?=-|$)" for piece in PIECES))
FLAGS: Final = {
    "unresolved": N_("no date fixes it"),
    "named-day": N_("an event's name, which does not say the year"),
    "carried-year": N_("the year is that of a date said before it"),
    "inferred-date": N_("the date of the article is itself inferred"),
    "near-weekday": N_("the nearest such day of the week is taken"),
    "weekday-mismatch": N_("that day was another day of the week"),
    "month-mismatch": N_("the two names of the month do not agree"),
    "deictic-mismatch": N_("what it counts from does not agree with it"),
    "calendar-mismatch": N_("the two calendars do not agree"),
    "calendar-ambiguous": N_("either calendar may be meant"),
    "day-month-ambiguous": N_("day and month could be the other way round"),
    "hour-ambiguous": N_("morning or evening is not said"),
    "nonexistent-date": N_("there is no such day"),
    "hijri-outside-tables": N_("outside the tables of the Hijri calendar"),
    "hijri": N_("converted from the Hijri calendar"),
    "midnight": N_("midnight: which of two days is not said"),
    "typo": N_("a misspelt month"),
    "age": N_("an age"),
    "utc": N_("universal time"),
}


def rule_in(found: TimeExpression, words: Catalogue) -> str:
    """What the expression is made of and counted from. A rule without a known piece is given by its name."""
    pieces = [words(PIECES[each]) for each in _PIECE.findall(found.rule)]
    return " · ".join(dict.fromkeys(pieces)) or found.rule


def doubts_in(found: TimeExpression, words: Catalogue) -> list[str]:
    """What is doubtful about it, a sentence each."""
    return [words(FLAGS.get(flag, flag)) for flag in found.flags]
