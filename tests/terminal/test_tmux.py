"""In a real tmux: the same screen with the frame driver as without, reattaching at another size, leaving."""

from __future__ import annotations

import sys
import time

import pytest

from tests.terminal.conftest import Tmux
from tests.terminal.emulator import Emulator, Look
from tests.terminal.session import PATIENCE

pytestmark = pytest.mark.terminal


def settled(tmux: Tmux, name: str) -> str:
    """The screen with its colours, once it has stopped changing."""
    deadline = time.monotonic() + PATIENCE
    before = ""
    while time.monotonic() < deadline:
        time.sleep(0.2)
        screen = tmux.screen(name, colours=True)
        if screen == before and screen.strip():
            return screen
        before = screen
    raise AssertionError("the screen never came to rest")


def seen(screen: str, width: int = 120, height: int = 40) -> list[list[tuple[str, Look]]]:
    """A captured screen as cells with what can be seen of their looks."""
    emulator = Emulator(width, height)
    emulator.feed(screen.rstrip("\n").replace("\n", "\r\n"))
    return emulator.seen


def test_the_frame_driver_shows_the_same_screen(tmux: Tmux) -> None:
    """Both drivers play one script; every screen of it is compared with its colours."""
    names = {"plain": [], "slow": ["slow"]}
    for name, options in names.items():
        tmux.open(name, [sys.executable, "-m", "tests.terminal.desk", *options], (120, 40))
    for name in names:
        tmux.wait_for(name, "warraq")
    for step in ["d d d j j", "Space", "r d d u", "r m", "m s t"]:
        screens = []
        for name in names:
            if step:
                tmux.keys(name, *step.split())
            screens.append(seen(settled(tmux, name)))
        assert screens[0] == screens[1], f"after {step!r}"


def test_reattaching_at_another_size_and_leaving(tmux: Tmux) -> None:
    tmux.open("one", [sys.executable, "-m", "tests.terminal.desk", "slow"], (120, 40))
    tmux.wait_for("one", "warraq")
    tmux.run("resize-window", "-t", "one", "-x", "90", "-y", "24")
    tmux.keys("one", "d")
    small = settled(tmux, "one")
    tmux.open("two", [sys.executable, "-m", "tests.terminal.desk"], (90, 24))
    tmux.wait_for("two", "warraq")
    tmux.keys("two", "d")
    assert seen(small, 90, 24) == seen(settled(tmux, "two"), 90, 24)
    tmux.keys("one", "q")
    tmux.wait_until_dead("one")
    assert "warraq" not in tmux.screen("one")  # the alternate screen was left
