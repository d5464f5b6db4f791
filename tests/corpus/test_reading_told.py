"""How files are read where the user knows better: told once, kept in the journal, over collection.toml and the looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import config
from reader.corpus.loaders.tables import FIELDS
from reader.library import Library
from reader.library.files_read import COLUMNS

TEXT = "أعلنت الحكومة اليوم في دمشق قرارا جديدا بشأن الاقتصاد وقال المتحدث إن القرار يبدأ تنفيذه غدا في جميع المدن"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "c"
    (root / "sub").mkdir(parents=True)
    longer = f"{TEXT} وأضاف أن هذا تعليق طويل"
    rows = "\n".join(f"عنوان {n},{TEXT} {n},2024-01-0{n},{longer} {n}" for n in (1, 2, 3))
    (root / "sub" / "t.csv").write_text(f"k1,k2,k3,k4\n{rows}\n", encoding="utf-8")
    (root / "w.txt").write_bytes(TEXT.encode("cp1256"))
    (root / "README").write_text("about this folder", encoding="utf-8")  # left aside as usual, no doubt
    (root / "short.csv").write_text("a,b\nقصير,x\n", encoding="utf-8")
    return Library.open(root, config.Settings(library=tmp_path / "l", journal=tmp_path / "j" / "j.sqlite"))


def texts(library: Library) -> dict[str, str]:
    return {row.path: library.document(row.id).text for row in library.rows()}


def test_columns_that_were_told_are_kept_and_taken_back(library: Library, tmp_path: Path) -> None:
    with library:
        library.refresh(workers=0)
        assert "تعليق" in texts(library)["sub/t.csv/1"]  # the longest column, by its looks
        assert [each.path for each in library.doubts()] == ["sub/t.csv/1", "w.txt"]
        library.read_so("sub/t.csv", {"text": "K2", "title": "k1", "published": "k3"})
        report = library.refresh(workers=0)
        assert report.changed == 3
        row = library.find("sub/t.csv/2")
        assert row is not None
        meta = library.row(row).metadata
        assert (meta.title, meta.published) == ("عنوان 2", "2024-01-02")
        assert "تعليق" not in texts(library)["sub/t.csv/2"]
        assert library.verify() == []
        assert not library.refresh(workers=0).anything
        seen = library.table("sub/t.csv")
        assert [name for name, _ in seen.columns] == ["k1", "k2", "k3", "k4"]
        assert seen.columns[0] == ("k1", "عنوان 1")
        assert dict(seen.mapping) == {"text": "k2", "title": "k1", "published": "k3"}
        library.read_so("sub/t.csv", dict.fromkeys(("text", "title", "published"), ""))
        assert library.told_of("sub/t.csv") == {}
        library.refresh(workers=0)
        assert "تعليق" in texts(library)["sub/t.csv/2"]


def test_an_encoding_that_was_told_is_kept_when_the_folder_moves(library: Library, tmp_path: Path) -> None:
    with library:
        library.read_so("w.txt", {"encoding": "windows-1256"})
        library.refresh(workers=0)
        assert texts(library)["w.txt"] == TEXT
        assert [each.path for each in library.doubts_of("sub/t.csv")] == ["sub/t.csv/1"]
        assert library.doubts_of("w.txt") == []
        assert "w.txt" not in {each.path for each in library.doubts()}
        library.read_so("w.txt", {"encoding": "latin-1"})
        library.refresh(workers=0)
        assert texts(library)["w.txt"] == TEXT.encode("cp1256").decode("latin-1")
        library.journal.rename_collection(library.key, "/elsewhere")
        assert library.journal.reading_of("/elsewhere") == {"w.txt": {"encoding": "latin-1"}}
        assert library.told_of("w.txt") == {}


@pytest.mark.parametrize(
    ("path", "told", "says"),
    [
        ("gone.csv", {"text": "k1"}, "no file of this collection"),
        ("../x.csv", {"text": "k1"}, "no file of this collection"),
        ("sub/t.csv", {"text": "k9"}, "no column k9; there are k1, k2, k3, k4"),
        ("sub/t.csv", {"colour": "k1"}, "no field of an article"),
        ("w.txt", {"text": "k1"}, "no table"),
        ("w.txt", {"encoding": "klingon"}, "no such encoding: klingon"),
        ("w.txt", {"encoding": "base64"}, "no such encoding: base64"),
        ("w.txt", {"encoding": "punycode"}, "no such encoding: punycode"),
    ],
)
def test_what_makes_no_sense_is_said_and_not_kept(
    library: Library, path: str, told: dict[str, str], says: str
) -> None:
    with library:
        with pytest.raises(ValueError, match=says):
            library.read_so(path, told)
        assert library.journal.reading_of(library.key) == {}


def test_a_table_that_no_column_of_stands_out_says_so_and_can_be_told(library: Library) -> None:
    with library:
        library.refresh(workers=0)
        assert {each.path for each in library.skipped()} == {"short.csv"}
        assert "--columns" in library.table("short.csv").problem
        library.read_so("short.csv", {"text": "a"})
        library.refresh(workers=0)
        assert texts(library)["short.csv/1"] == "قصير"
        assert not library.skipped()
        assert library.file_of("short.csv/1") == "short.csv"
        assert library.file_of("nowhere/1") == ""
        (library.root / "short.csv").write_text("c,d\nقصير,x\n", encoding="utf-8")
        library.refresh(workers=0)
        assert "is not there" in library.skipped()[0].reason


def test_the_fields_are_those_of_the_loader() -> None:
    assert ("text", *FIELDS, "id") == COLUMNS
