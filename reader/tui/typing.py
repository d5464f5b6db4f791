"""Where the user types: the bidi widgets, with the contexts that say which keys are ours."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Vertical

from reader.catalogue import Catalogue
from reader.tui.chrome import PaintedLine
from reader.tui.widgets.bidi_editor import BidiEditor
from reader.tui.widgets.bidi_input import BidiInput
from reader.tui.widgets.painting import output


class TypingLine(BidiInput):
    """One line. The keys of the `input` context are carried out by what it stands in, or by `owner`."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("input",)

    def text_order(self) -> str:
        return output().order


class NoteField(BidiEditor):
    """A note being written."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("editor",)

    def text_order(self) -> str:
        return output().order


class NoteBox(Vertical):
    """The editor of a note: what it is about, and the field."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None, classes: str | None = None) -> None:
        self.head = PaintedLine(lexicon, id="note-head")
        self.field = NoteField(id="note-field")
        super().__init__(self.head, self.field, id=id, classes=classes)
