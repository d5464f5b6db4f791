"""Places: ordinary words in their own country, airports, class words outside, and what is no place."""

from __future__ import annotations

import pytest

from reader.analysis.entities import find_mentions
from reader.model import EntityType


def places(text: str) -> list[str]:
    return [each.span.of(text) for each in find_mentions(text) if each.type is EntityType.LOC]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قالت السعودية إن الوفد السعودي وصل إلى الخبر مساء أمس.", ["السعودية", "الخبر"]),
        ("سوريا بعد الحرب. في سوريا عاد النازحون إلى القصير، وبقي بعضهم.", ["سوريا", "سوريا", "القصير"]),
        (
            "في اليمن وفي مدن اليمن وصل الوباء إلى عمران وحجة وصعدة.",
            ["اليمن", "اليمن", "عمران", "حجة", "صعدة"],
        ),
        ("سوريا بعد الحرب. في سوريا درس الباب الأول من الكتاب.", ["سوريا", "سوريا"]),
        ("سوريا بعد الحرب. في سوريا قرأ في الباب الأول من الكتاب.", ["سوريا", "سوريا"]),
        ("قرأت في الخبر أن الوفد عاد.", []),
    ],
)
def test_an_ordinary_word_is_a_place_in_its_own_country(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("هبطت الطائرة في مطار كانساي ليلا.", ["مطار كانساي"]),
        ("حطت الطائرة بمطار هواري بومدين مساء.", ["مطار هواري بومدين"]),
        ("أقلعت من مطار الملك خالد الدولي أمس.", ["مطار الملك خالد الدولي"]),
        ("عاد من المطار مساء أمس.", []),
    ],
)
def test_an_airport_is_named_with_its_class_word(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سقط وهو يتسلق جبال البيرينيه في فرنسا.", ["البيرينيه", "فرنسا"]),
        ("اندلع الحريق في كاتدرائية نوتردام.", ["نوتردام"]),
        ("وصل إلى جبل طارق.", ["جبل طارق"]),
    ],
)
def test_a_class_word_stands_outside_a_name_that_lists_have_without_it(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "كتبت الطبيبة تاريخا واحدا على الجدار.",
        "عاد إلى بيته عند المغرب مع ابنه.",
        "صارت الطريق معبدة منذ عام.",
        "هاجم أنصار الرئيس مخيم المعتصمين أمس",
        "إن عدد المهاجمين لم يزد في البداية على ثلاثمئة",
        "في الفجر كان يمشي حافيا",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert places(text) == []
