"""Terminals that answer queries at once, late, with noise, or in pieces: the reader opens, and no answer types a key."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.reading import Reading, shaped, with_index

pytestmark = pytest.mark.terminal

EVERYTHING = "\x1b[?2026;2$y\x1b[?2048;0$y\x1b[8;2$y\x1b[?69;2$y\x1bP>|VTE(7600)\x1b\\\x1b[>65;7600;1c\x1b[?65;1;9c\x1b[0n"
NOISE = "\x1b[?9999;9$y\x1b]11;rgb:ffff/0000/dddd\x07\x1bP1$r0m\x1b\\\x1b[?1;2;3;4n\x1b[99999999999999999999;5u\x1b[<999;-5;-5M\x1b[48;;;t\x1b[48;0;0;0;0t\x1b[0u\x1b[:;:u"


@pytest.fixture
def start(indexed: Path, tmp_path: Path) -> Iterator[Reading]:
    """A reader that has just been started: nothing of it has been read."""
    session = Reading(with_index(indexed, tmp_path))
    yield session
    session.finish()


def open_and_well(session: Reading) -> None:
    """It opened, no key was made up of an answer, and it leaves nothing behind."""
    session.opened()
    session.put_card_away()
    session.drain()
    assert "article 1 of 5" in session.status, session.all
    session.do("text.down", "app.help")
    session.wait_for("To the beginning")
    session.do("app.escape", "app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    assert b"fault in Warraq" not in session.output


def test_before_it_is_asked(start: Reading) -> None:
    start.send(EVERYTHING)
    open_and_well(start)


def test_in_the_moment_it_is_asked(start: Reading) -> None:
    start.wait(lambda: b"\x1b[?2026$p" in start.output, "the first query")
    for _ in range(20):
        start.send(EVERYTHING)
        start.pump(0.01)
    open_and_well(start)


def test_seconds_late(start: Reading) -> None:
    start.opened()
    start.put_card_away()
    time.sleep(2)  # the reader's patience is 1.5
    start.send(EVERYTHING)
    open_again(start)


def open_again(session: Reading) -> None:
    session.drain()
    assert "article 1 of 5" in session.status, session.all
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


def test_noise_and_pieces(start: Reading) -> None:
    start.opened()
    start.put_card_away()
    chance = random.Random(7)
    for _ in range(30):
        answer = chance.choice([EVERYTHING, NOISE, "\x1bP" + "x" * 3000 + "\x1b\\"])
        while answer:
            size = chance.randrange(1, 40)
            start.send(answer[:size])
            answer = answer[size:]
            if size == 7:
                time.sleep(0.05)  # longer than an ESC is waited for
            start.pump(0)
    open_again(start)


def test_a_key_pressed_before_the_first_paint_counts(start: Reading) -> None:
    start.send("q")
    assert start.wait_exit() == 0
    assert start.left_on() == []


def test_keys_pressed_while_it_leaves_are_nobodys(start: Reading) -> None:
    start.opened()
    start.put_card_away()
    start.send("q" + "j:/xq\x1b[<0;3;3M" * 40)
    assert start.wait_exit() == 0
    assert start.left_on() == []
    assert b"fault in Warraq" not in start.output


def test_a_megabyte_pasted_into_the_search(start: Reading) -> None:
    start.opened()
    start.put_card_away()
    start.do("go.search")
    start.wait_for("-without")
    text = "\x1b[200~" + "كلمة " * 100_000 + "\x1b[201~"
    for at in range(0, len(text), 1000):
        start.send(text[at : at + 1000])
        start.pump(0)
    start.wait_for(shaped("كلمة"))
    start.do("input.cancel")
    start.wait(lambda: "? help" in start.screen()[-1], "the search closed")
    start.do("app.quit")
    assert start.wait_exit() == 0
    assert start.left_on() == []
