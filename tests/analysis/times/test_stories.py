"""Days of a text that has no date of its own: the story that they belong to. Text in, values out."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (  # the year of a noun is nobody's story
            "احتفلت البلاد بذكرى استقلالها عام 1960. وفي 10 أغسطس اجتمعت دول المنظمة في أبوجا.",
            ["1960", "XXXX-08-10"],
        ),
        (
            "احتجز الحرس الرئيس في 26 يوليو 2023. ومنذ استقلال البلاد عام 1960 شهدت خمسة انقلابات. وفي 30 يوليو خرج أنصاره.",
            ["2023-07-26", "1960", "2023-07-30"],
        ),
        (  # nor is a day of long before
            "في 26 يوليو 2023 وقع الانقلاب. واستقلت البلاد في 3 أغسطس 1960. وفي 10 أغسطس اجتمعت دول المنظمة.",
            ["2023-07-26", "1960-08-03", "2023-08-10"],
        ),
        (  # weekdays that head the lines of a diary
            "يوميات الأسبوع (17 - 21 نوفمبر 2023)\nالجمعة: أقال المجلس مديره.\nالسبت: طالب الموظفون بعودته.\nالاثنين: عاد.",
            ["2023-11-17/2023-11-21", "2023-11-17", "2023-11-18", "2023-11-20"],
        ),
        (  # a story goes on from weekday to weekday
            "أقالت الشركة مديرها يوم الجمعة 17 نوفمبر 2023. ويوم الأحد عين المجلس رئيسا جديدا، ثم عاد المدير يوم الأربعاء.",
            ["2023-11-17", "2023-11-19", "2023-11-22"],
        ),
        (  # an hour is of the day that the paragraph before told
            "ضرب زلزال البلاد فجر الاثنين 6 فبراير 2023.\nووقع الزلزال الساعة 4:17 صباحا قرب المدينة.",
            ["2023-02-06TMO", "2023-02-06T04:17"],
        ),
        ("تعادل المنتخب في 6 ديسمبر 2022 مع إسبانيا.\nوبعد أربعة أيام فاز على البرتغال.", ["2022-12-06", "2022-12-10"]),
        (
            "بدأت المحادثات في 6 مارس 2023، وبعد خمسة أيام من التفاوض خرجا بالاتفاق في 10 مارس.",
            ["2023-03-06", "P5D", "2023-03-10"],
        ),
    ],
)  # fmt: skip
def test_the_story_that_a_day_belongs_to(text: str, values: list[str]) -> None:
    assert [each.value for each in find_times(text).expressions] == values
