"""Hostile and broken text: nothing hangs, nothing is obeyed, nothing is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.typeset import TextLayout, isolate, lay_out, one_line, pieces, sanitise
from reader.typeset.signs import LINE_END


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("a\x00b", "a␀b"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x7fb", "a␡b"),
        ("a\x9b2Jb", "a\ufffd2Jb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\ufdd0b", "a\ufffdb"),
        ("a\uffffb", "a\ufffdb"),
        ("a\x08b", "a␈b"),
        ("\u0301\u0301", "◌\u0301\u0301"),
        ("َُِ", "◌َُِ"),
        ("[red]a[/]", "[red]a[/]"),
    ],
)
def test_what_is_painted(text: str, painted: str) -> None:
    (line,) = lay_out(text, 40, direction="ltr")
    assert line.text == painted
    assert line.span.of(text) == text


@pytest.mark.parametrize(
    "newline", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_every_line_end_ends_a_line(newline: str) -> None:
    assert [line.text for line in lay_out(f"a{newline}b", 9)] == ["a", "b"]
    assert [line.text for line in lay_out(f"a{newline}{newline}b{newline}", 9)] == ["a", "", "b", ""]


def test_line_ends_are_those_of_splitlines() -> None:
    everything = "".join(map(chr, range(0x3000)))
    assert LINE_END.sub("\n", everything).split("\n") == everything.splitlines()


@pytest.mark.parametrize("text", ["", " ", "   ", "\u200f", "\n", "\r\n"])
def test_nothing_to_paint_is_still_a_line(text: str) -> None:
    lines = lay_out(text, 10)
    assert len(lines) == text.count("\n") + 1
    assert all(line.text == "" for line in lines)
    assert TextLayout(text, 10).height == len(lines)


def test_marks_without_end_on_one_letter() -> None:
    (line,) = lay_out("ب" + "\u064e" * 10_000, 10)
    assert line.width == 1
    assert len(line.text) < 20
    assert line.cells[0].end == 10_001


@pytest.mark.parametrize("control", ["\u2067", "\u2066", "\u2068", "\u202b", "\u202e", "\u2067\u202b"])
def test_ten_thousand_nested(control: str) -> None:
    text = control * 10_000 + "قال" + "\u2069" * 10_000 + "abc"
    (line,) = lay_out(text, 80)
    assert sorted(line.glyphs) == sorted("ﻗﺎﻝabc")


def test_unpaired_controls() -> None:
    (line,) = lay_out("\u2069\u202c\u2069قال\u2067\u202e", 80)
    assert line.text == "ﻝﺎﻗ"


def test_a_word_of_300_000_letters() -> None:
    text = "بلالا" * 60_000
    layout = TextLayout(text, 70)
    assert layout.settle(0, 40) == 0
    assert layout.line(0).line.width == 70
    lines = lay_out(text, 70)
    assert sum(line.width for line in lines) == 60_000 * 3
    assert all(a.end == b.start for a, b in itertools.pairwise(lines))


def test_a_paragraph_in_pieces_is_whole() -> None:
    text = "قال الرئيس (2024) في John Smith أمس. " * 6_000
    lines = lay_out(text, 70)
    assert len(text) > 3 * (1 << 16)
    words = [word for line in lines for word in line.span.of(text).split()]
    assert words == text.split()
    assert {line.direction for line in lines} == {"rtl"}


def test_pieces_are_cut_outside_isolates() -> None:
    text = ("كلمة " * 12_000 + "\u2067" + "ab كلمة " * 900 + "\u2069 ") * 3
    lines = lay_out(text, 70)
    words = [word for line in lines for word in line.span.of(text).split()]
    assert words == text.split()
    held = {offset for line in lines for offset in (line.start,)}
    assert len(held) == len(lines)


def test_a_title_with_an_override_shows_it() -> None:
    line = one_line("a\u202egnp.exe", 20)
    assert line.text == "a⇐gnp.exe"
    assert one_line("قال \u2067ab", 20).text == "ab⇠ ﻝﺎﻗ"
    assert one_line("قال \u2068ab!\u2069 ثم", 20).text == "ﻢﺛ ab! ﻝﺎﻗ"
    assert one_line("a\u2069b", 20).text == "a⇣b"
    assert one_line("a\nb\r\nc", 20).text == "a b  c"


def test_all_controls_made_visible() -> None:
    (line,) = lay_out("a\u200fب\u200d\u202ec", 20, show_controls=True, direction="ltr")
    assert {"⊣", "⌣", "⇐"} <= set(line.text)
    assert line.width == 6


def test_sanitise() -> None:
    assert sanitise("a\x1b]0;x\x07\nb\tc") == "a␛]0;x␇\nb\tc"
    assert sanitise("a\u202eb\u202c") == "a⇐b↑"
    assert sanitise("a\u2067b\u2069") == "a\u2067b\u2069"
    assert sanitise("a\u2067b") == "a⇠b"


def test_isolate_cannot_be_left() -> None:
    assert isolate("2024-12-08") == "\u20682024-12-08\u2069"
    (line,) = lay_out(f"عدد {isolate('3/14')} من {isolate('2024-12-08')}", 40)
    assert "3/14" in line.text
    assert "2024-12-08" in line.text
    assert isolate("a\u2069b\u202e") == "\u2068ab\u2069"


@pytest.mark.parametrize("width", [-3, 0, 1])
def test_no_width_is_too_small(width: int) -> None:
    assert "".join(line.text for line in lay_out("أب", width)) == "ﺃﺏ"
    assert one_line("قال", width).width <= max(width, 0)
    assert TextLayout("أب", width).height == 2


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("ب \n\r\u2067\u2069", max_size=150), max_size=8).map("".join))
def test_a_piece_knows_its_paragraph(text: str) -> None:
    """With windows of 16 code points, so that paragraphs are cut again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "WINDOW", 16)
        found = list(pieces.Pieces(text))
    begins = [0, *(match.end() for match in LINE_END.finditer(text))]
    for piece in found:
        assert piece.paragraph == max(at for at in begins if at <= piece.start)


def test_a_long_paragraph_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many code points are searched for line ends grows with the text, not with its square."""
    searched = {}

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(LINE_END, name)

        def finditer(self, text: str, low: int, high: int) -> object:
            searched[len(text)] = searched.get(len(text), 0) + high - low
            return LINE_END.finditer(text, low, high)

    monkeypatch.setattr(pieces, "LINE_END", Counting())
    monkeypatch.setattr(pieces, "WINDOW", 64)
    for length in (10_000, 40_000):
        assert len(list(pieces.Pieces("ب" * (length - 1) + " "))) > 100
    assert searched[40_000] < 6 * searched[10_000]
