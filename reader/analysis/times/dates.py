"""Days of the month and months: «29 نوفمبر», «الثامن من كانون الأول 2024», «18 الجاري», «نوفمبر الماضي»."""

from __future__ import annotations

from reader.analysis.times import numbers
from reader.analysis.times.months import (
    Fields,
    Month,
    Phrase,
    apply_calendar,
    month,
    typo,
    year_after_month,
    year_number,
)
from reader.analysis.times.tokens import Tokens
from reader.text.affixes import ARTICLE


def join(*parts: Fields) -> Fields:
    """The fields of several parts together; flags add up, a later part never overwrites an earlier one."""
    merged: Fields = {}
    for part in parts:
        for key, value in part.items():
            if key == "flags":
                merged["flags"] = (*merged.get("flags", ()), *value)
            else:
                merged.setdefault(key, value)
    return merged


# -- day and month ---------------------------------------------------------


def day_number(t: Tokens, at: int, *, glued: bool = False) -> tuple[int, int] | None:
    """A day of the month: digits, «الثامن», «الحادي والعشرين», «أول», «غرة»; the value and the index after it."""
    if t.text(at) == ARTICLE and (t.digits(at + 1) is not None or t.text(at + 1) == "("):
        at, glued = at + 1, True  # «الـ 28 من يوليو»
    if t.text(at) == "(" and t.text(at + 2) == ")" and t.digits(at + 1) is not None:
        inside = day_number(t, at + 1, glued=True)  # «ليلة (7) من فبراير»
        return (inside[0], at + 3) if inside is not None else None
    value = t.digits(at)
    if value is not None:
        if len(t.text(at)) > 2 or not 1 <= value <= 31:
            return None
        if not glued and t.glued(at) and (t.text(at - 1) in "/.,-:" or t.text(at - 1).isdecimal()):
            return None
        return value, at + 1
    first = t.find(at, "first")
    if first is not None:
        return 1, first[1]
    hit = numbers.ordinal(t, at)
    if hit is None or hit[0] > 31 or (not hit[2] and hit[0] > 10) or numbers.feminine(t, at):
        return None
    return hit[0], hit[1]


def after_day(t: Tokens, at: int) -> int:
    """Over «من», «شهر», «من شهر» between a day and its month."""
    if t.glued(at) and t.word(at, "grammar.english_ordinal"):
        at += 1 + (t.text(at + 1) == ",")  # «8th, August 2023», as sites date themselves
    if t.word(at, "grammar.before_month"):
        at += 1
    if t.word(at, "grammar.month"):
        at += 1
    if t.text(at) in {"-", "/", "–"} and t.text(at + 1).isalpha():
        at += 1
    return at


def day_month(t: Tokens, at: int, *, glued: bool = False) -> Phrase | None:
    """A day with its month and, where said, its year; «18 الجاري» and «الخامس من الشهر الماضي» too. `glued`: a sign may stand glued before it."""
    day = day_number(t, at, glued=glued)
    if day is None:
        return None
    bare_ordinal = t.digits(at) is None and not t.definite(at)
    place = after_day(t, day[1])
    if t.digits(at) is None and t.listed(day[1], "said.into") and not t.find(at, "first"):
        return None  # «القسط الأول في يناير»: counted, not dated
    named = month(t, place, clitic=False)
    if named is not None:
        if bare_ordinal and place != day[1] and not t.find(at, "first"):
            return None  # «أول من مارس»
        tail, end = year_after_month(t, named.end, hijri=named.hijri)
        if named.plain_father and not tail and t.digits(at) is None:
            return None  # «21 اب» is the month
        if (
            not (named.sure or tail)
            and not t.word(place - 1, "grammar.of_month")
            and (named.figure or place > day[1])
        ):
            return None  # «3 - صفر»
        return join(_month_fields(named), {"day": day[0]}, tail), end
    if t.digits(at) is not None or t.stem(at).startswith(ARTICLE):
        slip = typo(t, place) if _year_soon(t, place) else None
        if slip is not None and (year := year_number(t, slip[1])) is not None:
            return apply_calendar(
                {"day": day[0], "month": slip[0], "year": year[0], "flags": ("typo",)}, year[2]
            ), year[1]
    if bare_ordinal and not t.find(at, "first"):
        return None
    return _day_of_this_month(t, at, day)


def _year_soon(t: Tokens, at: int) -> bool:
    """True where a year stands one or two words on: only then is a misspelt month looked for."""
    return t.text(at)[:1].isalpha() and any(
        len(t.text(at + i)) == 4 and t.text(at + i).isdecimal() for i in (1, 2)
    )


def _day_of_this_month(t: Tokens, at: int, day: tuple[int, int]) -> Phrase | None:
    """«18 الجاري», «الخامس من الشهر الجاري», «السابع من هذا الشهر», «في 7 منه»."""
    if t.word(day[1], "grammar.of") or t.digits(at) is not None:
        unit = relative_month(t, day[1] + (t.word(day[1], "grammar.of")))
        if unit is not None:
            return join({"day": day[0]}, unit[0]), unit[1]
    adjective = t.bare(day[1], "deixis")
    if adjective is not None and t.digits(at) is not None and t.word(day[1], "grammar.current"):
        return {"day": day[0], "shift": ("M", 0)}, adjective[1]
    if t.word(day[1], "grammar.of") and t.word(day[1] + 1, "grammar.current"):
        return {"day": day[0], "shift": ("M", 0)}, day[1] + 2  # «27 من الجاري», «العشرين من الجاري»
    if (
        t.word(day[1], "grammar.of")
        and t.word(day[1] + 1, "grammar.the_month")
        and (t.digits(at) is not None or t.text(at).startswith(ARTICLE))
    ):
        return {"day": day[0], "text_shift": ("M", 0)}, day[1] + 2  # «التاسع من الشهر», «ليلة 22 من الشهر»
    if t.word(day[1], "grammar.of_it") and (t.digits(at) is not None or t.text(at).startswith(ARTICLE)):
        return {"day": day[0], "text_shift": ("M", 0)}, day[1] + 1
    return None


def relative_month(t: Tokens, at: int) -> Phrase | None:
    """«الشهر الماضي», «هذا الشهر», «الشهر نفسه», «نفس الشهر»."""
    for lead in ("this", "text_before"):
        hit = t.find(at, lead)
        if hit is None:
            continue
        unit = t.bare(hit[1], "unit_definite")
        if unit is not None and unit[0].value == "M" and unit[0].extra == "singular":
            return {"shift" if lead == "this" else "text_shift": ("M", int(hit[0].value))}, unit[1]
    unit = t.find(at, "unit_definite")
    if unit is None or unit[0].value != "M" or unit[0].extra != "singular":
        return None
    adjective = t.bare(unit[1], "deixis")
    if adjective is not None:
        return {"shift": ("M", int(adjective[0].value))}, adjective[1]
    same = t.bare(unit[1], "text")
    return ({"text_shift": ("M", int(same[0].value))}, same[1]) if same is not None else None


def _month_fields(named: Month) -> Fields:
    return {"month": named.number, "hijri": named.hijri, "flags": named.flags}


def month_first(t: Tokens, at: int) -> Phrase | None:
    """«ديسمبر 8, 2024», as translated news has it: only with a year."""
    named = month(t, at)
    if named is None:
        return None
    value = t.digits(named.end)
    if value is None or len(t.text(named.end)) > 2 or not 1 <= value <= 31:
        return None
    place = named.end + 1 + (t.text(named.end + 1) in {",", "،"})
    year = year_number(t, place)
    if year is None:
        return None
    return apply_calendar(join(_month_fields(named), {"day": value, "year": year[0]}), year[2]), year[1]


def month_phrase(t: Tokens, at: int, *, said: bool = False) -> Phrase | None:
    """A month without a day: «نوفمبر الماضي», «كانون الأول 2024», «شهر رجب». `said` is true where a word before asks for a month."""
    start = at
    unit = t.find(at, "unit") or t.find(at, "unit_definite") or t.find(at, "unit_construct")
    if unit is not None and unit[0].value == "M" and unit[0].extra != "plural":
        if (numbered := _numbered_month(t, unit[1], definite=unit[0].kind == "unit_definite")) is not None:
            return numbered
        at, said = unit[1], True
    named = month(t, at, clitic=at == start)
    if named is None:
        return None
    tail, end = year_after_month(t, named.end, hijri=named.hijri)
    heads = t.text(end) == ":" and t.heads(at) and not t.clitic(at)  # «- نيسان: ثلاث محطات»
    if not (tail or said or heads):
        if t.listed(at - 1, "named_after.words") or t.listed(at - 1, "named_after.events"):
            return None
        if named.plain_father or t.text(at - 1).isdecimal():
            return None
        listed = t.clitic(at) == "و" and t.find(at - 1, "month") is not None  # «مارس وجوان»
        before = (
            listed
            or t.listed(at - 1, "time_preposition.strong")
            or (named.sure and t.clitic(at) in {"ب", "ل"})
        )
        if named.name_too and not (
            before or t.listed(at - 1, "time_preposition.words") or t.word(at - 1, "grammar.or")
        ):
            return None
        if not named.sure and not (named.preposition and before):
            return None
        if (
            named.preposition
            and not before
            and not t.listed(at - 1, "time_preposition.words")
            and not t.word(at - 1, "grammar.and_or")
        ):
            return None
    elif named.plain_father and not ("year" in tail or said):
        return None
    return join(_month_fields(named), tail), end


def _numbered_month(t: Tokens, at: int, *, definite: bool) -> Phrase | None:
    """«(الشهر) الرابع من العام الماضي», «(شهر) 10 من 2022», «(شهر) 7 الماضي»: only with what says of which year."""
    if definite:
        ordinal = numbers.ordinal(t, at, clitic=False)
        if (
            ordinal is None
            or not ordinal[2]
            or numbers.feminine(t, at)
            or not t.word(ordinal[1], "grammar.of")
        ):
            return None
        number, end = ordinal[0], ordinal[1]
    else:
        if t.digits(at) is None or len(t.text(at)) > 2:
            return None
        number, end = t.digits(at) or 0, at + 1
    if not 1 <= number <= 12:
        return None
    tail, after = year_after_month(t, end)
    year = t.bare(end + 1, "unit_definite")
    if not tail and year is not None and year[0].value == "Y" and year[0].extra == "singular":
        after = year[1] + t.word(year[1], "grammar.new")  # «الشهر الرابع من العام», «من العام الجديد»
        closed = not t.has_article(after)
        tail = {"shift": ("Y", 0)} if closed and t.word(end, "grammar.of") else {}
    if not tail or ("direction" not in tail and not t.word(end, "grammar.of")):
        return None
    return {"month": number, **tail}, after
