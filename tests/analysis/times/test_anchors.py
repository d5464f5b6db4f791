"""Times that hang on an event: symbolic until it is dated, moved whenever it is dated again."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times, reanchor
from reader.model import TimeType


@pytest.mark.parametrize(
    ("text", "value", "event"),
    [
        ("قبل سقوط دمشق بـ24 ساعة", "PT24H", "سقوط دمشق"),
        ("قبل سقوط دمشق ب24 ساعة", "PT24H", "سقوط دمشق"),
        ("قبل يوم واحد من وصول قوات المعارضة إلى دمشق", "P1D", "وصول قوات المعارضة"),
        ("بعد يومين على توقيع الاتفاق", "P2D", "توقيع الاتفاق"),
        ("بعد سقوط حلب بثلاثة أيام", "P3D", "سقوط حلب"),
        ("بعد ساعات من السيطرة على حمص", "PTXH", "السيطرة"),
        ("24 ساعة قبل السقوط", "PT24H", "السقوط"),
        ("خلال الأيام القليلة التي سبقت سقوط المدينة", "PXD", "سقوط المدينة"),
        ("في اليومين اللذين سبقا الهجوم", "P2D", "الهجوم"),
        ("في الأسبوع الذي تلا الانتخابات", "P1W", "الانتخابات"),
        ("عشية الانتخابات الرئاسية", "P1D", "الانتخابات الرئاسية"),
        ("ليلة سقوط دمشق", "P0D", "سقوط دمشق"),
        ("في اليوم الثالث من الهجوم", "P2D", "الهجوم"),
    ],
)
def test_symbolic(text: str, value: str, event: str) -> None:
    (found,) = find_times(text, "2024-12-10").expressions
    assert (found.value, found.type, found.anchor) == (value, TimeType.DURATION, f"event:{event}")
    assert found.anchor_span is not None and found.anchor_span.of(text) == event


@pytest.mark.parametrize(
    ("text", "event", "wanted"),
    [
        ("قبل سقوط دمشق بـ24 ساعة", "2024-12-08", "2024-12-07"),
        ("قبل سقوط دمشق بـ24 ساعة", "2024-12-08T06:00", "2024-12-07T06:00"),
        ("قبل سقوط دمشق بـ6 ساعات", "2024-12-08", "2024-12-07/2024-12-08"),
        ("قبل سقوط دمشق بيومين", "2024-12", "2024-11-29/2024-12-29"),
        ("بعد يومين على سقوط دمشق", "2024-12-08", "2024-12-10"),
        ("بعد أسبوع من سقوط دمشق", "2024-12-08TMO", "2024-12-15"),
        ("بعد شهرين على سقوط دمشق", "2024-12-08", "2025-02"),
        ("قبل سقوط دمشق بعامين", "2024", "2022"),
        ("ليلة سقوط دمشق", "2024-12-08", "2024-12-08"),
        ("في اليوم الثالث من سقوط دمشق", "2024-12-08", "2024-12-10"),
        ("عشية سقوط دمشق", "2024-12-08", "2024-12-07"),
        ("قبل سقوط دمشق بساعات", "2024-12-08", "PTXH"),  # how many hours nobody says
        ("قبل سقوط دمشق بيومين", "HYP-D3", "P2D"),  # a scenario's day is no day
    ],
)
def test_resolved(text: str, event: str, wanted: str) -> None:
    times = find_times(text).expressions
    assert [each.value for each in reanchor(times, {times[0].anchor: event})] == [wanted]


def test_redating_moves_it_again_and_undoing_gives_the_distance_back() -> None:
    times = find_times("قبل سقوط دمشق بـ24 ساعة").expressions
    anchor = times[0].anchor
    once = reanchor(times, {anchor: "2024-12-08"})
    assert [each.value for each in reanchor(once, {anchor: "2024-12-09"})] == ["2024-12-08"]
    assert reanchor(once, {}) == times


def test_other_times_are_left_alone() -> None:
    times = find_times("في 8 كانون الأول 2024، وقبل سقوط دمشق بيومين").expressions
    assert reanchor(times, {"event:سقوط حلب": "2024-11-30"}) == times


@pytest.mark.parametrize(
    "text", ["بعد عقود من الإهمال", "بعد 14 عاما من الحرب", "بعد سنوات طويلة من الصراع الدموي"]
)
def test_how_long_is_no_distance(text: str) -> None:
    (found,) = find_times(text).expressions
    assert found.anchor == "" and found.rule == "duration"
