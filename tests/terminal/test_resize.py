"""Storms of resizes on the reader itself: the last size is the one on the screen, and it can be read again after."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading

pytestmark = pytest.mark.terminal

SIZES = [(120, 40), (80, 24), (100, 30), (60, 15), (200, 50), (90, 20)]
TOO_SMALL = (59, 14)
STORM = [*SIZES, TOO_SMALL, *reversed(SIZES), (20, 5), (1, 1), (120, 40), (300, 80), TOO_SMALL]


def storm(session: Reading) -> None:
    for size in STORM:
        session.resize(*size)
    session.wait_for(f"{TOO_SMALL[0]}x{TOO_SMALL[1]}")
    session.resize(120, 40)
    session.wait(lambda: session.article > 0 and "quit" in session.screen()[-1], "the panes")


@pytest.mark.parametrize("line", ["local", "ssh"])
def test_a_storm_of_resizes(opened: Opener, line: str) -> None:
    session = opened(env={"SSH_CONNECTION": "1 2 3 4"} if line == "ssh" else {})
    before = session.article
    for _ in range(3):
        storm(session)
    assert session.article == before
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


@pytest.mark.soak
@pytest.mark.parametrize("line", ["local", "ssh"])
def test_fifty_storms(opened: Opener, line: str) -> None:
    session = opened(env={"SSH_CONNECTION": "1 2 3 4"} if line == "ssh" else {})
    for _ in range(50):
        storm(session)
