"""Four panes as one instrument: what stands at the cursor of one is brought out in the others.

Nothing here takes the focus or moves the reader; it runs after the cursor has come to rest for a moment.
"""

from __future__ import annotations

from textual import on

from reader.model import Place, Span
from reader.tui.features.base import Desk
from reader.tui.session import ENTITY_KINDS
from reader.tui.widgets.line_pane import ListPane

BRING_OUT = 0.35  # seconds


class Coordination(Desk):
    """See the module."""

    def coordinate(self) -> None:
        """What stands at the reading cursor brought out in the sidebar and on the timeline."""
        article = self.text.article
        if article is None:
            return
        marks = article.marks_at(self.text.word)
        entities = frozenset(mark.id for mark in marks if mark.kind in ENTITY_KINDS)
        events = frozenset(article.events_at(self.text.at)) | {
            mark.id for mark in marks if mark.kind == "EVENT"
        }
        for pane, near in ((self.entities, entities), (self.timeline, events)):
            if near != pane.near:
                changed, pane.near = pane.near ^ near, near
                for id in changed & pane.index.keys():
                    pane.repaint_row(pane.index[id])
        if self.reader.slow:  # the cursor has rested: all that follows it comes in one frame
            self.bring_out()
        else:
            self.later("bring out", BRING_OUT, self.bring_out)
        self.tell()

    def bring_out(self) -> None:
        """The lists scrolled to what stands at the cursor: only after a rest, a scrolled pane is 3 kB on the wire."""
        for pane in (self.entities, self.timeline):
            rows = sorted(pane.index[id] for id in pane.near & pane.index.keys())
            if rows and self.focused is not pane:
                pane.move_to(rows[0], quiet=True)

    def light(self) -> None:
        """What is chosen, and what is gathered, lit in every pane."""
        chosen = self.session.chosen
        article = self.text.article
        self.entities.chosen = chosen.id if chosen and chosen.kind in ENTITY_KINDS else ""
        self.entities.gathered = frozenset(self.session.gathered)
        self.timeline.chosen = chosen.id if chosen and chosen.kind == "EVENT" else ""
        self.text.light(
            chosen=tuple(chosen.by_document.get(article.document.id, ())) if chosen and article else ()
        )
        for pane in (self.entities, self.timeline):
            pane.repaint()

    # -- from the lists to the text -----------------------------------------------------------------

    @on(ListPane.Moved, "#entities")
    def _entity_rested(self) -> None:
        if self.focused is self.entities:
            self.later("preview", self.rest(0.06), self._light_entity)
            self.tell()

    def _light_entity(self) -> None:
        found = self.entities.entity_at(self.entities.cursor)
        article = self.text.article
        if found is None or article is None or self.focused is not self.entities:
            return
        spans = tuple(mark.span for mark in article.marks if mark.id == found.entity.id)
        self._light_spans(spans)

    @on(ListPane.Moved, "#timeline")
    def _event_rested(self) -> None:
        if self.focused is self.timeline:
            self.later("preview", self.rest(0.06), self._light_event)
            self.tell()

    def _light_event(self) -> None:
        found = self.timeline.event_at(self.timeline.cursor)
        article = self.text.article
        if found is None or article is None or self.focused is not self.timeline:
            return
        spans = tuple(span for span, id in article.reports if id == found.id)
        if spans:
            self._light_spans(spans)
            return
        passages = self.session.event_passages(found.id)
        if passages:
            self.preview(Place(passages[0].doc, passages[0].span.start), passages[0].span)

    def _light_spans(self, spans: tuple[Span, ...]) -> None:
        """Lit in the text, which is scrolled to the nearest one where none is in view."""
        if self.previewing:
            self.end_preview()
        text = self.text
        text.light(near=spans)
        if spans and text.article is not None:
            rows = [text.layout_lines.row_of(span.start) for span in spans]
            if not any(text.top <= row < text.top + text.page for row in rows):
                text.reveal(min(rows, key=lambda row: abs(row - text.row_now)), margin=3)
