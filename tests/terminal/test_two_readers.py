"""Two readers on one library, a killed one, and terminals of every size."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal.conftest import Tmux
from tests.terminal.reading import KEYMAP, Reading, home_of, shaped
from tests.terminal.session import PATIENCE

pytestmark = pytest.mark.terminal
Opener = Callable[..., Reading]
SIZES = [(60, 15), (80, 24), (120, 40), (200, 50), (300, 80)]


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    """`opener()`: a reader whose places are those of all others of the test."""
    made: list[Reading] = []

    def opened(*options: str, **more: object) -> Reading:
        made.append(Reading(tmp_path, *options, **more))
        return made[-1]

    yield opened
    for session in made:
        session.finish()


def note(session: Reading, body: str) -> None:
    """A note on the sentence at the cursor."""
    session.do("text.note")
    session.wait_for("Note on «")
    session.send(body)
    session.do("editor.save")
    session.wait_for("Note kept")


def test_both_index_and_each_sees_the_others_notes(opener: Opener, tmp_path: Path) -> None:
    one, other = opener(), opener()
    for session in (one, other):
        session.opened()
        session.drain()
        if "puts this card away" in session.all:  # the first of them has it
            session.put_card_away()
        assert "Traceback" not in session.all
    note(one, "من الأول")
    other.do("text.next_paragraph")
    note(other, "من الثاني")
    for session in (one, other):
        session.do("go.notes")
        session.wait_for(shaped("من الأول"))
        session.wait_for(shaped("من الثاني"))
        session.do("passages.close", "app.quit")
        assert session.wait_exit() == 0
        assert session.left_on() == []
    with one.library(tmp_path) as library:
        assert sorted(each.note.body for each in library.notes()) == ["من الأول", "من الثاني"]
        assert library.verify() == []


def test_killed_with_a_note_half_written(opener: Opener, tmp_path: Path) -> None:
    """At most the last second is lost: here nothing, since what was typed is on disk before the kill."""
    session = opener()
    session.opened()
    session.put_card_away()
    session.do("text.half_down")
    session.do("text.note")
    session.wait_for("Note on «")
    session.send("نصف جملة")
    session.wait_for(shaped("نصف جملة"))

    def written() -> bool:
        with session.library(tmp_path) as library:
            return "نصف جملة" in library.journal.drafts().values()

    session.wait(written, "the draft on disk")
    status = session.status
    session.signal(signal.SIGKILL)
    session.wait_exit()

    again = opener()
    again.wait_for("What you were writing is back")
    again.wait_for(shaped("نصف جملة"))
    again.do("editor.save")
    again.wait_for("Note kept")
    again.do("text.up", "text.down")
    again.drain()
    assert again.article == 1
    assert "·" in status
    again.do("app.quit")
    assert again.wait_exit() == 0
    assert again.left_on() == []
    with session.library(tmp_path) as library:
        assert [each.note.body for each in library.notes()] == ["نصف جملة"]
        assert library.verify() == []
        assert dict(library.journal.drafts()) == {}


def test_a_storm_of_sizes(opener: Opener) -> None:
    """After any sequence of sizes the screen is what a reader started at that size shows; too small is a plain line."""
    session = opener()
    session.opened()
    session.put_card_away()
    for size in [*SIZES, (59, 14), *reversed(SIZES), (20, 5), (1, 1), (120, 40), (300, 80)]:
        session.resize(*size)
    session.drain()
    session.resize(59, 14)
    session.wait_for("60")  # how large it must be
    assert not any("│" in row for row in session.screen())
    stormed = {}
    for size in SIZES:
        session.resize(*size)
        session.do("app.repaint")
        session.wait(
            lambda: session.article == 1 and bool(session.screen()[-1].strip()), f"a screen of {size}"
        )  # asked at once
        session.drain()
        stormed[size] = session.middle()
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    for size in (SIZES[1], SIZES[3]):
        plain = opener(size=size)
        plain.wait(lambda: plain.article == 1, "the article")  # noqa: B023  # asked at once
        plain.drain()
        assert plain.middle() == stormed[size]  # a list may stand at another of its rows
        plain.do("app.quit")
        assert plain.wait_exit() == 0


def test_reattached_in_tmux_at_another_size(tmux: Tmux, tmp_path: Path) -> None:
    """The session goes on at the new size, at the same place; what a terminal of that size shows."""
    env = [f"{name}={value}" for name, value in home_of(tmp_path).items()]
    command = ["env", *env, sys.executable, "-m", "reader", str(SEEDS), "--lang", "en", "--bidi", "app"]
    tmux.open("one", command, (120, 40))
    tmux.wait_for("one", "puts this card away")
    tmux.keys("one", "Escape")
    tmux.keys("one", *["j"] * 12)
    tmux.run("resize-window", "-t", "one", "-x", "80", "-y", "24")
    small = tmux.wait_for("one", "article 1 of 5")
    assert max(map(len, small.splitlines())) <= 80
    tmux.run("resize-window", "-t", "one", "-x", "50", "-y", "12")
    tmux.wait_for("one", "60")
    tmux.run("resize-window", "-t", "one", "-x", "200", "-y", "50")
    tmux.wait_for("one", "Who and where")
    tmux.keys("one", *KEYMAP.of("app.quit")[0])
    deadline = time.monotonic() + PATIENCE
    while tmux.run("display-message", "-p", "-t", "one", "#{pane_dead}").strip() != "1":
        assert time.monotonic() < deadline, tmux.screen("one")
        time.sleep(0.05)
    assert "Articles" not in tmux.screen("one")  # the alternate screen was left
