"""Reasons in both languages: the table as a table, and nothing that analysis says is missing from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.catalogue import Catalogue
from reader.patterns import PLACE
from reader.reasons import reason_in, table, unknown

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
        ("نوع واحد، بينهما 3 يوم", "one kind, 3 days apart", "نوع واحد، بينهما 3 أيام"),
        ("something new", "something new", "something new"),
    ],
)  # fmt: skip
def test_a_reason_in_two_languages(why: str, english: str, arabic: str) -> None:
    assert (said(why, "en"), said(why, "ar")) == (english, arabic)


def said(why: str, language: str) -> str:
    """A reason without the isolates around what was filled in."""
    return reason_in(why, Catalogue(language)).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("n", "arabic"),
    [(1, "بينهما يوم واحد"), (2, "بينهما يومان"), (3, "بينهما 3 أيام"), (12, "بينهما 12 يوما")],
)
def test_a_number_of_days_has_its_plural(n: int, arabic: str) -> None:
    assert said(f"بينهما {n} يوم", "ar") == arabic
    assert said(f"بينهما {n} يوم", "en") == ("1 day apart" if n == 1 else f"{n} days apart")


def test_digits_are_as_chosen_and_quotations_as_they_stand() -> None:
    assert "٤.٤" in reason_in("ضُم لأن: زمن واحد، «حلب 3» (4.4)", Catalogue("ar", "arabic"))
    assert "«حلب 3»" in reason_in("ضُم لأن: زمن واحد، «حلب 3» (4.4)", Catalogue("ar", "arabic"))


def test_the_table_is_whole() -> None:
    assert len({row.written for row in table().rows}) == len(table().rows)
    for row in table().rows:
        assert set(PLACE.findall(row.english)) == set(PLACE.findall(row.written)), row.written
        assert (row.english + row.plural).isascii(), (
            f"English alone, the Arabic is in the catalogue: {row.written}"
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
