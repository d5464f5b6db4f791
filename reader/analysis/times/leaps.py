"""Times that a story only leaps ahead to: «شاب سيصبح رئيسا في 1979», «قبل أن يموت عام 1963», «إلى أن أفرج عنه في تشرين الأول 2018»."""

from __future__ import annotations

from reader.analysis.times import tense
from reader.analysis.times.tokens import Tokens

_CLAUSE = 14  # pieces from what opens such a clause to its time
_LATER = 3  # pieces from «لاحقا» to the time beside it


def of_its_sentence(t: Tokens, at: int, end: int, *, whole_year: bool) -> bool:
    """True where the story is back behind the sentence: a clause with a verb of the future, «لاحقا», or a year alone behind «قبل أن»."""
    start = t.sentence(at)[0]
    if any(t.phrase(i, "leap.later") for i in (*range(max(start, at - _LATER), at), end)):
        return True
    for i in range(at - 1, max(start, at - _CLAUSE) - 1, -1):
        if t.listed(i, "lead.that"):
            return whole_year and t.listed(i - 1, "said.not_yet")
        if tense.will(t, i):
            return tense.of_a_noun(t, i, start)
    return False


def until(t: Tokens, at: int) -> bool:
    """True for «إلى أن أفرج عنه في تشرين الأول 2018»: a new paragraph may be about what was before."""
    start = t.sentence(at)[0]
    for i in range(at - 1, max(start, at - _CLAUSE) - 1, -1):
        if t.listed(i, "lead.that"):
            return t.listed(i - 1, "said.until")
    return False
