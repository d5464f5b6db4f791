"""Output modes in a real terminal: what it is told and sent, from the first paint on, after an answer, and by a key."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal.reading import Reading, home_of, shaped, with_index
from tests.terminal.session import Session

pytestmark = pytest.mark.terminal
NAME = "بشار الأسد"
AUTO = [sys.executable, "-m", "reader", str(SEEDS), "--lang", "en"]


@contextmanager
def reading(home: Path, *, env: dict[str, str] | None = None, auto: bool = False) -> Iterator[Reading]:
    session = Reading(home, env=env, command=AUTO if auto else ())
    try:
        yield session
    finally:
        session.finish()


def letters(session: Reading) -> str:
    """What the terminal was sent, forms taken back to letters, fences gone."""
    return unicodedata.normalize("NFKC", session.all.replace("\u200e", ""))


def test_the_mode_changes_while_reading(indexed: Path, tmp_path: Path) -> None:
    with reading(with_index(indexed, tmp_path)) as session:
        session.wait_for(shaped(NAME))
        session.put_card_away()
        assert session.emulator.modes["8"] is False and session.emulator.scp == "1"
        session.do("view.bidi")
        session.wait(lambda: NAME in letters(session) and "│" not in session.all, "rows turned around")
        session.wait(lambda: shaped(NAME) not in session.all, "the last of the rows painted before")
        assert session.emulator.modes["8"] is True and session.emulator.scp == "0"
        assert NAME not in session.all  # joined
        session.do("text.page_down", "view.articles", "rows.down")
        session.do("view.bidi")
        session.wait(lambda: NAME in session.all, "letters as written")
        assert session.emulator.modes["8"] is True
        session.do("view.bidi")
        session.wait(lambda: shaped(NAME) in session.all, "ordered by us again")
        assert session.emulator.modes["8"] is False and session.emulator.scp == "1"
        session.do("view.bidi", "app.suspend")  # in mode terminal nothing is left to undo
        session.do("app.quit")
        assert session.wait_exit() == 0
        assert session.emulator.modes["8"] is True and session.emulator.scp == "0"
        assert not session.emulator.unknown
        assert not session.emulator.alternate


def test_a_terminal_that_says_what_it_is_later(indexed: Path, tmp_path: Path) -> None:
    """PuTTY over ssh is an xterm by its TERM; its answer to DA2 tells."""
    with reading(with_index(indexed, tmp_path), auto=True) as session:
        session.wait_for(shaped(NAME))
        session.put_card_away()
        session.send("\x1b[>0;136;0c\x1b[?6c")
        session.wait(lambda: NAME in letters(session), "rows turned around")
        session.wait_for("Which line reads right?")  # it may have been switched off there
        assert session.emulator.modes["8"] is True
        session.do("app.quit")  # leaves while the card lies there
        assert session.wait_exit() == 0
    with reading(tmp_path, auto=True) as session:  # remembered: right from the first paint
        session.wait(lambda: NAME in letters(session), "rows turned around")
        session.do("app.quit")
        assert session.wait_exit() == 0
        assert b"\x1b[8l" not in session.output


@pytest.mark.parametrize("answer", ["\x1b[>84;0;0c", "\x1b[>83;50000;0c", "\x1b[>24;279;0c"])
def test_what_stands_around_tmux_may_lack_most(indexed: Path, tmp_path: Path, answer: str) -> None:
    """tmux, screen, mlterm: in mode `terminal` no row grows by a fence, or its right edge would be cut off."""
    with reading(with_index(indexed, tmp_path)) as session:
        session.wait_for(shaped(NAME))
        session.put_card_away()
        session.do("view.bidi")
        session.wait(lambda: NAME in letters(session), "rows turned around")
        session.send(answer)
        session.wait(lambda: "\u2800" in session.all, "blanks for fences")
        session.wait(lambda: "\u200e" not in session.screen()[0], "no fence left in the first row")
        session.do("app.quit")
        assert session.wait_exit() == 0


def test_a_terminal_known_by_its_environment(indexed: Path, tmp_path: Path) -> None:
    with reading(with_index(indexed, tmp_path), env={"KONSOLE_VERSION": "230805"}, auto=True) as session:
        session.wait(lambda: NAME in letters(session), "rows turned around")
        session.put_card_away()
        session.wait_for("Which line reads right?")
        session.do("view.articles")  # 1: a pane, while the card has not the focus
        session.do("view.text", "view.next_pane")
        session.send("1")
        session.wait(lambda: shaped(NAME) in session.all, "ordered by us, at once")
        assert session.emulator.modes["8"] is False
        session.do("app.quit")
        assert session.wait_exit() == 0
    with reading(tmp_path, env={"KONSOLE_VERSION": "230805"}, auto=True) as session:
        session.wait_for(shaped(NAME))  # the answer was kept
        session.do("app.quit")
        assert session.wait_exit() == 0


def shown_file(folder: Path, *options: str, env: dict[str, str] | None = None) -> Session:
    """`warraq show` in a terminal, until it has ended."""
    file = folder / "a.txt"
    file.write_text(f"قال {NAME} نعم\n", encoding="utf-8")
    session = Session(
        [sys.executable, "-m", "reader", "show", str(file), *options], env={**home_of(folder), **(env or {})}
    )
    assert session.wait_exit() == 0
    session.finish()
    return session


def test_what_is_printed_is_ordered_once(tmp_path: Path) -> None:
    """A terminal that stops ordering when told (VTE) is told so around what is printed; one that doesn't orders itself."""
    told = shown_file(tmp_path)
    assert shaped(NAME) in "\n".join(told.screen())
    before, _, after = told.output.partition(shaped(NAME).encode())
    assert b"\x1b[8l" in before and b"\x1b[8h" in after
    assert told.emulator.modes["8"] is True and told.emulator.scp == "0"
    konsole = shown_file(tmp_path, env={"KONSOLE_VERSION": "230805"})
    assert NAME in "\n".join(konsole.screen()) and b"\x1b[" not in konsole.output
    chosen = shown_file(tmp_path, "--bidi", "app", env={"KONSOLE_VERSION": "230805"})
    assert shaped(NAME) in "\n".join(chosen.screen())
