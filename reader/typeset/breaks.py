"""Line-break opportunities: UAX #14, with the quotation rules of 15.1 that French and Arabic spacing needs.

Rules LB15a and LB15b (15.1) and LB20a (16.0) take the place of LB15: no break after an opening quotation
mark or before a closing one though spaces stand between, and none after a hyphen that begins a word.
Ours: a URL or an e-mail address is not broken while it fits a line.
"""

from __future__ import annotations

import re
from functools import cache

from reader.text.ucd import CodeClasses

_NAMES = [
    "AL", "B2", "BA", "BB", "BK", "CB", "CL", "CM", "CP", "CR", "EB", "EM", "EX", "GL", "H2", "H3", "HL", "HY",
    "ID", "IN", "IS", "JL", "JT", "JV", "LF", "NL", "NS", "NU", "OP", "PO", "PR", "QU", "RI", "SP", "SY", "WJ",
    "ZW", "ZWJ", "Pi", "Pf", "OPw", "CPw", "Px",
]  # fmt: skip
_CODE = {name: chr(0x41 + n) for n, name in enumerate(_NAMES)}  # one letter a class
_NAME = {letter: name for name, letter in _CODE.items()}
_table = CodeClasses("line_break", _CODE, _CODE["AL"])

_ADDRESS = re.compile(r"://|www\.|\w@\w", re.ASCII)
# Letters, digits and their marks with punctuation around them: nothing inside to break at.
_WHOLE = re.compile(
    "[\"'«‹“‘(\\[]*[\\w\u064b-\u065f\u0670\u200c]+(?:[.,:][\\w\u064b-\u065f\u0670\u200c]+)*[\"'»›”’)\\].,:;!?%،؛؟]*"
)
_NOT_WHOLE = re.compile("[^\x00-\u10ff]")

_QUOTES = {"QU", "Pi", "Pf"}
_NEVER_AFTER_SPACE = {"CL", "CP", "CPw", "EX", "IS", "SY", "WJ", "ZW"}
_LETTER = {"AL", "HL"}
_HANGUL = {"JL", "JV", "JT", "H2", "H3"}
_ENDS_QUOTE = {
    "SP",
    "GL",
    "WJ",
    "CL",
    "QU",
    "Pi",
    "Pf",
    "CP",
    "CPw",
    "EX",
    "IS",
    "SY",
    "ZW",
    "BK",
    "CR",
    "LF",
    "NL",
}
_BEGINS_QUOTE = {"OP", "OPw", "QU", "Pi", "Pf", "GL", "SP", "ZW", "BK", "CR", "LF", "NL"}
_NUMERIC = {
    *((a, b) for a in ("CL", "CP", "CPw", "NU") for b in ("PO", "PR")),
    *((a, b) for a in ("PO", "PR") for b in ("OP", "OPw", "NU")),
    ("HY", "NU"), ("IS", "NU"), ("NU", "NU"), ("SY", "NU"),
}  # fmt: skip


def line_break_classes(text: str) -> list[str]:
    """The Line_Break class of each code point, after LB1."""
    return [_NAME[letter] for letter in text.translate(_table)]


def opportunities(text: str) -> list[int]:
    """Offsets (0 < offset < len) before which a line may break. `text` holds no line separators."""
    kinds = line_break_classes(text)
    found = []
    base: list[str] = []  # classes with marks resolved, LB9 and LB10; what each code point counts as
    regional = 0
    for at, kind in enumerate(kinds):
        attached = False
        if kind in {"CM", "ZWJ"}:
            if at and base[-1] not in {"SP", "ZW"}:
                attached = True
                base.append(base[-1])
            else:
                base.append("AL")
        else:
            base.append(kind)
        if attached:
            continue
        if at and _allowed(kinds, base, at, regional):
            found.append(at)
        regional = regional + 1 if base[at] == "RI" else 0
    return found


def _allowed(kinds: list[str], base: list[str], at: int, regional: int) -> bool:
    """LB7 to LB31 between `at - 1` and `at`."""
    cur = base[at]
    prev = base[at - 1]
    over = at - 1  # the last code point that is no space
    while over >= 0 and base[over] == "SP":
        over -= 1
    before = base[over] if over >= 0 else ""
    if cur in {"SP", "ZW"}:
        return False
    if before == "ZW":
        return True
    if kinds[at - 1] == "ZWJ" or cur == "WJ" or prev in {"WJ", "GL"}:
        return False
    if (cur == "GL" and prev not in {"SP", "BA", "HY"}) or cur in {"CL", "CP", "CPw", "EX", "IS", "SY"}:
        return False
    if before in {"OP", "OPw"} or (before == "Pi" and _opens(base, kinds, over)):
        return False
    if cur == "Pf" and (at + 1 >= len(kinds) or kinds[_past_marks(kinds, at)] in _ENDS_QUOTE):
        return False
    if (before in {"CL", "CP", "CPw"} and cur == "NS") or (before == cur == "B2"):
        return False
    if prev == "SP":
        return True
    if cur in _QUOTES or prev in _QUOTES:
        return False
    if "CB" in (prev, cur):
        return True
    return not _glued(kinds, base, at, prev, cur, regional)


def _glued(kinds: list[str], base: list[str], at: int, prev: str, cur: str, regional: int) -> bool:
    """LB20a to LB30b: True where the two may not be parted."""
    if prev == "HY" and cur in _LETTER and _begins_word(base, kinds, at - 1):
        return True
    if cur in {"BA", "HY", "NS", "IN"} or prev == "BB" or (prev == "SY" and cur == "HL"):
        return True
    if (
        prev in {"HY", "BA"}
        and at >= 2
        and base[_start(kinds, at - 1) - 1] == "HL"
        and _start(kinds, at - 1) > 0
    ):
        return True
    ideograph = {"ID", "EB", "EM", "Px"}
    return (
        (prev in _LETTER and cur in {"NU", "PR", "PO", "AL", "HL", "OP"})
        or (prev in {"NU", "PR", "PO", "IS", "CP"} and cur in _LETTER)
        or (prev == "PR" and (cur in ideograph or cur in _HANGUL))
        or (cur == "PO" and (prev in ideograph or prev in _HANGUL))
        or (prev, cur) in _NUMERIC
        or (prev == "JL" and cur in {"JL", "JV", "H2", "H3"})
        or (prev in {"JV", "H2"} and cur in {"JV", "JT"})
        or (prev in {"JT", "H3"} and cur == "JT")
        or (prev == "NU" and cur == "OP")
        or (prev == "CP" and cur == "NU")
        or (prev == cur == "RI" and regional % 2 == 1)
        or (prev in {"EB", "Px"} and cur == "EM")
    )


def _start(kinds: list[str], at: int) -> int:
    """The code point that the marks at `at` stand on."""
    while at > 0 and kinds[at] in {"CM", "ZWJ"}:
        at -= 1
    return at


def _past_marks(kinds: list[str], at: int) -> int:
    at += 1
    while at < len(kinds) - 1 and kinds[at] in {"CM", "ZWJ"}:
        at += 1
    return at


def _opens(base: list[str], kinds: list[str], at: int) -> bool:
    first = _start(kinds, at)
    return first == 0 or base[first - 1] in _BEGINS_QUOTE


def _begins_word(base: list[str], kinds: list[str], at: int) -> bool:
    first = _start(kinds, at)
    return first == 0 or base[first - 1] in {"SP", "ZW", "CB", "GL"}


def is_address(word: str) -> bool:
    """A URL or an e-mail address: kept whole where it fits a line."""
    return _ADDRESS.search(word) is not None


def word_breaks(word: str) -> tuple[int, ...]:
    """Opportunities inside a run without spaces; none inside a number."""
    if len(word) < 2 or (_WHOLE.fullmatch(word) and not _NOT_WHOLE.search(word)):
        return ()
    scheme = word.find("://") + 3  # a scheme alone at a line's end says nothing
    return tuple([at for at in opportunities(word) if scheme < 3 or at > scheme])


def edges(word: str) -> tuple[str, str]:
    """What the word's first and last code point mean for a break at the spaces around it.

    First: "x" no break before it, "n" NS, "b" B2, "" free. Last: "o" no break after it, "c" closes,
    "b" B2, "z" ZW, "" free. See `may_break`.
    """
    if not word:
        return "", ""
    kinds = line_break_classes(word)
    resolved = ["AL" if n == 0 and kind in {"CM", "ZWJ"} else kind for n, kind in enumerate(kinds)]
    first = resolved[0]
    last_at = _start(kinds, len(kinds) - 1)
    last = resolved[last_at]
    head = {"NS": "n", "B2": "b"}.get(first, "")
    if first in _NEVER_AFTER_SPACE or (first == "Pf" and (len(kinds) == 1 or _closes(kinds))):
        head = "x"
    tail = {"CL": "c", "CP": "c", "CPw": "c", "B2": "b", "ZW": "z", "OP": "o", "OPw": "o"}.get(last, "")
    if last == "Pi" and (last_at == 0 or resolved[last_at - 1] in _BEGINS_QUOTE):
        tail = "o"
    return head, tail


def _closes(kinds: list[str]) -> bool:
    past = _past_marks(kinds, 0)
    return kinds[past] in _ENDS_QUOTE or kinds[past] in {"CM", "ZWJ"}


@cache
def may_break(tail: str, head: str) -> bool:
    """May a line break at the spaces between a word that ends `tail` and one that begins `head`?"""
    if tail == "z":
        return True
    return not (tail == "o" or head == "x" or (tail == "c" and head == "n") or (tail == head == "b"))
