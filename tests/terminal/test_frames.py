"""The frame difference engine: small frames with the bytes that come out, and laws over random ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.terminal.frames import Model
from reader.tui.terminal.frames.cells import PLAIN, UNKNOWN, NotCells, Style, apply_sgr, change_style
from tests.terminal.emulator import Emulator

RED = "\x1b[31m{}\x1b[0m"
FAMILY = "👨\u200d👩\u200d👧"


def at(y: int, x: int, text: str) -> str:
    return f"\x1b[{y};{x}H{text}"


def screenful(lines: list[str], width: int = 20) -> str:
    """A frame as Textual writes it: every row addressed, padded and ended by a line feed; then the cursor."""
    rows = [at(y, 1, line + " " * (width - cell_len(line))) for y, line in enumerate(lines, 1)]
    return "\n".join(rows) + at(1, 1, "")


def test_the_same_frame_again_sends_nothing() -> None:
    model = Model()
    frame = screenful(["سلام", "abc"])
    assert model.frame(frame, (20, 2))
    assert model.frame(frame, (20, 2)) == ""


def test_only_what_changed_is_sent() -> None:
    model = Model()
    model.frame(screenful(["one two three", "abc"]), (20, 2))
    assert model.frame(screenful(["one 2wo three", "abc"]), (20, 2)) == "\x1b[1;5H2\x1b[H"


def test_a_short_gap_is_sent_a_long_one_jumped() -> None:
    model = Model()
    model.frame(screenful(["abcdefghijklm", ""]), (20, 2))
    assert model.frame(screenful(["AbCdefghijklM", ""]), (20, 2)) == "\x1b[HAbC\x1b[9CM\x1b[H"


def test_the_cursor_alone() -> None:
    model = Model()
    model.frame(screenful(["abc", ""]), (20, 2))
    assert model.frame(at(2, 5, ""), (20, 2)) == "\x1b[2;5H"


def test_a_mark_belongs_to_its_letter() -> None:
    model = Model()
    model.frame(screenful(["كتب", ""]), (20, 2))
    assert model.frame(screenful(["كِتب", ""]), (20, 2)) == "\x1b[Hكِ\x1b[H"


def test_a_full_width_scroll_uses_a_region() -> None:
    lines = [f"{n**9 % 10**12:012} text" for n in range(60)]
    model = Model()
    model.frame(screenful(lines[:20]), (20, 20))
    sent = model.frame(screenful(lines[1:21]), (20, 20))
    assert "\x1b[1;20r\x1b[1;1H\x1b[M\x1b[r" in sent
    assert len(sent) < 80


def test_a_pane_scroll_uses_margins_where_there_are_any() -> None:
    def pane(first: int) -> str:
        return "\n".join(at(y, 11, f"{(first + y) ** 9 % 10**9:09}") for y in range(1, 21)) + at(1, 1, "")

    sizes = {}
    for margins in (False, True):
        model = Model(margins=margins)
        model.frame(screenful([f"list {y:04} |{'':9}" for y in range(20)]), (20, 20))
        model.frame(pane(0), (20, 20))
        sent = model.frame(pane(7), (20, 20))
        assert ("\x1b[?69h" in sent) is margins
        sizes[margins] = len(sent)
    assert sizes[True] < 180


def test_a_pane_scrolls_with_what_stands_beside_it_where_that_is_less() -> None:
    """No margins: the terminal moves whole rows, and a few words beside the pane are painted again."""

    def desk(first: int) -> list[str]:
        beside = {3: "Articles", 9: "Names", 15: "Dates"}
        return [f"{beside.get(y, ''):10}│{(first + y) ** 9 % 10**18:018}" for y in range(20)]

    model = Model()
    plain, sent = Emulator(30, 20), Emulator(30, 20, margins=False)
    for first in (0, 4):
        rows = desk(first)
        frame = (
            "\n".join(at(y, 12, row[11:] + " ") for y, row in enumerate(rows, 1))
            if first
            else screenful(rows, 30)
        ) + at(1, 1, "")
        plain.feed(frame)
        data = model.frame(frame, (30, 20))
        sent.feed(data)
        assert sent.seen == plain.seen
    assert "\x1b[1;20r\x1b[1;1H\x1b[4M\x1b[r" in data
    assert len(data) < 250


@pytest.mark.parametrize(
    ("repeats", "sent"),
    [
        (True, "\x1b[Hx \x1b[11by      \x1b[2H──────────────      \x1b[H"),
        (False, "\x1b[Hx            y      \x1b[2H──────────────      \x1b[H"),
    ],
)
def test_many_blanks_are_repeated_where_the_terminal_can(repeats: bool, sent: str) -> None:
    model = Model()
    model.repeats = repeats
    assert model.frame(screenful(["x" + " " * 12 + "y", "─" * 14]), (20, 2)) == sent


def test_down_and_along_by_steps_where_that_is_shorter() -> None:
    model = Model()
    model.frame(screenful(["some words here", "some words here"]), (20, 2))
    changed = screenful(["some wards here", "some wirds here"])
    assert model.frame(changed, (20, 2)) == "\x1b[1;7Ha\v\x1b[Di\x1b[H"


def test_an_unknown_control_sends_the_frame_as_it_is() -> None:
    model = Model()
    frame = screenful(["abc", ""])
    model.frame(frame, (20, 2))
    odd = at(1, 1, "x\x1b[5Xy") + at(1, 1, "")
    assert model.frame(odd, (20, 2)) == odd
    assert len(model.frame(frame, (20, 2))) > 20  # everything is sent anew


def test_forget_repaints_what_is_wanted() -> None:
    model = Model()
    frame = screenful(["abc", "سلام"])
    model.frame(frame, (20, 2))
    model.forget()
    emulator = Emulator(20, 2)
    emulator.feed(model.difference())
    assert emulator.text() == ["abc", "سلام"]


def test_several_frames_one_difference() -> None:
    model = Model()
    model.frame(screenful(["abc", ""]), (20, 2))
    for word in ("abd", "abe", "abf"):
        assert model.take(screenful([word, ""]), (20, 2))
    assert model.difference() == "\x1b[1;3Hf\x1b[H"


def test_a_disputed_cluster_is_fenced() -> None:
    model = Model()
    model.frame(screenful(["abcdef", ""]), (20, 2))
    sent = model.frame(at(1, 2, FAMILY + "d") + at(1, 1, ""), (20, 2))
    assert sent.startswith(f"\x1b[1;2H  \x1b[1;2H{FAMILY}\x1b[1;4H")


@pytest.mark.parametrize(
    ("now", "then", "sequence"),
    [
        ("", "31", "\x1b[31m"),
        ("1;31", "31", "\x1b[22m"),
        ("1;2", "2", "\x1b[0;2m"),
        ("1;31;44", "", "\x1b[m"),
        ("38;2;1;2;3;48;2;4;5;6", "38;2;1;2;3;48;2;7;8;9", "\x1b[48;2;7;8;9m"),
        ("31", "31;4", "\x1b[4m"),
        ("31", "31", ""),
    ],
)
def test_style_changes(now: str, then: str, sequence: str) -> None:
    plain = Style()
    assert change_style(apply_sgr(plain, now), apply_sgr(plain, then)) == sequence


def test_unknown_sgr_is_refused() -> None:
    with pytest.raises(NotCells):
        apply_sgr(Style(), "38;9;1")


# -- laws

PARAMETERS = st.sampled_from(
    ["", "1", "2", "3", "4", "7", "1;2", "31", "97", "44", "100", "38;5;9", "38;2;1;2;3", "48;2;9;8;7"]
)


@given(PARAMETERS, PARAMETERS)
def test_a_change_of_style_arrives(now: str, then: str) -> None:
    emulator = Emulator(4, 1)
    wanted = Emulator(4, 1)
    plain = Style()
    emulator.feed(f"\x1b[{now or 0}m" + change_style(apply_sgr(plain, now), apply_sgr(plain, then)))
    wanted.feed(f"\x1b[{then or 0}m")
    assert emulator.look == wanted.look


PIECE = st.one_of(
    st.lists(st.sampled_from(["ا", "ب", "ﻻ", "كِ", " ", "a", "1", "│"]), min_size=1, max_size=8).map("".join),
    st.sampled_from(["漢字", FAMILY, "▪\ufe0f", "🇸🇾", "e\u0301", "ー", " " * 9]),
)
STYLED = st.builds(lambda text, sgr: f"\x1b[{sgr}m{text}\x1b[0m" if sgr else text, PIECE, PARAMETERS)
WIDTH, HEIGHT = 24, 10


@st.composite
def frames(draw: st.DrawFn) -> list[tuple[str, list[str]]]:
    """What a screen does: a part is painted, a block of rows scrolls, everything is painted, it is resized."""
    done: list[tuple[str, list[str]]] = []
    content = [[draw(STYLED) for _ in range(2)] for _ in range(30)]
    top = 0
    for _ in range(draw(st.integers(1, 10))):
        kind = draw(st.sampled_from(["part", "scroll", "all", "forget"]))
        if kind == "part":
            text = draw(STYLED)
            x = draw(st.integers(1, max(1, WIDTH + 1 - cell_len(_plain(text)))))
            done.append(("frame", [at(draw(st.integers(1, HEIGHT)), x, text)]))
        elif kind == "forget":
            done.append(("forget", []))
        else:
            top = min(max(top + draw(st.integers(-3, 3)), 0), 20) if kind == "scroll" else top
            left = draw(st.sampled_from([1, 1, 9]))
            rows = []
            for y in range(HEIGHT if kind == "all" else HEIGHT - 2):
                line = "".join(content[top + y])
                pad = max(0, WIDTH + 1 - left - cell_len(_plain(line)))
                rows.append(at(y + 1, left, line + " " * pad))
            done.append(("frame", rows))
    return done


def _plain(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[\d;]*m", "", text)


@settings(max_examples=120, deadline=None)
@given(frames(), st.booleans(), st.booleans(), st.booleans())
def test_the_screens_are_equal_after_every_frame(
    session: list[tuple[str, list[str]]], margins: bool, repeats: bool, at_once: bool
) -> None:
    model = Model(margins=margins)
    model.repeats, model.at_once = repeats, at_once
    plain, sent = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT, margins=margins, repeats=repeats)
    first = "\n".join(at(y, 1, " " * WIDTH) for y in range(1, HEIGHT + 1)) + at(1, 1, "")
    for kind, rows in [("frame", [first]), *session]:
        if kind == "forget":
            model.forget()
            sent.feed(model.difference())
            continue
        frame = "\n".join(rows) + at(2, 3, "")
        plain.feed(frame)
        sent.feed(model.frame(frame, (WIDTH, HEIGHT)))
        assert _wrong(model, sent, plain) == []
        assert (sent.y, sent.x) == (plain.y, plain.x)
    assert not sent.unknown
    assert sent.region == (0, HEIGHT)
    assert sent.columns == (0, WIDTH)


def _wrong(model: Model, sent: Emulator, plain: Emulator) -> list[str]:
    """The cells that differ. What is left of half a wide cell is a blank that nobody asked for, in either look."""
    wrong = []
    for y, (a, b) in enumerate(zip(sent.seen, plain.seen, strict=True)):
        for x, (one, other) in enumerate(zip(a, b, strict=True)):
            left_over = one[0] == other[0] == " " and model._wanted[y][x] is UNKNOWN
            if one != other and not left_over:
                wrong.append(f"{y},{x}: {one!r} for {other!r}")
    return wrong


def narrow(cluster: str) -> int:
    """A terminal that gives every emoji cluster the sum of its parts, and VS16 no say."""
    return max(1, sum(cell_len(character) for character in cluster)) if cluster.strip() else 1


@pytest.mark.parametrize("widths", [narrow])
def test_a_terminal_that_disagrees_on_widths_is_wrong_in_fewer_cells(widths: Callable[[str], int]) -> None:
    lines = [f"{n} ▪\ufe0f {FAMILY} نص" for n in range(30)]
    model = Model()
    truth, plain, sent = Emulator(20, 8), Emulator(20, 8, widths=widths), Emulator(20, 8, widths=widths)
    wrong = [0, 0]
    for top in range(20):
        frame = screenful(lines[top : top + 8])
        truth.feed(frame)
        plain.feed(frame)
        sent.feed(model.frame(frame, (20, 8)))
        for index, emulator in enumerate((plain, sent)):
            wrong[index] += sum(
                a != b
                for one, two in zip(emulator.rows, truth.rows, strict=True)
                for a, b in zip(one, two, strict=True)
            )
    assert wrong[1] < wrong[0] / 2


def test_no_sequence_has_more_parameters_than_mlterm_reads() -> None:
    then = Style("38;2;200;201;202", "48;2;100;101;102", ("1", "3", "4"))
    sent = change_style(PLAIN, then)
    assert all(one.count(";") < 10 for one in sent.split("m"))
    assert sent == "\x1b[1;3;4;38;2;200;201;202m\x1b[48;2;100;101;102m"
    assert change_style(PLAIN, Style("38;2;1;2;3", "48;2;4;5;6")) == "\x1b[38;2;1;2;3;48;2;4;5;6m"
