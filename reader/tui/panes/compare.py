"""Accounts side by side: slots lined up above, below them the passages in one, two or three columns.

An account goes into the column that ends highest, so that a long one leaves no hole beside it. The cursor is on a
passage; everything is laid out once a width (a tenth of a millisecond a passage).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.catalogue import N_, Catalogue
from reader.comparison import TRIGGER, Comparison, Side, Statement
from reader.model import Passage, Span
from reader.tui.panes.compare_table import Paint, SlotTable
from reader.tui.passages import ELSEWHERE
from reader.tui.widgets.painting import Row, output, wrapped_lines
from reader.typeset import Line, isolate
from reader.when import when

THREE, TWO = 150, 100  # cells from which there are so many columns
MARGIN, GAP = 2, 3  # cells beside the columns, and between two of them
MEASURE = 100  # cells of the widest column
MODALITIES = {"denied": N_("denied"), "planned": N_("planned"), "hypothetical": N_("scenario")}


@dataclass(frozen=True)
class Block:
    """A passage on the screen: where it stands, and how its lines are painted."""

    column: int
    top: int  # lines from the top of the columns; the first passage of an account has its head above it
    lines: tuple[Paint, ...]
    side: int
    passage: Passage

    @property
    def end(self) -> int:
        return self.top + len(self.lines)


def column_cells(width: int, count: int) -> int:
    """Cells of each of `count` columns on a screen of `width`: no line is longer than one can read."""
    return min((width - 2 * MARGIN - (count - 1) * GAP) // count, MEASURE)


class ComparePane(SlotTable):
    """See the module."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("compare", "rows")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--who",
        "compare--here",
        "compare--trigger",
        "compare--slot",
    }

    class Chosen(Message):
        """A passage was asked for."""

        def __init__(self, passage: Passage) -> None:
            self.passage = passage
            super().__init__()

    def __init__(self, lexicon: Catalogue, comparison: Comparison, at: Passage | None = None) -> None:
        super().__init__(lexicon, comparison, id="compare")
        self.rtl = lexicon.rtl
        self.noted: frozenset[Passage] = frozenset()
        self._wanted = at
        self._placed: tuple[
            object, ...
        ] = ()  # the width and the output mode that things stand where they do for
        self._table: list[Paint] = []
        self._columns: list[list[Block]] = []
        self.blocks: list[Block] = []  # in the order of the accounts

    # -- laying out ---------------------------------------------------------------------------------

    @property
    def column_count(self) -> int:
        """Columns that this width has room for."""
        width = self.size.width
        room = 1 if output().apart else 3 if width >= THREE else 2 if width >= TWO else 1
        return max(1, min(room, len(self.comparison.sides)))

    def place_accounts(self) -> None:
        """Table and columns for today's width."""
        width = self.size.width
        self._placed = width, output()
        count = self.column_count
        column_width = column_cells(width, count)
        self._table = self.table_lines()
        self._columns = [[] for _ in range(count)]
        self.blocks = []
        ends = [0] * count
        for number, side in enumerate(self.comparison.sides):
            at = ends.index(min(ends))
            for place, statement in enumerate(side.statements):
                lines = (self._head(number, side) if place == 0 else []) + self._text(statement, column_width)
                block = Block(at, ends[at], (*lines, _nothing), number, statement.passage)
                self._columns[at].append(block)
                self.blocks.append(block)
                ends[at] = block.end
        self._painted.clear()
        if self._wanted is not None:
            wanted = [n for n, each in enumerate(self.blocks) if each.passage == self._wanted]
            self.cursor, self._wanted = wanted[0] if wanted else 0, None
        self.cursor = max(0, min(self.cursor, len(self.blocks) - 1))

    @property
    def line_count(self) -> int:
        if self._placed != (self.size.width, output()):
            self.place_accounts()
        tallest = max((column[-1].end for column in self._columns if column), default=0)
        return len(self._table) + tallest

    @property
    def row_count(self) -> int:
        return len(self.blocks)

    def _head(self, number: int, side: Side) -> list[Paint]:
        words = self.lexicon
        chain = (" < " if self.ascii else " ← ").join(map(isolate, (side.who or side.title, *side.via)))
        told = [words(MODALITIES[side.modality.value])] if side.modality.value in MODALITIES else []
        told += [words(ELSEWHERE)] if side.elsewhere else []
        date = [words.digits(side.published)] if side.published else []
        article = " · ".join(map(isolate, (side.title if side.who else words("source not named"), *date)))
        count = f"{words.number(number + 1)}/{words.number(len(self.comparison.sides))}"

        def first(row: Row, left: int, right: int) -> None:
            self._ends(row, left, right, chain, " · ".join((*told, count)), self.look("compare--who"))

        def second(row: Row, left: int, right: int) -> None:
            self._ends(row, left, right, article, "", self.look("row--dim"))

        return [first, second]

    def _ends(self, row: Row, left: int, right: int, main: str, aside: str, style: Style) -> None:
        base = "rtl" if self.rtl else "ltr"
        taken = row.words(
            aside,
            left=left if self.rtl else max(left, right - (right - left) // 2),
            right=min(right, left + (right - left) // 2) if self.rtl else right,
            rtl=not self.rtl,
            base=base,
            style=self.look("row--dim"),
        )
        if self.rtl:
            row.words(main, left=left + taken + bool(taken), right=right, rtl=True, style=style)
        else:
            row.words(main, left=left, right=right - taken - bool(taken), rtl=False, base="ltr", style=style)

    def _text(self, statement: Statement, width: int) -> list[Paint]:
        start = statement.passage.span.start
        marks = tuple(
            (max(0, span.start - start), max(0, span.end - start), kind) for span, kind in statement.marks
        )
        return [self._text_line(line, marks) for line in wrapped_lines(statement.text, max(10, width))]

    def _text_line(self, line: Line, marks: Sequence[tuple[int, int, str]]) -> Paint:
        def paint(row: Row, left: int, right: int) -> None:
            x = right - line.width if line.direction == "rtl" else left
            row.put_glyphs(x, line.glyphs)
            for start, end, kind in marks:
                style = self.look("compare--trigger" if kind == TRIGGER else "compare--slot")
                for x0, x1 in line.ranges(Span(start, end)):
                    row.paint(x + x0, x + x1, style)

        return paint

    # -- painting -----------------------------------------------------------------------------------

    def header_text(self) -> str:
        event = self.comparison.event
        date = when(event.date, event.mod, self.lexicon) or self.lexicon("undated")
        return f"{isolate(date)} · {isolate(event.title)}"

    def header_aside(self) -> str:
        words = self.lexicon
        others = sum(side.elsewhere for side in self.comparison.sides)
        count = words.count("{n} account", "{n} accounts", len(self.comparison.sides) - others)
        if others:
            count += f" · {words.number(others)} {words(ELSEWHERE)}"
        if not self.comparison.disputed:
            return count
        return f"{count} · {'!' if self.ascii else '≠'}{words.number(len(self.comparison.disputed))}"

    def empty_text(self) -> str:
        return self.lexicon("No account of it was found")

    def line_key(self, y: int) -> tuple[object, ...]:
        here = self._here
        y -= len(self._table)
        return (y, here.passage if here is not None and here.top <= y < here.end else None)

    @property
    def _here(self) -> Block | None:
        return self.blocks[self.cursor] if self.blocks else None

    def paint_line(self, y: int, width: int) -> Strip:
        row = self.row(width)
        if y < len(self._table):
            self._table[y](row, MARGIN, width - MARGIN)
            return row.strip()
        y -= len(self._table)
        count = len(self._columns)
        column_width = column_cells(width, count)
        for number, column in enumerate(self._columns):
            left = MARGIN + number * (column_width + GAP)
            if self.rtl:
                left = width - left - column_width
            if number:
                line = left + column_width + GAP // 2 if self.rtl else left - GAP // 2 - 1
                row.put(line, "|" if self.ascii else "│", self.look("compare--line"))
            at = bisect_right(column, y, key=lambda block: block.top) - 1
            if at < 0 or y >= column[at].end:
                continue
            block = column[at]
            here = block is self._here and y < block.end - 1
            if here:
                row.paint(left, left + column_width, self.look("compare--here"))
                edge = left + column_width if self.rtl else left - 1
                row.put(edge, "|" if self.ascii else "▐" if self.rtl else "▌", self.look("row--here"))
            block.lines[y - block.top](row, left, left + column_width)
            if block.passage in self.noted and y == block.end - 2:
                row.put(
                    left - 1 if self.rtl else left + column_width,
                    "n" if self.ascii else "✎",
                    self.look("kind--note"),
                )
        return row.strip()

    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        raise NotImplementedError  # painted by lines

    # -- the cursor ---------------------------------------------------------------------------------

    @property
    def passage(self) -> Passage | None:
        """The passage of the cursor."""
        here = self._here
        return here.passage if here is not None else None

    def _step(self, by: int) -> None:
        here = self._here
        if here is None:
            return
        first, last = here.top + len(self._table), here.end + len(self._table)
        if by > 0 and last - 1 > self.top + self.page:
            self.scroll_lines_to(self.top + 3)
            return
        if by < 0 and first < self.top:
            self.scroll_lines_to(self.top - 3)
            return
        column = self._columns[here.column]
        at = column.index(here) + by
        if 0 <= at < len(column):
            self._to(column[at])
        elif by < 0:
            self.scroll_lines_to(0)

    def _across(self, by: int) -> None:
        """The account beside this one; in a single column, the one after or before it."""
        here = self._here
        if here is None:
            return
        if len(self._columns) == 1:
            self._step(by)
            return
        at = here.column + by
        if 0 <= at < len(self._columns) and self._columns[at]:
            column = self._columns[at]
            height = max(here.top, self.top - len(self._table))
            self._to(column[max(0, bisect_right(column, height, key=lambda block: block.top) - 1)])

    def _to(self, block: Block) -> None:
        self.cursor = self.blocks.index(block)
        top = block.top + len(self._table)
        self.refresh()
        if block.top == 0:
            self.scroll_lines_to(0)
        self.reveal(top, len(block.lines))

    def _page(self, by: int) -> None:
        here = self._here
        if here is None:
            return
        self.scroll_lines_to(self.top + by * max(1, self.page - 2))
        column = self._columns[here.column]
        height = self.top - len(self._table)
        at = next((each for each in column if each.top >= height), column[-1])
        self.cursor = self.blocks.index(at)
        self.refresh()

    def reveal_cursor(self) -> None:
        here = self._here
        self.top = self.clamp_top(self.top)
        if here is not None:
            self.reveal(here.top + len(self._table), len(here.lines))

    def focus_changed(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self.place_accounts()
        self.reveal_cursor()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        y = event.y - self.HEADER + self.top - len(self._table)
        count = len(self._columns)
        if y < 0 or not count:
            return
        number = min(count - 1, event.x * count // max(1, self.size.width))
        column = self._columns[count - 1 - number if self.rtl else number]
        found = next((each for each in column if each.top <= y < each.end), None)
        if found is not None:
            again = found is self._here
            self._to(found)
            if again or event.chain > 1:
                self.do_rows_open()

    # -- actions, by name ---------------------------------------------------------------------------

    def do_rows_down(self) -> None:
        self._step(1)

    def do_rows_up(self) -> None:
        self._step(-1)

    def do_rows_page_down(self) -> None:
        self._page(1)

    def do_rows_page_up(self) -> None:
        self._page(-1)

    def do_rows_top(self) -> None:
        if self.blocks:
            self._to(self.blocks[0])
            self.scroll_lines_to(0)

    def do_rows_bottom(self) -> None:
        if self.blocks:
            self._to(self.blocks[-1])

    def do_compare_left(self) -> None:
        self._across(1 if self.rtl else -1)

    def do_compare_right(self) -> None:
        self._across(-1 if self.rtl else 1)

    def do_rows_open(self) -> None:
        if (passage := self.passage) is not None:
            self.post_message(self.Chosen(passage))


def _nothing(row: Row, left: int, right: int) -> None:
    """An empty line between two passages."""
