"""Articles: their text, and what is known about them beside it."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from reader.lazy_dataclass import dataclass


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
