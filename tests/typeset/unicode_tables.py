"""Makes reader/data/unicode/ from an installed Unicode Character Database.

    python tests/typeset/unicode_tables.py [FOLDER]

FOLDER is where the UCD files are (Debian package unicode-data: /usr/share/unicode). The tables that
are committed were made from version 15.0; tests/typeset/test_tables.py compares them where the
database is installed. Carrying them makes every Python (3.11 knows 14.0, 3.13 knows 15.1) lay out alike.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[2] / "reader" / "data" / "unicode"
HEADER = """# {title}
# Source: {source}, Unicode 15.0. Made by tests/typeset/unicode_tables.py; do not edit by hand.
# Copyright © 1991-2022 Unicode, Inc. Licence: Unicode-3.0 (https://www.unicode.org/license.txt).
"""


def rows(path: Path, *, missing: bool = False) -> Iterator[tuple[int, int, list[str]]]:
    """(first, last, fields) of each line of a UCD file; with `missing` the @missing lines instead."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if missing:
            if not line.startswith("# @missing:"):
                continue
            line = line.removeprefix("# @missing:")
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if not fields[0]:
            continue
        first, _, last = fields[0].partition("..")
        yield int(first, 16), int(last or first, 16), fields[1:]


def ranges(values: dict[int, str], default: str) -> str:
    """Runs of equal values as `FIRST..LAST<TAB>VALUE` lines; the default is left out."""
    out: list[str] = []
    run: tuple[int, int, str] | None = None
    for code in sorted(values):
        value = values[code]
        if run and run[1] == code - 1 and run[2] == value:
            run = (run[0], code, value)
            continue
        if run and run[2] != default:
            out.append(f"{run[0]:04X}..{run[1]:04X}\t{run[2]}\n")
        run = (code, code, value)
    if run and run[2] != default:
        out.append(f"{run[0]:04X}..{run[1]:04X}\t{run[2]}\n")
    return "".join(out)


LONG_BIDI = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
}


def bidi_class(ucd: Path) -> str:
    path = ucd / "extracted" / "DerivedBidiClass.txt"
    values: dict[int, str] = {}
    for first, last, (value, *_) in rows(path, missing=True):
        if first > 0 and LONG_BIDI[value] != "L":
            values.update(dict.fromkeys(range(first, last + 1), LONG_BIDI[value]))
    for first, last, (value, *_) in rows(path):
        values.update(dict.fromkeys(range(first, last + 1), value))
    return ranges(values, "L")


def grapheme_break(ucd: Path) -> str:
    values: dict[int, str] = {}
    for first, last, (value, *_) in rows(ucd / "emoji" / "emoji-data.txt"):
        if value == "Extended_Pictographic":
            values.update(dict.fromkeys(range(first, last + 1), "Pictographic"))
    for first, last, (value, *_) in rows(ucd / "auxiliary" / "GraphemeBreakProperty.txt"):
        values.update(dict.fromkeys(range(first, last + 1), value))
    return ranges(values, "Other")


def line_break(ucd: Path) -> str:
    """The classes after LB1: AI, SG and XX are AL, CJ is NS, SA is CM or AL; OP and CP of East Asia are marked."""
    general = {}
    for first, last, (value, *_) in rows(ucd / "extracted" / "DerivedGeneralCategory.txt"):
        general.update(dict.fromkeys(range(first, last + 1), value))
    wide = set()
    for first, last, (value, *_) in rows(ucd / "EastAsianWidth.txt"):
        if value in {"F", "W", "H"}:
            wide.update(range(first, last + 1))
    pictographic = set()
    for first, last, (value, *_) in rows(ucd / "emoji" / "emoji-data.txt"):
        if value == "Extended_Pictographic":
            pictographic.update(range(first, last + 1))
    values: dict[int, str] = {}
    for first, last, (value, *_) in rows(ucd / "LineBreak.txt"):
        for code in range(first, last + 1):
            category = general.get(code, "Cn")
            kind = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}.get(value, value)
            if value == "SA":
                kind = "CM" if category in {"Mn", "Mc"} else "AL"
            if value == "QU" and category in {"Pi", "Pf"}:
                kind = category
            if value in {"OP", "CP"} and code in wide:
                kind += "w"
            values[code] = kind
    for code in pictographic:  # LB30b: an unassigned pictographic takes a modifier
        if general.get(code, "Cn") == "Cn":
            values[code] = "Px" if values.get(code) == "ID" else values.get(code, "AL")
    return ranges(values, "AL")


def joining_type(ucd: Path) -> str:
    values: dict[int, str] = {}
    for first, last, (value, *_) in rows(ucd / "extracted" / "DerivedJoiningType.txt"):
        values.update(dict.fromkeys(range(first, last + 1), value))
    return ranges(values, "U")


def mirroring(ucd: Path) -> str:
    return "".join(f"{a:04X}\t{fields[0]}\n" for a, _, fields in rows(ucd / "BidiMirroring.txt"))


def brackets(ucd: Path) -> str:
    return "".join(f"{a:04X}\t{pair}\t{kind}\n" for a, _, (pair, kind) in rows(ucd / "BidiBrackets.txt"))


def forms(ucd: Path) -> str:
    """letter, then its isolated, final, initial and medial form; and the lam-alefs with two letters."""
    found: dict[str, dict[str, str]] = {}
    for line in (ucd / "UnicodeData.txt").read_text(encoding="ascii").splitlines():
        fields = line.split(";")
        match = re.fullmatch(r"<(isolated|final|initial|medial)> ([0-9A-F ]+)", fields[5])
        if match is None or match[2].startswith(("0020", "0640")):
            continue
        letters = match[2].split()
        if len(letters) == 1 or (len(letters) == 2 and int(fields[0], 16) >= 0xFEF5):
            found.setdefault(" ".join(letters), {})[match[1]] = fields[0]
    order = ("isolated", "final", "initial", "medial")
    return "".join(
        f"{letters}\t" + "\t".join(found[letters].get(form, "-") for form in order) + "\n"
        for letters in sorted(found)
    )


TABLES = {
    "bidi_class": (bidi_class, "Bidi_Class; L where nothing is said", "extracted/DerivedBidiClass.txt"),
    "grapheme_break": (
        grapheme_break,
        "Grapheme_Cluster_Break and Extended_Pictographic",
        "auxiliary/GraphemeBreakProperty.txt, emoji/emoji-data.txt",
    ),
    "line_break": (
        line_break,
        "Line_Break after LB1; AL where nothing is said. Pi, Pf: QU by side; OPw, CPw: East Asian; Px: LB30b",
        "LineBreak.txt",
    ),
    "joining_type": (
        joining_type,
        "Joining_Type; U where nothing is said",
        "extracted/DerivedJoiningType.txt",
    ),
    "mirroring": (mirroring, "Bidi_Mirroring_Glyph", "BidiMirroring.txt"),
    "brackets": (brackets, "Bidi_Paired_Bracket and its type (o opens, c closes)", "BidiBrackets.txt"),
    "forms": (
        forms,
        "Arabic letter(s): isolated, final, initial, medial presentation form",
        "UnicodeData.txt, field 5",
    ),
}


def table(name: str, ucd: Path) -> str:
    """The whole text of one data file."""
    make, title, source = TABLES[name]
    return HEADER.format(title=title, source=source) + make(ucd)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    OUT.mkdir(parents=True, exist_ok=True)
    for each in TABLES:
        (OUT / f"{each}.tsv").write_text(table(each, folder), encoding="utf-8")
