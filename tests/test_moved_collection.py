"""What a person made of a collection outlives the index, an edited text, and a folder that is moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import config
from reader.library import Library
from reader.model import AnchorState, Place, Span

TEXTS = {
    f"{n}.txt": f"عنوان {n}\n\nقال المتحدث رقم {n} إن الجسر رقم {n} سيفتح غدا أمام الناس." for n in range(4)
}


def places(folder: Path, number: int = 0) -> config.Settings:
    """The journal stays; every index is a new one."""
    return config.Settings(
        library=str(folder / f"index{number}"),
        journal=str(folder / "journal.sqlite"),
        author="test",
        workers=1,
    )


def written(root: Path, texts: dict[str, str] = TEXTS) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def use(library: Library) -> dict[str, str]:
    """A note, star, tag, mark, read mark, place, draft and saved search on the second article, edited since."""
    doc = library.find("1.txt")
    assert doc is not None
    at = library.document(doc).text.index("الجسر")
    library.add_note(doc, Span(at, at + 12), "راجع")
    library.star(doc)
    library.tag(doc, "مهم")
    library.set_mark("s", Place(doc, at))
    library.mark_read(doc)
    library.remember_place(Place(doc, at))
    library.journal.save_draft(f"{library.key}/{doc}/0-5/", "نصف")
    library.journal.save_search("الجسر", "الجسر")
    return {"doc": doc, "at": str(at)}


def check(library: Library, doc: str) -> None:
    journal = library.journal
    assert doc in library.index
    assert [each.state for each in library.notes()] == [AnchorState.ANCHORED]
    assert library.starred() == {doc} and journal.document_tags() == [(doc, "مهم")]
    assert library.read() == {doc} and journal.saved_searches() == {"الجسر": "الجسر"}
    assert journal.marks(library.key)["s"].doc == doc
    assert library.last_place() is not None and library.last_place().doc == doc
    assert list(journal.drafts()) == [f"{library.key}/{doc}/0-5/"]


@pytest.mark.parametrize("edited", [False, True])
def test_a_moved_folder_brings_everything(tmp_path: Path, edited: bool) -> None:
    root = written(tmp_path / "before")
    with Library.open(root, places(tmp_path)) as library:
        library.refresh(workers=1)
        doc = use(library)["doc"]
        if edited:  # its id is no longer the hash of its text
            (root / "1.txt").write_text("سطر جديد\n\n" + TEXTS["1.txt"], encoding="utf-8")
            library.refresh(workers=1)
    moved = root.rename(tmp_path / "after")
    with Library.open(moved, places(tmp_path, 1)) as library:
        library.refresh(workers=1)
        check(library, doc)


def test_the_index_deleted_loses_nothing(tmp_path: Path) -> None:
    root = written(tmp_path / "articles")
    with Library.open(root, places(tmp_path)) as library:
        library.refresh(workers=1)
        doc = use(library)["doc"]
        (root / "1.txt").write_text("سطر جديد\n\n" + TEXTS["1.txt"], encoding="utf-8")
        library.refresh(workers=1)
    with Library.open(root, places(tmp_path, 1)) as library:
        library.refresh(workers=1)
        check(library, doc)


def test_a_folder_of_other_articles_takes_nothing_over(tmp_path: Path) -> None:
    root = written(tmp_path / "before")
    with Library.open(root, places(tmp_path)) as library:
        library.refresh(workers=1)
        use(library)
    root.rename(tmp_path / "elsewhere")
    other = written(
        tmp_path / "other", {name: text.replace("الجسر", "النفق") for name, text in TEXTS.items()}
    )
    with Library.open(other, places(tmp_path, 1)) as library:
        library.refresh(workers=1)
        assert not library.notes() and not library.journal.marks(library.key) and library.last_place() is None


STEPS = st.lists(
    st.sampled_from(["edit", "move file", "reindex", "move folder", "tag"]), min_size=1, max_size=4
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_notes_survive_any_sequence(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    """Notes and decisions after any sequence of re-index, edit, rename: there, and on their words."""
    home = tmp_path_factory.mktemp("any")
    root, name, number = written(home / "c0"), "1.txt", 0
    with Library.open(root, places(home)) as library:
        library.refresh(workers=1)
        doc = library.find(name)
        assert doc is not None
        at = library.document(doc).text.index("الجسر رقم 1")
        library.add_note(doc, Span(at, at + 11), "راجع")
        library.decide("describe", doc, "title", "عنوان")
    for count, step in enumerate(steps):
        if step == "edit":
            path = root / name
            path.write_text(f"سطر {count}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        elif step == "move file":
            (root / "sub").mkdir(exist_ok=True)
            new = f"sub/{count}.txt"
            (root / name).rename(root / new)
            name = new
        elif step == "reindex":
            number += 1
        elif step == "move folder":
            root = root.rename(home / f"moved{count}")
        with Library.open(root, places(home, number)) as library:
            library.refresh(workers=1)
            if step == "tag":
                library.tag(doc, str(count))
            (placed,) = library.notes()
            assert placed.state is AnchorState.ANCHORED and placed.span is not None
            assert placed.span.of(library.document(doc).text) == "الجسر رقم 1"
            assert library.row(doc).metadata.title == "عنوان"
