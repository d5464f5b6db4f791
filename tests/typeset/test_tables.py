"""The tables we carry are the Unicode Character Database's."""

from __future__ import annotations

from pathlib import Path

import pytest
from unicode_tables import OUT, TABLES, table

from reader.text import ucd as tables


@pytest.mark.conformance
@pytest.mark.parametrize("name", TABLES)
def test_table_is_the_database(ucd: Path, name: str) -> None:
    assert (OUT / f"{name}.tsv").read_text(encoding="utf-8") == table(name, ucd)


def test_a_table_without_lines_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.tsv").write_text("# nothing\n", encoding="utf-8")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"empty\.tsv: no lines"):
        tables.rows("empty")
