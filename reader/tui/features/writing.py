"""The editor of a note: opened under the text, kept within a second, back after a crash. Nothing typed is lost."""

from __future__ import annotations

from reader.catalogue import N_
from reader.lazy_dataclass import dataclass
from reader.library import Conflict, JournalError
from reader.model import AnchorState, Note, NoteState, Passage, Place, PlacedNote, Span
from reader.told import told
from reader.tui.features.base import Desk
from reader.tui.notehead import STATES, Head, head_of, joined, split

KEEP = 0.8  # seconds after a key that a draft is written down, whether or not typing goes on
HINT = 60  # cells that the rest of the editor's head takes, in the longest language
LONGEST = 200_000  # code points that the editor takes; what is longer is for the user's own
WRITING = "writing/"  # what is remembered of an open draft: the process that writes it
THINGS = ("document", "entity", "event")
OTHER_VERSION = N_("other version")  # the label of the second of two texts of one note


@dataclass(frozen=True)
class Draft:
    """What is being written: a note that there is, or a new one on a passage, a thing (`kind`, `id`, `label`) or a pair."""

    doc: str
    span: Span
    note: Note | None = None
    kind: str = "passage"
    id: str = ""
    label: str = ""
    ends: tuple[Passage, ...] = ()  # of a new pair

    def key(self, library: str) -> str:
        """The name of the draft in the journal."""
        note = self.note.id if self.note else ""
        if self.ends:
            return f"{library}/pair:{'+'.join(_named(each) for each in self.ends)}/0-0/{note}"
        if self.kind != "passage":
            return f"{library}/{self.kind}:{self.id}/0-0/{note}"
        return f"{library}/{self.doc}/{self.span.start}-{self.span.end}/{note}"


def _named(passage: Passage) -> str:
    return f"{passage.doc}#{passage.span.start}-{passage.span.end}"


def ends_of(named: str) -> tuple[Passage, ...]:
    """The passages of a draft's name; () where it makes no sense."""
    found = []
    for each in named.split("+"):
        doc, _, offsets = each.partition("#")
        start, _, end = offsets.partition("-")
        if not (doc and start.isdigit() and end.isdigit()):
            return ()
        found.append(Passage(doc, Span(int(start), int(end))))
    return tuple(found)


class Writing(Desk):
    """See the module."""

    draft: Draft | None = None
    draft_name = ""  # of the open one in the journal

    def edit_note(self, found: PlacedNote) -> None:
        """A note in the editor, with its tags, label and state in a first line."""
        note, target = found.note, found.note.target
        body = joined(head_of(note), note.body)
        if target.selectors:
            self.write(Draft(target.selectors[found.at].doc, found.span or Span(0, 0), note), body)
        else:
            doc = target.id if target.kind == "document" else ""
            self.write(Draft(doc, Span(0, 0), note, target.kind, target.id, target.label), body)

    def write(self, draft: Draft, body: str) -> None:
        """The editor opens under the text, with what was saved of this draft before a crash."""
        if self.passages.display:
            self.close_panel(restore=False)
        self.draft_name = self._claim(draft)
        kept = self.session.library.journal.draft(self.draft_name)
        text = kept if kept is not None else body
        if len(text) > LONGEST:
            self._write_outside(draft, text)
            return
        self.draft = draft
        self.note_head.tell(self._heading(draft))
        self.note_field.text = text
        self.editor_open = True
        self.note_box.display = True
        self.rearrange()
        self.set_focus(self.note_field, scroll_visible=False)
        if draft.kind == "passage":
            self.text.light(near=(draft.span,))
        if kept is not None:
            self.say(self.words("What you were writing is back"))

    def _write_outside(self, draft: Draft, text: str) -> None:
        """A text that the editor here would cut: in the user's own, or not at all."""
        if self.reader.restricted:
            many = self.words("{n} letters are too many for the editor here", n=len(text))
            self.say(many, warning=True)
            return
        edited = self.reader.edit_outside(text)
        if edited is not None:
            self._keep_long(draft, edited)

    def _keep_long(self, draft: Draft, text: str) -> None:
        """A text too long for the editor here made a note at once; where that fails it stays as a draft."""
        self.session.library.journal.save_draft(self.draft_name, text)
        said = self._put(draft, text)
        if said is not None:
            self.draft = draft
            self._close_editor(said)

    def _heading(self, draft: Draft) -> str:
        words = self.words
        if draft.ends:
            first, second = (self._quote(each.doc, each.span) for each in draft.ends)
            room = max(8, (self.text.size.width - 24) // 2)
            return words("Note on «{quote}» and «{other}»", quote=_cut(first, room), other=_cut(second, room))
        quote = draft.label
        if draft.kind == "passage":
            quote = self._quote(draft.doc, draft.span)
            if not quote and draft.note is not None and draft.note.target.selectors:
                quote = " ".join(draft.note.target.selectors[0].exact.split())
        if not quote:
            return words("Note")
        room = max(8, self.text.size.width - HINT)
        return words("Note on «{quote}» · first line: #tag =label !check", quote=_cut(quote, room))

    def _quote(self, doc: str, span: Span) -> str:
        """The words of a passage in one line; "" in an article that is gone."""
        try:
            return " ".join(span.of(self.session.article(doc).document.text).split())
        except KeyError:
            return ""

    def on_bidi_editor_changed(self) -> None:
        """Typed into the note. Found by its name: naming the class here would load the editor at each start."""
        if self.draft is not None:  # as it stands, for whoever saves while we leave
            self.session.draft = (self.draft_name, self.note_field.text)
        if len(self.note_field.text) >= LONGEST:
            self.say(
                self.words(
                    "The editor here takes {n} letters; {key} goes on in your own",
                    n=LONGEST,
                    key=self.reader.keymap.shown("editor.external"),
                ),
                warning=True,
            )
        if not self._keeping:  # one is on its way: a long burst of typing is kept while it goes on
            self._keeping = True
            self.later("draft", KEEP, self.keep_draft)

    _keeping = False

    def keep_draft(self) -> None:
        """What is being written, on disk."""
        self._keeping = False
        if self.draft is not None:
            self.session.library.journal.save_draft(self.draft_name, self.note_field.text)

    # -- keeping it ---------------------------------------------------------------------------------

    def do_editor_save(self) -> None:
        if self.draft is not None and (said := self._put(self.draft, self.note_field.text)) is not None:
            self._close_editor(said)

    def _put(self, draft: Draft, text: str) -> str | None:
        """What was written made a note; what to say of it, or None, said, where the journal refused."""
        head, body = split(text, self.state_names())
        try:
            if draft.note is None:
                if not (body or head.tags or head.label):
                    return ""
                self._add(draft, head, body)
            elif (head, body) == (head_of(draft.note), draft.note.body.strip()):
                return ""
            else:
                self.session.library.edit_note(
                    draft.note,
                    body=body,
                    tags=head.tags,
                    label=head.label,
                    state=head.state,
                    copy_label=self.words(OTHER_VERSION),
                )
        except Conflict as error:
            return self.words("Both texts are kept: {error}", error=told(self.words, error))
        except JournalError as error:  # no room, or another program in the way: the words stay where they are
            self.say(self.words("Not written: {error}", error=told(self.words, error)), warning=True)
            return None
        return self.words("Note kept")

    def _add(self, draft: Draft, head: Head, body: str) -> None:
        library = self.session.library
        if draft.ends:
            first, second = draft.ends
            library.add_pair((first, second), body, tags=head.tags, label=head.label, state=head.state)
        elif draft.kind in ("passage", "document"):
            span = draft.span if draft.kind == "passage" else None
            library.add_note(draft.doc, span, body, tags=head.tags, label=head.label, state=head.state)
        else:
            library.note_on(
                draft.kind, draft.id, draft.label, body, tags=head.tags, label=head.label, state=head.state
            )

    def state_names(self) -> dict[str, NoteState]:
        """The states of notes by their names in the interface's language."""
        return {self.words(name): state for state, name in STATES.items()}

    def do_editor_discard(self) -> None:
        self._close_editor(self.words("Nothing was kept of it"))

    def _close_editor(self, said: str) -> None:
        """Back to the text. A draft that cannot be taken out of the journal (no room) is no reason to stay."""
        draft = self.draft
        self.draft = self.session.draft = None
        self.later("draft", 0, lambda: None)
        self._keeping = False
        failed = ""
        if draft is not None:
            try:
                self.session.library.journal.drop_draft(self.draft_name)
                self.session.library.journal.forget(WRITING + self.draft_name)
            except JournalError as error:
                failed = self.words(
                    "The draft is still there and comes back at the next start: {error}",
                    error=told(self.words, error),
                )
        self.editor_open = False
        self.note_box.display = False
        self.text.light(near=())
        self.text.began = None
        self.rearrange()
        self.set_focus(self.text, scroll_visible=False)
        self.reload(draft.doc or None if draft and not draft.ends else None)
        if failed or said:
            self.say(failed or said, warning=bool(failed))

    # -- after a crash --------------------------------------------------------------------------------

    def recover_draft(self) -> None:
        """A note that was being written when Warraq ended is opened again."""
        key = self.session.library.key + "/"
        for name, text in self.session.library.journal.drafts().items():
            if not name.startswith(key) or not text.strip() or self._written_elsewhere(name):
                continue
            doc, span, note = name[len(key) :].rsplit("/", 2)
            found = self._recovered(doc, span, note.partition("~")[0])
            if found is not None:
                if found.kind == "passage":
                    self.go_to(Place(found.doc, found.span.start), leave=False)
                self.write(found, text)
                if self.draft_name != name and self.draft is not None:  # it was a second text of one note
                    self.keep_draft()
                    self.session.library.journal.drop_draft(name)
                return

    def _claim(self, draft: Draft) -> str:
        """The name of a draft, marked as this process's; another one where another process of the user's has it open."""
        from reader.tui.whose import this_process

        name = draft.key(self.session.library.key)
        if self._written_elsewhere(name):
            name += f"~{this_process()}".replace("/", "")
        self.session.library.remember(WRITING + name, this_process())
        return name

    def _written_elsewhere(self, name: str) -> bool:
        """True for a draft that another running process of the user's has open."""
        from reader.tui.whose import still_runs

        return still_runs(self.session.library.recall(WRITING + name) or "")

    def _recovered(self, what: str, span: str, note: str) -> Draft | None:
        """The draft of a name; None where it is about nothing in this collection."""
        library = self.session.library
        kind, _, id = what.partition(":")
        known = next((each.note for each in library.placed(note)), None) if note else None
        if kind == "pair":
            ends = ends_of(id)
            here = len(ends) == 2 and all(self.session.position(each.doc) >= 0 for each in ends)
            return Draft("", Span(0, 0), known, "pair", ends=ends) if here else None
        if kind in THINGS and id:
            label = known.target.label if known else self._label_of(kind, id)
            return Draft(id if kind == "document" else "", Span(0, 0), known, kind, id, label)
        if self.session.position(what) < 0:
            return None
        start, _, end = span.partition("-")
        return Draft(what, Span(int(start), int(end)), known)

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
        if text is None or self.draft is None:
            return
        if len(text) > LONGEST:
            self._keep_long(self.draft, text)
        else:
            self.note_field.text = text
            self.keep_draft()

    @staticmethod
    def asks(found: PlacedNote) -> bool:
        """True for a note that lost its place and was not answered for yet."""
        return found.state in (AnchorState.MOVED, AnchorState.UNCERTAIN, AnchorState.ORPHAN)


def _cut(quote: str, room: int) -> str:
    return quote if len(quote) <= room else quote[: room - 1] + "…"
