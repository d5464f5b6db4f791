"""How a file is read, where the reader knows better than its looks: its encoding, which column of a table is what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.catalogue import N_
from reader.library.files_read import COLUMNS, ENCODING
from reader.told import told
from reader.tui.features.base import Desk

if TYPE_CHECKING:  # cards are loaded when one is opened, not with the reader
    from reader.library.files_read import Table
    from reader.tui.screens.info import Fact
    from reader.tui.screens.overlay import Item

ENCODINGS = ("utf-8", "utf-16", "windows-1256", "iso8859-6", "mac-arabic")
BY_LOOKS = "looks"  # what a card gives for: as its looks say
NAMES = {
    "text": N_("text"),
    "title": N_("title"),
    "source": N_("source"),
    "published": N_("date"),
    "language": N_("language"),
    "author": N_("author"),
    "url": N_("address"),
    "id": N_("its own id"),
    ENCODING: N_("encoding"),
}


class FilesRead(Desk):
    """See the module."""

    def tell_reading(self, path: str) -> None:
        """The card of a file: how it is read, each line to be changed; what was changed is read anew at once."""
        from reader.tui.screens.info import InfoScreen

        words, library = self.words, self.session.library
        said = library.told_of(path)
        facts: list[Fact] = [(words(NAMES[ENCODING]), said.get(ENCODING) or words("by its looks"), ENCODING)]
        facts += [("?", told(words, each.text), "") for each in library.doubts_of(path)]
        table: Table | None = None
        if library.is_table(path):
            try:
                table = library.table(path)
            except ValueError as error:
                facts.append(("!", told(words, str(error)), ""))
        if table is not None:
            if table.problem:
                facts.append(("!", told(words, table.problem), ""))
            facts.append(("", words("Columns"), ""))
            facts += [
                (words(NAMES[field]), table.mapping.get(field) or words("none"), field) for field in COLUMNS
            ]

        def done(field: str | None) -> None:
            if field is not None:
                self._choose_reading(path, field, table)

        self.app.push_screen(InfoScreen(words, words("How {file} is read", file=path), lambda: facts), done)

    def _choose_reading(self, path: str, field: str, table: Table | None) -> None:
        from reader.tui.screens.cards import ChoosingScreen
        from reader.tui.screens.overlay import Item

        words = self.words
        rows: list[Item] = [Item("", words("by its looks"), BY_LOOKS)]
        if field == ENCODING:
            rows += [Item("", each, f"={each}") for each in ENCODINGS]
        elif table is not None:
            rows += [Item(name, sample, f"={name}") for name, sample in table.columns]

        def done(chosen: str | None) -> None:
            if chosen is not None and not self.no_writing():
                value = "" if chosen == BY_LOOKS else chosen[1:]
                self.careful(partial(self.session.library.read_so, path, {field: value}))
                self.do_view_refresh()
            self.tell_reading(path)

        self.app.push_screen(ChoosingScreen(words, words(NAMES[field]), rows, label_width=20), done)
