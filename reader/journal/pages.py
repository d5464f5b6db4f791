"""Rows read straight from the pages of an SQLite file, torn or not: the last resort of salvage.

Follows https://www.sqlite.org/fileformat2.html. Every page that looks like a leaf of a table is read cell by cell,
whether or not anything still leads to it; a cell that makes no sense is passed over. Which table a row belonged to
is for the caller to see from its shape.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from reader.journal.log import frames

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]  # rowid and columns

_TABLE_LEAF = 0x0D


def rows_in_pages(database: Path) -> Iterator[Row]:
    """Every row of every leaf page of the file and its write-ahead log, in no order, old versions included."""
    data = database.read_bytes()
    size = _page_size(data)
    # A file may be cut short in the middle of a page.
    pages = {n + 1: data[at : at + size].ljust(size, b"\0") for n, at in enumerate(range(0, len(data), size))}
    yield from _rows(pages, size)
    log = database.with_name(f"{database.name}-wal")
    if log.exists():
        newer = dict(pages)
        for frame in frames(log.read_bytes(), size):
            newer[frame.number] = frame.page
            # One page at a time, each against the pages that stood when it was written.
            yield from _rows_of_page(frame.number, frame.page, newer, size)


def _page_size(data: bytes) -> int:
    if data[:16] == b"SQLite format 3\0":
        size: int = struct.unpack(">H", data[16:18])[0]
        if size == 1:
            return 65536
        if size >= 512 and size & (size - 1) == 0:
            return size
    return 4096


def _rows(pages: dict[int, bytes], size: int) -> Iterator[Row]:
    for number, page in pages.items():
        yield from _rows_of_page(number, page, pages, size)


def _rows_of_page(number: int, page: bytes, pages: dict[int, bytes], size: int) -> Iterator[Row]:
    start = 100 if number == 1 else 0
    if page[start] != _TABLE_LEAF:
        return
    count = struct.unpack(">H", page[start + 3 : start + 5])[0]
    for n in range(min(count, size // 4)):
        pointer = start + 8 + 2 * n
        at = struct.unpack(">H", page[pointer : pointer + 2])[0]
        try:
            yield _cell(page, at, pages, size)
        except (IndexError, ValueError, struct.error):
            continue  # a torn cell; its neighbours may be whole


def _cell(page: bytes, at: int, pages: dict[int, bytes], size: int) -> Row:
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    if rowid >= 1 << 63:
        rowid -= 1 << 64
    if not 0 < length <= size * len(pages):
        raise ValueError("payload longer than the file")
    most = size - 35
    local = length
    if length > most:
        least = (size - 12) * 32 // 255 - 23
        local = least + (length - least) % (size - 4)
        if local > most:
            local = least
    payload = bytearray(page[at : at + local])
    if length > local:
        following = struct.unpack(">I", page[at + local : at + local + 4])[0]
        seen: set[int] = set()
        while len(payload) < length:
            if following not in pages or following in seen:
                raise ValueError("the rest of the payload is lost")
            seen.add(following)
            rest = pages[following]
            payload += rest[4 : 4 + min(size - 4, length - len(payload))]
            following = struct.unpack(">I", rest[:4])[0]
    if len(payload) != length:
        raise ValueError("payload cut short")
    return rowid, _record(bytes(payload))


def _record(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise ValueError("no record header")
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = head
    for kind in kinds:
        value, at = _value(payload, kind, at)
        values.append(value)
    if at != len(payload):
        raise ValueError("record and payload differ in length")
    return tuple(values)


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind < 12:
        raise ValueError("reserved serial type")
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise ValueError("value cut short")
    raw = payload[at:end]
    return (raw.decode("utf-8") if kind % 2 else raw), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = data[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise ValueError("no varint")  # pragma: no cover - the ninth byte always ends it
