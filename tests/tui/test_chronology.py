"""The timeline as rows: lanes, filters, headings and their bars, as tables; then the keys, by action id."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.color import Color

from reader.analysis.events.type_names import type_names
from reader.model import Dispute, Event, EventRef, Mod
from reader.tui.chronology import (
    LEVELS,
    Filter,
    Group,
    Lane,
    density,
    grouped,
    lanes,
    level_for,
    part_of,
    rows,
    unit_of,
)
from tests.tui.conftest import Opener


def event(
    id: str,
    date: str | None,
    docs: str = "a",
    *who: str,
    kind: str = "meet",
    scenario: bool = False,
    disputed: bool = False,
    sources: tuple[str, ...] = (),
) -> Event:
    refs = tuple(EventRef(doc, 0) for doc in docs)
    return Event(id, id, kind, date, None, refs, who, hypothetical=scenario, disputes=(Dispute("date", ()),) if disputed else (), sources=sources)  # fmt: skip


@pytest.mark.parametrize(
    ("date", "units", "part_of_month"),
    [
        ("2024-12-08", ("202", "2024", "2024-12", "2024-12-08", "2024-12-08"), 7),
        ("2024-12-07TEV", ("202", "2024", "2024-12", "2024-12-07", "2024-12-07TEV"), 6),
        ("2024-12-07T21:30", ("202", "2024", "2024-12", "2024-12-07", "2024-12-07T21"), 6),
        ("2024-11-27/2024-12-08", ("202", "2024", "2024-11", "2024-11-27", "2024-11-27"), 26),
        ("2024-12", ("202", "2024", "2024-12", "2024-12", "2024-12"), None),
        ("2014-SU", ("201", "2014", "2014", "2014", "2014"), None),
        ("2023-Q1", ("202", "2023", "2023", "2023", "2023"), None),
        ("198", ("198", "198", "198", "198", "198"), None),
        ("1971", ("197", "1971", "1971", "1971", "1971"), None),
    ],
)
def test_a_value_lies_in_its_units(date: str, units: tuple[str, ...], part_of_month: int | None) -> None:
    assert tuple(unit_of(date, level) for level in LEVELS[1:]) == units
    assert part_of(date, date[:7] if len(units[2]) == 7 else "2024-01") == part_of_month


def test_lanes_part_scenario_background_and_undated() -> None:
    story = [event(f"s{n}", f"2024-12-{n:02}") for n in range(1, 9)]
    events = [event("old", "2016"), *story, event("none", None), event("hyp", "HYP-D1", scenario=True)]
    found = {lane: [each.id for each in those] for lane, those in lanes(events).items()}
    assert found == {
        "real": [each.id for each in story],
        "scenario": ["hyp"],
        "background": ["old"],
        "undated": ["none"],
    }


def test_a_long_history_has_no_background() -> None:
    assert not lanes([event(str(year), str(year)) for year in range(1900, 2024, 7)])["background"]


EVENTS = (
    event("one", "2020-01-01", "a", "PER:x", kind="fall"),
    event("two", "2021-05-02", "ab", "PER:x", "PER:y", disputed=True, sources=("رويترز", "الجزيرة")),
    event("three", None, "abc", "PER:y"),
    event("four", "HYP-D1", "a", scenario=True),
)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Filter(), ["one", "two", "four", "three"]),
        (Filter(shared=True), ["two", "three"]),
        (Filter(disputed=True), ["two"]),
        (Filter(entities=frozenset({"PER:x"})), ["one", "two"]),
        (Filter(entities=frozenset({"PER:x", "PER:y"})), ["two"]),
        (Filter(type="fall"), ["one"]),
        (Filter(lane="scenario"), ["four"]),
        (Filter(lane="background"), ["three"]),
        (Filter(shared=True, lane="real"), ["two"]),
        (Filter(source="الجزيرة"), ["two"]),
        (Filter(starred=frozenset("bc")), ["two", "three"]),
        (Filter(starred=frozenset()), []),
    ],
)
def test_a_filter_leaves_what_it_says(chosen: Filter, left: list[str]) -> None:
    found, _ = rows(EVENTS, chosen)
    assert [each.id for each in found if isinstance(each, Event)] == left
    assert chosen.on == (chosen != Filter())


def test_headings_count_and_spread() -> None:
    events = [
        event("a", "2023-11-30"),
        event("b", "2024-12-01"),
        event("c", "2024-12-31"),
        event("d", "2024"),
    ]
    found = grouped(events, "year")
    assert [(each.value, each.count) for each in found if isinstance(each, Group)] == [
        ("2023", 1),
        ("2024", 3),
    ]
    assert [each.bins[11] for each in found if isinstance(each, Group)] == [0, 2]
    assert [each.id for each in found if isinstance(each, Event)] == ["a", "b", "c", "d"]
    assert grouped(events, "") == events


def test_an_hour_has_its_quarters() -> None:
    events = [
        event(str(n), f"2024-12-07T{at}") for n, at in enumerate(["21:05", "21:40", "21", "22:00", "NI"])
    ]
    found = [each for each in grouped(events, "hour") if isinstance(each, Group)]
    assert [(each.value, each.bins) for each in found] == [
        ("2024-12-07T21", (1, 0, 1, 0)),
        ("2024-12-07T22", (1, 0, 0, 0)),
        ("2024-12-07TNI", (0, 0, 0, 0)),
    ]


def test_a_level_suits_what_there_is() -> None:
    assert level_for([event("a", "2024-12-01")] * 12) == ""
    assert level_for([event(str(n), f"2024-12-0{n % 4 + 1}") for n in range(40)]) == "day"
    assert level_for([event(str(n), f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(40)]) == "month"
    assert level_for([event(str(n), str(1900 + n)) for n in range(40)]) == "decade"


@pytest.mark.parametrize(
    ("bins", "width", "bar"),
    [((0, 1, 7), 8, "▁▂█"), ((0, 0), 8, ""), ((1, 1, 2, 2), 2, "▅█"), ((5,), 1, "█")],
)
def test_a_bar_shows_where_the_events_are(bins: tuple[int, ...], width: int, bar: str) -> None:
    assert density(bins, width) == bar


async def test_filters_and_zoom_by_keys(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.timeline")
        pane = reader.desk.timeline
        everything = len(pane.index)
        await reader.do("timeline.shared")
        assert 0 < len(pane.index) < everything and pane.filter.on
        assert any("≡ shared" in row for row in reader.grid())
        await reader.do("timeline.disputed")
        assert all(each.disputes for each in pane.rows if isinstance(each, Event))
        await reader.do("app.escape")
        assert len(pane.index) == everything and not pane.filter.on and reader.desk.focused is pane
        await reader.do("timeline.type")
        (kind,) = {each.type for each in pane.rows if isinstance(each, Event)}
        assert type_names("en")[kind] in pane.filter_words
        await reader.do("timeline.type", "timeline.lane", "timeline.lane")
        assert all(each.hypothetical for each in pane.rows if isinstance(each, Event))
        assert any(isinstance(each, Lane) for each in pane.rows)
        await reader.do("app.escape", "timeline.entities")
        assert not pane.filter.on and reader.desk.status.said
        await reader.do("timeline.zoom_out", "timeline.zoom_out", "timeline.zoom_out", "timeline.zoom_out")
        assert not any(isinstance(each, Group) for each in pane.rows)
        await reader.do(*["timeline.zoom_in"] * 3)
        assert any(isinstance(each, Group) and len(each.value) == 7 for each in pane.rows)


async def test_the_events_of_the_chosen(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.entities", "entities.choose", "view.timeline", "timeline.entities")
        pane, chosen = reader.desk.timeline, reader.app.session.chosen
        assert chosen is not None and pane.filter.entities == {chosen.id}
        shown = [each for each in pane.rows if isinstance(each, Event)]
        assert shown and all(chosen.id in (*each.participants, *each.places) for each in shown)


async def test_only_what_one_source_says_and_only_starred_articles(opened: Opener) -> None:
    async with opened() as reader:
        pane = reader.desk.timeline
        await reader.do("view.timeline")
        told = next(
            number for number, each in enumerate(pane.rows) if isinstance(each, Event) and each.sources
        )
        pane.move_to(told)
        event = pane.event_at(told)
        assert event is not None
        for source in event.sources:
            await reader.do("timeline.source")
            assert pane.filter.source == source and pane.event_at(pane.cursor) == event
            assert all(source in each.sources for each in pane.rows if isinstance(each, Event))
        await reader.do("timeline.source")
        assert not pane.filter.on
        await reader.do("timeline.starred")
        assert not pane.filter.on and reader.desk.status.said
        await reader.do("view.articles", "articles.star", "view.timeline", "timeline.starred")
        starred = reader.app.library.starred()
        shown = [each for each in pane.rows if isinstance(each, Event)]
        assert shown and all({ref.doc for ref in each.mentions} & starred for each in shown)


@pytest.mark.parametrize("theme", ["warraq-dark", "warraq-light"])
async def test_a_time_that_is_only_around_an_event_stands_back(opened: Opener, theme: str) -> None:
    """A row of «about 2024» says less than a day that somebody wrote, and is painted as less."""
    said, around = event("said", "2024-05-06"), replace(event("around", "2024-05-06"), mod=Mod.APPROX)
    begins = replace(event("begins", "2024-05"), mod=Mod.START)  # said, though no day
    async with opened(theme=theme) as reader:
        pane = reader.desk.timeline
        pane.show([said, begins, around])
        await reader.rest()

        def inks(id: str) -> set[Color | None]:
            y = pane.HEADER + pane.index[id] * pane.ROW_HEIGHT - pane.scroll_offset.y
            return {each.style.color for each in pane.render_line(y) if each.style and each.text.strip()}

        dim, time = pane.look("row--dim").color, pane.look("kind--time").color
        assert dim != time
        pane.move_to(pane.index["begins"])
        await reader.rest()
        assert dim in inks("around") and time not in inks("around")
        assert time in inks("said")
        pane.move_to(pane.index["said"])
        await reader.rest()
        assert time in inks("begins")
        assert any("about 2024-05-06" in row for row in reader.grid())
