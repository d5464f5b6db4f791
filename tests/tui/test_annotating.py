"""Notes on everything that a note can be on, whose they are, where they are seen, and how they are found again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from reader import config
from reader.exchange import export_notes, import_notes
from reader.journal import Journal
from reader.library import Library
from reader.model import AnchorState, Passage, Span
from reader.text.clusters import clusters
from reader.tui.panes.text import TextPane
from reader.typeset import isolate
from tests.tui.conftest import Opener, Reader

# -- selecting -----------------------------------------------------------------------------------


async def test_a_selection_is_a_letter_a_word_a_sentence_a_paragraph(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_paragraph")
        text = reader.desk.text
        assert isinstance(text, TextPane)
        start = text.at
        letters = list(clusters(text.text, start, start + 40))
        await reader.do("text.extend_left")  # Arabic goes on to the left
        assert text.selection == letters[0]
        await reader.do("text.extend_left", "text.extend_left")
        assert text.selection == Span(letters[0].start, letters[2].end)
        await reader.do("text.extend_right")
        assert text.selection == Span(letters[0].start, letters[1].end)
        await reader.do("app.escape", "text.top", "text.next_paragraph", "text.select")
        assert text.selection == text.word_at(start)
        await reader.do("text.left")
        assert text.selection == Span(start, text.word.end) and text.word.start > start
        whole = text.selection
        await reader.do("text.extend_right")  # one letter less of the words
        assert text.selection == Span(whole.start, list(clusters(text.text, start, whole.end))[-2].end)
        await reader.do("app.escape", "text.select_sentence")
        assert text.selection is not None and text.selection.start == start
        sentence = text.selection
        await reader.do("text.select_sentence")
        assert text.selection.contains(sentence) and "\n" not in text.selection.of(text.text)


async def test_a_letter_keeps_its_marks(opened: Opener, settings: config.Settings, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("كَتَبَ الوَلَدُ.", encoding="utf-8")
    with Library.open(tmp_path / "c", settings) as library:
        library.refresh(workers=1)
    async with opened(root=tmp_path / "c") as reader:
        await reader.do("text.top", "text.extend_left", "text.extend_left")
        assert reader.desk.text.selection == Span(0, 4)
        await reader.do("text.highlight")
        (placed,) = reader.app.library.notes()
        assert placed.note.target.selectors[0].exact == "كَتَ"


async def test_a_note_from_the_selection_is_two_keys_and_a_highlight_one(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_paragraph", "text.select")
        passage = reader.desk.text.passage()
        await reader.press("a")
        await reader.type("نص")
        await reader.press("escape")
        (placed,) = reader.app.library.notes()
        assert (placed.span, placed.note.body) == (passage, "نص")
        await reader.do("text.bottom")
        await reader.press("H")
        assert len(reader.app.library.notes()) == 2


# -- pairs ---------------------------------------------------------------------------------------


async def pair(reader: Reader) -> tuple[Passage, Passage]:
    """A note on the first sentences of the first two articles, by keys."""
    await reader.do("text.next_paragraph")
    desk = reader.desk
    ends = []
    for step in ("text.pair", "go.next_document", "text.pair"):
        if step == "text.pair":
            ends.append(Passage(desk.text.article.document.id, desk.text.passage()))
        await reader.do(step)
    return ends[0], ends[1]


async def test_a_note_on_two_passages_is_seen_at_both_and_leads_from_one_to_the_other(opened: Opener) -> None:
    async with opened() as reader:
        first, second = await pair(reader)
        assert reader.desk.editor_open
        await reader.type("تناقض")
        await reader.do("editor.save")
        placed = sorted(reader.app.library.notes(), key=lambda each: each.at)
        assert [(each.note.target.kind, each.span) for each in placed] == [
            ("pair", first.span),
            ("pair", second.span),
        ]
        assert dict.fromkeys((first.doc, second.doc), 1) == reader.desk.articles.noted
        await reader.do("go.notes")
        assert sorted(doc for doc, _, _ in reader.listed()) == sorted((first.doc, second.doc))
        for end in (first, second):
            await reader.do("go.notes", "rows.top")
            while (
                reader.listed()[0:]
                and reader.desk.passages.passage_at(reader.desk.passages.cursor).doc != end.doc
            ):
                await reader.do("rows.down")
            await reader.do("rows.open")
            place = reader.app.session.place
            assert place is not None and (place.doc, place.offset) == (end.doc, end.span.start)
        reader.desk.inform_note(placed)
        await reader.rest()
        await reader.choose("go:0")
        assert reader.app.session.place is not None and reader.app.session.place.doc == first.doc


async def test_half_a_pair_is_forgotten_by_escape_and_one_being_written_comes_back(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.pair", "text.pair")
        assert not reader.desk.editor_open and "first passage" in reader.desk.status.said
        await reader.do("app.escape", "text.pair")
        assert "First passage kept" in reader.desk.status.said
        await reader.do("app.escape")
        await pair(reader)
        await reader.type("نصف")
        reader.app.save_state()
        reader.app.exit()
    async with opened() as reader:
        assert reader.desk.editor_open and reader.desk.note_field.text == "نصف"
        await reader.do("editor.save")
        assert {each.note.target.kind for each in reader.app.library.notes()} == {"pair"}


OLD = "قالت الوزارة إن الجسر الجديد سيفتح قريبا أمام الناس في المدينة. وهطل مطر غزير على السهول كلها طوال الليل.\n"
NEW = OLD.replace("قالت الوزارة إن", "ونفى متحدث آخر ما قيل أمس حين زعم أن").replace(
    "أمام الناس في المدينة", "بعد ترميم طويل استغرق عاما"
)


async def test_a_moved_pair_is_asked_about_end_by_end(
    opened: Opener, settings: config.Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, title in (("a.txt", "أول"), ("b.txt", "ثان")):
        (folder / name).write_text(f"{title}\n\n{OLD}", encoding="utf-8")
    with Library.open(folder, settings) as library:
        library.refresh(workers=1)
        ends = []
        for row in library.rows():
            at = library.document(row.id).text.index("الجسر الجديد سيفتح قريبا")
            ends.append(Passage(row.id, Span(at, at + 24)))
        library.add_pair((ends[0], ends[1]), "يختلفان")
        for name, title in (("a.txt", "أول"), ("b.txt", "ثان")):
            (folder / name).write_text(f"{title}\n\n{NEW}", encoding="utf-8")
        library.refresh(workers=1)
        assert all(each.state is not AnchorState.ANCHORED for each in library.notes())
    async with opened(root=folder) as reader:
        reader.desk.open_note(reader.app.library.notes()[0].note.id)
        await reader.rest()
        assert reader.top.list.heading_text.startswith("1 of 2")
        await reader.choose("accept")
        assert reader.top.list.heading_text.startswith("2 of 2")
        assert ("other end", "الجسر الجديد سيفتح قريبا") in reader.card()
        await reader.choose("accept")
        assert reader.app.screen is reader.desk
        assert [each.state for each in reader.app.library.notes()] == [AnchorState.ANCHORED] * 2


# -- whose they are ------------------------------------------------------------------------------


async def test_a_colleagues_note_is_answered_not_changed(opened: Opener, settings: config.Settings) -> None:
    async with opened() as reader:
        await reader.do("text.next_paragraph")
        text = reader.desk.text
        doc, span = text.article.document.id, text.passage()
        with Library.open(reader.app.library.root, replace(settings, author="salma")) as other:
            theirs = other.add_note(doc, span, "رأي سلمى", tags=["مهم"])
        reader.desk.look_for_others()
        await reader.do("text.note")
        assert reader.desk.editor_open and reader.desk.note_field.text == ""
        await reader.type("رأيي")
        await reader.do("editor.save")
        notes = {each.note.author: each for each in reader.app.library.notes()}
        assert notes["salma"].note == theirs and notes["test"].note.body == "رأيي"
        assert notes["test"].span == notes["salma"].span
        await reader.do("text.note")  # now the user's own is there: that one
        assert reader.desk.note_field.text == "رأيي"
        await reader.do("editor.save")
        reader.desk.open_note(theirs.id)
        await reader.rest()
        said = dict(reader.card())
        assert (said["note"], said["author"], said["tags"]) == ("رأي سلمى", "salma", "#مهم")
        await reader.choose("answer")
        assert reader.desk.editor_open and reader.desk.note_field.text == ""
        await reader.do("editor.discard")
        await reader.do("app.info")  # the card of whatever note stands at the cursor
        assert reader.app.screen is not reader.desk


# -- where they are seen -------------------------------------------------------------------------


async def test_tags_and_notes_of_things_are_seen_in_the_lists_and_on_the_cards(opened: Opener) -> None:
    async with opened() as reader:
        desk, library = reader.desk, reader.app.library
        await reader.do("view.articles", "articles.tag")
        await reader.answer("سوريا, للنشر")
        doc = desk.articles.rows[desk.articles.cursor].id
        details = desk.articles.details(desk.articles.rows[desk.articles.cursor])
        assert details.startswith(f"{isolate('#سوريا')} {isolate('#للنشر')} · 4 min")
        await reader.do("app.info")
        assert ("tags", "#سوريا #للنشر") in reader.card()
        await reader.choose("tags")
        await reader.answer("للنشر")
        assert library.journal.document_tags(doc) == [(doc, "للنشر")]
        library.add_note(doc, None, "عن المقالة كلها")
        for view, pane, action in (
            ("view.entities", desk.entities, "entities.note"),
            ("view.timeline", desk.timeline, "timeline.note"),
        ):
            await reader.do(view)
            here = pane.cursor
            reader.app.carry_out(action)
            await reader.type("ملاحظتي")
            await reader.do("editor.save", view)
            assert list(pane.noted.values()) == [1]
            assert any("✎1" in row for row in reader.grid())
            pane.move_to(here)
            await reader.do("app.info")
            assert ("note", "ملاحظتي") in reader.card()
            await reader.do("app.escape")
        await reader.do("view.articles", "app.info")
        assert ("note", "عن المقالة كلها") in reader.card()
        await reader.choose("notes")
        assert [words for _, words, _ in reader.listed()] == ["عن المقالة كلها"]


async def test_the_list_is_narrowed_by_who_is_concerned(opened: Opener) -> None:
    async with opened() as reader:
        library, session = reader.app.library, reader.app.session
        many = max(library.entities(None), key=lambda each: each.total).entity
        mention = library.mentions(many.id)[0]
        named = library.add_note(mention.doc, Span(mention.span.start, mention.span.end + 3), "على ذكره")
        on_it = library.note_on("entity", many.id, many.name, "عليه")
        event = next(each for each in library.events() if many.id in each.participants)
        in_it = library.note_on("event", event.id, event.title, "على حدث له")
        text = library.document(mention.doc).text
        spans = [each.span for each in library.mentions(many.id) if each.doc == mention.doc]
        free = next(
            at for at in range(len(text) - 8) if not any(Span(at, at + 8).overlaps(each) for each in spans)
        )
        library.add_note(mention.doc, Span(free, free + 8), "على غيره")
        await reader.do("go.notes", "passages.filter")
        await reader.answer("+" + "_".join(many.name.split()))
        assert {words for _, words, _ in reader.listed()} == {named.body, on_it.body, in_it.body}
        await reader.do("passages.filter")
        await reader.answer("+nobody")
        assert reader.listed() == []
        reader.desk.note_filter = ""
        await reader.do("passages.close")
        reader.desk.inform_entity(many.id)
        await reader.rest()
        await reader.choose("notes")
        assert len(reader.listed()) == 3 and session.name(many.id).split()[0] in reader.desk.note_filter


async def test_enter_jumps_and_what_a_note_was_on_may_be_gone(opened: Opener) -> None:
    async with opened() as reader:
        library = reader.app.library
        last = library.rows()[len(library.rows()) - 1].id
        library.add_note(last, Span(40, 60), "هناك")
        library.note_on("entity", "PER:nobody", "لا أحد", "يتيمة")
        library.note_on("event", "e0000000000000000", "حدث زال", "يتيم")
        await reader.do("go.notes")
        for wanted in ("هناك", "يتيمة", "يتيم"):
            await reader.do("go.notes", "rows.top")
            while reader.desk.passages.passage_at(reader.desk.passages.cursor).text != wanted:
                await reader.do("rows.down")
            await reader.do("rows.open")
            if wanted == "هناك":
                place = reader.app.session.place
                assert place is not None and (place.doc, place.offset) == (last, 40)
                continue
            assert ("note", wanted) in reader.card()
            await reader.choose("thing")
            assert "not in the collection any more" in reader.desk.status.said
        await reader.do("passages.close", "app.palette")
        await reader.type("يتيمة")
        await reader.do("input.accept")
        assert reader.desk.editor_open and reader.desk.note_field.text == "يتيمة"
        await reader.do("editor.discard")


# -- others ---------------------------------------------------------------------------------------


async def test_anothers_stars_are_not_painted_and_his_tags_are(
    opened: Opener, settings: config.Settings
) -> None:
    async with opened() as reader:
        doc = reader.desk.articles.rows[0].id
        painted: list[str] = []
        reader.desk.articles.repaint = lambda: painted.append("list")
        with Journal(Path(settings.journal), author="salma") as other:
            other.star(doc)
            reader.desk.look_for_others()
            assert not painted and not reader.desk.articles.starred
            other.tag_document(doc, "عاجل")
            reader.desk.look_for_others()
            assert painted and reader.desk.articles.tags == {doc: ["عاجل"]}


async def test_a_whole_import_is_undone_by_one_key(
    opened: Opener, settings: config.Settings, tmp_path: Path
) -> None:
    async with opened() as reader:
        library = reader.app.library
        doc = library.rows()[0].id
        told = replace(settings, author="salma", journal=str(tmp_path / "other.sqlite"))
        with Library.open(library.root, told) as other:
            for n in range(12):
                other.add_note(doc, Span(n, n + 9), f"ملاحظة {n}")
            export_notes(other, "json", tmp_path / "notes.json")
        import_notes(library, tmp_path / "notes.json")
        assert len(library.notes()) == 12
        await reader.do("app.undo")
        assert not library.notes() and "import" in reader.desk.status.said


def in_arabic(lines: Iterable[str]) -> bool:
    return all(any("؀" <= letter <= "ۿ" for letter in line) for line in lines)


async def test_what_the_journal_says_is_said_in_the_interfaces_language(
    opened: Opener, settings: config.Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(f"أول\n\n{OLD}", encoding="utf-8")
    with Library.open(folder, settings) as library:
        library.refresh(workers=1)
        doc = library.rows()[0].id
        at = library.document(doc).text.index("الجسر الجديد سيفتح قريبا")
        library.add_note(doc, Span(at, at + 24), "راجع")
        (folder / "a.txt").write_text(f"أول\n\n{NEW}", encoding="utf-8")
        library.refresh(workers=1)
    async with opened(root=folder, language="ar") as reader:
        reader.desk.review(reader.app.library.notes()[0])
        await reader.rest()
        assert in_arabic(words for label, words in reader.card() if label == reader.desk.words("why"))
        await reader.do("app.escape")
    async with opened(language="ar") as reader:
        await reader.contested("ج", "ب")
        await reader.do("editor.save")
        assert "غيّر" in reader.desk.status.said and "salma" in reader.desk.status.said
        copy = next(each for each in reader.app.library.journal.notes() if each.body == "ج")
        assert copy.label == "نص آخر"


async def test_what_only_a_note_can_be_asked_is_offered_there_alone_and_says_why_not(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.highlight", "go.notes")
        assert ("e", "edit") in reader.desk.footer.items[:8]
        await reader.do("passages.close", "go.jumps")
        assert ("e", "edit") not in reader.desk.footer.items
        await reader.do("passages.close", "view.entities", "rows.open")
        await reader.settle()
        for action in ("passages.edit", "passages.state"):
            await reader.do(action)
            assert "No note stands in this row" in reader.desk.status.said


async def test_the_notes_of_one_article(opened: Opener) -> None:
    async with opened() as reader:
        library = reader.app.library
        first, second = (row.id for row in list(library.rows())[:2])
        library.add_note(first, Span(0, 9), "أول")
        library.add_note(first, None, "على المقالة")
        library.add_note(second, Span(0, 9), "ثان")
        await reader.do("go.notes_here")
        assert sorted(words for _, words, _ in reader.listed()) == sorted(["أول", "على المقالة"])
        await reader.do("passages.state")
        assert len(reader.listed()) == 2 and any("check" in tag for _, _, tag in reader.listed())
        await reader.do("passages.close", "go.next_document", "go.notes")
        assert len(reader.listed()) == 3
        assert reader.desk.passages.passage_at(reader.desk.passages.cursor).doc == second
