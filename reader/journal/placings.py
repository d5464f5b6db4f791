"""Where notes stand in today's text, and what the user said of those that lost their place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import replace

from reader.journal.notes import Notes
from reader.model import AnchorState, Note, PlacedNote, Selector


class Placings(Notes):
    """Notes and the texts they point into."""

    def place_notes(
        self, notes: Iterable[Note], document_id: str, version: str, text: str
    ) -> list[PlacedNote]:
        """Where each note stands in this text of a document, one entry a passage in it, in text order.

        An empty `version` says that the document is gone: passages are orphans, and stay readable by their quote.
        """
        from reader.journal.anchoring import place  # not before there is a note: it loads rapidfuzz

        kept = self._kept_as_orphan(document_id, version)
        placed = []
        for note in notes:
            inside = [(n, each) for n, each in enumerate(note.target.selectors) if each.doc == document_id]
            if not inside:
                placed.append(PlacedNote(note, AnchorState.ANCHORED, None))
            for number, selector in inside:
                old = None
                if selector.version != version and version:
                    old = self._kept(selector.doc, selector.version)
                found = place(selector, text, version, old_text=old, refused=(note.id, number) in kept)
                placed.append(PlacedNote(note, found.state, found.span, found.reason, number))
        placed.sort(key=lambda each: (each.span is None, each.span.start if each.span else 0))
        return placed

    def accept_place(self, note: Note, at: int, selector: Selector) -> Note:
        """The note's passage number `at` (0 unless it is a pair) now points where the user says: `selector`.

        The old quote stays in the note's history. Raises Conflict and UnknownNote as `edit_note` does.
        """
        selectors = list(note.target.selectors)
        selectors[at] = selector
        return self.edit_note(
            note.id, expected_revision=note.revision, target=replace(note.target, selectors=tuple(selectors))
        )

    def keep_as_orphan(self, note: Note, at: int, version: str) -> None:
        """The user said that this text holds the passage no more: not asked again until the text changes."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO placings VALUES (?, ?, ?, 'orphan', ?, ?)",
                (note.id, at, version, self.author, self._store.now()),
            )

    def _kept_as_orphan(self, doc: str, version: str) -> Collection[tuple[str, int]]:
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT note, selector FROM placings WHERE version = ? AND note IN (SELECT note FROM note_docs WHERE doc = ?)",
                (version, doc),
            ).fetchall()
        return {(row[0], row[1]) for row in rows}

    @abstractmethod
    def _kept(self, doc: str, version: str) -> str | None: ...
