"""A CRFsuite model read of its file, and without the features that weigh next to nothing.

L1 leaves a third of the features with weights that change no sentence; they and the attributes that only they use are
three tenths of a model. python-crfsuite can neither drop features nor tell all digits of a weight, so the file is read here
by the layout of CRFsuite 0.12 (`crf1d_model.c`; its string table is a constant quark database, `cqdb.c`).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK = struct.Struct("<4sII")
_FEATURE = struct.Struct("<IIId")
_QUARKS = struct.Struct("<4sIIIII")
STATE = 0  # a feature of an attribute and a label; 1 is one of two labels


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
    kept = [one for one in model.features if one.kind != STATE or abs(one.weight) >= least]
    used = (
        sorted({one.source for one in kept if one.kind == STATE})
        if least > 0
        else range(len(model.attributes))
    )
    number = {old: new for new, old in enumerate(used)}
    features = [one._replace(source=number[one.source]) if one.kind == STATE else one for one in kept]
    return Model(model.labels, [model.attributes[old] for old in used], features)


def _read_quarks(data: bytes, at: int) -> list[bytes]:
    _, _, _, _, count, back = _QUARKS.unpack_from(data, at)
    found = []
    for offset in struct.unpack_from(f"<{count}I", data, at + back):
        _, size = struct.unpack_from("<II", data, at + offset)
        found.append(data[at + offset + 8 : at + offset + 7 + size])
    return found
