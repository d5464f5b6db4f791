"""The index of a write-ahead log (`-shm`): how many frames of the log were ever acknowledged.

A commit counts from the moment at which the index says so; the index lives in memory that all sessions share, and
outlives each of them when it is killed. After a power cut it may be old, and is not believed.
Follows https://www.sqlite.org/walformat.html#the_wal_index_file_format (header version 3007000, in the machine's own
byte order).
"""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

_HEADER, _SUMMED, _VERSION = 48, 40, 3007000


def frames_indexed(log: Path, salt: bytes) -> int | None:
    """Number of frames of the log with this salt that the index beside it takes for written.

    None where the index can't be relied on: missing, just being written, of another log, older than the machine's
    start, or made anew from the log itself without a commit since (then it says no more than the log).
    """
    path = log.with_name(f"{log.name.removesuffix('-wal')}-shm")
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    # Not closed, on purpose: with it all locks would go that SQLite holds on that file in this process (fcntl(2)).
    if os.fstat(handle).st_mtime < _started():
        return None
    head = os.pread(handle, 2 * _HEADER, 0)
    first, second = head[:_HEADER], head[_HEADER:]
    if len(second) != _HEADER or first != second:
        return None
    version, _, commits, _, frames = struct.unpack("=5I", first[:20])
    sound = struct.pack("=II", *checksum(first[:_SUMMED], "=", (0, 0))) == first[_SUMMED:]
    if version != _VERSION or not sound or first[32:40] != salt or not commits:
        return None
    return int(frames)


def _started() -> float:
    """When the machine was started, in seconds since 1970."""
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.time() - time.clock_gettime(clock)


def checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's running checksum over words in this byte order ("<", ">", "="), `sums` being those so far."""
    one, two = sums
    for left, right in struct.iter_unpack(f"{order}II", data):
        one = (one + left + two) & 0xFFFFFFFF
        two = (two + right + one) & 0xFFFFFFFF
    return one, two
