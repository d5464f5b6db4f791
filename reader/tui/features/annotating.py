"""What a note is written on: a passage, two passages, a whole article, a name, an event. And highlights."""

from __future__ import annotations

from reader.model import AnchorState, Note, Passage, PlacedNote, Span
from reader.tui.features.writing import Draft, Writing
from reader.tui.notehead import HIGHLIGHT


class Annotating(Writing):
    """See the module."""

    first_end: Passage | None = None  # of a pair; the other is still to be chosen

    def do_text_note(self) -> None:
        """A note on the selection, or on the sentence; on a place that has a note of the user's, that note."""
        article = self.text.article
        if article is None or self.no_writing() or self.place_by_hand():
            return
        here = self._notes_here() if self.text.selection is None else []
        mine = next((each for each in here if each.author == self.session.library.journal.author), None)
        if mine is not None:
            self.open_note(mine.id)
            return
        span = self.text.passage()
        if here:  # somebody else's: an answer beside it, not a change of their words
            span = next(mark.span for mark in article.marks if mark.id == here[0].id)
        self.write(Draft(article.document.id, span), "")

    def _notes_here(self) -> list[Note]:
        """The notes at the word of the cursor, the shortest passage first."""
        article = self.text.article
        if article is None:
            return []
        ids = [mark.id for mark in article.marks_at(self.text.word) if mark.kind == "NOTE"]
        by_id = {each.id: each for each in self.session.library.journal.notes(article.document.id)}
        return [by_id[id] for id in dict.fromkeys(ids) if id in by_id]

    def open_note(self, note: str) -> None:
        """A note of the user's for writing; of somebody else's its card; one that lost its place is asked about."""
        found = self.session.library.placed(note)
        if not found:
            self.say(self.words("This note is gone"))
            return
        lost = next((each for each in found if self.asks(each)), None)
        if lost is not None:
            self.review(lost)
        elif found[0].note.author != self.session.library.journal.author:
            self.inform_note(found)
        elif not self.no_writing():
            self.edit_note(found[0])

    def do_text_pair(self) -> None:
        """The first passage of a note on two, then the second."""
        article = self.text.article
        if article is None or self.no_writing():
            return
        here = Passage(article.document.id, self.text.passage())
        self.text.clear_selection()
        if self.first_end is None:
            self.first_end = here
            self.say(
                self.words(
                    "First passage kept: go to the other, then {key}; Escape forgets it",
                    key=self.reader.keymap.shown("text.pair"),
                )
            )
        elif self.first_end == here:
            self.say(self.words("This is the first passage; the other is still to be chosen"))
        else:
            ends = (self.first_end, here)
            self.first_end = None
            self.write(Draft("", Span(0, 0), None, "pair", ends=ends), "")

    def note_on(self, kind: str, id: str, label: str) -> None:
        """A note on a whole article, an entity or an event: the one that the user has, else a new one."""
        if self.no_writing():
            return
        mine = [
            each
            for each in self.session.library.journal.notes(kind=kind, id=id)
            if each.author == self.session.library.journal.author
        ]
        if mine:
            self.edit_note(PlacedNote(mine[-1], AnchorState.ANCHORED, None))
        else:
            self.write(Draft(id if kind == "document" else "", Span(0, 0), None, kind, id, label), "")

    def do_articles_note(self) -> None:
        row = self.articles.article_here
        if row is not None:
            self.note_on("document", row.id, row.metadata.title)

    def do_entities_note(self) -> None:
        found = self.entities.entity_at(self.entities.cursor)
        if found is not None:
            self.note_on("entity", found.entity.id, found.entity.name)

    def do_timeline_note(self) -> None:
        found = self.timeline.event_at(self.timeline.cursor)
        if found is not None:
            self.note_on("event", found.id, found.title)

    def no_writing(self) -> bool:
        """True, said, where the journal takes no notes."""
        if self.session.library.journal.read_only:
            self.say(self.words("Notes cannot be written now: the journal is read-only"), warning=True)
            return True
        return False

    # -- without words --------------------------------------------------------------------------------

    def do_text_highlight(self) -> None:
        article = self.text.article
        if article is None or self.no_writing():
            return
        self.session.library.add_note(article.document.id, self.text.passage(), "", label=HIGHLIGHT)
        self.text.began = None
        self.reload(article.document.id)
        self.say(self.words("Highlighted"))

    def do_text_delete_note(self) -> None:
        article = self.text.article
        if article is None or self.no_writing():
            return
        here = self._notes_here()
        author = self.session.library.journal.author
        if not here:
            self.say(self.words("No note stands here"))
            return
        note = next((each for each in here if each.author == author), here[0])
        self.session.library.delete_note(note.id)
        self.reload(article.document.id)
        self.say(self.words("Note deleted; {key} brings it back", key=self.reader.keymap.shown("app.undo")))
