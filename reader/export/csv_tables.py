"""Tables for a spreadsheet: comma separated, CRLF, UTF-8 with a byte order mark (the command writes it).

A cell that a spreadsheet would run as a formula is led by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from reader.export.passages import context
from reader.export.timelinejs import slides
from reader.library import Library
from reader.text.spreadsheet import guarded

Row = list[object]


def _cell(value: object) -> object:
    """Text that cannot be run; a number is written bare."""
    return guarded(value) if isinstance(value, str) else "" if value is None else value


def export(library: Library, table: str | None = None) -> Iterator[str]:
    """One table; `events` unless another is named."""
    for row in TABLES[table or "events"](library):
        out = io.StringIO()
        csv.writer(out).writerow([_cell(each) for each in row])
        yield out.getvalue()


def _documents(library: Library) -> Iterator[Row]:
    yield ["id", "path", "title", "source", "published", "published_from", "length"]
    for row in library.rows():
        meta = row.metadata
        yield [
            row.id,
            row.path,
            meta.title,
            meta.source,
            meta.published,
            meta.published_from and meta.published_from.value,
            row.length,
        ]


def _entities(library: Library) -> Iterator[Row]:
    yield ["id", "type", "name", "aliases", "mentions", "documents"]
    for count in library.entities():
        entity = count.entity
        yield [
            entity.id,
            entity.type.value,
            entity.name,
            " | ".join(entity.aliases),
            count.total,
            count.documents,
        ]


def _mentions(library: Library) -> Iterator[Row]:
    yield ["entity", "type", "name", "path", "start", "end", "text", "context", "why"]
    for count in library.entities():
        entity = count.entity
        for row in library.mention_rows(entity.id):
            span = row.mention.span
            document = library.document(row.doc)
            yield [
                entity.id,
                entity.type.value,
                entity.name,
                document.path,
                span.start,
                span.end,
                row.mention.text,
                context(document.text, span),
                row.mention.why,
            ]


def _times(library: Library) -> Iterator[Row]:
    yield ["path", "start", "end", "text", "value", "type", "mod", "rule", "anchor", "flags"]
    for row in library.rows():
        for each in library.analysis(row.id).times:
            yield [
                row.path,
                each.span.start,
                each.span.end,
                each.text,
                each.value,
                each.type.value,
                each.mod and each.mod.value,
                each.rule,
                each.anchor,
                " ".join(each.flags),
            ]


def _events(library: Library) -> Iterator[Row]:
    yield [
        "id",
        "title",
        "type",
        "date",
        "mod",
        "participants",
        "places",
        "modality",
        "mentions",
        "documents",
        "origins",
        "disputed",
        "why",
        "sources",
    ]
    names = {count.entity.id: count.entity.name for count in library.entities()}
    for event in library.events():
        yield [
            event.id,
            event.title,
            event.type,
            event.date,
            event.mod and event.mod.value,
            " | ".join(names.get(each, each) for each in event.participants),
            " | ".join(names.get(each, each) for each in event.places),
            "hypothetical" if event.hypothetical else "real",
            len(event.mentions),
            len({ref.doc for ref in event.mentions}),
            event.origins,
            " ".join(dispute.slot for dispute in event.disputes),
            event.why,
            " | ".join(event.sources),
        ]


def _timelinejs(library: Library) -> Iterator[Row]:
    """The columns of TimelineJS's spreadsheet template."""
    sides = ("", "End ")
    yield [
        *(f"{side}{part}" for side in sides for part in ("Year", "Month", "Day", "Time")),
        *("Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background"),
    ]  # fmt: skip
    for slide in slides(library):
        parts = [each for end in (slide.start, slide.end or ()) for each in (*end, *[None] * (4 - len(end)))]
        yield [*parts, slide.words, slide.headline, slide.text, *[None] * 5, slide.group, None]


def _accounts(library: Library) -> Iterator[Row]:
    yield ["event", "title", "path", "source", "source_kind", "modality", "slots", "text"]
    for event in library.events():
        for account in library.accounts(event.id):
            document = library.document(account.doc)
            yield [
                event.id,
                event.title,
                document.path,
                account.source and account.source.name,
                account.source and account.source.kind.value,
                account.modality.value,
                " | ".join(f"{slot}={value}" for slot, value in account.slots),
                " … ".join(each.span.of(document.text) for each in account.passages),
            ]


def _disputes(library: Library) -> Iterator[Row]:
    yield ["event", "title", "slot", "value", "sources", "passages"]
    paths = {row.id: row.path for row in library.rows()}
    for event in library.events():
        for dispute in event.disputes:
            for value in dispute.values:
                places = " | ".join(
                    f"{paths.get(p.doc, p.doc)}:{p.span.start}-{p.span.end}" for p in value.passages
                )
                yield [event.id, event.title, dispute.slot, value.value, " | ".join(value.sources), places]


def _links(library: Library) -> Iterator[Row]:
    yield ["a", "b", "score", "entities", "events"]
    paths = {row.id: row.path for row in library.rows()}
    names = {count.entity.id: count.entity.name for count in library.entities()}
    titles = {event.id: event.title for event in library.events()}
    for link in library.links():
        entities = " | ".join(names.get(each, each) for each in link.entities)
        events = " | ".join(titles.get(each, each) for each in link.events)
        yield [paths[link.a], paths[link.b], round(link.score, 3), entities, events]


def _notes(library: Library) -> Iterator[Row]:
    yield [
        "id",
        "kind",
        "path",
        "anchor",
        "start",
        "end",
        "quote",
        "body",
        "tags",
        "label",
        "state",
        "author",
        "created",
        "modified",
    ]
    paths = {row.id: row.path for row in library.rows()}
    for placed in library.notes():
        note = placed.note
        selectors = note.target.selectors
        doc = selectors[placed.at].doc if selectors else note.target.id
        yield [
            note.id,
            note.target.kind,
            paths.get(doc, ""),
            placed.state.value,
            placed.span and placed.span.start,
            placed.span and placed.span.end,
            selectors[placed.at].exact if selectors else "",
            note.body,
            " ".join(note.tags),
            note.label,
            note.state.value,
            note.author,
            note.created,
            note.modified,
        ]


TABLES: dict[str, Callable[[Library], Iterator[Row]]] = {
    "documents": _documents,
    "entities": _entities,
    "mentions": _mentions,
    "times": _times,
    "events": _events,
    "timelinejs": _timelinejs,
    "accounts": _accounts,
    "disputes": _disputes,
    "links": _links,
    "notes": _notes,
}
