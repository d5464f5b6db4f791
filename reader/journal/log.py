"""The write-ahead log, looked at without SQLite.

SQLite takes a log up to the first frame whose checksum is wrong and says nothing of the rest, which is right after a
power cut: the rest was never acknowledged. But where a whole later transaction stands behind that frame, either a bad
disk or a bad copy has torn the log in the middle, and what follows is somebody's work; or a session was killed when
its transaction was in the log but not yet in the index of the log, and another session, which saw nothing of it, has
begun to write over it. The bytes of the log are the same in both cases; only its index (`-shm`) tells them apart.
Follows https://www.sqlite.org/fileformat2.html#the_write_ahead_log and https://www.sqlite.org/walformat.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from pathlib import Path
from time import sleep
from typing import NamedTuple

from reader.journal import log_index
from reader.journal.log_index import checksum

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


class Behind(Enum):
    """What stands in a log behind the frames that SQLite takes."""

    NOTHING = "nothing"  # that was ever committed
    REMAINS = "remains"  # of a transaction that was killed before it was acknowledged, partly written over
    WORK = "work"  # acknowledged transactions: the log is torn in the middle


class _Bad(NamedTuple):
    """The first damaged frame (counted from 0) that has a commit behind it, and the commits in front of it."""

    at: int
    salt: bytes
    commits: tuple[int, ...]


def behind(log: Path) -> Behind:
    """What stands behind the sound frames of a log, and that not because it is being written just now.

    To be asked before SQLite opens the file: the first to open it makes the index of the log anew.
    """
    seen = _first_bad(log)
    if seen is None:
        return Behind.NOTHING
    sleep(0.05)  # another session may have been writing just there: then it looks different now
    if _first_bad(log) != seen:
        return Behind.NOTHING
    indexed = log_index.frames_indexed(log, seen.salt)
    # A killed transaction is one at the most: the next one would have begun at the same frame.
    if indexed is not None and indexed <= seen.at and sum(at >= indexed for at in seen.commits) <= 1:
        return Behind.REMAINS
    return Behind.WORK


def _header(data: bytes) -> _Header:
    magic, _, size = struct.unpack(">III", data[:12])
    order = _MAGIC.get(magic, "<")
    if not (512 <= size <= 65536 and size & (size - 1) == 0):
        size = 4096
    sums = checksum(data[:24], order, (0, 0))
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


def _first_bad(log: Path) -> _Bad | None:
    """The first bad frame with a commit behind it, or None."""
    try:
        data = log.read_bytes()
    except FileNotFoundError:
        return None
    if len(data) < HEADER + FRAME_HEADER:
        return None
    header = _header(data)
    sums = header.sums
    bad = -1 if header.whole else 0
    commits = []
    at = HEADER
    for count, frame in enumerate(frames(data, header.size)):
        if bad < 0:
            sums = checksum(data[at : at + 8] + frame.page, header.order, sums)
            if struct.pack(">II", *sums) != frame.checksum or data[at + 8 : at + 16] != frame.salt:
                bad = count
            elif frame.commits:
                commits.append(count)
        if bad >= 0 and count > bad and frame.commits:
            return _Bad(bad, frame.salt, tuple(commits))
        at += FRAME_HEADER + header.size
    return None
