"""Which year a day or month is of: said, counted from the document's date, or carried on from the story."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import calendars, story, tense, went_on, years_later
from reader.analysis.times.context import Context
from reader.analysis.times.document_date import Now
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.said import DOCUMENT, TEXT
from reader.analysis.times.seasons import quarter_year, season_begun, season_year

_WEEKDAY_SAYS = 300  # days after the document's date within which the weekday of a date chooses its year
_HALF_YEAR = 6  # months after one said in full, over the turn of a year
_MONTHS = 6  # days and months said last that tell whether a story without a full day is one
_LATELY = 45  # days before the document's date that a report tells of without their year
_JUST_MEANT, _MEANT_AHEAD = (
    60,
    120,
)  # days before and after the document's date at which something was planned


Placed = tuple[int | None, int | None, str, tuple[str, ...]]  # year, month, anchor, flags


def year_and_month(context: Context, m: Moment, parse: Parse) -> Placed:
    """Year and month with the anchor they hang on."""
    now = context.now
    if m.year is not None:
        away = m.shift is not None and m.shift[0] == "Y" and now.year not in {None, m.year - m.shift[1]}
        return m.year, m.month, "", ("deictic-mismatch",) if away else ()
    if m.shift is not None and m.shift[0] == "Y":
        if now.year is None and (told := context.reported()) is not None:
            return told.year + m.shift[1], m.month, TEXT, (story.CARRIED,)
        return (now.year + m.shift[1] if now.year is not None else None), m.month, DOCUMENT, ()
    if m.text_shift is not None and m.text_shift[0] == "Y":
        pointed = any(context.t.word(i, "grammar.pointing") for i in range(parse.start, parse.end))
        said, step = context.year_told(parse.start, pointed=pointed), m.text_shift[1]
        if (
            m.season is not None
            and step == 1
            and (context.said.month or 12) < calendars.SEASON_MONTHS[m.season][0]
        ):
            step = 0  # «في آذار ... في الصيف التالي»
        return (said + step if said is not None else None), m.month, TEXT, ()
    if m.text_shift is not None and m.text_shift[0] == "MN":
        return context.year_beside(m.month, m.day, m.text_shift[1]), m.month, TEXT, (story.CARRIED,)
    if m.month is None and m.season is not None and m.direction is not None:
        return season_year(context, m.season, m.direction), None, DOCUMENT, ()
    if m.season is not None and m.vague:
        return season_begun(context, m.season, parse), None, DOCUMENT, ()
    if m.quarter is not None and m.vague:
        return quarter_year(context, m.quarter, parse), None, DOCUMENT, ()
    if m.month is None:
        return None, None, TEXT if m.quarter or m.half or m.season else "", ()
    if m.direction is not None:
        return _directed_year(context, m, m.month, m.direction)
    return _nearest_year(context, m, m.month, parse)


def _directed_year(context: Context, m: Moment, month: int, direction: int) -> Placed:
    """The year of «نوفمبر الماضي», «7 كانون الأول الجاري», «مارس المقبل»: from the document's date, else from the report's."""
    now = context.now
    if m.weekday is not None:
        direction = max(
            -1, min(1, direction)
        )  # «السبت بعد المقبل 9 أكتوبر»: the Saturday after next, of this year
    if now.year is not None:
        return _year_beside(now, m, month, direction), month, DOCUMENT, ()
    told = context.reported()
    if told is not None:
        beside = _year_beside(Now(told.year, told.month, told.day), m, month, direction)
        return beside, month, TEXT, (story.CARRIED,)
    known = context.story()
    if direction == -1 and known is not None and known[1]:
        year = story.year_past(known[0], month, m.day)
        if year is not None:
            return year, month, TEXT, (story.CARRIED,)
    return None, month, DOCUMENT, ()


def _year_beside(now: Now, m: Moment, month: int, direction: int) -> int | None:
    """The year that an adjective gives a month, counted from a date."""
    if now.year is None or now.month is None:
        return now.year if direction == 0 else None
    if direction == 0:
        here = now.year * 12 + now.month
        return min((now.year - 1, now.year, now.year + 1), key=lambda year: abs(year * 12 + month - here))
    if m.day is not None and now.day is not None and month == now.month and m.day != now.day:
        over = m.day < now.day
        return (now.year if over else now.year - 1) if direction < 0 else (now.year + 1 if over else now.year)
    if direction < 0:
        return (now.year if month < now.month else now.year - 1) + direction + 1
    return (now.year if month > now.month else now.year + 1) + direction - 1


def _nearest_year(context: Context, m: Moment, month: int, parse: Parse) -> Placed:
    """A month without a year: one said before of that day, the year said in the sentence, else next to the document's date."""
    now, day, said = context.now, m.day, context.said.year
    if tense.every_year(context.t, parse.start, whole=day is None):
        return None, month, "", ()
    if day is not None and (month, day) in context.years:
        return context.years[month, day], month, TEXT, ()
    if "named-day" in parse.flags:
        last = context.t.listed(parse.start - 1, "named_after.recent") and _just_passed(now, month, day)
        return (now.year if last else None), month, DOCUMENT if last else TEXT, ()
    if (
        said is not None
        and said != now.year
        and context.same_sentence(parse.start)
        and not (now.year is not None and tense.put_off(context.t, parse.start))
        and not (_of_long_before(context) or _of_a_report(context))
        and not (context.said.bound and (_just_passed(now, month, day) or _since_then(context, month, day)))
    ):
        if (turned := went_on.turned(context, month, parse)) is not None:
            turned = turned or _turned_since(now, said, month, day)
            return (said + 1 if turned else None), month, TEXT, (story.CARRIED,)
        if _since_before(context, month, parse):
            return said - 1, month, TEXT, (story.CARRIED,)  # «أوقف الاثنين 6 ماي، وظل مختفيا منذ أواخر شتنبر»
        return said, month, TEXT, ()
    if now.year is None:
        return _carried_year(context, m, month, parse)
    if years_later.goes_on(context, m, month, parse):
        return years_later.story_told(context).year, month, TEXT, (story.CARRIED,)
    if now.month is None:
        return now.year, month, DOCUMENT, ()
    future = (
        context.future(parse.start)
        or context.t.listed(parse.start - 1, "future.deadline")
        or (day is None and tense.pledged(context.t, parse.start))
        or (
            day is not None
            and not context.t.word(parse.start - 1, "grammar.of")
            and tense.announced(context.t, parse.start)
        )
    )
    here = now.year * 365.25 + now.month * 30.4 + (now.day or 15)

    def ahead(year: int) -> float:
        """Days after the document's date; negative before it."""
        return year * 365.25 + month * 30.4 + (day or 15) - here

    years = [
        year
        for year in (now.year - 1, now.year, now.year + 1)
        if day is None or calendars.exists(year, month, day)
    ]
    if not years:
        return now.year, month, DOCUMENT, ()
    if m.weekday is not None and day is not None:
        matching = [year for year in years if date(year, month, day).isoweekday() == m.weekday]
        if len(matching) == 1 and ahead(matching[0]) <= _WEEKDAY_SAYS:
            return matching[0], month, DOCUMENT, ()
    if not future and tense.meant(context.t, parse.start):  # «كان العداء يعتزم أن يركض في 14 أبريل»
        planned = [year for year in years if -_JUST_MEANT <= ahead(year) <= _MEANT_AHEAD]
        if planned:
            return min(planned, key=lambda year: abs(ahead(year))), month, DOCUMENT, ()
    whole_month = day is None or now.day is None
    near = [year for year in years if _within_reach(ahead(year), whole_month, future, year == now.year)]
    if not near:
        return None, month, DOCUMENT, ()

    def far(year: int) -> float:
        """The past is nearer in a report, what is to come nearer in an announcement."""
        days = ahead(year)
        return (days if days >= -20 else 400 - days) if future else (-days if days <= 0 else days * 3)

    return min(near, key=far), month, DOCUMENT, ()


def _turned_since(now: Now, said: int, month: int, day: int | None) -> bool:
    """«نشط في 20 كانون الأول ثم خمد في 5 كانون الثاني», told weeks later: the next year's had passed when the report was written."""
    return now.year == said + 1 and _just_passed(now, month, day)


def _just_passed(now: Now, month: int, day: int | None) -> bool:
    """True for a day of the weeks before the document's date."""
    if now.date is None or now.year is None or day is None or not calendars.exists(now.year, month, day):
        return False
    return 0 <= (now.date - date(now.year, month, day)).days <= _LATELY


def _since_before(context: Context, month: int, parse: Parse) -> bool:
    """True for a month since which something is, where it would lie behind the day said in the sentence."""
    day = context.said.day
    return day is not None and month > day.month and context.t.listed(parse.start - 1, "said.since")


def _of_long_before(context: Context) -> bool:
    """«الأسوأ منذ استقلالها عام 1948، إذ تخلفت في أبريل عن السداد»: no month of the year that something is since."""
    said = context.said
    return said.bound and said.month is None and tense.since(context.t, said.at)


def _of_a_report(context: Context) -> bool:
    """«يقول كتاب صدر عام 1988 إن الغواصين وجدوا القمرة في 9 آذار»: the year in which it was written, no other's."""
    return context.said.month is None and context.t.listed(context.said.at, "lead.that")


def _since_then(context: Context, month: int, day: int | None) -> bool:
    """True for a month of the document's year behind «منذ نهاية العام الماضي»: it is told as one since then."""
    said, now = context.said, context.now
    return day is None and said.since and now.month is not None and month <= now.month


def _carried_year(context: Context, m: Moment, month: int, parse: Parse) -> Placed:
    """A month in a text without a date: in the story that the last full date began, or the year just said; else beside what is said in full."""
    headed = context.month_headed(parse, month) if m.day is None else None
    if headed is not None:
        return headed, month, TEXT, (story.CARRIED,)
    if context.gone and m.weekday is None:
        return None, month, DOCUMENT, ()
    placed = _in_story(context, m, month, parse)
    if placed[0] is None and (beside := _beside_all(context, m, month, parse)) is not None:
        return beside, month, TEXT, (story.CARRIED,)
    return placed


def _beside_all(context: Context, m: Moment, month: int, parse: Parse) -> int | None:
    """The year that the opening says with its month, else the one year in which a day lies near some day said in full before."""
    if m.day is None or context.imagining:
        return None
    opening = context.opening_months.get(month)
    years = {opening} if opening else context.all_full.years_beside(month, m.day, parse.start, context.birth)
    year = next(iter(years)) if len(years) == 1 else None
    return year if year is not None and went_on.fits(m, month, year) else None


def _in_story(context: Context, m: Moment, month: int, parse: Parse) -> Placed:
    """The year that the course of the story gives."""
    known, said, here = context.story_year(), context.said, context.nearby(parse.start)
    if said.year is not None and went_on.of_the_month_said(context, m, month, parse.start):
        return said.year, month, TEXT, (story.CARRIED,)  # «في أيار 2021 عادت القضية. وأجل القرار يوم 10 أيار»
    fitting = story.by_weekday(context.full, month, m.day, m.weekday)
    if m.weekday is not None and (later := went_on.long_after(context, m, month)) is not None:
        return later, month, TEXT, (story.CARRIED,)
    if fitting is not None:
        return fitting, month, TEXT, (story.CARRIED,)
    run = context.year_by_weekdays(month, m.day, parse.start)
    if run is not None and went_on.fits(m, month, run):
        return run, month, TEXT, (story.CARRIED,)
    if (hung := context.counted.year(context.full, month, m.day, parse.start)) is not None:
        return hung, month, TEXT, (story.CARRIED,)
    if known is not None and (later := _of_another_year(context, m, month, parse, known[0])) is not None:
        return later, month, TEXT, (story.CARRIED,)
    if known is not None and context.lost and m.weekday is None:
        return None, month, DOCUMENT, ()
    if known is not None and went_on.gone_on(context, known[0], month, m.day):
        return None, month, DOCUMENT, ()
    if known is not None and (told := _of_the_year_before(context, m, month, parse, known[0])) is not None:
        return told, month, TEXT, (story.CARRIED,)
    if known is not None:
        back, ahead = context.back(parse.start), context.future(parse.start)
        years = {
            story.year(
                anchor,
                month,
                m.day,
                m.weekday,
                agreeing=known[1],
                back=back,
                meant=tense.meant(context.t, parse.start),
                past=(context.told_ahead and anchor == context.full[-1] and not ahead)
                or (m.day is None and context.t.listed(parse.start - 1, "said.since")),
                since=m.day is not None and context.t.listed(parse.start - 1, "said.since"),
                led=known[1] and said.day is not None and context.goes_right_on(parse.start),
                then=context.goes_right_on(parse.start)
                or (said.day == context.full[-1] and context.next_sentence(parse.start)),
                had=tense.had(context.t, context.t.sentence(parse.start)[0], parse.start),
            )
            for anchor in ((known[0],) if known[1] else (known[0], context.full[-1]))
        } - {None}
        if not known[1] and not context.same_sentence(parse.start):
            newer = story.newer(context.full[-1], [each for _, each in context.days], month, m.day)
            if newer is not None:
                return newer, month, TEXT, (story.CARRIED,)
        if (soon := context.month_before(month, parse.start)) is not None:
            return soon, month, TEXT, (story.CARRIED,)
        year = years.pop() if len(years) == 1 else None
        if year is None:
            bounds = (context.all_full.next_in_sentence(parse.start), None if back else context.latest)
            fits = (story.between(known[0], bound, month, m.day) for bound in bounds if bound is not None)
            year = next((each for each in fits if each is not None), None)
        if year is None:
            return None, month, DOCUMENT, ()
        if (
            m.weekday is not None
            and year is not None
            and m.day is not None
            and calendars.exists(year, month, m.day)
            and date(year, month, m.day).isoweekday() != m.weekday
        ):
            return None, month, DOCUMENT, ()  # the weekday speaks against it
        gone_on = known[0] != context.full[-1] and year == known[0].year
        if not gone_on and (beside := story.beside(context.full, month, m.day, year)) is not None:
            return beside, month, TEXT, (story.CARRIED,)
        turned_back = said.month is not None and month < said.month and year == said.year
        certain = here and known[1] and year == said.year and not (context.told_ahead or turned_back)
        return year, month, TEXT, () if certain else (story.CARRIED,)
    if here and said.day is not None and not said.bound:
        on = story.year(
            said.day, month, m.day, m.weekday, agreeing=True, back=context.back(parse.start)
        )  # «خرجوا يوم الأربعاء 19 ... وفي أبريل وصل القطار»
        if on is not None and went_on.fits(m, month, on):
            return on, month, TEXT, (story.CARRIED,)
    if here and not said.bound and said.year is not None:
        if (soon := context.month_before(month, parse.start, _HALF_YEAR)) is not None and soon != said.year:
            return soon, month, TEXT, (story.CARRIED,)
        return said.year, month, TEXT, ()
    season = context.told_season
    if season is not None and m.weekday is not None and m.day is not None and went_on.fits(m, month, season):
        return season, month, TEXT, (story.CARRIED,)  # «جاء في ربيع 1925. ... دعاهم يوم الجمعة 8 أيار»
    if (on := _from_month_told(context, m, month, parse)) is not None:
        return on, month, TEXT, (story.CARRIED,)
    days = context.all_full
    coming = days.coming(parse.start) if m.day is not None else days.coming_here(parse.start)
    first = story.before_the_first(coming, month, m.day)
    if (
        first is None
        and context.title_year
        and not context.imagining
        and went_on.fits(m, month, context.title_year)
    ):
        return context.title_year, month, TEXT, (story.CARRIED,)  # «من يوميات دمشق، 1949»
    if first is None or not went_on.fits(m, month, first):
        return None, month, DOCUMENT, ()
    return first, month, TEXT, (story.CARRIED,)


def _of_another_year(context: Context, m: Moment, month: int, parse: Parse, stands: date) -> int | None:
    """«في 17 تموز 1994 أضاع الركلة. ¶ بعد اثني عشر عاما سجل غيره. كان ذلك في 9 تموز»: the year told last in the paragraph, well off the story's day.

    «توفي في 17 كانون الثاني 2008. ¶ بدأت الحكاية في صيف 1972. وصل في 5 تموز», too; never a day that would just follow the story's.
    """
    said = context.said
    told = said.day is None and said.month is None and said.year is not None and context.nearby(parse.start)
    if not told or said.year is None or said.bound or said.aside or said.since:
        return None
    back = context.back(parse.start) and not tense.was_that(context.t, parse.start)
    if back or not went_on.fits(m, month, said.year):
        return None
    if said.year - stands.year > 1:
        return said.year if context.season is None else None
    season = context.season is None or went_on.in_season(context.season, month)
    off = stands.year - said.year > 1 and m.day is not None and season
    return said.year if off and not went_on.just_follows(stands, month, m.day) else None


def _of_the_year_before(context: Context, m: Moment, month: int, parse: Parse, stands: date) -> int | None:
    """«كان قد هزمه صيف 1972. بدأت المباراة في 11 يوليو»: a season said in the sentence before, of long before the story, that the day fits."""
    said, season = context.said, context.season
    if m.day is None or said.day is not None or said.year is None or said.month is not None or season is None:
        return None
    first, last = calendars.SEASON_MONTHS[season]
    inside = first <= month <= last and abs(stands.year - said.year) > 1
    return (
        said.year
        if inside and context.sentence_before(parse.start) and went_on.fits(m, month, said.year)
        else None
    )


def _from_month_told(context: Context, m: Moment, month: int, parse: Parse) -> int | None:
    """«سافرت في مايو 2024. ... يوم السبت 15 يونيو»: where no day is said in full, the year goes on from the months that are."""
    told = context.told[-_MONTHS:]
    if not told or context.lost or context.birth or context.imagining:
        return None
    agreeing = all(abs((told[-1] - each).days) <= _HALF_YEAR * 31 for each in told)
    back = context.back(parse.start)
    on = story.year(told[-1], month, m.day, m.weekday, agreeing=agreeing, back=back)
    return on if on is not None and went_on.fits(m, month, on) else None


def _within_reach(days: float, whole_month: bool, future: bool, this_year: bool) -> bool:
    """False where no writer would leave out the year; the date then keeps none («11 سبتمبر» in July).

    Back to the start of the document's year, or 200 days; ahead 40 days, in an announcement a year.
    """
    if days <= 0:
        return this_year or days >= (-330 if whole_month else -200)
    return days <= (380 if future else 40)
