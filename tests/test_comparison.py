"""Accounts lined up, and the comparison as Markdown: what goes in, what comes out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.analysis.events import accounts
from reader.comparison import Comparison, Side, SlotRow, SlotValue, Statement, compare, line_up
from reader.export.comparison import markdown
from reader.library import Library
from reader.model import (
    Account,
    Dispute,
    DisputeValue,
    Document,
    Event,
    Metadata,
    Modality,
    Passage,
    Source,
    SourceKind,
    Span,
)

ONE, TWO, THREE = (Passage(f"d{n}", Span(0, 10)) for n in (1, 2, 3))


def account(passage: Passage, *slots: tuple[str, str]) -> Account:
    return Account("e", passage.doc, None, (passage,), Modality.ASSERTED, slots)


def event(*disputes: Dispute) -> Event:
    return Event("e", "فُتح الجسر | اليوم", "open", "2021-05-12", None, (), disputes=disputes)


def test_values_are_lined_up_by_slot_and_by_who_says_so() -> None:
    rows = line_up(
        event(),
        [
            (account(ONE, ("happened", "وقع"), ("place", "بغداد")), "وكالة"),
            (account(TWO, ("happened", "وقع")), "قناة"),
            (account(THREE, ("place", "البصرة"), ("place", "بغداد")), "صحيفة"),
        ],
    )
    assert rows == (
        SlotRow("happened", (SlotValue("وقع", ("وكالة", "قناة")),)),
        SlotRow("place", (SlotValue("بغداد", ("وكالة", "صحيفة")), SlotValue("البصرة", ("صحيفة",)))),
    )
    assert not any(row.disputed for row in rows)


def test_a_dispute_stands_first_and_is_not_said_twice() -> None:
    dispute = Dispute(
        "number", (DisputeValue("40", ("وكالة",), (ONE,)), DisputeValue("45", ("قناة",), (TWO,)))
    )
    rows = line_up(
        event(dispute),
        [
            (account(ONE, ("number", "40 شخصا")), "وكالة"),
            (account(TWO, ("number", "45")), "قناة"),
            (account(THREE, ("number", "41")), "صحيفة"),
        ],
    )
    assert rows == (
        SlotRow(
            "number",
            (
                SlotValue("40", ("وكالة",), True),
                SlotValue("45", ("قناة",), True),
                SlotValue("41", ("صحيفة",)),
            ),
        ),
    )


def side(passage: Passage, who: str, text: str, modality: Modality = Modality.ASSERTED) -> Side:
    source = Source(who, SourceKind.OUTLET) if who else None
    return Side(
        Account("e", passage.doc, source, (passage,), modality),
        who,
        ("وكالة",) if who else (),
        "عنوان",
        "1.txt",
        "2021-05-12",
        (Statement(passage, text),),
    )


def test_markdown_has_both_tables_and_obeys_no_sign_in_the_text() -> None:
    comparison = Comparison(
        event(),
        (SlotRow("number", (SlotValue("40", ("قناة",), True), SlotValue("45", ("صحيفة",), True))),),
        (side(ONE, "قناة", "قُتل 40\n| *شخصا*"), side(TWO, "", "لم يُقتل أحد", Modality.DENIED)),
    )
    assert markdown(comparison, {"number": "العدد", "denied": "منفي", "unknown": "بلا مصدر"}).split("\n") == [
        "# فُتح الجسر \\| اليوم",
        "",
        "2021-05-12",
        "",
        "| slot | ≠ | value | who says so |",
        "| --- | --- | --- | --- |",
        "| العدد | ≠ | 40 | قناة |",
        "| العدد | ≠ | 45 | صحيفة |",
        "",
        "| source | article | published | passage |",
        "| --- | --- | --- | --- |",
        "| قناة ← وكالة | عنوان (1.txt:0) | 2021-05-12 | قُتل 40 \\| \\*شخصا\\* |",
        "| بلا مصدر (منفي) | عنوان (1.txt:0) | 2021-05-12 | لم يُقتل أحد |",
        "",
    ]


def test_nothing_to_line_up_is_no_table() -> None:
    assert "| slot" not in markdown(Comparison(event(), (), ()))


@pytest.mark.parametrize(
    "text",
    [
        "قتل 12 شخصا في حريق في بيروت. وقالت نقابة الأطباء إنهم عشرون.",
        "قتل 12 شخصا في حريق في بيروت وفق الجيش، بينما قالت نقابة الأطباء إنهم عشرون.",
    ],
)
def test_both_figures_are_marked_also_in_the_sentence_behind(text: str) -> None:
    inputs = [LinkInput("a", text, analyse(text))]
    (found,) = (each for each in link(inputs).events.events if each.disputes)
    document = Document("a", "1", ("a.txt",), Metadata("t"), text)
    library = SimpleNamespace(
        event=lambda _: found,
        accounts=lambda _: accounts(found, inputs),
        document=lambda _: document,
        analysis=lambda _: inputs[0].analysis,
    )
    compared = compare(cast(Library, library), found.id)
    assert compared is not None
    marked = {
        span.of(text)
        for side in compared.sides
        for each in side.statements
        for span, kind in each.marks
        if kind == "number"
    }
    assert marked == {"12", "عشرون"}
