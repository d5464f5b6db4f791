"""The 28 expressions of the survey, each alone and in a carrier sentence; document date Tuesday 2024-12-10."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times

PUBLISHED = "2024-12-10"

TABLE = [
    ("8 كانون الأول 2024", "2024-12-08"),
    ("صباح 8 انون الأول 2024", "2024-12-08TMO"),
    ("7 كانون الأول الجاري", "2024-12-07"),
    ("مطلع كانون الأول الجاري", "2024-12 START"),
    ("ليل 7/8 ديسمبر/كانون الأول", "2024-12-07TNI"),
    ("عام 1971", "1971"),
    ("في اليوم الثالث", "XXXX-XX-XX"),  # a third day of what, no word here says
    ("الساعة السادسة مساء السبت", "2024-12-07T18:00"),
    ("9:30 مساء السبت", "2024-12-07T21:30"),
    ("الثامنة صباح الأحد", "2024-12-08T08:00"),
    ("قبل سقوط دمشق ب24 ساعة", "PT24H"),
    ("قبل يوم واحد من وصول قوات المعارضة", "P1D"),
    ("منذ عام 2011", "2011"),
    ("في اليومين الأخيرين", "2024-12-08/2024-12-10"),
    ("لأكثر من نصف قرن", "P50Y MORE_THAN"),
    ("أربعة عشر عاماً", "P14Y"),
    ("١٥ مارس ٢٠١١", "2011-03-15"),
    ("الجمعة 29 نوفمبر", "2024-11-29"),
    ("غرة رمضان 1446", "2025-03-01"),
    ("14 رجب 1446 هـ", "2025-01-14"),
    ("أمس", "2024-12-09"),
    ("الأسبوع الماضي", "2024-W49"),
    ("قبل ثلاثة أيام", "2024-12-07"),
    ("نهاية العام الماضي", "2023 END"),
    ("في الثمانينيات", "198"),
    ("الربع الأول من 2023", "2023-Q1"),
    ("بين عامي 2011 و2024", "2011/2024"),
    ("من 27 نوفمبر إلى 8 ديسمبر 2024", "2024-11-27/2024-12-08"),
]


@pytest.mark.parametrize(("words", "wanted"), TABLE)
@pytest.mark.parametrize("carrier", ["{}", "وقال المصدر إن ذلك جرى {}، حسب البيان."])
def test_expression(words: str, wanted: str, carrier: str) -> None:
    found = find_times(carrier.format(words), PUBLISHED).expressions
    assert [" ".join(filter(None, (each.value, each.mod))) for each in found] == [wanted]
