"""Corrections in place, by action id: each is written down, seen at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Decision, Event
from reader.tui.screens.info import InfoScreen
from tests.tui.conftest import Opener, Reader


async def choose(reader: Reader, wanted: Callable[[str], bool] | str) -> None:
    """The row of the open card that means something, opened by keys."""
    screen = reader.app.screen
    assert isinstance(screen, InfoScreen)
    ids = [item.id for item in screen.list.items]
    at = next(n for n, id in enumerate(ids) if (id == wanted if isinstance(wanted, str) else wanted(id)))
    while screen.list.cursor != at:
        await reader.do("rows.down")
    await reader.do("rows.open")
    await reader.settle()


async def answer(reader: Reader, text: str) -> None:
    reader.top.line.value = text
    await reader.do("input.accept")
    await reader.settle()


def decisions(reader: Reader) -> list[Decision]:
    return reader.app.library.journal.decisions()


async def entity(reader: Reader, row: int = 1) -> str:
    await reader.do("view.entities")
    reader.desk.entities.move_to(row)
    found = reader.desk.entities.entity_at(reader.desk.entities.cursor)
    assert found is not None
    return found.entity.id


async def event(reader: Reader, wanted: Callable[[Event], bool] = bool) -> str:
    await reader.do("view.timeline")
    pane = reader.desk.timeline
    id = next(each.id for each in pane.rows if isinstance(each, Event) and wanted(each))
    pane.move_to(pane.index[id])
    return id


async def test_an_entity_is_renamed_and_undone(opened: Opener) -> None:
    async with opened() as reader:
        id = await entity(reader)
        was = reader.app.session.name(id)
        await reader.do("app.correct")
        await choose(reader, "rename")
        await answer(reader, "الرئيس السابق")
        assert reader.app.session.name(id) == "الرئيس السابق"
        assert any(
            each.entity.name == "الرئيس السابق"
            for each in reader.desk.entities.rows
            if hasattr(each, "entity")
        )
        await reader.do("app.undo")
        await reader.settle()
        assert reader.app.session.name(id) == was and not decisions(reader)


async def test_an_entity_is_of_another_kind_then_hidden_then_back(opened: Opener) -> None:
    async with opened() as reader:
        id = await entity(reader)
        await reader.do("app.correct")
        await choose(reader, "retype:ORG")
        found = reader.app.library.entity(id)
        assert found is not None and found.type.value == "ORG"
        reader.desk.entities.move_to(reader.desk.entities.index[id])
        await reader.do("app.correct")
        await choose(reader, "hide")
        assert reader.app.library.entity(id) is None
        await reader.do("go.decisions")
        await choose(reader, decisions(reader)[-1].id)
        assert reader.app.library.entity(id) is not None
        await reader.do("go.decisions")
        await choose(reader, decisions(reader)[-1].id)
        assert reader.app.library.entity(id).type.value == "PER"


async def test_several_are_merged_at_once_and_each_merge_names_its_two(opened: Opener) -> None:
    async with opened() as reader:
        ids = []
        for row in (2, 3, 4):
            ids.append(await entity(reader, row))
            await reader.do("entities.gather")
        names = [reader.app.session.name(id) for id in ids]
        await reader.do("app.correct")
        await choose(reader, "merge-all")
        assert "Written down" in reader.desk.status.said and not reader.desk.session.gathered
        assert len(decisions(reader)) == 2
        library = reader.app.library
        assert len([id for id in ids if library.entity(id) is not None]) == 1
        one = next(each for id in ids if (each := library.entity(id)) is not None)
        assert set(names) <= {one.name, *one.aliases}
        await reader.do("go.decisions")
        screen = reader.app.screen
        assert isinstance(screen, InfoScreen)
        said = [item.words.split(" · ") for item in screen.list.items]
        assert [row[0] for row in said] == [names[2]] * 2  # not one thing that is the same as itself
        assert {row[2] for row in said} == set(names[:2])
        await reader.do("app.escape", "view.entities", "app.info")
        because = [item.words for item in reader.top.list.items if item.label == "one because"]
        assert because and all(words.count("merged by the user") <= 1 for words in because)
        await reader.do("app.escape", "app.undo")  # one gesture, one undo
        await reader.settle()
        assert all(library.entity(id) is not None for id in ids) and not decisions(reader)


async def test_the_gathered_are_merged_and_parted_again(opened: Opener) -> None:
    async with opened() as reader:
        first = await entity(reader, 2)
        await reader.do("entities.gather")
        second = await entity(reader, 3)
        await reader.do("entities.gather", "app.correct")
        await choose(reader, f"merge:{first}")
        library = reader.app.library
        assert (library.entity(first) is None) != (library.entity(second) is None)
        await reader.do("app.undo")
        await reader.settle()
        assert library.entity(first) is not None and library.entity(second) is not None


async def test_a_mention_is_split_off_or_hidden(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_entity")
        mark = reader.desk.thing_here()
        assert mark is not None
        before = len(reader.app.library.mentions(mark.id))
        await reader.do("app.correct")
        await choose(reader, "hide-mention")
        assert len(reader.app.library.mentions(mark.id)) == before - 1
        await reader.do("app.undo")
        await reader.settle()
        assert len(reader.app.library.mentions(mark.id)) == before
        await reader.do("app.correct")
        await choose(reader, "split" if before > 1 else "confirm")
        assert decisions(reader)[-1].kind == ("split" if before > 1 else "confirm")


async def test_a_missed_name_is_added_from_a_selection(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.select", "app.correct")
        await choose(reader, "new:PER")
        made = decisions(reader)[-1]
        assert made.kind == "add" and made.subject.startswith("PER:")
        place = reader.app.session.place
        assert place is not None and reader.desk.text.began is None
        found = reader.desk.thing_here()
        assert found is not None and found.kind == "PER", "the new name is marked where the cursor stands"
        await reader.do("app.undo")
        await reader.settle()
        assert not decisions(reader)


async def test_an_event_is_renamed_redated_and_hidden(opened: Opener) -> None:
    async with opened() as reader:
        library = reader.app.library
        id = await event(reader, lambda each: bool(each.date) and not each.hypothetical)
        await reader.do("app.correct")
        await choose(reader, "rename")
        await answer(reader, "عنوان جديد")
        assert library.event(id).title == "عنوان جديد"
        reader.desk.timeline.move_to(reader.desk.timeline.index[id])
        await reader.do("app.correct")
        await choose(reader, "redate")
        await answer(reader, "أمس")
        assert reader.desk.status.warning and len(decisions(reader)) == 1, "no date: nothing is written"
        await reader.do("app.correct")
        await choose(reader, "redate")
        await answer(reader, "1999-06-31")
        assert reader.desk.status.warning and len(decisions(reader)) == 1, "nor is a day that no June has"
        await reader.do("app.correct")
        await choose(reader, "redate")
        await answer(reader, "1999-05-06")
        await answer(reader, "يقوله الأرشيف")
        assert library.event(id).date == "1999-05-06"
        assert decisions(reader)[-1].reason == "يقوله الأرشيف"
        reader.desk.timeline.move_to(reader.desk.timeline.index[id])
        await reader.do("app.correct")
        await choose(reader, "hide")
        assert library.event(id) is None and id not in reader.desk.timeline.index
        await reader.do("app.undo")
        await reader.settle()
        assert library.event(id) is not None and id in reader.desk.timeline.index


async def test_an_event_is_merged_by_name_and_a_report_split_off(opened: Opener) -> None:
    async with opened() as reader:
        library = reader.app.library
        id = await event(reader, lambda each: len(each.mentions) == 1 and bool(each.date))
        before = len(library.events())
        await reader.do("app.correct")
        await choose(reader, "merge-with")
        await reader.do("input.accept")
        await reader.settle()
        assert decisions(reader)[-1].kind == "merge" and id == decisions(reader)[-1].subject
        assert len(library.events()) < before
        await reader.do("app.undo")
        await reader.settle()
        assert len(library.events()) == before
        shared = max(library.events(), key=lambda each: len(each.mentions))
        passage = reader.app.session.event_passages(shared.id)[-1]
        from reader.model import Place

        reader.desk.go_to(Place(passage.doc, passage.span.start))
        await reader.settle()
        key = library.event_mention(shared.id, passage.doc, passage.span.start)
        assert key is not None
        reader.desk.decide("split", shared.id, "", key)
        await reader.settle()
        assert not library.unapplied()
        assert sum(len(each.mentions) for each in library.events() if each.id == shared.id) < len(
            shared.mentions
        )


async def test_a_suggestion_is_answered(opened: Opener) -> None:
    async with opened() as reader:
        suggested = reader.app.library.suggestions()
        assert suggested
        await reader.do("go.suggestions")
        await choose(reader, "0")
        await choose(reader, "not-same")
        made = decisions(reader)[-1]
        assert (made.kind, made.subject, made.object) == ("not-same", suggested[0].a, suggested[0].b)
        left = [(each.a, each.b) for each in reader.app.library.suggestions()]
        assert (suggested[0].a, suggested[0].b) not in left


async def test_what_cannot_be_applied_is_listed_with_its_reason(opened: Opener) -> None:
    async with opened() as reader:
        reader.desk.decide("rename", "PER:لا-أحد", "", "اسم")
        await reader.settle()
        assert reader.desk.status.warning
        await reader.do("go.decisions")
        screen = reader.app.screen
        assert isinstance(screen, InfoScreen)
        first = screen.list.items[0]
        assert first.label == "not applied" and first.id == decisions(reader)[0].id
        await choose(reader, first.id)
        assert not decisions(reader) and not reader.app.library.unapplied()


async def test_nothing_here_says_what_to_do(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("go.decisions", "app.escape", "view.text", "text.bottom", "app.correct")
        assert reader.app.screen is reader.desk
        assert "Nothing to correct here; select words" in reader.desk.status.said


async def test_a_title_that_is_corrected_is_seen_at_once_and_undone(opened: Opener) -> None:
    async with opened() as reader:
        was = reader.desk.articles.rows[0].metadata.title
        reader.desk.inform_article(reader.desk.articles.rows[0].id)
        await reader.rest()
        await reader.choose("title")
        await reader.answer("عنوان صححته")
        assert reader.desk.articles.rows[0].metadata.title == reader.desk.text.heading == "عنوان صححته"
        await reader.do("app.undo")
        await reader.settle()
        assert reader.desk.articles.rows[0].metadata.title == reader.desk.text.heading == was


async def test_an_article_is_published_on_a_day_that_there_is_or_not_at_all(opened: Opener) -> None:
    async with opened() as reader:
        doc = reader.desk.articles.rows[0].id
        for said in ("أمس", "2024-02-31", "2024-12-08T20:30", "198"):
            reader.desk.inform_article(doc)
            await reader.rest()
            await reader.choose("published")
            await reader.answer(said)
            assert reader.desk.status.warning and not decisions(reader)
        reader.desk.inform_article(doc)
        await reader.rest()
        await reader.choose("published")
        await reader.answer("2016-03")
        assert [each.value for each in decisions(reader)] == ["2016-03"]
        assert reader.desk.articles.rows[0].metadata.published == "2016-03"
