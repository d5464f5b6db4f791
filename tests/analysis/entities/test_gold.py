"""Gold texts: the floors that the finder and the linking must not fall under (the goals for news of any country and year)."""

import pytest

from tests.analysis.entities.scoring import GOLD, evaluate


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_floors(part: str) -> None:
    score = evaluate(sorted((GOLD / part).glob("*.txt")))
    assert score.f1() >= 0.80
    assert score.f1("PER") >= 0.85
    assert score.f1("LOC") >= 0.80
    assert score.f1("ORG") >= 0.60
    assert score.bcubed() >= 0.90


def test_held_texts_are_enough() -> None:
    assert len(list((GOLD / "held").glob("*.txt"))) + len(list((GOLD / "tuned").glob("*.txt"))) >= 8
