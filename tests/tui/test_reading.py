"""Reading and following: the straight path, by action ids."""

from __future__ import annotations

from reader.model import Place
from tests.tui.conftest import Opener, Reader


def at(reader: Reader) -> Place:
    place = reader.app.session.place
    assert place is not None
    return place


def documents(reader: Reader) -> list[str]:
    return [row.id for row in reader.app.session.rows]


def first_mention(reader: Reader, name: str) -> tuple[str, Place]:
    """The entity of a name, and its first mention in the first article that has it."""
    library = reader.app.library
    entity = next(each.entity.id for each in library.entities(None) if each.entity.name == name)
    passages = sorted(
        library.mentions(entity), key=lambda each: (reader.app.session.position(each.doc), each.span)
    )
    return entity, Place(passages[0].doc, passages[0].span.start)


async def test_opens_on_the_first_article_and_keeps_the_place(opened: Opener) -> None:
    async with opened() as reader:
        assert at(reader) == Place(documents(reader)[0], 0)
        await reader.do("text.page_down", "text.down")
        place = at(reader)
        assert place.offset > 0
        await reader.do("app.quit")
    async with opened(size=(80, 24)) as reader:
        assert at(reader) == place
        assert reader.desk.text.top <= reader.desk.text.row_now < reader.desk.text.top + reader.desk.text.page


async def test_resize_keeps_the_word(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.page_down", "text.page_down")
        place = at(reader)
        for size in ((80, 24), (200, 50), (61, 16), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.rest()
            text = reader.desk.text
            assert at(reader) == place
            assert text.top <= text.row_now < text.top + text.page


async def test_a_person_is_followed_through_all_articles_and_back(opened: Opener) -> None:
    async with opened() as reader:
        entity, start = first_mention(reader, "بشار الأسد")
        reader.desk.go_to(start, leave=False)
        await reader.rest()
        docs = {each.doc for each in reader.app.library.mentions(entity)}
        assert len(docs) >= 3
        await reader.do("text.choose")
        seen, trail = [start.doc], [start]
        for _ in range(len(docs) - 1):
            await reader.do("go.next_article")  # one key from article to article
            here = at(reader)
            assert any(span.start == here.offset for span in reader.chosen.by_document[here.doc])
            seen.append(here.doc)
            trail.append(here)
        assert set(seen) == docs
        for place in reversed(trail[:-1]):
            await reader.do("go.back")  # one key back
            assert at(reader) == place
        await reader.do("go.forward")
        assert at(reader) == trail[1]


async def test_n_and_N_go_along_every_mention(opened: Opener) -> None:
    async with opened() as reader:
        entity, start = first_mention(reader, "بشار الأسد")
        reader.desk.go_to(start, leave=False)
        await reader.do("text.choose")
        total = len(reader.app.library.mentions(entity))
        places = {at(reader)}
        for _ in range(total - 1):
            await reader.do("go.next")
            places.add(at(reader))
        assert len(places) == total
        await reader.do("go.next")
        assert at(reader) == start  # round the end
        assert "1/" in reader.desk.where_chosen()


async def test_sidebar_enter_shows_mentions_and_enter_goes_there(opened: Opener) -> None:
    async with opened() as reader:
        before = at(reader)
        await reader.do("view.entities", "rows.down", "rows.open")
        await reader.settle()
        desk = reader.desk
        assert desk.passages.display and reader.app.focused is desk.passages
        await reader.do("rows.bottom")
        await reader.settle()
        row = desk.passages.passage_at(desk.passages.cursor)
        assert row is not None and at(reader) == before  # previewed, not gone
        assert desk.previewing and desk.text.article is not None and desk.text.article.document.id == row.doc
        await reader.do("passages.close")
        assert at(reader) == before and not desk.previewing
        await reader.do("go.results")
        row = desk.passages.passage_at(desk.passages.cursor)
        assert row is not None
        await reader.do("rows.open")
        assert at(reader) == Place(row.doc, row.lit.start) != before
        await reader.do("go.back")
        assert at(reader) == before


async def test_an_event_of_the_timeline_is_read_account_by_account(opened: Opener) -> None:
    async with opened() as reader:
        desk = reader.desk
        many = max(
            (
                each
                for each in desk.timeline.rows
                if desk.timeline.index.get(getattr(each, "id", "")) is not None
            ),
            key=lambda each: len({ref.doc for ref in each.mentions}),
        )
        await reader.do("view.timeline")  # first: a pane without the focus follows the reading cursor
        desk.timeline.move_to(desk.timeline.index[many.id])
        await reader.do("rows.open")
        await reader.settle()
        passages = desk.passages.shown.passages
        assert {each.doc for each in passages} == {ref.doc for ref in many.mentions}
        for _ in range(len(passages) - 1):
            await reader.do("rows.down")
        await reader.do("rows.open")
        assert at(reader).doc == passages[-1].doc


async def test_search_shows_passages_while_typing_and_escape_comes_back(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.page_down")
        before = at(reader)
        await reader.do("go.search")
        await reader.type("حميميم")
        await reader.settle()
        await reader.settle()
        desk = reader.desk
        assert desk.passages.display and desk.passages.shown.kind == "SEARCH" and desk.passages.row_count > 3
        await reader.do("input.cancel")
        assert at(reader) == before and not desk.passages.display and reader.app.focused is desk.text
        await reader.do("go.search")
        await reader.settle()
        await reader.do("input.accept")
        await reader.settle()
        await reader.do("input.accept") if desk.typing else None
        assert desk.text.article is not None
        place = at(reader)
        assert "حميميم" in desk.text.text[place.offset : place.offset + 12]


async def test_a_note_is_written_marked_and_there_after_a_restart(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.page_down")
        sentence = reader.desk.text.passage()
        await reader.do("text.note")
        await reader.type("راجع هذا")
        await reader.do("editor.save")
        notes = reader.app.library.notes(at(reader).doc)
        assert [(each.note.body, each.span) for each in notes] == [("راجع هذا", sentence)]
        assert any(mark.kind == "NOTE" for mark in reader.article.marks)
    async with opened() as reader:
        await reader.do("go.notes")
        await reader.settle()
        assert any(getattr(row, "text", "") == "راجع هذا" for row in reader.desk.passages.shown.rows)
        await reader.do("rows.open")
        await reader.do("text.delete_note")
        assert not reader.app.library.notes(at(reader).doc)
        await reader.do("app.undo")
        assert [each.note.body for each in reader.app.library.notes(at(reader).doc)] == ["راجع هذا"]


async def test_what_was_being_written_when_it_died_is_back(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.note")
        await reader.type("نصف ملاحظة")
        reader.desk.keep_draft()
        reader.app.exit()  # no save: as after a kill
    async with opened() as reader:
        assert reader.desk.editor_open and reader.desk.note_field.text == "نصف ملاحظة"
        await reader.do("editor.discard")
        assert not reader.app.library.notes(at(reader).doc)
    async with opened() as reader:
        assert not reader.desk.editor_open


async def test_related_goes_to_the_other_side_and_back(opened: Opener) -> None:
    async with opened() as reader:
        before = at(reader)
        await reader.do("go.related")
        await reader.settle()
        assert reader.desk.passages.shown.kind == "RELATED"
        await reader.do("rows.open")
        assert at(reader).doc != before.doc
        assert reader.app.session.chosen is not None
        await reader.do("go.back")
        assert at(reader) == before


async def test_together_shows_where_two_meet(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do(
            "view.entities", "entities.gather", "rows.down", "rows.down", "entities.gather", "go.together"
        )
        await reader.settle()
        shown = reader.desk.passages.shown
        assert shown.kind == "TOGETHER" and shown.title.count("+") == 1


async def test_marks_are_set_listed_and_gone_to(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.page_down")
        place = at(reader)
        await reader.do("go.set_mark", letter="k")
        await reader.do("text.top")
        await reader.do("go.to_mark", letter="k")
        assert at(reader) == place
        await reader.do("go.marks")
        await reader.settle()
        assert [row.tag for row in reader.desk.passages.shown.rows] == ["k"]


async def test_hints_go_to_what_they_stand_on_from_an_arabic_keyboard_too(opened: Opener) -> None:
    async with opened() as reader:
        text = reader.desk.text
        for key in ("j", "ت"):
            await reader.do("text.top", "text.hints")
            label, span = next(
                (label, span)
                for label, span in text.hints.items()
                if label.startswith("j") or (len(label) == 1 and label == "j")
            )
            await reader.press(key)
            for letter in label[1:]:
                await reader.press(letter)
            await reader.rest()
            assert text.at == span.start and not text.hints


async def test_the_cursor_brings_out_its_name_in_the_sidebar_and_the_event_on_the_timeline(
    opened: Opener,
) -> None:
    async with opened() as reader:
        await reader.do("text.next_entity")
        await reader.settle()
        mark = reader.desk.thing_here()
        assert mark is not None and mark.id in reader.desk.entities.near
        found = reader.desk.entities.entity_at(reader.desk.entities.cursor)
        assert found is not None and found.entity.id == mark.id
        await reader.do("text.next_event")
        await reader.settle()
        assert reader.desk.timeline.near


async def test_escape_always_gets_out(opened: Opener) -> None:
    async with opened() as reader:
        for opening in (
            "go.related",
            "go.search",
            "app.palette",
            "app.help",
            "app.info",
            "text.select",
            "view.reading",
            "app.legend",
            "view.entities",
            "text.hints",
        ):
            await reader.do("view.text", opening)
            for _ in range(4):
                await reader.press("escape")
                await reader.rest()
            desk = reader.desk
            assert reader.app.screen is desk and reader.app.focused is desk.text, opening
            assert not desk.passages.display and not desk.typing and desk.text.began is None, opening
            assert not desk.popup.display and not desk.text.hints and not desk.wishes.reading, opening


async def test_selection_by_sentence_then_paragraph(opened: Opener) -> None:
    async with opened() as reader:
        text = reader.desk.text
        await reader.do("text.select_sentence")
        sentence = text.selection
        assert sentence is not None
        await reader.do("text.select_sentence")
        paragraph = text.selection
        assert paragraph is not None and paragraph.contains(sentence) and paragraph != sentence
        await reader.do("text.copy")
        assert reader.app.register.startswith(text.text[: sentence.end - 1])
        assert text.selection is None


async def test_article_details_are_corrected_in_place(opened: Opener) -> None:
    async with opened() as reader:
        doc = at(reader).doc
        await reader.do("view.articles", "app.info")
        await reader.rest()
        await reader.do("rows.down", "rows.down")  # title, source, date
        await reader.press("enter")
        await reader.rest()
        await reader.type("2015-09-30")
        await reader.press("enter")
        await reader.settle()
        await reader.settle()
        meta = reader.app.library.row(doc).metadata
        assert (meta.published, meta.published_from) == ("2015-09-30", "user")
        assert any("2015-09-30" in row for row in reader.grid())


async def test_the_palette_finds_actions_people_and_articles(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("app.palette")
        await reader.type("reading mode")
        await reader.press("enter")
        await reader.rest()
        assert reader.desk.wishes.reading
        await reader.do("view.reading", "app.palette")
        await reader.type("بوتين")
        await reader.press("enter")
        await reader.settle()
        assert reader.desk.passages.display and "بوتين" in reader.desk.passages.shown.title


async def test_what_stands_at_the_end_of_a_palette_row_reads_from_the_left(opened: Opener) -> None:
    async with opened(language="en") as reader:
        await reader.do("app.palette")
        await reader.type("دمشق")
        asides = [item.aside for item in reader.app.screen.list.items if item.aside.startswith("about ")]
        assert asides
        shown = "\n".join(reader.grid())
        year = "".join(letter for letter in asides[0] if letter.isdigit() or letter == "-")
        assert f"about {year}" in shown and f"{year} about" not in shown
