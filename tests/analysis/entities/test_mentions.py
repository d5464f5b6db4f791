"""What is found: one line a rule, text in, (type, words) out."""

import pytest

from reader.analysis.entities import find_mentions

PER, LOC, ORG = "PER", "LOC", "ORG"

TABLE = [
    # clitics outside, ال inside; peeled only when the rest is known
    ("سافر إلى لبنان ولبنان يرحب", [(LOC, "لبنان"), (LOC, "لبنان")]),
    ("قدم شكره للعراق", [(LOC, "لعراق")]),
    ("اجتمع الوزراء في بغداد ودمشق وبالقاهرة", [(LOC, "بغداد"), (LOC, "دمشق"), (LOC, "القاهرة")]),
    ("التقى جون كيري بفلاديمير بوتين", [(PER, "جون كيري"), (PER, "فلاديمير بوتين")]),
    # words that lost their space
    ("تركياوالأردن تفتحان الحدود", [(LOC, "تركيا"), (LOC, "الأردن")]),
    ("متجهة إلى روسياالبيضاء", [(LOC, "روسياالبيضاء")]),
    # an adjective is not the country
    ("رحبت الصحافة السعودية بالقرار", []),
    ("قيادات عسكرية سورية تنفي", []),
    ("عاد إلى سورية", [(LOC, "سورية")]),
    ("عاد من السعودية", [(LOC, "السعودية")]),
    # class words
    ("قالت وزارة الخارجية الروسية إن", [(ORG, "وزارة الخارجية الروسية")]),
    ("أعلن الجيش السوري عن", [(ORG, "الجيش السوري")]),
    ("رئيس المجلس العسكري الموقت", [(ORG, "المجلس العسكري الموقت")]),
    ("كشفت صحيفة «الراية الخضراء» أمس", [(ORG, "الراية الخضراء")]),
    ("نقلت قناة المسيرة أن", [(ORG, "المسيرة")]),
    ("وزير التعليم العالي", []),
    ("وزارة التعليم العالي والبحث العلمي", [(ORG, "وزارة التعليم العالي والبحث العلمي")]),
    ("مدينة حلب", [(LOC, "حلب")]),
    ("وصل إلى قاعدة حميميم", [(LOC, "قاعدة حميميم")]),
    ("جهزت قناة «روسيا اليوم» الخبر", [(ORG, "روسيا اليوم")]),
    ("قال رئيس حزب آفاق تونس", [(ORG, "حزب آفاق تونس")]),
    # titles outside, kunyas and their case forms inside
    ("الرئيس بشار الأسد", [(PER, "بشار الأسد")]),
    ("قال إن أبا محمد الجولاني غادر", [(PER, "أبا محمد الجولاني")]),
    ("على لسان أبي محمد الجولاني", [(PER, "أبي محمد الجولاني")]),
    ("نجله كريم وزوجته نادية", [(PER, "كريم"), (PER, "نادية")]),
    # ordinary words stay words
    ("حلب الراعي البقرة", []),
    ("كواليس وأسرار الأيام الأخيرة", []),
    ("كانت القوة القاهرة سببا", []),
    ("اعتمد على الله", []),
    # a country with tanwin is an adjective
    ("تلقى اتصالا روسياً مهما", []),
    # two people side by side: joined by و, or the subject and the object of a verb
    ("كان من قادتها مصطفى بن بولعيد والعربي بن مهيدي", [(PER, "مصطفى بن بولعيد"), (PER, "العربي بن مهيدي")]),
    ("ظهر جمال سليمان وهيثم مناع", [(PER, "جمال سليمان"), (PER, "هيثم مناع")]),
    (
        "قال الرئيس قيس سعيد إنه باق. وكلف سعيد نجلاء بودن بتشكيل الحكومة",
        [(PER, "قيس سعيد"), (PER, "سعيد"), (PER, "نجلاء بودن")],
    ),
    # names of things that are named after people
    ("توج بكأس الملك سلمان للأندية العربية", []),
    ("سافر الأمير سلمان للعلاج", [(PER, "سلمان")]),
    # clubs called what a town or an ordinary word is, where a text is one of sport
    (
        "فاز ليفربول على روما بهدفين في المباراة التي أقيمت في ليفربول",
        [(ORG, "ليفربول"), (ORG, "روما"), (LOC, "ليفربول")],
    ),
    (
        "خسر الاتحاد أمام النصر في الدوري وسجل اللاعب هدفا",
        [(ORG, "الاتحاد"), (ORG, "النصر")],
    ),
    ("وصل الوزير إلى برشلونة وتحدث عن التعاون أمام الصحافيين", [(LOC, "برشلونة")]),
    ("توج الفريق بلقب دوري أبطال أفريقيا وسجل مهاجمه هدفا", []),
    ("سجل إينر فالنسيا هدفا في المباراة", [(PER, "إينر فالنسيا")]),
    # a ministry without its class word, a party's construct, firms that something belongs to
    ("وقالت الخارجية الإيرانية إن", [(ORG, "الخارجية الإيرانية")]),
    ("أعلنت الدفاع الروسية أن", [(ORG, "الدفاع الروسية")]),
    ("انتقد السياسة الخارجية الإيرانية", []),
    ("وزير الخارجية الإيراني", []),
    ("فيما نفى حزب قوة الشعب التهمة", [(ORG, "حزب قوة الشعب")]),
    ("تحطمت طائرة تابعة لجيجو إير صباحا", [(ORG, "جيجو إير")]),
    ("كشفت شركة فيوليا عن عقد", [(ORG, "فيوليا")]),
    # two people with a preposition between
    ("اتصل بوتين بعلييف وقدم اعتذاره", [(PER, "بوتين"), (PER, "علييف")]),
    # titles of two
    ("حرب بين الجنرالين البرهان وحميدتي", [(PER, "البرهان"), (PER, "حميدتي")]),
    # unknown names after a title with its body or country
    ("وصف وزير الإعلام يماني قبرمسقل الأمر", [(PER, "يماني قبرمسقل")]),
    ("حاكم كاليفورنيا غافين نيوسوم حضر", [(LOC, "كاليفورنيا"), (PER, "غافين نيوسوم")]),
    ("رفض رئيس مجلس الوزراء لمقترحات عديدة", [(ORG, "مجلس الوزراء")]),
    # class words of places and bodies
    ("في معسكر سوبا جنوبي الخرطوم", [(LOC, "سوبا"), (LOC, "الخرطوم")]),
    ("قالت لجنة أطباء السودان المركزية إن", [(ORG, "لجنة أطباء السودان المركزية")]),
    ("باسم جبهة تحرير شعب تيغراي", [(ORG, "جبهة تحرير شعب تيغراي")]),
    ("أطلقت وكالة الفضاء السعودية قمرا", [(ORG, "وكالة الفضاء السعودية")]),
    ("تابعة لمنظمة سي ووتش الدولية", [(ORG, "منظمة سي ووتش الدولية")]),
    ("حضر رائدا الفضاء ريانة برناوي وعلي القرني", [(PER, "ريانة برناوي"), (PER, "علي القرني")]),
    ("الكويت (كونا) - وقع الوزير", [(LOC, "الكويت"), (ORG, "كونا")]),
    # where a name of the model ends, and where it begins
    ("وارتدى ميسي البشت الأسود", [(PER, "ميسي")]),
    ("استقال مدير المرفأ حسن قريطم خجلا من إهماله", [(PER, "حسن قريطم")]),
    ("فجر الاثنين اعتقل العسكريون حمدوك", [(PER, "حمدوك")]),
    ("بهدفي تيو هيرنانديز وراندال كولو مواني", [(PER, "تيو هيرنانديز"), (PER, "راندال كولو مواني")]),
    ("قال الناطق باسمه محمود بصل إن", [(PER, "محمود بصل")]),
    ("للمخرج كريستوفر نولان سبع جوائز", [(PER, "كريستوفر نولان")]),
    ("وبحسب الوثائق فإن السادات أوفد مستشاره", [(PER, "السادات")]),
    ("خلف سعيد بوتفليقة أخاه", [(PER, "سعيد بوتفليقة")]),
    ("ولد أحمد زويل في دمنهور. ولد صالح في قرية", [(PER, "أحمد زويل"), (LOC, "دمنهور"), (PER, "صالح")]),
    # names after a nationality, a verb of saying; a number behind a name
    ("خلفا للبوسني وحيد خليلوزيتش المقال", [(PER, "وحيد خليلوزيتش")]),
    ("رأى مارسيل خليفة أن الغناء باق", [(PER, "مارسيل خليفة")]),
    ("قال البابا لاوون الرابع عشر إن", [(PER, "لاوون الرابع عشر")]),
    # places and words that are none
    ("زار مطار الخرطوم وسجن أديالا", [(LOC, "مطار الخرطوم"), (LOC, "أديالا")]),
    ("في مدينتي واجيما وسوزو", [(LOC, "واجيما"), (LOC, "سوزو")]),
    ("عجز مالي ودعم مالي عاجل", []),
    ("سافر إلى مالي", [(LOC, "مالي")]),
    ("أمرا رئاسيا بمنع الجولان ليلا", []),
    ("أفاد مصدر وأودى الحادث بحياة شخصين", []),
    ("وصل إلى ليمان", [(LOC, "ليمان")]),
    # bodies
    ("أعلنت شركة إنتلكسا اليونانية", [(ORG, "إنتلكسا")]),
    ("تنتجه شركتا إيساي وبيوجين", [(ORG, "إيساي"), (ORG, "بيوجين")]),
    ("ووقع الاتفاق مستشار الأمن الوطني السعودي مساعد العيبان أمس", [(PER, "مساعد العيبان")]),
    ("المتحدث باسم مجلس الأمن القومي في واشنطن", [(ORG, "مجلس الأمن القومي"), (LOC, "واشنطن")]),
    (
        "قال الأمين العام للجنة العليا للمشاريع والإرث حسن الذوادي",
        [(ORG, "لجنة العليا للمشاريع والإرث"), (PER, "حسن الذوادي")],
    ),
    ("رئيسة جامعة هارفارد كلودين غاي", [(ORG, "جامعة هارفارد"), (PER, "كلودين غاي")]),
    ("صنعاء – سبأنت: التقى الوزير", [(LOC, "صنعاء"), (ORG, "سبأنت")]),
    ("لندن ـ «الشرق الأوسط»: قالت مصادر", [(LOC, "لندن"), (ORG, "الشرق الأوسط")]),
    (
        "أعلنت هيئة إدارة الكوارث والطوارئ (قونداش) الحصيلة",
        [(ORG, "هيئة إدارة الكوارث والطوارئ"), (ORG, "قونداش")],
    ),
    # verbs and adverbs at the edge of a name, and alone
    ("وفي مايو رحل ليونيد سوتشكوف عن الشركة", [(PER, "ليونيد سوتشكوف")]),
    ("قال ألتمان وبروكمان سينضمان إلى الشركة", [(PER, "ألتمان"), (PER, "بروكمان")]),
    ("وعلق هينتون ساخرا", [(PER, "هينتون")]),
    ("وأنزلت القوات جنودها", []),
    ("علينا هنا أن نتخيل المشهد", []),
    ("قال فلاح شحادة المعروف بالشاعر", [(PER, "فلاح شحادة")]),
    # behind a title's place, behind two titles; a word with a preposition is none of the name
    (
        "قالت سفيرة اليابان لدى كينيا ميغ ويتمان إن",
        [(LOC, "اليابان"), (LOC, "كينيا"), (PER, "ميغ ويتمان")],
    ),
    ("قال الكولونيل ميجور أمادو عبد الرحمن", [(PER, "أمادو عبد الرحمن")]),
    ("التقت اللاعبة كيلر سوتر بالمصرفين", [(PER, "كيلر سوتر")]),
    ("وأحيت ريما خوري حفلا", [(PER, "ريما خوري")]),
    # vessels, alone too; whoever has a given name is none
    ("جنحت سفينة الحاويات العملاقة إيفر غيفن ثم عامت إيفر غيفن", []),
    ("اشترت المنظمة ناقلة مستعملة اسمها نوتيكا", []),
    # firms, papers, bodies
    ("قالت شركة شوي كيسن كايشا اليابانية", [(ORG, "شوي كيسن كايشا")]),
    ("كتبت صحيفة ماركا الإسبانية", [(ORG, "ماركا")]),
    ("كانت شركة بثمانين موظفا", []),
    ("وضع المال في بنك محايد", []),
    ("عالم المناخ في جامعة ساو باولو", [(ORG, "جامعة ساو باولو")]),
    # a country that is a verbal noun or an adjective here
    ("بدأ قطر الخزان القديم وزار أمير قطر الدوحة", [(LOC, "قطر"), (LOC, "الدوحة")]),
    ("أجلي 25 فلبينيا وروسيا", []),
    # kunyas behind a clitic; a clitic and a short name, or an adverb
    ("شكرا لأبي عبيدة على ذلك", [(PER, "أبي عبيدة")]),
    ("وأم خالد تقول إن الوقت حان", [(PER, "أم خالد")]),
    ("استيقظت باكرا", []),
    ("قال عبد الوافي لفتيت ترأس اجتماعا", [(PER, "عبد الوافي لفتيت")]),
    ("أعجبته مسرحية الملك لير لشكسبير", [(PER, "لير"), (PER, "شكسبير")]),
    # initials, craft with a number
    ("وقال رئيس الوكالة إس. سوماناث إن", [(PER, "إس. سوماناث")]),
    ("أطلقت الهند المركبة «تشاندرايان-3»", [(LOC, "الهند")]),
    # the name of a thing
    ("وصلت العاصفة «دانيال» والسفينة «شباب عمان الثانية»", []),
    # no Arabic, nothing at all
    ("Lorem ipsum dolor", []),
    ("١٢٣ 456 ...", []),
    # what no file should hold, and some do
    ("\u200f\u202e\ud800 في دمشق\0", [(LOC, "دمشق")]),
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
    assert found == [(PER, "بشار الأسد"), (LOC, "دمشق")]


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


def test_an_ordinary_surname_that_the_text_says_as_a_name() -> None:
    text = "قال رياض سلامة ذلك. وينفي سلامة ويؤكد أنه بريء، ثم قال سلامة إنه باق. وتعنى الشركة بسلامة الركاب وعلى سلامة الطائرة."
    people = [mention.text for mention in find_mentions(text) if mention.type.value == PER]
    assert people == ["رياض سلامة", "سلامة", "سلامة"]
