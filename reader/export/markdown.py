"""The timeline with its accounts as Markdown: to read, to print, to keep in a vault of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.library import Library
from reader.model import Dispute, Event


def escaped(text: str) -> str:
    """Text on one line with Markdown's own signs made harmless."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def export(library: Library) -> Iterator[str]:
    """A heading an event, accounts as quotes, disputes as a table."""
    yield f"# {escaped(library.name)}\n"
    for event in library.events():
        yield _heading(event)
        for account in library.accounts(event.id):
            document = library.document(account.doc)
            who = account.source.name if account.source else document.metadata.source
            for passage in account.passages:
                yield f"> {escaped(passage.span.of(document.text))}\n"
                yield f"> — {escaped(who) + ', ' if who else ''}{escaped(document.path)}:{passage.span.start}\n\n"
        for dispute in event.disputes:
            yield from _dispute(dispute)


def _heading(event: Event) -> str:
    kind = " (scenario)" if event.hypothetical else ""
    return f"\n## {event.date or 'undated'}{kind}: {escaped(event.title)}\n\n"


def _dispute(dispute: Dispute) -> Iterator[str]:
    yield f"\n| {dispute.slot} | who says so |\n|---|---|\n"
    for value in dispute.values:
        yield f"| {escaped(value.value)} | {escaped(', '.join(value.sources))} |\n"
