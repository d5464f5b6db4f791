"""The terminal's size in a storm: signals that interrupt one another, and a size that is read too early."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from reader.tui.terminal.size import SETTLED, Size, SizeWatch
from tests.terminal.session import PATIENCE


class Terminal:
    """A terminal whose size is what it is told, and an app that works with what it was told last."""

    def __init__(self) -> None:
        self.size: Size = (80, 24)
        self.app: Size = (80, 24)
        self.told: list[Size] = []
        self.while_read: list[Size] = []  # sizes that come with a signal in the middle of a reading

    def read(self) -> Size:
        size = self.size
        if self.while_read:
            self.size = self.while_read.pop(0)
            os.kill(os.getpid(), signal.SIGWINCH)  # its handler runs before the next instruction
        return size

    def tell(self, size: Size) -> None:
        self.app = size
        self.told.append(size)


@pytest.fixture(autouse=True)
def own_signal() -> Iterator[None]:
    before = signal.getsignal(signal.SIGWINCH)
    yield
    signal.signal(signal.SIGWINCH, before)


def watch(terminal: Terminal) -> SizeWatch:
    made = SizeWatch(
        asyncio.get_running_loop(), read=terminal.read, known=lambda: terminal.app, tell=terminal.tell
    )
    made.begin()
    return made


async def test_a_signal_in_the_middle_of_a_reading_has_the_last_word() -> None:
    terminal = Terminal()
    watch(terminal)
    terminal.size = (100, 30)
    terminal.while_read = [(60, 15), (59, 14)]
    os.kill(os.getpid(), signal.SIGWINCH)
    for _ in range(6):
        await asyncio.sleep(0)
    assert terminal.app == (59, 14)


async def test_a_size_that_comes_after_its_signal() -> None:
    terminal = Terminal()
    watch(terminal)
    os.kill(os.getpid(), signal.SIGWINCH)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert terminal.told == [(80, 24)]
    terminal.size = (59, 14)
    async with asyncio.timeout(PATIENCE):
        while terminal.app != (59, 14):
            await asyncio.sleep(0.01)


async def test_a_check_tells_only_what_is_not_known() -> None:
    terminal = Terminal()
    made = watch(terminal)
    made.check()
    assert terminal.told == []
    terminal.size = (300, 80)
    made.check()
    made.check()
    assert terminal.told == [(300, 80)]


async def test_after_the_end_nothing_is_told() -> None:
    terminal = Terminal()
    made = watch(terminal)
    os.kill(os.getpid(), signal.SIGWINCH)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    told = len(terminal.told)
    made.end()
    terminal.size = (59, 14)
    await asyncio.sleep(2 * SETTLED)
    assert len(terminal.told) == told
