"""The palette: everything by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions import ACTIONS, LETTER
from reader.model import AnchorState, Place
from reader.tui.features.base import Desk
from reader.tui.features.fetching import QUICK
from reader.tui.notehead import GLANCE, glance
from reader.when import when

if TYPE_CHECKING:  # the palette is loaded when it is opened, not with the reader
    from reader.tui.screens.palette import Entry

LIMITS = {"article": 20_000, "entity": 20_000, "event": 5_000}


class Naming(Desk):
    """See the module."""

    def open_palette(self) -> None:
        """The palette over the desk."""
        from reader.tui.screens.palette import PaletteScreen

        large = self.session.size > QUICK
        first = self.actions_by_name if large else None
        self.app.push_screen(PaletteScreen(self.words, self.entries, first), self._chose)

    def actions_by_name(self) -> list[Entry]:
        """What can be done."""
        from reader.tui.screens.palette import Entry

        return [
            Entry(f"action:{each.id}", self.words(each.help), "", self.reader.keymap.shown(each.id))
            for each in ACTIONS
            if each.context not in ("input", "editor", "hints", "passages", "rows", "compare")
            and LETTER not in each.keys[0]
        ]

    def entries(self) -> list[Entry]:
        """Actions, then articles, names, events and notes. In a large collection this takes a second: for a thread."""
        from reader.tui.screens.palette import Entry

        words, session, library = self.words, self.session, self.session.library
        found = self.actions_by_name()
        found += [
            Entry(f"article:{row.id}", row.metadata.title, words("article"))
            for row in session.rows[: LIMITS["article"]]
        ]
        kinds = {"PER": words("person"), "ORG": words("organisation"), "LOC": words("place")}
        for each in library.entities(None)[: LIMITS["entity"]]:
            names = " · ".join(dict.fromkeys((each.entity.name, *each.entity.aliases)))
            found.append(
                Entry(
                    f"entity:{each.entity.id}",
                    names,
                    f"{kinds[each.entity.type.value]} {words.number(each.total)}",
                )
            )
        events = library.events()[: LIMITS["event"]]
        found += [
            Entry(f"event:{each.id}", each.title, when(each.date, each.mod, words) or words("event"))
            for each in events
        ]
        for note in library.journal.notes():
            said = glance(" ".join((note.body[:GLANCE], *(f"#{tag}" for tag in note.tags), note.label)))
            if said:
                found.append(Entry(f"note:{note.id}", said, words("note")))
        return found

    def _chose(self, id: str | None) -> None:
        if id is None:
            return
        kind, _, rest = id.partition(":")
        if kind == "action":
            self.reader.carry_out(rest)
        elif kind == "article":
            self.go_to(Place(rest, 0))
        elif kind == "entity":
            self.follow_entity(rest)
        elif kind == "event":
            self.follow_event(rest)
        elif kind == "note":
            self._go_to_note(rest)

    def _go_to_note(self, note: str) -> None:
        """To where a note stands; one without a place is opened."""
        for each in self.session.library.placed(note):
            if each.span is not None and each.state is AnchorState.ANCHORED:
                self.go_to(Place(each.note.target.selectors[each.at].doc, each.span.start))
                return
        self.open_note(note)
