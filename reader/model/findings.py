"""What is found in one document: who, when, what happened, and who says so."""

from __future__ import annotations

from enum import StrEnum

from reader.lazy_dataclass import dataclass
from reader.model.documents import Known
from reader.model.spans import Span


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
