"""Which half of the day an hour is of, and what is written of it, by what the text told last."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.times import imperfect
from reader.analysis.times.clock import hour_in_part
from reader.analysis.times.context import Context
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens

_HALF_DAY, _SOON_AFTER, _JUST_BEFORE = 12 * 60, 5 * 60, 60  # minutes
LATE, EVENING, _AFTER_NOON = frozenset({"EV", "NI"}), range(5, 12), range(1, 8)
_NOON, _MIDNIGHT = 12, 24
_LATE_HOUR = 20 * 60  # minutes of the day from which on the twelve that is told next is midnight


def twelve_at_night(context: Context, m: Moment, day: str, parse: Parse) -> Moment:
    """«بدأت قرابة العاشرة من ليل الجمعة ... وظهر عند الثانية عشرة و26 دقيقة»: twelve, told behind an evening's hour, is that of midnight."""
    told = context.clock
    late = told is not None and told[0] == day and told[1] >= _LATE_HOUR
    late = late or (context.said.written == day and context.said.part in LATE and context.nearby(parse.start))
    if m.hour != _NOON or m.part or m.has_date or not late or context.back(parse.start):
        return m
    return replace(m, hour=_MIDNIGHT, half_day=False)


def after_the_last(context: Context, m: Moment, day: str, parse: Parse) -> Moment:
    """«حلقت الطائرات الساعة 12:40 ... والوفاة حدثت الساعة الثانية»: of an hour's two readings the one soon after the hour told last that day."""
    if m.hour is None or "utc" in m.flags:
        return m
    if "X" in day:
        return _after_the_open_one(context, m, parse)
    hour = m.hour % _MIDNIGHT if m.minute else m.hour
    told, minutes = context.clock, hour * 60 + (m.minute or 0)
    later = minutes + _HALF_DAY
    between = (
        told is not None
        and told[0] == day
        and minutes < told[1]
        and told[1] - _JUST_BEFORE <= later <= told[1] + _SOON_AFTER
    )
    if told is not None and told[0] == day and _just_past_midnight(context, m, told[1], parse):
        m, minutes = replace(m, hour=0), minutes - _HALF_DAY
    if m.half_day and between and not context.back(parse.start):
        m, minutes = replace(m, hour=(m.hour or 0) + 12), later
    if not m.half_day or told is None or minutes > told[1]:
        context.clock, context.clock_told = (day, minutes), parse.end
    return m


def _just_past_midnight(context: Context, m: Moment, last: int, parse: Parse) -> bool:
    """«عند الثانية عشرة والربع بعد منتصف الليل ... وفي الثانية عشرة و26 دقيقة»: minutes behind a midnight told last."""
    t, minute = context.t, m.minute or 0
    if m.hour != _NOON or not last <= minute or m.has_date or context.back(parse.start):
        return False
    halves = ("part", "part_adverb", "part_abbreviation")  # «الثانية عشرة والنصف ظهرا»
    return not any(t.bare(i, kind) for i in range(parse.start, parse.end) for kind in halves)


def _after_the_open_one(context: Context, m: Moment, parse: Parse) -> Moment:
    """«عند السابعة مساء صدر بيان. وفي السابعة وخمس دقائق اعتذر الموقع»: of a day that nobody knows, in the next sentence."""
    hour = (m.hour or 0) % _MIDNIGHT if m.minute else (m.hour or 0)
    minutes = hour * 60 + (m.minute or 0)
    if context.open_clock is not None and m.half_day:
        told, at = context.open_clock
        near = context.right_after(at, parse.start) or context.t.sentence(parse.start)[0] <= at
        if near and minutes < told <= minutes + _HALF_DAY <= told + _SOON_AFTER:
            m, minutes = replace(m, hour=hour + 12, half_day=False), minutes + _HALF_DAY
    if not m.half_day:
        context.open_clock = minutes, parse.start
    return m


def half_day(context: Context, m: Moment, parse: Parse) -> Moment:
    """«ظهر الثاني من تشرين الأول عند الساعة الواحدة والربع»: what was said before has told which half of the day, in the next sentence at least."""
    said = context.said
    if not m.half_day or m.hour is None or m.has_date:
        return m
    scene = context.scene_part(parse.start) if said.part not in LATE else ""
    if (scene in LATE and m.hour in EVENING) or (scene == "AF" and m.hour in _AFTER_NOON):
        return replace(m, hour=m.hour + 12, half_day=False)  # what was told in between was only remembered
    if not said.part:
        return m
    here, t = context.same_sentence(parse.start), context.t
    next_one = context.next_sentence(parse.start) or (
        t.line(parse.start) == t.line(said.at)
        and t.heads(parse.start)
        and t.paragraph(parse.start) > said.paragraph
    )
    on = (said.part in LATE and m.hour in EVENING) or (said.part == "AF" and m.hour in _AFTER_NOON)
    if not here and not (on and (next_one or context.nearby(parse.start))):
        return m
    if any(_says_that(t, i) for i in range(said.at, parse.start)):
        return m  # «قال مساء السبت إن الخلل ظهر عند الثامنة»: when he said so
    hour = hour_in_part(m.hour, said.part)
    return m if hour is None or hour == 24 else replace(m, hour=hour, half_day=False)


def _says_that(t: Tokens, at: int) -> bool:
    """«إن» of what is said, not «أن» of what is asked («طلب منه بعد الظهر أن يستقيل»), nor «قبل أن»."""
    return t.listed(at, "lead.that") and not (t.find(at - 1, "side") or imperfect.is_present(t.text(at + 1)))


def time_of_day(m: Moment) -> tuple[str, tuple[str, ...]]:
    """`T21:30`, `TEV` or nothing, with flags."""
    if m.hour is None:
        return (f"T{m.part}", ()) if m.part else ("", ())
    minutes = m.hour * 60 + (m.minute or 0)
    if minutes < 0:
        minutes += 12 * 60
    if minutes > 24 * 60:
        minutes -= 24 * 60
    return f"T{minutes // 60:02}:{minutes % 60:02}", ("hour-ambiguous",) if m.half_day else ()
