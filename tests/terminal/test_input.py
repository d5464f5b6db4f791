"""What a terminal sends, in pieces and as noise: keys, pastes and answers come out, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser

from reader.tui.terminal.input import Answer, InputStream, Keys, Pasted, Token

CASES: list[tuple[str, list[str], list[Token]]] = [
    ("letters", ["سلام"], [Keys("سلام")]),
    ("an arrow key", ["\x1b[A"], [Keys("\x1b[A")]),
    ("a paste", ["\x1b[200~نص\nآخر\x1b[201~x"], [Pasted("نص\nآخر"), Keys("x")]),
    ("a paste in pieces", ["\x1b[20", "0~ن", "ص\x1b[2", "01~"], [Pasted("نص")]),
    ("ESC inside a paste", ["\x1b[200~a\x1b[31mb\x1b[201~"], [Pasted("a\x1b[31mb")]),
    ("DECRQM's answer", ["\x1b[8;2$y"], [Answer("\x1b[8;2$y")]),
    ("cut in two", ["a\x1b[?69", ";2$yb"], [Keys("a"), Answer("\x1b[?69;2$y"), Keys("b")]),
    ("Textual's own question", ["\x1b[?2026;2$y"], [Answer("\x1b[?2026;2$y"), Keys("\x1b[?2026;2$y")]),
    ("XTVERSION", ["\x1bP>|VTE(7006)\x1b\\"], [Answer("\x1bP>|VTE(7006)\x1b\\")]),
    ("XTVERSION in pieces", ["\x1bP>|VT", "E(1)\x1b", "\\q"], [Answer("\x1bP>|VTE(1)\x1b\\"), Keys("q")]),
    (
        "device attributes",
        ["\x1b[>65;7006;1c\x1b[?62;4c"],
        [Answer("\x1b[>65;7006;1c"), Answer("\x1b[?62;4c")],
    ),
    ("status", ["\x1b[0n"], [Answer("\x1b[0n")]),
    ("where the cursor is", ["\x1b[2;17R"], [Answer("\x1b[2;17R")]),
    ("F3 with Shift", ["\x1b[1;2R"], [Keys("\x1b[1;2R")]),
    ("a colour report", ["\x1b]11;rgb:0/0/0\x07k"], [Answer("\x1b]11;rgb:0/0/0\x07"), Keys("k")]),
    ("a kitty key", ["\x1b[1575;1;1575u"], [Keys("\x1b[1575;1;1575u")]),
    ("its release", ["\x1b[106;1:3u"], []),
    ("its press with an event type", ["\x1b[106;1:1u"], [Keys("\x1b[106;1u")]),
    ("its alternate keys", ["\x1b[1578:106;1;1578u"], [Keys("\x1b[1578;1;1578u")]),
    ("a code that is no character", ["\x1b[99999999;1u"], []),
]


@pytest.mark.parametrize(("pieces", "tokens"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tokens(pieces: list[str], tokens: list[Token]) -> None:
    stream = InputStream()
    assert [token for piece in pieces for token in stream.feed(piece)] == tokens
    assert not stream.waiting


def test_a_lone_escape_is_a_key_after_a_pause() -> None:
    stream = InputStream()
    assert stream.feed("\x1b") == []
    assert stream.waiting
    assert stream.idle(long=False) == [Keys("\x1b")]
    assert not stream.waiting


@pytest.mark.parametrize(
    ("first", "rest", "tokens"),
    [
        ("\x1b", "[?69;2$y", [Answer("\x1b[?69;2$y")]),
        ("\x1b[", "?69;2$y", [Answer("\x1b[?69;2$y")]),
        ("\x1b", "P>|VTE(1)\x1b\\", [Answer("\x1bP>|VTE(1)\x1b\\")]),
        ("\x1b", "]11;rgb:0/0/0\x07", [Answer("\x1b]11;rgb:0/0/0\x07")]),
        ("\x1b", "[200~نص\x1b[201~", [Pasted("نص")]),
        ("\x1b", "[<0;4;5M", [Keys("\x1b[<0;4;5M")]),
        ("\x1b", "[", [Keys("[")]),  # a person, who goes on with e
        ("\x1b", "]e", [Keys("]e")]),
    ],
)
def test_what_was_cut_behind_its_escape_types_nothing(first: str, rest: str, tokens: list[Token]) -> None:
    """A line so slow that the ESC was taken for the key: what follows is still what it was."""
    stream = InputStream()
    assert stream.feed(first) == []
    assert stream.idle(long=False) == [Keys(first)]
    assert stream.feed(rest) == tokens
    assert stream.feed("[?") == [Keys("[?")]


def test_an_answer_that_never_ends_is_given_up() -> None:
    stream = InputStream()
    assert stream.feed("\x1bP>|half an answer") == []
    assert stream.idle(long=False) == []
    assert stream.idle(long=True) == []
    assert stream.feed("k") == [Keys("k")]


def test_a_paste_that_never_ends_is_delivered() -> None:
    stream = InputStream()
    assert stream.feed("\x1b[200~نص") == []
    assert stream.idle(long=True) == [Pasted("نص")]
    assert stream.feed("k") == [Keys("k")]


def test_a_big_paste_stays_whole() -> None:
    stream = InputStream()
    text = "كلمة " * 200_000
    data = f"\x1b[200~{text}\x1b[201~"
    tokens = [token for i in range(0, len(data), 4093) for token in stream.feed(data[i : i + 4093])]
    assert tokens == [Pasted(text)]


PIECES = st.lists(
    st.one_of(
        st.text(st.sampled_from("\x1b[]P?>0129;:$ycu~RnM<\\\x07ab ا\x18"), max_size=12),
        st.sampled_from(
            ["\x1b[200~", "\x1b[201~", "\x1b[?69;2$y", "\x1b[A", "\x1bP>|x\x1b\\", "\x1b[1;5:3u"]
        ),
    ),
    max_size=12,
)


@given(PIECES)
def test_noise_breaks_nothing(pieces: list[str]) -> None:
    """Whatever arrives, Textual's parser reads what is left of it, and no answer reaches it as keys."""
    stream = InputStream()
    parser = XTermParser()
    tokens = [token for piece in pieces for token in stream.feed(piece)]
    tokens += stream.idle(long=False) + stream.idle(long=True)
    for token in tokens:
        if isinstance(token, Keys):
            list(parser.feed(token.text))
    assert not stream.waiting


@given(st.text(st.sampled_from("اب\x1b[2;3$y"), max_size=30), st.integers(0, 30))
def test_where_it_is_cut_makes_no_difference(text: str, cut: int) -> None:
    def answers(pieces: list[str]) -> list[Token]:
        stream = InputStream()
        tokens = [token for piece in pieces for token in stream.feed(piece)]
        return [token for token in tokens if not isinstance(token, Keys)]

    assert answers([text]) == answers([text[:cut], text[cut:]])
