"""Places behind their class word that the sentence shows to be names, and borrowed nouns that are none."""

from __future__ import annotations

import pytest

from reader.analysis.entities import dictionary, find_mentions
from reader.model import EntityType


def places(text: str) -> list[str]:
    return [each.span.of(text) for each in find_mentions(text) if each.type is EntityType.LOC]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وقع الانفجار في منطقة يعيس التابعة لمديرية مريس بمحافظة الضالع.", ["يعيس", "مريس", "الضالع"]),
        ('سقطت الطائرة بعد ارتطامها بجبل "دنا" الشاهق.', ["دنا"]),
        ("عاش عامين في قرية صغيرة اسمها بادمونغي.", ["بادمونغي"]),
        ("اندلع الحريق في مصنع بقرية كوماردوبي.", ["كوماردوبي"]),
        ("دارت معارك في منطقتي الصلو، والأحكوم، جنوب المدينة.", ["الصلو", "الأحكوم"]),
        ("هطل المطر على قرى المريغة وحبراء.", ["المريغة", "حبراء"]),
        ("خرج الناس في بلدة أنصار الجنوبية.", ["أنصار"]),
        ("انهار منجم شرق مدينة تشالاكو الساحلية.", ["تشالاكو"]),
    ],
)
def test_what_closes_a_name_behind_its_class_word_shows_it(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "وقفت الشاحنة عند بلدة ساحلية، ثم عادت.",
        "يجري هنا نهر جاف، لا ماء فيه.",
        "قدمت الفرقة باليه بحيرة البجع أمس.",
        "وأدى قداسا على أرواح الضحايا.",
        "أرسلوا إلى قرية ستغمر.",
    ],
)
def test_ordinary_words_behind_a_class_word_are_no_names(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "شارك مئات الأشخاص في الماراثون أمس.",
        "مات كثيرون من الكوليرا في تلك السنة.",
        "ركبوا في توكتوك وعادوا.",
    ],
)
def test_a_borrowed_noun_names_nobody(text: str) -> None:
    assert not find_mentions(text)


def test_a_borrowed_noun_is_known_with_what_stands_before_and_behind_it() -> None:
    assert all(map(dictionary.borrowed, ("ماراثون", "والماراثونات", "بالكوليرا")))
    assert not any(map(dictionary.borrowed, ("روتردام", "ماراث", "كتاب")))
