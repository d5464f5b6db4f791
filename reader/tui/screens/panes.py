"""The container of the panes: a layout of our own, and the lines between columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.tui.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlannedLayout(Layout):
    """Every child where the plan puts it; one without a place in it has no cells."""

    name = "planned"

    def __init__(self, plan: Callable[[Size], Plan]) -> None:
        self._plan = plan

    @override
    def arrange(
        self, parent: Widget, children: Sequence[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        plan, nothing = self._plan(size), Region(0, 0, 0, 0)
        return [
            WidgetPlacement(self._region(plan, child, nothing), Offset(0, 0), Spacing(), child)
            for child in children
            if child.display
        ]

    @staticmethod
    def _region(plan: Plan, child: Widget, nothing: Region) -> Region:
        name = "panel" if child.has_class("panel") else child.id or ""
        return plan.regions.get(name, nothing)


class Panes(Widget):
    """Holds the panes and paints the lines between the columns."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"panes--line"}

    def __init__(self, plan: Callable[[Size], Plan], *children: Widget, id: str | None = None) -> None:
        super().__init__(*children, id=id)
        self._plan = plan
        self._planned = PlannedLayout(plan)
        self.line = "│"

    @property
    def layout(self) -> Layout:
        return self._planned

    @override
    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = self.rich_style + self.get_component_rich_style("panes--line", partial=True)
        cells = [" "] * width
        for x in self._plan(self.size).columns:
            if 0 <= x < width:
                cells[x] = self.line
        return Strip([Segment("".join(cells), style)], width)
