"""The table of what Arabic writes together with a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.text.affixes import ARTICLE, DEFINITE, DEFINITE_OR_JOINED, FOR_THE, affixes
from reader.text.fold import fold

READER = Path(__file__).resolve().parents[2] / "reader"
ROWS = [
    line.split("\t")[0]
    for line in (READER / "data" / "text" / "affixes.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS)
def test_forms_are_folded_and_stand_once(row: str) -> None:
    forms = affixes(row)
    assert forms and [fold(form) for form in forms] == list(forms)
    assert len(set(forms)) == len(forms)


def test_no_row_stands_twice_and_each_is_asked_for() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in READER.rglob("*.py"))
    assert len(set(ROWS)) == len(ROWS)
    assert [row for row in ROWS if f'affixes("{row}")' not in code] == []


def test_what_begins_with_the_article_begins_with_one_of_its_shapes() -> None:
    assert ("المدينة".startswith(ARTICLE), "للمدينة".startswith(FOR_THE)) == (True, True)
    assert set(DEFINITE) < set(DEFINITE_OR_JOINED)
