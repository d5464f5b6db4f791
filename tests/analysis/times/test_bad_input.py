"""Dates that do not exist, numbers that are no dates, names that are also months: flagged or left alone, never another day."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times

PUBLISHED = "2024-12-10"


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.text, each.value, each.flags) for each in find_times(text, published).expressions]


@pytest.mark.parametrize(
    ("text", "value", "flag"),
    [
        ("31 فبراير 2023", "2023-02", "nonexistent-date"),
        ("31/2/2024", "2024-02", "nonexistent-date"),
        ("31 نيسان", "2024-04", "nonexistent-date"),
        ("29 شباط 2023", "2023-02", "nonexistent-date"),
        ("3/12/2024", "2024-12-03", "day-month-ambiguous"),
        ("الاثنين 8 كانون الأول 2024", "2024-12-08", "weekday-mismatch"),
        ("اليوم الأحد", "2024-12-08", "weekday-mismatch"),
        ("اليوم الأحد 8 كانون الأول 2024", "2024-12-08", "deictic-mismatch"),
        ("نيسان/مايو 2020", "2020-04", "month-mismatch"),
        ("8 انون الأول 2024", "2024-12-08", "typo"),
        ("15 ديمسبر 2024", "2024-12-15", "typo"),
        ("عام 1445", "1445", "calendar-ambiguous"),
        ("سنة 656 هـ", "1258", "hijri-outside-tables"),
        ("سنة 1600 هـ", "2173/2174", "hijri-outside-tables"),
        ("31 رمضان 1446", "2025-03-01/2025-03-29", "nonexistent-date"),
        ("1 رمضان 1446 هـ", "2025-03-01", "hijri"),
        ("الساعة السادسة", "XXXX-XX-XXT06:00", "hour-ambiguous"),
        ("هجمات 11 سبتمبر", "XXXX-09-11", "named-day"),
    ],
)
def test_flagged(text: str, value: str, flag: str) -> None:
    (each,) = found(text)
    assert each[1] == value
    assert flag in each[2]


@pytest.mark.parametrize(
    "text",
    [
        "عام 0",
        "0/0/0000",
        "13/13/13",
        "هاتف 0933 123 456",
        "الهاتف 963-11-2024",
        "+963 11 222 1971",
        "192.168.1.12",
        "المادة 1971",
        "القرار 2254/2015",
        "قتل 2000 مقاتل",
        "أب لثلاثة أطفال",
        "رجب طيب أردوغان",
        "هاني رمضان",
        "مفاعل تموز",
        "مارس الرياضة",
        "روسيا اليوم",
        "قناة العالم اليوم",
        "غدا الفقر مشكلة",
        "الأمين العام السابق",
        "3 - صفر",
        "1454 م.د",
        "500 عقد",
        "في أمس الحاجة",
        "40 سيجارة في اليوم",
        "الجمعة العظيمة",
        "صباح الخير",
        "",
        "يعمل من أجل ساعة من النوم.",
    ],
)
def test_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("published", ["", "garbage", "2024-13-45", "0000-01-01", "2024-02-31", "١٤٤٦"])
def test_a_document_date_that_is_none(published: str) -> None:
    assert all(value in {"XXXX-XX-XX", "2024-02"} or "XX" in value for _, value, _ in found("أمس", published))


def test_a_document_date_in_the_future_is_taken_as_given() -> None:
    assert found("أمس", "2999-01-01") == [("أمس", "2998-12-31", ())]


def test_an_article_of_only_dates() -> None:
    text = "\n".join(f"{day} كانون الأول 2024" for day in range(1, 32))
    assert [value for _, value, _ in found(text)] == [f"2024-12-{day:02}" for day in range(1, 32)]


def test_two_calendars_of_one_day_agree_or_say_so() -> None:
    assert [value for _, value, _ in found("8 ديسمبر 2024 الموافق 6 جمادى الآخرة 1446 هـ")] == [
        "2024-12-08",
        "2024-12-08",
    ]
    assert "calendar-mismatch" in found("8 ديسمبر 2024 الموافق 17 جمادى الآخرة 1446 هـ")[1][2]


def test_the_weekday_settles_an_islamic_day_one_off_the_table() -> None:
    assert found("الأحد 1 رمضان 1446 هـ")[0][1] == "2025-03-02"
