"""The day that a report opens on: «أعلنت الوزارة، الثلاثاء 12 شتنبر 2023، أن ...»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.analysis.times import tense
from reader.analysis.times.calendars import exists
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens
from reader.lazy_dataclass import dataclass

_SAYS = ":"
_SENTENCES = 2  # of running text in which a report says its day
_LINE_IS_TEXT = 12  # pieces; a shorter line is a headline or a dateline
_CHRONICLE = 150  # days after the opening within which a day without a year goes on with the story


@dataclass(frozen=True, slots=True)
class Lead:
    """The day a report opens on. `latest` where the report carries it and nothing in the text is later: it was written then."""

    day: date
    latest: bool


def full_day(moment: object) -> date | None:
    """The day of a moment that says day, month and year of the common era, and says them without a slip."""
    if not isinstance(moment, Moment) or moment.hijri or {"nonexistent-date", "typo"} & {*moment.flags}:
        return None
    if moment.year is None or moment.month is None or moment.day is None:
        return None
    if not exists(moment.year, moment.month, moment.day):
        return None
    return date(moment.year, moment.month, moment.day)


def find(t: Tokens, parses: Sequence[Parse]) -> Lead | None:
    """The first full day with its weekday, in the first sentences, that the verb of an announcement or ruling carries."""
    close = lead_end(t)
    for parse in parses:
        if parse.start >= close:
            return None
        moment = parse.meaning
        day = full_day(moment)
        if day is None or not isinstance(moment, Moment) or moment.weekday is None:
            continue
        if moment.weekday != day.isoweekday():
            continue
        carries = _announced(t, parse)
        if carries is None:
            continue
        latest = not any(_later(t, other, day) or _tells_on(t, parse, other) for other in parses)
        if carries or latest:
            return Lead(day, carries and latest)
    return None


def lead_end(t: Tokens) -> int:
    """The piece at which the first sentences of running text end."""
    at, sentences = 0, 0
    while at < t.count and sentences < _SENTENCES:
        end = t.sentence(at, t.count)[1]
        if end - at >= _LINE_IS_TEXT:
            sentences += 1
        at = end + 1
    return at


def _announced(t: Tokens, parse: Parse) -> bool | None:
    """True where an announcing verb before the day in its sentence carries it, False where the day is that of what the
    verb announces («أعلنت أن المسبار وصل الثلاثاء 9 فبراير 2021»), None where it is another one's."""
    start, end = t.sentence(parse.start)
    if t.listed(parse.start - 1, "lead.until") or t.listed(parse.start - 1, "event.words"):
        return None  # «أدانت الوزارة هجوم الأحد 5 مايو 2019»
    if t.quote_start(parse.start) is not None:
        return None
    carries = True
    for i in range(parse.start - 1, start - 1, -1):
        if t.listed(i, "lead.announcing"):
            return carries if carries or not tense.future(t, parse.start) else None
        if t.listed(i, "lead.that"):
            carries = False
        elif t.text(i) == _SAYS:
            return None  # «روى دبلوماسي قال: كنا في الحديقة مساء الثلاثاء 17 كانون الأول 1996»
        elif t.listed(i, "lead.other_day") or t.listed(i, "back.words"):
            return None
    opens = parse.start - start <= 1
    follows = any(t.listed(i, "lead.announcing") for i in range(parse.end, min(end, parse.end + 2)))
    return True if opens and follows else None


def _tells_on(t: Tokens, opening: Parse, other: Parse) -> bool:
    """«مساء الأربعاء 8 مارس 2023 أعلن المصرف ... صباح الخميس نصحت ...»: a story, where its own day and the next weekday head their sentences."""
    moment = other.meaning
    if other.start <= opening.end or not isinstance(moment, Moment) or moment.direction is not None:
        return False
    alone = moment.weekday is not None and moment.month is None and moment.day is None and not moment.shift
    step = moment.text_shift is not None and moment.text_shift[0] in {"D", "WD"} and moment.text_shift[1] > 0
    if not (alone or step) or t.sentence(opening.start)[0] < opening.start - 1:
        return False
    heads = t.sentence(other.start)[0] >= other.start - 1
    return heads and not (tense.looks_back(t, other.end + 2) or tense.future(t, other.start))


def _later(t: Tokens, parse: Parse, day: date) -> bool:
    """True where something happened after that day: the text goes on where a report of that day could not."""
    moment = parse.meaning
    if not isinstance(moment, Moment) or moment.hijri or moment.direction is not None or moment.season:
        return False
    if moment.month is None or tense.future(t, parse.start) or t.listed(parse.start - 1, "lead.until"):
        return False
    if moment.year is not None:
        return (moment.year, moment.month, moment.day or 0) > (day.year, day.month, day.day)
    if moment.day is None or moment.shift is not None or moment.text_shift is not None:
        return False
    if tense.looks_back(t, parse.start) or not exists(day.year, moment.month, moment.day):
        return False
    return 0 < (date(day.year, moment.month, moment.day) - day).days <= _CHRONICLE
