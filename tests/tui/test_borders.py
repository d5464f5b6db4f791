"""Borders dragged with the mouse: pure arithmetic over the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from reader.tui.borders import Border, border_at, dragged
from reader.tui.plan import Wishes, arrange
from tests.tui.conftest import Opener
from tests.tui.test_plan import wishes

WIDE, NARROW = Size(120, 38), Size(80, 22)
PANEL = Wishes(panel=True)


@pytest.mark.parametrize(
    ("size", "chosen", "x", "y", "found"),
    [
        (WIDE, Wishes(), 30, 5, Border(column=0)),
        (WIDE, Wishes(), 95, 30, Border(column=1)),
        (WIDE, Wishes(), 10, 15, Border(pane="timeline")),
        (WIDE, Wishes(), 50, 15, None),
        (WIDE, Wishes(), 50, 0, None),  # a header with nothing above it
        (WIDE, PANEL, 50, 21, Border(pane="panel")),
        (NARROW, Wishes(), 26, 3, Border(column=0)),
        (WIDE, Wishes(reading=True), 30, 5, None),
        (WIDE, Wishes(stacked=True), 3, 13, Border(pane="text")),
    ],
)
def test_what_a_cell_belongs_to(size: Size, chosen: Wishes, x: int, y: int, found: Border | None) -> None:
    assert border_at(arrange(size, chosen), x, y) == found


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("column", "x"), [(0, 24), (0, 36), (1, 88), (1, 97)])
def test_a_column_comes_to_the_mouse(column: int, x: int, mirrored: bool) -> None:
    if mirrored:
        column, x = 1 - column, 119 - x
    moved = dragged(WIDE, Wishes(mirrored=mirrored), Border(column=column), x, 9)
    assert arrange(WIDE, moved).columns[column] == x


@pytest.mark.parametrize("y", [8, 12, 20, 30])
def test_a_header_comes_to_the_mouse(y: int) -> None:
    moved = dragged(WIDE, Wishes(), Border(pane="timeline"), 3, y)
    assert arrange(WIDE, moved).regions["timeline"].y == y
    moved = dragged(WIDE, PANEL, Border(pane="panel"), 60, y)
    assert arrange(WIDE, moved).regions["panel"].y == y


def test_beyond_the_edge_is_as_far_as_it_goes() -> None:
    far = dragged(WIDE, Wishes(), Border(column=0), 119, 0)
    assert arrange(WIDE, far).columns[0] == arrange(WIDE, replace(Wishes(), share=60)).columns[0]
    assert dragged(WIDE, far, Border(column=0), 119, 0) == far


@given(wishes, st.sampled_from([WIDE, NARROW]), st.integers(0, 119), st.integers(0, 37))
def test_a_border_held_where_it_is_changes_nothing(chosen: Wishes, size: Size, x: int, y: int) -> None:
    plan = arrange(size, chosen)
    border = border_at(plan, x, y)
    if border is not None:
        moved = dragged(size, chosen, border, x, y)
        assert moved == chosen


async def test_the_lines_move_with_the_panes_whoever_moves_them(opened: Opener) -> None:
    async with opened() as reader:
        for keys in (["view.wider"], ["view.narrower", "view.narrower"], ["view.mirror"], ["view.fold"]):
            await reader.do(*keys)
            lines = arrange(reader.desk.query_one("#panes").size, reader.desk.wishes).columns
            row = reader.grid()[9]
            assert [x for x in lines if row[x] != "│"] == [], keys
