"""Accounts of one event side by side, and the ways from one event to what is told beside it and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.model import Event, Passage, Place
from reader.tui.features.base import Desk

if TYPE_CHECKING:  # loaded when the first accounts are compared, not with the reader
    from reader.comparison import Comparison


class Comparing(Desk):
    """See the module."""

    def event_here(self) -> str | None:
        """The event in use: the row of the timeline, the trigger or report at the cursor (of several the chosen one), else the chosen one."""
        if self.focused is self.timeline:
            found = self.timeline.event_at(self.timeline.cursor)
            return found.id if found else None
        row = self.passages.passage_at(self.passages.cursor) if self.focused is self.passages else None
        if row is not None and row.kind == "EVENT" and row.id:
            return row.id
        if self.focused is self.passages and self.passages.shown.kind == "EVENT":
            return self.passages.shown.id
        chosen = self.session.chosen
        known = chosen.id if chosen is not None and chosen.kind == "EVENT" else None
        article = self.text.article
        events = article.events_at(self.text.at) if article is not None else []
        if known in events:
            return known
        mark = self.thing_here()
        if mark is not None and mark.kind == "EVENT":
            return mark.id
        return events[0] if events else known

    def do_go_compare(self) -> None:
        event = self.event_here()
        if event is None:
            self.say(
                self.words(
                    "No event stands here; {key} goes to the next one",
                    key=self.reader.keymap.shown("text.next_event"),
                )
            )
            return
        self.compare_event(event)

    def compare_event(self, event: str) -> None:
        """The compare screen of an event."""
        self._fetch_accounts(event, self._compared)

    def _fetch_accounts(self, event: str, then: Callable[[Comparison | None], None]) -> None:
        from reader.comparison import compare

        library = self.session.library
        self.fetch("compare", lambda: compare(library, event), then)

    def _compared(self, comparison: Comparison | None) -> None:
        if comparison is None:
            self.say(self.words("No account of it was found"))
            return
        place = self.session.place
        passages = [each.passage for side in comparison.sides for each in side.statements]
        here = next(
            (
                each
                for each in passages
                if place is not None
                and each.doc == place.doc
                and each.span.start <= place.offset < each.span.end
            ),
            None,
        )
        docs = {each.doc for each in passages}
        library = self.session.library

        def noted() -> frozenset[Passage]:
            spans = {doc: [each.span for each in library.notes(doc) if each.span is not None] for doc in docs}
            return frozenset(
                each for each in passages if any(span.overlaps(each.span) for span in spans[each.doc])
            )

        def annotate(passage: Passage, body: str) -> None:
            library.add_note(passage.doc, passage.span, body)
            self.reload(passage.doc)

        def part(passage: Passage) -> None:
            key = library.event_mention(comparison.event.id, passage.doc, passage.span.start)
            if key is not None and not self.no_writing():
                self.decide("split", comparison.event.id, "", key)

        def correct(passage: Passage | None) -> None:
            key = None
            if passage is not None:
                key = library.event_mention(comparison.event.id, passage.doc, passage.span.start)
            self.correct_event(comparison.event, key or "", leave)

        def leave() -> None:
            if self.app.screen is screen:
                screen.dismiss(None)

        def done(passage: Passage | None) -> None:
            if passage is not None:
                self.session.event_chosen(comparison.event.id)
                self.go_to(Place(passage.doc, passage.span.start))
                self.light()

        from reader.tui.screens.compare import CompareScreen

        screen = CompareScreen(
            self.words,
            comparison,
            at=here,
            annotate=annotate,
            part=part,
            noted=noted,
            inform=lambda: self.inform_event(comparison.event, leave=leave),
            correct=correct,
        )
        self.app.push_screen(screen, done)

    # -- from one event to another ------------------------------------------------------------------

    def do_go_other_source(self) -> None:
        event = self.event_here()
        if event is None:
            self.do_go_compare()  # says that no event stands here
            return
        self._fetch_accounts(event, self._other_source)

    def _other_source(self, comparison: Comparison | None) -> None:
        if comparison is None or len(comparison.sides) < 2:
            self.say(self.words("Only one account of it is known"))
            return
        place, sides = self.session.place, comparison.sides
        at = next(
            (
                number
                for number, side in enumerate(sides)
                for each in side.statements
                if place is not None
                and each.passage.doc == place.doc
                and each.passage.span.start <= place.offset < each.passage.span.end
            ),
            -1,
        )
        number = (at + 1) % len(sides)
        side = sides[number]
        if not side.statements:
            return
        passage = side.statements[0].passage
        self.session.event_chosen(comparison.event.id)
        self.go_to(Place(passage.doc, passage.span.start))
        self.light()
        self.say(
            self.words(
                "{n} of {total}: {source}",
                n=number + 1,
                total=len(sides),
                source=side.who or f"«{self.session.title(passage.doc)}»",
            )
        )

    def do_go_next_time(self) -> None:
        event = self.event_here()
        if event is None:
            self.do_go_compare()  # says that no event stands here
            return
        library = self.session.library
        self.fetch("next time", lambda: next_time(library.events(), event), self._next_time)

    def _next_time(self, found: Event | None) -> None:
        if found is None:
            self.say(self.words("Nothing later is known of the same people"))
            return
        if self.focused is self.timeline and found.id in self.timeline.index:
            self.timeline.move_to(self.timeline.index[found.id])
            return
        passages = self.session.event_passages(found.id)
        if passages:
            self.session.event_chosen(found.id)
            self.go_to(Place(passages[0].doc, passages[0].span.start))
            self.light()
            self.say(found.title)


def next_time(events: Sequence[Event], event: str) -> Event | None:
    """The next dated event, in the order of the timeline, with a participant of this one; none of a scenario."""
    at = next((number for number, each in enumerate(events) if each.id == event), None)
    if at is None:
        return None
    everybody = set(events[at].participants)
    people = {each for each in everybody if each.startswith("PER:")} or everybody
    later = (each for each in events[at + 1 :] if each.date and not each.hypothetical)
    return next((each for each in later if people & set(each.participants)), None)
