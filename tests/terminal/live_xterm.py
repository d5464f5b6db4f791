"""Plays the reader in a real xterm, and asks xterm itself what it shows: `python -m tests.terminal.live_xterm REPORT KEYS SEED`.

It runs in the xterm, between it and a reader in a pty of its own: it presses random keys, passes everything on, resizes
the xterm now and then, and every few keys has each row's checksum told (DECRQCRA), has everything painted again by
Ctrl+L, and has it told again. What the difference of frames had made of the screen and what is painted anew
must be the same, in pieces of a few columns. REPORT gets a line of JSON: pieces compared, those that differed, ...
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import termios
import time
import tty
from pathlib import Path

from tests.terminal.reading import KEYMAP, typed

ACTIONS = (
    ["text.down"] * 6 + ["text.up"] * 3 + ["text.page_down"] * 3 + ["text.page_up"] * 2
    + ["text.half_down", "text.half_up", "text.top", "text.bottom", "text.next_thing", "text.next_sentence"]
    + ["view.articles", "view.entities", "view.timeline", "view.text", "view.reading", "view.columns", "view.next_pane"]
    + ["rows.open", "app.help", "app.palette", "go.back", "go.next_article", "go.search", "app.escape", "app.escape"]
)  # fmt: skip
BETWEEN = 20  # keys between two comparisons
COLUMNS = 4  # of a row whose checksum is asked for: a sum does not see what changes places
QUIET = 2.0  # seconds without a byte after which nothing more is to come, on a machine with other work too
ANSWER = re.compile(rb"\x1bP(\d+)!~([0-9A-F]{4})\x1b\\")


def key_strokes(chance: random.Random) -> list[str]:
    """The bytes of a random action's keys."""
    return typed(KEYMAP.of(chance.choice(ACTIONS))[0], letter=chance.choice("aوs"))


def status_row(height: int) -> int:
    """The row, from 1, whose words end with the next key: Ctrl+L is one."""
    return height - 1


class Between:
    """What stands between xterm and the reader."""

    def __init__(self, command: list[str]) -> None:
        self.received = 0
        self._answers: dict[int, bytes] = {}
        tty.setraw(0)
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.execvp(command[0], command)
        self.follow_size()
        signal.signal(signal.SIGWINCH, lambda *_: self.follow_size())

    def follow_size(self) -> None:
        """The reader's terminal is as large as the xterm."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))

    @property
    def size(self) -> tuple[int, int]:
        height, width, _, _ = struct.unpack("HHHH", fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))
        return width, height

    def pump(self, timeout: float) -> bool:
        """Passes on what is there; False where nothing came."""
        ready = select.select([0, self.master], [], [], timeout)[0]
        if self.master in ready:
            data = os.read(self.master, 65536)  # EIO where the reader is gone: the play is over, and says so
            self.received += len(data)
            os.write(1, data)
        if 0 in ready:
            data = os.read(0, 65536)
            for match in ANSWER.finditer(data):
                self._answers[int(match[1])] = match[2]
            if rest := ANSWER.sub(b"", data):
                os.write(self.master, rest)
        return bool(ready)

    def settle(self) -> None:
        while self.pump(QUIET):
            pass

    def press(self, *keys: str) -> None:
        for key in keys:
            os.write(self.master, key.encode())
            self.pump(0.03)

    def pieces(self) -> dict[tuple[int, int], bytes]:
        """xterm's checksum of the characters in each few columns of each row, by row and column."""
        self._answers.clear()
        width, height = self.size
        rows = (y for y in range(1, height + 1) if y != status_row(height))
        places = [(y, x) for y in rows for x in range(1, width + 1, COLUMNS)]
        for first in range(0, len(places), 200):
            asked = places[first : first + 200]
            for number, (y, x) in enumerate(asked, first):
                os.write(1, f"\x1b[{number};1;{y};{x};{y};{min(x + COLUMNS - 1, width)}*y".encode())
            deadline = time.monotonic() + 20
            while len(self._answers) < first + len(asked) and time.monotonic() < deadline:
                self.pump(0.05)
        return {place: self._answers.get(number, b"") for number, place in enumerate(places)}


def play(between: Between, keys: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    width, height = between.size
    compared, resizes = 0, 0
    wrong: list[str] = []
    between.settle()
    for n in range(1, keys + 1):
        between.press(*key_strokes(chance))
        if chance.random() < 0.03:
            resizes += 1
            size = max(60, width - chance.randrange(0, 25)), max(15, height - chance.randrange(0, 9))
            os.write(1, f"\x1b[8;{size[1]};{size[0]}t".encode())
        if n % BETWEEN == 0:
            between.settle()
            before = between.pieces()
            between.press(*typed(KEYMAP.of("app.repaint")[0]))
            between.settle()
            after = between.pieces()
            compared += len(after)
            differ = [place for place in after if before.get(place) != after[place] or not after[place]]
            wrong += [f"key {n} at {place}" for place in differ]
    return {"compared": compared, "wrong": wrong, "resizes": resizes, "bytes": between.received}


def main() -> int:
    report, keys, seed, *command = sys.argv[1:]
    said: dict[str, object]
    try:
        said = play(Between(command), int(keys), int(seed))
    except OSError as error:
        said = {"compared": 0, "wrong": [f"the reader left: {error}"]}
    Path(report).write_text(json.dumps(said), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
