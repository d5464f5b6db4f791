"""Notes as W3C Web Annotations (JSON-LD): the journal's own writer, as an export of the library."""

from __future__ import annotations

from collections.abc import Iterator

from reader.exchange import notes_text
from reader.library import Library


def export(library: Library) -> Iterator[str]:
    """One AnnotationCollection."""
    yield notes_text(library, "webannotation")
