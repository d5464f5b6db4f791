"""Stored rows: what goes in comes out, and damage anywhere in one is noticed, short or long."""

from __future__ import annotations

import pytest

from reader.corpus.serial import SHORT, dump, load, packed, plain
from reader.model import Passage, Span

ROWS = (Passage("a", Span(3, 9)), Passage("مقال " * 100, Span(0, 1)))


@pytest.mark.parametrize("row", ROWS)
def test_what_is_stored_comes_back(row: Passage) -> None:
    assert load(Passage, dump(row)) == row
    assert dump(row) == packed(plain(row))


def test_short_rows_are_left_as_they_are() -> None:
    short, long = ROWS
    assert len(plain(short).encode()) <= SHORT and plain(short).encode() in dump(short)
    assert len(plain(long).encode()) > SHORT > len(dump(long))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_with_one_bit_wrong_is_none(row: Passage) -> None:
    whole = dump(row)
    for at in range(8 * len(whole)):
        broken = bytearray(whole)
        broken[at // 8] ^= 1 << at % 8
        try:
            found = load(Passage, bytes(broken))
        except ValueError:
            continue
        assert found == row, f"bit {at}"  # zlib's header says things that change nothing
