"""The day that a sentence tells, what only bounds one, and how far it carries into the sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.clauses import Sentence, word_list, word_lists
from reader.analysis.events.triggers import Found
from reader.lazy_dataclass import dataclass
from reader.model import TimeExpression

CARRY = 2  # sentences
TO_COME = ("from-document-D+1", "from-document-D+2")
_SINCE = 5  # words from «منذ» to the date that it begins with


@dataclass(frozen=True, slots=True)
class Carried:
    """A day that was told, and in which sentence."""

    time: int
    sentence: int
    heading: bool = False  # nothing but the day stands in it: «الأحد.», «السبت 29:»
    end: int = 0  # of its sentence
    news: bool = False  # counted from the document's date: «أمس», «مساء الاثنين»

    def reaches(self, sentence: Sentence, number: int, text: str, found: Found) -> bool:
        """True where a verb tells of that day: in the paragraph under a heading, else where its sentence goes on («وإثر ذلك»), or,
        in the news of a day, right behind it with «و» and the verb in the past («وبرأت المحكمة ...»).

        A day on a line of its own heads what follows where it is not the first of the text, which tells when it was published.
        """
        if self.heading:
            between = text[self.end : sentence.span.start]
            return "\n" not in (between if self.time == 0 else between.lstrip())
        if self.news and number - self.sentence == 1 and found.at == 0 and and_then(found):
            return True
        return number - self.sentence <= CARRY and goes_on(sentence)


def goes_on(sentence: Sentence) -> bool:
    """True for a sentence that begins «بالتوازي», «وإثر ذلك», «ثم»: of the same day as the one before."""
    listed = word_list("grammar", "goes_on")
    return any(w.bare in listed or w.folded in listed for w in sentence.words[:2])


def heads(sentence: Sentence) -> bool:
    """True for a sentence of nothing but a day, as over an entry of a diary or chronicle."""
    return len(sentence.timed) == len(sentence.words)


def fixes_day(expression: TimeExpression) -> bool:
    """True where the value is a day, or a time of one."""
    return len(expression.value) >= 10 and expression.value[:4].isdigit() and "/" not in expression.value


def last_day(sentence: Sentence, times: Sequence[TimeExpression]) -> int | None:
    """The last expression of a sentence that fixes a day and says when rather than since when; None for none."""
    for i in reversed(sentence.told):
        time = sentence.words[i].time
        if fixes_day(times[time]) and not bounds(sentence, i):
            return time
    return None


def tells_news(sentence: Sentence, day: int, times: Sequence[TimeExpression]) -> bool:
    """True where a sentence tells of one day, counted from the document's date, not of a day to come and not aside («بعدما أغلق الجمعة»)."""
    days = {time for i in sentence.told if fixes_day(times[time := sentence.words[i].time])}
    if days != {day} or times[day].anchor != "document" or any(rule in times[day].rule for rule in TO_COME):
        return False
    first = next(i for i, word in enumerate(sentence.words) if word.time == day)
    for word in reversed(sentence.words[:first]):
        if word.bare in word_list("grammar", "openers"):
            return False
        if word.break_before:
            break
    return True


def first_word(sentence: Sentence, i: int) -> int:
    """The first word of the time expression that word `i` belongs to."""
    while i and sentence.words[i - 1].time == sentence.words[i].time:
        i -= 1
    return i


def bounds(sentence: Sentence, i: int) -> bool:
    """True for a word of an expression after «منذ» or «حتى»: it bounds a state."""
    first = first_word(sentence, i)
    since = word_list("modality", "dating", "since")
    bounding = word_lists(("modality", "dating", "since"), ("modality", "dating", "until"))
    if first > 0 and sentence.words[first - 1].bare in bounding:
        return True
    for j in range(first, max(0, first - _SINCE), -1):  # «منذ زلزال إرزينجان عام 1939»
        before = sentence.words[j - 1]
        if sentence.words[j].break_before or before.bare in word_list("grammar", "openers"):
            return False
        if before.bare in since:
            return sentence.words[j].bare not in word_list(
                "grammar", "that"
            )  # «منذ أن أقفلت النيابة الملف في تشرين الثاني»
    return False


def and_then(found: Found) -> bool:
    """True for a finite verb in the past that «و» joins to what was told."""
    return found.finite and found.reading.conjunction == "و" and found.reading.kind in ("past", "passive")
