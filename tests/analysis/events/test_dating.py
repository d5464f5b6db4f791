"""Which time goes to which event."""

from __future__ import annotations

import pytest

from reader.analysis import analyse


def dated(text: str, published: str | None = None) -> dict[str, str | None]:
    """Each trigger's day."""
    found = analyse(text, published=published)
    return {
        each.trigger.of(text): found.times[each.times[0]].value if each.times else None
        for each in found.events
    }


def test_the_day_that_heads_an_entry_is_the_day_of_all_of_it() -> None:
    text = (
        "الثلاثاء 4 حزيران 2019. وصلنا إلى الميناء.\n"
        "الأربعاء. نمنا قليلا. اعتقلت الشرطة خمسة عمال. ثم أفرجت عنهم المحكمة.\n"
        "اعتقلت الشرطة النقيب.\n"
    )
    found = dated(text)
    assert found["أفرجت"] == "2019-06-05"
    assert [found[each] for each in found if each.startswith("اعتقل")] == [None]


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("بيروت\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", None),
        ("بدأ الإضراب في 1 أيار 2024.\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", "2024-05-05"),
    ],
)
def test_a_day_on_its_own_line(text: str, trigger: str, value: str | None) -> None:
    assert dated(text)[trigger] == value
