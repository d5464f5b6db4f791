"""The shape in which a text enters the index of words, and the one in which spellings are compared.

What a word is, is decided here: SQLite's `ascii` tokenizer, which the index has, takes every letter beyond ASCII as part of a
word and looks none of them up in a table, so that a text costs it two thirds of what `unicode61` takes.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Any, NamedTuple

from reader.text.fold import DROPPED, fold

WORD = re.compile(r"[0-9]+|[^\W\d_]+")  # in folded text: letters, or digits alone (بـ24 is found by 24)
_DROPPED = re.compile(f"[{re.escape(DROPPED)}]+")
_NUMBERS = re.compile("([0-9]+)")
_DIGITS = "0123456789"


def words_of(text: str) -> str:
    """The words of a text as the index has them, blanks between them: folded, without case, numbers apart from letters."""
    return " ".join(WORD.findall(fold(text))).casefold()


def searchable(text: str) -> str:
    """What SQLite finds the same words in as in `words_of(text)`; a quarter of its cost where all characters are usual ones."""
    page = _page()
    try:
        usual = codecs.charmap_encode(text, "strict", page.usual)[0]
    except UnicodeEncodeError:
        return words_of(text)
    kinds = usual.translate(page.kinds, page.unwritten)
    if len(kinds) < len(usual):
        usual = usual.translate(None, page.unwritten)
    folded = codecs.charmap_decode(usual, "strict", page.folded)[0]
    return " ".join(_NUMBERS.split(folded)) if b"a0" in kinds or b"0a" in kinds else folded


def spelled(text: str) -> str:
    """Letters as written, marks and tatweel gone."""
    return _DROPPED.sub("", text)


class _Page(NamedTuple):
    """What nearly all Arabic texts are written with, as a code page of one byte each: tables fold it at once."""

    usual: Any  # to bytes; the type has no name
    kinds: bytes  # of each byte: 0 in a number, "a" in another word, a blank between words
    unwritten: bytes  # those that folding drops
    folded: str  # of each byte


@lru_cache(maxsize=1)
def _page() -> _Page:
    arabic = (0x060C, 0x061B, 0x061F, *range(0x0621, 0x063B), *range(0x0640, 0x0656), *range(0x0660, 0x066E))
    others = "\u0670پچژڤکگی\u00a0«»·–—‘’“”„…•\u200b\u200c\u200d\u200e\u200f\ufeff"
    usual = "".join(map(chr, (*range(128), *arabic))) + others
    usual += "\ufffe" * (256 - len(usual))  # what stands for no character
    each = [fold(character) for character in usual]
    return _Page(
        codecs.charmap_build(usual),
        "".join(
            "0" if c in _DIGITS else "a" if WORD.match(c) else " " for c in (c or " " for c in each)
        ).encode(),
        bytes(number for number, c in enumerate(each) if not c),
        # a sign beyond ASCII would be a letter to SQLite
        "".join(c if c.isascii() or WORD.match(c) else " " for c in (c or " " for c in each)),
    )
