"""The roll of names in columns says what a plain table of them would say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.offers import alike
from reader.analysis.entities.roll import Roll
from reader.analysis.entities.units import Said, Unit, Way, own_mark
from reader.model import EntityType

SAID = st.builds(Said, st.sampled_from("أبجد"), st.integers(1, 3), st.booleans())
UNIT = st.builds(
    Unit,
    st.sampled_from(EntityType),
    st.sampled_from(Way),
    st.sampled_from(["ا", "ب", "ا ب"]),
    st.sampled_from(["", "listed"]),
    st.lists(SAID, min_size=1, max_size=3, unique_by=lambda said: said.name).map(tuple),
    st.just((0,)),
)


@given(st.lists(st.lists(UNIT, max_size=4), max_size=6))
def test_columns_are_a_table(documents: list[list[Unit]]) -> None:
    roll = Roll()
    for rank, units in enumerate(documents):
        roll.add(rank, f"doc{rank}", units)
    places: dict[tuple[EntityType, Way, str], list[tuple[int, int]]] = {}
    forms: dict[tuple[EntityType, Way, str], list[tuple[int, Said]]] = {}
    for rank, units in enumerate(documents):
        for at, unit in enumerate(units):
            key = unit.key + own_mark(f"doc{rank}") if unit.way is Way.KEPT else unit.key
            places.setdefault((unit.type, unit.way, key), []).append((rank, at))
            forms.setdefault((unit.type, unit.way, key), []).extend((rank, said) for said in unit.names)
    assert len(roll) == len(places)
    told = {
        (form.number, form.text): (form.first, form.last, form.strong) for form in roll.forms()
    }  # before the others are asked: asking changes nothing
    for (type_, way, words), found in places.items():
        number = roll.of(type_, way)[words]
        assert (roll.words[number], roll.type(number), roll.kept(number)) == (words, type_, way is Way.KEPT)
        assert number in list(roll.numbers(way))
        assert list(roll.units(number)) == found
        assert roll.docs[number] == len({rank for rank, _ in found})
        times: Counter[str] = Counter()
        for _, said in forms[type_, way, words]:
            times[said.name] += said.times
        assert list(roll.names(number)) == list(times.items())
        for name in times:
            ranks = [rank for rank, said in forms[type_, way, words] if said.name == name]
            sure = [rank for rank, said in forms[type_, way, words] if said.name == name and said.strong]
            assert told[number, name] == (ranks[0], ranks[-1], sure[0] if sure else -1)
    for rank, units in enumerate(documents):
        assert len(roll.of_document(rank)) == len(units)


def test_names_that_share_a_mark_stand_together() -> None:
    names = ["ab", "ba", "c", "cc", "abc", "", "d"]
    assert list(alike(names, lambda name: "".join(sorted(set(name))))) == [["ab", "ba"], ["c", "cc"]]
