"""Days of a story that lies long before the text that tells it, and hours that go on over midnight."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


def _values(text: str, published: str | None) -> list[str]:
    return [each.value for each in find_times(text, published).expressions]


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # what has been lies before the report, and its weekday says the year
        ("وهدم ما بقي من البرج مساء الأحد 4 تموز.", "2022-06-24", ["2021-07-04TEV"]),
        ("ودفن الضحايا في 4 تموز.", "2022-06-24", ["2021-07-04"]),
        ("وتعلن النتائج في 4 تموز.", "2022-06-24", ["2022-07-04"]),
        ("ووعد بدفن الضحايا في 4 تموز.", "2022-06-24", ["2022-07-04"]),
        # a story of another year goes on in the next paragraph
        ("كان شاهدا مساء 28 فبراير 1986 في المبنى.\n\nواستجوبته الشرطة في 1 مارس.", "2020-06-11", ["1986-02-28TEV", "1986-03-01"]),
        # weekdays before a day of long ago, and the next one after them
        ("فتح الخزنة صباح الاثنين 11 تشرين الثاني. كان اللصوص قد دخلوا مساء الجمعة. خرجوا فجر الأحد.", "2014-03-09", ["2013-11-11TMO", "2013-11-08TEV", "2013-11-10TMO"]),
        ("فتح الخزنة صباح الاثنين 11 تشرين الثاني. وقال المدير الجمعة إن المصرف سيدفع.", "2014-03-09", ["2013-11-11TMO", "2014-03-07"]),
        # a Saturday that nobody told is not the last one
        ("يسأل دائما عن ذلك السبت.", "2019-02-18", ["XXXX-WXX-6"]),
        # what lasts, and what nearly was
        ("وتنكس الأعلام حتى الاثنين.", "1986-03-01", ["1986-03-03"]),
        ("وأوقف ثلاثة آلاف حتى الجمعة.", "2016-07-17", ["2016-07-15"]),
        ("وكاد الرئيس يغادر الجمعة.", "1978-09-18", ["1978-09-15"]),
        # weeks are counted in the story of a report as days are
        ("وأعلن الاتفاق في 11 أيار. ثم زيد المبلغ بعد أسبوعين.", "2022-06-24", ["2022-05-11", "2022-W21"]),
        # days counted back where the text has no date
        ("سقط المظليون فجر 25 تشرين الأول 1983. قتل الرئيس قبل ستة أيام. في اليوم التالي أسر الطبيب.", None, ["1983-10-25TMO", "1983-10-19", "1983-10-26"]),
        # a season's year, not that of a birth; a year that the sentence has gone on from
        ("ولد في كانون الثاني 1890، وجاء إلى باريس في ربيع 1925. دعاهم يوم الجمعة 8 أيار.", None, ["1890-01", "1925-SP", "1925-05-08"]),
        ("أفلس في 24 شباط 1995. في نهاية 1994 خسر. ثم ضرب الزلزال صباح 17 كانون الثاني.", None, ["1995-02-24", "1994", "1995-01-17TMO"]),
        ("أفرج عنه في 20 آب 2009 لمرضه، فعاش ثلاث سنوات ومات في أيار.", None, ["2009-08-20", "P3Y", "XXXX-05"]),
        # words
        ("وتعقد الجلسة في 27 من الجاري.", "2022-12-13", ["2022-12-27"]),
        ("وينتخب في العشرين من الجاري.", "2022-07-13", ["2022-07-20"]),
        ("وعفا عن 188 معتقلا عشية عيد الأضحى.", "2018-10-28", ["P1D"]),
        ("وعاد بعد عشر سنوات على اليوم الذي قتل فيه.", "2021-07-23", ["P10Y"]),
    ],
)  # fmt: skip
def test_days_of_long_before(text: str, published: str | None, values: list[str]) -> None:
    assert _values(text, published) == values


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("بدأت عند العاشرة من ليل الجمعة. وظهر عند الثانية عشرة و26 دقيقة ثم هبط عند الثالثة فجرا.", "2016-07-17", ["2016-07-15T22:00", "2016-07-16T00:26", "2016-07-16T03:00"]),
        ("أعلن ذلك مساء الثلاثاء عند العاشرة و27 دقيقة. وصوتوا عند الواحدة. ورضخ عند الرابعة فجرا.", "2024-12-04", ["2024-12-03TEV", "2024-12-03T22:27", "2024-12-04T01:00", "2024-12-04T04:00"]),
        ("كان ذلك ظهر 28 أيلول 1994. أبحرت مساء الثلاثاء، عند السابعة والربع. رقصوا حتى منتصف الليل. عند الواحدة سمعوا ضربة.", None, ["1994-09-28TAF", "1994-09-27TEV", "1994-09-27T19:15", "1994-09-27T24:00", "1994-09-28T01:00"]),
    ],
)  # fmt: skip
def test_hours_over_midnight(text: str, published: str | None, values: list[str]) -> None:
    assert _values(text, published) == values
