"""Borders between panes, dragged: which one a cell belongs to, and the wishes that bring it elsewhere. Pure.

A wish is found by trying them all against `arrange`, so that nothing here repeats the arithmetic of the plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual.geometry import Size

from reader.lazy_dataclass import dataclass
from reader.tui.plan import Plan, Wishes, arrange

SHARES: Final = range(-14, 41)
"""What the keys can make of `Wishes.share`, in cells."""
LIFTS: Final = range(-60, 61)
"""Of `Wishes.lift` and `Wishes.panel_lift`, in lines."""


@dataclass(frozen=True)
class Border:
    """A line between columns, by its number from the left, or the upper edge of a pane, by the pane's id."""

    column: int = -1
    pane: str = ""


def border_at(plan: Plan, x: int, y: int) -> Border | None:
    """The border at a cell of the panes: a line between two columns, or the header of a pane that lies under another."""
    if x in plan.columns:
        return Border(column=plan.columns.index(x))
    for pane in ("timeline", "panel", "text"):
        region = plan.regions.get(pane)
        if region is not None and region.y == y > 0 and region.x <= x < region.right:
            return Border(pane=pane)
    return None


def dragged(size: Size, wishes: Wishes, border: Border, x: int, y: int) -> Wishes:
    """The wishes under which the border comes nearest to the cell; of equal ones, the nearest to today's."""
    if border.pane:
        name, values, today = ("panel_lift", LIFTS, wishes.panel_lift)
        if border.pane != "panel":
            name, values, today = ("lift", LIFTS, wishes.lift)
    else:
        name, values, today = ("share", SHARES, wishes.share)

    def distance(value: int) -> tuple[int, int]:
        plan = arrange(size, replace(wishes, **{name: value}))  # type: ignore[arg-type]  # all three are int
        if border.pane:
            region = plan.regions.get(border.pane)
            away = abs(region.y - y) if region else size.height
        else:
            away = abs(plan.columns[border.column] - x) if border.column < len(plan.columns) else size.width
        return away, abs(value - today)

    best = min(values, key=distance)
    if distance(today)[0] <= distance(best)[0]:
        return wishes  # also where today's value lies outside what is tried
    return replace(wishes, **{name: best})  # type: ignore[arg-type]  # all three are int
