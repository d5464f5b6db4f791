"""Who stands by a name, by family and week, is who came and did not leave; what was put down stays as it was."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.events.blocks import ALL, ANY, ANYTIME, Blocks, Standing, numbers_of

NAMES = st.sampled_from(["PER:ا", "LOC:ب"])
SLIPS = st.tuples(
    NAMES,
    st.sampled_from(["kill", "appoint"]),
    st.lists(st.sampled_from([-120_000, -2, 0, 1, 521_000]), unique=True, max_size=2).map(
        lambda weeks: [*weeks, ANYTIME]
    ),
    st.integers(0, 5),
    st.booleans(),
)
Slip = tuple[str, str, list[int], int, bool]


def plain(slips: list[Slip], name: str, family: str, week: int) -> list[int]:
    """The numbers in a block."""
    return sorted(
        number
        for its, of, weeks, number, known in slips
        if its == name and week in weeks and (of == family or (family == ANY and known))
    )


def agrees(standing: Standing, slips: list[Slip]) -> None:
    """What stands there is what came."""
    for name in ("PER:ا", "LOC:ب"):
        blocks = standing.now(name)
        marks = sorted(2 * number + known for its, _, _, number, known in slips if its == name)
        assert list(numbers_of(blocks, ALL)) == marks
        for family in ("kill", "appoint", ANY):
            first = standing.first(family)
            for week in (ANYTIME, -120_000, -2, 0, 1, 521_000):
                found = [] if first is None else list(numbers_of(blocks, first + week))
                assert found == plain(slips, name, family, week)


@given(st.lists(SLIPS, max_size=12), st.lists(SLIPS, max_size=6), st.sets(st.integers(0, 11)))
def test_who_came_and_did_not_leave_stands_there(
    first: list[Slip], later: list[Slip], leaving: set[int]
) -> None:
    before = Standing({})
    for slip in first:
        before.put(*slip)
    agrees(before, first)
    assert before.first("nobody") is None
    kept: dict[str, Blocks] = {}  # as an index holds them
    for name, blocks in before.items():
        numbers = {block: numbers_of(blocks, block) for block in list(blocks)}
        kept[name] = {
            block: those[0] if len(those) == 1 else array("i", those).tobytes()
            for block, those in numbers.items()
        }
    now = Standing(kept, tuple(before.families))
    agrees(now, first)
    for at in leaving & set(range(len(first))):
        now.take(*first[at])
    for slip in later:
        now.put(*slip)
    agrees(now, [*(slip for at, slip in enumerate(first) if at not in leaving), *later])
    agrees(Standing({name: now.before(name) for name in kept}, tuple(now.families)), first)
    assert set(now.own) == {slip[0] for slip in (*later, *(first[at] for at in leaving if at < len(first)))}
