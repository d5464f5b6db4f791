"""Datelines and bylines: a line in; where the article begins in it, and who prints it."""

from __future__ import annotations

import pytest

from reader.corpus.datelines import byline, dateline, outlet
from reader.corpus.loaders import Own
from reader.corpus.metadata import merge, own_of
from reader.corpus.titles import infer_title
from reader.model import Known


@pytest.mark.parametrize(
    ("line", "rest", "outlet"),
    [
        ("بكين 10 آذار/مارس 2023 (أ ف ب) - أعلنت السعودية وإيران", "أعلنت السعودية وإيران", "أ ف ب"),
        ("الخرطوم 17-4-2023 (أ ف ب) - تواصلت المعارك", "تواصلت المعارك", "أ ف ب"),
        ("القاهرة (رويترز) - قال مسؤول إن", "قال مسؤول إن", "رويترز"),
        ("تونس (الثلاثاء 27 جويلية 2021) - عاشت تونس ليلة", "عاشت تونس ليلة", None),
        ('لندن - "الحياة الجديدة" 7 نيسان 2023', "", "الحياة الجديدة"),
        ('بيروت ــ "العربي الجديد" 6 آب 2020', "", "العربي الجديد"),
        ("الرياض 16 ذو الحجة 1442 هـ الموافق 26 يوليو 2021 م واس", "", "واس"),
        ("بيروت (أ ف ب)", "", "أ ف ب"),
        ("واشنطن – رويترز", "", "رويترز"),
        ("طهران - أ ف ب", "", "أ ف ب"),
        ("لندن - وكالة الصحافة الفرنسية", "", "أ ف ب"),
        ("طهران - وكالة فارس", "", "فارس"),
        ("دبي - العربية.نت", "", "العربية نت"),
        ("بيروت- النهار", "", "النهار"),
        ("عمّان (الغد)", "", "الغد"),
        ("بغداد - «الشرق الأوسط»", "", "الشرق الأوسط"),
        ("دبي: «الشرق الأوسط»", "", "الشرق الأوسط"),
        ("مأرب (اليمن) 3 مايو أيار 2021 - قال مسؤول", "قال مسؤول", None),
        ("جنيف/نيويورك، 20 آذار (مارس) 2023 - دعا المبعوث", "دعا المبعوث", None),
        ("الكويت (السبت 18 نوفمبر 2023) - رويترز", "", "رويترز"),
        ("مسقط (عمان) - رويترز", "", "رويترز"),
        ("صلالة، عمان (CNN) - الأحد 3 مارس/ آذار 2024", "", "CNN"),
        ("طبرق (الوكالة الليبية للأنباء) 05/12/2023", "", "الوكالة الليبية للأنباء"),
        ("بورت سودان - جوبا - نيروبي - الاثنين 08 سبتمبر 2025، 14:20", "", None),
        ("الاثنين 6 مايو أيار 2024", "", None),
    ],
)
def test_a_dateline(line: str, rest: str, outlet: str | None) -> None:
    found = dateline(line)
    assert found is not None and (line[found.end :], found.outlet) == (rest, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "قيس سعيد",
        "سقوط دمشق في 8 ديسمبر 2024",
        "ثورة 25 يناير 2011",
        "سقوط دمشق في 8 ديسمبر 2024 - القصة كاملة",
        "عبد الكريم قاسم (21 نوفمبر 1914 - 9 فبراير 1963) ضابط عراقي",
        "من القاهرة إلى الخرطوم، 14 يوما على الطريق - يوميات",
        "زلزال الحوز (8 سبتمبر 2023): ما نعرفه عنه حتى الآن",
        "مونديال قطر: اثنا عشر عاما من الجدل",
        "القاهرة - أعلن مجلس الوزراء المصري زيادة الأجور",
        "أعلن المتحدث باسم الجيش، الثلاثاء 12 سبتمبر 2023، أن العدد ارتفع",
        "«لن نعود»: حكاية مدينة",
        "",
        "أين الغد",
        "صوت من الغد",
        "انتخابات تونس: معا",
        "المغرب والجزائر: حرب الأخبار",
    ],
)
def test_a_line_of_the_article(line: str) -> None:
    assert dateline(line) is None and not byline(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("كتب - محمود عبد الباقي", True),
        ("كتبت: سارة حسن", True),
        ("بقلم أحمد علي", True),
        ("كتب أحمد سامي:", True),
        ("كتب الوزير رسالة إلى المجلس", False),
        ("تقرير يكشف أسرار الصفقة", False),
        ("كتب - قال الوزير إن العمل مستمر.", False),
    ],
)
def test_a_byline(line: str, said: bool) -> None:
    assert byline(line) is said


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "بكين 10 آذار/مارس 2023 (أ ف ب) - أعلنت السعودية وإيران استئناف العلاقات.",
            "أعلنت السعودية وإيران استئناف العلاقات",
        ),
        ('لندن - "الحياة الجديدة" 7 نيسان 2023\nلقاء في بكين\nالتقى الوزيران.', "لقاء في بكين"),
        ("كتب - محمود عبد الباقي\nودعت القرية أبناءها في جنازة مهيبة", "ودعت القرية أبناءها في جنازة مهيبة"),
        ("بيروت (أ ف ب)", "بيروت (أ ف ب)"),  # nothing else is there
    ],
)
def test_a_title_is_what_comes_after_it(text: str, title: str) -> None:
    assert infer_title(text, fallback="x") == title


def test_the_outlet_of_a_dateline_is_the_source_unless_something_better_says_it() -> None:
    text = 'لقاء في بكين\nلندن - "الحياة الجديدة" 7 نيسان 2023\nالتقى الوزيران.'
    assert outlet(text) == "الحياة الجديدة"
    assert outlet("التقى الوزيران.\nوقالت رويترز إن اللقاء طال.") is None
    own = own_of(Own(), "لقاء في بكين", outlet(text))
    read = merge(own, {}, {})
    assert (read.source, read.source_from) == ("الحياة الجديدة", Known.DATELINE)
    assert merge({**own, "source": "موقع"}, {}, {}).source == "موقع"
    assert merge(own, {}, {"source": ""}).source is None  # the user knows better
