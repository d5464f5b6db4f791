"""Who goes and who speaks: one by name and a crowd, or two speakers, are two happenings; so are two rounds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from reader.analysis.events.compare import NEVER, Rarity, compare
from reader.analysis.events.features import Document, Report
from reader.analysis.events.slots import compatible
from reader.analysis.events.told_how import round_of
from reader.model import EventMention, Span
from tests.analysis.events.test_compare import NADER, SAMI, report

FORCE = frozenset({"ORG:حركة-الفجر"})
TEXTS = Document("a", SAMI | NADER | FORCE, None, "a"), Document("b", SAMI | NADER | FORCE, None, "b")


def told(a: Report, b: Report) -> bool:
    """Whether nothing forbids that two reports of texts on one matter are of one happening."""
    return compare(a, b, Rarity({}, 2)) != NEVER


@pytest.mark.parametrize(
    ("type", "crowd", "possible"),
    [("flee", True, False), ("depart", True, False), ("statement", True, False), ("flee", False, True), ("capture", True, True)],
)  # fmt: skip
def test_somebody_by_name_is_no_crowd(type: str, crowd: bool, possible: bool) -> None:
    """«فر الرئيس» and «فرت قوات الأمن»; an unnamed «الرئيس» may be he, and an army takes what its commander takes."""
    president = report("a", type, agents=SAMI, theme=SAMI, document=TEXTS[0])
    soldiers = report("b", type, crowd=crowd, words=frozenset({"امن"}), document=TEXTS[1])
    assert told(president, soldiers) is told(soldiers, president) is possible


def test_two_speakers_say_two_things() -> None:
    """Also on one day, and where either text names the other's speaker near it."""
    minister, movement = (
        report(doc, "declare", agents=who, near=SAMI | FORCE, document=text)
        for doc, who, text in zip("ab", (SAMI, FORCE), TEXTS, strict=True)
    )
    assert not told(minister, movement)
    assert told(minister, report("b", "declare", agents=SAMI, document=TEXTS[1]))


def test_two_rounds_are_two() -> None:
    """«في الدورة الأولى»، «في الدورة الثانية»; a report that says none may be of either."""
    first, second = (
        report(doc, "win", agents=SAMI, theme=SAMI, round=number, document=text)
        for doc, number, text in zip("ab", "12", TEXTS, strict=True)
    )
    assert not told(first, second)
    assert told(first, report("b", "win", agents=SAMI, theme=SAMI, document=TEXTS[1]))


@pytest.mark.parametrize(
    ("sentence", "trigger", "which"),
    [
        ("وفشل البرلمان في الدورة الأولى إذ حصد 71 صوتا.", "حصد", "1"),
        ("وفي الدورة الثانية حصل القائد على 99 صوتا وسط تصفيق حار.", "حصل", "2"),
        ("فاز بعد جولة ثانية ظهر الخميس.", "فاز", "2"),
        ("حصل على 99 صوتا، بعدما لم ينل الأكثرية خلال الدورة الأولى.", "حصل", ""),
        ("زار الوزير المدينة الأولى في الشمال.", "زار", ""),
    ],
)  # fmt: skip
def test_which_round_a_clause_speaks_of(sentence: str, trigger: str, which: str) -> None:
    at = sentence.index(trigger)
    event = SimpleNamespace(span=Span(0, len(sentence)), trigger=Span(at, at + len(trigger)))
    assert round_of(sentence, cast(EventMention, event)) == which


@pytest.mark.parametrize(
    ("mine", "theirs", "one"),
    [
        ("ORG:البرلمان-اللبناني", "ORG:مجلس-النواب~f3b61b", True),
        ("ORG:وزارة-الداخلية", "ORG:وزارة-الداخلية-المغربية", True),
        ("ORG:وزارة-الداخلية", "ORG:وزارة-الصحة", False),
        ("PER:سامي-حداد", "PER:سامي-حداد-الحلبي", False),
    ],
)
def test_two_names_of_one_body_contradict_nobody(mine: str, theirs: str, one: bool) -> None:
    assert compatible("who", mine, theirs) is compatible("who", theirs, mine) is one
