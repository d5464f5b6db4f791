"""What is found across documents: the same people, places and happenings, and where accounts differ."""

from __future__ import annotations

from reader.lazy_dataclass import dataclass
from reader.model.findings import EntityType, Mod, Modality, Source
from reader.model.spans import Passage


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place across the collection."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class EventRef:
    """One event mention of one document."""

    doc: str
    index: int  # into Analysis.events


@dataclass(frozen=True, slots=True)
class DisputeValue:
    """One of the values that sources give for a slot, with who gives it and where."""

    value: str
    sources: tuple[str, ...]
    passages: tuple[Passage, ...]
    elsewhere: bool = False  # said in a sentence that was not joined to the event: hardly of anything else


@dataclass(frozen=True, slots=True)
class Dispute:
    """A slot of one event on which its accounts do not agree."""

    slot: str  # happened | date | time | place | number | who | answer
    values: tuple[DisputeValue, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Event mentions taken to be the same happening."""

    id: str
    title: str  # a quote from one of its mentions, never generated
    type: str
    date: str | None  # TIMEX3 value, interval or HYP-Dn; None is undated
    mod: Mod | None
    mentions: tuple[EventRef, ...]
    participants: tuple[str, ...] = ()  # entity ids
    places: tuple[str, ...] = ()
    hypothetical: bool = False
    origins: int = 1  # independent texts behind it, near-copies counted once
    disputes: tuple[Dispute, ...] = ()
    why: str = ""
    sources: tuple[str, ...] = ()  # who says so, by name: outlets, people and bodies quoted, chains


@dataclass(frozen=True, slots=True)
class Account:
    """What one document (or one Source in it) says of one Event."""

    event: str
    doc: str
    source: Source | None
    passages: tuple[Passage, ...]
    modality: Modality
    slots: tuple[tuple[str, str], ...] = ()  # (slot, value) pairs it gives


@dataclass(frozen=True, slots=True)
class Link:
    """What two documents share, rarest first."""

    a: str
    b: str
    entities: tuple[str, ...]
    events: tuple[str, ...]
    score: float = 0.0
