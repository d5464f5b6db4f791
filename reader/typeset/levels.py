"""Embedding levels: UAX #9 rules P2 to I2 for one paragraph.

The rules are regular expressions over class letters (classes.py). Text without explicit controls, which
is nearly all text, is one isolating run sequence and passes through `_resolve_sequence` once.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress, pairwise

from reader.typeset.brackets import pair_brackets
from reader.typeset.classes import bracket_pattern
from reader.typeset.explicit import Explicit, isolating_runs

_CONTROLLED = re.compile("[acdeflripb]")
_EXPLICIT = re.compile("[acdeflrip]")
_RUN = re.compile("b+|[^b]+")
_NOT_LTR = re.compile("[RANacdeflripb]")
_NOT_RTL = re.compile("[LENacdeflripb]")


def first_strong(classes: str, start: int = 0, end: int | None = None) -> str | None:
    """P2, P3: "ltr" or "rtl" by the first strong letter outside isolates; None without one."""
    depth = 0
    for match in _STRONG.finditer(classes, start, len(classes) if end is None else end):
        kind = match.group()
        if kind in "lri":
            depth += 1
        elif kind == "p":
            depth = max(0, depth - 1)
        elif depth == 0:
            return "ltr" if kind == "L" else "rtl"
    return None


_STRONG = re.compile("[LRAlrip]")


def uniform(classes: str, base: int) -> bool:
    """True where every code point surely has the level `base`: no rule needs to run."""
    return not (_NOT_RTL if base & 1 else _NOT_LTR).search(classes)


def resolve(text: str, classes: str, base: int) -> bytes:
    """One level for each code point of a paragraph (rules X1 to I2; L1 is for lines).

    `base` is 0 or 1. A code point that X9 removes gets the level of the one before it.
    """
    if uniform(classes, base):
        return bytes([base]) * len(classes)
    edge = "R" if base else "L"
    if not _CONTROLLED.search(classes):
        return _resolve_sequence(text, classes, base, edge, edge)
    if not _EXPLICIT.search(classes):
        return _resolve_around_removed(text, classes, base, edge)
    return _resolve_explicit(text, classes, base)


def _resolve_around_removed(text: str, classes: str, base: int, edge: str) -> bytes:
    """Joiners and the like (BN) taken out, as Persian needs it in every sentence, and their levels put back."""
    kept = "".join(compress(text, (kind != "b" for kind in classes)))
    squeezed = _resolve_sequence(kept, classes.replace("b", ""), base, edge, edge)
    out = bytearray()
    at = 0
    for match in _RUN.finditer(classes):
        length = match.end() - match.start()
        if match.group()[0] == "b":
            out += bytes([out[-1] if out else base]) * length
        else:
            out += squeezed[at : at + length]
            at += length
    return bytes(out)


def _resolve_explicit(text: str, classes: str, base: int) -> bytes:
    explicit = Explicit.read(classes, base)
    levels = explicit.levels
    for run in list(isolating_runs(explicit, classes, base)):  # all found before levels change
        kinds = explicit.classes
        sequence = "".join([kinds[i] for i in run.indexes])
        resolved = _resolve_sequence(
            "".join([text[i] for i in run.indexes]), sequence, run.level, run.before, run.after
        )
        for index, level in zip(run.indexes, resolved, strict=True):
            levels[index] = level
    before = base
    for index, kind in enumerate(classes):
        if kind in "acdefb":
            levels[index] = before
        else:
            before = levels[index]
    return bytes(levels)


_W1 = re.compile("([lripI])M+")
_W1_REST = re.compile("([^M])(M+)")
_NOT_STRONG = "ENPCTMOWSZlrip"
_W4_NUMBER = re.compile("(?<=E)[PC](?=E)|(?<=N)C(?=N)")
_W5 = re.compile("T+(?=E)|(?<=E)T+")
_W7 = re.compile("L[^LR]*")
_N1_RIGHT = re.compile("(?<=[REN])[OWSZlrip]+(?=[REN])")
_N1_LEFT = re.compile("(?<=L)[OWSZlrip]+(?=L)")
_W6 = str.maketrans("PTC", "OOO")


def _w2(s: str) -> str:
    """W2: a European number after an Arabic letter is an Arabic number."""
    parts = s.split("E")
    strong = ""
    out = [parts[0]]
    for before, after in pairwise(parts):
        kept = before.rstrip(_NOT_STRONG)
        strong = kept[-1] if kept else strong
        out += ("N" if strong == "A" else "E", after)
    return "".join(out)


def _resolve_sequence(text: str, kinds: str, level: int, before: str, after: str) -> bytes:
    """W1 to I2 for one isolating run sequence; `before` and `after` are sos and eos, "L" or "R"."""
    s = before + kinds + after
    if "M" in s:  # W1
        s = _W1.sub(lambda m: m.group()[0] + "O" * (len(m.group()) - 1), s)
        s = _W1_REST.sub(lambda m: m.group(1) * len(m.group()), s)
    if "A" in s:  # W2, W3
        if "E" in s:
            s = _w2(s)
        s = s.replace("A", "R")
    if "P" in s or "C" in s:  # W4
        s = _W4_NUMBER.sub(lambda m: s[m.start() - 1], s)
    if "T" in s and "E" in s:  # W5
        s = _W5.sub(lambda m: "E" * len(m.group()), s)
    s = s.translate(_W6)
    if "E" in s and "L" in s:  # W7
        s = _W7.sub(lambda m: m.group().replace("E", "L"), s)
    if bracket_pattern().search(text):  # N0
        s = pair_brackets(text, kinds, s, level)
    # N1; what would become the sequence's own direction is left to N2.
    if not level & 1:
        s = _N1_RIGHT.sub(lambda m: "R" * len(m.group()), s)
    elif "L" in s:
        s = _N1_LEFT.sub(lambda m: "L" * len(m.group()), s)
    return s[1:-1].encode("ascii").translate(_implicit(level))


@cache
def _implicit(level: int) -> bytes:
    """N2, I1, I2 as a table from resolved class to level."""
    table = bytearray([level]) * 256
    if level & 1:
        for kind in b"LEN":
            table[kind] = level + 1
    else:
        table[ord("R")] = level + 1
        for kind in b"EN":
            table[kind] = level + 2
    return bytes(table)
