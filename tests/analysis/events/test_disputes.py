"""What is a contradiction, and what only looks like one: a toll that grew, a word on the time to come."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from types import SimpleNamespace
from typing import cast

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.analysis.events.disputes import find_disputes
from reader.analysis.events.features import Report, reports
from reader.analysis.events.regions import spot
from reader.analysis.events.slots import compatible, hours, said
from reader.analysis.events.titles import alone, title_of
from reader.analysis.times import interval_of
from reader.model import Known, Modality, Passage

from .test_link import given, linked

DATE = {"8 ديسمبر 2021": "2021-12-08"}


def slots(first: str, second: str, published: tuple[str, str] = ("2021-12-09", "2021-12-11")) -> list[str]:
    """The slots on which two articles about Aleppo contradict each other."""
    texts = (
        given(f"{n}.txt", text, DATE, day)
        for n, (text, day) in enumerate(zip((first, second), published, strict=True))
    )
    return [dispute.slot for event in linked(*texts).events for dispute in event.disputes]


TWELVE = "قتل 12 شخصا في انفجار في حلب يوم 8 ديسمبر 2021."
TWELVE_SO_FAR = "قتل 12 شخصا على الأقل في انفجار في حلب يوم 8 ديسمبر 2021."
TWELVE_NOW = "ارتفع إلى 12 عدد من قتلوا في انفجار في حلب يوم 8 ديسمبر 2021، وقد قتل 12 شخصا."
TWENTY = "قتل 20 شخصا في انفجار في حلب يوم 8 ديسمبر 2021."
TWENTY_NOW = "ارتفع إلى 20 عدد من قتلوا في انفجار في حلب يوم 8 ديسمبر 2021، وقد قتل 20 شخصا."


@pytest.mark.parametrize(
    ("first", "second", "published", "found"),
    [
        (TWELVE, TWENTY, ("2021-12-09", "2021-12-11"), ["number"]),
        (TWELVE_SO_FAR, TWENTY, ("2021-12-09", "2021-12-11"), []),  # more were found since
        (TWELVE, TWENTY_NOW, ("2021-12-09", "2021-12-11"), []),
        (TWELVE_SO_FAR, TWENTY, ("2021-12-09", "2021-12-09"), ["number"]),  # of one day
        (TWELVE_NOW, TWENTY, ("2021-12-09", "2021-12-11"), []),  # it was rising
        (TWENTY, TWELVE_SO_FAR, ("2021-12-09", "2021-12-11"), ["number"]),  # nobody rises again
    ],
)
def test_a_toll_that_grows_from_day_to_day_is_no_contradiction(
    first: str, second: str, published: tuple[str, str], found: list[str]
) -> None:
    assert slots(first, second, published) == found


@pytest.mark.parametrize(
    ("denial", "found"),
    [
        ("لم يغادر سامي حداد بيروت يوم 8 ديسمبر 2021.", ["happened"]),
        ("لن يغادر سامي حداد بيروت يوم 8 ديسمبر 2021.", []),
    ],
)
def test_what_will_not_be_is_no_word_on_what_was(denial: str, found: list[str]) -> None:
    assert slots("غادر سامي حداد بيروت إلى روما في 8 ديسمبر 2021.", denial) == found


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("2013", "2014", False),
        ("2019-09", "2020", False),
        ("2021-07", "2021-07-30", True),  # one lies in the other
        ("2021", "2021-07", True),
    ],
)
def test_months_and_years_contradict_each_other_too(first: str, second: str, agree: bool) -> None:
    told = [
        next(each for each in said(report_of(value), {}) if each.slot == "date").key
        for value in (first, second)
    ]
    assert compatible("date", *told) is agree


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("عند الساعة 10 صباحا", "عند الساعة الثالثة بعد الظهر", ["time"]),
        ("عند الساعة الثالثة", "عند الساعة الثالثة بعد الظهر", []),  # it may be the afternoon
        ("عند الساعة 10 صباحا", "عند الساعة 10,20 صباحا", []),  # ten may be rounded, five past ten is not
        ("عند الساعة 10,05 صباحا", "عند الساعة 10,20 صباحا", ["time"]),
    ],
)
def test_hours_behind_a_day_contradict_each_other(first: str, second: str, found: list[str]) -> None:
    texts = [f"انفجرت سفينة في مرفأ حلب يوم 8 ديسمبر 2021 {hour}." for hour in (first, second)]
    inputs = [
        LinkInput(f"{n}.txt", text, analyse(text), "2021-12-09", Known.DATELINE)
        for n, text in enumerate(texts)
    ]
    events = link(inputs).events.events
    assert [dispute.slot for event in events for dispute in event.disputes] == found


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        (
            "قالت قناة محلية إن الشرطة اعتقلت سامي حداد في بيروت، وهو ما نفته وزارة الداخلية.",
            "وزارة الداخلية",
            "arrest",
        ),
        ("أعلنت الوزارة أن الجيش قصف حلب فجر الأحد، إلا أن الجيش نفى ذلك نفيا قاطعا.", "الجيش", "shell"),
        (
            "أعلن الوزير أن الجيش قصف حلب. لكن المتحدث باسم الجيش، الذي قتل أخوه هناك، نفى ذلك.",
            "المتحدث باسم الجيش",
            "shell",
        ),
        ("أعلن الوزير أن الجيش قصف حلب. إلا أن ضابطا في الجيش نفى الأمر الثلاثاء.", "ضابطا", "shell"),
    ],
)
def test_who_denies_what_was_just_told_says_that_it_did_not_happen(text: str, who: str, kind: str) -> None:
    found = [each for each in analyse(text).events if each.modality is Modality.DENIED]
    assert [(each.type, each.source.name if each.source else None) for each in found] == [(kind, who)]


@pytest.mark.parametrize(
    "text",
    [
        "اتهمت الوزارة سامي حداد بأنه سرق المصرف، وهو ما نفاه سامي حداد.",  # not that he is accused
        "غادر سامي حداد بيروت الأحد. ونفت وزارة الداخلية أن تكون قصفت حلب.",  # something else
        "قال ضابط إن الذين غادروا بيروت الأحد خمسة. لكن سامي حداد نفى ذلك.",  # how many they were
    ],
)
def test_a_denial_of_something_else_leaves_what_was_told(text: str) -> None:
    (told,) = (e for e in analyse(text).events if e.type in ("accuse", "depart"))
    assert told.modality is not Modality.DENIED
    assert "نف" not in told.trigger.of(text)


def test_terms_in_hours_and_minutes_are_compared_in_minutes() -> None:
    texts = [f"أمهل الجيش سامي حداد {term} يوم 8 ديسمبر 2021 لمغادرة حلب." for term in ("ساعتين", "45 دقيقة")]
    inputs = [LinkInput(f"{n}.txt", text, analyse(text)) for n, text in enumerate(texts)]
    (event,) = (each for each in link(inputs).events.events if each.type == "ultimatum")
    assert [(each.slot, [v.value for v in each.values]) for each in event.disputes] == [
        ("number", ["120 دقيقة", "45 دقيقة"])
    ]


def report_of(value: str) -> Report:
    """A report that says nothing but its date."""
    fields = {
        "type": "",
        "family": "",
        "modality": Modality.ASSERTED,
        "foreseen": False,
        "carried": False,
        "said_here": True,
    }
    nothing = dict.fromkeys(("spots", "places", "numbers", "agents"), ())
    return cast(
        "Report", SimpleNamespace(value=value, clock="", interval=interval_of(value), **fields, **nothing)
    )


@pytest.mark.parametrize(
    ("first", "second", "inferred", "wanted"),
    [
        ("2021-03-06", "2021-03-07", True, 2),  # «السبت» and «الأحد»
        ("2021-03-06", "2021-03-09", True, 0),  # it may be of another week
        ("2021-03", "2021-04", True, 0),
        ("2021-03-06", "2021-03-09", False, 2),
    ],
)
def test_a_day_whose_week_is_inferred_contradicts_its_neighbour_alone(
    first: str, second: str, inferred: bool, wanted: int
) -> None:
    texts = [f"سقط سامي حداد في زحلة في {day} مارس 2021." for day in ("6", "7")]
    inputs = [LinkInput(f"{n}.txt", text, analyse(text)) for n, text in enumerate(texts)]
    found = [each for each in reports(inputs, {}) if each.type == "fall"]
    a, b = (
        replace(each, value=value, interval=interval_of(value), carried=inferred, said_here=True)
        for each, value in zip(found, (first, second), strict=True)
    )
    spans = {(each.ref.doc, each.ref.index): Passage(each.ref.doc, each.span) for each in (a, b)}
    values = [len(d.values) for d in find_disputes([a, b], {}, spans) if d.slot == "date"]
    assert values == ([wanted] if wanted else [])


def test_midnight_is_told_for_the_hours_behind_it() -> None:
    midnight, dawn, noon = ((None, hours(each), False) for each in ("T24:00", "TMO", "T12:00"))
    assert compatible("time", midnight, dawn)
    assert not compatible("time", midnight, noon)


@pytest.mark.parametrize(
    ("known", "told", "wanted"),
    [
        ("2003-12-13", "XXXX-12-12", ["2003-12-12", "2003-12-13"]),
        ("2004-01-01", "XXXX-12-31TEV", ["2003-12-31", "2004-01-01"]),  # the year in which it lies nearest
        ("2003-12-13", "XXXX-12-13", []),
        ("2003-12", "XXXX-12-12", []),  # nobody says a day
        ("2003-02-28", "XXXX-02-30", []),  # no year has it
    ],
)
def test_a_day_whose_year_is_open_is_of_the_events_year(known: str, told: str, wanted: list[str]) -> None:
    texts = [f"سقط سامي حداد في زحلة في {day} ديسمبر 2003." for day in ("12", "13")]
    inputs = [LinkInput(f"{n}.txt", text, analyse(text)) for n, text in enumerate(texts)]
    found = [each for each in reports(inputs, {}) if each.type == "fall"]
    a, b = (
        replace(each, value=value, interval=interval_of(value), carried=False)
        for each, value in zip(found, (known, told), strict=True)
    )
    spans = {(each.ref.doc, each.ref.index): Passage(each.ref.doc, each.span) for each in (a, b)}
    values = [v.value for d in find_disputes([a, b], {}, spans) if d.slot == "date" for v in d.values]
    assert values == wanted


def test_an_answer_to_an_act_that_one_account_alone_names_gives_neither_title_nor_value() -> None:
    texts = [
        "عرضت روما على سامي حداد هدنة يوم 8 ديسمبر 2021. وافق سامي حداد على العرض في حلب.",
        "عرضت روما على سامي حداد هدنة يوم 8 ديسمبر 2021. قبل سامي حداد العرض في حلب.",
        "عرضت روما على سامي حداد هدنة يوم 8 ديسمبر 2021. رفض سامي حداد العرض في حلب.",
    ]
    inputs = [LinkInput(f"{n}.txt", text, analyse(text)) for n, text in enumerate(texts)]
    found = [each for each in reports(inputs, {}) if each.family == "answer"]
    named = replace(found[0], about=frozenset({"act speech"}), title="وافق على إلقاء خطاب في حلب يوم الأحد")
    members = [named, *found[1:]]
    spans = {(each.ref.doc, each.ref.index): Passage(each.ref.doc, each.span) for each in members}
    assert title_of(members) != named.title
    (answer,) = (each for each in find_disputes(members, {}, spans) if each.slot == "answer")
    assert {each.value: len(each.sources) for each in answer.values} == {"قبول": 1, "رفض": 1}
    assert not alone([named, found[1]])  # of two neither is


@pytest.mark.parametrize(("tie", "wanted"), [("", []), ("party", ["place"]), ("day", ["place"])])
def test_two_places_contradict_where_something_else_ties_the_reports(tie: str, wanted: list[str]) -> None:
    inputs = [LinkInput(f"{n}.txt", text, analyse(text)) for n, text in enumerate([TWELVE, TWELVE])]
    found = [each for each in reports(inputs, {}) if each.type == "explode"]
    day = interval_of("2021-12-08") if tie == "day" else None
    a, b = (
        replace(
            each,
            numbers=(),
            agents=frozenset({"PER:x"} if tie == "party" else ()),
            places=frozenset({f"LOC:{name}"}),
            spots=(spot(f"LOC:{name}", name),),
            value="2021-12-08" if day else None,
            interval=day,
        )
        for each, name in zip(found, ("بيروت", "القاهرة"), strict=True)
    )
    spans = {(each.ref.doc, each.ref.index): Passage(each.ref.doc, each.span) for each in (a, b)}
    assert [each.slot for each in find_disputes([a, b], {}, spans)] == wanted


@pytest.mark.parametrize("docs", [*permutations("abc")])
def test_what_contradicts_does_not_hang_on_the_names_of_the_documents(docs: tuple[str, ...]) -> None:
    inputs = [LinkInput(doc, TWELVE, analyse(TWELVE)) for doc in docs]
    by_doc = {each.ref.doc: each for each in reports(inputs, {}) if each.type == "explode"}
    day = interval_of("2021-12-08")
    members = [
        replace(
            by_doc[doc],
            numbers=(),
            agents=frozenset(),
            places=frozenset({f"LOC:{name}"}),
            spots=(spot(f"LOC:{name}", name),),
            value="2021-12-08" if told else None,
            interval=told,
        )
        for doc, name, told in zip(docs, ("بيروت", "بيروت", "القاهرة"), (None, day, day), strict=True)
    ]
    spans = {(each.ref.doc, each.ref.index): Passage(each.ref.doc, each.span) for each in members}
    assert [each.slot for each in find_disputes(members, {}, spans)] == ["place"]


def test_midnight_of_a_day_is_its_first_hour_or_its_last() -> None:
    day = interval_of("2021-12-08")
    assert compatible("time", (day, hours("T24:00"), False), (day, hours("TMO"), False))
