"""OSC 52: what is sent is the text, whole, in logical order, or nothing."""

from __future__ import annotations

import base64
import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.osc52 import LIMIT, LONGEST_SEQUENCE, Multiplexer, Outcome, copy, multiplexer_of


def received(sequence: str, multiplexer: Multiplexer) -> str:
    """What the terminal behind the multiplexer gets to see as clipboard."""
    if multiplexer is Multiplexer.TMUX:
        bare, _, wrapped = sequence.partition("\x1bPtmux;")
        inner = wrapped.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")
        assert inner == bare  # the same by both ways
        sequence = bare
    elif multiplexer is Multiplexer.SCREEN:
        pieces = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
        assert max(map(len, pieces)) < 768
        sequence = "".join(pieces)
    match = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
    assert match
    return base64.b64decode(match[1]).decode("utf-8")


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=2000), st.sampled_from(Multiplexer)
)
def test_the_text_arrives(text: str, multiplexer: Multiplexer) -> None:
    copied = copy(text, multiplexer)
    assert copied.outcome is Outcome.SENT
    assert received(copied.sequence, multiplexer) == text


def test_logical_order() -> None:
    assert received(copy("قال: «نعم» (2024)").sequence, Multiplexer.NONE) == "قال: «نعم» (2024)"


def test_escape_sequences_in_the_text_reach_no_terminal() -> None:
    copied = copy("\x1b[31m\x07\x1b\\", Multiplexer.TMUX)
    assert copied.sequence.count("\x07") == 2  # one for each way
    assert "[31m" not in copied.sequence


@pytest.mark.parametrize(
    ("text", "limit", "outcome"),
    [
        ("", LIMIT, Outcome.EMPTY),
        ("a" * LIMIT, LIMIT, Outcome.SENT),
        ("a" * (LIMIT + 1), LIMIT, Outcome.TOO_LONG),
        ("ن" * (LIMIT // 2 + 1), LIMIT, Outcome.TOO_LONG),  # bytes count, not letters
        ("abc", 2, Outcome.TOO_LONG),
    ],
)
def test_all_or_nothing(text: str, limit: int, outcome: Outcome) -> None:
    copied = copy(text, limit=limit)
    assert copied.outcome is outcome
    assert bool(copied.sequence) == (outcome is Outcome.SENT)
    assert (copied.size, copied.limit) == (len(text.encode()), limit)


def test_the_limit_is_that_of_the_whole_sequence() -> None:
    assert LIMIT == 74_994
    assert len(copy("a" * LIMIT).sequence) <= LONGEST_SEQUENCE


def test_a_lone_surrogate_is_written_out() -> None:
    assert received(copy("x\udc81").sequence, Multiplexer.NONE) == "x\\udc81"


@pytest.mark.parametrize(
    ("term", "tmux", "expected"),
    [
        ("xterm-256color", False, Multiplexer.NONE),
        ("xterm-256color", True, Multiplexer.TMUX),
        ("tmux-256color", False, Multiplexer.TMUX),
        ("screen-256color", True, Multiplexer.TMUX),
        ("screen", False, Multiplexer.SCREEN),
        ("", False, Multiplexer.NONE),
    ],
)
def test_which_multiplexer(term: str, tmux: bool, expected: Multiplexer) -> None:
    assert multiplexer_of(term, tmux=tmux) is expected


@pytest.mark.terminal
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize(
    ("options", "arrives"),
    [
        ("set -s set-clipboard on\nset -g allow-passthrough off", True),
        ("set -s set-clipboard external\nset -g allow-passthrough on", True),
        (
            "set -s set-clipboard external\nset -g allow-passthrough off",
            False,
        ),  # tmux's own defaults: nobody can help
    ],
)
def test_through_a_real_tmux(tmp_path: Path, options: str, arrives: bool) -> None:
    text = "قال المتحدث إن القوات دخلت"
    script = tmp_path / "copy.py"
    sequence = copy(text, Multiplexer.TMUX).sequence
    script.write_text(
        f"import sys, time\nsys.stdout.write({sequence!r})\nsys.stdout.flush()\ntime.sleep(30)\n"
    )
    config = tmp_path / "tmux.conf"
    config.write_text(options + "\n")
    socket = str(tmp_path / "socket")
    child, screen = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("TMUX", None)
        os.execvp("tmux", ["tmux", "-S", socket, "-f", str(config), "new", sys.executable, str(script)])
    seen = b""
    expected = b"]52;" + b"[^;]*;" + base64.b64encode(text.encode())
    deadline = time.monotonic() + (10 if arrives else 2)
    try:
        while time.monotonic() < deadline and not re.search(expected, seen):
            if select.select([screen], [], [], 0.1)[0]:
                seen += os.read(screen, 65536)
    finally:
        os.kill(child, signal.SIGHUP)
        os.system(f"tmux -S {socket} kill-server 2>/dev/null")
        os.close(screen)
        os.waitpid(child, 0)
    assert bool(re.search(expected, seen)) == arrives
