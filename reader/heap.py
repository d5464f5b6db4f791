"""One heap for all threads of a process.

glibc gives every thread a heap of its own and reserves 64 MB of addresses for each. On a server that limits addresses
(`ulimit -v`) five threads that need nothing take 320 MB, and the reader, which itself needs 80, fails at random places.
Python's threads allocate one after another, so that one heap serves them all.
"""

from __future__ import annotations

import ctypes

_M_ARENA_MAX = -8
"""malloc.h of glibc; mallopt(3)."""


def share_one_heap() -> None:
    """Asked before the first thread begins; other C libraries, which know no such heaps, are left as they are."""
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    except (AttributeError, OSError, TypeError):  # no mallopt; no handle of the process itself (Windows)
        return
