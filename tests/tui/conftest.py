"""The reader on the five articles: indexed once, a journal of its own for every test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader import config
from reader.actions import LETTER
from reader.library import Library
from reader.tui.app import WarraqApp
from reader.tui.screens.desk import DeskScreen

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@dataclass
class Reader:
    """The app under test, driven by action ids: rebinding a key breaks no test."""

    app: WarraqApp
    pilot: Pilot[None]

    @property
    def desk(self) -> DeskScreen:
        return self.app.desk

    async def do(self, *actions: str, letter: str = "s") -> None:
        """Presses the keys of actions, one after the other."""
        for action in actions:
            sequences = self.app.keymap.of(action)
            assert sequences, f"{action} has no key"
            for key in sequences[0]:
                await self.pilot.press(letter if key == LETTER else key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Types into what has the focus."""
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)

    async def rest(self, seconds: float = 0.0) -> None:
        """Until everything that was asked for has been done."""
        await self.pilot.pause(seconds)

    async def settle(self) -> None:
        """Until workers and the short rests of previews are over."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause(0.45)

    def grid(self) -> list[str]:
        """The screen as rows of text."""
        rows = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in row) for row in rows]


Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the five articles."""
    folder = tmp_path_factory.mktemp("indexed")
    settings = config.Settings(library=str(folder), journal=str(folder / "journal.sqlite"), author="test")
    with Library.open(SEEDS, settings) as library:
        library.refresh(workers=1)
    (folder / "journal.sqlite").unlink()
    for left in folder.glob("journal.sqlite-*"):
        left.unlink()
    return folder


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A folder of the test's own with that index in it."""
    for file in indexed.glob("*.index.sqlite*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


@pytest.fixture
def settings(home: Path) -> config.Settings:
    """Settings that hang on nothing around the test."""
    return config.Settings(
        library=str(home),
        journal=str(home / "journal.sqlite"),
        author="test",
        language="en",
        mouse="off",
        slow="off",
    )


@pytest.fixture
def opened(settings: config.Settings) -> Opener:
    """`async with opened(size=(120, 40), language="ar") as reader:`"""

    @asynccontextmanager
    async def opener(
        *, size: tuple[int, int] = (120, 40), root: Path = SEEDS, tour: bool = False, **changed: object
    ) -> AsyncIterator[Reader]:
        chosen = config.Settings(**{**{name: getattr(settings, name) for name in config.CHOICES}, **changed})  # type: ignore[arg-type]
        with Library.open(root, chosen) as library:
            if not tour:
                library.remember("tour", "seen")
            app = WarraqApp(library, chosen, env=config.Environment({}))
            async with app.run_test(size=size) as pilot:
                reader = Reader(app, pilot)
                await reader.settle()
                yield reader

    return opener
