"""Whether files changed since they were indexed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.corpus.index import Index
from tests.corpus.collections import write


@pytest.mark.parametrize("old", [False, True], ids=["just written", "written long ago"])
def test_a_file_that_changed_is_noticed_however_new_it_was_when_it_was_indexed(
    index: Index, tmp_path: Path, *, old: bool
) -> None:
    root = tmp_path / "c"
    write(root, {"a.txt": "نص أول", "b.txt": "نص ثان"})
    if old:
        for each in root.iterdir():
            os.utime(each, (1_000_000_000, 1_000_000_000))
    index.refresh(root, only_text=True)
    assert index.stirred(root) is False
    (root / "a.txt").write_text("نص جديد أطول", encoding="utf-8")
    assert index.stirred(root) is True
    index.refresh(root, only_text=True)
    (root / "b.txt").unlink()
    assert index.stirred(root) is True
    index.refresh(root, only_text=True)
    (root / "README").write_text("no article", encoding="utf-8")
    assert index.stirred(root) is False
    (root / "c.txt").write_text("نص ثالث", encoding="utf-8")
    assert index.stirred(root) is True
