"""The catalogue: every string in it, translated, its places filled alike, compiled, and the plurals right."""

from __future__ import annotations

import re

import pytest

from reader.catalogue import Catalogue
from tests.tui.catalogue import LOCALES, mo, strings, updated

PLACES = re.compile(r"\{(\w*)\}")


def test_arabic_is_complete_and_nothing_stale_is_in_it() -> None:
    catalogue = updated("ar")
    known = {
        tuple(each.id) if isinstance(each.id, (list, tuple)) else each.id for each in catalogue if each.id
    }
    assert known == set(strings())
    for message in catalogue:
        if not message.id:
            continue
        translations = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(translations), f"untranslated: {message.id}; python -m tests.tui.catalogue"
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set(PLACES.findall(" ".join(english)))
        for each in translations:
            assert set(PLACES.findall(each)) <= wanted and (
                len(english) > 1 or set(PLACES.findall(each)) == wanted
            ), each


def test_compiled_catalogue_is_fresh() -> None:
    assert (LOCALES / "ar" / "LC_MESSAGES" / "warraq.mo").read_bytes() == mo(updated("ar")), (
        "python -m tests.tui.catalogue"
    )


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا مقالات"),
        (1, "مقالة واحدة"),
        (2, "مقالتان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالة"),
        (99, "99 مقالة"),
        (100, "100 مقالة"),
        (103, "103 مقالات"),
    ],
)
def test_arabic_has_six_plurals(n: int, said: str) -> None:
    assert Catalogue("ar").count("{n} article", "{n} articles", n) == said


def test_a_locale_nobody_has_is_english_and_digits_are_as_chosen() -> None:
    assert Catalogue("tlh")("Articles") == "Articles"
    assert Catalogue("ar", "arabic").number(12345) == "١٢٬٣٤٥"
    assert Catalogue("ar", "arabic").count("{n} article", "{n} articles", 5) == "٥ مقالات"
