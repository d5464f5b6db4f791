"""Where a guessed name ends and begins: text in, people out."""

from __future__ import annotations

import pytest

from reader.analysis.entities import find_mentions

TABLE = [
    # a verb, a noun with its pronoun, an accusative behind a foreign name
    ("وقال الطبيب تورستن هالغريمسون عاد إلى المستشفى", ["تورستن هالغريمسون"]),
    ("جمع العقيد تورستن هالغريمسون رجاله قرب الثكنة", ["تورستن هالغريمسون"]),
    ("قاد النقيب تورستن هالغريمسون انقلابا قصيرا", ["تورستن هالغريمسون"]),
    # words of Persian and Turkish names, and God's in a name, stay
    ("قال المهندس عبد الرزاق خان إن المبنى قديم", ["عبد الرزاق خان"]),
    ("التقى الوزير باسم عطا الله أمس", ["باسم عطا الله"]),
    # no clitic stands behind a definite title
    ("قال السائق لامين سانيانغ إنه سبح ساعة", ["لامين سانيانغ"]),
    ("دعا للرئيس بليز أودراوغو بالشفاء", ["بليز أودراوغو"]),
    # a name found in two pieces, or without its first word; the nationality before it
    ("اعترف شريكه تيم لايسنر أمس", ["تيم لايسنر"]),
    ("حملت الشاهدة إيلدرا ليغيدينيو صورته", ["إيلدرا ليغيدينيو"]),
    ("وصف المصور السويدي بير أولوف أندرسون المشهد", ["بير أولوف أندرسون"]),
    ("المطالبة بتغيير ديموقراطي فعلي في البلاد", []),
    ("رسالة من المستشار لأمين الجميل", ["أمين الجميل"]),
    # what he decides on, or is asked for, is none of his name
    ("قرر الرئيس المصري سامي حداد التنحي عن منصبه", ["سامي حداد"]),
    ("جرى الاتفاق على مطالبة الرئيس بالتنحي", []),
    # somebody's surname that is a town, too, behind a preposition
    (
        "اجتمع اللواء عمر سليمان بالوزير. وطلبوا من سليمان أن يتحدث. وعندما طلب سليمان ذلك رفض.",
        ["عمر سليمان", "سليمان", "سليمان"],
    ),
    # a son of somebody on the lists; a definite noun behind a given name where people are told one by one
    ("من بين الضحايا بيار أمين الجميل وآخرون", ["بيار أمين الجميل"]),
    ("قتل وزيران سابقان هما سمير الجدار وباسل فليحان، حسب المحطة", ["سمير الجدار", "باسل فليحان"]),
    ("بين القتلى أيضا يحيى القصب أحد الحراس", ["يحيى القصب"]),
    ("قال إن عبد اللطيف المنوني زاراه في بيته", ["عبد اللطيف المنوني"]),
    # what somebody is of a thing; a surname is no thing
    ("قال سامي حداد مالك الشركة إنه دفع، وسكت مالك السفينة", ["سامي حداد"]),
    ("التقى مالك العبيدي الوفد أمس", ["مالك العبيدي"]),
    # an ordinary noun before the name, a dative of the article, a verb that is a name elsewhere
    ("يحمل الشارع اسم ليلى مراد منذ سنوات", ["ليلى مراد"]),
    ("أعلنت الإذاعة أن تورستن مات في المنفى", ["تورستن"]),
    ("أعادت صديقتي ندى الجبوري الكتاب", ["ندى الجبوري"]),
    # a verb behind a name, with «و» or with its object; a firm that bears somebody's name is his where a given name stands before
    ("صرخت شقيقة مصطفى وأغمي على زوجته", ["مصطفى"]),
    ("اتصل بهشام طلعت مصطفى أمس", ["هشام طلعت مصطفى"]),
    ("ويحيي معها راغب علامة حفلا في الصيف", ["راغب علامة"]),
    # the verb and its object before a name, the town that was left behind it, a count, a noun before a name that nobody knows
    ("لم يحضر الوفد وانتظره موبوتو ساعات", ["موبوتو"]),
    ("عاد مفلسا فاعتقله بتلر في توركي", ["بتلر"]),
    ("ترك موبوتو كينشاسا يوم الجمعة", ["موبوتو"]),
    ("غادر جورج واشنطن المدينة أمس", ["جورج واشنطن"]),
    ("انتهت المباراة بفوز فيشر باثنتي عشرة نقطة", ["فيشر"]),
    ("فككت الشرطة كرسي سباسكي فلم تجد شيئا", ["سباسكي"]),
    ("أرسل الرسالة إلى لينوس تورفالدس أمس", ["لينوس تورفالدس"]),
    ("ثم خرج في نزهة في المدينة", []),
    # a foreign surname in ا is no accusative; at night
    ("واعتقل الحراس مطلق النار محمد علي آغجا في المكان", ["محمد علي آغجا"]),
    ("وصلى رئيس الجمهورية ساندرو برتيني ليلا قرب الغرفة", ["ساندرو برتيني"]),
    ("قال متحدث باسم اسكتلنديارد إن العصابة هربت", []),
    ("ولقي قائد الجيش ماهيلي مصرعه تلك الليلة", ["ماهيلي"]),
    # a surname that is an adjective too, behind a feminine noun, which it cannot describe
    ("وصل محسن السكري أمس. واعتقلت الشرطة المصرية السكري في منزله", ["محسن السكري", "السكري"]),
    # an accusative with its sign names nobody; a clitic is told by the full name elsewhere in the text
    ("لم يعد الحديث معهم مجديًا ولا مثمرًا", []),
    ("أكد الأهالي أن محمدًا سيعود غدا", ["محمدًا"]),
    (
        "استقال مارتن فينتركورن أمس. وعين المجلس ماتياس مولر خلفا لفينتركورن.",
        ["مارتن فينتركورن", "ماتياس مولر", "فينتركورن"],
    ),
]


@pytest.mark.parametrize(("text", "people"), TABLE)
def test_a_name_has_no_words_of_its_sentence(text: str, people: list[str]) -> None:
    assert [each.span.of(text) for each in find_mentions(text) if each.type.value == "PER"] == people


@pytest.mark.parametrize(
    "text",
    [
        "تتقدم الميليشيات المحلية ليلا نحو الوادي",
        "عادت الوحدات العسكرية المتعبة إلى ثكناتها",
        "الشركات العائلية الصغيرة تغلق أبوابها",
    ],
)
def test_many_of_a_kind_are_no_body(text: str) -> None:
    assert [each.span.of(text) for each in find_mentions(text)] == []


def test_a_body_of_men_has_no_feminine_noun_in_its_name() -> None:
    assert not [
        each
        for each in find_mentions("أقر البرلمان الموازنة ومنحه الجنسية")
        if each.text == "البرلمان الموازنة"
    ]


def test_a_noun_of_some_noun_is_no_body() -> None:
    text = "عبرت عن استيائها من تلكؤ النظام السوري في الرد، وعن ارتياحها لاتحاد الكتاب العرب"
    assert [each.span.of(text) for each in find_mentions(text)] == ["اتحاد الكتاب العرب"]
