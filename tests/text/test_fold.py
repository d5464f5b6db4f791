"""Folding, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic import araby

from reader.model import Span
from reader.text.fold import fold, fold_with_map

TABLE = [
    ("أحمد", "احمد"),
    ("إلى", "الي"),
    ("آستانة", "استانه"),
    ("مسؤول", "مسوول"),
    ("كِتَابٌ", "كتاب"),
    ("الـ23", "ال23"),
    ("٢٠٢٤", "2024"),
    ("۱۳۹۹", "1399"),
    ("ﻻ", "لا"),
    ("ﺍﻷﺳﺪ", "الاسد"),
    ("Reuters", "reuters"),
    ("ایران", "ايران"),
    ("می\u200cروم", "ميروم"),
    ("﴿قل هو الله أحد﴾", "﴿قل هو الله احد﴾"),
    ("ﷺ", "صلي الله عليه وسلم"),
]


@pytest.mark.parametrize(("text", "folded"), TABLE)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold_with_map(text).text == folded


def test_marks_and_letters_are_pyarabics() -> None:
    for mark in (*araby.TASHKEEL, araby.TATWEEL, araby.SMALL_ALEF):
        assert fold("ب" + mark) == "ب"
    for alef in (araby.ALEF_MADDA, araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW, araby.ALEF_WASLA):
        assert fold(alef) == araby.ALEF


arabic = st.text(alphabet="اأإآبتثىيةهؤئكلمنـًَُِّْٰ ﻻﷺ١٢3\u200fA\n.", max_size=40)


@given(arabic)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(arabic)
def test_the_map_leads_back_to_what_was_folded(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    for at, char in enumerate(folded.text):
        span = folded.to_source(at, at + 1)
        assert char in fold(span.of(text))
    whole = folded.from_source(Span(0, len(text)))
    assert whole == (0, len(folded.text))


def test_a_span_takes_the_marks_after_its_last_letter() -> None:
    text = "قالَ كِتَابٌ جديد"
    folded = fold_with_map(text)
    at = folded.text.index("كتاب")
    assert folded.to_source(at, at + 4).of(text) == "كِتَابٌ"


def test_every_presentation_form_folds_once_and_for_all() -> None:
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        assert fold(fold(chr(point))) == fold(chr(point))
