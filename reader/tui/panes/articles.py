"""The article list: title, source, date if known, length. What is not known is said to be unknown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.model import DocumentRow, Known
from reader.tui.panes.lists import SidePane, note_sign
from reader.tui.widgets.painting import Row
from reader.typeset import isolate

ORDERS = {
    "path": N_("by name"),
    "date": N_("by date"),
    "source": N_("by source"),
    "title": N_("by title"),
    "length": N_("by length"),
    "unread": N_("unread first"),
    "relevance": N_("by relevance"),  # to the last search
}
HEADINGS = {
    ("unread", ""): N_("Not read yet"),
    ("unread", "behind"): N_("Read"),
    ("relevance", "ahead"): N_("Found by the search"),
    ("relevance", ""): N_("The others"),
    ("date", ""): N_("Without a date"),
    ("source", ""): N_("Without a source"),
    ("length", ""): N_("Longer"),
}


class ArticlesPane(SidePane):
    """Two lines an article; a heading, where the order has any, is a row of its own that the cursor passes over."""

    ROW_HEIGHT = 2
    TITLE = N_("Articles")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("articles", "rows")

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.rows: Sequence[DocumentRow] = ()  # the articles, without headings
        self.groups: Sequence[tuple[str, int]] = ()
        self._starts: list[int] = []  # of each heading: the place in the list of the first article under it
        self._first: list[int] = []  # and its own row
        self.here = ""  # the article that is open
        self.starred: set[str] = set()
        self.read: set[str] = set()
        self.noted: dict[str, int] = {}
        self.tags: dict[str, list[str]] = {}
        self.order = "path"
        self.matching = ""  # words that the list is narrowed by
        self.picked: set[str] = set()

    def show(self, rows: Sequence[DocumentRow], groups: Sequence[tuple[str, int]], order: str) -> None:
        """The list from now on; `groups` are headings with the number of articles under each, in order."""
        self.rows, self.groups, self.order = rows, groups, order
        starts = [0, *accumulate(count for _, count in groups)][: len(groups)]
        self._starts = starts
        self._first = [start + number for number, start in enumerate(starts)]

    @property
    def row_count(self) -> int:
        return len(self.rows) + len(self.groups)

    def selectable(self, index: int) -> bool:
        return 0 <= index < self.row_count and self._heading_at(index) is None

    def _heading_at(self, index: int) -> int | None:
        """Which heading a row is; None for an article."""
        at = bisect_right(self._first, index) - 1
        return at if at >= 0 and self._first[at] == index else None

    def article_at(self, index: int) -> DocumentRow | None:
        """The article of a row; None for a heading."""
        if not self.selectable(index):
            return None
        return self.rows[index - bisect_right(self._first, index)]

    @property
    def article_here(self) -> DocumentRow | None:
        """The article under the cursor."""
        return self.article_at(self.cursor)

    def row_of(self, position: int) -> int:
        """The row of the article at a place in the list, from 0."""
        return position + bisect_right(self._starts, position)

    def empty_text(self) -> str:
        if self.matching:
            return self.lexicon("No title, source or path has these words")
        return self.busy or self.lexicon("No article here has Arabic text")

    def header_aside(self) -> str:
        count = self.lexicon.number(len(self.rows)) if self.rows else ""
        said = [
            count,
            self.lexicon(ORDERS[self.order]) if self.order != "path" and count else "",
            self.matching,
        ]
        return " · ".join(each for each in said if each)

    def line_key(self, y: int) -> tuple[object, ...]:
        article = self.article_at(y // 2)
        if article is None:
            return (*super().line_key(y), "heading")
        return (*super().line_key(y), article.id, article.id == self.here, article.id in self.picked)

    @override
    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        article = self.article_at(index)
        if article is None:
            self._paint_heading(index, line, row)
            return
        dim = self.look("row--dim")
        if article.id == self.here:
            self.bar(row, self.look("row--here"))
        if line == 0:
            sign = ("*" if self.ascii else "★") if article.id in self.starred else ""
            if article.id in self.picked:
                sign = ("+" if self.ascii else "✓") + sign
            fresh = article.id not in self.read
            self.heading(
                row,
                article.metadata.title,
                sign,
                self.look("kind--time"),
                self.look("row--title") if fresh else None,
            )
            return
        notes = self.noted.get(article.id, 0)
        self.two_ends(
            row,
            self.details(article),
            note_sign(self, notes),
            self.look("kind--note"),
            margin=2,
            main_style=dim,
        )

    def _paint_heading(self, index: int, line: int, row: Row) -> None:
        at = self._heading_at(index)
        if line == 0 or at is None:  # the free line above tells the groups apart
            return
        label, count = self.groups[at]
        self.two_ends(
            row,
            self.heading_words(label),
            self.lexicon.number(count),
            self.look("row--dim"),
            main_style=self.look("row--heading"),
        )

    def heading_words(self, label: str) -> str:
        """A heading of the list, in words."""
        known = HEADINGS.get((self.order, label))
        if known:
            return self.lexicon(known)
        if self.order == "length":
            return self.lexicon.count("Up to {n} min", "Up to {n} min", int(label))
        return label if self.order in ("source", "title") else self.lexicon.digits(label)

    def details(self, article: DocumentRow) -> str:
        """Source, date and length in one line; a guess has a question mark."""
        words, meta = self.lexicon, article.metadata
        source = isolate(meta.source) if meta.source else words("source?")
        date = isolate(words.digits(meta.published)) if meta.published else words("date?")
        if meta.published and meta.published_from is Known.INFERRED:
            date += "؟" if words.rtl else "?"
        length = self.length(article.length)
        tags = " ".join(isolate(f"#{tag}") for tag in self.tags.get(article.id, ()))
        return " · ".join(part for part in (tags, length, date, source) if part)

    def length(self, characters: int) -> str:
        """A length in minutes of reading (1,000 characters a minute is a calm pace)."""
        minutes = max(1, round(characters / 1000))
        return self.lexicon.count("{n} min", "{n} min", minutes)
