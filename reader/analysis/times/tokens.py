"""A text as the time rules read it: pieces of folded text, each with its readings and its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import Any

from reader.analysis.times.lexicon import PIECES, Entry, lexicon
from reader.analysis.times.reading import Amount
from reader.model import Span
from reader.text.affixes import ARTICLE, FOR_THE
from reader.text.fold import fold_with_map

_STOPS = frozenset("\n.!?؟…۔▪•●■◾")  # those that head a point among them
_ITEMS = frozenset("▪•●■◾")  # head the points of a list, which many sites run into one line
_BULLETS = frozenset("-–*\ufe0f")
_BREAKS = _ITEMS | {"\n"}
_EITHER = '"'
_TATWEEL = "\N{ARABIC TATWEEL}"
_STROKE = re.compile(
    rf"(?:(?<=\d)|(?<=\d\s)){_TATWEEL}+(?=\s?\d)"
)  # a dash: «1921ـ 1958»; folding would take it away
_FIRST, _SECOND = itemgetter(0), itemgetter(1)
_LONGEST_PARAGRAPH = 500  # pieces of it that are looked through
_OPEN, _CLOSE = frozenset("«“„‹"), frozenset("»”›")
OPENING, CLOSING = _OPEN | {_EITHER}, _CLOSE | {_EITHER}  # signs around what is quoted


def _dash(stroke: re.Match[str]) -> str:
    """A dash as long as the stroke, so that every place stays where it was."""
    return "-".ljust(len(stroke[0]))


class Tokens:
    """Pieces (words, digit runs, single signs, line breaks) with look-up of the time words among them.

    Indexes run over pieces; every method answers for an index outside the text too (there is nothing there).
    """

    def __init__(self, text: str) -> None:
        self.source = text
        self.folded = fold_with_map(_STROKE.sub(_dash, text) if _TATWEEL in text else text)
        forms = lexicon().forms
        self._lists = lexicon().lists
        nothing: tuple[int, tuple[Entry, ...]] = (0, ())
        text = self.folded.text
        places = [piece.span() for piece in PIECES.finditer(text)]
        self.starts: list[int] = list(map(_FIRST, places))
        self.ends: list[int] = list(map(_SECOND, places))
        self.texts: list[str] = [text[start:end] for start, end in places]
        known = [forms.get(piece, nothing) for piece in self.texts]
        self.readings: list[tuple[Entry, ...]] = list(map(_SECOND, known))
        self.clitics: list[int] = list(map(_FIRST, known))
        # pieces a time can begin at: known words and digits
        self.starters: list[int] = [
            at for at, piece in enumerate(self.texts) if self.readings[at] or piece.isdecimal()
        ]
        self.count = len(self.texts)
        signs = [at for at, piece in enumerate(self.texts) if piece in _STOPS]
        self._breaks = [
            at
            for at in signs
            if self.texts[at] in _ITEMS
            or (self.texts[at] == "\n" and self.text(at + 1) not in _BREAKS)  # blank lines are no paragraphs
        ]
        self._lines = [at for at in self._breaks if self.texts[at] == "\n"]
        self._ends = [at for at in signs if self._stops(at)]
        self.moments: dict[int, tuple[dict[str, Any], int] | None] = {}  # what `single.moment` read, by place
        self.amounts: dict[tuple[int, bool], tuple[Amount, int] | None] = {}  # and `amounts.amount`

    # -- pieces ---------------------------------------------------------

    def text(self, at: int) -> str:
        """The folded piece, "" outside the text."""
        return self.texts[at] if 0 <= at < self.count else ""

    def stem(self, at: int) -> str:
        """The piece without the proclitics of a known word."""
        return self.texts[at][self.clitics[at] :] if 0 <= at < self.count else ""

    def clitic(self, at: int) -> str:
        """The proclitics of a known word, or of a letter that stands before digits («و2024», «ب24»)."""
        if not 0 <= at < self.count:
            return ""
        if self.clitics[at]:
            return self.texts[at][: self.clitics[at]]
        return ""

    def has_article(self, at: int) -> bool:
        """True for a word with its article, as it stands; «إلى» has its letters."""
        return self.text(at).startswith(ARTICLE) and not self.word(at, "grammar.to")

    def definite(self, at: int) -> bool:
        """True for a known word with its article, also where it has merged with a proclitic («للرابع»)."""
        clitic = self.clitic(at)
        return self.stem(at).startswith(ARTICLE) or (
            clitic.endswith("ل") and self.stem(at).startswith("ل") and not self.digits(at)
        )

    def digits(self, at: int) -> int | None:
        """The number of a run of ASCII digits (folded from either system)."""
        piece = self.text(at)
        return int(piece) if piece.isdecimal() and len(piece) <= 9 else None

    def glued(self, at: int) -> bool:
        """True where no white space stands between this piece and the one before."""
        return 0 < at < self.count and self.starts[at] == self.ends[at - 1]

    def find(self, at: int, kind: str) -> tuple[Entry, int] | None:
        """The longest reading of that kind at `at`, and the index after it."""
        if 0 <= at < self.count:
            for entry in self.readings[at]:
                if entry.kind == kind and self._follows(at, entry.rest):
                    return entry, at + 1 + len(entry.rest)
        return None

    def bare(self, at: int, kind: str) -> tuple[Entry, int] | None:
        """`find`, but only for a word without proclitics."""
        return self.find(at, kind) if not self.clitic(at) else None

    def find_all(self, at: int, kind: str) -> list[tuple[Entry, int]]:
        """All readings of that kind, longest first."""
        if not 0 <= at < self.count:
            return []
        return [
            (entry, at + 1 + len(entry.rest))
            for entry in self.readings[at]
            if entry.kind == kind and self._follows(at, entry.rest)
        ]

    def kinds(self, at: int) -> list[str]:
        """The kinds of all readings, those of longer phrases where their words follow."""
        return [entry.kind for entry in self.readings[at] if self._follows(at, entry.rest)]

    def _follows(self, at: int, rest: tuple[str, ...]) -> bool:
        return not rest or tuple(self.texts[at + 1 : at + 1 + len(rest)]) == rest

    def listed(self, at: int, name: str) -> bool:
        """True where the piece, as it stands or without a proclitic, is in that word list."""
        piece = self.text(at)
        if not piece:
            return False
        words = self._lists[name]
        return piece in words or (piece[0] in "وفبل" and piece[1:] in words)

    def any_listed(self, start: int, end: int, name: str) -> bool:
        """True where `listed` holds for one of the pieces `[start, end)`: asked of whole sentences at many a turn."""
        words = self._lists[name]
        return any(
            piece in words or (piece[0] in "وفبل" and piece[1:] in words)
            for piece in self.texts[max(0, start) : max(0, end)]
        )

    def word(self, at: int, name: str) -> bool:
        """True where the piece as it stands is in that word list."""
        return self.text(at) in self._lists[name]

    def stem_word(self, at: int, name: str) -> bool:
        """The same of a known word without its proclitics."""
        return self.stem(at) in self._lists[name]

    def joined_happening(self, at: int) -> str:
        """The noun of happening that a piece joins by «ل», its article aside («للانفجار», «لدخول»); "" where it joins none."""
        piece = self.text(at)
        noun = piece[2:] if piece.startswith(FOR_THE) else piece[1:]
        known = lexicon().lists["event.words"]
        return noun if piece[:1] == "ل" and (noun in known or ARTICLE + noun in known) else ""

    def phrase(self, at: int, name: str) -> int | None:
        """The index after a phrase of that list; None where none stands here."""
        for pieces in lexicon().phrases[name].get(self.text(at), ()):
            if tuple(self.texts[at : at + len(pieces)]) == pieces:
                return at + len(pieces)
        return None

    def narrates(self, at: int) -> bool:
        """True for a verb in the present by its letters: «بعد أربعين عاما يروي ثلاثة» tells when it is told."""
        piece = self.text(at)
        return len(piece) > 3 and not self.readings[at] and piece[0] in self._lists["grammar.present_tense"]

    # -- places ----------------------------------------------------------

    def span(self, start: int, end: int) -> Span:
        """The source Span of pieces `[start, end)`, the proclitics of the first left outside, trailing marks inside."""
        span = self.folded.to_source(self.starts[start] + self.clitics[start], self.ends[end - 1])
        stop = span.end
        while stop > span.start and self.source[stop - 1].isspace():
            stop -= 1
        return Span(span.start, stop)

    def raw(self, at: int) -> str:
        """The source letters of one piece, proclitics left out."""
        return self.span(at, at + 1).of(self.source)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph around `at`, from 0."""
        return bisect_left(self._breaks, at)

    def item(self, at: int) -> bool:
        """True for the sign that heads a point of a list."""
        return self.text(at) in _ITEMS

    def line(self, at: int) -> int:
        """The number of the line around `at`: as `paragraph`, but the points of a list in one line are one."""
        return bisect_left(self._lines, at)

    def paragraph_start(self, at: int) -> int:
        """The index of its first piece."""
        here = self.paragraph(at)
        return self._breaks[here - 1] + 1 if here else 0

    def heads(self, at: int) -> bool:
        """True for the first piece of a paragraph or point, its dash or star aside."""
        return all(self.texts[i] in _BULLETS for i in range(self.paragraph_start(at), at))

    def sentence(self, at: int, reach: int = 40) -> tuple[int, int]:
        """Piece range of the sentence around `at`, at most `reach` pieces to each side."""
        after = bisect_left(self._ends, at)
        begins = self._ends[after - 1] + 1 if after else 0
        ends = self._ends[after] if after < len(self._ends) else self.count
        return min(at, max(begins, at - reach)), min(ends, at + reach)

    def _stops(self, at: int) -> bool:
        """Whether a sign of `_STOPS` ends a sentence: the full stop of «1.5» does not."""
        return self.texts[at] != "." or not (self.glued(at + 1) and self.text(at + 1).isdecimal())

    def quote_start(self, at: int, reach: int = 60) -> int | None:
        """The index of the opening quotation mark around `at`; None outside a quotation of « », “ ” or " "."""
        for back in range(at - 1, max(-1, at - reach), -1):
            piece = self.texts[back]
            if piece in _CLOSE or piece == "\n":
                return None
            if piece in _OPEN:
                return back
            if piece == _EITHER:  # the first of a pair where an odd number of them stands before
                head = self.texts[max(self.paragraph_start(at), at - _LONGEST_PARAGRAPH) : at]
                return back if head.count(_EITHER) % 2 else None
        return None
