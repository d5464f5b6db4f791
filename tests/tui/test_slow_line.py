"""What the desk does otherwise over a slow line: fewer cells a page, side panes that follow a cursor at rest, steps of one row."""

from __future__ import annotations

import pytest

from reader.tui.features import base
from tests.tui.conftest import Opener


async def test_the_lists_take_what_shortens_the_lines_of_the_text(opened: Opener) -> None:
    async with opened() as near:
        text, articles = near.desk.text.column_width, near.desk.articles.size.width
    async with opened(slow="on") as far:
        assert far.desk.text.column_width == 40 < text
        assert far.desk.articles.size.width > articles
        await far.do("view.reading")
        assert far.desk.text.column_width > 40  # alone it has what room there is


async def test_status_line_and_side_panes_follow_a_cursor_at_rest(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "SLOW_REST", 0.01)
    async with opened(slow="on") as reader:
        desk = reader.desk
        await reader.do("text.top")
        await reader.settle()
        told, marked = (desk.status.where, desk.status.what), desk.timeline.near
        monkeypatch.setattr(base, "SLOW_REST", 600.0)
        for _ in range(6):
            await reader.do("text.next_thing")
        assert (desk.status.where, desk.status.what) == told and desk.timeline.near == marked
        monkeypatch.setattr(base, "SLOW_REST", 0.01)
        await reader.do("text.next_thing")
        await reader.settle()
        assert desk.status.what == desk.what_stands_here() != told[1]


async def test_a_step_brings_in_one_row_of_text(opened: Opener) -> None:
    """Empty rows between paragraphs come along: they cost nothing. The cursor is never at the edge for long."""
    async with opened(slow="on", paragraphs="spaced") as reader:
        text = reader.desk.text
        for action, last in (("text.down", text.clamp_top(text.line_count)), ("text.up", 0)):
            beyond = []
            while text.top != last:
                before = text.top
                await reader.do(action)
                down = last > 0
                came = range(before + text.page, text.top + text.page) if down else range(text.top, before)
                assert sum(not text.layout_lines.is_gap(row) for row in came) <= 1
                beyond.append(abs(text.row_now - (text.top + text.page - 1 if down else text.top)))
            assert len(beyond) > 40 and min(beyond) >= 1
