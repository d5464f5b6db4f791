"""What five stories of strangers taught: the same day years ago, promises, ages with the article, seasons, nights without their month."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # the same day, so many years ago
        ("في مثل هذا اليوم قبل عشرين عاما غرقت العبارة.", "2024-09-27", ["2004-09-27"]),
        ("في مثل هذه الليلة من العام الماضي انقطع الماء.", "2024-09-27", ["2023-09-27TNI"]),
        ("في مثل هذا اليوم قبل أسبوعين غرقت العبارة.", "2024-09-27", ["2024-W37"]),
        ("الجمعة 6 أيار 2016. في مثل هذا الصباح قبل عامين فتحنا المخبز.", None, ["2016-05-06", "2014-05-06TMO"]),
        # a day that heads a story is no document's date by itself
        ("الجمعة 6 أيار 2016. وصل المساعد إلى المخبز وفتح الباب.", None, ["2016-05-06"]),
        # what is promised or called for lies ahead, what is said in a month does not
        ("زار الوزير الميناء ووعد بافتتاح الرصيف في نوفمبر.", "2023-05-11", ["2023-11"]),
        ("دعت النقابة إلى إضراب عام في نوفمبر.", "2023-05-11", ["2023-11"]),
        ("تعهد الوزير بخفض الرسوم في خطاب ألقاه في نوفمبر.", "2023-05-11", ["2022-11"]),
        ("دشن الوزير الرصيف في نوفمبر.", "2023-05-11", ["2022-11"]),
        # how old somebody is, counted with the article
        ("فازت اللاعبة ذات الأعوام الستة عشر بالكأس.", "2023-05-11", ["P16Y"]),
        ("أنقذوا الصبي ابن السنوات التسع.", "2023-05-11", ["P9Y"]),
        # seasons begin and end as years do
        ("جفت البحيرة في نهاية الصيف.", "2023-11-11", ["2023-SU"]),
        ("جفت البحيرة في أواخر الخريف.", "2023-05-11", ["2022-FA"]),
        ("سقط في مطلع الربيع العربي.", "2023-05-11", []),
        # a night between two days of the month that is told
        ("كسر السد في 18 آذار 1962، وكان الماء قد علا ليل 15-16 حتى الجسر.", None, ["1962-03-18", "1962-03-15TNI"]),
        ("سجلت درجة الحرارة ليلا 15-16 في السهول.", "2023-05-11", ["XXXX-XX-XXTNI"]),
        # behind a midnight or in a night the morning is the next day's
        ("مساء 3 حزيران 1974 أقلعت السفينة. وعند منتصف الليل هبت العاصفة. وعند السادسة صباحا رآها صياد.", None, ["1974-06-03TEV", "1974-06-03T24:00", "1974-06-04T06:00"]),
        ("توافق الزعيمان الأحد على وقف القتال.", "2021-06-10", ["2021-06-06"]),
        ("سرق المتحف ليل السبت الأحد.\n\nودخل الحارس خدمته في شهر آذار الماضي.\n\nوبحسب المحققين كسر اللصوص النافذة عند الثالثة فجرا.", "2023-05-11", ["2023-05-06TNI", "2023-03", "2023-05-07T03:00"]),
    ],
)  # fmt: skip
def test_what_a_day_is(text: str, published: str | None, values: list[str]) -> None:
    assert [each.value for each in find_times(text, published).expressions] == values


def test_the_day_that_a_text_goes_back_from_dates_it() -> None:
    told = "الجمعة 6 أيار 2016. في مثل هذا الصباح قبل عامين فتحنا المخبز. وفي آذار أغلقناه."
    times = find_times(told)
    assert times.published == "2016-05-06"
    assert times.expressions[-1].value == "2016-03"
    assert find_times("الجمعة 6 أيار 2016. وصل المساعد إلى المخبز وفتح الباب.").published is None
