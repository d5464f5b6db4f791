"""What a document has said so far: the last date, full dates by day and month, the paragraph, the sentence's tense."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from reader.analysis.times.document_date import Now
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.narrative import DayCount
from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens
from reader.model import Mod, Span

DOCUMENT, TEXT, SCENARIO = "document", "text", "scenario"
_WEEKDAY_REACH = 7  # days around the document's date that a bare weekday can mean
_AHEAD = 8  # pieces behind an expression in which its verb may follow («الأحد سيعقد»)
_UNDONE = 7  # pieces back in which «كان» makes a plan a past one
_SENTENCE_REACH = 25  # pieces to each side in which a word tells that the sentence speaks of the future


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved value with how it came about."""

    text: str
    anchor: str = ""
    flags: tuple[str, ...] = ()
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The last date that the text said: the day if one was, else month or year; and where."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    at: int = -1
    paragraph: int = -1
    hour: bool = False  # an hour was said with it
    part: str = ""  # the part of the day said with it
    written: str = ""  # the day as far as it is known, `XXXX-12-07` too


class Context:
    """The memory that resolving one document needs; changes as the text is read on."""

    def __init__(self, t: Tokens, now: Now, scenario: Span | None) -> None:
        self.t = t
        self.now = now
        self.scenario = scenario
        self.count = DayCount()
        self.said = Said()
        self.years: dict[tuple[int, int], int] = {}  # (month, day) -> year, where a full date was said
        self._breaks = [i for i, piece in enumerate(t.texts) if piece == "\n"]

    def remember(self, year: int, month: int | None, day: date | None, parse: Parse) -> None:
        """This is now the last date said."""
        hour = isinstance(parse.meaning, Moment) and parse.meaning.hour is not None
        written = day.isoformat() if day is not None else ""
        part = (parse.meaning.part or "") if isinstance(parse.meaning, Moment) else ""
        self.said = Said(year, month, day, parse.end, self._paragraph(parse.start), hour, part, written)

    def remember_yearless(self, written: str, parse: Parse) -> None:
        """A day whose year nothing says was said last; what is known of the year before it stays."""
        said = self.said
        self.said = Said(said.year, None, None, parse.end, self._paragraph(parse.start), written=written)

    def remember_day(self, day: date, parse: Parse, *, explicit: bool = True) -> None:
        """This day is now the last date said; `explicit` where its year was written."""
        if explicit:
            self.years[day.month, day.day] = day.year
        self.remember(day.year, day.month, day, parse)

    def nearby(self, at: int) -> bool:
        """True where a date was said before in this paragraph."""
        return self.said.at >= 0 and self.said.paragraph == self._paragraph(at)

    def narrated(self, at: int, today: date | None) -> bool:
        """True where a bare weekday belongs to the day last said, far from the document's date, not to the news of the week.

        Only where that day stands in the same sentence or was said to the hour, or just before where the document has no date.
        """
        day = self.said.day
        if day is None or not self.nearby(at):
            return False
        if today is None:
            return at - self.said.at <= 2 * _SENTENCE_REACH
        far = abs((day - today).days) > _WEEKDAY_REACH
        return far and (self.said.hour or self.same_sentence(at))

    def same_sentence(self, at: int) -> bool:
        """True where the last date said stands in the same sentence."""
        return self.t.sentence(at)[0] <= self.said.at < at

    def _paragraph(self, at: int) -> int:
        return bisect_left(self._breaks, at)

    def future(self, at: int) -> bool:
        """True where the sentence speaks of what is to come: «سوف», «من المقرر», a verb with «سـ», a schedule."""
        t = self.t
        start, end = t.sentence(at, _SENTENCE_REACH)
        if any(self._scheduled(i) for i in (at - 1, at - 2) if i >= start):
            return True
        for i in range(at - 1, start - 1, -1):  # what stands nearest before decides
            if self._foretells(i):
                return True
            if t.listed(i, "future.speech"):
                return False
        if any(self._foretells(i) for i in range(at, min(end, at + _AHEAD))):
            return True
        return any(
            self._scheduled(i) for i in (start, start + 1) if i < at
        )  # the verb that opens the sentence

    def _undone(self, at: int) -> bool:
        return any(self.t.listed(i, "future.undone") for i in range(max(0, at - _UNDONE), at))

    def _scheduled(self, at: int) -> bool:
        return self.t.listed(at, "future.scheduled") and not self._undone(at)

    def _foretells(self, at: int) -> bool:
        t = self.t
        if self._undone(at):
            return False
        if t.listed(at, "future.words") or t.phrase(at, "future.phrases") is not None:
            return True
        word = t.text(at)
        if word[:1] in "وف" and word[1:3] in {"سي", "ست"}:
            word = word[1:]
        if word[:2] not in {"سي", "ست"} or len(word) < 4 or t.readings[at]:
            return False
        return not word.startswith(tuple(lexicon().lists["future.not_future"]))

    def spoken(self, at: int) -> date | None:
        """The day of an hour that a quotation itself gave before its «غدا»: that is when it was said."""
        opened = self.t.quote_start(at)
        if opened is None or not self.said.hour or self.said.at <= opened:
            return None
        return self.said.day
