"""A note's card; and notes whose passage changed, which are asked about once: old words, new words, what the user says.

A note on two passages is asked about end by end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import AnchorState, NoteState, Place, PlacedNote, Span
from reader.told import told
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.features.writing import Draft
from reader.tui.notehead import STATES
from reader.typeset import isolate

if TYPE_CHECKING:
    from reader.tui.screens.info import Fact


class Placing(Desk):
    """See the module."""

    under_review: PlacedNote | None = None  # is being placed by hand

    # -- the card of a note -----------------------------------------------------------------------------

    def inform_note(self, found: list[PlacedNote]) -> None:
        """A note's words, whose they are, where it stands; from here it is changed, answered or followed."""
        from reader.tui.screens.info import InfoScreen

        words, note = self.words, found[0].note
        journal = self.session.library.journal

        def facts() -> list[Fact]:
            written = words.digits(note.created[:10])
            changed = words.digits(note.modified[:10])
            if changed != written:
                written = words("{date}, changed {other}", date=isolate(written), other=isolate(changed))
            said: list[Fact] = [(words("note"), " ".join(note.body.split()), ""), *_about(found)]
            said.append((words("author"), note.author, ""))
            said.append((words("written"), written, ""))
            if note.tags:
                said.append((words("tags"), " ".join(f"#{each}" for each in note.tags), ""))
            if note.label:
                said.append((words("label"), note.label, ""))
            if note.state is not NoteState.OPEN:
                said.append((words("state"), words(STATES[note.state]), ""))
            if not journal.read_only:
                if note.author != journal.author:
                    said.append((words("answer"), words("Enter: a note of your own beside it"), "answer"))
                said.append((words("write on"), words("Enter: change this note"), "edit"))
            return said

        def _about(those: list[PlacedNote]) -> list[Fact]:
            """The passages, each with the way to it; the name of what else it is about."""
            target = note.target
            if not target.selectors:
                return [(words("on"), target.label or target.id, "thing")]
            return [
                (words("on"), f"«{' '.join(target.selectors[each.at].exact.split())}»", f"go:{each.at}")
                for each in sorted(those, key=lambda each: each.at)
            ]

        def done(answer: str | None) -> None:
            if answer is not None:
                self.careful(lambda: self._card_answer(found, answer))

        self.app.push_screen(InfoScreen(words, words("Note"), facts), done)

    def _card_answer(self, found: list[PlacedNote], answer: str) -> None:
        kind, _, at = answer.partition(":")
        note = found[0].note
        target = note.target
        if kind == "edit":
            self.edit_note(found[0])
        elif kind == "thing":
            self._open_thing(target.kind, target.id)
        elif kind == "go":
            end = next(each for each in found if each.at == int(at))
            if end.span is None:
                self.review(end)
            else:
                self.close_panel(restore=False)
                self.go_to(Place(target.selectors[end.at].doc, end.span.start))
        elif target.selectors:
            placed = next((each for each in found if each.span is not None), found[0])
            doc = target.selectors[placed.at].doc
            self.write(Draft(doc, placed.span or target.selectors[placed.at].span), "")
        else:
            doc = target.id if target.kind == "document" else ""
            self.write(Draft(doc, Span(0, 0), None, target.kind, target.id, target.label), "")

    def _open_thing(self, kind: str, id: str) -> None:
        """What a note is about that is no passage."""
        library = self.session.library
        if kind == "entity" and library.entity(id) is not None:
            self.follow_entity(id)
        elif kind == "event" and library.event(id) is not None:
            self.follow_event(id)
        elif kind == "document" and self.session.position(id) >= 0:
            self.close_panel(restore=False)
            self.go_to(Place(id, 0))
        else:
            self.say(self.words("What this note is about is not in the collection any more"), warning=True)

    def open_note_row(self, row: passages.Row) -> bool:
        """Enter on a note of the list; False where it stands in its text and is simply gone to."""
        those = self.session.library.placed(row.id)
        found = next((each for each in those if each.at == row.at), None)
        if found is None or (found.state is AnchorState.ANCHORED and found.span is not None):
            return False
        target = found.note.target
        if found.state is not AnchorState.ANCHORED:
            self.review(found)
        elif self._gone(target.kind, target.id):
            self.inform_note(those)
        else:
            self._open_thing(target.kind, target.id)
        return True

    def _gone(self, kind: str, id: str) -> bool:
        library = self.session.library
        return (kind == "entity" and library.entity(id) is None) or (
            kind == "event" and library.event(id) is None
        )

    # -- what stands where ------------------------------------------------------------------------------

    def review(self, found: PlacedNote) -> None:
        """The old words and those that stand there now, and what can be said to it."""
        from reader.tui.screens.info import InfoScreen

        words, note = self.words, found.note
        doc = self._doc(found)
        old = note.target.selectors[found.at].exact if note.target.selectors else note.target.label
        now = found.span.of(self.session.article(doc).document.text) if found.span else ""

        def facts() -> list[Fact]:
            said: list[Fact] = [(words("note"), " ".join(note.body.split()), "edit")]
            said.append((words("old words"), " ".join(old.split()), ""))
            if now:
                said.append((words("words now"), " ".join(now.split()), "look"))
            if found.reason:
                said.append((words("why"), told(words, found.reason), ""))
            if note.target.kind == "pair":
                other = note.target.selectors[1 - found.at]
                said.append((words("other end"), " ".join(other.exact.split()), "other"))
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
                self.careful(lambda: self._answer(found, doc, answer))

        self.app.push_screen(InfoScreen(words, self._heading_of(found), facts), done)

    def _heading_of(self, found: PlacedNote) -> str:
        asked = {
            AnchorState.MOVED: self.words("The text around this note changed: does it stand here?"),
            AnchorState.UNCERTAIN: self.words("The words under this note changed: does it stand here?"),
        }.get(found.state, self.words("The passage of this note is gone"))
        if found.note.target.kind == "pair":
            return self.words("{n} of 2 passages. {what}", n=found.at + 1, what=asked)
        return asked

    @staticmethod
    def _doc(found: PlacedNote) -> str:
        """The article of the passage that it is about."""
        selectors = found.note.target.selectors
        return selectors[found.at].doc if selectors else found.note.target.id

    def _answer(self, found: PlacedNote, doc: str, answer: str) -> None:
        library = self.session.library
        if answer == "edit":
            if not self.no_writing():
                self.edit_note(found)
            return
        if answer in ("look", "other"):
            at = found.at if answer == "look" else 1 - found.at
            end = next((each for each in library.placed(found.note.id) if each.at == at), found)
            if end.span is None:
                self.review(end)
            else:
                self.close_panel(restore=False)
                self.go_to(Place(self._doc(end), end.span.start))
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
            library.journal.accept_place(found.note, found.at, library.selector(doc, found.span))
            self.say(self.words("The note stands there now"))
        elif answer == "orphan":
            library.journal.keep_as_orphan(found.note, found.at, library.document(doc).version)
            self.say(self.words("Kept in the list of notes with its old words"))
        self._answered(found, doc)

    def _answered(self, found: PlacedNote, doc: str) -> None:
        """What is shown follows; the other end of a pair is asked about next, where it is to be."""
        self.reload(doc)
        if self.passages.display and self.passages.shown.kind == "NOTES":
            self.show_notes(self.passages.cursor)
        asked = (AnchorState.MOVED, AnchorState.UNCERTAIN)
        rest = [each for each in self.session.library.placed(found.note.id) if each.state in asked]
        other = next((each for each in rest if each.at != found.at), None)
        if other is not None:
            self.review(other)

    def place_by_hand(self) -> bool:
        """The selection (or the sentence) is where the note under review stands."""
        found, article = self.under_review, self.text.article
        if found is None or article is None:
            return False
        doc = self._doc(found)
        if article.document.id != doc:
            return False
        self.under_review = None
        span: Span = self.text.passage()
        library = self.session.library
        note = next((each.note for each in library.placed(found.note.id)), found.note)
        library.journal.accept_place(note, found.at, library.selector(doc, span))
        self.text.began = None
        self.say(self.words("The note stands there now"))
        self._answered(found, doc)
        return True
