"""Which time goes to which event."""

from __future__ import annotations

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.model import Mod, Modality


def dated(text: str, published: str | None = None) -> dict[str, str | None]:
    """Each trigger's day."""
    found = analyse(text, published=published)
    return {
        each.trigger.of(text): found.times[each.times[0]].value if each.times else None
        for each in found.events
    }


def test_the_day_that_heads_an_entry_is_the_day_of_all_of_it() -> None:
    text = (
        "الثلاثاء 4 حزيران 2019. وصلنا إلى الميناء.\n"
        "الأربعاء. نمنا قليلا. اعتقلت الشرطة خمسة عمال. ثم أفرجت عنهم المحكمة.\n"
        "اعتقلت الشرطة النقيب.\n"
    )
    found = dated(text)
    assert found["أفرجت"] == "2019-06-05"
    assert [found[each] for each in found if each.startswith("اعتقل")] == [None]


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("بيروت\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", None),
        ("بدأ الإضراب في 1 أيار 2024.\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", "2024-05-05"),
    ],
)
def test_a_day_on_its_own_line(text: str, trigger: str, value: str | None) -> None:
    assert dated(text)[trigger] == value


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        (  # the date of the news is not that of what it tells
            "صيدا في 4 سبتمبر 2025 (وكالة الأنباء) - لقي 15 شخصا حتفهم وأصيب آخرون عندما انهار جسر معلق مساء أمس الأربعاء.",
            "لقي",
            "2025-09-03TEV",
        ),
        (  # but where the sentence only looks back to another day it is
            "صيدا في 4 سبتمبر 2025 (وكالة الأنباء) - توفي النقيب رامي خوري بعدما سقط الثلاثاء في بئر.",
            "توفي",
            "2025-09-04",
        ),
        (  # how long after is when, though no day can be counted from it
            "وبعد أربعة أيام فرض المجلس حظرا على بغداد، وفي 29 تشرين الثاني 1990 أجاز القرار استعمال القوة.",
            "فرض",
            None,
        ),
        ("واستقال النقيب رامي خوري في 14 تموز 2020، وعاد إلى بيروت بعد أسابيع.", "وعاد", None),
        (  # the day of the saying is not that of what is told with its own
            "قالت الشرطة اليوم الاثنين 12 فبراير 2024 إن العداء سامر خليل لقي حتفه في حادث سيارة قرب المدينة مساء أمس الأحد.",
            "لقي",
            "2024-02-11TEV",
        ),
        ("وكان المتهم قد اعترف أمام المحكمة يوم الأحد 26 يونيو 2022 بأنه طعن الطالبة.", "طعن", None),
        ("وفي 31 أكتوبر 2014 تنحى الرئيس، والحشود التي أحرقت البرلمان رفعت صورته.", "أحرقت", None),
        ("الحارثي، المولودة سنة 1978 لأسرة من الشعراء، نالت الدكتوراه من الجامعة عام 2010.", "نالت", "2010"),
        (
            "الأربعاء 30 يونيو 1976 أطلقوا سبعة رهائن، والخميس مئة، لكن القبطان رفض أن يغادر مع الطاقم.",
            "رفض",
            "1976-07-01",
        ),
        ("وشهدت البلاد عشر حكومات منذ إلغاء الملكية في عام 2008.", "إلغاء", "2008"),
        (
            "ثم جاء تأميم المناجم في تموز 1971 فإضراب السائقين في تشرين الأول 1972 في العاصمة.",
            "فإضراب",
            "1972-10",
        ),
    ],
)
def test_the_time_of_another_is_not_its_own(text: str, trigger: str, value: str) -> None:
    assert dated(text)[trigger] == value


DATED = "بيروت - الاثنين 29 تموز 2024\n"


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        (  # what «و» adds to the news of a day
            "اندلعت احتجاجات اليوم في أحياء شعبية من العاصمة، وأسقط متظاهرون تمثالا للرئيس، وأطلقت الشرطة الغاز المسيل للدموع.",
            "أسقط",
            "2024-07-29",
        ),
        (
            "أصدرت المحكمة مساء أمس الأحد حكمها بسجن الوزير السابق خمس سنوات. وبرأت المحكمة سامي حداد.",
            "برأت",
            "2024-07-28TEV",
        ),
        (  # not after a day that stands aside, or one to come
            "وسيدفع المصرف 76 سنتا للسهم الواحد، بعدما أغلق السهم يوم الجمعة على فرنكين. وشطبت الهيئة سندات قيمتها 16 مليار فرنك.",
            "شطبت",
            None,
        ),
        ("أعلن الرئيس غدا الثلاثاء يوم حداد وطني. وزار الوزير سامي حداد الجرحى في صيدا.", "زار", None),
        (  # the clause of an anchor keeps its day to itself
            "بعد تسعة أيام على الزلزال الذي دمّر جنوب تركيا فجر 20 تموز، أخرج عمال الإنقاذ امرأة حية.",
            "الزلزال",
            "2024-07-20TMO",
        ),
        (  # when it was said is not when it was
            "مُسحت أجهزة الشركة وفق ما روته المستشارة ليلى حداد في أغسطس 2015.",
            "مُسحت",
            None,
        ),
        ("أعلن الاتحاد فوز قطر بتنظيم نهائيات 2022 على حساب أستراليا.", "فوز", None),
        (  # a verb joined to one whose day is said in full
            "حكمت المحكمة في 29 أيار 2023 على خمسة موظفين بالحبس ثلاث سنوات، وبرأت المحكمة سامي حداد.",
            "برأت",
            "2023-05-29",
        ),
        (  # the day of the main clause is not that of the clause behind «الذي»
            "أعلن الوزير سامي حداد اليوم الاثنين في مؤتمر صحفي إخماد الحريق الذي اندلع في مصنع الأسمدة بمدينة صيدا.",
            "اندلع",
            None,
        ),
        (  # a count is told on a day
            "أعلن الوزير سامي حداد، اليوم الاثنين، ارتفاع عدد وفيات حادثة تسرب الغاز في صيدا إلى 13.",
            "تسرب",
            None,
        ),
        ("حُكم على سامي حداد عام 2013 بالسجن قبل أن يخفف الرئيس العقوبة.", "يخفف", None),
        (  # its own month is known, and it is another one
            "قُبض على سامي حداد في يوليو، وعاقبته المحكمة في فبراير 2025 بالحبس.",
            "قُبض",
            "2024-07",
        ),
        ("لم تنم حتى الخميس، حين استقال الوزير سامي حداد.", "استقال", "2024-07-25"),
        (  # behind «بعد أن» stands when, and not what came out
            "شهدت صيدا يوم الأحد إضرابا عاما بعد أن اعتقلت السلطات الوزير سامي حداد.",
            "اعتقلت",
            "2024-07-28",
        ),
    ],
)
def test_which_day_is_whose(text: str, trigger: str, value: str | None) -> None:
    whole = DATED + text
    analysis = analyse(whole)
    told = [event for event in analysis.events if event.trigger.of(whole).removeprefix("و") == trigger]
    assert [analysis.times[event.times[0]].value if event.times else None for event in told] == [value]


NEWS = "صيدا - 29 تموز 2024\nأعلن وزير الصحة سامي حداد اليوم الاثنين إغلاق الميناء.\n{}"


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("وفي الميناء قوارب كثيرة.\nودعت النقابة إلى اجتماع طارئ.\n", "دعت", "2024-07-29"),  # of the news
        ("وكانت الشرطة قد اعتقلت النقيب رامي خوري.\n", "اعتقلت", ""),  # it looks back
        ("وقال الوزير إن السفينة التي اشترتها الشركة غرقت.\n", "اشترتها", ""),
        ("واعتقلت الشرطة النقيب رامي خوري عام 2012.\n", "اعتقلت", ""),  # a time of its own
        ("وفي عام 1998 احترق الميناء. واعتقلت الشرطة النقيب رامي خوري.\n", "اعتقلت", ""),  # far from the news
        (  # of the sentence before
            "وغرقت السفينة في 3 أيار 2019. ثم توقفت القوارب عند الرصيف. وأنقذ الصيادون عشرة بحارة.\n",
            "أنقذ",
            "2019-05-03",
        ),
        (  # of another paragraph
            "وغرقت السفينة في 3 أيار 2019.\nوأنقذ الصيادون عشرة بحارة.\n",
            "أنقذ",
            "",
        ),
        ("وستغلق الشرطة الجسر.\n", "ستغلق", ""),  # what is to come stands on no day
    ],
)
def test_the_day_that_the_story_stands_on(text: str, trigger: str, day: str) -> None:
    whole = NEWS.format(text)
    analysis = analyse(whole)
    told = [event for event in analysis.events if event.trigger.of(whole).removeprefix("و") == trigger]
    assert [event.story for event in told] == [day]
    assert not day or not told[0].times


def test_who_tells_after_years_tells_today() -> None:
    text = "بعد أربعين عاما على اغتيال سامي حداد، تروي ممرضة ما جرى صباح الأربعاء 31 تشرين الأول 1984."
    assert [event.story for event in analyse(text).events if event.trigger.of(text) == "اغتيال"] == [""]


def test_news_of_two_days_leaves_open_which() -> None:
    text = (
        "صيدا - 29 تموز 2024\n"
        "أعلن وزير الصحة سامي حداد اليوم الاثنين إغلاق الميناء بعد حريق.\n"
        "وغرقت السفينة أمس الأحد.\n"
        "وفي الميناء قوارب كثيرة.\n"
        "ودعت النقابة إلى اجتماع طارئ.\n"
    )
    found = analyse(text)
    assert [each.story for each in found.events if each.trigger.of(text) == "ودعت"] == [
        "2024-07-28/2024-07-29"
    ]


def test_what_is_counted_from_a_happening_told_elsewhere() -> None:
    text = (
        "هبطت المركبة تشاندرا على القمر في 23 أغسطس 2023.\n"
        "وبعد ثلاثة أيام من هبوط المركبة، زار الوزير سامي حداد مدينة بنغالور."
    )
    found = analyse(text)
    assert [each.story for each in found.events if each.trigger.of(text) == "زار"] == ["2023-08-26"]


@pytest.mark.parametrize(
    ("before", "after", "period"),
    [
        ("3 أيار 2019", "20 أيار 2019", "2019-05"),  # between two times of one month
        ("3 أيار 2019", "9 تشرين الأول 2019", "2019"),  # of one year
        ("9 تشرين الأول 2019", "3 أيار 2019", "2019"),
        ("كانون الأول 2018", "آذار 2019", "2018-12/2019-03"),  # near each other and in order
        ("آذار 2019", "كانون الأول 2018", ""),
        ("آذار 1998", "كانون الأول 2018", ""),
    ],
)
def test_what_no_day_is_known_for_is_of_the_time_around_it(before: str, after: str, period: str) -> None:
    text = (
        f"غرقت السفينة في {before} قرب صيدا.\n"
        "استقال النقيب رامي خوري من منصبه.\n"
        f"واحترق الميناء في {after} قرب صيدا.\n"
    )
    analysis = analyse(text)
    told = [event for event in analysis.events if event.trigger.of(text) == "استقال"]
    assert [(event.story, event.times) for event in told] == [(period, ())]
    linked = link([LinkInput("a.txt", text, analysis)]).events.events
    (event,) = (each for each in linked if each.title.startswith("استقال"))
    mod = Mod.APPROX if period and "/" not in period else None
    assert (event.date, event.mod) == (period or None, mod)


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("ويأتي ذلك بعد عامين من اغتيال الكاتب رامي خوري في صيدا.\n", "اغتيال", "2022"),
        ("واحترق الميناء في 3 أيار 2019 بعد يومين من استقالة النقيب رامي خوري.\n", "استقالة", "2019-05-01"),
    ],
)
def test_what_a_length_is_counted_from_is_so_long_before(text: str, trigger: str, day: str) -> None:
    whole = NEWS.format(text)
    inputs = [LinkInput("a.txt", whole, analyse(whole))]
    (told,) = (
        each
        for each in link(inputs).events.events
        if inputs[0].analysis.events[each.mentions[0].index].trigger.of(whole) == trigger
    )
    assert told.date == day


def test_a_noun_right_behind_its_verb_is_of_its_time() -> None:
    text = "في 27 ديسمبر 1939 سوّت هزة المدينة بالتراب، وفي 17 أغسطس 1999 ضرب زلزال إزميت."
    found = {each.trigger.of(text): each.story for each in analyse(text).events}
    assert found["هزة"] == "1939-12-27"


def test_midnight_is_the_night_of_its_day_on_the_timeline() -> None:
    text = "انهار السد فوق مدينة درنة الليبية منتصف ليل الأحد 10 سبتمبر 2023."
    analysis = analyse(text)
    assert [analysis.times[each.times[0]].value for each in analysis.events] == ["2023-09-10T24:00"]
    assert [each.date for each in link([LinkInput("a.txt", text, analysis)]).events.events] == [
        "2023-09-10TNI"
    ]


def test_what_the_world_waits_for_has_not_happened() -> None:
    text = "جلس الرئيس سامي حداد أمام الكاميرا مساء 19 نوفمبر 2017 والعالم كله ينتظر استقالته."
    found = [event for event in analyse(text).events if event.trigger.of(text).startswith("استقال")]
    assert [event.modality for event in found] == [Modality.PLANNED]


STRAND = "المرفأ - 15 كانون الثاني/يناير 2012 - انتشل رجال الإنقاذ فجر الأحد عمالا من المنجم.\n"


@pytest.mark.parametrize(
    ("text", "trigger", "story"),
    [
        # the hour of a clause is of the day that its sentence tells: the next one goes on from there
        ("وكانت الشاحنة دخلت النفق مساء الجمعة حين اصطدمت بجدار عند الساعة 21:45.", "انهار", "2012-01-13"),
        # one sentence inside a paragraph went back, the next does not go on from it
        ("أغلقت السلطات المنجم. وكانت الشركة قد سرحت الثلاثاء مئة عامل.", "انهار", ""),
    ],
)
def test_a_sentence_that_goes_back(text: str, trigger: str, story: str) -> None:
    whole = STRAND + text + " وانهار السقف على العمال."
    found = {each.trigger.of(whole): each.story for each in analyse(whole).events}
    assert next(day for word, day in found.items() if trigger in word) == story


def test_what_a_verdict_is_about_is_not_of_its_day() -> None:
    text = "صيدا - 12 شباط/فبراير 2015 - حكمت محكمة أمس على القبطان سعد نادر. وحوكم نادر بقتل خمسة بحارة."
    found = {each.trigger.of(text): each for each in analyse(text).events}
    assert (found["بقتل"].times, found["بقتل"].story) == ((), "")
    assert (
        dated("أدين القبطان الأربعاء 11 فبراير 2015 بتفجير السفينة في 3 مارس 2011.")["بتفجير"] == "2011-03-03"
    )


def test_what_is_looked_into_is_not_of_the_day_that_the_inquiry_is_closed() -> None:
    closed = (
        "أعلنت النيابة الأربعاء 31 يوليو 2013 إغلاق التحقيق في انهيار منجم سان خوسيه الذي احتجز عشرين عاملا."
    )
    assert dated(closed)["انهيار"] is None
    assert dated(closed)["إغلاق"] == "2013-07-31"


def test_a_length_that_heads_a_text_is_counted_from_the_day_it_was_written() -> None:
    text = "صيدا - 20 أكتوبر 2010\nبعد أسبوع على خروجهم بدأ البحارة يتكلمون، ويقول نادر إن السفينة غرقت يوم الخميس."
    found = {each.trigger.of(text): each.story for each in analyse(text).events}
    assert found["خروجهم"] == "2010-10-13"


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        # a relative clause has its own day, and the verb behind it another or none
        ("وكان المصنع الذي أسس سنة 1901 قد أغلق قبل ذلك.", "أغلق", None),
        ("النقيب سعد نادر، الذي نجا في حزيران 2018 من هجوم، اعتقل جاره.", "اعتقل", None),
        ("النقيب سعد نادر، الذي نجا في حزيران 2018 من هجوم، اعتقل جاره.", "نجا", "2018-06"),
        # the story goes on to a day of its own
        ("اعتقلت الشرطة النقيب يوم 9 أيلول 2012 ثم أفرجت عنه في 27 منه.", "أفرجت", "2012-09-27"),
        ("اعتقلت الشرطة النقيب يوم 9 أيلول 2012، ولم تفرج عنه إلا في 3 تشرين الأول.", "تفرج", "2012-10-03"),
        # what is protested against was before
        ("خرج المحتجون يوم 22 فبراير 2019 رفضا لترشح النقيب.", "خرج", "2019-02-22"),
        # «كان قد» of a clause behind: before the day of the main verb
        ("نقل النقيب يوم 17 نيسان 2019 إلى سجن المدينة، حيث كان قد اعتقل مئات العمال.", "اعتقل", None),
        # «فيما كان قد»: at its time
        (
            "وفي 17 نيسان 2019 ظهر النقيب وقال إن الحكومة استقالت، فيما كان الآلاف قد دخلوا القصر.",
            "دخلوا",
            "2019-04-17",
        ),
    ],
)
def test_the_day_of_another_clause(text: str, trigger: str, value: str | None) -> None:
    found = analyse(text)
    at = {each.trigger.of(text): {found.times[time].value for time in each.times} for each in found.events}
    assert at[trigger] == ({value} if value else set())


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        # a time that «و» begins the next clause with is that one's alone
        ("هاجم الناس موكب الوزير أمام الكاميرات، وبعد شهرين دفع الوزير غرامة في 3 آب 2014.", "هاجم", None),
        ("اعتقلت الشرطة النقيب في 3 أيار 2014، وفي 9 آب أفرجت عنه المحكمة.", "اعتقلت", "2014-05-03"),
        # the day behind a fire is not the fire's
        ("يوم الأربعاء 14 أيار 2014 الذي تلا الحريق غادر الوزير بيروت.", "الحريق", None),
        ("يوم الأربعاء 14 أيار 2014 الذي تلا الحريق غادر الوزير بيروت.", "غادر", "2014-05-14"),
    ],
)
def test_a_day_beside_the_act(text: str, trigger: str, value: str | None) -> None:
    assert dated(text)[trigger] == value
