"""A month's name, its second name, and the years and adjectives that follow it."""

from __future__ import annotations

from typing import Any

from reader.analysis.times import numbers
from reader.analysis.times.lexicon import Entry, lexicon
from reader.analysis.times.tokens import Tokens
from reader.lazy_dataclass import dataclass

Fields = dict[str, Any]
Phrase = tuple[Fields, int]  # what is said, and the index after it

_PAIR_SIGNS = frozenset('/-–(،«"“')
_CLOSING = {"(": ")", "«": "»", '"': '"', "“": "”"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month read at some index: its number, the index after it and how sure the word is."""

    number: int
    end: int
    hijri: bool
    sure: bool  # no other word is written so
    preposition: bool  # a preposition of time makes it sure
    plain_father: bool  # «اب» without its madda
    figure: bool  # «صفر» is also a score
    name_too: bool  # «نيسان» is also a make of cars
    flags: tuple[str, ...] = ()


def month(t: Tokens, at: int, *, clitic: bool = True) -> Month | None:
    """A month name with an optional second name («ديسمبر/كانون الأول», «نيسان (أبريل)»)."""
    hits = t.find_all(at, "month") + t.find_all(at, "hmonth")
    if not hits or (t.clitic(at) and not clitic):
        return None
    entry, end = max(hits, key=lambda hit: hit[1])
    flags: tuple[str, ...] = ()
    sure = "?" not in entry.extra
    second = _second_name(t, entry, end)
    if second is not None:
        other, end = second
        sure = True
        if other != int(entry.value):
            flags = ("month-mismatch",)
    return Month(
        number=int(entry.value),
        end=end,
        hijri=entry.kind == "hmonth",
        sure=sure,
        preposition="p" in entry.extra,
        name_too="n" in entry.extra and second is None,
        figure="0" in entry.extra,
        plain_father="=" in entry.extra and "آ" not in t.raw(at) and second is None,
        flags=flags,
    )


def _family(entry: Entry) -> str:
    return entry.extra.rstrip("?p=0n")


def _second_name(t: Tokens, first: Entry, end: int) -> tuple[int, int] | None:
    """The second name of a pair: its number and the index after it. Two names of one family are no pair."""
    if first.kind == "hmonth":
        return None
    sign = t.text(end)
    at = end + 1 if sign in _PAIR_SIGNS else end
    best: tuple[int, int] | None = None
    for entry, after in t.find_all(at, "month"):
        agrees = entry.value == first.value
        if _family(entry) == _family(first) and not agrees:
            continue
        if t.clitic(at) or (not agrees and sign not in {"/", "("}):
            continue
        if not agrees and {_family(entry), _family(first)} <= {"egyptian", "maghreb"}:
            continue  # two Western names are two months, not two names of one
        if "?" in entry.extra and not agrees:
            continue
        if sign in _CLOSING:
            if t.text(after) != _CLOSING[sign]:
                continue
            after += 1
        if best is None or after > best[1]:
            best = int(entry.value), after
    return best


def year_number(t: Tokens, at: int) -> tuple[int, int, str] | None:
    """Four digits that can be a year, with the calendar mark that may follow: year, index after, calendar."""
    hit = numbers.written(t, at)
    if hit is None or len(t.text(at)) != 4 or not 1000 <= hit[0] <= 2199:
        return None
    if (
        t.glued(at + 1)
        and t.text(at + 1) in "/-–"
        and t.glued(at + 2)
        and t.text(at + 2).isdecimal()
        and len(t.text(at + 2)) < 4
    ):
        return None
    mark, end = calendar_mark(t, hit[1])
    return hit[0], end, mark


def calendar_mark(t: Tokens, at: int) -> tuple[str, int]:
    """«هـ», «م», «ميلادي», «ق.م» after a year, in brackets or not: its calendar ("" where none) and the index after it."""
    for start in (at, at + 1 if t.text(at) == "(" else at):
        hit = t.bare(start, "calendar")
        if hit is None or hit[0].value == "same_day":
            continue
        end = hit[1]
        if (
            t.text(start) in {"ه", "م"}
            and t.text(end) == "."
            and len(t.text(end + 1)) == 1
            and t.text(end + 1).isalpha()
        ):
            continue  # «1454 م.د»: millions of dinars
        if start != at:
            if t.text(end) != ")":
                continue
            end += 1
        return str(hit[0].value), end
    return "", at


def apply_calendar(fields: Fields, mark: str) -> Fields:
    """The fields with the calendar that a mark says."""
    if mark == "hijri":
        return {**fields, "hijri": True}
    if mark == "before_common":
        return {**fields, "before_common_era": True}
    return fields


def said_year(t: Tokens, at: int) -> tuple[Fields, int] | None:
    """«عام 1971», «سنة ألف وتسعمئة وسبعين», «عام 1445 هـ»: a year after the word for year."""
    word = t.find(at, "unit") or t.find(at, "unit_definite")
    if word is None or word[0].value != "Y" or word[0].extra != "singular" or general(t, at):
        return None
    after = _over_label(t, word[1])
    if t.text(after) in {"ال"} and t.glued(after + 1):
        after += 1
    if t.text(after) == "(" and t.text(after + 2) == ")" and (hit := year_number(t, after + 1)) is not None:
        return apply_calendar({"year": hit[0]}, hit[2]), after + 3  # «عام (1948)»
    hit = year_number(t, after)
    if hit is not None:
        return apply_calendar({"year": hit[0]}, hit[2] or calendar_mark(t, word[1])[0]), hit[1]
    early = numbers.written(t, after)
    if early is not None and (era := calendar_mark(t, early[1]))[0] == "before_common":
        return {"year": early[0], "before_common_era": True}, era[1]
    spelled = numbers.spelled(t, after)
    if spelled is not None and 1000 <= spelled[0] <= 2199 and not t.clitic(after):
        mark, end = calendar_mark(t, spelled[1])
        return apply_calendar({"year": spelled[0]}, mark), end
    short = numbers.written(t, after)
    if short is not None and 1 <= short[0] <= 999:
        mark, end = calendar_mark(t, short[1])
        if mark:
            return apply_calendar({"year": short[0]}, mark), end
        if (
            32 <= short[0] <= 99
            and word[0].extra == "singular"
            and len(t.text(after)) == 2
            and not t.find(end, "unit")
            and not t.word(end, "grammar.judicial")
        ):
            return {"year": 1900 + short[0], "flags": ("short-year",)}, end
    return None


def _over_label(t: Tokens, at: int) -> int:
    """Over what stands between «العام» and its digits: «العام الميلادي: 2011», «السنة: 2011», a line that was broken there."""
    mark = t.bare(at, "calendar")
    place = mark[1] if mark is not None else at
    if t.text(place) == ":" and t.digits(place + 1) is not None:
        return place + 1
    broken = t.text(at) == "\n" and t.digits(at + 1) is not None and not t.has_article(at - 1)
    return at + 1 if broken else at


def general(t: Tokens, at: int) -> bool:
    """True where «العام» means general: «الأمين العام», «المدير العام السابق»."""
    return t.word(at, "grammar.general") and t.listed(at - 1, "general.words")


def early_year(t: Tokens, at: int, *, hijri: bool) -> tuple[Fields, int] | None:
    """A year of one to three digits after a month: with a calendar's mark («923 م»), or after an Islamic month («شعبان 311»)."""
    hit = numbers.written(t, at)
    if hit is None or not 1 <= hit[0] <= 999:
        return None
    mark, end = calendar_mark(t, hit[1])
    if mark:
        return apply_calendar({"year": hit[0]}, mark), end
    return ({"year": hit[0]}, end) if hijri and hit[0] >= 100 else None


def year_after_month(t: Tokens, at: int, *, hijri: bool = False) -> tuple[Fields, int]:
    """What follows a month: a year, «من العام الماضي», «الجاري»; ({}, at) where nothing does."""
    place = at + 1 if t.text(at) in {"،", ","} else at
    hit = year_number(t, place)
    if hit is not None and (place == at or not _counted(t, hit[1])):
        return apply_calendar({"year": hit[0]}, hit[2]), hit[1]
    early = early_year(t, at, hijri=hijri)
    if early is not None:
        return early
    if (
        t.text(at) in {"(", "["}
        and t.text(at + 2) in {")", "]"}
        and (hit := year_number(t, at + 1)) is not None
    ):
        return apply_calendar({"year": hit[0]}, hit[2]), at + 3
    adjective = t.bare(at, "deixis")
    if adjective is not None and not t.word(at, "grammar.this"):
        fields: Fields = {"direction": int(adjective[0].value)}
        also = said_year(t, adjective[1])
        if also is not None:
            return {**fields, **also[0]}, also[1]
        if (hit := year_number(t, adjective[1])) is not None:
            return {**fields, "year": hit[0]}, hit[1]
        return fields, adjective[1]
    next_one = t.bare(at, "text")
    step = int(next_one[0].value) if next_one is not None else 0
    if next_one is not None and step and not t.word(next_one[1], "grammar.of"):
        return {"text_shift": ("MN", step)}, next_one[1]  # «شباط/فبراير التالي», «نوفمبر السابق»
    start = at + 1 if t.word(at, "grammar.before_year") else at
    if (year := said_year(t, start)) is not None:
        return year
    relative = relative_year(t, start)
    if relative is not None:
        return relative
    if t.word(at, "grammar.of") and (hit := year_number(t, at + 1)) is not None:
        return apply_calendar({"year": hit[0]}, hit[2]), hit[1]
    return {}, at


def relative_year(t: Tokens, at: int) -> tuple[Fields, int] | None:
    """«العام الماضي», «هذا العام», «السنة نفسها», «نفس العام», «العام الجاري 2024»."""
    for lead in ("this", "text_before"):
        hit = t.find(at, lead)
        if hit is None:
            continue
        unit = t.bare(hit[1], "unit_definite")
        if unit is not None and unit[0].value == "Y" and unit[0].extra == "singular":
            key = "shift" if lead == "this" else "text_shift"
            return {key: ("Y", int(hit[0].value))}, unit[1]
    unit = t.find(at, "unit_definite")
    if unit is None or unit[0].value != "Y" or unit[0].extra != "singular" or general(t, at):
        return None
    adjective = t.bare(unit[1], "deixis")
    if adjective is not None:
        fields: Fields = {"shift": ("Y", int(adjective[0].value))}
        also = year_number(t, adjective[1])
        if also is not None:
            return apply_calendar({**fields, "year": also[0]}, also[2]), also[1]
        if (
            t.text(adjective[1]) == "("
            and t.text(adjective[1] + 2) == ")"
            and (also := year_number(t, adjective[1] + 1))
        ):
            return apply_calendar({**fields, "year": also[0]}, also[2]), adjective[1] + 3
        return fields, adjective[1]
    same = t.bare(unit[1], "text")
    if same is not None:
        return {"text_shift": ("Y", int(same[0].value))}, same[1]
    return None


def _counted(t: Tokens, at: int) -> bool:
    """True where the word at `at` is what a number before it counts: an indefinite word that is no function word."""
    word = t.text(at)
    if not word or not word[0].isalpha() or t.glued(at):
        return False
    return not (
        word.startswith(("ال", "وال", "لل", "بال")) or word[0] in "وف" or t.listed(at, "after_year.words")
    )


def typo(t: Tokens, at: int) -> tuple[int, int] | None:
    """A month name one slip away from the words at `at`: its number and the index after it.

    Asked only between a day and a year, so that no ordinary word becomes a month.
    """
    found: dict[int, int] = {}
    for pieces, number in lexicon().months:
        here = t.texts[at : at + len(pieces)]
        if len(here) < len(pieces) or not all(piece.isalpha() for piece in here):
            continue
        if len("".join(pieces)) >= 4 and one_slip(" ".join(here), " ".join(pieces)):
            found[number] = max(found.get(number, 0), at + len(pieces))
    longest = max(found.values(), default=0)
    best = [number for number, end in found.items() if end == longest]
    return (best[0], longest) if len(best) == 1 else None


def one_slip(a: str, b: str) -> bool:
    """True where one letter is missing, added, changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_a == rest_b[1:]
