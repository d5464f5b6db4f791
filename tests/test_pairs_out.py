"""A note on two passages, outside: each end with its own article, words and place; and back in, once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader import config
from reader.cli import main
from reader.exchange import NOTE_FORMATS, export_notes, import_notes
from reader.export import export
from reader.library import Library
from reader.model import Passage, Span

TEXTS = {"a.txt": "خبر أول\n\nفتح الجسر صباحا.", "b.txt": "خبر ثان\n\nفتح الجسر مساء أمس."}


def settings(folder: Path, journal: str = "journal.sqlite") -> config.Settings:
    return config.Settings(library=str(folder / "i"), journal=str(folder / journal), author="t", workers=1)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "articles"
    root.mkdir()
    for name, text in TEXTS.items():
        (root / name).write_text(text, encoding="utf-8")
    library = Library.open(root, settings(tmp_path))
    library.refresh(workers=1)
    ends = []
    for name in TEXTS:
        doc = library.find(name)
        assert doc is not None
        at = library.document(doc).text.index("فتح")
        ends.append(Passage(doc, Span(at, len(library.document(doc).text) - 1)))
    library.add_pair((ends[0], ends[1]), "صباحا أم مساء؟")
    return library


def test_each_end_has_its_own_words_and_place(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {("a.txt", "فتح الجسر صباحا"), ("b.txt", "فتح الجسر مساء أمس")}
    table = csv.DictReader(
        io.StringIO("".join(export(library, "csv", "notes")).removeprefix("\ufeff"), newline="")
    )
    assert {(row["path"], row["quote"]) for row in table} == wanted
    place = ["--library", str(tmp_path / "i"), "--journal", str(tmp_path / "journal.sqlite")]
    assert main([*place, "--json", "notes", str(tmp_path / "articles"), "list"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {(each["doc"], each["quote"]) for each in told} == wanted
    for each in told:
        text = (tmp_path / "articles" / each["doc"]).read_text(encoding="utf-8")
        assert text[each["start"] : each["end"]] == each["quote"]


@pytest.mark.parametrize("form", [each for each in NOTE_FORMATS if each != "decisions"])
def test_a_pair_comes_back_as_it_went_out(library: Library, tmp_path: Path, form: str) -> None:
    out = tmp_path / ("vault" if form == "markdown" else f"out.{form}")
    export_notes(library, form, out)
    with Library.open(library.root, settings(tmp_path, "other.sqlite")) as other:
        for _ in range(2):
            import_notes(other, out)
            (note,) = other.journal.notes()
            assert note.target == library.journal.notes()[0].target and note.body == "صباحا أم مساء؟"
        assert [each.span for each in other.notes()] == [each.span for each in library.notes()]
