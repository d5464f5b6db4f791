"""From a key to the last byte of what it changes, at 120x40: ours over a bare four-pane Textual app, p95 over p95.

Both run side by side; every key goes to one and then to the other, so that a busy moment of the machine hits both.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.pty_meter import FRAME, SYNCHRONISED, Metered, places
from benchmarks.ratio import Ratio
from reader import config

KEYS = 40
QUIET = 0.12  # seconds without a byte after which a key has had its effect in the bare app
RESTED = 0.6  # and in ours, where other panes follow once the cursor has rested: what is late must not count as next
HELD = 30  # keys that arrive at once
HELD_QUIET = 0.2  # lists that scroll after a rest (0.35 s) are a frame of that rest


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay within."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def side_by_side(ours: Metered, bare: Metered, key: str) -> tuple[float, float]:
    """A key, alternately in both: the ratios of p95 for its own frame, and for everything that comes of it."""
    mine, theirs = zip(
        *((ours.key_to_frame(key, RESTED), bare.key_to_frame(key, QUIET)) for _ in range(KEYS)), strict=True
    )
    return (
        p95([frame for frame, _ in mine]) / p95([frame for frame, _ in theirs]),
        p95([last for _, last in mine]) / p95([last for _, last in theirs]),
    )


def run() -> list[Ratio]:
    """A line scroll and a list's cursor; the same in slow-line mode; the frames of a held key."""
    out = []
    with tempfile.TemporaryDirectory() as home:
        env = places(home)
        collection = Path(home) / "collection"
        collection.mkdir()
        texts = [path.read_text(encoding="utf-8") for path in sorted(config.bundled("seeds").glob("*.txt"))]
        long = collection / "01.txt"
        long.write_text("\n\n".join(texts * 3), encoding="utf-8")
        for number, text in enumerate(texts * 12, 2):
            (collection / f"{number:02}.txt").write_text(f"{number}\n{text}", encoding="utf-8")
        ours = [sys.executable, "-m", "reader", str(collection), "--lang", "en", "--bidi", "app"]
        bare = [sys.executable, str(Path(__file__).with_name("bare_desk.py")), str(long)]
        with Metered(ours, env=env) as first:
            first.read(6.0)  # the first start indexes, and is silent once it has
            first.press("\x1b")  # its card is put away
        for mode, over, limits in (
            ("", {}, (1.2, 1.3)),
            (" in slow-line mode", {"SSH_CONNECTION": "1 2 3 4"}, (1.6, 1.6)),
        ):
            with Metered(ours, env=env | over) as mine, Metered(bare, env=env) as theirs:
                for session in (mine, theirs):
                    session.read(2.5)
                    os.write(session.fd, SYNCHRONISED)
                    session.press("2")
                mine.press("\x1b[6~" * 2)
                mine.press("j" * 40)  # the cursor at the foot of the page: from here each line scrolls
                theirs.press("j" * 40)
                scroll = side_by_side(mine, theirs, "j")
                frames = mine.press("j" * HELD, HELD_QUIET).count(FRAME)
                bare_frames = theirs.press("j" * HELD, HELD_QUIET).count(FRAME)
                for session in (mine, theirs):
                    session.press("1")
                cursor = side_by_side(mine, theirs, "\x1b[B")
            for name, (frame, everything), limit in (
                ("a line scroll", scroll, limits[0]),
                ("a list's cursor", cursor, limits[1]),
            ):
                note = f"p95 of {KEYS}, the two in turn"
                out.append(Ratio(f"{name}{mode} / bare four panes", frame, limit, note=note))
                out.append(
                    Ratio(f"{name}{mode}, other panes too", everything, note="they follow a moment later")
                )
            note = f"the bare app: {bare_frames}; lists scroll after a rest"
            out.append(Ratio(f"frames of {HELD} keys at once{mode}", float(frames), 2.0, "", note))
    return out
