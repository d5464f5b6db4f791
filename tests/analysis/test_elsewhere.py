"""Counts that another text on the matter gives otherwise, in sentences that were joined to no event of the first."""

from __future__ import annotations

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.model import Event

HEAD = "قتل الوزير كريم النجار في حلب يوم 8 ديسمبر 2021."  # what puts two texts on one matter
OTHER = "استقال الوزير سامي حداد في صور يوم 3 مارس 2020."


def events(*texts: str) -> tuple[Event, ...]:
    """The events of texts named by their place: "0", "1"."""
    found = [(str(n), text, analyse(text)) for n, text in enumerate(texts)]
    given = (LinkInput(n, text, one, one.published, one.published_from) for n, text, one in found)
    return link(given).events.events


def elsewhere(*texts: str) -> list[list[tuple[str, bool]]]:
    """Of each event with a count that is given elsewhere the values, and which they are."""
    return [
        [(value.value, value.elsewhere) for value in dispute.values]
        for event in events(*texts)
        for dispute in event.disputes
        if any(value.elsewhere for value in dispute.values)
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        # a thing that each text counts in one way alone
        ("وأطلق عليه حارسه 19 رصاصة.", "ثم أحصى التقرير 14 رصاصة.", {"19 طلقة", "14 طلقة"}),
        ("وغادر الموكب المدينة في سبع وعشرين سيارة.", "وأحصى الناس ثلاثين سيارة.", {"27 سيارة", "30 سيارة"}),
        ("وأطلقت المدفعية إحدى وعشرين طلقة.", "وسمع الناس عشرين طلقة.", {"21 طلقة", "20 طلقة"}),
        # they agree, roughly or to the letter, or are of no size
        ("وأطلق عليه حارسه 19 رصاصة.", "ثم أحصى التقرير 19 رصاصة.", None),
        ("وأطلق عليه حارسه نحو 20 رصاصة.", "ثم أحصى التقرير 19 رصاصة.", None),
        ("وأطلق عليه حارسه 30 رصاصة.", "ثم أحصى التقرير 3 رصاصات.", None),
        # what texts count many things by needs a word that both sentences have
        (
            "ودفع تاجر ثمن الخنجر خمسين ألف دولار.",
            "وتسلمت أسرته ستين ألف دولار بدل الخنجر.",
            {"50,000", "60,000"},
        ),
        ("ودفع التاجر خمسين ألف دولار.", "وخسرت الشركة ستين ألف دولار.", None),
        # more counts than two in one text: nobody knows which is meant
        ("وأصابت السقف رصاصتان، والباب خمس رصاصات، والجدار تسع رصاصات.", "ثم أحصى التقرير 14 رصاصة.", None),
        # another day, far from the first
        ("وفي 20 يونيو 2022 أطلق عليه حارسه 19 رصاصة.", "وفي 3 أغسطس 2022 أحصى التقرير 14 رصاصة.", None),
        # a toll that may still rise
        ("وقتل 12 حارسا على الأقل.", "وقتل 15 حارسا.", None),
        # what never was
        ("هل هذا السيناريو ممكن؟ لو أنه نجا لأطلقوا عليه 19 رصاصة.", "ثم أحصى التقرير 14 رصاصة.", None),
    ],
)
def test_a_count_that_another_text_gives_otherwise(first: str, second: str, said: set[str] | None) -> None:
    for texts in ((f"{HEAD} {first}", f"{HEAD} {second}"), (f"{HEAD} {second}", f"{HEAD} {first}")):
        found = elsewhere(*texts)
        assert {value for values in found for value, _ in values} == (said or set())
        assert all({apart for _, apart in values} == {True, False} for values in found)


def test_texts_that_share_no_event_dispute_nothing() -> None:
    first, second = "وأطلق عليه حارسه 19 رصاصة.", "ثم أحصى التقرير 14 رصاصة."
    assert elsewhere(f"{HEAD} {first}", f"{HEAD} {second}")
    assert not elsewhere(f"{HEAD} {first}", f"{OTHER} {second}")


def test_what_a_matter_counts_in_many_ways_is_of_many_things() -> None:
    shot = f"{HEAD} وأطلق عليه حارسه 19 رصاصة."
    counted = [f"{HEAD} ثم أحصى التقرير {number} رصاصة." for number in range(20, 27)]
    (of_shot,) = [each for each in elsewhere(shot, *counted[:6]) if ("19 طلقة", False) in each]
    assert len(of_shot) == 7
    assert not [each for each in elsewhere(shot, *counted) if ("19 طلقة", False) in each]


def test_who_says_it_and_where() -> None:
    texts = f"{HEAD} وأطلق عليه حارسه 19 رصاصة.", f"{HEAD} وقال الطبيب إن الجثة فيها 14 رصاصة."
    values = [
        value
        for event in events(*texts)
        for dispute in event.disputes
        for value in dispute.values
        if value.elsewhere and value.value == "14 طلقة"
    ]
    assert values
    for value in values:
        (passage,) = value.passages
        assert passage.doc == "1" and "14 رصاصة" in passage.span.of(texts[1])
        assert value.sources and all(value.sources)
