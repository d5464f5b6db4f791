"""A reading of some 200 keys over ssh through a slow line: `python -m benchmarks.ssh_reading` (docs/ssh-session.md).

A private sshd on loopback; between its client and the reader of the screen stands a line of 64 kbit/s with 200 ms to
go there and back. Bytes and delay are counted for each kind of key. No part of `make bench`: its delays are the
line's, not a ratio of two programs.
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

from benchmarks.pty_meter import Metered, places
from reader import config

ROUND_TRIP, BITS = 0.2, 64_000
QUIET = (
    0.8  # seconds without a byte on the near side after which a key has had its effect; previews wait for 0.5
)
REPEATS_ASKED, REPEATS_YES = b"\x1b[15b\x1b[6n", b"\x1b[2;17R"

# kind of key, the keys, how often: in this order, as one reads
SCRIPT: tuple[tuple[str, str, int], ...] = (
    ("a line down", "j", 30),
    ("a line up", "k", 12),
    ("next name", ".", 12),
    ("a page down", " ", 4),
    ("a page up", "\x02", 4),
    ("to the top", "\x1b[H", 1),
    ("next name", ".", 1),
    ("choose", "c", 1),
    ("next passage of the chosen", "n", 14),
    ("next article with it", ">", 6),
    ("back", "b", 8),
    ("to another pane", "\t", 4),
    ("to the article list", "1", 1),
    ("a list's cursor", "\x1b[B", 4),
    ("to people and places", "3", 1),
    ("a list's cursor", "\x1b[B", 14),
    ("a list's page", "\x1b[6~", 1),
    ("a list's page", "\x1b[5~", 2),
    ("follow: the passages open", "\r", 1),
    ("a passage down, previewed", "\x1b[B", 14),
    ("close", "\x1b", 1),
    ("to the timeline", "4", 1),
    ("a list's cursor", "\x1b[B", 14),
    ("to the text", "2", 1),
    ("related articles", "r", 1),
    ("a passage down, previewed", "\x1b[B", 6),
    ("close", "\x1b", 1),
    ("search opens", "/", 1),
    ("a letter of a search", "ح", 1),
    ("a letter of a search", "م", 1),
    ("a letter of a search", "ي", 1),
    ("a letter of a search", "م", 1),
    ("close", "\x1b", 1),
    ("reading mode", "z", 1),
    ("a line down, reading mode", "j", 24),
    ("a page, reading mode", " ", 3),
    ("reading mode", "z", 1),
    ("help", "?", 1),
    ("close", "\x1b", 1),
    ("a note opens", "a", 1),
    ("a letter of a note", "ن", 6),
    ("throw away", "\x07", 1),
)


class Line:
    """Both directions of a slow line: keys arrive half a round trip later, bytes come at the line's rate."""

    def __init__(self, session: Metered) -> None:
        self.session = session
        self.tail = b""  # the end of what came: a question may be cut
        self.free = 0.0  # when the line has carried what it was given

    def settle(self, quiet: float = QUIET) -> tuple[int, float]:
        """Bytes that come, and when the last of them has been carried to the near side."""
        count = 0
        while select.select([self.session.fd], [], [], quiet)[0]:
            try:
                piece = os.read(self.session.fd, 512)
            except OSError:
                break
            if not piece:
                break
            count += len(piece)
            self.tail += piece
            if REPEATS_ASKED in self.tail:
                os.write(self.session.fd, REPEATS_YES)  # as nearly every terminal does
                self.tail = b""
            self.tail = self.tail[-len(REPEATS_ASKED) :]
            now = monotonic()
            self.free = max(self.free, now + ROUND_TRIP / 2) + len(piece) * 8 / BITS
            if (ahead := self.free - now - ROUND_TRIP / 2) > 0.05:
                sleep(ahead)  # what stands in the line keeps the far side waiting, as a full window does
        return count, self.free

    def press(self, key: str) -> tuple[int, float]:
        """Bytes and seconds from a key to the last byte that it brings."""
        began = monotonic()
        sleep(ROUND_TRIP / 2)
        os.write(self.session.fd, key.encode())
        count, last = self.settle()
        return count, max(last - began, ROUND_TRIP) if count else 0.0


def reading(command: Sequence[str]) -> tuple[int, dict[str, list[tuple[int, float]]]]:
    """Bytes of the opening, and bytes and delay of each key by kind."""
    kinds: dict[str, list[tuple[int, float]]] = defaultdict(list)
    with Metered(command) as session:
        line = Line(session)
        opening, _ = line.settle(4.0)
        for kind, key, times in SCRIPT:
            for _ in range(times):
                kinds[kind].append(line.press(key))
        session.press("q")
    return opening, kinds


def main() -> int:
    """Prints the table of docs/ssh-session.md."""
    from tests.terminal.conftest import Sshd  # the tests' own server; nothing of the user's is touched

    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "ssh"
        folder.mkdir(mode=0o700)
        server = Sshd(folder, "/usr/sbin/sshd")
        try:
            variables = [f"{name}={value}" for name, value in places(home).items()]
            command = server.command(
                "env", *variables, sys.executable, "-m", "reader", str(config.bundled("seeds")), "--lang", "en", "--bidi", "app"
            )  # fmt: skip
            with Metered(command) as first:  # indexes, and has its card put away
                first.read(6.0)
                first.press("\x1b")
                first.press("q", 1.0)
            opening, kinds = reading(command)
        finally:
            server.stop()
    keys = sum(map(len, kinds.values()))
    print(f"{keys} keys at 120x40; opening: {opening} bytes\n")
    print("| kind of key | times | bytes, median | bytes, most | delay, median | delay, most |")
    print("|---|---:|---:|---:|---:|---:|")
    for kind, got in kinds.items():
        counts, delays = [count for count, _ in got], [delay for _, delay in got]
        print(
            f"| {kind} | {len(got)} | {statistics.median(counts):.0f} | {max(counts)}"
            f" | {statistics.median(delays):.2f} s | {max(delays):.2f} s |"
        )
    total = sum(count for got in kinds.values() for count, _ in got)
    print(f"\nAll keys together: {total} bytes, {total / keys:.0f} a key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
