"""Editing Arabic and mixed text: the part that knows no screen.

`Editing` holds a text, a cursor and a selection, all in code points of the text in logical order, and
changes them the way a person typing expects: by grapheme cluster, a mark before its letter, with undo.
The widgets in `bidi_input` and `bidi_editor` paint it; it can be tested without either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from reader.text.clusters import next_cluster, previous_cluster

ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
_JOIN_CONTROLS: Final = frozenset((ZWNJ, ZWJ, "\u200e", "\u200f", "\u061c"))
_VARIATION: Final = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# C0 and C1 but for tab and line feed: nobody means to type or paste them.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NEWLINES: Final = re.compile("\r\n?|\x85|\u2028|\u2029")
MAX_UNDO: Final = 1000
"""Steps that can be undone; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Change:
    """At `start`, `removed` was replaced by `inserted`; the cursor went from `before` to `after`."""

    start: int
    removed: str
    inserted: str
    before: tuple[int, int]
    after: tuple[int, int]
    kind: str


class Editing:
    """A text being edited. `cursor` and `anchor` are offsets in code points; they differ where text is selected.

    `one_line` turns line breaks and tabs into spaces; `max_length` (code points) refuses what goes beyond.
    """

    def __init__(self, text: str = "", *, one_line: bool = True, max_length: int | None = None) -> None:
        self.one_line = one_line
        self.max_length = max_length
        self.text = self.clean(text)[:max_length]
        self.cursor = self.anchor = len(self.text)
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._mergeable = False

    # -- reading

    @property
    def selection(self) -> tuple[int, int]:
        """`(start, end)` of what is selected; equal where nothing is."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        start, end = self.selection
        return self.text[start:end]

    def clean(self, text: str) -> str:
        """What a paste becomes: one kind of line break, no control characters."""
        text = _CONTROLS.sub("", _NEWLINES.sub("\n", text))
        return text.replace("\n", " ").replace("\t", " ") if self.one_line else text

    # -- changing

    def insert(self, text: str, *, kind: str = "paste") -> bool:
        """Put `text` in place of the selection; False where there was no room for any of it."""
        text = self.clean(text)
        start, end = self.selection
        if self.max_length is not None:
            text = text[: max(0, self.max_length - (len(self.text) - (end - start)))]
        if not text and start == end:
            return False
        self._replace(start, end, text, kind)
        return True

    def type(self, character: str) -> bool:
        """A typed character: undone together with its word."""
        previous = self.text[self.cursor - 1 : self.cursor]
        if character.isspace() and not previous.isspace():
            self._mergeable = False
        return self.insert(character, kind="type")

    def set(self, text: str) -> None:
        """Replace everything, undoably; the cursor goes to the end."""
        self._replace(0, len(self.text), self.clean(text)[: self.max_length], "set")

    def backspace(self) -> bool:
        """Take what was typed last before the cursor: a mark, then its letter; an emoji whole."""
        return self._delete_selection() or self._delete(self._backspace_start(), self.cursor, "backspace")

    def delete(self) -> bool:
        """Take the whole cluster after the cursor."""
        return self._delete_selection() or self._delete(
            self.cursor, next_cluster(self.text, self.cursor), "delete"
        )

    def delete_word_before(self) -> bool:
        return self._delete_selection() or self._delete(self.word_before(), self.cursor, "word")

    def delete_word_after(self) -> bool:
        return self._delete_selection() or self._delete(self.cursor, self.word_after(), "word")

    def delete_to_line_start(self) -> bool:
        return self._delete_selection() or self._delete(self.line_start(), self.cursor, "line")

    def delete_to_line_end(self) -> bool:
        return self._delete_selection() or self._delete(self.cursor, self.line_end(), "line")

    def cut(self) -> str:
        """Take what is selected and return it."""
        taken = self.selected
        self._delete_selection()
        return taken

    def _delete_selection(self) -> bool:
        start, end = self.selection
        return self._delete(start, end, "selection")

    def _delete(self, start: int, end: int, kind: str) -> bool:
        if start == end:
            return False
        self._replace(start, end, "", kind)
        return True

    def _replace(self, start: int, end: int, text: str, kind: str) -> None:
        before = (self.cursor, self.anchor)
        removed = self.text[start:end]
        self.text = self.text[:start] + text + self.text[end:]
        self.cursor = self.anchor = start + len(text)
        self._remember(Change(start, removed, text, before, (self.cursor, self.anchor), kind))

    # -- undo

    def _remember(self, change: Change) -> None:
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        merged = _merge(last, change) if last is not None and self._mergeable else None
        if merged is not None:
            self._undo[-1] = merged
        else:
            self._undo.append(change)
            del self._undo[:-MAX_UNDO]
        self._mergeable = True

    def undo(self) -> bool:
        if not self._undo:
            return False
        change = self._undo.pop()
        end = change.start + len(change.inserted)
        self.text = self.text[: change.start] + change.removed + self.text[end:]
        self.cursor, self.anchor = change.before
        self._redo.append(change)
        self._mergeable = False
        return True

    def redo(self) -> bool:
        if not self._redo:
            return False
        change = self._redo.pop()
        end = change.start + len(change.removed)
        self.text = self.text[: change.start] + change.inserted + self.text[end:]
        self.cursor, self.anchor = change.after
        self._undo.append(change)
        self._mergeable = False
        return True

    # -- moving

    def move(self, offset: int, *, select: bool = False) -> None:
        """Put the cursor at `offset` (kept within the text); `select` leaves the anchor where it is."""
        self.cursor = min(max(offset, 0), len(self.text))
        if not select:
            self.anchor = self.cursor
        self._mergeable = False

    def select_all(self) -> None:
        self.anchor, self.cursor = 0, len(self.text)
        self._mergeable = False

    def select_word(self, offset: int) -> None:
        """Select the word around `offset`, or the cluster where there is none."""
        offset = min(max(offset, 0), len(self.text))
        start = end = offset
        while start > 0 and _in_word(self.text[start - 1]):
            start -= 1
        while end < len(self.text) and _in_word(self.text[end]):
            end += 1
        if start == end:
            end = next_cluster(self.text, offset)
        self.anchor, self.cursor = start, end
        self._mergeable = False

    def after(self, offset: int | None = None) -> int:
        """The cluster boundary after `offset` (the cursor's where None)."""
        return next_cluster(self.text, self.cursor if offset is None else offset)

    def before(self, offset: int | None = None) -> int:
        """The cluster boundary before `offset` (the cursor's where None)."""
        return previous_cluster(self.text, self.cursor if offset is None else offset)

    def word_after(self) -> int:
        """The end of the word at or after the cursor."""
        at = self.cursor
        while at < len(self.text) and not _in_word(self.text[at]):
            at += 1
        while at < len(self.text) and _in_word(self.text[at]):
            at += 1
        return at

    def word_before(self) -> int:
        """The start of the word at or before the cursor."""
        at = self.cursor
        while at > 0 and not _in_word(self.text[at - 1]):
            at -= 1
        while at > 0 and _in_word(self.text[at - 1]):
            at -= 1
        return at

    def line_start(self) -> int:
        """The start of the cursor's paragraph."""
        return self.text.rfind("\n", 0, self.cursor) + 1

    def line_end(self) -> int:
        """The end of the cursor's paragraph, before its line feed."""
        end = self.text.find("\n", self.cursor)
        return len(self.text) if end < 0 else end

    def _backspace_start(self) -> int:
        if self.cursor == 0:
            return 0
        start = previous_cluster(self.text, self.cursor)
        last = self.text[self.cursor - 1]
        a_mark = unicodedata.category(last) in ("Mn", "Me", "Mc") and last not in _VARIATION
        return self.cursor - 1 if a_mark or last in _JOIN_CONTROLS else start


def _in_word(character: str) -> bool:
    """Letters, marks, numbers, tatweel, and the joiners that stand inside Persian and Urdu words."""
    return unicodedata.category(character)[0] in "LMN" or character in (ZWNJ, ZWJ, "_")


def _merge(last: Change, new: Change) -> Change | None:
    """One step for both, where a person would call them one: letters of a word, a row of Backspaces."""
    if last.kind != new.kind or last.after != new.before or new.before[0] != new.before[1]:
        return None
    if new.kind == "type" and not new.removed:
        return Change(last.start, last.removed, last.inserted + new.inserted, last.before, new.after, "type")
    if new.kind == "backspace":
        return Change(new.start, new.removed + last.removed, "", last.before, new.after, "backspace")
    if new.kind == "delete":
        return Change(new.start, last.removed + new.removed, "", last.before, new.after, "delete")
    return None
