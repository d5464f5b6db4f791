"""Days that take what they lack from what stands beside them: a year, a month, the weekday counted just before."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times

LOST = "كشفت وثائق عن الحرب أن القائد علم بها مساء 31 آذار 1982. وحدد المجلس لها موعدا بعد أيلول.\nلكن التجار أفسدوا الخطة "


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # a day near one said in full, where the course of the story has lost its year
        (f"{LOST}يوم 19 آذار.\nوغرقت السفينة في 2 أيار.", None, ["1982-03-31TEV", "1982-09", "1982-03-19", "1982-05-02"]),
        # the month that the opening says it is about
        ("رواية جديدة لأحداث يناير 1986 في المدينة.\nعاد الرئيس في نيسان 1980 ثم غادر.\nوبدأ إطلاق النار في 13 يناير.", None, ["1986-01", "1980-04", "1986-01-13"]),
        # a birth is no story
        ("ولد في 5 مايو 1950.\nوفي 7 مايو كرم.", None, ["1950-05-05", "XXXX-05-07"]),
        ("قبل تسعة أيام، قرابة السابعة مساء السبت، غرق المركب.", "2022-05-02", ["2022-04-23", "2022-04-23T19:00"]),
        ("كانت تستعد صباح ذلك السبت للخروج.\nهكذا بدأت الحرب في 15 أبريل 2023.", None, ["2023-04-15TMO", "2023-04-15"]),
        ("أعلنت الحكومة الاثنين يوم حداد وطني.", "2022-04-24", ["2022-04-25"]),
        ("صدر الحكم في مايو 2024. واتصل به ليلة 22 من الشهر.", None, ["2024-05", "2024-05-22TNI"]),
        ("غابت النقابة عن اتفاق 10 دجنبر.", "2023-12-27", ["2023-12-10"]),
        ("غابت الدولة عن ثورة 10 دجنبر.", "2023-12-27", ["XXXX-12-10"]),
        ("كان العداء يعتزم أن يركض في 14 أبريل.", "2024-02-12", ["2024-04-14"]),
        ("قضى قاض بذلك في مايو 2021. غرمته السلطة بعد ذلك بسنة 135 مليون دولار.", None, ["2021-05", "2022"]),
    ],
)  # fmt: skip
def test_what_a_day_takes(text: str, published: str | None, values: list[str]) -> None:
    assert [each.value for each in find_times(text, published).expressions] == values
