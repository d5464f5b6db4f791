"""Every action of the registry is carried out by some part of the screen, and none crashes where it makes no sense."""

from __future__ import annotations

from inspect import getattr_static
from pathlib import Path

import pytest

from reader import config
from reader.actions import ACTIONS, BY_ID
from reader.keymap import Match, find
from reader.library import Library
from reader.tui.app import WarraqApp
from reader.typeset import one_line
from tests.tui.conftest import Opener, Reader, own_settings


def test_every_action_has_someone_who_does_it() -> None:
    from reader.tui.app import WarraqApp
    from reader.tui.panes.articles import ArticlesPane
    from reader.tui.panes.compare import ComparePane
    from reader.tui.panes.passages import PassagesPane
    from reader.tui.panes.text import TextPane
    from reader.tui.screens.ask import AskScreen
    from reader.tui.screens.compare import CompareScreen
    from reader.tui.screens.desk import DeskScreen

    doers = (
        WarraqApp,
        DeskScreen,
        TextPane,
        ArticlesPane,
        PassagesPane,
        AskScreen,
        CompareScreen,
        ComparePane,
    )
    missing = [
        each.id
        for each in ACTIONS
        if not any(hasattr(doer, "do_" + each.id.replace(".", "_")) for doer in doers)
    ]
    assert missing == ["hints.cancel"]  # Escape among the hints is the text pane's own


def test_what_features_ask_of_one_another_is_done_by_one_of_them() -> None:
    from reader.tui.screens.desk import DeskScreen

    found = {name: getattr_static(DeskScreen, name) for name in dir(DeskScreen)}
    left = [name for name, each in found.items() if getattr(each, "__isabstractmethod__", False)]
    assert left == []


async def test_held_keys_fast_panes_and_a_resize_storm(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press(*["j"] * 20, *["tab"] * 9, *["j"] * 9)
        for width in range(60, 200, 13):
            await reader.pilot.resize_terminal(width, 15 + width % 30)
            await reader.press("tab", "j")
        await reader.settle()
        assert reader.app.session.place is not None


async def test_too_small_says_so_and_recovers(opened: Opener) -> None:
    async with opened(size=(50, 12)) as reader:
        assert any("60x15" in row for row in reader.grid())
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        assert not any("60x15" in row for row in reader.grid())


async def test_the_tour_is_never_modal(opened: Opener) -> None:
    async with opened(tour=True) as reader:
        assert reader.desk.popup.display
        await reader.do("text.next_thing")
        assert reader.app.session.place is not None and reader.app.session.place.offset > 0
        await reader.press("escape")
        assert not reader.desk.popup.display
    async with opened(tour=True) as reader:
        assert not reader.desk.popup.display


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("action", "back", "widget"),
    [
        ("go.search", "input.cancel", "#search"),
        ("text.note", "editor.discard", "#note"),
        ("text.open", "passages.close", "#passages"),
    ],
)
async def test_the_tour_makes_way_for_what_it_told_of_and_comes_back(
    opened: Opener, size: tuple[int, int], action: str, back: str, widget: str
) -> None:
    async with opened(tour=True, size=size) as reader:
        await reader.do("text.next_thing")
        assert reader.desk.popup.display
        await reader.do(action)
        assert reader.desk.query_one(widget).display and not reader.desk.popup.display
        await reader.do(back)
        assert reader.desk.popup.display and any("Welcome" in row for row in reader.grid())
        await reader.do(action)
        reader.desk.end_tour()
        await reader.do(back)
        assert not reader.desk.popup.display


async def test_language_and_sides_are_swapped_and_remembered(opened: Opener) -> None:
    async with opened(language="auto") as reader:
        assert reader.desk.articles.region.x == 0
        await reader.do("view.language")
        await reader.rest()
        assert reader.desk.articles.region.right == 120 and any("ﺕﻻﺎﻘﻤﻟﺍ" in row for row in reader.grid())
        await reader.do("view.mirror")
        await reader.rest()
        assert reader.desk.articles.region.x == 0
    async with opened(language="auto") as reader:
        assert reader.app.session.words.language == "ar" and reader.desk.articles.region.x == 0


async def test_which_key_shows_after_a_pause(opened: Opener) -> None:
    async with opened() as reader:
        await reader.press("g")
        await reader.until(lambda: bool(reader.desk.popup.display))
        assert reader.desk.popup.display and any("jump list" in row for row in reader.grid())
        await reader.press("escape")
        assert not reader.desk.popup.display


async def test_keys_are_bound_by_pressing_and_kept(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "config_file", lambda: tmp_path / "config" / "config.toml")
    async with opened() as reader:
        await reader.do("app.keys")
        for _ in range(3):
            await reader.do("rows.down")
        bound = reader.top.list.items[reader.top.list.cursor].id
        await reader.press("enter", "g", "z", "enter")
        await reader.rest()
        assert find(reader.app.keymap, [bound.partition(".")[0]], ("g", "z")) == Match(bound)
    async with opened() as reader:
        assert ("g", "z") in reader.app.keymap.of(bound)


async def test_hidden_kinds_are_neither_marked_nor_gone_to(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do(
            "view.events", "view.times", "view.people", "view.organisations", "view.notes", "text.next_thing"
        )
        mark = reader.desk.thing_here()
        assert mark is not None and mark.kind == "LOC"


async def test_no_colour_and_terminal_colours_paint(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for theme in ("warraq-terminal", "warraq-light"):
        async with opened(theme=theme) as reader:
            await reader.do("text.open", "view.next_pane", "text.hints")
            assert any("ﺪﺳﻷﺍ" in row for row in reader.grid())


async def test_plain_borders_are_ascii_but_for_the_letters(opened: Opener) -> None:
    async with opened(borders="ascii") as reader:
        await reader.do("text.open")
        await reader.settle()
        await reader.do("app.help")
        signs = {cell for row in reader.grid() for cell in row if not cell.isascii() and not cell.isalpha()}
        assert not signs & set("│▌▐●◆✎★▸◂┌─")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("action", ["go.next_article", "go.previous_article", "text.next_sentence"])
async def test_a_card_names_keys_as_they_are_pressed(opened: Opener, language: str, action: str) -> None:
    """A key that is a bracket alone has no direction of its own: it is never mirrored."""
    async with opened(language=language) as reader:
        await reader.do("app.help")
        cards = reader.top.list
        cards.move_to(next(at for at, item in enumerate(cards.items) if item.id == action))
        await reader.rest()
        (key,) = reader.app.keymap.of(action)[0]
        words = one_line(reader.app.session.words(BY_ID[action].help), 80).text
        (row,) = [row for row in reader.grid() if words in row]
        label, beside = sorted(row.split(words), key=lambda part: key in part, reverse=True)
        assert key in label and not set(beside) & set("()<>")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.txt": "no Arabic at all here"},
        {"a.txt": "مقالة واحدة لا تذكر أحدا."},
        {"a.txt": "[bold]عنوان[/bold] \x1b[31mأحمر\x1b[0m\n\nنص المقالة هنا.", "b\x1b[2J.txt": "مقالة أخرى."},
        {"a.txt": "كلمة " * 20000},
        {"a.txt": "عنوان طويل " * 50 + "\n\nنص."},
    ],
    ids=["empty", "no-arabic", "alone", "escapes", "one-long-line", "long-title"],
)
async def test_odd_collections_open_and_every_pane_answers(files: dict[str, str], tmp_path: Path) -> None:
    root = tmp_path / "collection"
    root.mkdir()
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    settings = own_settings(tmp_path, language="ar", mouse="auto", slow="auto")
    with Library.open(root, settings) as library:
        app = WarraqApp(library, settings, env=config.Environment({}))
        async with app.run_test(size=(100, 30)) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            await reader.press(
                "r", "escape", "t", "1", "j", "enter", "3", "enter", "escape", "4", "enter", "escape", "2", "end", "home", ".",
                "enter", "escape", "n", "i", "escape", ";", "escape", "a", "escape", "g", "j", "escape",
            )  # fmt: skip
            await reader.settle()
            assert all(
                "\x1b" not in segment.text
                for row in app.screen._compositor.render_strips()
                for segment in row
            )


async def test_an_article_that_vanishes_while_open_is_said(opened: Opener, tmp_path: Path) -> None:
    root = tmp_path / "c"
    root.mkdir()
    for number in range(3):
        (root / f"{number}.txt").write_text(f"المقالة رقم {number} عن دمشق وموسكو.\n\nنص.", encoding="utf-8")
    async with opened(root=root) as reader:
        await reader.do("go.next_document")
        (root / "1.txt").unlink()
        reader.desk.refresh_collection()
        await reader.settle()
        await reader.do("text.down", "go.back", "go.forward", "text.note")
        await reader.rest()
        assert len(reader.app.session.rows) == 2
