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
        self._ranges: tuple[list[int], list[int], list[str]] | None = None  # firsts, lasts, values

    def _load(self) -> tuple[list[int], list[int], list[str]]:
        firsts: list[int] = []
        lasts: list[int] = []
        values: list[str] = []
        for ends, value in rows(self._name):
            first, _, last = ends.partition("..")
            firsts.append(int(first, 16))
            lasts.append(int(last, 16))
            values.append(self._letters[value])
        self._ranges = firsts, lasts, values  # in one step: another thread may be asking too
        return self._ranges

    def __missing__(self, code: int) -> str:
        firsts, lasts, values = self._ranges or self._load()
        at = bisect_right(firsts, code) - 1
        value = values[at] if at >= 0 and code <= lasts[at] else self._default
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
