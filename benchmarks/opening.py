"""Opening a large library against opening the five bundled articles: text on the screen, and memory.

`run()` does it at 10,000 generated articles, `python -m benchmarks.opening COUNT` at another size. The index holds texts alone, and
the analysis of what is new is stopped: what is measured is opening and reading.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.pty_meter import Metered, places
from benchmarks.ratio import Ratio
from reader import config
from reader.library import Library
from reader.typeset import lay_out

ROUNDS = 5


def run() -> list[Ratio]:
    """The figures at 10,000 articles."""
    return measure(10_000)


def measure(count: int) -> list[Ratio]:
    """Starts of both taken alternately, the second start on."""
    large = generate(Path(tempfile.gettempdir()) / f"warraq-generated-{count}", count)
    small = config.bundled("seeds")
    with tempfile.TemporaryDirectory() as home:
        env = places(home)
        kept = config.Settings(library=f"{home}/library", journal=f"{home}/large.sqlite")
        with Library.open(large, kept) as library:
            library.index.refresh(large, only_text=True)
        both = [
            ([sys.executable, "-m", "reader", str(root), "--library", f"{home}/library", "--journal", f"{home}/{name}"],
             _first_word(root))
            for root, name in ((large, "large.sqlite"), (small, "small.sqlite"))
        ]  # fmt: skip
        for command, word in both:
            _start(command, word, env)
        taken = [[_start(command, word, env) for command, word in both] for _ in range(ROUNDS)]
        seconds = [statistics.median(each[side][0] for each in taken) for side in (0, 1)]
        memory = max(each[0][1] for each in taken)
    name = f"{count:,} articles"
    return [
        Ratio(f"text on the screen, {name} / five", seconds[0] / seconds[1], 1.15),
        Ratio(f"memory of the reader with its text on the screen, {name}", memory, 150, "MiB"),
    ]


def _first_word(root: Path) -> bytes:
    """The longest word of the first line that the first article shows."""
    text = sorted(root.rglob("*.txt"))[0].read_text(encoding="utf-8")
    return max(lay_out(text, config.Settings().measure)[0].text.split(), key=len).encode()


def _start(command: list[str], word: bytes, env: dict[str, str]) -> tuple[float, float]:
    """Seconds until the word is there, and the most memory so far in MiB."""
    with Metered(command, env=env) as session:
        seconds = session.until(word)
        status = Path(f"/proc/{session.pid}/status").read_text(encoding="utf-8")
        return seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    for each in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(f"{each.name}: {each.value:.3g} {each.unit} (at most {each.limit:g})")
