"""What the terminal sends, cut into text for Textual's parser, pastes, and answers to our queries.

Pure: bytes decoded by the driver go in, tokens come out. Textual's own parser reads a paste one
character at a time, turns answers it doesn't know into key presses, and dies on a key code that is no
character; what it gets from here holds none of these.
"""

from __future__ import annotations

import re
from typing import Final

from reader.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """Text and key sequences for Textual's parser."""

    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A bracketed paste, whole, without its brackets."""

    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the terminal says of itself: DECRPM, DA, DSR, XTVERSION, an OSC or DCS string."""

    sequence: str


Token = Keys | Pasted | Answer

PASTE_START: Final = "\x1b[200~"
PASTE_END: Final = "\x1b[201~"
MAX_PASTE: Final = 16 * 1024 * 1024
"""Code points of one paste that are kept; what is beyond is dropped."""
MAX_STRING: Final = 64 * 1024
"""Code points that a control string may have before it is taken for noise."""

_ANSWER = re.compile(
    r"\x1b\[[?>=]?[\d;]*(?:\$y|c)"  # DECRPM, DA1, DA2, DA3 by CSI
    r"|\x1b\[\??\d*n"  # DSR: status
    r"|\x1b\[2;\d+R"  # CPR from the second row, where we ask; from the first it would be a key (F3)
    r"|\x1b[P\]^_X][^\x07\x1b\x18\x1a]*(?:\x07|\x1b\\)"  # DCS, OSC, PM, APC, SOS
)
_FOR_TEXTUAL = re.compile(r"\x1b\[\?(?:2026|2048);\d\$y")  # Textual asked for these
_BEGUN = re.compile(r"\x1b(?:\[[\x30-\x3f]*[\x20-\x2f]*)?\Z")  # ECMA-48 5.4: CSI, parameters, intermediates
_STRING_BEGUN = re.compile(r"\x1b[P\]^_X][^\x07\x1b\x18\x1a]*\x1b?\Z")
_KITTY_KEY = re.compile(r"\x1b\[([\d:]*)((?:;[\d:]*){0,2})([u~])")
_INTERESTING = re.compile("\x1b")
# How a sequence goes on that was cut behind its ESC; no person types these at once, and no key of ours begins so.
_CUT_BEHIND_ESC = re.compile(r"\[[?><=\d]|\]\d+;|P[>\d]")


class InputStream:
    """A state machine over the decoded input. Never raises, whatever arrives."""

    def __init__(self) -> None:
        self._held = ""  # a sequence that is not whole yet
        self._let_through = ""  # the last thing that came: an ESC (or ESC [, ESC P) that was taken for a key
        self._paste: list[str] | None = None
        self._paste_length = 0

    @property
    def waiting(self) -> bool:
        """True while something is held back; the driver then calls `idle` after a pause."""
        return bool(self._held) or self._paste is not None

    def feed(self, data: str) -> list[Token]:
        """Tokens that `data` completes."""
        tokens: list[Token] = []
        if self._let_through and _CUT_BEHIND_ESC.match(self._let_through[1:] + data):
            data = self._let_through + data
        data = self._held + data
        self._held = ""
        self._let_through = ""
        position = 0
        while position < len(data):
            if self._paste is not None:
                position = self._feed_paste(data, position, tokens)
                continue
            escape = data.find("\x1b", position)
            if escape < 0:
                _add_keys(tokens, data[position:])
                break
            _add_keys(tokens, data[position:escape])
            position = self._feed_escape(data, escape, tokens)
        return tokens

    def idle(self, *, long: bool) -> list[Token]:
        """Nothing came for a while: short (some 25 ms) lets an Esc key through, long (seconds) gives up on the rest."""
        tokens: list[Token] = []
        if self._held and self._paste is None and (long or len(self._held) <= 2):
            if len(self._held) <= 2:
                _add_keys(tokens, self._held)  # Esc, Alt+[, Alt+P: keys after all
                self._let_through = self._held
            self._held = ""
        if long and self._paste is not None:
            self._end_paste(self._held, tokens)
            self._held = ""
        return tokens

    def _feed_paste(self, data: str, position: int, tokens: list[Token]) -> int:
        end = data.find(PASTE_END, position)
        if end >= 0:
            self._end_paste(data[position:end], tokens)
            return end + len(PASTE_END)
        # The end mark may be cut: keep back what could be its beginning.
        keep = next((n for n in range(5, 0, -1) if data.endswith(PASTE_END[:n])), 0)
        stop = max(position, len(data) - keep)
        self._add_paste(data[position:stop])
        self._held = data[stop:]
        return len(data)

    def _add_paste(self, text: str) -> None:
        assert self._paste is not None
        text = text[: max(0, MAX_PASTE - self._paste_length)]
        self._paste.append(text)
        self._paste_length += len(text)

    def _end_paste(self, rest: str, tokens: list[Token]) -> None:
        assert self._paste is not None
        self._add_paste(rest)
        tokens.append(Pasted("".join(self._paste).replace("\x00", "")))
        self._paste = None
        self._paste_length = 0

    def _feed_escape(self, data: str, position: int, tokens: list[Token]) -> int:
        if data.startswith(PASTE_START, position):
            self._paste = []
            return position + len(PASTE_START)
        if answer := _ANSWER.match(data, position):
            sequence = answer.group()
            tokens.append(Answer(sequence))
            if _FOR_TEXTUAL.fullmatch(sequence):
                _add_keys(tokens, sequence)
            return answer.end()
        if _BEGUN.match(data, position) or _STRING_BEGUN.match(data, position):
            if len(data) - position <= MAX_STRING:
                self._held = data[position:]
            return len(data)
        if key := _KITTY_KEY.match(data, position):
            if (clean := _clean_kitty_key(key)) is not None:
                _add_keys(tokens, clean)
            return key.end()
        following = _INTERESTING.search(data, position + 1)
        end = following.start() if following else len(data)
        if not _BEGUN.match(data[position:end]) or end == position + 1:  # else it was cut by the next one
            _add_keys(tokens, data[position:end])
        return end


def _clean_kitty_key(key: re.Match[str]) -> str | None:
    """The sequence as Textual's parser can read it; None for a key release and for a code that is no character.

    https://sw.kovidgoyal.net/kitty/keyboard-protocol/: CSI code[:alternates] ; modifiers[:event] ; text[:...] u
    """
    codes, rest, final = key.groups()
    if not codes[:1].isdigit() or codes.startswith("0"):
        return None
    _, modifiers, text = [*rest.split(";"), "", ""][:3]
    modifier, _, event = modifiers.partition(":")
    if event == "3":
        return None
    code = codes.partition(":")[0]
    points = [point for point in [code, *text.split(":")] if point]
    if any(int(point[:9]) > 0x10FFFF for point in points):
        return None
    if not rest:
        return f"\x1b[{code}{final}"
    return f"\x1b[{code};{modifier}" + (f";{text}" if text else "") + final


def _add_keys(tokens: list[Token], text: str) -> None:
    if text:
        tokens.append(Keys(text))
