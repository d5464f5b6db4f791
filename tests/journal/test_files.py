"""Notes to files and back: nothing of the user's is written over, every format is known by what it is."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.journal.exchange import markdown
from reader.journal.exchange.citations import Citable
from reader.journal.exchange.files import FORMATS, as_text, export_to, import_from
from reader.model import Target

ABOUT = Target("document", id="d1", label="عنوان")
WORKS = {"d1": Citable("d1", "عنوان المقال", url="https://example.org/1")}
Opener = Callable[..., Journal]


@pytest.mark.parametrize("form", FORMATS)
def test_out_and_in_by_every_format(open_journal: Opener, path: Path, tmp_path: Path, form: str) -> None:
    here, there = open_journal(), open_journal(at=path.with_name("there.sqlite"))
    here.add_note(ABOUT, "نص", tags=["أ"])
    here.decide("merge", "أ", "ب")
    out = tmp_path / "out" / FORMATS[form] if FORMATS[form] else tmp_path / "out"
    exported = export_to(here, form, out, works=WORKS)
    assert exported.written
    assert {oct(stat.S_IMODE(each.stat().st_mode)) for each in exported.written} == {"0o600"}
    assert not list(out.parent.glob(".*"))
    report = import_from(there, out)
    assert report.problems == []
    if form == "decisions":
        assert there.decisions() == here.decisions()
    else:
        assert there.notes() == here.notes()
    assert import_from(there, out).added == 0


def test_into_a_folder(journal: Journal, tmp_path: Path) -> None:
    assert export_to(journal, "csv", tmp_path).written == [tmp_path / "notes.csv"]


def test_markdown_that_was_edited_is_not_written_over(journal: Journal, tmp_path: Path) -> None:
    note = journal.add_note(ABOUT, "أصل")
    other = journal.add_note(ABOUT, "غيرها")
    export_to(journal, "markdown", tmp_path)
    (file,) = tmp_path.glob(f"*{note.id[:8]}.md")
    file.write_text(file.read_text("utf-8").replace("أصل", "أصل وزيادة"), "utf-8")
    journal.edit_note(other.id, body="غيرها معدلة", expected_revision=1)
    exported = export_to(journal, "markdown", tmp_path)
    assert [line.split(": ")[-1] for line in exported.left] == [
        "edited since, and not read back yet; import it first"
    ]
    assert len(exported.written) == 1
    assert "أصل وزيادة" in file.read_text("utf-8")
    assert import_from(journal, tmp_path).changed == 1
    assert export_to(journal, "markdown", tmp_path).left == []
    assert journal.note(note.id).body == "أصل وزيادة"


def test_a_documents_file_that_was_edited_is_not_written_over(journal: Journal, tmp_path: Path) -> None:
    journal.add_note(ABOUT, "أصل")
    export_to(journal, "markdown", tmp_path, works=WORKS)
    file = tmp_path / markdown.document_file_name(WORKS["d1"])
    file.write_text(file.read_text("utf-8").replace("أصل", "زيادة"), "utf-8")
    journal.add_note(ABOUT, "جديدة")
    (left,) = export_to(journal, "markdown", tmp_path, works=WORKS).left
    assert left.startswith(str(file))
    import_from(journal, tmp_path)
    assert export_to(journal, "markdown", tmp_path, works=WORKS).left == []
    assert {note.body for note in journal.notes()} == {"زيادة", "جديدة"}


def test_a_file_of_the_users_own_is_not_written_over(journal: Journal, tmp_path: Path) -> None:
    note = journal.add_note(ABOUT, "أصل")
    name = markdown.file_name(note)
    for content in (b"my own", b"\xff\xfe"):
        (tmp_path / name).write_bytes(content)
        assert "not a file of ours" in export_to(journal, "markdown", tmp_path).left[0]
        assert (tmp_path / name).read_bytes() == content


def test_a_file_that_was_renamed_is_found_again(journal: Journal, tmp_path: Path) -> None:
    note = journal.add_note(ABOUT, "أصل")
    (file,) = export_to(journal, "markdown", tmp_path).written
    file.rename(tmp_path / "my name.md")
    journal.edit_note(note.id, label="عنوان جديد", expected_revision=1)
    assert export_to(journal, "markdown", tmp_path).written == [tmp_path / "my name.md"]
    assert export_to(journal, "markdown", tmp_path).written == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"plain words", "neither"),
        ("a.json", b"{", "Expecting property name"),
        ("a.json", b'{"x": 1}', "no annotations"),
        ("a.csv", b"a,b\n", "no column"),
        ("a.md", b"\xd8\xff", "not UTF-8"),
        ("a.bin", b"", "neither"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    journal: Journal, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=says) as caught:
        import_from(journal, tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)


def test_one_bad_file_in_a_folder_costs_that_file(journal: Journal, tmp_path: Path) -> None:
    note = journal.add_note(ABOUT, "أصل")
    export_to(journal, "markdown", tmp_path)
    journal.delete_note(note.id)
    (tmp_path / "bad.md").write_bytes(b"\xff")
    (tmp_path / "other.md").write_text("# shopping")
    report = import_from(journal, tmp_path)
    assert report.deleted_here == 1
    assert [line.split(":")[0] for line in report.problems] == ["bad.md", "other.md"]


def test_one_file_formats_as_text(journal: Journal) -> None:
    journal.add_note(ABOUT, "نص")
    assert json.loads(as_text(journal, "json"))["notes"][0]["body"] == "نص"
    for form in ("markdown", "nonsense"):
        with pytest.raises(ValueError, match=r"format|folder"):
            as_text(journal, form)
