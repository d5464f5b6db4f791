"""The timeline: dated happenings in order, as precisely as they are known; undated and scenario days apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from reader.catalogue import N_, Catalogue
from reader.model import Event, Mod
from reader.tui.chronology import Filter, Group, Laid, Lane, density, laid_out
from reader.tui.panes.lists import SidePane, note_sign
from reader.tui.widgets.painting import Row
from reader.when import when


class TimelinePane(SidePane):
    """Two lines an event: when and how many report it, then its words."""

    ROW_HEIGHT = 2
    TITLE = N_("Timeline")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("timeline", "rows")

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.rows: list[Event | Lane | Group] = []
        self.events: Sequence[Event] = ()
        self.filter = Filter()
        self.filter_words = ""
        self.level: str | None = None  # None: what suits the events
        self.level_shown = ""
        self.index: dict[str, int] = {}
        self.everywhere = True
        self.chosen = ""
        self.near: frozenset[str] = frozenset()
        self.noted: dict[str, int] = {}  # notes on the event itself

    def show(self, events: Sequence[Event], *, everywhere: bool = True) -> None:
        """Events in time order; undated and scenario ones in lanes of their own after the dated."""
        self.take(laid_out(events, self.filter, self.level), everywhere=everywhere)

    def take(self, laid: Laid, *, everywhere: bool = True) -> None:
        """The same with rows that were laid out elsewhere; anew where the filter or the level is another by now."""
        if (laid.chosen, laid.asked) != (self.filter, self.level):
            laid = laid_out(laid.events, self.filter, self.level)
        self.everywhere = everywhere
        self.events = laid.events
        at = self.event_at(self.cursor)
        self.rows, self.level_shown = laid.rows, laid.level
        self.index = {each.id: number for number, each in enumerate(self.rows) if isinstance(each, Event)}
        self.reset(self.index.get(at.id, 0) if at else 0)

    def sieve(self, chosen: Filter, words: str) -> None:
        """Only what a filter leaves, from now on; `words` say in the header which it is."""
        self.filter, self.filter_words = chosen, words
        self.show(self.events, everywhere=self.everywhere)
        self.repaint_header()

    def zoom(self, level: str) -> None:
        """Headings of another level: "", decade, year, month, day or hour."""
        self.level = level
        self.show(self.events, everywhere=self.everywhere)

    @property
    def row_count(self) -> int:
        return len(self.rows)

    def selectable(self, index: int) -> bool:
        return 0 <= index < len(self.rows) and isinstance(self.rows[index], Event)

    def event_at(self, index: int) -> Event | None:
        """The event of a row; None for a lane's heading."""
        found = self.rows[index] if 0 <= index < len(self.rows) else None
        return found if isinstance(found, Event) else None

    def header_text(self) -> str:
        return (
            f"≡ {self.filter_words}"
            if self.filter.on and not self.ascii
            else self.filter_words or super().header_text()
        )

    def header_aside(self) -> str:
        count = sum(1 for each in self.rows if isinstance(each, Event))
        if self.filter.on:
            return f"{self.lexicon.number(count)}/{self.lexicon.number(len(self.events))}"
        scope = self.lexicon("all") if self.everywhere else self.lexicon("here")
        return f"{self.lexicon.number(count)} · {scope}" if count else scope

    def empty_text(self) -> str:
        if self.filter.on and self.events:
            return self.lexicon("The filter leaves nothing; Escape releases it")
        return self.lexicon("Not read yet") if self.busy else self.lexicon("No event was found")

    def line_key(self, y: int) -> tuple[object, ...]:
        each = self.event_at(y // 2)
        id = each.id if each else ""
        return (*super().line_key(y), id == self.chosen, id in self.near)

    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        each = self.rows[index]
        if isinstance(each, Group):
            if line == 1:
                self._paint_group(each, row)
            return
        if isinstance(each, Lane):
            if line == 1:
                self.two_ends(
                    row,
                    self.lexicon(each.name),
                    self.lexicon.number(each.count),
                    self.look("row--dim"),
                    main_style=self.look("row--heading"),
                )
            return
        if each.id == self.chosen:
            row.paint(0, width, self.look("row--lit"))
        if each.id in self.near:
            self.bar(row, self.look("row--here"))
        notes = note_sign(self, self.noted.get(each.id, 0))
        disputed = self._disputed if each.disputes else ""
        if not each.date:
            if line == 0:
                self.heading(row, each.title, "", self.look("row--dim"), None)
            else:
                reports = len(each.mentions)
                self.two_ends(
                    row,
                    self.lexicon.count("{n} report", "{n} reports", reports),
                    " ".join(part for part in (notes, disputed) if part),
                    self.look("row--dim"),
                    margin=2,
                    main_style=self.look("row--dim"),
                )
        elif line == 0:  # what is only around a time stands back: a row of «about 2024» says less than a day
            date = when(each.date, each.mod, self.lexicon)
            reports = len({ref.doc for ref in each.mentions})
            count = self.lexicon.number(reports) if reports > 1 or each.disputes else ""
            self.two_ends(
                row,
                date,
                " ".join(part for part in (notes, count, disputed) if part),
                self.look("kind--event"),
                margin=2,
                main_style=self.look("row--dim" if each.mod is Mod.APPROX else "kind--time"),
            )
        else:
            self.heading(row, each.title, "", self.look("row--dim"), None)

    @property
    def _disputed(self) -> str:
        """The sign of an event on which the accounts do not agree."""
        return "!" if self.ascii else "≠"

    def _paint_group(self, group: Group, row: Row) -> None:
        """When, how the events are spread over it, and how many they are."""
        signs = ".:-=+*#" if self.ascii else "▁▂▃▄▅▆▇█"
        bar = density(group.bins, min(12, row.width // 3), signs)
        count = self.lexicon.number(group.count)
        self.two_ends(
            row,
            when(group.value, None, self.lexicon),
            f"{bar} {count}" if bar else count,
            self.look("row--dim"),
            main_style=self.look("row--heading"),
        )
