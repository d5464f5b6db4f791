"""Which way the telling looks at a place of the text: ahead, back, out of somebody's mouth."""

from __future__ import annotations

from datetime import date

from reader.analysis.times import tense
from reader.analysis.times.leading import leads
from reader.analysis.times.near import Nearness
from reader.analysis.times.reading import Parse

_SAID = 15  # pieces from a verb of saying to its day


class Telling(Nearness):
    """What was said last, and which way the sentence at a place looks from it."""

    told_at: int | None = None  # where the last of the days said in full was said

    @property
    def told_ahead(self) -> bool:
        """True where that day was told as one to come."""
        return self.told_at is not None and self.future(self.told_at)

    def future(self, at: int) -> bool:
        """True where the sentence speaks of what is to come."""
        return tense.future(self.t, at)

    def ahead(self, parse: Parse) -> bool:
        """True where a bare weekday is the next one: «تنطلق الأحد», «أعلنت الثلاثاء عطلة», never «منذ السبت»."""
        if self.t.listed(parse.start - 1, "said.since"):
            return False
        until = self.t.listed(parse.start - 1, "said.until")
        if until and (tense.ordered(self.t, parse.start - 1) or tense.lasts(self.t, parse.start - 1)):
            return True
        t, off = self.t, parse.end + self.t.word(parse.end, "grammar.plain_day")
        if tense.declared(t, parse.start):
            return True
        if leads(t, parse.start, parse.end):
            return True
        return t.listed(off, "future.off") or tense.called_for(t, parse.start) or self.future(parse.start)

    def due(self, at: int) -> bool:
        """True where a report tells a schedule by a verb in the present, or what is to be done by then: «ويستقبله الملك الثلاثاء», «وعد بالرد قبل الأحد»."""
        return self.t.listed(at - 1, "future.deadline") or tense.announced(self.t, at)

    def says_now(self, at: int) -> bool:
        """True for a day on which somebody says something, told in the present: «ويضيف عامل الخميس أن»."""
        start = max(self.t.sentence(at)[0], at - _SAID)
        return self.t.listed(at + 1, "lead.that") and any(
            self.t.listed(i, "future.speech_now") for i in range(start, at)
        )

    def quoted(self, at: int) -> bool:
        """True inside a quotation, or behind the colon of a sentence: somebody else tells it, counting from his own days."""
        start = self.t.sentence(at)[0]
        colon = any(self.t.text(i) == ":" for i in range(start, at)) and not self.t.heads(start)
        return colon or self.t.quote_start(at) is not None

    def found_out(self, at: int) -> bool:
        """True where somebody finds out or tells what was: «تبين لاحقا أن البحرية سمعته يوم الأحد»."""
        start = self.t.sentence(at, tense.REACH)[0]
        that = next((i for i in range(start, at) if self.t.listed(i, "lead.that")), None)
        if that is None:
            return False
        return any(
            self.t.listed(i, "back.found_out") or self.t.listed(i, "future.speech_now")
            for i in range(start, that)
        )

    def back(self, at: int) -> bool:
        """True where the sentence looks back from its own story."""
        return tense.looks_back(self.t, at)

    def aside(self, at: int) -> bool:
        """True inside a relative clause of a sentence that said its own day before."""
        if self.said.day is None or not self.same_sentence(at):
            return False
        listed = ("back.relative", "said.according")  # «... الثلاثاء، وفق ما قال المدعي اليوم»
        return any(self.t.any_listed(self.said.at, at, name) for name in listed)

    def spoken(self, at: int) -> date | None:
        """The day of an hour that a quotation itself gave before its «غدا»: that is when it was said."""
        opened = self.t.quote_start(at)
        if opened is None or not self.said.hour or self.said.at <= opened:
            return None
        return self.said.day
