"""The tables of the Unicode Character Database that we carry (reader/data/unicode/, version 15.0).

Python's own `unicodedata` differs by Python version (3.11 has 14.0) and gives nothing for unassigned code
points; a document must be laid out alike everywhere. Each table is read once, when first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "data" / "unicode"


def rows(name: str) -> list[list[str]]:
    """The lines of a table, split at tabs; comment lines are left out. A broken table raises ValueError."""
    text = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    found = [line.split("\t") for line in text.splitlines() if line and not line.startswith("# ")]
    if not found:
        raise ValueError(f"{name}.tsv: no lines")
    return found


class CodeClasses(dict[int, str]):
    """code point -> one character that stands for its class; fit for `str.translate`.

    Only what was asked for is kept, so that the dictionary stays as small as the texts are varied.
    """

    def __init__(self, name: str, letters: dict[str, str], default: str) -> None:
        super().__init__()
        self._name, self._letters, self._default = name, letters, default
        self._firsts: list[int] | None = None
        self._lasts: list[int] = []
        self._values: list[str] = []

    def _load(self) -> list[int]:
        firsts: list[int] = []
        for ends, value in rows(self._name):
            first, _, last = ends.partition("..")
            firsts.append(int(first, 16))
            self._lasts.append(int(last, 16))
            self._values.append(self._letters[value])
        self._firsts = firsts
        return firsts

    def __missing__(self, code: int) -> str:
        firsts = self._firsts or self._load()
        at = bisect_right(firsts, code) - 1
        value = self._values[at] if at >= 0 and code <= self._lasts[at] else self._default
        self[code] = value
        return value


@cache
def grapheme_classes() -> CodeClasses:
    """Grapheme_Cluster_Break, one letter a class; see clusters.py for the letters."""
    letters = {
        "CR": "r", "LF": "n", "Control": "c", "Extend": "e", "ZWJ": "z", "Regional_Indicator": "i",
        "Prepend": "p", "SpacingMark": "s", "L": "L", "V": "V", "T": "T", "LV": "v", "LVT": "t",
        "Pictographic": "x", "Other": "o",
    }  # fmt: skip
    return CodeClasses("grapheme_break", letters, "o")
