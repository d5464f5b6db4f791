"""Text that says of itself that it is a scenario, and the days counted inside it.

Such a text is hypothetical from end to end. Its first day is day 1 whether or not it says so: an opening without
a day, then «في اليوم التالي» (day 2), then «في اليوم الثالث» (day 3) count consistently.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from reader.lazy_dataclass import dataclass
from reader.model import Span
from reader.text.fold import Folded, fold_with_map

DATA = Path(__file__).resolve().parents[2] / "data" / "times" / "narrative.toml"
_ENOUGH = 2
_SENTENCE_END = re.compile(r"[.!?؟…]+[\"»”)]*\s+")
_CLAUSE_END = re.compile(r"[.!?؟…،؛:]+[\"»”)]*\s*")
_OPENING = 80  # code points of a sentence that tell whether it goes back to what is so
_BEFORE = 600  # code points before the first day of a headed scenario in which it is called one
_MOST = 50  # passages of one text; what asks more often is no story
SIGNS = (
    "looks_back says_so doubts looks_ahead imagine asks counterfactual might_have headed".split()
)  # parts of narrative.toml that list ways with the words without which they find nothing
_QUOTED, _ENDS = (
    ' «"“',
    ("\n", ".", "؟", "!", "…"),
)  # what may stand before a question, and what ends the sentence before that
_HEAD = 200  # code points at the start within which «لنتخيل» covers the whole text


class _Pattern:
    """A pattern, compiled when it is first looked for: compiling all of them takes longer than reading ten articles."""

    def __init__(self, written: str) -> None:
        self.written = written

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.written)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.match(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, start)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of saying so. It is looked for only where its words stand: hardly a text has them, and patterns are dear."""

    needs: tuple[tuple[str, ...], ...]  # one word of each
    pattern: _Pattern

    def in_text(self, folded: str) -> bool:
        return all(any(word in folded for word in words) for words in self.needs)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Several ways that mean the same. Together they find what their patterns joined by "|" would."""

    ways: tuple[_Way, ...]

    def search(self, folded: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return _first(self._in_text(folded), folded, start, end)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        ways, at = self._in_text(folded), 0
        while (match := _first(ways, folded, at)) is not None:
            yield match
            at = match.end()

    def _in_text(self, folded: str) -> list[_Way]:
        return [way for way in self.ways if way.in_text(folded)]


def _first(ways: Sequence[_Way], folded: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
    found = (way.pattern.search(folded, start, end) for way in ways)
    return min((each for each in found if each is not None), key=lambda each: each.start(), default=None)


@dataclass(frozen=True, slots=True)
class _Signs:
    """The patterns of narrative.toml."""

    words: tuple[str, ...]
    looks_back: _Sign
    says_so: _Sign
    doubts: _Sign
    looks_ahead: _Sign
    imagine: _Sign
    asks: _Sign
    counterfactual: _Sign
    might_have: _Sign
    headed: _Sign
    day: _Pattern
    later: _Pattern
    back_to_earth: _Pattern
    leaves: _Pattern
    counted: _Pattern
    dated: _Pattern
    quoted: _Pattern
    tells: _Pattern
    now: _Pattern
    speaks: _Pattern


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))

    def any_of(name: str) -> _Pattern:
        return _Pattern("|".join(table[name]["patterns"]))

    parts: dict[str, Any] = {
        **{name: _Sign(tuple(map(_way, table[name]["ways"]))) for name in SIGNS},
        **{name: any_of(name) for name in ("back_to_earth", "leaves")},
        **{name: _Pattern(table["headed"][name]) for name in ("day", "later")},
        **{name: _Pattern(each) for name, each in table["evidence"].items()},
    }
    return _Signs(tuple(table["words"]["any"]), **parts)


def _way(row: dict[str, Any]) -> _Way:
    return _Way(tuple(tuple(words.split("|")) for words in row["needs"]), _Pattern(row["pattern"]))


@dataclass(frozen=True, slots=True)
class Imagined:
    """A passage that is imagined. `asked`: begun by «ماذا لو», «لنفترض»; else the text itself says how far it goes."""

    span: Span
    asked: bool = False


def scenarios(text: str, known: Folded | None = None) -> tuple[Imagined, ...]:
    """The parts of a text that it says of itself are imagined, in reading order; none for a report.

    A remark that looks back («هل هذا السيناريو ممكن؟») makes all of the text a scenario, one that looks ahead
    («لنتخيل السيناريو التالي») everything from it on, up to a paragraph that goes back to what is so («في الواقع»);
    «لنفترض أن», «ماذا لو» their paragraph and those that go on counting its days. A question alone is not enough in a text full of calendar days and
    people quoted: there it is asked of somebody else's plan. `known` is the text folded, where somebody has it.
    """
    signs = _signs()
    if not any(word in text for word in signs.words):
        return ()
    folded = known or fold_with_map(text)
    if (said_so := signs.says_so.search(folded.text)) is not None:
        return (
            Imagined(Span(0, _till(text, folded.to_source(said_so.end() - 1, said_so.end()).start, signs))),
        )
    match = signs.looks_ahead.search(folded.text)
    if match is not None:
        start = folded.to_source(match.start(), match.end()).start
        heads = start < _HEAD and _SENTENCE_END.search(text, 0, start) is None
        end = _end(text, start, signs)
        if (asks := signs.looks_back.search(folded.text, match.end())) is not None:
            end = min(end, _till(text, folded.to_source(asks.end() - 1, asks.end()).start, signs))
        return (Imagined(Span(0 if heads else start, end), not heads),)
    if (asks := _asked_of_itself(folded.text, signs)) is not None:
        story = _told_before(folded.text[: asks.start()], signs) or 0
        begins = folded.to_source(story, story + 1).start
        if (opens := _opened(folded.text, asks.start(), signs)) is not None:
            begins = folded.to_source(opens.end() - len(opens.group().lstrip()), opens.end()).start
        elif not (signs.dated.search(folded.text, 0, story) or signs.quoted.search(folded.text, 0, story)):
            begins = 0
        return (
            Imagined(Span(begins, _till(text, folded.to_source(asks.end() - 1, asks.end()).start, signs))),
        )
    if (doubted := _doubts_itself(folded.text, signs)) is not None:
        return (Imagined(Span(0, _till(text, folded.to_source(doubted - 1, doubted).start, signs))),)
    out: list[Imagined] = []
    asked = signs.looks_back.search(folded.text)
    if asked is not None and (told := _told_before(folded.text[: asked.start()], signs)) is not None:
        ends = folded.to_source(told, asked.end())
        out.append(Imagined(Span(ends.start, _sentence_end(text, ends.end))))
    days = list(signs.day.finditer(folded.text))
    if len(days) > 1 and signs.headed.search(folded.text, max(0, days[0].start() - _BEFORE), days[0].start()):
        days += signs.later.finditer(folded.text, days[-1].end())
        first, last = (folded.to_source(each.end() - 1, each.end()).start for each in (days[0], days[-1]))
        out.append(Imagined(Span(text.rfind("\n", 0, first) + 1, _line_end(text, last))))
    till = -1
    imagining = list(signs.imagine.finditer(folded.text))
    questions = (
        each for each in signs.asks.finditer(folded.text) if not _led_to(folded.text, each, imagining, signs)
    )
    told_so = [*signs.counterfactual.finditer(folded.text), *signs.might_have.finditer(folded.text)]
    asking = [*imagining, *questions, *told_so]
    for match in sorted(asking, key=lambda each: (each.start(), -each.end())):
        start = folded.to_source(match.end() - len(match.group().lstrip()), match.end()).start
        if len(out) == _MOST:
            break
        if start < till or any(each.span.start <= start < each.span.end for each in out[:1]):
            continue
        told = match in told_so  # these say how far it goes
        till = (
            folded.to_source(match.end() - 1, match.end()).end if told else _last_counted(text, start, signs)
        )
        out.append(Imagined(Span(start, till), not told))
    return tuple(sorted(out, key=lambda each: each.span))


def _led_to(folded: str, question: re.Match[str], imagining: Sequence[re.Match[str]], signs: _Signs) -> bool:
    """True for «ماذا لو سبق الخطاب الطائرات؟» that only leads to «تخيل أن» in its paragraph or the next; what is told between is real."""
    at = next((each.start() for each in imagining if each.start() > question.end()), None)
    if at is None or len(re.findall(r"\n+", folded[question.end() : at].strip())) > 1:
        return False
    asked = _SENTENCE_END.search(folded, question.end(), at)
    return asked is not None and (asked.end() >= at or not signs.now.match(folded[asked.end() : at]))


def scenario_span(text: str) -> Span | None:
    """The first of `scenarios`; None for a report."""
    found = scenarios(text)
    return found[0].span if found else None


def _last_counted(text: str, start: int, signs: _Signs) -> int:
    """The end of the paragraph at `start`, or of the last one after it that counts days as a story does, or goes on in the present.

    Before its end where the quotation closes that it is said in, or a sentence goes back to what is so.
    """
    end = at = _line_end(text, start)
    left = _left(text, start, end, signs)
    if left is not None:
        return left
    while at < len(text):
        stop = _line_end(text, at + 1)
        paragraph = fold_with_map(text[at + 1 : stop]).text
        if signs.dated.search(paragraph) or _real(paragraph, signs):
            break
        if signs.counted.search(paragraph) or _told_on(paragraph, signs):
            end = stop
        elif paragraph.strip() and end != at:
            break  # two paragraphs that count nothing
        at = stop
    return end


def _told_on(paragraph: str, signs: _Signs) -> bool:
    """True where a folded paragraph goes on telling in the present: a verb of it opens two sentences of three, and nobody speaks."""
    sentences = [
        each
        for each in _SENTENCE_END.split(paragraph + " ")
        if each.strip() and not each.lstrip()[0].isdigit()
    ]  # the points of a list are no sentences: «1- وقف شامل لإطلاق النار.»
    if not sentences or signs.speaks.match(paragraph):
        return False
    return 3 * sum(signs.tells.match(each) is not None for each in sentences) >= 2 * len(sentences)


def _left(text: str, start: int, end: int, signs: _Signs) -> int | None:
    """Where the paragraph leaves what it imagines from `start` on; None where it goes on to its `end`."""
    opened = text.rfind("\n", 0, start) + 1
    for marks in ('""', "«»", "“”"):
        inside = text.count(marks[0], opened, start) > text.count(marks[1], opened, start)
        if marks == '""':
            inside = text.count('"', opened, start) % 2 == 1
        closing = text.find(marks[1], start, end) if inside else -1
        if closing >= 0:
            return closing
    for stop in _SENTENCE_END.finditer(text, start, end):
        sentence = fold_with_map(text[stop.end() : min(end, stop.end() + _OPENING)]).text
        own_day = signs.dated.search(fold_with_map(_SENTENCE_END.split(text[stop.end() : end], 1)[0]).text)
        if (own_day and not signs.now.match(sentence)) or _real(sentence, signs):
            return stop.start() + len(stop.group().rstrip())
    return None


def _real(opening: str, signs: _Signs) -> bool:
    """True where a sentence or paragraph opens by going back to what is so, or by quoting somebody in the past."""
    return any(sign.match(opening) for sign in (signs.back_to_earth, signs.leaves, signs.quoted))


def _line_end(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _end(text: str, start: int, signs: _Signs) -> int:
    """Where the paragraph begins that leaves the scenario; the end of the text where none does."""
    at = text.find("\n", start)
    while at >= 0:
        paragraph = fold_with_map(text[at + 1 : _line_end(text, at + 1)]).text
        if _real(paragraph, signs):
            return at
        dated = signs.dated.search(paragraph) and not signs.counted.search(paragraph)
        if dated and (start >= _HEAD or not _told_on(paragraph, signs)):
            return at  # one that was announced at the head of the text ends where a day of the calendar is told in the past
        at = text.find("\n", at + 1)
    return len(text)


def _till(text: str, at: int, signs: _Signs) -> int:
    """The end of a story that is called one at `at`: of the text, or of that sentence where what follows has days or people quoted, or
    goes back to what was («ما حدث غير ذلك»)."""
    end = _sentence_end(text, at)
    rest = fold_with_map(text[end:]).text.lstrip()
    begins = (0, *(each.end() for each in _CLAUSE_END.finditer(rest)))
    back = any(signs.back_to_earth.match(rest, at) for at in begins)
    return end if back or signs.dated.search(rest) or signs.quoted.search(rest) else len(text)


def _asked_of_itself(folded: str, signs: _Signs) -> re.Match[str] | None:
    """Where a text asks of itself whether it can be, and not of somebody else's plan."""
    asks = signs.looks_back.search(folded)
    if asks is None:
        return None
    story = folded[: asks.start()]  # what stands behind the question is no part of it
    weight = _ENOUGH
    weight += _several(signs.counted, story, 2)
    weight -= _several(signs.dated, story, 2)
    weight -= _several(signs.quoted, story, 3)
    return asks if weight >= _ENOUGH else None


def _opened(folded: str, asked: int, signs: _Signs) -> re.Match[str] | None:
    """What begins the story before the question: «لنتخيل أن»; or «ماذا لو» at the head of a sentence behind a report."""
    opens = signs.imagine.search(folded, 0, asked)
    if opens is not None:
        return opens
    for each in signs.asks.finditer(folded[:asked]):
        before, story = folded[: each.start()].rstrip(_QUOTED), folded[each.start() : asked]
        if (
            each.start() > _HEAD
            and before.endswith(_ENDS)
            and not signs.dated.search(story)
            and not signs.quoted.search(story)
        ):
            return each
    return None


def _doubts_itself(folded: str, signs: _Signs) -> int | None:
    """The end of «هل هذا خيال؟», «كل هذا لم يحدث بعد» behind a story that is told in the present, no day of the calendar in it."""
    match = signs.doubts.search(folded)
    if match is None or match.start() < len(folded) // 2:
        return None
    story = folded[: match.start()]
    told = _told_on(story, signs) and not (signs.dated.search(story) or signs.quoted.search(story))
    return match.end() if told else None


def _told_before(story: str, signs: _Signs) -> int | None:
    """Where the story begins that is told in the present right before «هل كان هذا السيناريو ممكنا؟» in a longer report; None for none.

    It is the paragraph of the question and those before it that are told so, or the one before where the question heads its own.
    """
    start = None
    for paragraph in reversed(list(re.finditer(r"[^\n]+", story))):
        words = paragraph.group()
        real = signs.dated.search(words) or signs.quoted.search(words)
        if start is None and len(words) < _OPENING:
            continue  # the question's own line
        if real or len(_SENTENCE_END.split(words)) <= _ENOUGH or not _told_on(words, signs):
            break
        start = paragraph.start()
    return start


def _sentence_end(text: str, at: int) -> int:
    match = re.compile(r"[.!?؟…\n]").search(text, at)
    return match.end() if match is not None else len(text)


def _several(pattern: _Pattern, folded: str, at_least: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(folded), at_least)) >= at_least


class DayCount:
    """Counts the days of a scenario as they are said, in reading order."""

    def __init__(self) -> None:
        self.today = 1

    def numbered(self, number: int) -> str:
        """«في اليوم الثالث»."""
        self.today = number
        return f"HYP-D{number}"

    def later(self, days: int) -> str:
        """«في اليوم التالي», «بعد يومين», «في اليوم نفسه» (0)."""
        self.today = max(1, self.today + days)
        return f"HYP-D{self.today}"
