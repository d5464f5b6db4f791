"""Hours that reach over midnight, and days beside scores: text and document's date in, values out."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("حظر التجول من العاشرة ليلا حتى الخامسة فجرا يوم الأحد", ["2021-07-24T22:00/2021-07-25T05:00"]),
        ("حظر التجول من التاسعة مساء السبت حتى السادسة صباحا", ["2021-07-24T21:00/2021-07-25T06:00"]),
        ("غادر فجر الاثنين. ومنع الجولان من السابعة مساء إلى السادسة صباحا", ["2021-07-26TMO", "2021-07-26T19:00/2021-07-27T06:00"]),
        ("من الثامنة صباح الأحد إلى الخامسة مساء", ["2021-07-25T08:00/2021-07-25T17:00"]),
        ("سقطت أمام ضيفتها 1-2 يوم 22 يوليو على ملعبها", ["2021-07-22"]),
        ("فازت عليها 2-2 يوم الجمعة", ["2021-07-23"]),
        ("استغرق 2 يوم من العمل", ["P2D"]),
    ],
)  # fmt: skip
def test_hours_and_scores(text: str, values: list[str]) -> None:
    assert [each.value for each in find_times(text, "2021-07-26").expressions] == values
