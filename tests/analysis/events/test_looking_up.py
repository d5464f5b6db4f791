"""What reports are looked up by and in which order, and what a state, a season and short texts are taken for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.analysis.events.blocking import looked_at, slip_of
from reader.analysis.events.blocks import ANYTIME
from reader.analysis.events.compare import ALIKE, NEVER, Rarity, compare
from reader.analysis.events.features import Document
from tests.analysis.events.test_compare import (
    NADER,
    RARITY,
    SAMI,
    on,
    report,
)


@pytest.mark.parametrize(
    ("kind", "meet"),
    [("arrest", True), ("fall", True), ("visit", False)],  # visits are paid again and again
)
def test_what_happens_once_is_looked_for_by_its_kind(kind: str, meet: bool) -> None:
    """«قبض على فلان» in one text, «أوقفا» in another that names nobody there."""
    named = report("a", kind, interval=None, patients=SAMI, theme=SAMI)
    nameless = report("b", kind, interval=None)
    assert set(slip_of(named).names).isdisjoint(slip_of(nameless).names) != meet


def test_a_season_is_looked_for_at_any_time() -> None:
    """«ربيع 2019» may be the tenth of April."""
    spring = report("b", interval=on(2019, 3, 20)[:1] + on(2019, 6, 20)[1:])
    assert ANYTIME in looked_at(slip_of(spring))[1]
    assert ANYTIME not in looked_at(slip_of(report("a")))[1]


def test_an_act_of_no_kind_comes_after_those_of_a_kind() -> None:
    """The one that is told without a day goes with «هاجم» before «رقصنا» of that day does."""
    attack, dance = report("b", "attack", interval=None), report("b", "act", interval=None)
    assert slip_of(attack).order < slip_of(dance).order


def test_a_state_acts_by_its_people() -> None:
    """«أقال الرئيس فلان الوزير» and «تونس أعفت وزيرها» are no two doers; two presidents are."""
    state = report("a", interval=None, agents=frozenset({"state:تونس"}))
    man, other = (report("b", interval=None, agents=each) for each in (SAMI, NADER))
    assert compare(state, man, RARITY).points > NEVER.points
    assert compare(replace(state, agents=NADER), man, RARITY).points == NEVER.points
    assert compare(replace(state, agents=SAMI), other, RARITY).points == NEVER.points


def test_short_texts_about_one_person_are_on_one_matter() -> None:
    """Two wires that share nobody but whom both name most; a city that both name most says less."""
    names, other = frozenset({"PER:كوبي", "LOC:بوسطن"}), frozenset({"PER:كوبي", "LOC:روما"})
    first, second = (
        Document("a", names, None, "a", focus=("PER:كوبي", "LOC:بوسطن")),
        Document("b", other, None, "b", focus=("PER:كوبي", "LOC:روما")),
    )
    aside = Document("c", other, None, "c", focus=("LOC:روما", "LOC:حلب", "PER:كوبي"))
    assert Rarity({}, 2).likeness(first, second) >= ALIKE
    assert Rarity({}, 2).likeness(first, aside) < ALIKE
