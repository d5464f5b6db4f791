"""Gold texts: the floors that the finder and the linking must not fall under (the goals for news of any country and year)."""

import pytest

from tests.analysis.entities.scoring import GOLD, evaluate, paths_of, read_gold


@pytest.mark.parametrize("part", ["tuned", "held", "second", "last", "third", "fourth"])
def test_floors(part: str) -> None:
    score = evaluate(paths_of(part))
    assert score.f1() >= 0.80
    assert score.f1("PER") >= 0.85
    assert score.f1("LOC") >= 0.80
    assert score.f1("ORG") >= 0.60
    assert score.bcubed() >= 0.90


def test_floors_of_the_bundled_articles() -> None:
    score = evaluate(paths_of("seeds"))
    assert score.f1() >= 0.88
    assert score.f1("PER") >= 0.92
    assert score.f1("LOC") >= 0.92
    assert score.f1("ORG") >= 0.70
    assert score.bcubed() >= 0.93


def test_seed_gold_stands_where_it_says() -> None:
    rows = [line.split("\t") for line in (GOLD / "seeds.tsv").read_text(encoding="utf-8").splitlines()]
    said = {(row[0], int(row[1]), int(row[2])): row[5] for row in rows if not row[0].startswith("#")}
    for path in paths_of("seeds"):
        text, gold = read_gold(path)
        assert gold
        for start, end, _ in gold:
            assert text[start:end] == said[path.name[:3], start, end]


def test_held_texts_are_enough() -> None:
    assert len(list((GOLD / "held").glob("*.txt"))) + len(list((GOLD / "tuned").glob("*.txt"))) >= 8
