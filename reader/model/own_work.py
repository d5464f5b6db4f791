"""The user's own work: notes, decisions, and where they were reading."""

from __future__ import annotations

from enum import StrEnum

from reader.lazy_dataclass import dataclass
from reader.model.spans import Span


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
