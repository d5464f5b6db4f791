"""Copying: logical text to the terminal's clipboard, and a register of our own that always works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.catalogue import Catalogue
from reader.model import Note, Selector, Span
from reader.tui.features.base import Desk
from reader.typeset import copied

if TYPE_CHECKING:  # loaded when something is copied
    from reader.text.osc52 import Copied


class Copying(Desk):
    """See the module."""

    def do_text_copy(self) -> None:
        span = self.text.passage()
        self._copy(copied(span.of(self.text.text)))

    def do_text_copy_citation(self) -> None:
        article = self.text.article
        if article is None:
            return
        span = self.text.passage()
        meta = article.document.metadata
        source = "، ".join(part for part in (meta.source, meta.published) if part)
        place = f"{article.document.path}:{span.start}-{span.end}"
        self._copy(
            f"«{copied(span.of(self.text.text)).strip()}»\n— {meta.title}"
            + (f"، {source}" if source else "")
            + f" ({place})"
        )

    def do_passages_copy(self) -> None:
        """A note with its quote and citation; of any other list, the sentence that the row is about."""
        row = self.passages.passage_at(self.passages.cursor)
        if row is None:
            return
        if row.kind == "NOTE":
            note = next((each for each in self.session.library.journal.notes() if each.id == row.id), None)
            if note is not None:
                self._copy(self._note_text(note))
        elif row.text or not row.doc:
            self._copy(row.text)
        else:
            self._copy(self._passage_text(row.doc, row.lit))

    def _note_text(self, note: Note) -> str:
        """The words of a note under what it is about, in logical order."""
        target = note.target
        about = [f"«{copied(each.exact).strip()}»\n— {self._cited(each)}" for each in target.selectors]
        return "\n\n".join(part for part in (*(about or [target.label]), note.body.strip()) if part)

    def _cited(self, selector: Selector) -> str:
        try:
            row = self.session.library.row(selector.doc)
        except KeyError:  # the article is gone, the note is not
            return selector.doc[:12]
        meta = row.metadata
        return "، ".join(part for part in (meta.title, meta.source, meta.published) if part)

    def _passage_text(self, doc: str, lit: Span) -> str:
        from reader.text.sentences import sentences

        text = self.session.article(doc).document.text
        start = text.rfind("\n", 0, lit.start) + 1
        end = text.find("\n", lit.end)
        around = sentences(text, start, len(text) if end < 0 else end)
        held = [each for each in around if each.overlaps(lit) or each.start == lit.start]
        return copied(text[held[0].start : held[-1].end] if held else lit.of(text)).strip()

    def _copy(self, text: str) -> None:
        if not text:
            return
        self.text.clear_selection()
        self.tell_copied(self.reader.yank(text), len(text))

    def tell_copied(self, sent: Copied, letters: int = 0) -> None:
        said = said_of(self.words, sent, letters)
        if said:
            self.say(said, warning=sent.outcome == "too-long")


def said_of(words: Catalogue, sent: Copied, letters: int = 0) -> str:
    """What is known of a copy, and no more: nothing comes back from a clipboard."""
    if sent.outcome == "too-long":
        return words(
            "Too long for a terminal's clipboard ({size} of {limit} bytes): kept here, Ctrl+V pastes it into a note",
            size=words.number(sent.size),
            limit=words.number(sent.limit),
        )
    if sent.outcome != "sent" or not letters:
        return ""
    return words.count(
        "{n} letter sent to the terminal's clipboard",
        "{n} letters sent to the terminal's clipboard",
        letters,
    )
