"""The list of notes, narrowed and changed in place; and notes whose passage changed, which are asked about once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import AnchorState, Note, Place, PlacedNote, Span
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.notehead import STATES, NoteFilter, filter_of

if TYPE_CHECKING:
    from reader.tui.screens.info import Fact

ORDER = tuple(STATES)


class Reviewing(Desk):
    """See the module."""

    under_review: PlacedNote | None = None  # is being placed by hand
    note_filter = ""

    # -- the list -----------------------------------------------------------------------------------

    def do_go_notes(self) -> None:
        self.show_notes()

    def show_notes(self, cursor: int = 0) -> None:
        """All notes that the filter lets through."""
        library = self.session.library
        found = library.notes()
        if self.note_filter:
            wanted = filter_of(self.note_filter, self.state_names())
            ids = {each.id for each in self._narrowed(wanted)}
            found = [each for each in found if each.note.id in ids]
        self.open_panel(passages.of_notes(self.session, found, self.note_filter), cursor=cursor)

    def _narrowed(self, wanted: NoteFilter) -> list[Note]:
        return self.session.library.journal.search_notes(
            wanted.words, tag=wanted.tag, state=wanted.state, author=wanted.author
        )

    def do_passages_filter(self) -> None:
        from reader.tui.screens.ask import AskScreen

        def done(value: str | None) -> None:
            if value is not None:
                self.note_filter = value.strip()
                self.show_notes()

        hint = self.words("words, #tag, !check, @author; empty shows all")
        self.app.push_screen(AskScreen(self.words, self.words("Which notes"), self.note_filter, hint), done)

    def _note_of_row(self) -> PlacedNote | None:
        row = self.passages.passage_at(self.passages.cursor)
        if row is None or row.kind != "NOTE":
            return None
        return next((each for each in self.session.library.notes() if each.note.id == row.id), None)

    def do_passages_edit(self) -> None:
        if (found := self._note_of_row()) is not None and not self.no_writing():
            self.edit_note(found)

    def do_passages_state(self) -> None:
        """Open, to check, done, and open again."""
        found = self._note_of_row()
        if found is None or self.no_writing():
            return
        state = ORDER[(ORDER.index(found.note.state) + 1) % len(ORDER)]
        self.session.library.edit_note(found.note, state=state)
        self.show_notes(self.passages.cursor)
        self.say(self.words("This note is {state} now", state=self.words(STATES[state])))

    def do_passages_delete(self) -> None:
        row = self.passages.passage_at(self.passages.cursor)
        if row is None or self.no_writing():
            return
        library = self.session.library
        if row.kind == "NOTE":
            library.delete_note(row.id)
            self.reload(row.doc or None)
            self.show_notes(self.passages.cursor)
            self.say(
                self.words("Note deleted; {key} brings it back", key=self.reader.keymap.shown("app.undo"))
            )
        elif row.kind == "QUERY" and row.tag:
            library.journal.drop_search(row.id)
            self.open_panel(passages.of_searches(self.session), cursor=self.passages.cursor)

    # -- what stands where ----------------------------------------------------------------------------

    def open_note_row(self, row: passages.Row) -> bool:
        """Enter on a note of the list; False where it stands in its text and is simply gone to."""
        found = next((each for each in self.session.library.notes() if each.note.id == row.id), None)
        if found is None or (found.state is AnchorState.ANCHORED and found.span is not None):
            return False
        target = found.note.target
        if target.kind == "entity":
            self.follow_entity(target.id)
        elif target.kind == "event":
            self.follow_event(target.id)
        elif found.state is AnchorState.ANCHORED:
            self.close_panel(restore=False)
            self.go_to(Place(target.id, 0))
        else:
            self.review(found)
        return True

    def review(self, found: PlacedNote) -> None:
        """The old words and those that stand there now, and what can be said to it."""
        from reader.tui.screens.info import InfoScreen

        words, note = self.words, found.note
        at, doc = self._selector(found)
        old = note.target.selectors[at].exact if note.target.selectors else note.target.label
        now = found.span.of(self.session.article(doc).document.text) if found.span else ""

        def facts() -> list[Fact]:
            said: list[Fact] = [(words("note"), " ".join(note.body.split()), "edit")]
            said.append((words("old words"), " ".join(old.split()), ""))
            if now:
                said.append((words("words now"), " ".join(now.split()), ""))
            if found.reason:
                said.append((words("why"), words(found.reason), ""))
            if self.session.library.journal.read_only:
                return said
            if now:
                said.append((words("accept"), words("Enter: it stands on the words now"), "accept"))
            if self.session.position(doc) >= 0:
                said.append((words("place it"), words("Enter, then select its passage in the text"), "place"))
            if now:
                said.append(
                    (words("keep apart"), words("Enter: this text has the passage no more"), "orphan")
                )
            return said

        def done(answer: str | None) -> None:
            if answer is not None:
                self.careful(lambda: self._answer(found, at, doc, answer))

        self.app.push_screen(InfoScreen(words, self._heading(found.state), facts), done)

    def _heading(self, state: AnchorState) -> str:
        return {
            AnchorState.MOVED: self.words("The text around this note changed: does it stand here?"),
            AnchorState.UNCERTAIN: self.words("The words under this note changed: does it stand here?"),
        }.get(state, self.words("The passage of this note is gone"))

    @staticmethod
    def _selector(found: PlacedNote) -> tuple[int, str]:
        """Which passage of the note it is, and its article."""
        selectors = found.note.target.selectors
        return 0, selectors[0].doc if selectors else found.note.target.id

    def _answer(self, found: PlacedNote, at: int, doc: str, answer: str) -> None:
        library = self.session.library
        if answer == "edit":
            self.edit_note(found)
            return
        if answer == "place":
            self.under_review = found
            self.close_panel(restore=False)
            self.go_to(Place(doc, found.span.start if found.span else 0))
            self.say(
                self.words(
                    "Select the passage of this note, then {key}; Escape leaves it",
                    key=self.reader.keymap.shown("text.note"),
                )
            )
            return
        if answer == "accept" and found.span is not None:
            library.journal.accept_place(found.note, at, library.selector(doc, found.span))
            self.say(self.words("The note stands there now"))
        elif answer == "orphan":
            library.journal.keep_as_orphan(found.note, at, library.document(doc).version)
            self.say(self.words("Kept in the list of notes with its old words"))
        self.reload(doc)
        if self.passages.display and self.passages.shown.kind == "NOTES":
            self.show_notes(self.passages.cursor)

    def place_by_hand(self) -> bool:
        """The selection (or the sentence) is where the note under review stands."""
        found, article = self.under_review, self.text.article
        if found is None or article is None:
            return False
        at, doc = self._selector(found)
        if article.document.id != doc:
            return False
        self.under_review = None
        span: Span = self.text.passage()
        library = self.session.library
        library.journal.accept_place(found.note, at, library.selector(doc, span))
        self.text.began = None
        self.reload(doc)
        self.say(self.words("The note stands there now"))
        return True
