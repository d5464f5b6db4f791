"""The reader itself in a pty, on the bundled articles: it says its bidi mode, leaves nothing behind, stays small."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.session import Session

pytestmark = pytest.mark.terminal


@pytest.fixture
def slow_reader() -> Iterator[Session]:
    """The reader as it starts over ssh."""
    session = Session(
        [sys.executable, "-m", "reader", str(SEEDS)],
        size=(120, 40),
        env={"SSH_CONNECTION": "1 2 3 4", "LANG": "C.UTF-8"},
    )
    session.wait(
        lambda: sum("\ufb50" <= c <= "\ufefc" for row in session.screen() for c in row) > 500, "the article"
    )
    yield session
    session.finish()


def test_it_starts_small_and_quits_clean(slow_reader: Session) -> None:
    session = slow_reader
    session.drain()
    assert b"\x1b[8l" in session.output
    assert (
        len(session.output) < 60_000
    )  # progress of the first index included; a start alone is budgeted elsewhere
    session.send("q")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert not session.emulator.unknown


def test_a_signal_leaves_it_clean(slow_reader: Session) -> None:
    slow_reader.signal(signal.SIGTERM)
    assert slow_reader.wait_exit() == 143
    assert slow_reader.left_on() == []


def test_settings_that_are_written_while_one_reads(opened: Opener, tmp_path: Path) -> None:
    session = opened()
    file = tmp_path / "config" / "warraq" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    before = session.middle()[1].strip()
    file.write_text("measure = 34\n", encoding="utf-8")
    session.wait_status("Settings changed", "measure")
    session.wait(lambda: session.middle()[1].strip() != before, "the text in shorter lines")
    file.write_text("measure = 34\ntheme = 'blue'\n", encoding="utf-8")
    session.wait_status("The settings stay as they were", "config.toml:2")
    session.do("app.quit")
    assert session.wait_exit() == 0
