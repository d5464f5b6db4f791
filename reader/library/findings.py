"""What a library answers from its index: documents, what was found in them, and search."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reader.corpus.documents import Rows
from reader.corpus.rows import EntityCount, MentionRow, SearchResult, Status
from reader.journal.notes import documents_of
from reader.lazy_dataclass import dataclass
from reader.model import (
    Account,
    Analysis,
    Document,
    DocumentRow,
    Entity,
    Event,
    Link,
    Note,
    Passage,
    PlacedNote,
    Skipped,
    Span,
)

if TYPE_CHECKING:
    from reader.analysis.linking import LinkInput, RoleLink, Suggestion, Unapplied
    from reader.corpus.overview import Overview
from reader.library.stores import Stores

PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show in the text: `kind` is PER, ORG, LOC, TIME, EVENT, NOTE or BOILERPLATE.

    `id` is that of the entity, event or note; for a time its value; "" for boilerplate. `why` of a note is its
    AnchorState: how sure its place is.
    """

    span: Span
    kind: str
    id: str
    why: str = ""


class Findings(Stores):
    """Documents and findings, read at once."""

    # -- documents --------------------------------------------------------------

    def rows(self, order: str = "path", matching: str = "", *, found: Sequence[str] = ()) -> Rows:
        """The article list, lazily; `order` is path, date, source, title, length, unread or relevance.

        `matching` keeps articles whose title, source or path contain each of its words. By relevance stand the
        articles of `found` (see `matches`), then the others.
        """
        behind = self.journal.read() if order == "unread" else ()
        return self.index.rows(
            order, matching=matching, ahead=found if order == "relevance" else (), behind=behind
        )

    def row(self, doc: str) -> DocumentRow:
        """One row. Raises KeyError for a document that is not (or no longer) here."""
        return self.index.row(doc)

    def some(self, docs: Iterable[str]) -> dict[str, DocumentRow]:
        """The rows of many documents by their ids, asked for at once; those that are not here are left out."""
        return self.index.some(docs)

    def document(self, doc: str) -> Document:
        """A document with its text. Raises KeyError."""
        return self.index.document(doc)

    def find(self, path: str) -> str | None:
        """The id of the document at a path relative to the collection."""
        row = self.index.find(path)
        return row.id if row is not None else None

    def skipped(self) -> Sequence[Skipped]:
        """Files that could not be read, each with its reason."""
        return self.index.skipped()

    def overview(self) -> Overview:
        """The collection at a glance."""
        return self.index.overview()

    def status(self) -> Status:
        """Counts and state of the index."""
        return self.index.status()

    # -- findings ---------------------------------------------------------------

    def analysis(self, doc: str) -> Analysis:
        """What was found in a document."""
        return self.index.analysis(doc)

    def marks(self, doc: str) -> tuple[Mark, ...]:
        """Everything to show in a document's text, in order; spans may overlap (an event holds its people)."""
        analysis = self.index.analysis(doc)
        entity_of = self.index.entity_of(doc)
        marks = [Mark(span, "BOILERPLATE", "") for span in analysis.boilerplate]
        for number, mention in enumerate(analysis.mentions):
            if entity := entity_of.get(number):
                marks.append(Mark(mention.span, mention.type.value, entity, mention.why))
        marks += [
            Mark(analysis.roles[role.index].span, "PER", role.entity, role.why)
            for role in self.index.roles(doc)
            if role.entity
        ]
        marks += [Mark(each.span, "TIME", each.value, each.rule) for each in analysis.times]
        for number, event in self.index.events_of(doc):
            found = analysis.events[number]
            marks.append(Mark(found.trigger, "EVENT", event, " · ".join(found.why)))
        marks += [
            Mark(each.span, "NOTE", each.note.id, each.state.value)
            for each in self.notes(doc)
            if each.span is not None
        ]
        return tuple(sorted(marks, key=lambda mark: (mark.span, mark.kind, mark.id)))

    def entities(self, doc: str | None = None) -> Sequence[EntityCount]:
        """Entities of a document (or of the whole collection) with counts, most mentioned here first."""
        return self.index.entities(doc)

    def entity(self, entity: str) -> Entity | None:
        """One entity, or None where there is none of that id."""
        try:
            return self.index.entity(entity)
        except KeyError:
            return None

    def mention_rows(self, entity: str) -> Sequence[MentionRow]:
        """The mentions of an entity in document order, each with its Mention."""
        return self.index.mentions(entity)

    def mentions(self, entity: str) -> list[Passage]:
        """The passages that name an entity, or say it by a role alone («الرئيس السوري»), in document order."""
        named = [Passage(each.doc, each.mention.span) for each in self.index.mentions(entity)]
        roles = [
            Passage(doc, self.index.analysis(doc).roles[at].span) for doc, at in self.index.roles_of(entity)
        ]
        if not roles:
            return named
        order = {doc: number for number, doc in enumerate(self.index.speaking_of(entity))}
        return sorted([*named, *roles], key=lambda each: (order.get(each.doc, len(order)), each.span))

    def roles_said(self, entity: str) -> list[str]:
        """The roles that say an entity without its name, as they are said, one a passage; ال back where لل took its alef."""
        said = [self.index.analysis(doc).roles[at].text for doc, at in self.index.roles_of(entity)]
        return ["ا" + each if each.startswith("ل") else each for each in said]

    def events(self, *, least: int = 1, most: int | None = None) -> Sequence[Event]:
        """Events that at least so many documents report, in time order; undated ones last, scenario days after those.

        Of more than `most` those that more documents report.
        """
        return self.index.events(least=least, most=most)

    def event(self, event: str) -> Event | None:
        """One event, or None."""
        try:
            return self.index.event(event)
        except KeyError:
            return None

    def event_types(self, language: str) -> dict[str, str]:
        """The types that an event can have, each with its name in "ar" or "en"."""
        from reader.analysis.events.type_names import type_names

        return type_names(language)

    def event_mention(self, event: str, doc: str, offset: int) -> str | None:
        """The key by which decisions name the report at an offset; of one event, or of any where `event` is ""."""
        from reader.analysis.events.features import mention_key

        analysis = self.index.analysis(doc)
        found = [
            analysis.events[number]
            for number, id in self.index.events_of(doc)
            if event in ("", id)
            and analysis.events[number].span.start <= offset < analysis.events[number].span.end
        ]
        if not found:
            return None
        nearest = min(found, key=lambda each: (abs(each.trigger.start - offset), len(each.span)))
        return mention_key(doc, self.index.document(doc).text, nearest)

    def is_date(self, value: str) -> bool:
        """Whether an event can be redated to a value; "" makes it undated."""
        from reader.analysis.events.decide import is_date

        return is_date(value)

    def is_day(self, value: str) -> bool:
        """Whether an article can be published then: a day, a month or a year that there is; "" is unknown."""
        return value == "" or (PUBLISHED.fullmatch(value) is not None and self.is_date(value))

    def events_of(self, doc: str) -> list[tuple[Span, str]]:
        """The event mentions of a document as (sentence or clause, event id), in text order."""
        analysis = self.index.analysis(doc)
        return [(analysis.events[number].span, event) for number, event in self.index.events_of(doc)]

    def accounts(self, event: str) -> Sequence[Account]:
        """What each document and Source says of an event."""
        from reader.analysis.events import accounts as accounts_of_event

        found = self.event(event)
        if found is None:
            return ()
        return accounts_of_event(
            found, [self.link_input(doc) for doc in sorted({each.doc for each in found.mentions})]
        )

    def link_input(self, doc: str) -> LinkInput:
        """A document as linking sees it."""
        from reader.analysis.linking import LinkInput

        document, analysis = self.index.document(doc), self.index.analysis(doc)
        meta = document.metadata
        return LinkInput(
            doc,
            document.text,
            analysis,
            meta.published or analysis.published,
            meta.published_from or analysis.published_from,
            meta.source,
        )

    def links(self, doc: str | None = None) -> Sequence[Link]:
        """What a document shares with each other one (or all pairs), rarest first."""
        return self.index.links(doc)

    def roles(self, doc: str) -> Sequence[RoleLink]:
        """Whose the roles are that a document says without a name: «الرئيس السوري» (`index` is that of `Analysis.roles`)."""
        return self.index.roles(doc)

    def suggestions(self) -> Sequence[Suggestion]:
        """Entities that might be the same: offered, never applied."""
        return self.index.suggestions()

    def unapplied(self) -> Sequence[Unapplied]:
        """Decisions that found nothing to act on."""
        return self.index.unapplied()

    def search(
        self,
        query: str,
        limit: int = 200,
        *,
        typing: bool = False,
        ranked: bool = False,
        whole: bool = False,
        stem: bool = False,
    ) -> SearchResult:
        """Passages that match; a query that makes no sense says where in `error`.

        `typing`: the last word may go on. `ranked`: by relevance, which reads all matches: for a worker. `whole`:
        whole words alone, without clitics or article. `stem`: words of the same stem too, listed in `wider`. has:note, is:unread, is:starred and tag: ask the journal.
        """
        return self.index.search(
            query, limit=limit, typing=typing, ranked=ranked, whole=whole, stem=stem, states=_States(self)
        )

    def matches(self, query: str, *, stem: bool = False) -> list[str]:
        """All documents that a query finds, best first; reads them all: for a worker. Nothing for one that makes no sense."""
        return self.index.matches(query, stem=stem, states=_States(self))

    def other_names(self, query: str) -> tuple[tuple[str, ...], int]:
        """Other names of whom a query names, and how many articles more they would find."""
        return self.index.other_names(query, states=_States(self))

    def notes(self, doc: str | None = None) -> list[PlacedNote]:
        """Notes (on one document or all) with where they stand in today's text, one entry a passage."""
        notes = self.journal.notes(doc)
        if doc is not None:
            return self._placed(doc, notes)
        elsewhere = {
            known.doc for known in self.journal.known_documents() if known.collection not in {"", self.key}
        }
        by_document: dict[str, list[Note]] = {}
        for note in notes:
            for owner in documents_of(note) or ("",):
                if owner in self.index or owner not in elsewhere:
                    by_document.setdefault(owner, []).append(note)
        return [placed for owner in sorted(by_document) for placed in self._placed(owner, by_document[owner])]

    def _placed(self, doc: str, notes: Sequence[Note]) -> list[PlacedNote]:
        if not notes:
            return []
        try:
            document = self.index.document(doc)
        except KeyError:
            return self.journal.place_notes(notes, doc, "", "")
        return self.journal.place_notes(notes, doc, document.version, document.text)


class _States(Mapping[str, Collection[str]]):
    """What the journal says of documents, asked for only by the searches that filter on it."""

    def __init__(self, library: Findings) -> None:
        self._library = library

    def __getitem__(self, name: str) -> Collection[str]:
        journal = self._library.journal
        if name == "note":
            return journal.note_counts().keys()
        if name == "star":
            return journal.stars()
        if name == "unread":
            read = set(journal.read())
            return [doc for doc in self._library.rows().ids() if doc not in read]
        if name.startswith("tag:"):
            return [doc for doc, tag in journal.document_tags() if tag == name[4:]]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from ("note", "star", "unread")
        yield from sorted({f"tag:{tag}" for _, tag in self._library.journal.document_tags()})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def days_of(event: Event) -> tuple[date, date] | None:
    """First and last day of an event; None for an undated one and for a scenario's days."""
    from reader.analysis.times import interval_of

    return interval_of(event.date, event.mod) if event.date else None
