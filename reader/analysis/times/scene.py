"""The day that a story stands on: what an hour alone, «مساء ذلك اليوم» and «في اليوم التالي» hang on.

It is set by a day that the text tells something on, and holds over paragraphs and over what is only remembered in between: a day of
a relative clause («الاتفاق الذي وقع في 29 فبراير 2020»), one that «كان قد» leads back to, one in somebody's quotation, one of long before,
and every month or year of the background. A month or year that the story goes on to, or a day whose year nobody knows, ends it.
"""

from __future__ import annotations

from datetime import date

from reader.analysis.times import story, tense
from reader.analysis.times.tokens import Tokens

_CLAUSE = 12  # pieces from the beginning of a day on in which its own «كان قد» may follow
_ONE_MATTER = 60  # days
_HOLDS = 3  # lines on in which nothing says another time


class Scene:
    """Where the story stands; changes as the text is read on. Places are pieces of the text."""

    def __init__(self, t: Tokens) -> None:
        self._t = t
        self.day: date | None = None
        self.part = ""  # of the day that was told on it
        self._paragraph = self._line = self._back = -1
        self._apart = (
            -1
        )  # the paragraph that a month or year of the background heads: an hour in it is of that

    def stand_on(self, day: date, at: int, *, part: str = "") -> None:
        """The story tells something on that day, or in a part of it."""
        self.part = part
        self.day, self._paragraph, self._line = day, self._t.paragraph(at), self._t.line(at)

    def leave(self) -> None:
        """The story has gone on to a time that is no day."""
        self.day = None

    def far_from(self, day: date) -> bool:
        """True where the story stands on a day so far from another that they are not told of one matter."""
        return self.day is not None and abs((self.day - day).days) > _ONE_MATTER

    def remembers(self, day: date, at: int) -> bool:
        """True for a day that the story, which stands on another, does not go on to."""
        t, stands = self._t, self.day
        if stands is None or day == stands:
            return False
        if t.quote_start(at) is not None or story.history(day, stands) or t.listed(at - 1, "said.aside"):
            return True
        start = t.sentence(at)[0]
        if any(t.listed(i, "said.not_yet") and t.listed(i + 1, "lead.that") for i in range(start, at)):
            return True  # «نزل في القصر قبل أن يغادر في 20 نوفمبر»
        relative = t.any_listed(start, at, "back.relative")
        if relative or tense.since(t, at) or day > stands:
            return relative or tense.since(t, at)
        if t.paragraph(at) == self._back:
            return True
        clause = min(t.sentence(at)[1], at + _CLAUSE)
        # «قبل يومين، أي الأحد 9 سبتمبر، كان قد أسر إليه»
        back = tense.looks_back(t, at) or tense.had(t, at, clause)
        if back and start <= t.paragraph_start(at) and tense.had(t, start, clause):
            self.go_back(at)
        return back

    def go_back(self, at: int) -> None:
        """The paragraph tells of before: no day of it that lies before the story's is one that the story goes on to."""
        self._back = self._t.paragraph(at)

    def step(self, year: int, month: int | None, at: int, *, aside: bool, heads: bool) -> None:
        """A month or year was said: the story has gone on to it, unless it is remembered or planned. `heads`: it heads its paragraph."""
        t = self._t
        before = self.day is not None and (year, month or 12) < (self.day.year, self.day.month)
        if not (
            aside or before or t.quote_start(at) is not None or tense.looks_back(t, at) or tense.future(t, at)
        ):
            self.leave()
        elif heads:
            self._apart = t.paragraph(at)

    def there(self, at: int, *, here: bool = False, line: bool = False) -> date | None:
        """The day of an hour that stands there; None where the text has gone on too far. `here`: out of its paragraph; `line`: out of its line."""
        paragraph, number = self._t.paragraph(at), self._t.line(at)
        if self.day is None or paragraph == self._apart:
            return None
        points = number == self._line and self._t.item(
            self._t.paragraph_start(at) - 1
        )  # of a list in one line
        left = here and paragraph > self._paragraph and not points
        if number - self._line > (0 if line else _HOLDS) or left:
            return None
        if paragraph > self._paragraph and self._t.listed(self._t.paragraph_start(at), "said.turns"):
            return None
        self._paragraph, self._line = max(paragraph, self._paragraph), max(number, self._line)
        return self.day
