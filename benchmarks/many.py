"""Keys in a collection of 10,000 articles against the same keys in five: `python -m benchmarks.many [COUNT]`.

Generated articles, indexed once (with the whole analysis: minutes) and kept in the temporary folder. Both readers run
side by side and every key goes to one and then to the other; medians of the first frame that a key brings are
compared, since that is what a hand on the keys feels. What is looked up comes from a thread and follows. In five
articles the next passage stands in the same one, so that `n` and `b` load nothing there. No part of `make bench`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.latency import RESTED
from benchmarks.pty_meter import SYNCHRONISED, Metered, places
from benchmarks.ratio import Ratio
from reader import config

ROUNDS = 9

# what is measured, the keys that bring the reader there, the key that is measured, the keys that lead away again
KEYS: tuple[tuple[str, str, str, str], ...] = (
    ("a line down", "2", "j", ""),
    ("a list's cursor", "1", "j", ""),
    ("a list's end and top", "1", "G", "\x1b[H"),
    ("a page of a list", "1", "\x1b[6~", "\x1b[5~"),
    ("into the timeline", "2", "4", ""),
    ("the timeline's cursor", "4", "j", ""),
    ("a person followed", "2.", "\r", "\x1b"),
    ("the next passage of the chosen", "", "n", ""),
    ("back", "", "b", ""),
    ("the palette opens", "2", ":", "\x1b"),
    ("the search line opens", "2", "/", "\x1b"),
)


def measure(count: int) -> list[Ratio]:
    """Every key of KEYS: median of the first frame with `count` articles over that with five."""
    home = Path(tempfile.gettempdir()) / f"warraq-many-{count}"
    env = places(str(home))
    root = generate(Path(tempfile.gettempdir()) / f"warraq-generated-{count}", count)
    collections = [root, config.bundled("seeds")]
    for each in collections:
        subprocess.run(
            [sys.executable, "-m", "reader", "index", str(each)], env=os.environ | env, check=True, stdout=subprocess.DEVNULL
        )  # fmt: skip
    commands = [
        [sys.executable, "-m", "reader", str(each), "--lang", "en", "--bidi", "app"] for each in collections
    ]
    for command in commands:
        with Metered(command, env=env) as first:
            first.read(3.0)
            first.press("\x1bq", 1.0)
    out = []
    with Metered(commands[0], env=env) as many, Metered(commands[1], env=env) as few:
        for session in (many, few):
            session.read(5.0)
            os.write(session.fd, SYNCHRONISED)
        for name, there, key, away in KEYS:
            taken: tuple[list[float], list[float]] = ([], [])
            for _ in range(ROUNDS):
                for session, times in zip((many, few), taken, strict=True):
                    for step in there:
                        session.press(step, RESTED)
                    times.append(session.key_to_frame(key, RESTED)[0])
                    if away:
                        session.press(away, RESTED)
            mine, theirs = map(statistics.median, taken)
            note = f"{mine * 1000:.0f} ms and {theirs * 1000:.0f} ms here"
            out.append(Ratio(f"{name}, {count:,} articles / five", mine / theirs, note=note))
    return out


def main(arguments: list[str]) -> int:
    """Prints a line a figure."""
    for each in measure(int(arguments[0]) if arguments else 10_000):
        print(f"{each.name:<55}{each.value:6.2f}  {each.note}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
