"""Frames in fewer bytes: the picture, its colours and the cursor are those of the frame as Textual wrote it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.terminal.thinning import thinned
from tests.terminal.emulator import Emulator

STYLES = st.sampled_from(
    [
        "",
        "1",
        "4;38;5;115;48;5;233",
        "1;3;38;5;182;48;5;233",
        "38;5;188;48;5;233",
        "38;2;1;2;3",
        "31;44",
        "7",
        "2;9",
    ]
)
TEXTS = st.text(st.sampled_from("ab ﺔﻳ╯│سَ"), min_size=1, max_size=6)
ROWS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 12), st.lists(st.tuples(STYLES, TEXTS), max_size=4))
)


def segment(style: str, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


def frame(rows: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """As Textual writes it: each string addressed, its segments styled and reset, a line feed, then the cursor."""
    return "\r\n".join(
        f"\x1b[{y};{x}H" + "".join(segment(*each) for each in segments) + f"\x1b[{y};30H" for y, x, segments in rows
    ) + "\x1b[2;3H"  # fmt: skip


@settings(deadline=None)
@given(ROWS)
def test_the_picture_stays(rows: list[tuple[int, int, list[tuple[str, str]]]]) -> None:
    whole, thin = Emulator(40, 8), Emulator(40, 8)
    data = frame(rows)
    whole.feed(data)
    thin.feed(thinned(data))
    assert thin.seen == whole.seen
    assert (thin.y, thin.x, thin.look) == (whole.y, whole.x, whole.look)
    assert not thin.unknown
    assert len(thinned(data)) <= len(data)


PLAIN, NAME, DATE = "38;5;188;48;5;233", "4;38;5;115;48;5;233", "1;38;5;182;48;5;233"


def row(y: int, *segments: tuple[str, str]) -> str:
    return f"\x1b[{y};1H" + "".join(segment(*each) for each in segments) + f"\x1b[{y};20H\r\n"


def test_a_style_is_told_by_what_changes() -> None:
    data = row(1, (PLAIN, "ab "), ("4;38;5;188;48;5;233", "cd"), (PLAIN, " e")) + "\x1b[2;3H"
    assert thinned(data) == "\x1b[H\x1b[38;5;188;48;5;233mab \x1b[4mcd\x1b[24m e\x1b[m\x1b[2;3H"


def test_names_come_after_the_text_around_them() -> None:
    """Each look is told once, and blanks keep the places."""
    data = (
        row(1, (PLAIN, "ab "), (NAME, "cd"), (PLAIN, " e"))
        + row(2, (DATE, "1971"), (PLAIN, " fgh "), (NAME, "ij"))
        + "\x1b[2;3H"
    )
    assert thinned(data) == (
        "\x1b[H\x1b[38;5;188;48;5;233mab    e\x1b[2H     fgh   "
        "\x1b[1;4H\x1b[4;38;5;115mcd\x1b[2;10Hij"
        "\x1b[2H\x1b[24;1;38;5;182m1971\x1b[m\x1b[2;3H"
    )


def test_a_blank_takes_any_colour_but_not_any_line() -> None:
    data = row(1, (NAME, "ab"), (PLAIN, " "), (DATE, "cd"), (PLAIN, " "), (NAME, "e")) + "\x1b[2;3H"
    assert (
        thinned(data)
        == "\x1b[H\x1b[4;38;5;115;48;5;233mab\x1b[24m    \x1b[4me\x1b[1;4H\x1b[24;1;38;5;182mcd\x1b[m\x1b[2;3H"
    )


def test_where_terminals_differ_on_widths_the_order_stays() -> None:
    """And what stands behind is addressed anew, which the frame itself does not do."""
    data = row(1, (PLAIN, "ab "), (NAME, "👩"), (PLAIN, " cd "), (NAME, "ef")) + "\x1b[2;3H"
    assert thinned(data) == (
        "\x1b[H\x1b[38;5;188;48;5;233mab \x1b[4;38;5;115m👩\x1b[1;6H\x1b[24;38;5;188m cd \x1b[4;38;5;115mef"
        "\x1b[m\x1b[2;3H"
    )


def test_what_cannot_be_followed_is_left_alone() -> None:
    for string in ("\x1b[58;5;3mx\x1b[0m", "\x1b[1mx", "\x1b]8;;x\x1b\\link\x1b]8;;\x1b\\", "a\x07b"):
        assert thinned(f"\x1b[1;1H{string}\x1b[1;3H") == f"\x1b[1;1H{string}\x1b[1;3H"
    for frame_ in ("\x1b[1;1Hx", "x\x1b[1;1H", ""):
        assert thinned(frame_) == frame_
