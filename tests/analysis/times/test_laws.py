"""Laws that hold for any text: spans slice, nothing overlaps, nothing changes when asked twice, no day without a day word."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.times import find_times, interval_of
from reader.model import TimeType
from reader.text.fold import fold

VOCABULARY = (
    "في من إلى و قبل بعد منذ خلال بين حتى يوم اليوم أمس غدا الأحد السبت الجمعة صباح مساء ليل فجر ظهرا مطلع نهاية منتصف أواخر "
    "كانون الأول الثاني شباط آب تموز ديسمبر نوفمبر جويلية رمضان رجب صفر عام العام سنة الشهر الأسبوع القرن الماضي الجاري المقبل "
    "الساعة السادسة والنصف ثلاثة أيام يومين سنوات عقود نصف قرن أكثر نحو كل الربع صيف الثمانينيات التالي نفسه الثالث العشرين "
    "سقوط دمشق وصول الوفد هذا ذلك هـ م الموافق 7 8 31 2024 1446 2011 8/12/2024 2024-12-08 9:30 ب24 ساعة 0933 ، . « » ( ) - / "
    "عند الثانية الغد ذاك إلا كان قد الذي أشهر خمسا وعشرين يتذكر أما"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
DATES = st.sampled_from([None, "2024", "2024-12", "2024-12-10", "2025-03-05T10:00:00Z"])

# What can give a day: a number, a weekday or ordinal, a day counted from now or from what was said, a day word.
DAY_WORD = re.compile(
    r"\d|يوم|ايام|امس|غد|بارحه|ليل|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|غره|فاتح|اول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|"
    r"عشر|ثلاث|هذا المساء|هذا الصباح|رمضان|رجب|صفر|هجري"
)
TIME_OF_DAY_ONLY = re.compile(r"ساعه|صباح|فجر|ظهر|عصر|مساء|منتصف|:")
ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@settings(max_examples=400, deadline=None)
@given(TEXTS, DATES)
def test_spans_slice_and_never_overlap(text: str, published: str | None) -> None:
    end = 0
    for each in find_times(text, published).expressions:
        assert each.span.of(text) == each.text != ""
        assert each.text == each.text.strip()
        assert each.span.start >= end
        end = each.span.end
        if each.anchor_span is not None:
            assert each.span.contains(each.anchor_span)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DATES)
def test_no_day_without_a_day_word(text: str, published: str | None) -> None:
    for each in find_times(text, published).expressions:
        if ONE_DAY.search(each.value):
            hangs_on_text = each.anchor == "text" and TIME_OF_DAY_ONLY.search(fold(each.text))
            assert DAY_WORD.search(fold(each.text)) or hangs_on_text, (each.text, each.value)


YEARLESS = st.lists(
    st.sampled_from([word for word in VOCABULARY.split() if not re.search(r"\d{4}", word)]), max_size=25
)


@settings(max_examples=300, deadline=None)
@given(YEARLESS.map(" ".join))
def test_no_day_where_nothing_says_a_year(text: str) -> None:
    """A text that says no year, and of which nobody knows when it was written, is given no day whatever its story is."""
    assert not [each.value for each in find_times(text).expressions if ONE_DAY.search(each.value)]


@settings(max_examples=200, deadline=None)
@given(TEXTS, DATES)
def test_asked_twice_it_answers_the_same(text: str, published: str | None) -> None:
    assert find_times(text, published) == find_times(text, published)


@settings(max_examples=200, deadline=None)
@given(TEXTS, DATES)
def test_every_place_on_the_calendar_can_be_compared(text: str, published: str | None) -> None:
    for each in find_times(text, published).expressions:
        if (
            each.type in {TimeType.DATE, TimeType.TIME}
            and "X" not in each.value
            and not each.value.startswith(("BC", "HYP"))
        ):
            covered = interval_of(each.value, each.mod)
            assert covered is not None and covered[0] <= covered[1], (each.text, each.value)


@settings(max_examples=200, deadline=None)
@given(TEXTS, DATES)
def test_marks_and_tatweel_change_nothing(text: str, published: str | None) -> None:
    marked = text.replace("د", "دَ").replace("س", "سـ")
    plain = find_times(text, published).expressions
    assert [each.value for each in find_times(marked, published).expressions] == [
        each.value for each in plain
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), DATES)
def test_any_text_is_read(text: str, published: str | None) -> None:
    find_times(text, published)
