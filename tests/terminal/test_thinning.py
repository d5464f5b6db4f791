"""Frames in fewer bytes: the picture, its colours and the cursor are those of the frame as Textual wrote it."""

from __future__ import annotations

from hypothesis import given
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


@given(ROWS)
def test_the_picture_stays(rows: list[tuple[int, int, list[tuple[str, str]]]]) -> None:
    whole, thin = Emulator(40, 8), Emulator(40, 8)
    data = frame(rows)
    whole.feed(data)
    thin.feed(thinned(data))
    assert thin.rows == whole.rows
    assert (thin.y, thin.x, thin.look) == (whole.y, whole.x, whole.look)
    assert not thin.unknown
    assert len(thinned(data)) <= len(data)


def test_a_style_is_told_by_what_changes() -> None:
    plain, name = "38;5;188;48;5;233", "4;38;5;115;48;5;233"
    data = (
        "\x1b[1;1H"
        + segment(plain, "ab ")
        + segment(name, "cd")
        + segment(plain, " e")
        + "\x1b[1;8H\r\n\x1b[1;1H"
    )
    assert thinned(data) == (
        "\x1b[1;1H\x1b[38;5;188;48;5;233mab \x1b[4;38;5;115mcd\x1b[24;38;5;188m e\x1b[1;1H\x1b[m"
    )


def test_what_cannot_be_followed_is_left_alone() -> None:
    for data in ("\x1b[1;1H\x1b[1m\x1b[31mx\x1b[0m", "\x1b[1;1H\x1b[58;5;3mx\x1b[0m", "\x1b[1;1H\x1b[1mx"):
        assert thinned(data) == data
