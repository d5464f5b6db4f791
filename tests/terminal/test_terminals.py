"""Terminals of all kinds: how many colours they are sent, in which letters their borders are, and which are refused."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.text.words import has_arabic
from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading, home_of, with_index
from tests.terminal.session import Session

pytestmark = pytest.mark.terminal

SIXTEEN = re.compile(r"(?:[349]|10)[0-7]")
ON_BLACK_AND_WHITE = {"31", "35", "90"}  # red, magenta, grey: the ground is not known, and none is painted


def colours(session: Reading) -> set[str]:
    """What the cells on the screen are coloured with, as they were sent: `38;2;…`, `33`; nothing where it is the terminal's own."""
    return {colour for row in session.emulator.rows for _, look in row for colour in look[:2] if colour}


def kinds(session: Reading) -> set[str]:
    return {
        "truecolor" if each.startswith("2;") else "256" if each.startswith("5;") else "16" if SIXTEEN.fullmatch(each) else each
        for each in colours(session)
    }  # fmt: skip


def read_a_little(session: Reading) -> None:
    """A line down, help and back, away; and nothing is left on."""
    session.do("text.down", "text.next_thing")
    session.do("app.help")
    session.wait_for("To the beginning")
    session.do("app.escape")
    session.wait(lambda: "To the beginning" not in session.all, "the help put away")
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert not session.emulator.unknown


@pytest.mark.parametrize(
    ("term", "more", "found"),
    [
        ("xterm", {}, {"16"}),
        ("linux", {}, {"16"}),
        ("vt100", {}, {"16"}),
        ("screen", {}, {"16"}),
        ("nobody-knows-this", {}, {"16"}),
        ("xterm-256color", {}, {"256"}),
        ("tmux-256color", {}, {"256"}),
        ("screen-256color", {}, {"256"}),
        ("xterm-256color", {"COLORTERM": "truecolor"}, {"truecolor"}),
        ("xterm-256color", {"COLORTERM": "truecolor", "NO_COLOR": "1"}, set()),
        ("linux", {"NO_COLOR": "1"}, set()),
    ],
)
@pytest.mark.parametrize("line", ["local", "ssh"])
def test_the_colours_that_a_terminal_is_sent(
    opened: Opener, term: str, more: dict[str, str], found: set[str], line: str
) -> None:
    session = opened(env={"TERM": term, **more, **({"SSH_CONNECTION": "1 2 3 4"} if line == "ssh" else {})})
    session.drain()
    assert kinds(session) == found
    if found == {"16"}:
        assert colours(session) <= ON_BLACK_AND_WHITE
    read_a_little(session)


@pytest.mark.parametrize("env", [{"COLORTERM": "truecolor", "NO_COLOR": "1"}, {"TERM": "xterm"}])
def test_without_grounds_cursor_selection_and_rows_are_seen(opened: Opener, env: dict[str, str]) -> None:
    session = opened(env=env)

    def turned() -> int:
        return sum("7" in look[2] for row in session.emulator.rows for _, look in row)

    session.wait(lambda: 0 < turned() < 20, "the cursor's word")
    before = turned()
    session.do("text.select_sentence")
    session.wait(lambda: turned() > before + 20, "the selection")
    session.do("app.escape", "view.articles")
    session.wait(lambda: turned() > 20 and turned() != before, "the row of the list")


def test_a_theme_chosen_among_many_colours_is_not_forced_on_sixteen(opened: Opener) -> None:
    session = opened(env={"COLORTERM": "truecolor"})
    session.do("view.theme")
    session.wait_for("warraq-light")
    session.do("app.quit")
    session.wait_exit()
    session = opened(card=False, env={"TERM": "linux"})
    session.drain()
    assert kinds(session) == {"16"}
    session.do("view.wider", "app.quit")
    session.wait_exit()
    session = opened(card=False, env={"COLORTERM": "truecolor"})
    session.drain()
    assert "2;251;250;246" in " ".join(colours(session))  # the light ground


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[list[Session]]:
    made: list[Session] = []
    yield made
    for session in made:
        session.finish()


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (300, 80)])
def test_ascii_borders(bare: list[Session], indexed: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    """No line, arrow or block that a font of a console has not; what is left beside ASCII is Arabic or stands in the text."""
    (tmp_path / "config" / "warraq").mkdir(parents=True)
    (tmp_path / "config" / "warraq" / "config.toml").write_text('borders = "ascii"\n', encoding="utf-8")
    session = Reading(with_index(indexed, tmp_path), env={"TERM": "linux"})
    bare.append(session)
    session.put_card_away()
    session.wait(lambda: "event:" in session.status, "the analysis")
    session.resize(*size)
    session.wait(lambda: "quit" in session.screen()[-1], "the panes")
    session.drain()
    seeds = "".join(file.read_text(encoding="utf-8") for file in SEEDS.glob("*.txt"))

    def foreign() -> set[str]:
        found = {letter for row in session.screen() for letter in row}
        return {
            letter
            for letter in found
            if not letter.isascii()
            and not has_arabic(unicodedata.normalize("NFKC", letter))
            and not unicodedata.combining(letter)
            and letter not in seeds
            and letter not in "·…–↑↓←→"  # signs in words, names of keys: no borders
        }

    assert foreign() == set()
    for action, mark in (("app.help", "Help"), ("app.legend", "What the signs mean"), ("view.reading", "")):
        session.do(action)
        session.wait(lambda: mark in session.all, action)  # noqa: B023  # asked at once
        session.drain()
        assert foreign() == set(), action
        session.do("app.escape")
        session.drain()


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"TERM": "dumb"}, "TERM=dumb"),
        ({"TERM": ""}, "TERM is not set"),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "LC_ALL=C.UTF-8"),
        ({"LC_ALL": "en_US.ISO-8859-1", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "LC_ALL=C.UTF-8"),
        ({"PYTHONIOENCODING": "cp1256"}, "cp1256"),
    ],
    ids=["dumb", "no TERM", "C", "Latin-1", "Windows-1256"],
)
def test_refused_with_one_line_and_advice(
    bare: list[Session], tmp_path: Path, env: dict[str, str], said: str
) -> None:
    session = Session([sys.executable, "-m", "reader", str(SEEDS)], env={**home_of(tmp_path), **env})
    bare.append(session)
    assert session.wait_exit() == 1
    assert session.output.count(b"\n") == 1
    assert said in session.output.decode()
    assert b"\x1b" not in session.output
    assert session.left_on() == []


@pytest.mark.parametrize("locale", ["C", "POSIX", "ar_SY.UTF-8", "xx_YY", "C.UTF-8"])
def test_locales_that_will_do(opened: Opener, locale: str) -> None:
    session = opened(env={"LANG": locale, "LC_ALL": locale})
    assert any("\ufb50" <= letter <= "\ufefc" for letter in session.all)
    read_a_little(session)
