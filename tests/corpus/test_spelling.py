"""Numbers in the index of words: every number is a word of its own, whatever it is glued to."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.spelling import searchable


def words(text: str) -> list[tuple[str, int]]:
    """The words as SQLite's index has them, each with its place."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 0')")
    db.execute("CREATE VIRTUAL TABLE held USING fts5vocab(words, instance)")
    db.execute("INSERT INTO words VALUES(?)", (searchable(text),))
    found = db.execute("SELECT term, offset FROM held ORDER BY offset").fetchall()
    db.close()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بـ24 ساعة", ["ب", "24", "ساعه"]),
        ("1443هـ", ["1443", "ه"]),
        ("عام 2024.", ["عام", "2024"]),
        ("في (12-13) آذار", ["في", "12", "13", "اذار"]),
        ("١٢و13", ["12", "و", "13"]),
        ("5", ["5"]),
        ("😀7😀", ["7"]),
        ("²5", ["²", "5"]),
    ],
)
def test_a_number_is_a_word(text: str, expected: list[str]) -> None:
    assert [word for word, _ in words(text)] == expected


@given(st.text(st.sampled_from("019٣بـ²%_\u0301\ue000€x .-:،«\n"), max_size=12))
def test_every_number_stands_alone(text: str) -> None:
    held = [word for word, _ in words(text)]
    assert all(word.isascii() for word in held if word[0].isascii() and word[0].isdigit())
    assert all(word.strip("0123456789") in ("", word) for word in held)
