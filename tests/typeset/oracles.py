"""Other engines, asked the same question: in which order, from left to right, are the code points of a line?

fribidi through its C library (Debian: libfribidi0, which libfribidi-bin brings), ICU through PyICU
(`pyicu-wheels`, a test dependency). Both get the whole paragraph and then the line, as UAX #9 wants.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache

import pytest

Order = Callable[[str, int, int, str], list[int]]  # paragraph, start, end, direction -> indexes left to right


@cache
def _fribidi() -> ctypes.CDLL:
    name = ctypes.util.find_library("fribidi") or "libfribidi.so.0"
    try:
        return ctypes.CDLL(name)
    except OSError:
        pytest.skip("no libfribidi: install Debian's libfribidi-bin")


@lru_cache(maxsize=64)
def _fribidi_levels(paragraph: str, direction: str):  # C arrays
    library = _fribidi()
    size = len(paragraph)
    text = (ctypes.c_uint32 * size)(*map(ord, paragraph))
    types = (ctypes.c_uint32 * size)()
    brackets = (ctypes.c_uint32 * size)()
    levels = (ctypes.c_int8 * size)()
    base = ctypes.c_uint32(0x111 if direction == "rtl" else 0x110)
    library.fribidi_get_bidi_types(text, size, types)
    library.fribidi_get_bracket_types(text, size, types, brackets)
    library.fribidi_get_par_embedding_levels_ex(types, brackets, size, ctypes.byref(base), levels)
    return types, base, bytes(levels)


def fribidi_order(paragraph: str, start: int, end: int, direction: str) -> list[int]:
    """fribidi's visual order of `paragraph[start:end]`; `direction` "rtl" or "ltr"."""
    types, base, levels = _fribidi_levels(paragraph, direction)
    size = len(paragraph)
    own = (ctypes.c_int8 * size).from_buffer_copy(levels)  # reordering a line changes them
    order = (ctypes.c_int32 * size)(*range(size))
    _fribidi().fribidi_reorder_line(2, types, end - start, start, base, own, None, order)
    return order[start:end]


@cache
def _icu():  # PyICU has no types
    return pytest.importorskip("icu", reason="no PyICU: pip install pyicu-wheels")


@lru_cache(maxsize=64)
def _icu_paragraph(paragraph: str, direction: str):  # PyICU has no types
    icu = _icu()
    units = [at for at, c in enumerate(paragraph) for _ in range(2 if ord(c) > 0xFFFF else 1)]
    bidi = icu.Bidi()
    held = icu.UnicodeString(paragraph)
    bidi.setPara(held, 1 if direction == "rtl" else 0)
    return bidi, units, held  # `held` must live as long as `bidi`


def icu_order(paragraph: str, start: int, end: int, direction: str) -> list[int]:
    """ICU's visual order of `paragraph[start:end]`; marks before their letters, as L3 is the caller's."""
    bidi, units, _ = _icu_paragraph(paragraph, direction)
    first, last = bisect_left(units, start), bisect_left(units, end)  # UTF-16 units
    if first == last:
        return []
    found: list[int] = []
    for unit in bidi.setLine(first, last).getVisualMap():
        at = units[first + unit]
        if not found or found[-1] != at:
            found.append(at)
    return found


def mirrored(character: str) -> str:
    """ICU's mirror image of a character."""
    return _icu().Char.charMirror(character)


ENGINES: dict[str, Order] = {"fribidi": fribidi_order, "icu": icu_order}
