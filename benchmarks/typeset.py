"""Typesetting against the recipe that everybody uses: arabic_reshaper, then python-bidi, line by line.

The recipe gets its lines ready wrapped; ours wraps, orders, shapes and keeps the map from cell to source.
"""

from __future__ import annotations

import statistics
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from arabic_reshaper import reshape
from bidi import get_display

from benchmarks.pty_meter import Metered
from benchmarks.ratio import Ratio, ratio
from reader.model import Span
from reader.typeset import TextLayout, lay_out
from reader.typeset.layout import style_for
from reader.typeset.words import forget, words_of

WIDTH = 70
ROWS = 40


def seeds() -> list[str]:
    """The bundled articles."""
    folder = Path(__file__).parents[1] / "seeds"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def mapped(text: str) -> int:
    """Lay a text out and use the map of each line once, as a highlight and a click do."""
    cells = 0
    for line in lay_out(text, WIDTH):
        cells += len(line.text) + len(line.ranges(Span(line.start, line.start + 9)))
        line.source_at(0)
    return cells


def screen(layout: TextLayout, top: int) -> int:
    """Paint one screen; gives its top row."""
    top = layout.settle(top, ROWS)
    for y in range(top, min(top + ROWS, layout.height)):
        assert layout.line(y).text is not None
    return top


def run() -> list[Ratio]:
    """All figures, each taken alternately with its peer."""
    texts = seeds()
    wrapped = [line for text in texts for p in text.splitlines() for line in textwrap.wrap(p, WIDTH)]
    article = "\n".join(texts)
    small = article[:5_000]  # 10 kB of UTF-8
    large = "\n".join([article] * (5_500_000 // len(article)))  # 10 MB of UTF-8
    paragraph = " ".join(article.split())
    long_paragraph = " ".join([paragraph] * 32)[:550_000]  # 1 MB of UTF-8

    def recipe() -> None:
        for line in wrapped:
            get_display(reshape(line))

    def warm() -> None:
        for text in texts:
            mapped(text)

    known = []  # words of earlier rounds: freeing them is not part of laying out

    def cold() -> None:
        known.append(words_of(style_for(WIDTH, "forms", True, False)))
        forget()
        warm()

    def first(text: str) -> TextLayout:
        layout = TextLayout(text, WIDTH)
        screen(layout, 0)
        return layout

    def in_tenths() -> None:
        kept = [lay_out(long_paragraph[at : at + 55_000], WIDTH) for at in range(0, 550_000, 55_000)]
        assert len(kept) == 10

    layout = first(large)

    def fresh_end() -> None:
        fresh = TextLayout(large, WIDTH)
        screen(fresh, fresh.height - ROWS)

    def resized_at_end() -> None:
        fresh = TextLayout(large, WIDTH - 7)
        screen(fresh, fresh.row_of(len(large) - 9_000))

    def unseen_screen() -> None:
        known.append(words_of(style_for(WIDTH, "forms", True, False)))
        forget()
        first(small)

    def cached_screen() -> None:
        screen(layout, 0)

    warm()
    return [
        ratio("per character, cold", cold, recipe, limit=0.7, note="wrap and map, no word known / recipe"),
        ratio(
            "per character, warm", warm, recipe, limit=0.5, note="wrap and map, words known / recipe; aim 0.3"
        ),
        ratio(
            "1 MB paragraph, per character",
            lambda: lay_out(long_paragraph, WIDTH),
            in_tenths,
            limit=1.2,
            note="550,000 code points in one paragraph / the same in ten",
        ),
        ratio(
            "first screen of 10 MB",
            again(10, lambda: first(large)),
            again(10, lambda: first(small)),
            limit=1.3,
            note="/ first screen of 10 kB",
        ),
        ratio(
            "end of 10 MB",
            again(10, fresh_end),
            again(10, lambda: first(small)),
            limit=2.0,
            note="open and jump to the end / first screen of 10 kB",
        ),
        ratio(
            "resize at the end of 10 MB",
            again(10, resized_at_end),
            again(10, lambda: first(small)),
            limit=2.0,
            note="lay out anew near the end / first screen of 10 kB",
        ),
        ratio(
            "a screen seen before",
            again(50, cached_screen),
            again(50, lambda: first(small)),
            limit=0.1,
            note="40 cached lines / 40 lines laid out",
        ),
        Ratio(
            "a screen never seen",
            _against_first_paint(unseen_screen, texts[0].split()[0]),
            limit=0.15,
            note="40 lines, no word known / start to first paint of a bare Textual app",
        ),
    ]


def again(times: int, work: Callable[[], object]) -> Callable[[], None]:
    """The work so often that it can be timed."""

    def repeated() -> None:
        for _ in range(times):
            work()

    return repeated


def _against_first_paint(work: Callable[[], object], word: str, rounds: int = 7) -> float:
    """Wall time of `work` over that of a bare app from its start to the first word on the terminal."""
    article = str(min((Path(__file__).parents[1] / "seeds").glob("*.txt")))
    ours, theirs = [], []
    for _ in range(rounds):
        start = perf_counter()
        work()
        ours.append(perf_counter() - start)
        with Metered([sys.executable, str(Path(__file__).with_name("bare_app.py")), article]) as session:
            theirs.append(session.until(word.encode()))
    return statistics.median(ours) / statistics.median(theirs)
