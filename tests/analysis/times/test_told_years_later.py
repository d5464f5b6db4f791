"""Texts written years after what they tell: the days of the story hang on each other, those of the report on its date."""

from __future__ import annotations

import re

import pytest

from reader.analysis.times import find_times

from .test_prose import MARK, articles

_LATER = 4  # years from the last day that a story tells to the date it is given here


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        (  # a story, its own weekdays, hours and days without a year
            "2025-10-18",
            "يوم الاثنين 12 أيار 2008 أبحرت العبارة عند السابعة مساء. وفي اليوم التالي هبت العاصفة.\nالأربعاء وصلت طائرات الإنقاذ. "
            "وفي 16 أيار أعلنت الوزارة الحداد.",
            ["2008-05-12", "2008-05-12T19:00", "2008-05-13", "2008-05-14", "2008-05-16"],
        ),
        (  # what the report says of its own week
            "2025-10-18",
            "غرقت العبارة في 12 أيار 2008. وقال ابن القبطان الخميس إنه لن يغلق الملف. وتعقد الجلسة في 30 تشرين الأول.",
            ["2008-05-12", "2025-10-16", "2025-10-30"],
        ),
        (  # a paragraph that has come to a year
            "2008-01-20",
            "توفي اللاعب الخميس.\nبدأت الحكاية في صيف 1972. وصل فجر الخامس من تموز. وخسر الدور الأول في 12 تموز.",
            ["2008-01-17", "1972-SU", "1972-07-05TMO", "1972-07-12"],
        ),
        (
            None,
            "توفي اللاعب في 17 كانون الثاني 2008.\nبدأت الحكاية في صيف 1972. وصل فجر الخامس من تموز. وخسر الدور الأول في 12 تموز.",
            ["2008-01-17", "1972-SU", "1972-07-05TMO", "1972-07-12"],
        ),
        (  # a year that is only looked back to
            None,
            "توفي اللاعب في 17 كانون الثاني 2008. كان قد فاز باللقب عام 1972. ودفن في 21 كانون الثاني.",
            ["2008-01-17", "1972", "2008-01-21"],
        ),
        (  # months on in a story of long before, up to the document's own
            "2020-08-04",
            "قتل في 14 شباط 2005. واستقالت الحكومة في 28 شباط. وخرج الجنود في 26 نيسان. وأوقف الضباط في 30 آب.",
            ["2005-02-14", "2005-02-28", "2005-04-26", "2005-08-30"],
        ),
        (  # counted back in the story, and what somebody of it said would be
            "2025-10-18",
            "فجر الجمعة 11 نيسان 2008 اقتحموا القصر. كان الهجوم قد بدأ قبل ثلاثة أيام. وأعلن الضابط في المساء أنه سيفرج عن الوزراء في 25 نيسان.",
            ["2008-04-11TMO", "2008-04-08", "2008-04-11TEV", "2008-04-25"],
        ),
        (  # what has just passed is of the report
            "2024-10-29",
            "في كانون الثاني 2023 أنهت الشرطة تحقيقها. وبرأت محكمة في 17 تشرين الأول قائد الشرطة السابق.",
            ["2023-01", "2024-10-17"],
        ),
        (  # a report that looks back once
            "2025-01-04",
            "فاز المنتخب مساء اليوم باللقب. وكان قد فاز به في ديسمبر 2019. وبلغ النهائي بفوزه على الكويت الثلاثاء.",
            ["2025-01-04TEV", "2019-12", "2024-12-31"],
        ),
        (  # an hour past midnight was told as one of that day, so the morning is of it, too
            None,
            "كان ضابطا مناوبا ليلة الثاني من آب 1990، وقال إن البلاغ وصله عند الساعة الثانية إلا عشر دقائق بعد منتصف الليل. "
            "وقال إن الأمير غادر القصر عند الخامسة فجرا.",
            ["1990-08-02TNI", "1990-08-02T01:50", "1990-08-02T05:00"],
        ),
    ],
)
def test_days_of_the_story_and_of_the_report(published: str | None, text: str, wanted: list[str]) -> None:
    assert [each.value for each in find_times(text, published).expressions] == wanted


def test_most_stories_read_the_same_with_the_date_of_years_later() -> None:
    """A date behind a story changes «غدا» and «قبل عامين», and hardly what hangs on the story's own days."""
    same = told = 0
    for name in ("told.txt", "told2.txt", "told3.txt", "told4.txt", "told5.txt", "told6.txt"):
        for published, marked in articles(name, "\n\n"):
            text = MARK.sub(lambda match: match[1], marked)
            before = find_times(text)
            years = [int(year) for year in re.findall(r"\|((?:19|20)\d\d)-", marked)]
            if published or before.published or not years:
                continue
            after = find_times(text, f"{max(years) + _LATER}-10-18")
            values = {each.span: each.value for each in after.expressions}
            told += len(before.expressions)
            same += sum(values.get(each.span) == each.value for each in before.expressions)
    assert told > 1000
    assert same / told >= 0.9
