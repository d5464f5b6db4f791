"""Hours and parts of the day that no day stands beside: «عند التاسعة», «في المساء», «ليلتها», «06:10» at the head of a line."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times import tense
from reader.analysis.times.context import Context
from reader.analysis.times.full_days import day_told_of
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, TEXT, Value
from reader.analysis.times.told_parts import PART_TOLD, TOLD

_MORNING = 7  # the hour before which a night is still the one that began the day before
_EARLY = 5  # the first hour that an evening has, too
_NOON = 12  # the hour up to which a morning goes
_EVENING = 17 * 60  # minutes of the day from which it is evening
_LATE = 21 * 60  # minutes of the day from which on the small hours that follow are the next day's
_HALF_DAY = 12 * 60  # minutes
_MORNING_BEGINS = 6 * 60  # minutes of the day
_MIDNIGHT = 24 * 60  # minutes of the day that it ends
_NIGHT = frozenset({"NI", "EV"})  # what «في الصباح» comes after
_SAME_SENTENCE = 40  # pieces from the day of a sentence to that of a relative clause in it
_LATELY = 14  # days before the document's date that a report tells on
_LAST_DAYS = 12  # days said last that may be those of what began
_SHORT = 3  # letters
_OPEN = Value("XXXX-XX-XX", TEXT)


def alone(context: Context, m: Moment, parse: Parse) -> Value:
    """The day of an hour or part: of the line's ticker, of the day that the story stands on, else of the last one said near it."""
    at, said = parse.start, context.said
    if (ticked := _of_the_ticker(context, m, parse)) is not None:
        return ticked
    if (told := _of_what_began(context, m, parse)) is not None:
        return told
    aside = context.now.date is not None and context.nearby(at)  # reports go on to other matters
    if (m.hour is not None or m.part) and not aside and not _goes_on(context, at):
        scene = context.scene(at, line=m.hour is None)
        if scene is not None and not _still_to_come(context, scene, parse):
            after = _small_hours(context, m, scene, at) or _past_midnight(context.scene_told, m)
            after = after or _dawn_behind_midnight(context, m, scene, at)
            after = after or _day_behind_the_night(context, m, scene, parse)
            after = after and not _night_of_that_day(context, scene)
            return Value((scene + timedelta(int(after))).isoformat(), TEXT)
    if (reported := _of_the_report(context, m, parse)) is not None:
        return reported
    since = said.since and not context.same_sentence(at) and _onset(context, at) is None
    near = context.nearby(at) or context.opens_after(at)
    if said.day is None or not near or since or _still_to_come(context, said.day, parse):
        return _OPEN
    today = context.now.date
    if m.hour is not None and said.day == today and _recalled(context, at):
        return _OPEN
    ahead = today is not None and said.day > today and not context.same_sentence(at)
    if ahead and not (context.future(at) or context.said.stepped):
        return _OPEN  # «وتبدأ في 23 آب محاكمة غيره. وبكى الحشد عند الرابعة»
    if parse.rule in TOLD and not context.nearby(at) and today and (today - said.day).days > _LATELY:
        return _OPEN  # a report remembered it
    past_midnight = _past_midnight(said.part, m) and not context.back(at)
    past_midnight = past_midnight or _small_hours(context, m, said.day, at)
    past_midnight = past_midnight or _gone_past_midnight(context, m, said.day, at)
    past_midnight = past_midnight or _morning_behind_a_night(context, m, at)
    past_midnight = past_midnight or _dawn_behind_noon(context, m, said.day, at)
    past_midnight = past_midnight and not _night_of_that_day(context, said.day)
    morning_after = m.part == "MO" and m.hour is None and _behind_the_night(context, parse)
    morning_after = morning_after or _on_the_next_day(context, m, said.day, parse)
    context.settle(said.day, parse)
    if morning_after:
        # the hours that follow are of that day
        context.clock, context.clock_told = (
            ((said.day + timedelta(1)).isoformat(), _MORNING_BEGINS),
            parse.end,
        )
    context.stay(said.day, m.part or said.part, parse)
    return Value((said.day + timedelta(int(past_midnight or morning_after))).isoformat(), TEXT)


def _goes_on(context: Context, at: int) -> bool:
    """«في 17 تموز 2014 أوصلهم إلى المطار. «ودعتهم عند العاشرة»»: an hour right behind a full day that a text without a date tells plainly."""
    return context.now.date is None and context.said.day in context.full[-1:] and context.just_told(at)


def _recalled(context: Context, at: int) -> bool:
    """«يذكر الحارس أن المباراة انتهت عند السابعة والربع»: what somebody remembers is none of today."""
    start = context.t.sentence(at)[0]
    return any(context.t.listed(i, "back.recalls") for i in (start, start + 1) if i < at)


def _of_the_report(context: Context, m: Moment, parse: Parse) -> Value | None:
    """«بدأت اليوم مراسم تشييع الرئيس الذي قضى الأحد ... وأقلعت المروحيات عند الواحدة»: what a report of today is about."""
    today, told, said = context.now.date, context.clause, context.said
    if today is None or m.hour is None or told.day is None or said.day != today:
        return None
    here = context.t.paragraph(parse.start)
    opens = told.paragraph == here - 1 and context.opens(parse.start) and told.at <= said.at + _SAME_SENTENCE
    clause = context.t.sentence(told.at - 1)[0]
    about = any(  # «قال المدعي الثلاثاء إن حريق مساء أمس عرضي. ودق الجرس عند 18:20»
        context.t.listed(i, "back.relative") or context.t.listed(i, "lead.that")
        for i in range(clause, told.at)
    )
    goes_on = (
        about
        and told.paragraph == here
        and context.right_after(told.at, parse.start)
        and not context.same_sentence(parse.start)
    )
    if not (opens or goes_on):
        return None
    if not 0 < (today - told.day).days <= _LATELY or context.future(parse.start):
        return None
    context.remember_day(told.day, parse, explicit=False)
    return Value(told.day.isoformat(), TEXT)


def _onset(context: Context, at: int) -> int | None:
    """The place of the noun that the sentence tells the beginning of: «وبدأت الحملة», «وكانت المشاجرة قد بدأت»."""
    t, start = context.t, context.t.sentence(at)[0]
    if t.listed(start, "said.onset"):
        return start + 1
    return start + 1 if t.listed(start, "future.was") and tense.had(t, start, at) else None


def _of_what_began(context: Context, m: Moment, parse: Parse) -> Value | None:
    """«الموقوفون في المشاجرة التي وقعت الخميس ... وكانت المشاجرة قد بدأت الساعة الواحدة»: of the day said of that noun."""
    at = _onset(context, parse.start)
    if (
        at is None
        or m.hour is None
        or context.same_sentence(parse.start)
        or len(context.t.text(at)) <= _SHORT
    ):
        return None
    day = day_told_of(context.t, context.days[-_LAST_DAYS:], context.t.text(at))
    if day is None and context.said.day in {None, context.now.date}:
        day = context.happened  # «غداة تحطم الطائرة ... ووقع الحادث عند العاشرة و41 دقيقة»
    if day is None or _still_to_come(context, day, parse):
        return None
    context.go_to(day, parse)
    return Value(day.isoformat(), TEXT)


def _small_hours(context: Context, m: Moment, day: date, at: int) -> bool:
    """«قبيل منتصف الليل دخل الجنرال ... وعند الواحدة و14 دقيقة ظهر الملك»: the hours after the midnight told last.

    «السابعة صباحا» behind it, too: that morning is the next day's.
    """
    clock = context.clock
    if clock is None or clock[0] != day.isoformat() or m.hour is None:
        return False
    if _LATE <= clock[1] < _MIDNIGHT:  # «عند العاشرة و27 دقيقة ... وصوتوا عند الواحدة»
        said_zero = m.hour == 0 and not m.half_day  # «عند الساعة 23:30 ... عند الساعة 00:11»
        return (said_zero or 0 < m.hour <= _EARLY) and not context.back(at)
    if clock[1] != _MIDNIGHT:
        return False
    said_so = not m.half_day and m.hour < _NOON and not context.back(at)
    return said_so or (m.half_day and m.hour < _MORNING)


def _day_behind_the_night(context: Context, m: Moment, day: date, parse: Parse) -> bool:
    """«في الصباح», «في الظهيرة» behind a night of the day that the story stands on."""
    if m.hour is not None or context.back(parse.start) or m.part not in {"MO", "AF"}:
        return False
    clock, written = context.clock, day.isoformat()
    part = context.scene_told
    late = clock is not None and clock[0] == written and clock[1] >= _EVENING
    past = clock is not None and clock[0] == (day + timedelta(1)).isoformat()
    if m.part == "AF":
        return past or (part == "NI" and parse.rule in TOLD)
    return part in _NIGHT or late or past


def _on_the_next_day(context: Context, m: Moment, day: date, parse: Parse) -> bool:
    """«في الظهيرة» behind a night; «مساء» behind hours that were of the next day already."""
    if m.hour is not None or parse.rule not in TOLD or context.back(parse.start):
        return False
    clock, today = context.clock, context.now.date
    if today is not None and day >= today:
        return False  # «زحفت قواته ليلا ... قاوم الحرس حتى الظهر», in a report of that day
    past = clock is not None and clock[0] == (day + timedelta(1)).isoformat()
    return past or (m.part == "AF" and context.said.part == "NI")


def _behind_the_night(context: Context, parse: Parse) -> bool:
    """«في الصباح» told behind a night; «فجرا» behind an evening or an hour of it, where nothing looks back."""
    said = context.said
    if parse.rule in TOLD and said.part in _NIGHT:
        return True
    if said.day is None or context.back(parse.start):
        return False
    late = context.clock is not None and context.clock[0] == said.day.isoformat()
    late = late and context.clock is not None and context.clock[1] >= _EVENING
    past = context.clock is not None and context.clock[0] == (said.day + timedelta(1)).isoformat()
    return said.part in _NIGHT or late or past


def _gone_past_midnight(context: Context, m: Moment, day: date, at: int) -> bool:
    """«رآه عند الواحدة يبحث عن سيجارة. وفي السابعة صباحا لم يرد»: the hour told last was of the next day already."""
    clock = context.clock
    if clock is None or m.hour is None or context.back(at):
        return False
    return clock[0] == (day + timedelta(1)).isoformat() and (
        m.hour * 60 + (m.minute or 0) + _HALF_DAY * m.half_day >= clock[1]
    )


def _dawn_behind_midnight(context: Context, m: Moment, day: date, at: int) -> bool:
    """«عند الثانية عشرة والربع بعد منتصف الليل ... وحطت الطائرة عند الثالثة والثلث فجرا»: the night goes on in the next day's small hours."""
    dawn = m.hour is not None and m.hour < _MORNING and not m.half_day
    clock = context.clock
    night = clock is not None and clock[1] < _MORNING * 60
    return dawn and night and _gone_past_midnight(context, m, day, at)


def _morning_behind_a_night(context: Context, m: Moment, at: int) -> bool:
    """«نشرت ليل الثلاثاء 15 أيلول. ... عند الحادية عشرة صباحا»: an hour said to be of the morning."""
    told = m.hour is not None and m.hour < _NOON and not (m.half_day or context.back(at))
    clock = context.clock is None or context.clock[0] < (context.said.written or context.clock[0])
    return told and context.said.part == "NI" and clock


def _dawn_behind_noon(context: Context, m: Moment, day: date, at: int) -> bool:
    """«غادرنا عند الواحدة بعد الظهر ... وصلت الفرق عند الخامسة فجرا»: told on without a date, the small hours are the next day's."""
    told, clock = m.hour is not None and m.hour < _MORNING and not m.half_day, context.clock
    after = clock is not None and clock[0] == day.isoformat() and clock[1] >= _NOON * 60
    return told and after and context.now.date is None and context.nearby(at) and not context.back(at)


def _past_midnight(part: str, m: Moment) -> bool:
    """An hour before the morning, told behind a night; behind an evening, too, but for «الخامسة» alone, which is another of it."""
    if m.hour is None or m.hour >= _MORNING or part not in _NIGHT:
        return False
    return part == "NI" or not m.half_day or m.hour < _EARLY


def _night_of_that_day(context: Context, day: date) -> bool:
    """«ليلة الثاني من آب ... الثانية إلا عشر دقائق بعد منتصف الليل»: an hour past midnight was told as one of that day, and so are those behind it."""
    clock = context.clock
    return clock is not None and clock[0] == day.isoformat() and clock[1] < _MORNING * 60


def _of_the_ticker(context: Context, m: Moment, parse: Parse) -> Value | None:
    """«06:10 أعلن الحاكم»: an hour that heads a line before any day is told is of the report's own day, and so are those that head the next."""
    t, today = context.t, context.now.date
    if m.hour is None or m.minute is None or not t.heads(parse.start) or t.digits(parse.start) is None:
        return None
    if context.ticker is None and (today is None or context.said.day is not None):
        return None
    day = context.ticker or today
    if day is None:
        return None
    context.remember_day(day, parse, explicit=False)
    context.ticker = day
    return Value(day.isoformat(), DOCUMENT)


def _still_to_come(context: Context, day: date, parse: Parse) -> bool:
    """«قالت في بيان مساء أمس إنها ستسير عند الخامسة عصرا»: of a day to come, not of the one said."""
    if context.t.listed(parse.start - 1, "said.since"):
        return False
    return context.now.date is not None and day < context.now.date and context.future(parse.start)


def told_part(context: Context, m: Moment, count: int, parse: Parse) -> Value:
    """«يومها», «ليلتها», «ولم يفتح حقيبته حتى الصباح»: of the day said just before, or of the story's in the same line."""
    part = parse.rule == PART_TOLD and context.now.date is None
    day = context.scene(parse.start, line=not part, here=part and not context.before(parse.start))
    if day is None and context.follows(parse.start) and not context.said.dateline:
        day = context.said.day
    if day is None:
        return _OPEN
    night_before = m.part == "NI" and context.said.part == "MO" and context.back(parse.start)
    return Value((day + timedelta(count - night_before)).isoformat(), TEXT)
