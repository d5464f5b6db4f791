"""Mode `terminal`: a terminal that applies UAX #9 to each row shows it as it was painted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.terminal.frames import Model
from reader.tui.terminal.frames.cells import CellReader
from reader.tui.terminal.frames.logical import BRAILLE_BLANK, LRM, logical_row
from reader.typeset import lay_out


def sent(painted: str, *, braille: bool = False) -> str:
    cells = CellReader().read(painted)
    assert cells is not None
    return "".join(text for _, text in logical_row(cells, braille=braille))


def shown(row: str) -> str:
    """What such a terminal shows: our own UAX #9, which passes Unicode's tests, with the base that P2 finds: the LRM."""
    return lay_out(row, 500, direction="ltr", shaping="letters", keep_spaces=True)[0].text.replace(
        BRAILLE_BLANK, " "
    )


def painted(text: str) -> str:
    return lay_out(text, 500)[0].text


CASES = [
    ("a word", "سلام"),
    ("words", "قال أحمد إن المدينة سقطت"),
    ("a number inside", "في عام 2024 سقطت"),
    ("a number at the end", "سنة 2024"),
    ("a number at the start", "2024 سنة"),
    ("Arabic-Indic digits", "سنة ٢٠٢٤ ثم ١٢"),
    ("a percentage", "نسبة 80% فقط"),
    ("a decimal", "نسبة 1,250.75 فقط"),
    ("an ISO date", "في 2024-12-08 سقطت"),
    ("brackets", "قال (أحمد) لا"),
    ("quotes", "قال «أحمد» لا"),
    ("nested", "كتاب (أحمد [الثاني]) جديد"),
    ("a Latin name", "قال (John Smith) في لندن"),
    ("a Latin name with a number", "طائرة F-16 سقطت"),
    ("English first", "BBC قالت"),
    ("marks", "كِتَاب لَا"),
    ("tatweel and digits", "الـ23 من"),
    ("ZWNJ", "می\u200cرود"),
    ("punctuation at the end", "سقطت المدينة."),
    ("a colon and a dash", "قال: لا - نعم"),
    ("a negative number", "حرارة -5 درجات"),
    ("Hebrew beside it", "قال שלום لا"),
]


@pytest.mark.parametrize("text", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_a_row_is_shown_as_painted(text: str) -> None:
    row = painted(text)
    assert shown(sent(row)) == row
    assert shown(sent("  " + row)) == "  " + row


def test_two_panes_share_a_row() -> None:
    row = f"{painted('قال أحمد')}  │ 12 {painted('سقطت المدينة 2024')} │  {painted('كيان')}  3/60"
    assert shown(sent(row)) == row
    assert shown(sent(row, braille=True)) == row
    assert LRM in sent(row)
    assert LRM not in sent("  " + row, braille=True)  # blanks do the work, so that no terminal loses a column


WORDS = st.sampled_from(
    ["قال", "لا", "كِتَاب", "المدينة", "2024", "٣٤", "80%", "1.5", "John", "BBC", "(أحمد)", "(John)", "«نعم»", "-5", "12:30", "،", ".", "2024-12-08", "F-16", "[", ")"]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3), st.sampled_from([" │ ", "    ", "│", " "]), st.booleans())
def test_random_rows(lines: list[str], between: str, braille: bool) -> None:
    row = between.join(map(painted, lines))
    assert shown(sent(row, braille=braille)) == row


def test_a_blank_that_keeps_runs_apart_is_not_seen() -> None:
    """The pattern is missing in most fonts: it is painted in its ground's colour, and concealed."""
    cells = CellReader().read("\x1b[38;2;1;2;3;48;2;4;5;6m  قال\x1b[0m")
    assert cells is not None
    (blank,) = [cell for cell, text in logical_row(cells, braille=True) if text == BRAILLE_BLANK]
    assert (blank.style.foreground, blank.style.background) == ("38;2;4;5;6", "48;2;4;5;6")
    assert "8" in blank.style.attributes
    for ground, letters in (("47", "37"), ("104", "94"), ("48;5;17", "38;5;17")):
        cells = CellReader().read(f"\x1b[7;{ground}m  قال\x1b[0m")
        assert cells is not None
        (blank,) = [cell for cell, text in logical_row(cells, braille=True) if text == BRAILLE_BLANK]
        assert blank.style.foreground == letters
        assert blank.style.attributes == ("8",)


def test_no_slant_where_it_would_be_boxes() -> None:
    model = Model(logical=True)
    model.upright = True
    out = model.frame("\x1b[1;1H\x1b[1;3mقال\x1b[0m\x1b[1;1H", (3, 1))
    assert "\x1b[1m" in out and "3m" not in out


def test_a_changed_row_is_sent_whole() -> None:
    model = Model(logical=True, margins=True)
    size = (12, 2)
    model.frame(f"\x1b[1;1H{painted('قال أحمد')}    \n\x1b[2;1Habc         \x1b[1;1H", size)
    out = model.frame("\x1b[2;1Habd\x1b[1;1H", size)
    assert out == "\x1b[2;1Habd         \x1b[H"
