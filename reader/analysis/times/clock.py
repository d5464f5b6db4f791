"""Hours and parts of the day: «الساعة السادسة مساء السبت», «9:30», «فجر الأحد», «منتصف ليل السبت»."""

from __future__ import annotations

from reader.analysis.times import numbers
from reader.analysis.times.dates import join
from reader.analysis.times.day_phrases import day_phrase, over_day_word, text_day
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.months import Fields, Phrase
from reader.analysis.times.nights import two_days
from reader.analysis.times.tokens import Tokens

_LATE_NIGHT = range(5, 12)  # hours that «ليلا» makes those of the evening
_COLONS = frozenset(":-–")  # between an hour and what it tells of


def hour_in_part(hour: int, part: str) -> int | None:
    """The hour of 24 that a spoken hour of 1 to 12 is in that part of the day; None where they cannot go together."""
    if hour > 12 or hour == 0:
        return hour
    if part == "MO":
        return 0 if hour == 12 else hour
    if part == "AF":
        return hour if hour >= 10 else hour + 12
    if part == "EV":
        return None if hour == 12 else hour + 12
    if hour == 12:
        return 24
    return hour + 12 if hour in _LATE_NIGHT else hour


def clock(t: Tokens, at: int) -> Phrase | None:
    """A time of day with the part and the day that follow it."""
    named = t.find(at, "clock")
    if named is not None:
        return _named(t, at, int(named[0].value), named[1])
    word = t.find(at, "hour")
    place = word[1] if word is not None else at
    place += word is not None and t.text(place) == ":" and t.digits(place + 1) is not None  # «الساعة: 17:19»
    if word is not None and (named := t.bare(place, "clock")) is not None:
        return _named(t, place, int(named[0].value), named[1])
    if word is not None and t.word(at, "grammar.hour_mark") and t.digits(place) is None:
        return None
    if word is not None and t.stem_word(at, "grammar.hour") and t.text(place + 1) != ":":
        return None
    read = _hour(t, place, asked=word is not None)
    if read is None:
        return None
    hour, minute, end, spelled, bare = read
    if word is None and spelled and t.listed(place, "hour_company.rank"):
        return None  # «فشل المحاولة الأولى ليل 15-16»: the hour is «الواحدة»
    exact = t.find(end, "clock_exact")
    end = exact[1] if exact is not None else end
    fields: Fields = {"hour": hour, "minute": minute}
    if _universal(t, end):
        fields["flags"] = ("utc",)
    part, rest, after = _part_and_day(t, end)
    minutes = minute is not None and t.find(end - 1, "unit") is not None
    alone = minutes or beside_day(t, at, end) or _at_hour(t, at, end) or _half_past(t, at, minute)
    alone = alone or (
        spelled and t.stem_word(end, "utc.zone")
    )  # «الثامنة مساء بتوقيت القاهرة، والتاسعة بتوقيت مكة»
    if part is None and bare and word is None and not (spelled and alone):
        return None  # «الثامنة» or «6» with no part of the day is a rank or a count
    if part is None and word is None and not spelled and not _clock_company(t, at, end):
        return None
    if part is not None:
        turned = hour_in_part(hour, part)
        if turned is None or turned == 24:
            fields["flags"] = (*fields.get("flags", ()), "midnight")
            fields["hour"] = 24
        else:
            fields["hour"] = turned
    elif 1 <= hour <= 12 and not (minute is not None and hour == 12) and not t.text(place).startswith("0"):
        fields["half_day"] = True
    return join(fields, rest), after


def _universal(t: Tokens, at: int) -> bool:
    """True where Greenwich time is said: «بتوقيت غرينتش», «ت.غ»."""
    near = "".join(t.texts[at : at + 3])
    begun = lexicon().phrases["utc.near"].values()
    return near.startswith(tuple("".join(each) for phrases in begun for each in phrases))


def _clock_company(t: Tokens, at: int, end: int) -> bool:
    """Digits like «9:30» are a time where a time zone, a bracket with one, or «ت.غ» says so."""
    dotted = t.text(at + 1) == "." and t.text(end) == ":"
    ticks = t.heads(at) and (t.text(at + 1) == ":" or dotted) and not t.clitic(at)
    # «06:10 أعلن الحاكم», «22.00: سمع دوي النار», the lines of a ticker; «توقف المحركان. 3:30: الطائرة على الماء»
    if ticks or (t.sentence(at)[0] == at and t.text(at + 1) == ":" and t.text(end) in _COLONS):
        return True
    return t.stem_word(end, "utc.zone") or t.word(end, "utc.after") or t.word(at - 1, "grammar.at_hour")


def beside_day(t: Tokens, at: int, end: int) -> bool:
    """«فجر الاثنين قرابة الثالثة»: an hour in words, introduced as one, right after a day or its part, with nothing it ranks."""
    ranks = t.text(end)[:1].isalpha() and not t.listed(end, "hour_company.after")
    if ranks or not t.listed(at - 1, "hour_company.before"):
        return False
    return any(
        t.find(back, kind) is not None
        for back in range(max(0, at - 4), at - 1)
        for kind in ("weekday", "part", "relative")
    )


def _at_hour(t: Tokens, at: int, end: int) -> bool:
    """«وعند الحادية عشرة وصل»: an ordinal that no noun stands before, nor one with its article behind."""
    stood = t.find(at - 1, "side") or t.listed(at - 1, "future.undone")  # «كانت الحادية عشرة تقريبا»
    led = t.listed(at - 1, "hour_company.at") or (stood and t.listed(end, "loosely.words"))
    about = t.listed(at - 1, "hour_company.before") and numbers.ordinal(t, at) is not None
    near = t.listed(at - 1, "hour_company.nearly")
    led = led or (
        about and (near or not t.listed(at, "hour_company.enumerates"))
    )  # «خرج نحو الثامنة رافعا يديه»
    heads = t.word(at - 1, "grammar.in") and t.heads(at - 1)  # «- في الحادية عشرة أعلنت الإذاعة»
    if t.heads(at) and t.text(end) == ":" and not t.listed(at, "hour_company.enumerates"):
        return True  # «▪️ التاسعة: قائد الفرقة يتردد»
    led = led or (heads and (end > at + 1 or not t.listed(at, "hour_company.enumerates")))
    if not led or t.listed(at, "hour_company.rank") or t.clitic(at):
        return False
    if t.listed(at - 2, "hour_company.stops"):
        return False  # «وحدة من عشر خطوات، تتوقف عند الثانية»
    if t.word(end, "grammar.of") and not t.find(end + 1, "part"):
        day = day_phrase(t, end + 1)  # «عند الثانية عشرة والربع من يوم 31 تشرين الأول»
        return day is not None and "day" in day[0]
    return not t.has_article(end)


def _half_past(t: Tokens, at: int, minute: int | None) -> bool:
    """«غرز السكين الرابعة والنصف»: an ordinal with a part of the hour, which no noun of its gender stands before."""
    return (
        minute is not None
        and not t.clitic(at)
        and (not t.text(at - 1).endswith("ه") or t.listed(at - 1, "hour_company.nearly"))
    )


def _hour(t: Tokens, at: int, *, asked: bool) -> tuple[int, int | None, int, bool, bool] | None:
    """Hour, minute, index after, whether in words, and whether nothing but a number says that it is an hour."""
    value = t.digits(at)
    if value is not None:
        if t.glued(at) and (t.text(at - 1) in ":/.,-+" or t.text(at - 1).isdecimal()):
            return None
        colon = t.text(at + 1) == ":" and len(t.text(at + 2)) == 2 and t.text(at + 2).isdecimal()
        dot = (
            (asked or (t.heads(at) and t.text(at + 3) == ":"))
            and t.text(at + 1) in {".", ","}
            and t.glued(at + 1)
            and t.glued(at + 2)
            and len(t.text(at + 2)) == 2
        )
        if (colon or dot) and (minute := t.digits(at + 2)) is not None and value <= 24 and minute < 60:
            end = at + 3
            if t.text(end) == ":" and t.glued(end) and t.glued(end + 1) and t.digits(end + 1) is not None:
                end += 2
            return value, minute, end, False, False
        if value <= 24 and t.glued(at + 1) and t.word(at + 1, "grammar.hour_letter"):  # «14h30», «21سا»
            minute = t.digits(at + 2) if t.glued(at + 2) and len(t.text(at + 2)) == 2 else None
            return value, minute or 0, at + 2 + (minute is not None), False, False
        if value > (24 if asked else 12) or len(t.text(at)) > 2:
            return None
        if t.find(at + 1, "unit") is not None or t.text(at + 1) in {":", "/", "%"}:
            return None
        minute, end = _minutes(t, at + 1)
        return value, minute, end, False, True
    hit = numbers.ordinal(t, at)
    if hit is not None and asked and not hit[2] and t.find(hit[1], "part_adverb"):
        hit = hit[0], hit[1], True  # «الساعة سابعة صباحا»
    if t.word(at - 1, "grammar.hours") or not numbers.feminine(t, at):
        return None  # «الساعات الأولى من الفجر»
    if hit is None or not hit[2] or not 1 <= hit[0] <= 12:
        return None
    if not asked and not t.stem(at).startswith(("ال", "ل")):
        return None
    minute, end = _minutes(t, hit[1])
    return hit[0], minute, end, True, True


def _minutes(t: Tokens, at: int) -> tuple[int | None, int]:
    """«والنصف», «والربع», «إلا ربعا», «وعشر دقائق»; (None, at) where no minutes are said."""
    if t.word(at, "grammar.except") and (less := t.find(at + 1, "minutes_less")) is not None:
        end = less[1]
        unit = t.find(end, "unit")
        if unit is not None and unit[0].value == "MIN":
            end = unit[1]
        return -int(less[0].value), end
    if t.word(at, "grammar.except") and (count := numbers.cardinal(t, at + 1)) is not None and count[0] < 60:
        unit = t.find(count[1], "unit")
        if unit is not None and unit[0].value == "MIN":
            return -count[0], unit[1]  # «التاسعة إلا ثلاث دقائق»
    if t.word(at, "grammar.except") and (few := _few_minutes(t, at + 1)) is not None:
        return -few[0], few[1]
    place = at + 1 if t.text(at) == "و" else at
    if place == at and t.clitic(at) != "و" and not (t.text(at) == "و" and t.glued(at + 1)):
        return None, at
    minutes = t.find(place, "minutes")
    if minutes is not None:
        value, end = int(minutes[0].value), minutes[1]
        if (
            t.text(end).startswith("و")
            and (more := numbers.spelled(t, end))
            and (unit := t.find(more[1], "unit"))
            and unit[0].value == "MIN"
        ):
            return value + more[0], unit[1]
        return value, end
    count = numbers.cardinal(t, place)
    if (
        count is not None
        and count[0] < 60
        and (unit := t.find(count[1], "unit")) is not None
        and unit[0].value == "MIN"
    ):
        return count[0], _over_seconds(t, unit[1])
    named = t.find(place, "unit_definite")
    if named is not None and named[0].value == "MIN" and named[0].extra == "singular":
        nth = numbers.ordinal(t, named[1]) or numbers.definite(t, named[1])
        if nth is not None and nth[0] < 60:
            return nth[0], nth[1]  # «الحادية عشرة والدقيقة الأربعين»
    few = _few_minutes(t, place)
    return few if few is not None else (None, at)


def _over_seconds(t: Tokens, at: int) -> int:
    """The index after «و45 ثانية», which no value tells."""
    place = at + 1 if t.text(at) == "و" else at
    count = numbers.cardinal(t, place) if place > at or t.clitic(at) == "و" else None
    unit = t.find(count[1], "unit") if count is not None else None
    return unit[1] if unit is not None and unit[0].value == "S" else at


def _few_minutes(t: Tokens, at: int) -> tuple[int, int] | None:
    """One or two, which no number counts: «الثامنة إلا دقيقتين», «الواحدة ودقيقة»."""
    unit = t.find(at, "unit")
    if unit is None or unit[0].value != "MIN":
        return None
    count = {"singular": 1, "dual": 2}.get(unit[0].extra)
    return (count, unit[1]) if count is not None else None


def _part_and_day(t: Tokens, at: int) -> tuple[str | None, Fields, int]:
    """The part of the day after an hour, and the day after that: «مساء السبت», «من صباح يوم الأحد», «ص»."""
    place = at + 1 if t.word(at, "grammar.before_part") else at
    if t.text(at) == "(" and not (t.find(place, "part_abbreviation") and t.text(place + 1) == ")"):
        place = at
    if (
        t.word(place, "grammar.after")
        and (night := t.find(place + 1, "clock")) is not None
        and int(night[0].value) == 24
    ):
        night_day = _night_day(t, night[1])
        return "MO", night_day[0], night_day[1]
    short = t.find(place, "part_abbreviation")
    timed = t.text(at - 2) == ":" or t.find(at - 2, "hour") is not None  # «6 م» alone are six metres
    if short is not None and place == at and timed:
        end = short[1]
        if t.text(end) == "." and t.glued(end) and t.word(end + 1, "grammar.half_marks"):
            end += 2
        return str(short[0].value), *_day_after(t, end)
    part = t.find(place, "part")
    adverb = t.find(place, "part_adverb")
    if part is not None and not t.clitic(place):
        day = _construct_day(t, part[1])
        if day is not None:
            return str(part[0].value), day[0], day[1]
    if adverb is not None and not t.clitic(place):
        return str(adverb[0].value), *_day_after(t, adverb[1])
    if place == at or t.word(at, "grammar.of"):
        day_hit = day_phrase(t, place)
        if day_hit is not None and not t.clitic(place) and "hour" not in day_hit[0]:
            return None, day_hit[0], day_hit[1]
    return None, {}, at


def _day_after(t: Tokens, at: int) -> tuple[Fields, int]:
    """A day that follows the part without construct state: «السادسة مساء يوم السبت», «صباحا من يوم الأحد»."""
    place = at + 1 if t.word(at, "grammar.before_day") else at
    if t.clitic(place):
        return {}, at
    found = day_phrase(t, place)
    return found if found is not None else ({}, at)


def _construct_day(t: Tokens, at: int) -> Phrase | None:
    """The day after «مساء»: a day phrase, or for nights the pair «السبت الأحد», «7/8 ديسمبر»."""
    place = at + 1 if t.word(at, "grammar.of") else at
    place = over_day_word(t, place)
    if t.clitic(place):
        return None
    return two_days(t, place) or day_phrase(t, place) or day_phrase(t, place - 1 if place > at else place)


def _night_day(t: Tokens, at: int) -> tuple[Fields, int]:
    """The day after «بعد منتصف ليل»: of the pair «السبت الأحد» it is the second."""
    place = over_day_word(t, at)
    pair = two_days(t, place)
    if pair is not None and "weekday" in pair[0]:
        return {"weekday": pair[0]["weekday"] % 7 + 1}, pair[1]
    found = day_phrase(t, place) if not t.clitic(place) else None
    return found if found is not None else ({}, at)


def _named(t: Tokens, at: int, hour: int, end: int) -> Phrase:
    """«منتصف الليل», «منتصف ليل السبت»: midnight belongs to the day it ends."""
    minute, end = _minutes(t, end)
    fields: Fields = {"hour": hour, "minute": minute or 0}
    if hour == 24 and t.word(at - 1, "grammar.sides"):
        fields["flags"] = ("midnight",)
    rest, after = _day_after(t, end)
    pair = two_days(t, over_day_word(t, end))
    if pair is not None:
        rest, after = {key: value for key, value in pair[0].items() if key != "part"}, pair[1]
    return join(fields, rest), after


def part_of_day(t: Tokens, at: int) -> Phrase | None:
    """«صباح الأحد», «فجر 8 ديسمبر», «ليلة أمس», «الأحد صباحا» (the day first), «مساء ذلك اليوم»."""
    part = t.find(at, "part")
    if part is not None and not t.listed(part[1], "greeting.after"):
        day = _construct_day(t, part[1]) or text_day(t, part[1])
        if day is not None and "hour" not in day[0]:
            fields = {**day[0], "part": str(part[0].value)}
            return fields, day[1]
    return None


def day_with_part(t: Tokens, at: int) -> Phrase | None:
    """A day, the part of the day said after it, and a clock time right behind: «الأحد صباحا», «أمس الساعة 9 مساء»."""
    hit = day_phrase(t, at)
    if hit is None:
        return None
    fields, end = hit
    adverb = t.bare(end, "part_adverb")
    if adverb is not None and "part" not in fields:
        fields, end = {**fields, "part": str(adverb[0].value)}, adverb[1]
    place = end + (t.text(end) in {"-", "–", "،", "|", ","})
    asked = t.find(place, "hour") is not None
    if asked or (":" in t.texts[place + 1 : place + 2]):
        time = _time_only(t, place)
        if time is not None:
            known = fields.get("part")
            fields = {key: value for key, value in fields.items() if key != "part"}
            if (
                known
                and time[0].get("half_day")
                and (turned := hour_in_part(int(time[0]["hour"]), known)) is not None
            ):
                time = ({**time[0], "hour": turned, "half_day": False}, time[1])
            return join(fields, time[0]), time[1]
    return fields, end


def _time_only(t: Tokens, at: int) -> Phrase | None:
    word = t.find(at, "hour")
    place = word[1] if word is not None else at
    place += word is not None and t.text(place) == ":" and t.digits(place + 1) is not None
    read = _hour(t, place, asked=True)
    if read is None or (word is None and read[4]):
        return None
    hour, minute, end, _spelled, _bare = read
    fields: Fields = {"hour": hour, "minute": minute}
    for kind in ("part_adverb", "part_abbreviation"):
        part = t.bare(end, kind)
        if part is not None:
            turned = hour_in_part(hour, str(part[0].value))
            fields["hour"] = 24 if turned is None else turned
            return fields, part[1]
    if word is not None and 1 <= hour <= 12 and not t.text(place).startswith("0"):
        fields["half_day"] = True
    return fields, end
