"""The text pane: an article typeset, with everything that is known about it marked on it.

The place is a code-point offset, never a line: a resize, another measure or a second column keep it. What is
drawn over the text (kinds, the chosen, hits, selection, cursor, hints) is a Span that becomes cells through
the line's own map, so a mark never shifts or re-shapes a letter.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.keymap.layouts import latin_key
from reader.library import Mark
from reader.model import Span
from reader.tui.panes.text_pointing import Pointing
from reader.tui.session import KINDS


class TextPane(Pointing):
    """See the module."""

    # -- hints ------------------------------------------------------------------------------------

    def things_in_view(self) -> list[Mark]:
        """The marks that begin on this page, in text order, one a place."""
        if self.article is None:
            return []
        last = min(self.top + self.page, self.line_count) - 1
        if last < 0:
            return []
        start, end = self.layout_lines.line(self.top).start, self.layout_lines.line(last).end
        found: dict[int, Mark] = {}
        for mark in self.article.marks_in(start, end):
            if mark.kind in KINDS and mark.kind not in self.hidden and start <= mark.span.start < end:
                found.setdefault(mark.span.start, mark)
        return list(found.values())

    def show_hints(self, hints: Mapping[str, Span]) -> None:
        """Letters on Spans, until they are typed or given up."""
        self.hints, self.typed_hint = hints, ""
        self.repaint()

    def take_letter(self, key: str) -> bool:
        """A key while hints are shown; Arabic keyboards type the letter of the same key. False: none are."""
        if not self.hints:
            return False
        letter = latin_key(key)
        typed = self.typed_hint + letter
        if key == "backspace":
            self.typed_hint = self.typed_hint[:-1]
        elif typed in self.hints:
            span = self.hints[typed]
            self.show_hints({})
            self.post_message(self.HintTaken(span))
        elif len(letter) == 1 and any(label.startswith(typed) for label in self.hints):
            self.typed_hint = typed
        else:
            self.hints, self.typed_hint = {}, ""
        self.repaint()
        return True

    # -- resize -----------------------------------------------------------------------------------

    def fit(self) -> None:
        """The cursor stays on its row of the screen, as far as it can."""
        self._painted.clear()
        if self.article is not None:
            self.top = self.clamp_top(self.row_now - self.cursor_y)
            self.reveal(self.row_now, margin=2)

    def relay(self) -> None:
        """The text is set in another way: painted anew, the cursor where it was on the screen."""
        self.fit()
        self.refresh()
