"""The text pane: an article typeset, with everything that is known about it marked on it.

The place is a code-point offset, never a line: a resize, another measure or a second column keep it. What is
drawn over the text (kinds, the chosen, hits, selection, cursor, hints) is a Span that becomes cells through
the line's own map, so a mark never shifts or re-shapes a letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.catalogue import Catalogue
from reader.keymap import latin_key
from reader.library import Mark
from reader.model import AnchorState, Span
from reader.text.sentences import sentences
from reader.text.words import has_arabic, words
from reader.tui.session import KINDS, Article
from reader.tui.widgets.line_pane import LinePane
from reader.tui.widgets.painting import Row
from reader.typeset import PlacedLine, TextLayout

GUTTER = 3  # cells on the reading side: what stands in the line (note, event)
MARGIN = 2  # cells on the other side
LONG = 48  # code points from which a lit passage is a tint alone, not bold too
BETWEEN = 3  # cells between two columns
ORDER = ("BOILERPLATE", "EVENT", "LOC", "ORG", "PER", "TIME", "NOTE")  # painted one over the other


@dataclass(frozen=True)
class Signs:
    """Glyphs of the gutter."""

    note: str = "✎"
    asked: str = "?"  # a note whose place is not sure
    event: str = "◆"
    focus: str = "●"


UNICODE, ASCII = Signs(), Signs("n", "?", "*", "@")
ASKED = {AnchorState.MOVED.value, AnchorState.UNCERTAIN.value}


class TextPane(LinePane):
    """See the module."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("text",)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"kind--{kind.lower()}" for kind in (*KINDS, "boilerplate")),
        "text--chosen",
        "text--chosen-long",
        "text--near",
        "text--hit",
        "text--selection",
        "text--cursor",
        "text--cursor-blurred",
        "text--hint",
        "text--gutter",
        "text--line",
    }

    class Moved(Message):
        """The reading cursor stands elsewhere."""

        def __init__(self, pane: TextPane) -> None:
            self.pane = pane
            super().__init__()

        @property
        def control(self) -> TextPane:
            return self.pane

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TextPane.Moved)

    class HintTaken(Message):
        """The letters of a hint were typed."""

        def __init__(self, span: Span) -> None:
            self.span = span
            super().__init__()

    class Touched(Message):
        """A place in the text was clicked twice: it is to be followed."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lexicon = lexicon
        self.signs = UNICODE
        self.measure = 72
        self.columns = 1  # columns wanted; as many are drawn as there is room for
        self.direction = "auto"
        self.shaping = "forms"
        self.marks_shown = True
        self.controls_shown = False
        self.article: Article | None = None
        self.at = 0
        self.began: int | None = None  # where the selection began
        self.hidden: set[str] = set()
        self.chosen: Sequence[Span] = ()
        self.near: Sequence[Span] = ()  # lit while a list row rests on it
        self.hints: Mapping[str, Span] = {}
        self.typed_hint = ""
        self.heading = ""
        self.aside = ""
        self._layout: TextLayout | None = None
        self._key: tuple[object, ...] = ()
        self._wish_x: int | None = None

    # -- the article ------------------------------------------------------------------------------

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
        self.move_to(offset, top=top or changed)
        self.repaint_header()

    @property
    def text(self) -> str:
        return self.article.document.text if self.article else ""

    @property
    def column_count(self) -> int:
        """Columns that there is room for."""
        room = self.size.width
        return 2 if self.columns == 2 and room >= 2 * (40 + GUTTER + MARGIN) + BETWEEN else 1

    @property
    def column_width(self) -> int:
        """Cells of one column of text, without its gutter."""
        count = self.column_count
        room = (self.size.width - BETWEEN * (count - 1)) // count - GUTTER - MARGIN
        return max(8, min(self.measure, room))

    @property
    def layout_lines(self) -> TextLayout:
        """The text in lines of today's width; made again when the width or the way of setting changes."""
        key = (self.column_width, self.direction, self.shaping, self.marks_shown, self.controls_shown)
        if self._layout is None or self._key != key:
            self._key = key
            self._layout = TextLayout(
                self.text,
                self.column_width,
                direction=self.direction,
                shaping=self.shaping,
                marks=self.marks_shown,
                show_controls=self.controls_shown,
            )
            self._painted.clear()
        return self._layout

    @property
    def line_count(self) -> int:
        return self.layout_lines.height if self.article else 0

    @property
    def page(self) -> int:
        return max(1, self.size.height - self.HEADER) * self.column_count

    @property
    def row_now(self) -> int:
        """The line that the cursor is in."""
        return self.layout_lines.row_of(self.at)

    @property
    def percent(self) -> int:
        """How far through the text the cursor is."""
        return round(100 * self.at / max(1, len(self.text) - 1))

    def focus_changed(self) -> None:
        super().focus_changed()
        if self.article is not None and self.size:
            word = self.word
            first, last = (
                self.layout_lines.row_of(word.start),
                self.layout_lines.row_of(max(word.start, word.end - 1)),
            )
            for row in range(first, last + 1):
                self.repaint_line(row)

    # -- words and selection ----------------------------------------------------------------------

    def word_at(self, offset: int) -> Span:
        """The word at an offset; the single character where there is none; empty at the end of the text."""
        text = self.text
        start, end = max(0, offset - 80), min(len(text), offset + 80)
        for span in words(text, start, end):
            if span.start <= offset < span.end:
                return span
            if span.start > offset:
                break
        return Span(min(offset, len(text)), min(offset + 1, len(text)))

    @property
    def word(self) -> Span:
        """The word at the cursor."""
        return self.word_at(self.at)

    @property
    def selection(self) -> Span | None:
        """What is selected, whole words, from where it began to the cursor."""
        if self.began is None:
            return None
        one, other = self.word_at(self.began), self.word
        return Span(min(one.start, other.start), max(one.end, other.end))

    def sentence_at(self, offset: int) -> Span:
        """The sentence at an offset, or the word where it stands between sentences."""
        paragraph = self.paragraph_at(offset)
        for span in sentences(self.text, paragraph.start, paragraph.end):
            if span.start <= offset < span.end:
                return span
        return self.word_at(offset)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph at an offset, without its line breaks."""
        text = self.text
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        return Span(min(start, offset), len(text) if end < 0 else max(end, min(start, offset)))

    def passage(self) -> Span:
        """What a note or a copy is about: the selection, else the sentence at the cursor."""
        return self.selection or self.sentence_at(self.at)

    def select(self, span: Span) -> None:
        """A Span is selected, the cursor at its last word."""
        self.began = span.start
        last = span.end - 1
        while last > span.start and not self.text[last].isalnum():
            last -= 1
        self.move_to(max(span.start, last), keep_selection=True)
        self.repaint()

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        if self.began is not None:
            self.began = None
            self.repaint()

    # -- moving -----------------------------------------------------------------------------------

    def move_to(
        self,
        offset: int,
        *,
        top: bool = False,
        keep_x: bool = False,
        keep_selection: bool = True,
        margin: int = 2,
    ) -> None:
        """The cursor at an offset, its line in view."""
        if self.article is None or not self.size:
            self.at = max(0, offset)
            return
        offset = max(0, min(offset, max(0, len(self.text) - 1)))
        before, old = self.row_now, self.selection
        self.at = offset
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

    def repaint_line(self, y: int, count: int = 1) -> None:
        if self.column_count == 1:
            super().repaint_line(y, count)
            return
        rows = self.size.height - self.HEADER
        super().repaint_line(self.top + (y - self.top) % rows, count)

    def line_key(self, y: int) -> tuple[object, ...]:
        return (y, self._cursor_key(y), self._lit_key(y))

    def _lit_key(self, y: int) -> tuple[Span, ...]:
        if not self.near and not self.chosen:
            return ()
        line = self.layout_lines.line(y)
        return tuple(
            span for span in (*self.near, *self.chosen) if span.start < line.end and line.start < span.end
        )

    def light(self, *, near: Sequence[Span] | None = None, chosen: Sequence[Span] | None = None) -> None:
        """Other Spans are lit from now on (None: as before); only the lines that change are painted."""
        old = {*self.near, *self.chosen}
        self.near = self.near if near is None else near
        self.chosen = self.chosen if chosen is None else chosen
        changed = old ^ {*self.near, *self.chosen}
        if not changed or self.article is None or not self.size:
            return
        last = min(self.top + self.page, self.line_count) - 1
        start, end = self.layout_lines.line(self.top).start, self.layout_lines.line(max(self.top, last)).end
        for span in changed:
            if span.start < end and start < span.end:
                first = self.layout_lines.row_of(max(span.start, start))
                past = self.layout_lines.row_of(min(max(span.start, span.end - 1), end))
                for row in range(first, past + 1):
                    self.repaint_line(row)

    def _cursor_key(self, y: int) -> object:
        line = self.layout_lines.line(y)
        return (self.at, self.has_focus) if self._holds(line, y) else None

    def _holds(self, line: PlacedLine, y: int) -> bool:
        word = self.word
        return (line.start < word.end and word.start < line.end) or y == self.row_now

    def _move_rows(self, by: int, *, margin: int = 2) -> None:
        if self.article is None or not self.line_count:
            return
        row = max(0, min(self.row_now + by, self.line_count - 1))
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
        if not self._step_span(self.marks_of(kinds), by):
            self.app.bell()

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

    def do_text_select_sentence(self) -> None:
        sentence = self.sentence_at(self.at)
        if self.selection is not None and self.selection.start <= sentence.start:
            self.select(self.paragraph_at(self.at))
        else:
            self.select(sentence)

    # -- painting ---------------------------------------------------------------------------------

    def paint_header(self, width: int) -> Strip:
        row = self.row(width)
        row.paint(0, width, self.look("header--focused" if self.has_focus else "header"))
        if self.has_focus:
            row.put(width - 2 if self.rtl else 1, self.signs.focus)
        taken = (
            row.words(self.aside, left=2, right=width // 2, rtl=False, style=self.look("header--dim"))
            if self.rtl
            else 0
        )
        if not self.rtl:
            taken = min(len(self.aside) + 2, width // 2)
            taken = row.words(
                self.aside, left=width - taken, right=width - 1, rtl=True, style=self.look("header--dim")
            )
            row.words(self.heading, left=3, right=width - taken - 3, rtl=False)
        else:
            row.words(self.heading, left=taken + 4, right=width - 4, rtl=True)
        return row.strip()

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.article is not None:
            # rows of a huge text are estimates until they are looked at: looking may move those below
            layout = self.layout_lines
            height = layout.height
            top = layout.settle(self.top, self.page)
            if top != self.top or layout.height != height:
                self.top = top
                self._painted.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        if y < self.HEADER or self.article is None or self.column_count == 1:
            return super().render_line(y)
        rows = self.size.height - self.HEADER
        width, first = self.size.width, self.top + y - self.HEADER
        half = (width - BETWEEN) // 2
        count = self.line_count
        strips = [
            self._column(at, half) if at < count else self.row(half).strip() for at in (first, first + rows)
        ]
        if self._rtl_text():
            strips.reverse()
        gap = self.row(width - 2 * half).strip()
        return Strip.join([strips[0], gap, strips[1]])

    def _rtl_text(self) -> bool:
        return self.direction == "rtl" or (self.direction == "auto" and has_arabic(self.text[:2000]))

    def _column(self, y: int, width: int) -> Strip:
        key = (width, *self.line_key(y))
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = self.paint_line(y, width)
        return strip

    def text_x(self, width: int) -> int:
        """The cell of a column where its text begins."""
        spare = max(0, width - self.column_width - GUTTER - MARGIN)
        return (spare + 1) // 2 + (MARGIN if self._rtl_text() else GUTTER)

    def paint_line(self, y: int, width: int) -> Strip:
        row = self.row(width)
        line = self.layout_lines.line(y)
        x0 = self.text_x(width)
        row.put_glyphs(x0 + line.indent, line.line.glyphs)
        assert self.article is not None
        found = [
            mark
            for mark in self.article.marks_in(line.start, max(line.end, line.start + 1))
            if mark.kind not in self.hidden
        ]
        for mark in sorted(found, key=lambda mark: ORDER.index(mark.kind)):
            self._lay(row, line, x0, mark.span, f"kind--{mark.kind.lower()}")
        for span in self.near:
            self._lay(row, line, x0, span, "text--near")
        for span in self.chosen:
            self._lay(row, line, x0, span, "text--chosen" if len(span) < LONG else "text--chosen-long")
        if (selection := self.selection) is not None:
            self._lay(row, line, x0, selection, "text--selection")
        self._gutter(row, line, found, x0)
        if self._holds(line, y):
            name = "text--cursor" if self.has_focus else "text--cursor-blurred"
            if not self._lay(row, line, x0, self.word, name) and y == self.row_now:
                at = x0 + (self.column_width - 1 if self._rtl_text() else 0)
                row.paint(at, at + 1, self.look(name))
        for label, span in self.hints.items():
            if label.startswith(self.typed_hint) and line.start <= span.start < line.end:
                self._paint_hint(row, line, x0, label, span)
        return row.strip()

    def _lay(self, row: Row, line: PlacedLine, x0: int, span: Span, name: str) -> bool:
        if span.end <= line.start or line.end <= span.start:
            return False
        painted = False
        for left, right in line.ranges(span):
            row.paint(x0 + left, x0 + right, self.look(name))
            painted = True
        return painted

    def _gutter(self, row: Row, line: PlacedLine, found: Sequence[Mark], x0: int) -> None:
        begun = {mark.kind for mark in found if line.start <= mark.span.start < max(line.end, line.start + 1)}
        for kind, sign in (("NOTE", self.signs.note), ("EVENT", self.signs.event)):
            if kind in begun:
                x = x0 + self.column_width + 1 if self._rtl_text() else x0 - 2
                if kind == "NOTE" and any(mark.kind == "NOTE" and mark.why in ASKED for mark in found):
                    sign = self.signs.asked
                row.put(x, sign, self.look("text--gutter" if kind == "EVENT" else "kind--note"))
                return

    def _paint_hint(self, row: Row, line: PlacedLine, x0: int, label: str, span: Span) -> None:
        ranges = line.ranges(span)
        if not ranges:
            return
        rtl = self._rtl_text()
        left, right = ranges[-1] if rtl else ranges[0]
        at = x0 + (right - len(label) if rtl else left)
        for number, letter in enumerate(label):
            row.cells[max(0, min(at + number, row.width - 1))] = letter
        row.paint(at, at + len(label), self.look("text--hint"))

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

    # -- resize and mouse -------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._painted.clear()
        if self.article is not None:
            self.top = self.clamp_top(self.top)
            self.reveal(self.row_now, margin=2)
        self.refresh()

    def _place_at(self, x: int, y: int) -> int | None:
        y -= self.HEADER
        if y < 0 or self.article is None:
            return None
        width = self.size.width
        at = self.top + y
        if self.column_count == 2:
            half = (width - BETWEEN) // 2
            second = x < half if self._rtl_text() else x >= width - half
            at += (self.size.height - self.HEADER) if second else 0
            x = x if x < half else x - (width - half)
            width = half
        if at >= self.line_count:
            return None
        return self._offset_at(at, x - self.text_x(width))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = self._place_at(event.x, event.y)
        if offset is not None:
            self.began = None
            self.move_to(offset)
            self.capture_mouse()
            self.repaint()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self and event.button:
            offset = self._place_at(event.x, event.y)
            if offset is not None and offset != self.at:
                if self.began is None:
                    self.began = self.at
                self.move_to(offset)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if event.chain > 1:
            self.post_message(self.Touched())
