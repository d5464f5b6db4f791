"""Search by action: what is found as one types, in which order it comes, and the switches of the line."""

from __future__ import annotations

import re

import pytest

from reader.corpus.search.query import parse
from reader.tui.passages import PassageList, Row
from tests.tui.conftest import Opener, Reader


def said(reader: Reader) -> str:
    return reader.desk.status.said


async def test_a_wider_net_is_labelled(opened: Opener) -> None:
    pytest.importorskip("snowballstemmer")
    async with opened() as reader:
        desk = reader.desk
        await reader.search("القوات")
        narrow = desk.passages.row_count
        await reader.do("input.wider")
        await reader.settle()
        assert desk.passages.row_count >= narrow
        assert "wider net" in said(reader)
        await reader.do("input.wider")
        await reader.settle()
        assert desk.passages.row_count == narrow


async def test_whole_words_alone_by_a_switch(opened: Opener) -> None:
    async with opened() as reader:
        desk, library = reader.desk, reader.desk.session.library
        await reader.search("قوات")
        assert desk.passages.shown.passages
        every = {(each.doc, each.span) for each in desk.passages.shown.passages}
        await reader.do("input.whole")
        await reader.settle()
        assert "Whole words" in said(reader)
        alone = {(each.doc, each.span) for each in desk.passages.shown.passages}
        assert alone < every
        assert {span.of(library.document(doc).text) for doc, span in alone} == {"قوات"}
        await reader.do("input.wider")
        assert (desk.whole, desk.wider) == (False, True)


async def test_a_word_that_is_not_whole_yet_finds_what_begins_so(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        await reader.search("موسك")
        assert "begin so" in said(reader)
        assert desk.passages.row_count
        await reader.search("و")
        assert "begin so" not in said(reader)
        assert {
            row.lit.of(desk.session.article(row.doc).document.text)[-5:]
            for row in desk.passages.shown.rows
            if hasattr(row, "lit")
        } == {"موسكو"}


async def test_a_query_that_makes_no_sense_is_marked_at_the_place(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        await reader.search('موسكو "بوتين')
        assert "not closed" in said(reader)
        styles = {style.underline for _, style, _ in desk.search.render_line(0) if style is not None}
        assert True in styles
        await reader.type('"')
        await reader.settle()
        assert not any(style.underline for _, style, _ in desk.search.render_line(0) if style is not None)


async def test_hits_side_by_side_are_one_passage_with_both_lit(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        await reader.search("بشار الأسد")
        result = desk.session.library.search("بشار الأسد", limit=400)
        rows = [row for row in desk.passages.shown.rows if isinstance(row, Row)]
        assert len(rows) < len(result.hits)
        assert any(row.also for row in rows)
        assert {(each.doc, each.span) for each in desk.passages.shown.passages} == {
            (hit.doc, hit.span) for hit in result.hits
        }
        for row in rows:
            text = desk.session.article(row.doc).document.text
            assert "\n" not in text[row.lit.start : max((row.lit, *row.also)).end]
        at = next(n for n, row in enumerate(desk.passages.shown.rows) if isinstance(row, Row) and row.also)
        desk.passages.move_to(at)
        painted = desk.passages.render_line(desk.passages.HEADER + at - desk.passages.top)
        lit = "".join(text for text, style, _ in painted if style is not None and style.underline)
        assert len(lit.replace(" ", "")) >= len("بشارالأسد") - 2  # lam-alef is one cell


async def test_where_many_match_the_first_screen_comes_before_the_ranking(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.tui.features import searching

    monkeypatch.setattr(searching, "RANKED", 0)
    monkeypatch.setattr(searching, "SCREEN", 2)
    async with opened() as reader:
        desk = reader.desk
        seen: list[tuple[int, bool]] = []
        take = desk._take

        def watch(query: str, found: PassageList) -> None:
            seen.append((len({each.doc for each in found.passages}), desk.typing))
            if len(seen) == 1:  # the reader moves in what is there before the rest comes
                take(query, found)
                desk.open_panel(found, cursor=0, focus=False)
                desk.passages.move_to(2)
            else:
                take(query, found)

        monkeypatch.setattr(desk, "_take", watch)
        await reader.search("موسكو")
        await reader.settle()
        assert [docs for docs, _ in seen][-2:] == [2, 5]
        assert desk.session.chosen is not None
        assert len(desk.session.chosen.by_document) == 5


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_empty_line_names_a_filter_that_there_is(opened: Opener, language: str) -> None:
    async with opened(language=language) as reader:
        await reader.do("go.search")
        hint = reader.desk.search.placeholder
        named = [part for part in re.split("[ ،,]+", hint) if ":" in part]
        assert named
        for part in named:
            parse(part)  # raises where there is no such filter
