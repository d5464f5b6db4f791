"""Explicit, weekday check, the document's date, the last date said, unresolved: which one a time hangs on."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times
from reader.model import Known


def values(text: str, published: str | None = None) -> list[str]:
    return [each.value for each in find_times(text, published).expressions]


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("دمشق – 8 كانون الأول 2024 – دخلت الفصائل العاصمة فجر اليوم", "2024-12-08", Known.DATELINE),
        ("القاهرة في 8 ديسمبر 2024 (أ ش أ) قال الوزير", "2024-12-08", Known.DATELINE),
        (
            "أبوظبي في 19 شعبان 1445 هـ / وام /\nقال الوزير",
            "2024-02-29",
            Known.INFERRED,
        ),  # a day more or less
        ("الرياض 16 ذو الحجة 1442 هـ الموافق 26 يوليو 2021 م واس\nقال الوزير", "2021-07-26", Known.DATELINE),
        ("عنوان الخبر\nالأحد 8 ديسمبر 2024 - 10:30\nقال الوزير أمس", "2024-12-08", Known.DATELINE),
        ("تاريخ النشر: 8/12/2024\nقال الوزير", "2024-12-08", Known.DATELINE),
        ("وقع ذلك في 8 كانون الأول 2024، وفي 7 كانون الأول الجاري", "2024-12", Known.INFERRED),
        ("أعلن أمس السبت 7 ديسمبر 2024 أن", "2024-12-08", Known.INFERRED),
        ("ارتفعت الأسعار خلال العام الجاري 2024", "2024", Known.INFERRED),
        ("وقع ذلك في 8 كانون الأول 2024", None, None),
        ("قال الوزير أمس", None, None),
    ],
)
def test_document_date(text: str, published: str | None, wanted: Known | None) -> None:
    times = find_times(text)
    assert (times.published, times.published_from) == (published, wanted)


def test_what_hangs_on_an_inferred_date_says_so() -> None:
    times = find_times("في 8 كانون الأول 2024، وقبله في 7 كانون الأول الجاري").expressions
    assert (times[1].value, times[1].anchor) == ("2024-12-07", "document")
    assert "inferred-date" in times[1].flags
    assert "inferred-date" not in times[0].flags


def test_given_date_wins_over_dateline() -> None:
    assert find_times("دمشق – 8 كانون الأول 2024 – قال", "2024-12-09").published == "2024-12-09"


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        # without a document's date nothing is made up
        ("يوم السبت", None, ["XXXX-WXX-6"]),
        ("أمس", None, ["XXXX-XX-XX"]),
        ("الشهر الماضي", None, ["XXXX-XX"]),
        ("في 8 ديسمبر", None, ["XXXX-12-08"]),
        ("نوفمبر الماضي", None, ["XXXX-11"]),
        ("أمس", "2024-12", ["XXXX-XX-XX"]),
        ("الشهر الماضي", "2024-12", ["2024-11"]),
        ("العام الماضي", "2024", ["2023"]),
        # past by default, to come where the sentence says so
        ("وصل الوفد الأحد", "2024-12-10", ["2024-12-08"]),
        ("سيصل الوفد الأحد", "2024-12-10", ["2024-12-15"]),
        ("من المقرر أن يصل الأحد", "2024-12-10", ["2024-12-15"]),
        ("وقع في 30 ديسمبر", "2025-01-02", ["2024-12-30"]),
        ("سيعقد في 5 يناير", "2024-12-30", ["2025-01-05"]),
        # the year of a far-off day is not guessed
        ("بعد أحداث وقعت في 11 سبتمبر", "2024-07-01", ["XXXX-09-11"]),
        # a day said in full before keeps its year
        ("هجوم 7 أكتوبر 2023. وبعد 7 أكتوبر تغير كل شيء", "2024-12-10", ["2023-10-07", "2023-10-07"]),
        # the sentence's own year wins over the document's
        ("في عام 1973 اندلعت الحرب وفي 6 أكتوبر عبرت القوات", "2024-12-10", ["1973", "1973-10-06"]),
        # dates in a list share what the last one says
        ("خلال مارس وجوان ونوفمبر 2015", "2017-02-01", ["2015-03", "2015-06", "2015-11"]),
        ("أيام 10 أو 11 أو 12 مارس 2017", "2017-02-01", ["2017-03-10", "2017-03-11", "2017-03-12"]),
        # days that hang on the last one said
        (
            "في 3 أيار 2014 وصل. وفي اليوم التالي غادر، وبعد ذلك بيومين عاد",
            None,
            ["2014-05-03", "2014-05-04", "2014-05-06"],
        ),
        # an hour said in a quotation is when its «غدا» was said
        (
            "قال: «الوقت تأخر (9:30 مساء السبت) غدا سألقي خطابا»",
            "2024-12-12",
            ["2024-12-07T21:30", "2024-12-08"],
        ),
        ("جرى ذلك في ليل 7/8 ديسمبر. في هذا اليوم هرب", None, ["XXXX-12-07TNI", "XXXX-12-07"]),
        ("قبل ثلاثة أيام من 8 ديسمبر 2024", None, ["2024-12-05"]),
        ("بعد 7 أكتوبر 2023 بعام", None, ["2024"]),
        ("يومي 5 و6 من الشهر الجاري", "2024-12-10", ["2024-12-05/2024-12-06"]),
        ("الأول من أمس", "2024-12-10", ["2024-12-08"]),
        ("تظاهر الآلاف الأحد من أجل الحرية", "2024-12-10", ["2024-12-08"]),
        ("قال المقرر الأممي السبت إن الوضع خطير", "2024-12-10", ["2024-12-07"]),
        ("غادر مكتبه السبت بعد أن تلقى اتصالا", "2024-12-10", ["2024-12-07"]),
        ("ويجتمع التحالف السبت", "2024-12-10", ["2024-12-14"]),
        ("كان يفترض أن يصل السبت", "2024-12-10", ["2024-12-07"]),
        ("قال الوزير الأحد إنه سيحضر", "2024-12-10", ["2024-12-08"]),
        ("ظهر الثاني من تشرين الأول عند الساعة الواحدة", "2018-10-21", ["2018-10-02TAF", "2018-10-02T13:00"]),
        ("28 نوفمبر من كل عام", "2024-12-10", ["XXXX-11-28"]),
        ("الأشهر التسعة الأولى من 2024", None, ["2024-01/2024-09"]),
        ("عامين وأربعة أشهر", None, ["P2Y4M"]),
        ("في يناير 2017 مقارنة بنفس الشهر من السنة الماضية", "2017-02-10", ["2017-01", "2016-01"]),
        ("قبل عام 1983", "2024-12-10", ["1983"]),
        ("من ديسمبر 2023 إلى فبراير", None, ["2023-12/2024-02"]),
        ("بين الثامنة والتاسعة مساء", None, ["XXXX-XX-XXT20:00/XXXX-XX-XXT21:00"]),
        ("عيد الأضحى الماضي", "2024-12-10", ["2024-06-16"]),
        ("عيد الفطر المقبل", "2024-12-10", ["2025-03-30"]),
        ("عيد الأضحى 2023", None, ["2023-06-28"]),
        ("عيد الميلاد من العام الماضي", "2024-12-10", ["2023-12-25"]),
        ("صلاة عيد الفطر", "2024-12-10", []),
        ("ارتفعت الأسعار منذ مطلع العام", "2024-12-10", ["2024"]),
        ("اندلعت عام 1975 وفي نهاية العام توقفت", "2024-12-10", ["1975", "XXXX"]),
        ("نهاية العام الدراسي", "2024-12-10", []),
        ("رمضان 2023", None, ["2023-03-23/2023-04-20"]),
    ],
)
def test_values(text: str, published: str | None, wanted: list[str]) -> None:
    assert values(text, published) == wanted


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        # the day on which the opening announces something is the document's
        ("أعلنت الوزارة، الثلاثاء 12 شتنبر 2023، أن الحصيلة ارتفعت", "2023-09-12", Known.INFERRED),
        ("صادق المجلس، الاثنين 29 تشرين الثاني/نوفمبر 2021، على النتائج", "2021-11-29", Known.INFERRED),
        (
            "قالت الوزارة الثلاثاء 12 سبتمبر 2023 إن الدراسة تعود في 1 أكتوبر المقبل",
            "2023-09-12",
            Known.INFERRED,
        ),
        # not where it is another's day, a mismatched one, one without its weekday, or where the text goes on after it
        ("بعد عام على انفجار الثلاثاء 4 آب 2020 طالب الأهالي بالحقيقة", None, None),
        ("أعلنت اللجنة تأجيل الاقتراع إلى الأحد 3 مارس 2024 بسبب الأمطار", None, None),
        ("قال إن الهجوم الذي وقع الأحد 5 مايو 2013 كان منظما", None, None),
        ("قضت المحكمة، السبت 16 يونيو 2015، بسجنه", None, None),
        ("أعلن النادي في 30 ديسمبر 2022 تعاقده مع اللاعب", None, None),
        ("صادق المجلس، الاثنين 29 نوفمبر 2021، على النتائج. وفي 9 يناير 2022 عقد البرلمان جلسته", None, None),
    ],
)
def test_opening_of_a_report(text: str, published: str | None, wanted: Known | None) -> None:
    times = find_times(text)
    assert (times.published, times.published_from) == (published, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # over paragraphs and over a turn of the year
        ("انفجر المرفأ الثلاثاء 4 آب 2020.\nوفي 10 آب استقالت الحكومة", ["2020-08-04", "2020-08-10"]),
        ("سقط السبت 28 ديسمبر 2019.\nوفي 3 يناير عاد", ["2019-12-28", "2020-01-03"]),
        ("اندلعت السبت 15 نيسان 2023.\nوفي 20 مايو الماضي وقعا", ["2023-04-15", "2023-05-20"]),
        # the weekday says which year
        ("بدأ في 25 تشرين الأول 2019.\nواستقال الجمعة 29 تشرين الثاني", ["2019-10-25", "2019-11-29"]),
        # dates of several stories, a year of the background, a day too far: nothing to go on from
        ("ولد في 13 آذار 1941. ومنح جائزة في 15 أيار 1988.\nوكرم في 20 تشرين الثاني", ["1941-03-13", "1988-05-15", "XXXX-11-20"]),
        ("تأسس عام 1971.\nوفي 10 آب احتفل", ["1971", "XXXX-08-10"]),
        ("بدأ في 4 آب 2020.\nفي 20 أيار الماضي عاد", ["2020-08-04", "2020-05-20"]),
        ("ولد في 5 مايو 1950.\nوفي 7 مايو كرم", ["1950-05-05", "XXXX-05-07"]),
        ("في 3 يوليو 2013 عزل. وفي 14 يناير أقر. وفي يونيو انتخب", ["2013-07-03", "XXXX-01-14", "XXXX-06"]),
        # told after a day to come
        ("ستجرى في 3 مارس 2024. وقال الوزير في 15 ديسمبر ذلك", ["2024-03-03", "2023-12-15"]),
        # weekdays: before the day where the sentence looks back, else a story goes on; open on the eve of its day
        ("وقع السبت 7 يناير 2017.\nوزار الوزير المكان الاثنين", ["2017-01-07", "2017-01-09"]),
        ("وقع السبت 7 يناير 2017.\nوكان الوزير قد زار المكان الاثنين", ["2017-01-07", "2017-01-02"]),
        ("وقع الأربعاء 4 يناير 2017.\nوزار الوزير المكان الاثنين", ["2017-01-04", "2017-01-09"]),
        ("وقع الأربعاء 4 يناير 2017.\nوزار الوزير المكان الثلاثاء", ["2017-01-04", "XXXX-WXX-2"]),
        ("انفجر في 4 آب 2020. وزارها الخميس التالي", ["2020-08-04", "2020-08-06"]),
        ("الانفجار في 4 آب 2020. وفي 10 آب استقال. وزارها الخميس التالي للانفجار", ["2020-08-04", "2020-08-10", "2020-08-06"]),
        # a clause about something else leaves the sentence's own day the last one said
        ("عاد في 25 أيار 2019 إلى الساحة التي غادرها في 1 أيار 2019. وفي اليوم التالي خطب", ["2019-05-25", "2019-05-01", "2019-05-26"]),
        # the month in which the seventh is a Sunday
        ("في 29 نوفمبر 2021 أقر. وفي 9 يناير 2022 عقد. وهوجم الأحد السابع من الشهر نفسه", ["2021-11-29", "2022-01-09", "2021-11-07"]),
        ("أطلقت العملية في 25 آذار 2015 وانتهت في 21 نيسان بعد 27 يوما", ["2015-03-25", "2015-04-21", "P27D"]),
    ],
)  # fmt: skip
def test_a_story_goes_on(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


def test_what_a_story_gives_says_so() -> None:
    year, weekday = find_times("انفجر السبت 4 يناير 2020.\nوفي 10 يناير استقال.\nوعاد الأحد").expressions[1:]
    assert (year.anchor, year.flags) == ("text", ("carried-year",))
    assert (weekday.value, weekday.anchor, weekday.flags) == ("2020-01-12", "text", ("near-weekday",))


@pytest.mark.parametrize("verb", ["سيدخل", "سيبدأ", "سيناقش", "سيرتفع", "سيفتتح", "ستهبط", "سيترأس"])
def test_future_verbs_that_begin_like_other_words(verb: str) -> None:
    assert values(f"{verb} الوفد الأحد", "2024-12-10") == ["2024-12-15"]


@pytest.mark.parametrize("word", ["سيد", "سيطرة", "سيناء", "سياسة", "سيول", "ستون", "سيارته"])
def test_words_that_begin_like_future_verbs(word: str) -> None:
    assert values(f"زار {word} الوفد الأحد", "2024-12-10") == ["2024-12-08"]
