"""What linking reads of one document, as it lies in the index: units of names, a sketch of the text, reports."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reader.corpus import serial
from reader.model import Analysis, EntityType, RoleMention, Span

if TYPE_CHECKING:
    from reader.analysis.entities.units import Unit
    from reader.analysis.events.features import Document, Report

T = TypeVar("T")


def pack(text: str, analysis: Analysis) -> tuple[bytes, bytes]:
    """Names and roles of a document (see `Linkable`), and a sketch of its text. Made where it is analysed, by many at once."""
    from reader.analysis.entities.across import title_of
    from reader.analysis.entities.units import units_of
    from reader.analysis.events.origins import sketch

    row: list[object] = [title_of(text), units_of(analysis.mentions)]
    if analysis.roles:
        row.append([mention.local for mention in analysis.mentions])
        row.append([(each.key, each.local, each.beside, each.why) for each in analysis.roles])
    plain = serial.compact(row)
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), 1), array("I", sketch(text)).tobytes()


@dataclass(frozen=True, slots=True)
class Linkable:
    """What `pack` made of a document's mentions. `local` are their local numbers, empty where there are no roles."""

    title: str
    units: list[Unit]
    local: Sequence[int]
    roles: list[RoleMention]  # their places and words left out


def unpack(body: bytes) -> Linkable:
    """What `pack` made of the mentions and roles."""
    from reader.analysis.entities.units import Said, Unit, Way

    title, units, *rest = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    types, ways, said = EntityType.__members__, list(Way), Said._make
    local, roles = rest or ((), ())
    return Linkable(
        title,
        [
            Unit(types[type_], ways[way], key, listed, tuple(map(said, names)), tuple(at))
            for type_, way, key, listed, names, at in units
        ],
        local,
        [
            RoleMention(_NOWHERE, "", sys.intern(key), number, beside, why)
            for key, number, beside, why in roles
        ],
    )


_NOWHERE = Span(0, 0)


def unpack_sketch(body: bytes) -> array[int]:
    """What `pack` made of the text."""
    made = array("I")
    made.frombytes(body)
    return made


@dataclass(slots=True)
class Reported:
    """The reports of one family in one document."""

    document: Document
    reports: tuple[Report, ...]


@lru_cache(maxsize=1)
def _hints() -> None:
    """The types of `Reported` are known to the codec only by import: the analysis is not loaded to read an index."""
    from reader.analysis.events import features

    globals().update(Document=features.Document, Report=features.Report)


def pack_reports(reports: Sequence[Report]) -> bytes:
    """Reports that share a document."""
    _hints()
    return serial.dump(Reported(reports[0].document, tuple(reports)))


class Shared:
    """What reports have in common: their document, and (with `values`, where a whole clan's stand in memory together) sets and
    strings that many have alike, each held once."""

    def __init__(self, *, values: bool) -> None:
        self._values = values
        self._held: dict[Any, Any] = {}
        self._documents: dict[str, Document] = {}

    def report(self, report: Report, document: Document) -> None:
        """Puts back its document, and shares what it is made of."""
        put, held = object.__setattr__, self._held  # frozen, and not ours to construct twice
        put(report, "document", document)
        for name in _alike() if self._values else ():
            value = getattr(report, name)
            put(report, name, held.get(value) or held.setdefault(value, _interned(value)))

    def document(self, document: Document) -> Document:
        """The same for a document: one for all rows of it."""
        known = self._documents.setdefault(document.doc, document)
        if known is not document:
            return known
        if not self._values:
            return document
        held = self._held
        document.entities = _interned(document.entities)
        for name in ("lands", "single", "many"):
            value = getattr(document, name)
            setattr(document, name, held.get(value) or held.setdefault(value, _interned(value)))
        document.focus = tuple(map(sys.intern, document.focus))
        return document


def _interned(value: T) -> T:
    """A set of strings with those that other sets hold, too: many sets that differ have most of them in common."""
    return cast(T, frozenset(map(sys.intern, value))) if isinstance(value, frozenset) else value


@lru_cache(maxsize=1)
def _alike() -> tuple[str, ...]:
    """The fields of a report whose values others have too."""
    import dataclasses

    from reader.analysis.events.features import Report

    kinds = ("frozenset[str]", "tuple[Spot, ...]")
    words = ("type", "family", "clan", "lemma", "value")
    return tuple(f.name for f in dataclasses.fields(Report) if f.type in kinds or f.name in words)


def unpack_reports(body: bytes, shared: Shared | None = None) -> tuple[Report, ...]:
    """What `pack_reports` made, each with its document again; `shared` by all that are held together."""
    _hints()
    shared = shared or Shared(values=False)
    found = serial.load(Reported, body)
    document = shared.document(found.document)
    for report in found.reports:
        shared.report(report, document)
    return found.reports


@lru_cache(maxsize=1)
def shape() -> str:
    """A short hash of what these rows are made of: other fields, other rows."""
    import dataclasses

    from reader.analysis.entities.units import Unit
    from reader.analysis.events.features import Document, Report

    parts = [Unit._fields, *((f.name for f in dataclasses.fields(cls)) for cls in (Document, Report))]
    return digest(",".join(part) for part in parts)


def digest(parts: Iterable[str]) -> str:
    """16 hex digits for a sequence of strings."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
