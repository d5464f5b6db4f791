"""How the cursor moves in a text: rows, words, sentences, paragraphs, and from one name to the next. See text.py."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from reader.model import Span
from reader.text.clusters import next_cluster, previous_cluster
from reader.text.sentences import sentences
from reader.text.words import has_arabic, words
from reader.tui.panes.text_state import TextState
from reader.tui.session import KINDS, Article

MOST_STEPPED = 4
"""Rows that a page moves by at most when the cursor takes a step: one of text, one between paragraphs, and those it keeps before it."""


class Moving(TextState):
    """The text pane's cursor, and the actions that move it."""

    class NoneThere(Message):
        """A step to the next mark of some kinds, of which the article shows none."""

        def __init__(self, kinds: Sequence[str]) -> None:
            self.kinds = tuple(kinds)
            super().__init__()

    def show(self, article: Article, offset: int, *, top: bool = False) -> None:
        """An article with the cursor at an offset; with `top` its line comes near the top of the page."""
        changed = self.article is None or self.article.document.id != article.document.id
        text_changed = self.article is None or self.article.document.version != article.document.version
        marks_changed = self.article is not article
        self.article = article
        if changed or text_changed:
            self._layout = None
            self.began = None
            self.hints = {}
            self.near = ()
            self.top = 0
        if marks_changed:
            self._painted.clear()
            self.refresh()
        self.move_to(offset, top=top or changed, by_letter=self.by_letter and not changed)
        self.repaint_header()

    def close(self) -> None:
        """No article is open any more."""
        self.article = self._layout = self.began = None
        self.hints, self.near, self.chosen = {}, (), ()
        self.at = self.top = 0
        self.heading = self.aside = ""
        self._painted.clear()
        self.repaint_header()
        self.refresh()

    def move_to(
        self,
        offset: int,
        *,
        top: bool = False,
        keep_x: bool = False,
        keep_selection: bool = True,
        margin: int = 2,
        by_letter: bool = False,
    ) -> None:
        """The cursor at an offset, its line in view. A selection goes on by words, or `by_letter`."""
        if self.article is None or not self.size:
            self.at = max(0, offset)
            return
        offset = max(0, min(offset, max(0, len(self.text) - 1)))
        before, old = self.row_now, self.selection
        self.at = offset
        self.by_letter = by_letter
        if not keep_selection:
            self.began = None
        if not keep_x:
            self._wish_x = None
        row = self.row_now
        if old is not None or self.began is not None:
            self._painted.clear()
            self.refresh()
        else:
            self.repaint_line(before)
            self.repaint_line(row)
        if top and not self.top + 1 <= row < self.top + self.page - 2:
            self.scroll_lines_to(row - max(1, min(4, self.page // 5)))
        else:
            self.reveal(row, margin=margin)
        self.post_message(self.Moved(self))

    def select(self, span: Span) -> None:
        """A Span is selected, the cursor at its last word."""
        self.began = span.start
        last = span.end - 1
        while last > span.start and not self.text[last].isalnum():
            last -= 1
        self.move_to(max(span.start, last), keep_selection=True)
        self.repaint()

    def reveal(self, y: int, height: int = 1, margin: int = 0) -> None:
        """As in every pane; over a slow line a step brings in one row of text and the empty rows around it, which cost nothing."""
        before = self.top
        wanted = self.clamp_top(max(min(before, y - margin), y + height + margin - self.page))
        if not self.thrifty or self.leaps or not 1 < abs(wanted - before) <= MOST_STEPPED:
            super().reveal(y, height, margin)
            return
        layout, by = self.layout_lines, 1 if wanted > before else -1
        top, brought = before, 0
        while top != wanted:
            if not layout.is_gap(top + self.page if by > 0 else top - 1):
                if brought and top <= y and y + height <= top + self.page:
                    break
                brought += 1
            top += by
        self.scroll_lines_to(top)

    def _move_rows(self, by: int, *, margin: int = 2) -> None:
        if self.article is None or not self.line_count:
            return
        row = max(0, min(self.row_now + by, self.line_count - 1))
        if self.layout_lines.is_gap(row):
            row += 1 if by > 0 else -1
        if self._wish_x is None:
            line = self.layout_lines.line(self.row_now)
            ranges = line.ranges(self.word)
            self._wish_x = (ranges[0][0] + ranges[-1][1]) // 2 if ranges else self.column_width - 1
        self.move_to(self._offset_at(row, self._wish_x), keep_x=True, margin=margin)

    def _offset_at(self, row: int, x: int) -> int:
        """The offset under cell `x` of a line, or the nearest one in it."""
        line = self.layout_lines.line(row)
        width = line.line.width
        if not width:
            return line.start
        found = line.source_at(max(line.indent, min(x, line.indent + width - 1)))
        return found.start if found is not None else line.start

    def _rtl_here(self) -> bool:
        paragraph = self.paragraph_at(self.at)
        return has_arabic(self.text[paragraph.start : min(paragraph.end, paragraph.start + 400)])

    def _step_word(self, by: int) -> None:
        here, text = self.word, self.text
        if by > 0:
            found = next(words(text, here.end, min(len(text), here.end + 4000)), None)
        else:
            found = None
            for reach in (100, 4000):
                for span in words(text, max(0, here.start - reach), here.start):
                    found = span
                if found is not None:
                    break
        if found is not None:
            self.move_to(self.word_at(found.start).start)

    def _step_span(self, spans: Sequence[Span], by: int) -> bool:
        here = self.at
        if by > 0:
            found = next((span for span in spans if span.start > here and span.start >= self.word.end), None)
        else:
            found = next((span for span in reversed(spans) if span.start < self.word.start), None)
        if found is None:
            return False
        self.move_to(found.start, margin=3)
        return True

    def marks_of(self, kinds: Sequence[str]) -> list[Span]:
        """The Spans of the marks of some kinds that are shown, in text order."""
        if self.article is None:
            return []
        return [
            mark.span for mark in self.article.marks if mark.kind in kinds and mark.kind not in self.hidden
        ]

    # -- actions ----------------------------------------------------------------------------------

    def do_text_down(self) -> None:
        self._move_rows(1)

    def do_text_up(self) -> None:
        self._move_rows(-1)

    def do_text_left(self) -> None:
        self._step_word(1 if self._rtl_here() else -1)

    def do_text_right(self) -> None:
        self._step_word(-1 if self._rtl_here() else 1)

    def _turn(self, lines: int) -> None:
        top = self.top
        self._move_rows(lines, margin=0)
        if self.article is not None:
            self.scroll_lines_to(top + lines)
            self.reveal(self.row_now, margin=1)

    def do_text_page_down(self) -> None:
        self._turn(max(1, self.page - 2))

    def do_text_page_up(self) -> None:
        self._turn(-max(1, self.page - 2))

    def do_text_half_down(self) -> None:
        self._turn(max(1, self.page // 2))

    def do_text_half_up(self) -> None:
        self._turn(-max(1, self.page // 2))

    def do_text_top(self) -> None:
        self.move_to(0)

    def do_text_bottom(self) -> None:
        self.move_to(len(self.text) - 1)

    def do_text_next_sentence(self) -> None:
        end = min(len(self.text), self.at + 20_000)
        start = self.sentence_at(self.at).start
        self._step_span(list(sentences(self.text, start, end)), 1)

    def do_text_previous_sentence(self) -> None:
        here = self.sentence_at(self.at).start
        if self.at > here + len(self.word):
            self.move_to(here)
            return
        start = self.paragraph_at(max(0, here - 2)).start
        self._step_span(list(sentences(self.text, start, here)), -1)

    def do_text_next_paragraph(self) -> None:
        at = self.paragraph_at(self.at).end
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        if at < len(self.text):
            self.move_to(at)

    def do_text_previous_paragraph(self) -> None:
        start = self.paragraph_at(self.at).start
        if self.at <= start + len(self.word):
            at = start - 1
            while at > 0 and self.text[at].isspace():
                at -= 1
            start = self.paragraph_at(max(0, at)).start
        self.move_to(start)

    def _thing(self, kinds: Sequence[str], by: int) -> None:
        marks = self.marks_of(kinds)
        if not self._step_span(marks, by):
            self.app.bell()
            if not marks:
                self.post_message(self.NoneThere(kinds))

    def do_text_next_thing(self) -> None:
        self._thing(KINDS, 1)

    def do_text_previous_thing(self) -> None:
        self._thing(KINDS, -1)

    def do_text_next_entity(self) -> None:
        self._thing(("PER", "ORG", "LOC"), 1)

    def do_text_previous_entity(self) -> None:
        self._thing(("PER", "ORG", "LOC"), -1)

    def do_text_next_time(self) -> None:
        self._thing(("TIME",), 1)

    def do_text_previous_time(self) -> None:
        self._thing(("TIME",), -1)

    def do_text_next_event(self) -> None:
        self._thing(("EVENT",), 1)

    def do_text_previous_event(self) -> None:
        self._thing(("EVENT",), -1)

    def do_text_next_note(self) -> None:
        self._thing(("NOTE",), 1)

    def do_text_previous_note(self) -> None:
        self._thing(("NOTE",), -1)

    def do_text_select(self) -> None:
        if self.began is None:
            self.began = self.at
            self.repaint()
        else:
            self.clear_selection()

    def do_text_extend_left(self) -> None:
        self._extend(1 if self._rtl_here() else -1)

    def do_text_extend_right(self) -> None:
        self._extend(-1 if self._rtl_here() else 1)

    def _extend(self, by: int) -> None:
        """The selection one letter (with its marks) longer or shorter, at the end where the cursor is."""
        text, selection = self.text, self.selection
        if not text:
            return
        if selection is None:
            self.began = self.at
            self.move_to(self.at, by_letter=True)
            return
        if not self.by_letter:
            last = previous_cluster(text, selection.end)
            backwards = self.began is not None and self.at < self.began
            self.began, self.at = (last, selection.start) if backwards else (selection.start, last)
        self.move_to(
            next_cluster(text, self.at) if by > 0 else previous_cluster(text, self.at), by_letter=True
        )

    def do_text_select_sentence(self) -> None:
        sentence = self.sentence_at(self.at)
        if self.selection is not None and self.selection.start <= sentence.start:
            self.select(self.paragraph_at(self.at))
        else:
            self.select(sentence)
