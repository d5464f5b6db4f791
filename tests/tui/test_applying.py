"""A settings file that is written while one reads: what it says is in force, errors change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import config
from reader.tui.features import applying
from tests.tui.conftest import Opener, Reader


def write(text: str, name: str = "config.toml") -> Path:
    path = config.config_file().parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


KEPT = 'language = "en"\nmouse = "off"\nslow = "off"\n'
"""What the tests' reader was started with, as its file would say it."""


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The looks are the test's own."""
    monkeypatch.setattr(applying, "LOOK", 600.0)


async def written(reader: Reader, text: str, name: str = "config.toml", more: str = "") -> None:
    """A file is written, and looked at until it has stayed the same once. Where the stores are was given elsewhere."""
    reader.app.given = applying.AT_START - {more}
    write(text, name)
    reader.desk.heed()
    reader.desk.heed()
    await reader.settle()


async def test_what_the_file_says_is_in_force(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        assert desk.text.column_width > 50
        await written(
            reader, KEPT + 'theme = "warraq-sepia"\nmeasure = 40\nlayout = "rtl"\nparagraphs = "plain"'
        )
        assert (reader.app.theme, desk.text.column_width) == ("warraq-sepia", 40)
        assert desk.wishes.mirrored and not desk.text.spaced
        assert "theme" in desk.status.said and "measure" in desk.status.said
        await written(
            reader, KEPT.replace("en", "ar") + 'digits = "arabic"\nborders = "ascii"\nmarks = "hide"'
        )
        assert desk.words.rtl and desk.words.arabic_digits and not desk.text.marks_shown
        assert any("|" in row for row in reader.grid()) and not any("│" in row for row in reader.grid())
        assert desk.text.column_width > 50  # a line that is gone is the default again


async def test_slow_line_mode_and_the_mouse(opened: Opener) -> None:
    async with opened() as reader:
        await written(reader, 'language = "en"\nslow = "on"\nmouse = "on"')
        assert reader.app.slow and reader.app.mouse_on and reader.desk.text.column_width == 40
        await written(reader, KEPT)
        assert not reader.app.slow and not reader.app.mouse_on and reader.desk.text.column_width > 50


@pytest.mark.parametrize("wrong", ['theme = "blue"', "theme = ", "maesure = 40"])
async def test_an_error_changes_nothing(opened: Opener, wrong: str) -> None:
    async with opened() as reader:
        await written(reader, KEPT + 'theme = "warraq-light"')
        await written(reader, KEPT + f"measure = 40\n{wrong}")
        desk = reader.desk
        assert reader.app.theme == "warraq-light" and desk.text.column_width > 50
        assert (
            "config.toml" in desk.status.said and "defaults" not in desk.status.said and desk.status.warning
        )


async def test_keys(opened: Opener) -> None:
    async with opened() as reader:
        await written(reader, KEPT + 'keymap = "vim"')
        assert reader.app.keymap.name == "vim" and reader.app.dispatcher.keymap is reader.app.keymap
        await written(reader, '[text]\ndown = ["f12"]', "keymap.toml")
        before = reader.desk.text.row_now
        await reader.press("f12")
        assert reader.desk.text.row_now > before


async def test_a_file_that_is_still_being_written_waits(opened: Opener) -> None:
    async with opened() as reader:
        write(KEPT)
        reader.desk.heed()
        write(KEPT + 'theme = "warraq-sepia"')
        reader.desk.heed()
        assert reader.app.theme != "warraq-sepia"
        reader.desk.heed()
        assert reader.app.theme == "warraq-sepia"


async def test_what_is_fixed_is_said(opened: Opener) -> None:
    async with opened() as reader:
        journal = reader.app.library.journal.path
        await written(reader, KEPT + 'journal = "/nowhere/journal.sqlite"', more="journal")
        assert reader.app.library.journal.path == journal
        assert "next start" in reader.desk.status.said and "journal" in reader.desk.status.said
