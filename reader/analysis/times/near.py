"""Where a place of the text lies to the last date that was said: in its sentence, its paragraph, right after it."""

from __future__ import annotations

from reader.analysis.times.reading import Parse
from reader.analysis.times.said import Said
from reader.analysis.times.tokens import Tokens

_MONTH_HOLDS = 3  # paragraphs on in which «الشهر نفسه» is that of the day said last
_ASKS = frozenset("؟?")
_BULLETS = frozenset("-*")


class Nearness:
    """What a text said last, and how near it is. Places are pieces of the text."""

    def __init__(self, t: Tokens) -> None:
        self.t = t
        self.said = Said()

    def heads_line(self, at: int) -> bool:
        """True at the beginning of a paragraph, a preposition aside."""
        begin = self.t.paragraph_start(at)
        return all(
            self.t.text(i) in _BULLETS or self.t.listed(i, "said.heads_line") for i in range(begin, at)
        )

    def goes_right_on(self, at: int) -> bool:
        """True where «ثم» leads on from the last date of the paragraph."""
        if not self.nearby(at) or self.said.bound:
            return False
        start = self.t.sentence(at)[0]
        return any(self.t.listed(i, "said.then") for i in range(max(start, self.said.at), at))

    def month_meant(self, at: int) -> bool:
        """True where «السادس والعشرين منه» is of the month said last: in this paragraph, or of a day said just before it."""
        return self.nearby(at) or (
            self.said.day is not None and self.said.paragraph >= self.t.paragraph(at) - _MONTH_HOLDS
        )

    def heads_entry(self, parse: Parse) -> bool:
        """True where a weekday stands alone at the head of a paragraph, as in a diary: «الأحد. نقلوه ...»."""
        return self.heads_line(parse.start) and self.t.text(parse.end) in {".", ":", "\n"}

    def follows(self, at: int) -> bool:
        """True where «اليوم التالي» can be that of the last day said: in its paragraph, or in the first sentence of the next."""
        return self.said.day is not None and (self.nearby(at) or self.goes_on(at) or self.opens_after(at))

    def goes_on(self, at: int) -> bool:
        """True at the head of a paragraph where the one before last said a day: «... \n وبعد أربعة أيام فاز»."""
        said = self.said
        near = said.paragraph == self.t.paragraph(at) - 1 and not said.bound
        return said.day is not None and near and self.heads_line(at)

    def year_before(self, at: int) -> bool:
        """True at the head of a paragraph, where the one before said a year last, as when something was: «في 2018 سقط الجسر. ¶ بعد سنة»."""
        said = self.said
        told = said.year is not None and said.month is None and not (said.bound or said.aside)
        return told and said.paragraph == self.t.paragraph(at) - 1 and self.heads_line(at)

    def opens_after(self, at: int) -> bool:
        """True in the first sentence of a paragraph, where the one before last said a day: an hour there is of that day."""
        said, here = self.said, self.t.paragraph(at)
        if said.day is None or said.bound or said.paragraph != here - 1 or not here:
            return False
        return self.opens(at)

    def opens(self, at: int) -> bool:
        """True in the first sentence of a paragraph, a question that heads it aside."""
        start, head = self.t.sentence(at)[0], self.t.paragraph_start(at)
        if start <= head:
            return True
        asked = self.t.sentence(start - 1)
        return self.t.text(start - 1) in _ASKS and asked[0] <= head

    def nearby(self, at: int) -> bool:
        """True where a date was said before in this paragraph."""
        return self.said.at >= 0 and self.said.paragraph == self.t.paragraph(at)

    def before(self, at: int) -> bool:
        """True where a day was said last in the paragraph before, plainly."""
        said = self.said
        return said.day is not None and not said.bound and said.paragraph == self.t.paragraph(at) - 1

    def same_sentence(self, at: int) -> bool:
        """True where the last date said stands in the same sentence."""
        return self.t.sentence(at)[0] <= self.said.at <= at

    def sentence_before(self, at: int) -> bool:
        """True where the last date said stands in the sentence before, in this paragraph or the one before."""
        return self.said.at >= 0 and self.right_after(self.said.at, at)

    def right_after(self, told: int, at: int) -> bool:
        """True where a place stands in the sentence after that of another one."""
        start = self.t.sentence(at)[0]
        while start > 0 and not self.t.text(start - 1)[:1].isalnum():
            start -= 1
        return self.t.sentence(start - 1)[0] <= told <= start

    def next_sentence(self, at: int) -> bool:
        """True where the last date said stands in the sentence before, in the same paragraph."""
        start = self.t.sentence(at)[0]
        return self.nearby(at) and start > 0 and self.t.sentence(start - 1)[0] <= self.said.at
