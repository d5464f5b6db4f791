"""The orders of the article list, by action: headings with their numbers, what was not read, what fits a search."""

from __future__ import annotations

from reader.tui.screens.cards import ChoosingScreen
from tests.tui.conftest import Opener
from tests.tui.test_collecting import card, said


async def test_groups_lead_to_their_first_article(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        await reader.do("view.articles", "articles.groups")
        rows = card(reader)
        assert sum(int(label) for label, _, _ in rows) == 5
        screen = reader.app.screen
        assert isinstance(screen, ChoosingScreen)
        screen.list.move_to(len(rows) - 1)
        await reader.do("rows.open")
        assert desk.session.order == "date"
        assert desk.articles.article_here == desk.session.rows[int(rows[-1][2])]


async def test_headings_are_rows_that_the_cursor_passes_over(opened: Opener) -> None:
    async with opened() as reader:
        desk, pane = reader.desk, reader.desk.articles
        await reader.do("view.articles", "articles.sort")
        assert (desk.session.order, len(pane.groups) > 1) == ("date", True)
        assert pane.row_count == 5 + len(pane.groups)
        seen = []
        await reader.do("rows.top")
        for _ in range(5):
            assert pane.article_here is not None
            seen.append(pane.article_here.id)
            await reader.do("rows.down")
        assert seen == [row.id for row in desk.session.rows]
        assert [pane.article_at(pane.row_of(at)) for at in range(5)] == list(desk.session.rows)
        headings = [row for row in range(pane.row_count) if not pane.selectable(row)]
        assert [pane.article_at(row) for row in headings] == [None] * len(pane.groups)
        months = [pane.heading_words(label) for label, _ in pane.groups]
        painted = "\n".join(pane.render_line(y).text for y in range(pane.size.height))
        assert months[0] in painted
        await reader.do("rows.top", "rows.up", "rows.open")
        assert desk.session.place is not None
        assert desk.session.place.doc == seen[0]


async def test_what_was_not_read_stands_first_and_stays_while_it_is_read(opened: Opener) -> None:
    async with opened() as reader:
        desk, pane = reader.desk, reader.desk.articles
        docs = [row.id for row in desk.session.rows]
        desk.session.library.mark_read(docs[:2])
        desk.session.order = "length"
        await reader.do("view.articles", "articles.sort")
        assert [row.id for row in desk.session.rows] == [*docs[2:], *docs[:2]]
        assert [pane.heading_words(label) for label, _ in pane.groups] == ["Not read yet", "Read"]
        await reader.do("rows.top", "rows.open")
        assert docs[2] in desk.session.library.read()
        assert desk.session.rows[0].id == docs[2]


async def test_by_relevance_stand_first_what_was_searched(opened: Opener) -> None:
    async with opened() as reader:
        desk, pane = reader.desk, reader.desk.articles
        desk.session.order = "unread"
        await reader.do("view.articles", "articles.sort")
        assert desk.session.order == "path"  # nothing was searched yet
        await reader.search("تركيا")
        await reader.do("input.cancel")
        desk.session.order = "unread"
        await reader.do("view.articles", "articles.sort")
        found = desk.session.library.matches("تركيا")
        assert 0 < len(found) < 5
        assert [row.id for row in desk.session.rows][: len(found)] == found
        assert pane.groups[0] == ("ahead", len(found))
        assert "تركيا" in said(reader)
        await reader.do("go.search")
        desk.search.value = ""
        await reader.search("أردوغان")
        await reader.do("input.accept")
        await reader.settle()
        other = desk.session.library.matches("أردوغان")
        assert 0 < len(other) < len(found)
        assert pane.groups[0] == ("ahead", len(other))
