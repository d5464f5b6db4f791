"""The rules: at each piece of the text the longest expression that begins there.

A preposition that only places the expression («في», «منذ», «حتى») stays outside; one that makes it («قبل ثلاثة أيام»,
«بعد يومين من ...») is inside. Of an interval the first «من» or «بين» stays outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.analysis.times import numbers
from reader.analysis.times.clock import clock, day_with_part, part_of_day
from reader.analysis.times.dates import Phrase, day_number, join, text_day
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.months import Fields, year_number
from reader.analysis.times.periods import amount, bare_year, period, positioned
from reader.analysis.times.reading import (
    Ago,
    Amount,
    Around,
    FromEvent,
    Meaning,
    Moment,
    NthDay,
    Parse,
    Repeated,
    Stretch,
)  # fmt: skip
from reader.analysis.times.tokens import Tokens
from reader.model import Mod

_DASHES = frozenset("-–/")


def parses(t: Tokens) -> Iterator[Parse]:
    """All expressions of a text, left to right, never overlapping, the longest at each place."""
    end = 0
    for at in t.starters:
        if at < end or not _can_begin(t, at):
            continue
        best: Parse | None = None
        for rule in RULES:
            found = rule(t, at)
            if found is not None and (best is None or found.end > best.end):
                best = found
        if best is not None:
            yield best
            end = best.end


# Kinds that only continue an expression.
_CONTINUES = frozenset(
    {
        "deixis",
        "deixis_many",
        "text",
        "few",
        "minutes",
        "minutes_less",
        "clock_exact",
        "calendar",
        "thousand",
        "to",
        "part_abbreviation",
        "cardinal_and",
    }
)


def _can_begin(t: Tokens, at: int) -> bool:
    """False where nothing can begin: words that only continue, «هذا» before an ordinary word, phrases that do not follow."""
    readings = t.readings[at]
    if not readings:
        return True
    for entry in readings:
        if entry.kind in _CONTINUES:
            continue
        if (
            entry.kind in {"this", "text_before", "side", "position", "every"}
            and not entry.rest
            and not _led(t, at, entry.kind)
        ):
            continue
        if not entry.rest or tuple(t.texts[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
            return True
    return False


def _led(t: Tokens, at: int, kind: str) -> bool:
    """A demonstrative, «كل» or «مطلع» needs a time word or number right behind; «قبل» may have its event between."""
    return (
        kind == "side"
        or bool(t.readings[at + 1 : at + 2] and t.readings[at + 1])
        or t.text(at + 1).isdecimal()
    )


# -- moments -------------------------------------------------------------------


def moment(t: Tokens, at: int) -> Phrase | None:
    """A date or time of any precision: the longest reading."""
    hits = [
        hit
        for rule in (clock, part_of_day, day_with_part, positioned, period)
        if (hit := rule(t, at)) is not None
    ]
    return max(hits, key=lambda hit: hit[1]) if hits else None


def _moment(fields: Fields) -> Moment:
    return Moment(**fields)


def _rule_of(fields: Fields) -> str:
    """The rule's name from what was said: "day-month-year", "weekday-past", "month-current", ..."""
    said = [
        name
        for name in (
            "weekday", "day", "month", "season", "quarter", "half", "year", "decade", "century", "hour", "part",
        )
        if fields.get(name) is not None
    ]  # fmt: skip
    if (shift := fields.get("shift")) is not None:
        said.append(f"from-document-{shift[0]}{shift[1]:+d}")
    if (shift := fields.get("text_shift")) is not None:
        said.append(f"from-text-{shift[0]}{shift[1]:+d}")
    if (direction := fields.get("direction")) is not None:
        said.append({-1: "past", 0: "current", 1: "coming"}.get(direction, "past"))
    if fields.get("mod") is not None:
        said.append(str(fields["mod"].value).lower())
    if fields.get("hijri"):
        said.insert(0, "hijri")
    return "-".join(said)


def moment_rule(t: Tokens, at: int) -> Parse | None:
    """A single moment, with the guards that only the whole text can answer."""
    about = t.find(at, "mod")
    hour = (
        clock(t, about[1])
        if about is not None and about[0].value == "APPROX" and t.find(about[1], "hour")
        else None
    )
    hit = ({**hour[0], "mod": Mod.APPROX}, hour[1]) if hour is not None else moment(t, at)
    if hit is None:
        return None
    fields, end = hit
    if set(fields) <= {"part", "flags"}:
        return None
    flags: tuple[str, ...] = ()
    if "year" not in fields and "shift" not in fields and "direction" not in fields and ("month" in fields):
        if t.listed(at - 1, "named_after.words"):
            return None
        if t.listed(at - 1, "named_after.events"):
            flags = ("named-day",)
    return Parse(at, end, _moment(fields), _rule_of(fields), flags)


def adverb_rule(t: Tokens, at: int) -> Parse | None:
    """«صباحا», «ليلا» by themselves."""
    hit = t.bare(at, "part_adverb")
    if hit is None or hit[0].rest or t.text(at).startswith("ال") or not t.text(at).endswith("ا"):
        return None
    if t.text(at - 1) in {"ليل", "نهارا"} or t.text(hit[1]) in {"نهارا", "ونهارا"}:
        return None
    return Parse(at, hit[1], Moment(part=str(hit[0].value)), "part-of-day")


# -- intervals -----------------------------------------------------------------


def interval_rule(t: Tokens, at: int) -> Parse | None:
    """«27 نوفمبر إلى 8 ديسمبر 2024», «عامي 2011 و2024», «2011-2024», «7 و8 ديسمبر», «الأحد إلى الخميس»."""
    between = t.text(at - 1) in {"بين", "وبين"} or t.text(at - 2) in {"بين", "وبين"}
    from_ = t.text(at - 1) in {"من", "ومن", "منذ", "ومنذ"} or t.text(at - 2) in {"من", "منذ"}
    start = at
    pair = t.find(at, "unit_construct")
    if pair is not None and t.find(at, "weekday") is None:
        at = pair[1]
    elif (
        (plural := t.find(at, "unit")) is not None
        and plural[0].extra == "plural"
        and plural[0].value in {"D", "Y"}
    ) or (
        (plural := t.find(at, "unit_definite")) is not None
        and plural[0].extra == "plural"
        and plural[0].value == "Y"
    ):
        at = plural[1]
    asked = at != start
    first: Phrase | None = moment(t, at)
    shared = _shared_day(t, at)
    options: list[Parse] = []
    for hit in (first, shared, _shared_hour(t, at) if between else None, _year_of_pair(t, at)):
        if hit is None:
            continue
        fields, place = hit
        second = _second(t, place, anded=between or asked or hit is shared, from_=from_)
        if second is None:
            continue
        last = moment(t, second)
        if last is None and (year := year_number(t, second)) is not None and "year" in fields:
            last = {"year": year[0]}, year[1]
        if last is None or not _goes_with(fields, last[0]):
            continue
        if t.text(place) in _DASHES and not _dash_range(fields, last[0]):
            continue
        if t.glued(last[1]) and t.text(last[1]) in _DASHES and t.text(last[1] + 1).isdecimal():
            continue  # «2011-2012-2013» is a number of some kind
        anded = t.text(place) == "و" or (t.clitic(second) == "و" and second == place)
        if anded and not between and not _neighbours(fields, last[0]):
            continue
        ends = _completed(fields, last[0]), _completed_last(fields, last[0])
        options.append(Parse(start, last[1], Stretch(_moment(ends[0]), _moment(ends[1])), "interval"))
    if not options and asked and first is not None and pair is not None and "year" in first[0]:
        return Parse(start, first[1], _moment(first[0]), _rule_of(first[0]))
    return max(options, key=lambda parse: parse.end, default=None)


def _shared_day(t: Tokens, at: int) -> Phrase | None:
    """A day whose month only the other end says: «7 و8 ديسمبر»."""
    day = day_number(t, at)
    if day is None or (t.digits(at) is None and not t.stem(at).startswith("ال")):
        return None
    return {"day": day[0]}, day[1]


def _shared_hour(t: Tokens, at: int) -> Phrase | None:
    """«بين الثانية والرابعة عصرا»: an hour whose part of the day only the other end says."""
    hour = numbers.ordinal(t, at)
    if hour is None or not hour[2] or hour[0] > 12 or not t.text(at).endswith("ه"):
        return None
    return {"hour": hour[0], "minute": None, "half_day": True}, hour[1]


def _year_of_pair(t: Tokens, at: int) -> Phrase | None:
    """The first of «2023/2024», which is no year by itself as long as a slash follows."""
    year = year_number(t, at)
    if year is None or (t.glued(at) and t.text(at - 1) in "/-."):
        return None
    if t.text(year[1]) != "/" and not (t.text(at - 1) == "(" and t.text(year[1]) in _DASHES):
        return None
    return {"year": year[0]}, year[1]


def _second(t: Tokens, at: int, *, anded: bool, from_: bool) -> int | None:
    """The index where the second end of an interval may begin; None where nothing joins. `anded`: «و» may join."""
    to = t.find(at, "to")
    if to is not None and (from_ or to[0].rest or t.stem(at) in {"حتي", "الي", "لغايه"}):
        return to[1]
    if t.text(at) in _DASHES and t.text(at):
        return at + 1
    if anded and t.text(at) == "و":
        return at + 1
    return at if anded and t.clitic(at) == "و" else None


def _neighbours(first: Fields, last: Fields) -> bool:
    """True where «و» joins two days, months or years that follow each other: no gap between them."""
    for name in ("day", "weekday", "month", "year"):
        a, b = first.get(name), last.get(name)
        if a is not None and b is not None:
            return bool(b - a == 1 or (name == "weekday" and (b - a) % 7 == 1))
    return False


def _goes_with(first: Fields, last: Fields) -> bool:
    """True where two ends are of one kind: day and day, month and month, year and year."""

    def grain(fields: Fields) -> str:
        for name in ("hour", "day", "weekday", "month", "season", "quarter", "year", "decade", "century"):
            if fields.get(name) is not None:
                return {"season": "month", "quarter": "month", "weekday": "day"}.get(name, name)
        return "shift" if "shift" in fields else ""

    a, b = grain(first), grain(last)
    if a == "day" and "month" not in first and "weekday" not in first and "shift" not in first:
        return b == "day" and "day" in last and "month" in last
    return bool(a) and a == b and "text_shift" not in last


def _dash_range(first: Fields, last: Fields) -> bool:
    """A dash or slash makes a range of two years in order, or of two days; anything else is punctuation."""
    if set(first) == {"year"} and set(last) == {"year"}:
        return 0 < int(last["year"]) - int(first["year"]) < 200
    if "day" in first and "day" in last:
        return "month" not in first or "month" in last
    return "month" in first and "month" in last and "day" not in first and "year" in last


def _completed(first: Fields, last: Fields) -> Fields:
    """The first end with what only the last one says: month, year, adjective."""
    extra: Fields = {
        key: last[key] for key in ("year", "direction", "shift", "hijri") if key in last and key not in first
    }
    if "month" in last and "month" not in first and "day" in first:
        extra["month"] = last["month"]
    if "year" in first or "shift" in first or ("weekday" in first and "month" not in first):
        extra = {}
    first_month, last_month = {**first, **extra}.get("month"), last.get("month")
    if (
        "year" in extra
        and first_month is not None
        and last_month is not None
        and (first_month, first.get("day") or 0) > (last_month, last.get("day") or 99)
    ):
        extra["year"] -= 1
    return join(first, extra)


def _completed_last(first: Fields, last: Fields) -> Fields:
    """«من ديسمبر 2023 إلى فبراير»: the last end follows the first."""
    if "year" not in first or "month" not in first or "month" not in last:
        return last
    if (
        any(key in last for key in ("year", "direction", "shift", "text_shift"))
        or first.get("hijri")
        or last.get("hijri")
    ):
        return last
    return {**last, "year": first["year"] + (last["month"] < first["month"])}


def listed_day_rule(t: Tokens, at: int) -> Parse | None:
    """A day of a list whose last one says the month: «7 و19 ديسمبر», «أيام 10 أو 11 أو 12 مارس 2017»."""
    day = _shared_day(t, at)
    if day is None or t.digits(at) is None:
        return None
    place, last = day[1], day[0]["day"]
    for _ in range(6):
        if t.text(place) not in {"و", "،", "او", "-"}:
            return None
        other = moment(t, place + 1)
        if other is not None and other[0].get("day") is not None and other[0].get("month") is not None:
            if other[0]["day"] <= last or (t.text(place) == "-" and place == day[1]):
                return None
            return Parse(at, day[1], _moment(_completed(day[0], other[0])), "day-of-shared-month")
        between = _shared_day(t, place + 1)
        if between is None or between[0]["day"] <= last:
            return None
        place, last = between[1], between[0]["day"]
    return None


# -- durations, distances, sets --------------------------------------------------


def duration_rule(t: Tokens, at: int) -> Parse | None:
    """«أربعة عشر عاماً», «أكثر من نصف قرن», «24 ساعة», «سنوات طويلة»."""
    asked = t.listed(at - 1, "duration_preposition.words") or t.clitic(at) == "ل"
    hit = amount(t, at, asked=asked)
    if hit is None:
        return None
    how_long, end = hit
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
    flags = ("age",) if _age(t, at, end) else ()
    return Parse(at, end, how_long, "duration", flags)


def _vague_enough(t: Tokens, at: int, end: int) -> bool:
    """An unknown number of days is a time only with a word like «طويلة», «عدة» or after a preposition of length."""
    return t.find(end - 1, "few") is not None or t.find(at, "many") is not None


def _age(t: Tokens, at: int, end: int) -> bool:
    return t.phrase(end, "age.after") is not None or any(
        t.listed(at - back, "age.words") for back in (1, 2, 3)
    )


def around_rule(t: Tokens, at: int) -> Parse | None:
    """«اليومين الأخيرين», «الأيام الثلاثة الماضية», «الساعات الـ24 المقبلة», «الأيام القليلة المقبلة»."""
    unit = t.find(at, "unit_definite")
    place, count = at, None
    if unit is None:
        number = numbers.cardinal(t, at) or _definite_count(t, at)
        if number is None:
            return None
        inner = t.bare(number[1], "unit") or t.bare(number[1], "unit_definite")
        if inner is None:
            return None
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
            number = _definite_count(t, place)
        if number is not None:
            count, place = float(number[0]), number[1]
    while (few := t.find(place, "few")) is not None:
        place = few[1]
    side = t.bare(place, "deixis_many")
    if side is None or int(side[0].value) == 0:
        return None
    return Parse(
        at, side[1], Around(Amount(str(entry.value), count), int(side[0].value)), "stretch-from-document"
    )


def _definite_count(t: Tokens, at: int) -> tuple[int, int] | None:
    """«الثلاثة», «الخمس»: a cardinal with the article."""
    word = t.text(at)
    if not word.startswith("ال"):
        return None
    found = lexicon().forms.get(word[2:])
    if found is None or found[0]:
        return None
    for entry in found[1]:
        if entry.kind == "cardinal" and tuple(t.texts[at + 1 : at + 1 + len(entry.rest)]) == entry.rest:
            return int(entry.value), at + 1 + len(entry.rest)
    return None


def distance_rule(t: Tokens, at: int) -> Parse | None:
    """«قبل ثلاثة أيام», «بعد يومين من سقوط حلب», «قبل سقوط دمشق بـ24 ساعة», «بعد ذلك بيومين»."""
    hit = t.find(at, "side")
    if hit is None:
        return None
    side = -1 if hit[0].value == "before" else 1
    place = hit[1]
    how_long = None if t.clitic(place) else amount(t, place, asked=True)
    if how_long is not None:
        return _distance_first(t, at, side, how_long)
    return _distance_last(t, at, side, place)


def _distance_first(t: Tokens, at: int, side: int, hit: tuple[Amount, int]) -> Parse | None:
    how_long, end = hit
    if t.find(end, "deixis") or t.find(end, "deixis_many"):
        return None
    joins = t.text(end) in {"من", "علي"}
    if joins and t.text(end + 1) in {"ذلك", "هذا", "هذه", "تلك"}:
        return Parse(at, end + 2, Ago(how_long, side, text=True), "distance-from-text")
    if joins and t.text(end + 1) in {"الان", "اليوم"}:
        return Parse(at, end + 2, Ago(how_long, side, now=True), "distance-from-document")
    if joins:
        of = moment(t, end + 1)
        if of is not None and _whole_date(of[0]):
            return Parse(at, of[1], Ago(how_long, side, of=_moment(of[0])), "distance-from-date")
        event = event_words(t, end + 1)
        if (
            side > 0
            and t.text(end) == "من"
            and how_long.unit in {"M", "Y", "DE", "CE"}
            and _durative(t, end + 1)
        ):
            return None
        if event is not None:
            rule = "before-event" if side < 0 else "after-event"
            return Parse(at, event[1], FromEvent(how_long, side, event), rule)
    return Parse(at, end, Ago(how_long, side), "ago" if side < 0 else "distance-after")


def _durative(t: Tokens, at: int) -> bool:
    word = t.text(at)
    words = lexicon().lists["durative.words"]
    return word in words or (word.startswith("ال") and word[2:] in words)


def distance_before_rule(t: Tokens, at: int) -> Parse | None:
    """«24 ساعة قبل السقوط»: the duration first, then the side and the event."""
    hit = amount(t, at)
    if hit is None:
        return None
    side = t.bare(hit[1], "side") if t.text(hit[1]) in {"قبل", "بعد"} else None
    if side is None or not _happening(t, side[1]):
        return None
    event = event_words(t, side[1])
    if event is None:
        return None
    before = side[0].value == "before"
    return Parse(
        at,
        event[1],
        FromEvent(hit[0], -1 if before else 1, event),
        "before-event" if before else "after-event",
    )


def _happening(t: Tokens, at: int) -> bool:
    """True for a noun of happening, with or without its article («سقوط», «السقوط»)."""
    word, words = t.text(at), lexicon().lists["event.words"]
    return word in words or (word.startswith("ال") and word[2:] in words)


def event_day_rule(t: Tokens, at: int) -> Parse | None:
    """«ليلة سقوط دمشق», «عشية الانتخابات», «غداة الهجوم»: the day of an event, or the one beside it."""
    found = lexicon().events.get(t.stem(at)) or lexicon().events.get(t.text(at))
    if found is None:
        return None
    always = t.listed(at, "event.always")
    if not (_happening(t, at + 1) or (always and t.text(at + 1).startswith("ال"))) or t.find(
        at + 1, "weekday"
    ):
        return None
    event = event_words(t, at + 1)
    if event is None:
        return None
    days, part = found
    rule = "before-event" if days < 0 else "after-event" if days > 0 else "day-of-event"
    return Parse(
        at, event[1], FromEvent(Amount("D", float(abs(days))), -1 if days < 0 else 1, event, part), rule
    )


def _whole_date(fields: Fields) -> bool:
    return fields.get("day") is not None and fields.get("month") is not None


def _distance_last(t: Tokens, at: int, side: int, place: int) -> Parse | None:
    """The event between: up to eight words, then «بـ» and a duration."""
    if not t.text(place)[:1].isalpha():
        return None
    for end in range(place + 1, min(place + 9, t.count)):
        word = t.text(end)
        if not word[:1].isalnum() and word not in {"«", "»", '"', "“", "”"}:
            return None
        inner: tuple[Amount, int] | None = None
        if word == "ب" and end + 1 < t.count:
            inner = amount(t, end + 1, asked=True)
        elif t.clitic(end) == "ب":
            inner = amount(t, end, asked=True)
        if inner is None:
            continue
        if end == place + 1 and t.text(place) in {"ذلك", "هذا"}:
            return Parse(at, inner[1], Ago(inner[0], side, text=True), "distance-from-text")
        of = moment(t, place)
        if of is not None and of[1] == end:
            if _whole_date(of[0]):
                return Parse(at, inner[1], Ago(inner[0], side, of=_moment(of[0])), "distance-from-date")
            return None
        rule = "before-event" if side < 0 else "after-event"
        return Parse(at, inner[1], FromEvent(inner[0], side, (place, end)), rule)
    return None


def event_words(t: Tokens, at: int) -> tuple[int, int] | None:
    """The words that name an event: from a noun up to a preposition, conjunction, relative or sign; at most five."""
    word = t.text(at)
    if (
        not word[:1].isalpha()
        or t.listed(at, "event_stop.words")
        or word in {"ان", "ما", "اجل", "دون", "خلال"}
    ):
        return None
    end = at + 1
    while end < min(at + 5, t.count):
        word = t.text(end)
        if not word[:1].isalpha() or t.listed(end, "event_stop.words") or (word[0] in "وف" and t.clitic(end)):
            break
        if word.startswith(("ب", "لل", "ل")) and len(word) > 3 and word[1:3] in {"ال", "لا"}:
            break
        if word[0] == "و" and len(word) > 3:
            break
        if t.text(end - 1).startswith("ال") and not word.startswith("ال"):
            break
        end += 1
    return at, end


def set_rule(t: Tokens, at: int) -> Parse | None:
    """«كل يوم», «كل جمعة», «كل ثلاثة أشهر», «يوميا», «أيام الجمعة», «مرتين في الأسبوع»."""
    adverb = t.find(at, "set")
    if adverb is not None:
        return Parse(at, adverb[1], Repeated(str(adverb[0].value)), "set-adverb")
    every = t.find(at, "every")
    if every is not None:
        place = every[1]
        start = place + 1 if t.text(place) in {"يوم", "صباح", "مساء", "ليله"} else place
        day = t.bare(start, "weekday_bare") or (t.bare(start, "weekday") if start != place else None)
        if day is not None:
            return Parse(at, day[1], Repeated(f"XXXX-WXX-{day[0].value}"), "set-weekday")
        part = t.bare(place, "part")
        if part is not None and not t.find(part[1], "weekday"):
            return Parse(at, part[1], Repeated(f"XXXX-XX-XXT{part[0].value}"), "set-part")
        how_long = amount(t, place, asked=True)
        if how_long is not None and how_long[0].count is not None and not t.clitic(place):
            from reader.analysis.times.values import duration

            return Parse(at, how_long[1], Repeated(duration(how_long[0])), "set-every")
        return None
    unit = t.find(at, "unit")
    if unit is not None and unit[0].extra == "plural" and unit[0].value == "D" and t.stem(at) == "ايام":
        day = t.bare(unit[1], "weekday")
        if (
            day is not None
            and t.text(day[1]) not in {"و", "،"}
            and not (t.clitic(day[1]) == "و" and t.find(day[1], "weekday"))
        ):
            return Parse(at, day[1], Repeated(f"XXXX-WXX-{day[0].value}"), "set-weekday")
    return None


def counted_day_rule(t: Tokens, at: int) -> Parse | None:
    """«في اليوم الثالث», «صباح اليوم التالي», «اليوم الثاني للهجوم»."""
    part = ""
    place = at
    lead = t.find(at, "part")
    if lead is not None:
        part, place = str(lead[0].value), lead[1]
    unit = t.find(place, "unit_definite")
    if (
        unit is None
        or unit[0].value != "D"
        or unit[0].extra != "singular"
        or (lead is not None and t.clitic(place))
    ):
        return None
    number = numbers.ordinal(t, unit[1], clitic=False)
    if number is None or not number[2]:
        return None
    end = number[1]
    if t.text(end) == "من":
        date = moment(t, end + 1)
        if date is not None and date[0].get("month") is not None and date[0].get("day") is None:
            return Parse(at, date[1], _moment({**date[0], "day": number[0]}), "day-month")
        event = event_words(t, end + 1)
        if event is not None:
            return Parse(at, event[1], NthDay(number[0], event, part), "day-of-event")
    if t.text(end) == "علي" and t.text(end + 1) == "التوالي":
        return None
    if t.text(end).startswith("لل"):
        event = event_words(t, end)
        if event is not None:
            return Parse(at, event[1], NthDay(number[0], event, part), "day-of-event")
    return Parse(at, end, NthDay(number[0], None, part), "counted-day")


RULES: tuple[Callable[[Tokens, int], Parse | None], ...] = (
    interval_rule,
    distance_rule,
    distance_before_rule,
    set_rule,
    event_day_rule,
    counted_day_rule,
    around_rule,
    moment_rule,
    duration_rule,
    listed_day_rule,
    adverb_rule,
)

__all__ = ["Meaning", "Mod", "bare_year", "parses", "text_day"]
