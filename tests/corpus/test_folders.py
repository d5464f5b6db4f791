"""Folders that are as they were are not compared file by file; whatever happens in them is noticed all the same."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reader.corpus import reading
from reader.corpus.index import Index
from reader.corpus.reading import Reading
from reader.corpus.scan import Folder
from tests.corpus.collections import write

FOLDERS = ("", "a/", "a/b/", "a b/", "a0/", "c/")
NAMES = ("1.txt", "2.txt", "README", "10.text", "x.bin", ".hidden")


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was just written is known at once, as others are after two seconds."""
    monkeypatch.setattr(reading, "RACY", -1)


def compared(index: Index, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Refreshes; the folders that were looked at file by file."""
    seen: list[str] = []
    whole = Reading._compare_in

    def watched(self: Reading, folder: Folder, *rest: object) -> bool:
        seen.append(folder.prefix)
        return whole(self, folder, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Reading, "_compare_in", watched)
    index.refresh(root, only_text=True)
    monkeypatch.undo()
    monkeypatch.setattr(reading, "RACY", -1)
    return seen


def test_a_folder_is_looked_at_where_something_in_it_changed(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(
        tmp_path / "c", {"a/1.txt": "واحد", "a/README": "x", "b/2.txt": "اثنان", "b/c/3.txt": "ثلاثة"}
    )
    assert compared(index, root, monkeypatch) == ["a/", "b/", "b/c/"]  # new
    assert compared(index, root, monkeypatch) == ["a/", "b/", "b/c/"]  # known
    said = index.notices()
    assert [each.path for each in said] == ["a/README"]
    assert compared(index, root, monkeypatch) == []
    assert index.notices() == said
    write(root, {"b/c/3.txt": "ثلاثة وأربعة"})
    assert compared(index, root, monkeypatch) == ["b/c/"]
    assert compared(index, root, monkeypatch) == ["b/c/"]
    assert compared(index, root, monkeypatch) == []
    shutil.rmtree(root / "b")
    assert compared(index, root, monkeypatch) == []
    assert [row.path for row in index.rows()] == ["a/1.txt"]
    assert list(index.verify(root)) == []


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_to_files_and_folders_is_noticed(index: Index, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = write(tmp_path / "c", {"1.txt": "أول"})
    for step in range(25):
        for _ in range(chance.choice((0, 1, 1, 2, 5))):
            folder, name = root / chance.choice(FOLDERS), chance.choice(NAMES)
            file = folder / name
            match chance.choice(("write", "write", "write", "delete", "move", "drop")):
                case "write":
                    folder.mkdir(parents=True, exist_ok=True)
                    file.write_text(f"نص {chance.randrange(30)} " + "كلمة " * step, encoding="utf-8")
                case "delete":
                    file.unlink(missing_ok=True)
                case "move" if file.exists():
                    file.replace(file.with_name(chance.choice(NAMES)))
                case "drop" if folder != root and folder.exists():
                    shutil.rmtree(folder)
                case _:
                    pass
        index.refresh(root, only_text=True)
        there = {
            str(each.relative_to(root)): each for each in root.rglob("*") if each.suffix in {".txt", ".text"}
        }
        held = {path: index.text(row.id) for row in index.rows() for path in index.document(row.id).paths}
        assert held == {path: each.read_text(encoding="utf-8") for path, each in there.items()}
        left = {str(each.relative_to(root)) for each in root.rglob("*") if each.is_file()} - there.keys()
        assert {each.path for each in (*index.skipped(), *index.notices())} == left
    assert list(index.verify(root)) == []
