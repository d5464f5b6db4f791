"""Places of which only a part was found, words that lost their space, and places inside the names of bodies."""

from __future__ import annotations

import pytest

from reader.analysis.entities import find_mentions

PER, ORG, LOC = "PER", "ORG", "LOC"
TABLE = [
    # words that foreign towns begin with, and a strange word behind a strange one
    ("قتل شخصان في سان ميزوكيلا أمس", [(LOC, "سان ميزوكيلا")]),
    ("كانت الطفلة تلعب في سان مع أختها", []),
    ("عبر الرجال من ميزوكلا مشيا", [(LOC, "ميزوكلا")]),
    # between the class word of a place and a listed one
    ("هبطت الطائرة في مقاطعة ألكو باراغواي ليلا", [(LOC, "ألكو باراغواي")]),
    ("جرى الأمر في مقاطعة شرق فرنسا", [(LOC, "فرنسا")]),
    # a name behind a class word begins with its own letter
    ("ضرب الزلزال بلدة كاكيزو في الشمال", [(LOC, "كاكيزو")]),
    ("انهار منجم للفحم قرب المدينة", []),
    # somebody does not stand behind «قرب»
    ("وجد المال في مزرعة قرب بيدرو خوان كاباييرو على الحدود", [(LOC, "بيدرو خوان كاباييرو")]),
    # a place that is an ordinary word, behind what lies there
    ("اندلع حريق في مصفاة سترة فجرا", [(LOC, "سترة")]),
    # a class word that the text has told of is no town, whoever heads it
    ("وصل الزورق إلى جزيرة مايوت وقال حاكم الجزيرة الفرنسي إن الأمر انتهى", [(LOC, "مايوت")]),
    # firms that are called after the country of their branch, and whose shares they are
    ("أطلقت شركتا زين العراق وأورانج الأردن عرضا", [(ORG, "زين العراق"), (ORG, "أورانج الأردن")]),
    ("قالت الباحثة في كارنيغي روسيا إن الحرب طويلة", [(ORG, "كارنيغي روسيا")]),
    ("ارتفع سهم صناعات قطر وهبطت أسهم الإسمنت الأردنية", [(ORG, "صناعات قطر"), (ORG, "الإسمنت الأردنية")]),
    ("باع المصرفي أسهمه في قطر", [(LOC, "قطر")]),
    (
        "أعلنت ليبيا للتأمين وبعثة الأمم المتحدة للدعم في ليبيا الأمر",
        [(ORG, "ليبيا للتأمين"), (ORG, "بعثة الأمم المتحدة للدعم في ليبيا")],
    ),
    ("زار مصر للعلاج", [(LOC, "مصر")]),
    ("راقبت بعثة الأمم المتحدة مراكز في بريزرن", [(ORG, "الأمم المتحدة"), (LOC, "بريزرن")]),
    ("كتبت تايوان نيوز أن كازينو لبنان أغلق", [(ORG, "تايوان نيوز"), (ORG, "كازينو لبنان")]),
    # «السعودية» and «سورية» behind plurals that no ending shows
    ("ذكرت الصحف السعودية أن الجمارك السعودية أوقفت شاحنة", []),
    ("قالت مصادر سورية ونقلت وسائل إعلام سورية الخبر", []),
    ("أبلغ الوزير السعودية بقراره في شمال سورية", [(LOC, "السعودية"), (LOC, "سورية")]),
    # a noun and its adjective, not a town
    ("جمعت الولاية ممثلي السلط الجهوية في تونس", [(LOC, "تونس")]),
    ("شارك في مؤتمر طب العيون", []),
    ("يعمل مكتب بريد مطار تونس قرطاج الدولي ليلا", [(LOC, "مطار تونس قرطاج")]),
    ("تفشت في منطقة البحر الأبيض المتوسط", [(LOC, "البحر الأبيض المتوسط")]),
    ("أعلن بريد الجزائر الأمر", [(ORG, "بريد الجزائر")]),
    # a patrol is no paper
    ("تعرضت دورية لإطلاق نار أمس", []),
    # villages by what their names begin with, a noun and its colour
    ("يحلم بأن يدفن في تل أسقف مع أمه", [(LOC, "تل أسقف")]),
    ("انهار البيت بقرية الكوم الأخضر أمس", [(LOC, "الكوم الأخضر")]),
    # what happens to towns
    ("تصدع الجدار بزلزال خوتشيتان القديم", [(LOC, "خوتشيتان")]),
    ("قاتلوا شهرا من أجل السيطرة على بارانثان", [(LOC, "بارانثان")]),
    # the third of a row
    ("علم في وهران وإربد وكييل وكتب", [(LOC, "وهران"), (LOC, "إربد"), (LOC, "كييل")]),
    # a court there, a shelter there
    ("قضت محكمة في هامبورغ بسجنه", [(LOC, "هامبورغ")]),
    ("أقام الفتى في مأوى بمدينة إلمسهورن شهرا", [(LOC, "إلمسهورن")]),
    # words that lost their space
    ("عاد من بيروتالى طرابلس وقرأ", [(LOC, "بيروت"), (LOC, "طرابلس")]),
    ("سافر الوفد منتونس ليلا", [(LOC, "تونس")]),
    ("زار المبعوث سورياوالرئيس الروسي ينتظر", [(LOC, "سوريا")]),
    ("العمل المصرفي في الخارج", []),
    # words that lost their space beside a place, and behind ة, where no word goes on
    ("هبطت الطائرة قرب دلهيعند الخامسة", [(LOC, "دلهي")]),
    ("استولت البحرية على فالبارايسووأن الاتصالات مقطوعة", [(LOC, "فالبارايسو")]),
    ("انفجرت سيارة في بوينس آيرسفقتل السائق", [(LOC, "بوينس آيرس")]),
    ("وصل الوفد إلى القاهرةأمس قادما من العاصمةدمشق", [(LOC, "القاهرة"), (LOC, "دمشق")]),
    ("كان الناس في مسقطيتبضعون صباحا وأعلنت أوكرانيااستقلالها", [(LOC, "مسقط"), (LOC, "أوكرانيا")]),
    ("زار المفتش البيروقراطية والهندوسية", []),
    ("وصل البلوتونيوم في شاحنة", []),
    # a place that is the surname of somebody whom the text names in full, where nothing shows a place
    ("فاز أداما بارو بالانتخابات وأدى بارو اليمين", [(PER, "أداما بارو"), (PER, "بارو")]),
    ("مثل دنزل واشنطن في الفيلم وزار واشنطن بعده", [(PER, "دنزل واشنطن"), (LOC, "واشنطن")]),
    (
        "حكم تشارلز تولوكا البلاد ثم عاش في تولوكا وزار تولوكا مرتين",
        [(PER, "تشارلز تولوكا"), (LOC, "تولوكا"), (LOC, "تولوكا")],
    ),
    # a station is a place where nothing says that it broadcasts
    ("توقف القطار في محطة أمبالانغودا ثم عاد", [(LOC, "أمبالانغودا")]),
    ("قالت محطة ميزوكيلا إن الأمر انتهى", [(ORG, "ميزوكيلا")]),
    # what kind of town or term it is
    ("استقال رئيس بلدة ساحلية في الشمال وفاز رئيس آخر بولاية سابعة", []),
    ("بنوا في المدينة ميناء ومعامل للسمك", []),
    # what و joins to a place and is a noun with its pronoun or a passive
    ("جاء المال من أبوظبي وربعه من الخارج وحوصرت المدينة", [(LOC, "أبوظبي")]),
    ("بدأت الحرب في بغداد وحوصرت المدينة", [(LOC, "بغداد")]),
    # a village by how it begins, wherever it stands
    ("مر بين المختارة وكفرنبرخ ليلا", [(LOC, "المختارة"), (LOC, "كفرنبرخ")]),
    # who made it is no town
    ("اعترضته سيارة بونتياك وقصفت طائرات ميراج المدينة", []),
    # whom a town has sent
    (
        "قال النائب عن ترومسو تورغير كناغ فيلكسنيس إن الأمر انتهى",
        [(LOC, "ترومسو"), (PER, "تورغير كناغ فيلكسنيس")],
    ),
    # words of the language far more often
    ("وضع يده على البندقية وناقش قانون التبني", []),
    # a town with its pronoun, and its name
    ("شوهد الرجل في قريته نبع الطيب بسهل الغاب", [(LOC, "نبع الطيب"), (LOC, "الغاب")]),
    ("نقلوا قريتنا كيتوندا إلى مكان بلا بحر", [(LOC, "كيتوندا")]),
    ("دفن في مسقط رأسه ميزوكيلا بلا خطب", [(LOC, "ميزوكيلا")]),
    ("عاد إلى قريته الصغيرة وقال إن قريتنا سعيدة", []),
    ("سكنوا حي بن سونة قرب المحطة", [(LOC, "بن سونة")]),
    # graveyards, passes, caves, bridges and crossings are no part of the name, whatever a list has
    (
        "دفن بمقبرة العالية وعبر آخرون ممر لاتشين إلى كهف ثام لوانغ",
        [(LOC, "العالية"), (LOC, "لاتشين"), (LOC, "ثام لوانغ")],
    ),
    ("شب حريق في مصفاة ميناء عبدالله أمس", [(LOC, "ميناء عبدالله")]),
    # before a year stands a month, no town of the country that the text is about
    ("زار الوفد صنعاء وعدن في نيسان وعلقت السفينة البحث في نيسان", [(LOC, "صنعاء"), (LOC, "عدن")]),
    # springs and falls, and hills of two words
    ("وقفوا في صفوف عند نبع نيولاندز مع الجنود", [(LOC, "نيولاندز")]),
    ("عثر عليها في تل أبو طبيرة جنوب الناصرية", [(LOC, "تل أبو طبيرة"), (LOC, "الناصرية")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.type.value, each.text) for each in find_mentions(text)] == expected
