"""Where a text is cut: stretches of some 64 Ki code points, paragraphs in them, pieces of huge paragraphs.

Stretch n begins with the first paragraph that begins in the n-th window of 64 Ki code points, so that any
stretch is found without reading what lies before it. Where no paragraph begins in a window, the paragraph
that covers it is cut there: after a space outside all embeddings and isolates where there is one, else after
a space, else between clusters. Each piece is laid out as if it were a paragraph of the same direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.clusters import previous_cluster
from reader.typeset.joining import ALEFS
from reader.typeset.signs import LINE_END

WINDOW = 1 << 16
_NEAR = 1 << 12  # how far before a window's end a cut is looked for first
_BLANK = re.compile(r"\s*")
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Piece(NamedTuple):
    """`[start, end)` without its line end; `paragraph` is where its paragraph begins (mostly `start`)."""

    start: int
    end: int
    paragraph: int


class Pieces:
    """The pieces of one text, found where they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stretches = max(1, -(-len(text) // WINDOW))
        self._starts: dict[int, tuple[int, bool]] = {}
        self._opened: dict[int, int] = {}  # offset -> where its paragraph begins

    def start_of(self, stretch: int) -> int:
        """The offset that a stretch begins at; `len(text)` past the last."""
        return self._start(stretch)[0]

    def of(self, stretch: int) -> list[Piece]:
        """The pieces of a stretch, in order; a stretch that a long paragraph covers may have none."""
        text = self.text
        begin, cut = self._start(stretch)
        stop = self.start_of(stretch + 1)
        paragraph = self._paragraph_of(begin) if cut else begin
        found = []
        at = begin
        # str.splitlines knows the same line ends as LINE_END (a test says so), several times faster.
        held = text[begin:stop]
        for line, whole in zip(held.splitlines(), held.splitlines(keepends=True), strict=True):
            if len(line) == len(whole):
                break  # the last, without a line end
            found.append(Piece(at, at + len(line), paragraph))
            at += len(whole)
            paragraph = at
        if at < stop:
            found.append(Piece(at, stop, paragraph))
        elif at == stop == len(text) and (begin < stop or not text):
            found.append(Piece(at, at, at))  # what follows the last line end
        return found

    def next_paragraph(self, piece: Piece) -> int:
        """Code points of the paragraph that begins on the line after this piece's; 0 if there is none or it is blank."""
        if not (end := LINE_END.match(self.text, piece.end)):
            return 0
        after = LINE_END.search(self.text, end.end())
        stop = after.start() if after else len(self.text)
        return stop - end.end() if not _BLANK.fullmatch(self.text, end.end(), stop) else 0

    def __iter__(self) -> Iterator[Piece]:
        for stretch in range(self.stretches):
            yield from self.of(stretch)

    def stretch_at(self, offset: int) -> int:
        """The stretch that holds `offset`."""
        stretch = min(max(0, offset) // WINDOW, self.stretches - 1)
        while stretch > 0 and self.start_of(stretch) > offset:
            stretch -= 1
        while stretch > 0 and self.start_of(stretch) == len(self.text):  # nothing begins there
            stretch -= 1
        return stretch

    def _start(self, stretch: int) -> tuple[int, bool]:
        """(offset, is it a cut inside a paragraph)."""
        if stretch <= 0:
            return 0, False
        length = len(self.text)
        low, high = stretch * WINDOW, (stretch + 1) * WINDOW
        if low >= length:
            return length, False
        if stretch not in self._starts:
            if match := LINE_END.search(self.text, low, min(high, length)):
                end = match.end()
                if self.text[end - 1 : end + 1] == "\r\n":
                    end += 1
                self._starts[stretch] = end, False
            elif high >= length:
                self._starts[stretch] = length, False
            else:
                self._starts[stretch] = self._cut(low, high), True
        return self._starts[stretch]

    def _paragraph_of(self, offset: int) -> int:
        """Where the paragraph that holds `offset` begins. Each stretch of a huge one is looked through once."""
        high, found = offset, 0
        while high > 0:
            low = max(0, high - WINDOW)
            known = max((each for each in self._opened if low <= each <= high), default=None)
            ends = [
                match.end() for match in LINE_END.finditer(self.text, low if known is None else known, high)
            ]
            if ends:
                found = ends[-1]
                break
            if known is not None:
                found = self._opened[known]
                break
            high = low
        self._opened[offset] = found
        return found

    def _cut(self, low: int, high: int) -> int:
        text = self.text
        if text.find(" ", low, high) >= 0 and _CONTROL.search(text, max(0, low - WINDOW), high):
            outside = self._last_space_outside(low, high)
            if outside:
                return outside
        space = text.rfind(" ", high - _NEAR, high)
        if space < 0:
            space = text.rfind(" ", low, high)
        if space >= 0:
            return space + 1
        near = text[high - 64 : high + 64]
        cut = previous_cluster(near, 64)
        if near[cut] in ALEFS:  # it may have gone into a lam
            cut = previous_cluster(near, cut)
        return cut + high - 64

    def _last_space_outside(self, low: int, high: int) -> int:
        """Just after the last space in the window at which no embedding or isolate is open; 0 if none."""
        embeddings = isolates = 0  # open ones
        clear = low
        best = 0
        begin = max(self._paragraph_of(low), low - WINDOW)  # what was opened further back is not looked for
        for match in _CONTROL.finditer(self.text, begin, high):
            control = match.group()
            if not embeddings and not isolates and (space := self.text.rfind(" ", clear, match.start())) >= 0:
                best = space + 1
            if control in "\u2066\u2067\u2068":
                isolates += 1
            elif control == "\u2069":
                isolates = max(0, isolates - 1)
                if not isolates:
                    embeddings = 0
            elif control == "\u202c":
                embeddings = max(0, embeddings - 1)
            else:
                embeddings += 1
            clear = max(low, match.end())
        if not embeddings and not isolates:
            best = max(best, self.text.rfind(" ", clear, high) + 1)
        return best
