"""cases.tsv: small texts and what is painted for them, confirmed by other engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from arabic_reshaper import ArabicReshaper
from test_oracles import disagreements

from reader.typeset import lay_out

Case = tuple[str, str, int, str, list[str], set[str]]
_RESHAPER = ArabicReshaper(configuration={"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


def unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)


def cases() -> list[Case]:
    found = []
    for line in (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            what, direction, width, text, painted, engines = line.split("\t")
            lines = [unescaped(each.strip("\u202d\u202c")) for each in painted.split(" ⏎ ")]
            found.append((what, direction, int(width), unescaped(text), lines, set(engines.split())))
    return found


CASES = cases()


def test_there_are_enough() -> None:
    assert len(CASES) >= 80
    assert len({case[0] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_painted(case: Case) -> None:
    _, direction, width, text, painted, _ = case
    lines = lay_out(text, width, direction=direction)
    assert [line.text for line in lines] == painted
    assert all(line.width <= width for line in lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_confirmed(case: Case) -> None:
    _, direction, width, text, _, engines = case
    assert {"fribidi", "icu"} <= engines
    assert disagreements(text, width, "fribidi", direction) == []
    assert disagreements(text, width, "icu", direction) == []
    if "arabic-reshaper" in engines:
        (line,) = lay_out(text, width, direction=direction)
        logical = "".join(glyph for _, glyph in sorted(zip(line.starts, line.glyphs, strict=True)))
        assert logical == _RESHAPER.reshape(text)


def test_reshaper_confirms_the_joining() -> None:
    assert sum("arabic-reshaper" in engines for *_, engines in CASES) >= 60
