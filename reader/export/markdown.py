"""The timeline with its accounts as Markdown: to read, to print, to keep in a vault of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.catalogue import Catalogue
from reader.library import Library
from reader.model import Dispute, Event, Mod
from reader.slots import SLOTS, of_slot
from reader.when import in_words

_ISOLATES = dict.fromkeys((0x2068, 0x2069))


def escaped(text: str) -> str:
    """Text on one line with Markdown's own signs made harmless."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def spoken(date: str, mod: Mod | None, words: Catalogue) -> str:
    """A date in words, without the marks that set it apart from a text around it."""
    return in_words(date, mod, words).translate(_ISOLATES)


def export(library: Library, words: Catalogue) -> Iterator[str]:
    """A heading an event, accounts as quotes, disputes as a table; dates and labels in the language of `words`."""
    yield f"# {escaped(library.name)}\n"
    for event in library.events():
        yield _heading(event, words)
        for account in library.accounts(event.id):
            document = library.document(account.doc)
            who = account.source.name if account.source else document.metadata.source
            for passage in account.passages:
                yield f"> {escaped(passage.span.of(document.text))}\n"
                yield f"> — {escaped(who) + ', ' if who else ''}{escaped(document.path)}:{passage.span.start}\n\n"
        for dispute in event.disputes:
            yield from _dispute(dispute, words)


def _heading(event: Event, words: Catalogue) -> str:
    date = spoken(event.date, event.mod, words) if event.date else words("undated")
    imagined = event.hypothetical and not (event.date or "").startswith("HYP")  # whose days say so
    kind = f" ({words('scenario')})" if imagined else ""
    return f"\n## {date}{kind}: {escaped(event.title)}\n\n"


def _dispute(dispute: Dispute, words: Catalogue) -> Iterator[str]:
    slot = words(SLOTS.get(dispute.slot, dispute.slot))
    yield f"\n| {slot} | {words('who says so')} |\n|---|---|\n"
    for value in dispute.values:
        said = of_slot(dispute.slot, value.value, words).translate(_ISOLATES)
        yield f"| {escaped(said)} | {escaped(', '.join(value.sources))} |\n"
