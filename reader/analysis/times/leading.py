"""A day that opens its sentence with its verb behind it."""

from __future__ import annotations

from reader.analysis.times import imperfect, tense
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.tokens import Tokens

_COMMAS = frozenset("،,")


def leads(t: Tokens, at: int, end: int) -> bool:
    """«ويوم الخميس، يطرأ انخفاض»: a day at the head of its sentence, a verb in the present right behind it."""
    start = t.sentence(at)[0]
    before = range(start, at)
    if not all(
        t.listed(i, "said.into") or t.listed(i, "future.as_for") or t.stem_word(i, "grammar.day")
        for i in before
    ):
        return False
    place = end + (t.text(end) in _COMMAS)
    lists, word = lexicon().lists, t.text(place)
    if place > end and word[:1] in lists["grammar.joined"]:
        word = word[1:]
    known = word in lists["future.no_schedule"] or word in lists["future.taken"]
    if (
        known
        or t.readings[place : place + 1] != [()]
        or any(t.listed(place, f"future.{name}") for name in ("speech", "speech_now"))
    ):
        return False
    return imperfect.is_present(word) or (imperfect.is_hers(word) and tense.feminine(t, place + 1))
