"""What an entity's card says beside its names: surprise and spread as tables, then the card by keys."""

from __future__ import annotations

import pytest

from reader.tui.portrait import spread, surprise
from reader.tui.screens.info import InfoScreen
from tests.tui.conftest import Opener


def test_who_is_everywhere_is_no_surprise() -> None:
    everywhere = surprise(together=10, one=10, other=100, total=100)
    seldom = surprise(together=10, one=10, other=10, total=100)
    chance = surprise(together=1, one=10, other=10, total=100)
    assert seldom > surprise(together=8, one=10, other=20, total=100) > chance
    assert abs(everywhere) < 1e-9 and abs(chance) < 1e-9


@pytest.mark.parametrize(
    ("dated", "bins"),
    [
        ([], ()),
        ([("2024-12-08", 3)], ()),
        ([("2024-01", 1), ("2024-12", 2)], (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)),
        ([("2020", 1), ("2021-07-01", 4), ("2023", 2)], (1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 2)),
    ],
)
def test_mentions_are_spread_over_time(dated: list[tuple[str, int]], bins: tuple[int, ...]) -> None:
    found = spread(dated)
    assert sum(found) == sum(bins) and len(found) == len(bins)
    assert found[:1] == bins[:1] and found[-1:] == bins[-1:]


async def test_the_card_says_where_and_with_whom(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.entities", "app.info")
        await reader.settle()
        screen = reader.app.screen
        assert isinstance(screen, InfoScreen)
        labels = {item.label for item in screen.list.items}
        assert {"kind", "named", "in"} <= labels
        ids = [item.id for item in screen.list.items]
        at = next(number for number, id in enumerate(ids) if id.startswith("go:"))
        while screen.list.cursor != at:
            await reader.do("rows.down")
        await reader.do("rows.open")
        place, chosen = reader.app.session.place, reader.app.session.chosen
        assert place is not None and place.doc == ids[at].partition(":")[2] and chosen is not None


async def test_the_card_of_an_event_leads_to_its_accounts(opened: Opener) -> None:
    from reader.tui.screens.compare import CompareScreen

    async with opened() as reader:
        event = max(reader.app.library.events(), key=lambda each: len({ref.doc for ref in each.mentions}))
        await reader.do("view.timeline")
        reader.desk.timeline.move_to(reader.desk.timeline.index[event.id])
        await reader.do("app.info")
        screen = reader.app.screen
        assert isinstance(screen, InfoScreen)
        reasons = [item.words for item in screen.list.items if item.label == "why"]
        assert reasons and len(reasons) == len(set(reasons))  # an event of one report has that one's
        screen.choose("compare")
        await reader.settle()
        assert isinstance(reader.app.screen, CompareScreen)
