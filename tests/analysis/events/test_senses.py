"""Verbs that news uses for one another, and the words behind them, as evidence between two reports."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reader.analysis import LinkInput, analyse, link
from reader.analysis.events.compare import Rarity
from reader.analysis.events.evidence import evidence
from reader.analysis.events.features import Report, reports
from reader.analysis.events.lexicon import DATA, Trigger, lexicon
from reader.analysis.events.senses import one_sense
from reader.text.fold import fold


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("هبط", "نزل", True),
        ("فر", "هرب", True),
        ("كفّ", "أقال", True),
        ("هبط", "هبط", False),  # one word: said elsewhere
        ("هبط", "هرب", False),
        ("زرع", "حكم", False),
        ("لا شيء", "هبط", False),
    ],
)
def test_two_lemmas_that_may_tell_one_act(a: str, b: str, one: bool) -> None:
    assert one_sense(a, b) is one_sense(b, a) is one


def test_every_word_is_the_lemma_of_a_trigger() -> None:
    lemmas = set(_lemmas(lexicon().verbs.whole().values())) | set(_lemmas(lexicon().nouns.whole().values()))
    lines = [line for line in (DATA / "senses.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    assert [word for line in lines for word in line.split() if fold(word) not in lemmas] == []
    assert all(len(set(line.split())) == len(line.split()) > 1 for line in lines)
    assert len(set(lines)) == len(lines)


def _lemmas(held: object) -> Iterable[str]:
    if isinstance(held, Trigger):
        yield fold(held.lemma)
    elif isinstance(held, Iterable) and not isinstance(held, str):
        for each in held:
            yield from _lemmas(each)


def _report(doc: str, text: str, word: str) -> Report:
    given = LinkInput(doc, text, analyse(text))
    found = reports([given], {})
    return next(r for r in found if text[given.analysis.events[r.ref.index].trigger.start :].startswith(word))


def _told(a: Report, b: Report) -> set[str]:
    return {name for name, _, _ in evidence(a, b, Rarity({}, 2))}


def test_another_word_for_the_act_and_what_it_is_done_to_speak_for_one_happening() -> None:
    first = _report("a", "حفر رجال الإنقاذ نفقا تحت المنجم يوم السبت.", "حفر")
    second = _report("b", "وفي المساء شق المهندسون نفقا جديدا يوم السبت.", "شق")
    assert "behind" in _told(first, second)
    assert _told(first, second) & {"one-sense", "one-sense-retold"}
    assert "one-word" not in _told(first, second)


def test_words_behind_the_trigger_end_with_its_clause() -> None:
    report = _report("a", "دشن الوزير المستشفى: غضب في الجامعة.", "دشن")
    assert report.behind_it
    assert not {root for root in report.behind_it if root in {"غضب", "جمع"}}


def test_an_undated_report_meets_one_of_any_day() -> None:
    told = "دفن أهالي القرية الممثل سمير الحداد في مقبرة العائلة {day}. وكان سمير الحداد ممثلا محبوبا في حلب."
    dated = told.format(day="يوم 4 مارس 2011")
    other = "ووري الممثل سمير الحداد الثرى في مقبرة العائلة. وبكت حلب الممثل سمير الحداد طويلا."
    linked = link(
        LinkInput(doc, text, analyse(text), published)
        for doc, text, published in (("a", dated, "2011-03-05"), ("b", other, "2012-09-01"))
    )
    assert any({each.doc for each in event.mentions} == {"a", "b"} for event in linked.events.events)
