"""The time rules: cost against folding the same text (the floor of any reading), and growth from a page to a megabyte."""

from __future__ import annotations

from pathlib import Path

from benchmarks.ratio import Ratio, alternate
from reader.analysis.times import find_times
from reader.text.fold import fold_with_map
from reader.text.words import words

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
MEGABYTE = 1_000_000


def run() -> list[Ratio]:
    """Ratios of CPU time; a growth of 1 is linear."""
    article = "\n".join(each.read_text(encoding="utf-8") for each in sorted(SEEDS.glob("*.txt")))
    large = article * (MEGABYTE // len(article))
    find_times(article)
    ours, floor = alternate(
        lambda: find_times(article, "2024-12-12"), lambda: (fold_with_map(article), list(words(article)))
    )
    whole, part = alternate(lambda: find_times(large), lambda: find_times(large[: len(large) // 8]), rounds=3)
    return [
        Ratio("seeds: times / fold and words", ours / floor, limit=12.0, note="five articles"),
        Ratio("a megabyte / an eighth of it, per character", whole / part / 8, limit=1.5, note="1 is linear"),
    ]
