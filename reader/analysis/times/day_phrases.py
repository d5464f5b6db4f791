"""Ways to say a day, whole phrases: «الجمعة 29 نوفمبر», «أمس السبت», «8/12/2024», «في اليوم التالي», «يوم 25»."""

from __future__ import annotations

from reader.analysis.times import imperfect, numbers, tense
from reader.analysis.times.amounts import amount
from reader.analysis.times.dates import day_month, join, month_first
from reader.analysis.times.months import Fields, Phrase, general, year_after_month
from reader.analysis.times.numeric import numeric, numeric_day
from reader.analysis.times.tokens import Tokens

_AND, _COMMAS = frozenset("وف"), frozenset("،,")
_AGO = 5  # pieces of «قبل خمس وعشرين سنة»
_WORD = 5  # letters: what is longer than «يتيما» and has a verb's form
_MONDAY = 1  # «الاثنين» is also "the two"


def over_day_word(t: Tokens, at: int) -> int:
    """Over «يوم», «نهار», «ليلة يوم» before a day."""
    return at + 1 if t.stem_word(at, "grammar.day") else at


def weekday(t: Tokens, at: int) -> Phrase | None:
    """A weekday with its adjective or date: «الجمعة 29 نوفمبر», «السبت المقبل», «الأحد الموافق 8 ديسمبر 2024»."""
    hit = t.find(at + 1 if t.word(at, "grammar.this_or_that") else at, "weekday")
    if hit is None:
        return _some_weekday(t, at)
    if t.listed(hit[1], "weekday_names.after"):
        return None
    if int(hit[0].value) == _MONDAY and t.listed(at - 1, "weekday_names.two") and hit[1] == at + 1:
        return None
    if int(hit[0].value) == _MONDAY and numbers.joined_tens(t, hit[1]):
        return None  # «الضحايا الاثنين والسبعين»
    if t.listed(at - 1, "weekday_names.before") and not _after_prayer(t, at):
        return None
    fields: Fields = {"weekday": int(hit[0].value)}
    if t.listed(at, "said.that") and hit[1] > at + 1:
        return {**fields, "this_day": True}, hit[1]  # «ذلك السبت»
    date = attached_date(t, hit[1])
    if date is not None:
        return join(fields, date[0]), date[1]
    adjective = t.bare(hit[1], "deixis")
    if adjective is not None and not t.word(hit[1], "grammar.this"):
        fields["direction"] = int(adjective[0].value)
        date = attached_date(t, adjective[1])
        if date is not None:
            return join(fields, date[0]), date[1]
        return fields, adjective[1]
    if (number := _number_alone(t, hit[1])) is not None:
        return {**fields, "day": number, "text_shift": ("M", 0), "vague": True}, hit[1] + 1  # «السبت 29.»
    if t.word(hit[1], "grammar.of") and (of := _of_week(t, hit[1] + 1)) is not None:
        return {**fields, "shift": ("W", of[0])}, of[1]
    if t.listed(hit[1], "said.that") and not t.has_article(hit[1] + 1):
        return {**fields, "this_day": True}, hit[1] + 1  # «يوم السبت ذاك»
    step = t.bare(hit[1], "text")
    if step is not None and step[0].value:
        return {**fields, "text_shift": ("WD", int(step[0].value))}, step[1]
    counted = numbers.ordinal(t, hit[1], clitic=False)
    if counted is not None and counted[2]:
        return None  # «الجمعة الثالثة»: counted, not dated
    return fields, hit[1]


def _some_weekday(t: Tokens, at: int) -> Phrase | None:
    """«وكان يوم جمعة», «وصل يوم أحد»: a weekday without its article says which, not when."""
    hit = t.bare(at, "weekday_bare") if t.word(at - 1, "grammar.on_day") else None
    if hit is None or t.listed(at - 2, "whole.every"):
        return None  # «كل يوم جمعة»
    if t.definite(hit[1]) or (t.word(at, "weekday_names.one_of") and t.text(hit[1])[:1].isalpha()):
        return None  # «يوم أحد المارة»
    return {"weekday": int(hit[0].value), "vague": True}, hit[1]


def _number_alone(t: Tokens, at: int) -> int | None:
    """The day of a month that is left unsaid: one or two digits that a sign or the sentence's end follows."""
    number = t.digits(at)
    if number is None or not 1 <= number <= 31 or len(t.text(at)) > 2 or t.glued(at):
        return None
    after = t.text(at + 1)
    if t.word(at - 1, "grammar.plain_day") and tense.joins_past(t, at + 1):
        return number  # «انعقدت المحكمة يوم 24 وحكمت بعد ثلاثة أيام»
    if after not in {"", "\n", ".", "،", "؛", ":"} or (
        t.glued(at + 1) and t.text(at + 2).isdecimal() and t.glued(at + 2)
    ):
        return None
    return number


def numbered_day(t: Tokens, at: int) -> Phrase | None:
    """«يوم 25», where the month was said before."""
    number = _number_alone(t, at + 1) if t.word(at, "grammar.on_day") else None
    if number is None or t.listed(at - 1, "whole.every"):
        return None
    return {"day": number, "text_shift": ("M", 0), "vague": True}, at + 2


def _after_prayer(t: Tokens, at: int) -> bool:
    """«خرجوا بعد صلاة الجمعة»: a time, unless the sentence tells a habit."""
    if not t.listed(at - 1, "weekday_names.prayer") or not t.find(at - 2, "side"):
        return False
    start, end = t.sentence(at)
    return not any(t.listed(i, "weekday_names.habit") for i in range(start, end))


def _of_week(t: Tokens, at: int) -> tuple[int, int] | None:
    """«الاثنين من الأسبوع الماضي», «الجمعة من هذا الأسبوع»: weeks off this one, and the index after it."""
    this = t.find(at, "this")
    unit = t.bare(this[1] if this is not None else at, "unit_definite")
    if unit is None or unit[0].value != "W" or unit[0].extra != "singular":
        return None
    if this is not None:
        return int(this[0].value), unit[1]
    adjective = t.bare(unit[1], "deixis")
    return (int(adjective[0].value), adjective[1]) if adjective is not None else None


def attached_date(t: Tokens, at: int) -> Phrase | None:
    """The date behind a weekday or «أمس»: after nothing, a comma, a dash, a bracket, «الموافق»."""
    close = False
    if t.text(at) in {"،", ",", "-", "–", "/", "("}:
        close = t.text(at) == "("
        at += 1
    same = t.find(at, "calendar")
    if same is not None and same[0].value == "same_day":
        at = same[1]
        if t.word(at, "grammar.to_date"):
            at += 1
    at = over_day_word(t, at)
    date = numeric(t, at) or day_month(t, at) or numeric_day(t, at)
    if date is None:
        return None
    if close:
        if t.text(date[1]) != ")":
            return None
        return date[0], date[1] + 1
    return date


def relative_day(t: Tokens, at: int) -> Phrase | None:
    """«أمس», «اليوم الأحد», «غدا», «الليلة الماضية», with the weekday or date that may follow."""
    night = t.find(at, "night")
    if t.word(at - 1, "grammar.like") and (like := _years_before(t, at)) is not None:
        return like
    if night is not None:
        said: Fields = {"shift": ("D", int(night[0].value)), "part": night[0].extra}
        if t.listed(night[1], "back.relative"):
            return {**said, "vague": True}, night[1]  # «سنة على الليلة التي خرج فيها»
        if t.text(night[1]) in _COMMAS and (named := t.find(night[1] + 1, "weekday")) is not None:
            return {**said, "weekday": int(named[0].value)}, named[1]  # «الليلة، الثلاثاء»
        date = attached_date(t, night[1])
        return (join(said, date[0]), date[1]) if date is not None and "month" in date[0] else (said, night[1])
    hit = t.find(at, "relative")
    if hit is None:
        return None
    entry, end = hit
    if entry.value == 1 and _morrow(t, at, end):
        return {"text_shift": ("D", 1)}, end
    if t.clitic(at) == "ل" and t.raw(at).startswith("ا"):
        return None  # «لامس المسبار السطح»: yesterday is written with its hamza there
    fields: Fields = {"shift": ("D", int(entry.value))}
    if t.stem_word(at, "grammar.this"):
        fields["this_day"] = True
    if t.word(at - 1, "grammar.like"):  # «في مثل هذا اليوم من عام 1858»
        year = year_after_month(t, end) if fields.get("this_day") else ({}, end)
        return ({**fields, "year": year[0]["year"]}, year[1]) if "year" in year[0] else None
    place = end + (t.text(end) in {"،", ","})
    if t.text(end) == "(" and (named := t.bare(end + 1, "weekday")) is not None and t.text(named[1]) == ")":
        return join(fields, {"weekday": int(named[0].value)}), named[1] + 1  # «اليوم (الأربعاء)»
    day = weekday(t, place if not t.word(place, "grammar.plain_day") else place + 1)
    if day is not None and ("direction" not in day[0] or "month" in day[0]) and not t.clitic(place):
        return join(fields, day[0]), day[1]
    date = attached_date(t, end)
    if date is not None and not (t.text(end) == "-" and "year" not in date[0]):
        return join(fields, date[0]), date[1]
    if entry.value == -1 and t.listed(end, "yesterday_names.after"):
        return None
    if entry.value == 0 and not _today(t, at, end):
        return None
    if t.stem_word(at, "grammar.tomorrow") and not entry.rest and not _tomorrow(t, at, end):
        return None
    return fields, end


def _years_before(t: Tokens, at: int) -> Phrase | None:
    """«(في مثل) هذا اليوم قبل عشر سنوات», «هذا المساء من العام الماضي»: the same day, so many years ago."""
    night = t.find(at, "night")
    hit = night or t.find(at, "relative")
    if hit is None or int(hit[0].value) != 0:
        return None
    fields: Fields = {"shift": ("D", 0)}
    if night is not None:
        fields["part"] = night[0].extra
    elif not t.stem_word(at, "grammar.this"):
        return None
    if (years := _years_back_to(t, at - 2)) is not None:
        return {**fields, "years_ago": years}, hit[1]
    side = t.find(hit[1], "side") if t.stem_word(hit[1], "grammar.sides") else None
    if side is not None and side[0].value == "before" and t.clitic(hit[1]) in {"", "و"}:
        how_long = amount(t, side[1], asked=True)
        years = {"Y": 1, "DE": 10, "CE": 100}.get(how_long[0].unit, 0) if how_long is not None else 0
        if how_long is None or not years or how_long[0].mod is not None:
            return None
        count = (how_long[0].count or 0.5) * years
        return ({**fields, "years_ago": int(count)}, how_long[1]) if count.is_integer() else None
    tail, end = year_after_month(t, hit[1])
    last = tail.get("shift")
    if last is not None and last[0] == "Y" and last[1] < 0:
        return {**fields, "years_ago": -last[1]}, end
    return None


def _years_back_to(t: Tokens, end: int) -> int | None:
    """«قبل عامين (في مثل هذا المساء)»: the years of a distance that ends there."""
    if not t.listed(end, "said.into"):
        return None
    for at in range(max(0, end - _AGO), end - 1):
        side = t.bare(at, "side") if t.word(at, "grammar.sides") else None
        if side is None or side[0].value != "before":
            continue
        how_long = amount(t, side[1], asked=True)
        if how_long is None or how_long[1] != end or how_long[0].mod is not None:
            continue
        count = (how_long[0].count or 0.5) * {"Y": 1, "DE": 10, "CE": 100}.get(how_long[0].unit, 0)
        return int(count) if count >= 1 and count.is_integer() else None
    return None


def _today(t: Tokens, at: int, end: int) -> bool:
    """False where «اليوم» is a newspaper's name or "the day": «روسيا اليوم», «اليوم العالمي», «اليوم التالي»."""
    if t.listed(end, "today_names.after") or t.find(end, "text") or t.find(end, "ordinal"):
        return False
    if numbers.definite(t, end) is not None:
        return False  # «تواصل لليوم الأربعين»
    if t.find(end, "deixis") and not t.find(end, "this"):
        return False
    if t.word(at - 1, "grammar.like") or (t.word(at - 1, "grammar.this") and t.word(at - 2, "grammar.like")):
        return False  # «في مثل هذا اليوم»
    if t.word(at - 1, "grammar.no_today"):
        return t.word(at - 1, "grammar.this")
    if t.word(at - 1, "grammar.in") and end == at + 1:
        return False  # «عشرون برميلا في اليوم»: a rate
    placed = t.listed(at - 2, "today_names.placed") and t.listed(
        at - 1, "today_names.country"
    )  # «أغلقت المصارف في لبنان اليوم»
    placed = placed or (
        t.listed(at - 1, "today_names.country")
        and (imperfect.is_present(t.text(at - 2)) or imperfect.is_hers(t.text(at - 2)))
        and not t.listed(at - 2, "today_names.tells")
    )  # «تشهد تونس اليوم إضرابا»
    if t.listed(at - 1, "today_names.before") and not t.clitic(at) and not placed:
        return False
    return not any(t.listed(at - back, "today_names.outlet") for back in (1, 2, 3)) or t.glued(end)


def _tomorrow(t: Tokens, at: int, end: int) -> bool:
    """False where «غدا» is the verb "became": it stands before a bare adjective or noun."""
    if "ً" in t.raw(at) or t.word(at - 1, "grammar.plain_day") or t.clitic(at):
        return True
    if t.stem_word(at, "grammar.morrow"):
        return t.find(at - 1, "part") is not None
    if t.listed(at - 1, "future.scheduled") or tense.future(t, at):
        return True  # «تصل غدا سفينة», «ستبحر السفينتان غدا وتصلان الجمعة»
    after = t.text(end)
    if not after[:1].isalpha() or len(after) == 1:
        return True
    if after[0] in "يتسن" and len(after) >= 4 and after[-1] not in "اه":
        return True  # a verb in the imperfect: «غدا سألقي خطابا»
    if len(after) > _WORD and imperfect.is_present(after):
        return True  # «غدا يستردها تراب بلدها», never «غدا يتيما»
    return (
        t.listed(end, "after_year.words")
        or t.listed(end, "today_names.verbs")
        or t.listed(end, "time_preposition.words")
        or t.find(end, "part_adverb") is not None
    )


def _morrow(t: Tokens, at: int, end: int) -> bool:
    """«في الغد استجوبه القضاء»: the next day of a story, at the head of a sentence; «في الغد القريب» is no day.

    «فأرجئت الجلسة إلى الغد», too.
    """
    if t.listed(at, "said.morrow") and t.word(at - 1, "grammar.to") and not t.definite(end):
        return any(t.listed(i, "future.postpones") for i in range(t.sentence(at)[0], at))
    acts = t.word(end, "future.past")  # «وفي الغد التقى القنصل»
    if not t.listed(at - 1, "said.into") or not t.listed(at, "said.morrow") or (t.definite(end) and not acts):
        return False
    opens = at - 1 == t.sentence(at)[0] or (
        (t.clitic(at - 1) or t.text(at - 1)[0] in _AND) and t.text(at - 2) in _COMMAS
    )
    return opens and (acts or not t.has_article(end))


def text_day(t: Tokens, at: int) -> Phrase | None:
    """«في اليوم التالي», «اليوم نفسه», «ذلك اليوم», «نفس اليوم»: days that hang on the last one said."""
    lead = t.find(at, "text_before")
    if lead is not None:
        part = t.find(lead[1], "part_definite")
        if part is not None and not t.clitic(lead[1]):
            same = t.bare(part[1], "text")  # «ذلك المساء نفسه»
            end = same[1] if same is not None and not same[0].value else part[1]
            return {"text_shift": ("D", int(lead[0].value)), "part": str(part[0].value)}, end
        unit = t.find(lead[1], "unit_definite")
        if (
            unit is not None
            and unit[0].extra == "singular"
            and unit[0].value in {"D", "W", "M", "Y"}
            and not t.clitic(lead[1])
        ):
            return {"text_shift": (str(unit[0].value), int(lead[0].value))}, unit[1]
        return None
    part = t.find(at, "part_definite")
    same = t.bare(part[1], "text") if part is not None else None
    if part is not None and same is not None:
        return {"text_shift": ("D", int(same[0].value)), "part": str(part[0].value)}, same[1]
    unit = t.find(at, "unit_definite")
    if unit is None or unit[0].extra != "singular" or unit[0].value not in {"D", "W", "M", "Y"}:
        return None
    hit = t.bare(unit[1], "text")
    if hit is None or general(t, at):
        return None
    return {"text_shift": (str(unit[0].value), int(hit[0].value))}, hit[1]


def holiday(t: Tokens, at: int) -> Phrase | None:
    """«عيد الأضحى الماضي», «عيد الفطر 2024»: a feast with what says which year's."""
    hit = t.find(at, "holiday")
    if hit is None:
        return None
    hijri = hit[0].extra == "hijri"
    tail, end = year_after_month(t, hit[1], hijri=hijri)
    if not tail:
        return None
    month, day = divmod(int(hit[0].value), 100)
    return join({"month": month, "day": day, "hijri": hijri}, tail), end


def day_phrase(t: Tokens, at: int) -> Phrase | None:
    """Any way to say a day, «يوم» included, longest first."""
    found: list[Phrase] = []
    start = over_day_word(t, at)
    for place in {at, start}:
        for rule in (numeric, day_month, month_first, weekday, relative_day, text_day, holiday, numbered_day):
            hit = rule(t, place)
            if hit is not None:
                found.append(hit)
    dated = start != at or t.listed(at - 1, "said.dated")  # «بتاريخ 16/1»
    if dated and (hit := numeric_day(t, start)) is not None:
        found.append(hit)
    if not found:
        return None
    fields, end = max(found, key=lambda hit: hit[1])
    return fields, end
