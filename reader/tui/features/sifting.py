"""What of the timeline is seen: filters of one key each, lanes, and how finely it is headed."""

from __future__ import annotations

from dataclasses import replace

from reader.tui.chronology import LEVELS, Filter, described
from reader.tui.features.base import Desk
from reader.tui.session import ENTITY_KINDS

_LANES = ("", "real", "scenario", "background")


class Sifting(Desk):
    """See the module."""

    def do_timeline_shared(self) -> None:
        self._sift(replace(self.timeline.filter, shared=not self.timeline.filter.shared))

    def do_timeline_disputed(self) -> None:
        self._sift(replace(self.timeline.filter, disputed=not self.timeline.filter.disputed))

    def do_timeline_entities(self) -> None:
        chosen = self.session.chosen
        wanted = frozenset(self.session.gathered)
        if not wanted and chosen is not None and chosen.kind in ENTITY_KINDS:
            wanted = frozenset({chosen.id})
        if self.timeline.filter.entities:
            wanted = frozenset()
        elif not wanted:
            self.say(
                self.words(
                    "Choose a person or place first: {key} in the list of people and places",
                    key=self.reader.keymap.shown("entities.choose"),
                )
            )
            return
        self._sift(replace(self.timeline.filter, entities=wanted))

    def do_timeline_type(self) -> None:
        event = self.timeline.event_at(self.timeline.cursor)
        now = self.timeline.filter.type
        if now or event is not None:
            self._sift(replace(self.timeline.filter, type="" if now or event is None else event.type))

    def do_timeline_lane(self) -> None:
        now = self.timeline.filter.lane
        self._sift(replace(self.timeline.filter, lane=_LANES[(_LANES.index(now) + 1) % len(_LANES)]))

    def do_timeline_source(self) -> None:
        """The sources of the event under the cursor, one after the other, then all again."""
        now = self.timeline.filter.source
        event = self.timeline.event_at(self.timeline.cursor)
        if event is None or (not event.sources and not now):
            self.say(self.words("Nobody is named as the source of this event"))
            return
        at = event.sources.index(now) + 1 if now in event.sources else 0 if not now else len(event.sources)
        wanted = event.sources[at] if at < len(event.sources) else ""
        self._sift(replace(self.timeline.filter, source=wanted))

    def do_timeline_starred(self) -> None:
        if self.timeline.filter.starred is not None:
            self._sift(replace(self.timeline.filter, starred=None))
        elif starred := frozenset(self.session.library.starred()):
            self._sift(replace(self.timeline.filter, starred=starred))
        else:
            self.say(
                self.words(
                    "No article is starred: {key} in the list of articles does it",
                    key=self.reader.keymap.shown("articles.star"),
                )
            )

    def release_filter(self) -> None:
        """The whole timeline again."""
        self._sift(Filter())

    def _sift(self, chosen: Filter) -> None:
        self.timeline.sieve(chosen, " · ".join(described(chosen, self._called, self.words)))
        self.tell()
        if chosen.on:
            self.say(
                self.words(
                    "Only: {what}; {key} releases it",
                    what=self.timeline.filter_words,
                    key=self.reader.keymap.shown("app.escape"),
                )
            )
        else:
            self.say(self.words("The whole timeline"))

    def _called(self, id: str) -> str:
        """An entity's name, or a type's."""
        entity = self.session.library.entity(id)
        if entity is not None:
            return entity.name
        return self.session.library.event_types(self.words.language).get(id, id)

    def do_timeline_zoom_in(self) -> None:
        self._zoom(1)

    def do_timeline_zoom_out(self) -> None:
        self._zoom(-1)

    def _zoom(self, by: int) -> None:
        at = LEVELS.index(self.timeline.level_shown) + by
        if not 0 <= at < len(LEVELS):
            self.say(self.words("No finer than hours") if by > 0 else self.words("No headings"))
            return
        self.timeline.zoom(LEVELS[at])
        names = {
            "": self.words("No headings"),
            "decade": self.words("Headed by decades"),
            "year": self.words("Headed by years"),
            "month": self.words("Headed by months"),
            "day": self.words("Headed by days"),
            "hour": self.words("Headed by hours"),
        }
        self.say(names[LEVELS[at]])
