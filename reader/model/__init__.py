"""The nouns: what every room of Warraq speaks of, as frozen dataclasses.

The same words stand in the database, in the JSON export and in docs/terminology.md.
Nothing here does work; nothing here imports another room. All offsets are code points
of a document's text in logical order (Python `str` indexes), newlines as in the file.
"""

from __future__ import annotations

from reader.model.documents import Document, DocumentRow, Known, Metadata, Skipped
from reader.model.findings import (
    Analysis,
    EntityType,
    EventMention,
    Figure,
    Mention,
    Mod,
    Modality,
    Participant,
    Party,
    Quantity,
    Role,
    RoleMention,
    Source,
    SourceKind,
    TimeExpression,
    TimeType,
)
from reader.model.linked import Account, Dispute, DisputeValue, Entity, Event, EventRef, Link
from reader.model.own_work import AnchorState, Decision, Note, NoteState, Place, PlacedNote, Selector, Target
from reader.model.spans import Hit, Passage, Span

__all__ = [
    "Account",
    "Analysis",
    "AnchorState",
    "Decision",
    "Dispute",
    "DisputeValue",
    "Document",
    "DocumentRow",
    "Entity",
    "EntityType",
    "Event",
    "EventMention",
    "EventRef",
    "Figure",
    "Hit",
    "Known",
    "Link",
    "Mention",
    "Metadata",
    "Mod",
    "Modality",
    "Note",
    "NoteState",
    "Participant",
    "Party",
    "Passage",
    "Place",
    "PlacedNote",
    "Quantity",
    "Role",
    "RoleMention",
    "Selector",
    "Skipped",
    "Source",
    "SourceKind",
    "Span",
    "Target",
    "TimeExpression",
    "TimeType",
]
