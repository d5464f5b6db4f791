"""The golds of expressions from usage: every Span and value as written in these files, and nothing else found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.analysis.times import find_times

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[(.*?)\]\]")


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def unmarked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and where they were."""
    spans, text, at = [], "", 0
    for match in MARK.finditer(sentence):
        text += sentence[at : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + sentence[at:], spans


@pytest.mark.parametrize(
    ("region", "published", "sentence", "values"),
    [tuple(row) for name in ("gold.tsv", "gold_newsrooms.tsv", "gold_usage.tsv") for row in rows(name)],
)
def test_expression(region: str, published: str, sentence: str, values: str) -> None:
    text, spans = unmarked(sentence)
    found = [
        (each.span.start, each.span.end, " ".join(filter(None, (each.value, each.mod))))
        for each in find_times(text, published).expressions
    ]
    assert found == [(*span, value) for span, value in zip(spans, values.split("|"), strict=False)]


def test_gold_is_large_and_wide() -> None:
    gold = rows("gold.tsv")
    assert sum(len(MARK.findall(row[2])) for row in gold) >= 250
    assert {"levant", "egypt", "gulf", "iraq", "maghreb"} <= {row[0] for row in gold}


def test_second_annotation_differs_only_where_the_sentence_is_needed() -> None:
    """Written blind from the expression alone; what differs is listed in docs/measured/times.md."""
    second = {(published, words): value for published, words, value in rows("gold_second.tsv")}
    differing = {
        words
        for _, published, sentence, values in rows("gold.tsv")
        for words, value in zip(MARK.findall(sentence), values.split("|"), strict=False)
        if second[published, words] != value
    }
    assert differing == {
        "اليوم التالي", "اليوم نفسه", "العام التالي", "مساء اليوم ذاته", "بعد يومين", "بعد ذلك بثلاثة أيام", "الساعة 4:17",
        "القرن الثالث الهجري",
    }  # fmt: skip
