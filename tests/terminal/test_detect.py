"""Which terminal, which mode, and why: a table of terminals as they answer."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal.detect import Answers, colours, guess, judge, known_terminals, read_answers
from reader.tui.terminal.modes import TELLING, TELLING_TERMS
from reader.tui.terminal.refusal import refusal

XTERM = {"TERM": "xterm-256color"}

CASES: list[tuple[str, list[str], dict[str, str], str, str, bool]] = [
    # who, answers, environment, name begins, mode, sure
    ("VTE", ["\x1b[8;1$y", "\x1b[>65;7006;1c"], XTERM, "VTE", "app", True),
    ("VTE, told before", ["\x1b[8;2$y", "\x1b[>65;7006;1c"], XTERM, "VTE", "app", True),
    ("mintty", ["\x1b[8;1$y", "\x1b[>77;30601;0c"], XTERM, "mintty", "app", True),
    ("xterm", ["\x1b[8;0$y", "\x1bP>|XTerm(379)\x1b\\", "\x1b[>41;379;0c"], XTERM, "xterm", "app", True),
    ("foot", ["\x1bP>|foot(1.13.1)\x1b\\"], {"TERM": "foot"}, "foot", "app", True),
    ("Konsole", ["\x1bP>|Konsole 22.12.3\x1b\\"], XTERM, "Konsole", "terminal", False),
    ("Konsole before XTVERSION", ["\x1b[>0;115;0c"], XTERM, "Konsole", "terminal", False),
    ("PuTTY over ssh", ["\x1b[>0;136;0c", "\x1b[?6c"], XTERM, "PuTTY", "terminal", False),
    ("Apple Terminal over ssh", ["\x1b[>1;95;0c", "\x1b[?1;2c"], XTERM, "Apple", "terminal", False),
    ("iTerm2 over ssh", ["\x1b[>0;95;0c"], XTERM, "iTerm2", "app", True),
    ("mlterm", ["\x1b[>24;279;0c"], XTERM, "mlterm", "terminal", False),
    ("mlterm by TERM", [], {"TERM": "mlterm"}, "mlterm", "terminal", False),
    ("GNOME Terminal before 0.58", ["\x1b[>65;5202;1c"], XTERM, "VTE", "app", True),
    ("kitty", ["\x1bP>|kitty(0.26.5)\x1b\\"], {"TERM": "xterm-kitty"}, "kitty", "app", False),
    ("PuTTY by TERM", [], {"TERM": "putty-256color"}, "PuTTY", "terminal", False),
    ("Apple Terminal, local", [], XTERM | {"TERM_PROGRAM": "Apple_Terminal"}, "Apple", "terminal", False),
    ("tmux", ["\x1bP>|tmux 3.3a\x1b\\", "\x1b[>84;0;0c"], {"TERM": "tmux-256color"}, "tmux", "app", False),
    ("tmux in GNOME Terminal", [], {"TERM": "tmux", "TMUX": "x", "VTE_VERSION": "7006"}, "tmux", "app", False),
    ("screen", ["\x1b[>83;40901;0c"], {"TERM": "screen"}, "GNU screen", "app", False),
    ("the console", ["\x1b[?6c"], {"TERM": "linux"}, "Linux console", "app", True),
    ("silence", [], XTERM, "unknown", "app", False),
    ("noise", ["\x1b[?garbage", "\x1b[99999;9$y", ""], XTERM, "unknown", "app", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "env", "name", "mode", "sure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_judge(answers: list[str], env: dict[str, str], name: str, mode: str, sure: bool) -> None:
    report = judge(read_answers(answers), env)
    assert report.name.startswith(name)
    assert (report.bidi, report.sure) == (mode, sure)
    assert report.reason
    assert report.key


def test_the_terminal_around_tmux_counts() -> None:
    inside = {"TERM": "tmux-256color", "TMUX": "/x,1,0"}
    assert judge(Answers(), inside, outer="XTerm(379)").sure
    vte = judge(Answers(), inside, outer="VTE(7006)")
    assert (vte.bidi, vte.sure) == ("app", False)
    assert judge(Answers(), inside, outer="Konsole 22").bidi == "terminal"


def test_the_user_wins() -> None:
    report = judge(Answers(bdsm=1), XTERM, chosen="none")
    assert (report.bidi, report.sure, report.reason) == ("none", True, "you chose it")


@pytest.mark.parametrize(
    ("answer", "yes"), [(None, False), (0, False), (1, True), (2, True), (3, True), (4, False)]
)
def test_margins_only_where_the_terminal_says_so(answer: int | None, yes: bool) -> None:
    assert judge(Answers(margins=answer), XTERM).margins is yes


def test_before_the_first_paint_the_environment_decides() -> None:
    """Whoever orders text by itself and can be known by the environment is known; so the look is worth its time."""
    for terminal in known_terminals():
        speaking: list[dict[str, str]] = [{"TERM": each} for each in terminal.term]
        speaking += [XTERM | {"TERM_PROGRAM": each} for each in terminal.program]
        speaking += [XTERM | {terminal.variable: "1"}] if terminal.variable else []
        for env in speaking:
            assert guess(env) == ("terminal" if terminal.bidi == "always" else "app"), env
            if terminal.bidi == "always":
                assert any(env.get(name) for name in TELLING) or env["TERM"].startswith(TELLING_TERMS), env
    assert guess(XTERM) == guess({}) == "app"


def test_the_table_is_sound() -> None:
    for terminal in known_terminals():
        assert terminal.bidi in ("switch", "always", "words", "never", "outer")
        assert (
            terminal.version
            or terminal.device
            or terminal.attributes
            or terminal.term
            or terminal.program
            or terminal.variable
        )
        assert terminal.bidi not in ("always", "words") or terminal.advice, terminal.name


@given(st.lists(st.text(st.sampled_from("\x1b[?;8269$ycP>|\\n"), max_size=15)))
def test_any_answers_can_be_read(sequences: list[str]) -> None:
    judge(read_answers(sequences), {})


@dataclass
class Stream:
    encoding: str = "utf-8"
    tty: bool = True

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("env", "stream", "says"),
    [
        (XTERM, Stream(), None),
        ({"TERM": "vt100"}, Stream("UTF-8"), None),
        ({"TERM": "linux"}, Stream("utf8"), None),
        ({"TERM": "dumb"}, Stream(), "TERM=dumb"),
        ({}, Stream(), "TERM is not set"),
        (XTERM, Stream("ascii"), "LC_ALL=C.UTF-8"),
        (XTERM, Stream("iso8859-6"), "iso8859-6"),
        (XTERM, Stream(tty=False), "warraq show"),
    ],
)
def test_refusal(env: dict[str, str], stream: Stream, says: str | None) -> None:
    line = refusal(env, stream)
    assert (line is None) == (says is None)
    if says is not None:
        assert line is not None
        assert says in line
        assert "\n" not in line


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"TERM": "xterm"}, "16"),
        (XTERM, "256"),
        (XTERM | {"COLORTERM": "truecolor"}, "truecolor"),
        (XTERM | {"NO_COLOR": "1", "COLORTERM": "truecolor"}, "none"),
    ],
)
def test_colours(env: dict[str, str], expected: str) -> None:
    assert colours(env) == expected
