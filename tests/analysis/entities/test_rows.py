"""Places in a row, behind class words and bodies, at the head of a dateline; and words that name no place though lists have them."""

from __future__ import annotations

import pytest

from reader.analysis.entities import find_mentions

TABLE = [
    # a people counted in the accusative is no country
    ("قتل 255 بريطانيا في المعركة", []),
    ("أوقفت الشرطة عشرين كولومبيا", []),
    ("رأى جنديا سوريا عند الجسر", []),
    ("في عام 2014 روسيا كانت هناك", ["روسيا"]),
    ("سافر إلى بريطانيا", ["بريطانيا"]),
    # a verb first in its sentence, a king by his number
    ("عاد الوفد. ودان الرئيس الهجوم.", []),
    ("عثروا على مومياء رمسيس التاسع", []),
    ("وصل القطار إلى محطة رمسيس", ["رمسيس"]),
    # the island of which the text has told
    ("اقترب القبطان من جزيرة جيليو. نام أهل الجزيرة.", ["جيليو"]),
    ("تفشت جائحة كورونا في روما", ["روما"]),
    # a body in a town is no body of its name; who heads the police of a town
    ("رقد الرجل في مستشفى بميامي أسبوعا", ["ميامي"]),
    ("قال قائد شرطة باتومي إن الطريق مغلق", ["باتومي"]),
    # the class word outside
    ("تجمع المئات في ساحة رياض الصلح", ["رياض الصلح"]),
    ("يصيدون في بحيرة فيكتوريا", ["فيكتوريا"]),
    ("عاد إلى جبل لبنان", ["جبل لبنان"]),
    ("عاش السكان في عزبة أبو قرن", ["أبو قرن"]),
    # what و joins to a place, and what a place is joined to
    ("تمتد الأمطار إلى الجوف وحائل", ["الجوف", "حائل"]),
    ("كان القادمون يمشون من ميزوكلا ودمشق", ["ميزوكلا", "دمشق"]),
    ("زار دمشق والشعب معه", ["دمشق"]),
    # a word with its article that nothing knows
    ("وصل الرحالة إلى البيتسيروك مساء", ["البيتسيروك"]),
    ("وصل الرحالة إلى البيت مساء", []),
    # the place between whoever heads it and his name; a town with its nationality; two strange words side by side
    ("وصف رئيس غويانا عرفان علي الخطوة بأنها تهديد", ["غويانا"]),
    ("عادت السيدة إلى أوليشكي وهولا بريستان", ["أوليشكي", "هولا بريستان"]),
    ("كان مصنع الألعاب خامسا: إنسخيده الهولندية في مايو", ["إنسخيده"]),
    # where a place lies of another; what the model takes for a person behind a strait; whose country a town is
    ("ولد الرجل في فرفييه، شرقي بلجيكا", ["فرفييه", "بلجيكا"]),
    ("أعيد تشغيل مفاعل مانشان أمس", ["مانشان"]),
    # a ship, a nation behind a word for a person, a body that a country closes
    ("غرقت العبارة إستونيا في الليل", []),
    ("أوقفت الشرطة طبيب هايتي مقيما في فلوريدا", ["فلوريدا"]),
    ("التقى رئيس هايتي وفدا", ["هايتي"]),
    ("أصدر مجلس أساقفة فرنسا بيانا", []),
    ("عملت في مصنع بجوهانسبرغ", ["جوهانسبرغ"]),
    ("أعلنت قناة عربية: قالت الجزيرة إن زلزالا ضرب جزيرة كريت", ["كريت"]),
    # a ship that goes there is not called so; a day behind a town; a number that a town is called, too; a clause
    ("غادرت الباخرة بيروت مساء", ["بيروت"]),
    ("عبرت السفينة مصر إلى اليونان", ["مصر", "اليونان"]),
    ("ضرب الصاروخ كييف", ["كييف"]),
    ("وصل إلى الرقة الأول من أغسطس", ["الرقة"]),
    ("هي أرملة في السبعين، تسكن عمان", ["عمان"]),
    ("نقلت الصحيفة قوله إن صالح العمال مقدم في الجزائر", ["الجزائر"]),
    ("ضرب زلزال تشاد ليست فيه أضرار", ["تشاد"]),
    # behind the class word of several places, and amid places of a row
    ("انسحبت القوات من بلدتي شيزارو وميكادونا في الشمال", ["شيزارو", "ميكادونا"]),
    ("نشرت الشرطة في محافظات ميزوكلا وبيتسيروك ودينسور", ["ميزوكلا", "بيتسيروك", "دينسور"]),
    ("هطلت أمطار على نزوى وعبري والبريمي", ["نزوى", "عبري", "البريمي"]),
    ("أثار مجيئه حفيظة كييف أمس", ["كييف"]),
    ("سقطوا في كمين عند كونيزيتش بولييك", ["كونيزيتش بولييك"]),
    # clitics before a first word of two letters, before ل, and before what with them is another word
    ("مر الوفد بتل أبيب أمس", ["تل أبيب"]),
    ("قدم الوفد شكره لأم درمان", ["أم درمان"]),
    ("انتخب رئيسا للبنان أمس", ["لبنان"]),
    ("قدم الشكر للكويت ولليبيا", ["لكويت", "ليبيا"]),
    ("مر الوفد بجنيف أمس", ["جنيف"]),
    ("مر الوفد بساو باولو أمس", ["ساو باولو"]),
    ("جاء متضامنون من يافا وأم الفحم", ["يافا", "أم الفحم"]),
    ("مر الوفد بنجران ثم شكر لبكين", ["نجران", "بكين"]),
    ("أقام بنابل أسبوعا", ["نابل"]),
    ("قال إن طوكيو وسيول، الحليفتين، وافقتا", ["طوكيو", "سيول"]),
    ("ضربت الأمطار دمشق وسيول جارفة", ["دمشق"]),
    ("رأى بيوتا كثيرة", []),
    ("اشتدت المعارك في كيلك وأروالا ومكجر", ["كيلك", "أروالا", "مكجر"]),
    ("توجه إلى ميزوكلا بينانغ مساء", ["ميزوكلا بينانغ"]),
    ("سجلت إصابات بحمى الوادي المتصدع", []),
    ("دفعت الشركة بليون دولار", []),
    ("عاد إلى قريته ومر بمسقط رأسه", []),
    # datelines
    ("الديوانية - صفاء خلف\nنام الناس في العراء طويلا حتى الصباح.", ["الديوانية"]),
    ("سيول - دهم محققون مقر الحملة صباح اليوم وصادروا أوراقا.", ["سيول"]),
]


@pytest.mark.parametrize(("text", "found"), TABLE, ids=[row[0] for row in TABLE])
def test_places(text: str, found: list[str]) -> None:
    assert [each.span.of(text) for each in find_mentions(text) if each.type.value == "LOC"] == found


@pytest.mark.parametrize("text", ["بيعت الحصة إلى شنغهاي إلكتريك"])
def test_a_town_and_the_last_word_of_a_firm_are_the_firm(text: str) -> None:
    assert [(each.type.value, each.span.of(text)) for each in find_mentions(text)] == [
        ("ORG", "شنغهاي إلكتريك")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("أعلن وزير المال يانيس فاروفاكيس صباح الاثنين استقالته", ["يانيس فاروفاكيس"]),
        ("روى قاضي الصلح كارل هنري ديستان ما رأى", ["كارل هنري ديستان"]),
        ("غنت الفنانة صباح في بيروت", ["صباح"]),
        ("قال رمضان نصر إنه سمع الطائرات", ["رمضان نصر"]),  # a verb too, but with nothing behind it
        ("أعلنت الإذاعة أن مكاريوس مات، وأن الحرب بدأت", ["مكاريوس"]),
    ],
)
def test_people_end_before_the_hour_and_begin_behind_their_office(text: str, found: list[str]) -> None:
    assert [each.span.of(text) for each in find_mentions(text) if each.type.value == "PER"] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("رئيسا للبنان", "لبنان"),
        ("سفيرا للكويت", "الكويت"),
        ("عضو للجنة الأولمبية الدولية", "اللجنة الأولمبية الدولية"),
        ("مر بتل أبيب", "تل أبيب"),
    ],
)
def test_a_name_behind_a_clitic_has_an_article_only_where_it_is_its_own(text: str, name: str) -> None:
    assert [each.name for each in find_mentions(f"{text} أمس")] == [name]
