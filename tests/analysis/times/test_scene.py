"""The day that a story stands on: what sets it, what leaves it alone, what ends it. Text in, values out."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (  # a date of the background comes between; the story stays where it is
            "وقع الهجوم في 6 آذار 2014. وكانت الشركة اشترت المبنى في حزيران 2009. عند الثالثة صباحا وصلت الشرطة.",
            ["2014-03-06", "2009-06", "2014-03-06T03:00"],
        ),
        (  # a day of a relative clause, said in another sentence
            "دخلوا المدينة في 15 آب 2021. كسر الجيش الاتفاق الذي وقع في 29 فبراير 2020.\nقال إنه كان في الشارع عصر ذلك اليوم.",
            ["2021-08-15", "2020-02-29", "2021-08-15TAF"],
        ),
        (  # somebody's words lead to another day
            "أضرب العمال في 7 أيار 2012. «بدأ كل شيء في 3 نيسان 2011»، قال أحدهم. مساء اليوم نفسه تفرقوا.",
            ["2012-05-07", "2011-04-03", "2012-05-07TEV"],
        ),
        (  # «إلا بعد يومين» tells what came later; the story does not go there
            "قتل الرجل في 6 تشرين الأول 1981. ولم يقبض على القاتل إلا بعد يومين. مساء ذلك اليوم أعلنت الطوارئ.",
            ["1981-10-06", "1981-10-08", "1981-10-06TEV"],
        ),
        (  # a named day is no day of the story, and leaves no year unknown
            "هربوا في 15 آب 2021. وجاء السقوط قبل ذكرى هجمات 11 سبتمبر. وفي 26 آب انفجرت البوابة.",
            ["2021-08-15", "XXXX-09-11", "2021-08-26"],
        ),
        (  # the story has gone on to a month: an hour there is of no day that is known
            "وقع الحادث في 6 آذار 2014. وفي أيلول 2014 بدأت المحاكمة. عند الثالثة عصرا دخل المتهم.",
            ["2014-03-06", "2014-09", "XXXX-XX-XXT15:00"],
        ),
        (  # a paragraph that turns to something else
            "هاجموا المبنى صباح الخميس 8 تشرين الأول 1981.\nأما الأسرة فتتوقف عند المستشفى. تقول إن الوفاة وقعت الساعة الواحدة ظهرا.",
            ["1981-10-08TMO", "XXXX-XX-XXT13:00"],
        ),
        (  # of an hour's two readings the one soon after the last hour of that day
            "ارتدى بدلته صباح 6 أكتوبر 1981. الساعة 12:40 حلقت الطائرات. وحدثت الوفاة الساعة الثانية.",
            ["1981-10-06TMO", "1981-10-06T12:40", "1981-10-06T14:00"],
        ),
        (  # «اليوم التالي لـ» an event whose day nobody says stays open
            "ضغط عليه في 23 تموز 2021. وفي اليوم التالي لدخول الحركة سقط شبان.",
            ["2021-07-23", "XXXX-XX-XX"],
        ),
        ("عزله حزبه في 19 نوفمبر 2017، وأمهله حتى ظهر الغد، فجلس صامتا تلك الليلة.", ["2017-11-19", "2017-11-20TAF", "2017-11-19TNI"]),
        ("نأمل أن نرى ذلك في الغد القريب. وفي الغد شمس.", ["XXXX-XX-XX"]),
    ],
)  # fmt: skip
def test_where_the_story_stands(text: str, values: list[str]) -> None:
    assert [each.value for each in find_times(text).expressions] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (  # «وكان ... قد», however far apart: a month of the background
            "قتل الرئيس في 6 أكتوبر 1981. وكان ابن شقيقه النائب قد اتهم الحرس، فحكم عليه في أكتوبر 2006.\nوبدأت القصة يوم 3 سبتمبر.",
            ["1981-10-06", "2006-10", "1981-09-03"],
        ),
        ("أوقف في 19 تشرين الثاني 2018، وأفرج عنه في آذار قبل أن يعاد توقيفه في نيسان.", ["2018-11-19", "2019-03", "2019-04"]),
        ("سافرت في مايو 2024.\nيوم السبت 15 يونيو وقفت هناك. صباح الأحد مشت.", ["2024-05", "2024-06-15", "2024-06-16TMO"]),
        ("بدأت الفكرة في تموز 2019. في 29 كانون الأول خرج.\nوفي الثامن من كانون الثاني تكلم.", ["2019-07", "2019-12-29", "2020-01-08"]),
        ("عدت كل حالة في 21 ديسمبر 2017. وتتذكر كيف أضربوا في أبريل.", ["2017-12-21", "2017-04"]),
        ("كتبت رسالة نشرت في 30 كانون الأول 2015، ولم يقرأها أحد. وفي 4 شباط 2016 وقع الهجوم.", ["2015-12-30", "2016-02-04"]),
    ],
)  # fmt: skip
def test_the_year_of_its_days(text: str, values: list[str]) -> None:
    assert [each.value for each in find_times(text).expressions] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("دامت واحدا وثلاثين عاما، ثم خمسا وثلاثين دقيقة.", [("واحدا وثلاثين عاما", "P31Y"), ("خمسا وثلاثين دقيقة", "PT35M")]),
        ("تصمد بين شهر وثلاثة أشهر، أو بين خمس وسبع سنوات.", [("بين شهر وثلاثة أشهر", "P1M/P3M"), ("بين خمس وسبع سنوات", "P5Y/P7Y")]),
        ("بين يوم وليلة تغير كل شيء بين الناس.", []),
        ("قضت المحكمة بحبسه سنة.", [("سنة", "P1Y")]),
        ("رمم مرة واحدة سنة 1987.", [("سنة 1987", "1987")]),
        ("أغلق في 2020 ستة أسابيع.", [("2020", "2020"), ("ستة أسابيع", "P6W")]),
        ("فر بعد يوم من إقالته وصل إلى الحدود.", [("بعد يوم من إقالته", "P1D")]),
    ],
)  # fmt: skip
def test_lengths(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.text, each.value) for each in find_times(text).expressions] == found
