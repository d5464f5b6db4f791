"""Accounts side by side: the designed sizes cell by cell, and what can be done there, by action id."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader import config
from reader.comparison import Comparison, Side, SlotRow, SlotValue, Statement
from reader.library import Library
from reader.model import Account, Event, Modality, Passage, Source, SourceKind, Span
from reader.tui.app import WarraqApp
from reader.tui.screens.compare import CompareScreen
from tests.tui.conftest import Opener, Reader, own_settings, shown
from tests.tui.picture import grid
from tests.tui.still import StillLibrary, collection

GOLDEN = Path(__file__).parent / "golden"
TOLD = (
    ("وكالة الرافدين", (), "الجسر يفتح متأخرا", "فُتح الجسر الجديد في بغداد يوم 12 أيار 2021 بحضور 40 ضيفا.", Modality.ASSERTED),
    ("مصدر في الوزارة", ("قناة النهر",), "مصدر: لا افتتاح بعد", "قال مصدر في الوزارة إن الجسر لم يُفتح بعد، وإن موعد الافتتاح لم يُحدد.", Modality.DENIED),
    ("", (), "يوم الجسر", "عند الظهر فُتح الجسر أمام السيارات، وحضر 60 ضيفا من بغداد والبصرة (بينهم وفد Delta Bridges).", Modality.ASSERTED),
)  # fmt: skip
MARKED = {"فُتح": "trigger", "يُفتح": "trigger", "40 ضيفا": "number", "60 ضيفا": "number"}


def comparison() -> Comparison:
    """Three accounts of one event, made by hand."""
    sides = []
    for number, (who, via, title, text, modality) in enumerate(TOLD):
        passage = Passage(f"d{number}", Span(100, 100 + len(text)))
        marks = tuple(
            (Span(100 + text.find(words), 100 + text.find(words) + len(words)), kind)
            for words, kind in MARKED.items()
            if words in text
        )
        source = Source(who, SourceKind.OUTLET, via) if who else None
        account = Account("e", passage.doc, source, (passage,), modality)
        date = "2021-05-12" if number != 1 else None
        sides.append(
            Side(account, who, via, title, f"{number}.txt", date, (Statement(passage, text, marks),))
        )
    rows = (
        SlotRow("happened", (SlotValue("وقع", ("وكالة الرافدين", "«يوم الجسر»"), True), SlotValue("لم يقع", ("مصدر في الوزارة",), True))),
        SlotRow("date", (SlotValue("2021-05-12", ("وكالة الرافدين",)),)),
        SlotRow("place", (SlotValue("بغداد", ("وكالة الرافدين", "«يوم الجسر»")), SlotValue("البصرة", ("«يوم الجسر»",)))),
        SlotRow("number", (SlotValue("40 ضيفا", ("وكالة الرافدين",), True), SlotValue("60 ضيفا", ("«يوم الجسر»",), True))),
    )  # fmt: skip
    return Comparison(Event("e", "فُتح الجسر الجديد", "open", "2021-05-12", None, ()), rows, tuple(sides))


def screen_of(reader: WarraqApp, found: Comparison) -> CompareScreen:
    return CompareScreen(
        reader.session.words,
        found,
        annotate=lambda passage, body: None,
        part=lambda passage: None,
        inform=lambda: None,
        correct=lambda passage: None,
        noted=lambda: frozenset(),
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 40)], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_screen_is_as_designed(language: str, size: tuple[int, int], tmp_path: Path) -> None:
    settings = own_settings(tmp_path, language=language)
    with StillLibrary.open(collection(tmp_path / "articles"), settings) as library:
        async with shown(library, settings, size=size) as reader:
            app = reader.app
            app.push_screen(screen_of(app, comparison()))
            await reader.settle()
            found = grid(app.screen._compositor.render_strips())
    path = GOLDEN / f"compare-{language}-{size[0]}x{size[1]}.txt"
    if os.environ.get("WARRAQ_GOLDEN") == "1":
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found, found


def told_twice(reader: Reader) -> str:
    """An event that several articles report."""
    library = reader.app.library
    return max(library.events(), key=lambda each: len({ref.doc for ref in each.mentions})).id


async def compared(reader: Reader) -> CompareScreen:
    await reader.do("view.timeline")
    timeline = reader.desk.timeline
    timeline.move_to(timeline.index[told_twice(reader)])
    await reader.do("go.compare")
    await reader.settle()
    screen = reader.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


@pytest.mark.parametrize("width", [80, 120, 160])
async def test_into_a_passage_and_back(opened: Opener, width: int) -> None:
    async with opened(size=(width, 30)) as reader:
        before = reader.app.session.place
        screen = await compared(reader)
        assert screen.pane.column_count == {80: 1, 120: 2, 160: 3}[width]
        first = screen.pane.passage
        await reader.do("compare.right", "compare.left", "compare.right", "rows.bottom", "rows.top")
        for _ in range(12):
            await reader.do("rows.down")
        chosen = screen.pane.passage
        assert chosen is not None and chosen != first
        await reader.do("rows.open")
        place = reader.app.session.place
        assert place is not None and (place.doc, place.offset) == (chosen.doc, chosen.span.start)
        await reader.do("go.back")
        assert reader.app.session.place == before


async def test_every_passage_is_reached_by_keys(opened: Opener) -> None:
    async with opened(size=(160, 30)) as reader:
        screen = await compared(reader)
        pane, seen = screen.pane, set()
        for column in range(pane.column_count):
            pane.do_rows_top()
            for _ in range(column):
                pane.do_compare_right()
            for _ in range(200):
                seen.add(pane.cursor)
                pane.do_rows_down()
        assert seen == set(range(len(pane.blocks)))


async def test_a_note_a_copy_and_a_file(opened: Opener, tmp_path: Path) -> None:
    async with opened() as reader:
        screen = await compared(reader)
        passage = screen.pane.passage
        assert passage is not None
        await reader.do("compare.note")
        await reader.type("check")
        await reader.do("input.accept")
        note = reader.app.library.notes(passage.doc)[0]
        assert note.span == passage.span and note.note.body == "check" and passage in screen.pane.noted
        await reader.do("compare.copy")
        assert reader.app.register.count("|") > 10
        await reader.do("compare.export")
        reader.top.line.value = str(tmp_path / "out.md")
        await reader.do("input.accept")
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == reader.app.register
        await reader.do("compare.export")
        reader.top.line.value = str(tmp_path / "out.md")
        await reader.do("input.accept")
        assert screen.status.warning and screen.status.said
        await reader.do("app.escape")
        assert reader.app.screen is reader.desk


async def test_a_note_that_cannot_be_written_is_not_lost(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import JournalError

    def refuse(*_: object) -> None:
        raise JournalError("no room left")

    async with opened() as reader:
        screen = await compared(reader)
        monkeypatch.setattr(reader.app.library, "add_note", refuse)
        await reader.do("compare.note")
        await reader.type("check")
        await reader.do("input.accept")
        await reader.rest()
        asked = reader.app.screen
        assert asked is not screen and asked.line.value == "check"
        await reader.do("input.cancel")
        monkeypatch.setattr(reader.app.library, "decide_each", refuse)
        await reader.do("compare.split")
        await reader.rest()
        assert "no room left" in reader.desk.status.said


async def test_help_names_the_keys_of_comparing_and_does_what_is_chosen(opened: Opener) -> None:
    async with opened() as reader:
        screen = await compared(reader)
        assert screen.pane.cursor < screen.pane.row_count - 1
        await reader.do("app.help")
        assert {"compare.split", "rows.bottom"} <= {item.id for item in reader.top.list.items}
        await reader.choose("rows.bottom")
        assert reader.app.screen is screen and screen.pane.cursor == screen.pane.row_count - 1


async def test_a_passage_of_another_event_is_kept_apart_and_taken_back(opened: Opener) -> None:
    async with opened() as reader:
        screen = await compared(reader)
        event, passages = screen.pane.comparison.event, screen.pane.row_count
        await reader.do("rows.down", "compare.split")
        await reader.settle()
        assert reader.app.screen is reader.desk and not reader.app.library.unapplied()
        assert len(reader.app.session.event_passages(event.id)) < len(event.mentions)
        await reader.do("app.undo")
        await reader.settle()
        assert (await compared(reader)).pane.row_count == passages


async def test_the_card_and_the_corrections_lie_over_the_comparison(opened: Opener) -> None:
    async with opened() as reader:
        screen = await compared(reader)
        event = screen.pane.comparison.event
        await reader.do("app.info")
        assert ("accounts", "side by side") in reader.card()
        await reader.do("app.escape")
        assert reader.app.screen is screen
        await reader.do("app.info")
        await reader.choose("follow")
        await reader.settle()
        assert reader.app.screen is reader.desk and reader.desk.passages.shown.id == event.id
        screen = await compared(reader)
        await reader.do("app.correct", "app.escape")
        assert reader.app.screen is screen
        await reader.do("app.correct")
        await reader.choose("rename")
        reader.top.line.value = "غير اسمه"
        await reader.do("input.accept")
        await reader.settle()
        assert reader.app.screen is reader.desk
        assert [each.title for each in reader.app.library.events() if each.id == event.id] == ["غير اسمه"]


async def test_one_account_four_hundred_and_none(opened: Opener) -> None:
    made = comparison()
    many = tuple(
        replace(
            side, statements=tuple(replace(each, passage=Passage(f"x{n}", each.passage.span)) for each in side.statements)
        )
        for n in range(134)
        for side in made.sides
    )  # fmt: skip
    async with opened(size=(160, 40)) as reader:
        for sides in (made.sides[:1], many[:400], ()):
            screen = screen_of(reader.app, replace(made, sides=sides))
            reader.app.push_screen(screen)
            await reader.rest()
            await reader.do(
                "rows.down", "rows.page_down", "rows.bottom", "rows.up", "compare.left", "rows.top"
            )
            assert screen.pane.row_count == len(sides)
            assert screen.pane.column_count == min(3, max(1, len(sides)))
            await reader.pilot.resize_terminal(80, 24)
            await reader.rest()
            assert screen.pane.column_count == 1
            await reader.pilot.resize_terminal(160, 40)
            await reader.do("app.escape")


async def test_the_same_event_elsewhere_and_the_same_people_later(opened: Opener) -> None:
    async with opened() as reader:
        screen = await compared(reader)
        sides = screen.pane.comparison.sides
        await reader.do("rows.open", "go.other_source")
        await reader.settle()
        place = reader.app.session.place
        assert place is not None and place.doc in {side.account.doc for side in sides}
        chosen = reader.app.session.chosen
        assert chosen is not None and chosen.kind == "EVENT"
        who = {side.who or reader.app.session.title(side.account.doc) for side in sides}
        assert any(each[:20] in reader.desk.status.said for each in who)  # who tells it, or where it stands
        await reader.do("view.timeline")
        at = reader.desk.timeline.cursor
        await reader.do("go.next_time")
        await reader.settle()
        assert (reader.desk.timeline.cursor != at) != ("Nothing later" in reader.desk.status.said)


def test_next_time_is_the_next_dated_event_with_the_same_people() -> None:
    from reader.tui.features.comparing import next_time

    def event(id: str, date: str | None, *who: str, scenario: bool = False) -> Event:
        return Event(id, id, "meet", date, None, (), who, hypothetical=scenario)

    events = [
        event("a", "2020", "PER:x", "ORG:o"),
        event("b", "2021", "ORG:o"),
        event("c", "2022", "PER:x", scenario=True),
        event("d", "2023", "PER:x"),
        event("e", None, "PER:x"),
    ]
    found = {each.id: next_time(events, each.id) for each in events}
    assert {id: each.id if each else "" for id, each in found.items()} == {
        "a": "d", "b": "", "c": "d", "d": "", "e": "",
    }  # fmt: skip
    assert next_time(events, "nobody") is None


async def test_no_event_here_says_so(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("كلام بلا حدث\n", encoding="utf-8")
    async with opened(root=tmp_path) as reader:
        await reader.do("go.compare", "go.other_source", "go.next_time")
        assert "event" in reader.desk.status.said


def test_the_library_is_all_it_needs(home: Path, settings: config.Settings) -> None:
    from reader.comparison import compare
    from tests.tui.conftest import SEEDS

    with Library.open(SEEDS, settings) as library:
        event = max(library.events(), key=lambda each: len({ref.doc for ref in each.mentions}))
        found = compare(library, event.id)
        assert found is not None and len(found.sides) == len(library.accounts(event.id))
        for side in found.sides:
            text = library.document(side.account.doc).text
            for statement in side.statements:
                assert statement.text == statement.passage.span.of(text)
                assert any(kind == "trigger" for _, kind in statement.marks)
        assert compare(library, "e0") is None


async def test_what_another_text_counts_stands_beside_and_is_reached(opened: Opener, tmp_path: Path) -> None:
    head = "قتل الوزير كريم النجار في حلب يوم 8 ديسمبر 2021."
    for name, text in (("a", "وأطلق عليه حارسه 19 رصاصة."), ("b", "ثم أحصى التقرير 14 رصاصة.")):
        (tmp_path / f"{name}.txt").write_text(f"{head} {text}\n", encoding="utf-8")
    async with opened(root=tmp_path) as reader:
        library = reader.app.library
        await reader.until(lambda: any(each.disputes for each in library.events()))
        await reader.do("view.timeline")
        timeline = reader.desk.timeline
        chosen = next(each for each in library.events() if "19" in each.title)
        await reader.until(lambda: chosen.id in timeline.index)
        timeline.move_to(timeline.index[chosen.id])
        await reader.do("go.compare")
        await reader.settle()
        screen = reader.app.screen
        assert isinstance(screen, CompareScreen)
        own, other = screen.pane.comparison.sides
        assert (own.elsewhere, other.elsewhere) == (False, True)
        assert "14 رصاصة" in other.statements[0].text and [kind for _, kind in other.statements[0].marks] == [
            "number"
        ]
        assert "1 account · 1 elsewhere" in grid(screen._compositor.render_strips())
        await reader.do("compare.right", "rows.open")
        await reader.settle()
        place = reader.app.session.place
        assert place is not None and place.doc == other.account.doc
