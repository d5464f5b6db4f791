"""One line for a stock widget: cut in logical order, then reordered."""

from __future__ import annotations

import pytest

from reader.model import Span
from reader.typeset import one_line


@pytest.mark.parametrize(
    ("text", "width", "painted"),
    [
        ("قال المتحدث", 11, "ﺙﺪﺤﺘﻤﻟﺍ ﻝﺎﻗ"),
        ("قال المتحدث", 10, "…ﺤﺘﻤﻟﺍ ﻝﺎﻗ"),
        ("قال المتحدث", 8, "…ﻤﻟﺍ ﻝﺎﻗ"),  # the letter keeps the form it has in its word
        ("قال المتحدث", 5, "…ﻝﺎﻗ"),  # no space before the ellipsis
        ("قال المتحدث", 1, "…"),
        ("قال المتحدث", 0, ""),
        ("على متنها 4234 شخصا", 13, "…ﺎﻬﻨﺘﻣ ﻰﻠﻋ"),  # 42 would be another number
        ("قتل 1,250 شخصا", 8, "…ﻞﺘﻗ"),
        ("في 2024-12-08 مساء", 9, "…-2024 ﻲﻓ"),  # what fills the line is cut
        ("قتل 12 شخصا", 8, "…12 ﻞﺘﻗ"),
        ("كتاب(ب)", 5, "…ﺏﺎﺘﻛ"),
        ("قال John Smith أمس", 10, "…John ﻝﺎﻗ"),
        ("Headline of a story", 12, "Headline of…"),
        ("مُدَرِّسَةٌ", 4, "…ﺭِّﺪَﻣُ"),
        ("قال\nنعم", 20, "ﻢﻌﻧ ﻝﺎﻗ"),
        ("  ", 9, ""),
    ],
)
def test_cut_in_logical_order(text: str, width: int, painted: str) -> None:
    assert one_line(text, width).text == painted


@pytest.mark.parametrize(
    ("align", "painted"),
    [("none", "ﻝﺎﻗ"), ("start", "  ﻝﺎﻗ"), ("right", "  ﻝﺎﻗ"), ("left", "ﻝﺎﻗ  "), ("centre", " ﻝﺎﻗ ")],
)
def test_aligned(align: str, painted: str) -> None:
    assert one_line("قال", 5, align=align).text == painted


def test_start_is_left_for_latin() -> None:
    assert one_line("ab", 4, align="start").text == "ab  "


def test_unknown_alignment_is_named() -> None:
    with pytest.raises(ValueError, match="middle"):
        one_line("x", 5, align="middle")


def test_the_map_survives_the_cut() -> None:
    line = one_line("قال المتحدث", 8, align="right")
    assert line.source_at(0) == Span(7, 11)  # the ellipsis stands for the rest
    assert line.source_at(1) == Span(6, 7)
    assert line.ranges(Span(0, 3)) == [(5, 8)]
    padded = one_line("قال", 5, align="start")
    assert padded.source_at(0) is None
    assert padded.ranges(Span(0, 3)) == [(2, 5)]


def test_a_long_title_is_cut_before_work_is_done_on_it() -> None:
    line = one_line("كلمة " * 1_000_000, 20)
    assert line.width == 20
    assert line.glyphs[0] == "…"


def test_the_base_direction_is_the_whole_titles() -> None:
    # Cut to its Latin beginning, the title still reads from the right.
    assert one_line("CNN قالت إن الرئيس السوري غادر البلاد", 5).direction == "rtl"
