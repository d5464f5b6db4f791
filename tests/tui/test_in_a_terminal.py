"""The whole program in a pty: followed by keys alone, killed, and back at the same word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader import config
from reader.library import Library
from reader.typeset import lay_out
from tests.terminal.session import Session

pytestmark = pytest.mark.terminal
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def env(indexed: Path, tmp_path: Path) -> dict[str, str]:
    """Places of the test's own, the index already in them."""
    folders = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "CACHE", "DATA", "STATE")
    }
    cache = tmp_path / "cache" / "warraq"
    cache.mkdir(parents=True)
    for file in indexed.glob("*.index.sqlite*"):
        (cache / file.name).write_bytes(file.read_bytes())
    return {**folders, "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def opened(env: dict[str, str], *, first: bool = True) -> Session:
    session = Session([sys.executable, "-m", "reader", str(SEEDS), "--lang", "en"], size=(120, 40), env=env)
    session.wait_for("article ")
    if first:
        session.wait_for("puts this card away")
        session.send("\x1b")
        session.wait(
            lambda: not any("puts this card away" in row for row in session.screen()), "the card put away"
        )
    return session


def shaped(words: str) -> str:
    return lay_out(words, 80)[0].text


def test_a_person_by_keys_alone_two_keys_there_and_one_back(env: dict[str, str]) -> None:
    session = opened(env)
    session.send("..")  # from name to name, to بشار الأسد
    session.wait_for(f"person: {shaped('بشار الأسد')}")
    session.send("c>")  # choose, next article: two keys
    session.wait_for("article 2 of 5")
    session.send(">")
    session.wait_for("article 3 of 5")
    session.send("b")
    session.wait_for("article 2 of 5")
    session.send("b")
    session.wait_for("article 1 of 5")
    session.send("q")
    assert session.wait_exit() == 0


def test_killed_it_opens_at_the_same_word_with_the_note_there(env: dict[str, str]) -> None:
    settings = config.Settings(
        library=str(Path(env["XDG_CACHE_HOME"]) / "warraq"),
        journal=str(Path(env["XDG_DATA_HOME"]) / "warraq" / "journal.sqlite"),
    )
    session = opened(env)
    session.send("jjjjj")
    session.send("a")
    session.wait_for("Note on")
    session.send("ملاحظة")
    session.send("\x13")
    session.wait_for("Note kept")
    session.send("jjj")

    def kept() -> bool:
        with Library.open(SEEDS, settings, read_only=True) as library:
            place = library.last_place()
            return place is not None and place.offset > 300

    session.wait(kept, "the place written down")
    with Library.open(SEEDS, settings, read_only=True) as library:
        before = library.last_place()
    session.process.kill()
    session.wait_exit()
    session = opened(env, first=False)
    session.send("q")
    assert session.wait_exit() == 0
    with Library.open(SEEDS, settings, read_only=True) as library:
        assert library.last_place() == before
        assert [each.note.body for each in library.notes()] == ["ملاحظة"]


def test_enter_and_the_next_key_in_one_packet(env: dict[str, str]) -> None:
    session = opened(env)
    session.send("1")
    session.wait(lambda: session.screen()[0].startswith("▌"), "the list")
    session.send("jj\r]a")  # the third article, and on to the one after it
    session.wait_for("article 4 of 5")
    session.send("q")
    assert session.wait_exit() == 0


def test_every_key_works_from_an_arabic_keyboard(env: dict[str, str]) -> None:
    session = opened(env)
    session.send("زز")  # . .
    session.wait_for(f"person: {shaped('بشار الأسد')}")
    session.send("ؤ>")  # c >
    session.wait_for("article 2 of 5")
    session.send("لا")  # b
    session.wait_for("article 1 of 5")
    session.send("ض")  # q
    assert session.wait_exit() == 0


FAULTY = """
import sys
from reader.tui.screens.desk import DeskScreen
def fault(self):
    secret = "ملاحظة سرية"
    raise KeyError(secret)
DeskScreen.do_go_jumps = fault
from reader.cli import main
sys.exit(main())
"""


def test_a_fault_of_our_own_is_one_line_and_the_terminal_is_restored(
    env: dict[str, str], tmp_path: Path
) -> None:
    session = Session(
        [sys.executable, "-c", FAULTY, str(SEEDS), "--lang", "en", "--bidi", "app"], size=(120, 40), env=env
    )
    session.wait_for("puts this card away")
    quiet = len(session.output)
    session.send("gj")
    assert session.wait_exit() == 1
    session.drain()
    assert not session.left_on()
    said = session.output[quiet:].decode("utf-8", "replace")
    assert "a fault in Warraq" in said and "warraq.log" in said and "Traceback" not in said
    assert "سرية" not in said
    (log,) = (tmp_path / "state").rglob("warraq.log")
    assert "in fault" in log.read_text(encoding="utf-8") and "سرية" not in log.read_text(encoding="utf-8")
