"""Which date a text gives itself, and which word only looks like one of the future."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times

STORY = "\nوقال الوزير إن التحقيق بدأ أمس. وأضاف أن لا أحد يعرف السبب."


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("نشر في 12 مارس 2012", "2012-03-12"),
        ("كتب هذا المقال في 12 مارس 2012.", "2012-03-12"),
        ("آخر تحديث: 12 مارس 2012 الساعة 10:30 بقلم منى العلي", "2012-03-12"),
        ("نشرت الصحيفة في 12 مارس 2012 تحقيقا عن الغرق.", None),  # a sentence, not a label
        ("كتب مراسلنا في 12 مارس 2012 أن المدينة سقطت.", None),
        ("في آخر رسالة بتاريخ 12 مارس 2012 قال إنه بخير.", None),
        ("جيليو، 13 يناير 2012", "2012-01-13"),
        ("جيليو، ليلة 13 يناير 2012", None),  # a headline: no paper says its night
    ],
)
def test_dateline(head: str, date: str | None) -> None:
    assert find_times(f"عنوان المقال هنا\n{head}{STORY}").published == date


def test_days_that_head_parts_of_a_chronicle() -> None:
    part = "\nخرج الناس إلى الشوارع وأغلقت المتاجر أبوابها ولم يعد أحد إلى بيته قبل الليل." * 5
    text = f"يوميات المدينة\n12 مارس 2012{part}\n15 مارس 2012{part}\n20 مارس 2012{part}{part}"
    assert find_times(text).published is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("سيربيروس", "2024-06-08"),
        ("ستانلي", "2024-06-08"),
        ("ستانفورد", "2024-06-08"),
        ("سيفاستوبول", "2024-06-08"),
        ("سيستأنف", "2024-06-15"),
        ("سيحاول", "2024-06-15"),
        ("ستضيء", "2024-06-15"),
        ("سيقتلونها", "2024-06-15"),
    ],
)
def test_what_begins_as_a_verb_of_the_future(name: str, day: str) -> None:
    (time,) = find_times(f"وفي المدينة {name} الفريق السبت", "2024-06-11").expressions
    assert time.value == day
