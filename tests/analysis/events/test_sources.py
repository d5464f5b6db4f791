"""Who says so: a table of sentences, each with the trigger of one happening and who is answerable for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import analyse

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "sources.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "trigger", "who", "through"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_who_says_so(sentence: str, trigger: str, who: str, through: str) -> None:
    found = [each for each in analyse(sentence).events if each.trigger.of(sentence) == trigger]
    assert found, "the trigger is not seen"
    source = found[0].source
    assert (source.name if source else "-") == who
    assert through in ("", *(source.via if source else ()))


def test_who_speaks_second_is_not_told_by_the_first() -> None:
    sentence = "وقال الجيش إن قوات الدعم السريع هاجمت معسكراته، في حين أعلنت الأخيرة أن الجيش قصف مقرها."
    told = next(each for each in analyse(sentence).events if each.trigger.of(sentence) == "قصف")
    assert told.source is not None and told.source.via == ()
