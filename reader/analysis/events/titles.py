"""The title of an event: always a quote from one of its reports, never made.

It begins where the act does: words that join a clause to the one before, and times, which the timeline shows anyway,
are left out at its beginning (reader/data/events/titles.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.events.clauses import without_conjunction
from reader.analysis.events.readings import read_word
from reader.model import Modality, Span
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.analysis.events.features import Report

LONGEST = 110  # characters
SHORTEST = 18
FEWEST = 3  # words
FIRST, SOON = 2, 6  # words of a title: its beginning, and what is still read as one with it
FAR = 60  # code points back to whom a relative clause speaks of, and to what one word by itself goes on from
MASDAR = "masdar"
ACT = "act "  # begins what an answer is an answer to, where that is an act (see features)
_DATA = Path(__file__).resolve().parents[2] / "data" / "events" / "titles.toml"
# A comma or full stop between digits, and a full stop inside an address of the web, end nothing.
_STOP = r"[,.](?![\da-z])|(?<!\d)[,.](?=\d)|(?<![A-Za-z])\.(?=[a-z])|,(?=[a-z])"
# «لاهاي (الخميس 21 نوفمبر 2024) - », «(رويترز) - »: where and when a text was written, before it begins.
_DATELINE = re.compile(r"[^\n]{0,80}?[\d)]\s?[-–—]\s+")
_END = re.compile(rf"[،؛;:!?؟…»”\n]|{_STOP}")
_START = re.compile(rf"(?:[،؛;:!?؟…\n▪•●«“]|{_STOP})️?")
_CLOSING = {"«": "»", "“": "”"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_WORD = re.compile(r"\S+")
_EDGES = " \t\r\n▪•●■️-–—،,؛:."
_RANK = {
    Modality.ASSERTED: 0,
    Modality.ATTRIBUTED: 0,
    Modality.PLANNED: 1,
    Modality.DENIED: 1,
    Modality.HYPOTHETICAL: 2,
}


def title_of(members: Sequence[Report]) -> str:
    """The clause of the report that tells the act most plainly: one that stands by itself before one that is short or hangs on
    words left out, one that begins with the act, and by its verb, before one that comes to it late, one that says who, where, when.

    Of several accounts it tells what they share: not an act that one alone names («وافق على إلقاء خطاب»)."""
    aside = alone(members)
    return min(members, key=lambda report: _plainness(report, report.key in aside)).title


def alone(members: Sequence[Report]) -> frozenset[str]:
    """Keys of those of several reports that answer an act which hardly any other names: something else, it may be."""
    named = Counter(each for report in members for each in report.about if each.startswith(ACT))
    return frozenset(
        report.key
        for report in members
        if len(members) > 2
        and (acts := [each for each in report.about if each.startswith(ACT)])
        and all(2 * named[each] < len(members) for each in acts)
    )


def _plainness(report: Report, aside: bool) -> tuple[object, ...]:
    """Sorts the plainest first."""
    who = bool(report.agents or report.patients or report.words)
    own_time = report.interval is not None and not report.carried
    told = who + bool(report.places) + own_time + bool(report.numbers)
    return (
        _RANK[report.modality],
        aside,
        _hanging(report.title),
        report.behind,
        -(told + _begun(report)),
        report.modality is Modality.ATTRIBUTED,
        -round(report.score, 1),
        report.key,
    )


def _begun(report: Report) -> float:
    """How soon a title tells the act: 2 where it begins by its verb, 1.5 where the verb follows soon, 1 where it begins by a masdar."""
    for at, word in enumerate(report.title.split()[:SOON]):
        kinds = {each.kind for each in read_word(fold(word)) if each.trigger.lemma == report.lemma}
        if kinds and at < FIRST:
            return 2 if kinds - {MASDAR} else 1
        if kinds - {MASDAR}:
            return 1.5
    return 0


def _hanging(title: str) -> bool:
    """«برأت اثنين», «لاعتقال فلان وآخرين», «كم مات؟»: too little by itself."""
    told = title.split()
    if len(told) < FEWEST or title.endswith(("؟", "?")):
        return True
    first = fold(told[0])
    if told[0] in _words()["hanging"]:
        return True
    return any(each.proclitic for each in read_word(first)) and all(
        each.kind == MASDAR for each in read_word(first)
    )


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(words.split())
        for name, words in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()
    }


def clause(
    text: str,
    sentence: Span,
    trigger: Span,
    parts: Sequence[Span] = (),
    times: Sequence[Span] = (),
    others: Sequence[Span] = (),
) -> str:
    """The words around a trigger between punctuation, at most LONGEST characters, cut between words.

    `parts` are the people, places and things with a part in the event, `times` the time expressions of the text, `others`
    triggers of the sentence whose events have titles too: the words up to the last one before this are no part of its own.
    """
    begin = sentence.start
    while (place := _DATELINE.match(text, begin, trigger.start)) is not None:
        begin = place.end()
    for match in _START.finditer(text, begin, trigger.start):
        if (
            match.group()[0] not in _CLOSING
            or text.find(_CLOSING[match.group()[0]], match.end(), trigger.start) < 0
        ):
            begin = match.end()
    begin = _begin(text, begin, sentence, trigger, parts, times)
    begin = _own_begin(text, begin, sentence, trigger, parts, others)
    begin = _without_preposition(text, _without_conjunction(text, begin, trigger, parts), trigger)
    stop, counted_from = sentence.end, any(time.start < trigger.start < time.end for time in times)
    for match in _END.finditer(text, trigger.end, stop):
        opening = _OPENING.get(match.group())
        if opening and text.count(opening, begin, match.start()) > text.count(
            match.group(), begin, match.start()
        ):
            continue
        if match.start() - begin >= SHORTEST or counted_from:
            stop = match.start()
            break
    if counted_from:
        stop = _before_the_verb(text, trigger, stop)
    if stop - begin > LONGEST:
        stop = text.rfind(" ", trigger.end, begin + LONGEST)
        stop = stop if stop > trigger.end else min(sentence.end, begin + LONGEST)
    if not counted_from and not any(map(str.isspace, text[begin:stop].strip(_EDGES))):
        begin = _without_conjunction(text, _before(text, sentence, begin), trigger, parts)
    return _balanced(text[begin:stop].strip(_EDGES))


def _before(text: str, sentence: Span, begin: int) -> int:
    """«ويترشح للرئاسة، ويخسر», «موعدا لانتخابات»: one word tells nothing, so the clause before it goes with it, or the end of that."""
    least = max(sentence.start, begin - FAR)
    starts = [match.end() for match in _START.finditer(text, least, begin)]
    for start in reversed(starts):
        if len(text[start:begin].split()) > 1:
            return begin - len(text[start:begin].lstrip())
    return least if least == sentence.start else text.find(" ", least, begin) + 1


def _before_the_verb(text: str, trigger: Span, stop: int) -> int:
    """«وغداة التتويج أودع محاميها شكوى»: what the day is counted from ends where the sentence says what happened then."""
    before = ""
    for word in _WORD.finditer(text, trigger.end, stop):
        readings = read_word(fold(word.group().strip(_EDGES)))
        if any(each.kind != MASDAR for each in readings) and not _one_of(before, _words()["relatives"]):
            return word.start()
        before = word.group()
    return stop


def _begin(
    text: str, begin: int, sentence: Span, trigger: Span, parts: Sequence[Span], times: Sequence[Span]
) -> int:
    """Where the title begins: at the act, or before it at whom or what it is said of."""
    if (first := _WORD.search(text, begin, trigger.start)) and _one_of(first.group(), _words()["relatives"]):
        said_of = [part.start for part in parts if first.start() - FAR <= part.start < first.start()]
        return max(said_of) if said_of and max(said_of) >= sentence.start else trigger.start
    at = _past_openers(text, begin, trigger, parts, times)
    if not any(at <= part.start < trigger.start for part in parts):
        return trigger.start if trigger.start - at > LONGEST // 3 or _bare(text, at, trigger.start) else at
    if trigger.start - at > LONGEST // 2:
        at = _past_openers(text, _cut(text, at, trigger, parts), trigger, parts, times)
        if (cut := _WORD.search(text, at, trigger.start)) and _one_of(cut.group(), _words()["relatives"]):
            at = cut.end() + 1  # whom it is said of is cut off
    return at


def _cut(text: str, at: int, trigger: Span, parts: Sequence[Span]) -> int:
    """Where a clause that is long before its trigger may begin: at what is said behind «إن», else a few words before the trigger;
    within no name."""
    said = [
        each.start() for each in _WORD.finditer(text, at, trigger.start) if each.group() in _words()["said"]
    ]
    if said:
        return said[-1]
    cut = text.rfind(" ", at, trigger.start - LONGEST // 4) + 1 or at
    return next((part.start for part in parts if part.start < cut < part.end), cut)


def _past_openers(text: str, at: int, trigger: Span, parts: Sequence[Span], times: Sequence[Span]) -> int:
    """Past the words that join a clause to the one before it, and past times; where the trigger is told within such a time
    («بعد شهرين من استقالة ...»), at itself."""
    words = _words()
    while at < trigger.start and (word := _WORD.search(text, at, trigger.start)):
        if any(part.start <= word.start() < part.end for part in parts):
            return word.start()
        joined = word.start() + (word.group()[0] in "وف")
        time = next(
            (
                each
                for each in times
                if each.start in (word.start(), joined) or each.start < word.start() < each.end
            ),
            None,
        )
        if time is not None and time.start <= trigger.start < time.end:
            return trigger.start
        if time is not None and time.end <= trigger.start:
            at = time.end
        elif _one_of(word.group(), words["openers"]) or (
            _one_of(word.group(), words["before_times"])
            and any(word.end() <= each.start <= word.end() + 2 for each in times)
        ):
            at = word.end()
        elif (
            _one_of(word.group(), words["before_that"])
            and (that := _WORD.match(text, word.end() + 1, trigger.start))
            and _one_of(that.group(), words["that"])
        ):
            at = that.end()
        else:
            return word.start()
    return at


def _own_begin(
    text: str, begin: int, sentence: Span, trigger: Span, parts: Sequence[Span], others: Sequence[Span]
) -> int:
    """Where the words begin that are the trigger's own, where another verb tells something before it in the same clause:
    at itself, or at the helping verbs and whom it is said of right before it. `begin` where nothing does."""
    told = [
        each.end for each in others if begin <= each.start and each.end <= trigger.start and _verb(text, each)
    ]
    start = text.rfind(" ", 0, trigger.start) + 1
    if not told or start <= max(told) or not text[trigger.end : sentence.end].strip(_EDGES):
        return begin
    if (
        start < trigger.start or fold(trigger.of(text))[0] in "وف"
    ):  # whoever stands before it belongs to the verb before
        return start if _stands_alone(text, start, trigger) else begin
    own = start
    while (space := text.rfind(" ", max(told), own - 1)) >= 0:
        part = next((each for each in parts if each.end == own - 1 and text[each.start - 1] == "و"), None)
        if part is not None:
            return part.start
        if not _one_of(text[space + 1 : own - 1], _words()["helpers"]):
            break
        own = space + 1
    return own if own < start or _stands_alone(text, start, trigger) else begin


def _stands_alone(text: str, start: int, trigger: Span) -> bool:
    """Whether a trigger says by itself what happened: a verb that is joined to the one before or can be no noun, or a noun
    behind a preposition of time or cause. «تأجيل سداد الديون» is no payment, «رفض أن يستقيل» no resignation."""
    words, joint = _words(), text[start : trigger.start]
    before = text[:start].rsplit(maxsplit=1)[-1:]
    readings = read_word(fold(trigger.of(text)))
    verb = any(each.kind != MASDAR for each in readings)
    if verb and (
        joint in ("و", "ف")
        or not words["then"].isdisjoint(before)
        or any(each.conjunction for each in readings)
    ):
        return True
    if (
        joint
        or any(each.proclitic for each in readings)
        or (before and _one_of(before[0], words["governors"]))
    ):
        return False
    if verb and all(each.kind != MASDAR for each in readings):
        return True
    return bool(before) and _one_of(before[0], words["behind"])


def _verb(text: str, trigger: Span) -> bool:
    return any(each.kind != MASDAR for each in read_word(fold(trigger.of(text))))


def _one_of(word: str, words: frozenset[str]) -> bool:
    """Whether a word is one of those, by itself or with a conjunction written on it."""
    word = word.strip("\"'" + _EDGES)
    return word in words or (word[:1] in {"و", "ف"} and word[1:] in words)


def _without_conjunction(text: str, begin: int, trigger: Span, parts: Sequence[Span]) -> int:
    """Past the و or ف that is written on the first word, where it is a conjunction."""
    word = _WORD.search(text, begin)
    if word is None or any(part.start == word.start() for part in parts):
        return begin
    rest = without_conjunction(fold(word.group().strip(_EDGES)))
    readings = read_word(fold(trigger.of(text)))
    if word.start() == trigger.start and readings and all(each.conjunction for each in readings):
        return begin + 1
    if word.start() == trigger.start and word.group()[0] == "ف" and any(not r.conjunction for r in readings):
        return begin  # «فتحت»: a verb, not «تحت»
    lost = len(fold(word.group().strip(_EDGES))) - len(rest)
    return word.start() + 1 if lost == 1 and word.start() <= trigger.start else begin


def _without_preposition(text: str, begin: int, trigger: Span) -> int:
    """Past the preposition that is written on a masdar which begins a title («بتشكيل لجنة تحقيق»), where the noun stays whole."""
    readings = read_word(fold(trigger.of(text)))
    if (
        begin != trigger.start
        or not readings
        or not all(each.kind == MASDAR and each.proclitic for each in readings)
    ):
        return begin
    whole = all(each.proclitic == fold(text[begin]) for each in readings) and text[begin : begin + 2] != "لل"
    return begin + 1 if whole else begin


def _bare(text: str, at: int, trigger: int) -> bool:
    """Whether no word stands between: at most the conjunction that is written with the verb."""
    return len(text[at:trigger].strip()) <= 1


def _balanced(title: str) -> str:
    """Without a quotation mark or bracket that has lost its other half at either end."""
    for opening, closing in (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”")):
        if title.count(opening) > title.count(closing):
            title = title.removeprefix(opening) if title.startswith(opening) else title
        if title.endswith(closing) and title.count(closing) > title.count(opening):
            title = title.removesuffix(closing)
    if title.count('"') == 1:
        title = title.strip('"')
    return title.strip(_EDGES)
