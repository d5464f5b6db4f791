"""Weekdays to days: around the document's date, or in the story that a text tells."""

from __future__ import annotations

from datetime import date, timedelta

from reader.analysis.times import story, tense
from reader.analysis.times.arithmetic import latest, nearest
from reader.analysis.times.context import Context
from reader.analysis.times.full_days import day_of, last_weekday
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, TEXT, Value
from reader.text.affixes import FOR_THE

_LONG_AGO = 300  # days before the document's date from which on a full day carries the weekday behind it
_BESIDE = 2  # pieces between a day and the weekday that it is
_LATELY = 200  # days said last of which «ذلك الأحد» of a report can be one
_COMMAS = frozenset("،,")
_PARAGRAPH = 20  # days said last of which «ذلك السبت» can be one
_NIGHT = frozenset({"EV", "NI"})  # parts of the eve that a story's day is told with
_FAR = 45  # days between the story's day and what was told last, from which on a weekday is of neither
_HALF_WEEK = 3  # days
_ROOT = 3  # letters
_FORWARD = 5  # days that a story goes on to a weekday; the sixth is the eve of the day just told


def weekday(context: Context, m: Moment, parse: Parse) -> Value:
    """«السبت», «السبت الماضي», «الجمعة المقبلة»: around the document's date, or around a date said far from it."""
    wanted, today, said = m.weekday or 1, context.now.date, context.said.day
    if m.vague:
        return Value(f"XXXX-WXX-{wanted}", TEXT)  # «وكان يوم جمعة»
    if m.this_day:
        here = context.t.paragraph_start(parse.start)
        known = last_weekday([each for each in context.days[-_PARAGRAPH:] if each[0] >= here], wanted)
        kept = {day for day in context.full if day.isoweekday() == wanted}
        told = (kept | context.all_full.weekdays(wanted, parse.start)) - {today}
        if known is None and not told:
            told = context.all_full.weekdays_coming(wanted, parse.start)
        if known is None and len(told) == 1:
            known = told.pop()  # the one such day that the text says in full
        if known is None and today is not None:
            # «في 22 أغسطس ... ماذا لو لم تصل في ذلك الأحد؟»: the one such day that the text tells of
            said_days = {
                day for _, day in context.days[-_LATELY:] if day.isoweekday() == wanted and day != today
            }
            known = said_days.pop() if len(said_days) == 1 else None
        if known is not None:
            return Value(known.isoformat(), TEXT)
        if context.now.date is not None:
            context.lose_day()  # «مساء ذلك الخميس قرابة العاشرة»: no hour of the day told before
        return Value(f"XXXX-WXX-{wanted}", TEXT)  # some Saturday that the reader knows, hardly the last one
    if (
        m.direction is None
        and m.text_shift is None
        and (day := context.all_full.told_next(wanted, parse.start))
    ):
        context.remember_day(day, parse, explicit=False)
        return Value(day.isoformat(), TEXT)
    if (
        m.direction is None
        and m.text_shift is None
        and (day := context.all_full.right_behind(wanted, parse.end))
    ):
        return Value(day.isoformat(), TEXT)  # the date behind it is what the text remembers
    if m.text_shift is None and m.direction is None and (day := context.in_period(wanted, parse.start)):
        context.remember_day(day, parse, explicit=False)
        return Value(day.isoformat(), TEXT, (story.NEAR,))
    if m.text_shift is not None:
        return _next_weekday(context, wanted, m.text_shift[1], parse)
    if today is None and m.direction is None and m.text_shift is None and context.says_now(parse.start):
        return Value(f"XXXX-WXX-{wanted}", TEXT)  # «ويضيف عامل الخميس أن»: on the day of the text
    if m.direction is None and (counted := _just_counted(context, wanted, parse)) is not None:
        return Value(counted.isoformat(), TEXT)
    written = context.entry(parse.start)
    if today is None and m.direction is None and written is not None and not context.heads_entry(parse):
        ahead = context.ahead(parse)
        day = story.weekday(written, wanted, back=not ahead, ahead=ahead)
        return Value(day.isoformat(), TEXT, (story.NEAR,))
    stands = context.stands(parse.start)
    if today is None and m.direction is None and said is not None and stands is not None:
        return _told_weekday(context, stands, m, parse)  # what was said last was only remembered
    if m.direction is None and said is not None and context.narrated(parse.start, today):
        return _told_weekday(context, said, m, parse)
    if m.direction is None and said is not None and _of_long_ago(context, parse.start):
        there = story.weekday(said, wanted, back=False, ahead=True)
        context.remember_day(there, parse, explicit=False)
        context.near_day = there, parse.start
        return Value(there.isoformat(), TEXT, (story.NEAR,))
    if m.direction is None and today is not None and (gone := _gone_on(context, wanted, parse)) is not None:
        return Value(gone.isoformat(), TEXT, (story.NEAR,))
    if context.imagining and today is not None and m.direction is None:
        return Value(f"XXXX-WXX-{wanted}", TEXT)  # no weekday of this week is imagined
    anchor = DOCUMENT
    if today is None:
        today, anchor = context.reported(), TEXT
        if today is None or m.direction is None:
            return _story_weekday(context, m, parse)
    if m.direction is None:
        ahead = context.ahead(parse) or _after_today(context, today, parse)
        ahead = ahead or (context.now.date is not None and context.due(parse.start))
        ahead = ahead or (wanted != today.isoweekday() and _this_and_untold(context, parse))
        if not ahead and context.days_since_lead(today, wanted, parse.start) in {1, 2}:
            return Value(
                f"XXXX-WXX-{wanted}", anchor
            )  # just before its opening, or just after: reports come a day or two late
        day = today + timedelta((wanted - today.isoweekday()) % 7) if ahead else latest(today, wanted)
    elif m.direction < 0:
        day = latest(today - timedelta(1), wanted) + timedelta(7 * (m.direction + 1))
        yesterday = today - timedelta(1)
        if day == yesterday and any(each == yesterday for _, each in context.days):
            day -= timedelta(7)  # «فاز مساء أمس ... بعد تعادله الأحد الماضي»: another one
    elif m.direction > 0:
        day = latest(today, wanted) + timedelta(7 * m.direction)
    else:
        day = nearest(today, wanted)
    if m.direction is None and tense.arranged(context.t, parse.start):
        return Value(day.isoformat(), anchor)
    context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), anchor)


def _this_and_untold(context: Context, parse: Parse) -> bool:
    """«الرجاء والوداد هذا الخميس بالملعب»: the coming one, where the sentence tells nothing that was; «أمطار متفرقة حتى الجمعة», too."""
    t = context.t
    this, until = t.word(parse.start, "grammar.this"), t.listed(parse.start - 1, "said.until")
    if not (this or until):
        return False
    start, end = t.sentence(parse.start)
    return not any(
        t.listed(i, "future.past")
        or t.listed(i, "future.speech")
        or t.listed(i, "future.denied")
        or ((until or len(t.text(i)) > _ROOT) and tense.past_form(t.text(i)))
        for i in range(start, end)
    )


def _just_counted(context: Context, wanted: int, parse: Parse) -> date | None:
    """«قبل تسعة أيام، قرابة السابعة مساء السبت»: the day counted right before, where that was a Saturday."""
    if context.reached is None:
        return None
    day, end = context.reached
    beside = end < parse.start <= end + _BESIDE and context.t.text(end) in _COMMAS
    return day if beside and day.isoweekday() == wanted else None


def _after_today(context: Context, today: date, parse: Parse) -> bool:
    """«مساء اليوم أو فجر الخميس», «اليوم وغدا والأحد»: told in one with a day that has not passed."""
    said, t = context.said, context.t
    if said.day is None or said.day < today:
        return False
    joined = t.word(parse.start - 1, "grammar.or") and said.at == parse.start - 1
    return joined or (said.at == parse.start and t.clitic(parse.start) == "و")


def _next_weekday(context: Context, wanted: int, step: int, parse: Parse) -> Value:
    """«الخميس التالي»: the first after the last day said; «الخميس التالي للانفجار» after the day said beside that noun."""
    said, after = context.said.day, context.t.text(parse.end)
    if after.startswith(FOR_THE) and len(after) > 4:
        said = day_of(context.t, context.days, after[2:])
    if said is None:
        return Value(f"XXXX-WXX-{wanted}", TEXT)
    day = latest(said - timedelta(1), wanted) if step < 0 else latest(said, wanted) + timedelta(7)
    context.remember_day(day, parse, explicit=False)
    return Value(day.isoformat(), TEXT)


def _told_weekday(context: Context, anchor: date, m: Moment, parse: Parse) -> Value:
    """A bare weekday in a told story, beside a day of it."""
    wanted = m.weekday or 1
    back, ahead = context.back(parse.start), context.future(parse.start)
    back = back or (not ahead and context.now.date is None and context.found_out(parse.start))
    if context.heads_entry(parse):  # a diary goes on
        day = story.weekday(anchor + timedelta(1), wanted, back=False, ahead=True)
        context.remember_day(day, parse, explicit=False)
        return Value(day.isoformat(), TEXT, (story.NEAR,))
    if (back and tense.planned(context.t, parse.start)) or tense.arranged(context.t, parse.start):
        # «كان ينوي أن يعزله يوم الاثنين»: the story stays where it is
        planned = story.weekday(anchor, wanted, back=False, ahead=True)
        return Value(planned.isoformat(), TEXT, (story.NEAR,))
    if not back and not ahead and context.goes_right_on(parse.start):
        ahead = True  # «سقطت زرنج الجمعة، ثم هرات، الخميس»
    if not back and not ahead and context.same_sentence(parse.start):
        ahead = context.t.clitic(parse.start) == "و" or context.t.word(parse.start - 1, "grammar.and_then")
    back = back and not (ahead or context.said.since)  # what has been since then is not before it
    day, floor = story.weekday(anchor, wanted, back=back, ahead=ahead), anchor
    if day < anchor and not back and context.now.date is None and context.full:
        day = story.weekday(context.full[-1], wanted, back=back, ahead=ahead)  # beside the day said in full
        floor = min(anchor, context.full[-1])
    if day < floor and not back and context.now.date is None:
        eve = anchor - timedelta(1)
        day = story.weekday(anchor, wanted, back=False, ahead=True)  # nothing says that the story turned back
        if (day - anchor).days > _FORWARD and m.part in _NIGHT:
            context.tell_eve(eve, parse)
            return Value(eve.isoformat(), TEXT, (story.NEAR,))  # «غادرت الميناء ليل الثلاثاء»
        if (day - anchor).days > _FORWARD:
            return Value(f"XXXX-WXX-{wanted}", TEXT)
    if day >= floor and context.now.date is None and not back:
        context.remember_day(day, parse, explicit=False)  # the story has gone on to it
    if context.now.date is not None:
        context.near_day = day, parse.start
        if day > anchor and not back:
            context.remember_day(day, parse, explicit=False)
    sure = (back or ahead) and context.now.date is not None
    return Value(day.isoformat(), TEXT, () if sure else (story.NEAR,))


def _of_long_ago(context: Context, at: int) -> bool:
    """«بدأ كل شيء يوم 21 أيلول 2013. انتهى مساء الثلاثاء», told years later: a weekday right behind a full day of long before the report."""
    day, today = context.said.day, context.now.date
    if (
        day is None
        or today is None
        or day not in context.full
        or (today - day).days < _LONG_AGO
        or context.said.bound
    ):
        return False
    right_on = context.next_sentence(at) or context.opens_after(at)
    says = any(context.t.listed(i, "future.speech") for i in range(context.t.sentence(at)[0], at + 1))
    return right_on and not (
        says or context.back(at) or context.future(at) or context.t.quote_start(at) is not None
    )


def _gone_on(context: Context, wanted: int, parse: Parse) -> date | None:
    """«كان اللصوص قد دخلوا مساء الجمعة، وأمضوا ليلتين. خرجوا فجر الأحد»: in the sentence after a weekday of a story of long before, the next one."""
    if context.near_day is None or context.back(parse.start) or context.future(parse.start):
        return None
    day, at = context.near_day
    t = context.t
    if t.paragraph(at) != t.paragraph(parse.start) or not context.right_after(at, parse.start):
        return None
    if any(t.listed(i, "future.speech") for i in range(t.sentence(parse.start)[0], parse.start)):
        return None  # «وقال المدعي الخميس»: this week
    there = story.weekday(day + timedelta(1), wanted, back=False, ahead=True)
    context.near_day = there, parse.start
    return there


def _story_weekday(context: Context, m: Moment, parse: Parse) -> Value:
    """A weekday of a text that has no date, away from the days it says: of the story where there is one only."""
    known = context.story()
    # «في 22 تشرين الثاني 2022 هزموهم. ... اليوم التالي عطلة. ¶ وخسروا السبت»: whatever was told before that
    beside = (
        known is not None
        and abs((known[0] - context.full[-1]).days) <= _FORWARD
        and context.follows(parse.start)
    )
    if (
        m.direction is None
        and known is None
        and (first := context.all_full.leads_to(m.weekday or 1, parse.start))
    ):
        context.remember_day(first, parse, explicit=False)
        return Value(first.isoformat(), TEXT, (story.NEAR,))
    if m.direction is None and (week := context.week_gone_to(parse.start)) is not None:
        there = story.weekday(week - timedelta(_HALF_WEEK), m.weekday or 1, back=False, ahead=True)
        context.remember_day(there, parse, explicit=False)
        return Value(there.isoformat(), TEXT, (story.NEAR,))
    gone = (
        known is not None
        and not beside
        and context.days
        and abs((context.days[-1][1] - known[0]).days) > _FAR
    )
    if m.direction is not None or known is None or not (known[1] or beside) or gone:
        return Value(f"XXXX-WXX-{m.weekday}", DOCUMENT)
    return _told_weekday(context, known[0], m, parse)
