"""The status line, the footer and what pops up over the panes: painted rows, in the interface's direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip
from typing_extensions import override

from reader.catalogue import Catalogue
from reader.text.words import has_arabic
from reader.tui.widgets.looks import Looks
from reader.tui.widgets.painting import Row, cached_line, output
from reader.typeset import Line


class PaintedLines(Looks):
    """A widget that paints its own rows."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chrome--dim",
        "chrome--strong",
        "chrome--key",
        "chrome--warn",
    }

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lexicon = lexicon
        self.rtl = lexicon.rtl

    def row(self) -> Row:
        """An empty row."""
        return Row(self.size.width, self.ground)


class PaintedLine(PaintedLines):
    """One line of words."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.words = ""

    def tell(self, words: str) -> None:
        """Other words."""
        self.words = words
        self.refresh()

    @override
    def render_line(self, y: int) -> Strip:
        row = self.row()
        base = "rtl" if self.rtl else "ltr"
        row.words(
            self.words,
            left=2,
            right=row.width - 2,
            rtl=self.rtl,
            base=base,
            style=self.look("chrome--strong"),
        )
        return row.strip()


class StatusLine(PaintedLines):
    """Where the reader is (at the reading side), and what stands at the cursor (at the other)."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.where = ""
        self.what = ""
        self.said = ""
        self.warning = False
        self.waiting = False

    def tell(self, where: str, what: str) -> None:
        """Both ends of the line; painted again only where something changed."""
        if (where, what) != (self.where, self.what):
            self.where, self.what = where, what
            self.refresh()

    def busy(self, on: bool) -> None:
        """A sign that an answer is on its way."""
        if on != self.waiting:
            self.waiting = on
            self.refresh()

    def say(self, text: str, *, warning: bool = False) -> None:
        """A short word to the user, until the next key."""
        if (text, warning) != (self.said, self.warning):
            self.said, self.warning = text, warning
            self.refresh()

    @override
    def render_line(self, y: int) -> Strip:
        row = self.row()
        width = row.width
        left, right = 1, width - 1
        if self.said:
            row.words(
                self.said,
                left=left,
                right=right,
                rtl=self.rtl,
                base="rtl" if self.rtl else "ltr",
                style=self.look("chrome--warn" if self.warning else "chrome--strong"),
            )
            return row.strip()
        if self.waiting:
            row.put(width - 1 if self.rtl else 0, "…", self.look("chrome--strong"))
        room = max(8, width * 2 // 3) if self.what else right - left
        taken = row.words(
            self.where,
            left=max(left, right - room) if self.rtl else left,
            right=right if self.rtl else min(right, left + room),
            rtl=self.rtl,
            base="rtl" if self.rtl else "ltr",
            style=self.look("chrome--dim"),
        )
        taken += 3 * bool(taken)
        if self.rtl:
            row.words(self.what, left=left, right=right - taken, rtl=False, base="rtl")
        else:
            row.words(self.what, left=left + taken, right=right, rtl=True, base="ltr")
        return row.strip()


class FooterLine(PaintedLines):
    """The keys that matter now, as many as fit, the best first."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.items: Sequence[tuple[str, str]] = ()
        self.lent: Sequence[tuple[str, str]] = ()  # what a card that lies over the screen answers to

    def show(self, items: Sequence[tuple[str, str]]) -> None:
        """`(key, word)` pairs, best first."""
        if items != self.items:
            self.items = items
            self.refresh()

    def lend(self, items: Sequence[tuple[str, str]]) -> None:
        """The keys of a card, told instead of the screen's own until it is gone (then: none)."""
        if items != self.lent:
            self.lent = items
            self.refresh()

    def fitting(self, width: int) -> list[tuple[str, str]]:
        """Those that fit in a width; a long one gives way to a shorter one after it."""
        room = width - 2
        chosen = []
        for key, word in self.lent or self.items:
            cells = cached_line(key, 20, "ltr").width + 1 + cached_line(word, 30).width + 3
            if cells <= room + 3:
                chosen.append((key, word))
                room -= cells
        return chosen

    @override
    def render_line(self, y: int) -> Strip:
        row = self.row()
        key_style = self.look("chrome--key")
        dim = self.look("chrome--dim")
        x = 1
        for key, word in self.fitting(row.width):
            key_line, word_line = cached_line(key, 20, "ltr"), cached_line(word, 30)
            if self.rtl:
                x += key_line.width
                row.put_glyphs(row.width - x, key_line.glyphs, key_style)
                x += 1 + word_line.width
                row.put_glyphs(row.width - x, word_line.glyphs, dim)
                x += 3
            else:
                x = row.put_glyphs(x, key_line.glyphs, key_style)
                x = row.put_glyphs(x + 1, word_line.glyphs, dim) + 3
        return row.strip()


class PopUp(PaintedLines):
    """A small card over the bottom of the screen: which keys can follow, what the signs mean, a tip."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"kind--{kind}" for kind in ("per", "org", "loc", "time", "event", "note")
    }

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.heading = ""
        self.lines: Sequence[tuple[str, str | Line, str]] = ()  # key, words, component class of the key

    def show(self, heading: str, lines: Sequence[tuple[str, str | Line, str]]) -> None:
        """A heading and `(sign, words, style)` lines (a Line is painted as it is), in as many columns as there is room for."""
        self.heading, self.lines = heading, lines
        self.display = True
        self.styles.height = 1 + -(-len(lines) // self.column_count)
        self.refresh()

    def hide(self) -> None:
        """The card is gone."""
        if self.display:
            self.display = False

    @property
    def column_count(self) -> int:
        if output().apart:
            return 1
        width = self.screen.size.width if self.is_attached else 80
        return max(1, min(3, (width - 2) // 40, -(-len(self.lines) // 4)))

    @staticmethod
    def _sign(sign: str) -> Line:
        return cached_line(sign, 24, "rtl" if has_arabic(sign) else "ltr")

    def render_line(self, y: int) -> Strip:
        row = self.row()
        width = row.width
        if y == 0:
            row.paint(0, width, self.look("chrome--strong"))
            row.words(self.heading, left=2, right=width - 2, rtl=self.rtl)
            return row.strip()
        columns = self.column_count
        per = -(-len(self.lines) // columns)
        column_width = (width - 2) // columns
        signs = max([8, *(self._sign(sign).width + 1 for sign, _, _ in self.lines)])
        for column in range(columns):
            number = column * per + y - 1
            if y - 1 >= per or number >= len(self.lines):
                continue
            sign, words, style = self.lines[number]
            look = self.look(style)
            sign_line = self._sign(sign)
            x = 2 + column * column_width
            if isinstance(words, Line):
                row.put_glyphs(x, sign_line.glyphs, look)
                row.put_glyphs(x + 4, words.glyphs[: max(0, column_width - 6)])
            elif self.rtl:
                right = width - x
                row.put_glyphs(right - sign_line.width, sign_line.glyphs, look)
                row.words(words, left=right - column_width + 2, right=right - signs, rtl=True)
            else:
                row.put_glyphs(x, sign_line.glyphs, look)
                row.words(words, left=x + signs, right=x + column_width - 2, rtl=False)
        return row.strip()
