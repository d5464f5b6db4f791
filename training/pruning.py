"""A CRFsuite model without the features that weigh next to nothing: `python -m training.pruning MODEL OUT LEAST`.

L1 leaves a third of the features with weights that change no sentence; they and the attributes that only they use are
three tenths of the file. python-crfsuite can neither drop features nor write a model but by training, so the file is read and written here
by the layout of CRFsuite 0.12 (`crf1d_model.c`; its string table is a constant quark database, `cqdb.c`).
What is written with `LEAST` 0 is what was read, byte for byte.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_STATE = 0  # a feature of an attribute and a label; 1 is one of two labels
_QUARKS = struct.Struct("<4sIIIII")
_TABLES = 256
_BYTE_ORDER = 0x62445371
_WORD = 0xFFFFFFFF
_OF_LABELS, _ENDS = b"LFRF", 2  # labels are followed by room for what begins and ends a sentence


class Feature(NamedTuple):
    """`source` is an attribute where `kind` is 0, else a label; `target` is a label."""

    kind: int
    source: int
    target: int
    weight: float


@dataclass(frozen=True)
class Model:
    """Labels and attributes by their numbers, and the features in their order."""

    labels: Sequence[bytes]
    attributes: Sequence[bytes]
    features: Sequence[Feature]


def read_model(data: bytes) -> Model:
    """A model of its file. ValueError where it is none."""
    if len(data) < _HEADER.size:
        raise ValueError("not a CRFsuite model")
    magic, _, kind, _, *_, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("not a CRFsuite model of the first order")
    _, _, count = _CHUNK.unpack_from(data, features)
    start = features + _CHUNK.size
    found = [Feature(*_FEATURE.unpack_from(data, start + _FEATURE.size * n)) for n in range(count)]
    return Model(_read_quarks(data, labels), _read_quarks(data, attributes), found)


def pruned(model: Model, least: float) -> Model:
    """Without the features of attributes whose weight is nearer to 0 than `least`, and without attributes that have none left."""
    kept = [one for one in model.features if one.kind != _STATE or abs(one.weight) >= least]
    used = (
        sorted({one.source for one in kept if one.kind == _STATE})
        if least > 0
        else range(len(model.attributes))
    )
    number = {old: new for new, old in enumerate(used)}
    features = [one._replace(source=number[one.source]) if one.kind == _STATE else one for one in kept]
    return Model(model.labels, [model.attributes[old] for old in used], features)


def written(model: Model) -> bytes:
    """The file of a model."""
    by_attribute: list[list[int]] = [[] for _ in model.attributes]
    by_label: list[list[int]] = [[] for _ in model.labels]
    for number, one in enumerate(model.features):
        (by_attribute if one.kind == _STATE else by_label)[one.source].append(number)
    body = bytearray(_HEADER.size)
    offsets = []
    for chunk in (
        _features(model.features),
        _quarks(model.labels),
        _quarks(model.attributes),
    ):
        offsets.append(len(body))
        body += chunk
    for name, refs in ((b"LFRF", by_label), (b"AFRF", by_attribute)):
        body += bytes(-len(body) % 4)
        offsets.append(len(body))
        body += _references(name, refs, len(body))
    sizes = (
        0,
        len(model.labels),
        len(model.attributes),
    )  # CRFsuite leaves the number of features to their chunk
    _HEADER.pack_into(body, 0, b"lCRF", len(body), b"FOMC", 100, *sizes, *offsets)
    return bytes(body)


def _features(features: Iterable[Feature]) -> bytes:
    packed = [_FEATURE.pack(*one) for one in features]
    return _CHUNK.pack(b"FEAT", _CHUNK.size + _FEATURE.size * len(packed), len(packed)) + b"".join(packed)


def _references(name: bytes, refs: Sequence[Sequence[int]], at: int) -> bytes:
    """Which features an attribute or a label has; offsets count from the beginning of the file, `at` is where this begins."""
    room = len(refs) + (_ENDS if name == _OF_LABELS else 0)
    offsets, body = [], bytearray()
    first = at + _CHUNK.size + 4 * room
    for each in refs:
        offsets.append(first + len(body))
        body += struct.pack(f"<{len(each) + 1}I", len(each), *each)
    offsets += [0] * (room - len(refs))
    return _CHUNK.pack(name, first - at + len(body), room) + struct.pack(f"<{room}I", *offsets) + bytes(body)


def _read_quarks(data: bytes, at: int) -> list[bytes]:
    _, _, _, _, count, back = _QUARKS.unpack_from(data, at)
    found = []
    for offset in struct.unpack_from(f"<{count}I", data, at + back):
        _, size = struct.unpack_from("<II", data, at + offset)
        found.append(data[at + offset + 8 : at + offset + 7 + size])
    return found


def _quarks(words: Sequence[bytes]) -> bytes:
    """Words by number and back: records, 256 hash tables of twice their words, and where each number's record is."""
    tables: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    body, back = bytearray(_QUARKS.size + 8 * _TABLES), []
    for number, word in enumerate(words):
        key = word + b"\0"
        value = lookup3(key)
        tables[value % _TABLES].append((value, len(body)))
        back.append(len(body))
        body += struct.pack("<II", number, len(key)) + key
    for number, table in enumerate(tables):
        size = 2 * len(table)
        struct.pack_into("<II", body, _QUARKS.size + 8 * number, len(body) if size else 0, size)
        slots = [(0, 0)] * size
        for value, offset in table:
            slot = (value >> 8) % size
            while slots[slot][1]:
                slot = (slot + 1) % size
            slots[slot] = (value, offset)
        for pair in slots:
            body += struct.pack("<II", *pair)
    start = len(body)
    body += struct.pack(f"<{len(back)}I", *back)
    _QUARKS.pack_into(body, 0, b"CQDB", len(body), 0, _BYTE_ORDER, len(back), start)
    return bytes(body)


def _rotated(value: int, bits: int) -> int:
    return ((value << bits) | (value >> (32 - bits))) & _WORD


def lookup3(key: bytes) -> int:
    """Bob Jenkins' hash of a key that is not empty (`hashlittle` of lookup3.c, public domain), begun with 0."""
    a: int = (0xDEADBEEF + len(key)) & _WORD
    b: int = a
    c: int = a
    at = 0
    while len(key) - at > 12:
        x, y, z = struct.unpack_from("<III", key, at)
        a, b, c = (a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD
        for bits in (4, 6, 8, 16, 19, 4):
            a = ((a - c) & _WORD) ^ _rotated(c, bits)
            c = (c + b) & _WORD
            a, b, c = b, c, a
        at += 12
    x, y, z = struct.unpack("<III", key[at:].ljust(12, b"\0"))
    a, b, c = (a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD
    for bits in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - _rotated(b, bits)) & _WORD
        a, b, c = b, c, a
    return b


def main(model: str, out: str, least: str) -> None:
    """Read, prune, write."""
    read = read_model(Path(model).read_bytes())
    kept = pruned(read, float(least))
    Path(out).write_bytes(written(kept))
    print(f"{len(read.features)} features, {len(kept.features)} kept of {len(kept.attributes)} attributes")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: python -m training.pruning MODEL OUT LEAST")
    main(*sys.argv[1:])
