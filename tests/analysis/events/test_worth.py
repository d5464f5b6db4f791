"""What a trigger is worth: the clues of a text by name, the reason that adds up to the score, and the fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import analyse
from reader.analysis.events.mentions import weighed_triggers
from reader.analysis.events.worth import FLOOR, weights
from training.worth import LEAST, Row, fit, solved

_WORTH = re.compile(r" ([+-][\d.]+)$")


def clues_of(text: str) -> dict[str, set[str]]:
    """The clues of each trigger by its word."""
    analysis = analyse(text)
    found = weighed_triggers(text, analysis.mentions, analysis.times)
    return {each.span.of(text): set(each.clues) for each in found}


@pytest.mark.parametrize(
    ("text", "trigger", "has", "lacks"),
    [
        ("اعتقلت الشرطة سامي حداد في روما الأحد 3 أيار 2020.", "اعتقلت", "verb v-past day party place", "quoted v-present"),
        ("لم تعتقل الشرطة سامي حداد.", "تعتقل", "v-not-past v-denied", "v-present"),
        ("سيزور سامي حداد روما الأحد.", "سيزور", "v-future v-planned", "v-present"),
        ("يزور سامي حداد روما كل عام.", "يزور", "v-present habit", "v-past"),
        ("قال: «اعتقلت الشرطة سامي حداد».", "اعتقلت", "quoted", "masdar"),
        ("وأسفر الهجوم عن مقتل سامي حداد.", "مقتل", "verb m-borne-before", "masdar"),
        ("متى غادر سامي حداد روما؟ ولماذا غادر سامي حداد روما؟", "غادر", "question", ""),
    ],
)  # fmt: skip
def test_clues(text: str, trigger: str, has: str, lacks: str) -> None:
    found = clues_of(text)[trigger]
    assert set(has.split()) <= found
    assert found.isdisjoint(lacks.split())


@pytest.mark.parametrize(
    "text",
    [
        "اعتقلت الشرطة سامي حداد في روما الأحد 3 أيار 2020.",
        "انفجرت عبوة في حلب فجر 3 أيار 2020.",
    ],
)
def test_the_reason_adds_up_to_the_score(text: str) -> None:
    for event in analyse(text).events:
        said = [float(match[1]) for each in event.why if (match := _WORTH.search(each))]
        assert event.score >= FLOOR
        assert sum(said) == pytest.approx(event.score, abs=0.05 * (len(said) + 1))


def test_every_weight_is_of_some_use() -> None:
    assert all(-8 < worth < 8 for worth in weights().values())
    assert weights()["v-past"] > weights()["v-present"]


def test_the_fit_learns_what_tells_and_leaves_the_rest() -> None:
    told = [Row("a", ("verb", "good"), 0.0, 1.0, 1.0)] * LEAST
    none = [Row("a", ("verb", "bad"), 0.0, 0.0, 1.0)] * LEAST
    rare = [Row("a", ("verb", "rare"), 0.0, 1.0, 1.0)]
    found = fit([*told, *none, *rare])
    assert found["good"] > 0 > found["bad"]
    assert "rare" not in found
    assert found["habit"] < 0  # as it was set by hand


@given(st.lists(st.lists(st.floats(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3), st.lists(st.floats(-5, 5), min_size=3, max_size=3))  # fmt: skip
def test_solved(rows: list[list[float]], right: list[float]) -> None:
    matrix = [
        [sum(a * b for a, b in zip(x, y, strict=True)) + (i == j) for j, y in enumerate(rows)]
        for i, x in enumerate(rows)
    ]
    x = solved(matrix, right)
    back = [sum(a * b for a, b in zip(line, x, strict=True)) for line in matrix]
    assert back == pytest.approx(right, abs=1e-6)
