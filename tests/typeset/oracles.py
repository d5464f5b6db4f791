"""Other engines, asked the same question: in which order, from left to right, are the code points of a line?

fribidi through its C library (Debian: libfribidi0, which libfribidi-bin brings), ICU through PyICU
(`pyicu-wheels`, a test dependency). Both get the whole paragraph and then the line, as UAX #9 wants.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from functools import cache

import pytest

Order = Callable[[str, int, int, str], list[int]]  # paragraph, start, end, direction -> indexes left to right


@cache
def _fribidi() -> ctypes.CDLL:
    name = ctypes.util.find_library("fribidi") or "libfribidi.so.0"
    try:
        return ctypes.CDLL(name)
    except OSError:
        pytest.skip("no libfribidi: install Debian's libfribidi-bin")


def fribidi_order(paragraph: str, start: int, end: int, direction: str) -> list[int]:
    """fribidi's visual order of `paragraph[start:end]`; `direction` "rtl" or "ltr"."""
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
    order = (ctypes.c_int32 * size)(*range(size))
    library.fribidi_reorder_line(2, types, end - start, start, base, levels, None, order)
    return list(order[start:end])


@cache
def _icu():  # type: ignore[no-untyped-def] (PyICU has no types)
    return pytest.importorskip("icu", reason="no PyICU: pip install pyicu-wheels")


def icu_order(paragraph: str, start: int, end: int, direction: str) -> list[int]:
    """ICU's visual order of `paragraph[start:end]`; marks before their letters, as L3 is the caller's."""
    icu = _icu()
    units: list[int] = []  # UTF-16 unit -> code point
    for at, character in enumerate(paragraph):
        units.extend([at] * (2 if ord(character) > 0xFFFF else 1))
    first = units.index(start) if start < len(paragraph) else len(units)
    last = units.index(end) if end < len(paragraph) else len(units)
    bidi = icu.Bidi()
    held = icu.UnicodeString(paragraph)
    bidi.setPara(held, 1 if direction == "rtl" else 0)
    if first == last:
        return []
    line = bidi.setLine(first, last)
    found: list[int] = []
    for unit in line.getVisualMap():
        at = units[first + unit]
        if not found or found[-1] != at:
            found.append(at)
    return found


def mirrored(character: str) -> str:
    """ICU's mirror image of a character."""
    return _icu().Char.charMirror(character)


ENGINES: dict[str, Order] = {"fribidi": fribidi_order, "icu": icu_order}
