"""What one feature of the desk asks of another: declared here, done by the feature whose work it is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from reader.library import Mark, Progress
from reader.model import Event, NoteState, Place, PlacedNote, Span
from reader.tui.passages import PassageList, Row

if TYPE_CHECKING:
    from reader.text.osc52 import Copied
    from reader.tui.features.writing import Draft
    from reader.tui.terminal.modes import BidiMode


class Promised:
    """No feature needs to know which other does it; a test holds that the desk leaves nothing of it undone
    (`abstractmethod` is for the reader and mypy: Textual has a metaclass of its own)."""

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
