"""Unicode's own tests: UAX #9 whole, UAX #29 clusters whole, UAX #14 but for what docs/typesetting.md names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.text.clusters import cluster_bounds
from reader.typeset.breaks import line_break_classes, opportunities
from reader.typeset.classes import _LETTERS, bidi_classes
from reader.typeset.levels import first_strong, resolve
from reader.typeset.ordering import visual_runs

pytestmark = pytest.mark.conformance
PARTS = 8  # the long files in parts, so that they run in parallel


def base_level(classes: str, wanted: str) -> int:
    if wanted == "auto":
        return 1 if first_strong(classes) == "rtl" else 0
    return 1 if wanted == "rtl" else 0


def after_l1(levels: bytes, classes: str, base: int) -> list[int | None]:
    """L1 on the paragraph as one line; None for what X9 removes."""
    out: list[int | None] = list(levels)
    trailing = True
    for at in range(len(classes) - 1, -1, -1):
        kind = classes[at]
        if kind in "acdefb":
            out[at] = None
        elif kind in "SZ":
            out[at] = base
            trailing = True
        elif kind in "Wlrip":
            if trailing:
                out[at] = base
        else:
            trailing = False
    return out


def visual(levels: list[int | None]) -> list[int]:
    """L2 by `visual_runs`, as indexes of what is left."""
    kept = [at for at, level in enumerate(levels) if level is not None]
    runs = visual_runs(bytes(level for level in levels if level is not None))
    return [at for a, b, odd in runs for at in (kept[a:b][::-1] if odd else kept[a:b])]


def bidi_test(path: Path) -> Iterator[tuple[int, str, str, list[int | None], list[int]]]:
    levels: list[int | None] = []
    order: list[int] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("@Levels:"):
            levels = [None if one == "x" else int(one) for one in line.split(":")[1].split()]
        elif line.startswith("@Reorder:"):
            order = [int(one) for one in line.split(":")[1].split()]
        else:
            kinds, bits = line.split(";")
            classes = "".join(_LETTERS[kind] for kind in kinds.split())
            for bit, wanted in ((1, "auto"), (2, "ltr"), (4, "rtl")):
                if int(bits, 16) & bit:
                    yield number, classes, wanted, levels, order


@pytest.mark.parametrize("part", range(PARTS))
def test_bidi_test(ucd: Path, part: int) -> None:
    wrong, cases = [], 0
    for number, classes, wanted, levels, order in bidi_test(ucd / "BidiTest.txt"):
        if number % PARTS != part:
            continue
        cases += 1
        base = base_level(classes, wanted)
        # Letters stand for the characters: none is a bracket, as in the test's own description.
        found = after_l1(resolve("x" * len(classes), classes, base), classes, base)
        if found != levels or visual(found) != order:
            wrong.append((number, wanted, found))
    assert cases > 90_000
    assert not wrong, f"{len(wrong)} of {cases} wrong, first: {wrong[:3]}"


def test_bidi_character_test(ucd: Path) -> None:
    wrong, cases = [], 0
    for line in (ucd / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cases += 1
        codes, wanted, base_wanted, levels_wanted, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = bidi_classes(text)
        base = base_level(classes, {"0": "ltr", "1": "rtl", "2": "auto"}[wanted])
        found = after_l1(resolve(text, classes, base), classes, base)
        levels = [None if one == "x" else int(one) for one in levels_wanted.split()]
        if (
            base != int(base_wanted)
            or found != levels
            or visual(found) != [int(one) for one in order.split()]
        ):
            wrong.append(line)
    assert cases == 91_707
    assert not wrong, f"{len(wrong)} of {cases} wrong, first: {wrong[:3]}"


def boundaries(path: Path) -> Iterator[tuple[str, list[int], str]]:
    """(text, where it may be divided, the line's comment) of a break test."""
    for line in path.read_text(encoding="utf-8").splitlines():
        body, _, comment = line.partition("#")
        text, places = "", []
        for token in body.split():
            if token == "÷":
                places.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        if text:
            yield text, places, comment.strip()


def test_grapheme_break_test(ucd: Path) -> None:
    cases = list(boundaries(ucd / "auxiliary" / "GraphemeBreakTest.txt"))
    wrong = [
        comment for text, want, comment in cases if [0, *(end for _, end in cluster_bounds(text))] != want
    ]
    assert len(cases) == 602
    assert not wrong, f"{len(wrong)} wrong, first: {wrong[0]}"


# What stands on the two sides of a place where we differ, and why. Marks count as what they stand on.
REASONS = {
    "LB25 as written, not the file's tailoring: a number with what is before it": {
        (a, "NU") for a in ("IS", "SY")
    },
    "LB25 as written: percent and currency after a closing bracket": {
        (a, b) for a in ("CL", "CP", "CPw") for b in ("PO", "PR")
    },
    "LB25 as written: an opening bracket after percent and currency": {
        (a, b) for a in ("PO", "PR") for b in ("OP", "OPw")
    },
    "LB20a of 16.0: no break after a hyphen that begins a word": {("HY", "AL"), ("HY", "HL")},
    "LB15a of 15.1: a quotation mark that does not open leaves its space free": {
        ("SP", "OP"), ("SP", "OPw"),
    },
    "LB15b of 15.1: no break before a closing quotation mark, though a space with a mark on it is there": {
        ("SP", "Pf"), ("SP", "AL"),
    },
}  # fmt: skip


def reasons(kinds: list[str], found: list[int], want: list[int]) -> set[str]:
    """Why each place differs; "" for one that we can't explain."""
    out = set()
    for at in set(found) ^ set(want):
        before = next((kind for kind in reversed(kinds[:at]) if kind not in {"CM", "ZWJ"}), "")
        after = "AL" if kinds[at] == "CM" else kinds[at]
        out.add(next((reason for reason, pairs in REASONS.items() if (before, after) in pairs), ""))
    return out


def test_line_break_test(ucd: Path) -> None:
    cases = 0
    why: Counter[str] = Counter()
    wrong = []
    for text, want, comment in boundaries(ucd / "auxiliary" / "LineBreakTest.txt"):
        kinds = line_break_classes(text)
        if {"BK", "CR", "LF", "NL"} & set(kinds):
            continue  # a line end never reaches a paragraph
        cases += 1
        found = [*opportunities(text), len(text)]
        if found != want:
            these = reasons(kinds, found, want)
            why.update(these)
            if len(these) != 1 or "" in these:
                wrong.append(comment)
    assert not wrong, f"{len(wrong)} of {cases} wrong, first: {wrong[:3]}"
    # docs/typesetting.md has the same table
    assert (cases, [why[reason] for reason in REASONS]) == (6338, [16, 8, 10, 10, 6, 2])
