"""The timeline as Markdown: a heading an event, its date and labels as people read them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from reader.catalogue import Catalogue
from reader.export import export
from reader.library import Library
from reader.model import Dispute, DisputeValue, Event, Mod

EVENT = Event("e1", "وصل الوفد", "arrive", "2020-08-04", None, ())


def written(event: Event, language: str) -> str:
    library = SimpleNamespace(name="c", events=lambda: [event], accounts=lambda _: ())
    return "".join(export(cast(Library, library), "markdown", words=Catalogue(language)))


@pytest.mark.parametrize(
    ("date", "mod", "english", "arabic"),
    [
        ("2020-08-04", None, "2020-08-04", "2020-08-04"),
        ("2020-08-04TEV", None, "2020-08-04 evening", "2020-08-04 مساءً"),
        ("2020-08-04T18:07", None, "2020-08-04 18:07", "2020-08-04 18:07"),
        ("2020-08-05/2020-08-06", None, "2020-08-05 – 2020-08-06", "2020-08-05 – 2020-08-06"),
        ("2020", Mod.APPROX, "about 2020", "نحو 2020"),
        ("2018-SU", None, "summer 2018", "صيف 2018"),
        (None, None, "undated", "بلا تاريخ"),
    ],
)
def test_a_heading_tells_the_date_in_words(
    date: str | None, mod: Mod | None, english: str, arabic: str
) -> None:
    event = replace(EVENT, date=date, mod=mod)
    assert f"\n## {english}: وصل الوفد\n" in written(event, "en")
    assert f"\n## {arabic}: وصل الوفد\n" in written(event, "ar")


def test_what_is_imagined_says_so_once() -> None:
    assert "## day 2 of the scenario: وصل الوفد" in written(
        replace(EVENT, date="HYP-D2", hypothetical=True), "en"
    )
    assert "## undated (scenario): وصل الوفد" in written(replace(EVENT, date=None, hypothetical=True), "en")


def test_a_dispute_is_a_table_in_the_language_of_the_reader() -> None:
    event = replace(EVENT, disputes=(Dispute("number", (DisputeValue("12 قتيلا", ("رويترز",), ()),)),))
    assert "| a number | who says so |\n|---|---|\n| 12 قتيلا | رويترز |" in written(event, "en")
    assert "| عدد | القائل |" in written(event, "ar")
