"""The reader on the five articles: indexed once, a journal of its own for every test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reader import config
from reader.actions import LETTER
from reader.journal import Journal
from reader.library import Library
from reader.tui.app import WarraqApp
from reader.tui.passages import Row
from reader.tui.screens.ask import AskScreen
from reader.tui.screens.desk import DeskScreen
from reader.tui.screens.info import InfoScreen
from reader.tui.screens.overlay import CardScreen
from reader.tui.session import Article, Chosen

HOPS = 20  # how often a message may set off another before a test gives up waiting
SHORT = 0.45  # seconds that no rest of a preview takes
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@dataclass
class Reader:
    """The app under test, driven by action ids: rebinding a key breaks no test."""

    app: WarraqApp
    pilot: Pilot[None]

    @property
    def desk(self) -> DeskScreen:
        return self.app.desk

    @property
    def top(self) -> Any:
        """The screen that lies on top; the test knows which it is."""
        return self.app.screen

    @property
    def article(self) -> Article:
        """The open article."""
        found = self.desk.text.article
        assert found is not None
        return found

    @property
    def doc(self) -> str:
        """Its id."""
        return self.article.document.id

    @property
    def chosen(self) -> Chosen:
        """What is chosen."""
        found = self.app.session.chosen
        assert found is not None
        return found

    async def do(self, *actions: str, letter: str = "s") -> None:
        """Presses the keys of actions, one after the other."""
        for action in actions:
            sequences = self.app.keymap.of(action)
            assert sequences, f"{action} has no key"
            await self.press(*(letter if key == LETTER else key for key in sequences[0]))

    async def type(self, text: str) -> None:
        """Types into what has the focus."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def burst(self, *keys: str) -> None:
        """Keys that come in one packet: all are there before the first is dealt with."""
        for key in keys:
            self._send(key)
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Keys one after the other, each when what the one before set off is over."""
        for key in keys:
            self._send(key)
            await self.rest()

    def _send(self, key: str) -> None:
        letter = {"space": " "}.get(key, key if len(key) == 1 else None)
        event = events.Key(_character_to_key(key) if len(key) == 1 else key, letter)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def rest(self, seconds: float = 0.0) -> None:
        """Until everything that was asked for has been done: no message waits, nothing is to be painted."""
        if seconds:
            await asyncio.sleep(seconds)
        for _ in range(HOPS):
            await self.pilot.pause(0.0)
            if self._still():
                break
        if any(worker.is_running for worker in self.app.workers):
            await self.pilot.pause()  # it may be done soon, or wait for the test

    async def until(self, true: Callable[[], bool]) -> None:
        """Until that is so, or far longer than it may take even on a busy machine."""
        for _ in range(1000):
            if true():
                return
            await asyncio.sleep(0.02)
            await self.rest()

    def _still(self) -> bool:
        """Whether no part of the screen has a message or a call before it."""
        app = self.app
        return not any(
            node.message_queue_size or node._next_callbacks
            for node in (app, *app.screen.walk_children(with_self=True))
        )

    async def settle(self) -> None:
        """Until workers and the short rests of previews are over, and what came of them."""
        for _ in range(HOPS):
            await self.app.workers.wait_for_complete()
            await self.rest()
            if self._rest_is_over():
                await self.rest()
            elif not any(worker.is_running for worker in self.app.workers):
                break

    def _rest_is_over(self) -> bool:
        """The shortest rest of a preview ends now, and not when its time has come. False: nothing rests."""
        resting = [timer for timer in self.desk._rests.values() if timer._interval <= SHORT]
        resting = [timer for timer in resting if timer._task is not None and not timer._task.done()]
        if not resting:
            return False
        over = min(resting, key=lambda timer: timer._interval)
        over.stop()
        assert over._callback is not None
        over._callback()
        return True

    async def contested(self, mine: str, theirs: str) -> None:
        """A note of ours, open in the editor with `mine` in it, while salma has saved `theirs` in its place."""
        await self.do("text.note")
        await self.type("أ")
        await self.do("editor.save", "text.note")
        note = self.app.library.journal.notes()[-1]
        with Journal(self.app.library.journal.path, author="salma") as other:
            other.edit_note(note.id, expected_revision=note.revision, body=theirs)
        self.desk.note_field.text = mine

    def card(self) -> list[tuple[str, str]]:
        """Label and words of each row of the card that lies over the desk."""
        screen = self.app.screen
        assert isinstance(screen, InfoScreen), self.desk.status.said
        return [(item.label, item.words) for item in screen.list.items]

    async def choose(self, wanted: str) -> None:
        """The row of the open card with an id, opened by keys."""
        screen = self.app.screen
        assert isinstance(screen, CardScreen)
        at = [item.id for item in screen.list.items].index(wanted)
        while screen.list.cursor != at:
            await self.do("rows.down")
        await self.do("rows.open")
        await self.rest()

    async def search(self, words: str) -> None:
        """What is typed into the search line (behind what stands there), once it was answered."""
        desk = self.desk
        if not desk.typing:
            await self.do("go.search")
        await self.type(words)
        for _ in range(10):
            await self.settle()
            if desk.passages.shown.id == desk.search.value or "not closed" in desk.status.said:
                break

    async def answer(self, text: str) -> None:
        """The line that is being asked, answered."""
        screen = self.app.screen
        assert isinstance(screen, AskScreen)
        screen.line.value = text
        await self.do("input.accept")
        await self.settle()

    def listed(self) -> list[tuple[str, str, str]]:
        """Document, words and tag of the passages in the panel."""
        return [(row.doc, row.text, row.tag) for row in self.desk.passages.shown.rows if isinstance(row, Row)]

    def grid(self) -> list[str]:
        """The screen as rows of text."""
        rows = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in row) for row in rows]


def own_settings(folder: Path, **changed: object) -> config.Settings:
    """Settings that hang on nothing around the test: index and journal lie in `folder`."""
    chosen: dict[str, object] = {
        "library": str(folder / "index"),
        "journal": str(folder / "journal.sqlite"),
        "author": "test",
        "language": "en",
        "mouse": "off",
        "slow": "off",
        "workers": 1,
    }
    return config.Settings(**chosen | changed)


@asynccontextmanager
async def shown(
    library: Library,
    settings: config.Settings,
    *,
    size: tuple[int, int] = (120, 40),
    env: Mapping[str, str] | None = None,
    tour: bool = False,
) -> AsyncIterator[Reader]:
    """The reader on a library that is open; the tour of a first start was taken already, unless it is asked for."""
    if not tour:
        library.remember("tour", "seen")
    app = WarraqApp(library, settings, env=config.Environment(dict(env or {})))
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A folder of the test's own with that index in it."""
    for file in indexed.glob("*.index.sqlite*"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


@pytest.fixture
def settings(home: Path) -> config.Settings:
    """Settings that hang on nothing around the test."""
    return own_settings(home, library=str(home), workers="auto")


@pytest.fixture
def opened(settings: config.Settings) -> Opener:
    """`async with opened(size=(120, 40), language="ar") as reader:`"""

    @asynccontextmanager
    async def opener(
        *, size: tuple[int, int] = (120, 40), root: Path = SEEDS, tour: bool = False, **changed: object
    ) -> AsyncIterator[Reader]:
        chosen = replace(settings, **changed)
        with Library.open(root, chosen) as library:
            async with shown(library, chosen, size=size, tour=tour) as reader:
                yield reader

    return opener
