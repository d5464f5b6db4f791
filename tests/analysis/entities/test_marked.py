"""Articles with marked names, as the model of names learns from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.labelled import marked

TEXTS = Path(__file__).parents[3] / "training" / "texts"


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


def test_every_article_that_is_learnt_from_can_be_read() -> None:
    for path in sorted(TEXTS.rglob("*.txt")):
        text, names, _ = marked(path.read_text(encoding="utf-8"))
        for span, _ in names:
            words = span.of(text)
            assert words == words.strip() and "\n" not in words, (path, words)
