"""What passes between the analysis of single documents and the linking across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reader.lazy_dataclass import dataclass
from reader.model import Analysis, Entity, Event, Known, Mention


@dataclass(frozen=True, slots=True)
class LinkInput:
    """One analysed document as linking sees it. `text` is there to quote titles and compare near-copies."""

    doc: str
    text: str
    analysis: Analysis
    published: str | None = None
    published_from: Known | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities or events that might be the same; offered to the user, never applied."""

    a: str
    b: str
    why: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that found nothing to act on today; listed, never dropped."""

    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """A mention that the user added where the analysis saw none; it has no index in `Analysis.mentions`."""

    doc: str
    mention: Mention
    entity: str


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A role that a document says without a name, and whose it is. `index` is that of `Analysis.roles`.

    Where it cannot be told `entity` is "" and `candidates` are offered.
    """

    doc: str
    index: int
    entity: str
    candidates: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class EntityLinks:
    """Entities of the collection and which mention is whose: `of[(doc, index)] -> entity id`.

    The index is that of `Analysis.mentions`. A mention without an entry belongs to no entity (hidden by the user).
    """

    entities: tuple[Entity, ...]
    of: Mapping[tuple[str, int], str]
    suggestions: tuple[Suggestion, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    added: tuple[Added, ...] = ()
    roles: tuple[RoleLink, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLinks:
    """Events of the collection; each EventMention stands in at most one."""

    events: tuple[Event, ...]
    origins: Mapping[str, str] = field(
        default_factory=dict
    )  # doc -> the doc it is a near-copy of (or itself)
    suggestions: tuple[Suggestion, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything that linking found."""

    entities: EntityLinks
    events: EventLinks


def opening(text: str) -> str:
    """The first words of a text whose outlet nobody knows, in quotes: what its account is called by."""
    line = next((each.strip() for each in text.splitlines() if each.strip()), "")
    if len(line) > 40:
        line = (line[:40].rpartition(" ")[0] or line[:40]) + "…"
    return f"«{line}»"
