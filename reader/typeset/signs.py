"""Untrusted characters: what is never painted, what is painted as a sign, and what is not obeyed.

Everything here keeps the length of the text, so that offsets stay those of the source.
"""

from __future__ import annotations

import re
from functools import cache

from reader.typeset.joining import typeset_rows

# Default_Ignorable_Code_Point and the interlinear annotation controls: they do their work unseen.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
CONTROL = "\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
BROKEN = "\ufffd"
_control_but_lines = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_bidi = re.compile(f"[{_BIDI}]")
_bidi_marks = re.compile(f"[{_BIDI}\u061c\u200e\u200f]")
# Noncharacters that stand, inside typeset alone, for a control that is shown and not obeyed.
_STAND_IN = {ord(c): chr(0xFDE0 + n) for n, c in enumerate(_BIDI)}
_reserved = re.compile("[\ufdd0-\ufdef]")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@cache
def signs() -> dict[str, str]:
    """invisible character -> the sign that shows it; stand-ins for controls included."""
    found = {chr(int(code, 16)): sign for code, sign, _ in typeset_rows("signs")}
    for code, stand_in in _STAND_IN.items():
        found[stand_in] = found[chr(code)]
    return found


def sign_of(character: str) -> str:
    """The one-cell sign for a character that is not painted."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return signs().get(character, BROKEN)


def shown_controls(text: str) -> list[int]:
    """Offsets of overrides, and of embeddings and isolates without their partner."""
    if not _bidi.search(text):
        return []
    found = []
    open_: list[tuple[str, int]] = []  # (what closes it, offset)
    for match in _bidi.finditer(text):
        at, control = match.start(), match.group()
        if control in "\u202a\u202b\u202d\u202e":
            open_.append(("\u202c", at))
            if control in "\u202d\u202e":
                found.append(at)
        elif control in "\u2066\u2067\u2068":
            open_.append(("\u2069", at))
        elif open_ and open_[-1][0] == control:
            closed = text[open_.pop()[1]]
            if closed in "\u202d\u202e":
                found.append(at)
        else:
            found.append(at)
    found.extend(at for _, at in open_ if text[at] not in "\u202d\u202e")
    return sorted(found)


def prepared(text: str, *, strict: bool) -> str:
    """The text that layout works on: same length. `strict` puts stand-ins for controls that are not obeyed."""
    if _reserved.search(text):
        text = _reserved.sub(BROKEN, text)
    if strict:
        text = LINE_END.sub(lambda m: " " * len(m.group()), text)
        if shown := shown_controls(text):
            characters = list(text)
            for at in shown:
                characters[at] = _STAND_IN[ord(characters[at])]
            text = "".join(characters)
    return text


def sanitise(text: str) -> str:
    """`text` fit to be printed: same length, nothing in it is a control but line feed, return and tab.

    C0, DEL, C1, lone surrogates and noncharacters become signs; so do overrides and unbalanced
    embeddings and isolates. Balanced ones, joiners and marks stay.
    """
    text = _control_but_lines.sub(lambda m: sign_of(m.group()), text)
    if shown := shown_controls(text):
        characters = list(text)
        for at in shown:
            characters[at] = sign_of(characters[at])
        text = "".join(characters)
    return text


def copied(text: str, start: int = 0, end: int | None = None) -> str:
    """What copying `[start, end)` gives: logical text without control characters, line breaks kept."""
    return _control_but_lines.sub("", _bidi_marks.sub("", text[start:end]))


def isolate(text: str) -> str:
    """`text` in one piece for any line it is set in (FSI ... PDI); bidi controls inside it are taken out.

    For what the interface composes: counts, dates, paths, names in a sentence.
    """
    return f"\u2068{_bidi.sub('', text)}\u2069"
