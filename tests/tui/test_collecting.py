"""The collection as a whole, by action: at a glance, narrowed, picked, changed on disk, left for another."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reader import config
from reader.catalogue import Catalogue
from reader.library import EntityCount, Library, RefreshReport
from reader.text.fold import fold
from reader.tui.app import WarraqApp
from reader.tui.features.refreshing import Refreshed
from reader.tui.screens.cards import ChoosingScreen
from reader.tui.screens.desk import DeskScreen
from reader.tui.screens.info import InfoScreen
from reader.tui.session import Session
from reader.typeset import isolate
from tests.tui.conftest import SEEDS, Opener, Reader, own_settings, shown


def said(reader: Reader) -> str:
    return reader.desk.status.said


def card(reader: Reader) -> list[tuple[str, str, str]]:
    screen = reader.app.screen
    assert isinstance(screen, (InfoScreen, ChoosingScreen))
    return [(item.label, item.words, item.id) for item in screen.list.items]


async def test_a_collection_at_a_glance(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("go.overview")
        rows = card(reader)
        seen = reader.desk.session.library.overview()
        assert ("articles", "5", "") in rows
        (published,) = [words for label, words, _ in rows if label == "published"]
        assert seen.first is not None and seen.undated
        assert published == f"{seen.first} · {seen.undated} without a date"  # one month, said once
        assert "languages" not in [label for label, _, _ in rows]  # none is known
        assert sum(id.startswith("entity:") for _, _, id in rows) == 12
        assert [id for _, _, id in rows if id.startswith("month:")] == [
            f"month:{month}" for month, _ in seen.published
        ]
        bars = {id: words for _, words, id in rows if id.startswith("time:")}
        month, most = max(seen.happened, key=lambda each: each[1])
        assert bars[f"time:{month}"].endswith(f" {most}")
        screen = reader.app.screen
        assert isinstance(screen, InfoScreen)
        first = next(n for n, item in enumerate(screen.list.items) if item.id.startswith("entity:"))
        name = screen.list.items[first].words.partition(" · ")[0]
        screen.list.move_to(first)
        await reader.do("rows.open")
        assert reader.desk.session.chosen is not None
        assert reader.desk.session.chosen.label == name


async def test_the_list_is_narrowed_while_typing_and_escape_brings_it_back(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        word = desk.session.rows[2].metadata.title.split()[0]
        await reader.do("view.articles", "articles.filter")
        await reader.type(word)
        await reader.settle()
        assert 0 < len(desk.articles.rows) < 5
        assert all(
            fold(word) in fold(f"{row.metadata.title} {row.metadata.source} {row.path}")
            for row in desk.articles.rows
        )
        await reader.press("escape")
        await reader.settle()
        assert len(desk.articles.rows) == 5
        await reader.do("articles.filter")
        await reader.type(word)
        await reader.press("enter")
        await reader.settle()
        assert 0 < len(desk.articles.rows) < 5
        assert word in desk.articles.header_aside()
        assert bool(desk.text.aside) is (desk.session.position(reader.doc) >= 0)
        await reader.do("articles.filter")
        await reader.press(*["backspace"] * len(word), "enter")
        await reader.settle()
        assert desk.text.aside.endswith("/5")


async def test_names_are_narrowed_while_typing_in_any_spelling(opened: Opener) -> None:
    async with opened() as reader:
        pane = reader.desk.entities

        def names() -> list[str]:
            return [each.entity.name for each in pane.rows if isinstance(each, EntityCount)]

        await reader.do("view.entities", "entities.scope")
        whole = names()
        assert any("الأسد" in name for name in whole)
        await reader.do("entities.filter")
        await reader.type("الاسد")
        await reader.settle()
        assert 0 < len(names()) < len(whole)
        assert all(
            "الاسد" in fold(" ".join((each.entity.name, *each.entity.aliases)))
            for each in pane.rows
            if isinstance(each, EntityCount)
        )
        await reader.press("escape")
        assert names() == whole
        await reader.do("entities.filter")
        await reader.type("أسد بَشّار")
        await reader.press("enter")
        await reader.settle()
        assert names() == ["بشار الأسد"] and "أسد" in pane.header_aside()
        assert reader.desk.focused is pane
        await reader.do("entities.scope")  # narrowed still, in what is shown now
        assert set(names()) <= {"بشار الأسد"}
        await reader.do("entities.scope", "app.escape")
        assert names() == whole and reader.desk.focused is pane
        await reader.do("entities.filter")
        await reader.type("الاسد")
        await reader.press("enter")
        await reader.do("entities.filter")  # what is typed now takes its place
        await reader.type("zzz")
        await reader.press("enter")
        assert not names() and any("No such name" in row for row in reader.grid())
        await reader.do("entities.scope", "entities.filter")
        await reader.type("x")
        await reader.settle()
        assert "looks in all" in said(reader)


async def test_what_is_not_read_yet_is_not_called_empty(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        desk.entities.show([])
        desk.timeline.show([])
        desk.busy_with("reading")
        await reader.rest()
        grid = reader.grid()
        assert sum("Not read yet" in row for row in grid) == 2
        assert not any("Nobody is named" in row or "No event" in row for row in grid)
        desk.busy_with("")
        await reader.rest()
        assert any("Nobody is named here" in row for row in reader.grid())
        assert any("No event was found" in row for row in reader.grid())


async def test_why_an_index_was_made_anew_is_said(opened: Opener) -> None:
    async with opened() as reader:
        report = RefreshReport(added=5, rebuilt="the index is damaged (file is not a database)")
        reader.desk.on_refreshed(Refreshed(report))
        assert "the index was made anew" in said(reader) and "file is not a database" in said(reader)


async def test_star_tag_and_read_act_on_all_that_are_picked(opened: Opener) -> None:
    async with opened() as reader:
        desk, library = reader.desk, reader.desk.session.library
        docs = [row.id for row in desk.session.rows]
        await reader.do("view.articles", "rows.top", "articles.pick", "articles.pick")
        assert desk.articles.picked == set(docs[:2])
        await reader.do("articles.star", "articles.read")
        assert library.starred() == set(docs[:2])
        assert set(docs[:2]) <= library.read()
        await reader.do("articles.tag")
        await reader.type("aleppo")
        await reader.press("enter")
        await reader.rest()
        assert sorted(doc for doc, tag in library.journal.document_tags() if tag == "aleppo") == sorted(
            docs[:2]
        )
        await reader.do("articles.star")
        assert library.starred() == set()
        await reader.do("articles.pick_all")
        assert desk.articles.picked == set(docs)
        await reader.do("articles.pick_all")
        assert desk.articles.picked == set()


async def test_what_was_left_out_is_one_line_on_an_article_and_leads_to_the_list(tmp_path: Path) -> None:
    root = tmp_path / "c"
    shutil.copytree(SEEDS, root)
    for n in range(30):
        (root / f"empty-{n}.txt").touch()
    settings = own_settings(tmp_path)
    with Library.open(root, settings) as library:
        library.refresh(workers=0)
        async with shown(library, settings) as reader:
            await reader.do("view.articles", "app.info")
            rows = [row for row in card(reader) if row[0] == "left out"]
            assert [words for _, words, _ in rows] == ["30 files of the collection"]
            screen = reader.app.screen
            assert isinstance(screen, InfoScreen)
            screen.list.move_to(next(n for n, row in enumerate(card(reader)) if row[0] == "left out"))
            await reader.do("rows.open")
            assert sum("empty-" in words for _, words, _ in card(reader)) == 30


async def test_files_that_changed_are_said_and_read_on_demand(tmp_path: Path) -> None:
    root = tmp_path / "c"
    shutil.copytree(SEEDS, root)
    settings = own_settings(tmp_path)
    with Library.open(root, settings) as library:
        library.refresh(workers=1)
        app = WarraqApp(library, settings)
        async with app.run_test(size=(120, 40)) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            assert library.stirred() is False
            (root / "new.txt").write_text("وصل الوفد إلى عمّان.\n", encoding="utf-8")
            assert library.stirred() is True
            app.desk.look_at_files()
            await reader.settle()
            assert "changed" in said(reader)
            assert len(app.desk.session.rows) == 5
            await reader.do("view.refresh")
            await reader.settle()
            assert len(app.desk.session.rows) == 6
            await reader.do("view.refresh")
            await reader.settle()
            assert said(reader) == "Nothing changed"


async def test_the_events_of_a_bar_are_listed(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("go.overview")
        await reader.settle()
        month, _ = max(reader.app.library.overview().happened, key=lambda each: each[1])
        await reader.choose(f"time:{month}")
        shown = reader.desk.passages.shown
        assert (shown.kind, shown.id) == ("TIME", month)
        assert shown.passages


def test_a_long_time_is_headed_as_years(tmp_path: Path) -> None:
    with Library.open(SEEDS, own_settings(tmp_path)) as library:
        desk = DeskScreen(Session(library, own_settings(tmp_path), Catalogue("en")))
        months = tuple((f"{1990 + n // 12}-{n % 12 + 1:02}", 1) for n in range(40))
        rows = desk._bars("by month", "by year", "time", months)
        assert rows[0][1] == "by year"
        assert [id for _, _, id in rows[1:]] == ["time:1990", "time:1991", "time:1992", "time:1993"]
        assert desk._bars("by month", "by year", "time", months[:3])[0][1] == "by month"


async def test_an_article_is_not_the_16th_of_seven_while_files_are_read(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        desk = reader.desk
        desk.tell_number(reader.doc)
        assert desk.text.aside == "1/5"
        monkeypatch.setattr(desk.session, "position", lambda doc: 15)  # the index knows more than the list
        desk.tell_number(reader.doc)
        desk.tell()
        assert desk.text.aside == ""
        assert "16" not in desk.status.where


async def test_another_collection_is_chosen_from_those_before(opened: Opener, tmp_path: Path) -> None:
    async with opened() as reader:
        library = reader.desk.session.library
        there, gone = tmp_path / "أخرى", tmp_path / "gone"
        there.mkdir()
        place = reader.desk.session.place
        assert place is not None
        for each in (gone, there):
            library.journal.remember_place(str(each), place)
        await reader.do("go.collections")
        rows = card(reader)
        assert [(words, bool(id)) for _, words, id in rows] == [
            (isolate(str(SEEDS)), False),
            (isolate(str(there)), True),
            (isolate(str(gone)), False),
        ]
        screen = reader.app.screen
        assert isinstance(screen, ChoosingScreen)
        screen.list.move_to(1)
        await reader.do("rows.open")
        assert reader.app.then == there


def test_without_a_path_the_last_collection_opens_at_the_last_word(tmp_path: Path) -> None:
    from reader.commands.open_command import _last_or_seeds
    from reader.model import Place

    settings = own_settings(tmp_path)
    assert _last_or_seeds(settings) == config.bundled("seeds")
    with Library.open(SEEDS, settings) as library:
        library.refresh(workers=1)
        place = Place(library.rows()[1].id, 120)
        library.remember_place(place)
    assert _last_or_seeds(replace(settings)) == SEEDS
    with Library.open(SEEDS, settings) as library:
        assert library.last_place() == place


async def test_a_table_is_told_which_column_is_which(tmp_path: Path) -> None:
    root = tmp_path / "c"
    root.mkdir()
    (root / "t.csv").write_text("a,b\nقصير جدا,بوتين\n", encoding="utf-8")
    (root / "x.txt").write_text("وصل الوفد إلى عمّان.\n", encoding="utf-8")
    settings = own_settings(tmp_path)
    with Library.open(root, settings) as library:
        library.refresh(workers=1)
        async with shown(library, settings) as reader:
            await reader.do("go.overview")
            rows = card(reader)
            at = next(n for n, (label, words, id) in enumerate(rows) if id == "file:t.csv")
            assert rows[at][0] == "!"
            reader.top.list.move_to(at)
            await reader.do("rows.open")
            rows = card(reader)
            assert ("text", "none", "text") in rows
            reader.top.list.move_to(next(n for n, row in enumerate(rows) if row[2] == "text"))
            await reader.do("rows.open")
            rows = card(reader)
            assert [(label, words) for label, words, _ in rows] == [
                ("", "by its looks"),
                ("a", "قصير جدا"),
                ("b", "بوتين"),
            ]
            reader.top.list.move_to(1)
            await reader.do("rows.open")
            assert ("text", "a", "text") in card(reader)
            await reader.settle()
            assert [row.path for row in reader.desk.session.rows] == ["t.csv/1", "x.txt"]
            assert library.told_of("t.csv") == {"text": "a"}
