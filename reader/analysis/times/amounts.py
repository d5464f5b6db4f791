"""How long something lasts: a count of units, with «أكثر من» or «نحو» before it."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.times import numbers
from reader.analysis.times.months import month, said_year
from reader.analysis.times.reading import Amount
from reader.analysis.times.tokens import Tokens
from reader.model import Mod
from reader.text.affixes import ARTICLE

# Units that a second, smaller length may count: «عامين وأربعة أشهر».
_FINER = {
    "DE": {"Y"},
    "Y": {"M", "W", "D"},
    "M": {"W", "D"},
    "W": {"D"},
    "D": {"H"},
    "H": {"MIN", "S"},
    "MIN": {"S"},
}
_ARTICLE = ARTICLE
_COUNTED = 3  # digits that are no year without its calendar
_YEARS = range(1900, 2101)
_PLURAL = range(3, 11)  # counts that the plural follows
_MOST = {"DE": 10, "CE": 50}  # «500 عقد» are contracts


def amount(t: Tokens, at: int, *, asked: bool = False) -> tuple[Amount, int] | None:
    """A duration: «أربعة عشر عاماً», «يومين», «نصف قرن», «24 ساعة», «عام ونصف», «أشهر»; with «أكثر من», «نحو» before it.

    A bare singular or plural («عام», «أيام») is one only where `asked`, or with «واحد» or «عدة» beside it. Several rules ask for that of one place.
    """
    if (at, asked) not in t.amounts:
        t.amounts[at, asked] = _amount(t, at, asked=asked)
    return t.amounts[at, asked]


def _amount(t: Tokens, at: int, *, asked: bool) -> tuple[Amount, int] | None:
    mod = t.find(at, "mod")
    if mod is not None:
        inner = amount(t, mod[1], asked=True) if t.find(mod[1], "mod") is None else None
        inner = inner or _definite_pair(t, mod[1])
        if inner is None:
            return None
        return Amount(inner[0].unit, inner[0].count, Mod(str(mod[0].value))), inner[1]
    if (part := _part_of_unit(t, at)) is not None:
        return part
    count = numbers.cardinal(t, at)
    if count is not None and count[0] == 1 and t.digits(at) is None:
        return None  # «رمم مرة واحدة سنة 1987»
    if count is not None and (count[0] == 0 or (len(t.text(at)) == 3 and t.text(at).startswith("0"))):
        return None  # the tail of «10,000»
    if count is not None:
        place = count[1]
        decimal = None
        if t.text(place) == "و" or t.clitic(place) == "و":
            decimal = t.find(place if t.clitic(place) else place + 1, "fraction")
        if decimal is not None and (unit := t.bare(decimal[1], "unit")) is not None:
            return Amount(str(unit[0].value), count[0] + 1 / int(decimal[0].value)), unit[1]
        unit = t.bare(place, "unit")
        if (
            unit is not None
            and unit[0].value == "Y"
            and t.digits(at) is not None
            and 1900 <= count[0] <= 2100
        ):
            return None  # «2016 سنة حقوق الإنسان»
        singular = unit is not None and unit[0].value == "D" and unit[0].extra == "singular"
        if (
            unit is not None
            and singular
            and (t.digits(at) in range(1, 11) or t.digits(at) in _YEARS)
            and (t.digits(unit[1]) is not None or t.find(unit[1], "weekday") is not None)
        ):
            return None  # «فاز 1-2 يوم 22 نوفمبر», «الطريق رقم 9 ليلة الجمعة»: the day is that of the date
        if singular and t.digits(at) is None and count[0] in _PLURAL:
            return None  # «ونفذ في خمسة يوم 29 ديسمبر»
        if (
            unit is not None
            and unit[0].extra != "dual"
            and count[0] <= _MOST.get(str(unit[0].value), count[0])
        ):
            return _and_half(t, Amount(str(unit[0].value), float(count[0])), unit[1])
        return None
    few = t.find(at, "many") is not None
    place = at + 1 if few else at
    unit = t.find(place, "unit") if not few else (t.bare(place, "unit") or t.bare(place, "unit_definite"))
    if unit is None:
        return None
    name, number, end = str(unit[0].value), unit[0].extra, unit[1]
    if number == "dual":
        if t.word(end, "grammar.both"):
            end += 1
        return _and_half(t, Amount(name, 2.0), end)
    if number == "singular":
        if t.word(end, "grammar.one"):
            return _and_half(t, Amount(name, 1.0), end + 1)
        if not few and _smaller_follows(t, name, end):
            return Amount(name, 1.0), end
        half = _and_half(t, Amount(name, 1.0), end)
        if half[1] > end and not few and not t.word(half[1] - 1, "grammar.except"):
            return half
        counts = len(t.text(end)) == _COUNTED and t.bare(end + 1, "calendar") is None
        if (t.digits(end) is not None and not counts) or (not counts and said_year(t, place) is not None):
            return None  # «قبل عام 1983», not «غرمته بعد ذلك بسنة 135 مليونا»
        if t.stem_word(place, "grammar.year") and t.raw(place).endswith("ه"):
            return None  # «سنه»: his age
        if name == "M" and month(t, end) is not None:
            return None  # «بعد شهر رمضان»
        if t.has_article(end) and not t.find(end, "calendar"):
            return None  # «منذ ساعة الإفطار», «عام النكبة»
        before = t.text(place - 1)
        if t.listed(place, "duration_alone.words") and (
            not before.endswith("ا") or before.startswith(ARTICLE)
        ):
            asked = True  # «فحوصر شهرا»
        if not asked or few or t.stem_word(place, "grammar.daylight") or t.find(end, "weekday"):
            return None
        return _and_half(t, Amount(name, 1.0), end)
    vague = t.find(end, "few")
    if vague is not None and not t.clitic(end):
        return Amount(name, None), vague[1]
    return (Amount(name, None), end) if few or asked else None


def _part_of_unit(t: Tokens, at: int) -> tuple[Amount, int] | None:
    """«نصف قرن», «ربع الساعة», «ثلثي الساعة», «ثلاثة أرباع الساعة»."""
    fraction, many = t.find(at, "fraction"), 1
    if fraction is None and (fraction := t.find(at, "fraction_two")) is not None:
        many = 2
    if fraction is None and (count := numbers.spelled(t, at)) is not None:
        fraction, many = t.find(count[1], "fraction_parts"), count[0]
    if fraction is None:
        return None
    unit = t.bare(fraction[1], "unit")
    if unit is None and (unit := t.bare(fraction[1], "unit_definite")) is not None:
        clock = unit[0].value in {"H", "MIN"} or many > 1
        if not clock or (t.text(unit[1]).startswith(_ARTICLE) and not t.word(unit[1], "grammar.to")):
            return None  # «ربع القرن الماضي», «نصف الساعة الأخير»
    if unit is None or unit[0].extra != "singular":
        return None
    return Amount(str(unit[0].value), many / int(fraction[0].value)), unit[1]


def _definite_pair(t: Tokens, at: int) -> tuple[Amount, int] | None:
    """«ما يقارب العقدين», «نحو الساعتين»: none of the two that end now («نحو اليومين الماضيين»)."""
    number = numbers.definite(t, at)
    counted = t.bare(number[1], "unit") if number is not None else None
    if number is not None and counted is not None and not t.has_article(counted[1]):
        return Amount(str(counted[0].value), float(number[0])), counted[1]  # «قرابة الأربعين يوما»
    unit = t.bare(at, "unit_definite")
    if unit is None or unit[0].extra != "dual" or t.has_article(unit[1]):
        return None
    return Amount(str(unit[0].value), 2.0), unit[1]


def _smaller_follows(t: Tokens, unit: str, at: int) -> bool:
    """«سنة وثمانية أشهر»: a counted smaller unit makes the bare one a length, too."""
    place = at + 1 if t.text(at) == "و" else at
    if place == at and t.clitic(at) != "و":
        return False
    count = numbers.cardinal(t, place)
    more = t.bare(count[1], "unit") if count is not None else t.find(place, "unit")
    return (
        more is not None
        and str(more[0].value) in _FINER.get(unit, ())
        and (count is not None or more[0].extra == "dual")
    )


def _and_half(t: Tokens, whole: Amount, end: int) -> tuple[Amount, int]:
    """«عام ونصف», «ساعتين ونصف الساعة», «ثلاثة أشهر ونصف الشهر»."""
    place = end + 1 if t.text(end) == "و" else end
    if place == end and t.clitic(end) != "و":
        return whole, end
    hit = t.find(place, "fraction")
    if hit is None or whole.count is None:
        return whole, end
    after = hit[1]
    again = t.bare(after, "unit_definite") or t.bare(after, "unit")
    if again is not None:
        if again[0].value != whole.unit:
            return whole, end
        after = again[1]
    return Amount(whole.unit, whole.count + 1 / int(hit[0].value)), after


def with_smaller(t: Tokens, whole: Amount, end: int) -> tuple[Amount, int]:
    """«عامين وأربعة أشهر», «خمس ساعات وعشرون دقيقة»: one duration of two units."""
    place = end + 1 if t.text(end) == "و" else end
    if whole.count is None or (place == end and t.clitic(end) != "و"):
        return whole, end
    more = amount(t, place, asked=t.bare(place - 1, "unit") is not None and place == end)  # «عام وشهر»
    if (
        more is None
        or more[0].count is None
        or more[0].mod is not None
        or more[0].unit not in _FINER.get(whole.unit, ())
    ):
        return whole, end
    rest, last = with_smaller(t, *more)  # «ساعتين ودقيقة و25 ثانية»
    return replace(whole, rest=rest), last
