"""The article list: sorted, under headings, narrowed while one types, many articles picked and dealt with at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.tui.features.base import Desk
from reader.tui.session import Listing as Rows

REST = 0.08  # seconds without a key before the list is narrowed
MANY = 50  # articles that are written about in a worker


class Listing(Desk):
    """See the module."""

    # -- what it shows --------------------------------------------------------------------------------

    def show_list(self, cursor: int | None = None) -> None:
        """The rows of the session in the pane, the cursor on a row of it, else on the open article."""
        session, pane = self.session, self.articles
        place = session.place
        pane.show(session.rows, session.groups, session.order)
        pane.matching = session.matching
        if cursor is None:
            at = session.position(place.doc) if place else -1
            cursor = pane.row_of(at) if at >= 0 else 0
        pane.reset(cursor)

    def _relist(self, order: str, matching: str, then: partial[None] | None = None) -> None:
        """The list in another order or narrowed; a large one is read in a worker."""
        session = self.session

        def read() -> Rows:
            listing = session.read_rows(order, matching)
            if session.place is not None:
                listing.rows.position(session.place.doc)  # what showing it will ask
            return listing

        def show(listing: Rows) -> None:
            session.take_rows(listing)
            self.show_list()
            if self.text.article is not None:
                self.tell_number(self.text.article.document.id)
                self.text.repaint_header()
            self.tell()
            if then is not None:
                then()

        self.fetch("list", read, show)

    def rank_list(self) -> None:
        """Another search was made: a list by relevance is one to that from now on."""
        if self.session.order == "relevance":
            self._relist("relevance", self.session.matching)

    # -- sorted ---------------------------------------------------------------------------------------

    def do_articles_sort(self) -> None:
        """The next order; by relevance where something was searched."""
        from reader.tui.panes.articles import ORDERS

        session = self.session
        names = [each for each in ORDERS if each != "relevance" or session.searched]
        at = names.index(session.order) if session.order in names else -1
        order = names[(at + 1) % len(names)]
        said = self.words("Sorted {how}", how=self.words(ORDERS[order]))
        if order == "relevance":
            said = self.words("Sorted by relevance to {query}", query=session.searched)
        self._relist(order, session.matching, partial(self._sorted, said))

    def _sorted(self, said: str) -> None:
        self.say(said)
        self.remember_view()

    def do_articles_groups(self) -> None:
        """The headings with their numbers, else months; Enter goes to the first article of one."""
        if self.session.groups:
            self._choose_group()
        else:
            self._relist("date", "", partial(self._choose_group))

    def _choose_group(self) -> None:
        from reader.tui.screens.cards import ChoosingScreen
        from reader.tui.screens.overlay import Item

        words, pane = self.words, self.articles
        rows, before = [], 0
        for label, count in pane.groups:
            rows.append(Item(words.number(count), pane.heading_words(label), str(before)))
            before += count
        heading = {"date": words("Articles by month"), "source": words("Articles by source")}.get(pane.order)

        def done(at: str | None) -> None:
            if at:
                pane.move_to(pane.row_of(int(at)))

        self.app.push_screen(ChoosingScreen(words, heading or words("Articles"), rows, label_width=10), done)

    # -- narrowed -------------------------------------------------------------------------------------

    def do_articles_filter(self) -> None:
        from reader.tui.screens.cards import NarrowingScreen

        before = self.session.matching

        def done(value: str | None) -> None:
            self._narrow(before if value is None else value)

        self.app.push_screen(
            NarrowingScreen(
                self.words,
                self.words("Only articles with these words"),
                before,
                self.words("of its title, source or path"),
                lambda typed: self.later("narrow", self.rest(REST), partial(self._narrow, typed)),
            ),
            done,
        )

    def _narrow(self, words: str) -> None:
        """The list of what has these words in title, source or path; all of it without any."""
        matching = " ".join(words.split())
        self._relist(self.session.order, matching, partial(self._say_narrowed, matching))

    def _say_narrowed(self, matching: str) -> None:
        if matching:
            found = len(self.session.rows)
            self.say(self.words.count("{n} article", "{n} articles", found) + f" · {matching}")

    def do_entities_filter(self) -> None:
        """The names in the sidebar, of this article or of all, narrowed while one types."""
        from reader.tui.screens.cards import NarrowingScreen

        before = self.entities.matching

        def done(value: str | None) -> None:
            self.narrow_names(before if value is None else value)

        self.app.push_screen(
            NarrowingScreen(
                self.words,
                self.words("Only names with these words"),
                before,
                self.words("of a name, in any spelling of its letters"),
                lambda typed: self.later("narrow names", self.rest(REST), partial(self.narrow_names, typed)),
            ),
            done,
        )

    def narrow_names(self, words: str) -> None:
        """Who has these words in a name; everybody without any."""
        self.later("narrow names", 0, lambda: None)
        if words.strip():
            self.fetch("names", self.entities.names, lambda _: self._narrowed_names(words))
        else:
            self.entities.narrow("")
        self.tell()

    def _narrowed_names(self, words: str) -> None:
        self.entities.narrow(words)
        if not self.entities.row_count and not self.entities.everywhere:
            key = self.reader.keymap.shown("entities.scope")
            self.say(self.words("No such name in this article; {key} looks in all", key=key))
        else:
            self.say("")

    # -- many at once ---------------------------------------------------------------------------------

    def do_articles_pick(self) -> None:
        pane = self.articles
        here = pane.article_here
        if here is not None:
            (pane.picked.discard if here.id in pane.picked else pane.picked.add)(here.id)
            pane.repaint()
            pane.move_to(min(pane.cursor + 1, pane.row_count - 1))
            self._say_picked()

    def do_articles_pick_all(self) -> None:
        pane = self.articles
        every = set(self._ids())
        pane.picked = set() if every <= pane.picked else pane.picked | every
        pane.repaint()
        self._say_picked()

    def _ids(self) -> list[str]:
        """All of the list, in order."""
        rows = self.articles.rows
        return rows.ids() if hasattr(rows, "ids") else [row.id for row in rows]

    def _say_picked(self) -> None:
        self.say(self.words.count("{n} article picked", "{n} articles picked", len(self.articles.picked)))

    def picked(self) -> list[str]:
        """The articles that star, tag and read act on: those that were picked, else the one under the cursor."""
        pane = self.articles
        if pane.picked:
            return [doc for doc in self._ids() if doc in pane.picked]
        return [pane.article_here.id] if pane.article_here is not None else []

    def do_articles_star(self) -> None:
        self._give_or_take(lambda: self.articles.starred, self.session.library.star)

    def do_articles_read(self) -> None:
        self._give_or_take(lambda: self.articles.read, self.session.library.mark_read)

    def _give_or_take(self, held: Callable[[], set[str]], write: Callable[[list[str], bool], None]) -> None:
        """What all of the picked have is taken from them, else given to all. `held`: who has it now."""
        docs = self.picked()
        on = not held().issuperset(docs)

        def show(_: object = None) -> None:
            (held().update if on else held().difference_update)(docs)
            self.articles.repaint()

        if len(docs) > MANY:
            if not self.no_writing():
                self.write_apart(lambda: write(docs, on), show)
        elif self.careful(lambda: write(docs, on)):
            show()
