"""Grapheme clusters, and moving by them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from texts import any_text

from reader.text.clusters import cluster_bounds, clusters, next_cluster, previous_cluster

TABLE = {
    "كتاب": ["ك", "ت", "ا", "ب"],
    "كِتَاب": ["كِ", "تَ", "ا", "ب"],
    "لَا": ["لَ", "ا"],  # two letters to the cursor, one cell on the screen
    "می\u200cخ": ["م", "ی\u200c", "خ"],
    "a\u200fb": ["a", "\u200f", "b"],
    "\u0600١٢": ["\u0600١", "٢"],
    "e\u0301\u0302x": ["e\u0301\u0302", "x"],
    "👩\u200d💻👍🏽": ["👩\u200d💻", "👍🏽"],
    "🇸🇾🇱🇧🇶": ["🇸🇾", "🇱🇧", "🇶"],
    "\r\n\n": ["\r\n", "\n"],
    "각가": ["각", "가"],
    "한": ["한"],
    "": [],
}


@pytest.mark.parametrize("text", TABLE)
def test_clusters(text: str) -> None:
    assert [span.of(text) for span in clusters(text)] == TABLE[text]


def test_a_part_of_a_text() -> None:
    assert [(span.start, span.end) for span in clusters("كِتَاب", 2, 5)] == [(2, 4), (4, 5)]


@settings(max_examples=300, deadline=None)
@given(any_text)
def test_moving_by_clusters(text: str) -> None:
    bounds = list(cluster_bounds(text))
    assert "".join(text[a:b] for a, b in bounds) == text
    for start, end in bounds:
        assert next_cluster(text, start) == end
        assert previous_cluster(text, end) == start
        for inside in range(start + 1, end):
            assert next_cluster(text, inside) == end
            assert previous_cluster(text, inside) == start
    assert next_cluster(text, len(text)) == len(text)
    assert previous_cluster(text, 0) == 0
