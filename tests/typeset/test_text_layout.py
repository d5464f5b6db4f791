"""The lazy layout: exact where it is looked at, and still while it becomes so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.typeset import Line, TextLayout, lay_out
from reader.typeset.filling import Slice
from reader.typeset.paragraph import Paragraph
from reader.typeset.text_layout import EXACT

ROWS = 30


@pytest.fixture(scope="module")
def long_text() -> str:
    """A text of many paragraphs of all lengths, past what is measured at once."""
    seeds = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    words = " ".join(path.read_text(encoding="utf-8") for path in seeds).split()
    draw = random.Random(7)
    paragraphs = []
    at = 0
    while at < 60_000:
        length = draw.choice([0, 1, 5, 40, 200, 900])
        paragraphs.append(" ".join(words[(at + n) % len(words)] for n in range(length)))
        at += length
    return "\n".join(paragraphs)


def test_short_texts_are_exact_at_once(seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert len(text) <= EXACT
        lines, layout = lay_out(text, 50), TextLayout(text, 50)
        assert layout.height == len(lines)
        for y, line in enumerate(lines):
            assert layout.offset_of(y) == line.start
            assert layout.row_of(line.start) == y
            assert layout.settle(y, ROWS) == min(y, max(0, len(lines) - ROWS))


def test_scrolling_down_never_moves_what_was_passed(long_text: str) -> None:
    lines, layout = lay_out(long_text, 60), TextLayout(long_text, 60)
    for y in range(0, len(lines) - ROWS, 7):
        assert layout.settle(y, ROWS) == y
        assert layout.line(y).start == lines[y].start
    assert layout.settle(layout.height, ROWS) == len(lines) - ROWS
    assert layout.height == len(lines)


def test_scrolling_up_from_the_end_shows_each_line_once(long_text: str) -> None:
    lines, layout = lay_out(long_text, 60), TextLayout(long_text, 60)
    top = layout.settle(layout.height, ROWS)
    at = len(lines) - ROWS
    assert [layout.line(y).start for y in range(top, top + ROWS)] == [line.start for line in lines[at:]]
    while at > 0:
        at -= 1
        top = layout.settle(top - 1, ROWS)
        assert layout.line(top).start == lines[at].start
    assert top == 0


def test_jumping_anywhere(long_text: str) -> None:
    lines, layout = lay_out(long_text, 60), TextLayout(long_text, 60)
    draw = random.Random(3)
    for _ in range(200):
        offset = draw.randrange(len(long_text))
        y = layout.row_of(offset)
        expected = max(n for n, line in enumerate(lines) if line.start <= offset)
        assert layout.line(y).start == lines[expected].start
        top = layout.settle(y, ROWS)
        shown = [layout.line(row).start for row in range(top, min(top + ROWS, layout.height))]
        first = min(expected, len(lines) - ROWS)
        assert shown == [line.start for line in lines[first : first + ROWS]]


def test_paging_up_from_a_jump(long_text: str) -> None:
    lines, layout = lay_out(long_text, 60), TextLayout(long_text, 60)
    at = len(lines) * 2 // 3
    top = layout.settle(layout.row_of(lines[at].start), ROWS)
    while at > ROWS:
        at -= ROWS
        top = layout.settle(top - ROWS, ROWS)
        # A page that was never seen is estimated: it may land near, never on text that is out of order.
        found = next(n for n, line in enumerate(lines) if line.start == layout.line(top).start)
        assert abs(found - at) <= ROWS
        at = found


@pytest.mark.parametrize("y", [-1, 10_000])
def test_a_row_outside_is_refused(y: int) -> None:
    with pytest.raises(IndexError, match="row"):
        TextLayout("قال", 10).line(y)


def test_offsets_outside_give_the_nearest_row() -> None:
    layout = TextLayout("أ\nب\nج", 10)
    assert [layout.row_of(offset) for offset in (-5, 0, 1, 2, 4, 99)] == [0, 0, 0, 1, 2, 2]
    assert [layout.offset_of(y) for y in (-5, 0, 2, 99)] == [0, 0, 4, 4]


def test_placed_lines_stand_on_their_side() -> None:
    layout = TextLayout("قال نعم\nHe said", 20)
    arabic, english = layout.line(0), layout.line(1)
    assert (arabic.indent, english.indent) == (13, 0)
    assert arabic.source_at(19) == arabic.line.source_at(6)
    assert arabic.source_at(3) is None
    assert english.ranges(english.line.span) == [(0, 7)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_at_the_windows_edges(newline: str) -> None:
    for shift in range(4):
        text = "x" * ((1 << 16) - 2 + shift) + newline + "y" * 70_000 + newline + newline + "z"
        whole = lay_out(text, 500)
        layout = TextLayout(text, 500)
        layout.settle(layout.height, 10_000)
        assert [layout.line(y).start for y in range(layout.height)] == [line.start for line in whole]
        assert whole[-1].text == "z"


def test_a_line_seen_is_never_laid_out_again(long_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    paint = Paragraph.paint

    def counted(self: Paragraph, piece: Slice) -> Line:
        painted.append(piece)
        return paint(self, piece)

    monkeypatch.setattr(Paragraph, "paint", counted)
    layout = TextLayout(long_text, 60)
    top = layout.settle(100, ROWS)
    assert not painted  # a height costs no painting
    for y in range(top, top + ROWS):
        layout.line(y)
    assert len(painted) == ROWS
    for y in range(top, top + ROWS):
        layout.line(y)
    assert len(painted) == ROWS
    top = layout.settle(top + 1, ROWS)
    for y in range(top, top + ROWS):
        layout.line(y)
    assert len(painted) == ROWS + 1


SPACED = [
    ("two paragraphs of several rows", "قال الوزير إن الوفد وصل\nوأعلن الناطق أن المحادثات بدأت", "xx-xxx"),
    ("a heading over a paragraph", "عنوان\nوأعلن الناطق أن المحادثات بدأت", "x-xxx"),
    ("a list stays together", "الأول\nالثاني\nالثالث", "xxx"),
    ("the source has a blank line already", "قال الوزير إن الوفد وصل\n\nوأعلن الناطق أن المحادثات", "xxxxx"),
    (
        "a blank line of spaces counts as one",
        "قال الوزير إن الوفد وصل\n  \nوأعلن الناطق أن المحادثات",
        "xxxxx",
    ),
    ("nothing after the last", "قال الوزير إن الوفد وصل\n", "xxx"),
]


@pytest.mark.parametrize(("name", "text", "rows"), SPACED, ids=[row[0] for row in SPACED])
def test_a_row_between_paragraphs(name: str, text: str, rows: str) -> None:
    layout = TextLayout(text, 12, spaced=True)
    assert "".join("-" if layout.is_gap(y) else "x" for y in range(layout.height)) == rows


def test_gaps_hold_nothing_and_hide_nothing(long_text: str) -> None:
    long_text = long_text[:EXACT]
    plain, spaced = TextLayout(long_text, 60), TextLayout(long_text, 60, spaced=True)
    kept = [spaced.line(y) for y in range(spaced.height) if not spaced.is_gap(y)]
    assert [line.text for line in kept] == [plain.line(y).text for y in range(plain.height)]
    assert all(spaced.line(y).text == "" for y in range(spaced.height) if spaced.is_gap(y))
    assert not any(spaced.is_gap(spaced.row_of(offset)) for offset in range(0, len(long_text), 7))


def test_scrolling_through_a_long_spaced_text_never_moves_what_was_passed(long_text: str) -> None:
    layout, starts = TextLayout(long_text, 60, spaced=True), []
    y = 0
    while y < layout.height:
        assert layout.settle(y, 1) == y
        starts.append(layout.line(y).start)
        y += 1
    assert starts == sorted(starts)
    assert {line.start for line in lay_out(long_text, 60)} <= set(starts)
