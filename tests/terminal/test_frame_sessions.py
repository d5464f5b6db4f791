"""Whole sessions of a reading app: after every frame the two screens are equal, and the bytes stay in their budget."""

from __future__ import annotations

import random

import pytest
from textual.pilot import Pilot

from tests.terminal.desk import Desk, MarginsRecorder, Recorder

KEYS = ["d"] * 8 + ["u"] * 4 + ["5", "7", " ", "b", "j", "j", "k", "J", "n", "m", "r", "s", "G", "g", "t"]


def recorder(app: Desk) -> Recorder:
    driver = app._driver
    assert isinstance(driver, Recorder)
    return driver


async def settle(app: Desk, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def play(app: Desk, size: tuple[int, int], keys: int, seed: int) -> None:
    chance = random.Random(seed)
    async with app.run_test(headless=False, size=size) as pilot:
        await settle(app, pilot)
        for n in range(keys):
            if chance.random() < 0.03:
                await pilot.resize_terminal(chance.randrange(60, 140), chance.randrange(18, 50))
            app.act(chance.choice(KEYS))
            await pilot.pause()
            assert not recorder(app).wrong, f"after {n} keys of seed {seed}"
        driver = recorder(app)
        assert driver.frames > keys / 2
        assert not driver.sent.unknown
        plain, sent = driver.take_count()
        assert sent < plain / 2


@pytest.mark.parametrize(
    ("size", "driver", "theme"),
    [
        ((80, 24), Recorder, "ansi-dark"),
        ((120, 40), MarginsRecorder, "textual-dark"),
    ],
)
async def test_random_keys(size: tuple[int, int], driver: type[Recorder], theme: str) -> None:
    await play(Desk(driver, theme), size, 35, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 50), (300, 80)])
@pytest.mark.parametrize("driver", [Recorder, MarginsRecorder])
async def test_three_hundred_random_keys(size: tuple[int, int], driver: type[Recorder], seed: int) -> None:
    await play(Desk(driver), size, 300, seed)


@pytest.mark.parametrize(
    ("driver", "keys", "budget"),
    [
        # bytes at 120x40, the largest of five; the budgets of the project's goals
        (Recorder, "j", 300),
        (Recorder, " ", 5_000),
        (Recorder, "d", 5_500),
        (MarginsRecorder, "d", 400),
    ],
    ids=["list cursor", "page", "line in a pane", "line in a pane with margins"],
)
async def test_byte_budgets(
    driver: type[Recorder], keys: str, budget: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")  # 16 colours, whatever the terminal of the tests has
    monkeypatch.delenv("COLORTERM", raising=False)
    app = Desk(driver)
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        await settle(app, pilot)
        _, start = recorder(app).take_count()
        assert start <= 30_000
        app.act(" ")
        await settle(app, pilot)
        worst = 0
        for _ in range(5):
            recorder(app).take_count()
            app.act(keys)
            await settle(app, pilot)
            worst = max(worst, recorder(app).take_count()[1])
        assert 0 < worst <= budget
        assert not recorder(app).wrong


async def test_a_line_in_reading_mode_in_any_terminal() -> None:
    app = Desk(Recorder)
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        await settle(app, pilot)
        app.act("r")
        await settle(app, pilot)
        for _ in range(5):
            recorder(app).take_count()
            app.act("d")
            await settle(app, pilot)
            assert 0 < recorder(app).take_count()[1] <= 600
