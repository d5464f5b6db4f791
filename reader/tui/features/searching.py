"""Search: a line under the text, passages as one types, back to where one was with Escape."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.library import SearchResult
from reader.told import told
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.session import Places

if TYPE_CHECKING:
    from reader.tui.widgets.bidi_input import BidiInput

REST = 0.12  # seconds without a key before a search runs
SCREEN = 12  # articles with their passages that fill a screen: shown before all that match are looked at
RANKED = 2000  # articles up to which looking at all of them takes no longer than a frame
MOST = 400  # articles shown


class Found(Message):
    """A search came back. `begun`: no word is what was typed so far, and these begin with it."""

    def __init__(
        self,
        query: str,
        result: SearchResult,
        places: Places,
        *,
        begun: bool,
        last: bool,
        names: tuple[tuple[str, ...], int] = ((), 0),
    ) -> None:
        self.query, self.result, self.places = query, result, places
        self.names = names  # other names of whom the query names, and how many articles they would add
        self.begun, self.last = begun, last  # `last`: ranked, and nothing comes after it
        super().__init__()


class Searching(Desk):
    """See the module."""

    _asked = ""
    wider = False  # words of the same stem and other names too
    whole = False  # words as they stand alone, without clitics and article
    _older = -1

    def do_go_search(self) -> None:
        """The search line opens; what was searched last is there to be changed."""
        if not self.typing:
            self.origin = self.session.place
        self.typing = True
        self._older = -1
        self.search.display = True
        self.search.placeholder = self.words('words, "a phrase", -without, source:name')
        self.rearrange()
        self.set_focus(self.search, scroll_visible=False)
        if self.search.value:
            self.search.editing.select_all()
            self.search.refresh()

    def on_bidi_input_changed(self, event: BidiInput.Changed) -> None:
        """Typed into the search line. Found by its name: naming the class here would load the widget at each start."""
        if event.control is not self.search:
            return
        query = event.value.strip()
        if not query:
            self._asked = ""
            self.hide_results()
            return
        self.later("search", self.rest(REST), partial(self.run_search, query))

    def run_search(self, query: str) -> None:
        """A search in a worker; an older one that still runs is forgotten."""
        self._asked = query
        self.run_worker(
            partial(self._search, query), thread=True, exclusive=True, group="search", exit_on_error=False
        )

    def _search(self, query: str) -> None:
        """The first screen as it is found, then all of it by relevance."""
        worker = get_current_worker()
        session = self.session
        ask = partial(session.library.search, query, stem=self.wider, whole=self.whole)
        first = ask(limit=SCREEN)
        begun = not first.total_documents and first.error is None and not self.wider
        if begun:
            ask = partial(ask, typing=True)
            first = ask(limit=SCREEN)
            begun = first.total_documents > 0
        places = session.places_in_list()
        if first.total_documents > RANKED and not worker.is_cancelled:
            self.post_message(Found(query, first, places, begun=begun, last=False))
        if worker.is_cancelled:
            return
        if first.total_documents > 1:
            first = ask(limit=MOST, ranked=True)
        names = ((), 0) if self.wider or self.whole else session.library.other_names(query)
        if not worker.is_cancelled:
            self.post_message(Found(query, first, places, begun=begun, last=True, names=names))

    def on_found(self, message: Found) -> None:
        """The passages, if this is still what is asked for."""
        if message.query != self._asked:
            return
        result, words = message.result, self.words
        if result.error is not None:
            if self.typing:
                self.say(told(self.words, result.error.message), warning=True)
                lead = len(self.search.value) - len(self.search.value.lstrip())
                self.search.show_wrong(lead + result.error.start, lead + result.error.end)
            return
        self.session.learn_places(message.places)
        found = passages.of_search(self.session, message.query, result)
        shown, chosen = self.passages.shown, self.session.chosen
        going_on = (shown.kind, shown.id) == ("SEARCH", message.query)
        if not self.typing:  # a passage was opened before all of them were known
            if chosen is not None and (chosen.kind, chosen.id) == ("SEARCH", message.query):
                self._take(message.query, found)
                self.last_list = found
            if going_on and self.passages.display:
                self.passages.show_instead(found)
            return
        self.say("")
        self._take(message.query, found)
        if (
            going_on and self.passages.display and self.passages.cursor > 1
        ):  # the reader moved in it: the place stays
            self.passages.show_instead(found)
            self.last_list = found
        else:
            self.open_panel(found, cursor=0, focus=False)
        if result.wider:
            self.say(words("A wider net: {words}", words="، ".join(result.wider)))
        elif self.wider:
            self.say(words("A wider net: no other word or name is near"))
        elif self.whole:
            self.say(self._whole_words())
        elif message.begun:
            self.say(words("No word is {query}; these begin so", query=message.query.split()[-1]))
        elif message.names[1]:
            names, more = message.names
            key = self.reader.keymap.shown("input.wider")
            self.say(
                words.count(
                    "Also written {names}: {key} finds {n} article more",
                    "Also written {names}: {key} finds {n} articles more",
                    more,
                    names="، ".join(names),
                    key=key,
                )
            )

    def _take(self, query: str, found: passages.PassageList) -> None:
        self.session.searched = query
        self.session.choose("SEARCH", query, query, found.passages)
        self.light()

    def hide_results(self) -> None:
        """The list is empty because nothing is asked for."""
        if self.passages.display:
            self.passages.display = False
            self.rearrange()
        self.end_preview()

    def close_search(self) -> None:
        """The search line is gone; what it found stays."""
        if self.typing:
            self.typing = False
            self.search.display = False
            self.rearrange()

    def do_input_accept(self) -> None:
        query = self.search.value.strip()
        if query and not self.session.library.journal.read_only:
            self.session.library.journal.remember_search(query)
        if (
            self.passages.display
            and self.passages.shown.kind == "SEARCH"
            and self._asked == query
            and self.passages.shown.rows
        ):
            self.close_search()
            self.passages.do_rows_open()
            self.rank_list()
        elif query:
            self.run_search(query)

    def do_input_whole(self) -> None:
        """Words as they stand alone, or in all their forms."""
        self._search_as(whole=not self.whole)
        self.say(
            self._whole_words() if self.whole else self.words("Words with their clitics and the article")
        )

    def do_input_wider(self) -> None:
        """By stem, or as typed: the net is said to be wide as long as it is."""
        self._search_as(wider=not self.wider)
        self.say(
            self.words("A wider net: words of the same stem and other names are found too")
            if self.wider
            else self.words("Words as they are typed")
        )

    def _search_as(self, *, whole: bool = False, wider: bool = False) -> None:
        """What stands in the line searched in another way; one way at a time."""
        self.whole, self.wider = whole, wider
        if query := self.search.value.strip():
            self.run_search(query)

    def _whole_words(self) -> str:
        return self.words("Whole words alone, without what is written in one piece with them")

    def do_input_cancel(self) -> None:
        self.close_search()
        self._asked = ""
        if self.session.chosen is not None and self.session.chosen.kind == "SEARCH":
            self.session.chosen = None
            self.light()
        if self.passages.display:
            self.close_panel()
        else:
            self.end_preview()
            self.focus_pane(self.text)

    def do_input_down(self) -> None:
        if self.passages.display and self.passages.row_count:
            self.focus_pane(self.passages)

    def do_input_up(self) -> None:
        """Older searches, one after the other."""
        older = self.session.library.journal.search_history()
        if older:
            self._older = (self._older + 1) % len(older)
            self.search.value = older[self._older]
