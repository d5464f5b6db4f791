"""The index of words: what SQLite takes for words there is what a query looks for; every number is a word of its own."""

import sqlite3
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus import schema
from reader.corpus.search.words import tokens
from reader.corpus.spelling import searchable, words_of

USUAL = "بكأإآىئةؤءهپ ًّٰـ،؟«»–…019٣aZÀ_.-:\n\u00a0\u200f"
ODD = "²½Ñßſ٠०\u0301\u0651\u093e\ue000€😀🏻яЯΣςİ\ufdfa\ufefb\ufe8d漢\u2028"


def words(text: str) -> list[tuple[str, int]]:
    """The words as the index has them, each with its place."""
    db = sqlite3.connect(":memory:")
    db.execute(next(line for line in schema.TABLES.splitlines() if "VIRTUAL TABLE words" in line))
    db.execute("CREATE VIRTUAL TABLE held USING fts5vocab(words, instance)")
    db.execute("INSERT INTO words(rowid, text) VALUES(1,?)", (searchable(text),))
    found = db.execute("SELECT term, offset FROM held ORDER BY offset").fetchall()
    db.close()
    return found


def plain(text: str) -> list[str]:
    """The words of a text by themselves."""
    return [word for word, _ in words(text)]


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
    assert plain(text) == expected


@given(st.text(st.sampled_from(USUAL + ODD), max_size=12))
def test_every_number_stands_alone(text: str) -> None:
    held = plain(text)
    assert all(word.isascii() for word in held if word[0].isascii() and word[0].isdigit())
    assert all(word.strip("0123456789") in ("", word) for word in held)


@given(st.text(st.sampled_from(USUAL), max_size=30), st.text(st.sampled_from(ODD), max_size=2))
def test_the_index_has_the_words_that_a_query_has(usual: str, odd: str) -> None:
    """By the quick way and by the slow one, which a single odd character asks for."""
    for text in (usual, usual[:9] + odd + usual[9:]):
        asked = [word.casefold() for word in tokens(text)]
        assert plain(text) == words_of(text).split() == asked


def test_no_character_of_all_there_are_is_a_word_here_and_none_there() -> None:
    every = [chr(each) for each in range(sys.maxunicode + 1) if not 0xD800 <= each < 0xE000]
    text = "\n".join(every)
    assert plain(text) == words_of(text).split()
    for start in range(0, 0x3000, 16):  # a few at a time, so that the quick way is gone where it can be
        few = " ".join(f"ا{each}ب" for each in every[start : start + 16])
        assert plain(few) == words_of(few).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل«الوزير»،إلى…دمشق", ["وصل", "الوزير", "الي", "دمشق"]),
        ("شاهد😀🏻الصور", ["شاهد", "الصور"]),  # a sign that SQLite's own tables do not know yet
        ("МОСКВА Straße ΟΔΟΣ", ["москва", "strasse", "οδοσ"]),
        ("a_b", ["a", "b"]),
        ("cafe\u0301", ["cafe"]),
    ],
)
def test_what_is_no_letter_ends_a_word(text: str, expected: list[str]) -> None:
    assert plain(text) == expected
