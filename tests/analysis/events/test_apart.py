"""Who goes and who speaks: one by name and a crowd, or two speakers, are two happenings."""

from __future__ import annotations

import pytest

from reader.analysis.events.compare import NEVER, Rarity, compare
from reader.analysis.events.features import Document, Report
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
