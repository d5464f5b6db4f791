"""The shape in which a text enters the index of words, and the one in which spellings are compared."""

from __future__ import annotations

import re
import unicodedata

from reader.text.fold import DROPPED, fold

_NUMBERS = re.compile("([0-9]+)")
_DROPPED = re.compile(f"[{re.escape(DROPPED)}]+")
# Among the presentation forms stand signs that are nobody's form (the ornate brackets of Quran quotations, word
# symbols, noncharacters). `fold` takes every one of these for a form; they are no part of a word, so a space does.
_SIGNS = "".join(
    chr(c)
    for c in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
    if unicodedata.normalize("NFKC", chr(c)) == chr(c)
)
_signs = re.compile(f"[{re.escape(_SIGNS)}]")


def foldable(text: str) -> str:
    """`text` with such signs as spaces; the length stays."""
    return _signs.sub(" ", text) if _signs.search(text) else text


def searchable(text: str) -> str:
    """Folded, numbers set apart from the letters glued to them (بـ24 is found by 24)."""
    return " ".join(_NUMBERS.split(fold(foldable(text))))


def spelled(text: str) -> str:
    """Letters as written, marks and tatweel gone."""
    return _DROPPED.sub("", text)
