"""Going places: one way for every jump, one history, previews that are not jumps, marks that are kept."""

from __future__ import annotations

from textual import on

from reader.catalogue import N_
from reader.model import Place, Span
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.panes.text import TextPane
from reader.tui.widgets.line_pane import ListPane

REST = 0.12  # seconds that the cursor rests on a row before it is previewed
NONE_HERE = {
    ("NOTE",): N_("No notes in this article"),
    ("TIME",): N_("No dates or times in this article"),
    ("EVENT",): N_("No events in this article"),
    ("PER", "ORG", "LOC"): N_("No names in this article"),
}
KEEP = 0.5  # seconds after which a new place is written down: a crash loses no more than that


class Places(Desk):
    """See the module."""

    def go_to(self, place: Place, *, leave: bool = True, focus: bool = True) -> bool:
        session = self.session
        try:
            article = session.article(place.doc)
        except KeyError:
            self.say(self.words("This article is gone"), warning=True)
            return False
        if leave:
            session.history.leave(session.place)
        self.previewing = False
        session.place = place
        self.text.light(near=())
        self._show(place, top=True)
        self.articles.here = place.doc
        if place.doc not in self.articles.read and not session.library.journal.read_only:
            self.articles.read.add(place.doc)
            self.careful(lambda: session.library.mark_read(place.doc))
        self.articles.move_to(self.articles.row_of(session.position(place.doc)), quiet=True)
        self.articles.repaint()
        if article.document.id != self.shown_findings:
            self.reload_findings()
        if focus and self.focused is not self.text:
            self.focus_pane(self.text)
        self.later("keep", KEEP, self.keep_place)
        self.later("coordinate", self.rest(0.03), self.coordinate)
        self.tell()
        return True

    shown_findings = ""

    def reload_findings(self) -> None:
        """People, organisations and places of the open article in the sidebar."""
        place = self.session.place
        if place is None:
            return
        self.shown_findings = place.doc
        if not self.entities.everywhere:
            self.entities.show(self.session.library.entities(place.doc))
        if not self.timeline.everywhere:
            self.show_timeline()

    def _show(self, place: Place, *, top: bool) -> None:
        session = self.session
        article = session.article(place.doc)
        self.text.heading = article.document.title
        self.tell_number(place.doc)
        chosen = session.chosen
        self.text.light(chosen=tuple(chosen.by_document.get(place.doc, ())) if chosen else ())
        self.text.hidden = session.hidden
        self.text.show(article, place.offset, top=top)

    def close_article(self) -> None:
        """No article is open: the last one was deleted, and so was what could be gone to instead."""
        session = self.session
        session.place = session.chosen = None
        session.gathered.clear()
        self.previewing = False
        if self.passages.display:
            self.close_panel(restore=False)
        self.text.close()
        self.shown_findings = self.articles.here = ""
        if not self.entities.everywhere:
            self.entities.show([])

    def tell_number(self, doc: str) -> None:
        """Where an article stands in the list, at the head of the text; nothing where it is not in it."""
        number, total = self.session.position(doc) + 1, len(self.session.rows)
        # while files are still read the index is ahead of the list: 16 of 7 would be said
        counted = 0 < number <= total
        self.text.aside = f"{self.words.number(number)}/{self.words.number(total)}" if counted else ""

    def keep_place(self) -> None:
        """The place written down, where it differs from what was written last."""
        place = self.session.place
        if place is not None and place != self._kept:
            self._kept = place
            self.session.library.remember_place(place)

    _kept: Place | None = None

    @on(TextPane.Moved)
    def _text_moved(self) -> None:
        text = self.text
        if text.article is None or self.previewing:
            return
        self.session.place = Place(text.article.document.id, text.at)
        self.later("keep", KEEP, self.keep_place)
        self.later("coordinate", self.rest(0.03), self.coordinate)

    @on(TextPane.NoneThere)
    def _none_there(self, event: TextPane.NoneThere) -> None:
        self.say(self.words(NONE_HERE.get(event.kinds, N_("No names, dates or events in this article"))))

    # -- previews ---------------------------------------------------------------------------------

    def preview(self, place: Place, span: Span | None = None) -> None:
        try:
            self.session.article(place.doc)
        except KeyError:
            return
        self.previewing = True
        self.text.light(near=(span,) if span is not None and len(span) else ())
        self._show(place, top=True)

    def end_preview(self, *, adopt: bool = False) -> None:
        self.later("preview", 0, lambda: None)
        if not self.previewing:
            if self.text.near:
                self.text.light(near=())
            return
        self.text.light(near=())
        if adopt and self.text.article is not None:
            self.go_to(Place(self.text.article.document.id, self.text.at), focus=False)
        elif self.session.place is not None:
            self.previewing = False
            self._show(self.session.place, top=True)
        self.tell()

    @on(ListPane.Moved, "#articles")
    def _article_rested(self, event: ListPane.Moved) -> None:
        article = self.articles.article_at(event.row)
        if self.focused is self.articles and article is not None:
            self.later("preview", self.rest(REST), lambda: self._preview_article(article.id))

    def _preview_article(self, doc: str) -> None:
        if self.focused is not self.articles:
            return
        place = self.session.place
        if place is not None and place.doc == doc:
            self.end_preview()
        else:
            self.preview(self.place_in(doc))

    def place_in(self, doc: str) -> Place:
        """Where the reader was last in an article; its beginning where it never was."""
        for place in reversed(self.session.history.behind):
            if place.doc == doc:
                return place
        return Place(doc, 0)

    @on(ListPane.Opened, "#articles")
    def _article_opened(self, event: ListPane.Opened) -> None:
        article = self.articles.article_at(event.row)
        if article is not None:
            self.go_to(self.place_in(article.id))

    # -- history ----------------------------------------------------------------------------------

    def do_go_back(self) -> None:
        place = self.session.history.back(self.session.place)
        if place is None:
            self.say(self.words("You are where you began"))
        else:
            self.go_to(place, leave=False)

    def do_go_forward(self) -> None:
        place = self.session.history.forward(self.session.place)
        if place is None:
            self.say(self.words("There is nothing ahead; back goes the other way"))
        else:
            self.go_to(place, leave=False)

    def do_go_jumps(self) -> None:
        self.open_panel(passages.jumps(self.session), cursor=0)

    def do_go_next_document(self) -> None:
        self._neighbour(1)

    def do_go_previous_document(self) -> None:
        self._neighbour(-1)

    def _neighbour(self, by: int) -> None:
        place = self.session.place
        at = (self.session.position(place.doc) if place else -1) + by
        if 0 <= at < len(self.session.rows):
            self.go_to(self.place_in(self.session.rows[at].id))
        else:
            self.say(self.words("No article there"))

    # -- marks ------------------------------------------------------------------------------------

    def do_go_set_mark(self, letter: str) -> None:
        place = self.session.place
        if place is not None:
            self.session.library.set_mark(letter, place)
            self.say(self.words("Mark {letter} is set here", letter=letter))

    def do_go_to_mark(self, letter: str) -> None:
        place = self.marks_set().get(letter)
        if place is None:
            self.say(self.words("No mark {letter} is set", letter=letter), warning=True)
        else:
            self.go_to(place)

    def marks_set(self) -> dict[str, Place]:
        """The marks of this collection by letter."""
        return self.session.library.journal.marks(self.session.library.key)

    def do_go_marks(self) -> None:
        self.open_panel(passages.of_marks(self.session, self.marks_set()), cursor=0)
