"""Text in, event mentions out: dates, figures, what is no happening, and what holds for any text."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.analysis.events import find_events
from reader.analysis.times import find_times
from reader.model import Role

from .made import NAMES, mentions_of, read
from .score import files


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("في 3 مارس 2021، زار سامي حداد روما والتقى نادر قاسم.", "والتقى", "2021-03-03"),
        ("غادر سامي حداد بيروت منذ عام 2011.", "غادر", None),
        (
            "وكانت العبارة، وهي سفينة بنيت في روما عام 1970، غرقت فجر الثالث من فبراير 2006 في بيروت.",
            "غرقت",
            "2006-02-03TMO",
        ),
        ("غادر سامي حداد بيروت في 8 ديسمبر 2021. وإثر ذلك اعتقلت الشرطة نادر قاسم.", "اعتقلت", "2021-12-08"),
        ("غادر سامي حداد بيروت في 8 ديسمبر 2021. اعتقلت الشرطة نادر قاسم.", "اعتقلت", None),
        ("عرضت روما على سامي حداد قبل يوم من وصول القوات إلى بيروت مغادرة البلاد.", "عرضت", "P1D"),
        ("عرضت روما على سامي حداد قبل يوم من وصول القوات إلى بيروت مغادرة البلاد.", "مغادرة", None),
        ("أجلت الحكومة رئاسيات 18 نوفمبر 2021 وزار سامي حداد روما.", "أجلت", None),
        ("زار سامي حداد روما في 7 ديسمبر 2021، فمنع من الكلام.", "فمنع", "2021-12-07"),
        ("هي أكبر كارثة منذ زلزال روما عام 1939، وأعلن سامي حداد الحداد.", "وأعلن", None),
        ("وصل سامي حداد إلى روما في 4 ديسمبر 2021، وبعده بأيام غادر إلى بيروت.", "غادر", None),
        ("حوكم ثلاثة مدانين بتفجير روما في 8 ديسمبر 2021.", "بتفجير", None),
        ("أعلن سامي حداد في 7 ديسمبر 2021 إغلاق المصنع في روما.", "إغلاق", "2021-12-07"),
    ],
)
def test_dates(text: str, trigger: str, value: str | None) -> None:
    times = find_times(text, "2021-12-10").expressions
    event = next(e for e in read(text) if e.trigger.of(text) == trigger)
    assert (times[event.times[0]].value if event.times else None) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "rough"),
    [
        ("قتل 12 شخصا في حلب.", 12, "شخصا", False),
        ("قتل نحو أربعين شخصا في حلب.", 40, "شخصا", True),
        ("قتل ثلاثة وعشرون جنديا في حلب.", 23, "جنديا", False),
        ("مقتل 40 ألف مقاتل في حلب.", 40000, "مقاتل", False),
        ("قتل ١٢ شخصا في حلب.", 12, "شخصا", False),
    ],
)
def test_figures(text: str, value: float, unit: str, rough: bool) -> None:
    (event,) = read(text)
    assert [(q.value, q.unit, q.approximate) for q in event.numbers] == [(value, unit, rough)]


@pytest.mark.parametrize(
    "text",
    [
        "يبلغ سامي حداد من العمر 54 عاما في بيروت.",  # an age, nobody informs
        "وزير الخارجية سامي حداد في بيروت.",  # no visit in وزير
        "ووفقا لسامي حداد في بيروت.",
        "قبل الاجتماع في بيروت بساعة.",
        "اقرأ أيضا: غادر سامي حداد بيروت",  # another article's headline
    ],
)
def test_words_that_are_no_event(text: str) -> None:
    assert [e.type for e in read(text)] in ([], ["meet"])


def test_spans_indexes_and_reasons_hold() -> None:
    for path in files("tuned"):
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["articles"]:
            text = article["text"]
            mentions, times = mentions_of(text, **NAMES), find_times(text, article["published"]).expressions
            found = find_events(text, mentions, times)
            assert found == find_events(text, mentions, times)
            for event in found:
                assert event.span.contains(event.trigger)
                assert event.why
                assert all(p.mention < len(mentions) and isinstance(p.role, Role) for p in event.participants)
                assert all(i < len(times) for i in event.times)


WORDS = st.sampled_from(
    [
        "غادر",
        "سامي",
        "حداد",
        "بيروت",
        "إلى",
        "أن",
        "قال",
        "إن",
        "الذي",
        "في",
        "من",
        "لم",
        "قد",
        "وقتل",
        "12",
        "ـ",  # a dash for some: a word without a letter
        "ً",
        "شخصا",
        "،",
        ".",
        ":",
        "«",
        "»",
        "-",
        "(",
        ")",
        "تم",
        "نقله",
        "القبض",
        "ألقى",
        "على",
        "8",
        "ديسمبر",
        "2021",
        "العاصمة",
        "الأخير",
        "له",
        "\n",
    ]
)


@example(["وقتل", "12", "ـ", "في"])
@example(["وقبض", "على", "12", "،", "غادر", "ــ"])
@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_nothing_breaks_on_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    for event in read(text):
        assert event.span.contains(event.trigger)


def test_endless_sentences_are_read_in_pieces() -> None:
    text = "غادر سامي حداد بيروت إلى روما وقتل 12 شخصا في حلب " * 400
    found = read(text)
    assert len(found) >= 790
    assert max(len(e.span) for e in found) < 1500
