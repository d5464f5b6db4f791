"""Which time expression dates an event: the nearest of its sentence, else one carried from just before.

A date is never made: an event gets an expression that stands in its own sentence within reach, or, for a
finite verb that says nothing of time, the day that the sentence right before it told (news goes on with
«وإثر ذلك»). «منذ» and «حتى» bound a state and date no happening.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, Word, word_list, word_lists
from reader.analysis.events.days_told import and_then, first_word, fixes_day
from reader.analysis.events.other_clauses import of_another_clause
from reader.analysis.events.other_days import (
    new_day,
    of_a_noun,
    said_before,
    told_between,
)
from reader.analysis.events.readings import read_word
from reader.analysis.events.said_times import REACH, SaidTimes, clauses_of_anchors, said_times
from reader.analysis.events.triggers import Found
from reader.model import TimeExpression, TimeType

_VERDICT = 8  # words between a verdict and what it is for
COUNTED = 4  # words between a count and what it is of
RELATED = 4  # cost: «أخمد الثلاثاء الحريق الذي اندلع في ...», the day is that of the main clause


def dates(
    sentence: Sentence,
    found: Found,
    times: Sequence[TimeExpression],
    others: Sequence[Found],
    said: SaidTimes | None = None,
) -> tuple[int, ...]:
    """Expressions of the sentence that may date the trigger, best first. `others` are all its triggers, `said` what its times are,
    where somebody knows."""
    if not sentence.timed or _charged(sentence, found):
        return ()
    said = said or said_times(sentence, times)
    costs: dict[int, int] = {}
    counted = _counted(sentence, found)
    of_verdict = judged(sentence, found) or _looked_into(sentence, found)
    first = min((o.at for o in others), default=0)
    following = min((o.at for o in others if o.finite and o.at > found.at), default=len(sentence.words))
    behind_it = [i for i in sentence.timed if found.at < i < following]
    own = any(
        found.at < i < following and i not in said.bounding and not _modifies(sentence, i, found.at)
        for i in said.dates
    )
    counted_on = _a_length(sentence, found.at - 1, times)
    went_by = bool(found.reading.conjunction) and any(_a_length(sentence, i, times) for i in behind_it)
    own_day = own and any(fixes_day(times[sentence.words[i].time]) for i in behind_it)
    for i in said.dates:
        word = sentence.words[i]
        if word.time == said.dateline or (i < found.at and _announced(sentence, found)):
            continue
        if (i in said.bounding and not _since_it(sentence, i, found)) or _later(sentence, i, found.at, times):
            continue
        if i < found.at and not fixes_day(times[word.time]) and _before_which(sentence, found.at):
            continue
        if i < found.at and (counted or of_verdict):
            continue
        if times[word.time].anchor.startswith("event") and _behind(found, i, others):
            continue
        if any((i in clause) != (found.at in clause) for clause in said.clauses):
            continue
        if counted_on and i > found.at and _behind_and(sentence, found.at, i):
            continue  # «وبعد أربعة أيام فرض المجلس حظرا، وفي 29 تشرين الثاني أجاز ...»
        if went_by and i < found.at:
            continue  # «استقال في 14 تموز، وعاد بعد سبعة أسابيع»
        if (own_day and said_before(sentence, i, found.at)) or of_a_noun(sentence, i, found.at):
            continue
        if of_another_clause(sentence, i, found, others, own=own):
            continue
        cost = (
            _cost(sentence, found.at, i, others)
            + _modifies(sentence, i, found.at)
            + _clause_before(sentence, found, i, own)
        )
        another = new_day(sentence, i, found.at, times)
        if i <= 6 and i <= first and not another and not (own and told_between(others, i, found.at)):
            cost = min(cost, 7)  # «وفي 7 كانون الأول، ...»: the head of a sentence dates all of it
        if not found.finite and not found.light and found.borne <= found.at and cost <= REACH:
            nearest = min(
                [*others, found], key=lambda o: (_cost(sentence, o.at, i, others) - 3 * o.finite, o.at)
            )
            if nearest.at != found.at and nearest.finite:
                behind = i < found.at or nearest.at > found.at
                cost += (
                    12 if behind else 5
                )  # the date is the verb's; what it speaks of may be of another time
        if cost <= REACH:
            costs[word.time] = min(costs.get(word.time, REACH + 1), cost)
    if (
        not costs
        and found.finite
        and found.at
        and sentence.words[found.at - 1].bare in word_list("grammar", "when")
    ):
        near = [sentence.words[i] for i in (found.at - 2, *range(found.at + 1, following)) if i >= 0]
        told = next((w.time for w in near if w.time >= 0 and fixes_day(times[w.time])), None)
        if told is not None:
            return (told,)
    if not costs and found.finite and found.at == first:
        days = {sentence.words[i].time for i in said.dates if i not in said.bounding} - {said.dateline}
        only = next(iter(days), None)
        if (
            only is not None
            and len(days) == 1
            and fixes_day(times[only])
            and times[only].anchor == "document"
            and not _of_the_next(sentence, found.at, only)
        ):
            return (only,)  # «اليوم الأحد» at the end of a long sentence is its main verb's day
    if not costs and not own and not went_by and and_then(found) and found.at > first:
        told = list({sentence.words[i].time for i in said.dates if i < found.at and i not in said.bounding})
        if len(told) == 1 and fixes_day(times[told[0]]):
            return (told[0],)  # «اندلعت احتجاجات اليوم في ...، وأسقط متظاهرون ...، وأطلقت الشرطة ...»
    return tuple(sorted(costs, key=lambda t: (costs[t], t)))


def _a_length(sentence: Sentence, at: int, times: Sequence[TimeExpression]) -> bool:
    """«بعد أربعة أيام» beside the verb says when, also where no day can be counted from it."""
    time = sentence.words[at].time if 0 <= at < len(sentence.words) else -1
    if time < 0 or times[time].type is not TimeType.DURATION:
        return False
    return sentence.words[first_word(sentence, at)].bare in word_list("grammar", "length_after")


def _behind_and(sentence: Sentence, at: int, until: int) -> bool:
    """Whether a clause that «و» begins behind a comma stands between two words."""
    letters = word_list("grammar", "and_letters")
    return any(
        "،" in word.break_before and word.folded[:1] in letters and word.bare != word.folded
        for word in sentence.words[at + 1 : until + 1]
    )


def _since_it(sentence: Sentence, i: int, found: Found) -> bool:
    """«منذ إلغاء الملكية عام 2008»: the year is that of what it is since."""
    if found.finite or not 0 < found.at < i:
        return False
    return sentence.words[found.at - 1].bare in word_list("modality", "dating", "since")


def _announced(sentence: Sentence, found: Found) -> bool:
    """«أعلنت الوزارة مساء الأحد أن الزلزال أسفر عن ...»: what is known behind «أن» was not when somebody spoke of it."""
    known = not found.finite and found.reading.definite and not found.reading.conjunction
    return known and found.at > 0 and sentence.words[found.at - 1].bare in word_list("grammar", "clause_that")


def _before_which(sentence: Sentence, at: int) -> bool:
    """«حكم عليه عام 2013 قبل أن يخفف ... العقوبة»: after «قبل أن» the story has gone on, by no more than a day or by years."""
    words = sentence.words
    return (
        at > 1
        and words[at - 1].bare in word_list("grammar", "that")
        and words[at - 2].bare in word_list("grammar", "before")
    )


def _counted(sentence: Sentence, found: Found) -> bool:
    """Whether a happening is told only by how many it killed or hurt."""
    if found.finite or found.light:
        return False
    start = found.at
    while start and found.at - start < COUNTED and not sentence.words[start].break_before:
        start -= 1
        if sentence.words[start].bare in word_list("grammar", "tolls"):
            return True
    return False


def _of_the_next(sentence: Sentence, at: int, time: int) -> bool:
    """«قُطعت الأشجار، وفُككت الأنابيب، ورُفع الديك يوم السبت»: the day at the end is that of the verb it stands with."""
    for word in sentence.words[at + 1 :]:
        if word.time == time:
            return False
        if word.break_before and any(r.conjunction and r.kind != "masdar" for r in read_word(word.folded)):
            return True
    return False


def _behind(found: Found, i: int, others: Sequence[Found]) -> bool:
    """«عرضت عليه قبل يوم من وصول القوات الحماية ومغادرة البلاد»: the day before the arrival is that of the verb, not of what it takes."""
    if found.finite or found.light or found.at < i:
        return False
    return any(other.finite and other.at < i for other in others)


def _charged(sentence: Sentence, found: Found) -> bool:
    """«أُعدم فجر الاثنين ثلاثة مدانين بتفجير ...»: what somebody is judged for happened before the time that is told."""
    if found.finite or not found.at:
        return False
    near = sentence.words[max(0, found.at - 2) : found.at]
    return (found.reading.proclitic == "ب" or near[-1].bare in word_list("grammar", "on_a_charge")) and any(
        word.bare in word_list("grammar", "accused") for word in near
    )


def judged(sentence: Sentence, found: Found) -> bool:
    """«وأدين القبطان بالقتل غير العمد»: what a verdict is about was before it, and before the day that its text stands on."""
    at = found.at
    if found.finite or found.reading.proclitic != "ب":
        return False
    for i in range(at - 1, max(-1, at - _VERDICT - 1), -1):
        if sentence.words[i + 1].break_before:
            return False
        if sentence.words[i].bare in word_list("grammar", "convicts"):
            return True
    return False


def _looked_into(sentence: Sentence, found: Found) -> bool:
    """«أعلنت أمس إغلاق التحقيق في انهيار المنجم»: what is looked into was before."""
    if (
        found.finite
        or found.at < 2
        or sentence.words[found.at - 1].bare not in word_list("grammar", "inside")
    ):
        return False
    return sentence.words[found.at - 2].bare in word_list("grammar", "inquiries")


def _clause_before(sentence: Sentence, found: Found, i: int, own: bool) -> int:
    """«اجتمع الوزيران في السادس من أبريل، وفتحت إيران ...»: a verb after و begins a clause, whose day comes after it."""
    if i >= found.at or not found.reading.conjunction or i <= 1:
        return 0
    if not found.finite:
        return (
            20 if own and found.reading.conjunction == "ف" else 0
        )  # «ثم تأميم المناجم في 1971 فإضراب السائقين في 1972»
    if own:
        return 20  # «أطلقت يوم 14 يوليو وحطت ... في 23 أغسطس»
    if found.reading.conjunction == "ف":
        return 0  # «زارت العاصمة يوم 7 أغسطس، فلم يسمح لها ...»: what came of it
    return 7 if sentence.words[found.at].break_before else 4


def _modifies(sentence: Sentence, i: int, at: int) -> int:
    """«بطلة 2018», «دستور 2014», «رئاسيات 18 أفريل»: a year or date right after a noun says which, not when; as a cost."""
    words = sentence.words
    first = first_word(sentence, i)
    before = words[first - 1] if first else None
    if before is None or before.time >= 0 or words[first].break_before or not words[first].folded.isdigit():
        return 0
    if before.bare in word_list("grammar", "prepositions"):
        return 0
    if len(words[first].folded) == 4 and (first + 1 == len(words) or words[first + 1].time != words[i].time):
        return REACH
    return REACH if first - 1 != at and before.mention < 0 and _construct(before) else 0


def _construct(word: Word) -> bool:
    """A noun that takes another after it: without its article, no verb, no adverb in ـا."""
    if word.folded.startswith(("ال", "لل", "بال")) or word.owned or word.folded.endswith("ا"):
        return False
    listed = word_lists(("grammar", "openers"), ("grammar", "adverbs"), ("grammar", "verbs"))
    return word.bare not in listed and not any(r.kind != "masdar" for r in read_word(word.folded))


def _later(sentence: Sentence, i: int, at: int, times: Sequence[TimeExpression]) -> bool:
    """«جاء الرابع من آب، وبعده بأيام خرج على الشاشة»: between the date and the verb the story goes on by a length of time."""
    between = {
        word.time for word in sentence.words[i + 1 : at] if word.time not in (-1, sentence.words[i].time)
    }
    return any(times[t].rule in ("distance-from-text", "distance-after") for t in between)


def _cost(sentence: Sentence, at: int, time: int, others: Sequence[Found]) -> int:
    """Words in between (beyond eight half each), and more for commas, clause openers and other verbs."""
    low, high = (at, time) if at < time else (time, at)
    words = high - low
    cost = words if words <= 8 else 8 + (words - 8) // 2
    openers, because = word_list("grammar", "openers"), word_list("grammar", "because")
    relatives, until = word_list("titles", "relatives"), word_list("modality", "dating", "until")
    as_told, what = word_list("modality", "dating", "as_told"), word_list("modality", "dating", "what")
    later = word_list("modality", "dating", "later")
    for i in range(low + 1, high + 1):
        word = sentence.words[i]
        for each in word.break_before:
            if each in "،,":
                cost += 2
            elif each in "؛.":
                cost += 8
            elif each == ":":
                cost += 4  # «جرى في 14 تشرين الأول ما هو أدهى: سقط سبعة قتلى»
        if i == high:
            break
        bare = word.bare
        if bare in openers:
            cost += 5
        if time < at and bare in relatives:
            cost += RELATED
        if bare in because:
            cost += 3
        if at < time and bare in until:
            cost += 10  # «تولى الرئاسة ... وحتى وفاته في عام 2000»
        told = bare in what and sentence.words[i - 1].bare in word_list("modality", "dating", "according")
        if told or bare in as_told:
            cost += 10  # «مُسحت الأجهزة وفق ما روته في أغسطس 2015»
    if time < at and any(word.bare in later for word in sentence.words[time + 1 : at + 2]):
        cost += 12  # «وصل الأحد 8 سبتمبر، وقال لاحقا إنه وقع ...»
    cost += sum((4 if o.finite else 1) for o in others if low < o.at < high)
    return cost + (1 if time > at else 0)


def anchors(sentence: Sentence, found: Found, times: Sequence[TimeExpression]) -> bool:
    """True for an event that another is dated by: «قبل سقوط دمشق بيوم». What dates that other does not date it."""
    before = sentence.words[found.at - 1].bare if found.at else ""
    if found.reading.proclitic == "ل" and before in word_list("grammar", "following"):
        return True  # «يوم الخميس التالي للانفجار»
    trigger = sentence.words[found.at].span
    near = {sentence.words[i].time for i in sentence.timed}
    return any(span.contains(trigger) for t in near if (span := times[t].anchor_span) is not None)


def dated_anchor(sentence: Sentence, found: Found, times: Sequence[TimeExpression]) -> int | None:
    """«بعد عام على انفجار المرفأ في 4 آب»: the day right after the words of an anchor is the anchor's own.

    Only where the distance is counted in weeks or more: after «بعد يومين من الزلزال في 10 آب» the day is the verb's.
    """
    trigger = sentence.words[found.at].span
    for t in {sentence.words[i].time for i in sentence.timed}:
        span = times[t].anchor_span
        if span is None or not span.contains(trigger):
            continue
        told = [
            sentence.words[i].time
            for clause in clauses_of_anchors(sentence, times)
            for i in clause
            if sentence.words[i].time >= 0 and fixes_day(times[sentence.words[i].time])
        ]
        if told:
            return told[0]
        if times[t].value[:2] == "PT" or (times[t].value.endswith("D") and times[t].value != "PXD"):
            continue
        behind = [i for i, w in enumerate(sentence.words) if w.start >= span.end]
        for i in behind[:8]:
            word = sentence.words[i]
            if any(b in "،,؛:" for b in word.break_before):
                break
            if word.time >= 0 and word.time != t:
                return word.time if fixes_day(times[word.time]) else None
    return None
