"""Given names that stand alone, surnames that are ordinary words behind a role, and where names of the model end."""

import pytest

from reader.analysis.entities import find_mentions

PER, LOC, ORG = "PER", "LOC", "ORG"

TABLE = [
    # a given name alone, with its clitic outside
    ("ثم ابتسم نوفل ومضى.", [(PER, "نوفل")]),
    ("ويبتسم فهد: كنا نعرف ذلك.", [(PER, "فهد")]),
    ("كتبت رسالة لمحند، ابنها.", [(PER, "محند")]),
    # the name of a thing, a passive, a word with a pronoun, an ordinary word
    ("وصلت العاصفة «دانيال» أمس.", []),
    ("ثم مُحي الإنذار من ملفها.", []),
    ("كي يلتحق بناديه الأول.", []),
    ("في أول تداول سلمي على السلطة.", []),
    ("وشهد اصطفاف المعدات.", []),
    ("اسمه يوحي بأنه علوي ولكن لكنته دمشقية.", []),
    ("قبل أشهر ولدينا مقاتلون في المدن.", []),
    # behind a role: a given name and one word more, closed by a verb or a mark
    ("وكان وزير الصحة فراس الأبيض قال ذلك.", [(PER, "فراس الأبيض")]),
    ("برفقة وزير النقل كامل الوزير، وأعلن", [(PER, "كامل الوزير")]),
    ("قال الرئيس السوري إن الحرب انتهت.", []),
    # sons of Mauritania, whatever words their names are
    ("ترأسها القاضي عمار ولد محمد الأمين، أمس", [(PER, "عمار ولد محمد الأمين")]),
    ("زار وزير الطاقة الناني ولد اشروقه المنجم", [(PER, "الناني ولد اشروقه")]),
    ("لأن الطفل ولد في باريس", [(LOC, "باريس")]),
    ("حين ولد سامي حداد في باريس، كانت الحرب قد انتهت", [(PER, "سامي حداد"), (LOC, "باريس")]),
    ("عقد اللقاء مع ولد عبد العزيز في نواكشوط", [(PER, "ولد عبد العزيز"), (LOC, "نواكشوط")]),
    # a given name that is a verb, at the head of its sentence before where to
    ("هاجر إلى باريس وعمل حارسا.", [(LOC, "باريس")]),
    ("قالت هاجر إنها سافرت.", [(PER, "هاجر")]),
    # a strange word that the text says again and again where people stand; and the middle one of a full name
    ("طلب منه سيربا أن يعود. ثم قال سيربا إنه باق، وكان سيربا قد وعد.", [(PER, "سيربا")] * 3),
    ("قاد نستور سيربا كارتوليني المجموعة. ووافق سيربا.", [(PER, "نستور سيربا كارتوليني"), (PER, "سيربا")]),
    # an ordinary word before the surname of somebody named in full is a verb
    ("شنق إيلي كوهين أمس. وجند كوهين في الستينيات.", [(PER, "إيلي كوهين"), (PER, "كوهين")]),
    # where a name ends
    ("أما محامي الدولة إبراهيم ولد أبتي فرأى أن الحكم مخفف", [(PER, "إبراهيم ولد أبتي")]),
    ("أطاح الجنرال محمد ولد عبد العزيز بأول رئيس مدني", [(PER, "محمد ولد عبد العزيز")]),
    # places that are ordinary words, where the words behind say in which country
    ("لعب المباراة في العين الإماراتية", [(LOC, "العين")]),
    ("يدير شركة في الخبر شرقي السعودية", [(LOC, "الخبر"), (LOC, "السعودية")]),
    ("قرأ ذلك في الخبر أمس", []),
    ("وقال من مقره في النجف", [(LOC, "النجف")]),
    ("لم يستطيعوا النيل منا", []),
    ("جاء في نونبر 2019", []),
    ("بقي في سجن توكورون مئة وسبعة أيام", [(LOC, "توكورون")]),
    # fields of a ministry
    ("تسلمت وزارة الثقافة والسياحة والآثار لوحا", [(ORG, "وزارة الثقافة والسياحة والآثار")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.type.value, mention.text) for mention in find_mentions(text)] == expected
