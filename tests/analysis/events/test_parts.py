"""Who has which part in a happening: a table of sentences, each with one trigger, its type and its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert found == needed or ("..." in needed and needed - {"..."} <= found)


def test_what_was_told_is_nobody() -> None:
    text = "وبرر سامي حداد الأمر. الكلفة عالية، وهو ما نفاه المدير نادر قاسم."
    assert parts(text, told(text, "نفاه")) == {"agent: نادر قاسم"}
