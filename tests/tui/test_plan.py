"""Where panes stand: no cell twice, no cell lost, at every size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size

from reader.tui.plan import SIDES, Wishes, arrange

wishes = st.builds(
    Wishes,
    mirrored=st.booleans(),
    reading=st.booleans(),
    folded=st.sets(st.sampled_from(SIDES)).map(frozenset),
    share=st.integers(-20, 60),
    lift=st.integers(-40, 40),
    side=st.sampled_from(SIDES),
    panel=st.booleans(),
    panel_lift=st.integers(-40, 40),
    panel_rows=st.integers(2, 200),
    typing=st.booleans(),
    thrifty=st.booleans(),
)


@given(st.integers(60, 300), st.integers(13, 80), wishes)
def test_panes_never_overlap_and_leave_only_the_lines_between(
    width: int, height: int, chosen: Wishes
) -> None:
    plan = arrange(Size(width, height), chosen)
    regions = list(plan.regions.values())
    for number, region in enumerate(regions):
        assert region.width > 0 and region.height > 0
        assert Region(0, 0, width, height).contains_region(region)
        for other in regions[number + 1 :]:
            assert not region.overlaps(other)
    assert sum(region.area for region in regions) == width * height - len(plan.columns) * height
    assert plan.regions["text"].width >= 34 and plan.regions["text"].height >= 3


def test_the_three_designs() -> None:
    narrow = arrange(Size(80, 22), Wishes()).regions
    assert (narrow["articles"].height, narrow["entities"].height, narrow["timeline"].height) == (20, 1, 1)
    wide = arrange(Size(120, 38), Wishes()).regions
    assert wide["articles"].x == wide["timeline"].x == 0 and wide["entities"].right == 120
    mirrored = arrange(Size(120, 38), Wishes(mirrored=True)).regions
    assert mirrored["articles"].right == 120 and mirrored["entities"].x == 0
    assert set(arrange(Size(200, 48), Wishes(reading=True)).regions) == {"text"}
