"""What the text pane knows: the article, its lines at today's width, the cursor and the selection. See text.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.message import Message

from reader.catalogue import Catalogue
from reader.lazy_dataclass import dataclass
from reader.model import AnchorState, Span
from reader.text.clusters import next_cluster
from reader.text.sentences import sentences
from reader.text.words import has_arabic, words
from reader.tui.session import KINDS, Article
from reader.tui.widgets.line_pane import LinePane
from reader.typeset import TextLayout

GUTTER = 3  # cells on the reading side: what stands in the line (note, event)
MARGIN = 2  # cells on the other side
LONG = 48  # code points from which a lit passage is a tint alone, not bold too
BETWEEN = 3  # cells between two columns
AIRY = 36  # rows of a screen from which paragraphs stand apart
# Painted one over the other; of one depth the longer first: a role holds the country that it is of.
DEPTH = {"BOILERPLATE": 0, "NOTE": 1, "EVENT": 2, "LOC": 3, "ORG": 3, "PER": 3, "TIME": 4}


@dataclass(frozen=True)
class Signs:
    """Glyphs of the gutter."""

    note: str = "✎"
    asked: str = "?"  # a note whose place is not sure
    event: str = "◆"
    focus: str = "●"
    goes_on: str = "┆"  # beside the further lines of a noted passage


UNICODE, ASCII = Signs(), Signs("n", "?", "*", "@", ":")
ASKED = {AnchorState.MOVED.value, AnchorState.UNCERTAIN.value}


class TextState(LinePane):
    """The article in lines, the cursor in it, and what is selected."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("text",)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"kind--{kind.lower()}" for kind in (*KINDS, "boilerplate")),
        "text--heading",
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

        def __init__(self, pane: TextState) -> None:
            self.pane = pane
            super().__init__()

        @property
        def control(self) -> TextState:
            return self.pane

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TextState.Moved)

    class HintTaken(Message):
        """The letters of a hint were typed."""

        def __init__(self, span: Span) -> None:
            self.span = span
            super().__init__()

    class Touched(Message):
        """What stands at the cursor was clicked: it is to be followed."""

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lexicon = lexicon
        self.signs = UNICODE
        self.measure = 72
        self.columns = 1  # columns wanted; as many are drawn as there is room for
        self.direction = "auto"
        self.shaping = "forms"
        self.order = "visual"
        self.marks_shown = True
        self.paragraphs = "auto"
        self.controls_shown = False
        self.article: Article | None = None
        self.at = 0
        self.began: int | None = None  # where the selection began
        self.by_letter = False  # it ends at letters, not at words
        self.hidden: set[str] = set()
        self.chosen: Sequence[Span] = ()
        self.near: Sequence[Span] = ()  # lit while a list row rests on it
        self.hints: Mapping[str, Span] = {}
        self.typed_hint = ""
        self.heading = ""
        self.aside = ""
        self.empty: Callable[[], str] = str  # what stands on the page while no article is open
        self._layout: TextLayout | None = None
        self._key: tuple[object, ...] = ()
        self._wish_x: int | None = None

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
    def spaced(self) -> bool:
        """Whether an empty row stands between paragraphs: as set, or where the screen has rows to spare."""
        return self.screen.size.height >= AIRY if self.paragraphs == "auto" else self.paragraphs == "spaced"

    @property
    def layout_lines(self) -> TextLayout:
        """The text in lines of today's width; made again when the width or the way of setting changes."""
        key = (
            self.column_width,
            self.direction,
            self.shaping,
            self.order,
            self.marks_shown,
            self.controls_shown,
            self.spaced,
        )
        if self._layout is None or self._key != key:
            self._key = key
            self._layout = TextLayout(
                self.text,
                self.column_width,
                direction=self.direction,
                shaping=self.shaping,
                order=self.order,
                marks=self.marks_shown,
                show_controls=self.controls_shown,
                spaced=self.spaced,
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

    def rows_of(self, span: Span) -> range:
        """The lines that a Span stands in."""
        layout = self.layout_lines
        return range(layout.row_of(span.start), layout.row_of(max(span.start, span.end - 1)) + 1)

    @property
    def percent(self) -> int:
        """How far through the text the cursor is."""
        return round(100 * self.at / max(1, len(self.text) - 1))

    def focus_changed(self) -> None:
        super().focus_changed()
        if self.article is not None and self.size:
            for row in self.rows_of(self.word):
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
        at, article, word = self._word_found
        if at != self.at or article is not self.article:
            word = self.word_at(self.at)
            self._word_found = self.at, self.article, word
        return word

    _word_found: tuple[int, Article | None, Span] = (-1, None, Span(0, 0))

    @property
    def selection(self) -> Span | None:
        """What is selected, whole words (or letters with their marks), from where it began to the cursor."""
        if self.began is None:
            return None
        if self.by_letter:
            first, last = sorted((self.began, self.at))
            return Span(first, next_cluster(self.text, last))
        one, other = self.word_at(self.began), self.word
        return Span(min(one.start, other.start), max(one.end, other.end))

    @property
    def cursor_span(self) -> Span:
        """What the cursor is painted on: the word, or the letter while the selection goes by letters."""
        if self.by_letter and self.began is not None:
            return Span(self.at, next_cluster(self.text, self.at))
        return self.word

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

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        if self.began is not None:
            self.began = None
            self.repaint()

    def _rtl_text(self) -> bool:
        return self.direction == "rtl" or (self.direction == "auto" and has_arabic(self.text[:2000]))
