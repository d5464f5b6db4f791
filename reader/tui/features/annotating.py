"""Notes: written on a passage, kept at once, marked in the text. Nothing typed is lost, whatever happens."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import SuspendNotSupported

from reader.model import Note, Place, Span
from reader.tui.features.base import Desk
from reader.tui.typing import NoteField

KEEP = 0.8  # seconds after the last key that a draft is written down


@dataclass(frozen=True)
class Draft:
    """What is being written: a new note on a passage, or a note that there is."""

    doc: str
    span: Span
    note: Note | None = None

    def key(self, library: str) -> str:
        """The name of the draft in the journal."""
        return f"{library}/{self.doc}/{self.span.start}-{self.span.end}/{self.note.id if self.note else ''}"


class Annotating(Desk):
    """See the module."""

    draft: Draft | None = None

    # -- writing ------------------------------------------------------------------------------------

    def do_text_note(self) -> None:
        """A note on the selection, or on the sentence; on a noted place, that note."""
        article = self.text.article
        if article is None or self.no_writing():
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
        target = found.note.target
        doc = target.selectors[0].doc if target.selectors else target.id
        self.write(Draft(doc, found.span or Span(0, 0), found.note), found.note.body)

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
        article = self.session.article(draft.doc)
        quote = " ".join(draft.span.of(article.document.text).split())
        self.note_head.tell(self.words("Note on «{quote}»", quote=quote) if quote else self.words("Note"))
        self.note_field.text = kept if kept is not None else body
        self.editor_open = True
        self.note_box.display = True
        self.rearrange()
        self.set_focus(self.note_field, scroll_visible=False)
        self.text.light(near=(draft.span,))
        if kept is not None:
            self.say(self.words("What you were writing is back"))

    @on(NoteField.Changed, "#note-field")
    def _written(self) -> None:
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
        library, body = self.session.library, self.note_field.text.strip()
        if draft.note is None:
            if body:
                library.add_note(draft.doc, draft.span, body)
                self.say(self.words("Note kept"))
        elif body != draft.note.body:
            library.edit_note(draft.note, body=body)
            self.say(self.words("Note kept"))
        self._close_editor()

    def do_editor_discard(self) -> None:
        self._close_editor()
        self.say(self.words("Nothing was kept of it"))

    def _close_editor(self) -> None:
        draft = self.draft
        self.draft = None
        self.later("draft", 0, lambda: None)
        if draft is not None:
            self.session.library.journal.drop_draft(draft.key(self.session.library.key))
        self.editor_open = False
        self.note_box.display = False
        self.text.light(near=())
        self.text.began = None
        self.rearrange()
        self.set_focus(self.text, scroll_visible=False)
        self.reload(draft.doc if draft else None)

    def recover_draft(self) -> None:
        """A note that was being written when Warraq ended is opened again."""
        key = self.session.library.key + "/"
        for name, text in self.session.library.journal.drafts().items():
            if not name.startswith(key) or not text.strip():
                continue
            doc, span, note = name[len(key) :].rsplit("/", 2)
            if self.session.position(doc) < 0:
                continue
            start, _, end = span.partition("-")
            known = next(
                (each.note for each in self.session.library.notes(doc) if each.note.id == note), None
            )
            self.go_to(Place(doc, int(start)), leave=False)
            self.write(Draft(doc, Span(int(start), int(end)), known), text)
            return

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
        what = self.session.library.undo()
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


def edit_in(command: str, text: str) -> str:
    """`text` through an editor, in a file that only the user can read. Raises OSError or CalledProcessError."""
    handle, name = tempfile.mkstemp(prefix="warraq-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run([*shlex.split(command), name], check=True)
        return path.read_text(encoding="utf-8", errors="replace")
    finally:
        path.unlink(missing_ok=True)


EDITOR_ERRORS = (OSError, subprocess.CalledProcessError, SuspendNotSupported, ValueError)
