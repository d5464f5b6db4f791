"""Ordinary words that neither the lists nor the news have: reader.analysis.entities.dictionary and what makes its file."""

from __future__ import annotations

import pytest

from reader.analysis.entities import dictionary, find_mentions
from training.dictionary import past, present


@pytest.mark.parametrize(
    ("word", "kind", "ending"),
    [
        ("مطرقه", "noun", ""),
        ("والمطارق", "noun", ""),
        ("مطرقتها", "noun", "تها"),
        ("للنجارين", "noun", "ين"),
        ("فاغرقته", "verb", "ته"),
        ("سيستنبطون", "verb", "ون"),
        ("ليجفف", "verb", ""),
        ("اختلست", "verb", "ت"),
        ("كاردوفيتش", "", ""),
        ("زخاروفا", "", ""),
    ],
)
def test_a_word_is_read_by_its_stem(word: str, kind: str, ending: str) -> None:
    assert dictionary.read(word) == dictionary.Reading(kind, ending)


@pytest.mark.parametrize(
    ("verb", "stems"),
    [
        ("وصل", {"صل", "وصل"}),
        ("دعا", {"دعي", "دعو", "دعا"}),
        ("قاد", {"قود", "قيد", "قاد"}),
        ("استعاد", {"ستعاد", "ستعيد"}),
        ("تسلق", {"تسلق"}),
    ],
)
def test_the_present_of_a_verb(verb: str, stems: set[str]) -> None:
    assert set(present(verb)) == stems


@pytest.mark.parametrize(
    ("verb", "stems"), [("نام", {"نام"}), ("استفاد", {"استفاد", "استفد"}), ("استدعي", {"استدعي", "استدع"})]
)
def test_the_past_of_a_verb(verb: str, stems: set[str]) -> None:
    assert set(past(verb)) == stems


@pytest.mark.parametrize(
    "text",
    [
        "جلسوا عند نهر جارف خلف الدار.",
        "في مزرعة كرنب صغيرة تربى الحمار.",
        "لم ينقذ القرية إلا إسفنج ومطارق.",
    ],
)
def test_an_ordinary_word_is_no_place(text: str) -> None:
    assert [mention.text for mention in find_mentions(text)] == []


def test_what_is_spelled_like_a_name_stays_one() -> None:
    assert not dictionary.ordinary("زخاروفا")
    assert dictionary.ordinary("مطارقهم")
