"""How long and how often: «أربعة عشر عاماً», «الأيام الثلاثة الماضية», «كل جمعة»."""

from __future__ import annotations

from reader.analysis.times import numbers
from reader.analysis.times.amounts import amount, with_smaller
from reader.analysis.times.dates import day_month
from reader.analysis.times.day_phrases import over_day_word
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.months import month
from reader.analysis.times.reading import Amount, Around, Between, Parse, Repeated
from reader.analysis.times.tokens import Tokens
from reader.analysis.times.values import duration
from reader.text.affixes import ARTICLE

_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"  # ends a noun that what follows may be of: «هدنة أشهر»
_CLAUSE = 6  # pieces back in which a verb makes «عاما» "general"
_HEADS = frozenset({"", "\n", ".", "…", ":", "؟", "!"})  # what stands before a line or sentence

_YEARS = range(1900, 2100)


def duration_rule(t: Tokens, at: int) -> Parse | None:
    """«أربعة عشر عاماً», «أكثر من نصف قرن», «24 ساعة», «سنوات طويلة»."""
    joined = t.clitic(at) == "ل" and not t.stem_word(at, "grammar.contract")  # «لعقد اجتماع»
    asked = t.listed(at - 1, "duration_preposition.words") or joined or _asked_by_place(t, at)
    hit = amount(t, at, asked=asked)
    if hit is None:
        return None
    how_long, end = hit
    if how_long.unit == "M" and how_long.count in _YEARS and t.find(end, "month"):
        return None  # «تصفيات كأس إفريقيا 2021 شهر نوفمبر»
    around = t.find(end, "deixis_many")
    if around is not None and not t.clitic(end) and int(around[0].value) != 0:
        return Parse(at, around[1], Around(how_long, int(around[0].value)), "stretch-from-document")
    if (
        how_long.count is None
        and how_long.mod is None
        and t.find(at, "unit")
        and not asked
        and not _vague_enough(t, at, end)
    ):
        return None
    how_long, end = with_smaller(t, how_long, end)
    flags = ("age",) if _age(t, at, end) else ()
    return Parse(at, end, how_long, "duration", flags)


def between_rule(t: Tokens, at: int) -> Parse | None:
    """«بين شهر وثلاثة أشهر», «بين خمس وسبع سنوات»: two lengths, of which the second may say the unit of both."""
    lead = t.find(at, "between")
    if lead is None:
        return _from_to(t, at)
    if t.clitic(lead[1]):
        return None
    number = numbers.cardinal(t, lead[1])
    for first in (amount(t, lead[1], asked=True), number):
        if first is None:
            continue
        place = first[1] + (t.text(first[1]) == "و")
        most = amount(t, place, asked=True) if place > first[1] or t.clitic(place) == "و" else None
        if most is None or most[0].count is None or most[0].mod is not None:
            continue
        least = first[0] if isinstance(first[0], Amount) else Amount(most[0].unit, float(first[0]))
        if (
            least.count is not None
            and least.mod is None
            and (least.unit, least.count) != (most[0].unit, most[0].count)
        ):
            return Parse(at, most[1], Between(least, most[0]), "duration-range")
    return None


def either_rule(t: Tokens, at: int) -> Parse | None:
    """«يوم أو يومين», «شهرين أو ثلاثة», «بعد ساعتين إلى ثلاث ساعات»: a length that is left between two."""
    side = t.bare(at, "side")
    start = side[1] if side is not None else at
    least = amount(t, start, asked=True)
    if least is None or least[0].count is None or least[0].mod is not None:
        return None
    either = t.word(least[1], "grammar.either")
    if not either and (not t.word(least[1], "grammar.to") or t.word(at - 1, "grammar.of")):
        return None  # «مددت الولاية من أربع سنوات إلى ست»
    place = least[1] + 1
    most = amount(t, place, asked=True)
    bare = numbers.cardinal(t, place) if most is None and either else None
    if bare is not None and not t.text(bare[1])[:1].isalpha():
        most = Amount(least[0].unit, float(bare[0])), bare[1]
    if most is None or most[0].count is None or most[0].mod is not None:
        return None
    if least[0].unit == most[0].unit and not least[0].count < most[0].count:
        return None
    return Parse(at, most[1], Between(least[0], most[0]), "duration-range")


def _from_to(t: Tokens, at: int) -> Parse | None:
    """«أربعة إلى ستة أسابيع»: the second says the unit of both."""
    least = numbers.cardinal(t, at)
    if least is None or not t.word(least[1], "grammar.to"):
        return None
    most = amount(t, least[1] + 1, asked=True)
    if most is None or most[0].count is None or most[0].mod is not None or not least[0] < most[0].count:
        return None
    return Parse(at, most[1], Between(Amount(most[0].unit, float(least[0])), most[0]), "duration-range")


def _asked_by_place(t: Tokens, at: int) -> bool:
    """«سنة على الزلزال» at the head of a line or sentence, «أصبح عمرها سنة»."""
    if t.text(at - 1) in _HEADS and t.listed(at + 1, "duration_since.words"):
        return True
    if (
        t.text(at).startswith(ARTICLE)
        or t.word(at, "grammar.again")
        or t.word(at + 1, "duration_alone.things")
    ):
        return False  # «توقفت ساعة يده»
    return (
        _within(t, at)
        or _closes(t, at)
        or any(
            t.listed(at - back, name)
            for name in ("age.words", "sentenced.words", "lasting.words")
            for back in (1, 2)
        )
    )


def _within(t: Tokens, at: int) -> bool:
    """«تضاعف السعر في أسبوع.», «وعاد مليونان في سنة،»: how long it took, where nothing follows that it is of."""
    unit = t.bare(at, "unit")
    if unit is None or unit[0].extra == "dual" or not t.listed(at - 1, "said.into"):
        return False
    finer = unit[0].extra == "singular" and unit[0].value in {
        "D",
        "H",
        "MIN",
        "S",
    }  # «في يوم» is once upon a time
    return not finer and not t.text(unit[1])[:1].isalnum()


def _closes(t: Tokens, at: int) -> bool:
    """«بقيت في الدرج أعواما، ثم نشرت»: an accusative that ends its clause, or that a small word follows; no adjective «عاما»."""
    if t.word(at, "duration_alone.closing_signs"):
        before = t.raw(at - 1) if at else ""
        of = before.endswith(_FEMININE) or not before[:1].isalpha()
        return not (of or t.text(at + 1)[:1].isalnum() or t.find(at - 1, "side") or t.readings[at - 1])
    if not t.word(at, "duration_alone.closing") or t.find(at - 1, "side"):
        return False
    after, before = t.text(at + 1), t.text(at - 1)
    goes_on = (
        not after[:1].isalnum()
        or t.listed(at + 1, "duration_alone.tail")
        or t.listed(at + 1, "after_year.words")
        or t.text(at + 1)[:1] in lexicon().lists["grammar.joined"]
    )
    unit = t.bare(at, "unit")
    ending = lexicon().lists["grammar.accusative"]
    noun = before[-1:] in ending and not (
        before.startswith(ARTICLE) or before[-2:] in lexicon().lists["grammar.hers"]
    )
    if not goes_on or unit is None or noun:
        return False  # «أمينا عاما»
    start = max(t.sentence(at)[0], at - _CLAUSE)
    plural = unit[0].extra == "plural"
    return plural or not any(t.listed(i, "duration_alone.general") for i in range(start, at))


def _vague_enough(t: Tokens, at: int, end: int) -> bool:
    """An unknown number of days is a time only with a word like «طويلة», «عدة» or after a preposition of length."""
    return t.find(end - 1, "few") is not None or t.find(at, "many") is not None


def _age(t: Tokens, at: int, end: int) -> bool:
    return t.phrase(end, "age.after") is not None or any(t.listed(at - back, "age.words") for back in (1, 2))


def around_rule(t: Tokens, at: int) -> Parse | None:
    """«اليومين الأخيرين», «الأيام الثلاثة الماضية», «الساعات الـ24 المقبلة», «الأيام القليلة المقبلة»."""
    unit = t.find(at, "unit_definite")
    place, count = at, None
    if unit is None:
        number = numbers.cardinal(t, at) or numbers.definite(t, at)
        if number is None:
            return None
        inner = t.bare(number[1], "unit") or t.bare(number[1], "unit_definite")
        if inner is None or (inner[0].kind == "unit_definite" and inner[0].extra == "singular"):
            return None  # «رئيس المئة السنة الفارطة»
        unit, count = inner, float(number[0])
    entry, place = unit
    if entry.extra == "singular" and count is None:
        return None
    if entry.extra == "dual":
        count = 2.0
    while (few := t.find(place, "few")) is not None:
        place = few[1]
    if count is None:
        number = numbers.cardinal(t, place)
        if number is None:
            number = numbers.definite(t, place)
        if number is not None:
            count, place = float(number[0]), number[1]
    while (few := t.find(place, "few")) is not None:
        place = few[1]
    side = t.bare(place, "deixis_many")
    if side is None or int(side[0].value) == 0:
        return None
    around = Around(Amount(str(entry.value), count), int(side[0].value), t.bare(place, "text") is not None)
    return Parse(at, side[1], around, "stretch-from-document")


def age_rule(t: Tokens, at: int) -> Parse | None:
    """«الطفلة ذات الأعوام الخمسة», «ابن السنوات العشر», «ذي السبعة أعوام»: how old somebody is, counted with the article."""
    if not t.listed(at - 1, "age.of") or t.clitic(at):
        return None
    unit = t.find(at, "unit_definite")
    if unit is not None and unit[0].extra == "plural":
        number = numbers.definite(t, unit[1]) or numbers.cardinal(t, unit[1])
        end = number[1] if number is not None else at
    else:
        number = numbers.definite(t, at)
        unit = t.bare(number[1], "unit") if number is not None else None
        end = unit[1] if unit is not None else at
    if number is None or unit is None or unit[0].value not in {"Y", "M"}:
        return None
    if t.find(end, "deixis_many") is not None:
        return None  # «ابن السنوات الخمس الماضية»
    return Parse(at, end, Amount(str(unit[0].value), float(number[0])), "duration", ("age",))


def yearly_rule(t: Tokens, at: int) -> Parse | None:
    """«28 نوفمبر من كل عام»: a day of the calendar, every year."""
    hit = day_month(t, over_day_word(t, at))
    if (
        hit is None
        or hit[0].get("hijri")
        or "month" not in hit[0]
        or "year" in hit[0]
        or not t.word(hit[1], "grammar.of")
    ):
        return None
    every = t.find(hit[1] + 1, "every")
    unit = t.bare(every[1], "unit") if every is not None else None
    if unit is None or unit[0].value != "Y":
        return None
    return Parse(at, unit[1], Repeated(f"XXXX-{hit[0]['month']:02}-{hit[0]['day']:02}"), "set-date")


def set_rule(t: Tokens, at: int) -> Parse | None:
    """«كل يوم», «كل جمعة», «كل صيف», «كل ثلاثة أشهر», «يوميا», «أيام الجمعة», «مرتين في الأسبوع»."""
    adverb = t.find(at, "set")
    if adverb is not None:
        return Parse(at, adverb[1], Repeated(str(adverb[0].value)), "set-adverb")
    every = t.find(at, "every")
    if every is not None:
        place = every[1]
        start = place + 1 if t.word(place, "grammar.part_of_every") else place
        day = t.bare(start, "weekday_bare") or (t.bare(start, "weekday") if start != place else None)
        if day is not None:
            return Parse(at, day[1], Repeated(f"XXXX-WXX-{day[0].value}"), "set-weekday")
        part = t.bare(place, "part")
        if part is not None and not t.find(part[1], "weekday"):
            return Parse(at, part[1], Repeated(f"XXXX-XX-XXT{part[0].value}"), "set-part")
        season = t.bare(place, "season")
        if season is not None and season[0].extra == "bare":
            return Parse(at, season[1], Repeated(f"XXXX-{season[0].value}"), "set-season")
        dated = day_month(t, place)
        said = dated[0] if dated is not None else {}
        if dated is not None and "month" in said and "year" not in said and not said.get("hijri"):
            day_of_it = f"XXXX-{said['month']:02}-{said['day']:02}"  # «أزور القبر كل 17 آب»
            return Parse(at, dated[1], Repeated(day_of_it), "set-date")
        named = month(t, place, clitic=False)
        if (
            named is not None
            and not (named.hijri or named.plain_father)
            and (named.sure or named.preposition)
        ):
            return Parse(at, named.end, Repeated(f"XXXX-{named.number:02}"), "set-month")
        how_long = amount(t, place, asked=True)
        if how_long is not None and how_long[0].count is not None and not t.clitic(place):
            return Parse(at, how_long[1], Repeated(duration(how_long[0])), "set-every")
        return None
    unit = t.find(at, "unit")
    if (
        unit is not None
        and unit[0].extra == "plural"
        and unit[0].value == "D"
        and t.stem_word(at, "grammar.days")
    ):
        day = t.bare(unit[1], "weekday")
        if (
            day is not None
            and t.text(day[1]) not in {"و", "،"}
            and not (t.clitic(day[1]) == "و" and t.find(day[1], "weekday"))
        ):
            return Parse(at, day[1], Repeated(f"XXXX-WXX-{day[0].value}"), "set-weekday")
    return None
