"""Copying to the clipboard of the terminal the user sits at, over SSH too: the OSC 52 sequence.

The sequence is sent and nothing comes back: whether the terminal took it cannot be known, and nothing here says so.
Terminals and multiplexers that do not know it, or were told not to obey it, drop it. Inside tmux it is sent twice, bare
(taken where `set-clipboard` is on) and wrapped to pass through (where `allow-passthrough` is on): whichever is switched
off ignores its copy. GNU screen passes it on in pieces.

The limit is that of the terminals that have the least room: 100,000 bytes for the whole sequence. What is longer is not
sent in part, because half a passage on the clipboard looks like a whole one: the caller keeps it in a register of its
own and says so.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SEQUENCE = 100_000  # bytes, as hterm and others that state a limit allow
_OPEN, _CLOSE = "\x1b]52;c;", "\x07"
LIMIT = (LONGEST_SEQUENCE - len(_OPEN) - len(_CLOSE)) // 4 * 3  # bytes of UTF-8 text: 74,994
_SCREEN_PIECE = 600  # screen's string buffer is 768 bytes; the wrapping needs a few


class Multiplexer(StrEnum):
    """What sits between the program and the terminal."""

    NONE = ""
    TMUX = "tmux"
    SCREEN = "screen"


class Outcome(StrEnum):
    """All that is known after a copy."""

    SENT = "sent"  # to the terminal; what it did with it is its own affair
    TOO_LONG = "too-long"  # not sent
    EMPTY = "empty"  # nothing to send: an empty OSC 52 would clear the user's clipboard


@dataclass(frozen=True, slots=True)
class Copied:
    """`sequence` is what to write to the terminal, "" where nothing is to be sent. Sizes are bytes of UTF-8."""

    outcome: Outcome
    sequence: str
    size: int
    limit: int


def copy(text: str, multiplexer: Multiplexer = Multiplexer.NONE, *, limit: int = LIMIT) -> Copied:
    """The text, as it is in logical order, made ready for the clipboard."""
    data = text.encode("utf-8", "backslashreplace")
    if not data:
        return Copied(Outcome.EMPTY, "", 0, limit)
    if len(data) > limit:
        return Copied(Outcome.TOO_LONG, "", len(data), limit)
    bare = f"{_OPEN}{base64.b64encode(data).decode('ascii')}{_CLOSE}"
    return Copied(Outcome.SENT, _wrapped(bare, multiplexer), len(data), limit)


def _wrapped(sequence: str, multiplexer: Multiplexer) -> str:
    if multiplexer is Multiplexer.TMUX:
        inner = sequence.replace("\x1b", "\x1b\x1b")
        return f"{sequence}\x1bPtmux;{inner}\x1b\\"
    if multiplexer is Multiplexer.SCREEN:
        pieces = [sequence[at : at + _SCREEN_PIECE] for at in range(0, len(sequence), _SCREEN_PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


def multiplexer_of(term: str, *, tmux: bool) -> Multiplexer:
    """Which multiplexer we run in, from the value of TERM and whether TMUX is set."""
    if tmux or term.startswith("tmux"):
        return Multiplexer.TMUX
    return Multiplexer.SCREEN if term.startswith("screen") else Multiplexer.NONE
