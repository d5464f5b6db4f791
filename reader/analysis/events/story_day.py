"""The day that a story stands on where it tells an act without a time: reckoned, never told, and never evidence.

A report tells its day once and goes on. An act that its own words do not date is taken to be of that day only where nothing
says that the text went back or ahead: of the day that the sentences before it in its paragraph tell, of the one of its own sentence,
or, in news, of the day that its beginning counts from the day it was written. Where there is no such day, it is of the month or
year that the times around it are of (`periods.py`).

Such a day is kept apart from the times that date an event (`EventMention.story`): linking compares nothing by it, no account
contradicts another with it, and an event wears it as «about then» only where no report of it is dated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from reader.analysis.events.clauses import Sentence, word_list, word_lists
from reader.analysis.events.dating import judged
from reader.analysis.events.days_told import TO_COME, fixes_day, last_day
from reader.analysis.events.periods import TimesSaid
from reader.analysis.events.speech import is_saying
from reader.analysis.events.triggers import Found
from reader.analysis.times import interval_of, reanchor
from reader.lazy_dataclass import dataclass
from reader.model import EventMention, Modality, Span, TimeExpression, TimeType
from reader.text.fold import fold

REACH = 3  # sentences of its paragraph in which a day that was told still holds
LEAD = 5  # sentences at the beginning of a text, with its headline and place, in which news tells its day
EVE = 2  # days before that of the news which its text may tell of as well
NEAR = 4  # days around the news in which its text still tells of them
LOOKS_BACK = 6  # words before a verb in which «كان» puts it before the story
AFTER, BEFORE = "after-event", "before-event"  # rules of times that hang on an event
_TOLD = (Modality.ASSERTED, Modality.ATTRIBUTED)
# «20 آب» takes its year from the document's date, which may be months away; what is to come is no news of the day
_NOT_FROM_TODAY = (*TO_COME, "day-month", "coming")
_COARSE = frozenset("WMY")  # units by which a day more or less does not count
_NO_YEAR = "XXXX"  # how TIMEX3 writes a year that nobody says: such a value has no interval
_CLOCK = "XXXX-XX-XXT"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a trigger stands in its sentence."""

    sentence: int
    finite: bool  # a verb
    past: bool  # a verb in the past
    main: bool  # in a clause that hangs on no other
    definite: bool  # a noun with its article: what was told before
    behind: bool  # told as known or over: «كان قد», «الذي», «منذ»


class StoryDays:
    """What the sentences of one text say of the days that they tell, gathered as they are read."""

    def __init__(self, text: str, times: Sequence[TimeExpression]) -> None:
        self._text = text
        self._times = times
        self._days: list[int | None] = []  # by sentence: the expression that says its day
        self._spans: list[tuple[int, int]] = []
        self._went_back: list[bool] = []  # by sentence: it begins with «كان»
        self._free: list[bool] = []  # by sentence: it says no time that might be an act's own
        self._found: dict[int, tuple[int, Sentence, Found]] = {}  # by the start of the trigger
        self._news: int | None = None
        self._lead: list[
            int
        ] = []  # days that stand by themselves at its beginning, as in a line of place and date
        self._news_before: list[int | None] = []  # by sentence: the news as it was known before it
        self._said = TimesSaid(times)

    def enter(self, sentence: Sentence, found: Sequence[Found]) -> None:
        """Take in the next sentence with its triggers."""
        number = len(self._days)
        said = [(i, sentence.words[i].time) for i in sentence.timed]
        self._news_before.append(self._news)
        self._days.append(_day_told(sentence, self._times))
        self._spans.append((sentence.span.start, sentence.span.end))
        self._went_back.append(any(w.bare in word_list("titles", "was") for w in sentence.words[:1]))
        self._free.append(all(_says_no_day(self._times[t]) or _aside(sentence, i) for i, t in said))
        if number < LEAD:
            self._lead += [t for _, t in said if _dates_the_text(self._times[t])]
        if self._news is None and number < LEAD:
            self._news = next(
                (t for i, t in said if _counted_from_today(self._times[t]) and not _aside(sentence, i)), None
            )
        for each in found:
            self._found[sentence.words[each.at].start] = number, sentence, each

    def give(self, events: Sequence[EventMention]) -> list[EventMention]:
        """The events, those without a day of their own with that of the story where it stands on one."""
        known = self._known(events)
        out = []
        for event in events:
            if event.scenario or event.modality not in _TOLD or self._dated(event) or self._judged(event):
                out.append(event)
            else:
                told = (
                    self._long_before(event) or self._counted(event, events, known) or self._with_day(event)
                )
                told = told if told.story else self._of_verb(told, out[-1] if out else None)
                out.append(told if told.story else self._with_period(told))
        return out

    def _long_before(self, event: EventMention) -> EventMention | None:
        """«وتأتي الإعادة بعد شهرين من استرداد اللوح»: what a length is counted from is so long before the day told there, else the news."""
        number, sentence, _ = self._found.get(event.trigger.start, (0, None, None))
        if sentence is None:
            return None
        for time in {sentence.words[i].time for i in sentence.timed}:
            hung = self._times[time]
            if hung.rule != AFTER or hung.anchor_span is None or not self._names(hung.anchor_span, event):
                continue
            told = (self._days[number], self._news, *self._lead)
            if number < LEAD and sentence.words[0].time == time and hung.value[-1:] in _COARSE:
                told = (*self._lead, *told)  # «بعد أسبوع على خروجهم ... يقول خوان إن الانهيار وقع الخميس»
            if _somebody_tells(sentence, hung):
                told = (
                    self._news,
                )  # «بعد أربعين عاما على اغتيالها، تروي ممرضة ما جرى صباح 31 تشرين الأول 1984»
            base = next((t for t in told if t is not None), None)
            if base is None:
                return None
            (moved,) = reanchor([replace(hung, rule=BEFORE)], {hung.anchor: self._day(base)})
            if interval_of(moved.value) is not None:
                return replace(event, story=moved.value, why=(*event.why, f"يوم القصة «{hung.text}»"))
        return None

    def _names(self, span: Span, event: EventMention) -> bool:
        """Whether an event is what a length is counted from: in its words, or in the relative clause right behind them."""
        if span.contains(event.trigger):
            return True
        between = fold(self._text[span.end : max(span.end, event.trigger.start)]).split()
        return len(between) == 1 and between[0] in word_list("titles", "relatives")

    def _of_verb(self, event: EventMention, verb: EventMention | None) -> EventMention:
        """«في 27 ديسمبر سوّت هزة المدينة»: the noun right behind a verb that a time dates is of that time."""
        stand = self._stand(event)
        if verb is None or stand is None or stand.finite or verb.span != event.span or not verb.times:
            return event
        between = self._text[verb.trigger.end : event.trigger.start]
        dating = self._times[verb.times[0]]
        apart = len(between.split()) > 1 or any(mark in between for mark in "،,؛:.")
        if apart or interval_of(dating.value) is None:
            return event
        return replace(event, story=dating.value[:10], why=(*event.why, f"يوم القصة «{dating.text}»"))

    def _with_period(self, event: EventMention) -> EventMention:
        """The month or year that the times around it are of."""
        period = self._said.around(event.trigger.start)
        if not period:
            return event
        return replace(event, story=period, why=(*event.why, f"زمن ما حوله {period}"))

    def _known(self, events: Sequence[EventMention]) -> dict[str, set[str]]:
        """The days that the text tells for each kind of happening and for each verb."""
        known: dict[str, set[str]] = defaultdict(set)
        for event in events:
            if (
                event.times
                and not event.scenario
                and event.modality in _TOLD
                and fixes_day(self._times[event.times[0]])
            ):
                for name in (event.type, f"{event.type} {event.lemma}"):
                    known[name].add(self._day(event.times[0]))
        return known

    def _counted(
        self, event: EventMention, events: Sequence[EventMention], known: Mapping[str, set[str]]
    ) -> EventMention | None:
        """«بعد ثلاثة أيام من الهبوط»: counted from the one day that the text tells elsewhere for what it names there."""
        hung = next((self._times[i] for i in event.times if self._times[i].anchor_span is not None), None)
        span = event.trigger if hung is None else hung.anchor_span
        if span is None:
            return None
        if hung is None:
            stand = self._stand(event)
            named = [event] if stand is not None and stand.definite else []
        else:
            named = [other for other in events if span.contains(other.trigger)]
        for other in named:
            days = known.get(f"{other.type} {other.lemma}") or known.get(other.type) or set()
            if len(days) != 1 or self._dated(other):
                continue
            day = next(iter(days))
            if hung is not None:
                (moved,) = reanchor([hung], {hung.anchor: day})
                value = moved.value
                if interval_of(value) is None and value.startswith("PT"):
                    value = day
                if interval_of(value) is None:
                    continue
                day = value
            return replace(event, story=day, why=(*event.why, f"يوم القصة «{other.trigger.of(self._text)}»"))
        return None

    def _stand(self, event: EventMention) -> Stand | None:
        number, sentence, found = self._found.get(event.trigger.start, (0, None, None))
        if sentence is None or found is None:
            return None
        past = found.finite and found.reading.kind in ("past", "passive")
        definite = not found.finite and found.reading.definite
        return Stand(
            number, found.finite, past, _main(sentence, found.at), definite, _behind(sentence, found.at)
        )

    def _judged(self, event: EventMention) -> bool:
        """«وأدين القبطان بالقتل»: what somebody is judged for is of no day that the news tells."""
        _, sentence, found = self._found.get(event.trigger.start, (0, None, None))
        return sentence is not None and found is not None and judged(sentence, found)

    def _with_day(self, event: EventMention) -> EventMention:
        stand = self._stand(event)
        if stand is None or stand.behind:
            return event
        day = self._of_paragraph(stand)
        day = self._of_sentence(stand) if day is None else day
        first = last = day
        if day is None:
            first, last = self._of_news(stand)
        if first is None or last is None:
            return event
        days = sorted({self._day(first), self._day(last)})
        note = f"يوم القصة «{self._times[last].text}»"
        return replace(event, story="/".join(days), why=(*event.why, note))

    def _dated(self, event: EventMention) -> bool:
        """Whether a time is its own: a length («ثلاث ساعات») is none, but a weekday or month of which nobody says the year is."""
        values = [self._times[i].value for i in event.times]
        return any(
            (value.startswith(_NO_YEAR) and not value.startswith(_CLOCK)) or interval_of(value) is not None
            for value in values
        )

    def _day(self, time: int) -> str:
        return self._times[time].value[:10]

    def _of_paragraph(self, stand: Stand) -> int | None:
        """The day that the sentences before it in its paragraph told last."""
        if not (stand.past and stand.main and self._free[stand.sentence]):
            return None
        for number in range(stand.sentence - 1, max(-1, stand.sentence - REACH - 1), -1):
            if "\n" in self._text[self._spans[number][1] - 1 : self._spans[number + 1][0]]:
                return None
            if self._days[number] is not None or not self._free[number]:
                return None if self._remarks(number) else self._days[number]
        return None

    def _remarks(self, number: int) -> bool:
        """«... وكانت البلاد قد تخلفت الثلاثاء عن السداد. وتراجع اليورو ...»: one sentence inside a paragraph went back; the next does not go on from it."""
        heads = not number or "\n" in self._text[self._spans[number - 1][1] - 1 : self._spans[number][0]]
        return not heads and self._went_back[number]

    def _of_sentence(self, stand: Stand) -> int | None:
        """In news, the one day of its own sentence."""
        day = self._days[stand.sentence]
        if day is None or self._news is None or not stand.past or self._times[day].anchor != "document":
            return None
        return day if stand.sentence < LEAD or self._day(day) == self._day(self._news) else None

    def _of_news(self, stand: Stand) -> tuple[int | None, int | None]:
        """The first and the last of the days that the news is of, where its sentence says no other: those told up to there,
        and the one that its place and date give.
        """
        if self._news is None or not (self._free[stand.sentence] and self._near_the_news(stand.sentence)):
            return None, None
        news = date.fromisoformat(self._day(self._news))
        told = [t for t in self._days[: stand.sentence] if t is not None] + self._lead
        days = [t for t in told if abs((news - date.fromisoformat(self._day(t))).days) <= EVE]
        days.append(self._news)
        return min(days, key=self._day), max(days, key=self._day)

    def _near_the_news(self, sentence: int) -> bool:
        """Whether the last day or period that was said before a sentence lies beside the day of the news."""
        told = self._news_before[sentence]
        if told is None:
            return True
        news = interval_of(self._day(told))
        before = bisect_left(self._times, self._spans[sentence][0], key=_start)
        for each in reversed(self._times[:before]):
            said = interval_of(each.value)
            if said is not None and news is not None:
                return (said[0] - news[0]).days > -NEAR and (news[0] - said[1]).days < NEAR
        return True


def _start(expression: TimeExpression) -> int:
    return expression.span.start


def _day_told(sentence: Sentence, times: Sequence[TimeExpression]) -> int | None:
    """The one day that a sentence tells; None where it tells none or several, or one aside or to come."""
    day = last_day(sentence, times)
    if day is None or any(rule in times[day].rule for rule in TO_COME):
        return None
    fixed = [i for i in sentence.told if fixes_day(times[sentence.words[i].time])]
    days = {times[sentence.words[i].time].value[:10] for i in fixed}
    # «أبحرت مساء الجمعة، حين ارتطمت بصخرة عند الساعة 21:45»: the hour of the clause is of the day told outside it
    plain = any(not _aside(sentence, i) for i in fixed)
    return day if len(days) == 1 and plain else None


def _aside(sentence: Sentence, at: int) -> bool:
    """Whether a time stands in words that tell something beside the story: «بعدما أغلق السهم الجمعة», «الذي زارها في مايو»."""
    listed = _words_aside()
    for i in range(at, -1, -1):
        if i < at and sentence.words[i].bare in listed:
            return True
        if sentence.words[i].break_before:
            break
    return False


def _says_no_day(expression: TimeExpression) -> bool:
    """A length of time, or an hour that says nothing of its day."""
    if expression.anchor.startswith("event"):
        return False
    return expression.type not in (TimeType.DATE, TimeType.TIME) or expression.value.startswith(_CLOCK)


def _counted_from_today(expression: TimeExpression) -> bool:
    if expression.anchor != "document" or not fixes_day(expression):
        return False
    return not any(rule in expression.rule for rule in _NOT_FROM_TODAY)


def _dates_the_text(expression: TimeExpression) -> bool:
    return not expression.anchor and fixes_day(expression)


def _behind(sentence: Sentence, at: int) -> bool:
    """A verb after «كان», or right after a relative or «منذ»: of a time before the story, or any."""
    was, relatives, words = word_list("titles", "was"), word_list("titles", "relatives"), sentence.words
    known = word_lists(("titles", "relatives"), ("titles", "already"), ("modality", "dating", "since"))
    if at and words[at - 1].bare in known:
        return True
    return any(
        words[i].bare in was and not (i and words[i - 1].bare in relatives)
        for i in range(max(0, at - LOOKS_BACK), at)
    )


def _main(sentence: Sentence, at: int) -> bool:
    """Whether nothing before a verb in its sentence opens a clause that hangs on another."""
    opening = _words_opening()
    return not any(word.bare in opening for word in sentence.words[:at])


@cache
def _words_opening() -> frozenset[str]:
    opening = word_lists(("grammar", "openers"), ("titles", "relatives"))
    return opening - word_list("grammar", "beside")


@cache
def _words_aside() -> frozenset[str]:
    aside = word_lists(("grammar", "aside"), ("grammar", "because"), ("titles", "relatives"))
    return aside | word_list("modality", "dating", "since")


def _somebody_tells(sentence: Sentence, hung: TimeExpression) -> bool:
    """Whether a verb of saying stands right behind a length and what it is counted from: who speaks does so today."""
    behind = next((word for word in sentence.words if word.start >= hung.span.end), None)
    return behind is not None and (is_saying(behind.folded) or is_saying(behind.bare))
