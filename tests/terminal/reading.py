"""The reader in a terminal, driven by action ids: rebinding a key breaks no test.

`Reading` knows the parts of the screen (panes, status line, where in which article); it asserts nothing itself.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader import config
from reader.actions import LETTER
from reader.keymap import default_keymap
from reader.library import Library
from reader.typeset import lay_out
from tests.conftest import SEEDS
from tests.terminal.session import Session

KEYMAP = default_keymap()
SENT = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "down": "\x1b[B", "up": "\x1b[A",
    "right": "\x1b[C", "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F",
    "insert": "\x1b[2~", "delete": "\x1b[3~", "shift+tab": "\x1b[Z", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR",
    "f4": "\x1bOS", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "alt+right": "\x1b[1;3C",
}  # fmt: skip
"""What a terminal sends for a key that types nothing."""
WHERE = re.compile(r"(\d+)/(\d+)(?: │|$)")  # the heading of the text: which article of how many

IN_LIST = re.compile(r"(\d+)/(\d+) +│")  # the heading of a list of passages, in the middle column


def typed(keys: Sequence[str], letter: str = "s") -> list[str]:
    """The bytes of a sequence of keys, one string a key."""
    out = []
    for key in keys:
        if key == LETTER:
            out.append(letter)
        elif key in SENT:
            out.append(SENT[key])
        elif key.startswith("ctrl+"):
            out.append(chr(ord(key[-1]) & 31))
        else:
            out.append(key)
    return out


def home_of(folder: Path) -> dict[str, str]:
    """An environment whose places on disk are all in `folder`."""
    places = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("config", "cache", "data", "state")}
    return {**places, "HOME": str(folder), "LANG": "C.UTF-8"}


def settings_in(folder: Path, journal: Path | None = None) -> config.Settings:
    """The settings with which a test looks into the stores of `home_of(folder)`."""
    return config.Settings(
        library=str(folder / "cache" / "warraq"),
        journal=str(journal or folder / "data" / "warraq" / "journal.sqlite"),
    )


def with_index(indexed: Path, folder: Path) -> Path:
    """A home with the index of the five articles in it, as after a first start."""
    cache = folder / "cache" / "warraq"
    cache.mkdir(parents=True, mode=0o700)
    for file in indexed.glob("*.index.sqlite*"):
        shutil.copy(file, cache / file.name)
    return folder


def shaped(words: str) -> str:
    """Arabic as it is painted: joined, left to right."""
    return lay_out(words, 200)[0].text


class Reading(Session):
    """`warraq seeds` in a terminal. `keys` counts what was pressed."""

    keys = 0

    def __init__(
        self,
        home: Path,
        *options: str,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        super().__init__(
            command
            or [sys.executable, "-m", "reader", str(SEEDS), "--lang", "en", "--bidi", "app", *options],
            size=size,
            env={**home_of(home), **(env or {})},
        )

    # -- doing

    def do(self, *actions: str, letter: str = "s") -> None:
        """Presses the first keys of actions, one after the other."""
        for action in actions:
            sequence = KEYMAP.of(action)[0]
            self.keys += len(sequence)
            for key in typed(sequence, letter):
                self.send(key)
                if key == "\x1b":
                    time.sleep(0.15)  # else it would be Alt with what comes next
                    self.pump(0)

    def put_card_away(self) -> None:
        """The card of the first start: seen, and away."""
        self.wait_for("puts this card away")
        self.do("app.escape")
        self.wait(lambda: "puts this card away" not in self.all, "the card put away")

    # -- seeing

    @property
    def all(self) -> str:
        return "\n".join(self.screen())

    @property
    def status(self) -> str:
        return self.screen()[-2]

    def opened(self) -> None:
        """Waits until articles, names and the timeline are there."""
        self.wait(lambda: re.search(r"Timeline +\d+", self.all) is not None and self.article > 0, "analysis")

    @property
    def article(self) -> int:
        """Number of the article in the text, from 1; 0 where none is."""
        found = WHERE.search(self.screen()[0])
        return int(found[1]) if found else 0

    @property
    def in_list(self) -> tuple[int, int]:
        """Where the cursor is in the list of passages, of how many; zeros where none is open."""
        found = next((found for row in self.screen()[1:] if (found := IN_LIST.search(row))), None)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def middle(self) -> list[str]:
        """The column of the text: between the two borders."""
        return [parts[1] if len(parts := row.split("│")) > 1 else "" for row in self.screen()]

    def cursor_row(self) -> str:
        """The row of a list that has the focus and the cursor, and the one below it (the entry's second line)."""
        rows = [
            cell
            for row in self.screen()
            for cell in row.split("│")
            if cell.startswith("▸") or "▸" in cell[:2]
        ]
        return " ".join(rows)

    def wait_status(self, *parts: str) -> None:
        self.wait(lambda: all(part in self.status for part in parts), f"{parts} in the status line")

    def library(self, home: Path, journal: Path | None = None) -> Library:
        """The stores behind it, to look into only."""
        return Library.open(SEEDS, settings_in(home, journal), read_only=True)
