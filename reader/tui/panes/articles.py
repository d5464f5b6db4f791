"""The article list: title, source, date if known, length. What is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Sequence
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
}


class ArticlesPane(SidePane):
    """Two lines an article."""

    ROW_HEIGHT = 2
    TITLE = N_("Articles")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("articles", "rows")

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.rows: Sequence[DocumentRow] = ()
        self.here = ""  # the article that is open
        self.starred: set[str] = set()
        self.read: set[str] = set()
        self.noted: dict[str, int] = {}
        self.tags: dict[str, list[str]] = {}
        self.order = "path"
        self.busy = ""
        self.matching = ""  # words that the list is narrowed by
        self.picked: set[str] = set()

    @property
    def row_count(self) -> int:
        return len(self.rows)

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
        row = self.rows[y // 2].id
        return (*super().line_key(y), row, row == self.here, row in self.picked)

    @override
    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        article = self.rows[index]
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

    def details(self, article: DocumentRow) -> str:
        """Source, date and length in one line; a guess has a question mark."""
        words, meta = self.lexicon, article.metadata
        source = meta.source or words("source?")
        date = isolate(words.digits(meta.published)) if meta.published else words("date?")
        if meta.published and meta.published_from is Known.INFERRED:
            date += "؟" if words.rtl else "?"
        length = self.length(article.length)
        tags = " ".join(f"#{tag}" for tag in self.tags.get(article.id, ()))
        return " · ".join(part for part in (tags, length, date, source) if part)

    def length(self, characters: int) -> str:
        """A length in minutes of reading (1,000 characters a minute is a calm pace)."""
        minutes = max(1, round(characters / 1000))
        return self.lexicon.count("{n} min", "{n} min", minutes)
