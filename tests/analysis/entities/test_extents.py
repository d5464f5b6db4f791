"""Places by the country that a text is about, where their names end, and whose they are inside a body's name."""

from __future__ import annotations

import pytest

from reader.analysis.entities import find_mentions

PER, ORG, LOC = "PER", "ORG", "LOC"
TABLE = [
    # a town that is an ordinary word, where the text names other towns of its country
    ("قدم المتظاهرون من الزاوية ومصراتة وطرابلس الليبية", ["الزاوية", "مصراتة", "طرابلس"]),
    ("جلس الرجل في الزاوية وقرأ", []),
    ("كان اليمن بعيدا وسار من صنعاء إلى مران صيفا", ["اليمن", "صنعاء", "مران"]),
    ("اعتذر من الشعب العراقي في بغداد والبصرة", ["بغداد", "البصرة"]),
    ("وصل السائح إلى مصر ووجد الناس في العجوزة كما كانوا", ["مصر", "العجوزة"]),
    ("خرجت العجوزة من بيتها في مصر", ["مصر"]),
    ("عاد إلى سوريا وحلب وقاتل في الشمال السوري ثم في الميدان وحده", ["سوريا", "حلب"]),
    # a word that no dictionary has behind a preposition of going
    ("ركبت السيدة من ميزوكلا وسارت حتى بيتسيري", ["ميزوكلا", "بيتسيري"]),
    ("وصل إلى مئتي رجل في طابور طويل", []),
    ("وقف الرجل على الضفة الأخرى من النهر", []),
    # the part of a place belongs to its name, whose country it is does not
    ("صمت النائب في البقاع الغربي طويلا", ["البقاع الغربي"]),
    ("تقع القرية في ريف حلب الشمالي", ["حلب"]),
    ("تظاهر المئات على حدود قطاع غزة الشرقية وفي ريف محافظة إدلب الجنوبي", ["غزة", "إدلب"]),
    ("انتقل من شبرا إلى المعادي الجديدة", ["شبرا", "المعادي الجديدة"]),
    # the class word of a few is a part of the name
    ("فتح صباغ من مدينة الصدر باب بيته", ["مدينة الصدر"]),
    ("فر من مخيم نهر البارد ليلا", ["نهر البارد"]),
    # a class word that begins with the letter of a clitic
    ("توقف السائق قرب وادي القلط ساعة", ["وادي القلط"]),
    # a noun with its ending is no preposition and a town, and a pronoun is no ة
    ("بنوا لهم بيوتا من حجر", []),
    ("كانت تحمل كعكا إلى خالتها", []),
    ("باعت الأم ولدها الصغير", []),
    ("يعيش في القاهرة وبجدة وببغداد", ["القاهرة", "جدة", "بغداد"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_places(text: str, expected: list[str]) -> None:
    assert [each.text for each in find_mentions(text) if each.type.value == LOC] == expected


BODIES = [
    ("رأت غرفة تجارة وصناعة عمان أن الأمر انتهى", [(ORG, "غرفة تجارة وصناعة عمان")]),
    ("منحته بلدية لشبونة قرضا", [(ORG, "بلدية لشبونة")]),
    ("سجن رئيس بلدية إسطنبول شهرا", [(LOC, "إسطنبول")]),
    ("زار مديرية تربية إربد", [(ORG, "مديرية تربية إربد")]),
    # datelines
    ("الرياض: الشرق الأوسط / 15 أغسطس 2023", [(LOC, "الرياض"), (ORG, "الشرق الأوسط")]),
    ("وداع العداء\n\nنايبيري (كينيا) - مبعوث الجريدة", [(LOC, "نايبيري"), (LOC, "كينيا")]),
    ("قال مصدر ل«الشرق الأوسط» إن السلام بعيد", [(ORG, "الشرق الأوسط")]),
    ("لم يعم السلام في الشرق الأوسط", [(LOC, "الشرق الأوسط")]),
    ("انتخابات (تونس): إقبال ضعيف على المراكز", [(LOC, "تونس")]),
    # clubs by their town
    (
        "فاز أهلي شندي في مباراة الدوري وسجل لاعب أوتريخت هدفا في مرمى مالمو",
        [(ORG, "أهلي شندي"), (ORG, "أوتريخت"), (ORG, "مالمو")],
    ),
    (
        "سجل نجم ليفربول هدفا في المباراة وهز هجوم موسكو الملعب",
        [(ORG, "ليفربول"), (LOC, "موسكو")],
    ),
    # a capital that is a noun too
    ("ضربت سيول لحج وأبين أمس", [(LOC, "لحج"), (LOC, "أبين")]),
    ("عقد المؤتمر في كابل ورفضت كابل ما قيل", [(LOC, "كابل"), (LOC, "كابل")]),
    ("قالت كوريا الجنوبية إن سيول سترد", [(LOC, "كوريا الجنوبية"), (LOC, "سيول")]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_bodies_of_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.type.value, each.text) for each in find_mentions(text)] == expected
