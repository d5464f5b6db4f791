"""The desk: the one screen where reading happens. It places the panes; what they do is in features/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.strip import Strip
from textual.timer import Timer

from reader.library import JournalError, UnknownDocument
from reader.model import Place
from reader.told import told
from reader.tui.chrome import PaintedLines
from reader.tui.chronology import laid_out
from reader.tui.features.annotating import Annotating
from reader.tui.features.applying import Applying
from reader.tui.features.collecting import Collecting
from reader.tui.features.comparing import Comparing
from reader.tui.features.coordination import Coordination
from reader.tui.features.copying import Copying
from reader.tui.features.correcting import Correcting
from reader.tui.features.fetching import Fetching
from reader.tui.features.files_read import FilesRead
from reader.tui.features.following import Following
from reader.tui.features.hinting import Hinting
from reader.tui.features.informing import Informing
from reader.tui.features.listing import Listing
from reader.tui.features.naming import Naming
from reader.tui.features.places import Places
from reader.tui.features.placing import Placing
from reader.tui.features.portraying import Portraying
from reader.tui.features.refreshing import Refreshing
from reader.tui.features.reviewing import Reviewing
from reader.tui.features.searching import Searching
from reader.tui.features.shelving import Shelving
from reader.tui.features.sifting import Sifting
from reader.tui.features.telling import Telling
from reader.tui.features.terminal_card import TerminalCard
from reader.tui.features.touring import Touring
from reader.tui.plan import SMALLEST, arrange
from reader.tui.screens.panes import Panes
from reader.tui.session import Session
from reader.tui.widgets.painting import Output, use_output


class DeskScreen(
    Places,
    Following,
    Coordination,
    Collecting,
    FilesRead,
    Listing,
    Comparing,
    Searching,
    Correcting,
    Annotating,
    Reviewing,
    Placing,
    Shelving,
    TerminalCard,
    Copying,
    Hinting,
    Portraying,
    Informing,
    Sifting,
    Telling,
    Touring,
    Fetching,
    Naming,
    Applying,
    Refreshing,
):
    """See the module."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("go", "view")
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = "#text"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rests: dict[str, Timer] = {}
        self.passages.add_class("panel", update=False)

    def compose(self) -> ComposeResult:
        yield Panes(
            lambda size: arrange(size, self.wishes),
            self.articles,
            self.text,
            self.entities,
            self.timeline,
            id="panes",
        )
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        settings = self.session.settings
        self.passages.display = False
        chosen = Output.for_mode(self.reader.bidi, settings.shaping)
        use_output(chosen)
        self.text.order = chosen.order
        self.wishes = replace(self.wishes, stacked=chosen.apart)
        self.dress()
        self.recall_view()
        self.apply_columns()
        self.apply_language()
        self.set_focus(self.text)
        self.start()

    def on_screen_resume(self) -> None:
        """The card that lay here is gone, and with it its keys."""
        if self.app.screen is self:
            self.footer.lend(())

    def start(self) -> None:
        """Opens at the last place, the text first: the rest waits until that is on the screen."""
        self._hold_lists(True)
        self.load()
        self.recover_draft()
        self.begin_tour()
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """The lists, one frame after the text; then the index is brought up to date in the background."""
        self._hold_lists(False)
        self.show_timeline()
        self.begin_asking()
        self.begin_watching()
        self.begin_looking()
        self.begin_heeding()
        self.call_after_refresh(self.refresh_collection)

    def _hold_lists(self, on: bool) -> None:
        for pane in (self.articles, self.entities, self.timeline):
            pane.held = on
            pane.refresh()

    def load(self) -> None:
        """The list, the timeline and the place, as the index has them now."""
        session = self.session
        session.load_rows()
        library = session.library
        self.articles.starred, self.articles.read = library.starred(), library.read()
        self.count_notes()
        self.show_list(self.articles.cursor)
        self.shown_findings = ""
        if not self.timeline.held:
            self.show_timeline()
        if self.entities.everywhere:
            self.entities.show(library.entities(None), everywhere=True)
        place = session.place or library.last_place()
        if place is None or session.position(place.doc) < 0:
            place = Place(session.rows[0].id, 0) if session.rows else None
        if place is not None:
            self.go_to(place, leave=False, focus=False)
        elif session.place is not None and not library.some([session.place.doc]):
            self.close_article()
        self.light()
        self.tell()

    def count_notes(self) -> None:
        """How many notes each article, name and event has, and which tags: for the lists."""
        journal = self.session.library.journal
        self.articles.noted = journal.note_counts()
        tags: dict[str, list[str]] = {}
        for doc, tag in journal.document_tags():
            tags.setdefault(doc, []).append(tag)
        self.articles.tags = tags
        things = journal.thing_counts()
        self.entities.noted = {id: n for (kind, id), n in things.items() if kind == "entity"}
        self.timeline.noted = {id: n for (kind, id), n in things.items() if kind == "event"}

    def show_timeline(self) -> None:
        place, timeline = self.session.place, self.timeline
        if timeline.everywhere or place is None:
            chosen, level = timeline.filter, timeline.level
            self.fetch(
                "timeline",
                # as a list: to read thousands of events takes longer than a key may wait for, too
                lambda: laid_out(list(self.session.events()), chosen, level),
                lambda laid: timeline.take(laid, everywhere=timeline.everywhere),
            )
        else:
            timeline.show(self.session.events_here(place.doc), everywhere=timeline.everywhere)

    def reload(self, doc: str | None = None) -> None:
        session = self.session
        session.forget(doc)
        place = session.place
        self.count_notes()
        self.articles.repaint()
        if place is not None and (doc is None or doc == place.doc):
            self.reload_findings()
            self._show(place, top=False)
            self.text.repaint()
            self.coordinate()

    # -- lists' own keys ----------------------------------------------------------------------------

    def do_entities_scope(self) -> None:
        everywhere = not self.entities.everywhere
        place = self.session.place
        library = self.session.library
        if not everywhere and place is not None:
            self.entities.show(library.entities(place.doc))
        else:
            self.fetch(
                "entities",
                lambda: library.entities(None),
                lambda found: self.entities.show(found, everywhere=True),
            )
        self.tell()

    def do_timeline_scope(self) -> None:
        self.timeline.everywhere = not self.timeline.everywhere
        self.show_timeline()
        self.tell()

    def on_resize(self) -> None:
        size = self.app.size
        too_small = size.width < SMALLEST.width or size.height < SMALLEST.height
        if too_small or "too_small" in vars(self):
            self.too_small.display = too_small
            self.too_small.refresh()

    @cached_property
    def too_small(self) -> TooSmall:
        """What is said below the smallest screen."""
        said = TooSmall(self.session.words, id="too-small")
        self.mount(said)
        return said

    # -- resting ----------------------------------------------------------------------------------

    def later(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        if (timer := self._rests.pop(name, None)) is not None:
            timer.stop()
        if seconds <= 0:
            return
        self._rests[name] = self.set_timer(seconds, lambda: self.careful(call))

    def careful(self, call: Callable[[], object]) -> bool:
        """`call`; where the journal refuses (no room, read-only, another hand at it) or the article was deleted
        a moment ago, that is said, and reading goes on."""
        try:
            call()
        except JournalError as error:
            self.refused(error)
            return False
        except UnknownDocument:
            self.say(self.words("This article is gone"), warning=True)
            return False
        return True

    def refused(self, error: BaseException) -> None:
        self.say(self.words("Not written: {error}", error=told(self.words, error)), warning=True)

    # -- Escape ------------------------------------------------------------------------------------

    def escape(self) -> None:
        """Out of whatever is open, the innermost first; then the chosen is released."""
        if self.popup.display:
            self.popup.hide()
            self.touring = False
        elif not self.bottom_taken and self.close_terminal_card():
            pass
        elif self.typing:
            self.do_input_cancel()
        elif self.passages.display:
            self.close_panel()
        elif self.text.began is not None:
            self.text.clear_selection()
        elif self.first_end is not None:
            self.first_end = None
            self.say(self.words("The first passage is forgotten"))
        elif self.under_review is not None:
            self.under_review = None
            self.say(self.words("The note stays as it was"))
        elif self.previewing:
            self.end_preview()
        elif self.wishes.reading:
            self.do_view_reading()
        elif self.focused is self.timeline and self.timeline.filter.on:
            self.release_filter()
        elif self.focused is self.entities and self.entities.matching:
            self.narrow_names("")
        elif self.focused is not self.text:
            self.end_preview()
            self.focus_pane(self.text)
        elif self.session.chosen is not None or self.session.gathered:
            self.session.chosen = None
            self.session.gathered.clear()
            self.light()
        self.tell()


class TooSmall(PaintedLines):
    """What is said below the smallest screen there is sense in."""

    def render_line(self, y: int) -> Strip:
        row = self.row()
        if y == self.size.height // 2:
            text = self.lexicon(
                "Warraq needs 60x15 cells; here are {width}x{height}",
                width=self.app.size.width,
                height=self.app.size.height,
            )
            row.words(text, left=0, right=row.width, rtl=self.rtl)
        return row.strip()
