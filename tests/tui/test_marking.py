"""Marks without colour: told apart, hidden one by one, never a letter moved. And the palette, and long work."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from rich.style import Style

from reader.corpus.rows import Progress, RefreshReport
from reader.library import Library
from reader.model import Span
from reader.tui.session import KINDS
from tests.tui.conftest import Opener, Reader

TOGGLES = {
    "PER": "view.people",
    "ORG": "view.organisations",
    "LOC": "view.places",
    "TIME": "view.times",
    "EVENT": "view.events",
    "NOTE": "view.notes",
}


def letters(reader: Reader) -> list[str]:
    """The rows of the text pane but for the signs beside its lines."""
    text = reader.desk.text
    region, signs = text.region, text.signs
    beside = str.maketrans(dict.fromkeys((signs.note, signs.event, signs.asked, signs.goes_on), " "))
    return [
        row[region.x : region.right].translate(beside) for row in reader.grid()[region.y + 1 : region.bottom]
    ]


async def noted(reader: Reader) -> None:
    """A note in the first rows, so that every kind is there to be marked."""
    doc = reader.doc
    reader.app.library.add_note(doc, Span(0, 12), "نص")
    reader.desk.reload(doc)
    await reader.rest()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_marks_never_move_a_letter(opened: Opener, size: tuple[int, int]) -> None:
    async with opened(size=size) as reader:
        await noted(reader)
        plain = letters(reader)
        assert sum(bool(row.strip()) for row in plain) > 5
        for action in (*TOGGLES.values(), *TOGGLES.values()):  # one after the other off, then on again
            await reader.do(action)
            assert letters(reader) == plain
        await reader.do("text.choose", "text.select_sentence")
        assert letters(reader) == plain


def without_colour(style: Style) -> tuple[object, ...]:
    return (style.bold, style.italic, style.underline, style.dim, style.reverse, style.underline2)


async def test_kinds_are_told_apart_without_colour(opened: Opener) -> None:
    async with opened() as reader:
        looks = {kind: without_colour(reader.desk.text.look(f"kind--{kind.lower()}")) for kind in KINDS}
        looks.pop("NOTE")  # has a sign beside the line
        assert len(set(looks.values())) == len(looks), looks
        await noted(reader)
        signs = reader.desk.text.signs
        assert any(signs.note in row for row in reader.grid()) and signs.note != signs.event


async def test_how_far_a_note_reaches_is_seen_without_colour(opened: Opener) -> None:
    async with opened(size=(80, 24)) as reader:
        text = reader.desk.text
        await reader.do("view.events", "text.next_paragraph", "text.select_sentence", "text.select_sentence")
        rows = [text.layout_lines.row_of(at) for at in (text.passage().start, text.passage().end - 1)]
        await reader.do("text.highlight")
        top, signs = text.region.y + 1 - text.top, text.signs
        grid = [row[text.region.x : text.region.right] for row in reader.grid()]
        shown = range(max(rows[0], text.top), min(rows[1], text.top + text.page - 1) + 1)
        assert len(shown) > 2
        for row in shown:
            assert (signs.note if row == rows[0] else signs.goes_on) in grid[top + row]


async def test_the_legend_names_every_kind_with_the_key_that_hides_it(opened: Opener) -> None:
    async with opened() as reader:
        await noted(reader)
        await reader.do("app.legend")
        said = [f"{sign} {words}" for sign, words, _ in reader.desk.popup.lines]
        assert len(said) == len(KINDS)
        for (kind, action), line in zip(TOGGLES.items(), said, strict=True):
            assert reader.app.keymap.shown(action) in line, kind
        await reader.do("app.escape")
        for kind, action in TOGGLES.items():
            await reader.do(action)
            assert reader.app.session.hidden == {kind}
            assert not reader.desk.text.marks_of((kind,))
            await reader.do(action)
        assert not reader.app.session.hidden


async def test_the_palette_finds_and_goes_to_everything(opened: Opener) -> None:
    async with opened() as reader:
        library, session = reader.app.library, reader.app.session
        last = library.rows()[len(library.rows()) - 1]
        library.add_note(last.id, Span(30, 44), "ملاحظة للبحث عنها")
        person = max(library.entities(None), key=lambda each: each.total).entity
        event = max(library.events(), key=lambda each: len(each.mentions))

        async def go(words: str, id: str) -> None:
            await reader.do("app.palette")
            await reader.type(words)
            screen = reader.app.screen
            ids = [item.id for item in screen.list.items]
            assert id in ids[:5], (words, ids[:5])
            while screen.list.items[screen.list.cursor].id != id:
                await reader.do("input.down")
            await reader.do("input.accept")
            await reader.settle()

        await go(last.metadata.title[:14], f"article:{last.id}")
        assert session.place is not None and session.place.doc == last.id
        note = library.notes()[0].note.id
        await go("للبحث عنها", f"note:{note}")
        assert (session.place.doc, session.place.offset) == (last.id, 30)
        await go(person.name, f"entity:{person.id}")
        assert session.chosen is not None and session.chosen.id == person.id
        await reader.do("passages.close")
        await go(event.title[:16], f"event:{event.id}")
        assert session.chosen.id == event.id
        await reader.do("passages.close")
        await go("reading m", "action:view.reading")
        assert reader.desk.wishes.reading


async def test_long_work_shows_how_far_and_can_be_stopped_and_blocks_no_key(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def slow(
        self: Library, progress: Callable[[Progress], None], cancelled: Callable[[], bool], **_: object
    ) -> RefreshReport:
        step = 0
        while not cancelled() and not ended.wait(0.02):
            step += 1
            progress(Progress("analyse", 1000 + step, 50_000, rate=250.0, left=196.0))
        return RefreshReport(cancelled=True)

    async with opened() as reader:
        monkeypatch.setattr(Library, "refresh", slow)
        try:
            reader.desk.refresh_collection()
            await reader.until(lambda: "/50,000" in reader.desk.status.where)
            where = reader.desk.status.where
            assert "/50,000" in where and "250 a second" in where and "196 s left" in where
            at = reader.app.session.place
            await reader.do("text.down", "text.down")
            assert reader.app.session.place != at
            await reader.do("app.cancel")  # the thread sees it at its next step
            await reader.until(lambda: "/50,000" not in reader.desk.status.where)
            assert "/50,000" not in reader.desk.status.where and "stopped" in reader.desk.status.said
        finally:
            ended.set()


async def test_applying_a_correction_shows_how_far_and_can_be_stopped(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def slow(self: Library, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> bool:
        step = 0
        while not cancelled() and not ended.wait(0.02):
            step += 1
            progress(Progress("link", 1000 + step, 50_000, rate=250.0, left=196.0))
        return False

    def broken(self: Library, *_: object) -> bool:
        raise ValueError("linking failed: a fault")

    async with opened() as reader:
        id = reader.desk.timeline.events[0].id
        with monkeypatch.context() as patched:
            patched.setattr(Library, "relink", slow)
            try:
                reader.desk.decide("confirm", id)
                await reader.until(lambda: "/50,000" in reader.desk.status.where)
                assert "/50,000" in reader.desk.status.where and "196 s left" in reader.desk.status.where
                at = reader.app.session.place
                await reader.do("text.down", "text.down")
                assert reader.app.session.place != at
                await reader.do("app.cancel")
                await reader.until(lambda: "/50,000" not in reader.desk.status.where)
                assert "/50,000" not in reader.desk.status.where
                assert "applied at the next start" in reader.desk.status.said
            finally:
                ended.set()
        monkeypatch.setattr(Library, "relink", broken)
        reader.desk.decide("confirm", id)
        await reader.settle()
        assert "linking failed" in reader.desk.status.said
        assert [each.kind for each in reader.app.library.journal.decisions()] == ["confirm", "confirm"]
