"""The difference of frames in real terminals: random keys, resizes and overlays, against the same screen painted anew."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal import live_xterm, photograph
from tests.terminal.conftest import Tmux
from tests.terminal.emulator import Emulator, Look
from tests.terminal.reading import KEYMAP, home_of, typed, with_index
from tests.terminal.session import PATIENCE

pytestmark = pytest.mark.terminal

SIZES = [(60, 15), (120, 40), (300, 80)]
READER = [sys.executable, "-m", "reader", str(SEEDS), "--lang", "en", "--bidi", "app"]
SLOW = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    return with_index(indexed, tmp_path)


@pytest.fixture
def display() -> Iterator[photograph.Display]:
    if absent := photograph.missing("xterm"):
        pytest.skip(f"not installed: {', '.join(absent)}")
    made = photograph.Display("2400x1600")
    yield made
    made.close()


def in_xterm(
    display: photograph.Display, home: Path, size: tuple[int, int], keys: int, seed: int
) -> dict[str, object]:
    report = home / "report.json"
    environment = [f"{name}={value}" for name, value in {**home_of(home), **SLOW}.items()]
    play = [sys.executable, "-m", "tests.terminal.live_xterm", str(report), str(keys), str(seed), *READER]
    options = [
        "-u8",
        "-fa",
        "DejaVu Sans Mono",
        "-fs",
        "5",
        "-geometry",
        "{size}".format(size="x".join(map(str, size))),
    ]
    allowed = ["-xrm", "XTerm*allowWindowOps: true", "-xrm", "XTerm*disallowedWindowOps: 1"]
    # Code points whole, blanks too, and no attributes: those of a blank cannot be seen, and may differ.
    allowed += ["-xrm", "XTerm*checksumExtension: 54"]
    process = display.run(["xterm", *options, *allowed, "-e", "env", *environment, *play])
    try:
        assert process.wait(60 + 2 * keys) == 0
    finally:
        process.kill()
    return dict(json.loads(report.read_text(encoding="utf-8")))


def test_forty_random_keys_in_xterm(display: photograph.Display, home: Path) -> None:
    said = in_xterm(display, home, (120, 40), 40, seed=1)
    assert said["wrong"] == []
    assert isinstance(said["compared"], int) and said["compared"] > 1_000


@pytest.mark.soak
@pytest.mark.parametrize("size", SIZES)
def test_three_hundred_random_keys_in_xterm(
    display: photograph.Display, home: Path, size: tuple[int, int]
) -> None:
    said = in_xterm(display, home, size, 300, seed=2)
    print(said)
    assert said["wrong"] == [] and said["resizes"]


def seen(tmux: Tmux, size: tuple[int, int]) -> list[list[tuple[str, Look]]]:
    """The screen with its colours, once it has stopped changing."""
    deadline = time.monotonic() + PATIENCE
    before, screen = "", " "
    while screen != before and time.monotonic() < deadline:
        time.sleep(live_xterm.QUIET)
        before, screen = screen, tmux.screen("live", colours=True)
    emulator = Emulator(*size)
    emulator.feed(screen.rstrip("\n").replace("\n", "\r\n"))
    rows = emulator.seen
    del rows[live_xterm.status_row(len(rows)) - 1]
    return rows


def in_tmux(tmux: Tmux, home: Path, size: tuple[int, int], keys: int, seed: int) -> int:
    """Comparisons made. Raises AssertionError where the two screens differ."""
    chance = random.Random(seed)
    environment = [f"{name}={value}" for name, value in {**home_of(home), **SLOW}.items()]
    tmux.open("live", ["env", *environment, *READER], size)
    tmux.wait_for("live", "quit")
    compared, now = 0, size
    for n in range(1, keys + 1):
        for key in live_xterm.key_strokes(chance):
            tmux.run("send-keys", "-t", "live", "-H", *(f"{byte:x}" for byte in key.encode()))
        if chance.random() < 0.03:
            now = max(60, size[0] - chance.randrange(0, 25)), max(15, size[1] - chance.randrange(0, 9))
            tmux.run("resize-window", "-t", "live", "-x", str(now[0]), "-y", str(now[1]))
        if n % live_xterm.BETWEEN == 0:
            before = seen(tmux, now)
            for key in typed(KEYMAP.of("app.repaint")[0]):
                tmux.run("send-keys", "-t", "live", "-l", key)
            after = seen(tmux, now)
            assert before == after, f"key {n} of seed {seed}"
            compared += 1
    return compared


def test_forty_random_keys_in_tmux(tmux: Tmux, home: Path) -> None:
    assert in_tmux(tmux, home, (120, 40), 40, seed=1) == 2


@pytest.mark.soak
@pytest.mark.parametrize("size", SIZES)
def test_three_hundred_random_keys_in_tmux(tmux: Tmux, home: Path, size: tuple[int, int]) -> None:
    assert in_tmux(tmux, home, size, 300, seed=2) == 15
