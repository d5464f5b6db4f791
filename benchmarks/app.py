"""The app in a terminal of 120x40: text on screen against a bare Textual app, bytes of a scroll, bytes when idle."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.pty_meter import FRAME_END, SYNCHRONISED, Metered, places
from benchmarks.ratio import Ratio
from reader import config
from reader.typeset import lay_out

ROUNDS = 11


def run() -> list[Ratio]:
    """Starts of both taken alternately (the second start on), then one session's bytes."""
    article = sorted(config.bundled("seeds").glob("*.txt"))[0]
    text = article.read_text(encoding="utf-8")
    word = text.split()[0]
    shaped = max(lay_out(text, config.Settings().measure)[0].text.split(), key=len)
    with tempfile.TemporaryDirectory() as home:
        env = places(home)
        ours = [sys.executable, "-m", "reader", str(article.parent), "--lang", "en"]
        bare = [sys.executable, str(Path(__file__).with_name("bare_app.py")), str(article)]
        _start(ours, shaped, env, settle=3.0)  # the first start indexes
        _start(bare, word, env)
        pairs = [(_start(ours, shaped, env), _start(bare, word, env)) for _ in range(ROUNDS)]
        first = statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)
        with Metered(ours, env=env) as session:
            session.until(shaped.encode())
            session.read(1.5)
            idle = len(session.read(2.0))
            steps = [len(session.press("j")) for _ in range(30)]
            os.write(session.fd, SYNCHRONISED)
            session.press("j" * 10, 0.6)  # the cursor at the foot of the page: from here each line scrolls
            scrolls = [len(session.press("j", 0.6).partition(FRAME_END)[0]) for _ in range(10)]
    return [
        Ratio("article text on screen / bare app with one Static", first, 1.6),
        Ratio(
            "a line scrolled, most bytes of 10", max(scrolls) / 1000, 9.0, "kB", "its frame; others follow"
        ),
        Ratio("a step of the reading cursor, most bytes of 30", max(steps) / 1000, 9.0, "kB"),
        Ratio("idle for two seconds", float(idle), 0.0, "B"),
    ]


def _start(command: list[str], needle: str, env: dict[str, str], settle: float = 0.0) -> float:
    with Metered(command, env=env) as session:
        seconds = session.until(needle.encode())
        if settle:
            session.read(settle)
        return seconds
