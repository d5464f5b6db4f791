"""Which lines of an article head what follows them. Nothing in a plain text says so but its shape."""

from __future__ import annotations

import re

LONGEST = 80  # code points of a heading
BODY = 100  # code points that the paragraph under it has at least
_ENDS = re.compile(r"[.؟?!…:؛;،,»\"”)\]](?:\[\d+\])?\s*$")
_ITEM = re.compile(r"\s*(?:[-–—•*▪◦·>]|[\d٠-٩]+\s*[-–.)ـ/])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether the line `[start, end)` of `text` is a heading: short, of two words or more, no sentence's or list's
    end, over a paragraph of some length. A quotation, a signature and an item of a list are none.
    """
    if not 0 < end - start <= LONGEST or _ENDS.search(text, start, end) or _ITEM.match(text, start, end):
        return False
    if len(_WORD.findall(text, start, end)) < 2:
        return False
    below = end
    while below < len(text) and text[below].isspace():
        below += 1
    if below >= len(text):
        return False
    stop = text.find("\n", below, below + BODY)
    return stop < 0 and len(text) - below >= BODY
