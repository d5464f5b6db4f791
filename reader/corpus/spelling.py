"""The shape in which a text enters the index of words, and the one in which spellings are compared."""

from __future__ import annotations

import re

from reader.text.fold import DROPPED, fold

_NUMBERS = re.compile("([0-9]+)")
# A digit beside anything but a digit and what no word holds. It begins with the digit: the search then skips from one to the next.
_APART = r"0-9\s.,:;/()\[\]\-،؛«»\"'%–"
_GLUED = re.compile(f"[0-9](?:(?<![{_APART}][0-9])|(?![{_APART}]))")
_DROPPED = re.compile(f"[{re.escape(DROPPED)}]+")


def searchable(text: str) -> str:
    """Folded, numbers set apart from the letters glued to them (بـ24 is found by 24)."""
    folded = fold(text)
    return " ".join(_NUMBERS.split(folded)) if _GLUED.search(folded) else folded


def spelled(text: str) -> str:
    """Letters as written, marks and tatweel gone."""
    return _DROPPED.sub("", text)
