"""The passages pane: under the text, whatever was asked for, in context. Moving in it previews above."""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.model import Span
from reader.tui.panes.lists import SidePane
from reader.tui.passages import PassageList, Title
from reader.tui.passages import Row as Passage
from reader.tui.session import Session
from reader.tui.widgets.painting import Row


def snippet(text: str, lit: Span, width: int) -> tuple[str, Span]:
    """About `width` characters around a Span on one line, and where the Span stands in them.

    What comes before takes a third at most; it begins at a word. The end is left to the ellipsis of the painter.
    """
    start = text.rfind("\n", 0, lit.start) + 1
    stop = text.find("\n", lit.start)
    stop = len(text) if stop < 0 else stop
    room = max(8, width - min(len(lit), width))
    begin = max(start, lit.start - min(room // 2, width // 3))
    if begin > start:
        space = text.find(" ", begin, lit.start)
        begin = space + 1 if space >= 0 else begin
    lead = "… " if begin > start else ""
    end = min(max(stop, lit.end), begin + 2 * width)
    body = text[begin:end].replace("\n", " ").replace("\t", " ").rstrip()
    shift = len(lead) - begin
    return lead + body, Span(
        lit.start + shift,
        min(lit.end + shift, len(lead) + len(body)) if lit.end > lit.start else lit.start + shift,
    )


class PassagesPane(SidePane):
    """One line a passage, under its article."""

    TITLE = N_("Passages")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("passages", "rows")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"passage--lit"}

    def __init__(self, lexicon: Catalogue, session: Session, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.session = session
        self.shown = PassageList("", ())

    def show(self, found: PassageList, cursor: int = 0) -> None:
        """Another list, the cursor at a row of it."""
        self.shown = found
        self.top = 0
        self.reset(cursor)

    def show_instead(self, found: PassageList) -> None:
        """A longer or better ordered list of the same kind; the cursor stays on its passage where that is still there."""
        here = self.passage_at(self.cursor)
        self.show(found, found.rows.index(here) if here in found.rows else 0)

    @property
    def row_count(self) -> int:
        return len(self.shown.rows)

    def selectable(self, index: int) -> bool:
        return 0 <= index < len(self.shown.rows) and isinstance(self.shown.rows[index], Passage)

    def passage_at(self, index: int) -> Passage | None:
        """The passage of a row; None for a heading."""
        found = self.shown.rows[index] if 0 <= index < len(self.shown.rows) else None
        return found if isinstance(found, Passage) else None

    def header_text(self) -> str:
        return self.shown.title or self.lexicon(self.TITLE)

    def header_aside(self) -> str:
        total = sum(1 for row in self.shown.rows if isinstance(row, Passage))
        at = sum(1 for row in self.shown.rows[: self.cursor + 1] if isinstance(row, Passage))
        return f"{self.lexicon.number(at)}/{self.lexicon.number(total)}" if total else ""

    def move_to(self, index: int, *, step: int = 1, quiet: bool = False) -> None:
        super().move_to(index, step=step, quiet=quiet)
        self.repaint_header()

    def empty_text(self) -> str:
        return self.shown.empty

    @override
    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        each = self.shown.rows[index]
        if isinstance(each, Title):
            self.two_ends(
                row, each.text, each.aside, self.look("row--dim"), main_style=self.look("row--heading")
            )
            return
        # the words are Arabic whatever the interface: they read from the right, the tag stands at the left
        taken = 0
        if each.tag:
            taken = (
                row.words(each.tag, left=1, right=1 + width // 3, rtl=False, style=self.look("row--count"))
                + 2
            )
        left, right = 1 + taken, width - 3
        if each.text:
            row.words(
                each.text,
                left=left,
                right=right,
                rtl=True,
                style=self.look("row--dim" if each.dim else "kind--note"),
            )
            return
        try:
            text = self.session.article(each.doc).document.text
        except KeyError:
            row.words(
                self.lexicon("this article is gone"),
                left=left,
                right=right,
                rtl=True,
                style=self.look("row--dim"),
            )
            return
        words, lit = snippet(text, each.lit, right - left)
        by = lit.start - each.lit.start
        others = [span.shift(by) for span in each.also if span.end + by <= len(words)]
        shown = [span for span in (lit, *others) if 0 < len(span) <= max(24, (right - left) // 2)]
        over = self.look("passage--lit")
        row.words(words, left=left, right=right, rtl=True, lit=tuple((span, over) for span in shown))
