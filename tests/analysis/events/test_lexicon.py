"""The lexicon of events: types and their kin, forms of words, tables that are joined, slips that are told."""

from __future__ import annotations

import pytest

from reader.analysis.events.lexicon import add_table, build, lexicon
from reader.analysis.events.readings import read_word
from reader.text.fold import fold
from tests.analysis.events.test_triggers import told


def kinds(text: str) -> set[str]:
    """The types of a text's happenings."""
    return {kind for _, kind in told(text)}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "لقي سامي حداد حتفه في باريس.",
            "قتل سامي حداد في باريس.",
            "سقط سامي حداد قتيلا في باريس.",
            "لفظ سامي حداد أنفاسه في باريس.",
        ),
        (
            "قبضت الشرطة على سامي حداد.",
            "أوقفت الشرطة سامي حداد.",
            "احتجزت الشرطة سامي حداد.",
            "وقع سامي حداد في قبضة الشرطة.",
        ),
        (
            "أعفى الملك سامي حداد من منصبه.",
            "عزل الملك سامي حداد.",
            "أنهى الملك مهام سامي حداد.",
            "أزيح سامي حداد من منصبه.",
            "كفت المحكمة يد القاضي سامي حداد.",
        ),
        (
            "استقال سامي حداد الأحد.",
            "تقدم سامي حداد باستقالته الأحد.",
            "تنحى سامي حداد الأحد.",
            "ترك سامي حداد منصبه الأحد.",
        ),
        ("راسلت وزارة العدل محكمة باريس.", "بعث سامي حداد برسالة إلى محكمة باريس."),
        ("رست السفينة في بيروت الأحد.", "وصلت السفينة إلى بيروت الأحد."),
        (
            "أحرق محتجون مقر الحزب في تونس.",
            "أضرم محتجون النار في مقر الحزب في تونس.",
            "أشعل محتجون النار في مقر الحزب في تونس.",
        ),
        ("اندلع حريق في ميناء بيروت.", "التهمت النيران ميناء بيروت.", "شبت النيران في ميناء بيروت."),
        (
            "أفرجت السلطات عن سامي حداد.",
            "أطلقت السلطات سراح سامي حداد.",
            "أخلت السلطات سبيل سامي حداد.",
            "خرج سامي حداد من السجن.",
            "استعاد سامي حداد حريته.",
        ),
        ("أعلن الضباط انقلابا على الرئيس في باماكو.", "نفذ الضباط انقلابا على الرئيس في باماكو."),
        ("استقال سامي حداد.", "ترك سامي حداد كرسي الوزارة."),
        ("دُفن سامي حداد في بيروت.", "ووسد سامي حداد الثرى في بيروت."),
        ("هزمت السعودية الأرجنتين.", "فازت السعودية على الأرجنتين.", "خسرت الأرجنتين أمام السعودية."),
        ("استحوذت مايكروسوفت على الشركة.", "اشترت مايكروسوفت الشركة."),
        ("تولى سامي حداد رئاسة الحكومة.", "تسلم سامي حداد مهام منصبه.", "خلف سامي حداد سلفه في المنصب."),
        (
            "تظاهر الآلاف في تونس.",
            "خرج الآلاف في تظاهرة في تونس.",
            "نزل الآلاف إلى شوارع تونس.",
            "دخل عمال تونس في إضراب.",
        ),
        ("انهار مبنى في بيروت.", "هوى مبنى في بيروت.", "تداعى مبنى في بيروت."),
        ("غرق قارب قبالة ليبيا.", "انقلب قارب قبالة ليبيا."),
    ],
)
def test_other_words_for_one_act_are_of_one_family_or_kin(texts: tuple[str, ...]) -> None:
    types = lexicon().types

    def kin(a: str, b: str) -> bool:
        first, second = types[a], types[b]
        return first.family == second.family or second.family in first.kin or first.family in second.kin

    first, *others = (kinds(text) for text in texts)
    for text, other in zip(texts[1:], others, strict=True):
        assert any(kin(a, b) for a in first for b in other), (text, first, other)


@pytest.mark.parametrize(
    ("word", "kind", "borne"),
    [("انفجاران", "explode", False), ("زيارتين", "visit", False), ("اعتقالات", "arrest", True)],
)
def test_duals_and_plurals_of_masdars(word: str, kind: str, borne: bool) -> None:
    assert (kind, borne) in {(r.trigger.type, r.trigger.borne) for r in read_word(fold(word))}


def test_words_of_a_type_join_those_of_another_file_and_nothing_else_does() -> None:
    tables: dict = {}
    add_table(tables, "meet", {"title": "لقاء", "derived": "قابل"})
    add_table(tables, "meet", {"derived": "التقى", "phrases": "عقد يعقد : لقاء"})
    assert {"قابل", "التقي", "عقد"} <= set(build(tables).verbs)
    with pytest.raises(ValueError, match="meet: title is said in two files"):
        add_table(tables, "meet", {"title": "اجتماع"})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"title": "x", "phrases": "عقد يعقد"}, "x: no words after عقد يعقد"),
        ({"title": "x", "derived": "قتل"}, "x: قتل is no derived verb"),
        ({"of": "y"}, "x: a variant of y, which is no type"),
    ],
)
def test_slips_of_the_data_are_told(table: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build({"x": table})


def test_a_variant_has_parts_of_its_own_and_the_type_of_another() -> None:
    known = lexicon()
    assert known.grammars["defeat"].object == "patient"
    assert known.grammars["defeat"].id == "win"
    assert "defeat" not in known.types
