"""Notes on the screen: heads, lists, filters, other hands, lost places, and what is said when writing fails."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader import config
from reader.journal import Journal, NotWritten
from reader.library import Library
from reader.model import AnchorState, NoteState, Span
from reader.tui.notehead import Head, NoteFilter, filter_of, joined, line_of, split
from reader.tui.outside_editor import edit_in
from tests.tui.conftest import Opener, Reader

ARABIC = {"للتحقق": NoteState.CHECK}


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ("كلام", Head(), "كلام"),
        ("#دمشق #حرب_باردة\nكلام", Head(("دمشق", "حرب باردة")), "كلام"),
        ("=سؤال !check\nكلام\nثان", Head((), "سؤال", NoteState.CHECK), "كلام\nثان"),
        ("!للتحقق\n", Head((), "", NoteState.CHECK), ""),
        ("# عنوان\nكلام", Head(), "# عنوان\nكلام"),
        ("## عنوان", Head(), "## عنوان"),
        ("#وسم ثم كلام", Head(), "#وسم ثم كلام"),
        ("!nonsense\nكلام", Head(), "!nonsense\nكلام"),
        ("", Head(), ""),
    ],
)
def test_the_head_is_a_first_line_of_signs_alone(text: str, head: Head, body: str) -> None:
    assert split(text, ARABIC) == (head, body)


def test_a_head_comes_back_as_it_went_out() -> None:
    head = Head(("أ ب", "ج"), "عنوان طويل", NoteState.DONE)
    assert split(joined(head, "نص"), {}) == (head, "نص")
    assert line_of(Head()) == ""


def test_a_filter_is_signs_and_words() -> None:
    assert filter_of("كلمة #وسم !done @salma أخرى", {}) == NoteFilter(
        "كلمة أخرى", "وسم", NoteState.DONE, "salma"
    )


def rows(reader: Reader) -> list[tuple[str, str]]:
    """Words and tag of the rows of the panel."""
    return [(row.text, row.tag) for row in reader.desk.passages.shown.rows if hasattr(row, "tag")]


async def test_a_note_gets_tags_label_and_state_and_the_list_is_narrowed_by_them(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.note")
        reader.desk.note_field.text = "#دمشق =سؤال !check\nراجع"
        await reader.do("editor.save")
        (placed,) = reader.app.library.notes()
        assert (placed.note.tags, placed.note.label, placed.note.state, placed.note.body) == (
            ("دمشق",),
            "سؤال",
            NoteState.CHECK,
            "راجع",
        )
        await reader.do("text.bottom", "text.highlight", "go.notes")
        assert len(rows(reader)) == 2 and any("#دمشق" in tag and "check" in tag for _, tag in rows(reader))
        await reader.do("passages.filter")
        await reader.type("!check")
        await reader.do("input.accept")
        assert [words for words, _ in rows(reader)] == ["راجع"]
        await reader.do("passages.state")
        assert reader.app.library.notes()[0].note.state is NoteState.DONE
        assert rows(reader) == []
        reader.desk.note_filter = ""
        await reader.do("passages.close", "go.notes", "passages.edit")
        assert reader.desk.editor_open
        await reader.do("editor.discard")


@pytest.mark.parametrize(
    ("pane", "action", "kind"),
    [
        ("view.articles", "articles.note", "document"),
        ("view.entities", "entities.note", "entity"),
        ("view.timeline", "timeline.note", "event"),
    ],
)
async def test_a_note_on_a_whole_thing(opened: Opener, pane: str, action: str, kind: str) -> None:
    async with opened() as reader:
        await reader.do(pane)
        reader.app.carry_out(action)
        await reader.type("نص")
        reader.desk.keep_draft()
        await reader.do("editor.save")
        (placed,) = reader.app.library.notes()
        assert (placed.note.target.kind, placed.note.body) == (kind, "نص")
        assert not reader.app.library.journal.drafts()
        await reader.do("go.notes", "rows.open")
        assert reader.app.screen is reader.desk and not reader.desk.editor_open


async def test_a_note_on_a_thing_that_was_being_written_is_back(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.entities")
        reader.app.carry_out("entities.note")
        await reader.type("نصف")
        reader.app.save_state()  # as a signal does, before the draft's own second is over
        reader.app.exit()
    async with opened() as reader:
        assert reader.desk.editor_open and reader.desk.note_field.text == "نصف"
        await reader.do("editor.save")
        assert reader.app.library.notes()[0].note.target.kind == "entity"


OLD = "عنوان\n\nقالت الوزارة إن الجسر الجديد سيفتح قريبا أمام الناس في المدينة. وهطل مطر غزير على السهول كلها طوال الليل.\n"


def noted(folder: Path, settings: config.Settings, new: str) -> None:
    """A collection of one article with a note on «الجسر الجديد سيفتح قريبا», whose text then changes."""
    folder.mkdir()
    (folder / "a.txt").write_text(OLD, encoding="utf-8")
    with Library.open(folder, settings) as library:
        library.refresh(workers=1)
        doc = library.rows()[0].id
        at = library.document(doc).text.index("الجسر الجديد سيفتح قريبا")
        library.add_note(doc, Span(at, at + 24), "راجع")
        (folder / "a.txt").write_text(new, encoding="utf-8")
        library.refresh(workers=1)


async def test_a_lost_note_is_asked_about_and_placed_by_hand(
    opened: Opener, settings: config.Settings, tmp_path: Path
) -> None:
    new = OLD.replace("الجسر الجديد سيفتح قريبا", "المعبر القديم لن يغلق أبدا هذا العام")
    noted(tmp_path / "texts", settings, new)
    async with opened(root=tmp_path / "texts") as reader:
        (placed,) = reader.app.library.notes()
        assert placed.state in (AnchorState.UNCERTAIN, AnchorState.ORPHAN)
        await reader.do("go.notes", "rows.open")
        screen = reader.app.screen
        assert screen is not reader.desk
        shown = "\n".join(item.words for item in screen.list.items)
        assert "الجسر الجديد سيفتح قريبا" in shown
        screen.choose("place")
        await reader.rest()
        reader.desk.text.move_to(reader.desk.text.text.index("المعبر"))
        await reader.do("text.select_sentence", "text.note")
        (placed,) = reader.app.library.notes()
        assert placed.state is AnchorState.ANCHORED and placed.span is not None
        assert "المعبر" in placed.span.of(reader.desk.text.text)


async def test_a_moved_note_is_accepted_where_it_stands_now(
    opened: Opener, settings: config.Settings, tmp_path: Path
) -> None:
    new = OLD.replace("قالت الوزارة إن", "ونفى متحدث آخر ما قيل أمس حين زعم أن").replace(
        "أمام الناس في المدينة", "بعد ترميم طويل استغرق عاما"
    )
    noted(tmp_path / "texts", settings, new)
    async with opened(root=tmp_path / "texts") as reader:
        (placed,) = reader.app.library.notes()
        assert placed.state in (AnchorState.MOVED, AnchorState.UNCERTAIN)
        reader.desk.open_note(placed.note.id)
        await reader.rest()
        reader.top.choose("accept")
        await reader.rest()
        assert reader.app.library.notes()[0].state is AnchorState.ANCHORED


async def test_two_hands_at_one_note_keep_both_and_a_full_disk_keeps_the_words(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        await reader.contested("ج", "ب")
        await reader.do("editor.save")
        assert sorted(each.note.body for each in reader.app.library.notes()) == ["ب", "ج"]
        assert "salma" in reader.desk.status.said

        def full(*_: object, **__: object) -> None:
            raise NotWritten("journal.sqlite: database or disk is full")

        monkeypatch.setattr(Journal, "add_note", full)
        await reader.do("text.bottom", "text.note")
        await reader.type("د")
        await reader.do("editor.save")
        assert (reader.desk.editor_open, reader.desk.note_field.text) == (True, "د"), reader.desk.status.said
        assert "full" in reader.desk.status.said
        await reader.do("editor.discard", "text.highlight")
        assert "full" in reader.desk.status.said and reader.app.is_running


async def test_a_word_not_yet_read_outlives_the_news_of_others(
    opened: Opener, settings: config.Settings
) -> None:
    async with opened() as reader:
        await reader.contested("ج", "ب")
        await reader.do("editor.save")
        reader.desk.look_for_others()
        assert "Both texts are kept" in reader.desk.status.said
        assert "New notes of salma" in reader.desk.status.said.replace("\u2068", "").replace("\u2069", "")


async def test_what_others_write_appears_by_itself(opened: Opener) -> None:
    async with opened() as reader:
        doc = reader.doc
        told = replace(reader.app.settings, author="salma")
        with Library.open(reader.app.library.root, told) as other:
            other.add_note(doc, Span(0, 5), "من سلمى")
        reader.desk.look_for_others()
        assert any(mark.kind == "NOTE" for mark in reader.article.marks)
        assert reader.desk.articles.noted == {doc: 1} and "salma" in reader.desk.status.said


async def test_searches_are_kept_listed_run_again_and_dropped(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("go.search")
        await reader.type("حميميم")
        await reader.do("input.keep", "input.cancel", "go.searches")
        assert rows(reader) == [("حميميم", "★")]
        await reader.do("rows.open")
        await reader.settle()
        assert reader.desk.passages.shown.kind == "SEARCH" and reader.desk.search.value == "حميميم"
        await reader.do("input.cancel", "go.searches", "passages.delete")
        assert not reader.app.library.journal.saved_searches()


async def test_an_article_gets_tags_that_a_search_finds(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("view.articles", "articles.tag")
        await reader.type("سوريا, للنشر")
        await reader.do("input.accept")
        doc = reader.desk.articles.rows[reader.desk.articles.cursor].id
        assert reader.app.library.journal.document_tags(doc) == [(doc, "سوريا"), (doc, "للنشر")]
        await reader.do("articles.tag")
        reader.top.line.value = "للنشر"
        await reader.do("input.accept")
        assert reader.app.library.journal.document_tags(doc) == [(doc, "للنشر")]


def test_an_editor_is_read_back_however_it_ends(tmp_path: Path) -> None:
    def editor(code: str) -> str:
        script = tmp_path / "editor.py"
        script.write_text("import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n" + code)
        return f"{sys.executable} {script}"

    assert edit_in(editor("file.write_text('جديد')"), "قديم") == ("جديد", 0)
    assert edit_in(editor("file.write_text('جديد'); sys.exit(3)"), "قديم") == ("جديد", 3)
    assert edit_in(editor("file.write_bytes(b''); sys.exit(1)"), "قديم") == ("قديم", 1)
    assert edit_in(editor("file.write_bytes(b'a\\xff')"), "") == ("a\\xff", 0)
    with pytest.raises(OSError, match="No such file"):
        edit_in("/no/such/editor", "قديم")


def test_a_fault_is_one_line_and_the_log_quotes_nobody(tmp_path: Path) -> None:
    from reader.tui.failing import record

    def fault(secret: str) -> None:
        raise KeyError(secret)

    log = tmp_path / "state" / "warraq.log"
    try:
        fault("ملاحظة سرية")
    except KeyError as error:
        line = record(error, log)
    assert "\n" not in line and str(log) in line
    written = log.read_text(encoding="utf-8")
    assert "KeyError" in written and "in fault" in written and "سرية" not in written + line
    assert log.stat().st_mode & 0o777 == 0o600
