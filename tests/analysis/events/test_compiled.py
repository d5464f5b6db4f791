"""The compiled lexicon says what its tables say, and gives way to tables that were changed."""

import shutil
from pathlib import Path

import pytest

from reader.analysis.events import compiled, lexicon


def test_fresh() -> None:
    assert compiled.FILE.read_text(encoding="utf-8") == compiled.compiled(lexicon.from_tables()), (
        "a table or a rule of inflection was changed: python -m reader.analysis.events.compiled"
    )


def test_says_the_same() -> None:
    found, tables = compiled.read(), lexicon.from_tables()
    assert found is not None
    assert found.verbs.whole() == tables.verbs.whole()
    assert found.nouns.whole() == tables.nouns.whole()
    assert list(found.types.items()) == list(tables.types.items())
    assert list(found.grammars.items()) == list(tables.grammars.items())
    assert found.asked == tables.asked


def test_of_a_text_only_its_own_triggers_are_made() -> None:
    found = compiled.read()
    assert found is not None
    (first, *_) = found.verbs.of("قتل")
    assert first[0].lemma == "قتل"
    assert found.verbs.of("كلام لا يرد") == ()
    assert sum(not isinstance(each, str) for each in found.verbs.values()) == 1
    assert all(isinstance(each, str) for each in found.nouns.values())


@pytest.mark.parametrize("name", ["triggers.toml", "triggers_rare.toml", "classes.toml"])
def test_a_changed_table_is_read_itself(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for source in compiled.sources():
        shutil.copy(source, tmp_path / source.name)
    monkeypatch.setattr(compiled, "DATA", tmp_path)
    assert compiled.read() is not None
    with (tmp_path / name).open("a", encoding="utf-8") as changed:
        changed.write("# one line more\n")
    assert compiled.read() is None


def test_a_new_table_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for source in compiled.sources():
        shutil.copy(source, tmp_path / source.name)
    monkeypatch.setattr(compiled, "DATA", tmp_path)
    (tmp_path / "triggers_zoo.toml").write_text("# one table more\n", encoding="utf-8")
    assert compiled.read() is None


def test_without_the_compiled_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "FILE", tmp_path / "none.txt")
    assert compiled.read() is None
