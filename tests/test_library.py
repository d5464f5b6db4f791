"""The library: one door to documents, findings and the user's own work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import AnchorState, Place, Span


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(
        "وصل الوزير سامي حداد إلى بيروت يوم 3 آذار 2021.\nنسخ الرابط\n", encoding="utf-8"
    )
    (made / "b.txt").write_text("غادر سامي حداد بيروت يوم 5 آذار 2021.\n", encoding="utf-8")
    return made


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as library:
        library.refresh(workers=0)
        yield library


def test_marks_say_what_stands_where(library: Library) -> None:
    doc = library.find("a.txt")
    assert doc is not None
    text = library.document(doc).text
    found = {(mark.kind, mark.span.of(text)) for mark in library.marks(doc)}
    assert {
        ("PER", "سامي حداد"),
        ("LOC", "بيروت"),
        ("TIME", "يوم 3 آذار 2021"),
        ("BOILERPLATE", "نسخ الرابط"),
    } <= found
    assert ("EVENT", "وصل") in found


def test_one_person_leads_from_article_to_article(library: Library) -> None:
    person = next(count for count in library.entities() if count.entity.name == "سامي حداد")
    assert (person.total, person.documents) == (2, 2)
    assert [library.row(passage.doc).path for passage in library.mentions(person.entity.id)] == [
        "a.txt",
        "b.txt",
    ]
    assert [
        library.row(link.b if link.a == library.find("a.txt") else link.a).path
        for link in library.links(library.find("a.txt"))
    ] == ["b.txt"]


def test_a_note_follows_its_words_when_the_file_is_edited(library: Library, folder: Path) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    at = library.document(doc).text.index("بيروت")
    note = library.add_note(doc, Span(at, at + 5), "إلى أين؟", tags=["سؤال"])
    (folder / "b.txt").write_text("خبر عاجل. غادر سامي حداد بيروت يوم 5 آذار 2021.\n", encoding="utf-8")
    library.refresh(workers=0)
    placed = library.notes(doc)
    assert [each.note.id for each in placed] == [note.id]
    assert placed[0].state is not AnchorState.ORPHAN
    assert placed[0].span is not None
    assert placed[0].span.of(library.document(doc).text) == "بيروت"
    assert (placed[0].span, "NOTE", note.id) in {
        (mark.span, mark.kind, mark.id) for mark in library.marks(doc)
    }


def test_an_edited_note_can_be_undone(library: Library) -> None:
    doc = library.find("a.txt")
    assert doc is not None
    note = library.add_note(doc, None, "أول")
    assert library.edit_note(note, body="ثان").body == "ثان"
    assert library.undo() == "note"
    assert [each.note.body for each in library.notes(doc)] == ["أول"]
    library.delete_note(note.id)
    assert library.notes(doc) == []
    assert library.undo() == "note"
    assert len(library.notes(doc)) == 1


def test_the_place_is_kept(folder: Path, library: Library) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    library.remember_place(Place(doc, 7))
    with Library.open(folder) as again:
        assert again.last_place() == Place(doc, 7)


def test_search_may_ask_the_journal(library: Library) -> None:
    doc = library.find("a.txt")
    assert doc is not None
    library.add_note(doc, None, "ملاحظة")
    library.star(doc)
    library.mark_read(doc)
    for query, paths in (
        ("حداد has:note", ["a.txt"]),
        ("حداد is:unread", ["b.txt"]),
        ("حداد is:starred", ["a.txt"]),
    ):
        result = library.search(query)
        assert result.error is None, result.error
        assert sorted({library.row(hit.doc).path for hit in result.hits}) == paths, query


def test_a_decision_changes_what_is_shown_and_outlives_a_rebuild(library: Library) -> None:
    person = next(count.entity for count in library.entities() if count.entity.name == "سامي حداد")
    library.decide("rename", person.id, value="سامي حدّاد")
    library.relink()
    assert "سامي حدّاد" in {count.entity.name for count in library.entities()}
    library.refresh(workers=0, rebuild=True)
    assert "سامي حدّاد" in {count.entity.name for count in library.entities()}


def test_nothing_is_written_into_the_collection(library: Library, folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "value",
    [
        "", "1971", "198", "2024-12", "2024-12-08", "2024-02-29", "2024-12-08T20:30", "2024-12-07TEV", "2023-Q1",
        "2014-SU", "2024-11-27/2024-12-08", "2024-12-08/2024-12-08", "HYP-D2",
    ],
)  # fmt: skip
def test_an_event_can_be_dated_as_precisely_as_one_knows(library: Library, value: str) -> None:
    assert library.is_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "2019-06-31", "2023-02-29", "2024-13", "0000", "2024-12-08T25:00", "2024-12-08T20:75", "P3D", "أمس",
        "2024-12-08/2024-11-27", "2024-12-08/2024-12-32", "XXXX-WXX-6",
    ],
)  # fmt: skip
def test_an_event_is_not_dated_to_a_day_that_never_was(library: Library, value: str) -> None:
    assert not library.is_date(value)


def test_what_is_not_there_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder or file"):
        Library.open(tmp_path / "gone")


def test_a_watched_name_is_found_in_today_s_and_later_documents(library: Library, folder: Path) -> None:
    from reader.exchange import import_names

    names = folder.parent / "names.csv"
    names.write_text(
        "name,type,aliases\nمشروع الأرز,ORG,الأرز الكبير\nمشروع الأرز,PER,\nقطر,WHAT,\n", encoding="utf-8-sig"
    )
    (folder / "c.txt").write_text("بدأ العمل في مشروع الأرز أمس.\n", encoding="utf-8")
    library.refresh(workers=0)
    said = import_names(library, names)
    assert said[0] == "1 added, 0 already here"
    assert len(said) == 3
    assert import_names(library, names)[0] == "0 added, 1 already here"
    watched = next(count for count in library.entities() if count.entity.name == "مشروع الأرز")
    assert watched.total == 1
    (folder / "d.txt").write_text("قيل إن الأرز الكبير توقف.\n", encoding="utf-8")
    library.refresh(workers=0)
    watched = next(count for count in library.entities() if count.entity.id == watched.entity.id)
    assert {library.row(row.doc).path for row in library.mention_rows(watched.entity.id)} == {
        "c.txt",
        "d.txt",
    }
    doc = library.find("d.txt")
    assert doc is not None
    assert any(mark.id == watched.entity.id for mark in library.marks(doc))


def test_a_list_of_names_that_contradicts_itself(library: Library, folder: Path) -> None:
    from reader.exchange import import_names

    names = folder.parent / "names.csv"
    rows = [
        "name,type,aliases",
        "مشروع الأرز,ORG,الأرز الكبير",
        "مشروع الأرز,ORG,الأرز الكبير|أرز 2",
        "مشروع الأرز,LOC,",
        "وادي الأرز,LOC,الارز الكبير",
        "وادي الارز,LOC,",
        "جبل الباروك,LOC,",
        "بلدية,CITY,",
        ",PER,لا أحد",
        ",,",
        '"',
    ]
    names.write_text("\n".join(rows), encoding="utf-8")
    assert import_names(library, names) == [
        "3 added, 0 already here",
        "line 4: مشروع الأرز was ORG before, here LOC",
        "line 5: الارز الكبير is a name of مشروع الأرز already",
        "line 8: type 'CITY' is none of PER, ORG, LOC",
        "line 9: no name",
    ]
    watched = {each.subject: each.value for each in library.journal.decisions()}
    assert watched == {"ORG:مشروع الأرز": "الأرز الكبير|أرز 2", "LOC:وادي الأرز": "", "LOC:جبل الباروك": ""}


def test_notes_go_out_and_come_in(library: Library, folder: Path, tmp_path: Path) -> None:
    from reader.exchange import export_notes, import_notes

    doc = library.find("a.txt")
    assert doc is not None
    library.add_note(doc, Span(0, 4), "ملاحظة أولى", tags=["وصول"])
    for name, target in (
        ("json", "n.json"),
        ("webannotation", "n.jsonld"),
        ("csv", "n.csv"),
        ("markdown", "vault"),
    ):
        assert export_notes(library, name, tmp_path / target)[0].endswith("files written")
        assert import_notes(library, tmp_path / target)[0].startswith("0 added, 0 changed, ")


def test_a_pair_s_note_shows_in_both_documents_and_others_collections_stay_out(
    library: Library, folder: Path
) -> None:
    from reader.model import Target

    first, second = library.find("a.txt"), library.find("b.txt")
    assert first is not None
    assert second is not None
    both = (library.selector(first, Span(0, 4)), library.selector(second, Span(0, 4)))
    library.journal.add_note(Target("pair", id=first, selectors=both), "وصل أم غادر؟")
    assert [len(library.notes(doc)) for doc in (first, second)] == [1, 1]
    other = folder.parent / "other"
    other.mkdir()
    (other / "x.txt").write_text("نص آخر عن بغداد.", encoding="utf-8")
    with Library.open(other) as elsewhere:
        elsewhere.refresh(workers=0)
        assert elsewhere.notes() == []


def test_a_deleted_index_and_an_edited_file_lose_no_note(folder: Path) -> None:
    with Library.open(folder) as library:
        library.refresh(workers=0)
        doc = library.find("b.txt")
        assert doc is not None
        at = library.document(doc).text.index("بيروت")
        note = library.add_note(doc, Span(at, at + 5), "سؤال")
        path = library.index.path
    (folder / "b.txt").write_text("عاجل: غادر سامي حداد مدينة بيروت يوم 5 آذار 2021.\n", encoding="utf-8")
    path.unlink()
    with Library.open(folder) as library:
        library.refresh(workers=0)
        placed = [each for each in library.notes() if each.note.id == note.id]
        assert len(placed) == 1
        assert placed[0].span is not None
        assert library.find("b.txt") == doc


@pytest.mark.parametrize("harm", ["damaged", "of another version"])
def test_an_index_that_cannot_be_used_is_made_anew(folder: Path, harm: str) -> None:
    import sqlite3

    with Library.open(folder) as library:
        library.refresh(workers=0)
        path = library.index.path
    if harm == "damaged":
        path.write_bytes(b"no database at all" * 500)
    else:
        db = sqlite3.connect(path)
        db.execute("UPDATE meta SET value='another' WHERE key LIKE '%schema%'")
        db.execute("PRAGMA user_version=99999")
        db.commit()
        db.close()
    with Library.open(folder) as library:
        list(library.rows())
        assert library.refresh(workers=0).rebuilt.startswith("the index ")  # and says why
        assert [row.path for row in library.rows()] == ["a.txt", "b.txt"]
        assert not library.refresh(workers=0).rebuilt
