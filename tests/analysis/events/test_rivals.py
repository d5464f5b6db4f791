"""Another's figure in the sentence that counts: who gives it, and the contradiction that it makes."""

from __future__ import annotations

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.analysis.events import accounts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "تجمع في بيروت مئتا ألف متظاهر بحسب المنظمين، وقالت الشرطة إنهم عشرون ألفا.",
            [(200_000, None), (20_000, "الشرطة")],
        ),
        (
            "أحصت لجنة تحقيق مقتل 24 شخصا في بيروت، فيما تحدثت المعارضة عن ثلاثين.",
            [(24, None), (30, "المعارضة")],
        ),
        ("قتل في بيروت تسعون شخصا، بينما تحدثت صحف عن ألفين.", [(90, None), (2000, "صحف")]),
        (
            "بلغت نسبة المشاركة في الإضراب في بيروت 40 في المئة، بينما قدرتها النقابة بأكثر من 90 في المئة.",
            [(40, None), (90, "النقابة")],
        ),
        ("قتل 12 شخصا في بيروت بحسب الجيش، بينما المعارضة تقول إنهم عشرون.", [(12, None), (20, "المعارضة")]),
        ("قتل في بيروت 30 شخصا وفق الوزارة و45 وفق مصادر طبية.", [(30, None), (45, "مصادر طبية")]),
        ("قتل 14 شخصا في بيروت وأصيب 300، وإن ظلت الوزارة تقول ثلاثة عشر.", [(14, None), (13, "الوزارة")]),
        (
            "تظاهر 50 ألف شخص في بيروت بحسب المنظمين و12 ألفا بحسب الشرطة.",
            [(50_000, None), (12_000, "الشرطة")],
        ),
        # a part of the first, and another happening's
        ("قتل في بيروت 12 جنديا وفق الجيش و30 مسلحا وفق الشرطة.", [(12, None), (30, None)]),
        ("قتل في بيروت 12 شخصا، وقالت الوزارة إن خمسة منهم نساء.", [(12, None)]),
        ("قتل في بيروت 12 شخصا، وقالت الوزارة إن 30 أصيبوا.", [(12, None)]),
        ("قتل في بيروت 30 شخصا، بينما نقلت الإسعاف 12 إلى المستشفى.", [(30, None)]),
        ("قتل في بيروت 30 شخصا، بينما قالت الشرطة إنها ضبطت 50.", [(30, None)]),
        ("قتل في بيروت 30 شخصا، وقالت الشرطة إنهم ينتمون إلى الكتيبة 50.", [(30, None)]),
        ("قتل في بيروت 12 شخصا، وقالت الوزارة إن الخسائر بلغت 30 مليون دولار.", [(12, None)]),
    ],
)
def test_who_gives_another_figure(text: str, wanted: list[tuple[float, str | None]]) -> None:
    told = next(each for each in analyse(text).events if each.numbers)
    assert [(q.value, q.source.name if q.source else None) for q in told.numbers] == wanted


def test_one_sentence_of_two_sources_is_a_contradiction_of_two_accounts() -> None:
    text = "أحصت لجنة تحقيق مقتل 24 شخصا في بيروت، فيما تحدثت المعارضة عن ثلاثين."
    inputs = [LinkInput("a.txt", text, analyse(text))]
    (event,) = (each for each in link(inputs).events.events if each.disputes)
    (dispute,) = event.disputes
    assert dispute.slot == "number"
    assert {value.value: value.sources[0] for value in dispute.values}["30 شخص"] == "المعارضة"
    quoted = [each for each in accounts(event, inputs) if each.source and each.source.name == "المعارضة"]
    assert [each.slots for each in quoted] == [(("number", "30 شخص"),)]


def test_two_figures_of_one_speaker_are_no_contradiction() -> None:
    text = "أحصت لجنة تحقيق مقتل 24 شخصا في بيروت الأحد، و12 الإثنين."
    inputs = [LinkInput("a.txt", text, analyse(text))]
    assert not any(each.disputes for each in link(inputs).events.events)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل 12 شخصا في حريق في بيروت. وقالت نقابة الأطباء إنهم عشرون.", 20),
        ("قتل 12 شخصا في حريق في بيروت. والعدد عشرون بحسب نقابة الأطباء.", 20),
        ("قتل 12 شخصا في حريق في بيروت. وقالت نقابة الأطباء إن عشرين حيا بلا ماء.", None),
        ("قتل 12 شخصا في حريق في بيروت. وكانت السماء صافية. وقالت نقابة الأطباء إنهم عشرون.", None),
    ],
)
def test_the_next_sentence_counts_again(text: str, value: float | None) -> None:
    inputs = [LinkInput("a.txt", text, analyse(text))]
    found = [each for each in link(inputs).events.events if each.disputes]
    if value is None:
        assert not found
        return
    (dispute,) = found[0].disputes
    (other,) = (each for each in dispute.values if each.sources == ("نقابة الأطباء",))
    assert other.value.startswith("20")
    (passage,) = other.passages
    assert passage.span.of(text) in text.split(". ")[1]


def test_one_source_gives_one_account_of_a_document() -> None:
    text = (
        "قتل في بيروت 24 شخصا بحسب الجيش، فيما تحدثت المعارضة عن ثلاثين. "
        "وقتل في بيروت 24 شخصا، كما قال الجيش، فيما تحدثت المعارضة عن ثلاثين."
    )
    inputs = [LinkInput("a.txt", text, analyse(text))]
    for event in link(inputs).events.events:
        named = [each.source.name for each in accounts(event, inputs) if each.source]
        assert len(named) == len(set(named)), event.title
