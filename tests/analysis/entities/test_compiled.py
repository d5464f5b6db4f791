"""The compiled lists say what the lists say, and give way to lists that were changed."""

import shutil
from pathlib import Path

import pytest

from reader.analysis.entities import compiled
from reader.analysis.entities.lexicon import DATA, from_lists, table, words_in_table


def test_fresh() -> None:
    assert compiled.FILE.read_text(encoding="utf-8") == compiled.compiled(from_lists()), (
        "a list was changed: python -m reader.analysis.entities.compiled"
    )


def test_says_the_same() -> None:
    found = compiled.read()
    assert found is not None
    lex, words = found
    lists = from_lists()
    assert lex.phrases.whole() == lists.phrases.whole()
    for name in ("longest", "joined", "names", "doubtful", "given", "demonyms", "same", "bare"):
        assert getattr(lex, name) == getattr(lists, name), name
    for file in compiled.TABLES:
        for key, value in table(file).items():
            if isinstance(value, list):
                assert words[file, key] == words_in_table(file, key)


@pytest.mark.parametrize("name", compiled.SOURCES)
def test_a_changed_list_is_read_itself(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for source in (*compiled.SOURCES, compiled.FILE.name):
        shutil.copy(DATA / source, tmp_path / source)
    monkeypatch.setattr(compiled, "DATA", tmp_path)
    monkeypatch.setattr(compiled, "FILE", tmp_path / compiled.FILE.name)
    assert compiled.read() is not None
    with (tmp_path / name).open("a", encoding="utf-8") as changed:
        changed.write("# one line more\n")
    assert compiled.read() is None


def test_without_the_compiled_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "FILE", tmp_path / "none.txt")
    assert compiled.read() is None
