"""Notes as W3C Web Annotations (JSON-LD): the journal's own writer, as an export of the library."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reader.library import Library


def export(library: Library) -> Iterator[str]:
    """One AnnotationCollection."""
    out = io.StringIO()
    library.export_notes("webannotation", None, out)
    yield out.getvalue()
