"""What a person does in a library: notes, stars, what was read, decisions, places. All of it goes to the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.journal.errors import UnknownNote
from reader.journal.notes import CONFLICT, documents_of
from reader.journal.shelf import KnownDocument, listed
from reader.library.decided import dated, documents_in, passage_at
from reader.library.findings import Findings
from reader.model import (
    Decision,
    Note,
    NoteState,
    Passage,
    Place,
    PlacedNote,
    Selector,
    Span,
    Target,
)


class OwnWork(Findings):
    """The user's own work on a collection."""

    def _know(self, *docs: str, durable: bool = True) -> None:
        """The journal learns where documents are that something was written about, for the day the index is gone."""
        known = [
            KnownDocument(row.id, row.version, row.path, row.metadata.title, self.key)
            for row in self.index.some(docs).values()
        ]
        self.journal.know_documents(known, durable=durable)

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

    def star(self, docs: str | Sequence[str], on: bool = True) -> None:
        """A star on a document, or on many, which is undone as one."""
        self._know(*listed(docs))
        self.journal.star(docs, on)

    def starred(self) -> set[str]:
        """Documents with a star."""
        return set(self.journal.stars())

    def mark_read(self, docs: str | Sequence[str], on: bool = True) -> None:
        """A document was read, or many."""
        self._know(*listed(docs), durable=False)
        self.journal.set_read(docs, on)

    def set_mark(self, letter: str, place: Place) -> None:
        """A place of this collection by one letter."""
        self._know(place.doc)
        self.journal.set_mark(letter, place, self.key)

    def tag(self, docs: str | Sequence[str], tag: str, on: bool = True) -> None:
        """A tag on a document, or on many, or off them, for everybody."""
        self._know(*listed(docs))
        self.journal.tag_document(docs, tag, on)

    def read(self) -> set[str]:
        """Documents that were read."""
        return set(self.journal.read())

    def remember(self, key: str, value: str) -> None:
        """A small thing of the screen's: layout, folded panes. Nothing where the journal is for reading only."""
        if not self.journal.read_only:
            self.journal.remember(key, value)

    def recall(self, key: str) -> str | None:
        """What `remember` was told."""
        return self.journal.recall(key)

    def decide(
        self, kind: str, subject: str, object: str = "", value: str = "", reason: str = ""
    ) -> Decision:
        """A decision written to the journal; call `relink` to see it applied.

        The text that its passages stand in is kept, so that they are found again in another.
        """
        (decision,) = self.decide_each(kind, subject, (object,), value, reason)
        return decision

    def decide_each(
        self, kind: str, subject: str, objects: Sequence[str], value: str = "", reason: str = ""
    ) -> list[Decision]:
        """As `decide`, for each of several objects; they are undone as one."""
        for doc in documents_in(" ".join((subject, *objects, value))):
            if doc in self.index:
                document = self.index.document(doc)
                self.journal.keep_text(doc, document.version, document.text)
                self._know(doc)
        subject, value, *objects = (dated(each, self._version) for each in (subject, value, *objects))
        return self.journal.decide_each(kind, subject, objects, value, reason)

    def words_at(self, passage: str) -> str:
        """The words of a passage as a decision names it; "" where it names none, or its text is not known."""
        found = passage_at(passage)
        if found is None:
            return ""
        doc, span, version = found
        text = self._text(doc, version or self._version(doc) or "")
        return " ".join(span.of(text).split()) if text is not None else ""

    def _version(self, doc: str) -> str | None:
        """The hash of a document's text today; None where it is not here."""
        return self.index.row(doc).version if doc in self.index else None

    def _text(self, doc: str, version: str) -> str | None:
        """A document's text in a version: today's, or one that was kept."""
        if version == self._version(doc):
            return self.index.document(doc).text
        return self.journal.kept_text(doc, version)

    def remember_place(self, place: Place) -> None:
        """Where the reader is now; survives a kill. Nothing where the journal is for reading only."""
        if not self.journal.read_only:
            self.journal.remember_place(self.key, place)

    def last_place(self) -> Place | None:
        """Where the reader was when this collection was last open."""
        return self.journal.last_place(self.key)
