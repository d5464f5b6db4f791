"""The shape in which a text enters the index of words, and the one in which spellings are compared."""

from __future__ import annotations

import re

from reader.text.fold import DROPPED, fold

_NUMBERS = re.compile("([0-9]+)")
_DROPPED = re.compile(f"[{re.escape(DROPPED)}]+")


def searchable(text: str) -> str:
    """Folded, numbers set apart from the letters glued to them (بـ24 is found by 24)."""
    return " ".join(_NUMBERS.split(fold(text)))


def spelled(text: str) -> str:
    """Letters as written, marks and tatweel gone."""
    return _DROPPED.sub("", text)
