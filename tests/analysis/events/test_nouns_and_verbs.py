"""Words that are noun in one place and verb in another, and masdars that tell: by their place in the sentence."""

import pytest

from reader.analysis import analyse


def told(text: str) -> list[str]:
    return [event.trigger.of(text) for event in analyse(text, published="2024-05-06").events]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("استقال وزير النقل سامي حداد الأحد في بيروت.", "النقل"),  # an office
        ("يعمل سامي حداد مهندس اتصالات في بيروت منذ الأحد.", "اتصالات"),  # a trade
        ("عرض المتحف في بيروت الأحد لوح الطوفان.", "لوح"),
        ("وصل بائع خضار إلى بيروت الأحد.", "بائع"),
        ("قال سامي حداد إن التهم كيدية في بيروت الأحد.", "التهم"),
        ("كان هجوم بيروت الأحد هو الهجوم الأشد تدميرا.", "تدميرا"),
        ("وقع خطأ في شفرتها الأحد في بيروت.", "شفرتها"),
        ("أين ذهبت الشركة الأردنية الأحد؟", "ذهبت"),
        ("صدرت مذكرة توقيف بحق سامي حداد الأحد.", "توقيف"),  # told by the verb
        ("قال صديقي الذي يدرس الطب في بيروت إنه سعيد اليوم.", "يدرس"),  # what is so
        ("نصحت الخبيرة الشركة عام 2010 ألا تشتري شيئا من العراق.", "تشتري"),
        ("ويعود أصل القضية إلى منتصف أكتوبر 2022.", "ويعود"),
        ("اندلعت مواجهات في مقاطعة دجلة الأحد.", "مقاطعة"),  # a place's
        ("سجل الغاني سامي حداد هدفين الأحد في بيروت.", "الغاني"),
    ],
)
def test_a_noun_with_the_letters_of_an_act(text: str, word: str) -> None:
    assert word not in told(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("من جهته طالب الوزير بفتح المعبر الأحد.", "طالب"),
        ("أُنشئت الهيئة الوطنية للدواء عام 2019.", "أُنشئت"),  # hamza at the end, passive
        ("لوح سامي حداد بالاستقالة الأحد.", "لوح"),
        ("وتفقد رئيس الوزراء سامي حداد موقع الحادث مساء الجمعة.", "وتفقد"),
        ("أصاب الصاروخ الأحد ميناء بيروت.", "أصاب"),  # without the words that its types ask for
        ("قال الوزير إن راكبا فتح باب الطائرة الأحد في بيروت.", "فتح"),  # behind «إن» and who did it
        ("غرق القارب الأحد ثم حمله البحارة إلى بيروت.", "حمله"),
    ],
)
def test_a_verb_with_the_letters_of_a_noun(text: str, word: str) -> None:
    assert word in told(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("4 ديسمبر 2023: إدانة سامي حداد بالسجن خمسة أعوام.", "إدانة"),  # an entry in a list of days
        ("أفادت منظمة بمقتل شخص في بيروت الأحد واعتقال آخرين.", "واعتقال"),
        ("أفادت مصادر بمقتل جندي في المعبر.", "بمقتل"),
        ("عقب إعلان فوز المرشح الأحد خرجت الجماهير.", "فوز"),
        ("ذكر تقرير أن القتلى 24 في القتال.", "القتلى"),
        ("غاب الوزير عن اتفاق 10 ديسمبر.", "اتفاق"),  # called by its day
        ("وصلت النتيجة إلى بيروت بعد فرز 80 بالمئة من الصناديق الأحد.", "فرز"),
    ],
)
def test_a_masdar_that_tells(text: str, word: str) -> None:
    assert word in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "يعنى الكتاب بالتاريخ وسقوط الدول.",
        "تعنى الدراسة بالتعليم وهجرة العقول.",
        "تعنى الجمعية بالتعليم وزيارة المرضى.",
        "تهتم الجمعية بالتعليم وتوقيع الكتب.",
    ],
)
def test_what_is_joined_to_no_happening_tells_none(text: str) -> None:
    assert not told(text)


def test_what_is_joined_to_a_happening_tells_one_too() -> None:
    assert "وسقوط" in told("أفادت مصادر بمقتل جندي وسقوط الدول.")
