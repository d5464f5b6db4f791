"""Stories that go on past a night, leap ahead and come back; the last day of a month, and what a report's own week is."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("published", "text", "wanted"),
    [
        (  # before dawn, and in the morning, behind an evening
            None,
            "دوى الانفجار عند العاشرة ليلا من يوم 4 أيار 2011. نقل الجرحى قبل الفجر، وفي الصباح وصل الوزير.",
            ["2011-05-04T22:00", "2011-05-05TMO", "2011-05-05TMO"],
        ),
        (  # noon behind a night, and what follows it
            None,
            "أبحروا ليلة الأربعاء 12 آب 2015. وفي الظهيرة دخل الماء. اتصلوا عند الثانية. وصل زورق مساء فاندفعوا إليه.",
            ["2015-08-12TNI", "2015-08-13TAF", "2015-08-13T14:00", "2015-08-13TEV"],
        ),
        (  # a report of the day in whose night it began
            None,
            "أكرا، 24 شباط 1966 - استولى الجيش اليوم على الحكم. زحفت القوات ليلا، وقاوم الحرس حتى الظهر.",
            ["1966-02-24", "1966-02-24", "1966-02-24TNI", "1966-02-24TAF"],
        ),
        (  # hours in figures over midnight
            None,
            "بدأ الهجوم في 15 تموز 2016.\n23.30: سمع الرصاص.\n00.13: قرئ البيان.\n06:40: استسلم الجنود.",
            ["2016-07-15", "2016-07-15T23:30", "2016-07-16T00:13", "2016-07-16T06:40"],
        ),
        (  # minutes past midnight of a day just said
            None,
            "في 25 نيسان 1974، بعد منتصف الليل بعشرين دقيقة، أذيعت الأغنية.",
            ["1974-04-25", "1974-04-25T00:20"],
        ),
        (  # a week to the day, and a weekday of the week gone to
            None,
            "الاثنين 29 أيلول 2008 انهار المصرف. بعد أسبوع بالتمام خطب الرئيس. كانت الساعة الرابعة عصرا.",
            ["2008-09-29", "2008-10-06", "2008-10-06T16:00"],
        ),
        (
            None,
            "الاثنين 29 أيلول 2008 انهار المصرف. بعد أسبوع انهار الثاني. الخميس جاء دور الثالث.",
            ["2008-09-29", "2008-W41", "2008-10-09"],
        ),
        (  # a year that something is since, and a future of a relative clause
            None,
            "فجر 22 كانون الثاني 2009 أطلق الغاز لأول مرة منذ 1949. بعد أربعة أيام استقال الرئيس، الذي سيحاكم في 2012.",
            ["2009-01-22TMO", "1949", "2009-01-26", "2012"],
        ),
        (  # the story is back behind what it leapt ahead to
            None,
            "نجا الزعيم في 7 تشرين الأول 1959 من رصاص شاب سيصبح رئيسا في 1979. وفي كانون الأول غادر المستشفى.",
            ["1959-10-07", "1979", "1959-12"],
        ),
        (
            None,
            "قصفوا القصر في 11 أيلول 1973. قاد الطائرة ضابط توفي لاحقا سنة 2011. وفي 15 أيلول بدأت الاعتقالات.",
            ["1973-09-11", "2011", "1973-09-15"],
        ),
        (
            None,
            "سجن الكاتب في كانون الأول 2017 إلى أن أفرج عنه في تشرين الأول 2018.\nفي الأول من كانون الأول حاصروا بيته.",
            ["2017-12", "2018-10", "2017-12-01"],
        ),
        (  # counted from what is counted itself
            None,
            "طنجة: 14 مارس 2019\nأوقف الأول غداة الجريمة، وسلم الثاني نفسه بعده بيوم.",
            ["2019-03-14", "P1D", "P1D"],
        ),
        (  # days that follow those of a story of long before
            "2017-11-22",
            "دخل الجيش البلدة في 11 تموز 1995. وفي الأيام الخمسة التالية قتل الرجال. قال رئيس البلدية فلان الفلاني الثلاثاء: انتظرنا هذا الأربعاء.",
            ["1995-07-11", "P5D", "2017-11-21", "2017-11-22"],
        ),
        (  # the last day of a month, and a weekday that is counted in it
            None,
            "سقطت المدينة في تموز 2014. وفي اليوم الأخير من تموز غادر السكان، وعادوا في آخر أيام آب.",
            ["2014-07", "2014-07-31", "2014-08-31"],
        ),
        (
            None,
            "عمان، 15 يونيو 2022 - وقع الحادث الأحد الأول من الشهر. ويبدأ المؤتمر الخميس الثالث من يوليو.",
            ["2022-06-15", "2022-06-05", "2022-07-21"],
        ),
        (  # days that head the parts of a chronicle are no dateline
            None,
            "حصار المدرسة\nالأربعاء 1 سبتمبر 2004 - دخل المسلحون عند التاسعة صباحا.\nالخميس 2 سبتمبر - جاء الوسيط ظهرا. وعند الثالثة أخرج ستة.",
            ["2004-09-01", "2004-09-01T09:00", "2004-09-02", "2004-09-02TAF", "2004-09-02T15:00"],
        ),
        (  # a diary counts back from its own day
            None,
            "الثلاثاء 5 مايو 1992\nقصفوا البريد قبل ثلاثة أيام.\nالخميس 7 مايو 1992\nنمنا في القبو.",
            ["1992-05-05", "1992-05-02", "1992-05-07"],
        ),
        (  # a day that names an election is not what a report's weekday hangs on
            None,
            "داكار، 22 كانون الثاني 2017 - أدى الفائز في انتخابات الأول من كانون الأول اليمين في السفارة الخميس.",
            ["2017-01-22", "2016-12-01", "2017-01-19"],
        ),
        (  # the one night that a text tells
            None,
            "سقطت الطائرة مساء 21 كانون الأول 1988.\nفي الربيع التالي عاد الأهالي.\nأما الراعي فيقول إنه لم يسمع شيئا تلك الليلة.",
            ["1988-12-21TEV", "1989-SP", "1988-12-21TNI"],
        ),
    ],
)
def test_values(published: str | None, text: str, wanted: list[str]) -> None:
    assert [each.value for each in find_times(text, published).expressions] == wanted


def test_a_year_before_a_month_is_no_count_of_months() -> None:
    times = find_times("يخوض الفريق تصفيات كأس 2021 شهر نوفمبر القادم.", "2019-07-20").expressions
    assert [each.value for each in times] == ["2019-11"]


def test_what_was_written_in_a_year_tells_of_others() -> None:
    times = find_times("يقول كتاب صدر عام 1988 إن الغواصين وجدوا السفينة يوم التاسع من آذار.").expressions
    assert [each.value for each in times] == ["1988", "XXXX-03-09"]
