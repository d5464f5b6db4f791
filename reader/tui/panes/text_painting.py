"""How a page of text becomes cells: kinds, the lit, the selection, the cursor and hints over the letters. See text.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from textual.strip import Strip

from reader.library import Mark
from reader.model import Span
from reader.text.headings import is_heading
from reader.tui.panes.text_state import ASKED, BETWEEN, DEPTH, GUTTER, LONG, MARGIN, TextState
from reader.tui.widgets.painting import Row, wrapped_words
from reader.typeset import PlacedLine


class Painting(TextState):
    """The text pane's rows."""

    def repaint_line(self, y: int, count: int = 1) -> None:
        if self.column_count == 1:
            super().repaint_line(y, count)
            return
        rows = self.size.height - self.HEADER
        super().repaint_line(self.top + (y - self.top) % rows, count)

    cursor_y = 0  # the row of the page that the cursor was painted on
    _cursor_rows: AbstractSet[int] = frozenset()  # of the page being painted: where the cursor's word stands
    _lit_rows: Mapping[int, Sequence[Span]] = MappingProxyType({})  # and what is lit in which row

    def begin_painting(self) -> None:
        self._cursor_rows, self._lit_rows = frozenset(), {}
        if self.article is not None:
            # rows of a huge text are estimates until they are looked at: looking may move those below
            layout = self.layout_lines
            height = layout.height
            top = layout.settle(self.top, self.page)
            if top != self.top or layout.height != height:
                self.top = top
                self._painted.clear()
            self.cursor_y = max(0, min(self.row_now - self.top, self.page - 1))
            self._cursor_rows = {self.row_now, *self.rows_of(self.cursor_span)}
            if self.near or self.chosen:
                self._find_lit()
        super().begin_painting()

    def _find_lit(self) -> None:
        """Which rows of the page have something lit."""
        start, end = self._page_span()
        lit: dict[int, list[Span]] = {}
        for span in (*self.near, *self.chosen):
            if span.start < end and start < span.end:
                for row in self.rows_of(Span(max(span.start, start), min(span.end, end))):
                    lit.setdefault(row, []).append(span)
        self._lit_rows = lit

    def _page_span(self) -> tuple[int, int]:
        """The offsets that the page begins and ends with."""
        layout = self.layout_lines
        last = max(self.top, min(self.top + self.page, layout.height) - 1)
        return layout.line(self.top).start, layout.line(last).end

    def line_key(self, y: int) -> tuple[object, ...]:
        cursor = (self.at, self.has_focus) if y in self._cursor_rows else None
        return (y, cursor, tuple(self._lit_rows.get(y, ())))

    def light(self, *, near: Sequence[Span] | None = None, chosen: Sequence[Span] | None = None) -> None:
        """Other Spans are lit from now on (None: as before); only the lines that change are painted."""
        old = {*self.near, *self.chosen}
        self.near = self.near if near is None else near
        self.chosen = self.chosen if chosen is None else chosen
        changed = old ^ {*self.near, *self.chosen}
        if not changed or self.article is None or not self.size:
            return
        start, end = self._page_span()
        for span in changed:
            if span.start < end and start < span.end:
                for row in self.rows_of(Span(max(span.start, start), min(span.end, end))):
                    self.repaint_line(row)

    def paint_header(self, width: int) -> Strip:
        row = self.row(width)
        row.paint(0, width, self.look("header--focused" if self.has_focus else "header"))
        if self.has_focus:
            row.put(width - 2 if self.rtl else 1, self.signs.focus)
        taken = (
            row.words(self.aside, left=2, right=width // 2, rtl=False, style=self.look("header--dim"))
            if self.rtl
            else 0
        )
        if not self.rtl:
            taken = min(len(self.aside) + 2, width // 2)
            taken = row.words(
                self.aside, left=width - taken, right=width - 1, rtl=True, style=self.look("header--dim")
            )
            row.words(self.heading, left=3, right=width - taken - 3, rtl=False)
        else:
            row.words(self.heading, left=taken + 4, right=width - 4, rtl=True)
        return row.strip()

    def render_line(self, y: int) -> Strip:
        if self.article is None and y > self.HEADER:
            return self._empty_line(y - self.HEADER - 1)
        if y < self.HEADER or self.article is None or self.column_count == 1:
            return super().render_line(y)
        rows = self.size.height - self.HEADER
        width, first = self.size.width, self.top + y - self.HEADER
        half = (width - BETWEEN) // 2
        count = self._count
        strips = [
            self._column(at, half) if at < count else self.row(half).strip() for at in (first, first + rows)
        ]
        if self._rtl_text():
            strips.reverse()
        gap = self.row(width - 2 * half).strip()
        return Strip.join([strips[0], gap, strips[1]])

    def _empty_line(self, y: int) -> Strip:
        """A row of what is said where no article is open."""
        row = self.row(self.size.width)
        margin = GUTTER + MARGIN
        words = wrapped_words(self.empty(), max(8, min(self.measure, row.width - 2 * margin)))
        if y < len(words):
            style = self.look("header--dim")
            row.words(words[y], left=margin, right=row.width - margin, rtl=self.rtl, style=style)
        return row.strip()

    def _column(self, y: int, width: int) -> Strip:
        key = (width, *self.line_key(y))
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = self.paint_line(y, width)
        return strip

    def text_x(self, width: int) -> int:
        """The cell of a column where its text begins."""
        spare = max(0, width - self.column_width - GUTTER - MARGIN)
        return (spare + 1) // 2 + (MARGIN if self._rtl_text() else GUTTER)

    def paint_line(self, y: int, width: int) -> Strip:
        row = self.row(width)
        line = self.layout_lines.line(y)
        x0 = self.text_x(width)
        row.put_glyphs(x0 + line.indent, line.line.glyphs)
        assert self.article is not None
        whole = self.paragraph_at(line.start)
        if is_heading(self.text, whole.start, whole.end):
            row.paint(x0 + line.indent, x0 + line.indent + line.line.width, self.look("text--heading"))
        found = [
            mark
            for mark in self.article.marks_in(line.start, max(line.end, line.start + 1))
            if mark.kind not in self.hidden
        ]
        for mark in sorted(found, key=lambda mark: (DEPTH[mark.kind], -len(mark.span))):
            self._lay(row, line, x0, mark.span, f"kind--{mark.kind.lower()}")
        for span in self.near:
            self._lay(row, line, x0, span, "text--near")
        for span in self.chosen:
            self._lay(row, line, x0, span, "text--chosen" if len(span) < LONG else "text--chosen-long")
        if (selection := self.selection) is not None:
            self._lay(row, line, x0, selection, "text--selection")
        self._gutter(row, line, found, x0)
        if y in self._cursor_rows:
            name = "text--cursor" if self.has_focus else "text--cursor-blurred"
            if not self._lay(row, line, x0, self.cursor_span, name) and y == self.row_now:
                at = x0 + (self.column_width - 1 if self._rtl_text() else 0)
                row.paint(at, at + 1, self.look(name))
        for label, span in self.hints.items():
            if label.startswith(self.typed_hint) and line.start <= span.start < line.end:
                self._paint_hint(row, line, x0, label, span)
        return row.strip()

    def _lay(self, row: Row, line: PlacedLine, x0: int, span: Span, name: str) -> bool:
        if span.end <= line.start or line.end <= span.start:
            return False
        painted = False
        for left, right in line.ranges(span):
            row.paint(x0 + left, x0 + right, self.look(name))
            painted = True
        return painted

    def _gutter(self, row: Row, line: PlacedLine, found: Sequence[Mark], x0: int) -> None:
        begun = {mark.kind for mark in found if line.start <= mark.span.start < max(line.end, line.start + 1)}
        for kind, sign in (("NOTE", self.signs.note), ("EVENT", self.signs.event)):
            if kind in begun:
                x = x0 + self.column_width + 1 if self._rtl_text() else x0 - 2
                if kind == "NOTE" and any(mark.kind == "NOTE" and mark.why in ASKED for mark in found):
                    sign = self.signs.asked
                row.put(x, sign, self.look("text--gutter" if kind == "EVENT" else "kind--note"))
                return
        if any(mark.kind == "NOTE" for mark in found):  # how far it reaches, without colour too
            x = x0 + self.column_width + 1 if self._rtl_text() else x0 - 2
            row.put(x, self.signs.goes_on, self.look("kind--note"))

    def _paint_hint(self, row: Row, line: PlacedLine, x0: int, label: str, span: Span) -> None:
        ranges = line.ranges(span)
        if not ranges:
            return
        rtl = self._rtl_text()
        left, right = ranges[-1] if rtl else ranges[0]
        at = x0 + (right - len(label) if rtl else left)
        for number, letter in enumerate(label):
            row.cells[max(0, min(at + number, row.width - 1))] = letter
        row.paint(at, at + len(label), self.look("text--hint"))
