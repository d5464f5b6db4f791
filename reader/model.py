"""The nouns: what every room of Warraq speaks of, as frozen dataclasses.

The same words stand in the database, in the JSON export and in docs/terminology.md.
Nothing here does work; nothing here imports another room. All offsets are code points
of a document's text in logical order (Python `str` indexes), newlines as in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from reader.lazy_dataclass import dataclass

# ---------------------------------------------------------------------------
# Places in text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of a document's text: the one way to point at text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[int]:
        """Start and end, so that `start, end = span` reads well."""
        yield self.start
        yield self.end

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Passage:
    """A Span in a named document: where a jump can go."""

    doc: str
    span: Span


# ---------------------------------------------------------------------------
# Documents


class Known(StrEnum):
    """How a document's date (or another piece of metadata) is known; best first."""

    USER = "user"
    SIDECAR = "sidecar"
    METADATA = "metadata"
    DATELINE = "dateline"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; None is unknown and stays visibly so."""

    title: str
    title_from: Known = Known.INFERRED
    source: str | None = None
    source_from: Known | None = None
    published: str | None = None  # ISO 8601 date or prefix: 2024, 2024-12, 2024-12-08
    published_from: Known | None = None
    language: str | None = None  # BCP 47, "ar"
    language_from: Known | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `id` is the hash first seen and survives edits and moves; `version` is today's."""

    id: str
    version: str
    paths: tuple[str, ...]  # relative to the collection, "/" between parts; first is canonical
    metadata: Metadata
    text: str = field(repr=False)

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def title(self) -> str:
        return self.metadata.title


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A Document without its text: one row of the article list."""

    id: str
    version: str
    path: str
    metadata: Metadata
    length: int  # code points


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, and the one line that says why."""

    path: str
    reason: str


# ---------------------------------------------------------------------------
# Who


class EntityType(StrEnum):
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


@dataclass(frozen=True, slots=True)
class Mention:
    """A Span that names an Entity: clitics outside, the article ال inside, titles outside."""

    span: Span
    type: EntityType
    text: str  # the span's own letters, e.g. «بشار الأسد»
    name: str  # the normal form linking works with: case forms, tatweel and marks undone
    why: str  # rule or model, in words a reader understands
    local: int = -1  # mentions of one document with the same number are the same entity
    roles: tuple[str, ...] = ()  # titles and roles said of it here: «الرئيس السوري»


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role that a text says, «الرئيس السوري»; no Mention. `key` is the office and its country or body, folded.

    `local` is the local number of who holds it here; -1 where the text does not say. `beside`: it stands at his name.
    """

    span: Span
    text: str
    key: str
    local: int = -1
    beside: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place across the collection."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    why: str = ""


# ---------------------------------------------------------------------------
# When


class TimeType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A Span that says when, how long or how often.

    `value` is written as docs/formats.md says (TIMEX3 with intervals). `anchor` is what a
    relative value hangs on: "document" (its date), "text" (a date said earlier), "event:WORDS",
    "scenario", or "" for a value that stands by itself. `flags` name doubts: "typo",
    "weekday-mismatch", "month-mismatch", "day-month-ambiguous", "hijri", "inferred-date", ...
    """

    span: Span
    text: str
    value: str
    type: TimeType
    rule: str
    mod: Mod | None = None
    anchor: str = ""
    flags: tuple[str, ...] = ()
    anchor_span: Span | None = None  # the words of the event it hangs on


# ---------------------------------------------------------------------------
# What, and who says so


class SourceKind(StrEnum):
    OUTLET = "outlet"
    PERSON = "person"
    BODY = "body"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so; `via` is the chain it came through, nearest first."""

    name: str
    kind: SourceKind
    via: tuple[str, ...] = ()
    span: Span | None = None


class Modality(StrEnum):
    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Role(StrEnum):
    """What part a participant has in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Participant:
    """`mention` is an index into the document's `Analysis.mentions`."""

    mention: int
    role: Role


@dataclass(frozen=True, slots=True)
class Party:
    """A participant that no Mention names: «المسلحون», «ثلاثة أشخاص»."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts: 40000 «مقاتل»."""

    span: Span
    value: float
    unit: str = ""
    approximate: bool = False
    source: Source | None = None  # who gives it, where that is another than who tells the happening


@dataclass(frozen=True, slots=True)
class EventMention:
    """A Span (sentence or clause) that reports a happening."""

    span: Span
    trigger: Span
    lemma: str
    type: str  # an id of data/events/triggers: "fall", "flee", ...
    participants: tuple[Participant, ...] = ()
    times: tuple[int, ...] = ()  # indexes into Analysis.times, the one that dates it first
    numbers: tuple[Quantity, ...] = ()
    source: Source | None = None
    modality: Modality = Modality.ASSERTED
    scenario: bool = False  # inside text that calls itself a scenario
    score: float = 0.0
    why: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()  # participants without a name
    story: str = ""  # the day that the story stands on there, where nothing tells its own: no evidence


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that a text gives of something once, or in two ways: another text on the matter may give another."""

    unit: str  # what is counted, by the name of its class («قتيل», «ضحايا»: "killed")
    shown: str  # with what it counts, as a reader sees it
    quantity: Quantity
    sentence: Span
    event: int  # into Analysis.events: the happening it is told of; -1 where its sentence reports none
    only: bool  # the text gives no other count of the unit
    many: bool  # texts count many things by the unit: people, money, days
    rising: bool  # a toll of which its sentence says that it may rise, or that it has
    days: tuple[int, int] | None = (
        None  # the first and last day of its happening, as ordinals, where a word tells them
    )
    around: tuple[str, ...] = ()  # roots and names near it that tell what it is about


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one document; pure function of text, date and analyser version."""

    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    published: str | None = None  # the document date that relative times were read against
    published_from: Known | None = None
    boilerplate: tuple[Span, ...] = ()  # share lines, "read also": dimmed, never deleted
    roles: tuple[RoleMention, ...] = ()  # roles said with and without a name
    figures: tuple[Figure, ...] = ()


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


# ---------------------------------------------------------------------------
# The user's own work


class NoteState(StrEnum):
    OPEN = "open"
    CHECK = "check"
    DONE = "done"


class AnchorState(StrEnum):
    ANCHORED = "anchored"
    MOVED = "moved"
    UNCERTAIN = "uncertain"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a note points, as W3C Web Annotation does: position and quote with context."""

    doc: str
    version: str
    span: Span
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: a passage (selector), or a whole document, entity or event.

    `kind` is "passage", "document", "entity", "event" or "pair" (two selectors).
    """

    kind: str
    id: str = ""  # document, entity or event id; for entities and events also `label`
    label: str = ""
    selectors: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """The user's words on a Span, Document, Entity or Event."""

    id: str
    target: Target
    body: str  # Markdown
    author: str
    created: str  # ISO 8601, UTC, seconds
    modified: str
    tags: tuple[str, ...] = ()
    label: str = ""
    state: NoteState = NoteState.OPEN
    revision: int = 1


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A Note with where its passage stands in today's text, and how sure that is."""

    note: Note
    state: AnchorState
    span: Span | None  # None for an orphan or a note without a passage
    reason: str = ""
    at: int = 0  # which of the note's selectors it is about: 1 is the other end of a pair


@dataclass(frozen=True, slots=True)
class Decision:
    """The user's word on the analysis; append-only, undoable, outlives every re-index.

    `kind`: merge, split, not-same, rename, retype, redate, hide, confirm, add, describe.
    `subject` and `object` are keys by text (entity name and type, mention key, document id),
    never row or cluster numbers.
    """

    id: str
    kind: str
    subject: str
    object: str = ""
    value: str = ""
    reason: str = ""
    author: str = ""
    created: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was: a document and a code-point offset in it."""

    doc: str
    offset: int


# ---------------------------------------------------------------------------
# Search


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that a search found: its Span and the Span of the line to show around it."""

    doc: str
    span: Span
    context: Span
    exact: bool = True
