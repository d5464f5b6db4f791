"""What is undone as one; the second of two notes is told by its label; sentences keep what they were made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.journal import CannotUndo, Conflict, Journal, opening, schema
from reader.journal.exchange import files
from reader.journal.notes import CONFLICT
from reader.journal.saying import said
from reader.model import Target

ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


@pytest.fixture
def elsewhere(open_journal: Opener, tmp_path: Path) -> Path:
    """An export of somebody's 30 notes and two decisions."""
    with open_journal("كريم", at=tmp_path / "other.sqlite") as other:
        for n in range(30):
            other.add_note(ABOUT, f"ملاحظة {n}")
        other.decide("merge", "PER:a", "PER:b")
        other.decide("hide", "PER:c")
        files.export_to(other, "json", tmp_path / "out.json")
    return tmp_path / "out.json"


def test_an_import_is_undone_in_one_step_and_done_again(journal: Journal, elsewhere: Path) -> None:
    own = journal.add_note(ABOUT, "لي")
    files.import_from(journal, elsewhere)
    assert (len(journal.notes()), len(journal.decisions())) == (31, 2)
    act = journal.undo()
    assert act is not None and (act.verb, act.size) == ("import", 32)
    assert [note.id for note in journal.notes()] == [own.id] and not journal.decisions()
    assert journal.redo() is not None
    assert (len(journal.notes()), len(journal.decisions())) == (31, 2)
    journal.undo()
    journal.undo()
    assert not journal.notes() and journal.undo() is None


def test_two_imports_are_two_steps_and_a_folder_is_one(
    journal: Journal, open_journal: Opener, tmp_path: Path, elsewhere: Path
) -> None:
    with open_journal("منى", at=tmp_path / "third.sqlite") as third:
        for n in range(5):
            third.add_note(ABOUT, f"ثالثة {n}")
        files.export_to(third, "markdown", tmp_path / "folder")
    files.import_from(journal, elsewhere)
    files.import_from(journal, tmp_path / "folder")
    assert len(journal.notes()) == 35
    journal.undo()
    assert len(journal.notes()) == 30
    journal.undo()
    assert not journal.notes()


def test_what_somebody_changed_of_an_import_stays_and_the_rest_goes(
    journal: Journal, open_journal: Opener, elsewhere: Path
) -> None:
    files.import_from(journal, elsewhere)
    with open_journal("منى") as other:
        note = other.notes()[3]
        other.edit_note(note.id, expected_revision=note.revision, body="بقلم منى")
    with pytest.raises(CannotUndo, match="1 of 32"):
        journal.undo()
    assert [each.body for each in journal.notes()] == ["بقلم منى"] and not journal.decisions()
    assert journal.undo() is None  # nothing else of ours


def test_a_journal_of_the_first_version_gets_steps(path: Path, open_journal: Opener, elsewhere: Path) -> None:
    path.parent.mkdir(parents=True)
    store = opening.open_store(path, steps=schema.MIGRATIONS[:1])
    store.close()
    journal = open_journal()
    files.import_from(journal, elsewhere)
    journal.undo()
    assert not journal.notes()


def test_a_lost_list_of_steps_costs_no_more_than_the_step(
    path: Path, open_journal: Opener, elsewhere: Path
) -> None:
    """Salvage does not know the steps: what it saves is undone one by one."""
    with open_journal() as journal:
        files.import_from(journal, elsewhere)
    damaged = bytearray(path.read_bytes())
    damaged[100:108] = b"\xff" * 8
    path.write_bytes(damaged)
    journal = open_journal()
    assert journal.notices and len(journal.notes()) == 30
    journal.undo()
    assert len(journal.decisions()) == 1 and len(journal.notes()) == 30


@pytest.mark.parametrize(
    ("had", "label"), [("", CONFLICT), ("سؤال", f"سؤال · {CONFLICT}"), (CONFLICT, CONFLICT)]
)
def test_the_copy_of_a_conflict_is_labelled(open_journal: Opener, had: str, label: str) -> None:
    journal, other = open_journal(), open_journal("كريم")
    note = journal.add_note(ABOUT, "أصل", label=had)
    other.edit_note(note.id, expected_revision=1, body="كريم")
    with pytest.raises(Conflict) as caught:
        journal.edit_note(note.id, expected_revision=1, body="سلمى")
    assert caught.value.copy is not None and caught.value.copy.label == label
    assert journal.note(note.id).label == had


def test_the_copy_of_an_import_is_labelled_once(
    journal: Journal, open_journal: Opener, tmp_path: Path
) -> None:
    note = journal.add_note(ABOUT, "أصل")
    files.export_to(journal, "json", tmp_path / "a.json")
    with open_journal("كريم", at=tmp_path / "other.sqlite") as other:
        files.import_from(other, tmp_path / "a.json")
        other.edit_note(note.id, expected_revision=1, body="هناك")
        files.export_to(other, "json", tmp_path / "b.json")
    journal.edit_note(note.id, expected_revision=1, body="هنا")
    for _ in range(2):
        files.import_from(journal, tmp_path / "b.json")
        assert sorted((each.body, each.label) for each in journal.notes()) == [
            ("هنا", ""),
            ("هناك", CONFLICT),
        ]


def test_a_sentence_keeps_what_it_was_made_of() -> None:
    inner = said("the log beside it is torn")
    line = said("{path}: {damage}", path="j.sqlite", damage=inner)
    assert line == "j.sqlite: the log beside it is torn"
    assert (line.message, line.values["damage"]) == ("{path}: {damage}", inner)


def test_many_documents_are_starred_and_tagged_in_one_step(journal: Journal) -> None:
    docs = [f"d{n:04}" for n in range(2000)]
    journal.star("d0007")
    journal.star(docs)
    journal.tag_document(docs[:3], " مهم ")
    assert journal.stars() == docs
    assert journal.document_tags() == [(doc, "مهم") for doc in docs[:3]]
    journal.undo()
    assert journal.document_tags() == []
    act = journal.undo()
    assert act is not None and (act.kind, act.size) == ("star", 1999)
    assert journal.stars() == ["d0007"]
    journal.redo()
    assert journal.stars() == docs
    journal.star(docs, on=False)
    assert journal.stars() == []


def test_decisions_made_with_one_gesture_are_undone_as_one(journal: Journal) -> None:
    first = journal.decide("merge", "ج", "د")
    both = journal.decide_each("merge", "أ", ("ب", "ت"))
    act = journal.undo()
    assert act is not None and act.size == 2
    assert journal.decisions() == [first]
    journal.redo()
    assert journal.decisions() == [first, *both]
    assert journal.decide_each("merge", "أ", ()) == []
