"""Numbers in text: digits of both systems, cardinal and ordinal words in both genders."""

from __future__ import annotations

from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.tokens import Tokens
from reader.text.affixes import ARTICLE

Number = tuple[int, int]  # value, index after it
_AND, _ARTICLE = "و", "ال"
_TENS, _HUNDRED = 20, 100


def _magnitude(value: int) -> frozenset[str]:
    if value >= 1000:
        return frozenset({"thousands"})
    if value >= 100:
        return frozenset({"hundreds"})
    if value >= 20:
        return frozenset({"tens"})
    return frozenset({"ones", "tens"}) if value >= 10 else frozenset({"ones"})


def spelled(t: Tokens, at: int) -> Number | None:
    """A cardinal in words («ألف وتسعمئة وسبعين», «سبعين وتسعمئة وألف»), summed over «و»."""
    total, used, end = 0, frozenset[str](), at
    while True:
        place = end
        if total:
            grown = t.find(place, "cardinal_and")
            if grown is not None and not used & _magnitude(int(grown[0].value)):
                return total + int(grown[0].value), grown[1]
            if t.text(place) == "و":
                place += 1
            elif t.clitic(place) != "و":
                break
        hit = t.find(place, "cardinal")
        if hit is None or (total and t.text(place - 1) == "و" and t.clitic(place)):
            break
        value, after = int(hit[0].value), hit[1]
        thousand = t.bare(after, "thousand")
        if thousand is not None and 2 <= value < 1000:
            value, after = value * 1000, thousand[1]
        if used & _magnitude(value):
            break
        used |= _magnitude(value)
        total, end = total + value, after
    return (total, end) if total else None


def written(t: Tokens, at: int) -> Number | None:
    """A whole number in digits that is no part of a decimal, a thousand («40 ألف») or a percentage."""
    value = t.digits(at)
    if value is None:
        return None
    if (
        t.glued(at)
        and t.text(at - 1) in {".", ",", "٫", "٬"}
        and t.glued(at - 1)
        and t.text(at - 2).isdecimal()
    ):
        return None
    if (
        t.glued(at + 1)
        and t.text(at + 1) in {".", ",", "٫", "٬"}
        and t.glued(at + 2)
        and t.text(at + 2).isdecimal()
    ):
        return None
    if t.text(at + 1) in {"%", "٪"} or (t.find(at + 1, "thousand") and not t.clitic(at + 1)):
        return None
    return value, at + 1


def cardinal(t: Tokens, at: int) -> Number | None:
    """A cardinal in digits or words; «الـ24» counts from its digits."""
    if t.text(at) in {"ال", "بال", "وال", "لل"} and (t.glued(at + 1) or t.digits(at + 1) is not None):
        at += 1
    value, thousand = t.digits(at), t.bare(at + 1, "thousand")
    if value is not None and thousand is not None and 2 <= value < 1000:
        return value * 1000, thousand[1]
    if t.text(at - 1).isdecimal() and value is None and _multiplied(t, at):
        return None  # the «ألف» of «125 ألف»
    return written(t, at) or spelled(t, at)


def _multiplied(t: Tokens, at: int) -> bool:
    """True for a hundred or a thousand, which digits before it count."""
    hit = t.find(at, "cardinal")
    return t.find(at, "thousand") is not None or hit is None or int(hit[0].value) >= 100


def ordinal(t: Tokens, at: int, *, clitic: bool = True) -> tuple[int, int, bool] | None:
    """An ordinal: value, index after it, and whether it has the article («الحادي والعشرون» is 21)."""
    hit = t.find(at, "ordinal") if clitic else t.bare(at, "ordinal")
    if hit is None:
        return None
    entry, after = hit
    value = int(entry.value)
    if value < 10 and entry.extra != "bare" and t.clitic(after) == "و":
        tens = t.find(after, "ordinal")
        if tens is not None and int(tens[0].value) in {20, 30}:
            return value + int(tens[0].value), tens[1], True
    if entry.extra == "unit":
        return None
    return value, after, entry.extra == "definite"


def feminine(t: Tokens, at: int) -> bool:
    """True for an ordinal in the feminine, as hours are counted («السادسة»); days are counted in the masculine."""
    return t.text(at).endswith("ه") or t.text(at).endswith("ولي")


def joined_tens(t: Tokens, at: int) -> bool:
    """«والسبعين»: tens with the article, joined to a smaller number before them."""
    hit = (
        lexicon().forms.get(t.text(at)[3:])
        if t.text(at)[:1] == _AND and t.text(at)[1:3] == _ARTICLE
        else None
    )
    return hit is not None and any(
        entry.kind == "cardinal" and not entry.rest and _TENS <= int(entry.value) < _HUNDRED
        for entry in hit[1]
    )


def definite(t: Tokens, at: int) -> tuple[int, int] | None:
    """«الثلاثة», «الخمس»: a cardinal with the article."""
    word = t.stem(at)
    if not word.startswith(ARTICLE):
        return None
    found = lexicon().forms.get(word[2:])
    if found is None or found[0]:
        return None
    for entry in found[1]:
        if entry.kind == "cardinal" and tuple(t.texts[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
            return int(entry.value), at + 1 + len(entry.rest)
    return None
