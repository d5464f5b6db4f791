"""An Analysis as bytes and back: positional JSON, deflated where it is long, each with a checksum. Derived from the dataclasses, so it follows the model."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from reader import model
from reader.model import Analysis, Event, Mention, Span

T = TypeVar("T")
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]  # to JSON values, and back
SHORT = 256  # bytes up to which a row is left as it is: a collection has many such, and deflating them saves little
_PLAIN = (
    b"="  # what such a row begins with, and no deflated one; a checksum follows, as deflated ones have one
)
_HEAD = len(_PLAIN) + 4


def text_of(body: bytes) -> str:
    """A stored text: plain UTF-8, so that a spelling can be looked for without unpacking."""
    return body.decode("utf-8")


def dump(value: Any) -> bytes:
    """A dataclass of the model as compact bytes."""
    return packed(plain(value))


def plain(value: Any) -> str:
    """A dataclass of the model as JSON: equal for equal ones."""
    encode, _ = _codec(type(value))
    return compact(encode(value))


# JSON without blanks. What is stored holds no part of itself: to look for that would take a fifth of the time.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def packed(text: str) -> bytes:
    """What `plain` made, as `dump` stores it."""
    body = text.encode("utf-8", "surrogatepass")
    return _PLAIN + _sum(body) + body if len(body) <= SHORT else zlib.compress(body, 1)


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(4, "big")


def _body(data: bytes) -> bytes:
    if not data.startswith(_PLAIN):
        return zlib.decompress(data)
    body = data[_HEAD:]
    if data[len(_PLAIN) : _HEAD] != _sum(body):
        raise ValueError("a damaged row")
    return body


def load(cls: type[T], data: bytes) -> T:
    """What `dump` made. Raises ValueError (also zlib's error is turned into it) for anything else."""
    _, decode = _codec(cls)
    return cast(T, _decoded(cls, data, decode))


def _decoded(cls: type, data: bytes, decode: Callable[[Any], Any]) -> Any:
    try:
        return decode(json.loads(_body(data).decode("utf-8", "surrogatepass")))
    except (zlib.error, TypeError, IndexError, KeyError) as error:
        raise ValueError(f"not a stored {cls.__name__}: {error}") from error


@lru_cache(maxsize=1)
def shape() -> str:
    """A short hash of the model's field names: other fields, other bytes."""
    parts = [
        f"{name}:{','.join(f.name for f in dataclasses.fields(cls))}"
        for name, cls in sorted(vars(model).items())
        if isinstance(cls, type) and dataclasses.is_dataclass(cls)
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def _codec(kind: Any) -> Codec:
    found = _codecs.get(kind)
    if found is None:
        found = _codecs[kind] = _make(kind)
    return found


_codecs: dict[Any, Codec] = {}


def _make(kind: Any) -> Codec:
    if kind is Span:
        return (lambda s: (s.start, s.end)), (lambda v: Span(v[0], v[1]))
    if kind in (str, int, float, bool) or kind is type(None):
        return _same, _same
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {each: each.value for each in kind}.__getitem__, {
            each.value: each for each in kind
        }.__getitem__
    if dataclasses.is_dataclass(kind):
        return _dataclass_codec(cast(type, kind))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in args if a is not type(None)]
        if len(inner) == 1 and len(args) == 2:
            encode, decode = _codec(inner[0])
            return (
                lambda v: None if v is None else encode(v),
                lambda v: None if v is None else decode(v),
            )
    if kind is date:
        return date.toordinal, date.fromordinal
    if origin in (frozenset, set):
        encode, decode = _codec(args[0])
        made = cast(Callable[[Any], Any], origin)
        if encode is _same:
            return sorted, made
        return (lambda vs: sorted(map(encode, vs))), (lambda vs: made(map(decode, vs)))
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        encode, decode = _codec(args[0])
        if encode is _same:
            return list, tuple
        return (lambda vs: [encode(v) for v in vs]), (lambda vs: tuple(map(decode, vs)))
    if origin is tuple:
        codecs = [_codec(a) for a in args]
        return (
            lambda vs: [c[0](v) for c, v in zip(codecs, vs, strict=True)],
            lambda vs: tuple([c[1](v) for c, v in zip(codecs, vs, strict=True)]),
        )
    raise TypeError(f"the model grew a type that cannot be stored: {kind!r}")


def _same(value: Any) -> Any:
    return value


def _nothing(_: Any) -> None:
    return None


_ABSENT: Codec = (_nothing, _nothing)  # a field that is stored elsewhere: whoever loads it puts it back


def _dataclass_codec(cls: type) -> Codec:
    hints = typing.get_type_hints(cls)
    names = [f.name for f in dataclasses.fields(cls)]
    apart = {f.name for f in dataclasses.fields(cls) if f.metadata.get("apart")}
    codecs = [_ABSENT if name in apart else _codec(hints[name]) for name in names]
    encoders = [(at, c[0]) for at, c in enumerate(codecs) if c[0] is not _same]
    decoders = [(at, c[1]) for at, c in enumerate(codecs) if c[1] is not _same]

    fields = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def encode(value: Any) -> list[Any]:
        values = list(fields(value))
        for at, encoder in encoders:
            values[at] = encoder(values[at])
        return values

    def decode(values: Any) -> Any:
        """Of a list that JSON just made: it is used up."""
        if len(values) != len(names):  # of another version of the model
            return cls(*[codec[1](value) for codec, value in zip(codecs, values, strict=False)])
        for at, decoder in decoders:
            values[at] = decoder(values[at])
        return cls(*values)

    return encode, decode


def dump_analysis(analysis: Analysis) -> bytes:
    return dump(analysis)


def load_analysis(data: bytes) -> Analysis:
    return load(Analysis, data)


def load_mentions(data: bytes) -> tuple[Mention, ...]:
    """The mentions of a stored analysis alone: most of it is made into nothing."""
    return cast(tuple[Mention, ...], _decoded(Analysis, data, lambda row: _decode_mentions()(row[_MENTIONS])))


_MENTIONS = [each.name for each in dataclasses.fields(Analysis)].index("mentions")


@lru_cache(maxsize=1)
def _decode_mentions() -> Callable[[Any], Any]:
    return _codec(typing.get_type_hints(Analysis)["mentions"])[1]


def load_event(data: bytes) -> Event:
    return load(Event, data)
