"""Accounts of those who were there: the day is said in full only later, and the hours run on before it."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


def _values(text: str, published: str | None = None) -> list[str]:
    return [each.value for each in find_times(text, published).expressions]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # the first day said in full, with its weekday, is soon after
        ("غادرنا الموقع بعد ظهر الأحد. أعلنوا الوفاة صباح الاثنين 20 مايو 2024.", ["2024-05-19TAF", "2024-05-20TMO"]),
        ("مساء السبت كنا نظن أننا نجونا. كانت الشرطة قد تمردت يوم الجمعة 8 نوفمبر 2019.", ["2019-11-09TEV", "2019-11-08"]),
        # one of the background is said without it, and a month between leads elsewhere
        ("أصيب الرئيس مساء السبت. وكانت آخر محاولة لاغتياله في 30 آذار 1981.", ["XXXX-WXX-6TEV", "1981-03-30"]),
        ("رأيته يوم السبت. سافر بعد شهر. ومات يوم الجمعة 8 نوفمبر 2019.", ["XXXX-WXX-6", "P1M", "2019-11-08"]),
        ("رأيته يوم السبت.\n\nومات يوم الجمعة 8 نوفمبر 2019.", ["XXXX-WXX-6", "2019-11-08"]),
        # its date right behind a weekday
        ("مساء الأربعاء في 23 تشرين الأول 2002 صعد رجل إلى الخشبة.", ["2002-10-23TEV", "2002-10-23"]),
        ("مساء الثلاثاء في 23 تشرين الأول 2002 صعد رجل إلى الخشبة.", ["XXXX-WXX-2TEV", "2002-10-23"]),
        # what somebody tells of that day is no announcement on it
        ("روى دبلوماسي فقال: كنا في الحديقة مساء الثلاثاء 17 كانون الأول 1996. وفي آذار سمعنا موسيقى.", ["1996-12-17TEV", "1997-03"]),
    ],
)  # fmt: skip
def test_days_told_ahead(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("غادرنا يوم 19 مايو 2024 عند الواحدة ظهرا. سقطت الطائرة، وكان ذلك قرابة الثانية. وصلت الفرق عند الخامسة فجرا.", ["2024-05-19", "2024-05-19T13:00", "2024-05-19T14:00", "2024-05-20T05:00"]),
        ("أقلعت يوم 19 مايو 2024 عند الواحدة ظهرا. وكانت قد فحصت عند الخامسة فجرا.", ["2024-05-19", "2024-05-19T13:00", "2024-05-19T05:00"]),
        ("في 17 نوفمبر 2022 قرئ الحكم. في 17 تموز 2014 أوصلهم إلى المطار. «ودعتهم عند العاشرة صباحا».", ["2022-11-17", "2014-07-17", "2014-07-17T10:00"]),
        ("اهتزت الأرض في 26 ديسمبر 2004 عند الثامنة إلا دقيقتين.", ["2004-12-26", "2004-12-26T07:58"]),
        ("وصوتوا مساء 26 ديسمبر 2004 عند الواحدة ودقيقة.", ["2004-12-26TEV", "2004-12-26T13:01"]),
        ("في 10 نوفمبر 2019 طلب منه بعد الظهر أن يستقيل، فاستقال عند الرابعة و50 دقيقة.", ["2019-11-10", "2019-11-10TAF", "2019-11-10T16:50"]),
    ],
)  # fmt: skip
def test_hours_run_on(text: str, values: list[str]) -> None:
    assert _values(text) == values


def test_the_same_evening_years_ago() -> None:
    text = "وضع الناس أحذية على الدرج. قبل عامين في مثل هذا المساء دخلوا الحي. اتصلت بأمها عند العاشرة."
    assert _values(text, "2024-10-29") == ["2022", "2022-10-29TEV", "2022-10-29T22:00"]


def test_a_year_said_in_what_was_imagined() -> None:
    text = "لنتخيل أنه سلك طريق الجنوب في أيلول 2011. هل هذا السيناريو ممكن؟\nفي الواقع رفض العرض في 30 أيار من ذلك العام."
    assert _values(text)[-1] == "2011-05-30"


def test_the_month_whose_season_was_said() -> None:
    assert _values("لا أحد يتذكر صيف 2017. في ليلة من حزيران شبت النار.") == ["2017-SU", "2017-06"]


def test_a_month_without_its_madda() -> None:
    assert _values("كان ذلك في 17 مارس 2011. وسقطت المدينة في 21 اب دون قتال.") == [
        "2011-03-17",
        "2011-08-21",
    ]
    assert _values("جاء ثالث اب من القرية.") == []


def test_a_weekday_far_from_what_was_told() -> None:
    text = (
        "غادر في 20 أغسطس 2011. وقصف موكبه في 17 أكتوبر.\n\nقتل أخوه نهاية آب.\n\nعرضت الجثة حتى يوم الاثنين."
    )
    assert _values(text)[-1] == "XXXX-WXX-1"


@pytest.mark.parametrize("text", ["وقف أهالي الضحايا الاثنين والسبعين صامتين.", "وقال إمام الجمعة إنه بخير."])
def test_no_weekdays(text: str) -> None:
    assert _values(text, "2022-06-14") == []


def test_at_the_head_of_is_no_event() -> None:
    (found,) = find_times("ويعود بعد ثلاثة أعوام على رأس جيش.", None).expressions
    assert (found.text, found.value) == ("بعد ثلاثة أعوام", "P3Y")


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # since a day just after the one told, and what is told behind it
        ("حاصروا المنزل في 31 آذار 2022. وفي 9 تموز دخلوا القصر. وفر بعد أربعة أيام. وصارت استقالته نافذة منذ 14 تموز. وعاد في الثاني من أيلول.", None, ["2022-03-31", "2022-07-09", "2022-07-13", "2022-07-14", "2022-09-02"]),
        # a year that was counted, and a day of it
        ("في 17 تموز 1994 سدد فوق العارضة.\n\nبعد اثني عشر عاما سدد غيره. كان ذلك في 9 تموز، وكنا قد دفناه قبل ثلاثة أيام.", None, ["1994-07-17", "2006", "2006-07-09", "2006-07-06"]),
        ("في 2018 سقط الجسر على الناس.\n\nبعد سنة هدموا ما بقي منه.", None, ["2018", "2019"]),
        # the turn of the year before the report
        ("وكان البركان قد نشط في 20 كانون الأول ثم خمد في 5 كانون الثاني.", "2022-01-17", ["2021-12-20", "2022-01-05"]),
        # the month of a day whose year nobody knows
        ("سأله صباح التاسع من تموز. وأحرقوا بيته مساء التاسع من الشهر.", None, ["XXXX-07-09TMO", "XXXX-07-09TEV"]),
        # a weekday of a story of long before, counted on from
        ("وصل في 18 أيار 2017. اشترى البراميل بعد يومين. دخل القاعة مساء الأحد. وفي الليلة التالية جلس على الدرج.", "2023-03-04", ["2017-05-18", "2017-05-20", "2017-05-21TEV", "2017-05-22TNI"]),
        # another Sunday than yesterday, and no hour of a Thursday that nobody knows
        ("توج باللقب مساء أمس، بعد فوزه ذهابا الأحد الماضي.", "2023-06-12", ["2023-06-11TEV", "2023-06-04"]),
        ("قرأت الأسماء مساء أمس. ووصلت إلى الشاطئ مساء ذلك الخميس قرابة العاشرة.", "2022-12-14", ["2022-12-13TEV", "XXXX-WXX-4TEV", "XXXX-XX-XXT22:00"]),
        ("وستبحر سفينتان غدا وتصلان الجمعة.", "2022-01-17", ["2022-01-18", "2022-01-21"]),
    ],
)  # fmt: skip
def test_stories_go_on(text: str, published: str | None, values: list[str]) -> None:
    assert _values(text, published) == values


def test_a_diary_whose_days_have_lines_of_their_own() -> None:
    text = "الخميس 5 أيلول 2019\n\nأغلقوا الدوار الرابع.\n\nالأحد\n\nلا مدارس.\n\nالسبت 14\n\nأمس خطب الخطيب.\n\nالأحد 6 تشرين الأول\n\nنعود غدا."
    times = find_times(text, None)
    assert times.published is None
    assert [each.value for each in times.expressions] == ["2019-09-05", "2019-09-08", "2019-09-14", "2019-09-13", "2019-10-06", "2019-10-07"]  # fmt: skip


def test_a_dateline_that_no_sign_closes() -> None:
    text = "لندن - 23-5-2017 أعلنت الشرطة الثلاثاء أن المنفذ وصل الخميس الماضي. وعلقت الأحزاب حملتها لانتخابات الثامن من حزيران حتى الجمعة."
    times = find_times(text, None)
    assert times.published == "2017-05-23"
    assert [each.text for each in times.expressions][-2:] == ["الثامن من حزيران", "الجمعة"]


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # a clause in the present, by its form, behind a story of the year before: ahead
        ("ركع عليه في 25 أيار 2020. ويحدد القاضي العقوبة بعد ثمانية أسابيع.", "2021-04-21", ["2020-05-25", "2021-W24"]),
        ("عدل القانون في 25 أيار 2020. ويشترط القاضي أن يكرر الطلب بعد يومين.", "2021-04-21", ["2020-05-25", "2020-05-27"]),
        ("وقعت المذبحة مساء الأول من فبراير الماضي. وينطق القاضي بالحكم في 9 مارس.", "2013-01-26", ["2012-02-01TEV", "2013-03-09"]),
        # no hour of today or of a day to come
        ("حكمت المحكمة صباح اليوم على المتهمين.\n\nيذكر الحارس أن المباراة انتهت عند السابعة والربع مساء.", "2013-01-26", ["2013-01-26TMO", "XXXX-XX-XXT19:15"]),
        ("ويبدأ في 23 آب محاكمة غيره. وبكى الحشد عند الرابعة عصرا.", "2021-04-21", ["2021-08-23", "XXXX-XX-XXT16:00"]),
        # the one day of a text
        ("في 13 كانون الثاني 2018 قرأوا رسالة. وفي حزيران صافح الرجل خصمه. هل كنا ذلك الصباح أقرب إلى الحقيقة؟", None, ["2018-01-13", "2018-06", "2018-01-13TMO"]),
        ("مساء 30 أيار 2010 رأينا أضواءهم، كانت الحادية عشرة تقريبا.", None, ["2010-05-30TEV", "2010-05-30T23:00"]),
    ],
)  # fmt: skip
def test_ahead_and_remembered(text: str, published: str | None, values: list[str]) -> None:
    assert _values(text, published) == values


def test_weeks_of_a_scenario_are_lengths() -> None:
    text = "لنتخيل أن الطائرة لم تقلع. في اليوم التالي يستقيل الوزير. بعد أسبوع يسقط المجلس. بعد شهر ينتخبون غيره."
    assert _values(text)[-2:] == ["P1W", "P1M"]


def test_months_in_somebodys_words_are_lengths() -> None:
    text = "نهب المتحف في 10 نيسان 2003. وقال الحارس: «الرأس لقيناه مدفونا بعد خمسة أشهر»."
    assert _values(text) == ["2003-04-10", "P5M"]
