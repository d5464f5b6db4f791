"""What every feature of the desk knows: the session, the panes, and how to go somewhere."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from reader.library import Mark, Progress
from reader.model import Event, NoteState, Place, PlacedNote, Span
from reader.tui.chrome import FooterLine, PaintedLine, PopUp, StatusLine
from reader.tui.panes.articles import ArticlesPane
from reader.tui.panes.entities import EntitiesPane
from reader.tui.panes.passages import PassagesPane
from reader.tui.panes.text import TextPane
from reader.tui.panes.timeline import TimelinePane
from reader.tui.passages import PassageList, Row
from reader.tui.plan import Wishes
from reader.tui.session import Session

if TYPE_CHECKING:
    from reader.text.osc52 import Copied
    from reader.tui.app import WarraqApp
    from reader.tui.features.writing import Draft
    from reader.tui.terminal.modes import BidiMode
    from reader.tui.typing import NoteBox, NoteField, TypingLine


SLOW_REST = 0.5  # seconds


class Desk(Screen[None]):
    """The state and the panes; features add what can be done with them.

    What one feature asks of another is declared here, so that none needs to know which; a test holds that the
    desk leaves nothing of it undone (`abstractmethod` is for the reader and mypy: Textual has a metaclass of its own).
    """

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

    # -- what the features give each other ----------------------------------------------------------

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

    @abstractmethod
    def go_to(self, place: Place, *, leave: bool = True, focus: bool = True) -> bool:
        """The one way of every jump. Records where the reader was unless `leave` is False."""

    @abstractmethod
    def preview(self, place: Place, span: Span | None = None) -> None:
        """A place shown without going there."""

    @abstractmethod
    def end_preview(self, *, adopt: bool = False) -> None:
        """Back to where the reader is; with `adopt`, where it looks is where it is from now on."""

    @abstractmethod
    def open_panel(self, found: PassageList, cursor: int | None = None, *, focus: bool = True) -> None:
        """A list of passages under the text."""

    @abstractmethod
    def close_panel(self, *, restore: bool = True) -> None:
        """The panel is gone; with `restore` the reader is where it was before."""

    @property
    def bottom_taken(self) -> bool:
        """Whether something of the user's lies at the bottom: a search, a note that is written, a list of passages."""
        return self.typing or self.editor_open or bool(self.passages.display)

    def clear_bottom(self, taken: bool) -> None:
        """Cards that lie at the bottom make way while it is taken, and come back. Each does so for itself."""

    @abstractmethod
    def rearrange(self) -> None:
        """The panes placed anew after a wish changed."""

    @abstractmethod
    def apply_columns(self) -> None:
        """One or two columns of text, by choice or by room."""

    @abstractmethod
    def use_bidi(self, mode: BidiMode) -> None:
        """Another output mode from now on."""

    @abstractmethod
    def focus_pane(self, pane: Widget) -> None:
        """The focus on a pane, which is unfolded if need be."""

    @abstractmethod
    def light(self) -> None:
        """What is chosen lit in every pane."""

    @abstractmethod
    def tell(self) -> None:
        """Status line and footer brought up to date."""

    @abstractmethod
    def reload(self, doc: str | None = None) -> None:
        """What is shown read anew from the library."""

    @abstractmethod
    def later(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """`call` once the reader has rested for a moment; a later call under the same name replaces it."""

    @abstractmethod
    def careful(self, call: Callable[[], object]) -> bool:
        """`call`; where the journal refuses, that is said (and False given), and reading goes on."""

    @abstractmethod
    def refused(self, error: BaseException) -> None:
        """That something could not be written down, and why, said."""

    @abstractmethod
    def load(self) -> None:
        """The list, the timeline and the place, as the index has them now."""

    @abstractmethod
    def show_timeline(self) -> None:
        """The timeline of the collection, or of the open article."""

    @abstractmethod
    def coordinate(self) -> None:
        """What stands at the cursor brought out in the other panes."""

    @abstractmethod
    def open_note(self, note: str) -> None:
        """A note opened for writing."""

    @abstractmethod
    def edit_note(self, found: PlacedNote) -> None:
        """A note in the editor."""

    @abstractmethod
    def review(self, found: PlacedNote) -> None:
        """A note that lost its place: where it may stand now, and what the user says to it."""

    @abstractmethod
    def inform_note(self, found: list[PlacedNote]) -> None:
        """The card of a note."""

    @abstractmethod
    def write(self, draft: Draft, body: str) -> None:
        """The editor of a note opens."""

    @abstractmethod
    def show_notes(self, cursor: int | None = None) -> None:
        """All notes that the filter lets through."""

    @abstractmethod
    def do_go_overview(self) -> None:
        """The collection at a glance."""

    @abstractmethod
    def tag_article(self, doc: str) -> None:
        """The tags of an article asked for."""

    note_filter = ""  # what the list of notes is narrowed to

    last_list: PassageList | None = None  # what `go.results` brings back

    relinking: Worker[None] | None = None  # the worker that applies the decisions

    @abstractmethod
    def reported(self) -> Callable[[Progress], None]:
        """What long work in a worker calls as it gets on."""

    @abstractmethod
    def relink(self) -> None:
        """The decisions applied anew, in a worker."""

    @abstractmethod
    def show_notes_of(self, doc: str) -> None:
        """The notes of an article, in the list."""

    @abstractmethod
    def show_notes_about(self, name: str) -> None:
        """The notes that concern a name, in the list."""

    @abstractmethod
    def place_by_hand(self) -> bool:
        """The selection is where the note under review stands; False where none is."""

    @abstractmethod
    def open_note_row(self, row: Row) -> bool:
        """Enter on a note of the list; False where it stands in its text and is simply gone to."""

    @abstractmethod
    def search_again(self, query: str) -> None:
        """A search of the list, run."""

    @abstractmethod
    def state_names(self) -> dict[str, NoteState]:
        """The states of notes by their names in the interface's language."""

    @abstractmethod
    def undo(self) -> None:
        """The last note, star or correction undone, with what hangs on it."""

    @abstractmethod
    def no_writing(self) -> bool:
        """True, said, where the journal takes no notes."""

    @abstractmethod
    def run_search(self, query: str) -> None:
        """A search in a worker; an older one that still runs is forgotten."""

    @abstractmethod
    def tell_copied(self, sent: Copied, letters: int = 0) -> None:
        """What is known of a copy, and no more."""

    @abstractmethod
    def do_go_search(self) -> None:
        """The search line opens."""

    @abstractmethod
    def count_notes(self) -> None:
        """How many notes each article has, for the list."""

    @abstractmethod
    def where_chosen(self) -> str:
        """Which of the chosen's passages the reader is at, in words."""

    @abstractmethod
    def marks_set(self) -> dict[str, Place]:
        """The marks of this collection by their letters."""

    @abstractmethod
    def thing_here(self) -> Mark | None:
        """The mark at the reading cursor that following would follow."""

    @abstractmethod
    def tell_reading(self, path: str) -> None:
        """The card of a file: how it is read, each line to be changed."""

    @abstractmethod
    def do_view_refresh(self) -> None:
        """The files looked at again."""

    @abstractmethod
    def remember_view(self) -> None:
        """How things are arranged, kept for the next start."""

    @abstractmethod
    def rank_list(self) -> None:
        """Another search was made: a list by relevance is one to that from now on."""

    @abstractmethod
    def tell_number(self, doc: str) -> None:
        """Where an article stands in the list, at the head of the text."""

    @abstractmethod
    def show_list(self, cursor: int | None = None) -> None:
        """The rows of the session in the article list, the cursor on a row of it, else on the open article."""

    @abstractmethod
    def picked(self) -> list[str]:
        """The articles that star, tag and read act on: those that were picked, else the one under the cursor."""

    @abstractmethod
    def follow_entity(self, entity: str) -> None:
        """An entity chosen, its mentions in all articles in the panel."""

    @abstractmethod
    def follow_event(self, event: str) -> None:
        """An event chosen, its accounts in the panel."""

    @abstractmethod
    def decide(self, kind: str, subject: str, object: str = "", value: str = "", reason: str = "") -> None:
        """A decision, on disk when this returns; what hangs on it follows in a worker."""

    @abstractmethod
    def decide_each(
        self, kind: str, subject: str, objects: Sequence[str], value: str = "", reason: str = ""
    ) -> None:
        """As `decide`, for each of several objects; one undo takes back all."""

    @abstractmethod
    def compare_event(self, event: str) -> None:
        """The accounts of an event side by side."""

    @abstractmethod
    def inform_event(self, event: Event, *, leave: Callable[[], None] = ...) -> None:
        """The card of an event; `leave` is called before what was chosen on it is done."""

    @abstractmethod
    def correct_event(self, event: Event, mention: str, leave: Callable[[], None]) -> None:
        """What can be corrected about an event, and about one report of it; `leave` as above."""

    @abstractmethod
    def portrait_facts(self, entity: str) -> list[tuple[str, str, str]]:
        """What the card of an entity says beside its names."""

    @abstractmethod
    def portrait_chosen(self, entity: str, chosen: str) -> None:
        """A row of those was opened."""

    @abstractmethod
    def follow_day(self, mark: Mark) -> None:
        """The events of the time that a mark names."""

    @abstractmethod
    def refresh_collection(self) -> None:
        """Brings the index up to date; keys go on working meanwhile."""

    @abstractmethod
    def reload_findings(self) -> None:
        """People, organisations and places of the open article in the sidebar."""

    @abstractmethod
    def fetch(self, name: str, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """`then(work())`: at once in a small collection, in a worker thread where it may take longer than a frame."""

    @abstractmethod
    def write_apart(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """`then(work())` for what writes much: where it may take longer than a frame in a worker, one after the other."""

    @property
    @abstractmethod
    def writing_apart(self) -> bool:
        """Whether such writing is under way."""

    @abstractmethod
    def close_search(self) -> None:
        """The search line is gone; what it found stays."""
