"""Titles: a sentence, its trigger, who has a part in it, its times; then the title."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from reader.analysis.events.features import Report
from reader.analysis.events.titles import clause, title_of
from reader.model import Modality, Span


def spans(text: str, *pieces: str) -> list[Span]:
    return [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "trigger", "parts", "times", "title"),
    [
        ("وفي 11 أبريل من ذلك العام أطاح الجيش بالرئيس", "أطاح", ["الجيش"], ["11 أبريل من ذلك العام"], "أطاح الجيش بالرئيس"),
        ("فجر الاثنين 25 أكتوبر 2021 اعتقل العسكريون حمدوك", "اعتقل", ["العسكريون"], ["فجر الاثنين 25 أكتوبر 2021"], "اعتقل العسكريون حمدوك"),
        ("حيث انعقدت الجولة في العاصمة القطرية", "انعقدت", ["الجولة"], [], "انعقدت الجولة في العاصمة القطرية"),
        ("وقتل أكثر من مئة شخص", "قتل", [], [], "قتل أكثر من مئة شخص"),
        ("إنها النهاية، واجهها القائد في معركته الأخيرة", "واجهها", [], [], "واجهها القائد في معركته الأخيرة"),
        ("واشترت الشركة حصة بنحو 1.4 مليار دولار من الأسهم", "اشترت", ["الشركة"], [], "اشترت الشركة حصة بنحو 1.4 مليار دولار من الأسهم"),
        ("ووقع الطرفان الاتفاق في جنيف", "وقع", ["الطرفان"], [], "وقع الطرفان الاتفاق في جنيف"),
        ("وزير الخارجية زار العاصمة أمس", "زار", ["وزير الخارجية"], ["أمس"], "وزير الخارجية زار العاصمة أمس"),
        ("وإن آخر مكالمة معهم كانت ليلا", "مكالمة", [], [], "آخر مكالمة معهم كانت ليلا"),
        ("بان كي مون يعلن عن قلقه", "يعلن", ["بان كي مون"], [], "بان كي مون يعلن عن قلقه"),
        ("كتبت سامية، التي غادرت مع أطفالها إلى ود مدني", "غادرت", ["سامية"], [], "سامية، التي غادرت مع أطفالها إلى ود مدني"),
        ("وأعلنت القيادة، التي غادرت مقرها ليلا قبل أن تصل إليه القوات", "غادرت", [], [], "غادرت مقرها ليلا قبل أن تصل إليه القوات"),
        ("وتزامن إطلاق «ردع العدوان» مع وصول الوفد", "إطلاق", [], [], "تزامن إطلاق «ردع العدوان» مع وصول الوفد"),
        ("في اليوم السابع تعلن جماعة «الإخوان المسلمين»، بلسان مرشدها", "تعلن", ["جماعة"], ["اليوم السابع"], "تعلن جماعة «الإخوان المسلمين»"),
        ("لاهاي (الخميس 21 نوفمبر 2024) - أصدرت المحكمة مذكرة", "أصدرت", ["المحكمة"], [], "أصدرت المحكمة مذكرة"),
        ("أنقرة 6-2-2023 (رويترز) - ضرب زلزال وسط البلاد", "ضرب", [], ["6-2-2023"], "ضرب زلزال وسط البلاد"),
        ("5- تشكيل لجان مصالحة في المدينة", "تشكيل", [], [], "تشكيل لجان مصالحة في المدينة"),
        ('وقال متحدث إن الكتيبة "سلمت نفسها"', "سلمت", ["متحدث"], [], 'قال متحدث إن الكتيبة "سلمت نفسها"'),
    ],
)  # fmt: skip
def test_a_title_begins_where_the_act_does(
    text: str, trigger: str, parts: list[str], times: list[str], title: str
) -> None:
    found = clause(text, Span(0, len(text)), *spans(text, trigger), spans(text, *parts), spans(text, *times))
    assert found == title
    assert found in text


@pytest.mark.parametrize(
    ("text", "trigger", "others", "parts", "title"),
    [
        ("خرج القطار عن مساره قرب المدينة وقتل ثلاثة ركاب", "قتل", ["خرج"], [], "قتل ثلاثة ركاب"),
        ("خرج القطار عن مساره قرب المدينة وقتل ثلاثة ركاب", "خرج", ["قتل"], [], "خرج القطار عن مساره قرب المدينة وقتل ثلاثة ركاب"),
        ("انهار الجسر فوق النهر والسائق هرب من المكان", "هرب", ["انهار"], ["السائق"], "السائق هرب من المكان"),
        ("توقف العمل في الميناء بعد اندلاع حريق في المخازن", "اندلاع", ["توقف"], [], "اندلاع حريق في المخازن"),
        ("وصل المحقق إلى القرية وكان قد غادر العاصمة ليلا", "غادر", ["وصل"], [], "كان قد غادر العاصمة ليلا"),
        ("رفض الوزير أن يستقيل من منصبه", "يستقيل", ["رفض"], [], "رفض الوزير أن يستقيل من منصبه"),
        ("أعلنت الحكومة تأجيل سداد الديون", "سداد", ["أعلنت", "تأجيل"], [], "أعلنت الحكومة تأجيل سداد الديون"),
        ("باعت الشركة الأرض لتسدد ديونها للمصرف", "لتسدد", ["باعت"], [], "باعت الشركة الأرض لتسدد ديونها للمصرف"),
        ("قبض على المدير ثم دفع وخرج", "خرج", ["قبض", "دفع"], [], "قبض على المدير ثم دفع وخرج"),
    ],
)  # fmt: skip
def test_of_two_verbs_in_one_clause_each_has_its_own_title(
    text: str, trigger: str, others: list[str], parts: list[str], title: str
) -> None:
    at = spans(text, trigger)[0]
    assert clause(text, Span(0, len(text)), at, spans(text, *parts), (), spans(text, *others)) == title


@pytest.mark.parametrize(
    ("text", "trigger", "title"),
    [
        ("اشترته السلسلة بمبلغ 1,67 مليون دولار من دار المزاد", "اشترته", "اشترته السلسلة بمبلغ 1,67 مليون دولار من دار المزاد"),
        ("وأغلق موقع الشركة www.example.com يوم السبت، وظهر اعتذار", "أغلق", "أغلق موقع الشركة www.example.com يوم السبت"),
        ("وفتحت الشرطة النار على المحتجين", "فتحت", "فتحت الشرطة النار على المحتجين"),
        ("فتحت الشرطة النار على المحتجين", "فتحت", "فتحت الشرطة النار على المحتجين"),
        ("عاد الوفد عام 2014.وغادر السفير المدينة", "غادر", "غادر السفير المدينة"),
    ],
)  # fmt: skip
def test_numbers_addresses_and_letters_of_the_verb_stay_whole(text: str, trigger: str, title: str) -> None:
    assert clause(text, Span(0, len(text)), *spans(text, trigger)) == title


def test_a_long_clause_is_not_cut_right_before_a_relative() -> None:
    text = "اصطدام جرار بحاجز من الخرسانة في محطة الحجاز وسط المدينة القديمة الذي خلف اثنين وعشرين قتيلا ودفع الوزير إلى الاستقالة"
    trigger = spans(text, "ودفع")[0]
    assert clause(text, Span(0, len(text)), trigger, spans(text, "محطة الحجاز")).startswith("خلف اثنين")


@pytest.mark.parametrize(
    ("titles", "best"),
    [
        (["لاعتقال الوزير وآخرين معه", "اعتُقل أكثر من مئة شخص"], "اعتُقل أكثر من مئة شخص"),
        (["كم مات في القتال؟", "قضى في القتال خمسة وثلاثون شخصا"], "قضى في القتال خمسة وثلاثون شخصا"),
        (["برأت اثنين", "حكمت المحكمة على خمسة موظفين"], "حكمت المحكمة على خمسة موظفين"),
        (["آخرهم فني الرافعة", "قتل أربعة عشر عاملا"], "قتل أربعة عشر عاملا"),
        (["اقتحم الجنود القصر", "دخل الجنود المدينة"], "اقتحم الجنود القصر"),
    ],
)
def test_an_event_is_called_by_a_report_that_stands_by_itself(titles: list[str], best: str) -> None:
    assert title_of([told(title, key=str(n), score=5.0 - n) for n, title in enumerate(titles)]) == best


def told(title: str, lemma: str = "", places: str = "", **said: object) -> Report:
    """A report by what its title is chosen by."""
    bare = {"modality": Modality.ASSERTED, "score": 4.0, "key": "", "behind": False, "interval": None}
    none = dict.fromkeys(("words", "agents", "patients", "numbers", "about"), ())
    whole = {
        **bare,
        **none,
        "carried": False,
        "title": title,
        "lemma": lemma,
        "places": places.split(),
        **said,
    }
    return cast("Report", SimpleNamespace(**whole))


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        # by its verb, not where the act is only spoken of
        (told("يبدو أن قرار ترتيب خروج الحاكم جاء متأخرا", "خرج", "بيروت", score=5.0), told("هرب من بيروت إلى حلب دون حراسه", "هرب", "بيروت"), 1),
        (told("سقوط بيروت ب24 ساعة", "سقط", score=6.0), told("دخل المسلحون المدينة بسهولة", "دخل"), 1),
        # a verb that follows soon is still better than a masdar
        (told("استقالة الحاكم بعد ستة أشهر", "استقال"), told("يوم الأحد 23 يناير 2022 استقال الحاكم", "استقال"), 1),
        # one that says where and how many outweighs the first word
        (told("هرب الحاكم مع أهله", "هرب"), told("الحاكم هرب إلى حلب مع ثلاثين", "هرب", "حلب", numbers=("30",)), 1),
        # what is told as known does not head a row
        (told("قتل الحاكم في بيروت", "قتل", "بيروت", behind=True), told("مقتل الحاكم ليلا", "قتل"), 1),
        # of two alike one that nobody is quoted for
        (told("غادر الحاكم بيروت", "غادر", "بيروت", modality=Modality.ATTRIBUTED, score=6.0), told("غادر الحاكم حلب", "غادر", "حلب"), 1),
        (told("قد يغادر الحاكم بيروت", "غادر", "بيروت", modality=Modality.HYPOTHETICAL), told("رحيل الحاكم عن بيروت", "رحل"), 1),
    ],
)  # fmt: skip
def test_an_event_is_called_by_its_plainest_report(first: Report, second: Report, best: int) -> None:
    for reports in ([first, second], [second, first]):
        assert title_of(reports) == (first, second)[best].title
