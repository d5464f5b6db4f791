"""Works cited: BibTeX, CSL-JSON and one line; nothing that is not known is filled in."""

from __future__ import annotations

import json

import pytest

from reader.journal.exchange import citations
from reader.journal.exchange.citations import Citable


def test_bibtex() -> None:
    work = Citable("d{1}", "50% of {all} & more_", "p", "A & B", "", "2024-12", "https://e.org/a_b{c} d")
    assert citations.bibtex([work]) == (
        "@article{warraq2024-d1,\n"
        "  title = {{50\\% of \\{all\\} \\& more\\_}},\n"
        "  journaltitle = {A \\& B},\n"
        "  date = {2024-12},\n"
        "  url = {https://e.org/a_b%7Bc%7D%20d},\n"
        "  langid = {arabic}\n}\n"
    )


@pytest.mark.parametrize(
    ("published", "issued"),
    [("2024-12-08", [2024, 12, 8]), ("2024-12", [2024, 12]), ("2024", [2024]), ("", None), ("ديسمبر", None)],
)
def test_csl_fills_in_no_date(published: str, issued: list[int] | None) -> None:
    (item,) = json.loads(citations.csl([Citable("d1", "عنوان", published=published)]))
    assert item.get("issued") == (None if issued is None else {"date-parts": [issued]})
    assert item["title"] == "عنوان"


def test_a_line_of_citation() -> None:
    assert (
        citations.cite(Citable("d", "عنوان\nطويل", source="وكالة", published="2024"))
        == "«عنوان طويل»، وكالة، 2024"
    )
