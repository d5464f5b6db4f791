"""The list of notes, narrowed and changed in place."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import PlacedNote
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.notehead import STATES, NoteFilter, filter_of

ORDER = tuple(STATES)


class Reviewing(Desk):
    """See the module."""

    # -- the list -----------------------------------------------------------------------------------

    notes_of = ""  # the article whose notes alone the list shows

    def do_go_notes(self) -> None:
        self.notes_of = ""
        self.show_notes()

    def do_go_notes_here(self) -> None:
        """The notes on the open article and in it, wherever they stand now."""
        if self.session.place is not None:
            self.show_notes_of(self.session.place.doc)

    def show_notes_of(self, doc: str) -> None:
        """The notes of an article, in the list."""
        self.notes_of, self.note_filter = doc, ""
        self.show_notes()

    def show_notes(self, cursor: int | None = None) -> None:
        """All notes (or those of an article) that the filter lets through."""
        self.fetch("panel", self._notes_found, lambda found: self._show_found(found, cursor))

    def _show_found(self, found: Sequence[PlacedNote], cursor: int | None) -> None:
        title = (
            self.words("Notes in {title}", title=self.session.title(self.notes_of)) if self.notes_of else ""
        )
        self.open_panel(passages.of_notes(self.session, found, self.note_filter, title=title), cursor=cursor)

    def _notes_found(self) -> Sequence[PlacedNote]:
        found = self.session.library.notes(self.notes_of or None)
        if self.note_filter:
            ids = self._narrowed(filter_of(self.note_filter, self.state_names()))
            found = [each for each in found if each.note.id in ids]
        return found

    def _narrowed(self, wanted: NoteFilter) -> set[str]:
        library = self.session.library
        found = library.journal.search_notes(
            wanted.words, tag=wanted.tag, state=wanted.state, author=wanted.author
        )
        ids = {each.id for each in found}
        if wanted.about is not None:
            from reader.notes_about import notes_concerning

            ids &= notes_concerning(library, wanted.about)
        return ids

    def show_notes_about(self, name: str) -> None:
        """The notes that concern a name, in the list."""
        self.notes_of, self.note_filter = "", "+" + "_".join(name.split())
        self.show_notes()

    def do_passages_filter(self) -> None:
        from reader.tui.screens.ask import AskScreen

        def done(value: str | None) -> None:
            if value is not None:
                self.note_filter = value.strip()
                self.show_notes(0)

        hint = self.words("words, #tag, !check, @author, +name of a person or place; empty shows all")
        self.app.push_screen(AskScreen(self.words, self.words("Which notes"), self.note_filter, hint), done)

    def _note_of_row(self) -> PlacedNote | None:
        row = self.passages.passage_at(self.passages.cursor)
        if row is None or row.kind != "NOTE":
            self.say(
                self.words(
                    "No note stands in this row; {key} lists all", key=self.reader.keymap.shown("go.notes")
                )
            )
            return None
        return next((each for each in self.session.library.placed(row.id) if each.at == row.at), None)

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
