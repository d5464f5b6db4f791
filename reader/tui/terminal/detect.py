"""Which terminal this is and who should order Arabic in it: pure, from its answers and the environment.

`QUERIES` is what is asked; the answers may come late, in part, twice or as noise: what can't be read is
counted and left aside. `judge` makes the `TerminalReport` that `warraq doctor` prints and the first-start
card goes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from reader.tui.terminal.modes import BidiMode

ASK_BDSM: Final = "\x1b[8$p"
ASK_MARGINS: Final = "\x1b[?69$p"
ASK_SYNC: Final = "\x1b[?2026$p"
ASK_VERSION: Final = "\x1b[>0q"
ASK_DEVICE: Final = "\x1b[>c"
ASK_LAST: Final = "\x1b[c"
"""DA1: nearly every terminal answers it, and answers come in order, so this one ends the list."""

QUERIES: Final = ASK_BDSM + ASK_MARGINS + ASK_SYNC + ASK_VERSION + ASK_DEVICE + ASK_LAST

_MODE = re.compile(r"\x1b\[(\??)(\d{1,5});(\d)\$y\Z")
_VERSION = re.compile(r"\x1bP>\|([^\x1b\x07]*)(?:\x1b\\|\x07)\Z")
_DEVICE = re.compile(r"\x1b\[>(\d{1,9})((?:;\d{0,9}){0,8})c\Z")
_LAST = re.compile(r"\x1b\[\?[\d;]*c\Z")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the terminal said. A mode is 0 unknown, 1 set, 2 reset, 3 or 4 fixed; None was not answered."""

    bdsm: int | None = None
    margins: int | None = None
    sync: int | None = None
    version: str = ""  # as XTVERSION gives it: "VTE(7006)", "tmux 3.3a"
    device: int | None = None  # DA2's first number
    finished: bool = False  # DA1 came: nothing more is to be expected
    noise: int = 0  # answers that say nothing we know
    attributes: str = ""  # all of DA2: "0;136;0"


def read_answers(sequences: Iterable[str]) -> Answers:
    """Put the answers together, in whatever order; a second answer to one question replaces the first."""
    modes: dict[str, int] = {}
    version, device, attributes, finished, noise = "", None, "", False, 0
    for sequence in sequences:
        if match := _MODE.match(sequence):
            modes[match[1] + match[2]] = int(match[3])
        elif match := _VERSION.match(sequence):
            version = "".join(filter(str.isprintable, match[1]))[:80]
        elif match := _DEVICE.match(sequence):
            device, attributes = int(match[1]), match[1] + match[2]
        elif _LAST.match(sequence):
            finished = True
        else:
            noise += 1
    return Answers(
        modes.get("8"), modes.get("?69"), modes.get("?2026"), version, device, finished, noise, attributes
    )


@dataclass(frozen=True, slots=True)
class Terminal:
    """One entry of terminals.toml."""

    name: str
    bidi: str
    version: tuple[str, ...] = ()
    device: tuple[int, ...] = ()
    attributes: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    variable: str = ""
    lrm: str = ""
    slanted: str = ""
    advice: str = ""


@cache
def known_terminals() -> tuple[Terminal, ...]:
    """The table, in the order of the file."""
    import tomllib  # what is asked of the terminal at the start needs no table

    with (Path(__file__).parent / "terminals.toml").open("rb") as file:
        entries = tomllib.load(file)["terminal"]
    return tuple(_terminal(entry) for entry in entries)


def _terminal(entry: dict[str, Any]) -> Terminal:
    return Terminal(
        name=entry["name"],
        bidi=entry["bidi"],
        version=tuple(entry.get("version", ())),
        device=tuple(entry.get("device", ())),
        attributes=tuple(entry.get("attributes", ())),
        term=tuple(entry.get("term", ())),
        program=tuple(entry.get("program", ())),
        variable=entry.get("variable", ""),
        lrm=entry.get("lrm", ""),
        slanted=entry.get("slanted", ""),
        advice=entry.get("advice", ""),
    )


def identify(answers: Answers, env: Mapping[str, str]) -> Terminal | None:
    """The terminal that speaks to us: its own word first, then what the environment says.

    Multiplexers come before the terminal around them, whose variables they pass on.
    """
    table = known_terminals()
    said = answers.version.casefold()
    for entry in table:
        if said and any(said.startswith(version.casefold()) for version in entry.version):
            return entry
    for entry in table:
        if answers.device in entry.device or (answers.attributes and answers.attributes in entry.attributes):
            return entry
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    for entry in sorted(table, key=lambda entry: entry.bidi != "outer"):
        if (entry.variable and env.get(entry.variable)) or program in entry.program:
            return entry
    for entry in table:
        if any(term == name or term.startswith(name + "-") for name in entry.term):
            return entry
    return None


def guess(env: Mapping[str, str]) -> BidiMode:
    """The output mode to begin with, before the terminal has answered anything."""
    return judge(Answers(), env).bidi


@dataclass(frozen=True, slots=True)
class TerminalReport:
    """What was found and what was chosen.

    `sure` is False where only the user's eye can tell: then the first-start card asks, and keeps the
    answer under `key`. `facts` are (label, value) pairs for `warraq doctor`, in order.
    """

    bidi: BidiMode
    sure: bool
    reason: str
    advice: str
    name: str
    key: str
    margins: bool
    ssh: bool
    facts: tuple[tuple[str, str], ...]


def judge(
    answers: Answers, env: Mapping[str, str], *, chosen: BidiMode | None = None, outer: str = ""
) -> TerminalReport:
    """Choose the output mode. `chosen` is the user's word and wins; `outer` names the terminal around tmux."""
    terminal = identify(answers, env)
    around = _named(outer) if terminal is not None and terminal.bidi == "outer" else None
    mode, sure, reason = _choose(answers, terminal, around, chosen)
    name = terminal.name if terminal else "unknown terminal"
    key = " in ".join(filter(None, (name, around.name if around else outer))) + f" ({env.get('TERM', '')})"
    advice = (around or terminal).advice if (around or terminal) else ""  # type: ignore[union-attr]  # just tested
    return TerminalReport(
        bidi=mode,
        sure=sure,
        reason=reason,
        advice=advice,
        name=name,
        key=key,
        margins=answers.margins in (1, 2, 3),
        ssh=is_ssh(env),
        facts=_facts(answers, env, name, outer),
    )


def _named(version: str) -> Terminal | None:
    return identify(Answers(version=version), {}) if version else None


def _choose(
    answers: Answers, terminal: Terminal | None, around: Terminal | None, chosen: BidiMode | None
) -> tuple[BidiMode, bool, str]:
    if chosen is not None:
        return chosen, True, "you chose it"
    if answers.bdsm in (1, 2):
        return "app", True, "the terminal answers that it leaves the order of text to us when told (mode 8)"
    if terminal is None:
        return "app", False, "the terminal did not say what it is; most show text as it is sent"
    decides = around or terminal
    match decides.bidi:
        case "never":
            return "app", True, f"{decides.name} shows text as it is sent"
        case "switch" if around is None:
            return "app", True, f"{decides.name} leaves the order of text to us when told (mode 8)"
        case "switch":
            reason = (
                f"{decides.name} orders text by itself, and {terminal.name} does not let us tell it to stop"
            )
            return "app", False, reason
        case "always":
            return "terminal", False, f"{decides.name} orders text by itself and cannot be told to stop"
        case "words":
            return "app", False, f"{decides.name} turns the letters of each Arabic word around by itself"
        case _:
            return "app", False, f"{terminal.name} passes text on to a terminal that we cannot ask"


def _facts(answers: Answers, env: Mapping[str, str], name: str, outer: str) -> tuple[tuple[str, str], ...]:
    def mode(value: int | None) -> str:
        return {
            None: "no answer",
            0: "unknown to it",
            1: "set",
            2: "reset",
            3: "always set",
            4: "always reset",
        }.get(value, "no answer")

    return (
        ("terminal", name),
        ("terminal around it", outer or "not known"),
        ("XTVERSION", answers.version or "no answer"),
        ("DA2", "no answer" if answers.device is None else answers.attributes or str(answers.device)),
        ("mode 8 (order of text)", mode(answers.bdsm)),
        ("mode ?69 (left and right margins)", mode(answers.margins)),
        ("mode ?2026 (whole frames)", mode(answers.sync)),
        ("answers not understood", str(answers.noise)),
        ("TERM", env.get("TERM", "not set")),
        ("COLORTERM", env.get("COLORTERM", "not set")),
        ("colours", colours(env)),
        ("over ssh", "yes" if is_ssh(env) else "no"),
    )


def is_ssh(env: Mapping[str, str]) -> bool:
    """True where the session came in by ssh."""
    return any(env.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def colours(env: Mapping[str, str]) -> str:
    """`none`, `16`, `256` or `truecolor`, as NO_COLOR, COLORTERM and TERM say."""
    if env.get("NO_COLOR"):
        return "none"
    if env.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256color" in env.get("TERM", "") else "16"
