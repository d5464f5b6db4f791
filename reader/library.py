"""The library: the one door to documents, findings and the user's own work.

The command line, the exports and the screen ask a `Library` and nothing behind it. Reading methods answer from
the index at once; `refresh` and `relink` are long, take `progress` and `cancelled`, and may run in a thread.
The analysis is imported only where it is needed: opening and reading must not wait for its lexicons.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader import config
from reader.corpus.index import Index
from reader.corpus.loaders import Loaded, SourceFile, Unreadable
from reader.corpus.loaders import load as load_source
from reader.corpus.rows import EntityCount, MentionRow, Progress, RefreshReport, SearchResult, Status
from reader.corpus.schema import IndexFailed, IndexUnusable
from reader.journal import CannotUndo, Changes, Conflict, Journal, JournalError, NotWritten
from reader.journal.errors import UnknownNote
from reader.journal.notes import CONFLICT, documents_of
from reader.lazy_dataclass import dataclass
from reader.model import (
    Account,
    Analysis,
    Decision,
    Document,
    DocumentRow,
    Entity,
    Event,
    Link,
    Note,
    NoteState,
    Passage,
    Place,
    PlacedNote,
    Selector,
    Skipped,
    Span,
    Target,
)

if TYPE_CHECKING:
    from reader.analysis.linking import LinkInput, Suggestion, Unapplied

__all__ = [
    "CannotUndo",
    "Changes",
    "Conflict",
    "EntityCount",
    "JournalError",
    "Library",
    "Mark",
    "MentionRow",
    "NotWritten",
    "Progress",
    "RefreshReport",
    "SearchResult",
    "Status",
]


WATCH = "watch"  # Decision.object of an `add` that looks for a name instead of naming passages


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


class Library:
    """A collection with its index and the journal, opened together. Close it, or use it as a context."""

    def __init__(self, root: Path, index: Index, journal: Journal) -> None:
        self.root = root
        self.index = index
        self.journal = journal
        self._kept_ids: dict[str, str] = {}

    @classmethod
    def open(cls, root: Path, settings: config.Settings | None = None, *, read_only: bool = False) -> Self:
        """The library of a folder or file. Fast: nothing is read from the collection yet (see `refresh`).

        Raises FileNotFoundError or PermissionError for the collection, ValueError for a journal that cannot be used.
        """
        settings = settings or config.Settings()
        root = root.expanduser()
        if not root.exists():
            raise FileNotFoundError(f"{root}: no such folder or file")
        index_path = config.index_file(root, settings)
        journal_path = config.journal_file(settings)
        if not read_only:
            config.private_folder(index_path.parent)
            config.private_folder(journal_path.parent)
        index = Index(index_path)
        kept: dict[str, str] = {}
        try:
            len(index)
        except IndexUnusable:  # damaged or of another version: derived, so made anew, with the ids it gave
            kept = index.start_anew()
        journal = Journal(journal_path, author=config.author(settings), read_only=read_only)
        library = cls(root.resolve(), index, journal)
        library._kept_ids = kept
        return library

    def close(self) -> None:
        """Both stores closed; what was written is on disk already."""
        self.index.close()
        self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What to call the collection: its folder's (or file's) name."""
        return self.root.name

    @property
    def key(self) -> str:
        """What the journal remembers this collection by: its real path."""
        return str(self.root)

    @staticmethod
    def last_collection(settings: config.Settings) -> Path | None:
        """The collection that was open last, if it is still there; nothing is made or changed by asking."""
        path = config.journal_file(settings)
        if not path.exists():
            return None
        try:
            with Journal(path, author=config.author(settings)) as journal:
                last = journal.last_collection()
        except STORE_ERRORS:
            return None
        return Path(last) if last and Path(last).exists() else None

    # -- long work ----------------------------------------------------------

    def refresh(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        rebuild: bool = False,
        workers: int | None = None,
    ) -> RefreshReport:
        """The index brought up to date with the files: only what changed is read and analysed again."""
        report = self.index.refresh(
            self.root,
            decisions=self._decisions(),
            progress=progress,
            cancelled=cancelled,
            workers=workers,
            rebuild=rebuild,
            identities=self._identities(),
        )
        with suppress(JournalError):  # read-only, or no room: the next refresh comes to it again
            self._keep_knowing()
        if report.anything and any(each.object == WATCH for each in self.journal.decisions()):
            self.relink()  # watched names are looked for in what came in just now
        return report

    def _identities(self) -> dict[str, str]:
        """What the journal knows documents by: an index made anew gives them their old ids, so that no note is lost."""
        known = self.journal.known_documents()
        here = [each for each in known if each.collection in {"", self.key}]
        # a text is the same document in whatever folder it lies; a path says so in this one alone
        ids = {each.path: each.doc for each in here} | {each.version: each.doc for each in [*known, *here]}
        return self._kept_ids | ids

    def _keep_knowing(self) -> None:
        """The journal learns where its documents are today; a folder that was moved here brings its marks and drafts."""
        for old, docs in self.journal.collections().items():
            if old in {"", self.key} or Path(old).exists():
                continue
            if 2 * sum(doc in self.index for doc in docs) > len(docs):
                self.journal.rename_collection(old, self.key)
        for known in self.journal.known_documents():
            if known.collection in {"", self.key} and known.doc in self.index:
                self._know(known.doc)

    def relink(self) -> None:
        """The user's decisions applied anew to entities and events."""
        self.index.relink(self._decisions())

    def _decisions(self) -> list[Decision]:
        """The user's decisions, each watched name turned into the passages that hold it today."""
        out = []
        for each in self.journal.decisions():
            if each.kind != "add" or each.object != WATCH:
                out.append(each)
                continue
            passages: list[str] = []
            for name in (each.subject.partition(":")[2], *filter(None, each.value.split("|"))):
                phrase = '"' + name.replace('"', " ") + '"'
                for doc in self.index.search(phrase, limit=len(self.index), hits_of_one=1).documents:
                    passages += [f"{doc}#{span.start}-{span.end}" for span in self.index.marks(doc, phrase)]
            if passages:
                out.append(replace(each, object="", value=" ".join(dict.fromkeys(passages))))
        return out

    # -- documents ----------------------------------------------------------

    def rows(self, order: str = "path") -> Sequence[DocumentRow]:
        """The article list, lazily; `order` is path, date, source, title or length."""
        return self.index.rows(order)

    def row(self, doc: str) -> DocumentRow:
        """One row. Raises KeyError for a document that is not (or no longer) here."""
        return self.index.row(doc)

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

    def status(self) -> Status:
        """Counts and state of the index."""
        return self.index.status()

    # -- findings -----------------------------------------------------------

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
        """The passages that name an entity, in document order."""
        return [Passage(each.doc, each.mention.span) for each in self.index.mentions(entity)]

    def events(self) -> Sequence[Event]:
        """All events in time order; undated ones last, scenario days after those."""
        return self.index.events()

    def event(self, event: str) -> Event | None:
        """One event, or None."""
        try:
            return self.index.event(event)
        except KeyError:
            return None

    def event_types(self) -> dict[str, str]:
        """The types that an event can have, each with its Arabic title."""
        from reader.analysis.events.lexicon import lexicon

        return {id: kind.title for id, kind in lexicon().types.items()}

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
        from reader.analysis.times import Precision, precision_of

        return value == "" or precision_of(value) not in (Precision.UNKNOWN, Precision.DURATION)

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

    def suggestions(self) -> Sequence[Suggestion]:
        """Entities that might be the same: offered, never applied."""
        return self.index.suggestions()

    def unapplied(self) -> Sequence[Unapplied]:
        """Decisions that found nothing to act on."""
        return self.index.unapplied()

    def search(
        self, query: str, limit: int = 200, *, typing: bool = False, ranked: bool = False, whole: bool = False
    ) -> SearchResult:
        """Passages that match; a query that makes no sense says where in `error`.

        `typing`: the last word may go on. `ranked`: by relevance, which reads all matches: for a worker. `whole`:
        whole words alone, without clitics or article. has:note, is:unread, is:starred and tag: ask the journal.
        """
        return self.index.search(
            query, limit=limit, typing=typing, ranked=ranked, whole=whole, states=_States(self)
        )

    # -- the user's own work ------------------------------------------------

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

    def _know(self, doc: str, *, durable: bool = True) -> None:
        """The journal learns where a document is that something was written about, for the day the index is gone."""
        row = self.index.row(doc)
        self.journal.know_document(doc, row.version, row.path, row.metadata.title, self.key, durable=durable)

    def selector(self, doc: str, span: Span) -> Selector:
        """Where a note on this passage points; the text it was made on is kept as long as something points into it."""
        from reader.journal.anchoring import select

        document = self.index.document(doc)
        self.journal.keep_text(doc, document.version, document.text)
        self._know(doc)
        return select(doc, document.version, document.text, span)

    def add_note(
        self,
        doc: str,
        span: Span | None,
        body: str,
        *,
        tags: Iterable[str] = (),
        label: str = "",
        state: NoteState = NoteState.OPEN,
    ) -> Note:
        """A note on a passage, or on the whole document where `span` is None. On disk when this returns."""
        title = self.row(doc).metadata.title
        self._know(doc)
        target = (
            Target("document", id=doc, label=title)
            if span is None
            else Target("passage", id=doc, label=title, selectors=(self.selector(doc, span),))
        )
        return self.journal.add_note(target, body, tags=tags, label=label, state=state)

    def note_on(
        self,
        kind: str,
        id: str,
        name: str,
        body: str,
        *,
        tags: Iterable[str] = (),
        label: str = "",
        state: NoteState = NoteState.OPEN,
    ) -> Note:
        """A note on an entity or event; `name` is what it is called, which outlives the id."""
        target = Target(kind, id=id, label=name)
        return self.journal.add_note(target, body, tags=tags, label=label, state=state)

    def add_pair(
        self,
        ends: tuple[Passage, Passage],
        body: str,
        *,
        tags: Iterable[str] = (),
        label: str = "",
        state: NoteState = NoteState.OPEN,
    ) -> Note:
        """A note on two passages: what joins them, or how they contradict each other. On disk when this returns."""
        first, _ = ends
        target = Target(
            "pair",
            id=first.doc,
            label=self.row(first.doc).metadata.title,
            selectors=tuple(self.selector(each.doc, each.span) for each in ends),
        )
        return self.journal.add_note(target, body, tags=tags, label=label, state=state)

    def placed(self, note: str) -> list[PlacedNote]:
        """One note with where it stands today, one entry a passage; empty where there is none of that id."""
        try:
            found = self.journal.note(note)
        except UnknownNote:
            return []
        return [each for owner in documents_of(found) or ("",) for each in self._placed(owner, [found])]

    def edit_note(
        self,
        note: Note,
        *,
        body: str | None = None,
        tags: Iterable[str] | None = None,
        label: str | None = None,
        state: NoteState | None = None,
        copy_label: str = CONFLICT,
    ) -> Note:
        """The note changed. Raises reader.journal.Conflict where another hand changed the same words; both are kept,
        the words given here in a note of their own with `copy_label`.
        """
        return self.journal.edit_note(
            note.id,
            expected_revision=note.revision,
            body=body,
            tags=tags,
            label=label,
            state=state,
            copy_label=copy_label,
        )

    def delete_note(self, note: str) -> None:
        """The note taken away; `undo` brings it back."""
        self.journal.delete_note(note)

    def undo(self) -> str:
        """The author's last act undone; what it was ("note", "decision", "star", "import", ...), "" where there was none."""
        act = self.journal.undo()
        return "" if act is None else "import" if act.verb == "import" else act.kind

    def star(self, doc: str, on: bool = True) -> None:
        """A star on a document."""
        self._know(doc)
        self.journal.star(doc, on)

    def starred(self) -> set[str]:
        """Documents with a star."""
        return set(self.journal.stars())

    def mark_read(self, doc: str, on: bool = True) -> None:
        """A document was read."""
        if doc in self.index:
            self._know(doc, durable=False)
        self.journal.set_read(doc, on)

    def set_mark(self, letter: str, place: Place) -> None:
        """A place of this collection by one letter."""
        self._know(place.doc)
        self.journal.set_mark(letter, place, self.key)

    def tag(self, doc: str, tag: str, on: bool = True) -> None:
        """A tag on a document, or off it, for everybody."""
        self._know(doc)
        self.journal.tag_document(doc, tag, on)

    def read(self) -> set[str]:
        """Documents that were read."""
        return set(self.journal.read())

    def remember(self, key: str, value: str) -> None:
        """A small thing of the screen's: layout, folded panes."""
        self.journal.remember(key, value)

    def recall(self, key: str) -> str | None:
        """What `remember` was told."""
        return self.journal.recall(key)

    def decide(
        self, kind: str, subject: str, object: str = "", value: str = "", reason: str = ""
    ) -> Decision:
        """A decision written to the journal; call `relink` to see it applied."""
        return self.journal.decide(kind, subject, object, value, reason)

    def remember_place(self, place: Place) -> None:
        """Where the reader is now; survives a kill."""
        self.journal.remember_place(self.key, place)

    def last_place(self) -> Place | None:
        """Where the reader was when this collection was last open."""
        return self.journal.last_place(self.key)

    # -- out and in ---------------------------------------------------------

    def verify(self) -> list[str]:
        """Where the index is not true to the files, one line each."""
        return list(self.index.verify(self.root))

    def backup(self, to: Path | None = None) -> Path:
        """A copy of the journal, whole and consistent."""
        return self.journal.backup(to)


class _States(Mapping[str, Collection[str]]):
    """What the journal says of documents, asked for only by the searches that filter on it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getitem__(self, name: str) -> Collection[str]:
        journal = self._library.journal
        if name == "note":
            return journal.note_counts().keys()
        if name == "star":
            return journal.stars()
        if name == "unread":
            read = set(journal.read())
            return [row.id for row in self._library.rows() if row.id not in read]
        if name.startswith("tag:"):
            return [doc for doc, tag in journal.document_tags() if tag == name[4:]]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from ("note", "star", "unread")
        yield from sorted({f"tag:{tag}" for _, tag in self._library.journal.document_tags()})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def load_file(path: Path) -> Loaded:
    """One file read by itself, without index or journal. Raises Unreadable with one line."""
    source = SourceFile(path.name, str(path), path.stat().st_size)
    for each in load_source(source):
        if isinstance(each, Loaded):
            return each
    raise Unreadable("no article in it")


def days_of(event: Event) -> tuple[date, date] | None:
    """First and last day of an event; None for an undated one and for a scenario's days."""
    from reader.analysis.times import interval_of

    return interval_of(event.date, event.mod) if event.date else None


# What opening a store may raise, for callers that print one line.
STORE_ERRORS: tuple[type[Exception], ...] = (OSError, sqlite3.Error, ValueError, IndexFailed, Unreadable)
