"""Articles with marked names, as the model of names learns from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.labelled import marked
from training.measure import differences, figures

TRAINING = Path(__file__).parents[3] / "training"


def test_marks_become_spans_of_the_text_without_them() -> None:
    text, names, doubtful = marked("قال <PER كريم يونس> ل<PER لأسد> في <NO النور> بـ<LOC عكا>.")
    assert text == "قال كريم يونس للأسد في النور بـعكا."
    assert [(span.of(text), kind) for span, kind in names] == [
        ("كريم يونس", "PER"),
        ("لأسد", "PER"),
        ("عكا", "LOC"),
    ]
    assert [span.of(text) for span in doubtful] == ["النور"]


@pytest.mark.parametrize("source", ["<PERS كريم>", "<PER كريم", "كريم>", "<PER <LOC عكا>>"])
def test_what_is_no_mark_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="a mark that is none"):
        marked(source)


@pytest.mark.parametrize("folder", ["texts", "held"])
def test_every_article_can_be_read(folder: str) -> None:
    paths = sorted((TRAINING / folder).rglob("*.txt"))
    assert paths
    for path in paths:
        text, names, _ = marked(path.read_text(encoding="utf-8"))
        for span, _ in names:
            words = span.of(text)
            assert words == words.strip() and "\n" not in words, (path, words)


def test_the_finder_is_measured_on_marked_articles(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text("وصل <PER بشار الأسد> إلى <LOC موسكو>.\nثم عاد من <LOC الدار>.", encoding="utf-8")
    assert figures([article]) == (
        "PER P 100.0 R 100.0 F1 100.0 (1) · LOC P 100.0 R 50.0 F1 66.7 (2) · ORG P 0.0 R 0.0 F1 0.0 (0)"
        " · all P 100.0 R 66.7 F1 80.0 (3)"
    )
    (line,) = differences(article)
    assert "missed LOC" in line
    assert "⟦الدار⟧" in line
