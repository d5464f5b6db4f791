"""What is found: one line a rule, text in, (type, words) out."""

import pytest

from reader.analysis.entities import find_mentions

P, L, O = "PER", "LOC", "ORG"  # noqa: E741, the letters of the table

TABLE = [
    # clitics outside, ال inside; peeled only when the rest is known
    ("سافر إلى لبنان ولبنان يرحب", [(L, "لبنان"), (L, "لبنان")]),
    ("قدم شكره للعراق", [(L, "لعراق")]),
    ("اجتمع الوزراء في بغداد ودمشق وبالقاهرة", [(L, "بغداد"), (L, "دمشق"), (L, "القاهرة")]),
    ("التقى جون كيري بفلاديمير بوتين", [(P, "جون كيري"), (P, "فلاديمير بوتين")]),
    # words that lost their space
    ("تركياوالأردن تفتحان الحدود", [(L, "تركيا"), (L, "الأردن")]),
    ("متجهة إلى روسياالبيضاء", [(L, "روسياالبيضاء")]),
    # an adjective is not the country
    ("رحبت الصحافة السعودية بالقرار", []),
    ("قيادات عسكرية سورية تنفي", []),
    ("عاد إلى سورية", [(L, "سورية")]),
    ("عاد من السعودية", [(L, "السعودية")]),
    # class words
    ("قالت وزارة الخارجية الروسية إن", [(O, "وزارة الخارجية الروسية")]),
    ("أعلن الجيش السوري عن", [(O, "الجيش السوري")]),
    ("رئيس المجلس العسكري الموقت", [(O, "المجلس العسكري الموقت")]),
    ("كشفت صحيفة «الراية الخضراء» أمس", [(O, "الراية الخضراء")]),
    ("نقلت قناة المسيرة أن", [(O, "المسيرة")]),
    ("وزير التعليم العالي", []),
    ("وزارة التعليم العالي والبحث العلمي", [(O, "وزارة التعليم العالي والبحث العلمي")]),
    ("مدينة حلب", [(L, "حلب")]),
    ("وصل إلى قاعدة حميميم", [(L, "قاعدة حميميم")]),
    ("جهزت قناة «روسيا اليوم» الخبر", [(O, "روسيا اليوم")]),
    ("قال رئيس حزب آفاق تونس", [(O, "حزب آفاق تونس")]),
    # titles outside, kunyas and their case forms inside
    ("الرئيس بشار الأسد", [(P, "بشار الأسد")]),
    ("قال إن أبا محمد الجولاني غادر", [(P, "أبا محمد الجولاني")]),
    ("على لسان أبي محمد الجولاني", [(P, "أبي محمد الجولاني")]),
    ("نجله كريم وزوجته نادية", [(P, "كريم"), (P, "نادية")]),
    # ordinary words stay words
    ("حلب الراعي البقرة", []),
    ("كواليس وأسرار الأيام الأخيرة", []),
    ("كانت القوة القاهرة سببا", []),
    ("اعتمد على الله", []),
    # a country with tanwin is an adjective
    ("تلقى اتصالا روسياً مهما", []),
    # two people side by side: joined by و, or the subject and the object of a verb
    ("كان من قادتها مصطفى بن بولعيد والعربي بن مهيدي", [(P, "مصطفى بن بولعيد"), (P, "العربي بن مهيدي")]),
    ("ظهر جمال سليمان وهيثم مناع", [(P, "جمال سليمان"), (P, "هيثم مناع")]),
    (
        "قال الرئيس قيس سعيد إنه باق. وكلف سعيد نجلاء بودن بتشكيل الحكومة",
        [(P, "قيس سعيد"), (P, "سعيد"), (P, "نجلاء بودن")],
    ),
    # names of things that are named after people
    ("توج بكأس الملك سلمان للأندية العربية", []),
    ("سافر الأمير سلمان للعلاج", [(P, "سلمان")]),
    # titles of two
    ("حرب بين الجنرالين البرهان وحميدتي", [(P, "البرهان"), (P, "حميدتي")]),
    # unknown names after a title with its body or country
    ("وصف وزير الإعلام يماني قبرمسقل الأمر", [(P, "يماني قبرمسقل")]),
    ("حاكم كاليفورنيا غافين نيوسوم حضر", [(L, "كاليفورنيا"), (P, "غافين نيوسوم")]),
    ("رفض رئيس مجلس الوزراء لمقترحات عديدة", [(O, "مجلس الوزراء")]),
    # class words of places and bodies
    ("في معسكر سوبا جنوبي الخرطوم", [(L, "سوبا"), (L, "الخرطوم")]),
    ("قالت لجنة أطباء السودان المركزية إن", [(O, "لجنة أطباء السودان المركزية")]),
    ("باسم جبهة تحرير شعب تيغراي", [(O, "جبهة تحرير شعب تيغراي")]),
    ("أطلقت وكالة الفضاء السعودية قمرا", [(O, "وكالة الفضاء السعودية")]),
    ("تابعة لمنظمة سي ووتش الدولية", [(O, "منظمة سي ووتش الدولية")]),
    ("حضر رائدا الفضاء ريانة برناوي وعلي القرني", [(P, "ريانة برناوي"), (P, "علي القرني")]),
    ("الكويت (كونا) - وقع الوزير", [(L, "الكويت"), (O, "كونا")]),
    # where a name of the model ends, and where it begins
    ("وارتدى ميسي البشت الأسود", [(P, "ميسي")]),
    ("استقال مدير المرفأ حسن قريطم خجلا من إهماله", [(P, "حسن قريطم")]),
    ("فجر الاثنين اعتقل العسكريون حمدوك", [(P, "حمدوك")]),
    ("بهدفي تيو هيرنانديز وراندال كولو مواني", [(P, "تيو هيرنانديز"), (P, "راندال كولو مواني")]),
    ("قال الناطق باسمه محمود بصل إن", [(P, "محمود بصل")]),
    ("للمخرج كريستوفر نولان سبع جوائز", [(P, "كريستوفر نولان")]),
    ("وبحسب الوثائق فإن السادات أوفد مستشاره", [(P, "السادات")]),
    ("خلف سعيد بوتفليقة أخاه", [(P, "سعيد بوتفليقة")]),
    ("ولد أحمد زويل في دمنهور. ولد صالح في قرية", [(P, "أحمد زويل"), (L, "دمنهور"), (P, "صالح")]),
    # names after a nationality, a verb of saying; a number behind a name
    ("خلفا للبوسني وحيد خليلوزيتش المقال", [(P, "وحيد خليلوزيتش")]),
    ("رأى مارسيل خليفة أن الغناء باق", [(P, "مارسيل خليفة")]),
    ("قال البابا لاوون الرابع عشر إن", [(P, "لاوون الرابع عشر")]),
    # places and words that are none
    ("زار مطار الخرطوم وسجن أديالا", [(L, "مطار الخرطوم"), (L, "أديالا")]),
    ("في مدينتي واجيما وسوزو", [(L, "واجيما"), (L, "سوزو")]),
    ("عجز مالي ودعم مالي عاجل", []),
    ("سافر إلى مالي", [(L, "مالي")]),
    ("أمرا رئاسيا بمنع الجولان ليلا", []),
    ("أفاد مصدر وأودى الحادث بحياة شخصين", []),
    ("وصل إلى ليمان", [(L, "ليمان")]),
    # bodies
    ("أعلنت شركة إنتلكسا اليونانية", [(O, "إنتلكسا")]),
    ("تنتجه شركتا إيساي وبيوجين", [(O, "إيساي"), (O, "بيوجين")]),
    ("ووقع الاتفاق مستشار الأمن الوطني السعودي مساعد العيبان أمس", [(P, "مساعد العيبان")]),
    ("المتحدث باسم مجلس الأمن القومي في واشنطن", [(O, "مجلس الأمن القومي"), (L, "واشنطن")]),
    (
        "قال الأمين العام للجنة العليا للمشاريع والإرث حسن الذوادي",
        [(O, "لجنة العليا للمشاريع والإرث"), (P, "حسن الذوادي")],
    ),
    ("رئيسة جامعة هارفارد كلودين غاي", [(O, "جامعة هارفارد"), (P, "كلودين غاي")]),
    ("صنعاء – سبأنت: التقى الوزير", [(L, "صنعاء"), (O, "سبأنت")]),
    ("لندن ـ «الشرق الأوسط»: قالت مصادر", [(L, "لندن"), (O, "الشرق الأوسط")]),
    (
        "أعلنت هيئة إدارة الكوارث والطوارئ (قونداش) الحصيلة",
        [(O, "هيئة إدارة الكوارث والطوارئ"), (O, "قونداش")],
    ),
    # initials, craft with a number
    ("وقال رئيس الوكالة إس. سوماناث إن", [(P, "إس. سوماناث")]),
    ("أطلقت الهند المركبة «تشاندرايان-3»", [(L, "الهند")]),
    # the name of a thing
    ("وصلت العاصفة «دانيال» والسفينة «شباب عمان الثانية»", []),
    # no Arabic, nothing at all
    ("Lorem ipsum dolor", []),
    ("١٢٣ 456 ...", []),
    # what no file should hold, and some do
    ("\u200f\u202e\ud800 في دمشق\0", [(L, "دمشق")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.type.value, mention.text) for mention in find_mentions(text)] == expected


def test_name_is_the_normal_form() -> None:
    names = {
        mention.text: mention.name
        for mention in find_mentions("شكر لـلـعـراق وأبا محمد الجولاني ومُحَمَّد مُرسي في روسياالبيضاء")
    }
    assert "العراق" in names.values()
    assert names["أبا محمد الجولاني"] == "أبو محمد الجولاني"
    assert names["روسياالبيضاء"] == "روسيا البيضاء"


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    text = "التقى ليفون ساركسيان الصحفيين. وقال ساركسيان إن البلاد بخير، وشكر لساركسيان كثيرون."
    found = find_mentions(text)
    assert [mention.name for mention in found] == ["ليفون ساركسيان", "ساركسيان", "ساركسيان"]
    assert len({mention.local for mention in found}) == 1


def test_a_nationality_that_is_a_surname() -> None:
    text = "وصل محمد شياع السوداني إلى بغداد. وقال السوداني إن الجيش السوداني بعيد، وأضاف للسوداني مستشاره."
    people = [mention.text for mention in find_mentions(text) if mention.type.value == "PER"]
    assert people == ["محمد شياع السوداني", "السوداني", "لسوداني"]


def test_two_bearers_of_a_surname_are_two() -> None:
    text = "خلف بشار الأسد والده حافظ الأسد. وغادر الأسد دمشق مع شقيقه ماهر. وماهر الأسد قائد."
    local = {mention.text: mention.local for mention in find_mentions(text) if mention.type.value == "PER"}
    assert local["الأسد"] == local["بشار الأسد"]
    assert local["حافظ الأسد"] != local["بشار الأسد"]
    assert local["ماهر"] == local["ماهر الأسد"] != local["بشار الأسد"]


def test_roles() -> None:
    text = "قال وزير الخارجية الإيراني عباس عراقجي لرئيس الحكومة العراقية محمد شياع السوداني"
    roles = {mention.name: mention.roles for mention in find_mentions(text) if mention.type.value == "PER"}
    assert roles["عباس عراقجي"] == ("وزير الخارجية الإيراني",)
    assert roles["محمد شياع السوداني"] == ("رئيس الحكومة العراقية",)


@pytest.mark.parametrize(
    "text",
    [
        "الـــرئـــيـــس بـــشـــار الأســـد فـــي دمـــشـــق",
        "الرَّئِيسُ بَشَّارُ الأَسَدِ فِي دِمَشْقَ",
    ],
)
def test_marks_and_tatweel_hide_nothing(text: str) -> None:
    found = [(mention.type.value, mention.name) for mention in find_mentions(text)]
    assert found == [(P, "بشار الأسد"), (L, "دمشق")]


def test_presentation_forms() -> None:
    import arabic_reshaper

    text = arabic_reshaper.reshape("وصل إلى دمشق")
    assert [mention.span.of(text) for mention in find_mentions(text)] == [text[-4:]]


def test_every_mention_says_why() -> None:
    text = "قال الرئيس بشار الأسد في حلب لقناة «روسيا اليوم» إن الجيش السوري وأوباما وكولونيل اسمه ليفون ساركسيان في تل رفعت"
    assert all(mention.why for mention in find_mentions(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("أكد وزير الخارجية السعودي حرص المملكة على السلام", "السعودية"),
        ("قال الوزير الأردني إن المملكة آمنة", "الأردن"),
        ("قال الوزير إن المملكة آمنة", None),
        ("اتفق الوزيران السعودي والأردني على أن المملكة آمنة", None),
    ],
)
def test_a_kingdom_is_the_one_that_the_text_is_about(text: str, country: str | None) -> None:
    said = [mention for mention in find_mentions(text) if mention.text == "المملكة"]
    assert bool(said) is (country is not None)
    assert all(country is not None and country in mention.why for mention in said)


def test_a_first_name_alone_is_the_person_named_in_full() -> None:
    found = find_mentions("كتبت لنا سامية عبد الرحيم رسالة. وتقول سامية إن الماء انقطع. القائمة سامية جدا.")
    assert [mention.text for mention in found] == ["سامية عبد الرحيم", "سامية"]
    assert len({mention.local for mention in found}) == 1
