"""The table over the accounts of an event: each slot with its values, who gives them, and where they do not agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from reader.catalogue import Catalogue
from reader.comparison import Comparison, SlotRow
from reader.slots import SLOTS, of_slot
from reader.tui.panes.lists import SidePane
from reader.tui.passages import ELSEWHERE
from reader.tui.widgets.painting import Row
from reader.typeset import isolate

LABEL = 21  # cells of a slot's name
NAMES, NAME = 6, 28  # sources named for one value (the others are counted), and letters shown of one

Paint = Callable[[Row, int, int], None]  # the row, the first cell of the column and the one after it


class SlotTable(SidePane):
    """Makes the lines of the table; the compare pane puts them over its columns."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"compare--line", "compare--differs"}

    def __init__(self, lexicon: Catalogue, comparison: Comparison, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.comparison = comparison

    def table_lines(self) -> list[Paint]:
        """The table, line by line, with a rule under it."""
        words = self.lexicon
        lines: list[Paint] = []
        widest = max(
            (
                len(of_slot(row.slot, each.value, words))
                for row in self.comparison.rows
                for each in row.values
            ),
            default=0,
        )
        for row in self.comparison.rows:
            label = words(SLOTS.get(row.slot, row.slot))
            if not row.disputed and len(row.values) > 1:
                lines.append(self._agreed_line(label, self._values(row)))
                continue
            for number, value in enumerate(row.values):
                names = (*self._names(value.who), *((words(ELSEWHERE),) if value.elsewhere else ()))
                says = " · ".join(map(isolate, names))
                lines.append(
                    self._table_line(
                        label if number == 0 else "",
                        self._shown(row.slot, value.value),
                        says,
                        max(12, min(34, widest)),
                        disputed=value.disputed,
                    )
                )
        if lines:
            lines.append(self._rule)
        return lines

    def _shown(self, slot: str, value: str) -> str:
        return isolate(of_slot(slot, value, self.lexicon))

    def _names(self, who: Sequence[str]) -> list[str]:
        names = [
            name if len(name) <= NAME else name[: NAME - 2] + ("…»" if name.startswith("«") else "…")
            for name in who[:NAMES]
        ]
        return [*names, self.lexicon("{n} more", n=len(who) - NAMES)] if len(who) > NAMES else names

    def _values(self, row: SlotRow) -> str:
        """Values that nobody disputes, each with how many give it."""
        shown = ((self._shown(row.slot, each.value), len(each.who)) for each in row.values)
        return " · ".join(
            isolate(f"{value} ({self.lexicon.number(count)})" if count > 1 else value)
            for value, count in shown
        )

    def _agreed_line(self, label: str, values: str) -> Paint:
        def paint(row: Row, left: int, right: int) -> None:
            heading = self.look("row--heading")
            if self.rtl:
                row.words(label, left=right - LABEL, right=right, rtl=True, style=heading)
                row.words(values, left=left, right=right - LABEL - 2, rtl=True)
            else:
                row.words(label, left=left, right=left + LABEL, rtl=False, base="ltr", style=heading)
                row.words(values, left=left + LABEL + 2, right=right, rtl=False, base="ltr")

        return paint

    def _table_line(self, label: str, value: str, names: str, value_width: int, *, disputed: bool) -> Paint:
        def paint(row: Row, left: int, right: int) -> None:
            width = right - left
            middle = min(value_width, (width - LABEL - 4) // 2)
            differs = self.look("compare--differs")
            spots = (
                (0, LABEL, label, self.look("row--heading")),
                (LABEL, LABEL + 2, "≠" if disputed and not self.ascii else "!" if disputed else "", differs),
                (LABEL + 2, LABEL + 2 + middle, value, differs if disputed else None),
                (LABEL + 4 + middle, width, names, self.look("row--dim")),
            )
            for start, stop, text, style in spots:
                if self.rtl:
                    row.words(text, left=right - stop, right=right - start, rtl=True, style=style)
                else:
                    row.words(text, left=left + start, right=left + stop, rtl=False, base="ltr", style=style)

        return paint

    def _rule(self, row: Row, left: int, right: int) -> None:
        row.put(left, ("-" if self.ascii else "─") * (right - left), self.look("compare--line"))
