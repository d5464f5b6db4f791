"""What every feature of the desk knows: the session, the panes, and how to go somewhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from reader.model import Place
from reader.tui.chrome import FooterLine, PaintedLine, PopUp, StatusLine
from reader.tui.features.promised import Promised
from reader.tui.panes.articles import ArticlesPane
from reader.tui.panes.entities import EntitiesPane
from reader.tui.panes.passages import PassagesPane
from reader.tui.panes.text import TextPane
from reader.tui.panes.timeline import TimelinePane
from reader.tui.passages import PassageList
from reader.tui.plan import Wishes
from reader.tui.session import Session

if TYPE_CHECKING:
    from reader.tui.app import WarraqApp
    from reader.tui.typing import NoteBox, NoteField, TypingLine


SLOW_REST = 0.5  # seconds


class Desk(Promised, Screen[None]):
    """The state and the panes; features add what can be done with them, and do what others were promised."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        words = session.words
        self.words = words
        self.articles = ArticlesPane(words, id="articles")
        self.timeline = TimelinePane(words, id="timeline")
        self.entities = EntitiesPane(words, id="entities")
        self.text = TextPane(words, id="text")
        self.passages = PassagesPane(words, session, id="passages")
        self.status = StatusLine(words, id="status")
        self.footer = FooterLine(words, id="footer")
        self.wishes = Wishes()
        self.previewing = False

    # What a start does without is made, and loaded, when it is first opened.

    @cached_property
    def search(self) -> TypingLine:
        """The search line."""
        from reader.tui.typing import TypingLine

        line = TypingLine(id="search")
        line.display = False
        self.query_one("#panes").mount(line)
        return line

    @cached_property
    def note_box(self) -> NoteBox:
        """The editor of a note."""
        from reader.tui.typing import NoteBox

        box = NoteBox(self.words, id="note", classes="panel")
        box.display = False
        self.query_one("#panes").mount(box)
        return box

    @property
    def note_head(self) -> PaintedLine:
        """The line over the editor."""
        return self.note_box.head

    @property
    def note_field(self) -> NoteField:
        """What a note is written in."""
        return self.note_box.field

    @cached_property
    def popup(self) -> PopUp:
        """The card over the bottom of the screen."""
        card = PopUp(self.words, id="popup")
        self.mount(card)
        return card

    @property
    def reader(self) -> WarraqApp:
        """The app, as what it is."""
        app: App[object] = self.app
        return app  # type: ignore[return-value]  # Textual types `app` as App[Any]

    focused: Reactive[Widget | None] = Reactive(
        None, repaint=False
    )  # Textual's paints the whole screen again
    work = ""  # long work that goes on, for the status line
    origin: Place | None = None  # where the reader was when the panel opened
    editor_open = False  # a note is being written
    typing = False  # the search line is open
    note_filter = ""  # what the list of notes is narrowed to
    last_list: PassageList | None = None  # what `go.results` brings back
    relinking: Worker[None] | None = None  # the worker that applies the decisions

    # -- what every feature uses ----------------------------------------------------------

    def rest(self, seconds: float) -> float:
        """How long a cursor rests before what it stands on is shown: longer over a slow line, where that is a page."""
        return max(seconds, SLOW_REST) if self.reader.slow else seconds

    def busy_with(self, work: str) -> None:
        """Long work that goes on ("": none), for the status line and for lists that are empty as yet."""
        self.work = work
        for pane in (self.articles, self.entities, self.timeline):
            pane.busy = work
            if not pane.row_count:
                pane.refresh()

    def say(self, text: str, *, warning: bool = False) -> None:
        """A short word on the status line, until the next key."""
        self.status.say(text, warning=warning)

    def say_also(self, text: str, *, warning: bool = False) -> None:
        """The same behind what stands there unread."""
        before = self.status.said
        if text not in before:
            self.say(
                f"{before} · {text}" if before else text,
                warning=warning or (bool(before) and self.status.warning),
            )

    @property
    def bottom_taken(self) -> bool:
        """Whether something of the user's lies at the bottom: a search, a note that is written, a list of passages."""
        return self.typing or self.editor_open or bool(self.passages.display)

    def clear_bottom(self, taken: bool) -> None:
        """Cards that lie at the bottom make way while it is taken, and come back. Each does so for itself."""
