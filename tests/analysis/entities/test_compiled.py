"""The compiled lists say what the lists say, and give way to lists that were changed."""

import shutil
from pathlib import Path

import pytest

from reader.analysis.entities import compiled, lexicon
from reader.analysis.entities.lexicon import DATA, name_of
from reader.analysis.entities.lists import Lists, from_lists


@pytest.fixture(scope="module")
def lists() -> Lists:
    return from_lists()


def test_fresh(lists: Lists) -> None:
    assert compiled.FILE.read_bytes() == compiled.compiled(lists), (
        "a list was changed: python -m reader.analysis.entities.compiled"
    )


def test_says_the_same(lists: Lists) -> None:
    lex = compiled.read()
    assert lex is not None
    assert {key: lex.phrases.of(key) for key in lex.phrases} == lists.phrases
    known = lists.phrases.keys() | lists.names | lists.tendencies.keys()
    assert {key: lex.tendencies.get(key, "") for key in known} == dict.fromkeys(known, "") | lists.tendencies
    for name in ("names", "doubtful", "given"):
        assert frozenset(getattr(lex, name)) == getattr(lists, name), name
    for name in ("longest", "joined"):
        known = getattr(lists, name)
        assert {word: getattr(lex.of(word), name) for word in lists.phrases.keys() | known} == dict.fromkeys(
            lists.phrases, 0
        ) | known, name
    for name in ("demonyms", "bare", "homes", "codes"):
        assert getattr(lex, name) == getattr(lists, name), name
    for (type_, key), name in lists.same.items():
        assert lex.listed(type_, key) == name
    for key, entries in lists.phrases.items():
        for type_ in {each.type.value for each in entries if (each.type.value, key) not in lists.same}:
            assert lex.listed(type_, key) == name_of(entries, type_)
    for (file, key), words in lists.words.items():
        assert lex.word_list(file, key) == words


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
    lex = lexicon.lexicon.__wrapped__()
    assert [each.name for each in lex.phrases.of("دمشق")] == ["دمشق"]
    assert "في" in lex.word_list("function_words.txt", "folded")
