"""Blocks by number are blocks by family, name and week."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.events.blocks import ANYTIME, Blocks

FAMILIES = st.sampled_from(["kill", "appoint", "*"])
NAMES = st.sampled_from(["PER:ا", "LOC:ب", "word ج"])
WEEKS = st.sampled_from([ANYTIME, -120_000, -2, -1, 0, 1, 105_000, 521_000])


@given(st.lists(st.tuples(FAMILIES, NAMES, WEEKS, st.integers(0, 5)), max_size=40))
def test_groups_stand_in_their_blocks_in_order(put: list[tuple[str, str, int, int]]) -> None:
    blocks = Blocks()
    plain: dict[tuple[str, str, int], list[int]] = {}
    for family, name, week, group in put:
        blocks.put(family, name, [week], group)
        held = plain.setdefault((family, name, week), [])
        if not held or held[-1] != group:
            held.append(group)
    for (family, name, week), held in plain.items():
        assert list(map(list, blocks.get(family, name, [77, week]))) == [held]
    assert not list(blocks.get("nobody", "PER:ا", [0]))
    assert not list(blocks.get("kill", "nobody", [0]))
    assert not list(blocks.get("kill", "PER:ا", [77]))
