"""Figures and what they count."""

from __future__ import annotations

import pytest

from reader.analysis import analyse
from reader.analysis.events.clauses import read_sentences
from reader.analysis.events.numbers import apart_from_anchors, quantities
from reader.analysis.events.numerals import unit_class, unit_shown
from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("اقترع أربعة عشر مليونا ونصف المليون ناخب.", [(14_500_000, "ناخب")]),
        ("نحن مليونان ومئتا ألف متظاهر.", [(2_200_000, "متظاهر")]),
        ("خسر 3 ملايين و500 ألف دولار.", [(3_500_000, "دولار")]),
        ("صوت 15 مليون شخص بينهم 13 مليونا من غير الأعضاء.", [(15_000_000, "شخص"), (13_000_000, "")]),
        ("سجلت الليرة 42 للدولار.", [(42, "دولار")]),
        ("ارتفع المؤشر إلى 1950.5 نقطة.", [(1950.5, "نقطه")]),
        ("قتل خمسة آلاف شخص و200 جندي.", [(5000, "شخص"), (200, "جندي")]),
        ("قتل ألف ومئة شخص.", [(1100, "شخص")]),
        ("سقط 12 قتيلا وثلاثة جرحى.", [(12, "قتيلا"), (3, "جرحي")]),
        ("خمسة عشر قتيلا وخمسة وعشرون جريحا.", [(15, "قتيلا"), (25, "جريحا")]),
        ("قتل أحد عشر ألفا في السجلات، وسبعة عشر ألفا في التقديرات.", [(11_000, ""), (17_000, "")]),
        ("مئة وعشرون قتيلا ومئتا جريح.", [(120, "قتيلا"), (200, "جريح")]),
        ("بين 10 آلاف و20 ألف نازح.", [(10_000, ""), (20_000, "نازح")]),
        ("قتل اثني عشر شخصا وجرحت إحدى عشرة امرأة.", [(12, "شخصا"), (11, "امراه")]),
        ("حكم عليه لاثنتي عشرة تهمة.", [(12, "تهمه")]),
        ("سحبت 3 تريليونات و700 مليار دينار.", [(3_700_000_000_000, "دينار")]),
        ("استلمت الدولة 10 مليارات منها.", [(10_000_000_000, "")]),
        ("وقع التدافع في شارع 204 وضحاياه كثر.", []),
        ("تبرع بنصف مليون يورو.", [(500_000, "يورو")]),
        ("تبرع بثلاثة أرباع المليار.", [(750_000_000, "")]),
        ("لا يتجاوز عددهم العشرين.", [(20, "")]),
        ("في القرن العشرين.", []),
        ("كانوا سبعة لا ثمانية.", [(7, ""), (8, "")]),
        ("قتلت الغارة خمسة مدنيين وجريحين.", [(5, "مدنيين"), (2, "جريحين")]),  # a plural, and a dual
    ],
)
def test_figures(text: str, wanted: list[tuple[float, str]]) -> None:
    sentence = next(iter(read_sentences(text, (), find_times(text).expressions)))
    found = [(each.value, each.unit) for _, each in quantities(sentence, text, 0, len(sentence.words))]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أسفر الحادث عن مقتل أربعة في بيروت.", 4),
        ("أوقفت الشرطة في بيروت 46 مساء الأحد.", None),  # of what, is not said right beside
        ("أفادت منظمة باعتقال 46 في بيروت.", 46),
        ("ثلاثون راكبا، مات منهم ثمانية في بيروت.", 8),
        ("قُتل 12 فلسطينيا في بيروت.", 12),
        ("قال الوزير إن 30 من أنصار التيار قتلوا في بيروت.", 30),
        ("قال الوزير إن 2084 شخصا لقوا حتفهم في بيروت، متوقعا أن تبلغ الحصيلة عشرة آلاف قتيل.", 2084),
        ("بيع المصرف في بيروت بثلاثة مليارات ونصف مليار فرنك.", 3.5e9),
    ],
)
def test_the_figure_of_a_happening(text: str, value: float | None) -> None:
    figures = [q.value for event in analyse(text).events for q in event.numbers if q.unit != "راكبا"]
    assert figures[:1] == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("text", "rough"),
    [("غرق قارب يقل 80 مهاجرا.", False), ("قتل ما لا يقل عن 80 مهاجرا.", True), ("قتل نحو 80 مهاجرا.", True)],
)
def test_who_carries_many_is_not_less_than_many(text: str, rough: bool) -> None:
    assert [q.approximate for event in analyse(text).events for q in event.numbers] == [rough]


def test_figures_of_what_a_time_hangs_on() -> None:
    text = "هبط اللاعب يوم 19 أغسطس 2023، بعد أيام من شرائه بمئة مليون دولار."
    times = find_times(text).expressions
    sentence = apart_from_anchors(next(iter(read_sentences(text, (), times))), times)
    found = [each.value for _, each in quantities(sentence, text, 0, len(sentence.words))]
    assert found == [100_000_000]


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        (
            "قال رئيس الحزب سامي حداد إن 15 مليون شخص صوتوا، بينهم 13 مليونا من غير الأعضاء.",
            "صوتوا",
            15_000_000,
        ),
        ("قال الوزير سامي حداد إن أربعة أشخاص خطفوا بعدما جرح 12 شخصا في صيدا.", "خطفوا", 4),
    ],
)
def test_whom_a_verb_counts(text: str, trigger: str, value: float) -> None:
    found = [event for event in analyse(text).events if event.trigger.of(text) == trigger]
    assert [[each.value for each in event.numbers] for event in found] == [[value]]


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("أجريت الجراحة يوم الجمعة في تونس واستغرقت سبع ساعات.", "أجريت", [(420, "دقيقة")]),
        ("التقى الوزير نظيره في تونس في لقاء دام 45 دقيقة.", "التقى", [(45, "دقيقة")]),
        ("قتل في العملية التي استمرت تسعين دقيقة في تونس ثلاثة أشخاص.", "قتل", []),
        ("قال الوزير إن عدد القتلى في بيروت بلغ 1541.", "بلغ", [(1541, "قتيل")]),
        ("ارتفع عدد قتلى حريق المستشفى في بيروت إلى 82.", "قتلى", [(82, "قتيل")]),
        ("ارتفع عدد قتلى حريق المستشفى في بيروت إلى 82.", "حريق", []),
        ("ارتفع عدد قتلى حريق المستشفى في بيروت، ونقل 82 إلى صيدا.", "حريق", []),
        ("وجهت المحكمة في تونس إلى الوزير سبعة عشر اتهاما.", "وجهت", [(17, "تهمة")]),
        ("أوقفت الشرطة في تونس 12 شخصا وعشر سيارات.", "أوقفت", [(12, "شخص")]),
        ("قالت وزارة الصحة إن القصف على حلب أوقع 14 شهيدا.", "أوقع", [(14, "قتيل")]),
        ("أودى الزلزال بأكثر من 2300 شخص في حلب.", "أودى", [(2300, "شخص")]),
        ("دمرت الغارة خمسة منازل في حلب.", "دمرت", [(5, "منزل")]),
        ("أسفر الهجوم في حلب عن مقتل 12 شخصا وإصابة 30.", "مقتل", [(12, "شخص")]),
        ("رفع القاضي الجلسة ساعتين.", "رفع", [(120, "دقيقة")]),
        ("وصل الوزير إلى تونس بعد ساعتين.", "وصل", []),
        ("وصل الوزير إلى تونس، ونام ساعتين.", "وصل", []),
        ("توفي في تونس الطفل البالغ خمسة أعوام.", "توفي", []),
        ("غرمت المحكمة النادي 50 ألف دولار في تونس.", "غرمت", [(50_000, "")]),
        ("حكمت المحكمة على الوزير في تونس بالسجن ثماني سنوات.", "حكمت", [(8, "سنة")]),
        ("أوقفت الشرطة في تونس متظاهرين أمام البرلمان، وعددهم 30.", "أوقفت", [(30, "شخص")]),
        ("مات في تونس خمسة وأربعون جنديا.", "مات", [(45, "مقاتل")]),
    ],
)
def test_figures_and_lengths_of_a_happening(text: str, trigger: str, wanted: list[tuple[float, str]]) -> None:
    (event,) = [each for each in analyse(text).events if each.trigger.of(text) == trigger]
    assert [(q.value, unit_shown(unit_class(q.unit))) for q in event.numbers] == wanted
