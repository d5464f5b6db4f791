"""Bidi classes as strings: one letter for each code point of a text.

L R A(L) E(N) P(ES) T(ET) N(AN) C(S) M(NSM) b(BN) Z(B) S W(S) O(N)
a LRE  c LRO  d RLE  e RLO  f PDF  l LRI  r RLI  i FSI  p PDI
"""

from __future__ import annotations

import re
from functools import cache

from reader.text.ucd import CodeClasses, rows

_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "P", "ET": "T", "AN": "N", "CS": "C", "NSM": "M",
    "BN": "b", "B": "Z", "S": "S", "WS": "W", "ON": "O", "LRE": "a", "LRO": "c", "RLE": "d", "RLO": "e",
    "PDF": "f", "LRI": "l", "RLI": "r", "FSI": "i", "PDI": "p",
}  # fmt: skip
ISOLATES = "lrip"

_table = CodeClasses("bidi_class", _LETTERS, "L")
# U+2028 LINE SEPARATOR is WS; it ends a line, which layout sees to.


def bidi_classes(text: str) -> str:
    """One class letter for each code point."""
    return text.translate(_table)


@cache
def mirrors() -> dict[str, str]:
    """Bidi_Mirroring_Glyph: the character to paint at an odd level (L4)."""
    return {chr(int(a, 16)): chr(int(b, 16)) for a, b in rows("mirroring")}


@cache
def brackets() -> dict[str, tuple[str, bool]]:
    """bracket -> (what names its pair, opens?); canonically equivalent brackets have one name (BD16)."""
    same = {"\u2329": "\u3008", "\u232a": "\u3009"}
    found = {}
    for own, other, kind in rows("brackets"):
        a, b = chr(int(own, 16)), chr(int(other, 16))
        opener = a if kind == "o" else b
        found[a] = (same.get(opener, opener), kind == "o")
    return found


@cache
def bracket_pattern() -> re.Pattern[str]:
    """Finds any bracket of N0."""
    return re.compile("[" + re.escape("".join(brackets())) + "]")
