"""Reasons in both languages: the table as a table, and nothing that analysis says is missing from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.reasons import TABLE, reason_in, unknown

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.mark.parametrize(
    ("why", "english", "arabic"),
    [
        ("", "", ""),
        ("فعل «سقط» +2 · مكان «دمشق» +1", "verb «سقط» +2 · place «دمشق» +1", "فعل «سقط» +2 · مكان «دمشق» +1"),
        ("same name or listed alias", "same name or listed alias", "اسم واحد أو اسم آخر له في القوائم"),
        ("same name; the same surname", "same name · the same surname", "اسم واحد · لقب واحد"),
        ("after the title «الرئيس»", "after the title «الرئيس»", "بعد اللقب «الرئيس»"),
        ("named elsewhere in this text (listed person)", "named elsewhere in this text (listed person)", "ذُكر في موضع آخر من هذا النص (اسم في القوائم)"),
        ("«لم»: denied", "denied by «لم»", "منفي بـ«لم»"),
        ("ضُم لأن: زمن واحد، «حلب»، نوع واحد (4.4)", "one event because: one time, «حلب», one kind (4.4)", "ضُم لأن: زمن واحد، «حلب»، نوع واحد (4.4)"),
        ("نوع واحد، بينهما 3 يوم", "one kind, 3 days apart", "نوع واحد، بينهما 3 يوم"),
        ("something new", "something new", "something new"),
    ],
)  # fmt: skip
def test_a_reason_in_two_languages(why: str, english: str, arabic: str) -> None:
    assert (reason_in(why, "en"), reason_in(why, "ar")) == (english, arabic)


def test_the_table_is_whole() -> None:
    rows = [
        line.split("\t")
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert len({row[0] for row in rows}) == len(rows)
    for row in rows:
        written, english, arabic = row
        assert english or arabic, f"in one language only: {written}"
        for said in (english, arabic):
            assert not said or sorted(said.count(f"{{{place}}}") for place in "qn") == sorted(
                written.count(f"{{{place}}}") for place in "qn"
            )


def test_every_reason_of_the_seeds_is_in_the_table() -> None:
    inputs = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        analysis = analyse(text)
        inputs.append(LinkInput(path.name, text, analysis, analysis.published, analysis.published_from))
    linked = link(inputs)
    reasons = {mention.why for given in inputs for mention in given.analysis.mentions}
    reasons |= {part for given in inputs for event in given.analysis.events for part in event.why}
    reasons |= {entity.why for entity in linked.entities.entities} | {
        event.why for event in linked.events.events
    }
    reasons |= {each.why for each in (*linked.entities.suggestions, *linked.events.suggestions)}
    assert len(reasons) > 100
    assert {part for why in reasons for part in unknown(why)} == set()
