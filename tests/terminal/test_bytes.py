"""What keys cost on the wire: the reader itself in a pty of 120x40, over a slow line and nearby, by counted bytes.

Frames are told apart by silence; nothing is timed against a clock. What follows a key when the cursor has rested
(previews, the other panes) is counted where a reader pays it with the key, and says so.
"""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library
from tests.conftest import SEEDS
from tests.terminal.reading import Reading, settings_in, with_index

pytestmark = pytest.mark.terminal

SLOW = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
SILENCE = 0.15  # seconds without a byte after which a key's own frame is over; what rests comes after 0.5
RESTED = 0.8
REPEATS_YES = b"\x1b[2;17R"  # the cursor behind a blank and fifteen more
MARGINS_YES, ARRIVED, FRAMES_YES = b"\x1b[?69;2$y", b"\x1b[0n", b"\x1b[?2026;2$y"


class Counted(Reading):
    """A reading whose bytes are counted key by key. It answers the questions of the slow line's driver."""

    margins = False
    repeats = True

    def settle(self, silence: float = SILENCE) -> bytes:
        """What comes until there is silence."""
        got = b""
        while select.select([self.master], [], [], silence)[0]:
            piece = os.read(self.master, 65536)
            got += piece
            if b"\x1b[15b\x1b[6n" in piece and self.repeats:
                os.write(self.master, REPEATS_YES)
            if b"\x1b[?69$p" in piece and self.margins:
                os.write(self.master, MARGINS_YES)
            if b"\x1b[?2026$p" in piece:
                os.write(self.master, FRAMES_YES)
            for _ in range(piece.count(b"\x1b[5n")):
                os.write(self.master, ARRIVED)
        self.output += got
        self.emulator.feed(self._decode(got))
        return got

    def cost(self, action: str, times: int = 1, silence: float = SILENCE) -> list[int]:
        """Bytes of an action's own frame, each of `times` without a rest between them."""
        self.settle(RESTED)
        costs = []
        for _ in range(times):
            self.do(action)
            costs.append(len(self.settle(silence)))
        return costs


@contextmanager
def reading(
    home: Path, *, slow: bool = True, margins: bool = False, truecolor: bool = False
) -> Iterator[Counted]:
    """A start on an index that is there, the card of the first one put away long ago."""
    with Library.open(SEEDS, settings_in(home)) as library:
        library.remember("tour", "seen")
    colours = {"COLORTERM": "truecolor"} if truecolor else {}
    made = Counted(home, env={**colours, **(SLOW if slow else {})})
    made.margins = margins
    try:
        made.settle(5.0 * RESTED)
        made.opened()
        made.settle(RESTED)
        yield made
    finally:
        made.finish()


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    return with_index(indexed, tmp_path)


@pytest.fixture
def slow(home: Path) -> Iterator[Counted]:
    """The reader over a slow line, to a terminal that cannot move columns."""
    with reading(home) as made:
        yield made


def test_opening(slow: Counted) -> None:
    assert 5_000 < len(slow.output) <= 30_000


def test_a_cursor_in_a_list(slow: Counted) -> None:
    """In every list; a list that has to scroll sends half a page of itself."""
    for pane in ("view.articles", "view.entities", "view.timeline"):
        slow.do(pane)
        slow.do("rows.top")
        costs = slow.cost("rows.down", 3)
        assert 0 < max(costs) <= 300, (pane, costs)


def test_a_preview_waits_for_a_rest(slow: Counted) -> None:
    slow.do("view.articles")
    slow.settle(RESTED)
    for _ in range(3):  # in one burst: nothing between them is shown
        slow.do("rows.down")
    own = len(slow.settle(SILENCE))
    assert 0 < own <= 600
    assert 1_000 < len(slow.settle(RESTED)) <= 12_000


def test_lines_in_panes(slow: Counted) -> None:
    """A page of lines, the cursor at the foot: one of them pays for half a page, the rest for themselves."""
    slow.do("text.page_down")
    costs = slow.cost("text.down", 40)
    assert sorted(costs)[len(costs) // 2] <= 300, costs
    assert sum(costs) / len(costs) <= 1_000, costs
    assert max(costs) <= 5_500, costs
    assert sum(cost > 600 for cost in costs) <= 3, costs


def test_lines_in_panes_where_columns_can_be_moved(home: Path) -> None:
    with reading(home, margins=True) as made:
        made.do("text.page_down")
        costs = made.cost("text.down", 40)
        scrolled = [cost for cost in costs if cost > 250]
        assert len(scrolled) > 5, costs
        assert max(costs) <= 400, costs


def test_reading_mode(slow: Counted) -> None:
    """The text alone: lines are moved by any terminal."""
    slow.do("view.reading")
    slow.do("text.page_down")
    costs = slow.cost("text.down", 30)
    assert max(costs) <= 600, costs


def test_pages_and_cards(slow: Counted) -> None:
    """All pages of the first article and of the last, which has the most names."""
    pages = slow.cost("text.page_down", 3)
    slow.do("view.articles", "rows.bottom", "rows.open")
    slow.settle(RESTED)
    slow.do("view.text", "text.top")
    pages += slow.cost("text.page_down", 3)
    assert sum(page > 4_000 for page in pages) > 3, pages
    assert max(pages) <= 5_000, pages
    assert slow.cost("app.help")[0] <= 8_000
    assert slow.cost("app.escape", silence=0.3)[0] <= 15_000
    assert slow.cost("view.reading")[0] <= 18_000
    assert slow.cost("view.reading", silence=0.4)[0] <= 18_000  # once: fitted before it is painted


def lines_at_the_foot(made: Counted, times: int) -> list[int]:
    """Bytes of each step down, the cursor at the foot of the page; the other panes that follow it included."""
    made.do("text.page_down")
    made.settle(RESTED)
    costs = []
    for _ in range(times):
        made.do("text.down")
        costs.append(len(made.settle()))
    return costs


def test_nearby(home: Path) -> None:
    """Without the differ, in true colours: a line at most 9 kB, a step of the cursor what it changes, idle nothing.

    In the first article and in the last, which has twice as many names; all lines of all five were measured once.
    """
    with reading(home, slow=False, truecolor=True) as made:
        costs = lines_at_the_foot(made, 40)
        made.do("view.articles", "rows.bottom", "rows.open")
        made.settle(RESTED)
        made.do("view.text", "text.top")
        assert made.article == 5
        dense = lines_at_the_foot(made, 40)
        for each in (costs, dense):
            assert sum(cost > 5_500 for cost in each) > 2, each
            assert sorted(each)[len(each) // 2] <= 1_500, each
        assert max(costs + dense) <= 9_000, costs + dense
        made.settle(RESTED)
        assert made.settle(3.0) == b""  # others' notes are looked for meanwhile
