"""Parts of the day and days that only a story can tell: «في المساء», «منذ الفجر», «يومها», «ليلتها».

They are times where the day is known that they hang on (`Parse.told`); elsewhere «في الليل» tells a habit and no time.
"""

from __future__ import annotations

from reader.analysis.times import imperfect, tense
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens

PART_TOLD = "part-told"
TOLD = frozenset({PART_TOLD, "day-told"})


def told_part_rule(t: Tokens, at: int) -> Parse | None:
    """«في المساء استقبل القائد», «تجمع منذ الفجر مئات», «ولم يفتح حقيبته حتى الصباح»."""
    whole = _noon_side(t, at) or _evening(t, at)
    if whole is not None:
        return whole
    part = t.bare(at, "part_definite") or (
        t.bare(at, "part_at") if t.listed(at - 1, "told_part.at") else None
    )
    if part is None or part[0].rest or not t.listed(at - 1, "told_part.before"):
        return None
    if any(hit[0].rest for hit in t.find_all(at - 1, "part_adverb")):
        return None  # «قبل الظهر» is a part itself
    if t.word(at, "told_part.back") and t.listed(at - 1, "said.into"):
        return None
    start, end = t.sentence(at)
    verb = t.listed(part[1], "told_part.verbs")
    if t.listed(part[1], "told_part.not_after") or (t.has_article(part[1]) and not verb):
        return None  # «في العصر العباسي»
    if any(t.listed(i, "weekday_names.habit") for i in range(start, end)):
        return None
    morning = part[0].value == "MO" and t.listed(at - 1, "told_part.until")
    shift = ("D", 1) if morning else None
    return Parse(at, part[1], Moment(part=str(part[0].value), text_shift=shift), PART_TOLD)


def _noon_side(t: Tokens, at: int) -> Parse | None:
    """«بعد الظهر سمع الناس صوته», «إذنا بالهبوط حتى بعد الظهر»: at the head of a sentence or point, or after «حتى»."""
    part = next((hit for hit in t.find_all(at, "part_adverb") if hit[0].rest), None)
    if part is None or t.clitic(at) not in {"", *_AND} or t.has_article(part[1]):
        return None
    stops = (
        t.text(part[1]) in _ENDS
        or t.word(part[1], "grammar.and_not")
        or tense.joins_past(t, part[1])
        or t.listed(part[1], "lead.that")
    )
    ends = t.word(at, "grammar.after") and stops  # «وصلت أول طائرة بعد الظهر.»
    if not (ends or t.listed(at - 1, "told_part.before") or t.sentence(at)[0] == at or t.heads(at)):
        return None
    return Parse(at, part[1], Moment(part=str(part[0].value)), PART_TOLD)


def _evening(t: Tokens, at: int) -> Parse | None:
    """«وأرسل استقالته مساء.»: written without its tanwin, where nothing can be meant that it is the evening of."""
    part = t.bare(at, "part_adverb")
    if part is None or part[0].rest or not t.word(at, "told_part.bare"):
        return None
    verb = t.text(part[1])
    goes_on = verb[:1] in _AND and tense.past_form(verb[1:])  # «وصل زورق مساء فاندفعوا إليه»
    alone = not verb[:1].isalnum() or t.listed(part[1], "after_year.words") or goes_on
    told = t.sentence(at)[0] == at and (
        tense.past_form(verb) or imperfect.is_present(verb)
    )  # «مساء وصل الوفد»
    if not (alone or told) and len(t.raw(at)) == len(t.text(at)):  # no tanwin
        return None
    return Parse(at, part[1], Moment(part=str(part[0].value)), PART_TOLD)


def that_day_rule(t: Tokens, at: int) -> Parse | None:
    """«يومها قيل إنه فر», «ليلتها نام ساعتين»: the day that was told, where the words open their clause."""
    day = t.find(at, "told_day")
    if day is None or t.listed(at - 1, "time_preposition.words") or t.clitic(at) not in {"", *_AND}:
        return None
    if t.has_article(day[1]) or t.find(day[1], "ordinal"):
        return None  # «يومها الأول»
    alone = at > t.sentence(at)[0] and t.text(at - 1)[:1].isalpha()
    said = t.listed(day[1], "lead.that")  # «قال الوزير يومها إنهم ينتحرون»
    if alone and not day[0].value and not said:
        return None  # «محافظ المدينة يومذاك», «صحف يومها»: in those days
    if alone and not said and t.has_article(at - 1):
        return None  # «حارس القصر ليلتها»
    return Parse(at, day[1], Moment(part=str(day[0].value) or None, text_shift=("D", 0)), "day-told")


_AND, _ENDS = frozenset("وف"), frozenset(".،\n")
