"""The output modes on every screen: who shares a row with whom, and in which order Arabic goes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from reader.model import Place
from reader.tui.terminal.frames.cells import CellReader
from reader.tui.terminal.frames.logical import LRM, logical_row
from reader.tui.widgets.painting import glyphs
from reader.typeset import lay_out
from tests.tui.catalogue import updated
from tests.tui.conftest import Reader, own_settings, shown
from tests.tui.still import ENTITIES, TEXTS, StillLibrary, collection
from tests.tui.test_comparing import TOLD, comparison, screen_of

TYPED = "قالت سلمى في بغداد"
ARABIC = "\u0621-\u063a\u0641-\u0652\u0670-\u06d3\ufb50-\ufdff\ufe70-\ufefc"  # letters and their marks
_RUN = re.compile(f"[{ARABIC}]+(?:[ :،«»]{{1,3}}[{ARABIC}]+)*")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


@asynccontextmanager
async def reading(
    tmp_path: Path, bidi: str, size: tuple[int, int] = (120, 40), language: str = "en"
) -> AsyncIterator[Reader]:
    settings = own_settings(tmp_path, language=language, bidi=bidi)
    folder = tmp_path / "articles"
    with StillLibrary.open(folder if folder.exists() else collection(folder), settings) as library:
        async with shown(library, settings, size=size) as reader:
            desk = reader.desk
            await reader.until(
                lambda: bool(desk.articles.rows and desk.timeline.rows)
            )  # they come after the text
            yield reader


Walker = Callable[[Reader], Awaitable[None]]


async def _pane(reader: Reader, name: str) -> None:
    await reader.do(f"view.{name}")


async def _passages(reader: Reader) -> None:
    reader.desk.go_to(Place(reader.app.session.rows[0].id, 0), leave=False)
    reader.desk.follow_entity("p1")
    await reader.settle()
    assert reader.desk.passages.display


async def _search(reader: Reader) -> None:
    await reader.do("view.text", "go.search")
    await reader.type("الجسر")
    await reader.settle()
    assert reader.desk.passages.display


async def _note(reader: Reader) -> None:
    await reader.do("view.text", "text.note")
    reader.desk.note_field.text = f"{TYPED}\nبغداد تنتظر"
    await reader.rest()


async def _line(reader: Reader) -> None:
    await reader.do("view.text", "go.search")
    reader.desk.search.value = TYPED
    await reader.settle()


async def _palette(reader: Reader) -> None:
    await reader.do("view.text", "app.palette")
    await reader.type("الجسر")
    await reader.rest()


async def _info(reader: Reader) -> None:
    pane = reader.desk.entities
    await reader.do("view.entities")
    pane.move_to(pane.index["p1"])
    await reader.do("app.info")
    await reader.settle()


async def _compare(reader: Reader) -> None:
    reader.app.push_screen(screen_of(reader.app, comparison()))
    await reader.rest()


async def _card(reader: Reader) -> None:
    reader.app.desk.judge_terminal()
    await reader.rest()


def _act(action: str) -> Walker:
    async def walk(reader: Reader) -> None:
        await reader.do("view.text", action)
        await reader.settle()

    return walk


SCREENS: dict[str, Walker] = {
    "articles": lambda reader: _pane(reader, "articles"),
    "entities": lambda reader: _pane(reader, "entities"),
    "timeline": lambda reader: _pane(reader, "timeline"),
    "text": lambda reader: _pane(reader, "text"),
    "reading": _act("view.reading"),
    "passages": _passages,
    "search": _search,
    "a line being typed": _line,
    "a note": _note,
    "notes": _act("go.notes"),
    "palette": _palette,
    "info": _info,
    "help": _act("app.help"),
    "legend": _act("app.legend"),
    "keys": _act("app.keys"),
    "correct": _act("app.correct"),
    "related": _act("go.related"),
    "decisions": _act("go.decisions"),
    "compare": _compare,
}


async def walked(reader: Reader, screen: Walker) -> None:
    await screen(reader)
    await reader.rest()


async def back(reader: Reader) -> None:
    """Out of whatever is open, a note kept unwritten."""
    desk = reader.desk
    if desk.editor_open:
        desk.note_field.text = ""
    for _ in range(6):
        reader.app.do_app_escape()
    await reader.rest()
    assert reader.app.screen is desk
    assert not (desk.popup.display or desk.passages.display or desk.typing or desk.wishes.reading)


# -- mode `terminal`: whose Arabic stands on a row ---------------------------------------------------


def panes_by_row(reader: Reader) -> list[set[str]]:
    """For every row of the screen, the widgets that paint Arabic letters on it."""
    screen = reader.app.screen
    found: list[set[str]] = []
    for y, row in enumerate(reader.grid()):
        those: set[str] = set()
        for x, glyph in enumerate(glyphs(row)):
            if re.match(f"[{ARABIC}]", glyph):
                widget: Widget = screen.get_widget_at(x, y)[0]
                those.add(widget.id or type(widget).__name__)
        found.append(those)
    return found


async def test_in_mode_app_they_do(tmp_path: Path) -> None:
    """The measure above can fail: side by side is what the other modes do."""
    async with reading(tmp_path, "app") as reader:
        assert any(len(those) > 1 for those in panes_by_row(reader))


# -- the order in which Arabic goes out --------------------------------------------------------------


def plain(text: str) -> str:
    """Letters as they are written, without marks; forms and ligatures taken apart."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def known() -> str:
    """Everything Arabic that a screen can show, in logical order."""
    said = [*TEXTS.values(), *(each.name for each in ENTITIES), TYPED, "الجسر"]
    said += [part for who, via, title, text, _ in TOLD for part in (who, *via, title, text)]
    said += [value.value for row in comparison().rows for value in row.values]
    said += [comparison().event.title, *(name for each in ENTITIES for name in each.aliases)]
    for message in updated("ar"):
        said += [message.string] if isinstance(message.string, str) else message.string or ()
    return " \n ".join(" ".join(plain(each).split()) for each in said)


def strangers(rows: list[str], known: str) -> list[str]:
    """Words that nobody wrote so. One cut by an ellipsis or the end of a line is the beginning of a word."""
    words = set(re.findall(f"[{ARABIC}]+", known))
    beginnings = {word[:length] for word in words for length in range(1, len(word) + 1)}
    return [
        word
        for row in rows
        for word in re.findall(f"[{ARABIC}]+", row)
        if len(word) > 2 and plain(word) not in beginnings
    ]


def turned_pairs(rows: list[str], known: str) -> list[str]:
    """Neighbours that were written the other way around, and never so."""
    joined = " ".join(known.split())
    found = []
    for row in rows:
        for match in _RUN.finditer(row):
            words = [plain(word) for word in re.findall(f"[{ARABIC}]+", match[0])]
            for first, second in pairwise(words):
                if min(len(first), len(second)) > 2 and first != second:
                    so, turned = f"{first} {second}", f"{second} {first}"
                    if turned in joined and so not in joined:
                        found.append(so)
    return found


def sent(row: str, *, braille: bool = False) -> str:
    """What the driver sends for a painted row in mode `terminal`."""
    cells = CellReader().read(row)
    assert cells is not None, row
    return "".join(text for _, text in logical_row(cells, braille=braille))


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("ar", (120, 40))], ids=str)
async def test_mode_none_paints_every_screen_as_written(
    tmp_path: Path, size: tuple[int, int], language: str, known: str
) -> None:
    async with reading(tmp_path, "none", size, language) as reader:
        for name, screen in SCREENS.items():
            await walked(reader, screen)
            rows = reader.grid()
            assert not [row for row in rows if re.search("[\ufb50-\ufdff\ufe70-\ufefc]", row)], name
            arabic = [word for row in rows for word in re.findall(f"[{ARABIC}]+", row) if len(word) > 2]
            assert arabic or language == "en", name
            assert not strangers(rows, known), name
            assert not turned_pairs(rows, known), name
            assert {cell_len(row) for row in rows} == {size[0]}, name
            await back(reader)


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", (80, 24)), ("ar", (120, 40)), ("en", (200, 50))],
    ids=str,
)
async def test_mode_terminal_sends_as_written_and_one_pane_a_row(
    tmp_path: Path, size: tuple[int, int], language: str, known: str
) -> None:
    """And a terminal that applies UAX #9 to each row, as our own does, shows it as it was painted."""
    async with reading(tmp_path, "terminal", size, language) as reader:
        for name, screen in SCREENS.items():
            await walked(reader, screen)
            rows, those = reader.grid(), panes_by_row(reader)
            assert any(those) or language == "en", name
            shared = {y: panes for y, panes in enumerate(those) if len(panes) > 1}
            assert not shared, (name, shared, [rows[y] for y in shared])
            out = [sent(row).replace(LRM, "") for row in rows]
            assert not strangers(out, known), name
            assert not turned_pairs(out, known), name
            for row in rows:
                shown = lay_out(sent(row), 500, direction="ltr", shaping="letters", keep_spaces=True)[0]
                assert shown.text == row, name
            await back(reader)
        desk = reader.desk
        for pane in (desk.articles, desk.entities, desk.timeline, desk.text):
            desk.focus_pane(pane)
            await reader.rest()
            assert pane.size.width == size[0]
            assert pane.size.height >= 5  # the pane in use is open
        assert desk.text.column_count == 1


async def test_mode_app_sends_the_other_way_around(tmp_path: Path, known: str) -> None:
    """The measure can fail."""
    async with reading(tmp_path, "app") as reader:
        assert strangers(reader.grid(), known)


# -- changed while reading ---------------------------------------------------------------------------


async def test_the_mode_is_changed_while_reading(tmp_path: Path, known: str) -> None:
    async with reading(tmp_path, "auto") as reader:
        desk = reader.desk
        assert reader.app.bidi == "app" and strangers(reader.grid(), known)
        desk.search.value = TYPED
        await reader.do("view.bidi")
        assert reader.app.bidi == "terminal"
        assert not any(len(those) > 1 for those in panes_by_row(reader))
        await reader.do("view.bidi")
        assert reader.app.bidi == "none"
        assert any(len(those) > 1 for those in panes_by_row(reader))
        assert not strangers(reader.grid(), known)
        await _compare(reader)
        assert not strangers(reader.grid(), known)
        desk.use_bidi("terminal")
        await reader.rest()
        assert not any(len(those) > 1 for those in panes_by_row(reader))
        await back(reader)
        await reader.do("view.bidi", "view.bidi")
        assert reader.app.bidi == "app" and strangers(reader.grid(), known)
        assert reader.app.library.recall(reader.app.terminal_name) == "app"


# -- what the interface composes ---------------------------------------------------------------------


async def test_dates_counts_and_paths_never_flip(tmp_path: Path) -> None:
    async with reading(tmp_path, "app", language="ar") as reader:
        seen = ""
        for name, screen in SCREENS.items():
            await walked(reader, screen)
            grid = "\n".join(reader.grid())
            assert not re.search(r"\b\d\d-\d\d-\d{4}|\b\d\d-\d{4}\b", grid), name
            for part, whole in re.findall(r"(?<![\d/-])(\d+)/(\d+)(?![\d/-])", grid):
                assert int(part) <= int(whole), (name, part, whole)
            seen += grid
            await back(reader)
        assert "2021-05-12" in seen and "1/3" in seen
        desk, words = reader.desk, reader.app.session.words
        desk.say(words("Written: {path}", path="/tmp/a-1/مقارنة b.md"))
        await reader.rest()
        line = lay_out("/tmp/a-1/مقارنة b.md", 60, direction="ltr")[0].text
        assert line in reader.grid()[-2]
        desk.say("")
        desk.tell()
        await reader.rest()
        assert re.search(r"(?<!\d)\d+%", reader.grid()[-2])
