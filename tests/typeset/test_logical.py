"""Lines for a terminal that orders and joins by itself: cut and mapped by us, in logical order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from texts import one_paragraph

from reader.model import Span
from reader.typeset import TextLayout, lay_out, one_line


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("قال (John) في 7/8 لا", "قال (John) في 7/8 لا"),
        ("كِتَاب", "كِتَاب"),
        ("التاريخ 2024-05-06", "التاريخ 2024-05-06"),
        ("a\x1b\u202eb", "a␛b"),
    ],
)
def test_logical(text: str, painted: str) -> None:
    (line,) = lay_out(text, 60, order="logical")
    assert line.text == painted
    assert list(line.starts) == sorted(line.starts)


def test_the_map_holds() -> None:
    (line,) = lay_out("قال John نعم", 60, order="logical")
    assert line.ranges(Span(4, 8)) == [(4, 8)]
    assert line.source_at(0) == Span(0, 1)
    layout = TextLayout("قال نعم", 20, order="logical")
    assert layout.line(0).indent == 13
    assert layout.line(0).ranges(Span(0, 3)) == [(13, 16)]


def test_one_line_is_cut_the_same() -> None:
    assert one_line("قال المتحدث", 8, order="logical").text.replace("\u200d", "") == "قال الم…"
    padded = one_line("قال", 6, align="start", order="logical")
    assert padded.text == "   قال"
    assert padded.ranges(Span(0, 1)) == [(3, 4)]


def test_an_unknown_order_is_named() -> None:
    with pytest.raises(ValueError, match="sideways"):
        lay_out("x", 5, order="sideways")


@settings(max_examples=150, deadline=None)
@given(one_paragraph)
def test_logical_holds_the_same_clusters(text: str) -> None:
    logical = lay_out(text, 40, order="logical")
    visual = lay_out(text, 40, shaping="letters")
    assert [(line.start, line.end, sorted(line.starts)) for line in logical] == [
        (line.start, line.end, sorted(line.starts)) for line in visual
    ]
