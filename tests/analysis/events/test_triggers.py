"""Which words of a text are happenings: light verbs, idioms, what happens always, dated acts; and how their data is read."""

from __future__ import annotations

import pytest

from reader.analysis import analyse
from reader.analysis.events.lexicon import add_table, build, lexicon
from reader.analysis.events.readings import read_word
from reader.text.fold import fold

from .trigger_score import score_triggers


def told(text: str) -> set[tuple[str, str]]:
    return {(event.trigger.of(text), event.type) for event in analyse(text, published="2021-06-10").events}


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("تقدم وزير المالية التونسي باستقالته الثلاثاء.", "تقدم", "resign"),
        ("حل وزير الخارجية الهندي ضيفا على القاهرة الأحد.", "حل", "visit"),
        ("وضعت الحرب أوزارها في كولومبيا عام 2016.", "وضعت", "war-end"),
        (
            "وصلت الرسالة إلى روما فتسلمها سامي حداد مساء الأحد.",
            "فتسلمها",
            "receive",
        ),  # its word was said before
        ("كتب سامي حداد البيان ثم نشره مساء الأحد.", "نشره", "publish"),
        ("ووقع الزلزال فجر الأحد قرب مدينة أغادير.", "الزلزال", "quake"),  # it happened; nobody signed
        ("وقع الوزير سامي حداد في روما مساء الأحد.", "وقع", "sign"),
        ("سقطت حلب الأحد وكان الجنود ينتظرون.", "سقطت", "fall"),  # the men belong to another clause
        ("أمر الرئيس سامي حداد بتكثيف البحث في بيروت الأحد.", "أمر", "order"),  # any masdar behind ب
        ("سقط خمسون متظاهرا في الخرطوم مساء الأحد.", "سقط", "die"),  # a figure right after it
        ("سقط عشرون صاروخا على كييف مساء الأحد.", "سقط", "shell"),
        ("قضى نحو ثلاثين راكبا في حادث قرب القاهرة مساء الأحد.", "قضى", "die"),
        ("أقرت الشركة الأحد بأن محركاتها معيبة.", "أقرت", "confess"),
        ("أقر البرلمان في تونس القانون الأحد.", "أقر", "approve"),
        ("بعث رئيس الوزراء اللبناني سامي خليل حداد في 2 تموز/يوليو 1974 برسالة إلى باريس.", "بعث", "message"),
        ("رحل الفنان سامي حداد مساء الأحد في بيروت.", "رحل", "die"),
        ("رحل الوزير سامي حداد إلى باريس الأحد.", "رحل", "depart"),
        ("نزلت دبابات الجيش إلى شوارع أنقرة مساء الأحد.", "نزلت", "send"),
        ("هاجم سامي حداد في مقابلة سياسات الحكومة الأحد.", "هاجم", "criticise"),
        ("هاجم مسلحون مقر الحزب في عدن الأحد.", "هاجم", "attack"),
        ("دك اللاعب سامي حداد شباك الأهلي الأحد.", "دك", "score"),
        ("طلب سامي حداد الصفح من أهالي بيروت الأحد.", "طلب", "apologise"),
        ("نصب محتجون خيامهم أمام البرلمان في تونس الأحد.", "نصب", "protest"),
        ("التهمت النيران 400 هكتار من غابات سردينيا.", "التهمت", "disaster"),
        ("انقلبت ثلاثة قوارب قبالة سواحل ليبيا.", "انقلبت", "disaster"),
        ("انقلبت حافلة على طريق القاهرة الإسكندرية.", "انقلبت", "crash"),
        ("نُفذ حكم الإعدام في حق ثلاثة مدانين في الرياض.", "نُفذ", "kill"),
        ("أضرم مجهولون النار في سيارة صحفي في باريس.", "أضرم", "destroy"),
        ("هزمت السعودية الأرجنتين 2-1.", "هزمت", "win"),
        ("وفي اليوم التالي خلفه سامي حداد.", "خلفه", "take-office"),
        ("ضرب زلزال جزيرة جاوة الإندونيسية أمس.", "ضرب", "quake"),
        ("وقال وزير الري سامي حداد مساء الأحد إن السد آمن.", "وقال", "statement"),
        ("تحدث الوزير سامي حداد عن التهم التي نفتها الشركة.", "نفتها", "deny"),
        ("انتهت المهلة التي منحتها الحكومة للمضربين.", "منحتها", "ultimatum"),
        ("وعيّنه الرئيس سامي حداد سفيرا.", "وعيّنه", "appoint"),
        ("حفرت الشركة ثلاث آبار.", "حفرت", "act"),
        ("حمل سامي حداد الحقيبة مساء الأحد.", "حمل", "act"),
        ("قلصت المحكمة العقوبة في روما الأحد.", "قلصت", "act"),  # a verb of other types without their words
        ("خضع سامي حداد لجراحة في القلب.", "خضع", "illness"),
        ("أبحر الأسطول من مرسيليا.", "أبحر", "depart"),
        ("وكانت العاصفة «دانيال» قد ضربت ليبيا الأحد.", "ضربت", "disaster"),
        ("سقط تسعة عشر شابا في نابلس مساء الأحد.", "سقط", "die"),
        ("وقضت المحكمة في 6 فبراير 2023 بسجن سامي حداد.", "وقضت", "sentence"),
        ("فقدت الليرة عشر قيمتها في ساعات.", "فقدت", "market"),
        ("ووصفت الوزارة القرار بأنه سابقة.", "ووصفت", "criticise"),
        (
            "وخطب سامي حداد في بيروت مساء الأحد.",
            "وخطب",
            "speech",
        ),  # an act that only has a sense by its class
        ("هبط سامي حداد في مطار بيروت مساء الأحد.", "هبط", "arrive"),
        ("أعلنت وزارة الصحة في بيروت الأحد أن 13 شخصا توفوا.", "أعلنت", "declare"),  # with a day of its own
        ("وصدر القرار بعد سبعة أسابيع تقريبا من نشره في روما.", "نشره", "act"),
        ("حجبت الحكومة في كاتماندو 26 منصة الخميس.", "حجبت", "ban"),
        ("وتجاوز عدد الموقوفين في عمان العشرين.", "وتجاوز", "arrest"),
        ("وقضت المحكمة العليا بأن تدخل الجيش دستوري.", "وقضت", "sentence"),
        ("انقلب الضباط على الملك في بغداد عام 1958.", "انقلب", "overthrow"),
        ("أمم جمال حداد القناة عام 1956.", "أمم", "acquire"),
        ("فشلت الوساطة في الخرطوم مساء الأحد.", "فشلت", "negotiate"),
        ("شوهدت قوات للجيش تدخل العاصمة مساء الأحد.", "تدخل", "enter"),
        ("وذلك بعد أن هاتف سامي حداد الملك مساء الأحد.", "هاتف", "call"),
        ("فرضت الحكومة حظر التجول في بيروت.", "فرضت", "emergency"),
    ],
)
def test_light_verbs_and_idioms(text: str, trigger: str, kind: str) -> None:
    assert (trigger, kind) in told(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("تحاكم المحكمة الخاصة في بيروت عادة قضايا الإرهاب.", "تحاكم"),
        ("يفتح المتحف أبوابه في القاهرة يوميا ما عدا الاثنين.", "يفتح"),
        ("يعاقب القانون في فرنسا كل من يزور وثيقة.", "يعاقب"),
        ("تهدف إلى إنقاذ ما تصل إليه يدها من مدن تصل إلى عشرين.", "تصل"),
        ("وصل نفيا قاطعا من موسكو.", "قاطعا"),
        ("واصل رجال الإنقاذ في بيروت عملهم.", "الإنقاذ"),
        ("ولم يصدق سامي حداد ما رآه في بيروت.", "يصدق"),
        ("ولم يقل سامي حداد ذلك في بيروت.", "يقل"),
        ("ووفق ما نقلته وكالة رويترز الأحد عن وثائق، انفجر الجسر.", "نقلته"),
        ("استقال سامي حداد، صاحب أطول فترة حكم في بيروت.", "صاحب"),
        ("وتوقف عمال الموانئ في بيروت عن العمل صباح اليوم احتجاجا على غياب السلامة.", "احتجاجا"),
        ("وسافرت إلى مكة في مايو 2024 بتأشيرة زيارة.", "زيارة"),
        ("ارتفع النهر كما قال وزير الري سامي حداد الأحد.", "قال"),
        ("قال سامي حداد إن المتحف يفتح أبوابه الأحد.", "قال"),
        ("أثبتت الدراسات أن القراءة تطيل العمر.", "أثبتت"),  # what is told is in the clause
        ("عادت الحياة إلى طبيعتها.", "عادت"),  # nobody by name
        ("ووقفت البلدة قرب الحدود.", "قرب"),
        ("تغيرت الشائعة التي أطلقتها الفصائل في روما.", "أطلقتها"),  # which, not what
        ("تحدث التقرير عن المعلومات التي وردت من روما الأحد.", "وردت"),  # no و and رد
        ("غادر الوفد روما وفق مصادر على اتصال مع الوزارة.", "اتصال"),
        ("جرت معركة داخلية في مكتب الرئيس في بيروت.", "معركة"),
        ("شن الكاتب سامي حداد هجوما لاذعا على الحكومة في تونس.", "شن"),
        ("كان سامي حداد في روما يستعمل الدواء كلما صعد الجبل.", "صعد"),
        ("كاد سامي حداد يستقيل في بيروت.", "يستقيل"),
        ("سلم الوجهاء المدينة فجر الأحد بلا قتال.", "قتال"),
        ("أخلي سامي حداد في بيروت لقاء تسعة ملايين دولار.", "لقاء"),
    ],
)
def test_what_tells_no_happening(text: str, word: str) -> None:
    assert word not in {trigger for trigger, _ in told(text)}


def test_a_month_completes_no_verdict() -> None:
    assert ("قضوا", "sentence") not in told("الذين قضوا في شهر فبراير أكثر.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("أصدرت الوزارة الأمريكية أمس بيانا في واشنطن.", "order"),  # «أمر»
        ("منحت الوزارة المسرح دعما من صندوق الثقافة.", "confidence"),  # «ثقة»
        ("سجل الوزير سامي حداد موقفا في روما وفي باريس.", "outbreak"),  # «وفيات»
    ],
)
def test_a_longer_word_completes_nothing(text: str, wrong: str) -> None:
    assert wrong not in {kind for _, kind in told(text)}


def test_a_headline_tells_in_the_present_what_has_happened() -> None:
    text = "رئيس النادي سامي حداد يقيل مدربه"
    assert ("يقيل", "dismiss") in told(text)
    assert told(f"{text}.") == set()


def test_a_verb_of_no_type_is_a_happening_where_dated_and_told_of_somebody() -> None:
    assert ("عانق", "act") in told("عانق البابا فرنسيس الجماهير في بغداد في 6 مارس 2021.")


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        (
            "وقال المدير إن خمس شركات ربطت مدينة طنجة بالميناء الأحد.",
            "ربطت",
            "act",
        ),  # no noun has these letters
        ("سينظف سامي حداد شاطئ طنجة الأحد.", "سينظف", "act"),
        ("لم تنظف الشركة الأردنية شاطئ العقبة الأحد.", "تنظف", "act"),
        (
            "تحول سامي حداد إلى الإسلام في 3 أيار 2019.",
            "تحول",
            "act",
        ),  # of a type, without the words that it asks for
        ("نفى وزير الري سامي حداد أمس أن يكون قد باع السد.", "نفى", "deny"),
        ("تم تنظيف شاطئ روما الأحد من قبل سامي حداد.", "تنظيف", "act"),
        ("قام سامي حداد بتنظيف الشاطئ الأحد.", "بتنظيف", "act"),
        ("قال سامي حداد في 9 أيار 2019 إن مصنعا انفجر في روما.", "قال", "statement"),  # of an earlier day
        ("وأسفر الحادث عن مقتل تسعة جنود واعتقال سامي حداد.", "واعتقال", "arrest"),
        ("تغير كل شيء بعد إقالة الوزير.", "إقالة", "dismiss"),  # something else is dated by it
        ("اندلع شجار في سوق بيروت الأحد.", "شجار", "clash"),
    ],
)
def test_what_is_told_without_the_words_of_a_type(text: str, trigger: str, kind: str) -> None:
    assert (trigger, kind) in told(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("هل ذهبت الشركة الأردنية إلى روما الأحد؟", "ذهبت"),
        ("احتجزت الشرطة سامي حداد الأحد، أبرز منافسي الرئيس.", "أبرز"),
        ("ينظف سامي حداد الشاطئ.", "ينظف"),  # what somebody does
        ("هبت الأحد في روما رياح تتجاوز سرعتها مئة كيلومتر.", "سرعتها"),
        ("التقى سامي حداد الوزير بالتعاون مع تركيب المصانع الأحد.", "تركيب"),
    ],
)
def test_what_is_not_told_by_a_verb_of_no_type(text: str, word: str) -> None:
    assert not [found for found in told(text) if found[0] == word]


def kinds(text: str) -> set[str]:
    """The types of a text's happenings."""
    return {kind for _, kind in told(text)}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "لقي سامي حداد حتفه في باريس.",
            "قتل سامي حداد في باريس.",
            "سقط سامي حداد قتيلا في باريس.",
            "لفظ سامي حداد أنفاسه في باريس.",
        ),
        (
            "قبضت الشرطة على سامي حداد.",
            "أوقفت الشرطة سامي حداد.",
            "احتجزت الشرطة سامي حداد.",
            "وقع سامي حداد في قبضة الشرطة.",
        ),
        (
            "أعفى الملك سامي حداد من منصبه.",
            "عزل الملك سامي حداد.",
            "أنهى الملك مهام سامي حداد.",
            "أزيح سامي حداد من منصبه.",
            "كفت المحكمة يد القاضي سامي حداد.",
        ),
        (
            "استقال سامي حداد الأحد.",
            "تقدم سامي حداد باستقالته الأحد.",
            "تنحى سامي حداد الأحد.",
            "ترك سامي حداد منصبه الأحد.",
        ),
        ("راسلت وزارة العدل محكمة باريس.", "بعث سامي حداد برسالة إلى محكمة باريس."),
        ("رست السفينة في بيروت الأحد.", "وصلت السفينة إلى بيروت الأحد."),
        (
            "أحرق محتجون مقر الحزب في تونس.",
            "أضرم محتجون النار في مقر الحزب في تونس.",
            "أشعل محتجون النار في مقر الحزب في تونس.",
        ),
        ("اندلع حريق في ميناء بيروت.", "التهمت النيران ميناء بيروت.", "شبت النيران في ميناء بيروت."),
        (
            "أفرجت السلطات عن سامي حداد.",
            "أطلقت السلطات سراح سامي حداد.",
            "أخلت السلطات سبيل سامي حداد.",
            "خرج سامي حداد من السجن.",
            "استعاد سامي حداد حريته.",
        ),
        ("أعلن الضباط انقلابا على الرئيس في باماكو.", "نفذ الضباط انقلابا على الرئيس في باماكو."),
        ("استقال سامي حداد.", "ترك سامي حداد كرسي الوزارة."),
        ("دُفن سامي حداد في بيروت.", "ووسد سامي حداد الثرى في بيروت."),
        ("هزمت السعودية الأرجنتين.", "فازت السعودية على الأرجنتين.", "خسرت الأرجنتين أمام السعودية."),
        ("استحوذت مايكروسوفت على الشركة.", "اشترت مايكروسوفت الشركة."),
        ("تولى سامي حداد رئاسة الحكومة.", "تسلم سامي حداد مهام منصبه.", "خلف سامي حداد سلفه في المنصب."),
        (
            "تظاهر الآلاف في تونس.",
            "خرج الآلاف في تظاهرة في تونس.",
            "نزل الآلاف إلى شوارع تونس.",
            "دخل عمال تونس في إضراب.",
        ),
        ("انهار مبنى في بيروت.", "هوى مبنى في بيروت.", "تداعى مبنى في بيروت."),
        ("غرق قارب قبالة ليبيا.", "انقلب قارب قبالة ليبيا."),
    ],
)
def test_other_words_for_one_act_are_of_one_family_or_kin(texts: tuple[str, ...]) -> None:
    types = lexicon().types

    def kin(a: str, b: str) -> bool:
        first, second = types[a], types[b]
        return first.family == second.family or second.family in first.kin or first.family in second.kin

    first, *others = (kinds(text) for text in texts)
    for text, other in zip(texts[1:], others, strict=True):
        assert any(kin(a, b) for a in first for b in other), (text, first, other)


@pytest.mark.parametrize(
    ("word", "kind", "borne"),
    [("انفجاران", "explode", False), ("زيارتين", "visit", False), ("اعتقالات", "arrest", True)],
)
def test_duals_and_plurals_of_masdars(word: str, kind: str, borne: bool) -> None:
    assert (kind, borne) in {(r.trigger.type, r.trigger.borne) for r in read_word(fold(word))}


def test_words_of_a_type_join_those_of_another_file_and_nothing_else_does() -> None:
    tables: dict = {}
    add_table(tables, "meet", {"title": "لقاء", "derived": "قابل"})
    add_table(tables, "meet", {"derived": "التقى", "phrases": "عقد يعقد : لقاء"})
    assert {"قابل", "التقي", "عقد"} <= set(build(tables).verbs)
    with pytest.raises(ValueError, match="meet: title is said in two files"):
        add_table(tables, "meet", {"title": "اجتماع"})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"title": "x", "phrases": "عقد يعقد"}, "x: no words after عقد يعقد"),
        ({"title": "x", "derived": "قتل"}, "x: قتل is no derived verb"),
        ({"of": "y"}, "x: a variant of y, which is no type"),
    ],
)
def test_slips_of_the_data_are_told(table: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build({"x": table})


def test_a_variant_has_parts_of_its_own_and_the_type_of_another() -> None:
    known = lexicon()
    assert known.grammars["defeat"].object == "patient"
    assert known.grammars["defeat"].id == "win"
    assert "defeat" not in known.types


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("sentences", 0.93, 0.9), ("collections", 0.85, 0.8), ("later", 0.85, 0.8)],
)
def test_the_labelled_texts_keep_their_figures(name: str, precision: float, recall: float) -> None:
    found = score_triggers(name)
    assert found.precision >= precision
    assert found.recall >= recall


def test_what_is_stopped_is_no_happening() -> None:
    text = "وقعت الحكومة والحركة اتفاقا لوقف إطلاق النار في جوبا السبت 15 فبراير 2020."
    assert [event.type for event in analyse(text).events] == ["sign", "ceasefire"]
    text = "أعلن الجيش وقفا لإطلاق النار في إدلب مساء الخميس 5 مارس 2020."
    assert [event.type for event in analyse(text).events] == ["ceasefire"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("هبط سعر الصرف الأحد، فصار الناس في بيروت يدفعون بالدولار.", "arrive"),  # another clause's place
        ("ودعا سامي حداد الفريق إلى بيروت الأحد.", "depart"),  # «و» and a call
        ("أدرجت اليونسكو مدينة صور على قائمة التراث العالمي عام 1984.", "sanction"),
        ("انفصلت الجزيرة عن مصر عام 1984.", "marry"),
        ("قدم سفير فرنسا تعازيه إلى الحكومة في بيروت الأحد.", "congratulate"),
        ("وتقام الجولة المقبلة في بيروت يوم الأحد.", "visit"),
        ("انتشلت فرق الإنقاذ عشرات الجثث في درنة الأحد.", "crackdown"),  # teams, not who disperses
        ("دخل منتخب الأردن تصفيات كأس العالم الأحد.", "bankruptcy"),  # what is played before a cup
        ("أحال الوزير المخالفين في بيروت إلى مفتش الوزارة الأحد.", "charge"),
        ("أرسلت الوكالة مفتشين إلى طهران الأحد.", "charge"),
        ("استعادت مدينة حلب هدوءها الأحد.", "capture"),
        ("تخلت إدارة الشركة عن خطتها في بيروت الأحد.", "resign"),
        ("حول سامي حداد أموالا إلى أهله في بيروت الأحد.", "fraud"),
        ("نظر سامي حداد إلى القضية في بيروت بجدية.", "try"),
        ("اعتمد سامي حداد على لاعبيه وحقق نتائج جيدة في بيروت الأحد.", "approve"),
        ("صدم فريق الأهلي متصدر الدوري في القاهرة الأحد.", "crash"),
        ("ارتفعت حصيلة الصادرات في لبنان الأحد.", "die"),
        ("صعدت حصيلة فريق الأهلي إلى 50 نقطة في القاهرة الأحد.", "die"),
        ("أقامت قطر جسرا جويا إلى بيروت الأحد.", "build"),
        ("استقبلت مستشفيات بيروت 30 حالة ولادة الأحد.", "injure"),
        ("سحبت المصارف في بيروت أموالها تحت ضغط المودعين الأحد.", "rescue"),
        ("غاص الغواصون في بيروت بحثا عن المفقودين الأحد.", "disaster"),
        ("شق سامي حداد طريقه إلى البرلمان في بيروت الأحد.", "build"),
        ("أغلقت السلطات في عدن محال الذهب الأحد.", "market"),
        ("انفصلت ليلى منصور عن زوجها في بيروت الأحد.", "independence"),
    ],
)
def test_the_words_of_a_type_in_another_sense(text: str, kind: str) -> None:
    assert kind not in [event.type for event in analyse(text, published="2024-05-06").events]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أخلت السلطات السكان من حي الميناء في بيروت الأحد.", "evacuate"),
        ("غرمت محكمة في بيروت الشركة مليون دولار الأحد.", "fine"),
        ("غرمت محكمة في بيروت الشركة الأحد.", "fine"),
        ("انقطعت الكهرباء في بيروت الأحد.", "cut-supply"),
        ("استأنفت جامعة بيروت الدراسة الأحد.", "resume"),
        ("قدم سفير فرنسا تعازيه إلى الحكومة في بيروت الأحد.", "mourn"),
        ("ارتفعت حصيلة الفيضانات في بيروت الأحد إلى تسعة.", "die"),
        ("وقعت الجريمة في بيروت صباح الأحد.", "attack"),
        ("صدم الزورق دورية قرب بيروت الأحد.", "crash"),
        ("دخلت الشركة في بيروت الأحد في تصفية مؤقتة.", "bankruptcy"),
        ("نظرت محكمة في بيروت الأحد في طعن الشركة.", "try"),
        ("اعترف سامي حداد الأحد في بيروت.", "confess"),
        ("أحالت محكمة بيروت الأحد أوراق سامي حداد إلى المفتي.", "charge"),
        ("فرقت الشرطة في بيروت عشرات الطلاب الأحد.", "crackdown"),
        ("انفصلت ليلى منصور عن زوجها في بيروت الأحد.", "marry"),
        ("انفصل جنوب السودان عن السودان عام 2011.", "independence"),
        ("ودع محبو سامي حداد الفنان إلى مثواه الأخير في بيروت الأحد.", "bury"),
    ],
)
def test_two_ways_to_tell_one_act_have_one_type(text: str, kind: str) -> None:
    assert kind in [event.type for event in analyse(text, published="2024-05-06").events]
