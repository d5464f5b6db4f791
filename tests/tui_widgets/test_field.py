"""A one-line field as a person sees it: the painted row with the cursor in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.widgets.editing_layout import FieldView, field_view

WIDTH = 14


def view(
    text: str, cursor: int, *, width: int = WIDTH, undecided: str = "rtl", order: str = "visual"
) -> FieldView:
    return field_view(text, cursor, width, undecided, first=None, with_end=True, order=order)


def painted(text: str, cursor: int, **options: object) -> str:
    seen = view(text, cursor, **options)
    at = seen.column(seen.row.stop_of(cursor).x)
    return "".join(f"[{glyph}]" if x == at else glyph for x, glyph in enumerate(seen.glyphs()))


CASES = [
    # what, text, cursor, as painted
    ("nothing typed yet", "", 0, "             [ ]"),
    ("at the end, left of the text", "سلام", 4, "          [ ]ﻡﻼﺳ"),
    ("at the start, on the first letter", "سلام", 0, "           ﻡﻼ[ﺳ]"),
    ("lam-alef is one cell", "سلام", 1, "           ﻡ[ﻼ]ﺳ"),
    ("after a space", "سلام ", 5, "         [ ] ﻡﻼﺳ"),
    ("a Latin word goes on to its right", "سلام ABC", 8, "      ABC[ ] ﻡﻼﺳ"),
    ("at the start of the Latin word", "سلام ABC", 5, "      [A]BC  ﻡﻼﺳ"),
    ("digits go on to their right", "سنة 2024", 8, "     2024[ ] ﺔﻨﺳ"),
    ("Latin alone stands left", "abc", 3, "abc[ ]          "),
    ("Arabic wins where there is more of it", "abc سلام", 8, "      [ ]ﻡﻼﺳ abc"),
    ("marks stay on their letters", "كِتَاب", 6, "         [ ]ﺏﺎﺘَﻛِ"),
    ("an open bracket is mirrored", "سلام (", 6, "        [ ]) ﻡﻼﺳ"),
    ("ZWNJ breaks the join and takes no cell", "می\u200cرود", 6, "        [ ]ﺩﻭﺭﯽﻣ"),
    ("an override is a sign and is not obeyed", "ab\u202ecd", 5, "ab\u202ecd"),
    ("a long text is scrolled to its end", "واحد اثنان ثلاثة اربعة خمسة", 27, "[ ]ﺔﺴﻤﺧ ﺔﻌﺑﺭﺍ ﺔﺛ"),
    ("and to its start", "واحد اثنان ثلاثة اربعة خمسة", 0, "ﺛﻼﺛ ﻥﺎﻨﺛﺍ ﺪﺣﺍ[ﻭ]"),
    ("wide characters are not halved", "漢字漢字漢字漢字漢字", 3, "漢字漢[字]漢字漢"),
]


@pytest.mark.parametrize(
    ("text", "cursor", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_painted(text: str, cursor: int, expected: str) -> None:
    if "\u202e" in text:
        seen = painted(text, cursor)
        assert "\u202e" not in seen
        assert seen.startswith("ab")
        return
    assert painted(text, cursor) == expected


@pytest.mark.parametrize(
    ("text", "cursor", "expected"),
    [
        ("سلام", 4, "         سلام[ ]"),
        ("سلام", 0, "         [س]لام "),
        ("سلام ABC", 5, "     سلام [A]BC "),
        ("abc", 3, "abc[ ]          "),
        ("واحد اثنان ثلاثة", 16, "د اثنان ثلاثة[ ]"),
        ("واحد اثنان ثلاثة", 0, "[و]احد اثنان ثلا"),
    ],
)
def test_as_written(text: str, cursor: int, expected: str) -> None:
    """Where the terminal orders, or nobody does: letters as they are, going on to the right."""
    assert painted(text, cursor, order="logical") == expected
    row = view(text, cursor, order="logical").row
    assert not row.leftward
    assert [stop.offset for stop in row.stops] == sorted(stop.offset for stop in row.stops)


LETTERS = st.sampled_from(["ا", "ب", "لا", "م", "كِ", " ", "a", "B", "1", "٣", "(", "»", "-", "می\u200c"])


@settings(max_examples=200, deadline=None)
@given(st.lists(LETTERS, max_size=30).map("".join), st.data())
def test_arrows_reach_every_place(text: str, data: st.DataObject) -> None:
    """From the left edge, Right reaches each stop once; stops are cells of their own and offsets of the text."""
    row = view(text, data.draw(st.integers(0, len(text))), width=20).row
    stop = row.stops[0]
    seen = [stop]
    while (after := row.beside(stop, 1)) is not None:
        assert after.x > stop.x
        assert row.beside(after, -1) == stop
        seen.append(after)
        stop = after
    assert sorted(stop.offset for stop in seen) == sorted({stop.offset for stop in row.stops})
    assert {0, len(text)} <= {stop.offset for stop in row.stops}


@settings(max_examples=200, deadline=None)
@given(st.lists(LETTERS, max_size=30).map("".join), st.sampled_from("ابدمaB1٣"))
def test_the_next_letter_appears_at_the_cursor(text: str, letter: str) -> None:
    """What is typed at the end of a script's run stands where the cursor stood, or pushed it on by one."""
    before = view(text, len(text), width=80, undecided="rtl").row
    after = view(text + letter, len(text) + 1, width=80, undecided="rtl").row
    if before.leftward != after.leftward or not text or _kind(text[-1]) != _kind(letter):
        return
    cursor = before.stop_of(len(text)).x
    columns = after.columns_of(len(text), len(text) + 1)
    new_cursor = after.stop_of(len(text) + 1).x
    assert abs(columns[0] - cursor) <= 1 or text.endswith("ل")  # one lam-alef cell
    assert abs(new_cursor - columns[0]) == 1


def _kind(letter: str) -> str:
    return (
        "latin"
        if letter.isascii() and letter.isalpha()
        else "digit"
        if letter.isdigit()
        else "arabic"
        if letter.isalpha()
        else "other"
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(LETTERS, max_size=40).map("".join), st.integers(1, 20), st.data())
def test_the_cursor_is_always_in_view(text: str, width: int, data: st.DataObject) -> None:
    first = None
    for _ in range(4):
        cursor = data.draw(st.integers(0, len(text)))
        seen = field_view(text, cursor, width, "rtl", first=first, with_end=True)
        assert 0 <= seen.column(seen.row.stop_of(cursor).x) < width
        assert len(seen.glyphs()) == width
        first = seen.first


def test_a_megabyte_is_laid_out_near_the_cursor_only() -> None:
    text = "كلمة " * 200_000
    for cursor in (0, 500_000, len(text)):
        row = view(text, cursor, width=60).row
        assert len(row.glyphs) < 3000
        assert row.start <= cursor <= row.end + 1
