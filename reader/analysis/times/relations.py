"""Times that hang on an event, on a date beside them or on what was said: «قبل سقوط دمشق بـ24 ساعة», «بعد ذلك بيومين»."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.times import numbers
from reader.analysis.times.amounts import amount, with_smaller
from reader.analysis.times.dates import month_phrase
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.months import Fields
from reader.analysis.times.reading import Ago, Amount, FromEvent, NthDay, Parse
from reader.analysis.times.single import moment, to_moment
from reader.analysis.times.tokens import Tokens

_FOR = "ل"
_VERB = 4  # pieces back in which the verb of a length stands


def distance_rule(t: Tokens, at: int) -> Parse | None:
    """«قبل ثلاثة أيام», «بعد يومين من سقوط حلب», «قبل سقوط دمشق بـ24 ساعة», «بعد ذلك بيومين»."""
    pronoun = t.find(at, "side_text")
    if pronoun is not None:
        place = pronoun[1] + (t.text(pronoun[1]) == "ب")
        how_long = amount(t, place, asked=True) if place > pronoun[1] or t.clitic(place) == "ب" else None
        if how_long is None:
            return None
        side = -1 if pronoun[0].value == "before" else 1
        return Parse(at, how_long[1], Ago(how_long[0], side, text=True), "distance-from-text")
    hit = t.find(at, "side")
    if hit is None or t.word(at - 1, "grammar.at_distance"):  # «على بعد خمس دقائق»
        return None
    side = -1 if hit[0].value == "before" else 1
    place = hit[1]
    how_long = None if t.clitic(place) else amount(t, place, asked=True)
    if how_long is not None:
        return _distance_first(t, at, side, how_long)
    return _distance_last(t, at, side, place)


def _distance_first(t: Tokens, at: int, side: int, hit: tuple[Amount, int]) -> Parse | None:
    how_long, end = with_smaller(t, *hit)
    if how_long.unit == "W" and how_long.count and (exact := t.find(end, "clock_exact")) is not None:
        how_long, end = replace(how_long, unit="D", count=7 * how_long.count), exact[1]  # «بعد أسبوع بالتمام»
    if t.find(end, "deixis") or t.find(end, "deixis_many"):
        return None
    if how_long.count == 1 and any(t.word(i, "grammar.in_it") for i in range(end + 1, end + 4)):
        return Parse(at, end, how_long, "duration")  # «بعد يوم قتل فيه تسعون»: a day of its own
    there = any(t.listed(i, "durative_days.there") for i in range(max(0, at - _VERB), at))
    if side > 0 and t.word(end, "grammar.in") and _stay(t, how_long, end + 1) and not there:
        return Parse(at, end, how_long, "duration")  # «بعد تسعة أيام في ثكنة»: that long in it
    if t.listed(end, "loosely.words") and t.word(end + 1, "grammar.from"):
        end += 1
    joins = t.word(end, "grammar.from") and not (t.word(end, "grammar.of") and _takes_from(t, at))
    on = t.word(end, "grammar.at_distance")  # «حكمت قبل عام ونصف العام على الزعيم»: «على» is of the verb
    joins = joins and not (on and t.word(end + 1, "event_stop.idiom"))
    joins = joins and not (on and side < 0 and not _awaited(t, end + 1))
    that = joins and t.word(end + 1, "grammar.pointing")
    if that and t.text(end + 2).startswith("ال") and (event := event_words(t, end + 2)) is not None:
        rule = "before-event" if side < 0 else "after-event"  # «بعد سنة على ذلك التعيين»
        return Parse(at, event[1], FromEvent(how_long, side, event), rule)
    if that:
        return Parse(at, end + 2, Ago(how_long, side, text=True), "distance-from-text")
    if joins and t.word(end + 1, "grammar.now") and not t.listed(end + 2, "back.relative"):
        return Parse(at, end + 2, Ago(how_long, side, now=True), "distance-from-document")
    many = how_long.count != 1 and how_long.unit in {"M", "Y", "DE", "CE"}
    if side > 0 and many and t.word(end, "grammar.in") and _durative(t, end + 1):
        return None  # «بعد ثلاثين عاما في الحكم»
    if joins:
        of = moment(t, end + 1)
        if of is not None and _whole_date(of[0]):
            return Parse(at, of[1], Ago(how_long, side, of=to_moment(of[0])), "distance-from-date")
        event = event_words(t, end + 1)
        if event is None and t.word(end + 1, "grammar.plain_day") and _happening(t, end + 2):
            named = event_words(t, end + 2)  # «قبل ثلاثة أيام من يوم الاقتراع»
            event = None if named is None else (end + 1, named[1])
        if (
            side > 0
            and t.word(end, "grammar.of")
            and (
                (how_long.unit in {"M", "Y", "DE", "CE"} and _durative(t, end + 1))
                or (how_long.unit in {"D", "W"} and _durative(t, end + 1, "durative_days.words"))
            )
        ):
            return None
        if event is not None:
            rule = "before-event" if side < 0 else "after-event"
            return Parse(at, event[1], FromEvent(how_long, side, event), rule)
    return Parse(at, end, Ago(how_long, side), "ago" if side < 0 else "distance-after")


def _awaited(t: Tokens, at: int) -> bool:
    """«قبل يومين على نهائي الدوري»: a noun of happening, with its article or without."""
    words = lexicon().lists["event.words"]
    return t.text(at) in words or "ال" + t.text(at) in words or t.listed(at, "future.matches")


def _takes_from(t: Tokens, at: int) -> bool:
    """«نجا قبل أربعة أشهر من عبوة»: «من» belongs to the verb."""
    return t.listed(at - 1, "event_stop.takes_from")


def _stay(t: Tokens, how_long: Amount, at: int) -> bool:
    """True for days or weeks, three at least, and a noun without its article: a place they were spent in."""
    if t.listed(at, "durative_days.rides"):
        return False  # «وصل بعد ثلاثة أسابيع في مركب»
    counted = how_long.count is not None and how_long.count > 2 and how_long.unit in {"D", "W"}
    return counted and _plain_noun(t, at) and not t.definite(at) and not t.text(at).startswith("ال")


def _durative(t: Tokens, at: int, listed: str = "durative.words") -> bool:
    word = t.text(at)
    words = lexicon().lists[listed]
    return word in words or (word.startswith("ال") and word[2:] in words)


def distance_before_rule(t: Tokens, at: int) -> Parse | None:
    """«24 ساعة قبل السقوط»: the duration first, then the side and the event."""
    hit = amount(t, at)
    if hit is None:
        return None
    side = t.bare(hit[1], "side") if t.word(hit[1], "grammar.sides") else None
    that = side is not None and t.word(side[1], "grammar.this_or_that") and not t.has_article(side[1] + 1)
    if side is not None and that and hit[0].count is not None:
        way = -1 if side[0].value == "before" else 1  # «أيدته لجنة الاستئناف شهرا بعد ذلك»
        return Parse(at, side[1] + 1, Ago(hit[0], way, text=True), "distance-from-text")
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


def clause_rule(t: Tokens, at: int) -> Parse | None:
    """«الأيام القليلة التي سبقت سقوط المدينة», «في اليوم الذي تلا الهجوم»: a length beside an event."""
    unit = t.find(at, "unit_definite")
    if unit is None:
        return None
    place, count = unit[1], {"singular": 1.0, "dual": 2.0}.get(unit[0].extra)
    while (few := t.find(place, "few")) is not None:
        place = few[1]
    if count is None and (number := numbers.cardinal(t, place) or numbers.definite(t, place)) is not None:
        count, place = float(number[0]), number[1]
    if not t.word(place, "grammar.which"):
        return None
    before = t.listed(place + 1, "relative_clause.before")
    if not before and not t.listed(place + 1, "relative_clause.after"):
        return None
    event = event_words(t, place + 2)
    if event is None:
        return None
    rule = "before-event" if before else "after-event"
    return Parse(at, event[1], FromEvent(Amount(str(unit[0].value), count), -1 if before else 1, event), rule)


def event_day_rule(t: Tokens, at: int) -> Parse | None:
    """«ليلة سقوط دمشق», «عشية الانتخابات», «غداة الهجوم»: the day of an event, or the one beside it."""
    found = lexicon().events.get(t.stem(at)) or lexicon().events.get(t.text(at))
    if found is None:
        return None
    always = t.listed(at, "event.always")
    named = always and (t.text(at + 1).startswith("ال") or _plain_noun(t, at + 1))
    feast = always and t.find(at + 1, "holiday") is not None  # «عشية عيد الأضحى»
    if not (_happening(t, at + 1) or named or feast) or t.find(at + 1, "weekday"):
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
    if not t.text(place)[:1].isalnum():
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
        if t.find(end - 1, "side_text") is not None:
            return None  # «إثر خلاف نشب قبلها بيوم»: counted from something else
        if (
            end > place + 1
            and t.word(end - 1, "grammar.this_or_that")
            and t.find(end - 2, "side") is not None
        ):
            return None  # «بعد عملية أجريت له قبل ذلك بثمانية أيام»
        if end == place + 1 and t.word(place, "grammar.this_or_that"):
            return Parse(at, inner[1], Ago(inner[0], side, text=True), "distance-from-text")
        of = moment(t, place)
        if of is not None and of[1] == end:
            if _whole_date(of[0]):
                return Parse(at, inner[1], Ago(inner[0], side, of=to_moment(of[0])), "distance-from-date")
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
        or t.word(at, "grammar.no_event")
        or t.find(at, "month") is not None
    ):
        return None
    end = at + 1
    while end < min(at + 5, t.count):
        word = t.text(end)
        if not word[:1].isalpha() or t.listed(end, "event_stop.words") or (word[0] in "وف" and t.clitic(end)):
            break
        if (
            t.raw(end).startswith(lexicon().joined)
            or word.startswith("لل")
            or (word[0] in "بل" and len(word) > 3 and word[1:3] in {"ال", "لا"})
        ):
            break
        if word[0] == "و" and len(word) > 3:
            break
        if (t.text(end - 1).startswith("ال") or _possessed(t.text(end - 1))) and not word.startswith("ال"):
            break
        if t.find(end, "weekday") and (end > at + 1 or _possessed(t.text(at))):
            break  # «بعد دقائق من إقلاعها الأحد»
        if t.readings[end] and (date := moment(t, end)) is not None and _whole_date({"year": 0, **date[0]}):
            break  # «على اتفاق العاشر من آذار»
        end += 1
    return at, end


def _possessed(word: str) -> bool:
    """True for a noun that its pronoun has closed: «بعد يوم من إقالته | وصل»."""
    return len(word) > 4 and word.endswith(tuple(lexicon().lists["event_stop.possessed"]))


def _plain_noun(t: Tokens, at: int) -> bool:
    """«غداة تسلمه السلطة»: a longer word that neither ends the naming of an event nor says a time."""
    return len(t.text(at)) > 3 and not t.readings[at] and not t.listed(at, "event_stop.words")


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
    if (
        number is None
        or not number[2]
        or any(t.listed(at - back, "today_names.outlet") for back in (1, 2, 3))
    ):
        return None  # a newspaper is called «اليوم السابع»
    end = number[1]
    if t.word(end, "grammar.of"):
        date = moment(t, end + 1) or (
            month_phrase(t, end + 1, said=True) if t.find(end + 1, "hmonth") else None
        )
        if date is not None and date[0].get("month") is not None and date[0].get("day") is None:
            return Parse(
                at,
                date[1],
                to_moment({**date[0], "day": number[0], **({"part": part} if part else {})}),
                "day-month",
            )
        event = event_words(t, end + 1)
        if event is not None:
            return Parse(at, event[1], NthDay(number[0], event, part), "day-of-event")
    if t.word(end, "grammar.at_distance") and t.word(end + 1, "grammar.succession"):
        return None
    joined = t.text(end)[:1] == _FOR
    of_event = joined and (t.text(end)[1:] in lexicon().lists["event.words"] or _possessed(t.text(end)))
    if t.text(end).startswith("لل") or of_event:  # «في اليوم الرابع لسقوط المدينة»
        event = event_words(t, end)
        if event is not None:
            return Parse(at, event[1], NthDay(number[0], event, part), "day-of-event")
    if t.clitic(at).endswith(_FOR):
        return None  # «أغلقت البورصة لليوم الثاني»: how many days by now
    return Parse(at, end, NthDay(number[0], None, part), "counted-day")
