"""Text that calls itself a scenario, and the days counted in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from reader.analysis.times import find_times, scenario_span
from reader.analysis.times.narrative import DATA, SIGNS
from reader.model import Span

STORY = (
    "يسقط النظام فجأة ويعم الصمت. في اليوم التالي تفتح المحال. في اليوم الثالث يعود الناس. "
    "بعد يومين تبدأ المفاوضات. هل هذا السيناريو ممكن؟"
)


def test_days_are_counted_from_the_opening() -> None:
    assert [each.value for each in find_times(STORY, "2024-12-10").expressions] == [
        "HYP-D2",
        "HYP-D3",
        "HYP-D5",
    ]
    assert {each.anchor for each in find_times(STORY).expressions} == {"scenario"}


def test_a_look_back_takes_in_all_of_the_text() -> None:
    assert scenario_span(STORY) == Span(0, len(STORY))


def test_what_was_otherwise_ends_it() -> None:
    text = STORY + "\nما حدث غير ذلك. فالوزير بقي في منصبه حتى الخريف."
    assert scenario_span(text) == Span(0, len(STORY))


@pytest.mark.parametrize(
    "behind",
    [
        "يقول دبلوماسي إن هذا السيناريو طرح فعلا في اجتماع سري.",
        "كثيرون تمنوا ذلك، لكن ما جرى أن الوزير بقي في منصبه حتى الخريف.",
    ],
)
def test_what_was_so_ends_it_inside_a_sentence(behind: str) -> None:
    assert scenario_span(f"{STORY} {behind}") == Span(0, len(STORY))


def test_days_of_the_calendar_behind_the_question_say_nothing_of_the_story() -> None:
    behind = (
        " لم يغادر الوزير البلاد يوما حتى اعتقل في 13 كانون الأول 2003. وقتل ولداه في 22 تموز من العام نفسه."
    )
    assert scenario_span(STORY + behind) == Span(0, len(STORY))


@pytest.mark.parametrize("asked", ["هل كان ذلك ممكنا؟", "هل يكون هذا حلما؟"])
def test_whether_it_was_possible(asked: str) -> None:
    told = "يخرج الوزير من بابه ويصعد في سيارة. في اليوم التالي يعلن التلفزيون وصوله ويلتقي الملك. بعد أسبوع تسقط المدينة ويفر الحاكم."
    assert scenario_span(f"{told} {asked}") == Span(0, len(told) + len(asked) + 1)


def test_a_look_ahead_begins_there() -> None:
    report = "قال الوزير إن المفاوضات مستمرة. " * 12
    text = report + "لنتخيل السيناريو التالي: تنسحب القوات في اليوم الأول."
    span = scenario_span(text)
    assert span is not None and text[span.start :].startswith("لنتخيل")


@pytest.mark.parametrize(
    "remark",
    [
        "هل هذا السيناريو ممكن؟",
        "هل يبدو هذا السيناريو واقعيا؟",
        "هل يمكن أن يتحقق مثل هذا السيناريو؟",
        "قد يبدو هذا السيناريو بعيدا عن الواقع.",
        "كل ما سبق مجرد سيناريو متخيل.",
        "القصة أعلاه من وحي الخيال.",
        "لا شيء مما سبق حدث.",
    ],
)
def test_ways_to_say_so(remark: str) -> None:
    assert scenario_span("ينهض الناس على خبر عاجل. تعلن الحكومة استقالتها. " + remark) is not None


@pytest.mark.parametrize(
    "text",
    [
        "ووافقت إيران على هذا السيناريو لاقتناعها بضعف الدفاعات.",
        "سيناريوهات قاتمة: سوريا إلى أين؟",
        "ناقش المجتمعون سيناريو الانسحاب.",
        "كتب السيناريو وأخرج الفيلم.",
        "قال الوزير أمس إن القوات ستنسحب في 5 كانون الأول. وأكد مسؤول أن ذلك وارد، وأضاف آخر أنه مستبعد. هل هذا السيناريو ممكن؟",
        "حذر الخبراء من هذا السيناريو في 3 مايو، وقالت الوزارة إنه مستبعد، وأوضح مسؤول، وأضاف أن هذا سيناريو بعيد.",
        "",
    ],
)
def test_other_peoples_scenarios_are_reports(text: str) -> None:
    assert scenario_span(text) is None


def test_of_the_seeds_one_is_a_scenario(seeds: Path) -> None:
    texts = [each.read_text(encoding="utf-8") for each in sorted(seeds.glob("*.txt"))]
    scenarios = [text for text in texts if scenario_span(text) is not None]
    assert len(scenarios) == 1
    values = [each.value for each in find_times(scenarios[0]).expressions]
    assert values == [f"HYP-D{day}" for day in range(2, 8)]


def test_real_years_in_a_scenario_stay_real() -> None:
    text = "منذ عام 2011 لم يهدأ البلد. في اليوم التالي يهدأ. هل هذا السيناريو واقعي؟"
    assert [each.value for each in find_times(text).expressions] == ["2011", "HYP-D2"]


def test_the_days_of_a_told_flight(seeds: Path) -> None:
    """Hours and weekdays of the article that tells the last night, read on the day it might have been written."""
    texts = [each.read_text(encoding="utf-8") for each in sorted(seeds.glob("*.txt"))]
    text = next(each for each in texts if "7/8 ديسمبر" in each)
    values = {each.text: each.value for each in find_times(text, "2024-12-10").expressions}
    assert values["ليل 7/8 ديسمبر/كانون الأول"] == "2024-12-07TNI"
    assert values["الساعة السادسة مساء السبت"] == "2024-12-07T18:00"
    assert values["9:30 مساء السبت"] == "2024-12-07T21:30"
    assert values["غدا"] == "2024-12-08"
    assert values["الثامنة صباح الأحد"] == "2024-12-08T08:00"


def test_a_paragraph_that_goes_back_to_what_is_so_ends_the_scenario() -> None:
    imagined = "لنتخيل سيناريو آخر. في اليوم الأول يقرأ القاضي الرسالة. هل هذا السيناريو ممكن؟"
    for back in (
        "في الواقع حدث العكس تماما.",
        "أما ما حدث فعلا فهو أن أحدا لم يقرأ.",
        "لكن شيئا من ذلك لم يحدث.",
    ):
        text = f"كتب القاضي رسالته.\n{'ومرت الأيام. ' * 20}\n{imagined}\n{back}"
        span = scenario_span(text)
        assert span is not None and span.of(text) == imagined
    further = f"{imagined}\nفي اليوم الثاني تنقل الشحنة."
    assert scenario_span(further) == Span(0, len(further))


def test_a_day_beside_one_said_before_has_its_year() -> None:
    text = (
        "انهار السدان في 11 سبتمبر 2023 وغرقت المدينة.\nوفي 28 يوليو 2024 قضت محكمة بسجن المسؤولين.\n"
        "وقتل عدد من رجال الإنقاذ يوم 17 سبتمبر على الطريق."
    )
    found = find_times(text).expressions
    assert [each.value for each in found] == ["2023-09-11", "2024-07-28", "2023-09-17"]
    assert "carried-year" in found[-1].flags


@pytest.mark.parametrize(
    "remark",
    [
        "لنفترض أن الرئيس وافق. يصل الوفد وتوقع الأطراف.",
        "لنتخيل للحظة أن الجسر لم ينهر. يعبر الناس كل صباح.",
        "تخيلوا معي أن الحرب توقفت غدا. يعود الأطفال إلى المدارس.",
        "ماذا لو رفضت المحكمة الطعن؟ تسقط الحكومة وتجري انتخابات.",
        "هب أن السفينة لم ترس. تبقى المدينة كما كانت.",
        "السيناريو الأول: تنسحب القوات وتعود إلى ثكناتها.",
        "وفي السيناريو الأسوأ تغلق القناة أسبوعا.",
    ],
)
def test_a_paragraph_that_imagines_is_imagined_alone(remark: str) -> None:
    text = f"أعلنت الوزارة نتائجها.\n{remark}\nوقالت الوزارة إن العمل مستمر."
    span = scenario_span(text)
    assert span is not None and text[span.end :] == "\nوقالت الوزارة إن العمل مستمر."
    assert span.start >= text.index("\n")


def test_an_imagined_story_goes_on_as_long_as_its_days_are_counted() -> None:
    text = "وصل الوفد.\nلنفترض أن الاتفاق وقع. في اليوم الأول تفتح الحدود.\nفي اليوم الثاني تعود القوافل.\nوقال الوزير إن شيئا لم يتقرر."
    span = scenario_span(text)
    assert span is not None and span.of(text).startswith("لنفترض") and span.of(text).endswith("القوافل.")


@pytest.mark.parametrize(
    "text",
    [
        "ماذا قال الوزير في كلمته؟ قال إن العمل مستمر.",
        "فرضت السلطات حظر التجول.",
        "هب السكان لنجدة الجرحى وهبوا إلى المستشفى.",
        "كان من المفترض أن يصل الوفد أمس.",
        "يفترض أن تبدأ المحادثات غدا.",
    ],
)
def test_words_that_only_look_like_imagining(text: str) -> None:
    assert scenario_span(text) is None


def test_days_that_head_their_lines_are_a_scenario_where_the_text_calls_them_one() -> None:
    days = "اليوم الأول: تقلع الطائرات وتقصف المدرج.\nاليوم الثاني: تعبر أرتال الحدود.\nاليوم السابع: تستقيل الحكومة."
    for remark in ("هذا تمرين ذهني لا خبر.", "كيف قد تبدو الحرب؟", "في ما يلي محاكاة لما قد يحدث."):
        text = f"أعلنت المنظمة مهلة.\n{remark}\n{days}\nوقال الوزير إن الوساطة مستمرة."
        span = scenario_span(text)
        assert span is not None and span.of(text) == days
        values = [each.value for each in find_times(text, "2023-08-05").expressions]
        assert values == ["HYP-D1", "HYP-D2", "HYP-D7"]
    assert scenario_span(f"يوميات الحصار.\n{days}") is None


@pytest.mark.parametrize(
    "marked",
    [
        "وقعت الشركة العقد في آذار. وأعلنت الوزارة النتائج.\n[[ماذا لو تأخر التوقيع شهرا؟ يخسر الميناء زبائنه، وتغلق المخازن أبوابها، ويغادر العمال.]]\nوقال الوزير إن العقد ساري المفعول.",
        "كان القرار متوقعا. [[تخيلوا أن السد انهار ليلا. تغرق القرى الثلاث ويهرب الناس إلى التلال.]] لكن ما حدث فعلا أن المهندسين فتحوا البوابات وأنقذوا المدينة.",
        "رفض النادي العرض. [[لنفترض أن اللاعب وقع العقد. يصل إلى المدينة في الصيف ويسجل عشرين هدفا.]] في الواقع بقي اللاعب في فريقه ومدد عقده سنتين.",
        "اجتمع المجلس أمس.\n[[لنتخيل أن البنك المركزي رفع الفائدة خمس نقاط. تتوقف القروض وتفلس الشركات الصغيرة.]] هذا السيناريو استبعده المحافظ في مؤتمر صحافي عقده الثلاثاء.",
        "توفي الكاتب في باريس.\n[[ماذا لو عاد إلى قريته؟ يستقبله الأطفال بالزغاريد، ويجلس تحت شجرة التوت.]] لا أعرف، لكن شقيقه باع البيت قبل عامين ورحل.",
        "أخفقت المحادثات في جنيف. ولو أن الوسيط حضر لكان الطرفان وقعا الاتفاق. وغادر الوفدان المدينة.",
        "[[السيناريو الأول: تنسحب الشركة من السوق وتبيع مصانعها.]]\n",
        'قال المحلل: "[[ماذا لو فشلت الهدنة؟ ستعود المعارك]]". وأضاف أن الوسطاء وصلوا إلى الدوحة.',
        "عرض الخبراء ثلاثة سيناريوهات للانسحاب، واختارت الحكومة الثاني منها وأقره البرلمان.",
        "أقر البرلمان القانون.\n[[تصوروا أن القطار وصل إلى الجنوب. في اليوم الأول يركب آلاف المسافرين. في اليوم الثاني تفتح الأسواق.]]\nوأكدت الوزارة أن المشروع متوقف منذ 2014.",
        "أعلنت المحكمة الحكم. [[هب أن القاضي قبل الطعن. يخرج المتهم ويعقد مؤتمرا صحافيا.]] أما الحقيقة فإن القاضي رد الطعن وأمر بالتنفيذ.",
        "[[ماذا لو لم يسقط الجدار؟]]\nسقط الجدار في 9 نوفمبر 1989 ودخل الناس من كل باب.",
        "انتهت الجلسة. [[لنحاول أن نتخيل المدينة بلا ماء. تغلق المدارس ويرحل الناس شمالا.]] ووقع الحادث نفسه في 3 مايو 1998 ولم يرحل أحد.",
        "تمرين ذهني\n[[اليوم الأول: تتوقف المصافي.\nاليوم الثاني: تختفي السيارات.\nبعد أسبوعين. يعود الناس إلى الدراجات.]]\nوقال الوزير إن المخزون يكفي عاما.",
        "نام الحارس. [[تخيل أن الباب كان مفتوحا. يدخل اللصوص ويأخذون التاج.]] لم يحدث شيء من ذلك، فقد أقفل الحارس الباب.",
        "ماذا لو سبق الإنذار الموجة؟ كان الحارس قد اتصل مرتين ولم يجبه أحد.\n[[تخيل أن الهاتف رن في الثالثة. يستيقظ المدير ويفتح البوابات. تمر المياه بين الحقول.]]\nوقال المدير إن الهاتف كان معطلا.",
        "لو بقي الملك في المنفى؟ هذا عنوان ندوة عقدت في تونس وحضرتها.\n[[لنفترض أن السفينة تتأخر يوما. في اليوم التالي ينزل الجيش. في اليوم الثالث يعلن البرلمان الجمهورية. هل هذا السيناريو ممكن؟]]\nفي الواقع عاد الملك في 5 مايو 1949 وقتل بعد عامين.",
        "[[لنتخيل السيناريو التالي: يدخل الحارس إلى القاعة ويضع الشاي. في اليوم التالي تعلن الإذاعة العفو. هل هذا السيناريو ممكن؟]]\nنظريا نعم، فقد غادر الوسيط المدينة في 9 مايو 1961 وقتل النائب بعد يومين.",
        "فتح المتحف أبوابه. [[لنفترض أن السارق تأخر. يمر الحارس ويغلق النافذة. لا نعرف اسم السارق أبدا، ويبقى التاج مكانه.]] لا نعرف إن كان ذلك سيحدث.",
    ],
)
def test_where_what_is_imagined_begins_and_ends(marked: str) -> None:
    """[[...]] is imagined; nothing outside it is."""
    text = marked.replace("[[", "").replace("]]", "")
    start, end = marked.find("[["), marked.find("]]") - 2
    span = scenario_span(text)
    if start < 0:
        assert span is None
    else:
        assert span is not None and span.of(text).strip() == text[start:end].strip()


def test_a_scenario_announced_in_the_middle_ends_where_a_day_of_the_calendar_is_told() -> None:
    before = "وقعت الشركة العقد ودفعت رسومه كلها، وقال مديرها إن العمل يبدأ قريبا. " * 4
    imagined = "لنتخيل السيناريو التالي: تنسحب الشركة ويغلق الميناء."
    text = f"{before}\n{imagined}\nيرحل العمال.\nوفي 3 مايو 1998 أغلق الميناء فعلا."
    span = scenario_span(text)
    assert span is not None and span.of(text) == f"{imagined}\nيرحل العمال."


@pytest.mark.parametrize(
    "opening", ["وقال الوزير إن السد باق.", "هذا السيناريو استبعده الخبراء في اليوم التالي."]
)
def test_the_next_paragraph_is_real_where_it_quotes_or_comments(opening: str) -> None:
    imagined = "ماذا لو انهار السد؟ تغرق القرى في اليوم الأول."
    text = f"زار الوزير السد.\n{imagined}\n{opening} وفي اليوم التالي عاد الناس."
    span = scenario_span(text)
    assert span is not None and span.of(text) == imagined


WAYS = [
    (way["pattern"], way["needs"])
    for sign in SIGNS
    for way in tomllib.loads(DATA.read_text(encoding="utf-8"))[sign]["ways"]
]


def test_every_other_pattern_can_be_compiled() -> None:
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    parts = [*table["back_to_earth"]["patterns"], *table["leaves"]["patterns"], *table["evidence"].values()]
    for pattern in (*parts, table["headed"]["day"], table["headed"]["later"]):
        assert re.compile(pattern).search("") is None, pattern


@pytest.mark.parametrize(("pattern", "needs"), WAYS)
def test_what_a_pattern_finds_has_the_words_that_it_is_looked_for_by(pattern: str, needs: list[str]) -> None:
    @settings(max_examples=40, derandomize=True, database=None, deadline=None)
    @given(strategies.from_regex(pattern))
    def holds(text: str) -> None:
        match = re.search(pattern, text)
        assert match is not None  # else nothing is tried here
        assert all(any(word in match.group() for word in each.split("|")) for each in needs)

    holds()
