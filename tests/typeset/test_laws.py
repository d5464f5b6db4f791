"""What holds for every text at every width."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from texts import any_text, one_paragraph, widths

from reader.model import Span
from reader.text.clusters import cluster_bounds
from reader.typeset import Line, TextLayout, copied, lay_out, one_line, sanitise
from reader.typeset.breaks import opportunities
from reader.typeset.classes import mirrors
from reader.typeset.signs import LINE_END, prepared

NEVER_PAINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\ufdd0-\ufdef]"
)
NEVER_COPIED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
laws = settings(max_examples=250, deadline=None)


def clusters_of(line: Line) -> list[tuple[int, int, str]]:
    """(start, end, glyphs) of each cluster shown, in logical order, mirroring undone."""
    shown: dict[tuple[int, int], list[str]] = {}
    for start, end, glyph, level in zip(line.starts, line.ends, line.glyphs, line.levels, strict=True):
        undone = mirrors().get(glyph, glyph) if level & 1 else glyph
        shown.setdefault((start, end), []).append(undone)
    return sorted((start, end, "".join(sorted(glyphs))) for (start, end), glyphs in shown.items())


@laws
@given(any_text, widths)
def test_nothing_reaches_the_terminal_as_a_control(text: str, width: int) -> None:
    for line in lay_out(text, width):
        assert not NEVER_PAINTED.search(line.text)
        line.text.encode("utf-8")


@laws
@given(any_text, widths)
def test_no_line_is_wider_than_its_column(text: str, width: int) -> None:
    for line in lay_out(text, width):
        assert line.width <= width
        assert cell_len(line.text) == line.width == len(line.cells)


@laws
@given(any_text, widths)
def test_lines_cover_the_text_but_for_break_spaces_and_line_ends(text: str, width: int) -> None:
    at = 0
    for line in lay_out(text, width):
        left_out = text[at : line.start]
        assert line.start >= at
        assert not LINE_END.sub("", left_out).strip(" ")
        at = line.end
    assert not LINE_END.sub("", text[at:]).strip(" ")


@laws
@given(one_paragraph, widths)
def test_cells_and_clusters_are_one_to_one(text: str, width: int) -> None:
    bounds = list(cluster_bounds(prepared(text, strict=False)))
    starts, ends = {a for a, _ in bounds}, {b for _, b in bounds}
    for line in lay_out(text, width):
        shown = clusters_of(line)
        for (a, b, _), (c, _, _) in itertools.pairwise(shown):
            assert a < b <= c
        for start, end, _ in shown:
            assert line.start <= start < end <= line.end
            assert start in starts or text[start - 1] == " "
            assert end in ends or text[start] == " "  # a joiner after a space stays unseen beside it


@laws
@given(one_paragraph, st.sampled_from([24, 30, 41, 77]), st.sampled_from([24, 200]))
def test_any_width_holds_the_same_clusters_in_the_same_order(text: str, width: int, other: int) -> None:
    def all_of(at: int) -> list[tuple[int, int, str]]:
        return [c for line in lay_out(text, at) for c in clusters_of(line) if text[c[0] : c[1]].strip(" ")]

    assert all_of(width) == all_of(other)


@laws
@given(one_paragraph, st.integers(0, 30), st.integers(1, 30))
def test_a_highlight_changes_no_form_and_covers_its_cells(text: str, start: int, length: int) -> None:
    span = Span(start, start + length)
    for line in lay_out(text, 24):
        cuts = line.ranges(span)
        edges = [0, *(x for pair in cuts for x in pair), line.width]
        assert "".join(line.slice(a, b) for a, b in itertools.pairwise(edges)) == line.text
        lit = {x for a, b in cuts for x in range(a, b)}
        assert lit == {x for x, cell in enumerate(line.cells) if cell.overlaps(span)}
        assert all(a < b for a, b in cuts)
        assert all(b < c for (_, b), (c, _) in itertools.pairwise(cuts))


@laws
@given(one_paragraph)
def test_there_and_back(text: str) -> None:
    for line in lay_out(text, 24):
        for x in range(line.width):
            span = line.source_at(x)
            assert span is not None
            assert any(a <= x < b for a, b in line.ranges(span))
        assert line.source_at(-1) is None
        assert line.source_at(line.width) is None


@laws
@given(any_text)
def test_copying_everything_gives_the_source_without_its_controls(text: str) -> None:
    got = copied(text)
    bidi = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    control = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    assert got == re.sub(control, "", re.sub(bidi, "", text))


@laws
@given(any_text, st.integers(0, 60), st.integers(0, 60))
def test_copying_any_selection_gives_its_part_of_the_source(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    part = copied(text, start, end)
    assert copied(text, 0, start) + part + copied(text, end) == copied(text)
    assert not NEVER_COPIED.search(part)
    kept = [c for c in text[start:end] if not NEVER_COPIED.match(c)]
    assert list(part) == kept  # logical order, nothing lost, joiners and marks with their letters


@laws
@given(any_text, widths)
def test_the_lazy_layout_holds_the_same_lines(text: str, width: int) -> None:
    whole = lay_out(text, width)
    lazy = TextLayout(text, width)
    assert lazy.height == len(whole)
    for y, line in enumerate(whole):
        placed = lazy.line(y)
        assert (placed.line.start, placed.line.glyphs, placed.line.starts) == (
            line.start,
            line.glyphs,
            line.starts,
        )
        assert placed.indent == (width - line.width if line.direction == "rtl" else 0)
        assert lazy.offset_of(y) == line.start


@laws
@example(text="قالقال لا \u200c", width=8)  # a joiner alone at the end: no line of its own
@given(one_paragraph, widths)
def test_lines_break_only_where_uax14_lets_them(text: str, width: int) -> None:
    lines = lay_out(text, width)
    if any(sign in text for sign in ("://", "@", "www.")):
        return  # addresses are kept whole, our own rule
    text = prepared(text, strict=False)
    allowed = {0, *opportunities(text)} & {
        start for start, _ in cluster_bounds(text)
    }  # never inside a cluster
    painted = sorted(start for line in lines for start in line.starts if text[start] != " ")
    for before, line in itertools.pairwise(lines):
        if line.start not in allowed:  # a must: nothing on the line before could have parted it
            first = next((start for start in painted if start >= before.start), len(text))
            assert not [at for at in allowed.intersection(painted) if first < at < line.start]


@laws
@given(any_text, st.integers(1, 40), st.sampled_from(["none", "start", "left", "right", "centre"]))
def test_one_line_fits_and_is_safe(text: str, width: int, align: str) -> None:
    line = one_line(text, width, align=align)
    assert line.width <= width
    if align != "none":
        assert line.width == width
    assert cell_len(line.text) == line.width
    assert not NEVER_PAINTED.search(line.text)


@laws
@given(any_text)
def test_sanitise_keeps_the_length(text: str) -> None:
    safe = sanitise(text)
    assert len(safe) == len(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]", safe)


@pytest.mark.parametrize("bad", [{"direction": "up"}, {"shaping": "glyphs"}])
def test_unknown_settings_are_named(bad: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad.values()))):
        lay_out("x", 10, **bad)
