"""Sentences as Arabic news writes them."""

import pytest

from reader.text.sentences import sentences
from reader.text.words import words

TABLE = [
    ("جاء. ذهب", ["جاء.", "ذهب"]),
    ("جاء.ذهب", ["جاء.", "ذهب"]),
    ("بلغ 1.5 مليون. ثم", ["بلغ 1.5 مليون.", "ثم"]),
    ("قال د. أحمد ذلك. ثم", ["قال د. أحمد ذلك.", "ثم"]),
    ("هل هذا ممكن؟ نظرياً", ["هل هذا ممكن؟", "نظرياً"]),
    ("«انتهى الأمر.» قالها", ["«انتهى الأمر.»", "قالها"]),
    ("سطر\nسطر", ["سطر", "سطر"]),
    ("أولها ▪️ ثانيها ▪️ ثالثها", ["أولها", "▪️ ثانيها", "▪️ ثالثها"]),
    ("قرارات: 1- إقالة الرؤساء. 2- إيقاف", ["قرارات:", "1- إقالة الرؤساء.", "2- إيقاف"]),
    ("زار example.com أمس", ["زار example.com أمس"]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_cuts(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


def test_words_keep_their_marks() -> None:
    text = "كِتَابٌ جديد 1,250"
    assert [span.of(text) for span in words(text)] == ["كِتَابٌ", "جديد", "1,250"]
