"""Quakes, explosions and their dead across two texts; places that lie in one another; figures of one counted thing."""

from __future__ import annotations

import pytest

from reader.analysis import analyse, link
from reader.analysis.events.features import reports
from reader.analysis.events.regions import APART, INSIDE, ONE_COUNTRY, PART_OF_NAME, nearness, spot
from reader.analysis.linking import LinkInput
from reader.model import Event, EventMention, Role


def shared(*texts: str, published: str | None = "2021-03-20") -> list[Event]:
    inputs = []
    for number, text in enumerate(texts):
        found = analyse(text, published=published, source=f"صحيفة {number}")
        inputs.append(LinkInput(f"{number}.txt", text, found, published, None, f"صحيفة {number}"))
    return [e for e in link(inputs).events.events if len({r.doc for r in e.mentions}) > 1]


def one(events: list[Event], kind: str) -> Event:
    (event,) = [e for e in events if e.type == kind]
    return event


def disputed(event: Event) -> dict[str, list[str]]:
    return {d.slot: [v.value for v in d.values] for d in event.disputes}


def read(text: str, published: str = "2021-03-20") -> list[tuple[EventMention, set[tuple[str, str]]]]:
    found = analyse(text, published=published)
    return [
        (
            e,
            {(found.mentions[p.mention].text, p.role.value) for p in e.participants}
            | {(p.span.of(text), p.role.value) for p in e.parties},
        )
        for e in found.events
    ]


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("مرفأ بيروت", "بيروت", PART_OF_NAME),
        ("زحلة", "لبنان", INSIDE),
        ("زحلة", "صيدا", ONE_COUNTRY),
        ("زحلة", "المغرب", APART),
        ("لبنان", "المغرب", APART),
        ("عمان", "العقبة", ONE_COUNTRY),  # the capital; the country of that spelling is another
        ("موضع لا يعرفه أحد", "لبنان", APART),
    ],
)
def test_where_places_lie(a: str, b: str, wanted: int) -> None:
    assert nearness([spot("LOC:a", a)], [spot("LOC:b", b)]) == wanted


def test_a_quake_in_a_town_and_in_its_country() -> None:
    events = shared(
        "ضرب زلزال مدينة زحلة فجر الأربعاء 10 مارس 2021 وقتل 30 شخصا.",
        "قال خبير إن الزلزال الذي ضرب لبنان في العاشر من مارس بلغت قوته 6 درجات وخلف 45 قتيلا.",
    )
    quake = one(events, "quake")
    assert quake.date is not None and quake.date.startswith("2021-03-10")
    assert "place" not in disputed(quake) and "number" not in disputed(quake)  # 30 dead, 6 degrees
    (dead,) = [e for e in events if e.type in ("kill", "die")]
    assert disputed(dead)["number"] == ["30 شخص", "45 قتيل"]


def test_quakes_of_two_countries_or_two_days_stay_apart() -> None:
    first = "ضرب زلزال مدينة زحلة يوم 10 مارس 2021."
    assert not shared(first, "ضرب زلزال مدينة مراكش يوم 10 مارس 2021.")
    assert not shared(first, "ضرب زلزال لبنان يوم 28 يناير 2021.")


def test_an_anchor_has_its_own_day() -> None:
    events = shared(
        "هز انفجار ضخم بيروت الثلاثاء 9 مارس 2021 وقتل 12 شخصا.",
        "بعد عام على انفجار مرفأ بيروت في 9 مارس 2021 ينتظر الأهالي. وقتل في الانفجار أكثر من 20 شخصا.",
        published=None,
    )
    assert one(events, "explode").date == "2021-03-09"
    assert disputed(one(events, "kill"))["number"] == ["12 شخص", "20 شخص"]


def test_the_day_after_is_not_the_day_of() -> None:
    found = read("وزار الوزير بيروت يوم الخميس 11 مارس 2021 التالي للانفجار الكبير في لبنان.")
    assert all(not e.times for e, _ in found if e.type == "explode")


def test_the_dead_of_a_first_day() -> None:
    events = shared(
        "اندلعت اشتباكات في الخرطوم السبت 13 مارس 2021 بين الجيش والمتمردين. وقال أطباء إن 56 مدنيا قتلوا في اليوم الأول.",
        "هاجم المتمردون المطار في الخرطوم في 13 مارس 2021. وذكرت نقابة الأطباء أن 97 شخصا لقوا مصرعهم.",
    )
    (dead,) = [e for e in events if e.type in ("kill", "die")]
    assert disputed(dead)["number"] == ["56 شخص", "97 شخص"]


def test_other_dead_are_no_dispute() -> None:
    events = shared(
        "هاجم مسلحون ثكنة في حلب يوم 10 مارس 2021 وقتلوا 15 شخصا. وقال ضابط إن القوات قتلت أربعة من المهاجمين.",
        "قتل 22 شخصا في هجوم على ثكنة في حلب يوم 10 مارس 2021.",
    )
    for event in events:
        for values in disputed(event).values():
            assert "4 مقاتل" not in values


def test_a_refusal_denied_is_an_answer_disputed() -> None:
    events = shared(
        "نقلت رويترز عن مصدر أن المغرب قبل عروضا من إسبانيا ورفض عرضا فرنسيا لتقديم المساعدة.",
        "ونفت الرباط أن تكون قد رفضت العرض الفرنسي.",
    )
    assert disputed(one(events, "refuse"))["answer"] == ["رفض", "قبول"]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "زار سامي حداد بيروت أمس والتقى نبيه بري.",
            "meet",
            {("سامي حداد", "agent"), ("نبيه بري", "patient")},
        ),
        ("نفت روسيا أن تكون قد قصفت المدينة أمس.", "shell", {("روسيا", "agent")}),
        ("قال نبيه بري إنه غادر بيروت أمس.", "depart", {("نبيه بري", "agent"), ("بيروت", "place")}),
        (
            "اقتحم مسلحون مدينة حلب أمس. وخطفوا نبيه بري.",
            "kidnap",
            {("مسلحون", "agent"), ("نبيه بري", "patient")},
        ),
        ("عقدت الجولة الأخيرة من المحادثات في بيروت أمس.", "meet", {("بيروت", "place")}),
        ("بيروت (أ ف ب) - اندلعت اشتباكات في حلب أمس.", "clash", {("حلب", "place")}),
        ("نبيه بري غادر بيروت أمس بعد استدعائه للتحقيق.", "summon", {("نبيه بري", "patient")}),
        ("قال نبيه بري إنه لم يلتق أي مسؤول.", "meet", {("نبيه بري", "agent"), ("أي مسؤول", "patient")}),
        ("قتل 16 شخصا في المواجهات التي شهدتها حلب أمس.", "clash", {("حلب", "place")}),
        ("قتل ثلاثة جنود في حلب أمس بينهم العقيد نبيه بري.", "kill", {("نبيه بري", "patient")}),
    ],
)
def test_subjects_left_out(text: str, kind: str, wanted: set[tuple[str, str]]) -> None:
    found = [names for e, names in read(text) if e.type == kind]
    assert found and wanted <= found[0]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("تعرض منزل الوزير في بيروت لهجوم بطائرة مسيرة فجر أمس.", "protest"),
        ("تصدر الحزب النتائج في لبنان، وحل حزب النهضة برئاسة نبيه بري ثانيا أمس.", "dissolve"),
        ("استدعى القاضي نبيه بري إلى بيروت أمس.", "expel"),
        ("اقترح نبيه بري عقد قمة في بيروت.", "accept"),
    ],
)
def test_words_that_are_something_else(text: str, absent: str) -> None:
    assert all(e.type != absent for e, _ in read(text))


def test_what_a_number_counts_before_it() -> None:
    ((_, names),) = [
        f for f in read("أعلن الوزير أن عدد القتلى في بيروت بلغ 135 على الأقل.") if f[0].type == "kill"
    ]
    assert names
    ((event, _),) = [f for f in read("ارتفع إلى 27 عدد ضحايا السيول في لبنان.") if f[0].type == "kill"]
    assert [(q.value, q.unit) for q in event.numbers] == [(27.0, "ضحايا")]
    assert all(p.role is not Role.AGENT for p in event.participants)


def test_the_day_of_the_dead_is_not_that_of_a_cause_far_before() -> None:
    filler = "وقال سكان إن الماء انقطع عن الحي، وإن أحدا لم يطرق بابهم. " * 8
    near = "انفجر مخزن في زحلة يوم 10 مارس 2021. وقتل عشرة أشخاص."
    far = f"انفجر مخزن في زحلة يوم 10 مارس 2021. {filler}وقتل عشرة أشخاص."
    for text, wanted in ((near, "2021-03-10"), (far, None)):
        given = LinkInput("a.txt", text, analyse(text), None)
        (dead,) = [each for each in reports([given], {}) if each.type == "kill"]
        assert (dead.cause != "", dead.value) == (True, wanted)
