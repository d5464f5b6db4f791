"""Notes: written on a passage, kept at once, marked in the text. Nothing typed is lost, whatever happens."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual import on
from textual.app import SuspendNotSupported

from reader.lazy_dataclass import dataclass
from reader.library import CannotUndo, Conflict, JournalError
from reader.model import AnchorState, Note, NoteState, Place, PlacedNote, Span
from reader.tui.features.base import Desk
from reader.tui.notehead import STATES, Head, head_of, joined, split
from reader.tui.typing import NoteField

KEEP = 0.8  # seconds after the last key that a draft is written down


@dataclass(frozen=True)
class Draft:
    """What is being written: a new note on a passage (or on a `kind` of thing: `id`, `label`), or a note that there is."""

    doc: str
    span: Span
    note: Note | None = None
    kind: str = "passage"
    id: str = ""
    label: str = ""

    def key(self, library: str) -> str:
        """The name of the draft in the journal."""
        if self.kind != "passage":
            return f"{library}/{self.kind}:{self.id}/0-0/{self.note.id if self.note else ''}"
        return f"{library}/{self.doc}/{self.span.start}-{self.span.end}/{self.note.id if self.note else ''}"


class Annotating(Desk):
    """See the module."""

    draft: Draft | None = None

    # -- writing ------------------------------------------------------------------------------------

    def do_text_note(self) -> None:
        """A note on the selection, or on the sentence; on a noted place, that note."""
        article = self.text.article
        if article is None or self.no_writing() or self.place_by_hand():
            return
        note = next((mark.id for mark in article.marks_at(self.text.word) if mark.kind == "NOTE"), None)
        if note is not None and self.text.selection is None:
            self.open_note(note)
            return
        self.write(Draft(article.document.id, self.text.passage()), "")

    def open_note(self, note: str) -> None:
        found = next((each for each in self.session.library.notes() if each.note.id == note), None)
        if found is None or self.no_writing():
            return
        if found.state in (AnchorState.MOVED, AnchorState.UNCERTAIN, AnchorState.ORPHAN):
            self.review(found)
        else:
            self.edit_note(found)

    def edit_note(self, found: PlacedNote) -> None:
        """A note in the editor, with its tags, label and state in a first line."""
        note, target = found.note, found.note.target
        body = joined(head_of(note), note.body)
        if target.selectors:
            self.write(Draft(target.selectors[0].doc, found.span or Span(0, 0), note), body)
        else:
            doc = target.id if target.kind == "document" else ""
            self.write(Draft(doc, Span(0, 0), note, target.kind, target.id, target.label), body)

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
        if self.articles.row_count:
            row = self.articles.rows[self.articles.cursor]
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

    def write(self, draft: Draft, body: str) -> None:
        """The editor opens under the text, with what was saved of this draft before a crash."""
        if self.passages.display:
            self.close_panel(restore=False)
        kept = self.session.library.journal.draft(draft.key(self.session.library.key))
        self.draft = draft
        quote = draft.label
        if draft.kind == "passage":
            try:
                quote = " ".join(draft.span.of(self.session.article(draft.doc).document.text).split())
            except KeyError:  # a note on an article that is gone: its words are in the note
                quote = ""
            if not quote and draft.note is not None and draft.note.target.selectors:
                quote = " ".join(draft.note.target.selectors[0].exact.split())
        self.note_head.tell(
            self.words("Note on «{quote}» · first line: #tag =label !check", quote=quote)
            if quote
            else self.words("Note")
        )
        self.note_field.text = kept if kept is not None else body
        self.editor_open = True
        self.note_box.display = True
        self.rearrange()
        self.set_focus(self.note_field, scroll_visible=False)
        if draft.kind == "passage":
            self.text.light(near=(draft.span,))
        if kept is not None:
            self.say(self.words("What you were writing is back"))

    @on(NoteField.Changed, "#note-field")
    def _written(self) -> None:
        if self.draft is not None:  # as it stands, for whoever saves while we leave
            self.session.draft = (self.draft.key(self.session.library.key), self.note_field.text)
        self.later("draft", KEEP, self.keep_draft)

    def keep_draft(self) -> None:
        """What is being written, on disk."""
        if self.draft is not None:
            self.session.library.journal.save_draft(
                self.draft.key(self.session.library.key), self.note_field.text
            )

    def do_editor_save(self) -> None:
        draft = self.draft
        if draft is None:
            return
        head, body = split(self.note_field.text, self.state_names())
        said = self.words("Note kept")
        try:
            if draft.note is None:
                if body or head.tags or head.label:
                    self._add(draft, head, body)
                else:
                    said = ""
            elif (head, body) != (head_of(draft.note), draft.note.body.strip()):
                self.session.library.edit_note(
                    draft.note, body=body, tags=head.tags, label=head.label, state=head.state
                )
            else:
                said = ""
        except Conflict as error:
            said = self.words("Both texts are kept: {error}", error=str(error))
        except JournalError as error:  # no room, or another program in the way: the words stay where they are
            self.say(self.words("Not written: {error}", error=str(error)), warning=True)
            return
        self._close_editor()
        if said:
            self.say(said)

    def _add(self, draft: Draft, head: Head, body: str) -> None:
        library = self.session.library
        if draft.kind in ("passage", "document"):
            span = draft.span if draft.kind == "passage" else None
            library.add_note(draft.doc, span, body, tags=head.tags, label=head.label, state=head.state)
            return
        note = library.note_on(draft.kind, draft.id, draft.label, body, tags=head.tags)
        if head.label or head.state is not NoteState.OPEN:
            library.edit_note(note, label=head.label, state=head.state)

    def state_names(self) -> dict[str, NoteState]:
        """The states of notes by their names in the interface's language."""
        return {self.words(name): state for state, name in STATES.items()}

    def do_editor_discard(self) -> None:
        self._close_editor()
        self.say(self.words("Nothing was kept of it"))

    def _close_editor(self) -> None:
        draft = self.draft
        self.draft = self.session.draft = None
        self.later("draft", 0, lambda: None)
        if draft is not None:
            self.session.library.journal.drop_draft(draft.key(self.session.library.key))
        self.editor_open = False
        self.note_box.display = False
        self.text.light(near=())
        self.text.began = None
        self.rearrange()
        self.set_focus(self.text, scroll_visible=False)
        self.reload(draft.doc or None if draft else None)

    def recover_draft(self) -> None:
        """A note that was being written when Warraq ended is opened again."""
        key = self.session.library.key + "/"
        for name, text in self.session.library.journal.drafts().items():
            if not name.startswith(key) or not text.strip():
                continue
            doc, span, note = name[len(key) :].rsplit("/", 2)
            if (kind := doc.partition(":")[0]) in ("document", "entity", "event"):
                id = doc.partition(":")[2]
                known = next(
                    (
                        each
                        for each in self.session.library.journal.notes(kind=kind, id=id)
                        if each.id == note
                    ),
                    None,
                )
                label = known.target.label if known else self._label_of(kind, id)
                self.write(Draft(id if kind == "document" else "", Span(0, 0), known, kind, id, label), text)
                return
            if self.session.position(doc) < 0:
                continue
            start, _, end = span.partition("-")
            known = next(
                (each.note for each in self.session.library.notes(doc) if each.note.id == note), None
            )
            self.go_to(Place(doc, int(start)), leave=False)
            self.write(Draft(doc, Span(int(start), int(end)), known), text)
            return

    def _label_of(self, kind: str, id: str) -> str:
        if kind == "event":
            event = self.session.library.event(id)
            return event.title if event else id
        return self.session.name(id) if kind == "entity" else self.session.title(id)

    def do_editor_external(self) -> None:
        """The whole note in the user's own editor; one that fails loses nothing."""
        if self.reader.restricted:
            self.say(self.words("No editor of your own here: this account is restricted"), warning=True)
            return
        text = self.reader.edit_outside(self.note_field.text)
        if text is not None:
            self.note_field.text = text
            self.keep_draft()

    # -- without words --------------------------------------------------------------------------------

    def do_text_highlight(self) -> None:
        article = self.text.article
        if article is None or self.no_writing():
            return
        self.session.library.add_note(article.document.id, self.text.passage(), "", label="highlight")
        self.text.began = None
        self.reload(article.document.id)
        self.say(self.words("Highlighted"))

    def do_text_delete_note(self) -> None:
        article = self.text.article
        if article is None or self.no_writing():
            return
        note = next((mark.id for mark in article.marks_at(self.text.word) if mark.kind == "NOTE"), None)
        if note is None:
            self.say(self.words("No note stands here"))
            return
        self.session.library.delete_note(note)
        self.reload(article.document.id)
        self.say(self.words("Note deleted; {key} brings it back", key=self.reader.keymap.shown("app.undo")))

    def undo(self) -> None:
        """The last note, star or correction undone."""
        try:
            what = self.session.library.undo()
        except CannotUndo as error:
            self.say(self.words("Not undone: {error}", error=str(error)), warning=True)
            return
        if not what:
            self.say(self.words("There is nothing to undo"))
            return
        names = {
            "note": self.words("note"),
            "decision": self.words("correction"),
            "star": self.words("star"),
            "read": self.words("read mark"),
        }
        self.articles.starred, self.articles.read = (
            self.session.library.starred(),
            self.session.library.read(),
        )
        self.reload()
        self.say(self.words("Undone: {what}", what=names.get(what, what)))
        if what == "decision":
            self.refresh_collection()


def edit_in(command: str, text: str) -> tuple[str, int]:
    """`text` through an editor, in a file that only the user can read; what it left there, and its exit status.

    Read back however the editor ended; a failed one that left nothing leaves the text as it was. Bytes that are no
    UTF-8 are kept as `\\xNN`. Raises OSError where the editor cannot be run or took the file away.
    """
    handle, name = tempfile.mkstemp(prefix="warraq-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        status = subprocess.run([*shlex.split(command), name], check=False).returncode
        edited = path.read_text(encoding="utf-8", errors="backslashreplace")
        return (text if status and not edited else edited), status
    finally:
        path.unlink(missing_ok=True)


EDITOR_ERRORS = (OSError, SuspendNotSupported, ValueError)
