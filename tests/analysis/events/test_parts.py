"""Who has which part in a happening: a table of sentences, each with one trigger, its type and its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import analyse
from reader.model import EventMention

from .made import NAMES, mentions_of, read

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "parts.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def told(text: str, trigger: str) -> EventMention:
    return next(each for each in read(text) if each.trigger.of(text) == trigger)


def parts(text: str, event: EventMention) -> set[str]:
    mentions = mentions_of(text, **NAMES)
    named = {f"{each.role.value}: {mentions[each.mention].text}" for each in event.participants}
    return named | {f"{each.role.value}: {each.span.of(text)}" for each in event.parties}


@pytest.mark.parametrize(("text", "trigger", "kind", "wanted"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_who_has_which_part(text: str, trigger: str, kind: str, wanted: str) -> None:
    event = told(text, trigger)
    assert kind in ("-", event.type)
    needed, found = set(wanted.split("; ")), parts(text, event)
    assert needed - {"..."}, "a row that asks for nothing"
    assert found == needed or ("..." in needed and needed - {"..."} <= found)


def test_what_was_told_is_nobody() -> None:
    text = "وبرر سامي حداد الأمر. الكلفة عالية، وهو ما نفاه المدير نادر قاسم."
    assert parts(text, told(text, "نفاه")) == {"agent: نادر قاسم"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "التقى الأمين العام للأمم المتحدة أنطونيو غوتيريش الوزير في نيويورك.",
            {"agent: أنطونيو غوتيريش", "patient: الوزير"},
        ),
        ("قال إن الأمين العام لحزب المؤتمر عارف الزوكا قتل أمس.", {"patient: عارف الزوكا"}),
        ("زار المبعوث الخاص للأمم المتحدة إلى اليمن مارتن غريفيث صنعاء.", {"agent: مارتن غريفيث"}),
        ("وصل المدير العام للوكالة رافاييل غروسي إلى طهران.", {"agent: رافاييل غروسي"}),
    ],
)
def test_what_an_office_is_of_parts_it_from_its_holder(text: str, wanted: set[str]) -> None:
    analysis = analyse(text)
    event = analysis.events[-1]
    named = {f"{each.role.value}: {analysis.mentions[each.mention].text}" for each in event.participants}
    told = {f"{each.role.value}: {each.span.of(text)}" for each in event.parties}
    assert {each for each in named | told if not each.startswith(("place", "other"))} == wanted


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("التقى الأمين العام للأمم المتحدة أنطونيو غوتيريش الوزير.", ("الأمين العام للأمم المتحدة",)),
        ("وصل المبعوث الخاص إلى اليمن مارتن غريفيث.", ("المبعوث الخاص إلى اليمن",)),
        ("ذهب الوزير السابق إلى مارتن غريفيث.", ()),
        ("أبلغ الوزير السابق لجنة التحقيق.", None),
    ],
)
def test_the_office_of_a_body(text: str, role: tuple[str, ...] | None) -> None:
    said = [each.roles for each in analyse(text).mentions if each.type.value == "PER"]
    assert said == ([] if role is None else [role])
