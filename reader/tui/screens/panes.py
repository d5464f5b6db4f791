"""The container of the panes: a layout of our own, and the lines between columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from reader.tui.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.borders import Border


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
        self._held: Border | None = None  # by the mouse

    class BorderMoved(Message):
        """The mouse drags a border to a cell of the panes."""

        def __init__(self, panes: Panes, border: Border, x: int, y: int) -> None:
            super().__init__()
            self.panes, self.border, self.x, self.y = panes, border, x, y

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Panes.BorderMoved)

    class BorderLeft(Message):
        """The mouse let the border go."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Also for a pane's header, from which the event comes up to here."""
        from reader.tui.borders import border_at  # most sessions have no mouse

        x, y = self._cell(event)
        self._held = border_at(self._plan(self.size), x, y)
        if self._held is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None and event.button:
            self.post_message(self.BorderMoved(self, self._held, *self._cell(event)))

    def on_mouse_up(self) -> None:
        if self._held is not None:
            self._held = None
            self.release_mouse()
            self.post_message(self.BorderLeft())

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        return int(event.screen_x) - self.region.x, int(event.screen_y) - self.region.y

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
