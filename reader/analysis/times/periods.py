"""Years, decades, centuries, quarters, seasons, weeks, and how long something lasts."""

from __future__ import annotations

from reader.analysis.times import numbers, tense
from reader.analysis.times.dates import join, month_phrase, relative_month
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.months import (
    Fields,
    Phrase,
    apply_calendar,
    calendar_mark,
    relative_year,
    said_year,
    year_after_month,
    year_number,
)  # fmt: skip
from reader.analysis.times.numeric import numeric_month
from reader.analysis.times.tokens import Tokens
from reader.model import Mod
from reader.text.affixes import ARTICLE

_OLDEST, _LIFE = 1000, 120  # years


def bare_year(t: Tokens, at: int) -> Phrase | None:
    """Four digits without «عام», where nothing counts, numbers or is counted."""
    hit = year_number(t, at)
    if hit is None:
        return None
    year, end, mark = hit
    if mark in {"", "common"} and not 1900 <= year <= 2099 and not _paired(t, at, year, end):
        return None
    before, after = t.text(at - 1), t.text(end)
    if mark:
        return apply_calendar({"year": year}, mark), end  # «1446هـ/2024م»
    if t.glued(at) and (before in "-–/.,+:%$#٫_" or before.isdecimal()) and before != "":
        return None
    if (
        t.glued(end)
        and after
        and (
            after in "/+%$٪_"
            or (after == ":" and t.text(end + 1).isdecimal())
            or after.isdecimal()
            or (after == "." and t.text(end + 1).isdecimal())
        )
    ):
        return None
    if (
        t.listed(at - 1, "count_before.words")
        or t.find(at - 1, "mod") is not None
        or before in {"$", "€", "#", "+"}
    ):
        return None
    if before.isdecimal() or (after.isdecimal() and not mark):
        return None
    if any(t.listed(at - back, "phone.words") for back in (1, 2, 3)):
        return None
    if not mark and (
        (_counts(t, end) and not _of_event(t, at, end))
        or any(t.listed(at - back, "count_before.far") for back in (2, 3))
    ):
        return None
    return apply_calendar({"year": year}, mark), end


def _paired(t: Tokens, at: int, year: int, end: int) -> bool:
    """«بين 1875 و1904»: years before 1900 that a second one within a life's length follows."""
    if (
        not t.word(at - 1, "grammar.between")
        or not year >= _OLDEST
        or not t.stem_word(end, "grammar.joining")
    ):
        return False
    other = t.digits(end + 1)
    return other is not None and year < other <= min(year + _LIFE, 2099)


def _of_event(t: Tokens, at: int, end: int) -> bool:
    """«كأس العالم 2022 بقطر», «ثورة 2011 معلقا»: a year that says which, unless a word for what is counted follows."""
    if t.find(end, "unit") or t.find(end, "thousand") or t.listed(end, "counted.words"):
        return False
    of = t.listed(at - 2, "event_year.words") and t.text(at - 1).startswith(ARTICLE)
    return of or t.listed(at - 1, "event_year.words")


def _counts(t: Tokens, at: int) -> bool:
    """True where the word at `at` is what four digits before it count («2000 مقاتل»)."""
    word = t.text(at)
    if not word or not word[0].isalpha():
        return word in {"%", "٪", "$", "€"}
    if t.word(at, "grammar.plain_day") and (t.digits(at + 1) is not None or t.find(at + 1, "weekday")):
        return False  # «الثامن خلال 2025 يوم 25 ديسمبر»
    if t.clitic(at) == "و" and t.find(at, "unit") and t.digits(at + 1) is not None:
        return False  # «بين 1979 وعام 2003»
    if t.listed(at - 2, "time_preposition.strong") and not t.find(at, "unit") and not t.find(at, "thousand"):
        if t.listed(at, "after_year.words") or word.startswith(ARTICLE) or (word[0] == "و" and len(word) > 3):
            return False
        if t.clitic(at) == "و" or t.find(at, "cardinal") is not None:
            return False  # «غُرّمت في 2017 ثلاثة ملايين»
        if t.raw(at).startswith(lexicon().joined):
            return False  # «أفرج عنه في 2009 لإصابته بالسرطان»
        round_number = t.text(at - 1).endswith(
            "00"
        )  # who counts so exactly gives a year: «طلقها في 1979 قائلا»
        return (round_number and word.endswith(("ه", "ا"))) or t.listed(at, "counted.words")
    if t.find(at, "unit") or t.find(at, "thousand"):
        return True
    if (
        word.startswith(("ال", "لل", "بال", "وال", "فال"))
        or t.listed(at, "after_year.words")
        or t.find(at, "side")
        or t.find(at, "to")
    ):
        return False
    if len(word) == 1 or (word[0] in "وف" and len(word) > 3):
        return False
    if t.word(at - 2, "grammar.joining") and year_number(t, at - 3) is not None:
        return False  # «فجرت في 2021 و2023 مواجهات»
    if len(word) > 4 and tense.past_form(word):
        return False  # «في صباح من 1994 انفجرت سيارة»
    return not (word[0] in "يتن" and len(word) >= 4 and word[-1] not in "اه")


def year(t: Tokens, at: int) -> Phrase | None:
    """A year in any way: «عام 1971», «العام الماضي», «1446 هـ», a bare «2016»."""
    return relative_year(t, at) or said_year(t, at) or bare_year(t, at)


def year_asked(t: Tokens, at: int) -> Phrase | None:
    """A year where the words before leave no doubt that one follows («صيف 2014», «الربع الأول من 2023»)."""
    said = year_number(t, at)
    return (apply_calendar({"year": said[0]}, said[2]), said[1]) if said is not None else year(t, at)


def decade(t: Tokens, at: int) -> Phrase | None:
    """«الثمانينيات», «ثمانينيات القرن الماضي», «عقد التسعينات»; nobody's age."""
    start = at
    unit = t.find(at, "unit") or t.find(at, "unit_definite")
    if unit is not None and unit[0].value == "DE":
        at = unit[1]
    hit = t.find(at, "decade")
    if hit is None:
        return None
    tens, end = int(hit[0].value), hit[1]
    if t.phrase(end, "decade_age.after") is not None or (t.find(end, "deixis_many") and tens == 1):
        return None
    if start == at and not t.stem(at).startswith(ARTICLE) and not t.find(end, "unit_definite"):
        return None
    place = end + (t.word(end, "grammar.of"))
    age = century(t, place)
    if age is not None and "century" in age[0]:
        return {"decade": age[0]["century"] * 10 + tens, "hijri": age[0].get("hijri", False)}, age[1]
    if age is not None and "shift" in age[0]:
        return {"decade": tens, "shift": age[0]["shift"]}, age[1]
    if tens >= 5:
        return {"decade": 190 + tens}, end
    return {"decade": tens}, end


def century(t: Tokens, at: int) -> Phrase | None:
    """«القرن العشرين», «القرن التاسع عشر», «القرن الماضي», «القرن الثالث الهجري»."""
    lead = t.find(at, "this")
    place = lead[1] if lead is not None else at
    unit = t.find(place, "unit_definite")
    if unit is None or unit[0].value != "CE" or unit[0].extra != "singular":
        return None
    if lead is not None:
        return {"shift": ("CE", 0)}, unit[1]
    adjective = t.bare(unit[1], "deixis")
    if adjective is not None:
        return {"shift": ("CE", int(adjective[0].value))}, adjective[1]
    number = numbers.ordinal(t, unit[1], clitic=False)
    digits = numbers.written(t, unit[1] + (t.text(unit[1]) == ARTICLE))
    value, end = (number[0], number[1]) if number is not None and number[2] else digits or (0, 0)
    if not 1 <= value <= 30:
        return None
    mark, end = calendar_mark(t, end)
    return apply_calendar({"century": value - 1}, mark), end


def part_of_year(t: Tokens, at: int) -> Phrase | None:
    """«الربع الأول من 2023», «النصف الثاني من العام الماضي», «الربع الأخير من هذا العام»."""
    hit = t.find(at, "part_of_year")
    if hit is None:
        return None
    number = numbers.ordinal(t, hit[1], clitic=False)
    if number is not None and number[2]:
        value, end = number[0], number[1]
    elif t.word(hit[1], "grammar.last"):
        value, end = 0, hit[1] + 1
    else:
        return None
    parts = {"Q": 4, "F": 4, "H": 2, "T": 3}[str(hit[0].value)]
    value = value or parts
    if value > parts:
        return None
    key = {"Q": "quarter", "F": "quarter", "H": "half"}.get(str(hit[0].value))
    place = end + (t.word(end, "grammar.of_quarter"))
    whole = year_asked(t, place)
    if hit[0].value == "F" and (whole is None or place == end):
        return None  # «الفصل الثالث» of a book or law
    bare = _bare_period(t, place) if whole is None and key == "quarter" and place > end else None
    if bare is not None and bare[0]["shift"][0] == "Y":
        return {"quarter": value, "vague": True}, bare[1]  # «الربع الأول من العام»
    if whole is not None and key is not None:
        return join({key: value}, whole[0]), whole[1]
    if whole is not None or (key == "half" and place > end):
        whole = (
            whole
            or month_phrase(t, place, said=True)
            or relative_month(t, place)
            or century(t, place)
            or decade(t, place)
        )
        if whole is None:
            return None
        mod = Mod.START if value == 1 else Mod.END if value == parts else Mod.MID
        return {**whole[0], "mod": mod}, whole[1]
    quarterly = key == "quarter" and t.listed(at - 1, "time_preposition.words")
    if (
        quarterly
        and number is not None
        and (not t.word(end, "grammar.of") or t.word(end + 1, "grammar.without"))
    ):
        return {"quarter": value, "vague": True}, end
    return None


def season(t: Tokens, at: int) -> Phrase | None:
    """«صيف 2014», «الشتاء الماضي», «هذا الخريف», «ذلك الربيع»; «الربيع العربي» is none."""
    lead = t.find(at, "this") or t.find(at, "text_before")
    place = lead[1] if lead is not None else at
    if t.stem_word(place, "grammar.season") or t.word(place, "grammar.season"):
        place += 1
    hit = t.find(place, "season")
    if hit is None:
        return None
    entry, end = hit
    fields: Fields = {"season": str(entry.value)}
    if lead is not None:
        key = "shift" if lead[0].kind == "this" else "text_shift"
        return ({**fields, key: ("Y", 0)}, end) if entry.extra == "definite" and not t.clitic(place) else None
    adjective = t.bare(end, "deixis")
    if adjective is not None and entry.extra == "definite":
        return {**fields, "direction": int(adjective[0].value)}, adjective[1]
    same = t.bare(end, "text")
    if same is not None and entry.extra == "definite":  # «الصيف نفسه», «الشتاء التالي»
        return {**fields, "text_shift": ("Y", int(same[0].value))}, same[1]
    tail = year_asked(t, end + (t.word(end, "grammar.of")))
    if tail is not None and entry.extra == "bare":
        return join(fields, tail[0]), tail[1]
    return None


def relative_week(t: Tokens, at: int) -> Phrase | None:
    """«الأسبوع الماضي», «هذا الأسبوع», «العقد الماضي», «الأسبوع الأول من ديسمبر»."""
    lead = t.find(at, "this") or t.find(at, "text_before")
    place = lead[1] if lead is not None else at
    unit = t.find(place, "unit_definite")
    if unit is None or unit[0].value not in {"W", "DE"} or unit[0].extra != "singular":
        return None
    name = str(unit[0].value)
    if lead is not None:
        if t.clitic(place) or (name == "DE" and not _in_time(t, at)):
            return None
        return {"shift" if lead[0].kind == "this" else "text_shift": (name, int(lead[0].value))}, unit[1]
    adjective = t.bare(unit[1], "deixis")
    if adjective is not None and not (
        t.word(unit[1], "grammar.the_last") and t.word(adjective[1], "grammar.of")
    ):
        if name == "DE" and int(adjective[0].value) == 0 and not _in_time(t, at):
            return None
        return {"shift": (name, int(adjective[0].value))}, adjective[1]
    same = t.bare(unit[1], "text")
    if same is not None and name == "W":
        return {"text_shift": (name, int(same[0].value))}, same[1]
    number = numbers.ordinal(t, unit[1], clitic=False)
    rank = number[0] if number is not None and number[2] else 4 if t.word(unit[1], "grammar.the_last") else 0
    end = number[1] if number is not None and number[2] else unit[1] + 1
    if rank and t.word(end, "grammar.of"):
        whole = month_phrase(t, end + 1, said=True) or relative_month(t, end + 1)
        if whole is not None and 1 <= rank <= 4 and name == "W":
            return {**whole[0], "mod": Mod.START if rank == 1 else Mod.END if rank == 4 else Mod.MID}, whole[
                1
            ]
        age = century(t, end + 1) if name == "DE" else None
        if name == "DE" and t.word(end + 1, "grammar.millennium"):
            third = t.word(end + 2, "grammar.third_or_new")  # «العقد الأول من الألفية الثالثة»
            return {"decade": 200 + min(rank, 10) - 1}, end + 2 + third
        if age is not None and "century" in age[0]:
            return {"decade": age[0]["century"] * 10 + min(rank, 10) - 1}, age[1]
        if age is not None:
            return {"decade": min(rank, 10) - 1, "shift": age[0]["shift"]}, age[1]
    return None


def _in_time(t: Tokens, at: int) -> bool:
    """True after a preposition of time: «خلال هذا العقد» is a decade, a bare «هذا العقد» a contract."""
    return t.listed(at - 1, "time_preposition.strong")


def positioned(t: Tokens, at: int) -> Phrase | None:
    """«مطلع كانون الأول الجاري», «نهاية العام الماضي», «منتصف التسعينيات», «أواخر نوفمبر»."""
    hit = t.find(at, "position")
    if hit is None:
        return None
    if t.word(at, "grammar.ranked") and t.listed(at - 1, "rank.words"):
        return None  # «تخرج برتبة ملازم أول عام 1972»
    mod, place = Mod(str(hit[0].value)), hit[1]
    if t.text(place) == ARTICLE or t.clitic(place):
        return None
    whole = period(t, place, asked=True) or _bare_period(t, place)
    if whole is None or whole[0].get("mod") is not None:
        return None
    if (
        hit[0].value == "START"
        and t.stem_word(at, "grammar.beginning")
        and "month" in whole[0]
        and t.stem_word(at, "grammar.start")
    ):
        return None
    return {**whole[0], "mod": mod}, whole[1]


def _bare_period(t: Tokens, at: int) -> Phrase | None:
    """«مطلع العام», «نهاية الشهر»: the one that the text is in."""
    unit = t.bare(at, "unit_definite")
    named = t.bare(at, "season")
    if named is not None and named[0].extra == "definite" and not t.has_article(named[1]):
        return {"season": str(named[0].value), "vague": True}, named[1]  # «مطلع الصيف»
    if unit is None or unit[0].value not in {"Y", "M", "W"} or unit[0].extra != "singular":
        return None
    after = t.text(unit[1])
    if (
        after.startswith(ARTICLE)
        and not t.listed(unit[1], "back.words")
        and not t.word(unit[1], "grammar.to")
    ) or t.digits(unit[1]) is not None:
        return None  # «نهاية العام الدراسي», «نهاية العام 2024»
    if unit[0].value == "W":
        return {"shift": ("W", 0)}, unit[1]
    return {"shift": (str(unit[0].value), 0), "vague": True}, unit[1]


def _in_the_year(t: Tokens, at: int) -> Phrase | None:
    """«شهد 2012 رحيل عدد من الفنانين. وتوفي خلال العام»: the one that the text is in."""
    unit = t.bare(at, "unit_definite") if t.word(at - 1, "grammar.during") else None
    return _bare_period(t, at) if unit is not None and unit[0].value == "Y" else None


def period(t: Tokens, at: int, *, asked: bool = False) -> Phrase | None:
    """The longest of month, year, decade, century, quarter, season, week. `asked`: a word before wants one («مطلع»)."""
    hits = [
        hit
        for hit in (
            month_phrase(t, at, said=asked),
            relative_month(t, at),
            numeric_month(t, at),
            year(t, at),
            decade(t, at),
            century(t, at),
            part_of_year(t, at),
            season(t, at),
            relative_week(t, at),
            _in_the_year(t, at),
        )
        if hit is not None
    ]
    if not hits:
        return None
    fields, end = max(hits, key=lambda hit: hit[1])
    if (fields.get("shift") or fields.get("text_shift") or ("",))[0] == "M" and t.word(end, "grammar.of"):
        tail, after = year_after_month(t, end)
        told, years = fields.get("text_shift"), tail.get("text_shift")
        shift, of_year = fields.get("shift"), tail.get("shift")
        if shift and of_year and of_year[0] == "Y":  # «هذا الشهر من العام الماضي»
            return {**fields, "shift": ("M", shift[1] + 12 * of_year[1])}, after
        if told and years:  # «الشهر نفسه من العام التالي»
            return {**fields, "text_shift": ("M", told[1] + 12 * years[1])}, after
        if tail:
            return join(fields, tail), after
    return fields, end
