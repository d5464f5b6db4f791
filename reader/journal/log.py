"""The write-ahead log, looked at without SQLite.

SQLite takes a log up to the first frame whose checksum is wrong and says nothing of the rest, which is right after a
power cut: the rest was never acknowledged. But where a whole later transaction stands behind that frame, a bad disk or
a bad copy has torn the log in the middle, and what follows is somebody's work.
Follows https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import sleep
from typing import NamedTuple

HEADER, FRAME_HEADER = 32, 24
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # byte order of the words that checksums are made of


class Frame(NamedTuple):
    """A page as the log holds it; `commits` where it ends a transaction."""

    number: int
    commits: bool
    salt: bytes
    checksum: bytes
    page: bytes


class _Header(NamedTuple):
    """What the log says of itself; `whole` where its checksum agrees."""

    order: str
    size: int
    salt: bytes
    sums: tuple[int, int]
    whole: bool


def frames(data: bytes, size: int) -> Iterator[Frame]:
    """The frames of a log for pages of `size` bytes, whatever their checksums say; those of an earlier log left out.

    A log started anew is written over the one before, whose frames stay behind it until they are overwritten too: all
    of them, where a kill came between the new header and its first frame.
    """
    found = []
    for at in range(HEADER, len(data) - FRAME_HEADER - size + 1, FRAME_HEADER + size):
        number, commit = struct.unpack(">II", data[at : at + 8])
        page = data[at + FRAME_HEADER : at + FRAME_HEADER + size]
        found.append(Frame(number, commit != 0, data[at + 8 : at + 16], data[at + 16 : at + 24], page))
    if not found:
        return
    header = _header(data)
    salt = header.salt if header.whole else _salt_in_front(found)
    for each in found:
        if each.salt == salt:
            yield each


def torn_in_the_middle(log: Path) -> bool:
    """True where a committed transaction stands behind a damaged frame, and that not because it is being written."""
    seen = _first_bad(log)
    if seen is None:
        return False
    sleep(0.05)  # another session may have been writing just there: then it looks different now
    return _first_bad(log) == seen


def _header(data: bytes) -> _Header:
    magic, _, size = struct.unpack(">III", data[:12])
    order = _MAGIC.get(magic, "<")
    if not (512 <= size <= 65536 and size & (size - 1) == 0):
        size = 4096
    sums = _checksum(data[:24], order, (0, 0))
    return _Header(
        order, size, data[16:24], sums, magic in _MAGIC and struct.pack(">II", *sums) == data[24:32]
    )


def _salt_in_front(found: list[Frame]) -> bytes:
    """The salt of the log written last, whose header is torn: its frames stand in front of older ones.

    One of them may be torn too, so two neighbours must agree, if any do.
    """
    for one, two in pairwise(found):
        if one.salt == two.salt:
            return one.salt
    return found[0].salt


def _first_bad(log: Path) -> tuple[int, int] | None:
    """Number and salt of the first bad frame with a commit behind it, or None."""
    try:
        data = log.read_bytes()
    except FileNotFoundError:
        return None
    if len(data) < HEADER + FRAME_HEADER:
        return None
    header = _header(data)
    sums = header.sums
    bad = -1 if header.whole else 0
    at = HEADER
    for count, frame in enumerate(frames(data, header.size)):
        if bad < 0:
            sums = _checksum(data[at : at + 8] + frame.page, header.order, sums)
            if struct.pack(">II", *sums) != frame.checksum or data[at + 8 : at + 16] != frame.salt:
                bad = count
        elif frame.commits:
            return bad, int.from_bytes(frame.salt, "big")
        at += FRAME_HEADER + header.size
    return None


def _checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    for left, right in struct.iter_unpack(f"{order}II", data):
        one = (one + left + two) & 0xFFFFFFFF
        two = (two + right + one) & 0xFFFFFFFF
    return one, two
