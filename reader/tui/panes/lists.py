"""What the list panes share: a header with a title and a count, and rows that read from the interface's side."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from reader.catalogue import Catalogue
from reader.text.words import has_arabic
from reader.tui.widgets.line_pane import ListPane
from reader.tui.widgets.painting import Row, wrapped_words

ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def first_direction(words: str) -> str:
    """The direction of the first letter outside isolates, if any: what decides where the ellipsis of a cut name stands."""
    first = next((letter for letter in ISOLATED.sub("", words) + words if letter.isalpha()), "")
    return "rtl" if has_arabic(first) else "ltr"


def note_sign(pane: SidePane, notes: int) -> str:
    """How many notes a row has, at its far end; "" for none."""
    if not notes:
        return ""
    return f"n{notes}" if pane.ascii else f"✎{pane.lexicon.number(notes)}"


class SidePane(ListPane):
    """A list with a titled header, painted in the reading direction of the interface."""

    TITLE: ClassVar[str] = ""
    KINDS: ClassVar[tuple[str, ...]] = ("per", "org", "loc", "time", "event", "note")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--title",
        "row--count",
        "row--lit",
        *(f"kind--{kind}" for kind in ("per", "org", "loc", "time", "event", "note")),
    }

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lexicon = lexicon
        self.ascii = False
        self.busy = ""  # long work that may still bring rows
        self.held = False  # no rows yet: the first page is the text's

    def header_text(self) -> str:
        """The pane's title."""
        return self.lexicon(self.TITLE)

    def header_aside(self) -> str:
        """A count or scope at the far end of the header."""
        return self.lexicon.number(self.row_count) if self.row_count else ""

    def empty_text(self) -> str:
        """What stands in a pane without rows."""
        return ""

    def paint_header(self, width: int) -> Strip:
        row = self.row(width)
        row.paint(0, width, self.look("header--focused" if self.has_focus else "header"))
        self.two_ends(row, self.header_text(), self.header_aside(), self.look("header--dim"), margin=2)
        if self.has_focus:
            row.put(
                width - 1 if self.rtl else 0,
                ">" if self.ascii and not self.rtl else "<" if self.ascii else "▐" if self.rtl else "▌",
            )
        return row.strip()

    def two_ends(
        self,
        row: Row,
        main: str,
        aside: str,
        aside_style: Style,
        *,
        margin: int = 1,
        main_style: Style | None = None,
    ) -> None:
        """`main` at the reading side, `aside` whole at the other end; `main` is cut where they would meet."""
        width = row.width
        taken = 0
        if aside:
            taken = (
                row.words(aside, left=1, right=width // 2 + 2, rtl=False, base="rtl", style=aside_style)
                if self.rtl
                else 0
            )
            if not self.rtl:
                taken = row.words(
                    aside, left=width // 2 - 2, right=width - 1, rtl=True, base="ltr", style=aside_style
                )
            taken += 1
        if self.rtl:
            row.words(main, left=1 + taken, right=width - margin, rtl=True, style=main_style)
        else:
            row.words(
                main,
                left=margin,
                right=width - 1 - taken,
                rtl=False,
                base=first_direction(main),
                style=main_style,
            )

    def heading(self, row: Row, text: str, sign: str, sign_style: Style, style: Style | None) -> None:
        """Words of an article: Arabic ones stand at the right whatever the interface, the sign at the other end."""
        rtl = self.rtl or has_arabic(text)
        left, right = 2 - self.rtl, row.width - 1 - self.rtl
        if sign:
            row.put(left if rtl else right - 1, sign, sign_style)
            left, right = (left + 2, right) if rtl else (left, right - 2)
        row.words(text, left=left, right=right, rtl=rtl, style=style)

    def paint_cursor(self, row: Row) -> None:
        row.put(
            row.width - 1 if self.rtl else 0,
            "<" if self.ascii and self.rtl else ">" if self.ascii else "◂" if self.rtl else "▸",
            self.look("row--here"),
        )

    def bar(self, row: Row, style: Style) -> None:
        """The sign at the reading edge of the row that is open."""
        row.put(row.width - 1 if self.rtl else 0, "|" if self.ascii else "▐" if self.rtl else "▌", style)

    def render_line(self, y: int) -> Strip:
        if self.held and y >= self.HEADER:
            return self.row(self.size.width).strip()
        if y > self.HEADER and not self.row_count and (text := self.empty_text()):
            row = self.row(self.size.width)
            lines = wrapped_words(text, max(8, row.width - 2))
            if y - self.HEADER <= len(lines):
                row.words(
                    lines[y - self.HEADER - 1],
                    left=1,
                    right=row.width - 1,
                    rtl=self.rtl,
                    base="rtl" if self.rtl else "ltr",
                    style=self.look("row--dim"),
                )
            return row.strip()
        return super().render_line(y)
