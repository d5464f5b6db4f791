"""Two ends, and days that share a month: «27 نوفمبر إلى 8 ديسمبر 2024», «عامي 2011 و2024», «7 و19 ديسمبر»."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.times import numbers
from reader.analysis.times.dates import day_month, day_number, join
from reader.analysis.times.months import Fields, Phrase, year_number
from reader.analysis.times.periods import year_asked
from reader.analysis.times.reading import Moment, Parse, Stretch
from reader.analysis.times.single import moment, rule_name, to_moment
from reader.analysis.times.tokens import Tokens
from reader.model import Mod

_DASHES, _COMMAS = frozenset("-–/"), frozenset("،,")


def interval_rule(t: Tokens, at: int) -> Parse | None:
    """«27 نوفمبر إلى 8 ديسمبر 2024», «عامي 2011 و2024», «2011-2024», «7 و8 ديسمبر», «الأحد إلى الخميس»."""
    between = t.word(at - 1, "grammar.between") or t.word(at - 2, "grammar.between")
    from_ = t.word(at - 1, "grammar.since") or t.word(at - 2, "grammar.since_bare")
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
        if plural[0].value == "Y" and t.word(at, "grammar.from_or_between"):  # «الأعوام من 2014 حتى 2018»
            between, from_, at = t.word(at, "grammar.between"), True, at + 1
    asked = at != start
    first: Phrase | None = moment(t, at)
    shared = _shared_day(t, at)
    run = _run_of_days(t, at) if asked and shared is not None else None
    options: list[Parse] = []
    for hit in (first, shared, run, _shared_hour(t, at) if between else None, _year_of_pair(t, at)):
        if hit is None:
            continue
        fields, place = hit
        second = _second(t, place, anded=between or asked or hit is shared, from_=from_)
        if hit is run and (second is None or not _follows(t, second)):
            continue
        if second is None:
            continue
        last = moment(t, second)
        if last is None and (year := year_number(t, second)) is not None and "year" in fields:
            last = {"year": year[0]}, year[1]
        if last is None and hit is shared and t.text(place) in _DASHES and t.digits(second) is not None:
            last = day_month(t, second, glued=True)  # «15-20 مارس»
            last = None if last is None or "month" not in last[0] or last[0]["day"] <= fields["day"] else last
        if last is None or not _goes_with(fields, last[0]):
            continue
        if not from_ and "month" in fields and {*last[0]} == {"weekday"} and _of_noun(t, start):
            continue  # «علقت حملتها لانتخابات الثامن من حزيران حتى الجمعة»
        if t.text(place) in _DASHES and not _dash_range(fields, last[0]):
            continue
        if t.glued(last[1]) and t.text(last[1]) in _DASHES and t.text(last[1] + 1).isdecimal():
            continue  # «2011-2012-2013» is a number of some kind
        anded = t.text(place) == "و" or (t.clitic(second) == "و" and second == place)
        if anded and not between and hit is not run and not _neighbours(fields, last[0]):
            continue
        ends = _completed(fields, last[0]), _completed_last(fields, last[0])
        options.append(Parse(start, last[1], Stretch(to_moment(ends[0]), to_moment(ends[1])), "interval"))
    if not options and asked and first is not None and pair is not None and "year" in first[0]:
        return Parse(start, first[1], to_moment(first[0]), rule_name(first[0]))
    best = max(options, key=lambda parse: parse.end, default=None)
    return best if best is None else _with_dates(t, best)


def _with_dates(t: Tokens, days: Parse) -> Parse:
    """«يومي الثلاثاء والأربعاء 11 و12 أفريل 2017»: two weekdays with the dates of both behind them."""
    two = days.meaning
    if not isinstance(two, Stretch) or not (_bare_weekday(two.first) and _bare_weekday(two.last)):
        return days
    close = t.text(days.end) == "("
    dates = interval_rule(t, days.end + (close or t.text(days.end) in _COMMAS))
    if dates is None or not isinstance(dates.meaning, Stretch):
        return days
    first, last = dates.meaning.first, dates.meaning.last
    if (
        first.day is None
        or last.month is None
        or first.weekday is not None
        or (close and t.text(dates.end) != ")")
    ):
        return days
    ends = replace(first, weekday=two.first.weekday), replace(last, weekday=two.last.weekday)
    return Parse(days.start, dates.end + close, Stretch(*ends), "interval")


def _bare_weekday(m: Moment) -> bool:
    return m.weekday is not None and m == Moment(weekday=m.weekday)


def _of_noun(t: Tokens, at: int) -> bool:
    return t.listed(at - 1, "event.words") or t.listed(at - 1, "future.matches")


def _shared_day(t: Tokens, at: int) -> Phrase | None:
    """A day whose month only the other end says: «7 و8 ديسمبر»."""
    weekday = t.find(at, "weekday")
    if weekday is not None:  # «السبت 26 والأحد 27 مارس»
        number = day_number(t, weekday[1]) if t.digits(weekday[1]) is not None else None
        return (
            ({"weekday": int(weekday[0].value), "day": number[0]}, number[1]) if number is not None else None
        )
    day = day_number(t, at)
    if day is None or (t.digits(at) is None and not t.stem(at).startswith("ال")):
        return None
    return {"day": day[0]}, day[1]


def _run_of_days(t: Tokens, at: int) -> Phrase | None:
    """The first day of «أيام 3 و4 و5 أوت», and the index after the one before the last; None for no run without a gap."""
    first = _shared_day(t, at)
    if first is None or "weekday" in first[0]:
        return None
    last, place = first[0]["day"], first[1]
    while True:
        joined = place + (t.text(place) == "و")
        after = _shared_day(t, joined) if joined > place or t.clitic(joined) == "و" else None
        if after is None or after[0]["day"] != last + 1 or not _anded(t, after[1]):
            break
        last, place = after[0]["day"], after[1]
    return (first[0], place) if last > first[0]["day"] else None


def _anded(t: Tokens, at: int) -> bool:
    return t.text(at) == "و" or t.clitic(at) == "و"


def _follows(t: Tokens, at: int) -> bool:
    """True where the day at `at` comes right after the one said before its «و»."""
    before = at - 2 if t.text(at - 1) == "و" else at - 1
    one, other = day_number(t, before), day_number(t, at)
    return one is not None and other is not None and other[0] == one[0] + 1


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
    if to is not None and (from_ or to[0].rest or t.stem_word(at, "grammar.until")):
        return to[1]
    if t.text(at) in _DASHES and t.text(at):
        return at + 1
    if anded and t.text(at) == "و":
        return at + 1
    return at if anded and t.clitic(at) == "و" else None


def _in_month(fields: Fields) -> bool:
    """True for «6 من الشهر الجاري»: a month that is counted, not named."""
    return any((fields.get(key) or ("",))[0] == "M" for key in ("shift", "text_shift"))


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
        return b == "day" and "day" in last and ("month" in last or _in_month(last))
    return (
        bool(a)
        and a == b
        and "text_shift" not in last
        and bool(first.get("hijri")) == bool(last.get("hijri"))
    )


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
        key: last[key]
        for key in ("year", "direction", "shift", "text_shift", "hijri")
        if key in last and key not in first
    }
    if "month" in last and "month" not in first and "day" in first:
        extra["month"] = last["month"]
    if (
        "year" in first
        or "shift" in first
        or ("weekday" in first and "month" not in first and "day" not in first)
    ):
        extra = {}
    if (
        "weekday" in first
        and "weekday" in last
        and not {"month", "day"} & first.keys()
        and "direction" not in first
    ):
        extra = {key: last[key] for key in ("direction",) if key in last}
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


def months_of_year_rule(t: Tokens, at: int) -> Parse | None:
    """«الأشهر التسعة الأولى من 2024», «الأشهر الثلاثة الأخيرة من العام الماضي»: the first or last months of a year."""
    unit = t.find(at, "unit_definite")
    first = numbers.definite(t, at) if unit is None else None
    if first is not None:  # «الستة أشهر الأولى من 2022»
        unit = t.bare(first[1], "unit")
        unit = None if unit is None or unit[0].extra != "plural" else unit
    if unit is None or unit[0].value != "M" or unit[0].extra == "singular":
        return None
    if first is None and (whole := _edge(t, unit[1])) is not None and unit[0].extra == "plural":
        return Parse(at, whole[1], to_moment(whole[0]), rule_name(whole[0]))
    count = (2, unit[1]) if unit[0].extra == "dual" else numbers.definite(t, unit[1])
    count = (first[0], unit[1]) if first is not None else count
    if count is None or not 1 <= count[0] <= 11 or not t.word(count[1] + 1, "grammar.of_or_in"):
        return None
    whole = year_asked(t, count[1] + 2)
    if whole is None or whole[0].get("hijri"):
        return None
    if t.word(count[1], "grammar.first_ones"):
        months = 1, count[0]
    elif t.word(count[1], "grammar.last_ones"):
        months = 13 - count[0], 12
    else:
        return None
    ends = [to_moment({**whole[0], "month": month}) for month in months]
    return Parse(at, whole[1], Stretch(ends[0], ends[1]), "months-of-year")


def _edge(t: Tokens, at: int) -> Phrase | None:
    """«الأشهر الأولى من 2014»: the beginning or end of the year."""
    mod = Mod.START if t.word(at, "grammar.first_of") else Mod.END if t.word(at, "grammar.last_of") else None
    if mod is None or not t.word(at + 1, "grammar.of"):
        return None
    whole = year_asked(t, at + 2)
    return ({**whole[0], "mod": mod}, whole[1]) if whole is not None else None


def listed_day_rule(t: Tokens, at: int) -> Parse | None:
    """A day of a list whose last one says the month: «7 و19 ديسمبر», «أيام 10 أو 11 أو 12 مارس 2017»."""
    day = _shared_day(t, at)
    if day is None or t.digits(at) is None:
        return None
    place, last = day[1], day[0]["day"]
    for _ in range(6):
        if not t.word(place, "grammar.in_list"):
            return None
        other = moment(t, place + 1)
        if (
            other is not None
            and other[0].get("day") is not None
            and ("month" in other[0] or _in_month(other[0]))
        ):
            if other[0]["day"] <= last or (t.text(place) == "-" and place == day[1]):
                return None
            return Parse(at, day[1], to_moment(_completed(day[0], other[0])), "day-of-shared-month")
        between = _shared_day(t, place + 1)
        if between is None or between[0]["day"] <= last:
            return None
        place, last = between[1], between[0]["day"]
    return None
