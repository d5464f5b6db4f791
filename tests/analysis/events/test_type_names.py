"""Every type of event has a name in both languages, each its own."""

from __future__ import annotations

import pytest

from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.type_names import english_names, type_names


def test_the_table_names_every_type_and_nothing_else() -> None:
    assert set(english_names()) == set(lexicon().types)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_two_types_go_by_one_name(language: str) -> None:
    names = type_names(language)
    assert set(names) == set(lexicon().types)
    assert len(set(names.values())) == len(names)
