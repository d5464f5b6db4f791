"""A single date or time of any precision, and the name of the rule that read it."""

from __future__ import annotations

from reader.analysis.times.clock import clock, day_with_part, part_of_day
from reader.analysis.times.day_phrases import day_phrase
from reader.analysis.times.months import Fields, Phrase
from reader.analysis.times.nights import middle_of_night, night_between
from reader.analysis.times.periods import period, positioned
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens
from reader.model import Mod
from reader.text.affixes import ARTICLE


def moment(t: Tokens, at: int) -> Phrase | None:
    """A date or time of any precision: the longest reading. Several rules ask for that of one place; nobody changes it."""
    if at not in t.moments:
        t.moments[at] = _moment(t, at)
    return t.moments[at]


def _moment(t: Tokens, at: int) -> Phrase | None:
    hits = [
        hit
        for rule in (clock, part_of_day, day_with_part, positioned, period, night_between, middle_of_night)
        if (hit := rule(t, at)) is not None
    ]
    return max(hits, key=lambda hit: hit[1]) if hits else None


def to_moment(fields: Fields) -> Moment:
    return Moment(**fields)


def rule_name(fields: Fields) -> str:
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
        if about is not None
        and about[0].value == "APPROX"
        and (t.find(about[1], "hour") or t.find(about[1], "ordinal"))
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
        if t.listed(at - 1, "named_after.words") and "weekday" not in fields:
            return None
        if "day" not in fields and t.word(at - 1, "grammar.of") and t.listed(at - 3, "named_after.words"):
            return None  # «حركة الخامس من يونيو»
        if t.listed(at - 1, "named_after.events"):
            flags = ("named-day",)
    return Parse(at, end, to_moment(fields), rule_name(fields), flags)


def _first_hours(t: Tokens, at: int) -> Parse | None:
    """«ساعات الفجر الأولى», «ساعات الليل المتأخرة»."""
    if not t.stem_word(at, "grammar.hours"):
        return None
    part = t.bare(at + 1, "part_definite") or t.bare(at + 1, "part_adverb")
    if part is None or not t.listed(part[1], "hours_of_day.words"):
        return None
    end = part[1] + 1
    day = day_phrase(t, end + 1) if t.word(end, "grammar.of") else None
    if day is not None and "hour" not in day[0]:  # «في ساعات الصباح الأولى من يوم الجمعة»
        fields = {**day[0], "part": str(part[0].value)}
        return Parse(at, day[1], to_moment(fields), rule_name(fields))
    return Parse(at, end, Moment(part=str(part[0].value)), "part-of-day")


def adverb_rule(t: Tokens, at: int) -> Parse | None:
    """«صباحا», «ليلا» by themselves."""
    hours = _first_hours(t, at)
    if hours is not None:
        return hours
    hit = t.bare(at, "part_adverb")
    if hit is None or hit[0].rest or t.text(at).startswith(ARTICLE):
        return None
    heads = t.text(hit[1]) == ":" and t.paragraph_start(at) == at  # «▪️ مساء: إعلان الطوارئ»
    if not heads and not t.text(at).endswith("ا"):
        return None
    if t.word(at - 1, "grammar.night_and_day") or t.word(hit[1], "grammar.and_day"):
        return None
    return Parse(at, hit[1], Moment(part=str(hit[0].value)), "part-of-day")
